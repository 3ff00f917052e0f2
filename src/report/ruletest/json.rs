//! What came of rule tests, as one JSON object.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::{Counts, Tested};
use crate::check::code;
use crate::dossier::RuleSet;
use crate::finding::{DeviationName, RuleId};
use crate::mutate::Mistake;
use crate::report::json::{Place, json};
use crate::ruletest::{Example, Outcome, Survivor};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    examples: Vec<ExampleJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Vec<GapJson<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    survivors: Option<Vec<SurvivorJson<'a>>>,
    summary: Counts,
}

/// A place of a rule file.
#[derive(Serialize)]
struct At<'a> {
    rule: &'a str,
    dossier: &'a str,
    start: Place,
}

#[derive(Serialize)]
struct ExampleJson<'a> {
    #[serde(flatten)]
    at: At<'a>,
    outcome: Outcome,
    text: &'a str,
    /// Deviations reported in it, by code.
    found: BTreeMap<&'a str, Vec<DeviationName>>,
}

#[derive(Serialize)]
struct GapJson<'a> {
    #[serde(flatten)]
    at: At<'a>,
    missed: &'a [DeviationName],
}

#[derive(Serialize)]
struct SurvivorJson<'a> {
    #[serde(flatten)]
    at: At<'a>,
    mistake: Mistake,
    text: &'a str,
}

/// Writes one JSON object: every example with its outcome, what coverage wants, the survivors, and the counts.
///
/// # Errors
/// Whatever `out` says.
pub fn write_json(all: &[Tested<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    let summary = Counts::of(all);
    let report = Report {
        version: 1,
        examples: all.iter().flat_map(|tested| tested.examples.iter().map(|example| example_json(tested.rules, example))).collect(),
        coverage: summary.deviations.map(|_| all.iter().flat_map(gaps).collect()),
        survivors: summary.mutants.map(|_| all.iter().flat_map(survivors).collect()),
        summary,
    };
    out.write_all(&json(&report)?)?;
    out.write_all(b"\n")
}

fn at(rules: &RuleSet, id: RuleId, byte: usize) -> At<'_> {
    let file = &rules.dossier(id).file;
    At { rule: &rules.rule(id).code, dossier: file.name(), start: file.position(byte).into() }
}

fn example_json<'a>(rules: &'a RuleSet, example: &'a Example<'_>) -> ExampleJson<'a> {
    let mut found: BTreeMap<&str, Vec<DeviationName>> = BTreeMap::new();
    for finding in &example.findings {
        found.entry(code(rules, finding)).or_default().push(finding.deviation);
    }
    ExampleJson { at: at(rules, example.rule, example.text.span.start), outcome: example.outcome, text: &example.text.value, found }
}

fn gaps<'a>(tested: &'a Tested<'_>) -> impl Iterator<Item = GapJson<'a>> {
    let gaps = tested.coverage.iter().flat_map(|coverage| &coverage.gaps);
    gaps.map(|gap| GapJson { at: at(tested.rules, gap.rule, tested.rules.rule(gap.rule).span.start), missed: &gap.missed })
}

fn survivors<'a>(tested: &'a Tested<'_>) -> impl Iterator<Item = SurvivorJson<'a>> {
    let survivors = tested.mutation.iter().flat_map(|mutation| &mutation.survivors);
    survivors.map(|Survivor { rule, mutant }| SurvivorJson {
        at: at(tested.rules, *rule, mutant.span.start),
        mistake: mutant.mistake,
        text: &mutant.text,
    })
}
