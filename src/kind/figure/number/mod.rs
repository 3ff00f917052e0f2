//! A passage → the numbers in it, in digits or words, ranges as one. Nothing here knows of rules: who wants to know what a text counts, reads
//! it here.

mod digits;
mod range;
#[cfg(test)]
mod tests;
mod wording;

use std::ops::Range;

use self::digits::{Digits, digits};
use self::wording::{Reader, Worded};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// A number of a passage, or a range of two.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// What it can mean: one value, or two where a separator can be read both ways. Of a range: its lower end.
    pub readings: Vec<f64>,
    /// What the upper end of a range can mean; empty where it is no range.
    pub upper: Vec<f64>,
    /// Bytes of the text, words such as `million` included, letters glued to digits not.
    pub span: Range<usize>,
    /// The words it stands in.
    pub words: Range<usize>,
    /// Letters behind the digits that may be a scale or a unit (`93m`, `5 M€`).
    pub mark: Option<Mark>,
    /// It says itself that it is approximate (`une vingtaine`).
    pub collective: bool,
    /// What its last word of scale multiplied by; 1 without one.
    scale: f64,
}

impl Number {
    /// Whether a word of scale stands in it (`6 millions`).
    pub(crate) fn is_scaled(&self) -> bool {
        self.scale > 1.0
    }
}

/// Letters behind digits.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What the letters multiply by, where they can be a scale.
    pub factor: Option<f64>,
    /// Bytes of the letters.
    pub span: Range<usize>,
    /// The first word behind them.
    pub next: usize,
    /// They are glued to the digits.
    pub glued: bool,
}

/// The numbers of a passage in their order. Ordinals, dates, times, years, addresses, identifiers and articles (`une`) are none.
pub fn numbers(passage: &Passage<'_>) -> Vec<Number> {
    let readers: Vec<Reader<'_, '_>> = passage.tables().map(|tables| Reader { passage, tables }).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < passage.words.len() {
        let word = &passage.words[at];
        if !word.shape.has_digit() && !wording::may_begin(word.key) {
            at += 1;
            continue;
        }
        let (number, next) = number(passage, &readers, at);
        found.extend(number);
        at = next;
    }
    range::join(passage, found)
}

/// The number that begins with a word, and the word to go on with.
fn number(passage: &Passage<'_>, readers: &[Reader<'_, '_>], at: usize) -> (Option<Number>, usize) {
    if let Some(digits) = digits(passage, at) {
        let next = digits.words.end;
        let number = in_digits(passage, readers, digits);
        let next = number.as_ref().map_or(next, |number| number.words.end);
        return (number, next);
    }
    let worded = readers.iter().filter_map(|reader| Some((reader, reader.number(at)?))).max_by_key(|(_, worded)| worded.end);
    let Some((reader, worded)) = worded else { return (None, at + 1) };
    let is_number = !reader.is_ordinal(worded.end) && !is_hyphenated(passage, at);
    (is_number.then(|| in_words(passage, at, worded)), worded.end)
}

fn in_words(passage: &Passage<'_>, at: usize, Worded { value, end, scale, approximate }: Worded) -> Number {
    let span = passage.span(at..end);
    Number { readings: vec![value], upper: Vec::new(), span, words: at..end, mark: None, collective: approximate, scale }
}

/// The end of a compound (`Porte-Deux`): no number of its own.
fn is_hyphenated(passage: &Passage<'_>, at: usize) -> bool {
    at > 0 && passage.gap_before(at).chars().all(fold::is_hyphen) && !passage.words[at - 1].shape.has_digit()
}

fn in_digits(passage: &Passage<'_>, readers: &[Reader<'_, '_>], digits: Digits) -> Option<Number> {
    let Digits { readings, words, span, glued } = digits;
    let letters = &passage.text[glued.clone()];
    let figures = || readers.iter().map(|reader| &reader.tables.figure);
    let is_ordinal = !letters.is_empty() && figures().any(|figure| figure.ordinals.iter().any(|ending| *ending == fold::lower(letters)));
    if readings.is_empty() || is_ordinal || is_calendar(passage, readers, &words, &readings) {
        return None;
    }
    let short = |letters: &str| figures().find_map(|figure| figure.short_scales.get(letters).copied());
    let mut number = Number { readings, upper: Vec::new(), span, words, mark: None, collective: false, scale: 1.0 };
    if !letters.is_empty() {
        number.mark = Some(Mark { factor: short(letters), span: glued, next: number.words.end, glued: true });
        return Some(number);
    }
    scale(passage, readers, &mut number);
    let next = number.words.end;
    if number.scale == 1.0 && next < passage.words.len() && gap(passage, next) {
        let factor = short(passage.word(next));
        number.mark = factor.map(|_| Mark { factor, span: passage.words[next].range(), next: next + 1, glued: false });
    }
    Some(number)
}

/// Takes the words of scale behind digits in: `8.5 million`, `2 millions et demi`, `mille milliards`.
fn scale(passage: &Passage<'_>, readers: &[Reader<'_, '_>], number: &mut Number) {
    // Where the language is not known, a `billion` is that of English: of two that are written alike the smaller is the one in use.
    let scale = |at: usize| readers.iter().filter_map(|reader| reader.scale_at(at)).min_by(f64::total_cmp);
    while let Some(scale) = scale(number.words.end) {
        number.readings.iter_mut().for_each(|value| *value *= scale);
        number.scale = scale;
        number.words.end += 1;
    }
    if number.scale == 1.0 {
        return;
    }
    let half = |reader: &Reader<'_, '_>| reader.tables.figure.halves_after.starting(passage.text, passage.words, number.words.end);
    if let Some(n) = readers.iter().find_map(half).filter(|_| gap(passage, number.words.end)) {
        number.readings.iter_mut().for_each(|value| *value += number.scale / 2.0);
        number.words.end += n;
    }
    number.span.end = passage.words[number.words.end - 1].end as usize;
}

/// A day beside the name of a month, or a year behind a word that makes it one.
fn is_calendar(passage: &Passage<'_>, readers: &[Reader<'_, '_>], words: &Range<usize>, readings: &[f64]) -> bool {
    let year = words.len() == 1 && readings.first().is_some_and(|year| (1500.0..2100.0).contains(year));
    let before = words.start.checked_sub(1).filter(|_| passage.gap_before(words.start).trim().is_empty());
    // `June 25, 2024`
    let dated =
        year && words.start >= 2 && passage.gap_before(words.start).trim() == "," && passage.words[words.start - 1].shape.has_digit();
    readers.iter().map(|reader| &reader.tables.figure).any(|figure| {
        let month = |at: usize| passage.words.get(at).is_some_and(|word| figure.months.has_key(word.key));
        let day = readings.first().is_some_and(|&day| day <= 31.0) && gap(passage, words.end) && month(words.end);
        let after_month = before.is_some_and(|at| month(at) && passage.words[at].shape.is_capitalised() | year);
        let is_year = year && before.is_some_and(|at| figure.before_years.ending(passage.text, passage.words, at).is_some());
        day || after_month || is_year || (dated && month(words.start - 2))
    })
}

/// Whether nothing but space or a hyphen stands before a word.
fn gap(passage: &Passage<'_>, at: usize) -> bool {
    at > 0 && at < passage.words.len() && matches!(&*fold::gap(passage.gap_before(at)), " " | "-" | "'")
}
