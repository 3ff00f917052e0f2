//! How often each rule reports, in place of what it reports: a table for people.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use super::{Run, human, visible};
use crate::check::code;
use crate::finding::Severity;

/// What is counted of a code.
#[derive(Default)]
struct Count<'a> {
    errors: usize,
    warnings: usize,
    notes: usize,
    files: usize,
    /// The last file counted: findings come file by file.
    last: Option<&'a str>,
}

impl Count<'_> {
    fn all(&self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// Writes a line for each code that reports, the most frequent first, and the summary.
///
/// # Errors
/// Whatever `out` says.
pub fn write(run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut counts: BTreeMap<&str, Count<'_>> = BTreeMap::new();
    for (file, finding) in run.findings() {
        let count = counts.entry(code(run.rules, finding)).or_default();
        match finding.severity {
            Severity::Error => count.errors += 1,
            Severity::Warning => count.warnings += 1,
            Severity::Note => count.notes += 1,
        }
        if count.last != Some(file.name()) {
            count.files += 1;
            count.last = Some(file.name());
        }
    }
    let mut rows: Vec<(&str, Count<'_>)> = counts.into_iter().collect();
    rows.sort_by_key(|(code, count)| (Reverse(count.all()), *code));
    if !rows.is_empty() {
        writeln!(out, "errors  warnings  notes  files  rule")?;
    }
    for (code, count) in rows {
        let Count { errors, warnings, notes, files, .. } = count;
        writeln!(out, "{errors:>6}  {warnings:>8}  {notes:>5}  {files:>5}  {}", visible::line(code))?;
    }
    if run.quiet { Ok(()) } else { writeln!(out, "{}", human::summary(&run.summary)) }
}
