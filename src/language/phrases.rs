//! A set of words and phrases of a language, found in running text by their first or last word.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer};

use crate::keys::Identity;
use crate::prose::fold;
use crate::prose::words::{Word, words};

/// Phrases, as the keys of their words, by one of these.
type ByKey = HashMap<u64, Vec<Box<[u64]>>, BuildHasherDefault<Identity>>;

/// Words and phrases, compared word by word by [`fold::lower`]; what stands between the words of a phrase must be no punctuation.
#[derive(Debug, Default, Clone)]
pub struct Phrases {
    listed: Vec<String>,
    /// Made when it is first asked for: most runs ask for few of the sets that a language has.
    index: OnceLock<Index>,
}

/// Phrases by their ends.
#[derive(Debug, Default, Clone)]
struct Index {
    by_first: ByKey,
    by_last: ByKey,
    /// Those of one word, which are asked for most.
    single: Keys,
}

impl Index {
    fn of(phrases: &[String]) -> Self {
        let mut set = Self::default();
        let mut buffer = Vec::new();
        for phrase in phrases {
            words(phrase, &mut buffer);
            let keys: Box<[u64]> = buffer.iter().map(|word| word.key).collect();
            let (Some(&first), Some(&last)) = (keys.first(), keys.last()) else { continue };
            if keys.len() == 1 {
                set.single.insert(first);
            }
            set.by_first.entry(first).or_default().push(keys.clone());
            set.by_last.entry(last).or_default().push(keys);
        }
        // Longest first, so that the first that fits is the longest.
        for list in set.by_first.values_mut().chain(set.by_last.values_mut()) {
            list.sort_by_key(|keys| std::cmp::Reverse(keys.len()));
        }
        set
    }
}

impl Phrases {
    /// The set of these phrases; one without any letter or digit is left out.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        Self { listed: phrases.into_iter().map(str::to_owned).collect(), index: OnceLock::new() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.listed))
    }

    /// Whether the language has no such word.
    pub fn is_empty(&self) -> bool {
        self.index().by_first.is_empty()
    }

    /// Whether a phrase of one word has this key.
    pub fn has_key(&self, key: u64) -> bool {
        self.index().single.contains(&key)
    }

    /// The keys of the phrases of one word.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> {
        self.index().single.iter().copied()
    }

    /// The keys of the words that phrases begin with.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = u64> {
        self.index().by_first.keys().copied()
    }

    /// Whether this single word is in the set.
    pub fn has(&self, word: &str) -> bool {
        self.has_key(fold::key(&fold::lower(word)))
    }

    /// Whether a text begins with one of the phrases.
    pub fn begins(&self, text: &str) -> bool {
        let mut run = Vec::new();
        words(text, &mut run);
        self.starting(text, &run, 0).is_some()
    }

    /// How many words the longest phrase that begins at `at` has.
    pub fn starting(&self, text: &str, words: &[Word], at: usize) -> Option<usize> {
        let list = self.index().by_first.get(&words.get(at)?.key)?;
        list.iter()
            .map(|keys| keys.len())
            .zip(list)
            .find(|(n, keys)| words.get(at..at + n).is_some_and(|run| same(text, run, keys)))
            .map(|(n, _)| n)
    }

    /// How many words the longest phrase whose last word is at `at` has.
    pub fn ending(&self, text: &str, words: &[Word], at: usize) -> Option<usize> {
        let list = self.index().by_last.get(&words.get(at)?.key)?;
        let found = list.iter().find(|keys| (at + 1).checked_sub(keys.len()).is_some_and(|first| same(text, &words[first..=at], keys)));
        found.map(|keys| keys.len())
    }
}

/// The words have these keys, and nothing but space, hyphens and apostrophes stands between them.
fn same(text: &str, run: &[Word], keys: &[u64]) -> bool {
    run.iter().zip(keys).all(|(word, &key)| word.key == key)
        && run.windows(2).all(|pair| matches!(&*fold::gap(&text[pair[0].end as usize..pair[1].start as usize]), " " | "-" | "'"))
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { listed: Vec::deserialize(deserializer)?, index: OnceLock::new() })
    }
}

/// Keys of words.
pub(crate) type Keys = HashSet<u64, BuildHasherDefault<Identity>>;

/// Single words, compared by [`fold::strip`]: case and accents do not matter.
#[derive(Debug, Default, Clone)]
pub struct Plain(Keys);

impl Plain {
    /// Whether the word of this key, that of its [`fold::strip`], is in the set.
    pub fn has_key(&self, key: u64) -> bool {
        self.0.contains(&key)
    }

    /// The keys of all of them.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = Vec::<String>::deserialize(deserializer)?;
        Ok(Self(words.iter().map(|word| fold::key(&fold::strip(word))).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_is_found_from_both_ends() {
        let set = Phrases::new(["plus", "plus de", "jusqu'à", "!"]);
        let text = "Plus\u{a0}de 3, jusqu’à 4, plus, de 5";
        let mut run = Vec::new();
        words(text, &mut run);
        assert_eq!(set.starting(text, &run, 0), Some(2));
        assert_eq!(set.ending(text, &run, 1), Some(2));
        assert_eq!(set.starting(text, &run, 3), Some(2));
        assert_eq!(set.starting(text, &run, 6), Some(1), "a comma parts");
        assert!(set.has("PLUS") && !set.has("jusqu"));
    }
}
