//! A value that a draft has from its source, said of something else: `217 witnesses`, where the source has 48 witnesses and 217 payments.

use super::unit::Sort;
use super::weigh::Clash;
use super::{Figure, Key};
use crate::discover::SURE;

/// From this value on it is not met twice by chance.
pub(super) const TELLING: f64 = 20.0;
/// What the sentences share at least where the value stands with the sign of another measure.
const SHARED: usize = 2;

/// A figure, and what it counts.
pub(super) type Said<'f> = (Key, &'f Figure);

/// Values of a source that its draft says of something else of which the source has another value; or of another measure.
pub(super) fn misplaced(source: &[Said<'_>], draft: &[Said<'_>]) -> Vec<([Key; 2], Clash)> {
    let moved = draft.iter().filter(|(key, figure)| key.value() >= TELLING && figure.facts.is_exact() && !figure.facts.apart);
    moved.filter_map(|said| of_another(source, draft, said).or_else(|| of_measure(source, said))).collect()
}

/// The source has the value of another noun alone, and of this noun another value, which the draft has nowhere.
fn of_another(source: &[Said<'_>], draft: &[Said<'_>], said: &Said<'_>) -> Option<([Key; 2], Clash)> {
    let (key, figure) = said;
    let mut right = source.iter().filter(|(other, _)| other.unit == key.unit);
    let (one, stated) = right.next().filter(|_| is_noun(figure))?;
    let only = right.all(|(other, _)| other == one) && stated.facts.is_exact() && one != key;
    let given = draft.iter().any(|(other, _)| other.value == one.value);
    let mut from = source.iter().filter(|(other, _)| other.value == key.value).peekable();
    // `49 paintings and 74 drawings` for 74 and 49: nobody has both by chance.
    let is_swapped =
        |(other, there): &&Said<'_>| is_noun(there) && draft.iter().any(|(key, _)| (key.unit, key.value) == (other.unit, one.value));
    if only && from.peek().is_some_and(is_swapped) {
        return Some(clash([(*one, stated), (*key, figure)], "two values have changed places"));
    }
    let common = |there: &Figure| {
        let shared = figure.setting.shared(&there.setting);
        (shared.stems + shared.names + shared.numbers, shared.close)
    };
    // People are people: `85 personnes` may be the 85 firefighters. And what has another name there may be the same: `31 voitures`.
    let fits = |(_, from): &Said<'_>| is_noun(from) && !(from.facts.crowd && figure.facts.crowd) && common(from) < common(stated);
    let from = from.peek().is_some() && from.all(fits);
    (only && !given && from).then(|| clash([(*one, stated), (*key, figure)], "the source has this value of something else"))
}

/// The source has the value with the sign of another measure alone: `120 GB` for `120 ms`.
fn of_measure(source: &[Said<'_>], said: &Said<'_>) -> Option<([Key; 2], Clash)> {
    let (key, figure) = said;
    let is_measure = |figure: &Figure| figure.facts.sort == Sort::Measure;
    let mut from = source.iter().filter(|(other, _)| other.value == key.value);
    let one = from.next().filter(|_| is_measure(figure))?;
    let all = std::iter::once(one).chain(from).all(|(other, from)| other.unit != key.unit && is_measure(from) && from.facts.is_exact());
    let shared = figure.setting.shared(&one.1.setting);
    let near = shared.stems + shared.names + shared.numbers >= SHARED;
    (all && near).then(|| clash([*one, (*key, figure)], "the same value with another unit"))
}

/// It counts something that has a name of its own.
fn is_noun(figure: &Figure) -> bool {
    matches!(figure.facts.sort, Sort::Noun | Sort::People)
}

/// A right value and one that is said of something else.
pub(super) fn clash(mut sides: [Said<'_>; 2], why: &str) -> ([Key; 2], Clash) {
    sides.sort_by_key(|(key, _)| *key);
    let docs = sides.map(|(_, figure)| figure.place.doc);
    let clash = Clash {
        docs: [docs[0].min(docs[1]), docs[0].max(docs[1])],
        places: sides.map(|(_, figure)| figure.place),
        confidence: SURE + 5,
        relation: None,
        held: false,
        firm: false,
        why: vec![why.to_owned()],
    };
    (sides.map(|(key, _)| key), clash)
}
