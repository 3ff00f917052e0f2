//! Before a check: whether the sources that the rules rest on are still those that the lock knows.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::digest;
use super::lock::{FILE_NAME, Lock, SourceEntry};
use crate::dossier::load::head::place;
use crate::dossier::problem::Problem;
use crate::dossier::{Dossier, RuleSet, Source};
use crate::finding::Severity;
use crate::source::SourceFile;

/// A warning that names the sources that are not as they were; none where all are. `names` are those of the rule files in the lock.
pub fn moved<'r>(rules: &'r RuleSet, names: &[String], lock: &Lock) -> Option<Problem> {
    let sources = rules.dossiers.iter().zip(names).flat_map(|(dossier, name)| {
        let known = move |source: &'r Source| Some((dossier, source, lock.source(name, &source.id)?));
        dossier.sources.iter().filter_map(known)
    });
    let sources: Vec<(&Dossier, &Source, &SourceEntry)> = sources.collect();
    let moved = sources.into_par_iter().filter(|(dossier, source, entry)| is_moved(&dossier.file, source, entry));
    let moved: Vec<(&Dossier, &Source)> = moved.map(|(dossier, source, _)| (dossier, source)).collect();
    if moved.is_empty() {
        return None;
    }
    let ids: Vec<String> = moved.iter().map(|(_, source)| format!("`{}`", source.id)).collect();
    let message = match ids.as_slice() {
        [one] => format!("the source {one} is not what {FILE_NAME} knows"),
        all => format!("{} sources are not what {FILE_NAME} knows: {}", all.len(), all.join(", ")),
    };
    let mut problem = Problem { severity: Severity::Warning, ..Problem::new(message) };
    for (dossier, source) in moved {
        let Some(path) = &source.path else { continue };
        let file = place(&dossier.file, path);
        let label = if file.exists() { "other bytes than when it was verified" } else { "the file is not there any more" };
        problem = problem.at(dossier.file.name(), path.span.clone(), label);
    }
    Some(problem.help("`factlint verify` shows what has moved in it; `factlint verify --update` records it as it is"))
}

fn is_moved(dossier: &SourceFile, source: &Source, entry: &SourceEntry) -> bool {
    source.path.as_ref().is_some_and(|path| !digest::is_same(&place(dossier, path), &entry.digest))
}
