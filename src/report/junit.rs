//! JUnit XML: a draft is a suite, a finding is a test of it. Errors and warnings are failures, notes pass; a draft without findings is one
//! test that passes. What makes the run untrustworthy is an error of the run's own suite.

use std::io::{self, Write};

use super::{Checked, Run, findings_of, line, passages, path, visible, within};
use crate::check::code;
use crate::dossier::problem::Problem;
use crate::finding::{Finding, Severity};
use crate::source::SourceFile;

/// Writes a run.
pub(super) fn write(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let problems = run.ending.problems;
    let files = run.sorted();
    let tests: usize = files.iter().map(|checked| checked.findings.len().max(1)).sum();
    let failures: usize = files.iter().map(|checked| failures(checked)).sum();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let errors = problems.len();
    writeln!(out, "<testsuites name=\"factlint\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\">", tests + errors)?;
    files.iter().try_for_each(|checked| suite(run, checked, out))?;
    if !problems.is_empty() {
        writeln!(out, "<testsuite name=\"factlint\" tests=\"{errors}\" failures=\"0\" errors=\"{errors}\">")?;
        problems.iter().try_for_each(|problem| trouble(problem, out))?;
        writeln!(out, "</testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn failures(checked: &Checked) -> usize {
    checked.findings.iter().filter(|finding| finding.severity > Severity::Note).count()
}

fn suite(run: &Run<'_>, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let (name, tests) = (escaped(path(&checked.file)), checked.findings.len().max(1));
    writeln!(out, "<testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{}\" errors=\"0\">", failures(checked))?;
    if checked.findings.is_empty() {
        writeln!(out, "<testcase name=\"no deviations\" classname=\"{name}\"/>")?;
    }
    findings_of(run.rules, checked).try_for_each(|(file, finding)| test(run, file, finding, out))?;
    writeln!(out, "</testsuite>")
}

fn test(run: &Run<'_>, file: &SourceFile, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let (at, severity) = (file.position(finding.span.start), finding.severity.as_str());
    let code = escaped(code(run.rules, finding));
    writeln!(out, "<testcase name=\"{code} {}:{}\" classname=\"{}\">", at.line, at.column, escaped(path(file)))?;
    let text = body(run, file, finding);
    if finding.severity > Severity::Note {
        let message = escaped(&(visible::line(&finding.message).into_owned() + &within(file, &finding.span)));
        writeln!(out, "<failure type=\"{severity}\" message=\"{message}\">{text}</failure>")?;
    } else {
        writeln!(out, "<system-out>{text}</system-out>")?;
    }
    writeln!(out, "</testcase>")
}

/// What a finding says: its line, help and notes, and where its evidence stands.
fn body(run: &Run<'_>, file: &SourceFile, finding: &Finding) -> String {
    let help = finding.help.iter().map(|help| format!("help: {}", visible::lines(help)));
    let notes = finding.notes.iter().map(|note| format!("note: {}", visible::lines(note)));
    let evidence = passages(run.rules, finding).map(|(source, file, span)| {
        let at = file.position(span.start);
        let (name, title) = (visible::line(file.name()), visible::line(&source.title));
        let within = within(file, &span);
        format!("established in {name}:{}:{}{within} ({title}): {}", at.line, at.column, visible::line(file.slice(span)))
    });
    let first = line(run.rules, file, finding);
    let all: Vec<String> = std::iter::once(first).chain(evidence).chain(help).chain(notes).map(|line| escaped(&line)).collect();
    all.join("\n")
}

fn trouble(problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
    let message = escaped(&visible::line(&problem.message));
    writeln!(out, "<testcase name=\"{message}\" classname=\"factlint\"><error type=\"untrusted\" message=\"{message}\"/></testcase>")
}

/// Text as XML 1.0 has it, also between quotation marks: what it forbids is replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push('\n'),
            '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            _ => visible::push(c, &mut escaped),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_holds_nothing_that_it_forbids() {
        assert_eq!(escaped("<a b=\"c\">]]>&\u{0}\u{1b}\u{ffff}é"), "&lt;a b=&quot;c&quot;&gt;]]&gt;&amp;␀␛\u{fffd}é");
    }
}
