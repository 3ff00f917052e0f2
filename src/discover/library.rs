//! Documents on disk: they are read when they are asked for, and not kept.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::{DocId, Library};
use crate::dossier::problem::Problem;
use crate::format::{self, Opened};
use crate::prose::Document;
use crate::source::{ReadError, SourceFile, display_path};
use crate::walk::Target;

/// Files that were met on a walk, by name.
#[derive(Debug, Default)]
pub struct Files {
    targets: Vec<Target>,
    /// Why a document could not be read; `None` where it is one that a walk leaves out.
    failed: Mutex<BTreeMap<DocId, Option<Problem>>>,
}

impl Files {
    /// These files, in the order of their names.
    pub fn new(mut targets: Vec<Target>) -> Self {
        targets.sort();
        Self { targets, failed: Mutex::default() }
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

impl Library for Files {
    fn len(&self) -> usize {
        self.targets.len()
    }

    fn open(&self, doc: DocId) -> Option<(SourceFile, Document)> {
        let target = self.targets.get(doc as usize)?;
        match format::open(&target.path, Vec::new()) {
            Ok(Opened { file, document, .. }) => Some((file, document)),
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
