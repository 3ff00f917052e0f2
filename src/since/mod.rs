//! What has changed since a git revision: findings elsewhere are left out.
//!
//! The `git` program is asked, once for each repository; nothing is written. What git does not track has changed as a whole: no finding is
//! passed over because git does not know its file.

mod diff;
mod git;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::full_path::{FullPaths, canonical, relative};
use crate::report::Checked;
use crate::source::SourceFile;

use diff::Changed;

/// The lines that have changed since a revision.
#[derive(Debug, Default)]
pub struct Changes {
    repositories: Vec<Repository>,
}

#[derive(Debug)]
struct Repository {
    /// Its topmost folder, as a full path.
    root: PathBuf,
    /// What git tracks, from there.
    tracked: HashSet<String>,
    /// Those of them that have changed.
    changed: HashMap<String, Changed>,
}

impl Changes {
    /// Asks git what has changed since `revision`, in every repository that one of `paths` lies in.
    ///
    /// # Errors
    /// There is no git, a path lies in no repository, or a repository does not have the revision.
    pub fn since(revision: &str, paths: &[PathBuf]) -> anyhow::Result<Self> {
        let mut changes = Self::default();
        let mut asked = HashSet::new();
        for path in paths.iter().filter(|path| path.exists()) {
            let parent = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = if path.is_dir() { path } else { parent };
            if !asked.insert(folder.to_owned()) {
                continue;
            }
            let root = canonical(&git::root(folder)?);
            if changes.repositories.iter().all(|known| known.root != root) {
                changes.repositories.push(Repository::read(root, revision)?);
            }
        }
        // Of repositories inside one another the inner one knows its files.
        changes.repositories.sort_by_key(|repository| std::cmp::Reverse(repository.root.components().count()));
        Ok(changes)
    }

    /// Leaves out every finding whose span touches no changed line.
    pub fn retain(&self, files: &mut [Checked]) {
        let mut paths = FullPaths::default();
        for checked in files.iter_mut().filter(|checked| !checked.findings.is_empty()) {
            let changed = self.of(&paths.of(checked.file.path()));
            let file = &checked.file;
            checked.findings.retain(|finding| match changed {
                Some(Changed::All) => true,
                Some(Changed::Lines(lines)) => lines.iter().any(|changed| touches(&on_lines(file, &finding.span), changed)),
                None => false,
            });
        }
    }

    /// What has changed of a file; `None`: nothing.
    fn of(&self, path: &Path) -> Option<&Changed> {
        let Some(repository) = self.repositories.iter().find(|repository| path.starts_with(&repository.root)) else {
            return Some(&Changed::All);
        };
        let name = relative(path, &repository.root);
        if repository.tracked.contains(&name) { repository.changed.get(&name) } else { Some(&Changed::All) }
    }
}

impl Repository {
    fn read(root: PathBuf, revision: &str) -> anyhow::Result<Self> {
        let commit = git::commit(&root, revision)?;
        let tracked = git::tracked(&root)?;
        let changed = diff::parse(&git::diff(&root, &commit)?);
        Ok(Self { root, tracked, changed })
    }
}

/// The lines that a span stands on, from 1, half-open.
fn on_lines(file: &SourceFile, span: &Range<usize>) -> Range<usize> {
    let last = span.end.saturating_sub(1).max(span.start);
    file.position(span.start).line..file.position(last).line + 1
}

fn touches(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_stands_on_every_line_of_its_span() {
        let file = SourceFile::from_text("a", "un\ndeux\ntrois\n");
        assert_eq!(on_lines(&file, &(0..2)), 1..2);
        assert_eq!(on_lines(&file, &(1..3)), 1..2, "a line break is of the line it ends");
        assert_eq!(on_lines(&file, &(1..4)), 1..3);
        assert_eq!(on_lines(&file, &(3..3)), 2..3, "an empty span stands somewhere");
    }
}
