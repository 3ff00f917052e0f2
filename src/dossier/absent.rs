//! Sources whose file is not there: a rule set in, a warning for each of them out, with the file that was probably meant.
//!
//! Such a source is no mistake: it may be confidential. But a path with a slip looks the same, and nothing that rests on it is checked.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use super::load::head::{place, tidy};
use super::problem::{Problem, nearest};
use super::{Dossier, RuleSet, Source, Text};
use crate::finding::Severity;
use crate::source::display_path;

/// A warning for each source whose `path` leads to no file, once, in the order of the rule files. Those of files that have no rule in the
/// set are left out: nothing rests on them.
pub fn warnings(rules: &RuleSet, is_asked: impl Fn(&Source) -> bool) -> Vec<Problem> {
    let in_use: HashSet<usize> = rules.rules.iter().map(|rule| rule.dossier).collect();
    let dossiers = rules.dossiers.iter().enumerate().filter(|(index, _)| in_use.contains(index));
    let sources = dossiers.flat_map(|(_, dossier)| dossier.sources.iter().map(move |source| (dossier, source)));
    sources.filter(|(_, source)| is_asked(source)).filter_map(|(dossier, source)| warning(dossier, source)).collect()
}

/// Where a source's file was looked for, if it is not there.
pub fn looked_for(dossier: &Dossier, source: &Source) -> Option<PathBuf> {
    let path = source.path.as_ref().filter(|_| source.content.is_none())?;
    let full = place(&dossier.file, path);
    if full.exists() { None } else { Some(short(&full)) }
}

fn warning(dossier: &Dossier, source: &Source) -> Option<Problem> {
    let (path, full) = (source.path.as_ref()?, looked_for(dossier, source)?);
    let message = format!("the file of [source.{}] is not there: its evidence is unchecked", source.id);
    let label = format!("no file {}", display_path(&full));
    let help = match meant(dossier, path) {
        Some(near) => format!("did you mean `{}`?", display_path(&near)),
        None => "correct the path, which is relative to this file; take it out where the source is not to be checked".to_owned(),
    };
    let problem = Problem { severity: Severity::Warning, ..Problem::new(message) };
    Some(problem.at(dossier.file.name(), path.span.clone(), label).help(help))
}

/// The path without `..`, as far as its folders are there.
fn short(path: &Path) -> PathBuf {
    let there = path.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new(""));
    tidy(there.to_owned()).join(path.strip_prefix(there).unwrap_or(path))
}

/// The file that was probably meant, as the rule file would write it: with the nearest name of its folder for each part that is not there.
fn meant(dossier: &Dossier, path: &Text) -> Option<PathBuf> {
    let mut folder = place(&dossier.file, &Text { value: String::new(), span: 0..0 });
    let mut written = PathBuf::new();
    for part in Path::new(&path.value).components() {
        let near = match part {
            Component::Normal(name) if !folder.join(name).exists() => Some(nearest_in(&folder, &name.to_string_lossy())?),
            _ => None,
        };
        let part = near.as_deref().map_or(Path::new(part.as_os_str()), Path::new);
        folder.push(part);
        written.push(part);
    }
    folder.is_file().then_some(written)
}

fn nearest_in(folder: &Path, name: &str) -> Option<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect();
    names.sort();
    nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
}
