//! The report for reviewdog: one diagnostic a line. Columns count the bytes of the line, from 1, as reviewdog has it.

use std::io;
use std::ops::Range;

use serde_json::{Value, json};

use super::json::{json as to_line, lines};
use super::{Run, line, passages, path, within};
use crate::check::code;
use crate::finding::{Edit, Finding, Safety, Severity};
use crate::source::SourceFile;

/// Writes the findings of a run.
pub(super) fn write(run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    lines(&run.findings().collect::<Vec<_>>(), |(file, finding)| to_line(&diagnostic(run, file, finding)), out)
}

fn diagnostic(run: &Run<'_>, file: &SourceFile, finding: &Finding) -> Value {
    let labels = finding.labels.iter().skip(1).map(|label| related(file, &label.span, &label.text));
    let evidence = passages(run.rules, finding).map(|(source, file, span)| {
        let said = format!("established here ({}){}", source.title, within(file, &span));
        related(file, &span, &said)
    });
    let fix = finding.fix.as_ref().filter(|fix| fix.safety != Safety::DisplayOnly);
    json!({
        "message": format!("{}{}", finding.message, within(file, &finding.span)),
        "location": location(file, &finding.span),
        "severity": match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        "source": {"name": "factlint"},
        "code": {"value": code(run.rules, finding)},
        "suggestions": fix.and_then(|fix| suggestion(file, &fix.edits)).into_iter().collect::<Vec<_>>(),
        "related_locations": labels.chain(evidence).collect::<Vec<_>>(),
        "original_output": line(run.rules, file, finding),
    })
}

/// A fix as one replacement: reviewdog offers each suggestion by itself, so edits that belong together must be one.
fn suggestion(file: &SourceFile, edits: &[Edit]) -> Option<Value> {
    let span = edits.first()?.span.start..edits.last()?.span.end;
    let mut text = String::new();
    let mut at = span.start;
    for edit in edits {
        text.push_str(file.slice(at..edit.span.start));
        text.push_str(&edit.text);
        at = edit.span.end;
    }
    Some(json!({"range": range(file, &span), "text": text}))
}

fn related(file: &SourceFile, span: &Range<usize>, message: &str) -> Value {
    json!({"message": message, "location": location(file, span)})
}

fn location(file: &SourceFile, span: &Range<usize>) -> Value {
    json!({"path": path(file), "range": range(file, span)})
}

fn range(file: &SourceFile, span: &Range<usize>) -> Value {
    let place = |offset| json!({"line": file.position(offset).line, "column": file.byte_column(offset)});
    json!({"start": place(span.start), "end": place(span.end)})
}
