//! Rules that are tested by their own examples: a rule set in, what came of each `valid` and `invalid` text out.
//!
//! [`coverage()`] says what the examples do not reach, [`survivors()`] which slips a rule's own texts could have without being reported.

mod coverage;
mod survivors;

pub use coverage::{Coverage, Gap, coverage};
pub use survivors::{Mutation, Survivor, survivors};

use serde::Serialize;

use crate::check::Checker;
use crate::dossier::{Rule, RuleSet, Text};
use crate::finding::{DeviationName, Finding, Origin, RuleId, Severity};

/// What came of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// A valid text on which the dossier has nothing to say but notes.
    Validated,
    /// An invalid text that its rule reports.
    Reported,
    /// An invalid text that its rule does not report.
    Missing,
    /// A valid text with an error or a warning.
    Noisy,
}

impl Outcome {
    /// The word of reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Validated => "validated",
            Self::Reported => "reported",
            Self::Missing => "missing",
            Self::Noisy => "noisy",
        }
    }

    /// Whether the rule does not do what its example says.
    pub fn fails(self) -> bool {
        matches!(self, Self::Missing | Self::Noisy)
    }
}

/// An example that was run.
#[derive(Debug)]
pub struct Example<'r> {
    /// The rule that gives it.
    pub rule: RuleId,
    /// Its text.
    pub text: &'r Text,
    /// What came of it.
    pub outcome: Outcome,
    /// All that is reported in it, by any rule; places are bytes of the text.
    pub findings: Vec<Finding>,
}

/// Runs the examples of these rules, each as a draft of its own to which all rules of the set apply.
pub fn run<'r>(checker: &Checker<'r>, rules: &[RuleId]) -> Vec<Example<'r>> {
    let mut examples = Vec::new();
    for &id in rules {
        let rule: &'r Rule = checker.rules().rule(id);
        let texts = rule.valid.iter().map(|text| (text, true)).chain(rule.invalid.iter().map(|text| (text, false)));
        examples.extend(texts.map(|(text, valid)| {
            let findings = checker.check_example(&text.value);
            let outcome = if valid { of_valid(checker.rules(), &findings) } else { of_invalid(&findings, id) };
            Example { rule: id, text, outcome, findings }
        }));
    }
    examples.sort_by_key(|example| example.text.span.start);
    examples
}

fn of_valid(rules: &RuleSet, findings: &[Finding]) -> Outcome {
    if findings.iter().any(|finding| is_fault(rules, finding)) { Outcome::Noisy } else { Outcome::Validated }
}

/// Whether a valid text must not have this finding. A note is no fault (a sentence that hedges a claim is as it should be), unless the rule
/// makes a note of everything.
pub fn is_fault(rules: &RuleSet, finding: &Finding) -> bool {
    let noted = matches!(finding.origin, Origin::Rule(id) if rules.rule(id).severity == Some(Severity::Note));
    let mild = matches!(finding.deviation, DeviationName::Hedged | DeviationName::Unsourced);
    finding.severity > Severity::Note || (noted && !mild)
}

fn of_invalid(findings: &[Finding], rule: RuleId) -> Outcome {
    if findings.iter().any(|finding| finding.origin == Origin::Rule(rule)) { Outcome::Reported } else { Outcome::Missing }
}
