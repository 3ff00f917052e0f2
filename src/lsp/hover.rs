//! What a rule holds true, over any mention of it.

use std::fmt::Write as _;

use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::session::Session;
use crate::dossier::{Evidence, EvidenceState, Rule, Source};
use crate::finding::Origin;
use crate::kind::Fact;
use crate::report::visible;

/// Canonical, status, evidence with its passage and the source's date.
pub(super) fn hover(session: &mut Session<'_, '_>, params: HoverParams) -> Option<Hover> {
    let place = params.text_document_position_params;
    let encoding = session.client.encoding;
    let (draft, folder) = session.draft(&place.text_document.uri)?;
    let stated = draft.at(encoding.offset(&draft.file, place.position))?;
    let Origin::Rule(id) = stated.origin else { return None };
    let rules = &folder.project.rules;
    let value = page(rules.rule(id), &rules.dossier(id).sources);
    let range = Some(encoding.range(&draft.file, &stated.span));
    Some(Hover { contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }), range })
}

/// A rule in Markdown.
pub(super) fn page(rule: &Rule, sources: &[Source]) -> String {
    let mut page = String::new();
    if let Some(canonical) = rule.fact.canonical() {
        let _ = writeln!(page, "**{}**  ", escaped(&canonical));
    }
    let _ = write!(page, "`{}`", rule.code);
    if let Fact::Claim(claim) = &rule.fact {
        let _ = write!(page, ": {}", claim.status.as_str());
    }
    for evidence in &rule.evidence {
        passage(evidence, &sources[evidence.source], &mut page);
    }
    page
}

fn passage(evidence: &Evidence, source: &Source, page: &mut String) {
    let date = source.date.as_deref().map(|date| format!(", {date}")).unwrap_or_default();
    let _ = write!(page, "\n\n{}{date}", escaped(&source.title));
    let stands = evidence.standing(source).map(|(file, span)| file.shown(span));
    let words = stands.or(evidence.quote.as_ref().map(|quote| quote.value.as_str().into()));
    if evidence.state == EvidenceState::Unchecked {
        page.push_str(" (unchecked: its file is not there, or the rule names no passage)");
    }
    for line in words.iter().flat_map(|words| words.lines()) {
        let _ = write!(page, "\n> {}", escaped(line));
    }
}

/// Text that is no Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in visible::line(text).chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
