//! What a run found, in; what people and programs read, out: one file per output format.
//!
//! The formats are a closed set: [`Format`] and the match of [`write()`]. A report looks for no text: every place comes with its finding, and
//! lines and columns come from [`SourceFile::position`] alone.

pub mod coverage;
pub mod discover;
pub mod github;
mod gitlab;
mod html;
pub mod human;
mod json;
mod junit;
mod markdown;
mod rdjsonl;
pub mod ruletest;
mod sarif;
mod short;
mod snippet;
pub mod statistics;
pub mod verified;
pub(crate) mod visible;
pub mod why;
mod window;
pub(crate) mod word;

use std::io;
use std::ops::Range;

use serde::Serialize;

use crate::check::code;
use crate::dossier::problem::Problem;
use crate::dossier::{Evidence, Rule, RuleSet, Source};
use crate::finding::{Finding, Origin, RuleId, Severity, Suppressed};
use crate::kind::KindName;
use crate::source::SourceFile;

pub use json::SCHEMA;

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: every finding with the lines it is about and the line of the source that says so.
    Human,
    /// For people and editors: `path:line:col: severity[code]: message`.
    Short,
    /// For programs: one object.
    Json,
    /// For programs that read as they go: one finding a line.
    Jsonl,
    /// For editors: one page with the drafts, the deviations marked, the evidence beside them.
    Html,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// GitLab Code Quality.
    Gitlab,
    /// JUnit XML, for whatever shows test results.
    Junit,
    /// Lines for reviewdog.
    Rdjsonl,
}

/// A draft that has been checked.
#[derive(Debug)]
pub struct Checked {
    /// The draft.
    pub file: SourceFile,
    /// What was found in it.
    pub findings: Vec<Finding>,
    /// What was found and accepted earlier, by a directive or by a baseline; it is no finding of this run.
    pub suppressed: Vec<Suppressed>,
}

/// A run, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Files that a walk passed over: binary files, rule files.
    pub skipped: usize,
    /// Passages of evidence whose source could not be read.
    pub unchecked: usize,
    /// Findings of that severity.
    pub errors: usize,
    /// Findings of that severity.
    pub warnings: usize,
    /// Findings of that severity.
    pub notes: usize,
    /// Findings that a directive in their draft silences.
    pub allowed: usize,
    /// Findings that were accepted earlier.
    pub baselined: usize,
}

impl Summary {
    /// Counts files, findings and unchecked evidence; what was skipped, allowed and baselined is not to be seen here and stays 0.
    pub fn of(rules: &RuleSet, files: &[Checked]) -> Self {
        let found = |severity| files.iter().flat_map(|checked| &checked.findings).filter(|finding| finding.severity == severity).count();
        Self {
            files: files.len(),
            unchecked: rules.unchecked(),
            errors: found(Severity::Error),
            warnings: found(Severity::Warning),
            notes: found(Severity::Note),
            ..Self::default()
        }
    }
}

/// All that a report tells.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The rules of the run.
    pub rules: &'a RuleSet,
    /// The drafts with their findings, in any order.
    pub files: &'a [Checked],
    /// The run, counted.
    pub summary: Summary,
    /// Whether [`Format::Human`] may use colours.
    pub color: bool,
    /// Whether [`Format::Human`] leaves the summary line out.
    pub quiet: bool,
    /// How the run ends.
    pub ending: Ending<'a>,
}

/// How a run ends, for reports that say so.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ending<'a> {
    /// The exit status.
    pub status: u8,
    /// Why the run cannot be trusted; empty where it can.
    pub problems: &'a [Problem],
}

impl<'a> Run<'a> {
    /// Every finding with its draft, sorted by path, offset and code.
    fn findings(&self) -> impl Iterator<Item = (&'a SourceFile, &'a Finding)> {
        let rules = self.rules;
        self.sorted().into_iter().flat_map(move |checked| findings_of(rules, checked))
    }

    /// The drafts, sorted by path.
    fn sorted(&self) -> Vec<&'a Checked> {
        let mut files: Vec<&Checked> = self.files.iter().collect();
        files.sort_by_key(|checked| checked.file.name());
        files
    }

    /// What was found and accepted earlier, sorted by path.
    fn suppressed(&self) -> impl Iterator<Item = (&'a SourceFile, &'a Suppressed)> {
        self.sorted().into_iter().flat_map(|checked| checked.suppressed.iter().map(|suppressed| (&checked.file, suppressed)))
    }
}

/// The findings of a draft, sorted by offset and code.
fn findings_of<'a>(rules: &'a RuleSet, checked: &'a Checked) -> impl Iterator<Item = (&'a SourceFile, &'a Finding)> {
    let mut findings: Vec<&Finding> = checked.findings.iter().collect();
    findings.sort_by_key(|finding| (finding.span.start, code(rules, finding)));
    findings.into_iter().map(|finding| (&checked.file, finding))
}

/// Writes the report of a run.
///
/// # Errors
/// Whatever `out` says, as it says it: a closed pipe stays one.
pub fn write(format: Format, run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Human => human::write(run, out),
        Format::Short => short::write(run, out),
        Format::Json => json::write(run, out),
        Format::Jsonl => json::write_lines(run, out),
        Format::Html => html::write(run, out),
        Format::Sarif => sarif::write(run, out),
        Format::Github => github::write(run, out),
        Format::Gitlab => gitlab::write(run, out),
        Format::Junit => junit::write(run, out),
        Format::Rdjsonl => rdjsonl::write(run, out),
    }
}

/// The rule that reports; `None` for a check that is built in.
fn rule<'r>(rules: &'r RuleSet, finding: &Finding) -> Option<(RuleId, &'r Rule)> {
    match finding.origin {
        Origin::Rule(id) => Some((id, rules.rule(id))),
        Origin::Weekday | Origin::UnusedAllow | Origin::Unsupported => None,
    }
}

/// The kind of fact that a finding is about; none for a directive that silences nothing.
fn kind(rules: &RuleSet, finding: &Finding) -> Option<KindName> {
    match finding.origin {
        Origin::Rule(id) => Some(rules.rule(id).kind()),
        Origin::Weekday => Some(KindName::Date),
        Origin::UnusedAllow | Origin::Unsupported => None,
    }
}

/// The evidence of the rule that reports, the highest rank first.
fn evidence<'r>(rules: &'r RuleSet, finding: &Finding) -> impl Iterator<Item = (&'r Source, &'r Evidence)> {
    let rule = rule(rules, finding);
    let pairs = rule.map(|(id, rule)| rule.evidence.iter().map(move |evidence| (&rules.dossier(id).sources[evidence.source], evidence)));
    pairs.into_iter().flatten()
}

/// The evidence that stands in its source: the source, its file, and the bytes there.
fn passages<'r>(rules: &'r RuleSet, finding: &Finding) -> impl Iterator<Item = (&'r Source, &'r SourceFile, Range<usize>)> {
    evidence(rules, finding).filter_map(|(source, evidence)| evidence.standing(source).map(|(file, span)| (source, file, span)))
}

/// The path of a file as services want it that know the files of a repository.
fn path(file: &SourceFile) -> &str {
    file.name().trim_start_matches("./")
}

/// A finding as one line of text that a terminal can be given: `path:line:col: severity[code]: message`, and in a packed file where that is.
fn line(rules: &RuleSet, file: &SourceFile, finding: &Finding) -> String {
    let at = file.position(finding.span.start);
    let (name, message) = (visible::line(file.name()), visible::line(&finding.message));
    let (severity, code) = (finding.severity.as_str(), visible::line(code(rules, finding)));
    format!("{name}:{}:{}: {severity}[{code}]: {message}{}", at.line, at.column, within(file, &finding.span))
}

/// Where in a packed file a span stands, as it follows a message: ` (paragraph 3)`. Nothing for a text file.
fn within(file: &SourceFile, span: &Range<usize>) -> String {
    file.location(span.start).map(|location| format!(" ({})", visible::line(location))).unwrap_or_default()
}
