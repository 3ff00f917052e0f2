//! The keys of `[figure.…]`.

use crate::dossier::Text;
use crate::dossier::fields::{Field, Fields, Takes};
use crate::finding::DeviationName;
use crate::kind::Reading;

/// What a table may hold beside the keys of every rule.
pub const FIELDS: &[Field] = &[
    Field::required("value", Takes::Number, "the figure"),
    Field::required("unit", Takes::TextOrTexts, "what is counted, or a currency: the words or signs beside the figure"),
    Field::optional(
        "rounding",
        Takes::Choice(&["marked", "any", "none"]),
        "\"marked\" (default): a rounded figure needs a word such as `environ`; \"any\": none needed; \"none\": never right",
    ),
    Field::optional("tolerance", Takes::Tolerance, "how far from the value still agrees: absolute, or \"2%\""),
];

/// A figure.
#[derive(Debug)]
pub struct Figure {
    /// The value.
    pub value: f64,
    /// The value as the rule file writes it, `_` left out.
    pub written: String,
    /// What is counted.
    pub unit: Vec<Text>,
    /// What a rounded figure needs.
    pub rounding: Rounding,
    /// How far from the value still agrees, in units.
    pub tolerance: f64,
}

/// What a rounded figure needs to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// A word that marks it.
    Marked,
    /// Nothing.
    Any,
    /// It never agrees.
    None,
}

impl Figure {
    /// What the rule may report.
    pub(crate) fn deviations(&self) -> Vec<DeviationName> {
        let rounding = self.rounding == Rounding::Marked && self.is_rounded_to_another();
        let rounded = rounding.then_some(DeviationName::UnmarkedRounding);
        [DeviationName::Contradicts].into_iter().chain(rounded).chain([DeviationName::FalseBound]).collect()
    }

    /// Whether the value, rounded at one of its digits, is another than itself and beyond the tolerance.
    fn is_rounded_to_another(&self) -> bool {
        let size = if self.value == 0.0 { 0 } else { self.value.abs().log10().floor() as i32 };
        (-6..=size).map(|digit| 10_f64.powi(digit)).any(|unit| {
            let away = ((self.value / unit).round() * unit - self.value).abs();
            away > self.tolerance && away > self.value.abs() * 1e-9
        })
    }

    pub(crate) fn read(fields: &Fields<'_>, _: &mut Reading<'_>) -> Self {
        let value = fields.number("value").map_or(0.0, |value| value.value);
        let rounding = match fields.text("rounding").as_ref().map(|rounding| rounding.value.as_str()) {
            Some("any") => Rounding::Any,
            Some("none") => Rounding::None,
            _ => Rounding::Marked,
        };
        let percent =
            |text: Text| text.value.trim().strip_suffix('%').and_then(|n| n.trim().parse::<f64>().ok()).map(|n| value.abs() * n / 100.0);
        let tolerance = fields.number("tolerance").map(|n| n.value).or_else(|| fields.text("tolerance").and_then(percent)).unwrap_or(0.0);
        Self { value, written: value.to_string(), unit: fields.texts("unit"), rounding, tolerance }
    }
}
