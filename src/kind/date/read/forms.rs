//! The forms of a date: figures, day first, month first, a month or a year alone.

use super::tokens::Tokens;
use super::{DateRead, WeekdayRead};
use crate::kind::date::calendar::{Partial, Said};

/// The date that begins at a word.
pub(super) fn read(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    if tokens.month(at).is_some() {
        return month_first(tokens, at).or_else(|| month_alone(tokens, at));
    }
    numeric(tokens, at).or_else(|| day_first(tokens, at)).or_else(|| year_alone(tokens, at))
}

fn found(tokens: &Tokens<'_>, words: std::ops::Range<usize>, said: Said, weekdays: Vec<WeekdayRead>) -> DateRead {
    DateRead { span: tokens.span(words.clone()), lead: words.start, words, said, weekdays }
}

/// `2024-06-25`, `25/06/2024`, `25.06.2024`, `6/25/24`.
fn numeric(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    let parts = [tokens.digits(at)?, tokens.digits(at + 1)?, tokens.digits(at + 2)?];
    let mark = tokens.gap(at);
    if mark != tokens.gap(at + 1) || !matches!(mark, "/" | "-" | "." | "‑" | "‐") {
        return None;
    }
    if tokens.is_glued_before(at) || tokens.is_glued_behind(at + 2) {
        return None;
    }
    let number = |text: &str| text.parse::<i16>().ok();
    let (first, second, third) = (number(parts[0])?, number(parts[1])?, number(parts[2])?);
    let said = match parts.map(str::len) {
        [4, 2, 2] if mark != "." => Said::One(valid(first, second, third)?),
        [1 | 2, 1 | 2, 4] => either(tokens, third, first, second)?,
        [1 | 2, 1 | 2, 2] if mark == "/" => either(tokens, if third < 70 { 2000 } else { 1900 } + third, first, second)?,
        _ => return None,
    };
    Some(found(tokens, at..at + 3, said, Vec::new()))
}

fn either(tokens: &Tokens<'_>, year: i16, first: i16, second: i16) -> Option<Said> {
    let (day_first, month_first) = (valid(year, second, first), valid(year, first, second));
    match (day_first, month_first) {
        (Some(day_first), Some(month_first)) if !tokens.is_day_first() && first != second => Some(Said::Either(day_first, month_first)),
        (Some(only), _) | (None, Some(only)) => Some(Said::One(only)),
        (None, None) => None,
    }
}

fn valid(year: i16, month: i16, day: i16) -> Option<Partial> {
    let possible = (1000..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    possible.then(|| partial(Some(year), Some(month as i8), Some(day as i8)))
}

fn partial(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Partial {
    Partial { year, month, day }
}

/// `25 juin 2024`, `25th of June`, `7-8 décembre`, `7 et 8 décembre`, `jeudi 17 au dimanche 20 juillet 2025`.
fn day_first(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    let days = days(tokens, at)?;
    let &(last, _, _) = days.last()?;
    let (month_word, month) = month_behind(tokens, last)?;
    let (year, end) = year_behind(tokens, month_word).map_or((None, month_word + 1), |(year, word)| (Some(year), word + 1));
    let of = |day: i8| partial(year, Some(month), Some(day));
    let said = match days[..] {
        [(_, day, _)] => Said::One(of(day)),
        [(_, first, _), .., (_, last, _)] if first < last => Said::Span(of(first), of(last)),
        _ => return None,
    };
    let beside = |&(_, day, weekday): &(usize, i8, Option<(usize, i8)>)| {
        weekday.map(|(word, number)| WeekdayRead { word, number, of: of(day), or: None })
    };
    let weekdays = days.iter().filter_map(beside).collect();
    Some(found(tokens, at..end, said, weekdays))
}

/// A day's word, its number, and the weekday before it.
type DayRead = (usize, i8, Option<(usize, i8)>);

/// One day or several up to their month: each with its word, and the weekday that stands before it inside the list.
fn days(tokens: &Tokens<'_>, at: usize) -> Option<Vec<DayRead>> {
    let mut days = vec![(at, tokens.day(at).filter(|_| !tokens.is_glued_before(at))?, None)];
    let mut commas = 0;
    while let Some(&(last, _, _)) = days.last() {
        if month_behind(tokens, last).is_some() {
            break;
        }
        let (next, comma) = next_day(tokens, last)?;
        commas += usize::from(comma);
        days.push(next);
        if days.len() > 6 {
            return None;
        }
    }
    // `article 5, 17 décembre` is no list.
    (commas == 0 || commas + 2 <= days.len()).then_some(days)
}

/// The day that follows another in a list, and whether only a comma joins them.
fn next_day(tokens: &Tokens<'_>, last: usize) -> Option<(DayRead, bool)> {
    let mark = tokens.gap(last).trim();
    if matches!(mark, "-" | "–" | "—" | "/" | "&" | "," | "‑") {
        return Some(((last + 1, tokens.day(last + 1)?, None), mark == ","));
    }
    let joiner = [tokens.starting(|tables| &tables.through, last + 1), tokens.starting(|tables| &tables.both, last + 1)];
    let mut at = last + 1 + joiner.into_iter().flatten().max().filter(|_| tokens.is_space(last))?;
    if tokens.is_article(at) {
        at += 1;
    }
    let weekday = tokens.weekday(at).map(|number| (at, number));
    at += usize::from(weekday.is_some());
    Some(((at, tokens.day(at)?, weekday), false))
}

/// The month behind a day: `25 juin`, `25-juin`, `25th of June`.
fn month_behind(tokens: &Tokens<'_>, day: usize) -> Option<(usize, i8)> {
    if !matches!(tokens.gap(day).trim(), "" | "-") {
        return None;
    }
    let at = day + 1 + tokens.starting(|tables| &tables.of, day + 1).unwrap_or(0);
    Some((at, tokens.month(at)?.0))
}

/// The year behind a month or the day of an American date, with its word.
fn year_behind(tokens: &Tokens<'_>, before: usize) -> Option<(i16, usize)> {
    let of = tokens.starting(|tables| &tables.of, before + 1).unwrap_or(0);
    let at = before + 1 + of;
    let year = tokens.year(at)?;
    let gap = tokens.gap(before);
    let joined = match gap.trim() {
        "" | "-" => true,
        "." => !gap.starts_with(char::is_whitespace),
        // French sets no comma here, and `In March, 2021 people` counts people.
        "," | ".," => !tokens.is_day_first() && !tokens.counts(at),
        _ => false,
    };
    joined.then_some((year, at))
}

/// `June 25, 2024`, `June 25th`, `March 9-10`, `March 9 and 10, 2021`, `June the 25th`.
fn month_first(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    let (month, _) = tokens.month(at).filter(|&(_, leads)| leads && !tokens.is_glued_before(at))?;
    if !matches!(tokens.gap(at).trim(), "" | "." | "-") {
        return None;
    }
    let first = if tokens.is_article(at + 1) { at + 2 } else { at + 1 };
    let day = tokens.day(first).filter(|_| is_free(tokens, first))?;
    let last = next_day(tokens, first).filter(|((word, day_to, weekday), comma)| {
        let counted = tokens.month(word + 1).is_some() && tokens.is_space(*word);
        !comma && weekday.is_none() && *day_to > day && is_free(tokens, *word) && !counted
    });
    let end = last.map_or(first, |((word, _, _), _)| word);
    let year = year_behind(tokens, end);
    let of = |day: i8| partial(year.map(|(year, _)| year), Some(month), Some(day));
    let said = last.map_or(Said::One(of(day)), |((_, last, _), _)| Said::Span(of(day), of(last)));
    Some(found(tokens, at..year.map_or(end, |(_, word)| word) + 1, said, Vec::new()))
}

/// A number behind a month is its day: it counts nothing and is no time or longer number.
fn is_free(tokens: &Tokens<'_>, at: usize) -> bool {
    let time = matches!(tokens.gap(at), ":" | "." | ",") && tokens.digits(at + 1).is_some();
    !time && !tokens.counts(at)
}

/// `juin 2024`, `June, 2024`, `en juin`.
fn month_alone(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    let (month, _) = tokens.month(at)?;
    if let Some((year, word)) = year_behind(tokens, at) {
        return Some(found(tokens, at..word + 1, Said::One(partial(Some(year), Some(month), None)), Vec::new()));
    }
    let alone = tokens.is_led(at) && !tokens.is_glued_behind(at) && tokens.day(at + 1).is_none_or(|_| tokens.counts(at + 1));
    alone.then(|| found(tokens, at..at + 1, Said::One(partial(None, Some(month), None)), Vec::new()))
}

/// `en 2018`, `the 2019 fire`, `de 2015 à 2019`, `2015-2019`.
fn year_alone(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    let year = tokens.year(at)?;
    let one = |year: i16| partial(Some(year), None, None);
    let dash = matches!(tokens.gap(at).trim(), "-" | "–");
    let joiner = if dash { Some(0) } else { tokens.starting(|tables| &tables.through, at + 1).filter(|_| tokens.is_space(at)) };
    if let Some((last, word)) = joiner.map(|words| at + 1 + words).and_then(|word| Some((tokens.year(word)?, word)))
        && year < last
    {
        return Some(found(tokens, at..word + 1, Said::Span(one(year), one(last)), Vec::new()));
    }
    let led = tokens.is_led(at) && !tokens.counts(at);
    (led || tokens.is_determined(at)).then(|| found(tokens, at..at + 1, Said::One(one(year)), Vec::new()))
}
