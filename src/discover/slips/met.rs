//! Pairs × documents → where both words of a pair stand between the same words.

use std::collections::BTreeMap;

use super::super::Library;
use super::super::mentions::{Page, each};
use super::super::places::{Place, Places};
use super::near::Pairs;
use super::{ByKey, context, is_read};

/// The places of both words of a pair between the same words.
#[derive(Debug, Default)]
pub(super) struct Meeting {
    pub(super) rare: Places,
    pub(super) other: Places,
}

/// By the rarer word, the other, and the words around.
pub(super) type Meetings = BTreeMap<(u64, u64, u64), Meeting>;

/// Where a rarer word stands, by the words around and the word.
type Seen = ByKey<BTreeMap<u64, Places>>;

/// Reads the documents twice: for the rarer words, and for the others in the same places.
pub(super) fn meetings(pairs: &Pairs, library: &impl Library) -> Meetings {
    let see = |seen: &mut Seen, page: &Page<'_>| {
        for (at, word) in page.passage.words.iter().enumerate().filter(|(_, word)| is_read(word)) {
            if pairs.rare.contains_key(&word.key) && context::is_free(page.passage, at) {
                let place = page.place(word.range());
                around(page, at, pairs.telling.contains_key(&word.key), |key| {
                    seen.entry(key).or_default().entry(word.key).or_default().add(place);
                });
            }
        }
    };
    let seen = each(library, see, merged, |_, _, _| {});
    let meet = |met: &mut BTreeMap<(u64, u64, u64), Places>, page: &Page<'_>| {
        for (at, word) in page.passage.words.iter().enumerate().filter(|(_, word)| is_read(word)) {
            let Some(rare) = pairs.other.get(&word.key) else { continue };
            let mut place: Option<Place> = None;
            around(page, at, rare.iter().any(|rare| pairs.telling.contains_key(rare)), |key| {
                let Some(there) = seen.get(&key).filter(|_| context::is_free(page.passage, at)) else { return };
                for rare in rare.iter().filter(|rare| there.contains_key(rare)) {
                    let place = *place.get_or_insert_with(|| page.place(word.range()));
                    met.entry((*rare, word.key, key)).or_default().add(place);
                }
            });
        }
    };
    let met = each(library, meet, united, |_, _, _| {});
    met.into_iter()
        .filter_map(|((rare, other, key), places)| {
            let seen = seen.get(&key)?.get(&rare)?.clone();
            Some(((rare, other, key), Meeting { rare: seen, other: places }))
        })
        .collect()
}

fn around(page: &Page<'_>, at: usize, telling: bool, mut each: impl FnMut(u64)) {
    context::keys(page.passage, at, &mut each);
    if telling {
        context::neighbours(page.passage, at, &mut each);
    }
}

fn merged(mut one: Seen, mut other: Seen) -> Seen {
    if one.len() < other.len() {
        std::mem::swap(&mut one, &mut other);
    }
    for (key, words) in other {
        let mine = one.entry(key).or_default();
        for (word, places) in words {
            mine.entry(word).or_default().merge(places);
        }
    }
    one
}

fn united(mut one: BTreeMap<(u64, u64, u64), Places>, other: BTreeMap<(u64, u64, u64), Places>) -> BTreeMap<(u64, u64, u64), Places> {
    for (key, places) in other {
        one.entry(key).or_default().merge(places);
    }
    one
}
