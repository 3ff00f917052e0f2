//! Days, months and years as far as they are said, and whether they agree with the days of a rule.

use jiff::civil::Date as Day;

use super::fact::{Date, Days};

/// A date as far as it is said: a day, a month or a year, with or without what is above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Partial {
    /// The year.
    pub year: Option<i16>,
    /// The month, from 1.
    pub month: Option<i8>,
    /// The day of the month, from 1.
    pub day: Option<i8>,
}

/// What a date in a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// One date.
    One(Partial),
    /// Either of two readings: `05/06/2024`.
    Either(Partial, Partial),
    /// From the first to the second, both included.
    Span(Partial, Partial),
}

impl Partial {
    /// The day, where all of it is said and there is such a day.
    pub fn full(self) -> Option<Day> {
        Day::new(self.year?, self.month?, self.day?).ok()
    }

    /// Its days in a year, for which the date's own stands if it has one; none where there is no such day.
    fn days_in(self, year: i16) -> Option<Days> {
        let from = Day::new(self.year.unwrap_or(year), self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        let to = match (self.month, self.day) {
            (_, Some(_)) => from,
            (Some(_), None) => from.last_of_month(),
            (None, None) => from.last_of_year(),
        };
        Some(Days { from, to })
    }

    /// Whether any of its days is one of these.
    fn meets(self, days: Days) -> bool {
        years(days).filter_map(|year| self.days_in(year)).any(|own| own.from <= days.to && days.from <= own.to)
    }

    /// The days it can be, given that it lies in `days` if it does not say its year.
    pub fn candidates(self, days: Days) -> Vec<Day> {
        if self.day.is_none() {
            return Vec::new();
        }
        years(days).filter_map(|year| self.days_in(year)).map(|own| own.from).collect()
    }
}

fn years(days: Days) -> std::ops::RangeInclusive<i16> {
    days.from.year()..=days.to.year()
}

impl Said {
    /// Whether this can be the date of a rule. A partial date agrees with any date inside it; a period of days must not go beyond a period
    /// of the rule.
    pub fn agrees(self, date: &Date) -> bool {
        match self {
            Self::One(one) => one.meets(date.value),
            Self::Either(one, other) => one.meets(date.value) || other.meets(date.value),
            Self::Span(from, to) => {
                let in_days = from.day.is_some() && to.day.is_some();
                years(date.value).filter_map(|year| span(from, to, year)).any(|own| {
                    let within = date.value.from <= own.from && own.to <= date.value.to;
                    let holds = own.from <= date.value.from && date.value.to <= own.to;
                    let meets = own.from <= date.value.to && date.value.from <= own.to;
                    within || (holds && !(date.period && in_days)) || (meets && !in_days)
                })
            }
        }
    }
}

/// The days from one date to another, in a year if they do not say theirs; an end before the start is one of the next year.
fn span(from: Partial, to: Partial, year: i16) -> Option<Days> {
    let from = from.days_in(year)?.from;
    let end = to.days_in(from.year())?;
    let end = if end.to < from && to.year.is_none() { to.days_in(from.year() + 1)? } else { end };
    (from <= end.to).then_some(Days { from, to: end.to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn rule(from: Day, to: Day, period: bool) -> Date {
        Date { value: Days { from, to }, written: String::new(), period }
    }

    fn partial(year: i16, month: i8, day: i8) -> Partial {
        let said = |n| if n == 0 { None } else { Some(n) };
        Partial { year: (year != 0).then_some(year), month: said(month), day: said(day) }
    }

    #[test]
    fn a_partial_date_agrees_with_any_date_inside_it() {
        let day = rule(date(2024, 6, 25), date(2024, 6, 25), false);
        for (y, m, d) in [(2024, 6, 25), (2024, 6, 0), (2024, 0, 0), (0, 6, 25), (0, 6, 0)] {
            assert!(Said::One(partial(y, m, d)).agrees(&day), "{y} {m} {d}");
        }
        for (y, m, d) in [(2024, 6, 26), (2024, 7, 0), (2023, 0, 0), (0, 6, 24), (0, 5, 0), (2023, 6, 25), (2024, 6, 31)] {
            assert!(!Said::One(partial(y, m, d)).agrees(&day), "{y} {m} {d}");
        }
        assert!(Said::Either(partial(2024, 25, 6), partial(2024, 6, 25)).agrees(&day));
    }

    #[test]
    fn a_period_of_days_holds_the_day_and_stays_within_the_period() {
        let day = rule(date(2024, 12, 7), date(2024, 12, 7), false);
        assert!(Said::Span(partial(0, 12, 7), partial(0, 12, 8)).agrees(&day));
        let period = rule(date(2025, 7, 17), date(2025, 7, 20), true);
        assert!(Said::Span(partial(2025, 7, 17), partial(2025, 7, 20)).agrees(&period));
        assert!(!Said::Span(partial(2025, 7, 17), partial(2025, 7, 21)).agrees(&period));
        assert!(Said::Span(partial(0, 6, 0), partial(0, 8, 0)).agrees(&period));
        let winter = rule(date(2024, 12, 30), date(2025, 1, 2), true);
        assert!(Said::Span(partial(0, 12, 30), partial(0, 1, 2)).agrees(&winter));
    }
}
