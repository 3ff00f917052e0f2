//! An open document: its text as the editor has it, and what was found there when it was last looked at.

use std::path::PathBuf;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::place::Encoding;
use crate::check::{Checker, Memory, Stated};
use crate::config::Config;
use crate::finding::Finding;
use crate::format::Opened;
use crate::source::{SourceFile, display_path};

/// A document that the client has open.
pub(super) struct Draft {
    pub(super) uri: Uri,
    pub(super) path: PathBuf,
    pub(super) version: i32,
    pub(super) file: SourceFile,
    /// Its text is not the one that was looked at last.
    pub(super) changed: bool,
    pub(super) findings: Vec<Finding>,
    /// Every mention of a rule, by place.
    pub(super) stated: Vec<Stated>,
    memory: Memory,
}

impl Draft {
    pub(super) fn open(uri: Uri, path: PathBuf, version: i32, text: String) -> Self {
        let file = SourceFile::from_text(display_path(&path), text).at(&path);
        Self { uri, path, version, file, changed: true, findings: Vec::new(), stated: Vec::new(), memory: Memory::default() }
    }

    /// Takes over what was typed. Changes come one after another, each in the text that the one before made.
    pub(super) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        let mut text = std::mem::take(&mut self.file).into_text();
        for change in changes {
            match change.range {
                Some(range) => {
                    let file = SourceFile::from_text("", text);
                    let span = encoding.span(&file, range);
                    text = file.into_text();
                    text.replace_range(span, &change.text);
                }
                None => text = change.text,
            }
        }
        self.file = SourceFile::from_text(display_path(&self.path), text).at(&self.path);
        (self.version, self.changed) = (version, true);
    }

    /// Forgets what the rules said: they are others now.
    pub(super) fn forget(&mut self) {
        (self.memory, self.changed) = (Memory::default(), true);
    }

    /// Nothing is known of what it says: there are no rules.
    pub(super) fn pass_over(&mut self) {
        (self.findings, self.stated, self.changed) = (Vec::new(), Vec::new(), false);
    }

    /// Looks at the text again, and says whether all of it was looked at: not where `stop` said so before.
    pub(super) fn look(&mut self, checker: &Checker<'_>, config: &Config, stop: &mut dyn FnMut() -> bool) -> bool {
        let format = config.formats.of(&self.path, self.file.text());
        let Opened { file, document, .. } = checker.open(format.opened(std::mem::take(&mut self.file).revealed()));
        self.file = file;
        let silent = config.silent_in(self.file.name());
        let decide = |code: &str, severity| {
            let off = silent.iter().any(|codes| codes.is_match(code));
            if off { None } else { config.severity_of(code).unwrap_or(Some(severity)) }
        };
        let Some((allowed, stated)) = checker.recheck(&self.file, &document, &decide, &mut self.memory, stop) else { return false };
        (self.findings, self.stated, self.changed) = (allowed.findings, stated, false);
        true
    }

    /// The mention at a byte; of several the shortest.
    pub(super) fn at(&self, offset: usize) -> Option<&Stated> {
        self.stated.iter().filter(|stated| stated.span.start <= offset && offset <= stated.span.end).min_by_key(|stated| stated.span.len())
    }
}
