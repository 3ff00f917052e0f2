//! Words of a language that have a value, as number words do, found by the key of a word.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use serde::{Deserialize, Deserializer};

use crate::keys::Identity;
use crate::prose::fold;

/// Words with their values, compared by [`fold::lower`].
#[derive(Debug, Default, Clone)]
pub struct Values(HashMap<u64, f64, BuildHasherDefault<Identity>>);

impl Values {
    /// The value of the word that has this key.
    pub fn of_key(&self, key: u64) -> Option<f64> {
        self.0.get(&key).copied()
    }

    /// The keys of all words.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> {
        self.0.keys().copied()
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = HashMap::<String, f64>::deserialize(deserializer)?;
        Ok(Self(words.into_iter().map(|(word, value)| (fold::key(&fold::lower(&word)), value)).collect()))
    }
}
