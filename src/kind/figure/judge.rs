//! Arithmetic: a rule's figure and what a draft says of it → what comes of it. No text is read here.

use super::fact::{Figure, Rounding};
use super::slip::is_slip;

/// How a draft qualifies a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Bound {
    /// None.
    #[default]
    Exact,
    /// The true value is this or above.
    Lower,
    /// The true value is this or below.
    Upper,
}

/// What a draft says: a number with what stands around it.
#[derive(Debug, Clone, Default)]
pub(super) struct Claim {
    /// What the number can mean.
    pub(super) readings: Vec<f64>,
    /// What the upper end can mean, where it is a range.
    pub(super) upper: Vec<f64>,
    pub(super) bound: Bound,
    /// It is marked as approximate.
    pub(super) approximate: bool,
    /// It is a collective (`une vingtaine`), coarser than any other approximation.
    pub(super) collective: bool,
    /// The range is a change (`from 20 to 30`).
    pub(super) change: bool,
}

/// What comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It says the value, or its rounding where any is right.
    Exact,
    /// It says something that the value does not contradict: a true bound, an approximation, a range.
    Holds,
    /// The value rounded, without a word that says so.
    Rounded,
    /// Another value, of about its size or with one digit wrong.
    Contradicts,
    /// A bound that the value is beyond.
    FalseBound,
    /// Somebody else's figure.
    Other,
}

impl Outcome {
    /// Whether it is reported.
    pub(super) fn deviates(self) -> bool {
        matches!(self, Self::Rounded | Self::Contradicts | Self::FalseBound)
    }
}

/// How far from the value an approximation may be, as a part of it.
const APPROXIMATE: f64 = 0.1;
/// The same for collectives: `une vingtaine` is said of 16 and of 24.
const COLLECTIVE: f64 = 0.25;

/// What comes of a claim about a figure.
pub(super) fn judge(figure: &Figure, claim: &Claim) -> Outcome {
    if !claim.upper.is_empty() {
        return range(figure, claim);
    }
    let outcomes = claim.readings.iter().map(|&reading| (one(figure, claim, reading), distance(figure.value, reading)));
    // Of two readings the one that agrees is meant, or else the one that is closer to the value.
    let best = outcomes.min_by(|(a, near), (b, far)| (*a != Outcome::Exact).cmp(&(*b != Outcome::Exact)).then(near.total_cmp(far)));
    best.map_or(Outcome::Other, |(outcome, _)| outcome)
}

/// How far apart two values are, whichever is the greater.
pub(super) fn distance(value: f64, reading: f64) -> f64 {
    if value > 0.0 && reading > 0.0 { (value / reading).ln().abs() } else { f64::INFINITY }
}

fn one(figure: &Figure, claim: &Claim, n: f64) -> Outcome {
    let value = figure.value;
    let slack = slack(figure, claim);
    let (within, bounded) = ((n - value).abs() <= slack, claim.bound != Bound::Exact);
    let beyond = match claim.bound {
        Bound::Exact => false,
        Bound::Lower => n > value + slack,
        Bound::Upper => n < value - slack,
    };
    match () {
        // `more than 100` holds for every larger figure, and says something of those alone that are near.
        () if bounded && !beyond && (within || is_near(value, n)) => Outcome::Holds,
        () if bounded && !beyond => Outcome::Other,
        () if bounded && (is_near(value, n) || is_slip(value, n)) => Outcome::FalseBound,
        () if bounded => Outcome::Other,
        () if within && claim.approximate => Outcome::Holds,
        () if within => Outcome::Exact,
        () if !claim.approximate && is_rounded(value, n) && figure.rounding == Rounding::Marked => Outcome::Rounded,
        () if !claim.approximate && is_rounded(value, n) && figure.rounding == Rounding::Any => Outcome::Exact,
        () if is_near(value, n) || is_slip(value, n) => Outcome::Contradicts,
        () => Outcome::Other,
    }
}

/// How far from the value a claim may be.
fn slack(figure: &Figure, claim: &Claim) -> f64 {
    let approximate = match figure.rounding {
        Rounding::None => 0.0,
        _ if claim.collective => COLLECTIVE,
        _ if claim.approximate => APPROXIMATE,
        _ => 0.0,
    };
    // What a sum of floating-point numbers may be off by.
    (approximate * figure.value.abs()).max(figure.tolerance).max(figure.value.abs() * 1e-9)
}

fn range(figure: &Figure, claim: &Claim) -> Outcome {
    let (value, slack) = (figure.value, slack(figure, claim));
    let ends = || claim.readings.iter().flat_map(|&low| claim.upper.iter().map(move |&high| (low, high)));
    let holds = ends().any(|(low, high)| low - slack <= value && value <= high + slack);
    let near = ends().any(|(low, high)| is_near(value, low) || is_near(value, high));
    match () {
        () if holds => Outcome::Holds,
        () if near && !claim.change => Outcome::Contradicts,
        () => Outcome::Other,
    }
}

/// Between half and twice the value; what is exactly one of them is a multiple, and somebody else's.
fn is_near(value: f64, n: f64) -> bool {
    value / 2.0 < n && n < value * 2.0
}

/// The value rounded, not cut off, at one of its digits.
fn is_rounded(value: f64, n: f64) -> bool {
    (-6..=12).map(|power| 10f64.powi(power)).any(|unit| {
        let rounded = (value / unit + 0.5 + 1e-9).floor() * unit;
        unit <= value && (rounded - n).abs() <= n.abs() * 1e-9
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64) -> Figure {
        Figure { value, written: String::new(), unit: Vec::new(), rounding: Rounding::Marked, tolerance: 0.0 }
    }

    fn bare(value: f64, n: f64) -> Outcome {
        judge(&figure(value), &Claim { readings: vec![n], ..Claim::default() })
    }

    fn bound(value: f64, n: f64, bound: Bound) -> Outcome {
        judge(&figure(value), &Claim { readings: vec![n], bound, ..Claim::default() })
    }

    #[test]
    fn a_bare_figure_agrees_rounds_contradicts_or_is_another() {
        assert_eq!(bare(23051.0, 23051.0), Outcome::Exact);
        for (value, n) in
            [(23051.0, 23000.0), (23051.0, 23100.0), (38_600_000.0, 39_000_000.0), (54.7, 55.0), (984.0, 1000.0), (4.125, 4.13)]
        {
            assert_eq!(bare(value, n), Outcome::Rounded, "{n} for {value}");
        }
        for (value, n) in [(38_600_000.0, 38_000_000.0), (39.0, 41.0), (2.0, 3.0)] {
            assert_eq!(bare(value, n), Outcome::Contradicts, "{n} for {value}");
        }
        for (value, n) in [(412.0, 930.0), (37.0, 87.0), (54.0, 18.0), (10.0, 20.0), (10.0, 5.0)] {
            assert_eq!(bare(value, n), Outcome::Other, "{n} for {value}");
        }
    }

    #[test]
    fn a_bound_is_false_only_if_the_value_is_beyond_it() {
        assert_eq!(bound(23051.0, 23000.0, Bound::Lower), Outcome::Holds);
        assert_eq!(bound(23051.0, 23051.0, Bound::Lower), Outcome::Holds);
        assert_eq!(bound(23051.0, 24000.0, Bound::Lower), Outcome::FalseBound);
        assert_eq!(bound(66.9, 60.0, Bound::Upper), Outcome::FalseBound);
        assert_eq!(bound(66.9, 70.0, Bound::Upper), Outcome::Holds);
        assert_eq!(bound(5482.0, 12000.0, Bound::Lower), Outcome::Other);
    }

    #[test]
    fn either_reading_may_agree_and_a_range_holds() {
        let claim = Claim { readings: vec![4125.0, 4.125], ..Claim::default() };
        assert_eq!(judge(&figure(4.125), &claim), Outcome::Exact);
        let range = |low, high, change| Claim { readings: vec![low], upper: vec![high], change, ..Claim::default() };
        assert_eq!(judge(&figure(66.9), &range(65.0, 70.0, false)), Outcome::Holds);
        assert_eq!(judge(&figure(66.9), &range(70.0, 75.0, false)), Outcome::Contradicts);
        assert_eq!(judge(&figure(66.9), &range(70.0, 75.0, true)), Outcome::Other);
    }
}
