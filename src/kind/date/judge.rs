//! A date and the rule whose event it belongs to → what comes of it.

use jiff::civil::Date as Day;

use super::calendar::Said;
use super::fact::Date;
use super::read::{DateRead, WeekdayRead};
use crate::finding::{DeviationName, Origin, RuleId, Severity};
use crate::kind::wording::one_line;
use crate::kind::{Deviation, Form, Mention, Verdict};
use crate::language::Language;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::trace::Reason;

/// From this year on weekdays are judged: before, dates may be of the Julian calendar.
const GREGORIAN_FROM: i16 = 1753;

/// What an attached date says of a rule; `event` is the words it is attached to.
pub(super) fn attached(passage: &Passage<'_>, id: RuleId, date: &Date, event: std::ops::Range<usize>, read: &DateRead) -> Mention {
    let origin = Origin::Rule(id);
    if !read.said.agrees(date) {
        let deviation = contradicts(passage, date, event, read);
        return deviation.at(origin, read.span.clone(), Form::Full);
    }
    let wrong = read.weekdays.iter().find_map(|weekday| Some((weekday, wrong_weekday(weekday, Some(date))?)));
    match wrong {
        Some((weekday, day)) => {
            weekday_deviation(passage, read, weekday, day).at(origin, passage.span(weekday.word..weekday.word + 1), Form::Full)
        }
        None => {
            passage.explain(id, read.span.clone(), || {
                let weekday = if read.weekdays.is_empty() { "" } else { ", and so does the weekday" };
                Reason::agrees(format!("agrees with `{}`{weekday}", date.written.replace('/', " to "))).by(event, "the event")
            });
            Mention { origin, span: read.span.clone(), form: Form::Full, verdict: Verdict::Agrees }
        }
    }
}

/// The weekdays of full dates that are wrong, whatever a date is attached to.
pub(super) fn weekdays<'a>(passage: &'a Passage<'_>, read: &'a DateRead) -> impl Iterator<Item = Mention> + 'a {
    read.weekdays.iter().filter_map(|weekday| {
        let span = passage.span(weekday.word..weekday.word + 1);
        let Some(day) = wrong_weekday(weekday, None) else {
            if let Some(day) = weekday.of.full() {
                passage.explain(Origin::Weekday, span, || right_weekday(day).by(read.span.clone(), "its date"));
            }
            return None;
        };
        Some(weekday_deviation(passage, read, weekday, day).at(Origin::Weekday, span, Form::Full))
    })
}

/// The day of whose weekday something else is said. A date without a year is one of the rule's, if there is a rule.
fn wrong_weekday(weekday: &WeekdayRead, rule: Option<&Date>) -> Option<Day> {
    let readings = std::iter::once(weekday.of).chain(weekday.or);
    let days: Vec<Day> = match rule {
        Some(date) => readings.flat_map(|partial| partial.candidates(date.value)).collect(),
        None => readings.filter_map(|partial| partial.full()).collect(),
    };
    let right = |day: &Day| day.weekday().to_monday_one_offset() == weekday.number;
    days.first().copied().filter(|first| first.year() >= GREGORIAN_FROM && !days.iter().any(right))
}

fn right_weekday(day: Day) -> Reason {
    match day.year() {
        GREGORIAN_FROM.. => Reason::agrees("the weekday of its date"),
        _ => Reason::passed_over(format!("weekdays before {GREGORIAN_FROM} are not judged")),
    }
}

fn contradicts(passage: &Passage<'_>, date: &Date, event: std::ops::Range<usize>, read: &DateRead) -> Deviation {
    let (said, what) = (one_line(&passage.text[read.span.clone()]), one_line(&passage.text[event.clone()]));
    let deviation = Deviation::new(
        DeviationName::Contradicts,
        Severity::Error,
        format!("`{said}` is not the date that the sources give for `{what}`"),
        format!("`{}` in the sources", date.written.replace('/', " to ")),
    );
    let mut deviation = deviation.help("correct the date, or reword if another event is meant");
    deviation.further.push((event, "the event".to_owned()));
    // The weekday of the draft can tell which of the two slipped.
    let fits = |weekday: &&WeekdayRead| date.value.from == date.value.to && is(weekday.number, date.value.from);
    match read.weekdays.iter().find(fits) {
        Some(weekday) => deviation.note(format!("`{}` is the weekday of `{}`", passage.word(weekday.word), date.written)),
        None => deviation,
    }
}

fn is(number: i8, day: Day) -> bool {
    day.weekday().to_monday_one_offset() == number
}

fn weekday_deviation(passage: &Passage<'_>, read: &DateRead, weekday: &WeekdayRead, day: Day) -> Deviation {
    let written = passage.word(weekday.word);
    let of = if matches!(read.said, Said::Span(..)) { day.to_string() } else { one_line(&passage.text[read.span.clone()]) };
    let right = name(written, day.weekday().to_monday_one_offset());
    Deviation::new(
        DeviationName::Weekday,
        Severity::Error,
        format!("`{written}` is not the weekday of `{of}`"),
        format!("`{day}` is a `{right}`"),
    )
    .help("correct the weekday or the date")
}

/// The name of a weekday in the language of another as it is written.
fn name(like: &str, number: i8) -> String {
    let folded = fold::lower(like);
    let knows = |list: &std::collections::HashMap<String, i8>| list.keys().any(|name| fold::lower(name) == folded);
    let tables = Language::ALL.into_iter().map(|language| &language.tables().date);
    let own = tables.clone().find(|tables| knows(&tables.weekdays) || knows(&tables.weekday_abbreviations));
    let named = own.and_then(|tables| tables.weekdays.iter().find(|&(_, &of)| of == number));
    named.map_or_else(String::new, |(name, _)| name.clone())
}
