//! The keys of `[term.…]`.

use crate::dossier::Text;
use crate::dossier::fields::{Field, Fields, Takes};
use crate::finding::DeviationName;
use crate::kind::Reading;

/// What a table may hold beside the keys of every rule.
pub const FIELDS: &[Field] = &[
    Field::required("canonical", Takes::Text, "the term as the sources write it"),
    Field::optional("accept", Takes::TextOrTexts, "other forms that are right, exact but for case; the plural follows"),
    Field::optional("reject", Takes::TextOrTexts, "forms that are wrong, exact but for case; the plural follows"),
    Field::optional("expansion", Takes::TextOrTexts, "what an acronym stands for, or a list of right forms"),
    Field::optional("gender", Takes::Choice(&["feminine", "masculine"]), "its grammatical gender, in French"),
];

/// A term.
#[derive(Debug)]
pub struct Term {
    /// As the sources write it.
    pub canonical: Text,
    /// Other forms that are right.
    pub accept: Vec<Text>,
    /// Forms that are wrong.
    pub reject: Vec<Text>,
    /// What it stands for.
    pub expansion: Vec<Text>,
    /// Its grammatical gender.
    pub gender: Option<Gender>,
}

/// A grammatical gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// `la`.
    Feminine,
    /// `le`.
    Masculine,
}

impl Term {
    /// What the rule may report.
    pub(crate) fn deviations(&self) -> Vec<DeviationName> {
        let may = [
            (DeviationName::Form, true),
            (DeviationName::Rejected, !self.reject.is_empty()),
            (DeviationName::Expansion, !self.expansion.is_empty()),
            (DeviationName::Gender, self.gender.is_some()),
        ];
        may.into_iter().filter(|(_, may)| *may).map(|(name, _)| name).collect()
    }

    pub(crate) fn read(fields: &Fields<'_>, _: &mut Reading<'_>) -> Self {
        let gender = fields.text("gender").and_then(|gender| match gender.value.as_str() {
            "feminine" => Some(Gender::Feminine),
            "masculine" => Some(Gender::Masculine),
            _ => None,
        });
        Self {
            canonical: fields.required_text("canonical"),
            accept: fields.texts("accept"),
            reject: fields.texts("reject"),
            expansion: fields.texts("expansion"),
            gender,
        }
    }
}
