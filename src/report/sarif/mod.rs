//! SARIF 2.1.0: rules with what establishes them, findings with the passages of their sources, fixes, and what was accepted earlier.
//!
//! Lines and columns count from 1, columns in Unicode scalar values, as everywhere in factlint: `columnKind` says so.

mod place;
mod rules;

use std::io::{self, Write};

use serde_json::{Value, json};

use super::json::{json as to_line, list};
use super::{Run, passages};
use crate::check::code;
use crate::dossier::problem::Problem;
use crate::finding::{Edit, Finding, Fix, Safety, Suppression};
use crate::source::SourceFile;

/// The schema that the report keeps to.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What relative paths are relative to.
const ROOT: &str = "SRCROOT";

/// The name of a fingerprint; a number for the way it is made.
const FINGERPRINT: &str = "factlint/v1";

/// Writes a run.
pub(super) fn write(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"$schema\": \"{SCHEMA}\",\n\"version\": \"2.1.0\",\n\"runs\": [{{\n\"tool\": {{\"driver\": ")?;
    out.write_all(&to_line(&rules::driver(run.rules))?)?;
    out.write_all(
        b"},\n\"automationDetails\": {\"id\": \"factlint/\"},\n\"columnKind\": \"unicodeCodePoints\",\n\"originalUriBaseIds\": ",
    )?;
    out.write_all(&to_line(&json!({ROOT: {"description": {"text": "The folder in which factlint was run."}}}))?)?;
    out.write_all(b",\n\"invocations\": ")?;
    out.write_all(&to_line(&json!([invocation(run)]))?)?;
    out.write_all(b",\n\"results\": ")?;
    let found = run.findings().map(|(file, finding)| (file, finding, None));
    let accepted = run.suppressed().map(|(file, suppressed)| (file, &suppressed.finding, Some(&suppressed.by)));
    let results: Vec<_> = found.chain(accepted).collect();
    list(&results, |(file, finding, by)| to_line(&result(run, file, finding, *by)), out)?;
    out.write_all(b"}]}\n")
}

/// How the run went; what makes it untrustworthy is told.
fn invocation(run: &Run<'_>) -> Value {
    let problems = run.ending.problems;
    json!({
        "executionSuccessful": problems.is_empty(),
        "exitCode": run.ending.status,
        "toolExecutionNotifications": problems.iter().map(|problem| notification(run, problem)).collect::<Vec<_>>(),
    })
}

fn notification(run: &Run<'_>, problem: &Problem) -> Value {
    let places = problem.places.iter().filter_map(|place| {
        let file = run.rules.files().find(|file| file.name() == place.path)?;
        Some(place::location(file, &place.span, &place.label))
    });
    json!({"level": "error", "message": {"text": plain(&problem.message)}, "locations": places.collect::<Vec<_>>()})
}

fn result(run: &Run<'_>, file: &SourceFile, finding: &Finding, by: Option<&Suppression>) -> Value {
    let mut labels = finding.labels.iter();
    let primary = place::location(file, &finding.span, labels.next().map_or("", |label| &label.text));
    let others = labels.map(|label| place::location(file, &label.span, &label.text));
    let evidence = passages(run.rules, finding)
        .map(|(source, file, span)| place::location(file, &span, &format!("established here ({})", source.title)));
    let mut related: Vec<Value> = others.chain(evidence).collect();
    related.iter_mut().enumerate().for_each(|(id, location)| location["id"] = json!(id + 1));
    let mut result = json!({
        "ruleId": code(run.rules, finding),
        "ruleIndex": rules::index(run.rules, finding.origin),
        "level": finding.severity.as_str(),
        "message": {"text": plain(&finding.message)},
        "locations": [primary],
        "relatedLocations": related,
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "suppressions": by.map(suppression).into_iter().collect::<Vec<_>>(),
        "properties": {
            "deviation": finding.deviation,
            "in-quotation": finding.in_quotation,
            "help": finding.help,
            "notes": finding.notes,
        },
    });
    if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safety != Safety::DisplayOnly) {
        result["fixes"] = json!([self::fix(file, fix, finding.help.as_deref())]);
    }
    result
}

fn suppression(by: &Suppression) -> Value {
    match by {
        Suppression::InSource { justification: Some(reason) } => json!({"kind": "inSource", "status": "accepted", "justification": reason}),
        Suppression::InSource { justification: None } => json!({"kind": "inSource", "status": "accepted"}),
        Suppression::External => json!({"kind": "external", "status": "accepted"}),
    }
}

fn fix(file: &SourceFile, fix: &Fix, help: Option<&str>) -> Value {
    let safety = if fix.safety == Safety::Safe { "safe" } else { "unsafe: somebody should look" };
    let replacement = |edit: &Edit| json!({"deletedRegion": place::region(file, &edit.span), "insertedContent": {"text": edit.text}});
    json!({
        "description": {"text": plain(&format!("{} ({safety})", help.unwrap_or("replace")))},
        "artifactChanges": [{
            "artifactLocation": place::artifact(file),
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}

/// A message as SARIF has it: `[text](target)` would be a link there.
fn plain(text: &str) -> String {
    text.replace("](", "\\](")
}
