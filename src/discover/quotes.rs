//! The same quotation with other words: what stands between quotation marks in one document, held against all that the others say.
//!
//! Quotations are collected while reading ([`Quotes`]). Then all documents are read once more, and whatever passage shares runs of words
//! with a quotation is compared with it as `check` compares a quotation with its source (`held`); what differs is put together by place, so
//! that each place of somebody's words is one disagreement however many documents quote it (`sides`).

mod held;
mod index;
mod short;
mod sides;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

pub(super) use self::held::Found;
pub(super) use self::short::shortened;
use super::page::Page;
use super::places::{DocId, Place, Places};
use super::{Disagreement, Library};
use crate::kind::quote::{is_prose, without_attribution};
use crate::prose::passage::Passage;

/// Words of the shortest and of the longest quotation that is read.
const SHORTEST: usize = 4;
const LONGEST: usize = 1_000;

/// The quotations of all documents, by their words.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    known: BTreeMap<u64, Known>,
}

/// One quotation, the same word for word wherever it stands.
#[derive(Debug)]
struct Known {
    text: String,
    places: Places,
}

impl Quotes {
    /// Adds the quotations of a passage.
    pub(super) fn read(&mut self, page: &Page<'_>) {
        for inner in quotations(page.passage) {
            let place = page.place(inner.clone());
            let new = || Known { text: page.passage.text[inner.clone()].to_owned(), places: Places::default() };
            self.known.entry(key(page.passage, &inner)).or_insert_with(new).places.add(place);
        }
    }

    /// Takes the quotations of other documents in.
    pub(super) fn merge(&mut self, other: Self) {
        for (key, theirs) in other.known {
            match self.known.entry(key) {
                Entry::Vacant(entry) => drop(entry.insert(theirs)),
                Entry::Occupied(mut entry) => {
                    let mine = entry.get_mut();
                    if theirs.first() < mine.first() {
                        mine.text = theirs.text;
                    }
                    mine.places.merge(theirs.places);
                }
            }
        }
    }
}

impl Known {
    fn first(&self) -> Option<Place> {
        self.places.list().first().copied()
    }
}

/// The quotations of all documents, held against all that these say.
#[derive(Debug)]
pub(super) struct Second<'q> {
    known: Vec<&'q Known>,
    index: index::Index,
    /// The document that is held against the others.
    draft: Option<DocId>,
}

impl<'q> Second<'q> {
    pub(super) fn new(quotes: &'q Quotes, draft: Option<DocId>) -> Self {
        let known: Vec<&Known> = quotes.known.values().collect();
        Self { index: index::Index::new(&known), known, draft }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Reads a passage.
    pub(super) fn read(&self, found: &mut Found, page: &Page<'_>) {
        self.index.hold(&self.known, page, self.draft, found);
    }

    /// Where the documents have other words for the same quotation.
    pub(super) fn compare(&self, found: Found, library: &impl Library) -> Vec<Disagreement> {
        sides::disagreements(&self.known, found.held, library)
    }
}

/// What stands between quotation marks, or in a block quote, and is somebody's words.
fn quotations(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let whole = passage.block.quoted.then(|| without_attribution(passage.text));
    let marked = passage.quotations().iter().filter(|_| whole.is_none()).map(|quotation| quotation.inner.clone());
    let is_read =
        |inner: &Range<usize>| (SHORTEST..=LONGEST).contains(&passage.words_in(inner).len()) && is_prose(&passage.text[inner.clone()]);
    marked.chain(whole.clone()).filter(is_read).collect()
}

/// The same for the same words with cuts and brackets in the same places.
fn key(passage: &Passage<'_>, inner: &Range<usize>) -> u64 {
    let at = passage.words_in(inner);
    let marks = |gap: &str| u64::from(gap.contains(['…', '[', ']', '(', ')']) || gap.contains(".."));
    at.clone().fold(0xcbf2_9ce4_8422_2325, |hash: u64, word| {
        let marked = if word > at.start { marks(passage.gap_before(word)) } else { 0 };
        (hash.rotate_left(5) ^ passage.words[word].key ^ marked).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}
