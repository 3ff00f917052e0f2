//! What became of evidence, as one JSON object.

use std::borrow::Cow;
use std::io;

use serde::Serialize;

use super::{Counts, Verified, message, stood};
use crate::report::json::{Place, json};
use crate::verify::difference::Difference;
use crate::verify::verdict::{Judged, Verdict};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    /// The lock's name; none where there is no lock.
    lock: Option<&'a str>,
    evidence: Vec<EvidenceJson<'a>>,
    differences: &'a [Difference],
    summary: Counts,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct EvidenceJson<'a> {
    rule: &'a str,
    dossier: &'a str,
    rule_line: usize,
    source: &'a str,
    verdict: Verdict,
    message: String,
    path: Option<&'a str>,
    /// The rule's words.
    quote: Option<&'a str>,
    /// The words of the source where it stands, or the nearest ones.
    text: Option<Cow<'a, str>>,
    start: Option<Place>,
    end: Option<Place>,
    /// Where it stood, says the lock.
    before: Option<Before>,
}

#[derive(Serialize)]
struct Before {
    line: usize,
    column: usize,
}

/// Writes one JSON object: every piece of evidence with its verdict, the differences from the lock, and the counts.
///
/// # Errors
/// Whatever `out` says.
pub fn write_json(verified: &Verified<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let report = Report {
        version: 1,
        lock: verified.lock,
        evidence: verified.judged.iter().map(EvidenceJson::new).collect(),
        differences: &verified.differences,
        summary: Counts::of(&verified.judged),
    };
    out.write_all(&json(&report)?)?;
    out.write_all(b"\n")
}

impl<'a> EvidenceJson<'a> {
    fn new(judged: &'a Judged<'_>) -> Self {
        let file = &judged.dossier.file;
        let place = judged.place();
        let at = |byte: fn(&std::ops::Range<usize>) -> usize| place.as_ref().map(|(file, span)| file.position(byte(span)).into());
        Self {
            rule: &judged.rule.code,
            dossier: file.name(),
            rule_line: file.position(judged.rule.span.start).line,
            source: &judged.source.id,
            verdict: judged.verdict,
            message: message(judged),
            path: judged.source.content.as_ref().map(|content| content.file.name()),
            quote: judged.evidence.quote.as_ref().map(|quote| quote.value.as_str()),
            start: at(|span| span.start),
            end: at(|span| span.end),
            text: place.as_ref().map(|(file, span)| file.shown(span.clone())),
            before: stood(judged).map(|stood| Before { line: stood.line, column: stood.column }),
        }
    }
}
