//! The answer to `--why`: findings and looks of one place in; what people, editors and programs read, out.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use codespan_reporting::diagnostic::{LabelStyle, Severity as Level};
use serde::Serialize;

use super::human::{Drawing, emit, finding_diagnostic, rule_note};
use super::json::{Place, json, places};
use super::snippet::Mark;
use super::{Format, visible};
use crate::dossier::RuleSet;
use crate::finding::{Finding, Origin, RuleId};
use crate::source::SourceFile;
use crate::source::mask;
use crate::trace::{Decision, Look};

/// What was found out about a place.
#[derive(Debug)]
pub struct Why<'a> {
    /// The rules of the run.
    pub rules: &'a RuleSet,
    /// The draft.
    pub file: &'a SourceFile,
    /// The place as the user wrote it.
    pub place: &'a str,
    /// Its bytes.
    pub span: Range<usize>,
    /// Whether the place itself was asked for in vain, and the rest is of its sentence.
    pub wider: bool,
    /// What is reported there.
    pub findings: Vec<&'a Finding>,
    /// What is not.
    pub looks: Vec<&'a Look>,
    /// Where nothing looked: the nearest place of its paragraph at which a rule did, with the rule.
    pub nearest: Option<(Range<usize>, Origin)>,
    /// Rules that do not apply to the draft, and why.
    pub idle: &'a [(RuleId, String)],
    /// Whether [`Format::Human`] may use colours.
    pub color: bool,
    /// Whether [`Format::Human`] leaves the summary line out.
    pub quiet: bool,
}

/// Writes the answer; what other programs read as findings it is not.
///
/// # Errors
/// Whatever `out` says, as it says it: a closed pipe stays one.
pub fn write(format: Format, why: &Why<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Human => human(why, out),
        Format::Short => why.entries().iter().try_for_each(|entry| short(why, entry, out)),
        Format::Json => {
            let lines: Vec<Vec<u8>> = why.entries().iter().map(json).collect::<io::Result<_>>()?;
            out.write_all(b"[")?;
            out.write_all(&lines.join(&b",\n"[..]))?;
            out.write_all(b"]\n")
        }
        Format::Jsonl => why.entries().iter().try_for_each(|entry| {
            out.write_all(&json(entry)?)?;
            out.write_all(b"\n")
        }),
        _ => Err(io::Error::new(io::ErrorKind::Unsupported, "an answer is no report of findings")),
    }
}

/// What a program reads of one rule at one place.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Entry<'a> {
    rule: &'a str,
    path: &'a str,
    text: Cow<'a, str>,
    start: Place,
    end: Place,
    decision: &'static str,
    because: Because<'a>,
}

#[derive(Serialize)]
struct Because<'a> {
    text: Cow<'a, str>,
    /// The words that decide, where there are any.
    place: Option<Words<'a>>,
}

#[derive(Serialize)]
struct Words<'a> {
    start: Place,
    end: Place,
    text: Cow<'a, str>,
}

impl<'a> Why<'a> {
    fn entries(&self) -> Vec<Entry<'a>> {
        let reported = self.findings.iter().map(|finding| {
            let because =
                Because { text: Cow::Borrowed(&finding.message), place: finding.labels.get(1).map(|label| words(self.file, &label.span)) };
            self.entry(finding.origin, &finding.span, "reported", because)
        });
        let silent = self.looks.iter().map(|look| {
            let because =
                Because { text: Cow::Owned(mask::shown(&look.text)), place: look.by.as_ref().map(|by| words(self.file, &by.span)) };
            self.entry(look.origin, &look.span, look.decision.as_str(), because)
        });
        let mut entries: Vec<Entry<'a>> = reported.chain(silent).collect();
        entries.sort_by_key(|entry| entry.start.offset);
        entries
    }

    fn entry(&self, origin: Origin, span: &Range<usize>, decision: &'static str, because: Because<'a>) -> Entry<'a> {
        let (start, end) = places(self.file, span);
        let (rule, path) = (self.rules.code(origin), self.file.name());
        Entry { rule, path, text: self.file.shown(span.clone()), start, end, decision, because }
    }
}

fn words<'a>(file: &'a SourceFile, span: &Range<usize>) -> Words<'a> {
    let (start, end) = places(file, span);
    Words { start, end, text: file.shown(span.clone()) }
}

fn short(why: &Why<'_>, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (path, Place { line, column, .. }) = (visible::line(why.file.name()), &entry.start);
    let because = visible::line(&entry.because.text);
    writeln!(out, "{path}:{line}:{column}: {}[{}]: {because}", entry.decision, visible::line(entry.rule))
}

fn human(why: &Why<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in &why.findings {
        emit(finding_diagnostic(why.rules, why.file, finding), why.color, out)?;
    }
    for look in &why.looks {
        let message = message(why.file, look);
        emit(look_diagnostic(why, look, &message), why.color, out)?;
    }
    if why.findings.is_empty() && why.looks.is_empty() {
        emit(nothing(why, &nearest(why)), why.color, out)?;
    }
    if why.quiet { Ok(()) } else { writeln!(out, "{}", summary(why)) }
}

/// Characters of the draft that a message repeats at most.
const SHOWN: usize = 60;

/// Words of the draft on one line; of many, the first.
fn shown(text: &str) -> String {
    let line = visible::line(text);
    if line.chars().count() <= SHOWN {
        line.into_owned()
    } else {
        format!("{} …", line.chars().take(SHOWN).collect::<String>().trim_end())
    }
}

fn message(file: &SourceFile, look: &Look) -> String {
    let shown = shown(file.slice(look.span.clone()));
    match look.decision {
        Decision::Agrees => format!("`{shown}` agrees"),
        Decision::PassedOver => format!("`{shown}` is passed over"),
        Decision::Silenced => format!("`{shown}` deviates, and is silenced"),
    }
}

fn look_diagnostic<'a>(why: &Why<'a>, look: &'a Look, message: &'a str) -> Drawing<'a> {
    let mark = |span: &Range<usize>, text: &str, style| Mark { file: why.file, span: span.clone(), text: text.to_owned(), style };
    let mut marks = vec![mark(&look.span, &look.text, LabelStyle::Primary)];
    marks.extend(look.by.as_ref().map(|by| mark(&by.span, &by.text, LabelStyle::Secondary)));
    let notes = vec![rule_note(why.rules, look.origin)];
    Drawing { level: Level::Note, code: Some(why.rules.code(look.origin)), message, marks, help: None, notes }
}

/// Says plainly that no rule looked there, and which could not.
fn nothing<'a>(why: &Why<'a>, nearest: &'a Option<String>) -> Drawing<'a> {
    let mark = Mark { file: why.file, span: why.span.clone(), text: "nothing here is known to a rule".into(), style: LabelStyle::Primary };
    let notes = why.idle.iter().map(|(id, text)| format!("`{}` does not apply: {text}", why.rules.rule(*id).code)).collect();
    Drawing { level: Level::Note, code: None, message: "no rule looked at this place", marks: vec![mark], help: nearest.as_deref(), notes }
}

fn nearest(why: &Why<'_>) -> Option<String> {
    let (span, origin) = why.nearest.as_ref()?;
    let (at, shown) = (why.file.position(span.start), shown(why.file.slice(span.clone())));
    Some(format!(
        "the nearest that a rule looked at in this paragraph is `{shown}` at {}:{} (`{}`)",
        at.line,
        at.column,
        why.rules.code(*origin)
    ))
}

/// `draft.md:3:20: 1 reported, 2 agree, 1 passed over`.
fn summary(why: &Why<'_>) -> String {
    let count = |decision| why.looks.iter().filter(|look| look.decision == decision).count();
    let counts = [
        (why.findings.len(), "reported"),
        (count(Decision::Agrees), if count(Decision::Agrees) == 1 { "agrees" } else { "agree" }),
        (count(Decision::PassedOver), "passed over"),
        (count(Decision::Silenced), "silenced"),
    ];
    let counts: Vec<String> = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let place = visible::line(why.place);
    match (counts.is_empty(), why.wider) {
        (true, _) => format!("{place}: nothing to tell"),
        (false, true) => format!("{place}: no rule looked at this very place; in its sentence: {}", counts.join(", ")),
        (false, false) => format!("{place}: {}", counts.join(", ")),
    }
}
