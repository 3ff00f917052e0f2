//! Slips in dates: another day, month, year or weekday.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date as Day;
use regex::{Captures, Regex};

use super::{Base, Made, Mistake, Mutant};
use crate::kind::date::fact::{Date, Days};

const MOIS: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const JOURS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A date with a year: `mardi 25 juin 2024`, `June 25, 2024`, `juin 2024`, `2024`.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let (days, months) = ([JOURS, DAYS].concat().join("|"), [MOIS, MONTHS].concat().join("|"));
    let day = format!(r"(?:(?P<w>{days}),? )?(?:(?P<d>\d{{1,2}})(?:er)? )?");
    let month = format!(r"(?:(?P<m>{months}) )(?:(?P<e>\d{{1,2}}), )?(?P<y>\d{{4}})\b");
    Regex::new(&format!(r"{day}{month}|\b(?P<z>(?:19|20)\d\d)\b")).ok()
});

/// A date as a text writes it: what is not said is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Said {
    weekday: Option<usize>,
    day: Option<i8>,
    month: Option<i8>,
    year: i16,
}

pub(super) fn mutants(made: &Made<'_>, date: &Date) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for base in made.near().chain(sentences(made, date)) {
        for (at, said) in dates(&base.text) {
            if said.days().is_some_and(|days| holds(&date.value, &days)) {
                let slips = slips(&said).into_iter().filter(|(_, slip)| is_wrong(date, slip));
                mutants.extend(slips.map(|(mistake, slip)| base.with(mistake, at.clone(), &slip.written(&base.text[at.clone()]))));
            }
        }
    }
    mutants
}

/// The event and its date as a note has them, `Fermeture le 25 juin 2024.`, as full as the rule has it; of a day also with its weekday.
fn sentences(made: &Made<'_>, date: &Date) -> Vec<Base> {
    let (from, to) = (date.value.from, date.value.to);
    let Some(near) = made.near_word().filter(|_| !date.period) else { return Vec::new() };
    let french = made.french;
    let month = (from.month() == to.month()).then(|| from.month());
    let said = Said { weekday: None, day: (from == to).then(|| from.day()), month, year: from.year() };
    let weekday = Said { weekday: Some(weekday(from)), ..said };
    let preposition = match (french, said.day) {
        (true, Some(_)) => "le",
        (true, None) => "en",
        (false, Some(_)) => "on",
        (false, None) => "in",
    };
    let model = if french { MOIS[0] } else { MONTHS[0] };
    let all = [Some(said), said.day.map(|_| weekday)];
    let span = &made.rule.near[0].span;
    let event: String = near.chars().take(1).flat_map(char::to_uppercase).chain(near.chars().skip(1)).collect();
    let note = |said: Said| {
        let preposition = if french && said.weekday.is_some() { "" } else { preposition };
        Base { text: format!("{event} {preposition} {}.", said.written(model)).replace("  ", " "), span: span.clone() }
    };
    all.into_iter().flatten().map(note).collect()
}

/// One part changed, in the way that people confuse them.
fn slips(said: &Said) -> Vec<(Mistake, Said)> {
    let mut slips =
        vec![(Mistake::OtherYear, Said { year: said.year - 1, ..*said }), (Mistake::OtherYear, Said { year: said.year + 1, ..*said })];
    if let Some(month) = said.month {
        let others = [if month == 12 { 1 } else { month + 1 }, if month == 1 { 12 } else { month - 1 }];
        slips.extend(others.map(|month| (Mistake::OtherMonth, Said { month: Some(month), ..*said })));
    }
    if let Some(day) = said.day {
        let swapped = (day % 10) * 10 + day / 10;
        let others = [day - 1, day + 1, swapped].into_iter().filter(|other| *other != day);
        slips.extend(others.map(|day| (Mistake::OtherDay, Said { day: Some(day), ..*said })));
    }
    if let Some(weekday) = said.weekday {
        slips.extend([1, 6].map(|by| (Mistake::OtherWeekday, Said { weekday: Some((weekday + by) % 7), ..*said })));
    }
    slips
}

/// Whether the slip is a date, and none that the rule holds true, or has a weekday that is not its own.
fn is_wrong(date: &Date, slip: &Said) -> bool {
    slip.days().is_some_and(|days| !holds(&date.value, &days) || slip.weekday.is_some_and(|said| said != weekday(days.from)))
}

fn holds(value: &Days, days: &Days) -> bool {
    days.from >= value.from && days.to <= value.to
}

fn weekday(day: Day) -> usize {
    usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())
}

impl Said {
    /// The days that it may mean; none, where the calendar has no such day.
    fn days(&self) -> Option<Days> {
        let from = Day::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        let to = match (self.month, self.day) {
            (_, Some(_)) => from,
            (Some(_), None) => from.last_of_month(),
            (None, None) => from.checked_add(1.year()).ok()?.checked_sub(1.day()).ok()?,
        };
        Some(Days { from, to })
    }

    /// As `model` writes its date: in its language, with the month first or the day.
    fn written(&self, model: &str) -> String {
        let french = MOIS.iter().any(|month| model.contains(month));
        let (months, weekdays) = if french { (MOIS, JOURS) } else { (MONTHS, DAYS) };
        let month = self.month.and_then(|month| months.get(usize::from(month.unsigned_abs()).wrapping_sub(1)));
        let weekday = self.weekday.and_then(|weekday| weekdays.get(weekday));
        match (weekday, self.day, month) {
            (Some(weekday), Some(day), Some(month)) if french => format!("{weekday} {day} {month} {}", self.year),
            (Some(weekday), Some(day), Some(month)) => format!("{weekday}, {month} {day}, {}", self.year),
            (None, Some(day), Some(month)) if french || model.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("{day} {month} {}", self.year)
            }
            (None, Some(day), Some(month)) => format!("{month} {day}, {}", self.year),
            (_, None, Some(month)) => format!("{month} {}", self.year),
            _ => self.year.to_string(),
        }
    }
}

/// Every date with a year, in words, with its bytes.
fn dates(text: &str) -> Vec<(Range<usize>, Said)> {
    let read = |found: &Captures<'_>| {
        let text = |name: &str| found.name(name).map(|part| part.as_str());
        let index = |name: &str, of: [&[&str]; 2]| {
            text(name).and_then(|word| of.iter().find_map(|list| list.iter().position(|known| *known == word)))
        };
        Some(Said {
            weekday: index("w", [&JOURS, &DAYS]),
            day: text("d").or(text("e")).and_then(|day| day.parse().ok()),
            month: index("m", [&MOIS, &MONTHS]).map(|month| month as i8 + 1),
            year: text("y").or(text("z"))?.parse().ok()?,
        })
    };
    let found = DATE.iter().flat_map(|pattern| pattern.captures_iter(text));
    found.filter_map(|found| Some((found.get(0)?.range(), read(&found)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written_again() {
        for text in ["mardi 25 juin 2024", "25 juin 2024", "juin 2024", "2024", "June 25, 2024", "Tuesday, June 25, 2024", "25 June 2024"] {
            let dates = dates(text);
            assert_eq!(dates.len(), 1, "{text}: {dates:?}");
            assert_eq!(dates[0].1.written(text), text);
        }
    }

    #[test]
    fn a_slip_is_a_day_of_the_calendar() {
        let made = slips(&Said { weekday: None, day: Some(25), month: Some(6), year: 2024 });
        let day = |day: i8| made.iter().any(|(_, slip)| slip.day == Some(day) && slip.days().is_some());
        assert!(day(24) && day(26) && !day(52));
    }
}
