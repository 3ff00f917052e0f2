//! Parts that many names share → which of these names a passage may hold: those of which another part stands near.
//!
//! A thousand people are called Marie. Where the word `Marie` stands, each of them would have to be laid over the words around it. Here the
//! words around it are looked up instead, with up to two slips, and only the names that have a part of both are laid there. Whoever is left out
//! could not have been found: the names of one word, and whatever this index cannot tell, are never left out.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::RangeInclusive;

use super::align::{BETWEEN, joint};
use super::form::{Form, Part};
use super::index::{ByKey, Use, mixed};
use super::joint::Joint;
use crate::keys::{Filter, Identity};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// So many uses of one spelling are compared one by one.
pub(super) const FEW: usize = 8;

/// How many letters of a word are looked at: two words that are `n` slips apart also have beginnings of this length that share a word which
/// comes of each by deleting at most `n` letters (the prefix of SymSpell).
const BEGINNING: usize = 7;

/// How many slips a part may be away, at most.
const SLIPS: usize = 2;

/// How far from a part the next one may stand, in words: particles and initials between them, and two words for `O’Rourke`.
const AROUND: usize = BETWEEN + 3;

/// Two spellings in one key.
type Pairs = HashMap<u64, Vec<Use>, BuildHasherDefault<Identity>>;

/// The spellings that many forms use.
#[derive(Debug, Default)]
pub(super) struct Crowds {
    /// By the spelling of a crowd: the uses that no word beside it tells.
    always: HashMap<u32, Vec<Use>>,
    /// By the spelling of a crowd and that of another part of the same form: the uses of the crowd.
    pairs: Pairs,
    /// By beginnings with up to two letters left out: where in `spellings` those stand that may be meant.
    near: ByKey<(u32, u32)>,
    spellings: Vec<u32>,
    filter: Filter,
}

impl Crowds {
    /// `uses` are those of each spelling, `spelling` is that of a part's letters.
    pub(super) fn new<'u>(
        forms: &[Form],
        uses: impl Iterator<Item = &'u [Use]>,
        spelling: impl Fn(&Part) -> Option<u32>,
        few: usize,
    ) -> Self {
        let mut crowds = Self::default();
        let mut keys: Vec<(u64, u32)> = Vec::new();
        for (crowd, uses) in uses.enumerate().filter(|(_, uses)| uses.len() > few) {
            let crowd = crowd as u32;
            crowds.always.entry(crowd).or_default();
            for &place in uses {
                let form = &forms[place.0 as usize];
                let others = form.parts.iter().enumerate().filter(|(at, _)| *at != usize::from(place.1)).map(|(_, part)| part);
                let told: Option<Vec<u32>> = others.clone().map(|part| if is_small(part) { None } else { spelling(part) }).collect();
                match told {
                    Some(told) if !told.is_empty() => {
                        for (part, other) in others.zip(told) {
                            crowds.pairs.entry(pair(crowd, other)).or_default().push(place);
                            keys_of(form, part, |key| keys.push((key, other)));
                        }
                    }
                    _ => crowds.always.entry(crowd).or_default().push(place),
                }
            }
        }
        crowds.finish(keys)
    }

    fn finish(mut self, mut keys: Vec<(u64, u32)>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        for same in keys.chunk_by(|a, b| a.0 == b.0) {
            let start = self.spellings.len() as u32;
            self.spellings.extend(same.iter().map(|key| key.1));
            self.near.insert(same[0].0, (start, self.spellings.len() as u32));
        }
        self.filter = Filter::of(self.near.keys().copied());
        self
    }

    /// Whether many forms use this spelling.
    pub(super) fn holds(&self, spelling: u32) -> bool {
        self.always.contains_key(&spelling)
    }

    /// Of the uses of a crowd those that may stand around word `at`, in their order.
    pub(super) fn around(&self, passage: &Passage<'_>, crowd: u32, at: usize) -> Vec<Use> {
        let mut uses = self.always.get(&crowd).cloned().unwrap_or_default();
        for word in reachable(passage, at).filter(|&word| word != at) {
            self.near(passage, word, |other| uses.extend(self.pairs.get(&pair(crowd, other)).into_iter().flatten()));
        }
        uses.sort_unstable();
        uses.dedup();
        uses
    }

    /// Calls `found` with every spelling that a word may be meant for; with some more than once.
    fn near(&self, passage: &Passage<'_>, at: usize, mut found: impl FnMut(u32)) {
        let word = &passage.words[at];
        // Only capitalised words are misspelled names.
        let slips = if word.shape.is_capitalised() { SLIPS } else { 0 };
        let letters = fold::strip(word.text(passage.text));
        deletions(&letters, slips, |key| {
            let list = if self.filter.may_hold(key) { self.near.get(&key) } else { None };
            list.map_or(&[][..], |&(start, end)| &self.spellings[start as usize..end as usize]).iter().for_each(|&other| found(other));
        });
    }
}

/// Calls `each` with the keys under which a part is found.
fn keys_of(form: &Form, part: &Part, mut each: impl FnMut(u64)) {
    deletions(&part.letters, if form.fuzzy { part.reach() } else { 0 }, &mut each);
    if let Some(merged) = part.merged() {
        deletions(&merged, 0, each);
    }
}

/// A part in small letters may be misspelled in small letters too, as running text is full of.
fn is_small(part: &Part) -> bool {
    part.written.chars().next().is_some_and(char::is_lowercase)
}

/// The words that may belong to a name of which word `at` is a part; perhaps some more.
fn reachable(passage: &Passage<'_>, at: usize) -> RangeInclusive<usize> {
    let holds = |word: usize| joint(passage, word) != Joint::Other;
    let left = (0..at).rev().take(AROUND).take_while(|&word| holds(word)).last().unwrap_or(at);
    let right = (at..passage.words.len()).take(AROUND).take_while(|&word| holds(word)).last().map_or(at, |word| word + 1);
    left..=right
}

fn pair(crowd: u32, other: u32) -> u64 {
    mixed(u64::from(crowd) << 32 | u64::from(other))
}

/// Calls `each` with the hashes of a word's beginning and of all that comes of it by deleting up to `slips` letters.
fn deletions(word: &str, slips: usize, mut each: impl FnMut(u64)) {
    let mut letters = ['\0'; BEGINNING];
    let mut count = 0;
    for (place, c) in letters.iter_mut().zip(word.chars()) {
        (*place, count) = (c, count + 1);
    }
    let letters = &letters[..count];
    let without = |first: usize, second: usize| {
        let kept = letters.iter().enumerate().filter(|&(at, _)| at != first && at != second);
        mixed(kept.fold(0xcbf2_9ce4_8422_2325, |hash: u64, (_, &c)| (hash ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3)))
    };
    each(without(count, count));
    if slips > 0 {
        (0..count).for_each(|first| each(without(first, first)));
    }
    if slips > 1 {
        (0..count).for_each(|first| (first + 1..count).for_each(|second| each(without(first, second))));
    }
}

#[cfg(test)]
mod tests;
