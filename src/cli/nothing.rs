//! A run that had no file to read: the warning that says so, and why. Without it such a run looks like one in which nothing was found.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{RunArgs, input};
use crate::config::Config;
use crate::dossier::problem::Problem;
use crate::finding::Severity;
use crate::project::Project;
use crate::report::human::counted;
use crate::source::display_path;
use crate::walk::{Scope, walk};

/// The warning for a run that read nothing; `skipped` files were passed over, `binary` of them for what is in them.
pub(super) fn warning(args: &RunArgs, project: &Project, skipped: usize, binary: usize) -> Problem {
    let problem = Problem { severity: Severity::Warning, ..Problem::new("no file was checked") };
    let excluded = excluded(args, project, binary);
    let why = [
        (excluded, format!("`include` and `exclude` of factlint.toml leave out {}", counted(excluded, "file"))),
        (binary, format!("{} left out: no text, and no format that is read", counted(binary, "binary file"))),
        (skipped - binary, format!("{} left out: hidden, rule files or configuration", counted(skipped - binary, "file"))),
    ];
    let why: Vec<String> = why.into_iter().filter(|&(count, _)| count > 0).map(|(_, said)| said).collect();
    let problem = match why.is_empty() {
        true => problem.note(format!("there is no file in {}", names(&input::paths(args)))),
        false => why.into_iter().fold(problem, Problem::note),
    };
    problem.help("name the drafts, or folders of them: `factlint check drafts`; `--show-files` lists what would be read")
}

/// How many files a walk would meet if the configuration left none out.
fn excluded(args: &RunArgs, project: &Project, binary: usize) -> usize {
    let config = Config { include: None, exclude: globset::GlobSet::empty(), ..project.config.clone() };
    let met = AtomicUsize::new(0);
    let found = |_| {
        met.fetch_add(1, Ordering::Relaxed);
    };
    let _ = walk(&input::paths(args), Scope { config: &config, force_exclude: false, ..args.scope(project) }, &found);
    met.into_inner().saturating_sub(binary)
}

fn names(paths: &[PathBuf]) -> String {
    let names: Vec<String> =
        paths.iter().map(|path| if path.as_os_str() == "." { "this folder".to_owned() } else { display_path(path) }).collect();
    names.join(", ")
}
