//! Paths given → files to read, in a stable order.
//!
//! A named file is read whatever it is called. A folder is walked: ignore files are honoured, hidden files, rule files and, when they are
//! read, binary files are left out and counted.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use ignore::{WalkBuilder, WalkState};

use crate::config::{Config, FILE_NAME};
use crate::dossier::problem::Problem;
use crate::source::display_path;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Its path, as given or below a folder that was given.
    pub path: PathBuf,
    /// It was named, not met on a walk: that it cannot be read as text is then a problem.
    pub named: bool,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files to read, sorted by path, each once.
    pub targets: Vec<Target>,
    /// How many were left out.
    pub skipped: usize,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Finds the files of `paths`. `rule_files` are those of the run; `force_exclude` lets the configuration's `exclude` hold for named files too.
pub fn walk(paths: &[PathBuf], config: &Config, rule_files: &[PathBuf], force_exclude: bool) -> Walk {
    let mut walk = Walk::default();
    let rule_files: HashSet<PathBuf> = rule_files.iter().filter_map(|path| path.canonicalize().ok()).collect();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folder(path, config, &rule_files, &mut walk),
            Ok(_) if force_exclude && config.exclude.is_match(config.relative(path)) => walk.skipped += 1,
            Ok(_) => walk.targets.push(Target { path: path.clone(), named: true }),
            Err(error) => walk.problems.push(unreadable(path, &error)),
        }
    }
    walk.targets.sort_by(|a, b| bare(a).cmp(bare(b)).then(b.named.cmp(&a.named)));
    walk.targets.dedup_by(|later, first| bare(later) == bare(first));
    walk.problems.sort_by(|a, b| a.message.cmp(&b.message));
    walk
}

/// The bytes of a path without a leading `./`: the same file named twice is read once.
fn bare(target: &Target) -> &[u8] {
    let bytes = target.path.as_os_str().as_encoded_bytes();
    bytes.strip_prefix(b"./").unwrap_or(bytes)
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

fn folder(root: &Path, config: &Config, rule_files: &HashSet<PathBuf>, walk: &mut Walk) {
    let hidden = AtomicUsize::new(0);
    let (sender, receiver) = std::sync::mpsc::channel();
    let walker = WalkBuilder::new(root).hidden(false).require_git(false).build_parallel();
    walker.run(|| {
        let (sender, hidden) = (sender.clone(), &hidden);
        Box::new(move |entry| {
            let name_hidden = entry.as_ref().is_ok_and(|entry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b"."));
            match entry {
                Ok(entry) if name_hidden => {
                    hidden.fetch_add(usize::from(entry.file_type().is_some_and(|kind| kind.is_file())), Ordering::Relaxed);
                    return WalkState::Skip;
                }
                entry => drop(sender.send(entry)),
            }
            WalkState::Continue
        })
    });
    drop(sender);
    walk.skipped += hidden.into_inner();
    for entry in receiver {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => file(entry.into_path(), config, rule_files, walk),
            Ok(_) => {}
            Err(error) => walk.problems.push(Problem::new(format!("cannot walk {}: {error}", display_path(root)))),
        }
    }
}

fn file(path: PathBuf, config: &Config, rule_files: &HashSet<PathBuf>, walk: &mut Walk) {
    let needs_relative = config.include.is_some() || !config.exclude.is_empty();
    let relative = if needs_relative { config.relative(&path) } else { PathBuf::new() };
    if config.include.as_ref().is_some_and(|include| !include.is_match(&relative)) || config.exclude.is_match(&relative) {
        return;
    }
    if is_rule_file(&path, rule_files) {
        walk.skipped += 1;
        return;
    }
    let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
    walk.targets.push(Target { path, named: false });
}

/// A rule file of the run, a configuration, or a TOML file that looks like a rule file.
fn is_rule_file(path: &Path, rule_files: &HashSet<PathBuf>) -> bool {
    if path.extension().is_none_or(|extension| extension != "toml") {
        return false;
    }
    let known = path.file_name().is_some_and(|name| name == FILE_NAME) || path.canonicalize().is_ok_and(|path| rule_files.contains(&path));
    known || std::fs::read_to_string(path).is_ok_and(|text| text.lines().any(|line| line.trim_start().starts_with("[dossier]")))
}
