//! Two figures of documents of one story → how likely it is that they count the same thing.

use super::relation::{Relation, changed, is_rounded, relation, tenfold};
use super::slip::{Standing, is_misread, is_slip, may_be_misread};
use super::unit::Sort;
use super::when::Times;
use super::{Facts, Figure, Key};
use crate::discover::SURE;
use crate::discover::context::Shared;
use crate::discover::places::{DocId, Place};
use crate::discover::topics::{Pair, Tie};
use crate::kind::figure::context::Mark;

/// From this value on nobody gives a value for its rounding by chance.
const LARGE: f64 = 10_000.0;
/// Every story counts several things up to this value; and counts of one thing that differ are no farther apart.
const FEW: f64 = 10.0;
const NEAR: f64 = 1.1;
/// People of one name are of one age, but for a birthday.
const BIRTHDAY: f64 = 1.0;
/// So many people are no group by chance.
const MANY: f64 = 100.0;
/// What is shown is at least this sure; what lacks something that it needs stays below.
pub(super) const DOUBTFUL: u8 = 45;
const DOUBTFUL_OF_DRAFT: u8 = 35;

/// Two figures that disagree.
#[derive(Debug, Clone)]
pub(super) struct Clash {
    pub(super) docs: [DocId; 2],
    pub(super) places: [Place; 2],
    pub(super) confidence: u8,
    /// How the values stand to each other; none where one is right, and said of something else.
    pub(super) relation: Option<Relation>,
    /// It is sure enough if most documents have one of the two.
    pub(super) held: bool,
    /// One sum is a slip of the other: it is no matter how many others there are.
    pub(super) firm: bool,
    pub(super) why: Vec<String>,
}

/// Whether a qualified value leaves another open: `jusqu’à 124` does not hold 142, and `environ 2 430` does not hold 2 340.
pub(super) fn holds(facts: &Facts, said: f64, other: f64) -> bool {
    match facts.mark {
        Mark::Exact => said == other,
        Mark::Between => true,
        Mark::About => (said - other).abs() <= leeway(said),
        Mark::AtLeast => other >= said,
        Mark::AtMost => other <= said,
    }
}

/// What an approximation leaves open: two of its last digit, and of two digits all that is near.
fn leeway(said: f64) -> f64 {
    // `13.6` says a tenth.
    let mut unit = if said.fract() == 0.0 { 1.0 } else { 0.1 };
    while said % (unit * 10.0) == 0.0 && unit < said {
        unit *= 10.0;
    }
    if said / unit < 100.0 { said / 4.0 } else { unit * 2.0 }
}

/// A large value and its rounding: it is one without its mark even where the document gives the value elsewhere.
pub(super) fn is_rounding(x: Key, y: Key) -> bool {
    x.value().min(y.value()) >= LARGE && relation(x.value(), y.value()) == Some(Relation::Rounded)
}

pub(super) struct Weighed<'f> {
    pub(super) points: i32,
    figures: [&'f Figure; 2],
    relation: Relation,
    shared: Shared,
    sole: bool,
    /// Each document has one value of what both count, and that is no everyday thing.
    only: bool,
    /// A digit is another, and all else fits.
    slip: bool,
    times: Times,
    tie: Tie,
}

/// How much speaks for two figures counting the same thing; none where they cannot.
pub(super) fn weigh<'f>(keys: [Key; 2], figures: [&'f Figure; 2], standing: Standing, pair: Pair) -> Option<Weighed<'f>> {
    let Standing { sole, only, .. } = standing;
    let [a, b] = figures.map(|figure| &figure.facts);
    let relation = relate(keys, pair.tie)?;
    // A bare number in a sentence that has the noun of the other: `the list of projects stands at 1,172`.
    let named = |bare: usize, other: usize| keys[bare].unit == 0 && figures[bare].setting.stems.binary_search(&keys[other].unit).is_ok();
    let mut shared = figures[0].setting.shared(&figures[1].setting);
    shared.stems += usize::from(pair.tie != Tie::Names && (named(0, 1) || named(1, 0)));
    if a.sort == Sort::Age || b.sort == Sort::Age {
        return aged(keys, figures, relation, shared, pair.tie);
    }
    if !can_clash(keys, [a, b], relation, pair.tie) || !is_counted(keys, [a, b], relation, (shared.stems, pair.tie)) {
        return None;
    }
    let times = a.when.against(&b.when);
    let swapped = matches!(relation, Relation::Swapped(_));
    let running = if a.running != b.running && !swapped { -4 } else { 0 };
    let only = only && times == Times::Fit && running == 0 && is_one_count(keys, [a, b], pair.tie);
    let slip = match pair.tie {
        Tie::Names => false,
        Tie::Few => is_slip(keys, [a, b], relation, shared, (standing, times)),
        Tie::Draft => is_misread(keys, [a, b], relation, shared, standing),
    };
    // A part here and a whole there are two counts.
    let part = match (a.apart, b.apart) {
        (true, true) => 1,
        (false, false) => 0,
        _ if relation.is_plain() => 0,
        _ => -2,
    };
    // Where the story is known to be one, the relation of the values says more.
    let story = match pair.tie {
        Tie::Names => 0,
        Tie::Few => i32::from(is_marked(relation) || (sole && swapped)),
        Tie::Draft => 2,
    };
    let values = digits(keys, relation) + told(keys, a.sort) + time(keys, relation, times, pair.tie);
    let around = shared.stems.min(4) as i32 + shared.names.min(2) as i32 + if sole { alone(a.sort, relation, pair) } else { 0 };
    let running = if slip { 0 } else { running };
    let points = running + part + story + values + around + if only || slip { 3 } else { 0 };
    Some(Weighed { points, figures, relation, shared, sole, only, slip, times, tie: pair.tie })
}

/// Two ages of one person: both say the given name, or neither does.
fn aged<'f>(keys: [Key; 2], figures: [&'f Figure; 2], relation: Relation, shared: Shared, tie: Tie) -> Option<Weighed<'f>> {
    let given = figures.map(|figure| figure.facts.tail);
    if keys[0].unit != keys[1].unit || given[0] != given[1] || tie == Tie::Names {
        return None;
    }
    let birthday = (keys[0].value() - keys[1].value()).abs() <= BIRTHDAY;
    let points = if birthday { 3 } else { 6 } + i32::from(given[0].is_some()) * 2;
    Some(Weighed { points, figures, relation, shared, sole: true, only: false, slip: !birthday, times: Times::Fit, tie })
}

/// The values themselves say that one was made of the other.
fn is_marked(relation: Relation) -> bool {
    relation.is_plain() || matches!(relation, Relation::Rounded | Relation::Dropped(4..))
}

/// What it says that neither document has another figure of it.
fn alone(sort: Sort, relation: Relation, pair: Pair) -> i32 {
    match sort {
        Sort::Noun | Sort::Label => 2,
        Sort::None if pair.shared >= 6 => 2,
        Sort::Measure if pair.tie != Tie::Names && matches!(relation, Relation::Swapped(_)) => 2,
        _ => 1,
    }
}

/// What it says against them that their sentences speak of other times.
fn time(keys: [Key; 2], relation: Relation, times: Times, tie: Tie) -> i32 {
    match (times, is_marked(relation)) {
        (Times::Fit, _) => 0,
        _ if is_rounding(keys[0], keys[1]) => 0,
        // A slip is one whatever else its sentence names.
        (Times::OneSided, true) if tie == Tie::Few && relation.is_plain() => 0,
        (Times::OneSided, true) => -1,
        (Times::OneSided, false) | (Times::Differ, true) => -3,
        (Times::Differ, false) => -5,
    }
}

/// Whether values of one noun, the only ones in few documents of one story, are near enough to be one count: a noun with the same word
/// behind it, of a whole.
fn is_one_count(keys: [Key; 2], facts: [&Facts; 2], tie: Tie) -> bool {
    let [a, b] = facts;
    let values = keys.map(Key::value);
    let (low, high) = (values[0].min(values[1]), values[0].max(values[1]));
    // People are of many sorts: the word behind them tells which, or there are many of them.
    let people = a.sort == Sort::People && (a.tail.is_some() || (low >= MANY && high <= low * 1.1));
    tie == Tie::Few
        && keys[0].unit == keys[1].unit
        && (a.sort == Sort::Noun || people)
        && a.tail == b.tail
        && facts.iter().all(|facts| facts.is_exact() && !facts.apart)
        && values.iter().all(|value| value.fract() == 0.0)
        && low >= FEW
        && high <= low * NEAR
}

/// How the values stand to each other: a digit that a draft has wrong may be any.
fn relate([x, y]: [Key; 2], tie: Tie) -> Option<Relation> {
    match relation(x.value(), y.value()) {
        found @ Some(Relation::Swapped(_) | Relation::Rounded | Relation::Changed(_) | Relation::Dropped(_)) => found,
        found if tie == Tie::Draft => {
            let [x, y] = [x, y].map(Key::value);
            changed(x, y).map(Relation::Changed).or(found).or_else(|| tenfold(x, y).map(Relation::Tenfold))
        }
        found => found,
    }
}

/// What is said must not leave the other value open.
fn can_clash(keys: [Key; 2], facts: [&Facts; 2], relation: Relation, tie: Tie) -> bool {
    let [a, b] = facts;
    if a.is_exact() && b.is_exact() {
        return true;
    }
    let [x, y] = keys.map(Key::value);
    let left_open = holds(a, x, y) || holds(b, y, x);
    if tie == Tie::Draft && may_be_misread(facts, relation) && !left_open {
        return true;
    }
    let swapped = match tie {
        Tie::Draft => matches!(relation, Relation::Swapped(_)),
        _ => matches!(relation, Relation::Swapped(3..)),
    };
    // A draft that makes a value of a bound, and has its digits swapped.
    if tie == Tie::Draft && swapped && b.is_exact() {
        return true;
    }
    // An unmarked rounding of what the other gives as an estimate.
    let (fine, coarse) = if is_rounded(x, y) { (a, b) } else { (b, a) };
    let rounded = relation == Relation::Rounded && fine.mark == Mark::About && coarse.is_exact();
    (swapped || rounded) && (a.is_exact() || b.is_exact()) && !left_open
}

/// Numbers that count nothing, or other things, are told by their digits alone.
fn is_counted(keys: [Key; 2], facts: [&Facts; 2], relation: Relation, (words, tie): (usize, Tie)) -> bool {
    let [a, b] = facts;
    let nothing = a.sort == Sort::None || b.sort == Sort::None;
    if keys[0].unit == keys[1].unit && !nothing {
        return a.sort != Sort::Label || words >= 2;
    }
    let (crowd, parted) = (a.crowd && b.crowd, a.parted && b.parted);
    match relation {
        Relation::Swapped(5..) => parted,
        Relation::Swapped(4) => parted && (words > 0 || crowd || tie == Tie::Few),
        Relation::Changed(5..) => (crowd && words > 0) || (parted && tie == Tie::Few),
        Relation::Swapped(3) => crowd && words > 0,
        Relation::Swapped(_) | Relation::Changed(_) => crowd && tie == Tie::Draft && words > 0,
        Relation::Rounded => crowd && tie != Tie::Names && words > 0 && is_rounding(keys[0], keys[1]),
        _ => false,
    }
}

/// How unlikely it is that values stand so by chance.
fn digits(keys: [Key; 2], relation: Relation) -> i32 {
    let (x, y) = (keys[0].value(), keys[1].value());
    match relation {
        Relation::Swapped(5..) => 5,
        Relation::Swapped(3..) | Relation::Changed(5..) | Relation::Dropped(5..) => 4,
        Relation::Swapped(_) | Relation::Changed(_) | Relation::Dropped(_) | Relation::Tenfold(_) => 2,
        Relation::Rounded if (x - y).abs() <= 0.01 * x => 4,
        Relation::Rounded => 3,
        Relation::Close => 1,
        Relation::Comparable if x.min(y) < 10.0 => -1,
        Relation::Comparable => 0,
    }
}

/// How much the unit tells.
fn told(keys: [Key; 2], sort: Sort) -> i32 {
    match sort {
        // Parts of nouns are not counted: `2.12` is a version.
        Sort::Noun if keys.iter().any(|key| key.value().fract() != 0.0) => -2,
        Sort::Noun => 2,
        Sort::Time => -1,
        Sort::Age | Sort::None | Sort::Measure | Sort::People | Sort::Label => 0,
    }
}

impl Weighed<'_> {
    pub(super) fn clash(&self, keys: [Key; 2]) -> Clash {
        let sure = (20 + 7 * self.points).clamp(5, 95) as u8;
        let sure = if self.slip { sure.max(SURE + 5) } else { sure };
        let [a, b] = self.figures;
        let apart = a.facts.running != b.facts.running || self.times == Times::Differ;
        let chance = self.relation.is_of_size() || matches!(self.relation, Relation::Dropped(_));
        let can = self.slip || !(apart && chance);
        let confidence =
            if can && self.is_told(keys) { sure } else { sure.min(if self.tie == Tie::Draft { DOUBTFUL_OF_DRAFT } else { DOUBTFUL }) };
        let held = can
            && self.sole
            && self.tie == Tie::Few
            && a.facts.sort == Sort::Noun
            && self.shared.stems > 0
            && self.relation == Relation::Close
            && self.times == Times::Fit;
        let mut sides = [(keys[0], a.place), (keys[1], b.place)];
        sides.sort_by_key(|(key, _)| *key);
        let docs = [a.place.doc.min(b.place.doc), a.place.doc.max(b.place.doc)];
        Clash {
            docs,
            places: sides.map(|(_, place)| place),
            confidence,
            relation: Some(self.relation),
            held,
            firm: self.slip && a.facts.sort == Sort::Measure,
            why: self.why(),
        }
    }

    /// Whether what stands around them, or the values alone, tell that they are of one thing.
    fn is_told(&self, keys: [Key; 2]) -> bool {
        let Shared { stems: words, names, .. } = self.shared;
        let sort = self.figures[0].facts.sort;
        match self.relation {
            _ if self.only || self.slip => true,
            Relation::Dropped(..4) | Relation::Tenfold(_) => false,
            relation if relation.is_plain() && matches!(relation, Relation::Swapped(_)) => true,
            Relation::Rounded if keys.iter().all(|key| key.value() >= 1_000.0) => true,
            Relation::Swapped(_) if self.sole && sort == Sort::Measure && self.tie != Tie::Names => true,
            relation if relation.is_plain() => words + names > 0,
            Relation::Swapped(_) | Relation::Rounded | Relation::Dropped(_) => words + names > 0,
            // A draft says what its source says.
            // Every person of a story has an age.
            // `two days later` is reckoned, of whatever.
            _ if self.tie == Tie::Draft && sort == Sort::Time && keys.iter().all(|key| key.value() < FEW) => {
                self.shared.close > 0 && self.figures[0].facts.tail.is_some() && self.figures[0].facts.tail == self.figures[1].facts.tail
            }
            Relation::Changed(_) | Relation::Close if self.tie == Tie::Draft && sort == Sort::Time => words >= 4,
            Relation::Changed(_) if self.tie == Tie::Draft => words >= 2 || (words >= 1 && self.sole),
            Relation::Close if self.tie == Tie::Draft => words >= 2,
            Relation::Comparable if self.tie == Tie::Draft => words >= 4,
            // Near values are of the same thing only where much else is the same.
            Relation::Changed(_) | Relation::Close | Relation::Comparable => (words >= 2 && names >= 1) || words >= 5,
        }
    }

    fn why(&self) -> Vec<String> {
        let relation = match self.relation {
            Relation::Swapped(_) => "two digits are swapped",
            Relation::Rounded => "one is the other rounded, and no word marks it",
            Relation::Changed(_) => "one digit differs",
            Relation::Dropped(_) => "a digit is missing in one",
            Relation::Tenfold(_) => "the same digits are of another power of ten",
            Relation::Close => "the values are near each other",
            Relation::Comparable => "the values are of the same size",
        };
        let mut why = vec![relation.to_owned()];
        why.extend(self.shared.told().map(|shared| format!("their sentences share {shared}")));
        if self.figures[0].facts.running != self.figures[1].facts.running {
            why.push("one is provisional".to_owned());
        }
        if self.only {
            why.push("each has one count of it".to_owned());
        } else if self.sole {
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
