//! Two dates as far as they are said → whether they are the same day, and how near each other if not. No text is read here.

use crate::kind::date::{Partial, Said};

/// A date with its month and day, or a period of two, or a month of a year, or a year; a month alone is none. In the order of the days,
/// whatever their year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Days {
    from: (i8, i8),
    to: (i8, i8),
    /// That of the first day.
    pub(super) year: Option<i16>,
    /// That of the last day, where it is another.
    last: Option<i16>,
}

/// How two dates stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// They can be the same.
    Same,
    /// The same day of another month, or of another year.
    SameDay,
    /// A day or two apart, or a digit.
    Near,
    /// In the same month.
    SameMonth,
    /// Months of one year.
    SameYear,
    /// Years, or a day and the year of another.
    Years,
    /// Farther.
    Far,
}

impl Days {
    /// The days that a date says; none where it says a month alone, or can be read in two ways.
    pub(super) fn of(said: Said) -> Option<Self> {
        let (from, to) = match said {
            Said::One(one) => (one, one),
            Said::Span(from, to) => (from, to),
            Said::Either(..) => return None,
        };
        if let Said::One(Partial { year: Some(year), month, day: None }) = said {
            let month = (month.unwrap_or(0), 0);
            return Some(Self { year: Some(year), from: month, to: month, last: None });
        }
        let day = |date: Partial| Some((date.month?, date.day?));
        let (last, year) = (day(to)?, from.year.or(to.year));
        // `17 au 18 octobre`: the month is said once.
        let first = from.month.map_or(Some((last.0, from.day?)), |_| day(from))?;
        let other = from.year.and(to.year).filter(|&last| Some(last) != year);
        Some(Self { year, from: first, to: last, last: other })
    }

    /// Whether it is one day.
    pub(super) fn is_one(self) -> bool {
        self.from == self.to && self.from.1 > 0
    }

    /// Whether it says a day, and not a month or a year alone.
    pub(super) fn has_day(self) -> bool {
        self.from.1 > 0
    }

    /// Whether it is a month of a year.
    fn is_month(self) -> bool {
        self.from.0 > 0 && self.from.1 == 0
    }

    /// Whether its year is that of another with the last two digits swapped.
    pub(super) fn is_swapped_year_of(self, other: Self) -> bool {
        let swapped = |a: i16, b: i16| a / 100 == b / 100 && a % 10 == b / 10 % 10 && b % 10 == a / 10 % 10;
        self.year.zip(other.year).is_some_and(|(a, b)| a != b && swapped(a, b))
    }

    /// Whether they can be the same.
    pub(super) fn is_same(self, other: Self) -> bool {
        self.against(other) == Apart::Same
    }

    /// Whether one of its days may be in the month of another.
    pub(super) fn is_in_month_of(self, other: Self) -> bool {
        self.year.zip(other.year).is_none_or(|(a, b)| a == b) && (self.from.0 == other.to.0 || self.to.0 == other.to.0)
    }

    /// Whether it is a year.
    pub(super) fn is_year(self) -> bool {
        self.from == (0, 0)
    }

    /// Whether they are the same days, of any year.
    pub(super) fn is_equal(self, other: Self) -> bool {
        (self.from, self.to) == (other.from, other.to)
    }

    /// A night: two days, one after the other.
    pub(super) fn is_night(self) -> bool {
        ordinal(self.to) - ordinal(self.from) == 1
    }

    /// A period of more days.
    pub(super) fn is_long(self) -> bool {
        self.has_day() && !self.is_one() && !self.is_night()
    }

    /// Whether both say one year, and the day is none of those on which months begin and end.
    fn is_telling_day_of(self, other: Self) -> bool {
        self.year.is_some() && self.year == other.year && (2..=29).contains(&self.from.1)
    }

    /// Whether both are periods, and begin or end on the same day, one of the two.
    pub(super) fn shares_an_end(self, other: Self) -> bool {
        let year = |days: Self| days.last.or(days.year);
        let fits = |a: Option<i16>, b: Option<i16>| a.zip(b).is_none_or(|(a, b)| a == b);
        let (first, last) = (self.from == other.from && fits(self.year, other.year), self.to == other.to && fits(year(self), year(other)));
        self.is_long() && other.is_long() && first != last
    }

    /// Whether a digit is another in the day, and all else that both say is the same.
    pub(super) fn is_slip_of(self, other: Self) -> bool {
        self.is_one() && other.is_one() && self.to.0 == other.to.0 && is_slip(self.to.1, other.to.1)
    }

    /// How they stand to each other.
    pub(super) fn against(self, other: Self) -> Apart {
        if self.is_year() || other.is_year() {
            return match self.year.zip(other.year) {
                Some((a, b)) if a == b => Apart::Same,
                Some(_) => Apart::Years,
                None => Apart::Far,
            };
        }
        if self.is_month() || other.is_month() {
            return self.against_month(other);
        }
        if self.shares_an_end(other) {
            return Apart::Near;
        }
        let years_differ = self.year.zip(other.year).is_some_and(|(a, b)| a != b);
        let meet = if self.from <= self.to && other.from <= other.to { self.from <= other.to && other.from <= self.to } else { true };
        let (a, b) = if self.from < other.from { (self.to, other.from) } else { (other.to, self.from) };
        match () {
            () if meet && years_differ => {
                if self.is_one() && other.is_one() {
                    Apart::SameDay
                } else {
                    Apart::Far
                }
            }
            () if meet && self.is_night() && other.is_night() && self.from != other.from => Apart::Near,
            () if meet => Apart::Same,
            () if years_differ => Apart::Far,
            () if a.1 == b.1 && self.is_one() && other.is_one() && ((a.0 - b.0).abs() <= 2 || self.is_telling_day_of(other)) => {
                Apart::SameDay
            }
            () if (ordinal(a) - ordinal(b)).abs() <= 2 || (a.0 == b.0 && is_slip(a.1, b.1)) => Apart::Near,
            () if a.0 == b.0 => Apart::SameMonth,
            () => Apart::Far,
        }
    }
}

impl Days {
    /// The same where one is a month: a day in it is the same, and nothing is told of a day in another.
    fn against_month(self, other: Self) -> Apart {
        let (month, year) = (self.to.0 == other.to.0, self.year.zip(other.year).is_none_or(|(a, b)| a == b));
        match (month, year) {
            (true, true) => Apart::Same,
            (true, false) => Apart::SameDay,
            (false, true) if self.is_month() && other.is_month() => Apart::SameYear,
            _ => Apart::Far,
        }
    }
}

/// The number of a day in its year, near enough to tell neighbours.
fn ordinal((month, day): (i8, i8)) -> i32 {
    const BEFORE: [i32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    BEFORE.get((month as usize).wrapping_sub(1)).copied().unwrap_or(0) + i32::from(day)
}

/// `12` and `21`, `3` and `13`, `3` and `30`.
fn is_slip(a: i8, b: i8) -> bool {
    (a / 10 == b % 10 && a % 10 == b / 10 && a > 9 && b > 9) || (a % 10 == b % 10 && (a - b).abs() == 10) || a.max(b) / 10 == a.min(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: Option<i16>, month: i8, day: i8) -> Days {
        Days { year, from: (month, day), to: (month, day), last: None }
    }

    #[test]
    fn a_date_without_a_year_takes_any_and_a_period_holds_its_days() {
        assert_eq!(day(None, 3, 10).against(day(Some(2025), 3, 10)), Apart::Same);
        assert_eq!(day(Some(2024), 3, 10).against(day(Some(2025), 3, 10)), Apart::SameDay);
        let night = Days { year: None, from: (10, 17), to: (10, 18), last: None };
        assert_eq!(night.against(day(None, 10, 18)), Apart::Same);
        assert_eq!(night.against(day(None, 10, 19)), Apart::Near);
    }

    #[test]
    fn periods_with_one_end_in_common_are_near() {
        let period = |from, to, year, last| Days { from, to, year: Some(year), last };
        let survey = period((5, 7), (8, 19), 2012, Some(2023));
        assert_eq!(survey.against(period((5, 7), (8, 19), 2012, Some(2013))), Apart::Near);
        assert_eq!(survey.against(survey), Apart::Same);
        assert_eq!(period((3, 2), (4, 3), 2026, None).against(period((3, 2), (5, 3), 2026, None)), Apart::Near);
        assert_eq!(period((3, 2), (4, 3), 2026, None).against(period((3, 9), (4, 17), 2026, None)), Apart::Same);
    }

    #[test]
    fn near_days_are_told_from_others() {
        assert_eq!(day(None, 6, 30).against(day(None, 7, 30)), Apart::SameDay);
        assert_eq!(day(None, 9, 30).against(day(None, 10, 1)), Apart::Near);
        assert_eq!(day(None, 3, 12).against(day(None, 3, 21)), Apart::Near);
        assert_eq!(day(None, 4, 3).against(day(None, 4, 8)), Apart::SameMonth);
        assert_eq!(day(None, 2, 27).against(day(None, 6, 30)), Apart::Far);
        assert_eq!(day(Some(2026), 1, 27).against(day(Some(2026), 6, 27)), Apart::SameDay);
        assert_eq!(day(Some(2026), 1, 1).against(day(Some(2026), 7, 1)), Apart::Far);
    }
}
