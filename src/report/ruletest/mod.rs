//! What came of rule tests, for people and for programs. Every place is one of the rule file.

mod json;

use std::io;
use std::ops::Range;

use serde::Serialize;

use super::human::{self, counted};
use super::visible;
use crate::check::code;
use crate::dossier::problem::Problem;
use crate::dossier::{RuleSet, Text};
use crate::finding::{Finding, Severity};
use crate::ruletest::{Coverage, Example, Gap, Mutation, Outcome, Survivor, is_fault};
use crate::source::SourceFile;

pub use json::write_json;

/// What the tests of one rule file came to.
#[derive(Debug)]
pub struct Tested<'r> {
    /// The rule file's rules.
    pub rules: &'r RuleSet,
    /// How many of them were tested.
    pub count: usize,
    /// Their examples.
    pub examples: Vec<Example<'r>>,
    /// What the examples reach, where that was asked for.
    pub coverage: Option<Coverage>,
    /// How mutants fared, where that was asked for.
    pub mutation: Option<Mutation>,
}

/// All of it, counted.
#[derive(Debug, Default, Serialize)]
pub struct Counts {
    rules: usize,
    validated: usize,
    reported: usize,
    missing: usize,
    noisy: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    deviations: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reached: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutants: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    killed: Option<usize>,
}

impl Counts {
    /// Counts what all rule files came to.
    pub fn of(all: &[Tested<'_>]) -> Self {
        let outcomes = |wanted: Outcome| all.iter().flat_map(|tested| &tested.examples).filter(|example| example.outcome == wanted).count();
        let coverage = || all.iter().filter_map(|tested| tested.coverage.as_ref());
        let mutation = || all.iter().filter_map(|tested| tested.mutation.as_ref());
        let (covered, mutated) = (coverage().next().is_some(), mutation().next().is_some());
        Self {
            rules: all.iter().map(|tested| tested.count).sum(),
            validated: outcomes(Outcome::Validated),
            reported: outcomes(Outcome::Reported),
            missing: outcomes(Outcome::Missing),
            noisy: outcomes(Outcome::Noisy),
            deviations: covered.then(|| coverage().map(|coverage| coverage.deviations).sum()),
            reached: covered.then(|| coverage().map(Coverage::reached).sum()),
            mutants: mutated.then(|| mutation().map(|mutation| mutation.mutants).sum()),
            killed: mutated.then(|| mutation().map(|mutation| mutation.mutants - mutation.survivors.len()).sum()),
        }
    }

    /// Whether an example failed, or one is wanting where coverage was asked for.
    pub fn fail(&self) -> bool {
        self.missing + self.noisy > 0 || self.reached < self.deviations
    }
}

/// Writes failures, gaps and survivors as diagnostics, and the counts.
///
/// # Errors
/// Whatever `out` says.
pub fn write(all: &[Tested<'_>], color: bool, out: &mut dyn io::Write) -> io::Result<()> {
    for tested in all {
        human::write_problems(&problems(tested), tested.rules, &[], color, out)?;
    }
    let counts = Counts::of(all);
    let Counts { rules, validated, reported, missing, noisy, .. } = counts;
    writeln!(out, "{validated} validated, {reported} reported, {missing} missing, {noisy} noisy ({})", counted(rules, "rule"))?;
    if let (Some(deviations), Some(reached)) = (counts.deviations, counts.reached) {
        writeln!(out, "{reached} of {} reached by an example", counted(deviations, "deviation"))?;
    }
    if let (Some(mutants), Some(killed)) = (counts.mutants, counts.killed) {
        writeln!(out, "{killed} of {} reported, {} survived", counted(mutants, "mutant"), mutants - killed)?;
    }
    Ok(())
}

fn problems(tested: &Tested<'_>) -> Vec<Problem> {
    let failures = tested.examples.iter().filter(|example| example.outcome.fails()).map(|example| failure(tested.rules, example));
    let gaps = tested.coverage.iter().flat_map(|coverage| &coverage.gaps).map(|gap| wanting(tested.rules, gap));
    let survivors = tested.mutation.iter().flat_map(|mutation| &mutation.survivors).map(|survivor| survived(tested.rules, survivor));
    failures.chain(gaps).chain(survivors).collect()
}

/// An example that failed, with what was found in it.
fn failure(rules: &RuleSet, example: &Example<'_>) -> Problem {
    let rule = rules.rule(example.rule);
    let file = &rules.dossier(example.rule).file;
    let noisy = example.outcome == Outcome::Noisy;
    let (message, label) = if noisy {
        ("noisy: a text that is valid is reported", "must not be reported")
    } else {
        ("missing: a text that is invalid is not reported by its rule", "must be reported")
    };
    let mut problem = Problem::new(message).about(Severity::Error, &rule.code).at(file.name(), example.text.span.clone(), label);
    let faults = example.findings.iter().filter(|finding| !noisy || is_fault(rules, finding));
    for finding in faults {
        let what = found(rules, example.text, finding);
        problem = match within(file, example.text, &finding.span) {
            Some(at) => problem.at(file.name(), at, what),
            None => problem.note(what),
        };
    }
    if example.findings.is_empty() { problem.note("nothing is reported in it") } else { problem }
}

/// `error[name.steidl] misspelled: …`.
fn found(rules: &RuleSet, text: &Text, finding: &Finding) -> String {
    let words = text.value.get(finding.span.clone()).unwrap_or_default();
    let (severity, code, deviation) = (finding.severity.as_str(), code(rules, finding), finding.deviation.as_str());
    format!("{severity}[{code}] {deviation} at `{}`: {}", visible::line(words), finding.message)
}

/// The bytes of the rule file that hold a stretch of an example; none where the file writes it otherwise, with escapes.
fn within(file: &SourceFile, text: &Text, span: &Range<usize>) -> Option<Range<usize>> {
    let written = file.slice(text.span.clone());
    let start = text.span.start + written.find(text.value.as_str())?;
    Some(start + span.start..start + span.end)
}

fn wanting(rules: &RuleSet, gap: &Gap) -> Problem {
    let rule = rules.rule(gap.rule);
    let missed: Vec<String> = gap.missed.iter().map(|name| format!("`{}`", name.as_str())).collect();
    let message = if gap.bare { "the rule has no examples".to_owned() } else { format!("no example reaches {}", missed.join(", ")) };
    let problem = Problem::new(message).about(Severity::Warning, &rule.code);
    let problem = problem.at(rules.dossier(gap.rule).file.name(), rule.span.clone(), format!("may report {}", missed.join(", ")));
    problem.help("add a text to `invalid` that must be reported so, and one like it to `valid` that must not")
}

fn survived(rules: &RuleSet, survivor: &Survivor) -> Problem {
    let rule = rules.rule(survivor.rule);
    let mutant = &survivor.mutant;
    let message = format!("a mutant survives, {}: `{}`", mutant.mistake.as_str(), mutant.text);
    let problem = Problem::new(message).about(Severity::Note, &rule.code);
    problem.at(rules.dossier(survivor.rule).file.name(), mutant.span.clone(), "made of this")
}
