//! Mistakes that people make, made on purpose: a rule in, its own right texts with one slip each out.
//!
//! Nothing here asks a matcher, the lexicon or the language tables what they would find: words, keyboards, months and hedges are this
//! module's own. What the rule reference says is left alone on purpose (a slip in a short name, another figure's size) is not made.
//! All is enumerated in a fixed order; there is no chance in it.

mod base;
mod claim;
mod date;
mod domain;
mod figure;
mod letters;
mod name;
mod quote;
mod term;
mod typo;

use std::collections::HashSet;
use std::ops::Range;

use serde::Serialize;

use crate::dossier::RuleSet;
use crate::finding::RuleId;
use crate::kind::Fact;

use base::{Base, Known, Made};

/// What somebody did wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each says itself what it is")]
pub enum Mistake {
    LetterDropped,
    LetterDoubled,
    LettersTransposed,
    NeighbouringKey,
    AccentLost,
    CapitalsLost,
    Respaced,
    OtherArticle,
    WordDropped,
    OtherSuffix,
    LookalikeLetter,
    HyphenAdded,
    DigitChanged,
    DigitsTransposed,
    DigitDropped,
    DigitDoubled,
    OtherDay,
    OtherMonth,
    OtherYear,
    OtherWeekday,
    NegationDropped,
    WrongWord,
    HedgeRemoved,
}

impl Mistake {
    /// The words of reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LetterDropped => "letter dropped",
            Self::LetterDoubled => "letter doubled",
            Self::LettersTransposed => "letters transposed",
            Self::NeighbouringKey => "neighbouring key",
            Self::AccentLost => "accent lost",
            Self::CapitalsLost => "capitals lost",
            Self::Respaced => "space or hyphen changed",
            Self::OtherArticle => "article of the other gender",
            Self::WordDropped => "word dropped",
            Self::OtherSuffix => "other suffix",
            Self::LookalikeLetter => "look-alike letter",
            Self::HyphenAdded => "hyphen added",
            Self::DigitChanged => "digit changed",
            Self::DigitsTransposed => "digits transposed",
            Self::DigitDropped => "digit dropped",
            Self::DigitDoubled => "digit doubled",
            Self::OtherDay => "another day",
            Self::OtherMonth => "another month",
            Self::OtherYear => "another year",
            Self::OtherWeekday => "another weekday",
            Self::NegationDropped => "negation dropped",
            Self::WrongWord => "the wrong word",
            Self::HedgeRemoved => "hedge removed",
        }
    }
}

/// A text with one slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The slip.
    pub mistake: Mistake,
    /// The text with it.
    pub text: String,
    /// Bytes of `text` that hold it; where something was left out, what stood around it.
    pub changed: Range<usize>,
    /// The text without it.
    pub base: String,
    /// Where the text is from: bytes of the rule file.
    pub span: Range<usize>,
}

/// Makes the mutants of a rule set's rules.
pub struct Mutator<'r> {
    rules: &'r RuleSet,
    known: Known<'r>,
}

impl<'r> Mutator<'r> {
    /// Looks through the rules for what is right.
    pub fn new(rules: &'r RuleSet) -> Self {
        Self { rules, known: Known::of(rules) }
    }

    /// The mutants of a rule: of its canonical in a plain sentence, of its evidence, and of its `valid` texts. None twice.
    pub fn mutants(&self, id: RuleId) -> Vec<Mutant> {
        let made = Made::of(self.rules, id, &self.known);
        let mutants = match &made.rule.fact {
            Fact::Name(name) => name::mutants(&made, name),
            Fact::Term(term) => term::mutants(&made, term),
            Fact::Domain(domain) => domain::mutants(&made, domain),
            Fact::Figure(figure) => figure::mutants(&made, figure),
            Fact::Date(date) => date::mutants(&made, date),
            Fact::Quote(quote) => quote::mutants(&made, quote),
            Fact::Typo(typo) => typo::mutants(&made, typo),
            Fact::Claim(claim) => claim::mutants(&made, claim),
            Fact::Protected(_) => Vec::new(),
        };
        let mut seen = HashSet::new();
        mutants.into_iter().filter(|mutant| seen.insert(mutant.text.clone())).collect()
    }
}

/// The bytes of every run of letters and digits.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match found.last_mut().filter(|word| word.end == at) {
            Some(word) => word.end += c.len_utf8(),
            None => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

/// Where a text stands in another as words of its own, case counted.
fn places(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let found = text.match_indices(wanted).map(|(at, _)| at..at + wanted.len());
    let open = |at: &Range<usize>| {
        let before = text[..at.start].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[at.end..].chars().next().is_some_and(char::is_alphanumeric);
        !before && !after
    };
    found.filter(|at| !wanted.is_empty() && open(at)).collect()
}
