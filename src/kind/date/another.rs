//! Whether a date is that of another event of the same sort than the rule's: one years away, or one that its words set apart.

use super::calendar::{Partial, Said};
use super::event::Event;
use super::fact::Date;
use super::read::DateRead;
use super::vocabulary::{Step, Vocabulary};

/// More years than these make another event of any that is not the rule's but for a slip of the year.
const FAR: i16 = 5;
/// From so many years on an event that is only introduced (`a derailment`) is another.
const INTRODUCED: i16 = 2;
/// How many words may stand between an event and the word that gives it a rank: `the first six to be cleared`.
const RANK_REACH: usize = 4;

/// Whether an event with this date is another than the rule's.
pub(super) fn is_another(vocabulary: &Vocabulary<'_>, event: &Event, read: &DateRead, date: &Date) -> bool {
    let Some(apart) = years_apart(read.said, date).filter(|&apart| apart > 0 && !read.said.agrees(date)) else { return false };
    if apart >= INTRODUCED && is_told_by_year(vocabulary, event, read) {
        return true;
    }
    let of_year = is_yearly(date) && is_year(read.said);
    let marked =
        || (apart >= INTRODUCED && is_introduced(vocabulary, event)) || is_ranked(vocabulary, event) || is_before_now(vocabulary, read);
    !is_slip(read.said, date) && ((apart > FAR && !of_year) || marked())
}

/// Only a year is said.
fn is_year(said: Said) -> bool {
    matches!(said, Said::One(Partial { month: None, .. }))
}

/// The rule gives no more than a year.
fn is_yearly(date: &Date) -> bool {
    date.value.from.year() == date.value.to.year() && date.value.from.month() != date.value.to.month()
}

/// `the 2015 crash`: the year tells it from others of its sort.
fn is_told_by_year(vocabulary: &Vocabulary<'_>, event: &Event, read: &DateRead) -> bool {
    let between = read.words.end..event.words.start;
    let joined = (read.words.end - 1..event.words.start).all(|at| vocabulary.is_joined(at));
    let only = || between.clone().all(|at| matches!(vocabulary.step(at), Step::Plain | Step::Name));
    is_year(read.said) && read.words.end <= event.words.start && joined && only() && !event.is_verbal(vocabulary)
}

/// `en 2019 déjà`: there was one before the rule's.
fn is_before_now(vocabulary: &Vocabulary<'_>, read: &DateRead) -> bool {
    let next = read.words.end;
    next < vocabulary.passage.words.len()
        && vocabulary.is_joined(next - 1)
        && vocabulary.starting(|tables| &tables.before_now, next).is_some()
}

/// The parts of a date of which the last tells its year.
fn parts(said: Said) -> [Partial; 2] {
    match said {
        Said::One(one) => [one, one],
        Said::Either(one, other) | Said::Span(one, other) => [one, other],
    }
}

/// How many years lie between what is said and the days of the rule; none where no year is said.
fn years_apart(said: Said, date: &Date) -> Option<i16> {
    let years = parts(said).into_iter().filter_map(|part| part.year);
    years.map(|year| (date.value.from.year() - year).max(year - date.value.to.year()).max(0)).min()
}

/// Whether only the year differs, in one digit or in two that changed places. A year alone is a slip of a rule that says no more.
fn is_slip(said: Said, date: &Date) -> bool {
    parts(said).into_iter().any(|part| {
        let same = Said::One(Partial { year: None, ..part }).agrees(date) && (part.month.is_some() || is_yearly(date));
        same && part.year.is_some_and(|year| is_misprint(year, date.value.from.year()) || is_misprint(year, date.value.to.year()))
    })
}

fn is_misprint(said: i16, right: i16) -> bool {
    let (said, right) = (said.to_string(), right.to_string());
    said.len() == right.len() && strsim::damerau_levenshtein(&said, &right) == 1
}

/// `a derailment`, `un accident`: an indefinite article before the event, with an adjective or two between.
fn is_introduced(vocabulary: &Vocabulary<'_>, event: &Event) -> bool {
    before(vocabulary, event, 3).any(|at| vocabulary.ending(|tables| &tables.indefinite, at).is_some())
}

/// `the worst crash`, `le premier incendie`, `the first six to be cleared`, `l’incendie le plus meurtrier`.
fn is_ranked(vocabulary: &Vocabulary<'_>, event: &Event) -> bool {
    let behind = vocabulary.is_joined(event.words.end - 1)
        && event.words.end < vocabulary.passage.words.len()
        && vocabulary.starting(|tables| &tables.ranks_after, event.words.end).is_some();
    let listed = |at: usize| vocabulary.ending(|tables| &tables.ranks, at).is_some();
    let awaited = vocabulary.ending(|tables| &tables.to_be, event.words.start);
    let first_to = awaited.is_some_and(|n| (1..RANK_REACH).filter_map(|k| (event.words.start - n + 1).checked_sub(k)).any(listed));
    behind || first_to || before(vocabulary, event, 3).any(listed)
}

/// The places before an event, of which each has only nouns and adjectives behind it.
fn before<'v>(vocabulary: &'v Vocabulary<'_>, event: &'v Event, most: usize) -> impl Iterator<Item = usize> + 'v {
    let start = event.words.start;
    let steps = (0..most).map(move |n| start.checked_sub(n)).map_while(|at| at);
    steps.take_while(move |&at| {
        at > 0 && vocabulary.is_joined(at - 1) && (at == start || matches!(vocabulary.step(at), Step::Plain | Step::Name | Step::Time(_)))
    })
}
