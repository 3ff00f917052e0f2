//! Pairs × documents → where both words of a pair stand between the same words.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::super::Library;
use super::super::page::{Page, each};
use super::super::places::{Place, Places};
use super::near::Pairs;
use super::{context, is_read};
use crate::keys::Filter;

/// The places of both words of a pair between the same words.
#[derive(Debug, Default)]
pub(super) struct Meeting {
    pub(super) rare: Places,
    pub(super) other: Places,
}

/// By the rarer word, the other, and the words around.
pub(super) type Meetings = BTreeMap<(u64, u64, u64), Meeting>;

/// A rarer word in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    around: u64,
    word: u64,
    place: Place,
}

/// The rarer words that documents have.
#[derive(Debug, Default)]
pub(in crate::discover) struct Found {
    seen: Vec<Seen>,
    /// The words right beside each, with each of the words that may stand in its place: of two places between the same words one of these
    /// is the same.
    beside: Vec<u64>,
}

impl Found {
    /// Takes those of other documents in.
    pub(in crate::discover) fn merge(&mut self, mut other: Self) {
        self.seen.append(&mut other.seen);
        self.beside.append(&mut other.beside);
    }
}

/// Where the other word of a pair stands between the words of some [`Seen`]: by the first of those, and the word.
type Met = HashMap<(u32, u64), Places>;

/// Adds the rarer words of a passage; `rare` may hold them.
pub(super) fn see(pairs: &Pairs, rare: &Filter, found: &mut Found, page: &Page<'_>) {
    for (at, word) in page.passage.words.iter().enumerate().filter(|(_, word)| rare.may_hold(word.key) && is_read(word)) {
        let Some(others) = pairs.rare.get(&word.key).filter(|_| context::is_free(page.passage, at)) else { continue };
        let place = page.place(word.range());
        let telling = pairs.telling.contains_key(&word.key);
        around(page, at, telling, |around| found.seen.push(Seen { around, word: word.key, place }));
        for &other in others {
            found.beside.extend(context::beside(page.passage, at, other).into_iter().flatten());
            let right = if telling { context::right_beside(page.passage, at, other) } else { [None; 2] };
            found.beside.extend(right.into_iter().flatten());
        }
    }
}

/// Reads the documents once more, for the other words in the same places.
pub(super) fn meetings(pairs: &Pairs, found: Found, library: &impl Library) -> Meetings {
    let beside = Filter::of(found.beside.into_iter());
    let seen = Sights::new(found.seen);
    let filter = Filter::of(pairs.other.keys().copied());
    let meet = |met: &mut Met, page: &Page<'_>| {
        for (at, word) in page.passage.words.iter().enumerate().filter(|(_, word)| filter.may_hold(word.key) && is_read(word)) {
            let may_meet = |keys: &[Option<u64>]| keys.iter().flatten().any(|&key| beside.may_hold(key));
            let (near, right) = (context::beside(page.passage, at, word.key), context::right_beside(page.passage, at, word.key));
            if !may_meet(&near) && !may_meet(&right) {
                continue;
            }
            let Some(rare) = pairs.other.get(&word.key) else { continue };
            let mut place: Option<Place> = None;
            around(page, at, rare.iter().any(|rare| pairs.telling.contains_key(rare)), |key| {
                for first in seen.between(key).filter(|&first| rare.contains(&seen.list[first as usize].word)) {
                    if place.is_none() && !context::is_free(page.passage, at) {
                        return;
                    }
                    let place = *place.get_or_insert_with(|| page.place(word.range()));
                    met.entry((first, word.key)).or_default().add(place);
                }
            });
        }
    };
    let met = each(library, meet, united, |_, _, _| {});
    let meeting = |((first, other), places): ((u32, u64), Places)| {
        let Seen { around, word, .. } = seen.list[first as usize];
        ((word, other, around), Meeting { rare: seen.places(first), other: places })
    };
    met.into_iter().map(meeting).collect()
}

fn around(page: &Page<'_>, at: usize, telling: bool, mut each: impl FnMut(u64)) {
    context::keys(page.passage, at, &mut each);
    if telling {
        context::neighbours(page.passage, at, &mut each);
    }
}

fn united(mut one: Met, mut other: Met) -> Met {
    if one.len() < other.len() {
        std::mem::swap(&mut one, &mut other);
    }
    for (key, places) in other {
        one.entry(key).or_default().merge(places);
    }
    one
}

/// All rarer words, to be found by the words around them.
struct Sights {
    filter: Filter,
    /// In order.
    list: Vec<Seen>,
    /// Where in the list the keys begin that share their first bits.
    starts: Vec<u32>,
    shift: u32,
}

impl Sights {
    fn new(mut list: Vec<Seen>) -> Self {
        list.sort_unstable();
        let log = list.len().next_power_of_two().ilog2().max(1);
        let shift = 64 - log;
        let mut starts = vec![0; (1 << log) + 1];
        list.iter().for_each(|seen| starts[(seen.around >> shift) as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let keys: Vec<u64> = list.chunk_by(|a, b| a.around == b.around).map(|same| same[0].around).collect();
        Self { filter: Filter::of(keys.into_iter()), list, starts, shift }
    }

    /// The words between such words, each by its first place in the list.
    fn between(&self, around: u64) -> impl Iterator<Item = u32> {
        let bucket = if self.filter.may_hold(around) { self.bucket(around) } else { 0..0 };
        let is_first = move |at: &usize| *at == 0 || (self.list[*at - 1].around, self.list[*at - 1].word) != (around, self.list[*at].word);
        bucket.filter(move |&at| self.list[at].around == around).filter(is_first).map(|at| at as u32)
    }

    fn bucket(&self, around: u64) -> Range<usize> {
        let at = (around >> self.shift) as usize;
        self.starts[at] as usize..self.starts[at + 1] as usize
    }

    /// The places of a word between the same words.
    fn places(&self, first: u32) -> Places {
        let list = &self.list[first as usize..];
        let mut places = Places::default();
        let same = |seen: &&Seen| (seen.around, seen.word) == (list[0].around, list[0].word);
        list.iter().take_while(same).for_each(|seen| places.add(seen.place));
        places
    }
}
