//! The report for people, drawn by codespan: each finding with its lines, and the line of the source that says so; mistakes of rule files too.

use std::io;
use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic, LabelStyle, Severity as Level};
use codespan_reporting::files;
use codespan_reporting::term::termcolor::Buffer;
use codespan_reporting::term::{Config, emit_to_write_style};

use super::snippet::{Mark, Snippets};
use super::{Run, Summary, evidence, visible};
use crate::check::code;
use crate::dossier::problem::Problem;
use crate::dossier::{Evidence, RuleSet, Source};
use crate::finding::{Finding, Origin, Severity};
use crate::source::SourceFile;

/// Writes all findings of a run, and the summary.
pub(super) fn write(run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for (file, finding) in run.findings() {
        emit(finding_diagnostic(run.rules, file, finding), run.color, out)?;
    }
    if run.quiet { Ok(()) } else { writeln!(out, "{}", summary(&run.summary)) }
}

/// Writes mistakes of rule files and configuration, one diagnostic each. `files` are those that no rule set holds: a configuration.
///
/// # Errors
/// Whatever `out` says.
pub fn write_problems(
    problems: &[Problem],
    rules: &RuleSet,
    files: &[&SourceFile],
    color: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    problems.iter().try_for_each(|problem| emit(problem_diagnostic(problem, rules, files), color, out))
}

/// A diagnostic before it is drawn.
pub(super) struct Drawing<'a> {
    pub(super) level: Level,
    pub(super) code: Option<&'a str>,
    pub(super) message: &'a str,
    pub(super) marks: Vec<Mark<'a>>,
    pub(super) help: Option<&'a str>,
    pub(super) notes: Vec<String>,
}

pub(super) fn emit(drawing: Drawing<'_>, color: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let (snippets, labels) = Snippets::new(&drawing.marks);
    let mut diagnostic = Diagnostic::new(drawing.level).with_message(visible::line(drawing.message)).with_labels(labels);
    diagnostic.code = drawing.code.map(|code| visible::line(code).into_owned());
    let help = drawing.help.map(|help| format!("help: {}", visible::lines(help)));
    let notes = drawing.notes.iter().map(|note| format!("note: {}", visible::lines(note)));
    diagnostic.notes = help.into_iter().chain(notes).collect();
    let mut buffer = if color { Buffer::ansi() } else { Buffer::no_color() };
    emit_to_write_style(&mut buffer, &Config::default(), &snippets, &diagnostic).map_err(|error| match error {
        files::Error::Io(error) => error,
        other => io::Error::other(other),
    })?;
    out.write_all(buffer.as_slice())
}

pub(super) fn finding_diagnostic<'a>(rules: &'a RuleSet, file: &'a SourceFile, finding: &'a Finding) -> Drawing<'a> {
    let styles = std::iter::once(LabelStyle::Primary).chain(std::iter::repeat(LabelStyle::Secondary));
    let labels = finding.labels.iter().zip(styles);
    let mut marks: Vec<Mark<'_>> =
        labels.map(|(label, style)| Mark { file, span: label.span.clone(), text: label.text.clone(), style }).collect();
    let mut notes: Vec<String> =
        file.location(finding.span.start).map(|location| format!("in {location} of {}", file.name())).into_iter().collect();
    notes.extend(finding.notes.iter().cloned());
    for (source, evidence) in evidence(rules, finding) {
        let shown = marks.iter().any(|mark| !std::ptr::eq(mark.file, file));
        match established(source, evidence) {
            Some(mark) if !shown => marks.push(mark),
            Some(mark) => notes.push(also(source, &mark)),
            None => notes.push(unchecked(source, evidence)),
        }
    }
    notes.push(rule_note(rules, finding.origin));
    let code = Some(code(rules, finding));
    Drawing { level: level(finding.severity), code, message: &finding.message, marks, help: finding.help.as_deref(), notes }
}

/// Where the rule stands.
pub(super) fn rule_note(rules: &RuleSet, origin: Origin) -> String {
    match origin {
        Origin::Rule(id) => {
            let (rule, file) = (rules.rule(id), &rules.dossier(id).file);
            if file.name().starts_with('<') {
                return format!("rule `{}`, made from the {}", rule.code, file.name().trim_matches(['<', '>']));
            }
            format!("rule `{}`, {}:{}", rule.code, file.name(), file.position(rule.span.start).line)
        }
        Origin::Weekday | Origin::UnusedAllow | Origin::Unsupported => format!("`{}` is built in", rules.code(origin)),
    }
}

/// The passage that establishes the rule, where its source could be read and holds it.
fn established<'a>(source: &'a Source, evidence: &Evidence) -> Option<Mark<'a>> {
    let (file, span) = evidence.standing(source)?;
    let text = format!("established here ({})", titled(source, file, &span));
    Some(Mark { file, span, text, style: LabelStyle::Secondary })
}

/// What is said of evidence beyond the first, which alone is drawn.
fn also(source: &Source, mark: &Mark<'_>) -> String {
    let at = mark.file.position(mark.span.start);
    format!("also established in {}:{}:{} ({})", mark.file.name(), at.line, at.column, titled(source, mark.file, &mark.span))
}

/// The title of a source, and of a packed one the place in it.
fn titled(source: &Source, file: &SourceFile, span: &Range<usize>) -> String {
    match file.location(span.start) {
        Some(location) => format!("{}, {location}", source.title),
        None => source.title.clone(),
    }
}

/// What is said of evidence whose source could not be read, or that names no passage.
fn unchecked(source: &Source, evidence: &Evidence) -> String {
    match &evidence.quote {
        Some(quote) => format!("established by {}, unchecked: `{}`", source.title, visible::line(quote.value.trim())),
        None => format!("established by {}, which is not quoted", source.title),
    }
}

fn problem_diagnostic<'a>(problem: &'a Problem, rules: &'a RuleSet, files: &[&'a SourceFile]) -> Drawing<'a> {
    let mut marks = Vec::new();
    let mut notes = problem.notes.clone();
    for place in &problem.places {
        match files.iter().copied().chain(rules.files()).find(|file| file.name() == place.path) {
            Some(file) => {
                let style = if marks.is_empty() { LabelStyle::Primary } else { LabelStyle::Secondary };
                marks.push(Mark { file, span: place.span.clone(), text: place.label.clone(), style });
            }
            // The file is not here any more: its name still is.
            None => notes.push(format!("in {}: {}", place.path, place.label)),
        }
    }
    Drawing {
        level: level(problem.severity),
        code: problem.code.as_deref(),
        message: &problem.message,
        marks,
        help: problem.help.as_deref(),
        notes,
    }
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Note => Level::Note,
        Severity::Warning => Level::Warning,
        Severity::Error => Level::Error,
    }
}

/// `2 errors, 1 warning and 1 note in 5 files (1 skipped)`.
pub fn summary(summary: &Summary) -> String {
    let found = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    let found: Vec<String> = found.into_iter().filter(|&(count, _)| count > 0).map(|(count, what)| counted(count, what)).collect();
    let found = match found.split_last() {
        None if summary.files == 0 => "no file was checked".to_owned(),
        None => "no deviations".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    };
    let aside = [
        (summary.skipped, format!("{} skipped", summary.skipped)),
        (summary.unchecked, format!("{} unchecked", counted(summary.unchecked, "piece of evidence"))),
        (summary.allowed, format!("{} allowed", summary.allowed)),
        (summary.baselined, format!("{} in the baseline", summary.baselined)),
    ];
    let aside: Vec<String> = aside.into_iter().filter(|&(count, _)| count > 0).map(|(_, said)| said).collect();
    let aside = if aside.is_empty() { String::new() } else { format!(" ({})", aside.join(", ")) };
    match summary.files {
        0 => format!("{found}{aside}"),
        files => format!("{found} in {}{aside}", counted(files, "file")),
    }
}

/// `1 file`, `2 files`, `2 pieces of evidence`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    let (head, rest) = what.split_once(' ').map_or((what, String::new()), |(head, rest)| (head, format!(" {rest}")));
    format!("{count} {head}{}{rest}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_what_there_is() {
        let counts = Summary { files: 5, errors: 2, warnings: 1, notes: 1, ..Summary::default() };
        assert_eq!(summary(&counts), "2 errors, 1 warning and 1 note in 5 files");
        assert_eq!(summary(&Summary { notes: 0, ..counts }), "2 errors and 1 warning in 5 files");
        assert_eq!(summary(&Summary { files: 1, ..Summary::default() }), "no deviations in 1 file");
        assert_eq!(summary(&Summary { skipped: 2, ..Summary::default() }), "no file was checked (2 skipped)");
        let aside = Summary { files: 5, skipped: 1, unchecked: 2, allowed: 3, baselined: 4, ..Summary::default() };
        assert_eq!(summary(&aside), "no deviations in 5 files (1 skipped, 2 pieces of evidence unchecked, 3 allowed, 4 in the baseline)");
    }
}
