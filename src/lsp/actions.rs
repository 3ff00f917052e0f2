//! Code actions: apply a fix, apply all safe ones, allow a finding here, accept a form in the dossier.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, OneOf, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::FIX_ALL;
use super::diagnostics::of_finding;
use super::draft::Draft;
use super::folder::Folder;
use super::place::{Encoding, uri};
use super::session::Session;
use crate::check::code;
use crate::dossier::edit::accept;
use crate::finding::{DeviationName, Edit, Finding, Origin, Safety};
use crate::fix;
use crate::format::Format;

/// The reason that an allow directive is written with, for the user to replace.
const REASON: &str = "reason";

/// What can be done about the findings in a range.
pub(super) fn actions(session: &mut Session<'_, '_>, params: CodeActionParams) -> Option<CodeActionResponse> {
    let encoding = session.client.encoding;
    let (draft, folder) = session.draft(&params.text_document.uri)?;
    let wanted = |kind: &CodeActionKind| {
        let only = params.context.only.as_deref();
        only.is_none_or(|only| {
            only.iter().any(|only| kind.as_str() == only.as_str() || kind.as_str().starts_with(&format!("{}.", only.as_str())))
        })
    };
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        let span = encoding.span(&draft.file, params.range);
        let here = draft.findings.iter().filter(|finding| finding.span.start <= span.end && span.start <= finding.span.end);
        for finding in here {
            actions.extend(of_finding_here(draft, finding, folder, encoding));
        }
    }
    if wanted(&CodeActionKind::new(FIX_ALL)) {
        actions.extend(all_safe(draft, encoding));
    }
    Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

fn of_finding_here(draft: &Draft, finding: &Finding, folder: &Folder, encoding: Encoding) -> Vec<CodeAction> {
    let rules = &folder.project.rules;
    let code = code(rules, finding);
    let diagnostics = Some(vec![of_finding(draft, finding, rules, encoding)]);
    let quick = |title: String, edit: WorkspaceEdit, preferred: bool| CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: diagnostics.clone(),
        edit: Some(edit),
        is_preferred: Some(preferred),
        ..CodeAction::default()
    };
    let mut actions = Vec::new();
    if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safety != Safety::DisplayOnly) {
        let text = fix.edits.first().map_or("", |edit| &edit.text);
        actions.push(quick(format!("Replace with `{text}`"), in_draft(draft, &fix.edits, encoding), fix.safety == Safety::Safe));
    }
    let format = folder.project.config.formats.of(&draft.path, draft.file.text());
    if finding.deviation != DeviationName::UnusedAllow && format.takes_comments() {
        let edit = Edit { span: line_start(draft, finding)..line_start(draft, finding), text: directive(draft, finding, code, &format) };
        actions.push(quick(format!("Allow `{code}` here"), in_draft(draft, &[edit], encoding), false));
    }
    actions.extend(accepted(finding, folder, encoding).map(|(title, edit)| quick(title, edit, false)));
    actions
}

/// Adds the words that a finding is about to what its rule accepts.
fn accepted(finding: &Finding, folder: &Folder, encoding: Encoding) -> Option<(String, WorkspaceEdit)> {
    let Origin::Rule(id) = finding.origin else { return None };
    let rules = &folder.project.rules;
    let (rule, dossier) = (rules.rule(id), &rules.dossier(id).file);
    let written = finding.acceptable.as_deref()?;
    let edit = accept(dossier, rule, written)?;
    let target = uri(dossier.path())?;
    let text = TextEdit { range: encoding.range(dossier, &edit.span), new_text: edit.text };
    Some((format!("Accept `{written}` in [{}]", rule.code), changes(target, vec![text])))
}

/// One action for all safe fixes of the file; none where there are none.
fn all_safe(draft: &Draft, encoding: Encoding) -> Option<CodeAction> {
    let fixes = draft.findings.iter().filter_map(|finding| finding.fix.as_ref()).filter(|fix| fix.safety == Safety::Safe);
    let (edits, _) = fix::choose(draft.file.text(), fixes);
    let edits: Vec<Edit> = edits.into_iter().cloned().collect();
    (!edits.is_empty()).then(|| CodeAction {
        title: "Apply all safe fixes".to_owned(),
        kind: Some(CodeActionKind::new(FIX_ALL)),
        edit: Some(in_draft(draft, &edits, encoding)),
        ..CodeAction::default()
    })
}

/// Where the line of a finding begins.
fn line_start(draft: &Draft, finding: &Finding) -> usize {
    let line = draft.file.position(finding.span.start).line;
    draft.file.line_range(line).start
}

/// A directive on a line of its own before the finding's, in the form of the draft's format.
fn directive(draft: &Draft, finding: &Finding, code: &str, format: &Format) -> String {
    let text = draft.file.text();
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let start = line_start(draft, finding);
    let indent: String = text[start..].chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let (open, close) = format.comment();
    let indent = if open.is_empty() { "" } else { &indent };
    format!("{indent}{open}factlint: allow {code} -- {REASON}{close}{newline}")
}

fn in_draft(draft: &Draft, edits: &[Edit], encoding: Encoding) -> WorkspaceEdit {
    let edits =
        edits.iter().map(|edit| OneOf::Left(TextEdit { range: encoding.range(&draft.file, &edit.span), new_text: edit.text.clone() }));
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: draft.uri.clone(), version: Some(draft.version) };
    let edit = TextDocumentEdit { text_document, edits: edits.collect() };
    WorkspaceEdit { document_changes: Some(lsp_types::DocumentChanges::Edits(vec![edit])), ..WorkspaceEdit::default() }
}

/// Edits of one file that may not be open.
pub(super) fn changes(target: Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(target, edits)])), ..WorkspaceEdit::default() }
}
