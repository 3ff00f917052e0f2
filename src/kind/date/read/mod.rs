//! A passage → the dates it names, independently of rules.
//!
//! Days, months and years in words and figures, partial ones too, and periods; with the weekdays that stand beside them. What is no date: a
//! number inside an identifier, an amount, a season, a year or a month alone without a word that makes it a date (`en 2018`).

mod forms;
mod tokens;

use std::ops::Range;

use self::tokens::Tokens;
pub(crate) use self::tokens::{is_month, is_weekday, weekday_names};
use super::calendar::{Partial, Said};
use crate::prose::passage::Passage;

/// A date named in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRead {
    /// Its words, a weekday before it left out.
    pub words: Range<usize>,
    /// Its first word, a weekday before it included.
    pub lead: usize,
    /// Its bytes, a weekday left out.
    pub span: Range<usize>,
    /// What it says.
    pub said: Said,
    /// The weekdays said of it.
    pub weekdays: Vec<WeekdayRead>,
}

/// A weekday beside a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekdayRead {
    /// Which word.
    pub word: usize,
    /// Monday is 1.
    pub number: i8,
    /// The date that it is said of.
    pub of: Partial,
    /// That date in the other reading of `05/06/2024`.
    pub or: Option<Partial>,
}

/// The dates among these words of a passage, in order.
pub fn dates(passage: &Passage<'_>, words: Range<usize>) -> Vec<DateRead> {
    let tokens = Tokens::new(passage);
    let mut found: Vec<DateRead> = Vec::new();
    let mut at = words.start;
    while at < words.end.min(passage.words.len()) {
        let Some(mut read) = forms::read(&tokens, at) else {
            at += 1;
            continue;
        };
        at = read.words.end;
        beside(&tokens, &mut read);
        match found.last_mut().and_then(|before| period(&tokens, before, &read)) {
            Some(whole) => {
                found.pop();
                found.push(whole);
            }
            None => found.push(read),
        }
    }
    found.retain(|read| !passage.is_address(read.span.start));
    found
}

/// Adds the weekday right before or behind a date to it.
fn beside(tokens: &Tokens<'_>, read: &mut DateRead) {
    let (Said::One(of) | Said::Either(of, _) | Said::Span(of, _)) = read.said;
    if of.day.is_none() {
        return;
    }
    let or = if let Said::Either(_, other) = read.said { Some(other) } else { None };
    if let Some((word, number)) = weekday_before(tokens, read.words.start) {
        read.lead = word;
        read.weekdays.insert(0, WeekdayRead { word, number, of, or });
    } else if let (Some((word, number)), Said::One(_) | Said::Either(..)) = (weekday_behind(tokens, read.words.end), read.said) {
        read.weekdays.push(WeekdayRead { word, number, of, or });
    }
}

/// `mardi 25 juin`, `Tuesday, June 25`, `mardi, le 25 juin`; not the last of several weekdays.
fn weekday_before(tokens: &Tokens<'_>, date: usize) -> Option<(usize, i8)> {
    let mut at = date.checked_sub(1)?;
    if tokens.is_article(at) && !tokens.is_conjunction(at) && tokens.is_space(at) {
        at = at.checked_sub(1)?;
    }
    let number = tokens.weekday(at)?;
    let beside = matches!(tokens.gap(at).trim(), "" | "," | "." | ".,") && !tokens.gap(at).is_empty();
    let several = at.checked_sub(1).is_some_and(|before| {
        tokens.weekday(before).is_some()
            || (tokens.is_joiner(before) && before.checked_sub(1).is_some_and(|first| tokens.weekday(first).is_some()))
    });
    (beside && !several).then_some((at, number))
}

/// `25 juin 2024 (mardi)`, `June 25, 2024, a Tuesday`.
fn weekday_behind(tokens: &Tokens<'_>, end: usize) -> Option<(usize, i8)> {
    let last = end.checked_sub(1)?;
    match tokens.gap(last).trim() {
        "(" if tokens.gap_at(end).starts_with(')') => Some((end, tokens.weekday(end)?)),
        "," if tokens.is_article(end) && tokens.gap_at(end + 1).starts_with([',', '.', ';', ')']) => {
            Some((end + 1, tokens.weekday(end + 1)?))
        }
        _ => None,
    }
}

/// The period from one date to the next: `du 3 mai au 5 juin`, `between 9 March and 12 April`, `3 mai – 5 juin`.
fn period(tokens: &Tokens<'_>, from: &DateRead, to: &DateRead) -> Option<DateRead> {
    let (Said::One(first), Said::One(last)) = (from.said, to.said) else { return None };
    let mut end = to.lead;
    if end > from.words.end + 1 && tokens.is_article(end - 1) {
        end -= 1;
    }
    let joined = if end == from.words.end {
        end == to.lead && matches!(tokens.gap(end - 1).trim(), "-" | "–" | "—")
    } else {
        tokens.all_spaces(from.words.end - 1..to.lead) && tokens.joins(from.words.end..end, from.lead)
    };
    if !joined || first.day.is_some() != last.day.is_some() || first.month.is_some() != last.month.is_some() {
        return None;
    }
    let first = Partial { year: first.year.or(last.year.map(|year| year - i16::from(first.month > last.month))), ..first };
    let mut weekdays = from.weekdays.clone();
    weekdays.iter_mut().for_each(|weekday| weekday.of = first);
    weekdays.extend(to.weekdays.iter().copied());
    Some(DateRead {
        words: from.words.start..to.words.end,
        lead: from.lead,
        span: from.span.start..to.span.end,
        said: Said::Span(first, last),
        weekdays,
    })
}

#[cfg(test)]
mod tests;
