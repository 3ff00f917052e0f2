//! Documents on disk: they are read when they are asked for, and not kept.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::{DocId, Library};
use crate::dossier::RuleSet;
use crate::dossier::problem::Problem;
use crate::format::{Formats, Opened};
use crate::prose::Document;
use crate::source::{ReadError, SourceFile, display_path};
use crate::walk::Target;

/// Files that were met on a walk, by name.
#[derive(Debug)]
pub struct Files<'r> {
    /// Whose protected names are taken out of every document.
    rules: &'r RuleSet,
    formats: &'r Formats,
    targets: Vec<Target>,
    /// A document that is no file: standard input, which is read once.
    given: BTreeMap<PathBuf, Opened>,
    /// Why a document could not be read; `None` where it is one that a walk leaves out.
    failed: Mutex<BTreeMap<DocId, Option<Problem>>>,
}

impl<'r> Files<'r> {
    /// These files, in the order of their names.
    pub fn new(mut targets: Vec<Target>, rules: &'r RuleSet, formats: &'r Formats) -> Self {
        targets.sort();
        Self { rules, formats, targets, given: BTreeMap::new(), failed: Mutex::default() }
    }

    /// The same with a text that is no file, under the name that reports give it.
    #[must_use]
    pub fn with(mut self, text: Opened) -> Self {
        let path = PathBuf::from(text.file.name());
        self.targets.push(Target { path: path.clone(), named: true });
        self.given.insert(path, text);
        self
    }

    /// The path of a document.
    pub fn path(&self, doc: DocId) -> Option<&PathBuf> {
        self.targets.get(doc as usize).map(|target| &target.path)
    }

    /// Once all have been read: how many were left out, and what could not be read.
    pub fn failures(&self) -> (usize, Vec<Problem>) {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let problems: Vec<Problem> = failed.values().flatten().cloned().collect();
        (failed.len() - problems.len(), problems)
    }

    fn fail(&self, doc: DocId, problem: Option<Problem>) {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).insert(doc, problem);
    }
}

impl Library for Files<'_> {
    fn len(&self) -> usize {
        self.targets.len()
    }

    fn open(&self, doc: DocId) -> Option<(SourceFile, Document)> {
        let target = self.targets.get(doc as usize)?;
        let read = match self.given.get(&target.path) {
            Some(opened) => Ok(opened.clone()),
            None => self.formats.open(&target.path),
        };
        match read {
            Ok(opened) => {
                let Opened { file, document, .. } = self.rules.open(opened);
                Some((file, document))
            }
            Err(ReadError::Binary) if !target.named => {
                self.fail(doc, None);
                None
            }
            Err(error) => {
                self.fail(doc, Some(Problem::new(format!("cannot read {}: {error}", display_path(&target.path)))));
                None
            }
        }
    }
}
