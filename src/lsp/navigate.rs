//! From a mention to its evidence and its rule, from a rule to its mentions, and what a dossier holds.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use lsp_types::{
    DocumentLink, DocumentLinkParams, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, GotoDefinitionParams,
    GotoDefinitionResponse, Location, PrepareRenameResponse, ReferenceParams, RenameParams, SymbolInformation, SymbolKind,
    TextDocumentPositionParams, TextEdit, WorkspaceEdit, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::diagnostics::evidence;
use super::draft::Draft;
use super::place::{Encoding, uri};
use super::session::Session;
use crate::check::{Memory, Stated};
use crate::dossier::{Rule, RuleSet, Source};
use crate::finding::{Origin, RuleId};
use crate::format::Opened;
use crate::kind::Fact;
use crate::source::SourceFile;
use crate::walk::{Target, walk};

/// The rule that a place is about: a mention of a draft, or a rule's own table.
fn rule_at(session: &Session<'_, '_>, params: &TextDocumentPositionParams) -> Option<(RuleId, PathBuf)> {
    let (draft, folder) = session.draft(&params.text_document.uri)?;
    let offset = session.client.encoding.offset(&draft.file, params.position);
    if let Some(dossier) = folder.dossier(&draft.path) {
        // The last header before the place, in the file as it was read.
        let mine = folder.project.rules.iter().filter(|(_, rule)| rule.dossier == dossier && rule.span.start <= offset);
        return mine.max_by_key(|(_, rule)| rule.span.start).map(|(id, _)| (id, draft.path.clone()));
    }
    match draft.at(offset)?.origin {
        Origin::Rule(id) => Some((id, draft.path.clone())),
        Origin::Weekday | Origin::UnusedAllow | Origin::Unsupported => None,
    }
}

/// Where a rule stands.
fn rule_location(rules: &RuleSet, rule: &Rule, encoding: Encoding) -> Option<Location> {
    let file = &rules.dossiers[rule.dossier].file;
    Some(Location::new(uri(file.path())?, encoding.range(file, &rule.span)))
}

/// The evidence, then the rule.
pub(super) fn definition(session: &mut Session<'_, '_>, params: GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let (id, path) = rule_at(session, &params.text_document_position_params)?;
    let (folder, _) = session.checker_of(&path)?;
    let (rules, encoding) = (&folder.project.rules, session.client.encoding);
    let established = evidence(Origin::Rule(id), rules, encoding).into_iter().map(|related| related.location);
    Some(GotoDefinitionResponse::Array(established.chain(rule_location(rules, rules.rule(id), encoding)).collect()))
}

/// Every place of the folder that mentions the rule; with it, the rule itself.
pub(super) fn references(session: &mut Session<'_, '_>, params: ReferenceParams) -> Option<Vec<Location>> {
    let (id, path) = rule_at(session, &params.text_document_position)?;
    let (folder, _) = session.checker_of(&path)?;
    let encoding = session.client.encoding;
    let mut found: Vec<Location> = Vec::new();
    for (file, stated) in mentions(session, &path, id)? {
        let Some(uri) = uri(file.path()) else { continue };
        found.extend(stated.iter().map(|stated| Location::new(uri.clone(), encoding.range(&file, &stated.span))));
    }
    if params.context.include_declaration {
        found.extend(rule_location(&folder.project.rules, folder.project.rules.rule(id), encoding));
    }
    Some(found)
}

/// The mentions of a rule in every draft of the folder that a file is in, open documents as the editor has them.
fn mentions(session: &Session<'_, '_>, path: &Path, id: RuleId) -> Option<Vec<(SourceFile, Vec<Stated>)>> {
    let (folder, checker) = session.checker_of(path)?;
    let files = Mutex::new(Vec::new());
    let meet = |target: Target| files.lock().unwrap_or_else(PoisonError::into_inner).push(target.path);
    walk(std::slice::from_ref(&folder.root), folder.project.scope(), &meet);
    let open = |path: &Path| session.client.drafts.values().find(|draft| draft.path == path);
    let mut paths: Vec<PathBuf> = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    paths.extend(session.client.drafts.values().filter(|draft| folder.holds(&draft.path)).map(|draft| draft.path.clone()));
    paths.sort();
    paths.dedup();
    let mut found = Vec::new();
    for path in paths {
        if let Some(Draft { file, stated, .. }) = open(&path) {
            let copy = file.with_text(file.text());
            found.push((copy, stated.iter().filter(|stated| stated.origin == Origin::Rule(id)).cloned().collect()));
        } else if let Ok(opened) = folder.project.config.formats.open(&path) {
            let Opened { file, document, .. } = checker.open(opened);
            let (decide, mut memory) = (|_: &str, severity| Some(severity), Memory::default());
            let Some((_, mut stated)) = checker.recheck(&file, &document, &decide, &mut memory, &mut || false) else { continue };
            stated.retain(|stated| stated.origin == Origin::Rule(id));
            found.push((file, stated));
        }
    }
    found.retain(|(_, stated)| !stated.is_empty());
    Some(found)
}

/// Whether the fact at a place can be renamed: it has a canonical that drafts have word for word.
pub(super) fn prepare_rename(session: &mut Session<'_, '_>, params: TextDocumentPositionParams) -> Option<PrepareRenameResponse> {
    let (id, path) = rule_at(session, &params)?;
    let (folder, _) = session.checker_of(&path)?;
    let rule = folder.project.rules.rule(id);
    canonical_place(rule)?;
    let (draft, _) = session.draft(&params.text_document.uri)?;
    let encoding = session.client.encoding;
    let offset = encoding.offset(&draft.file, params.position);
    let span = draft.at(offset).map_or(rule.span.clone(), |stated| stated.span.clone());
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: encoding.range(&draft.file, &span), placeholder: rule.fact.canonical()? })
}

/// The canonical of a name, domain or term in its rule file, quotation marks included.
fn canonical_place(rule: &Rule) -> Option<Range<usize>> {
    match &rule.fact {
        Fact::Name(name) => Some(name.canonical.span.clone()),
        Fact::Domain(domain) => Some(domain.canonical.span.clone()),
        Fact::Term(term) => Some(term.canonical.span.clone()),
        _ => None,
    }
}

/// The canonical in the dossier, and every mention that has it word for word, or its short form, but for quotations: those are other
/// people's words. Evidence and examples stay as they are.
#[expect(clippy::mutable_key_type, reason = "the protocol's own type; its text never changes")]
pub(super) fn rename(session: &mut Session<'_, '_>, params: RenameParams) -> Option<WorkspaceEdit> {
    let (id, path) = rule_at(session, &params.text_document_position)?;
    let (folder, _) = session.checker_of(&path)?;
    let (rule, encoding) = (folder.project.rules.rule(id), session.client.encoding);
    let span = canonical_place(rule)?;
    let (old, new) = (rule.fact.canonical()?, params.new_name);
    let short = |name: &str| name.split_whitespace().next_back().unwrap_or_default().to_owned();
    let pairs = [(old.clone(), new.clone()), (short(&old), short(&new))];
    let dossier = &folder.project.rules.dossiers[rule.dossier].file;
    let quoted = toml::Value::String(new).to_string();
    let mut edits = HashMap::new();
    edits.insert(uri(dossier.path())?, vec![TextEdit { range: encoding.range(dossier, &span), new_text: quoted }]);
    for (file, stated) in mentions(session, &path, id)? {
        let written = stated.iter().filter(|stated| !stated.in_quotation && !stated.deviates);
        let changed = written.filter_map(|stated| {
            let here = file.slice(stated.span.clone());
            let (old, new) = pairs.iter().find(|(old, _)| here.starts_with(old.as_str()))?;
            let span = stated.span.start..stated.span.start + old.len();
            Some(TextEdit { range: encoding.range(&file, &span), new_text: new.clone() })
        });
        let changed: Vec<TextEdit> = changed.collect();
        if !changed.is_empty() {
            edits.insert(uri(file.path())?, changed);
        }
    }
    Some(WorkspaceEdit { changes: Some(edits), ..WorkspaceEdit::default() })
}

/// The sources and rules of a dossier.
#[expect(deprecated, reason = "the protocol's type has the field")]
pub(super) fn document_symbols(session: &mut Session<'_, '_>, params: DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let (draft, folder) = session.draft(&params.text_document.uri)?;
    let (rules, index) = (&folder.project.rules, folder.dossier(&draft.path)?);
    let encoding = session.client.encoding;
    let dossier = &rules.dossiers[index];
    let symbol = |name: String, detail: Option<String>, kind, span: &Range<usize>| {
        let range = encoding.range(&dossier.file, span);
        DocumentSymbol { name, detail, kind, tags: None, deprecated: None, range, selection_range: range, children: None }
    };
    let sources = dossier
        .sources
        .iter()
        .map(|source| symbol(format!("source.{}", source.id), Some(source.title.clone()), SymbolKind::FILE, &source.span));
    let facts = rules.rules.iter().filter(|rule| rule.dossier == index);
    let facts = facts.map(|rule| symbol(rule.code.clone(), rule.fact.canonical(), SymbolKind::CONSTANT, &rule.span));
    let mut symbols: Vec<DocumentSymbol> = sources.chain(facts).collect();
    symbols.sort_by_key(|symbol| (symbol.range.start.line, symbol.range.start.character));
    Some(DocumentSymbolResponse::Nested(symbols))
}

/// The rules whose code or canonical holds what was asked for, in any case.
#[expect(deprecated, reason = "the protocol's type has the field")]
pub(super) fn workspace_symbols(session: &mut Session<'_, '_>, params: WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    let query = params.query.to_lowercase();
    let mut found = Vec::new();
    for folder in session.folders {
        let rules = &folder.project.rules;
        for rule in &rules.rules {
            let canonical = rule.fact.canonical().unwrap_or_default();
            if !rule.code.to_lowercase().contains(&query) && !canonical.to_lowercase().contains(&query) {
                continue;
            }
            let Some(location) = rule_location(rules, rule, session.client.encoding) else { continue };
            let container_name = Some(canonical).filter(|canonical| !canonical.is_empty());
            found.push(SymbolInformation {
                name: rule.code.clone(),
                kind: SymbolKind::CONSTANT,
                tags: None,
                deprecated: None,
                location,
                container_name,
            });
        }
    }
    Some(WorkspaceSymbolResponse::Flat(found))
}

/// The `path` of every source of a dossier, as a link to the file.
pub(super) fn links(session: &mut Session<'_, '_>, params: DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    let (draft, folder) = session.draft(&params.text_document.uri)?;
    let dossier = &folder.project.rules.dossiers[folder.dossier(&draft.path)?];
    let encoding = session.client.encoding;
    let link = |source: &Source| {
        let span = source.path.as_ref()?.span.clone();
        let target = uri(&source.content.as_ref()?.path);
        Some(DocumentLink { range: encoding.range(&draft.file, &span), target, tooltip: Some(source.title.clone()), data: None })
    };
    Some(dossier.sources.iter().filter_map(link).collect())
}
