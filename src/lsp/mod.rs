//! The language server: the same findings in an editor, for the text as it is being typed, and what stands behind them.
//!
//! A thin edge over the library. [`serve`] reads rules, and then answers messages one after another until a rule, source or configuration
//! file changes; then it begins anew with the same open documents.
//!
//! Typing is looked at when no message waits: what was typed meanwhile is looked at once, and there is no other delay. Blocks that did not
//! change are not read again ([`Memory`](crate::check::Memory)). Where a document changes while it is looked at, looking stops and begins
//! again, with what is known by then. A request is answered for the text as it was when the request came; one that is cancelled while it
//! waits is refused.

mod actions;
mod complete;
mod diagnostics;
mod draft;
mod folder;
mod hover;
mod inbox;
mod navigate;
mod place;
mod session;
mod stdio;

use std::path::PathBuf;

use lsp_server::Connection;
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities,
    DocumentLinkOptions, HoverProviderCapability, InitializeParams, OneOf, RenameOptions, SaveOptions, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use serde_json::json;

use self::folder::Folder;
use self::place::Encoding;
use self::session::{Client, Next, Session};
use crate::check::Checker;

/// What a code action that mends all safe findings of a file is called.
const FIX_ALL: &str = "source.fixAll.factlint";

/// Serves a client on standard input and output until it says goodbye or goes away.
///
/// # Errors
/// What the client sent first was no `initialize`, or its parameters were not understood.
pub fn run(today: jiff::civil::Date) -> anyhow::Result<()> {
    let (connection, writer) = stdio::connect();
    let served = serve(&connection, today);
    drop(connection);
    // It panics for nothing that it is told; what could not be written is lost either way.
    let _ = writer.join();
    served
}

/// Serves the client at the other end of a connection.
///
/// # Errors
/// As [`run`].
pub fn serve(connection: &Connection, today: jiff::civil::Date) -> anyhow::Result<()> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = serde_json::from_value(params)?;
    let encoding = Encoding::choose(params.capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref()));
    let answer = json!({
        "capabilities": capabilities(encoding),
        "serverInfo": { "name": "factlint", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, answer)?;
    let mut client = Client::new(connection, &params, encoding);
    let mut roots = roots(&params);
    client.watch();
    loop {
        let folders: Vec<Folder> = roots.iter().map(|root| Folder::read(root)).collect();
        let checkers: Vec<Checker<'_>> = folders.iter().map(|folder| Checker::new(&folder.project.rules, today)).collect();
        match Session::new(&mut client, &folders, &checkers).run() {
            Next::Again => {}
            Next::Folders(changed) => {
                roots.retain(|root| !changed.removed.iter().any(|folder| place::path(&folder.uri).as_ref() == Some(root)));
                let added = changed.added.iter().filter_map(|folder| place::path(&folder.uri));
                let new: Vec<PathBuf> = added.filter(|root| !roots.contains(root)).collect();
                roots.extend(new);
            }
            Next::Exit => return Ok(()),
        }
    }
}

/// The folders that the client works in; the current one, where it names none.
#[expect(deprecated, reason = "older clients name their one folder so")]
fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.iter().flatten().filter_map(|folder| place::path(&folder.uri));
    let mut roots: Vec<PathBuf> = folders.collect();
    if roots.is_empty() {
        roots.extend(params.root_uri.as_ref().and_then(place::path).or_else(|| std::env::current_dir().ok()));
    }
    roots
}

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let kinds = vec![CodeActionKind::QUICKFIX, CodeActionKind::new(FIX_ALL)];
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions::default())),
        ..TextDocumentSyncOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(OneOf::Left(true)) };
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        diagnostic_provider: Some(DiagnosticServerCapabilities::Options(DiagnosticOptions {
            identifier: Some("factlint".to_owned()),
            ..DiagnosticOptions::default()
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(kinds),
            ..CodeActionOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions { prepare_provider: Some(true), work_done_progress_options: Default::default() })),
        completion_provider: Some(CompletionOptions::default()),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        document_link_provider: Some(DocumentLinkOptions { resolve_provider: Some(false), work_done_progress_options: Default::default() }),
        workspace: Some(WorkspaceServerCapabilities { workspace_folders: Some(folders), file_operations: None }),
        ..ServerCapabilities::default()
    }
}
