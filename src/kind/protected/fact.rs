//! The keys of `[protected.…]`.

use super::key::{Digest, parse_digest};
use crate::dossier::Text;
use crate::dossier::fields::{Field, Fields, Takes};
use crate::kind::Reading;

/// What a table may hold beside the keys of every rule.
pub const FIELDS: &[Field] = &[
    Field::required("forms", Takes::Texts, "keyed hashes of the name's forms, as `factlint protect` writes them"),
    Field::required("key-check", Takes::Text, "tells whether a key is the one that the forms were made with"),
];

/// The keys of every rule that say nothing of a name that nobody may read.
pub const SENSELESS: [(&str, &str); 4] = [
    ("valid", "an example would tell the name, or say nothing"),
    ("invalid", "an example would tell the name"),
    ("near", "a protected name is reported wherever it stands"),
    ("unless-near", "a protected name is reported wherever it stands"),
];

/// Somebody who must not be named. What is here tells nothing to whoever lacks the key.
#[derive(Debug)]
pub struct Protected {
    /// Keyed hashes, in no order that means anything: of whole forms, of how they begin, and some of nothing.
    pub forms: Vec<Digest>,
    /// The keyed hash of something that everybody knows.
    pub key_check: Digest,
    /// Where that stands.
    pub place: Text,
}

impl Protected {
    pub(crate) fn read(fields: &Fields<'_>, reading: &mut Reading<'_>) -> Self {
        let what = reading.what.to_owned();
        for (key, why) in SENSELESS {
            if let Some(value) = fields.get(key) {
                reading.mistake(value.span(), format!("{what} has `{key}`"), why, "take it out");
            }
        }
        let place = fields.required_text("key-check");
        let mut digest = |text: &Text| {
            let digest = parse_digest(&text.value);
            if digest.is_none() {
                let message = format!("{what} has a keyed hash that is none");
                reading.mistake(text.span.clone(), message, "not 32 hexadecimal digits", "write the table anew with `factlint protect`");
            }
            digest
        };
        let forms = fields.texts("forms").iter().filter_map(&mut digest).collect();
        let key_check = if place.value.is_empty() { None } else { digest(&place) };
        Self { forms, key_check: key_check.unwrap_or_default(), place }
    }
}
