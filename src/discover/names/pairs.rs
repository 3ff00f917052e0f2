//! Names of several parts, all but one of which are the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::near::{is_inflection, is_other_sex, is_short_for, slips};
use super::side::{Candidate, Difference, Spelling};
use super::{Name, Names};
use crate::discover::surroundings::is_frequent;
use crate::kind::name::form::is_given;
use crate::prose::fold;

use super::read::{is_capitalised, is_place};

/// Names that share all parts but one are held against each other as far as they are this many.
const ROOM: usize = 64;

/// All names, by what they are.
pub(super) struct Groups<'n> {
    /// Names of several parts, by the letters of these.
    pub(super) full: BTreeMap<Vec<&'n str>, Vec<&'n Name>>,
    /// Names of one part, by its letters.
    pub(super) alone: BTreeMap<&'n str, Vec<&'n Name>>,
    /// The names of several parts that end in a family name.
    pub(super) families: HashMap<&'n str, Vec<Vec<&'n str>>>,
}

/// All names by their letters.
pub(super) fn groups(names: &Names) -> Groups<'_> {
    let mut groups = Groups { full: BTreeMap::new(), alone: BTreeMap::new(), families: HashMap::new() };
    for name in names.known.values() {
        match &name.units[..] {
            [unit] => groups.alone.entry(&unit.letters).or_default().push(name),
            units => groups.full.entry(units.iter().map(|unit| &*unit.letters).collect()).or_default().push(name),
        }
    }
    for letters in groups.full.keys() {
        if let Some(family) = letters.last() {
            groups.families.entry(family).or_default().push(letters.clone());
        }
    }
    groups
}

impl<'n> Groups<'n> {
    /// Everything that is written with these letters, family names that stand alone for it included.
    pub(super) fn spelling(&self, letters: &[&str]) -> Spelling {
        let names = self.full.get(letters).into_iter().flatten().copied();
        let mut spelling = Spelling::of(letters.join(" "), names);
        let Some(family) = letters.last() else { return spelling };
        let others: HashSet<_> = self.relatives(family).filter(|other| *other != letters).flat_map(|other| self.documents(other)).collect();
        let mut alone: Vec<_> = self.alone.get(family).into_iter().flatten().flat_map(|name| name.places.list()).copied().collect();
        alone.retain(|place| !others.contains(&place.doc));
        // Only where nobody else has that family name, or beside the full name, is it surely meant.
        if self.relatives(family).count() == 1 {
            spelling.add_places(&alone);
        }
        spelling
    }

    /// The names of several parts with a family name.
    pub(super) fn relatives<'s>(&'s self, family: &str) -> impl Iterator<Item = &'s [&'s str]> + use<'s, 'n> {
        self.families.get(family).into_iter().flatten().map(Vec::as_slice)
    }

    /// The documents of a name of several parts.
    pub(super) fn documents(&self, letters: &[&str]) -> Vec<u32> {
        self.full.get(letters).into_iter().flatten().flat_map(|name| name.places.list()).map(|place| place.doc).collect()
    }

    pub(super) fn candidate(&self, a: &[&str], b: &[&str], difference: Difference) -> Candidate {
        let relatives = a.last().map_or(0, |family| self.relatives(family).count());
        Candidate { sides: [self.spelling(a), self.spelling(b)], difference, relatives, person: is_given_name(a[0]) }
    }
}

/// Pairs that have all parts but one.
pub(super) fn candidates(groups: &Groups<'_>) -> Vec<Candidate> {
    let mut by_others: BTreeMap<(usize, Vec<&str>), Vec<&Vec<&str>>> = BTreeMap::new();
    for letters in groups.full.keys() {
        for at in 0..letters.len() {
            let others = letters.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, part)| *part).collect();
            by_others.entry((at, others)).or_default().push(letters);
        }
    }
    let mut found = Vec::new();
    for ((at, others), list) in by_others.iter().filter(|(_, list)| list.len() > 1) {
        let telling = others.iter().any(|other| is_name(other) || is_given(key(other)));
        if !telling {
            continue;
        }
        for (a, b) in near(list, *at) {
            // Keys and codes are in capitals everywhere (`CTRL-K`).
            let small = |letters: &[&str]| groups.full[letters].iter().any(|name| !name.units[*at].upper);
            let told = |difference: &Difference| !matches!(difference, Difference::Part(_, false)) || (small(a) && small(b));
            found.extend(difference(a, b, *at).filter(told).map(|difference| groups.candidate(a, b, difference)));
        }
    }
    found
}

/// Pairs of a list that may be near at a part: all, or where they are many those that begin or end alike.
fn near<'l, 'n>(list: &[&'l Vec<&'n str>], at: usize) -> Vec<(&'l Vec<&'n str>, &'l Vec<&'n str>)> {
    let mut buckets: BTreeMap<(bool, String), Vec<&Vec<&str>>> = BTreeMap::new();
    if list.len() <= ROOM {
        buckets.insert((false, String::new()), list.to_vec());
    } else {
        for letters in list {
            // Of two words a slip or two apart, the first three letters or the last three are mostly the same.
            let part: Vec<char> = letters[at].chars().collect();
            buckets.entry((false, part.iter().take(3).collect())).or_default().push(letters);
            buckets.entry((true, part[part.len().saturating_sub(3)..].iter().collect())).or_default().push(letters);
        }
    }
    let mut pairs: Vec<_> = Vec::new();
    for bucket in buckets.values().map(|bucket| &bucket[..bucket.len().min(4 * ROOM)]) {
        for (i, a) in bucket.iter().enumerate() {
            pairs.extend(bucket[i + 1..].iter().map(|b| (*a, *b)));
        }
    }
    pairs.sort();
    pairs.dedup();
    pairs
}

/// What two names that differ at one part differ in, if they can be one.
fn difference(a: &[&str], b: &[&str], at: usize) -> Option<Difference> {
    let (x, y) = (a[at], b[at]);
    let slips = slips(x, y);
    let person = is_given_name(a[0]) || is_given_name(b[0]);
    if at == 0 && person && a.len() <= 3 {
        let family = a[a.len() - 1];
        let named =
            !is_capitalised(key(family)) && !is_place(key(family)) && (a.len() > 2 || !is_frequent(key(family)) || is_given(key(y)));
        return match slips {
            _ if !named => None,
            Some(_) if !is_short_for(x, y) || x.len().abs_diff(y.len()) <= 1 => Some(Difference::Given),
            _ => (begin_alike(x, y) && !is_other_sex(x, y) && !is_short_for(x, y)).then_some(Difference::OtherGiven),
        };
    }
    let slips = slips?;
    // `United State` is a slip of grammar; of a person's family name, an ending more is another name.
    let words = is_frequent(key(x)) || is_frequent(key(y)) || is_capitalised(key(x)) || is_capitalised(key(y));
    let last = at + 1 == a.len();
    (!words && (!is_inflection(x, y) || (person && last)) || (person && last && is_frequent(key(x)) != is_frequent(key(y))))
        .then_some(Difference::Part(slips, person))
}

/// Given names of the same length or nearly, the first two letters of which are the same.
fn begin_alike(a: &str, b: &str) -> bool {
    let head = |word: &str| word.chars().take(2).collect::<String>();
    a.len().abs_diff(b.len()) <= 1 && a.len() >= 5 && head(a) == head(b) && is_given_name(a) && is_given_name(b)
}

/// A given name, or two of them (`jeanluc`).
pub(super) fn is_given_name(letters: &str) -> bool {
    is_given(key(letters))
        || (3..letters.len())
            .filter(|at| letters.is_char_boundary(*at))
            .any(|at| is_given(key(&letters[..at])) && is_given(key(&letters[at..])))
}

/// No ordinary word.
pub(super) fn is_name(letters: &str) -> bool {
    !is_frequent(key(letters)) && !is_capitalised(key(letters))
}

pub(super) fn key(letters: &str) -> u64 {
    fold::key(letters)
}
