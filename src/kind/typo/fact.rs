//! The keys of `[typo.…]`.

use regex::Regex;

use crate::dossier::Text;
use crate::dossier::fields::{Field, Fields, Takes};
use crate::kind::Reading;

/// What a table may hold beside the keys of every rule.
pub const FIELDS: &[Field] = &[
    Field::optional("wrong", Takes::TextOrTexts, "the wrong words, or a list of them"),
    Field::optional("pattern", Takes::Text, "a linear-time regular expression, in place of `wrong`"),
    Field::required("right", Takes::TextOrTexts, "what is right; a list is parallel to `wrong`; `$1` with `pattern`"),
];

/// A real word in the wrong place.
#[derive(Debug)]
pub struct Typo {
    /// The wrong words, or a pattern of them.
    pub wrong: Wrong,
    /// One for all, or one for each of the wrong words.
    pub right: Vec<Text>,
}

/// What is wrong.
#[derive(Debug)]
pub enum Wrong {
    /// Exactly these words.
    Words(Vec<Text>),
    /// What this pattern matches.
    Pattern(Regex),
}

impl Typo {
    /// What is right for the wrong words of that index.
    pub fn right_for(&self, wrong: usize) -> &str {
        self.right.get(wrong).or(self.right.first()).map_or("", |right| &right.value)
    }

    pub(crate) fn read(fields: &Fields<'_>, reading: &mut Reading<'_>) -> Self {
        let right = fields.texts("right");
        let words = fields.texts("wrong");
        let what = reading.what.to_owned();
        let wrong = match (fields.get("wrong"), fields.text("pattern")) {
            (Some(wrong), Some(_)) => {
                reading.mistake(wrong.span(), format!("{what} has both `wrong` and `pattern`"), "one of the two", "keep one of them");
                Wrong::Words(words)
            }
            (None, None) => {
                reading.mistake(
                    fields.span.clone(),
                    format!("{what} has neither `wrong` nor `pattern`"),
                    "missing here",
                    "add `wrong = …`",
                );
                Wrong::Words(words)
            }
            (None, Some(pattern)) => match Regex::new(&pattern.value) {
                Ok(regex) => Wrong::Pattern(regex),
                Err(error) => {
                    let reason = error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                    reading.mistake(
                        pattern.span,
                        format!("the pattern of {what} is no regular expression: {reason}"),
                        "not understood",
                        "see the syntax of the `regex` crate",
                    );
                    Wrong::Words(words)
                }
            },
            (Some(_), None) => Wrong::Words(words),
        };
        if let Wrong::Words(words) = &wrong {
            for (at, text) in words.iter().enumerate() {
                if right.get(at).or(right.first()).is_some_and(|right| right.value == text.value) {
                    reading.mistake(
                        text.span.clone(),
                        format!("{what} has `{}` as wrong and right", text.value),
                        "the same",
                        "take it out",
                    );
                }
            }
        }
        let wanted = match &wrong {
            Wrong::Words(words) => words.len(),
            Wrong::Pattern(_) => 1,
        };
        if right.len() > 1 && right.len() != wanted {
            let message = format!("{what} has {wanted} wrong and {} right", right.len());
            let at = fields.get("right").map_or(fields.span.clone(), toml::Spanned::span);
            reading.mistake(at, message, "not parallel to `wrong`", "give one `right` for all, or one for each");
        }
        Self { wrong, right }
    }
}
