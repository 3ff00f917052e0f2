//! Paths given → files to read.
//!
//! A named file is read whatever it is called. A folder is walked: ignore files are honoured, hidden files, rule files and, when they are
//! read, binary files are left out and counted; links are followed when all else is known (`links`). What the run itself writes is not there for its walk.

mod left_out;
mod links;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder, WalkState};

use crate::config::Config;
use crate::dossier::problem::Problem;
use crate::source::display_path;
use left_out::LeftOut;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Its path, as given or below a folder that was given.
    pub path: PathBuf,
    /// It was named, not met on a walk: that it cannot be read as text is then a problem.
    pub named: bool,
}

/// What decides which files of a folder are drafts.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'w> {
    /// The configuration, with its `include` and `exclude`.
    pub config: &'w Config,
    /// The rule files of the run.
    pub rule_files: &'w [PathBuf],
    /// Files and folders that the run itself writes. They are not counted as skipped either: the run before the first has none of them.
    pub written: &'w [PathBuf],
    /// Named files are left out as those of a walk are: by the configuration's `exclude`, rule files, and what is written.
    pub force_exclude: bool,
}

/// What a walk came to, besides its files.
#[derive(Debug, Default)]
pub struct Walk {
    /// How many files were left out.
    pub skipped: usize,
    /// What could not be read, sorted by message.
    pub problems: Vec<Problem>,
}

/// Finds the files of `paths` and hands each to `found` once, on any thread and in no order, as soon as it is met: the first are read while
/// folders are still being walked.
pub fn walk(paths: &[PathBuf], scope: Scope<'_>, found: &(dyn Fn(Target) + Sync)) -> Walk {
    let walker = Walker::new(scope, found);
    // Named files first: what is named and also lies in a folder is named.
    let mut folders = Vec::new();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folders.push(path),
            // Hooks name every file that changed, rule files too.
            Ok(_) if scope.force_exclude && walker.excludes(path) => walker.skip(),
            Ok(_) => walker.meet(Target { path: path.clone(), named: true }),
            Err(error) => walker.fail(unreadable(path, &error)),
        }
    }
    let met = |file| {
        walker.file(file);
    };
    folders.iter().for_each(|folder| walker.folder(folder, &met));
    walker.follow(&folders);
    let mut problems = walker.problems.into_inner().unwrap_or_else(PoisonError::into_inner);
    problems.sort_by(|a, b| a.message.cmp(&b.message));
    Walk { skipped: walker.skipped.into_inner(), problems }
}

/// The message for a file or folder that the system refuses.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let reason = crate::source::ReadError::Io(std::io::Error::from(error.kind()));
    let link = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound if link => "is a link to a file that is not there".to_owned(),
        std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied => reason.to_string(),
        _ => error.to_string(),
    };
    Problem::new(format!("cannot read {}: {reason}", display_path(path)))
}

/// A walk at work, on several threads.
struct Walker<'w> {
    config: &'w Config,
    left_out: LeftOut,
    found: &'w (dyn Fn(Target) + Sync),
    /// The files met, without a leading `./`: the same file named twice is read once.
    met: Mutex<HashSet<PathBuf>>,
    /// Links met on the way and not followed yet.
    links: Mutex<Vec<PathBuf>>,
    skipped: AtomicUsize,
    problems: Mutex<Vec<Problem>>,
}

impl<'w> Walker<'w> {
    fn new(scope: Scope<'w>, found: &'w (dyn Fn(Target) + Sync)) -> Self {
        let left_out = LeftOut::new(scope.rule_files, scope.written);
        let (met, links, skipped, problems) = Default::default();
        Self { config: scope.config, left_out, found, met, links, skipped, problems }
    }

    /// Whether a named file is none that a walk would read.
    fn excludes(&self, path: &Path) -> bool {
        let excluded = self.config.exclude.is_match(self.config.relative(path));
        excluded || self.left_out.is_rule_file(path) || self.left_out.is_written(path)
    }

    /// Walks a folder and hands on its files.
    fn folder(&self, root: &Path, file: &(dyn Fn(PathBuf) + Sync)) {
        // Where standard output is a file, that is written too.
        let walker = WalkBuilder::new(root).hidden(false).require_git(false).skip_stdout(true).build_parallel();
        walker.run(|| {
            Box::new(|entry| match entry {
                Ok(entry) => self.entry(entry, file),
                Err(error) => {
                    self.fail(Problem::new(format!("cannot walk {}: {error}", display_path(root))));
                    WalkState::Continue
                }
            })
        });
    }

    /// Whatever is met in a folder.
    fn entry(&self, entry: DirEntry, file: &(dyn Fn(PathBuf) + Sync)) -> WalkState {
        let is_below = entry.depth() > 0;
        let kind = entry.file_type().filter(|_| is_below);
        let (is_file, is_link) = (kind.is_some_and(|kind| kind.is_file()), kind.is_some_and(|kind| kind.is_symlink()));
        if is_below && is_hidden(entry.file_name()) {
            if is_file {
                self.skip();
            }
            return WalkState::Skip;
        }
        if is_below && self.left_out.is_written(entry.path()) {
            return WalkState::Skip;
        }
        if is_file {
            file(entry.into_path());
        } else if is_link {
            self.links.lock().unwrap_or_else(PoisonError::into_inner).push(entry.into_path());
        }
        WalkState::Continue
    }

    /// A file met on a walk. Whether it is one that is read or counted, and not left out by the configuration.
    fn file(&self, path: PathBuf) -> bool {
        let config = self.config;
        let needs_relative = config.include.is_some() || !config.exclude.is_empty();
        let relative = if needs_relative { config.relative(&path) } else { PathBuf::new() };
        if config.include.as_ref().is_some_and(|include| !include.is_match(&relative)) || config.exclude.is_match(&relative) {
            return false;
        }
        if self.left_out.is_rule_file(&path) {
            self.skip();
            return true;
        }
        let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
        self.meet(Target { path, named: false });
        true
    }

    fn meet(&self, target: Target) {
        let bare = target.path.strip_prefix("./").unwrap_or(&target.path).to_owned();
        if self.met.lock().unwrap_or_else(PoisonError::into_inner).insert(bare) {
            (self.found)(target);
        }
    }

    fn skip(&self) {
        self.skipped.fetch_add(1, Ordering::Relaxed);
    }

    fn fail(&self, problem: Problem) {
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).push(problem);
    }
}

/// A hidden file, or what Word leaves beside a document that is open: it has the document's ending, and is none.
fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}
