//! Documents → where they disagree with one another, with no rules at all.
//!
//! ```text
//! documents → passages → mentions (`mentions`) → near ones, in the same place of the story (one file per kind) → disagreements
//! ```
//!
//! Every kind collects what the documents say of it (`mentions::Mentions`), each distinct mention once, and then looks for pairs that can
//! only be the same thing said in two ways. What two documents say of different things is no disagreement: a kind that cannot tell is silent,
//! or says with little confidence what it saw.

mod acronyms;
pub mod against;
mod context;
mod dates;
mod domains;
pub mod draft;
mod figures;
pub mod library;
mod mentions;
mod names;
mod page;
mod places;
mod quotes;
#[cfg(test)]
mod shelf;
mod slips;
mod surroundings;
mod topics;

use std::ops::Range;

use crate::kind::KindName;
use crate::prose::Document;
use crate::source::SourceFile;

pub use places::{DocId, Place};

use mentions::Mentions;
use page::Page;

/// From this confidence on, in percent, a disagreement is shown without being asked for.
pub const SURE: u8 = 50;

/// Documents that are read against each other. They may be asked for more than once, on many threads.
pub trait Library: Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them; `None` where it cannot be read.
    fn open(&self, doc: DocId) -> Option<(SourceFile, Document)>;
}

/// Something that documents say in different ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The sort of fact: an acronym's expansion is a `term`, a slip a `typo`.
    pub kind: KindName,
    /// What is said, the side that is held by most documents first; at least two.
    pub sides: Vec<Side>,
    /// How likely the documents mean the same thing and one of them is wrong, in percent.
    pub confidence: u8,
    /// Why: what speaks for it and against it, lower case, no full stop.
    pub why: Vec<String>,
}

/// One way in which it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The words, as they stand at the first place.
    pub text: String,
    /// One place in each document that says so, in their order; of many documents the first ones.
    pub places: Vec<Place>,
    /// How many documents say so.
    pub documents: usize,
}

impl Side {
    /// Whether a document says so, as far as its place is known.
    pub fn is_in(&self, doc: DocId) -> bool {
        self.places.iter().any(|place| place.doc == doc)
    }
}

impl Disagreement {
    /// A disagreement; `sides` are put in order: by documents, then by place.
    pub fn new(kind: KindName, mut sides: Vec<Side>, confidence: u8) -> Self {
        sides.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.places.cmp(&b.places)));
        Self { kind, sides, confidence: confidence.min(99), why: Vec::new() }
    }

    /// With a reason.
    #[must_use]
    pub fn why(mut self, reason: impl Into<String>) -> Self {
        self.why.push(reason.into());
        self
    }

    fn first_place(&self) -> Option<Place> {
        self.sides.iter().flat_map(|side| &side.places).min().copied()
    }
}

/// What is asked of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Where any of them disagrees with any other.
    EachOther,
    /// Where the last one departs from the others: it is a draft, and they are its sources.
    Draft,
}

impl Asked {
    /// Which of so many documents is the draft, if one is.
    fn draft(self, documents: usize) -> Option<DocId> {
        (self == Self::Draft).then(|| DocId::try_from(documents.saturating_sub(1)).unwrap_or(DocId::MAX))
    }
}

/// Where the documents disagree, the surest first; then by kind and place. The same for the same documents, on any number of threads.
pub fn discover(library: &impl Library) -> Vec<Disagreement> {
    ask(library, Asked::EachOther)
}

/// The same, of documents whose relation may be known.
pub fn ask(library: &impl Library, asked: Asked) -> Vec<Disagreement> {
    let mentions = Mentions::read(library);
    let draft = asked.draft(library.len());
    let (again, mut found) = rayon::join(|| read_again(&mentions, library, draft), || compare(&mentions, library, draft));
    found.extend(again);
    found.extend(draft.into_iter().flat_map(|draft| quotes::shortened(library, draft)));
    // It takes a while to give so much memory back, and nobody has to wait for it.
    rayon::spawn(move || drop(mentions));
    found.sort_by_cached_key(|one| (100 - one.confidence, one.kind, one.first_place()));
    one_cause(&mut found);
    found
}

/// What one reading tells.
fn compare(mentions: &Mentions, library: &impl Library, draft: Option<DocId>) -> Vec<Disagreement> {
    let stories = draft.map_or_else(|| mentions.topics.pairs(), topics::drafted);
    let names = || names::compare(&mentions.names, library, &stories);
    let acronyms = || acronyms::compare(&mentions.acronyms, library.len(), &stories);
    let figures = || figures::compare(&mentions.figures, library, &stories);
    let rest = || [dates::compare(&mentions.dates, &stories), domains::compare(&mentions.domains, library.len())].concat();
    let (names, (acronyms, (figures, rest))) = rayon::join(names, || rayon::join(acronyms, || rayon::join(figures, rest)));
    [names, acronyms, figures, rest].concat()
}

/// What takes a second reading: quotations, held against all that is said, and words in the place of others. Both are read for at once.
fn read_again(mentions: &Mentions, library: &impl Library, draft: Option<DocId>) -> Vec<Disagreement> {
    let (quotes, slips) = (quotes::Second::new(&mentions.quotes, draft), slips::Second::new(&mentions.vocabulary));
    if quotes.is_empty() && slips.is_empty() {
        return Vec::new();
    }
    let read = |(quoted, slipped): &mut (quotes::Found, slips::Found), page: &Page<'_>| {
        quotes.read(quoted, page);
        slips.read(slipped, page);
    };
    let merge = |mut one: (quotes::Found, slips::Found), other: (quotes::Found, slips::Found)| {
        one.0.merge(other.0);
        one.1.merge(other.1);
        one
    };
    let (quoted, slipped) = page::each(library, read, merge, |_, _, _| {});
    let (quotes, slips) = rayon::join(|| quotes.compare(quoted, library), || slips.compare(slipped, library));
    [quotes, slips].concat()
}

/// One cause, one disagreement: of two that meet at the same words in two documents the surer stays.
fn one_cause(found: &mut Vec<Disagreement>) {
    let mut kept: Vec<Disagreement> = Vec::new();
    for one in found.drain(..) {
        let same = |other: &Disagreement| one.sides.iter().all(|side| other.sides.iter().any(|there| meet(side, there)));
        if !kept.iter().any(same) {
            kept.push(one);
        }
    }
    *found = kept;
}

fn meet(a: &Side, b: &Side) -> bool {
    a.places.iter().any(|place| b.places.iter().any(|other| place.doc == other.doc && overlap(&place.span(), &other.span())))
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
