//! A passage → all that it states of a kind that can be checked, with no rule in sight: names, figures, dates, domain names, acronyms and
//! quotations.
//!
//! A rule reads what it knows and passes over the rest; a reader here reads everything that is likely one of its kind. It would rather miss
//! one than call something a name that is none. Numbers, dates and domain names are read by the same code as those of the rules.

pub mod acronyms;
pub mod dates;
pub mod domains;
pub mod figures;
pub mod names;
pub mod quotations;

use std::ops::Range;

use crate::kind::date::read::DateRead;
use crate::language::{Language, Tables};
use crate::prose::passage::Passage;

pub use acronyms::AcronymRead;
pub use domains::DomainRead;
pub use figures::FigureRead;
pub use names::NameRead;
pub use quotations::QuotationRead;

/// The sorts of mention, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each has a module that says what it is")]
#[non_exhaustive]
pub enum Sort {
    Name,
    Figure,
    Date,
    Domain,
    Acronym,
    Quotation,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Name, Self::Figure, Self::Date, Self::Domain, Self::Acronym, Self::Quotation];

    /// The word for one, as reports have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Domain => "domain",
            Self::Acronym => "acronym",
            Self::Quotation => "quotation",
        }
    }
}

/// Something that a passage states.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// Bytes of the passage's text.
    pub span: Range<usize>,
    /// What it is.
    pub content: Content,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is explained at its type")]
#[non_exhaustive]
pub enum Content {
    Name(NameRead),
    Figure(FigureRead),
    Date(DateRead),
    Domain(DomainRead),
    Acronym(AcronymRead),
    Quotation(QuotationRead),
}

impl Content {
    /// Its sort.
    pub fn sort(&self) -> Sort {
        match self {
            Self::Name(_) => Sort::Name,
            Self::Figure(_) => Sort::Figure,
            Self::Date(_) => Sort::Date,
            Self::Domain(_) => Sort::Domain,
            Self::Acronym(_) => Sort::Acronym,
            Self::Quotation(_) => Sort::Quotation,
        }
    }
}

/// All mentions of a passage, by place. Only a quotation may hold others.
pub fn mentions(passage: &Passage<'_>) -> Vec<Read> {
    let mut found: Vec<Read> = Vec::new();
    for read in [domains::read, dates::read, figures::read, acronyms::read, names::read] {
        let taken = Taken::of(&found);
        found.extend(read(passage, &taken));
        found.sort_by_key(|read| (read.span.start, read.span.end));
    }
    found.extend(quotations::read(passage));
    found.sort_by_key(|read| (read.span.start, read.span.end));
    found
}

/// What other readers have read already: bytes of the passage.
#[derive(Debug, Default)]
pub struct Taken(Vec<Range<usize>>);

impl Taken {
    /// The places of these, what an acronym is said to stand for included.
    fn of(found: &[Read]) -> Self {
        let expansion = |read: &Read| if let Content::Acronym(acronym) = &read.content { acronym.expansion.clone() } else { None };
        let mut spans: Vec<Range<usize>> = found.iter().flat_map(|read| [Some(read.span.clone()), expansion(read)]).flatten().collect();
        spans.sort_by_key(|span| span.start);
        // An expansion may hold others: each reaches as far as any before it.
        (1..spans.len()).for_each(|at| spans[at].end = spans[at].end.max(spans[at - 1].end));
        Self(spans)
    }

    /// Whether any of it touches these bytes.
    pub fn has(&self, span: &Range<usize>) -> bool {
        let next = self.0.partition_point(|taken| taken.end <= span.start);
        self.0.get(next).is_some_and(|taken| taken.start < span.end)
    }
}

/// Whether a word is a frequent one of the passage's language, as it stands or without the sign of a plural.
fn is_frequent(passage: &Passage<'_>, at: usize) -> bool {
    let lower = crate::prose::fold::lower(passage.word(at));
    let single = lower.strip_suffix('s').map(crate::prose::fold::key);
    let keys = [Some(passage.words[at].key), single];
    let little = |tables: &Tables| {
        let lists = [&tables.function_words, &tables.determiners, &tables.prepositions, &tables.negations];
        lists.iter().any(|list| list.has_key(passage.words[at].key))
    };
    let frequent = |language: Language| keys.iter().flatten().any(|key| language.frequent().contains(key));
    Language::possible(passage.language()).any(|language| frequent(language) || little(language.tables()))
}

/// Whether a sentence is set in capitals, or nearly every word of it has one, as in a title: a capital says nothing there. Where many names
/// stand in a sentence, its frequent words are still in small letters.
fn is_capitals_alone(passage: &Passage<'_>, sentence: &Range<usize>, counts: impl Fn(usize) -> bool) -> bool {
    const LONG: u32 = 4;
    let words = passage.words_in(sentence);
    let long =
        || words.clone().filter(|&at| passage.words[at].end - passage.words[at].start >= LONG && passage.words[at].shape.has_letter());
    let (all, capital) = (long().count(), long().filter(|&at| counts(at)).count());
    let common = || words.clone().skip(1).filter(|&at| counts(at) && is_frequent(passage, at)).count();
    all >= 4 && capital * 5 >= all * 4 && common() >= 2
}

#[cfg(test)]
mod tests;
