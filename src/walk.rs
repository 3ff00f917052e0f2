//! Paths given → files to read.
//!
//! A named file is read whatever it is called. A folder is walked: ignore files are honoured, hidden files, rule files and, when they are
//! read, binary files are left out and counted.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use ignore::{WalkBuilder, WalkState};

use crate::baseline;
use crate::config::{Config, FILE_NAME};
use crate::dossier::problem::Problem;
use crate::source::display_path;
use crate::verify::lock;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Its path, as given or below a folder that was given.
    pub path: PathBuf,
    /// It was named, not met on a walk: that it cannot be read as text is then a problem.
    pub named: bool,
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
/// folders are still being walked. `rule_files` are those of the run; `force_exclude` lets named files be left out as
/// those of a walk are: by the configuration's `exclude`, and because they are rule files.
pub fn walk(paths: &[PathBuf], config: &Config, rule_files: &[PathBuf], force_exclude: bool, found: &(dyn Fn(Target) + Sync)) -> Walk {
    let rule_files = rule_files.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let walker = Walker { config, rule_files, found, met: Mutex::default(), skipped: AtomicUsize::new(0), problems: Mutex::default() };
    // Named files first: what is named and also lies in a folder is named.
    let mut folders = Vec::new();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folders.push(path),
            // Hooks name every file that changed, rule files too.
            Ok(_) if force_exclude && (config.exclude.is_match(config.relative(path)) || is_rule_file(path, &walker.rule_files)) => {
                walker.skip();
            }
            Ok(_) => walker.meet(Target { path: path.clone(), named: true }),
            Err(error) => walker.fail(unreadable(path, &error)),
        }
    }
    folders.into_iter().for_each(|folder| walker.folder(folder));
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
    rule_files: HashSet<PathBuf>,
    found: &'w (dyn Fn(Target) + Sync),
    /// The files met, without a leading `./`: the same file named twice is read once.
    met: Mutex<HashSet<PathBuf>>,
    skipped: AtomicUsize,
    problems: Mutex<Vec<Problem>>,
}

impl Walker<'_> {
    fn folder(&self, root: &Path) {
        let walker = WalkBuilder::new(root).hidden(false).require_git(false).build_parallel();
        walker.run(|| {
            Box::new(|entry| match entry {
                Ok(entry) if entry.depth() > 0 && is_hidden(entry.file_name()) => {
                    if entry.file_type().is_some_and(|kind| kind.is_file()) {
                        self.skip();
                    }
                    WalkState::Skip
                }
                Ok(entry) => {
                    if entry.file_type().is_some_and(|kind| kind.is_file()) {
                        self.file(entry.into_path());
                    }
                    WalkState::Continue
                }
                Err(error) => {
                    self.fail(Problem::new(format!("cannot walk {}: {error}", display_path(root))));
                    WalkState::Continue
                }
            })
        });
    }

    /// A file met on a walk.
    fn file(&self, path: PathBuf) {
        let config = self.config;
        let needs_relative = config.include.is_some() || !config.exclude.is_empty();
        let relative = if needs_relative { config.relative(&path) } else { PathBuf::new() };
        if config.include.as_ref().is_some_and(|include| !include.is_match(&relative)) || config.exclude.is_match(&relative) {
            return;
        }
        if is_rule_file(&path, &self.rule_files) {
            return self.skip();
        }
        let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
        self.meet(Target { path, named: false });
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

/// A rule file of the run, a configuration, a lock, or a TOML file that looks like a rule file or a baseline.
fn is_rule_file(path: &Path, rule_files: &HashSet<PathBuf>) -> bool {
    if path.file_name().is_some_and(|name| name == lock::FILE_NAME) {
        return true;
    }
    if path.extension().is_none_or(|extension| extension != "toml") {
        return false;
    }
    let known = path.file_name().is_some_and(|name| name == FILE_NAME) || path.canonicalize().is_ok_and(|path| rule_files.contains(&path));
    let looks = |text: String| text.starts_with(baseline::HEAD) || text.lines().any(|line| line.trim_start().starts_with("[dossier]"));
    known || std::fs::read_to_string(path).is_ok_and(looks)
}
