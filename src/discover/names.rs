//! The same name spelled differently: a letter, an accent, a hyphen, a particle, or another given name for the same person.
//!
//! Names are runs of capitalised words ([`read`]). Those that are nearly the same are found by index, never all against all ([`pairs`],
//! [`alone`], [`written`]); then the few documents in which they stand are read once more, and what stands around tells one person in two
//! spellings from two people ([`judge`]).

mod alone;
mod judge;
mod near;
mod pairs;
mod read;
mod side;
#[cfg(test)]
pub(super) mod tests;
mod unit;
mod written;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::mentions::Page;
use super::places::{Place, Places};
use super::surroundings::Surroundings;
use super::{Disagreement, Library};

use judge::Judge;
use unit::Unit;

/// The names that documents have, each way to write one once.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: BTreeMap<String, Name>,
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
        let mut key = String::new();
        read::names(page.passage, |found| {
            key.clear();
            found.units.iter().for_each(|unit| unit.write_key(&mut key));
            let span = page.passage.span(found.words);
            let place = page.place(span.clone());
            if let Some(known) = self.known.get_mut(&key) {
                known.add(place, found.titled);
                return;
            }
            let written = page.passage.text[span].to_owned();
            let mut name = Name { units: found.units, written, places: Places::default(), titled: false };
            name.add(place, found.titled);
            self.known.insert(key.clone(), name);
        });
    }

    /// Takes the names of other documents in.
    pub(super) fn merge(&mut self, other: Self) {
        if self.known.is_empty() {
            *self = other;
            return;
        }
        for (key, theirs) in other.known {
            match self.known.entry(key) {
                Entry::Vacant(entry) => drop(entry.insert(theirs)),
                Entry::Occupied(mut entry) => entry.get_mut().merge(theirs),
            }
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

/// Names that are one name in two spellings, as far as can be told.
pub(super) fn compare(names: &Names, library: &impl Library) -> Vec<Disagreement> {
    let groups = pairs::groups(names);
    let mut candidates = written::candidates(&groups);
    candidates.extend(pairs::candidates(&groups));
    candidates.extend(alone::candidates(&groups));
    let places = candidates.iter().flat_map(|candidate| &candidate.sides).flat_map(side::Spelling::looked_at);
    let surroundings = Surroundings::read(library, places);
    let judge = Judge { surroundings: &surroundings, documents: library.len() };
    let judged = candidates.into_iter().filter_map(|candidate| judge.judge(candidate)).collect();
    side::joined(judged)
}
