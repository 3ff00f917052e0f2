//! `--against SOURCE…`: the rules of a run are made from sources, for each draft its own.

use super::{RunArgs, input, output};
use crate::discover::against::{dossiers, known};
use crate::discover::library::Files;
use crate::dossier::RuleSet;
use crate::dossier::load::load_with;
use crate::dossier::problem::Problem;
use crate::project::Project;

/// Gives a project the rules that the sources make of the drafts of a run, in place of its own; protected names stay protected.
pub(super) fn read(args: &RunArgs, mut project: Project) -> anyhow::Result<Project> {
    let own = std::mem::take(&mut project.rules).protected();
    let stdin = match args.paths.iter().any(|path| input::is_stdin(path)) {
        true => Some(input::read_stdin(args, &project.config).map_err(|problem| anyhow::anyhow!("{}", problem.message))?),
        false => None,
    };
    let (targets, walked) = input::targets(&args.against, project.scope());
    project.problems.extend(walked.problems);
    if targets.is_empty() && project.problems.is_empty() {
        project
            .problems
            .push(Problem::new("--against: no sources found").help("name the documents that are held true, or folders of them"));
    }
    let sources = Files::new(targets, &own, &project.config.formats);
    // What cannot be read of the drafts is told by the check.
    let drafts = Files::new(input::targets(&input::paths(args), args.scope(&project)).0, &own, &project.config.formats);
    let drafts = match stdin {
        Some(text) => drafts.with(text),
        None => drafts,
    };
    let (made, untold) = dossiers(&sources, &drafts);
    output::problems(&project, &untold, args.common.color);
    let (made, problems) = load_with(made, &project.config.formats);
    let known = known(&sources);
    project.problems.extend(sources.failures().1);
    project.problems.extend(problems);
    project.rules = RuleSet { known: Some(known), ..own.with(made) };
    Ok(project)
}
