//! The keys of `[domain.…]`.

use crate::dossier::Text;
use crate::dossier::fields::{Field, Fields, Takes};
use crate::finding::DeviationName;
use crate::kind::Reading;

/// What a table may hold beside the keys of every rule.
pub const FIELDS: &[Field] = &[
    Field::required("canonical", Takes::Text, "the domain name in use"),
    Field::optional("accept", Takes::TextOrTexts, "other domain names that are right"),
    Field::optional("former", Takes::TextOrTexts, "domain names that were right once"),
    Field::optional("former-near", Takes::TextOrTexts, "words that make a former name right in their sentence (\"anciennement\")"),
    Field::optional("reject", Takes::TextOrTexts, "domain names that are wrong"),
    Field::optional("lookalikes", Takes::Boolean, "`false`: look-alikes are not reported"),
];

/// A domain name.
#[derive(Debug)]
pub struct Domain {
    /// The domain name in use.
    pub canonical: Text,
    /// Others that are right.
    pub accept: Vec<Text>,
    /// Those that were right once.
    pub former: Vec<Text>,
    /// Words that make a former one right in their sentence.
    pub former_near: Vec<Text>,
    /// Those that are wrong.
    pub reject: Vec<Text>,
    /// Look-alikes are reported.
    pub lookalikes: bool,
}

impl Domain {
    /// What the rule may report.
    pub(crate) fn deviations(&self) -> Vec<DeviationName> {
        let may = [
            (DeviationName::Former, !self.former.is_empty()),
            (DeviationName::WrongSuffix, true),
            (DeviationName::Lookalike, self.lookalikes),
            (DeviationName::Rejected, !self.reject.is_empty()),
        ];
        may.into_iter().filter(|(_, may)| *may).map(|(name, _)| name).collect()
    }

    pub(crate) fn read(fields: &Fields<'_>, reading: &mut Reading<'_>) -> Self {
        let domain = Self {
            canonical: fields.required_text("canonical"),
            accept: fields.texts("accept"),
            former: fields.texts("former"),
            former_near: fields.texts("former-near"),
            reject: fields.texts("reject"),
            lookalikes: fields.boolean("lookalikes").unwrap_or(true),
        };
        let given = [&domain.accept, &domain.former, &domain.reject].into_iter().flatten().chain([&domain.canonical]);
        for text in given.filter(|text| !text.value.is_empty() && !is_domain(&text.value)) {
            let message = format!("`{}` of {} is no domain name", text.value, reading.what);
            reading.mistake(text.span.clone(), message, "no domain name", "write the name alone, as `example.org`");
        }
        domain
    }
}

/// Labels and dots, without scheme, path or white space.
fn is_domain(text: &str) -> bool {
    let mut labels = text.split('.');
    text.contains('.') && labels.all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
}
