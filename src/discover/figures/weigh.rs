//! The figures of two documents → those that can only be the same thing said with different figures, and how likely it is.

use std::collections::BTreeMap;

use super::relation::{Relation, relation};
use super::unit::Sort;
use super::when::Times;
use super::{Figure, Key};
use crate::discover::places::{DocId, Place};
use crate::discover::topics::Pair;

/// From this value on a number is remembered: a document that has it, of whatever, knows it.
const KNOWN_FROM: f64 = 20.0;
/// More figures of one unit than this in one document are a table or a list.
const LIST: usize = 12;
/// From this value on nobody gives a value for its rounding by chance.
const LARGE: f64 = 10_000.0;
/// What is shown is at least this sure; what lacks something that it needs stays below.
pub(super) const DOUBTFUL: u8 = 45;

/// Two figures that disagree.
#[derive(Debug, Clone)]
pub(super) struct Clash {
    pub(super) docs: [DocId; 2],
    pub(super) places: [Place; 2],
    pub(super) confidence: u8,
    pub(super) relation: Relation,
    pub(super) why: Vec<String>,
}

/// The figures of one document, by unit.
type ByUnit<'f> = BTreeMap<u32, BTreeMap<Key, Vec<&'f Figure>>>;

fn by_unit<'f>(figures: &[(Key, &'f Figure)]) -> ByUnit<'f> {
    let mut units = ByUnit::new();
    for &(key, figure) in figures {
        units.entry(key.unit).or_default().entry(key).or_default().push(figure);
    }
    units
}

/// What two documents of one story say differently: for each figure the one that it stands nearest to, where that holds both ways.
pub(super) fn clashes(a: &[(Key, &Figure)], b: &[(Key, &Figure)], pair: Pair) -> Vec<([Key; 2], Clash)> {
    let mut found = Vec::new();
    let theirs = by_unit(b);
    for (unit, a_values) in by_unit(a) {
        let Some(b_values) = theirs.get(&unit) else { continue };
        let (left, right) = (firm(&a_values), firm(b_values));
        if left.len().max(right.len()) > LIST {
            continue;
        }
        let open = [open(&left, b, b_values), open(&right, a, &a_values)];
        let sole = open.iter().all(|open| open.len() == 1);
        let mut scored: Vec<(i32, [Key; 2], Weighed<'_>)> = Vec::new();
        for &x in &left {
            for &y in &right {
                let is_open = open[0].contains(&x) && open[1].contains(&y);
                if !is_open && !is_rounding(x, y) {
                    continue;
                }
                let pairs = a_values[&x].iter().flat_map(|x| b_values[&y].iter().map(move |y| (*x, *y)));
                let best = pairs.filter_map(|(one, other)| weigh([x, y], [one, other], sole, pair)).max_by_key(|weighed| weighed.points);
                scored.extend(best.map(|weighed| (weighed.points, [x, y], weighed)));
            }
        }
        for (points, keys, weighed) in &scored {
            let rival = |(other, [x, y], _): &&(i32, [Key; 2], Weighed<'_>)| {
                [*x, *y] != *keys && (*x == keys[0] || *y == keys[1]) && other >= points
            };
            if scored.iter().find(rival).is_none() {
                found.push((ordered(*keys), weighed.clash(*keys)));
            }
        }
    }
    found
}

fn ordered([a, b]: [Key; 2]) -> [Key; 2] {
    if a < b { [a, b] } else { [b, a] }
}

/// The values that one place at least gives as they are.
fn firm(values: &BTreeMap<Key, Vec<&Figure>>) -> Vec<Key> {
    values.iter().filter(|(_, figures)| figures.iter().any(|figure| !figure.facts.loose)).map(|(key, _)| *key).collect()
}

/// The values of one document that the other does not know: neither the value, nor a bound or a rounding that holds it.
fn open(values: &[Key], other: &[(Key, &Figure)], same_unit: &BTreeMap<Key, Vec<&Figure>>) -> Vec<Key> {
    let known =
        |key: &Key| same_unit.contains_key(key) || (key.value() >= KNOWN_FROM && other.iter().any(|(other, _)| other.value == key.value));
    let rounded = |key: &Key| {
        let near = |other: &Key| (other.value() - key.value()).abs() <= key.value() * 0.15;
        same_unit.iter().any(|(other, figures)| near(other) && figures.iter().all(|figure| figure.facts.loose))
    };
    values.iter().filter(|key| !known(key) && !rounded(key)).copied().collect()
}

/// A large value and its rounding: it is one without its mark even where the document gives the value elsewhere.
fn is_rounding(x: Key, y: Key) -> bool {
    x.value().min(y.value()) >= LARGE && relation(x.value(), y.value()) == Some(Relation::Rounded)
}

struct Weighed<'f> {
    points: i32,
    figures: [&'f Figure; 2],
    relation: Relation,
    shared: (usize, usize),
    sole: bool,
    times: Times,
}

/// How much speaks for two figures counting the same thing; none where they cannot.
fn weigh<'f>(keys: [Key; 2], figures: [&'f Figure; 2], sole: bool, pair: Pair) -> Option<Weighed<'f>> {
    let [a, b] = figures.map(|figure| &figure.facts);
    if [a, b].iter().any(|facts| facts.loose) {
        return None;
    }
    let relation = relation(keys[0].value(), keys[1].value())?;
    let shared = figures[0].setting.shared(&figures[1].setting);
    let times = a.when.against(&b.when);
    let sort = a.sort;
    if sort == Sort::None
        && !(a.parted && b.parted && matches!(relation, Relation::Swapped(digits) if digits >= 4 && (digits > 4 || shared.0 > 0)))
    {
        return None;
    }
    let few = keys.iter().any(|key| key.value() < 10.0);
    let slip = match relation {
        Relation::Swapped(digits) if digits > 4 => 5,
        Relation::Swapped(digits) if digits > 2 => 4,
        Relation::Swapped(_) | Relation::Changed | Relation::Dropped => 2,
        Relation::Rounded => 3,
        Relation::Close => 1,
        Relation::Comparable => {
            if few {
                -1
            } else {
                0
            }
        }
    };
    let whole = keys.iter().all(|key| key.value().fract() == 0.0);
    let told = match sort {
        // Parts of nouns are not counted: `2.12` is a version.
        Sort::Noun if !whole => -2,
        Sort::Noun => 2,
        Sort::Time => -1,
        Sort::None | Sort::Measure | Sort::People => 0,
    };
    let alone = match (sole, sort) {
        (true, Sort::Noun) => 2,
        (true, Sort::None) if pair.shared >= 6 => 2,
        (true, _) => 1,
        _ => 0,
    };
    let time = match times {
        Times::Fit => 0,
        _ if is_rounding(keys[0], keys[1]) => 0,
        // A slip is one whatever else its sentence names.
        Times::OneSided => {
            if slip >= 3 {
                -1
            } else {
                -3
            }
        }
        Times::Differ => {
            if slip >= 3 {
                -3
            } else {
                -5
            }
        }
    };
    // A part here and a whole there are two counts.
    let part = if a.apart == b.apart { 0 } else { -2 };
    let running = if a.running != b.running && !matches!(relation, Relation::Swapped(_)) { -4 } else { 0 };
    let points = running + part + slip + told + alone + time + shared.0.min(4) as i32 + shared.1.min(2) as i32;
    Some(Weighed { points, figures, relation, shared, sole, times })
}

impl Weighed<'_> {
    fn clash(&self, keys: [Key; 2]) -> Clash {
        let sure = (20 + 7 * self.points).clamp(5, 95) as u8;
        let (words, names) = self.shared;
        let told = match self.relation {
            Relation::Swapped(digits) if digits > 2 => true,
            Relation::Rounded if keys.iter().all(|key| key.value() >= 1_000.0) => true,
            Relation::Swapped(_) | Relation::Rounded | Relation::Dropped => words + names > 0,
            // Near values are of the same thing only where much else is the same.
            Relation::Changed | Relation::Close | Relation::Comparable => (words >= 2 && names >= 1) || words >= 5,
        };
        let [a, b] = self.figures;
        let apart = a.facts.running != b.facts.running || self.times == Times::Differ;
        let confidence =
            if told && !(apart && (self.relation.is_of_size() || self.relation == Relation::Dropped)) { sure } else { sure.min(DOUBTFUL) };
        let mut sides = [(keys[0], a.place), (keys[1], b.place)];
        sides.sort_by_key(|(key, _)| *key);
        let docs = [a.place.doc.min(b.place.doc), a.place.doc.max(b.place.doc)];
        Clash { docs, places: sides.map(|(_, place)| place), confidence, relation: self.relation, why: self.why() }
    }

    fn why(&self) -> Vec<String> {
        let relation = match self.relation {
            Relation::Swapped(_) => "two digits are swapped",
            Relation::Rounded => "one is the other rounded, and no word marks it",
            Relation::Changed => "one digit differs",
            Relation::Dropped => "a digit is missing in one",
            Relation::Close => "the values are near each other",
            Relation::Comparable => "the values are of the same size",
        };
        let mut why = vec![relation.to_owned()];
        match self.shared {
            (0, 0) => {}
            (words, 0) => why.push(format!("their sentences share {}", counted(words, "word"))),
            (0, names) => why.push(format!("their sentences share {}", counted(names, "name"))),
            (words, names) => why.push(format!("their sentences share {} and {}", counted(words, "word"), counted(names, "name"))),
        }
        if self.figures[0].facts.running != self.figures[1].facts.running {
            why.push("one is provisional".to_owned());
        }
        if self.sole {
            why.push("each has no other figure of it".to_owned());
        }
        match self.times {
            Times::Fit => {}
            Times::OneSided => why.push("one speaks of a year".to_owned()),
            Times::Differ => why.push("they speak of different days".to_owned()),
        }
        why
    }
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
