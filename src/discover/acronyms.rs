//! One acronym with two expansions, and one expansion with two acronyms.
//!
//! `X (ABC)`, `ABC (X)`, `ABC, X,` and `X, ABC,` are read without rules: the short form must come from the initials of the words beside it
//! ([`fit`]). Expansions that share most of their words and differ in another are one body's; those that share little are two bodies'.

mod fit;
mod judge;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::page::Page;
use super::places::{DocId, Places};
use super::topics::Pair;
use super::{Disagreement, Side};
use crate::language::Language;

use judge::{Sides, joined, judge};
use read::Found;

/// Words of an expansion that must be the same at least.
const SHARED: usize = 2;

/// Words of an expansion from which on it says which body is meant.
const TELLING: usize = 3;

/// How sure it is that a draft speaks of the one body with that short form that its sources have.
const DRAFTED: u8 = 45;

/// What documents say that short forms stand for, each pair once.
#[derive(Debug, Default)]
pub(super) struct Acronyms {
    /// By the letters of the short form and the stems of the expansion.
    known: BTreeMap<(String, Vec<String>), Known>,
}

#[derive(Debug)]
struct Known {
    written: String,
    language: Option<Language>,
    /// Whether each word of content has a capital.
    capitals: Vec<bool>,
    places: Places,
    /// The short form beside it.
    short: Short,
}

/// A short form as it is written, and where.
#[derive(Debug)]
struct Short {
    written: String,
    places: Places,
}

impl Acronyms {
    /// Adds what a passage says.
    pub(super) fn read(&mut self, page: &Page<'_>) {
        read::acronyms(page.passage, |found: Found| {
            let span = page.passage.span(found.words);
            let short = page.passage.span(found.at..found.at + 1);
            let written = |span: &Range<usize>| page.passage.text[span.clone()].to_owned();
            let new = || Known {
                written: written(&span),
                language: page.passage.language(),
                capitals: found.capitals,
                places: Places::default(),
                short: Short { written: written(&short), places: Places::default() },
            };
            let known = self.known.entry((found.short, found.stems)).or_insert_with(new);
            known.places.add(page.place(span.clone()));
            known.short.places.add(page.place(short.clone()));
        });
    }

    /// Takes those of other documents in.
    pub(super) fn merge(&mut self, other: Self) {
        for (key, theirs) in other.known {
            match self.known.entry(key) {
                Entry::Vacant(entry) => drop(entry.insert(theirs)),
                Entry::Occupied(mut entry) => entry.get_mut().merge(theirs),
            }
        }
    }
}

impl Known {
    fn merge(&mut self, other: Self) {
        if other.places.list().first() < self.places.list().first() {
            (self.written, self.language, self.capitals) = (other.written, other.language, other.capitals);
            self.short.written = other.short.written;
        }
        self.places.merge(other.places);
        self.short.places.merge(other.short.places);
    }

    /// The expansion, or where these are the same, the short form.
    fn side(&self, of: Sides) -> Side {
        match of {
            Sides::Expansions => self.places.side(self.written.clone()),
            Sides::ShortForms => self.short.places.side(self.short.written.clone()),
        }
    }

    fn is_foreign(&self, other: &Self) -> bool {
        matches!((self.language, other.language), (Some(a), Some(b)) if a != b)
    }
}

/// A short form, its expansion, and what is known of both.
type Entity<'k> = (&'k str, &'k [String], &'k Known);

/// Short forms with several expansions, and expansions with several short forms.
pub(super) fn compare(acronyms: &Acronyms, documents: usize, stories: &[Pair]) -> Vec<Disagreement> {
    let draft = stories.first().and_then(Pair::draft);
    let mut by_short: BTreeMap<&str, Vec<Entity<'_>>> = BTreeMap::new();
    let mut by_long: BTreeMap<&[String], Vec<Entity<'_>>> = BTreeMap::new();
    for ((short, stems), known) in &acronyms.known {
        by_short.entry(short).or_default().push((short, stems, known));
        by_long.entry(stems).or_default().push((short, stems, known));
    }
    let long = several(by_short.into_values(), |a, b| expansions(a, b).or_else(|| drafted(a, b, draft?)));
    let short = several(by_long.into_values(), short_forms);
    let judged = |pairs: Vec<Two<'_>>, of: Sides| {
        let judged = pairs.into_iter().map(|(a, b, confidence, why)| judge(stories, documents, [a.2, b.2], confidence, why));
        joined(judged.collect(), of)
    };
    let mut found = judged(long, Sides::Expansions);
    found.extend(judged(short, Sides::ShortForms));
    found
}

type Two<'k> = (Entity<'k>, Entity<'k>, u8, String);

fn several<'k>(
    lists: impl Iterator<Item = Vec<Entity<'k>>>,
    judge: impl Fn(&Entity<'k>, &Entity<'k>) -> Option<(u8, String)>,
) -> Vec<Two<'k>> {
    let mut pairs = Vec::new();
    for list in lists {
        for (at, a) in list.iter().enumerate() {
            let judged =
                list[at + 1..].iter().filter(|b| !a.2.is_foreign(b.2)).filter_map(|b| judge(a, b).map(|(sure, why)| (*a, *b, sure, why)));
            pairs.extend(judged);
        }
    }
    pairs
}

/// Two expansions of one short form.
fn expansions(a: &Entity<'_>, b: &Entity<'_>) -> Option<(u8, String)> {
    let only = |one: &Entity<'_>, other: &Entity<'_>| (0..one.1.len()).filter(|&at| !other.1.contains(&one.1[at])).collect::<Vec<_>>();
    let (mine, theirs) = (only(a, b), only(b, a));
    let (shared, longest) = (a.1.len() - mine.len(), a.1.len().max(b.1.len()));
    if shared < SHARED || 2 * shared < longest || (mine.is_empty() && theirs.is_empty()) {
        return None;
    }
    let at_end = |one: &Entity<'_>, own: &[usize]| own.iter().any(|&at| at + 1 == one.1.len());
    let added = mine.is_empty() || theirs.is_empty();
    // Of two places with a capital each has its own body: `chambre de commerce de Lyon`. The first word has one in any case.
    let names = |one: &Entity<'_>, own: &[usize]| {
        own.iter().all(|&at| at > 0 && one.2.capitals[at]) && !one.2.capitals.iter().all(|&capital| capital)
    };
    let places = !added && names(a, &mine) && names(b, &theirs);
    let confidence = match () {
        () if places => 35,
        () if added && (at_end(a, &mine) || at_end(b, &theirs)) => 40,
        () if added => 62,
        () if 3 * shared >= 2 * longest => 90,
        () => 68,
    };
    Some((confidence, format!("two expansions of `{}` that share {shared} of {longest} words", a.0)))
}

/// The one expansion that a draft has of a short form, and another that its sources have: common nouns with a word in common (`plan social
/// d’entreprise`, `plan de sauvegarde de l’emploi`). Of two names with capitals each may be a body of its own.
fn drafted(a: &Entity<'_>, b: &Entity<'_>, draft: DocId) -> Option<(u8, String)> {
    let apart = a.2.places.is_in(draft) != b.2.places.is_in(draft) && !a.2.places.meet(&b.2.places);
    // The first word has a capital in either case.
    let common = |one: &Entity<'_>| one.2.capitals.iter().skip(1).all(|&capital| !capital);
    let differ = a.1.iter().any(|stem| !b.1.contains(stem)) && b.1.iter().any(|stem| !a.1.contains(stem));
    (apart && differ && common(a) && common(b) && a.1.iter().any(|stem| b.1.contains(stem)))
        .then(|| (DRAFTED, format!("another expansion of `{}` than the sources have, with a word in common", a.0)))
}

/// Two short forms of one expansion.
fn short_forms(a: &Entity<'_>, b: &Entity<'_>) -> Option<(u8, String)> {
    let near = strsim::osa_distance(a.0, b.0) == 1 && a.0.strip_suffix('s') != Some(b.0) && b.0.strip_suffix('s') != Some(a.0);
    (a.1.len() >= TELLING)
        .then(|| (if near { 82 } else { 42 }, format!("one expansion with `{}` and `{}`", a.0.to_uppercase(), b.0.to_uppercase())))
}
