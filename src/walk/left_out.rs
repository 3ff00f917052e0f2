//! Files that no walk takes for drafts, though they lie in a folder that was named: what the run itself writes, and what its rules are in.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::baseline;
use crate::config::FILE_NAME;
use crate::full_path::FullPaths;
use crate::verify::lock;

/// The files of a run that are none of its drafts.
pub(super) struct LeftOut {
    /// Files and folders, under every full path by which they may be met.
    written: Vec<PathBuf>,
    rule_files: HashSet<PathBuf>,
}

impl LeftOut {
    pub(super) fn new(rule_files: &[PathBuf], written: &[PathBuf]) -> Self {
        let mut full = FullPaths::default();
        // What is written through a link is met at its target.
        let written = written.iter().flat_map(|path| path.canonicalize().ok().into_iter().chain([full.of(path)])).collect();
        Self { written, rule_files: rule_files.iter().filter_map(|path| path.canonicalize().ok()).collect() }
    }

    /// A file that the run will write, or a folder that is for nothing else: what an earlier run left there is no draft of this one.
    pub(super) fn is_written(&self, path: &Path) -> bool {
        // The name is asked first: it spares nearly all files the system's answer.
        self.written.iter().any(|one| one.file_name() == path.file_name() && *one == FullPaths::default().of(path))
    }

    /// A rule file of the run, a configuration, a lock, or a TOML file that looks like a rule file or a baseline.
    pub(super) fn is_rule_file(&self, path: &Path) -> bool {
        if path.file_name().is_some_and(|name| name == lock::FILE_NAME) {
            return true;
        }
        if path.extension().is_none_or(|extension| extension != "toml") {
            return false;
        }
        let is_config = path.file_name().is_some_and(|name| name == FILE_NAME);
        let looks = |text: String| text.starts_with(baseline::HEAD) || text.lines().any(|line| line.trim_start().starts_with("[dossier]"));
        is_config || path.canonicalize().is_ok_and(|path| self.rule_files.contains(&path)) || std::fs::read_to_string(path).is_ok_and(looks)
    }
}
