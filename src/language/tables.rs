//! What the table file of a language may hold: a struct for the file, and one for each kind's section, the long ones in files of their own.
//! What each list is for stands above it.

mod claim;
mod date;
mod figure;

use std::collections::HashMap;

use serde::Deserialize;

pub use self::claim::ClaimTables;
pub use self::date::DateTables;
pub use self::figure::FigureTables;
use super::section::{self, Section};
use super::{Language, Phrases, Plain};

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
    /// Before a word: one more of its sort is meant (`un autre A320`).
    pub another: Phrases,
    /// Particles of names, which are no parts of them.
    pub particles: Phrases,
    /// Verbs of saying, their forms written out.
    pub saying: Phrases,
    /// For the kind `name`.
    #[serde(skip)]
    pub name: Section<NameTables>,
    /// For the kind `domain`.
    #[serde(skip)]
    pub domain: Section<DomainTables>,
    /// For the kind `term`.
    #[serde(skip)]
    pub term: Section<TermTables>,
    /// Numbers in words, and what stands around figures.
    #[serde(skip)]
    pub figure: Section<FigureTables>,
    /// Months, weekdays, and what stands around dates.
    #[serde(skip)]
    pub date: Section<DateTables>,
    /// For the kind `quote`.
    #[serde(skip)]
    pub quote: Section<QuoteTables>,
    /// For the kind `claim`.
    #[serde(skip)]
    pub claim: Section<ClaimTables>,
    /// For fixes.
    #[serde(skip)]
    pub sound: Section<SoundTables>,
    /// For slips that documents show of each other.
    #[serde(skip)]
    pub slip: Section<SlipTables>,
}

fn unset() -> Option<Language> {
    None
}

/// What the kind `name` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct NameTables {
    /// Titles, offices and trades before names, and what stands behind names: they are no parts, and no given names.
    pub titles: Plain,
    /// Given names of men.
    pub masculine: Plain,
    /// Given names of women.
    pub feminine: Plain,
    /// Given names of both.
    pub epicene: Plain,
    /// Words that are written with a capital and name no person: weekdays, months, peoples, countries.
    pub capitalised: Plain,
    /// Cities and countries: no family name that stands alone.
    pub places: Plain,
    /// Articles that stand before places and things, and before no family name (`l’Hérault`).
    pub articles: Plain,
    /// Words of kinship: who stands beside one may be another of the same family.
    pub kin: Plain,
    /// Titles that say nothing of what somebody does.
    pub courtesy: Plain,
}

/// What the kind `domain` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct DomainTables {
    /// Words that make a former name right in their sentence, in any story.
    pub former: Phrases,
}

/// What the kind `term` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct TermTables {
    /// Determiners that show a gender: the masculine one, and the feminine one in its place.
    pub determiners: Vec<(String, String)>,
    /// Those of them that show the gender of a word that begins with a vowel too.
    pub before_vowels: Phrases,
    /// Those of them that possess: before a vowel, also a spoken one, the masculine form stands with feminine words.
    pub possessives: Phrases,
    /// Determiners with what they are before a vowel.
    pub elisions: HashMap<String, String>,
    /// Adjectives that stand before their noun: masculine, feminine, and the masculine before a vowel where that is another.
    pub preposed: Vec<Vec<String>>,
    /// Determiners that make what follows a common noun.
    pub indefinite: Phrases,
    /// Prepositions after which a name stands without a determiner.
    pub before_names: Phrases,
    /// Words that join the last item of a list.
    pub conjunctions: Phrases,
    /// An editor's marks before an expansion, as in `(Ndlr : …)`.
    pub editor_marks: Phrases,
    /// Inside a bracket before the short form, as in `(ou Junalco)`.
    pub aliases: Phrases,
    /// Between the short form and what it stands for, as in `la Junalco est la …`.
    pub equations: Phrases,
}

/// What the kind `quote` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct QuoteTables {
    /// Rows of writings of the same words (`12` and `twelve`, `%` and `per cent`): which one stands in a quotation is the house's style.
    pub same: Vec<Vec<String>>,
    /// Negations that mostly stand with another, so that dropping them alone negates nothing less (`ne` … `pas`).
    pub half_negations: Phrases,
    /// Pronouns that stand behind their verb, with a hyphen, where a reporter interrupts a quotation (`explique-t-il`).
    pub inverted: Phrases,
    /// Words that attribute what follows to whom they stand before (`selon`, `according to`).
    pub according: Phrases,
    /// Besides articles, prepositions and function words: what may stand between a verb of saying and its subject (`précise jeudi le …`).
    pub between: Phrases,
}

impl Tables {
    pub(super) fn parse(language: Language, text: &'static str) -> Self {
        let (head, sections) = section::split(text);
        let mut tables: Self = section::parse(head);
        tables.language = Some(language);
        for (name, text) in sections {
            match name {
                "name" => tables.name = Section::new(text),
                "domain" => tables.domain = Section::new(text),
                "term" => tables.term = Section::new(text),
                "figure" => tables.figure = Section::new(text),
                "date" => tables.date = Section::new(text),
                "quote" => tables.quote = Section::new(text),
                "claim" => tables.claim = Section::new(text),
                "sound" => tables.sound = Section::new(text),
                "slip" => tables.slip = Section::new(text),
                _ => unreachable!("{language:?} has a section [{name}] that nothing reads"),
            }
        }
        tables
    }
}

/// What tells two words that are near in spelling from two forms of one.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct SlipTables {
    /// Families of endings, without accents: two words of one beginning with two endings of one family are forms of one word.
    pub endings: Vec<Vec<String>>,
    /// Beginnings in the place of which another makes another word on purpose (`import`, `export`).
    pub prefixes: Vec<String>,
    /// Rows of letters that are written for one another (`-ise`, `-ize`), without accents.
    pub spellings: Vec<[String; 2]>,
}

/// What fixes ask of a language: words that fit the sound behind them.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct SoundTables {
    /// How words begin that begin with a consonant by their sound and not by their letters; without accents.
    pub consonants: Vec<String>,
    /// How words begin that begin with a vowel by their sound and not by their letters; without accents.
    pub vowels: Vec<String>,
    /// Words that lose their vowel before another: what is left, and the whole word.
    pub elided: HashMap<String, String>,
    /// Articles: what stands in their place before a vowel, its apostrophe left out.
    pub contracted: HashMap<String, String>,
    /// Determiners, articles and adjectives with what stands in their place before a vowel (`ce`, `a`).
    pub before_vowel: HashMap<String, String>,
    /// Feminine possessives, with the masculine that stands in their place before a vowel.
    pub possessives: HashMap<String, String>,
}
