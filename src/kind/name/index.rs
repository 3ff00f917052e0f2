//! All parts of all forms → which of them a word is, or is one slip away from.
//!
//! Two questions, each answered by a filter before any map is asked. *Exact*: by the key of the word without accents. *Near*: two words are
//! within one insertion, deletion, substitution or swap only if they share a word that comes of each by deleting at most one letter
//! (SymSpell). All these deletions are hashed in one walk over the word, and nothing is allocated.
//!
//! Where many forms have the same part, the words around it say which of them may be meant ([`Crowds`]).

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::keys::{Filter, Identity};
use crate::prose::fold;
use crate::prose::passage::Passage;

use super::crowd::Crowds;
use super::form::{Form, Part};

/// A part of a form, by the index of the form and of the part in it.
pub(super) type Use = (u32, u8);

/// Letters that are looked at; no name's part is longer.
const LONGEST: usize = 32;

pub(super) type ByKey<T> = HashMap<u64, T, BuildHasherDefault<Identity>>;

/// The parts of all forms.
#[derive(Debug, Default)]
pub(super) struct Index {
    spellings: Vec<Spelling>,
    exact: ByKey<u32>,
    exact_filter: Filter,
    /// Where in `near_spellings` those with a key stand.
    near: ByKey<(u32, u32)>,
    near_spellings: Vec<u32>,
    near_filter: Filter,
    crowds: Crowds,
}

/// Parts that are spelled alike.
#[derive(Debug)]
struct Spelling {
    letters: Vec<char>,
    uses: Vec<Use>,
    near_uses: Vec<Use>,
}

impl Index {
    /// The index of these forms; `near` says which parts are looked for with a slip in them, `few` how many uses of one spelling are few.
    pub(super) fn new(forms: &[Form], near: impl Fn(&Form, usize) -> bool, few: usize) -> Self {
        let mut index = Self::default();
        for (at, form) in forms.iter().enumerate() {
            for (part, letters) in form.parts.iter().map(|part| part.letters.as_str()).enumerate() {
                let spelling = index.spelling(letters);
                let place = (at as u32, part as u8);
                spelling.uses.push(place);
                if near(form, part) {
                    spelling.near_uses.push(place);
                }
            }
        }
        let spelling = |part: &Part| index.exact.get(&fold::key(&part.letters)).copied();
        let uses = index.spellings.iter().map(|spelling| spelling.uses.as_slice());
        index.crowds = Crowds::new(forms, uses, spelling, few);
        index.finish()
    }

    fn spelling(&mut self, letters: &str) -> &mut Spelling {
        let next = self.spellings.len() as u32;
        let at = *self.exact.entry(fold::key(letters)).or_insert(next);
        if at == next {
            self.spellings.push(Spelling { letters: letters.chars().collect(), uses: Vec::new(), near_uses: Vec::new() });
        }
        &mut self.spellings[at as usize]
    }

    fn finish(mut self) -> Self {
        let mut pairs: Vec<(u64, u32)> = Vec::new();
        for (at, spelling) in self.spellings.iter().enumerate() {
            if !spelling.near_uses.is_empty() && spelling.letters.len() < LONGEST {
                deletions(&spelling.letters, |key| pairs.push((key, at as u32)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        for same in pairs.chunk_by(|a, b| a.0 == b.0) {
            let start = self.near_spellings.len() as u32;
            self.near_spellings.extend(same.iter().map(|pair| pair.1));
            self.near.insert(same[0].0, (start, self.near_spellings.len() as u32));
        }
        self.exact_filter = Filter::of(self.exact.keys().copied());
        self.near_filter = Filter::of(self.near.keys().copied());
        self
    }

    /// The parts that a word is, by the key of its [`fold::strip`].
    pub(super) fn exact(&self, key: u64) -> Option<Found<'_>> {
        let at = if self.exact_filter.may_hold(key) { *self.exact.get(&key)? } else { return None };
        Some(Found { index: self, spelling: at, uses: &self.spellings[at as usize].uses })
    }

    /// Calls `found` with the parts that a word is one slip away from. `letters` are those of its [`fold::strip`].
    pub(super) fn near(&self, letters: impl Iterator<Item = char>, mut found: impl FnMut(Found<'_>)) {
        let mut buffer = ['\0'; LONGEST];
        let mut count = 0;
        for c in letters {
            if count == LONGEST {
                return;
            }
            buffer[count] = c;
            count += 1;
        }
        let word = &buffer[..count];
        let mut seen: Vec<u32> = Vec::new();
        deletions(word, |key| {
            let list = if self.near_filter.may_hold(key) { self.near.get(&key) } else { None };
            for &at in list.map_or(&[][..], |&(start, end)| &self.near_spellings[start as usize..end as usize]) {
                let spelling = &self.spellings[at as usize];
                if !seen.contains(&at) && spelling.letters != word && is_one_slip(word, &spelling.letters) {
                    seen.push(at);
                    found(Found { index: self, spelling: at, uses: &spelling.near_uses });
                }
            }
        });
    }
}

/// Parts that are spelled as a word is, or nearly.
#[derive(Clone, Copy)]
pub(super) struct Found<'i> {
    index: &'i Index,
    spelling: u32,
    uses: &'i [Use],
}

impl Found<'_> {
    /// Of these parts those whose form may stand around word `at` of a passage, in the order of the forms.
    pub(super) fn around(&self, passage: &Passage<'_>, at: usize) -> Cow<'_, [Use]> {
        let crowds = &self.index.crowds;
        if !crowds.holds(self.spelling) {
            return Cow::Borrowed(self.uses);
        }
        let mut uses = crowds.around(passage, self.spelling, at);
        uses.retain(|one| self.uses.binary_search(one).is_ok());
        Cow::Owned(uses)
    }
}

/// Calls `each` with the hashes of a word and of all that comes of it by deleting one letter.
fn deletions(word: &[char], mut each: impl FnMut(u64)) {
    const BASE: u64 = 0x517c_c1b7_2722_0a95;
    // The hash of a word is a polynomial: that of its beginning, moved up, and that of its end.
    let mut ends = [(0u64, 1u64); LONGEST + 1];
    for (at, &c) in word.iter().enumerate().rev() {
        let (end, power) = ends[at + 1];
        ends[at] = ((u64::from(c) + 1).wrapping_mul(power).wrapping_add(end), power.wrapping_mul(BASE));
    }
    each(mixed(ends[0].0));
    let mut beginning = 0u64;
    for (at, &c) in word.iter().enumerate() {
        let (end, power) = ends[at + 1];
        each(mixed(beginning.wrapping_mul(power).wrapping_add(end)));
        beginning = beginning.wrapping_mul(BASE).wrapping_add(u64::from(c) + 1);
    }
}

/// Spreads a polynomial over the high bits, which the filter reads.
pub(super) fn mixed(hash: u64) -> u64 {
    (hash ^ (hash >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Whether one insertion, deletion, substitution or swap of neighbours makes one word of the other.
fn is_one_slip(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([], []) => true,
        ([first, second, a @ ..], [other, another, b @ ..]) if first == another && second == other && a == b => true,
        ([_, rest @ ..], [_, other @ ..]) if rest == other => true,
        _ => a.get(1..) == Some(b) || Some(a) == b.get(1..),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::RuleId;
    use crate::kind::Form as Extent;
    use crate::kind::name::crowd::FEW;

    fn index() -> Index {
        let forms: Vec<Form> =
            ["Isaac Steidl", "Ana Gómez"].iter().filter_map(|text| Form::read(RuleId(0), text, Extent::Full, true)).collect();
        Index::new(&forms, |_, part| part == 1, FEW)
    }

    fn near(word: &str) -> Vec<Use> {
        let mut found = Vec::new();
        index().near(word.chars(), |parts| found.extend_from_slice(parts.uses));
        found
    }

    #[test]
    fn a_part_is_found_exactly_without_accents() {
        let index = index();
        let exact = |word: &str| index.exact(fold::key(word)).map(|parts| parts.uses);
        assert_eq!(exact("isaac"), Some([(0, 0)].as_slice()));
        assert_eq!(exact("gomez"), Some([(1, 1)].as_slice()));
        assert_eq!(exact("steidel"), None);
    }

    #[test]
    fn every_single_slip_is_found_and_nothing_farther() {
        for word in ["steidel", "stidl", "stejdl", "stiedl", "tsteidl", "steidll", "teidl", "steid"] {
            assert_eq!(near(word), [(0, 1)], "{word}");
        }
        for word in ["steidl", "stidel", "isac", "steidels", "", "s"] {
            assert!(near(word).is_empty(), "{word}");
        }
    }
}
