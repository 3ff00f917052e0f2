//! What a language knows: one table file each, `fr.toml` and `en.toml`, beside a list of its frequent words. Nobody has to program in Rust to
//! extend them; what each table is for stands above it in the file.
//!
//! Every entry is read as [`Phrases`]: whole words, case and typography ignored. A language is data without behaviour: what a hedge does to
//! a claim is the business of the kind.

mod phrases;
mod section;
mod tables;
mod values;

use std::sync::LazyLock;

use serde::Deserialize;

use phrases::Keys;
pub use phrases::{Phrases, Plain};
pub use section::Section;
pub use tables::{
    ClaimTables, DateTables, DomainTables, FigureTables, NameTables, QuoteTables, SlipTables, SoundTables, Tables, TermTables,
};
pub use values::Values;

use crate::keys::Filter;
use crate::prose::fold;
use crate::prose::words::Word;

/// A language that drafts may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The one that is decided; all, where none is.
    pub fn possible(decided: Option<Self>) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |&language| decided.is_none_or(|decided| decided == language))
    }

    /// The language of that code, as `fr`.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Its two-letter code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Its tables.
    pub fn tables(self) -> &'static Tables {
        static FR: LazyLock<Tables> = LazyLock::new(|| Tables::parse(Language::Fr, include_str!("fr.toml")));
        static EN: LazyLock<Tables> = LazyLock::new(|| Tables::parse(Language::En, include_str!("en.toml")));
        match self {
            Self::Fr => &FR,
            Self::En => &EN,
        }
    }

    /// Whether a word in small letters is one of its frequent words or function words.
    pub(crate) fn has_word(self, word: &str) -> bool {
        let key = fold::key(word);
        self.frequent().contains(&key) || self.tables().function_words.has_key(key)
    }

    /// Reads what every run asks for of the tables of all languages, on threads of their own, so that it is there when the rules have been
    /// read.
    pub(crate) fn read_ahead() {
        for language in Self::ALL {
            // Where there is no thread to be had, they are read when they are asked for.
            drop(std::thread::Builder::new().spawn(move || _ = &*language.tables().date));
        }
    }

    /// Keys ([`fold::key`] of the lower-case word, and of the same without accents) of its frequent words.
    pub(crate) fn frequent(self) -> &'static Keys {
        static FR: LazyLock<Keys> = LazyLock::new(|| frequent(include_str!("fr.words")));
        static EN: LazyLock<Keys> = LazyLock::new(|| frequent(include_str!("en.words")));
        match self {
            Self::Fr => &FR,
            Self::En => &EN,
        }
    }
}

fn frequent(list: &str) -> Keys {
    let words = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    words.flat_map(|word| [fold::key(word), fold::key(&fold::strip(word))]).collect()
}

/// The language of a text, by its function words; `None` where neither has more.
pub fn of_words(text: &str, words: &[Word]) -> Option<Language> {
    static LITTLE: LazyLock<Filter> = LazyLock::new(|| {
        let keys = Language::ALL.into_iter().flat_map(|language| language.tables().function_words.beginnings());
        Filter::of(keys.collect::<Vec<_>>().into_iter())
    });
    let (filter, french, english) = (&*LITTLE, &Language::Fr.tables().function_words, &Language::En.tables().function_words);
    let (mut fr, mut en) = (0, 0);
    for word in words.iter().filter(|word| filter.may_hold(word.key) && !is_possessive(text, word)) {
        fr += usize::from(french.has_key(word.key));
        en += usize::from(english.has_key(word.key));
    }
    match fr.cmp(&en) {
        std::cmp::Ordering::Greater => Some(Language::Fr),
        std::cmp::Ordering::Less => Some(Language::En),
        std::cmp::Ordering::Equal => None,
    }
}

/// The `s` of `the firm’s`, which is no French `s’`.
fn is_possessive(text: &str, word: &Word) -> bool {
    word.end - word.start == 1 && text[..word.start as usize].ends_with(fold::is_apostrophe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words::words;

    #[test]
    fn the_tables_of_every_language_parse() {
        for language in Language::ALL {
            let tables = language.tables();
            assert_eq!(tables.language, Some(language));
            assert_eq!(Language::parse(language.code()), Some(language));
            // Each section is parsed when it is asked for.
            assert!(tables.name.titles.keys().next().is_some() && !tables.domain.former.is_empty() && !tables.term.indefinite.is_empty());
            assert!(!tables.figure.months.is_empty() && !tables.date.taking_place.is_empty() && !tables.claim.attributions.is_empty());
            assert!(!tables.quote.same.is_empty() && !tables.sound.consonants.is_empty() && !tables.slip.endings.is_empty());
        }
    }

    #[test]
    fn function_words_decide_the_language_of_a_paragraph() {
        for (text, language) in [
            ("Le site a été fermé par les autorités", Some(Language::Fr)),
            ("The site was shut down by the police", Some(Language::En)),
            ("Isaac Steidl", None),
            ("Keller’s debts were $8.54 billion.", Some(Language::En)),
            ("Il s'est tu.", Some(Language::Fr)),
        ] {
            let mut out = Vec::new();
            words(text, &mut out);
            assert_eq!(of_words(text, &out), language, "{text}");
        }
    }
}
