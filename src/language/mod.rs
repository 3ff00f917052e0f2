//! What a language knows: one table file each, `fr.toml` and `en.toml`, beside a list of its frequent words. Nobody has to program in Rust to
//! extend them; what each table is for stands above it in the file.
//!
//! Every entry is read as [`Phrases`]: whole words, case and typography ignored. A language is data without behaviour: what a hedge does to
//! a claim is the business of the kind.

mod phrases;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

pub use phrases::Phrases;

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

    /// Keys ([`fold::key`] of the lower-case word, and of the same without accents) of its frequent words.
    pub fn frequent(self) -> &'static HashSet<u64> {
        static FR: LazyLock<HashSet<u64>> = LazyLock::new(|| frequent(include_str!("fr.words")));
        static EN: LazyLock<HashSet<u64>> = LazyLock::new(|| frequent(include_str!("en.words")));
        match self {
            Self::Fr => &FR,
            Self::En => &EN,
        }
    }
}

fn frequent(list: &str) -> HashSet<u64> {
    let words = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    words.flat_map(|word| [fold::key(word), fold::key(&fold::strip(word))]).collect()
}

/// The language of a paragraph, by its function words; `None` where neither has more.
pub fn of_words(words: &[Word]) -> Option<Language> {
    let count = |language: Language| words.iter().filter(|word| language.tables().function_words.has_key(word.key)).count();
    let (fr, en) = (count(Language::Fr), count(Language::En));
    match fr.cmp(&en) {
        std::cmp::Ordering::Greater => Some(Language::Fr),
        std::cmp::Ordering::Less => Some(Language::En),
        std::cmp::Ordering::Equal => None,
    }
}

/// The tables of one language, as its file has them. A table that a language does not need may be left out of its file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Tables {
    /// The language's own code.
    #[serde(skip, default = "unset")]
    pub language: Option<Language>,
    /// The commonest little words, each in this language alone: they decide what language a paragraph is in.
    pub function_words: Phrases,
    /// Words that end in a full stop without ending a sentence; the stop is not written here.
    pub abbreviations: Phrases,
    /// Articles and other determiners.
    pub determiners: Phrases,
    /// Prepositions.
    pub prepositions: Phrases,
    /// Words that negate.
    pub negations: Phrases,
    /// Particles of names, which are no parts of them.
    pub particles: Phrases,
    /// Verbs of saying, their forms written out.
    pub saying: Phrases,
    /// For the kind `name`.
    pub name: NameTables,
    /// For the kind `term`.
    pub term: TermTables,
    /// Numbers in words, and what stands around figures.
    pub figure: FigureTables,
    /// Months, weekdays, and what stands around dates.
    pub date: DateTables,
    /// For the kind `quote`.
    pub quote: QuoteTables,
    /// For the kind `claim`.
    pub claim: ClaimTables,
}

fn unset() -> Option<Language> {
    None
}

/// What the kind `name` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct NameTables {
    /// Titles before names: they are no parts, and no given names.
    pub titles: Phrases,
    /// Common given names.
    pub given: Phrases,
    /// Pairs of a masculine and a feminine given name that differ in spelling by little: two people, not one misspelled.
    pub pairs: Vec<(String, String)>,
}

/// What the kind `term` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct TermTables {
    /// Determiners that are masculine only.
    pub masculine: Phrases,
    /// Determiners that are feminine only.
    pub feminine: Phrases,
    /// For each masculine determiner the feminine one, and back.
    pub determiner_pairs: Vec<(String, String)>,
    /// Adjectives that stand before their noun.
    pub preposed: Phrases,
    /// An editor's marks before an expansion, as in `(Ndlr : …)`.
    pub editor_marks: Phrases,
}

/// What the kind `figure` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct FigureTables {
    /// Numbers below a hundred that are one word, with their value.
    pub units: HashMap<String, u64>,
    /// Words that multiply what stands before them, with their value: hundred, thousand, million.
    pub scales: HashMap<String, u64>,
    /// Collective numbers (`dozen`, `vingtaine`), with their value; they are approximate unless exact.
    pub collectives: HashMap<String, u64>,
    /// Words that stand between number words.
    pub joiners: Phrases,
    /// Before a figure: the true value is above it (`more than`).
    pub lower_bounds: Phrases,
    /// Before a figure: the true value is it or above (`at least`).
    pub lower_bounds_inclusive: Phrases,
    /// Before a figure: the true value is below it (`less than`).
    pub upper_bounds: Phrases,
    /// Before a figure: the true value is it or below (`up to`).
    pub upper_bounds_inclusive: Phrases,
    /// Before a figure: it is approximate (`about`).
    pub approximators: Phrases,
    /// After a figure or its unit: it is approximate (`or so`).
    pub approximators_after: Phrases,
    /// Before a figure: it is a part of something (`including`).
    pub partitives: Phrases,
    /// After a figure or its unit: it is a part of something (`of the`).
    pub partitives_after: Phrases,
    /// After a figure or its unit: it is counted by something (`per`, `each`).
    pub rates: Phrases,
    /// Currency words and signs that are the same, by the sign.
    pub currencies: HashMap<String, Vec<String>>,
}

/// What the kind `date` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct DateTables {
    /// Whether months and weekdays are always written with a capital.
    pub capitalised: bool,
    /// Whether `05/06` is the 5th of June; where it is not, both readings are tried.
    pub day_first: bool,
    /// Month names and abbreviations, with their number.
    pub months: HashMap<String, i8>,
    /// Weekday names; Monday is 1.
    pub weekdays: HashMap<String, i8>,
    /// Abbreviations of weekday names.
    pub weekday_abbreviations: HashMap<String, i8>,
    /// Endings of the number of a day (`1er`, `2nd`).
    pub ordinals: Phrases,
    /// Between a day and its month, or a month and its year.
    pub of: Phrases,
    /// Between the first and the last day of a period.
    pub through: Phrases,
    /// Between two days of which both, or one of the two, are meant.
    pub both: Phrases,
    /// Before a period whose days are joined by `both`.
    pub between: Phrases,
    /// Before a year alone or a month alone.
    pub year_leads: Phrases,
    /// Directly before a date: it belongs to the noun before it (`du`, `of`).
    pub belonging: Phrases,
    /// Directly before a date: it is the start of a duration (`depuis`, `since`).
    pub since: Phrases,
    /// Directly before a date: it is a limit or a guess (`until`, `around`).
    pub bounds: Phrases,
    /// Between a word of event and its date: it takes place (`survenu`, `held`), or has its usual effect (`killed`).
    pub taking_place: Phrases,
    /// Verbs before a participle.
    pub auxiliaries: Phrases,
    /// Times of day (`dans la soirée`) and adverbs that may stand between an event and its date.
    pub times: Phrases,
    /// Before a date that opens its sentence.
    pub openers: Phrases,
    /// Before a date that opens a clause inside its sentence.
    pub clause_openers: Phrases,
    /// Pronouns that begin a clause behind a date.
    pub subjects: Phrases,
    /// Before a word of event: what is dated stands in relation to it (`trois jours après`).
    pub relations: Phrases,
    /// Words that govern an event and may have a date of their own (`the anniversary of`).
    pub occasions: Phrases,
    /// Verbs whose date is that of the announcement, not that of the event announced.
    pub announcing: Phrases,
    /// Words behind which another clause or a comparison begins.
    pub stops: Phrases,
    /// Before a word of event: it did not happen then, or that was an earlier plan.
    pub unfulfilled: Phrases,
    /// Before a word of event: another event of its sort is meant (`another`).
    pub others: Phrases,
    /// Words that take a date for themselves.
    pub events: Phrases,
    /// Endings of words that take a date for themselves.
    pub event_endings: Vec<String>,
    /// Verb forms and participles without such an ending.
    pub irregular: Phrases,
    /// Words with such an ending that take none.
    pub plain: Phrases,
}

/// What the kind `quote` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct QuoteTables {
    /// An editor's note inside a bracket of a quotation.
    pub editor_notes: Phrases,
}

/// What the kind `claim` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct ClaimTables {
    /// Verb forms of rumour (`serait`, `auraient`).
    pub conditional: Phrases,
    /// Words that attribute (`selon`, `according to`).
    pub attributions: Phrases,
    /// Verbs of saying that vouch for what they say (`a révélé`, `established`).
    pub factive: Phrases,
    /// Modal words (`peut-être`, `likely`).
    pub modals: Phrases,
    /// Words that begin an indirect question (`si`, `whether`).
    pub questions: Phrases,
    /// Words that withhold confirmation (`not confirmed`).
    pub withheld: Phrases,
    /// Words that deny (`no sign of`, `nothing to suggest`).
    pub denials: Phrases,
    /// Words that look like a hedge or a denial and assert (`no doubt`).
    pub assertions: Phrases,
}

impl Tables {
    fn parse(language: Language, text: &str) -> Self {
        let mut tables: Self = toml::from_str(text).unwrap_or_else(|error| unreachable!("the tables of {language:?} are tested: {error}"));
        tables.language = Some(language);
        tables
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words::words;

    #[test]
    fn the_tables_of_every_language_parse() {
        for language in Language::ALL {
            assert_eq!(language.tables().language, Some(language));
            assert_eq!(Language::parse(language.code()), Some(language));
        }
    }

    #[test]
    fn function_words_decide_the_language_of_a_paragraph() {
        let mut out = Vec::new();
        words("Le site a été fermé par les autorités", &mut out);
        assert_eq!(of_words(&out), Some(Language::Fr));
        words("The site was shut down by the police", &mut out);
        assert_eq!(of_words(&out), Some(Language::En));
        words("Isaac Steidl", &mut out);
        assert_eq!(of_words(&out), None);
    }
}
