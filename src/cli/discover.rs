//! `factlint discover`: documents against each other, with no rules.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{CLEAN, DiscoverArgs, FINDINGS, PlainFormat, UNTRUSTED, input, output};
use crate::discover::draft::{Decision, Origins, decide, draft};
use crate::discover::library::Files;
use crate::discover::{Disagreement, DocId, Library as _, SURE, discover};
use crate::dossier::problem::Problem;
use crate::finding::Severity;
use crate::full_path::relative;
use crate::project::Project;
use crate::report::discover::{Discovery, write_human, write_json};
use crate::report::human::counted;
use crate::source::{SourceFile, display_path};
use crate::write;

/// Ends with 1 where anything is shown.
pub(super) fn run(args: &DiscoverArgs) -> u8 {
    let color = args.common.color;
    let project = Project::load_optional(&args.common.rules, Path::new(""));
    if !project.problems.is_empty() {
        output::problems(&project, &project.problems, color);
        return UNTRUSTED;
    }
    match discovered(args, &project) {
        Ok(status) => status,
        Err(error) => {
            output::problems(&project, &[Problem::new(format!("{error:#}"))], color);
            UNTRUSTED
        }
    }
}

fn discovered(args: &DiscoverArgs, project: &Project) -> anyhow::Result<u8> {
    let (targets, walked) = input::targets(&args.paths, project.scope());
    let files = Files::new(targets, &project.rules, &project.config.formats);
    let mut shown = discover(&files);
    let all = shown.len();
    if !args.all {
        shown.retain(|one| one.confidence >= SURE);
    }
    let places = shown.iter().flat_map(|one| &one.sides).flat_map(|side| &side.places);
    let docs: BTreeSet<DocId> = places.map(|place| place.doc).collect();
    let read: BTreeMap<DocId, SourceFile> = docs.into_par_iter().filter_map(|doc| Some((doc, files.open(doc)?.0))).collect();
    let ranks = ranks(project);
    let rank = |doc: DocId| files.path(doc).and_then(|path| path.canonicalize().ok()).and_then(|path| ranks.get(&path).copied());
    let (unread, mut problems) = files.failures();
    let discovery = Discovery {
        shown: &shown,
        hidden: all - shown.len(),
        files: &read,
        rank: &rank,
        documents: files.len() - unread - problems.len(),
        skipped: walked.skipped + unread,
    };
    if let Some(path) = &args.draft {
        write_draft(path, &shown, &files, &rank)?;
    }
    output::to_stdout(args.common.color, |color, out| match args.format {
        PlainFormat::Human => write_human(&discovery, color, out),
        PlainFormat::Json => write_json(&discovery, out),
    })?;
    problems.extend(walked.problems);
    if files.is_empty() && problems.is_empty() {
        problems.push(Problem::new("no documents found").help("name files, or folders of them"));
    }
    if discovery.documents < 2 && problems.is_empty() {
        let alone = Problem::new(format!("nothing to compare: {} read", counted(discovery.documents, "document")));
        let alone = Problem { severity: Severity::Warning, ..alone.help("name several documents on one event, or a folder of them") };
        output::problems(project, &[alone], args.common.color);
    }
    output::problems(project, &problems, args.common.color);
    Ok(match () {
        () if !problems.is_empty() => UNTRUSTED,
        () if shown.is_empty() => CLEAN,
        () => FINDINGS,
    })
}

/// Writes a dossier of what is shown; a file that is there is somebody's work, and stays.
fn write_draft(path: &Path, shown: &[Disagreement], files: &Files<'_>, rank: &dyn Fn(DocId) -> Option<u32>) -> anyhow::Result<()> {
    anyhow::ensure!(!path.exists(), "{} is there already: name a new file for --draft", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().with_context(|| format!("cannot write {}", path.display()))?;
    let origins = |doc: DocId| {
        let given = files.path(doc).map(PathBuf::as_path).unwrap_or(Path::new(""));
        let full = given.canonicalize().unwrap_or_else(|_| given.to_owned());
        let title = given.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Origins { title, path: relative(&full, &folder), rank: rank(doc) }
    };
    let decisions: Vec<Decision<'_>> = shown.iter().map(|one| decide(one, rank)).collect();
    let draft = draft(&decisions, files, &origins);
    write::replace(path, draft.text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
    let made = draft.codes.iter().flatten().count();
    let left = draft.codes.len() - made;
    let aside = if left == 0 { String::new() } else { format!("; {left} could not be made into rules and are listed as comments") };
    output::note(&format!("wrote {} to {}{aside}", counted(made, "rule"), display_path(path)), &[]);
    Ok(())
}

/// The ranks of the sources of all rule files, by full path.
fn ranks(project: &Project) -> HashMap<PathBuf, u32> {
    let sources = project.rules.dossiers.iter().flat_map(|dossier| &dossier.sources);
    let ranked = sources.filter_map(|source| Some((source.content.as_ref()?.path.canonicalize().ok()?, source.rank?)));
    ranked.collect()
}
