//! `--against SOURCE…`: the rules of a run are made from sources, for each draft its own.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::{RunArgs, run};
use crate::discover::Library as _;
use crate::discover::against::dossiers;
use crate::discover::library::Files;
use crate::dossier::load::load;
use crate::dossier::problem::Problem;
use crate::project::Project;
use crate::walk::{Target, walk};

/// Gives a project the rules that the sources make of the drafts of a run.
pub(super) fn read(args: &RunArgs, mut project: Project) -> anyhow::Result<Project> {
    let sources = files(&args.against, &mut project, false);
    let mut drafts = files(&run::paths(args), &mut Project { config: project.config.clone(), ..Project::default() }, args.force_exclude);
    if args.paths.iter().any(|path| run::is_stdin(path)) {
        let text = run::read_stdin(args).map_err(|problem| anyhow::anyhow!("{}", problem.message))?;
        drafts = drafts.with(&text);
    }
    let (rules, problems) = load(dossiers(&sources, &drafts));
    project.rules = rules;
    project.problems.extend(problems);
    project.problems.extend(sources.failures().1);
    if sources.is_empty() && project.problems.is_empty() {
        project
            .problems
            .push(Problem::new("--against: no sources found").help("name the documents that are held true, or folders of them"));
    }
    Ok(project)
}

fn files(paths: &[PathBuf], project: &mut Project, force_exclude: bool) -> Files {
    let targets: Mutex<Vec<Target>> = Mutex::default();
    let found = |target| targets.lock().unwrap_or_else(PoisonError::into_inner).push(target);
    let walked = walk(paths, &project.config, &project.rule_files, force_exclude, &found);
    project.problems.extend(walked.problems);
    Files::new(targets.into_inner().unwrap_or_else(PoisonError::into_inner))
}
