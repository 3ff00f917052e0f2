//! What became of evidence, for people and for programs.

mod json;

use std::io;

use serde::Serialize;

use super::{human, visible};
use crate::dossier::RuleSet;
use crate::dossier::problem::Problem;
use crate::finding::Severity;
use crate::verify::difference::Difference;
use crate::verify::lock::{FILE_NAME, Stood};
use crate::verify::verdict::{Judged, Verdict};

pub use json::write_json;

/// What a verification came to.
#[derive(Debug)]
pub struct Verified<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    /// Their evidence.
    pub judged: Vec<Judged<'r>>,
    /// The lock's name; none where there is no lock.
    pub lock: Option<&'r str>,
    /// How the sources and the evidence of now differ from the lock, or from the one before where it was written anew.
    pub differences: Vec<Difference>,
    /// The lock was to be written anew: the differences are shown.
    pub updated: bool,
    /// Evidence that is unchecked is shown.
    pub strict: bool,
}

/// Evidence, counted by verdict.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All of it.
    pub evidence: usize,
    /// Where it was.
    pub stands: usize,
    /// At another place.
    pub moved: usize,
    /// Not there, but words near to it.
    pub changed: usize,
    /// Not there.
    pub gone: usize,
    /// Not held against a source.
    pub unchecked: usize,
}

impl Counts {
    /// Counts the verdicts.
    pub fn of(judged: &[Judged<'_>]) -> Self {
        let count = |verdict: Verdict| judged.iter().filter(|judged| judged.verdict == verdict).count();
        Self {
            evidence: judged.len(),
            stands: count(Verdict::Stands),
            moved: count(Verdict::Moved),
            changed: count(Verdict::Changed),
            gone: count(Verdict::Gone),
            unchecked: count(Verdict::Unchecked),
        }
    }

    fn line(&self) -> String {
        let Self { evidence, stands, moved, changed, gone, unchecked } = self;
        let stand = if *stands == 1 { "stands" } else { "stand" };
        let all = human::counted(*evidence, "piece of evidence");
        format!("{all}: {stands} {stand}, {moved} moved, {changed} changed, {gone} gone, {unchecked} unchecked")
    }
}

/// Writes what does not stand as it was, the differences, and the counts.
///
/// # Errors
/// Whatever `out` says.
pub fn write(verified: &Verified<'_>, color: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let problems: Vec<Problem> = verified.judged.iter().filter_map(|judged| problem(judged, verified.strict)).collect();
    human::write_problems(&problems, verified.rules, &[], color, out)?;
    if verified.updated {
        verified.differences.iter().try_for_each(|difference| writeln!(out, "{}", difference_line(difference)))?;
    } else if verified.lock.is_some() && !verified.differences.is_empty() {
        let entries = match verified.differences.len() {
            1 => "1 entry is".to_owned(),
            count => format!("{count} entries are"),
        };
        writeln!(out, "{entries} not as in {FILE_NAME}; `factlint verify --update` shows and records them")?;
    }
    writeln!(out, "{}", Counts::of(&verified.judged).line())
}

fn difference_line(difference: &Difference) -> String {
    let Difference { change, dossier, rule, source, old, new } = difference;
    let what = rule.as_ref().map_or_else(|| format!("[source.{source}]"), |rule| format!("[{rule}], `{source}`"));
    let said: Vec<&str> = [old, new].into_iter().flatten().map(String::as_str).collect();
    visible::line(&format!("{:<8} {dossier} {what}: {}", change.as_str(), said.join(" → "))).into_owned()
}

/// What is to be said of a piece of evidence; nothing of one that stands where it was.
fn problem(judged: &Judged<'_>, strict: bool) -> Option<Problem> {
    match judged.verdict {
        Verdict::Stands => None,
        Verdict::Unchecked if !strict => None,
        Verdict::Unchecked => Some(unchecked(judged)),
        Verdict::Moved => Some(moved(judged)),
        Verdict::Changed | Verdict::Gone => Some(lost(judged)),
    }
}

/// One line on the verdict.
fn message(judged: &Judged<'_>) -> String {
    let code = &judged.rule.code;
    match judged.verdict {
        Verdict::Stands => format!("the evidence of [{code}] stands"),
        Verdict::Moved => format!("the evidence of [{code}] has moved in its source"),
        Verdict::Unchecked => format!("the evidence of [{code}] is unchecked: {}", why_unchecked(judged)),
        Verdict::Gone if judged.source.content.is_none() => format!("the source of the evidence of [{code}] is gone"),
        Verdict::Changed | Verdict::Gone if stood(judged).is_none() => format!("the evidence of [{code}] is not in its source"),
        Verdict::Changed | Verdict::Gone if judged.is_requoted() => {
            format!("the evidence of [{code}] is quoted anew, and these words are not in its source")
        }
        Verdict::Changed => format!("the evidence of [{code}] has changed in its source"),
        Verdict::Gone => format!("the evidence of [{code}] is gone from its source"),
    }
}

fn why_unchecked(judged: &Judged<'_>) -> String {
    let source = &judged.source;
    match (&source.content, &source.path) {
        (Some(_), _) => "it has no `quote`".to_owned(),
        (None, Some(_)) if judged.has_no_file() => format!("the file of [source.{}] is not there", source.id),
        (None, Some(_)) => format!("the file of [source.{}] cannot be read", source.id),
        (None, None) => format!("[source.{}] has no `path`", source.id),
    }
}

/// The rule's quote, or the rule where it gives none, as the primary place.
fn at_rule(judged: &Judged<'_>, severity: Severity, label: String) -> Problem {
    let span = judged.evidence.quote.as_ref().map_or(&judged.rule.span, |quote| &quote.span);
    Problem::new(message(judged)).about(severity, &judged.rule.code).at(judged.dossier.file.name(), span.clone(), label)
}

fn unchecked(judged: &Judged<'_>) -> Problem {
    at_rule(judged, Severity::Error, "not held against its source".to_owned())
}

fn moved(judged: &Judged<'_>) -> Problem {
    let problem = at_rule(judged, Severity::Warning, format!("quotes `{}`", judged.source.id));
    let problem = match judged.place() {
        Some((file, span)) => problem.at(file.name(), span, "it stands here now"),
        None => problem,
    };
    noted(problem, judged).help("look whether the text around it still says so; `factlint verify --update` records the new place")
}

fn lost(judged: &Judged<'_>) -> Problem {
    let id = &judged.source.id;
    let Some(content) = &judged.source.content else {
        let path = judged.source.path.as_ref().map_or("", |path| path.value.as_str());
        let problem = at_rule(judged, Severity::Error, format!("quotes `{id}`, and {path} is not there any more"));
        let help = "bring the file back, name another source, or record with `factlint verify --update` that this evidence is unchecked";
        return noted(problem, judged).help(help);
    };
    let problem = at_rule(judged, Severity::Error, format!("not in `{id}` ({})", content.file.name()));
    match judged.place() {
        Some((file, span)) => noted(problem.at(file.name(), span, "the nearest passage"), judged)
            .help("if the rule is still right, quote the source's own words; else mend the rule"),
        None => noted(problem.note("no passage of the source is near to it"), judged)
            .help("quote the source's own words, name another source, or take the rule out"),
    }
}

fn stood<'j>(judged: &'j Judged<'_>) -> Option<&'j Stood> {
    judged.before.and_then(|before| before.stood.as_ref())
}

/// With where it stood.
fn noted(problem: Problem, judged: &Judged<'_>) -> Problem {
    match stood(judged) {
        Some(stood) => problem.note(format!("it stood at {}:{} of `{}`, says {FILE_NAME}", stood.line, stood.column, judged.source.id)),
        None => problem,
    }
}
