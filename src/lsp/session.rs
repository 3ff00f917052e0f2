//! One stretch of talk with the client, between two readings of the rules.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Exit, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentDiagnosticRequest, DocumentLinkRequest, DocumentSymbolRequest, GotoDefinition, HoverRequest,
    PrepareRenameRequest, References, RegisterCapability, Rename, Request as _, Shutdown, WorkspaceDiagnosticRefresh,
    WorkspaceSymbolRequest,
};
use lsp_types::{
    Diagnostic, DidChangeWatchedFilesRegistrationOptions, DocumentDiagnosticReport, FileSystemWatcher, FullDocumentDiagnosticReport,
    GlobPattern, InitializeParams, PublishDiagnosticsParams, Registration, RegistrationParams, RelatedFullDocumentDiagnosticReport, Uri,
    WorkspaceFoldersChangeEvent,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::draft::Draft;
use super::folder::Folder;
use super::inbox::Inbox;
use super::place::{self, Encoding};
use super::{actions, complete, diagnostics, hover, navigate};
use crate::check::Checker;
use crate::config::{Config, FILE_NAME};
use crate::dossier::load::load_with;
use crate::dossier::problem::Problem;
use crate::format::Formats;
use crate::source::SourceFile;

/// Why a session ends.
pub(super) enum Next {
    /// Rules, sources or the configuration have changed.
    Again,
    /// The client works in other folders.
    Folders(WorkspaceFoldersChangeEvent),
    /// The client said goodbye, or is gone.
    Exit,
}

/// How long a document is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    /// Until all of it is read: an answer rests on it.
    Done,
    /// Until it has changed again, at most.
    Outdated,
}

/// The client, and what it has open: what lasts from session to session.
pub(super) struct Client<'c> {
    connection: &'c Connection,
    inbox: Inbox<'c>,
    pub(super) encoding: Encoding,
    watches: bool,
    /// It asks for diagnostics itself, and can be told to ask again.
    pulls: bool,
    refreshes: bool,
    pub(super) drafts: BTreeMap<String, Draft>,
    /// Where diagnostics stand that have to be taken back.
    published: HashSet<String>,
    shut_down: bool,
    requests: i32,
}

impl<'c> Client<'c> {
    pub(super) fn new(connection: &'c Connection, params: &InitializeParams, encoding: Encoding) -> Self {
        let workspace = params.capabilities.workspace.as_ref();
        let watches = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration).unwrap_or(false);
        let pulls = params.capabilities.text_document.as_ref().is_some_and(|document| document.diagnostic.is_some());
        let refreshes = workspace.and_then(|workspace| workspace.diagnostic.as_ref()?.refresh_support).unwrap_or(false);
        Self {
            connection,
            inbox: Inbox::new(connection),
            encoding,
            watches,
            pulls,
            refreshes,
            drafts: BTreeMap::new(),
            published: HashSet::new(),
            shut_down: false,
            requests: 0,
        }
    }

    /// Asks to be told of files that change on disk.
    pub(super) fn watch(&mut self) {
        if !self.watches {
            return;
        }
        // Sources may be files of any kind.
        let watchers = vec![FileSystemWatcher { glob_pattern: GlobPattern::String("**/*".to_owned()), kind: None }];
        let options = serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers }).ok();
        let method = DidChangeWatchedFiles::METHOD.to_owned();
        let registrations = vec![Registration { id: "files".to_owned(), method, register_options: options }];
        self.ask(RegisterCapability::METHOD, RegistrationParams { registrations });
    }

    /// Sends a request whose answer says nothing new.
    fn ask(&mut self, method: &str, params: impl Serialize) {
        self.requests += 1;
        self.send(Request::new(self.requests.into(), method.to_owned(), params).into());
    }

    /// A client that is gone is noticed when it is listened to.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }

    fn publish(&mut self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let key = uri.as_str().to_owned();
        let stood = if diagnostics.is_empty() { self.published.remove(&key) } else { !self.published.insert(key) };
        if stood || !diagnostics.is_empty() || version.is_some() {
            let params = PublishDiagnosticsParams { uri, diagnostics, version };
            self.send(Notification::new(PublishDiagnostics::METHOD.to_owned(), params).into());
        }
    }
}

/// Talk with a client about these rules.
pub(super) struct Session<'s, 'c> {
    pub(super) client: &'s mut Client<'c>,
    pub(super) folders: &'s [Folder],
    checkers: &'s [Checker<'s>],
}

impl<'s, 'c> Session<'s, 'c> {
    pub(super) fn new(client: &'s mut Client<'c>, folders: &'s [Folder], checkers: &'s [Checker<'s>]) -> Self {
        Self { client, folders, checkers }
    }

    /// Answers messages until one ends the session.
    pub(super) fn run(mut self) -> Next {
        self.client.drafts.values_mut().for_each(Draft::forget);
        self.show_problems();
        if self.client.refreshes && !self.client.drafts.is_empty() {
            self.client.ask(WorkspaceDiagnosticRefresh::METHOD, ());
        }
        loop {
            // What was typed is looked at when nothing waits to be read: later changes are part of what is looked at then.
            let message = self.client.inbox.pop().or_else(|| {
                self.look(Until::Outdated);
                self.client.inbox.wait()
            });
            let Some(message) = message else { return Next::Exit };
            let next = match message {
                Message::Request(request) => {
                    self.request(request);
                    None
                }
                Message::Notification(notification) => self.notification(notification),
                Message::Response(_) => None,
            };
            if let Some(next) = next {
                return next;
            }
        }
    }

    /// The folder that a file is in, by its index; the first, where it is in none. The innermost holds it.
    pub(super) fn folder_of(&self, path: &Path) -> Option<usize> {
        let holding = self.folders.iter().enumerate().filter(|(_, folder)| folder.holds(path));
        let inner = holding.max_by_key(|(_, folder)| folder.root.components().count()).map(|(index, _)| index);
        inner.or(if self.folders.is_empty() { None } else { Some(0) })
    }

    /// An open document and its folder.
    pub(super) fn draft(&self, uri: &Uri) -> Option<(&Draft, &'s Folder)> {
        let draft = self.client.drafts.get(uri.as_str())?;
        Some((draft, &self.folders[self.folder_of(&draft.path)?]))
    }

    /// The folder and the checker of its rules for a file.
    pub(super) fn checker_of(&self, path: &Path) -> Option<(&'s Folder, &'s Checker<'s>)> {
        let index = self.folder_of(path)?;
        Some((&self.folders[index], &self.checkers[index]))
    }

    /// Looks at every document that has changed, and tells what is found.
    fn look(&mut self, until: Until) {
        let changed: Vec<String> = self.client.drafts.iter().filter(|(_, draft)| draft.changed).map(|(key, _)| key.clone()).collect();
        for key in changed {
            let Some((uri, version, found)) = self.look_at(&key, until) else { continue };
            // A client that asks for diagnostics would show those that are told as well.
            if !self.client.pulls {
                self.client.publish(uri, found, Some(version));
            }
            if until == Until::Outdated && !self.client.inbox.is_empty() {
                return;
            }
        }
    }

    /// The diagnostics of one open document, looked at again where it has changed; none where looking became vain.
    fn look_at(&mut self, key: &str, until: Until) -> Option<(Uri, i32, Vec<Diagnostic>)> {
        let path = self.client.drafts.get(key)?.path.clone();
        let index = self.folder_of(&path);
        let encoding = self.client.encoding;
        let Client { drafts, inbox, .. } = &mut *self.client;
        let draft = drafts.get_mut(key)?;
        let Some(index) = index else {
            draft.pass_over();
            return Some((draft.uri.clone(), draft.version, Vec::new()));
        };
        let folder = &self.folders[index];
        let found = if is_rules(folder, &path) {
            draft.changed = false;
            let problems = mistakes(&draft.file, &path, &folder.project.config.formats).into_iter();
            let mine = problems.filter(|problem| problem.places.first().is_some_and(|place| place.path == draft.file.name()));
            mine.map(|problem| diagnostics::of_mistake(&problem, &draft.file, encoding)).collect()
        } else {
            let mut stop = || until == Until::Outdated && inbox.is_outdated(key);
            if draft.changed && !draft.look(&self.checkers[index], &folder.project.config, &mut stop) {
                return None;
            }
            diagnostics::of_draft(draft, &folder.project.rules, encoding)
        };
        Some((draft.uri.clone(), draft.version, found))
    }

    /// Shows what is wrong with rules and configuration, and takes back what no longer is.
    fn show_problems(&mut self) {
        let mut by_file: HashMap<String, (Uri, Vec<Diagnostic>)> = HashMap::new();
        for folder in self.folders {
            let problems = folder.project.problems.iter().filter(|problem| !is_missing_rules(folder, problem));
            for (uri, diagnostic) in problems.filter_map(|problem| diagnostics::of_problem(problem, folder, self.client.encoding)) {
                by_file.entry(uri.as_str().to_owned()).or_insert_with(|| (uri, Vec::new())).1.push(diagnostic);
            }
        }
        let (published, drafts) = (&self.client.published, &self.client.drafts);
        let gone: Vec<String> = published.iter().filter(|uri| !by_file.contains_key(*uri) && !drafts.contains_key(*uri)).cloned().collect();
        for uri in gone.iter().filter_map(|uri| uri.parse().ok()) {
            self.client.publish(uri, Vec::new(), None);
        }
        // An open file is looked at as it stands in the editor.
        by_file.retain(|uri, _| !self.client.drafts.contains_key(uri));
        for (uri, found) in by_file.into_values() {
            self.client.publish(uri, found, None);
        }
    }

    fn notification(&mut self, notification: Notification) -> Option<Next> {
        match notification.method.as_str() {
            DidOpenTextDocument::METHOD => {
                let document = params::<DidOpenTextDocument>(notification)?.text_document;
                let path = place::path(&document.uri).unwrap_or_else(|| PathBuf::from(document.uri.as_str()));
                let draft = Draft::open(document.uri.clone(), path, document.version, document.text);
                self.client.drafts.insert(document.uri.as_str().to_owned(), draft);
            }
            DidChangeTextDocument::METHOD => {
                let changed = params::<DidChangeTextDocument>(notification)?;
                let encoding = self.client.encoding;
                if let Some(draft) = self.client.drafts.get_mut(changed.text_document.uri.as_str()) {
                    draft.change(changed.text_document.version, changed.content_changes, encoding);
                }
            }
            DidCloseTextDocument::METHOD => {
                let uri = params::<DidCloseTextDocument>(notification)?.text_document.uri;
                self.client.drafts.remove(uri.as_str());
                self.client.publish(uri, Vec::new(), None);
            }
            DidSaveTextDocument::METHOD => {
                let path = place::path(&params::<DidSaveTextDocument>(notification)?.text_document.uri)?;
                return self.folders.iter().any(|folder| folder.rests_on(&path)).then_some(Next::Again);
            }
            DidChangeWatchedFiles::METHOD => {
                let changes = params::<DidChangeWatchedFiles>(notification)?.changes;
                let mut paths = changes.iter().filter_map(|change| place::path(&change.uri));
                return paths.any(|path| self.folders.iter().any(|folder| folder.rests_on(&path))).then_some(Next::Again);
            }
            DidChangeWorkspaceFolders::METHOD => {
                return Some(Next::Folders(params::<DidChangeWorkspaceFolders>(notification)?.event));
            }
            Exit::METHOD => return Some(Next::Exit),
            _ => {}
        }
        None
    }

    fn request(&mut self, request: Request) {
        let id = request.id.clone();
        if self.client.shut_down {
            let answer = Response::new_err(id, ErrorCode::InvalidRequest as i32, "the server was shut down".to_owned());
            return self.client.send(answer.into());
        }
        if request.method != Shutdown::METHOD && self.client.inbox.is_cancelled(&id) {
            let answer = Response::new_err(id, ErrorCode::RequestCanceled as i32, "the client no longer wants it".to_owned());
            return self.client.send(answer.into());
        }
        let answer = match request.method.as_str() {
            Shutdown::METHOD => {
                self.client.shut_down = true;
                Response::new_ok(id, ())
            }
            DocumentDiagnosticRequest::METHOD => self.answer::<DocumentDiagnosticRequest, _>(request, |session, params| {
                let found = session.look_at(params.text_document.uri.as_str(), Until::Done).map(|(_, _, found)| found).unwrap_or_default();
                let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: None, items: found };
                DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                    related_documents: None,
                    full_document_diagnostic_report,
                })
            }),
            CodeActionRequest::METHOD => self.answer::<CodeActionRequest, _>(request, actions::actions),
            HoverRequest::METHOD => self.answer::<HoverRequest, _>(request, hover::hover),
            GotoDefinition::METHOD => self.answer::<GotoDefinition, _>(request, navigate::definition),
            References::METHOD => self.answer::<References, _>(request, navigate::references),
            PrepareRenameRequest::METHOD => self.answer::<PrepareRenameRequest, _>(request, navigate::prepare_rename),
            Rename::METHOD => self.answer::<Rename, _>(request, navigate::rename),
            Completion::METHOD => self.answer::<Completion, _>(request, complete::complete),
            DocumentSymbolRequest::METHOD => self.answer::<DocumentSymbolRequest, _>(request, navigate::document_symbols),
            WorkspaceSymbolRequest::METHOD => self.answer::<WorkspaceSymbolRequest, _>(request, navigate::workspace_symbols),
            DocumentLinkRequest::METHOD => self.answer::<DocumentLinkRequest, _>(request, navigate::links),
            method => Response::new_err(id, ErrorCode::MethodNotFound as i32, format!("unknown method {method}")),
        };
        self.client.send(answer.into());
    }

    /// The answer to a request, or why its parameters were not understood. What was typed before the request is looked at first.
    fn answer<R, T: Serialize>(&mut self, request: Request, answer: impl FnOnce(&mut Self, R::Params) -> T) -> Response
    where
        R: lsp_types::request::Request,
        R::Params: DeserializeOwned,
    {
        let id: RequestId = request.id.clone();
        match request.extract::<R::Params>(R::METHOD) {
            Ok((id, params)) => {
                self.look(Until::Done);
                Response::new_ok(id, answer(self, params))
            }
            Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()),
        }
    }
}

/// The parameters of a notification; one that is not understood has no answer and is passed over.
fn params<N: lsp_types::notification::Notification>(notification: Notification) -> Option<N::Params>
where
    N::Params: DeserializeOwned,
{
    notification.extract(N::METHOD).ok()
}

/// Whether a document is a rule file or a configuration: it is checked for mistakes of its own.
fn is_rules(folder: &Folder, path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml") && folder.rests_on(path)
}

/// What is wrong with a rule file or configuration, as it stands in the editor.
fn mistakes(file: &SourceFile, path: &Path, formats: &Formats) -> Vec<Problem> {
    if path.file_name().is_some_and(|name| name == FILE_NAME) {
        return Config::read(file, path).1;
    }
    load_with(vec![file.with_text(file.text())], formats).1
}

/// A folder without rules is no mistake in an editor: most folders have none.
fn is_missing_rules(folder: &Folder, problem: &Problem) -> bool {
    problem.places.is_empty() && folder.project.rule_files.is_empty()
}
