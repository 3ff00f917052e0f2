//! The keys of a TOML table as data, and their typed reading.
//!
//! What a table may hold is a list of [`Field`]s. [`Fields::read`] checks a table against that list and reports every unknown key, wrong type
//! and missing key at its place; after that the typed getters have nothing to report. The same lists are what a schema is made of.

use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::advice::advice;
use super::problem::{Problem, nearest};
use super::{Spanned, Text};
use crate::format::Format;

/// A key that a table may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key, in kebab-case.
    pub key: &'static str,
    /// What its value is.
    pub takes: Takes,
    /// Whether a table without it is a mistake.
    pub required: bool,
    /// One line for people.
    pub doc: &'static str,
}

impl Field {
    /// A key that must be there.
    pub const fn required(key: &'static str, takes: Takes, doc: &'static str) -> Self {
        Self { key, takes, required: true, doc }
    }

    /// A key that may be there.
    pub const fn optional(key: &'static str, takes: Takes, doc: &'static str) -> Self {
        Self { key, takes, required: false, doc }
    }
}

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A string that is not empty.
    Text,
    /// A list of such strings.
    Texts,
    /// One such string, or a list of them.
    TextOrTexts,
    /// `true` or `false`.
    Boolean,
    /// A whole number, 1 or more.
    Count,
    /// A number.
    Number,
    /// A number, or a percentage in a string (`"2%"`).
    Tolerance,
    /// A TOML date, or a string: `"2023-12"`, `"2024"`.
    Date,
    /// A date, or a table of two: `{ from, to }`.
    DateOrRange,
    /// A list of lists of strings.
    Groups,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A table `{ source, quote }`, or a list of such.
    Evidence,
    /// A list of tables.
    Tables,
    /// A table of code globs, each with a severity or `"off"`.
    Severities,
    /// A table of file globs, each with a list of code globs.
    Silences,
    /// A list of tables that say how data files are read.
    Views,
    /// The name of a text format.
    Format,
}

/// A table that was checked against its fields. Getters return `None`, or nothing, for a key that is not there or was reported.
#[derive(Debug)]
pub struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// Where the table's header stands.
    pub span: Range<usize>,
}

impl<'t> Fields<'t> {
    /// Checks `table`, whose header stands at `span` of the file `path` and is called `what` in messages (`[name.steidl]`), against `fields`.
    pub fn read(
        table: &'t DeTable<'t>,
        span: Range<usize>,
        what: &str,
        path: &str,
        fields: &[&[Field]],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let known = || fields.iter().copied().flatten();
        for (key, value) in table {
            match known().find(|field| field.key == key.get_ref()) {
                None => problems.push(unknown(key, what, path, known().map(|field| field.key))),
                Some(field) => {
                    let empty = field.required && value.get_ref().as_array().is_some_and(|list| list.is_empty());
                    if empty {
                        let problem =
                            Problem::new(format!("`{}` of {what} is empty", field.key)).at(path, value.span(), "nothing stands here");
                        problems.push(problem.help(format!("give at least one: {}", field.doc)));
                    }
                    let advice = advice(value.get_ref(), field.takes);
                    for (span, expected) in mistakes(value, field.takes) {
                        let message = format!("`{}` of {what} must be {expected}", field.key);
                        let problem = Problem::new(message).at(path, span, format!("expected {expected}"));
                        problems.push(Problem { help: advice.clone(), ..problem });
                    }
                }
            }
        }
        for field in known().filter(|field| field.required && !table.contains_key(field.key)) {
            let message = format!("{what} has no `{}`", field.key);
            problems
                .push(Problem::new(message).at(path, span.clone(), "missing here").help(format!("add `{} = …`: {}", field.key, field.doc)));
        }
        Self { table, span }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&'t TomlSpanned<DeValue<'t>>> {
        self.table.get(key)
    }

    /// A string.
    pub fn text(&self, key: &str) -> Option<Text> {
        self.get(key).and_then(text)
    }

    /// A string that has to be there; empty where it is not, which has been reported.
    pub fn required_text(&self, key: &str) -> Text {
        self.text(key).unwrap_or_else(|| Text { value: String::new(), span: self.span.clone() })
    }

    /// A string, or a list of strings.
    pub fn texts(&self, key: &str) -> Vec<Text> {
        self.get(key).map(texts).unwrap_or_default()
    }

    /// A list of lists of strings.
    pub fn groups(&self, key: &str) -> Vec<Vec<Text>> {
        let groups = self.get(key).and_then(|value| value.get_ref().as_array());
        groups.map(|groups| groups.iter().map(texts).collect()).unwrap_or_default()
    }

    /// `true` or `false`.
    pub fn boolean(&self, key: &str) -> Option<bool> {
        self.get(key)?.get_ref().as_bool()
    }

    /// A number, whole or not.
    pub fn number(&self, key: &str) -> Option<Spanned<f64>> {
        let value = self.get(key)?;
        Some(Spanned { value: number(value.get_ref())?, span: value.span() })
    }
}

fn unknown(key: &TomlSpanned<std::borrow::Cow<'_, str>>, what: &str, path: &str, known: impl Iterator<Item = &'static str>) -> Problem {
    let name = key.get_ref().as_ref();
    let known: Vec<&str> = known.collect();
    let problem = Problem::new(format!("{what} has an unknown key `{name}`")).at(path, key.span(), "not a key of this table");
    match nearest(name, known.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("its keys are: {}", known.join(", "))),
    }
}

fn text(value: &TomlSpanned<DeValue<'_>>) -> Option<Text> {
    Some(Text { value: value.get_ref().as_str()?.to_owned(), span: value.span() })
}

fn texts(value: &TomlSpanned<DeValue<'_>>) -> Vec<Text> {
    match value.get_ref().as_array() {
        Some(list) => list.iter().filter_map(text).collect(),
        None => text(value).into_iter().collect(),
    }
}

/// The number that a TOML integer or float is.
pub fn number(value: &DeValue<'_>) -> Option<f64> {
    let digits = match value {
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
        DeValue::Integer(integer) => return i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|n| n as f64),
        DeValue::Float(float) => float.as_str(),
        _ => return None,
    };
    digits.replace('_', "").parse().ok().filter(|n: &f64| n.is_finite())
}

/// Where a value is not what the key takes, and what was expected there.
fn mistakes(value: &TomlSpanned<DeValue<'_>>, takes: Takes) -> Vec<(Range<usize>, String)> {
    let here = |expected: &str| vec![(value.span(), expected.to_owned())];
    let inner = value.get_ref();
    match takes {
        Takes::Text => {
            if is_text(inner) {
                vec![]
            } else {
                here("a string that is not empty")
            }
        }
        Takes::Texts if inner.as_array().is_none() => here("a list"),
        Takes::Groups if !inner.as_array().is_some_and(|list| list.iter().all(|group| group.get_ref().as_array().is_some())) => {
            here("a list of lists of words")
        }
        Takes::TextOrTexts if inner.as_array().is_none() => {
            if is_text(inner) {
                vec![]
            } else {
                here("a string that is not empty, or a list of such")
            }
        }
        Takes::Texts | Takes::TextOrTexts => each(inner, Takes::Text),
        Takes::Groups => each(inner, Takes::Texts),
        Takes::Boolean => {
            if inner.as_bool().is_some() {
                vec![]
            } else {
                here("`true` or `false`")
            }
        }
        Takes::Count => {
            if matches!(inner, DeValue::Integer(_)) && number(inner).is_some_and(|n| n >= 1.0) {
                vec![]
            } else {
                here("a whole number, 1 or more")
            }
        }
        Takes::Number => {
            if number(inner).is_some() {
                vec![]
            } else {
                here("a number")
            }
        }
        Takes::Tolerance => {
            if is_tolerance(inner) {
                vec![]
            } else {
                here("a number, 0 or more, or a percentage such as \"2%\"")
            }
        }
        Takes::Choice(words) if inner.as_str().is_some_and(|word| words.contains(&word)) => vec![],
        Takes::Choice(words) => here(&format!("one of {}", words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", "))),
        Takes::Format if inner.as_str().is_some_and(|name| Format::names().iter().any(|known| known == name)) => vec![],
        Takes::Format => {
            here(&format!("one of {}", Format::names().iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")))
        }
        // Dates and tables have a shape of their own: whoever reads them reports.
        Takes::Date | Takes::DateOrRange | Takes::Evidence | Takes::Tables | Takes::Severities | Takes::Silences | Takes::Views => vec![],
    }
}

fn each(list: &DeValue<'_>, takes: Takes) -> Vec<(Range<usize>, String)> {
    list.as_array().into_iter().flat_map(|list| list.iter()).flat_map(|item| mistakes(item, takes)).collect()
}

fn is_text(value: &DeValue<'_>) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

fn is_tolerance(value: &DeValue<'_>) -> bool {
    let percent = |text: &str| text.trim().strip_suffix('%').and_then(|n| n.trim().parse::<f64>().ok());
    number(value).or_else(|| value.as_str().and_then(percent)).is_some_and(|n| n >= 0.0)
}
