//! Two values of one count, of documents of one story → whether one is a slip of the other.
//!
//! In stories written by people who did not know the program, of the values of one noun or one measure that neither document has from the
//! other, and of which two digits are swapped or one of many is another, all but one in twenty were the same count.

use super::relation::{Relation, changed};
use super::unit::Sort;
use super::when::Times;
use super::{Facts, Key};
use crate::discover::context::Shared;
use crate::kind::figure::context::Mark;

/// From this value on a digit that is another is hardly chance.
const TELLING: f64 = 20.0;

/// What is known of two values in their documents.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// Neither document has another figure of what the values count, that the other does not know.
    pub(super) sole: bool,
    /// And no figure of it besides.
    pub(super) only: bool,
    /// Neither document knows the value of the other.
    pub(super) open: bool,
    /// Other documents have one of the values too.
    pub(super) held: bool,
}

/// Whether one value is a slip of the other: two digits are swapped, or one of many is another; one of two, of something that each document
/// counts once, that other documents count so too, or that shares words; one too many, between the same words. Times are of many things,
/// but for those with the same word behind them (`28 days apart`).
pub(super) fn is_slip(
    keys: [Key; 2],
    facts: [&Facts; 2],
    relation: Relation,
    shared: Shared,
    (standing, times): (Standing, Times),
) -> bool {
    let [x, y] = keys.map(Key::value);
    let counts = keys[0].unit == keys[1].unit && matches!(facts[0].sort, Sort::Noun | Sort::People | Sort::Measure);
    let parted = facts.iter().all(|facts| facts.parted);
    let tailed = facts[0].sort == Sort::Time && facts[0].tail.is_some() && facts[0].tail == facts[1].tail;
    let Standing { sole, held, open, .. } = standing;
    let (words, close) = (shared.stems + shared.numbers, shared.close > 0);
    let telling = x.min(y) >= TELLING || x.fract() != 0.0 || words > 0 || (held && sole);
    // Sums of money are not counted anew every day.
    let running = facts[0].running != facts[1].running && facts[0].sort != Sort::Measure;
    let fit = match times {
        _ if running => false,
        Times::Fit => true,
        Times::OneSided => sole && close,
        Times::Differ => false,
    };
    let told = match (relation, changed(x, y)) {
        (Relation::Swapped(5..) | Relation::Changed(5..), _) => counts || parted,
        (Relation::Swapped(_), _) => counts,
        // Of another day a count may be another.
        (_, Some(3..)) => counts && !running && times != Times::Differ,
        (_, Some(_)) => counts && fit && (close || (telling && (sole || held || words > 0))),
        (Relation::Dropped(_), _) => counts && close && !running,
        _ => tailed && sole && fit,
    };
    told && open && facts.iter().all(|facts| facts.is_exact())
}

/// Whether a draft may have a value of its source wrong: two digits are swapped, one changed, too many or too few, or the power of ten is
/// another. Neither says a bound.
pub(super) fn may_be_misread(facts: [&Facts; 2], relation: Relation) -> bool {
    let wrong = matches!(relation, Relation::Swapped(_) | Relation::Changed(3..) | Relation::Dropped(3..) | Relation::Tenfold(_));
    wrong && facts.iter().all(|facts| matches!(facts.mark, Mark::Exact | Mark::About))
}

/// Whether it does. The fewer digits are the same, the more of what stands around has to be.
pub(super) fn is_misread(keys: [Key; 2], facts: [&Facts; 2], relation: Relation, shared: Shared, standing: Standing) -> bool {
    let counts = keys[0].unit == keys[1].unit && matches!(facts[0].sort, Sort::Noun | Sort::People | Sort::Measure);
    let needed = match relation {
        Relation::Tenfold(3..) | Relation::Swapped(3..) | Relation::Changed(4..) | Relation::Dropped(4..) => 1,
        Relation::Tenfold(2) | Relation::Swapped(_) | Relation::Changed(_) => 2,
        Relation::Dropped(_) => 3,
        _ => 4,
    };
    // What both count once is the same thing.
    let once = standing.sole && facts[0].sort == Sort::Noun;
    let common = shared.stems + shared.names + shared.numbers + usize::from(once);
    counts && standing.open && may_be_misread(facts, relation) && common >= needed
}
