//! The figures of two documents → those that stand nearest to each other, both ways, and that neither document has from the other.

use std::collections::{BTreeMap, BTreeSet};

use super::misplaced::misplaced;
use super::slip::Standing;
use super::unit::Sort;
use super::weigh::{Clash, Weighed, holds, is_rounding, weigh};
use super::{Figure, Key};
use crate::discover::SURE;
use crate::discover::topics::{Pair, Tie};

/// From this value on a number is remembered: a document that has it, of whatever, knows it.
const KNOWN_FROM: f64 = 20.0;
/// More figures of one unit than this in one document are a table or a list; a draft may be about one.
const LIST: usize = 12;
const LIST_OF_SOURCE: usize = 120;
/// From this value on numbers are compared whatever they are said to count.
const TELLING: f64 = 100.0;
/// Bytes between figures that may be added.
const BESIDE: u32 = 400;

/// Values of one sort, with where they stand.
type Values<'f> = BTreeMap<Key, Vec<&'f Figure>>;

/// The figures of one document.
pub(super) struct Sayings<'f> {
    all: Vec<(Key, &'f Figure)>,
    by_unit: BTreeMap<u32, Values<'f>>,
}

impl<'f> Sayings<'f> {
    pub(super) fn of(all: Vec<(Key, &'f Figure)>) -> Self {
        Self { by_unit: by_unit(&all), all }
    }
}

/// What two documents of one story say differently. `held` tells in how many documents a figure is.
pub(super) fn clashes(a: &Sayings<'_>, b: &Sayings<'_>, pair: Pair, held: &dyn Fn(Key) -> usize) -> Vec<([Key; 2], Clash)> {
    let mut found = Vec::new();
    let (units, a, b) = ([&a.by_unit, &b.by_unit], &a.all[..], &b.all[..]);
    for (unit, ours) in units[0] {
        if let Some(theirs) = units[1].get(unit) {
            found.extend(matched([ours, theirs], [a, b], (pair, held), |x, y| x.unit == y.unit));
        }
    }
    let from = if pair.tie == Tie::Draft { KNOWN_FROM } else { TELLING };
    let (ours, theirs) = (telling(a, from), telling(b, from));
    let done: Vec<Key> = found.iter().filter(|(_, clash)| clash.confidence >= SURE).flat_map(|(keys, _)| *keys).collect();
    let others = matched([&ours, &theirs], [a, b], (pair, held), |x, y| x.unit != y.unit);
    found.extend(others.into_iter().filter(|(keys, _)| keys.iter().all(|key| !done.contains(key))));
    if pair.tie == Tie::Draft {
        found.extend(misplaced(a, b));
    }
    found
}

fn by_unit<'f>(figures: &[(Key, &'f Figure)]) -> BTreeMap<u32, Values<'f>> {
    let mut units: BTreeMap<u32, Values<'f>> = BTreeMap::new();
    for &(key, figure) in figures {
        units.entry(key.unit).or_default().entry(key).or_default().push(figure);
    }
    units
}

/// Large values that count something or other: documents name the same things by different words.
fn telling<'f>(figures: &[(Key, &'f Figure)], from: f64) -> Values<'f> {
    let mut values = Values::new();
    let counts = |figure: &Figure| matches!(figure.facts.sort, Sort::None | Sort::People | Sort::Noun);
    for &(key, figure) in figures.iter().filter(|(key, figure)| key.value() >= from && counts(figure)) {
        values.entry(key).or_default().push(figure);
    }
    values
}

/// For each figure the one that it stands nearest to, where that holds both ways.
fn matched(
    [ours, theirs]: [&Values<'_>; 2],
    [a, b]: [&[(Key, &Figure)]; 2],
    (pair, held): (Pair, &dyn Fn(Key) -> usize),
    fit: impl Fn(&Key, &Key) -> bool,
) -> Vec<([Key; 2], Clash)> {
    let (left, right) = (said(ours), said(theirs));
    let most = if pair.tie == Tie::Draft { LIST_OF_SOURCE } else { LIST };
    if left.len().max(right.len()) > most {
        return Vec::new();
    }
    let open = [open(&left, b, theirs), open(&right, a, ours)];
    let is_exact = |key: &Key| [ours, theirs].iter().filter_map(|values| values.get(key)).flatten().any(|figure| figure.facts.is_exact());
    let others = |open: &[Key], one: Key| open.iter().any(|key| *key != one && is_exact(key));
    let mut scored: Vec<([Key; 2], Weighed<'_>)> = Vec::new();
    for &x in &left {
        for &y in right.iter().filter(|y| fit(&x, y)) {
            let is_open = open[0].contains(&x) && open[1].contains(&y);
            if !is_open && !is_rounding(x, y) {
                continue;
            }
            let sole = [&open[0], &open[1]].iter().all(|open| !open.is_empty()) && !others(&open[0], x) && !others(&open[1], y);
            let only = sole && ours.len() == 1 && theirs.len() == 1;
            let standing = Standing { sole, only, open: is_open, held: pair.tie == Tie::Few && is_open && held(x).max(held(y)) > 1 };
            let pairs = ours[&x].iter().flat_map(|x| theirs[&y].iter().map(move |y| (*x, *y)));
            let best = pairs.filter_map(|(one, other)| weigh([x, y], [one, other], standing, pair)).max_by_key(|weighed| weighed.points);
            scored.extend(best.map(|weighed| ([x, y], weighed)));
        }
    }
    let has_rival = |keys: &[Key; 2], points: i32| {
        scored.iter().any(|(other, weighed)| other != keys && (other[0] == keys[0] || other[1] == keys[1]) && weighed.points >= points)
    };
    let best = scored.iter().filter(|(keys, weighed)| !has_rival(keys, weighed.points));
    best.map(|(keys, weighed)| (ordered(*keys), weighed.clash(*keys))).collect()
}

fn ordered([a, b]: [Key; 2]) -> [Key; 2] {
    if a < b { [a, b] } else { [b, a] }
}

/// The values that one place at least gives as they are, or as a bound.
fn said(values: &Values<'_>) -> Vec<Key> {
    values.iter().filter(|(_, figures)| figures.iter().any(|figure| figure.facts.may_be_wrong())).map(|(key, _)| *key).collect()
}

/// The values of one document that the other does not know: neither the value, nor a bound or a rounding that holds it.
fn open(values: &[Key], other: &[(Key, &Figure)], same: &Values<'_>) -> Vec<Key> {
    let known =
        |key: &Key| same.contains_key(key) || (key.value() >= KNOWN_FROM && other.iter().any(|(other, _)| other.value == key.value));
    let rounded = |key: &Key| {
        let near = |other: &Key| (other.value() - key.value()).abs() <= key.value() * 0.15;
        let leaves = |other: &Key, figure: &Figure| !figure.facts.is_exact() && holds(&figure.facts, other.value(), key.value());
        same.iter().any(|(other, figures)| near(other) && !values.contains(other) && figures.iter().all(|figure| leaves(other, figure)))
    };
    values.iter().filter(|key| !known(key) && !rounded(key)).copied().collect()
}

/// What a draft may take from its sources: their figures, and sums and differences of those that stand beside each other.
#[derive(Debug, Default)]
pub(super) struct Derived {
    keys: BTreeSet<Key>,
    values: BTreeSet<u64>,
    /// Sums and differences, of one unit or of people.
    sums: BTreeSet<(Option<u32>, u64)>,
}

impl Derived {
    /// Of the figures of these documents.
    pub(super) fn of<'f>(documents: impl Iterator<Item = &'f Vec<(Key, &'f Figure)>>) -> Self {
        let mut derived = Self::default();
        for figures in documents {
            let mut figures: Vec<_> = figures.iter().collect();
            figures.sort_by_key(|(key, figure)| (figure.place, *key));
            for (at, (key, figure)) in figures.iter().enumerate() {
                derived.keys.insert(*key);
                if key.value() >= KNOWN_FROM && figure.facts.sort != Sort::Label {
                    derived.values.insert(key.value);
                }
                let beside = figures[at + 1..].iter().take(LIST).filter(|(_, next)| next.place.start <= figure.place.start + BESIDE);
                let both = |next: &Figure| figure.facts.crowd && (next.facts.crowd || next.facts.apart);
                for (other, _) in beside.filter(|(other, next)| other.unit == key.unit || both(next)) {
                    let (x, y) = (key.value(), other.value());
                    let unit = (other.unit == key.unit).then_some(key.unit);
                    derived.sums.extend([x + y, (x - y).abs()].map(|sum| (unit, sum.to_bits())));
                }
            }
        }
        derived
    }

    /// Whether a source has it.
    pub(super) fn has(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }

    /// Whether it is one of them.
    pub(super) fn holds(&self, key: Key) -> bool {
        let sum = [Some(key.unit), None].iter().any(|&unit| self.sums.contains(&(unit, key.value)));
        self.keys.contains(&key) || self.values.contains(&key.value) || sum
    }
}
