//! The same name spelled differently: a letter, an accent, a hyphen, a particle, or another given name for the same person.
//!
//! Names are runs of capitalised words ([`read`]). Those that are nearly the same are found by index, never all against all ([`pairs`],
//! [`alone`], [`written`]); then the few documents in which they stand are read once more, and what stands around tells one person in two
//! spellings from two people ([`judge`]).

mod alone;
mod drafted;
mod found;
mod judge;
mod near;
mod pairs;
mod read;
mod side;
#[cfg(test)]
mod tests;
mod unit;
mod written;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;

use super::page::Page;
use super::places::{Place, Places};
use super::surroundings::Surroundings;
use super::topics::Pair;
use super::{Disagreement, Library};
use crate::keys::Identity;
use crate::prose::fold;

use judge::Judge;
use unit::Unit;

/// The names that documents have, each way to write one once.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: BTreeMap<String, Name>,
    reading: Reading,
}

/// The names that one thread has met: most are written as they were before, and are not taken apart again.
#[derive(Debug, Default)]
struct Reading {
    names: Vec<(String, Name)>,
    /// By the hash of how they are written.
    written: HashMap<u64, usize, BuildHasherDefault<Identity>>,
    by_key: HashMap<u64, usize, BuildHasherDefault<Identity>>,
}

/// A name as it is written.
#[derive(Debug)]
struct Name {
    units: Vec<Unit>,
    written: String,
    places: Places,
    /// Somewhere a title stands before it.
    titled: bool,
}

impl Names {
    /// Adds the names of a passage.
    pub(super) fn read(&mut self, page: &Page<'_>) {
        read::names(page.passage, |found| {
            let place = page.place(page.passage.span(found.words.clone()));
            let Reading { names, written, by_key } = &mut self.reading;
            let at = *written.entry(found.key(page.passage)).or_insert_with(|| {
                let units = found.units(page.passage);
                let mut key = String::new();
                units.iter().for_each(|unit| unit.write_key(&mut key));
                *by_key.entry(fold::key(&key)).or_insert_with(|| {
                    let written = page.passage.text[page.passage.span(found.words.clone())].to_owned();
                    names.push((key, Name { units, written, places: Places::default(), titled: false }));
                    names.len() - 1
                })
            });
            names[at].1.add(place, found.titled);
        });
    }

    /// Takes the names of other documents in.
    pub(super) fn merge(&mut self, mut other: Self) {
        self.close();
        other.close();
        if self.known.is_empty() {
            *self = other;
            return;
        }
        for (key, theirs) in other.known {
            self.insert(key, theirs);
        }
    }

    /// What one thread has met becomes names among others.
    pub(super) fn close(&mut self) {
        for (key, name) in std::mem::take(&mut self.reading).names {
            self.insert(key, name);
        }
    }

    fn insert(&mut self, key: String, theirs: Name) {
        match self.known.entry(key) {
            Entry::Vacant(entry) => drop(entry.insert(theirs)),
            Entry::Occupied(mut entry) => entry.get_mut().merge(theirs),
        }
    }
}

impl Name {
    fn add(&mut self, place: Place, titled: bool) {
        self.places.add(place);
        self.titled |= titled;
    }

    fn merge(&mut self, other: Self) {
        if other.places.list().first() < self.places.list().first() {
            self.written = other.written;
        }
        self.places.merge(other.places);
        self.titled |= other.titled;
    }
}

/// Names that are one name in two spellings, as far as can be told; of a draft and its sources more can.
pub(super) fn compare(names: &Names, library: &impl Library, stories: &[Pair]) -> Vec<Disagreement> {
    let draft = stories.first().and_then(Pair::draft);
    let groups = pairs::groups(names);
    let mut candidates = written::candidates(&groups);
    candidates.extend(pairs::candidates(&groups));
    candidates.extend(alone::candidates(&groups, draft.is_some()));
    candidates.extend(draft.into_iter().flat_map(|draft| drafted::candidates(&groups, draft, library)));
    let places = candidates.iter().flat_map(|candidate| &candidate.sides).flat_map(side::Spelling::looked_at);
    let surroundings = Surroundings::read(library, places);
    let judge = Judge { surroundings: &surroundings, documents: library.len(), stories };
    let judged = candidates.into_iter().filter_map(|candidate| judge.judge(candidate)).collect();
    side::joined(judged)
}
