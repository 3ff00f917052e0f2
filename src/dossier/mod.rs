//! Rule files: TOML in, valid rules out, every mistake with its place.
//!
//! [`load::load`] reads any number of rule files into a [`RuleSet`] and returns *all* their mistakes as [`Problem`]s. A rule
//! set without problems is valid: no kind has to doubt what it reads there. [`load::read_with`] leaves it to the caller what evidence that is not
//! in its source comes to.

pub mod absent;
mod advice;
pub mod conflict;
pub mod edit;
pub mod evidence;
pub mod fields;
pub mod load;
pub mod problem;
pub mod syntax;
pub mod table;

use std::ops::Range;
use std::path::PathBuf;

use globset::GlobSet;

use self::problem::Problem;
use crate::finding::{Origin, RuleId, Severity};
use crate::format::{Format, Opened};
use crate::kind::protected::Guard;
use crate::kind::unsupported::Known;
use crate::kind::{Fact, KindName};
use crate::language::Language;
use crate::prose::Document;
use crate::source::SourceFile;

/// A value of a rule file with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands: bytes of the rule file, half-open.
    pub span: Range<usize>,
}

/// A string of a rule file with its place.
pub type Text = Spanned<String>;

/// All rules of a run, with the files they come from. Rules stand in the order of files and lines.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// The rule files.
    pub dossiers: Vec<Dossier>,
    /// All their rules.
    pub rules: Vec<Rule>,
    /// Finds the protected names; none where there are none, or no key.
    pub guard: Option<Guard>,
    /// What the sources of `--against` have; none where drafts are held against rules alone.
    pub known: Option<Known>,
}

impl RuleSet {
    /// The rule of that id.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.0 as usize]
    }

    /// The rule file that a rule stands in.
    pub fn dossier(&self, id: RuleId) -> &Dossier {
        &self.dossiers[self.rule(id).dossier]
    }

    /// Every file that the rules are from or rest on: the rule files, and the sources that could be read.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        let sources = self.dossiers.iter().flat_map(|dossier| &dossier.sources);
        let contents = sources.filter_map(|source| source.content.as_ref()).map(|content| &content.file);
        self.dossiers.iter().map(|dossier| &dossier.file).chain(contents)
    }

    /// The code of what reports: a rule's own, or that of the check that is built in.
    pub fn code(&self, origin: Origin) -> &str {
        origin.built_in().map_or_else(|id| self.rule(id).code.as_str(), |built_in| built_in.code)
    }

    /// Every rule file with its rules as a set of its own, in which the others are not known.
    pub fn each_alone(self) -> Vec<Self> {
        let mut sets: Vec<Self> = self.dossiers.into_iter().map(|dossier| Self { dossiers: vec![dossier], ..Self::default() }).collect();
        for rule in self.rules {
            let set = &mut sets[rule.dossier];
            set.rules.push(Rule { dossier: 0, ..rule });
        }
        for set in &mut sets {
            set.guard = self.guard.as_ref().map(|guard| guard.of(set));
        }
        sets
    }

    /// The rules of protected names alone.
    #[must_use]
    pub fn protected(mut self) -> Self {
        self.rules.retain(|rule| rule.kind() == KindName::Protected);
        self.guard = self.guard.take().map(|guard| guard.of(&self));
        self
    }

    /// These rules and then others.
    #[must_use]
    pub fn with(mut self, others: Self) -> Self {
        let before = self.dossiers.len();
        self.dossiers.extend(others.dossiers);
        self.rules.extend(others.rules.into_iter().map(|rule| Rule { dossier: rule.dossier + before, ..rule }));
        let guard = self.guard.take().or(others.guard);
        self.guard = guard.map(|guard| guard.of(&self));
        self
    }

    /// A file as it is read and shown: without the protected names that stand in it. Where they cannot be looked for, for want of the key,
    /// nothing is read at all. Whoever shows a file opens it first.
    pub fn open(&self, opened: Opened) -> Opened {
        match &self.guard {
            Some(guard) => guard.open(opened),
            None if self.is_blind() => Opened { file: opened.file.hide(Vec::new(), Vec::new()), document: Document::default(), ..opened },
            None => opened,
        }
    }

    /// Whether there are protected names and nothing that finds them: what a draft says must not be shown then.
    pub fn is_blind(&self) -> bool {
        self.guard.is_none() && self.rules.iter().any(|rule| rule.kind() == KindName::Protected)
    }

    /// How many pieces of evidence could not be held against their source.
    pub fn unchecked(&self) -> usize {
        self.rules.iter().flat_map(|rule| &rule.evidence).filter(|evidence| evidence.state == EvidenceState::Unchecked).count()
    }

    /// All rules with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (RuleId, &Rule)> {
        self.rules.iter().enumerate().map(|(i, rule)| (RuleId(i as u32), rule))
    }
}

/// One rule file.
#[derive(Debug)]
pub struct Dossier {
    /// The TOML.
    pub file: SourceFile,
    /// `title`, of use to people.
    pub title: Option<String>,
    /// The language of the facts' words; both, where it is not given.
    pub language: Option<Language>,
    /// Words of which a draft must mention one for the rules that read common words; empty: all drafts.
    pub about: Vec<Text>,
    /// Only these files; `None`: all.
    pub applies_to: Option<GlobSet>,
    /// Its sources.
    pub sources: Vec<Source>,
    /// What may be wrong among its rules, though each may be right.
    pub doubts: Vec<Problem>,
}

/// A document, or only a reference, on which facts rest.
#[derive(Debug)]
pub struct Source {
    /// `parquet` of `[source.parquet]`.
    pub id: String,
    /// Where its header stands in the rule file.
    pub span: Range<usize>,
    /// What people call it; the id, where it is not given.
    pub title: String,
    /// When it was published.
    pub date: Option<String>,
    /// Where it can be read; never fetched.
    pub url: Option<String>,
    /// 1 is the highest authority.
    pub rank: Option<u32>,
    /// How drafts attribute to it.
    pub cited_as: Vec<Text>,
    /// Whether whatever is attributed to it must be in it.
    pub complete: bool,
    /// Its file as the rule file has it.
    pub path: Option<Text>,
    /// Its text, where it has a `path` and the file is there.
    pub content: Option<Content>,
}

/// The text of a source that could be read.
#[derive(Debug)]
pub struct Content {
    /// The file; its name is the path as reports show it.
    pub file: SourceFile,
    /// The same file as the system knows it, to tell whether a draft is this source itself.
    pub path: PathBuf,
    /// Its prose.
    pub document: Document,
    /// What it was read as.
    pub format: Format,
}

/// The passage of a source that establishes a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Which of the dossier's sources.
    pub source: usize,
    /// The rule's own words of it.
    pub quote: Option<Text>,
    /// What became of it when the rules were loaded.
    pub state: EvidenceState,
}

impl Evidence {
    /// Where it stands in its source, `source`: the file and the bytes there; none where it is unchecked.
    pub fn standing<'s>(&self, source: &'s Source) -> Option<(&'s SourceFile, Range<usize>)> {
        match (&self.state, &source.content) {
            (EvidenceState::Stands(span), Some(content)) => Some((&content.file, span.clone())),
            _ => None,
        }
    }
}

/// What became of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceState {
    /// The passage is in the source, at these bytes of its file.
    Stands(Range<usize>),
    /// The source can be read and does not hold the passage: a mistake, which a rule set without problems does not have.
    Missing,
    /// The source cannot be read, or no passage is given.
    Unchecked,
}

/// One table of a dossier: a fact, and what all rules have.
#[derive(Debug)]
pub struct Rule {
    /// The TOML header, `name.steidl`.
    pub code: String,
    /// Which of the rule set's dossiers it stands in.
    pub dossier: usize,
    /// Where its header stands in the rule file, brackets left out.
    pub span: Range<usize>,
    /// Its evidence, the highest rank first.
    pub evidence: Vec<Evidence>,
    /// Overrides the severity of all it reports.
    pub severity: Option<Severity>,
    /// Overrides the message.
    pub message: Option<String>,
    /// Overrides the help.
    pub help: Option<String>,
    /// Whether fixes are offered.
    pub fix: bool,
    /// Words one of which must stand in the same sentence. For the kind `date`: the words of the event.
    pub near: Vec<Text>,
    /// Words none of which may stand in the same sentence.
    pub unless_near: Vec<Text>,
    /// Texts that must pass.
    pub valid: Vec<Text>,
    /// Texts that must be reported.
    pub invalid: Vec<Text>,
    /// What it holds true.
    pub fact: Fact,
}

impl Rule {
    /// Its kind.
    pub fn kind(&self) -> KindName {
        self.fact.kind()
    }
}
