//! The keys of `[name.…]`.

use crate::dossier::Text;
use crate::dossier::fields::{Field, Fields, Takes};
use crate::finding::DeviationName;
use crate::kind::Reading;

/// What a table may hold beside the keys of every rule.
pub const FIELDS: &[Field] = &[
    Field::required("canonical", Takes::Text, "the name as the sources spell it"),
    Field::optional("accept", Takes::TextOrTexts, "other forms that are right, exact but for case"),
    Field::optional(
        "short",
        Takes::TextOrTexts,
        "forms that stand alone; the last word of a two- or three-word name, where it is not given",
    ),
    Field::optional("reject", Takes::TextOrTexts, "forms that are wrong, exact but for case"),
    Field::optional("distinct", Takes::TextOrTexts, "look-alikes that are someone else"),
    Field::optional("family-first", Takes::Boolean, "the family name stands first"),
    Field::optional("fuzzy", Takes::Boolean, "`false`: only what is listed is reported"),
];

/// A name.
#[derive(Debug)]
pub struct Name {
    /// As the sources spell it.
    pub canonical: Text,
    /// Other forms that are right.
    pub accept: Vec<Text>,
    /// Forms that stand alone; `None`: the default.
    pub short: Option<Vec<Text>>,
    /// Forms that are wrong.
    pub reject: Vec<Text>,
    /// Look-alikes that are someone else.
    pub distinct: Vec<Text>,
    /// The family name stands first.
    pub family_first: bool,
    /// Misspellings are found that nobody listed.
    pub fuzzy: bool,
}

impl Name {
    /// What the rule may report. One word of fewer than six letters is never found misspelled, nor in small letters.
    pub(crate) fn deviations(&self) -> Vec<DeviationName> {
        let several = |form: &Text| form.value.split([' ', '-', '’', '\'']).count() > 1;
        let long = self.canonical.value.chars().filter(|c| c.is_alphabetic()).count() >= 6;
        let accented = self.canonical.value.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        let may = [
            (DeviationName::Misspelled, self.fuzzy && (long || several(&self.canonical))),
            (DeviationName::Rejected, !self.reject.is_empty()),
            (DeviationName::Accents, self.fuzzy && accented),
            (DeviationName::Case, self.fuzzy && (several(&self.canonical) || self.accept.iter().any(several))),
        ];
        may.into_iter().filter(|(_, may)| *may).map(|(name, _)| name).collect()
    }

    pub(crate) fn read(fields: &Fields<'_>, _: &mut Reading<'_>) -> Self {
        Self {
            canonical: fields.required_text("canonical"),
            accept: fields.texts("accept"),
            short: fields.get("short").map(|_| fields.texts("short")),
            reject: fields.texts("reject"),
            distinct: fields.texts("distinct"),
            family_first: fields.boolean("family-first").unwrap_or(false),
            fuzzy: fields.boolean("fuzzy").unwrap_or(true),
        }
    }
}
