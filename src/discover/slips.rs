//! Likely slips that are words: a word of one document in the place where another document has another, near in spelling.
//!
//! The words of all documents are counted while reading ([`Vocabulary`]). Words near in spelling that are no forms of one another make
//! pairs (`near`, `forms`). Then the documents are read twice more: where does the rarer word of a pair stand, and does the other stand
//! between the same words (`context`, `met`)? Memory grows with the words that are rare, and no two documents are compared.

mod context;
mod forms;
mod judge;
mod met;
mod near;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasherDefault;

pub(super) use self::met::Found;
use super::page::Page;
use super::places::DocId;
use super::{Disagreement, Library};
use crate::keys::{Filter, Identity};
use crate::prose::words::Word;

/// Letters of the shortest word, and bytes of the longest.
const SHORTEST: usize = 4;
const LONGEST: usize = 40;

/// A map by the key of a word, or what is as well spread.
type ByKey<T> = HashMap<u64, T, BuildHasherDefault<Identity>>;

/// The words of all documents that are written in small letters.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: ByKey<Known>,
}

/// One word.
#[derive(Debug)]
struct Known {
    written: Box<str>,
    documents: u32,
    times: u32,
    last: DocId,
}

impl Vocabulary {
    /// Adds the words of a passage.
    pub(super) fn read(&mut self, page: &Page<'_>) {
        for word in page.passage.words.iter().filter(|word| is_read(word)) {
            match self.words.entry(word.key) {
                Entry::Occupied(mut entry) => {
                    let known = entry.get_mut();
                    known.times += 1;
                    if known.last != page.doc {
                        known.last = page.doc;
                        known.documents += 1;
                    }
                }
                Entry::Vacant(entry) => {
                    let written = crate::prose::fold::lower(word.text(page.passage.text)).into();
                    entry.insert(Known { written, documents: 1, times: 1, last: page.doc });
                }
            }
        }
    }

    /// Takes the words of other documents in.
    pub(super) fn merge(&mut self, other: Self) {
        let (mut large, small) = if self.words.len() < other.words.len() {
            (other.words, std::mem::take(&mut self.words))
        } else {
            (std::mem::take(&mut self.words), other.words)
        };
        for (key, theirs) in small {
            match large.entry(key) {
                Entry::Occupied(mut entry) => {
                    entry.get_mut().documents += theirs.documents;
                    entry.get_mut().times += theirs.times;
                }
                Entry::Vacant(entry) => drop(entry.insert(theirs)),
            }
        }
        self.words = large;
    }
}

/// Whether a word is one that may be a slip: small letters, no digits.
fn is_read(word: &Word) -> bool {
    let length = word.range().len();
    (SHORTEST..=LONGEST).contains(&length) && word.shape.is_lower() && !word.shape.has_digit() && !word.shape.has_underscore()
}

/// The pairs of words near in spelling, looked for in all documents.
#[derive(Debug)]
pub(super) struct Second<'v> {
    vocabulary: &'v Vocabulary,
    pairs: near::Pairs,
    rare: Filter,
}

impl<'v> Second<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        let pairs = near::pairs(vocabulary);
        Self { vocabulary, rare: Filter::of(pairs.rare.keys().copied()), pairs }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Reads a passage.
    pub(super) fn read(&self, found: &mut Found, page: &Page<'_>) {
        met::see(&self.pairs, &self.rare, found, page);
    }

    /// Words of one document in the place of others that are near in spelling.
    pub(super) fn compare(&self, found: Found, library: &impl Library) -> Vec<Disagreement> {
        let met = met::meetings(&self.pairs, found, library);
        judge::disagreements(self.vocabulary, met, library)
    }
}
