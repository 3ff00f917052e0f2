//! Links met on a walk → the drafts that they lead to and that the walk does not come to by itself.
//!
//! A draft that nobody reads passes every gate, so links are followed; but a file is read once, and under its own name where it has one below
//! the folders that were given. That is known when these have been walked, so links are followed afterwards, in order of their names: which
//! of two links to one file is its name does not hang on which thread was first.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Walker, unreadable};
use crate::full_path::{FullPaths, canonical};

/// What is known of the files and folders behind links, by their full paths.
struct Known {
    /// The folders that were given, and those that a link led to.
    folders: Vec<PathBuf>,
    /// The files that were met.
    files: Mutex<HashSet<PathBuf>>,
}

impl Walker<'_> {
    /// Follows the links that were met below `roots`, and those met on the way.
    pub(super) fn follow(&self, roots: &[&PathBuf]) {
        let mut links = self.links();
        if links.is_empty() {
            return;
        }
        let mut known = Known { folders: roots.iter().map(|root| canonical(root)).collect(), files: Mutex::new(self.files()) };
        while !links.is_empty() {
            links.into_iter().for_each(|link| self.link(&link, &mut known));
            links = self.links();
        }
    }

    /// The links met since this was last asked, by name.
    fn links(&self) -> Vec<PathBuf> {
        let mut links = std::mem::take(&mut *self.links.lock().unwrap_or_else(PoisonError::into_inner));
        links.sort();
        links
    }

    /// The full paths of all files met.
    fn files(&self) -> HashSet<PathBuf> {
        let mut full = FullPaths::default();
        self.met.lock().unwrap_or_else(PoisonError::into_inner).iter().map(|path| full.of(path)).collect()
    }

    fn link(&self, link: &Path, known: &mut Known) {
        let target = match link.canonicalize() {
            Ok(target) => target,
            Err(error) if error.kind() == ErrorKind::PermissionDenied => return self.fail(unreadable(link, &error)),
            // It leads nowhere, or to itself: there is nothing that could be read.
            Err(_) => return self.skip(),
        };
        if target.is_file() {
            self.linked(link.to_owned(), target, known);
        } else if target.is_dir() && !known.has_walked(link, &target) {
            known.folders.push(target);
            self.folder(link, &|file| {
                let full = canonical(&file);
                self.linked(file, full, known);
            });
        }
    }

    /// A file behind a link, whose full path this is. Where its name is excluded, it may have another that is not.
    fn linked(&self, path: PathBuf, full: PathBuf, known: &Known) {
        let files = || known.files.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = files().contains(&full);
        if !is_known && self.file(path) {
            files().insert(full);
        }
    }
}

impl Known {
    /// Whether a link to a folder leads where the walk is or has been: to a folder that was walked from its top, or one that holds the link or
    /// a folder that was given, which is a loop or leads out of all that was asked for.
    fn has_walked(&self, link: &Path, target: &Path) -> bool {
        let around = canonical(link.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")));
        around.starts_with(target) || self.folders.iter().any(|folder| folder.starts_with(target))
    }
}
