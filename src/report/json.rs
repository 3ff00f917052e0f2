//! The reports for programs. `docs/report.schema.json` is their contract: every field is always there.
//!
//! Findings are made into text a thousand at a time, so that a report needs no more memory than these.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use super::{Run, evidence, kind, rule, visible};
use crate::check::code;
use crate::dossier::{Evidence, Source};
use crate::finding::{DeviationName, Finding, Safety, Severity};
use crate::kind::{Fact, KindName};
use crate::source::{Position, SourceFile};

/// The JSON Schema of the report; a line of `jsonl` is its `#/$defs/finding`.
pub const SCHEMA: &str = include_str!("../../docs/report.schema.json");

/// The version of the format.
const VERSION: u32 = 1;

/// How many findings are made into text before they are written.
const AT_ONCE: usize = 1024;

/// Writes a run as one object, a finding a line.
pub(super) fn write(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\": {VERSION},\n\"findings\": ")?;
    list(&run.findings().collect::<Vec<_>>(), |(file, finding)| json(&Report::new(run, file, finding)), out)?;
    out.write_all(b",\n\"summary\": ")?;
    out.write_all(&json(&run.summary)?)?;
    out.write_all(b"}\n")
}

/// Writes the findings of a run, one a line.
pub(super) fn write_lines(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    lines(&run.findings().collect::<Vec<_>>(), |(file, finding)| json(&Report::new(run, file, finding)), out)
}

/// Writes things one a line.
pub(super) fn lines<T: Sync>(things: &[T], make: impl Fn(&T) -> io::Result<Vec<u8>> + Sync, out: &mut dyn Write) -> io::Result<()> {
    in_order(things, make, |line| {
        out.write_all(line)?;
        out.write_all(b"\n")
    })
}

/// Writes things as an array, one a line.
pub(super) fn list<T: Sync>(things: &[T], make: impl Fn(&T) -> io::Result<Vec<u8>> + Sync, out: &mut dyn Write) -> io::Result<()> {
    let mut parting: &[u8] = b"[\n";
    in_order(things, make, |line| {
        out.write_all(parting)?;
        parting = b",\n";
        out.write_all(line)
    })?;
    out.write_all(if things.is_empty() { b"[]" } else { b"]" })
}

/// Hands over what is made of each thing, in order. Some are made at a time, on all threads.
fn in_order<T: Sync>(
    things: &[T],
    make: impl Fn(&T) -> io::Result<Vec<u8>> + Sync,
    mut each: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    for some in things.chunks(AT_ONCE) {
        let made: Vec<io::Result<Vec<u8>>> = some.par_iter().map(&make).collect();
        made.into_iter().try_for_each(|line| each(&line?))?;
    }
    Ok(())
}

/// A value as one line.
pub(super) fn json(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = Vec::with_capacity(1024);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut line, Escaping))?;
    Ok(line)
}

/// Writes as serde_json does, and escapes also what is hidden or would fool a terminal: the value stays the same.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return CompactFormatter.write_string_fragment(writer, fragment);
        }
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|&(_, c)| c.is_control() || visible::is_hidden(c)) {
            CompactFormatter.write_string_fragment(writer, &fragment[from..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            from = at + c.len_utf8();
        }
        CompactFormatter.write_string_fragment(writer, &fragment[from..])
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Report<'a> {
    rule: &'a str,
    dossier: Option<&'a str>,
    rule_line: Option<usize>,
    /// `None` where no kind of fact is concerned: an unused directive.
    kind: Option<&'static str>,
    deviation: DeviationName,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    notes: &'a [String],
    path: &'a str,
    /// `None` where the words must not be shown.
    text: Option<Cow<'a, str>>,
    canonical: Option<String>,
    /// Of a packed file: the page, the paragraph.
    location: Option<&'a str>,
    start: Place,
    end: Place,
    labels: Vec<Label<'a>>,
    in_quotation: bool,
    status: Option<&'static str>,
    fix: Option<Fix<'a>>,
    evidence: Vec<Passage<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
pub(super) struct Place {
    pub(super) offset: usize,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl From<Position> for Place {
    fn from(Position { offset, line, column }: Position) -> Self {
        Self { offset, line, column }
    }
}

#[derive(Serialize)]
struct Label<'a> {
    start: Place,
    end: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    safety: Safety,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Edit<'a> {
    offset: usize,
    end_offset: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Passage<'a> {
    source: &'a str,
    state: &'static str,
    path: Option<&'a str>,
    /// The source's own words where they stand, else the rule's.
    quote: Option<Cow<'a, str>>,
    location: Option<&'a str>,
    start: Option<Place>,
    end: Option<Place>,
}

impl<'a> Report<'a> {
    fn new(run: &Run<'a>, file: &'a SourceFile, finding: &'a Finding) -> Self {
        let rule = rule(run.rules, finding);
        let dossier = rule.map(|(id, _)| &run.rules.dossier(id).file);
        let (start, end) = places(file, &finding.span);
        Self {
            rule: code(run.rules, finding),
            dossier: dossier.map(SourceFile::name),
            rule_line: rule.zip(dossier).map(|((_, rule), file)| file.position(rule.span.start).line),
            kind: kind(run.rules, finding).map(KindName::as_str),
            deviation: finding.deviation,
            severity: finding.severity,
            message: &finding.message,
            help: finding.help.as_deref(),
            notes: &finding.notes,
            path: file.name(),
            text: (finding.deviation != DeviationName::Protected).then(|| file.shown(finding.span.clone())),
            canonical: rule.and_then(|(_, rule)| rule.fact.canonical()),
            location: file.location(finding.span.start),
            start,
            end,
            labels: finding.labels.iter().map(|label| Label::new(file, label)).collect(),
            in_quotation: finding.in_quotation,
            status: rule.and_then(|(_, rule)| if let Fact::Claim(claim) = &rule.fact { Some(claim.status.as_str()) } else { None }),
            fix: finding.fix.as_ref().map(|fix| Fix::new(file, fix)),
            evidence: evidence(run.rules, finding).map(|(source, evidence)| Passage::new(source, evidence)).collect(),
            fingerprint: &finding.fingerprint,
        }
    }
}

impl<'a> Label<'a> {
    fn new(file: &SourceFile, label: &'a crate::finding::Label) -> Self {
        let (start, end) = places(file, &label.span);
        Self { start, end, text: &label.text }
    }
}

impl<'a> Fix<'a> {
    fn new(file: &SourceFile, fix: &'a crate::finding::Fix) -> Self {
        let edit = |edit: &'a crate::finding::Edit| {
            let (offset, end_offset) = (file.disk_offset(edit.span.start), file.disk_offset(edit.span.end));
            Edit { offset, end_offset, text: &edit.text }
        };
        Self { safety: fix.safety, edits: fix.edits.iter().map(edit).collect() }
    }
}

impl<'a> Passage<'a> {
    fn new(source: &'a Source, evidence: &'a Evidence) -> Self {
        let path = source.content.as_ref().map(|content| content.file.name());
        match evidence.standing(source) {
            Some((file, span)) => {
                let (start, end) = places(file, &span);
                let location = file.location(span.start);
                let quote = Some(file.shown(span));
                Self { source: &source.id, state: "stands", path, quote, location, start: Some(start), end: Some(end) }
            }
            None => {
                let quote = evidence.quote.as_ref().map(|quote| Cow::Borrowed(quote.value.as_str()));
                Self { source: &source.id, state: "unchecked", path, quote, location: None, start: None, end: None }
            }
        }
    }
}

pub(super) fn places(file: &SourceFile, span: &Range<usize>) -> (Place, Place) {
    (file.position(span.start).into(), file.position(span.end).into())
}
