//! Names of one word: a family name near that of somebody's full name, a firm, a place.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::near::{deletions, is_inflection, slips};
use super::pairs::{Groups, is_given_name, is_name, key};
use super::side::{Candidate, Difference, Spelling};
use crate::discover::surroundings::is_frequent;
use crate::kind::name::form::is_given;
use crate::prose::fold;

use super::read::is_place;

/// Letters of the shortest that are compared; and of those of a draft with a title.
const SHORTEST: usize = 6;
const SHORTEST_TITLED: usize = 5;

/// Pairs of single words, one of which may be the family name of full names, one slip apart.
pub(super) fn candidates(groups: &Groups<'_>, drafted: bool) -> Vec<Candidate> {
    let titled = |word: &str| groups.alone.get(word).into_iter().flatten().any(|name| name.titled) || groups.families.contains_key(word);
    let is_compared = |word: &&str| is_compared(word, if drafted && titled(word) { SHORTEST_TITLED } else { SHORTEST });
    let words: BTreeSet<&str> = groups.alone.keys().chain(groups.families.keys()).copied().filter(is_compared).collect();
    let mut by_key: HashMap<u64, Vec<&str>> = HashMap::new();
    for word in &words {
        // Both words of a pair are here, one of them alone at least.
        deletions(word).for_each(|part| by_key.entry(fold::key(&part)).or_default().push(word));
    }
    let mut pairs: BTreeSet<(&str, &str)> = BTreeSet::new();
    for list in by_key.values().filter(|list| list.len() > 1) {
        for (at, a) in list.iter().enumerate() {
            pairs.extend(list[at + 1..].iter().filter(|b| a != *b).map(|b| (*a.min(b), *a.max(b))));
        }
    }
    pairs.into_iter().filter(|(a, b)| slips(a, b) == Some(1) && !is_inflection(a, b)).filter_map(|(a, b)| pair(groups, a, b)).collect()
}

fn is_compared(word: &str, shortest: usize) -> bool {
    word.chars().count() >= shortest && is_name(word) && !is_given(key(word)) && !is_place(key(word)) && !is_ordinary(word)
}

/// A form of a frequent word: what begins the item of a list has a capital too.
fn is_ordinary(word: &str) -> bool {
    const ENDINGS: [&str; 14] = ["s", "es", "d", "ed", "ing", "r", "er", "ers", "ly", "ee", "ent", "ait", "ant", "ment"];
    let known = |stem: &str| stem.len() > 3 && (is_frequent(key(stem)) || is_frequent(key(&format!("{stem}e"))));
    known(word) || ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).any(known)
}

fn pair(groups: &Groups<'_>, a: &str, b: &str) -> Option<Candidate> {
    let [one, other] = [a, b].map(|word| side(groups, word));
    let full = |word: &str| groups.families.contains_key(word);
    // Two people with a given name each have been compared by all of their names.
    if (full(a) && full(b)) || one.places.is_empty() || other.places.is_empty() {
        return None;
    }
    let difference = if full(a) || full(b) { Difference::Family } else { Difference::Single };
    Some(Candidate { sides: [one, other], difference, relatives: 1, person: is_person(groups, a) || is_person(groups, b) })
}

/// Whether it is the family name of somebody with a given name.
fn is_person(groups: &Groups<'_>, word: &str) -> bool {
    groups.relatives(word).any(|letters| letters.len() <= 3 && is_given_name(letters[0]))
}

/// All that is written so: alone, and as the end of full names.
fn side(groups: &Groups<'_>, word: &str) -> Spelling {
    let alone = groups.alone.get(word).into_iter().flatten().copied();
    let mut spelling = Spelling::of(word.to_owned(), alone);
    let full: Vec<&[&str]> = groups.relatives(word).collect();
    let known: HashSet<u32> = full.iter().flat_map(|letters| groups.documents(letters)).collect();
    let first: BTreeMap<_, _> =
        full.iter().flat_map(|letters| groups.full.get(*letters)).flatten().map(|name| (name.places.list().first(), *name)).collect();
    if let Some(name) = first.values().next() {
        spelling.text.clone_from(&name.written);
        spelling.places.retain(|doc, _| !known.contains(doc));
    }
    full.iter().flat_map(|letters| groups.full.get(*letters)).flatten().for_each(|name| spelling.add(name));
    spelling
}
