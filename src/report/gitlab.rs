//! The report for GitLab Code Quality: an array of what the merge request shows.

use std::collections::HashMap;
use std::io;

use serde_json::{Value, json};

use super::json::{json as to_line, list};
use super::{Run, path, within};
use crate::check::code;
use crate::finding::{Finding, Severity};
use crate::prose::fold;
use crate::source::SourceFile;

/// Writes the findings of a run.
pub(super) fn write(run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut seen = HashMap::new();
    let numbered: Vec<_> = run.findings().map(|(file, finding)| (file, finding, fingerprint(&mut seen, file, finding))).collect();
    list(&numbered, |(file, finding, fingerprint)| to_line(&issue(run, file, finding, fingerprint)), out)?;
    out.write_all(b"\n")
}

/// GitLab wants one of its own for every entry: the path belongs to it, and a number where the same words stand twice in a file.
fn fingerprint(seen: &mut HashMap<u64, usize>, file: &SourceFile, finding: &Finding) -> String {
    let key = fold::key(&format!("{}\0{}", path(file), finding.fingerprint));
    let times = seen.entry(key).or_default();
    *times += 1;
    if *times == 1 { format!("{key:016x}") } else { format!("{key:016x}-{times}") }
}

fn issue(run: &Run<'_>, file: &SourceFile, finding: &Finding, fingerprint: &str) -> Value {
    let (start, end) = (file.position(finding.span.start), file.position(finding.span.end));
    json!({
        "description": format!("{}{}", finding.message, within(file, &finding.span)),
        "check_name": code(run.rules, finding),
        "fingerprint": fingerprint,
        "severity": match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        "location": {"path": path(file), "lines": {"begin": start.line, "end": end.line}},
    })
}
