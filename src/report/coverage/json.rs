//! What no rule covers, as one JSON object. `docs/coverage.schema.json` is its contract: every field is always there.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Coverage;
use crate::coverage::{Covered, Fact, Share};
use crate::dossier::RuleSet;
use crate::finding::RuleId;
use crate::reading::Sort;
use crate::report::json::{self, Place};

/// The JSON Schema of the report.
pub const SCHEMA: &str = include_str!("../../../docs/coverage.schema.json");

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    files: Vec<FileJson<'a>>,
    untouched: Vec<RuleJson<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct FileJson<'a> {
    path: &'a str,
    facts: Vec<FactJson<'a>>,
    shares: BTreeMap<&'static str, ShareJson>,
}

#[derive(Serialize)]
struct FactJson<'a> {
    kind: &'static str,
    text: Cow<'a, str>,
    start: Place,
    end: Place,
    count: usize,
    covered: bool,
    rules: Vec<&'a str>,
}

#[derive(Serialize)]
struct ShareJson {
    facts: usize,
    covered: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct RuleJson<'a> {
    rule: &'a str,
    dossier: &'a str,
    rule_line: usize,
    canonical: Option<String>,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    facts: usize,
    covered: usize,
    percent: usize,
    untouched: usize,
}

/// Writes one JSON object: every fact of every draft with the rules that know it, the shares, and the rules that no draft touched.
///
/// # Errors
/// Whatever `out` says.
pub fn write_json(coverage: Coverage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let share = coverage.share();
    let report = Report {
        version: 1,
        files: coverage.drafts.iter().map(|draft| file(coverage.rules, draft)).collect(),
        untouched: coverage.untouched.iter().map(|&id| rule(coverage.rules, id)).collect(),
        summary: Summary {
            files: coverage.drafts.len(),
            facts: share.facts,
            covered: share.covered,
            percent: share.percent(),
            untouched: coverage.untouched.len(),
        },
    };
    out.write_all(&json::json(&report)?)?;
    out.write_all(b"\n")
}

fn file<'a>(rules: &'a RuleSet, draft: &'a Covered) -> FileJson<'a> {
    let of_sort = |sort: Sort| {
        let Share { facts, covered } = Share::of(draft.facts.iter().filter(|fact| fact.sort == sort));
        (sort.as_str(), ShareJson { facts, covered })
    };
    FileJson {
        path: draft.file.name(),
        facts: draft.facts.iter().map(|one| fact(rules, draft, one)).collect(),
        shares: Sort::ALL.into_iter().map(of_sort).collect(),
    }
}

fn fact<'a>(rules: &'a RuleSet, draft: &'a Covered, fact: &Fact) -> FactJson<'a> {
    let (start, end) = json::places(&draft.file, &fact.span);
    FactJson {
        kind: fact.sort.as_str(),
        text: draft.file.shown(fact.span.clone()),
        start,
        end,
        count: fact.count,
        covered: fact.is_covered(),
        rules: fact.rules.iter().map(|&id| rules.rule(id).code.as_str()).collect(),
    }
}

fn rule(rules: &RuleSet, id: RuleId) -> RuleJson<'_> {
    let (rule, file) = (rules.rule(id), &rules.dossier(id).file);
    RuleJson { rule: &rule.code, dossier: file.name(), rule_line: file.position(rule.span.start).line, canonical: rule.fact.canonical() }
}
