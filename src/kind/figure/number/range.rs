//! Two numbers that are the ends of a range → one: `20 à 30`, `between 20 and 30`, `8-12`, `10 to 15 million`, `deux ou trois`.

use super::Number;
use crate::prose::fold;
use crate::prose::passage::Passage;

/// How two numbers that follow one another belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    Range,
    /// Joined by a dash without being a range: a score, a date, a number of something.
    Neither,
    No,
}

/// Numbers with those that are ends of a range joined. What a dash joins otherwise (`2024-06-25`, a score of `2-1`) is no number.
pub(super) fn join(passage: &Passage<'_>, numbers: Vec<Number>) -> Vec<Number> {
    let mut joined: Vec<Number> = Vec::with_capacity(numbers.len());
    for next in numbers {
        let how = joined.last().map_or(Join::No, |last| how(passage, last, &next));
        match (how, joined.last_mut()) {
            (Join::Range, Some(last)) => extend(last, next),
            (Join::Neither, _) => {
                joined.pop();
            }
            _ if is_dash(passage.gap_before(next.words.start)) => {}
            _ => joined.push(next),
        }
    }
    joined
}

fn extend(low: &mut Number, high: Number) {
    let smaller = low.scale == 1.0 && low.readings.iter().zip(&high.readings).all(|(low, top)| low * high.scale < *top);
    if smaller {
        low.readings.iter_mut().for_each(|value| *value *= high.scale);
    }
    low.upper = high.readings;
    low.span.end = high.span.end;
    low.words.end = high.words.end;
    low.mark = high.mark;
    low.collective |= high.collective;
    low.scale = low.scale.max(high.scale);
}

fn how(passage: &Passage<'_>, low: &Number, high: &Number) -> Join {
    let from = low.mark.as_ref().map_or(low.span.end, |mark| mark.span.end);
    let between = passage.text.get(from..high.span.start).unwrap_or_default();
    if !same_signs(passage.text, low, high, between) {
        return Join::No;
    }
    let inner: String = between.chars().filter(|c| !is_sign(*c)).collect();
    if is_dash(inner.trim()) {
        return if !low.upper.is_empty() || !rises(low, high) { Join::Neither } else { Join::Range };
    }
    let next = low.words.end.max(low.mark.as_ref().map_or(0, |mark| mark.next));
    let one_word = next + 1 == high.words.start && inner.chars().all(|c| c.is_alphabetic() || c.is_whitespace());
    if !one_word || !low.upper.is_empty() {
        return Join::No;
    }
    let key = passage.words[next].key;
    if passage.tables().any(|tables| tables.figure.decimal_words.has_key(key)) {
        return Join::Neither;
    }
    if !rises(low, high) {
        return Join::No;
    }
    let opened = |figure: &crate::language::FigureTables| {
        low.words.start.checked_sub(1).is_some_and(|at| figure.range_openers.ending(passage.text, passage.words, at).is_some())
    };
    let tables = passage.tables().any(|tables| {
        let figure = &tables.figure;
        figure.range_joiners.has_key(key) || (figure.range_closers.has_key(key) && opened(figure))
    });
    if tables { Join::Range } else { Join::No }
}

/// The second end is above the first in one of its readings, its scale left aside (`10 to 15 million`).
fn rises(low: &Number, high: &Number) -> bool {
    low.readings.iter().any(|low| high.readings.iter().any(|high| low < high))
}

fn is_dash(between: &str) -> bool {
    let mut chars = between.chars();
    chars.next().is_some_and(|c| fold::is_hyphen(c) || matches!(c, '–' | '—')) && chars.next().is_none()
}

/// A sign between the ends stands at the other end as well: `rose 15 % to $4 million` is no range.
fn same_signs(text: &str, low: &Number, high: &Number, between: &str) -> bool {
    let before = text[..low.span.start].trim_end().chars().next_back();
    let after = text[high.mark.as_ref().map_or(high.span.end, |mark| mark.span.end)..].trim_start().chars().next();
    between.chars().filter(|&c| is_sign(c)).all(|sign| before == Some(sign) || after == Some(sign))
}

/// Signs that may stand at both ends of a range.
fn is_sign(c: char) -> bool {
    matches!(c, '%' | '$' | '£' | '€' | '¥' | '₹' | '₽')
}
