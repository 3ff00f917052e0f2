//! The keys of `[date.…]`.

use toml::de::DeValue;

use crate::dossier::fields::{Field, Fields, Takes};
use crate::kind::Reading;

/// What a table may hold beside the keys of every rule; `near` is required here.
pub const FIELDS: &[Field] =
    &[Field::required("value", Takes::DateOrRange, "the date: 2024-06-25, \"2023-12\", \"2024\", or { from = …, to = … }")];

/// A date.
#[derive(Debug)]
pub struct Date {
    /// The days that agree.
    pub value: Days,
    /// The value as the rule file writes it.
    pub written: String,
    /// Whether the rule gives a first and a last day, rather than a day, a month or a year.
    pub period: bool,
}

/// From one day to another, both included; a month or a year is all its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: jiff::civil::Date,
    /// The last.
    pub to: jiff::civil::Date,
}

impl Date {
    pub(crate) fn read(fields: &Fields<'_>, reading: &mut Reading<'_>) -> Self {
        let read = fields.get("value").and_then(|value| read(value.get_ref(), fields, reading));
        read.unwrap_or(Self {
            value: Days { from: jiff::civil::Date::ZERO, to: jiff::civil::Date::ZERO },
            written: String::new(),
            period: false,
        })
    }
}

fn read(value: &DeValue<'_>, fields: &Fields<'_>, reading: &mut Reading<'_>) -> Option<Date> {
    let at = || fields.get("value").map_or(fields.span.clone(), toml::Spanned::span);
    let expected = "a date, \"2023-12\", \"2024\", or { from = …, to = … }";
    let what = reading.what.to_owned();
    let found = match value {
        DeValue::Table(table) => {
            let (from, to) = (table.get("from").and_then(|v| days(v.get_ref())), table.get("to").and_then(|v| days(v.get_ref())));
            let only = table.keys().all(|key| matches!(key.get_ref().as_ref(), "from" | "to"));
            match (from, to) {
                (Some((from, first)), Some((to, last))) if only => Some((Days { from: from.from, to: to.to }, format!("{first}/{last}"))),
                _ => None,
            }
        }
        value => days(value),
    };
    match found {
        Some((value, written)) if value.from <= value.to => {
            let period = matches!(fields.get("value").map(toml::Spanned::get_ref), Some(DeValue::Table(_)));
            Some(Date { value, written, period })
        }
        Some(_) => {
            reading.mistake(at(), format!("`value` of {what} ends before it begins"), "`to` is before `from`", "exchange the two");
            None
        }
        None => {
            reading.mistake(at(), format!("`value` of {what} must be {expected}"), "no date", format!("write {expected}"));
            None
        }
    }
}

/// A TOML date, or a string `"2023-12-31"`, `"2023-12"`, `"2023"`, with the string.
pub(crate) fn days(value: &DeValue<'_>) -> Option<(Days, String)> {
    let written = match value {
        DeValue::Datetime(datetime) => datetime.date?.to_string(),
        DeValue::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    let mut parts = written.split('-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: Option<i8> = parts.next().map(|month| month.parse().ok()).map_or(Some(None), |month| month.map(Some))?;
    let day: Option<i8> = parts.next().map(|day| day.parse().ok()).map_or(Some(None), |day| day.map(Some))?;
    if parts.next().is_some() {
        return None;
    }
    let from = jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let to = match (month, day) {
        (_, Some(_)) => from,
        (Some(_), None) => from.last_of_month(),
        (None, None) => from.last_of_year(),
    };
    Some((Days { from, to }, written))
}
