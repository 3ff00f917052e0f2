//! What the dossier holds true, offered as one types.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, CompletionTextEdit, Documentation, MarkupContent, MarkupKind,
    TextEdit,
};

use super::hover::page;
use super::session::Session;
use crate::dossier::Rule;
use crate::kind::Fact;

/// How many are offered at most.
const MOST: usize = 50;

/// Names, terms, domains, and figures with their unit, one of whose words begins as the word that is being typed.
pub(super) fn complete(session: &mut Session<'_, '_>, params: CompletionParams) -> Option<CompletionResponse> {
    let place = params.text_document_position;
    let encoding = session.client.encoding;
    let (draft, folder) = session.draft(&place.text_document.uri)?;
    if folder.dossier(&draft.path).is_some() {
        return None;
    }
    let end = encoding.offset(&draft.file, place.position);
    let line = draft.file.line_range(place.position.line as usize + 1);
    let before = draft.file.slice(line.start.min(end)..end);
    let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let typed = before[start..].to_lowercase();
    if typed.is_empty() {
        return None;
    }
    let range = encoding.range(&draft.file, &(end - (before.len() - start)..end));
    let rules = &folder.project.rules;
    let fitting = rules.iter().filter_map(|(id, rule)| Some((id, rule, offered(rule)?))).filter(|(_, _, text)| begins(text, &typed));
    let items: Vec<CompletionItem> = fitting
        .take(MOST)
        .map(|(id, rule, text)| CompletionItem {
            label: text.clone(),
            kind: Some(CompletionItemKind::CONSTANT),
            detail: Some(rule.code.clone()),
            documentation: Some(Documentation::MarkupContent(MarkupContent {
                kind: MarkupKind::Markdown,
                value: page(rule, &rules.dossier(id).sources),
            })),
            filter_text: Some(format!("{} {text}", &before[start..])),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: text })),
            ..CompletionItem::default()
        })
        .collect();
    Some(CompletionResponse::Array(items))
}

/// What stands for a fact in a draft.
fn offered(rule: &Rule) -> Option<String> {
    match &rule.fact {
        Fact::Name(_) | Fact::Domain(_) | Fact::Term(_) => rule.fact.canonical(),
        Fact::Figure(figure) => Some(format!("{} {}", figure.written, figure.unit.first()?.value)),
        _ => None,
    }
}

/// Whether a word of `text` begins with `typed`, in any case.
fn begins(text: &str, typed: &str) -> bool {
    let text = text.to_lowercase();
    text.starts_with(typed) || text.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(typed))
}
