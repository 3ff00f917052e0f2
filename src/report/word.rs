//! What a comment in a Word document says of a finding, a paragraph each: what is wrong, what establishes it, what to write.

use super::evidence;
use crate::check::code;
use crate::dossier::{Evidence, RuleSet, Source};
use crate::finding::Finding;
use crate::source::SourceFile;

/// The paragraphs of a comment.
pub(crate) fn comment(rules: &RuleSet, file: &SourceFile, finding: &Finding) -> Vec<String> {
    let mut lines = vec![format!("{}: {} [{}]", finding.severity.as_str(), finding.message, code(rules, finding))];
    lines.extend(evidence(rules, finding).map(|(source, evidence)| established(source, evidence)));
    lines.extend(finding.notes.iter().map(|note| format!("note: {note}")));
    let fix = written(file, finding);
    // What the help says is mostly the fix.
    let help = finding.help.iter().filter(|help| fix.as_ref().is_none_or(|words| !help.contains(words)));
    lines.extend(help.map(|help| format!("help: {help}")));
    lines.extend(fix.map(|words| format!("fix: “{words}”")));
    lines
}

/// Where a finding stands, for comments that cannot stand there.
pub(crate) fn place(file: &SourceFile, finding: &Finding) -> String {
    let words = file.shown(finding.span.clone());
    match file.location(finding.span.start) {
        Some(location) => format!("{location}: “{words}”"),
        None => format!("“{words}”"),
    }
}

/// A source and what it says.
fn established(source: &Source, evidence: &Evidence) -> String {
    if let Some((file, span)) = evidence.standing(source) {
        let place = file.location(span.start).map(|location| format!(", {location}")).unwrap_or_default();
        let words = file.shown(span).split_whitespace().collect::<Vec<_>>().join(" ");
        return format!("source: {}{place}: “{words}”", source.title);
    }
    match &evidence.quote {
        Some(quote) => format!("source: {}, unchecked: “{}”", source.title, quote.value.trim()),
        None => format!("source: {}", source.title),
    }
}

/// The words as the fix would leave them.
fn written(file: &SourceFile, finding: &Finding) -> Option<String> {
    let edits = &finding.fix.as_ref()?.edits;
    let start = edits.first()?.span.start.min(finding.span.start);
    let end = edits.last()?.span.end.max(finding.span.end);
    let mut words = String::new();
    let mut from = start;
    for edit in edits {
        words.push_str(&file.shown(from..edit.span.start));
        words.push_str(&edit.text);
        from = edit.span.end;
    }
    words.push_str(&file.shown(from..end));
    Some(words)
}
