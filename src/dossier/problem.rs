//! A mistake of a rule file or a configuration, as a diagnostic that points into it.

use std::ops::Range;

use crate::finding::Severity;

/// A place in one of the files of a [`Problem`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name, as reports show it.
    pub path: String,
    /// Bytes of that file, half-open.
    pub span: Range<usize>,
    /// What is to be seen there: lower case, no full stop; may be empty.
    pub label: String,
}

/// A mistake that the user can mend, or a file that could not be read. It never hides another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How much it weighs; an error, unless it says otherwise.
    pub severity: Severity,
    /// The rule that it is about, where reports give its code.
    pub code: Option<String>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// Where, the primary place first; empty for a file that could not be read.
    pub places: Vec<Place>,
    /// Background.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    /// A problem without a place.
    pub fn new(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code: None, message: message.into(), places: Vec::new(), notes: Vec::new(), help: None }
    }

    /// As something about a rule, of another weight than an error's.
    #[must_use]
    pub fn about(mut self, severity: Severity, code: &str) -> Self {
        (self.severity, self.code) = (severity, Some(code.to_owned()));
        self
    }

    /// With one more place; the first is the primary one.
    #[must_use]
    pub fn at(mut self, path: &str, span: Range<usize>, label: impl Into<String>) -> Self {
        self.places.push(Place { path: path.into(), span, label: label.into() });
        self
    }

    /// With what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With background.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// Of `known` words the one that a misspelt `word` probably means: at most a third of its letters away.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |candidate: &str| strsim::damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase());
    let near = known.into_iter().map(|candidate| (distance(candidate), candidate));
    near.filter(|&(distance, candidate)| distance <= candidate.chars().count().div_ceil(3)).min().map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_known_word_is_proposed_and_a_far_one_is_not() {
        let known = ["canonical", "accept", "reject"];
        assert_eq!(nearest("cannonical", known), Some("canonical"));
        assert_eq!(nearest("acept", known), Some("accept"));
        assert_eq!(nearest("colour", known), None);
    }
}
