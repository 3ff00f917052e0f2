//! What a check returns: findings, placed in their file. Nothing here prints; every report, fix and editor reads these.

mod built_in;

use std::ops::Range;

use serde::Serialize;

pub use built_in::BuiltIn;

/// Which rule of a [`RuleSet`](crate::dossier::RuleSet).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u32);

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never a reason to stop.
    Note,
    /// Probably wrong, or a matter of form.
    Warning,
    /// Contradicts the sources.
    Error,
}

impl Severity {
    /// The word of reports and rule files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of that word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Note, Self::Warning, Self::Error].into_iter().find(|severity| severity.as_str() == word)
    }
}

/// How a mention departs from the canonical. The words are part of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is explained in docs/rules.md under its own word")]
pub enum DeviationName {
    Misspelled,
    Rejected,
    Accents,
    Case,
    Former,
    WrongSuffix,
    Lookalike,
    Form,
    Expansion,
    Gender,
    Contradicts,
    UnmarkedRounding,
    FalseBound,
    Weekday,
    Altered,
    Punctuation,
    Unsourced,
    Typo,
    Unhedged,
    Hedged,
    Embargoed,
    Protected,
    UnusedAllow,
    Unsupported,
}

impl DeviationName {
    /// The kebab-case word of reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Misspelled => "misspelled",
            Self::Rejected => "rejected",
            Self::Accents => "accents",
            Self::Case => "case",
            Self::Former => "former",
            Self::WrongSuffix => "wrong-suffix",
            Self::Lookalike => "lookalike",
            Self::Form => "form",
            Self::Expansion => "expansion",
            Self::Gender => "gender",
            Self::Contradicts => "contradicts",
            Self::UnmarkedRounding => "unmarked-rounding",
            Self::FalseBound => "false-bound",
            Self::Weekday => "weekday",
            Self::Altered => "altered",
            Self::Punctuation => "punctuation",
            Self::Unsourced => "unsourced",
            Self::Typo => "typo",
            Self::Unhedged => "unhedged",
            Self::Hedged => "hedged",
            Self::Embargoed => "embargoed",
            Self::Protected => "protected",
            Self::UnusedAllow => "unused-allow",
            Self::Unsupported => "unsupported",
        }
    }
}

/// Whether a fix may be applied without a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// The change is right wherever the finding is.
    Safe,
    /// Probably right; a person should look.
    Unsafe,
    /// Shown, never applied: the words are somebody else's.
    DisplayOnly,
}

/// One replacement in a file: the bytes of `span` become `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the file, half-open.
    pub span: Range<usize>,
    /// What takes their place.
    pub text: String,
}

/// A change that would put a finding right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without a look.
    pub safety: Safety,
    /// Sorted, not overlapping.
    pub edits: Vec<Edit>,
}

/// A labelled place of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the file, half-open.
    pub span: Range<usize>,
    /// Lower case, no full stop; may be empty.
    pub text: String,
}

/// Who reports: a rule of a dossier, or the program itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A rule.
    Rule(RuleId),
    /// Built in: `date.weekday`.
    Weekday,
    /// Built in: `unused-allow`.
    UnusedAllow,
    /// Built in, with `--against`: `unsupported`.
    Unsupported,
}

impl From<RuleId> for Origin {
    fn from(rule: RuleId) -> Self {
        Self::Rule(rule)
    }
}

/// A deviation placed in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Who reports.
    pub origin: Origin,
    /// How the mention departs from the canonical.
    pub deviation: DeviationName,
    /// How much it weighs, overrides applied.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, stands alone.
    pub message: String,
    /// What the user can change.
    pub help: Option<String>,
    /// Background.
    pub notes: Vec<String>,
    /// The smallest span that shows the deviation: bytes of the file, half-open, on character boundaries.
    pub span: Range<usize>,
    /// The primary label first, at `span`; then further places of the same draft.
    pub labels: Vec<Label>,
    /// Whether the span stands inside quotation marks or a block quote.
    pub in_quotation: bool,
    /// The change that would put it right.
    pub fix: Option<Fix>,
    /// What its rule would have to accept for it to be right: all the words that were read, of which the span may show a part.
    pub acceptable: Option<String>,
    /// The same wherever the text around it moves: a hash of rule, deviation, folded words and three more on each side.
    pub fingerprint: String,
}

/// A finding that is not reported as one: somebody accepted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// What was found.
    pub finding: Finding,
    /// Who accepted it.
    pub by: Suppression,
}

/// Who accepted a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suppression {
    /// A directive in the draft.
    InSource {
        /// The directive's reason, if it gives one.
        justification: Option<String>,
    },
    /// Something outside the draft: a baseline.
    External,
}
