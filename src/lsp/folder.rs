//! A folder that the client works in, with its configuration and rules.

use std::path::{Path, PathBuf};

use crate::config::FILE_NAME;
use crate::dossier::Content;
use crate::project::Project;
use crate::source::SourceFile;

/// A workspace folder as it was when its rules were read.
pub(super) struct Folder {
    pub(super) root: PathBuf,
    pub(super) project: Project,
}

impl Folder {
    pub(super) fn read(root: &Path) -> Self {
        Self { root: root.to_owned(), project: Project::load(&[], root) }
    }

    pub(super) fn holds(&self, path: &Path) -> bool {
        path.starts_with(&self.root)
    }

    /// Whether a change of this file changes what the rules say: a rule file, the configuration, a source.
    pub(super) fn rests_on(&self, path: &Path) -> bool {
        let full = |file: &PathBuf| file.canonicalize().unwrap_or_else(|_| file.clone());
        let path = full(&path.to_owned());
        path.file_name().is_some_and(|name| name == FILE_NAME)
            || self.project.rule_files.iter().any(|file| full(file) == path)
            || self.sources().any(|content| content.path == path)
            || (path.extension().is_some_and(|extension| extension == "toml") && path.starts_with(full(&self.root.join("rules"))))
    }

    /// The sources that could be read.
    pub(super) fn sources(&self) -> impl Iterator<Item = &Content> {
        self.project.rules.dossiers.iter().flat_map(|dossier| &dossier.sources).filter_map(|source| source.content.as_ref())
    }

    /// A rule file, configuration or source by the name that problems call it.
    pub(super) fn file(&self, name: &str) -> Option<&SourceFile> {
        self.project.rules.files().chain(&self.project.config_file).find(|file| file.name() == name)
    }

    /// The dossier that is this file, by its index.
    pub(super) fn dossier(&self, path: &Path) -> Option<usize> {
        let full = path.canonicalize().ok()?;
        self.project.rules.dossiers.iter().position(|dossier| dossier.file.path().canonicalize().is_ok_and(|path| path == full))
    }
}
