//! The nine kinds of fact. Each is a folder with the same files: `fact.rs` (the keys of its tables and their reading) and `mod.rs` (what it
//! says of a passage), and more where there is more to say.
//!
//! [`Kind`] is the one seam: a kind is made once from the rule set, tells the lexicon what words it looks for, and then reads passages. It
//! returns [`Mention`]s and knows nothing of files, reports or directives.

pub mod claim;
pub mod date;
pub mod domain;
pub mod figure;
pub mod name;
pub(crate) mod near;
pub mod protected;
pub mod quote;
pub mod term;
pub mod typo;
pub mod unsupported;
mod wording;

use std::ops::Range;

use crate::dossier::Source;
use crate::dossier::fields::{Field, Fields};
use crate::dossier::problem::Problem;
use crate::finding::{DeviationName, Origin, Safety, Severity};
use crate::prose::passage::Passage;

/// The sorts of fact, in the order in which the first of two findings of one cause stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is explained in docs/rules.md under its own word")]
pub enum KindName {
    Typo,
    Name,
    Domain,
    Term,
    Figure,
    Date,
    Quote,
    Claim,
    Protected,
}

impl KindName {
    /// All of them.
    pub const ALL: [Self; 9] =
        [Self::Typo, Self::Name, Self::Domain, Self::Term, Self::Figure, Self::Date, Self::Quote, Self::Claim, Self::Protected];

    /// The first word of a rule's code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Typo => "typo",
            Self::Name => "name",
            Self::Domain => "domain",
            Self::Term => "term",
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Quote => "quote",
            Self::Claim => "claim",
            Self::Protected => "protected",
        }
    }

    /// The kind of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether its rules read common words, so that `about` limits them.
    pub fn reads_common_words(self) -> bool {
        matches!(self, Self::Figure | Self::Date | Self::Claim | Self::Quote | Self::Typo)
    }

    /// The keys of its own; those of every rule come to them.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Typo => typo::fact::FIELDS,
            Self::Name => name::fact::FIELDS,
            Self::Domain => domain::fact::FIELDS,
            Self::Term => term::fact::FIELDS,
            Self::Figure => figure::fact::FIELDS,
            Self::Date => date::fact::FIELDS,
            Self::Quote => quote::fact::FIELDS,
            Self::Claim => claim::fact::FIELDS,
            Self::Protected => protected::fact::FIELDS,
        }
    }
}

/// What a rule holds true.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is what its kind says")]
pub enum Fact {
    Typo(typo::fact::Typo),
    Name(name::fact::Name),
    Domain(domain::fact::Domain),
    Term(term::fact::Term),
    Figure(figure::fact::Figure),
    Date(date::fact::Date),
    Quote(quote::fact::Quote),
    Claim(claim::fact::Claim),
    Protected(protected::fact::Protected),
}

/// What a fact's reading may look up and report to.
pub struct Reading<'a> {
    /// The rule file's name.
    pub path: &'a str,
    /// `[name.steidl]`, as messages call the rule.
    pub what: &'a str,
    /// The dossier's sources.
    pub sources: &'a [Source],
    /// Where mistakes go.
    pub problems: &'a mut Vec<Problem>,
}

impl Reading<'_> {
    /// Reports a mistake at a place of the rule file.
    pub fn mistake(&mut self, span: Range<usize>, message: impl Into<String>, label: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(message).at(self.path, span, label).help(help));
    }
}

impl Fact {
    /// Reads the fact of a table that was checked against [`KindName::fields`]; what is wrong beyond types goes to `reading`.
    pub fn read(kind: KindName, fields: &Fields<'_>, reading: &mut Reading<'_>) -> Self {
        match kind {
            KindName::Typo => Self::Typo(typo::fact::Typo::read(fields, reading)),
            KindName::Name => Self::Name(name::fact::Name::read(fields, reading)),
            KindName::Domain => Self::Domain(domain::fact::Domain::read(fields, reading)),
            KindName::Term => Self::Term(term::fact::Term::read(fields, reading)),
            KindName::Figure => Self::Figure(figure::fact::Figure::read(fields, reading)),
            KindName::Date => Self::Date(date::fact::Date::read(fields, reading)),
            KindName::Quote => Self::Quote(quote::fact::Quote::read(fields, reading)),
            KindName::Claim => Self::Claim(claim::fact::Claim::read(fields, reading)),
            KindName::Protected => Self::Protected(protected::fact::Protected::read(fields, reading)),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> KindName {
        match self {
            Self::Typo(_) => KindName::Typo,
            Self::Name(_) => KindName::Name,
            Self::Domain(_) => KindName::Domain,
            Self::Term(_) => KindName::Term,
            Self::Figure(_) => KindName::Figure,
            Self::Date(_) => KindName::Date,
            Self::Quote(_) => KindName::Quote,
            Self::Claim(_) => KindName::Claim,
            Self::Protected(_) => KindName::Protected,
        }
    }

    /// Every deviation that the rule may report, given its keys: what its examples have to reach. `sources` are its dossier's.
    pub fn deviations(&self, sources: &[Source]) -> Vec<DeviationName> {
        match self {
            Self::Typo(_) => vec![DeviationName::Typo],
            Self::Name(name) => name.deviations(),
            Self::Domain(domain) => domain.deviations(),
            Self::Term(term) => term.deviations(),
            Self::Figure(figure) => figure.deviations(),
            Self::Date(_) => vec![DeviationName::Contradicts, DeviationName::Weekday],
            Self::Quote(quote) => quote.deviations(sources),
            Self::Claim(claim) => claim.deviations(),
            // No example can reach it: it would tell the name.
            Self::Protected(_) => Vec::new(),
        }
    }

    /// The canonical as reports give it: the TOML value as a string; `None` for a claim, a protected name, and a quote that is
    /// a whole source.
    pub fn canonical(&self) -> Option<String> {
        match self {
            Self::Typo(typo) => typo.right.first().map(|right| right.value.clone()),
            Self::Name(name) => Some(name.canonical.value.clone()),
            Self::Domain(domain) => Some(domain.canonical.value.clone()),
            Self::Term(term) => Some(term.canonical.value.clone()),
            Self::Figure(figure) => Some(figure.written.clone()),
            Self::Date(date) => Some(date.written.clone()),
            Self::Quote(quote) => quote.canonical.as_ref().map(|canonical| canonical.value.clone()),
            Self::Claim(_) | Self::Protected(_) => None,
        }
    }
}

/// What a draft says about something that a rule knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The rule that knows it, or a check that is built in.
    pub origin: Origin,
    /// Bytes of the passage's text. Of a deviation: the smallest span that shows it.
    pub span: Range<usize>,
    /// Whether all of it was said, or a part that stands for it.
    pub form: Form,
    /// What comes of it.
    pub verdict: Verdict,
}

/// How much of a fact a mention says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The canonical, an accepted form, or something close to one.
    Full,
    /// A part that stands for it: a family name alone.
    Short,
}

/// What comes of a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It says what the rule says.
    Agrees,
    /// It departs from it.
    Deviates(Box<Deviation>),
    /// It departs, and is not reported: what the rest of the document says of it.
    Settled(&'static str),
    /// These words are the name of somebody else here, and so are they where they stand alone.
    Another(String),
}

/// How a mention departs from its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// In what way.
    pub name: DeviationName,
    /// How much that weighs, before overrides.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, stands alone.
    pub message: String,
    /// What is to be seen at the span: stands alone.
    pub label: String,
    /// Further places of the passage, with what is to be seen there.
    pub further: Vec<(Range<usize>, String)>,
    /// What the user can change; where it is `None` and there is a replacement, that is said.
    pub help: Option<String>,
    /// Background.
    pub notes: Vec<String>,
    /// What would put the span right.
    pub replacement: Option<Replacement>,
    /// What its rule would have to accept for it to be right; none where no list of forms takes it.
    pub acceptable: Option<String>,
}

impl Deviation {
    /// A deviation with what every one has.
    pub fn new(name: DeviationName, severity: Severity, message: impl Into<String>, label: impl Into<String>) -> Self {
        let (message, label) = (message.into(), label.into());
        Self { name, severity, message, label, further: Vec::new(), help: None, notes: Vec::new(), replacement: None, acceptable: None }
    }

    /// With the text that would put the span right.
    #[must_use]
    pub fn replace(mut self, text: impl Into<String>, safety: Safety) -> Self {
        self.replacement = Some(Replacement { text: text.into(), safety });
        self
    }

    /// With background.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// With what the user can change.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With the words that its rule would have to accept.
    #[must_use]
    pub fn or_accept(mut self, words: &str) -> Self {
        self.acceptable = Some(wording::one_line(words));
        self
    }

    /// As a mention at a place of the passage.
    pub fn at(self, origin: Origin, span: Range<usize>, form: Form) -> Mention {
        Mention { origin, span, form, verdict: Verdict::Deviates(Box::new(self)) }
    }
}

/// What would put a span right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The text for the span. Typography and quotation marks around it are the business of whoever places the finding.
    pub text: String,
    /// Whether it may be written without a look.
    pub safety: Safety,
}

/// A kind at work: made once from a rule set, asked of every passage, on many threads at once.
pub trait Kind: Send + Sync {
    /// Which kind this is.
    fn name(&self) -> KindName;

    /// Adds what the passage says about this kind's rules to `mentions`.
    fn read(&self, passage: &Passage<'_>, mentions: &mut Vec<Mention>);

    /// Whether it says nothing of a passage in which the lexicon finds nothing.
    fn needs_hits(&self) -> bool {
        false
    }

    /// Whether it also reads destinations that no reader sees.
    fn reads_links(&self) -> bool {
        false
    }

    /// Settles what only the whole document decides; `blocks` have all mentions of this kind in it, in order, each block with its own.
    fn settle(&self, blocks: &mut [Vec<&mut Mention>]) {
        let _ = blocks;
    }
}
