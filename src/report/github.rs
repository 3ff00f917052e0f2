//! Annotations of GitHub Actions, and the table for a job's summary.
//!
//! GitHub shows at most ten annotations of a level for each step: those of the worst level come first, and the others are counted.

use std::io::{self, Write};

use super::markdown::escaped;
use super::{Run, human, line, path, visible};
use crate::check::code;
use crate::finding::{Finding, Severity};
use crate::source::SourceFile;

/// How many annotations of a level GitHub shows.
const SHOWN: usize = 10;

/// GitHub cuts a job's summary off at a mebibyte.
const LONGEST: usize = 1_000_000;

/// Writes annotations, the worst first: what makes the run untrustworthy, then findings.
pub(super) fn write(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    for problem in run.ending.problems {
        writeln!(out, "::error title=factlint::{}", data(&visible::lines(&problem.message)))?;
    }
    let mut hidden = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let found: Vec<_> = run.findings().filter(|(_, finding)| finding.severity == severity).collect();
        hidden += found.len().saturating_sub(SHOWN);
        found.iter().take(SHOWN).try_for_each(|(file, finding)| annotation(run, file, finding, out))?;
    }
    match hidden {
        0 => Ok(()),
        1 => writeln!(out, "1 more finding, which GitHub would not show here: `--format human` lists all of them"),
        _ => writeln!(out, "{hidden} more findings, which GitHub would not show here: `--format human` lists all of them"),
    }
}

fn annotation(run: &Run<'_>, file: &SourceFile, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let (start, end) = (file.position(finding.span.start), file.position(finding.span.end));
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    write!(out, "::{level} file={},line={},endLine={}", property(&visible::line(path(file))), start.line, end.line)?;
    // GitHub takes columns only where the place is within a line.
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    let mut message = line(run.rules, file, finding);
    if let Some(help) = &finding.help {
        message.push_str("\nhelp: ");
        message.push_str(&visible::lines(help));
    }
    writeln!(out, ",title={}::{}", property(&format!("factlint: {}", code(run.rules, finding))), data(&message))
}

/// The text of a command: what would end its line is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: what would end it is escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Writes all findings as a table in Markdown, for the file of `GITHUB_STEP_SUMMARY`.
///
/// # Errors
/// Whatever `out` says.
pub fn write_summary(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### factlint\n\n{}\n", escaped(&human::summary(&run.summary)))?;
    for problem in run.ending.problems {
        writeln!(out, "- **the run cannot be trusted**: {}\n", escaped(&problem.message))?;
    }
    let mut findings: Vec<_> = run.findings().collect();
    findings.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    if !findings.is_empty() {
        writeln!(out, "| place | severity | rule | finding |\n|---|---|---|---|")?;
    }
    let mut written = 0;
    for (index, (file, finding)) in findings.iter().enumerate() {
        let row = row(run, file, finding);
        written += row.len();
        if written > LONGEST {
            return writeln!(out, "\nand {} more", findings.len() - index);
        }
        out.write_all(row.as_bytes())?;
    }
    writeln!(out)
}

fn row(run: &Run<'_>, file: &SourceFile, finding: &Finding) -> String {
    let at = file.position(finding.span.start);
    let (place, code) = (escaped(path(file)), escaped(code(run.rules, finding)));
    let message = escaped(&finding.message);
    format!("| {place}:{}:{} | {} | {code} | {message} |\n", at.line, at.column, finding.severity.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(property("a,b:c%0A\r\n"), "a%2Cb%3Ac%250A%0D%0A");
        assert_eq!(data("::error::100 %\n"), "::error::100 %25%0A");
    }
}
