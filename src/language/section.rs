//! The sections of a language's file, each parsed when it is first asked for: a run asks for those of the kinds that its rules have.

use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

/// A section, by its text.
#[derive(Debug)]
pub struct Section<T> {
    text: &'static str,
    parsed: OnceLock<T>,
}

impl<T> Section<T> {
    pub(super) fn new(text: &'static str) -> Self {
        Self { text, parsed: OnceLock::new() }
    }
}

/// The section of a language that does not need it.
impl<T> Default for Section<T> {
    fn default() -> Self {
        Self::new("")
    }
}

impl<T: DeserializeOwned> Deref for Section<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.parsed.get_or_init(|| parse(self.text))
    }
}

pub(super) fn parse<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| unreachable!("the tables of every language are tested: {error}"))
}

/// What stands before the first section, and each section's name and text. A section begins with a line that is its name in brackets.
pub(super) fn split(text: &'static str) -> (&'static str, Vec<(&'static str, &'static str)>) {
    let mut headers = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        if let Some(name) = name.filter(|name| name.chars().all(|c| c.is_ascii_lowercase())) {
            headers.push((name, at, at + line.len()));
        }
        at += line.len();
    }
    let ends = headers.iter().skip(1).map(|(_, start, _)| *start).chain([text.len()]);
    let sections = headers.iter().zip(ends).map(|((name, _, start), end)| (*name, &text[*start..end])).collect();
    (&text[..headers.first().map_or(text.len(), |(_, start, _)| *start)], sections)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_parted_at_its_headers() {
        let (head, sections) = split("a = 1\n[one]\n# of two\nb = [\n[2]]\n[two]\n");
        assert_eq!((head, sections), ("a = 1\n", vec![("one", "# of two\nb = [\n[2]]\n"), ("two", "")]));
        assert_eq!(split("").1, []);
    }
}
