//! Slips in the digits of a figure. Words for numbers and figures beside a bound or an approximation are left alone: they may still be true.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Base, Made, Mistake, Mutant};
use crate::kind::figure::fact::Figure;

/// Words before a figure that make it a bound, an approximation, or a part of something.
const LOOSE: [&str; 28] = [
    "plus",
    "moins",
    "jusqu",
    "environ",
    "près",
    "quelque",
    "quelques",
    "presque",
    "autour",
    "dépasse",
    "entre",
    "dont",
    "parmi",
    "sur",
    "of",
    "minimum",
    "about",
    "some",
    "nearly",
    "almost",
    "around",
    "over",
    "under",
    "than",
    "least",
    "most",
    "between",
    "approximately",
];

/// Digits, in groups of three or in one.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d{1,3}(?:[ \u{a0}\u{202f}.,'’]\d{3})+\b|\d+").ok());

/// How many words before a figure may be such.
const BEFORE: usize = 4;

/// How many words may stand between a figure and its unit.
const BETWEEN: usize = 2;

/// Digits that the value needs for a slip of one to be told at any size.
const TOLD: usize = 3;

pub(super) fn mutants(made: &Made<'_>, figure: &Figure) -> Vec<Mutant> {
    let digits = figure.written.as_str();
    if figure.value < 2.0 || figure.value.fract() != 0.0 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut mutants = Vec::new();
    for base in made.near().chain(sentences(made, figure)) {
        let own = |at: &Range<usize>| plain(&base.text[at.clone()]) == digits && is_counted(figure, &base.text, at);
        for at in numbers(&base.text).into_iter().filter(|at| own(at) && !is_loose(&base.text[..at.start])) {
            let grouping = base.text[at.clone()].chars().find(|c| !c.is_ascii_digit());
            let slips = slips(digits).into_iter().filter(|(_, slip)| is_told(figure, slip));
            mutants.extend(slips.map(|(mistake, slip)| base.with(mistake, at.clone(), &grouped(&slip, grouping))));
        }
    }
    mutants
}

/// The value before each of its units, and what must stand nearby.
fn sentences<'a>(made: &'a Made<'_>, figure: &'a Figure) -> impl Iterator<Item = Base> + 'a {
    let grouping = if made.french { ' ' } else { ',' };
    figure.unit.iter().map(move |unit| {
        let counted = format!("{} {}", grouped(&figure.written, Some(grouping)), unit.value);
        let about = made.near_word().map_or(counted.clone(), |near| format!("{counted}, {near},"));
        made.sentence(&about, &unit.span)
    })
}

/// One digit changed, dropped, doubled, or exchanged with the next.
fn slips(digits: &str) -> Vec<(Mistake, String)> {
    let digits = digits.as_bytes();
    let mut slips = Vec::new();
    for at in 0..digits.len() {
        let with = |from: usize, to: usize, by: &[u8]| String::from_utf8_lossy(&[&digits[..from], by, &digits[to..]].concat()).into_owned();
        slips.push((Mistake::DigitChanged, with(at, at + 1, &[next(digits[at])])));
        slips.push((Mistake::DigitDropped, with(at, at + 1, &[])));
        slips.push((Mistake::DigitDoubled, with(at, at, &digits[at..=at])));
        if let Some(&other) = digits.get(at + 1) {
            slips.push((Mistake::DigitsTransposed, with(at, at + 2, &[other, digits[at]])));
        }
    }
    slips
}

fn next(digit: u8) -> u8 {
    if digit == b'9' { b'8' } else { digit + 1 }
}

/// Whether a reader can tell the slip from another figure: it is between half and twice the value, or the value has enough digits.
fn is_told(figure: &Figure, slip: &str) -> bool {
    let Ok(value) = slip.parse::<f64>() else { return false };
    let near = value > figure.value / 2.0 && value < figure.value * 2.0;
    let enough = figure.written.trim_end_matches('0').len() >= TOLD;
    let another = (value - figure.value).abs() > figure.tolerance;
    another && (near || enough) && value > 1.0 && !slip.starts_with('0')
}

/// Bytes of every run of digits, with what groups them by threes.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let found = NUMBER.iter().flat_map(|pattern| pattern.find_iter(text)).map(|found| found.range());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    // A decimal goes on behind its mark.
    let decimal = |mark: Option<char>, digit: Option<char>| matches!(mark, Some('.' | ',')) && digit.is_some_and(|c| c.is_ascii_digit());
    let joined = |at: &Range<usize>| {
        let (mut before, mut after) = (text[..at.start].chars().rev(), text[at.end..].chars());
        let (last, next) = (before.next(), after.next());
        letter(last) || letter(next) || decimal(last, before.next()) || decimal(next, after.next())
    };
    found.filter(|at| !joined(at)).collect()
}

fn plain(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Digits in groups of three, as the number that they take the place of.
fn grouped(digits: &str, by: Option<char>) -> String {
    let Some(by) = by.filter(|_| digits.len() > 3) else { return digits.to_owned() };
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(by);
        }
        written.push(digit);
    }
    written
}

/// Whether a unit stands behind a number, at most two words away, or right before it.
fn is_counted(figure: &Figure, text: &str, at: &Range<usize>) -> bool {
    let plain = |text: &str| text.to_lowercase().replace('’', "'");
    let (before, after) = (plain(&text[..at.start]), plain(&text[at.end..]));
    figure.unit.iter().map(|unit| plain(&unit.value)).any(|unit| {
        let between = after.find(&unit).map(|unit| &after[..unit]);
        let near = |between: &str| {
            !between.contains(|c: char| c.is_numeric() || ".,;:".contains(c)) && between.split_whitespace().count() <= BETWEEN
        };
        between.is_some_and(near) || before.trim_end().ends_with(&unit)
    })
}

fn is_loose(before: &str) -> bool {
    let mut words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).rev().take(BEFORE);
    words.any(|word| LOOSE.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_their_groups() {
        let text = "le 12 mai, 23 051 cas, 4.5 fois, 1,200 ships, CVE-2024";
        let read: Vec<&str> = numbers(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(read, ["12", "23 051", "1,200"]);
    }

    #[test]
    fn digits_slip_and_keep_their_groups() {
        assert_eq!(grouped("1234567", Some(' ')), "1 234 567");
        assert_eq!(grouped("412", Some(' ')), "412");
        let made: Vec<String> = slips("41").into_iter().map(|(_, slip)| slip).collect();
        assert_eq!(made, ["51", "1", "441", "14", "42", "4", "411"]);
    }

    #[test]
    fn bounds_and_approximations_are_left_alone() {
        assert!(is_loose("pas moins de ") && is_loose("more than ") && !is_loose("Coco apparaît dans "));
    }
}
