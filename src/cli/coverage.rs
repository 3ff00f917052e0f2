//! `factlint coverage`: what of the drafts no rule covers.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::input;
use super::nothing;
use super::run::{self, Codes, Started};
use super::{CLEAN, CoverageArgs, FINDINGS, PlainFormat, UNTRUSTED, output};
use crate::check::Checker;
use crate::coverage::{Covered, read, untouched};
use crate::dossier::problem::Problem;
use crate::finding::RuleId;
use crate::format::Opened;
use crate::project::Project;
use crate::report::coverage::{Coverage, write, write_json};
use crate::source::{ReadError, display_path};
use crate::walk::Target;

pub(super) fn run(args: &CoverageArgs) -> u8 {
    match run::in_pool(&args.run, || in_pool(args)) {
        Ok(status) => status,
        Err(error) => {
            output::problems(&Project::default(), &[Problem::new(format!("{error:#}"))], args.run.common.color);
            UNTRUSTED
        }
    }
}

/// The share that `--min` asks for.
pub(super) fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim_end().parse::<f64>();
    number.ok().filter(|percent| (0.0..=100.0).contains(percent)).ok_or_else(|| "write a number from 0 to 100".to_owned())
}

fn in_pool(args: &CoverageArgs) -> anyhow::Result<u8> {
    // The rules that sources make of a draft know what it says otherwise, and nothing of what it took over.
    anyhow::ensure!(
        args.run.against.is_empty(),
        "coverage asks what rules know, and --against has none; `factlint check --against` tells what no source has"
    );
    let color = args.run.common.color;
    let started = run::prepare(&args.run, |_| ())?;
    let project = &started.project;
    if !project.problems.is_empty() {
        output::problems(project, &project.problems, color);
        return Ok(UNTRUSTED);
    }
    let Read { drafts, problems, skipped, binary } = drafts(args, &started);
    let untouched = untouched(&project.rules, &drafts, &|id| asked(&started, id));
    let coverage = Coverage { rules: &project.rules, drafts: &drafts, untouched: &untouched };
    output::to_stdout(color, |_, out| match args.format {
        PlainFormat::Human => write(coverage, out),
        PlainFormat::Json => write_json(coverage, out),
    })?;
    let nothing = (drafts.is_empty() && problems.is_empty()).then(|| nothing::warning(&args.run, project, skipped, binary));
    output::problems(project, nothing.as_slice(), color);
    output::problems(project, &problems, color);
    Ok(match args.min {
        _ if !problems.is_empty() => UNTRUSTED,
        Some(min) if coverage.share().is_below(min) => FINDINGS,
        _ => CLEAN,
    })
}

fn asked(started: &Started, id: RuleId) -> bool {
    let codes: &Codes = &started.codes;
    codes.asked(&started.project.rules.rule(id).code)
}

/// All drafts by name, what could not be read, and how many files were left out.
struct Read {
    drafts: Vec<Covered>,
    problems: Vec<Problem>,
    skipped: usize,
    binary: usize,
}

fn drafts(args: &CoverageArgs, started: &Started) -> Read {
    let project = &started.project;
    let checker = started.checker();
    let (targets, walked) = input::targets(&input::paths(&args.run), args.run.scope(project));
    let mut outcomes: Vec<Result<Covered, Problem>> =
        targets.par_iter().filter_map(|target| of_target(&checker, target, started)).collect();
    let binary = targets.len() - outcomes.len();
    if args.run.paths.iter().any(|path| input::is_stdin(path)) {
        outcomes
            .push(input::read_stdin(&args.run, &project.config).map(|file| of_file(&checker, file, started)).map_err(|problem| *problem));
    }
    let (mut drafts, mut problems) = (Vec::new(), walked.problems);
    for outcome in outcomes {
        match outcome {
            Ok(draft) => drafts.push(draft),
            Err(problem) => problems.push(problem),
        }
    }
    drafts.sort_by(|a, b| a.file.name().cmp(b.file.name()));
    problems.sort_by(|a, b| a.message.cmp(&b.message));
    Read { drafts, problems, skipped: walked.skipped + binary, binary }
}

/// None for a binary file that a walk met.
fn of_target(checker: &Checker<'_>, target: &Target, started: &Started) -> Option<Result<Covered, Problem>> {
    match started.project.config.formats.open(&target.path) {
        Ok(opened) => Some(Ok(of_file(checker, opened, started))),
        Err(ReadError::Binary) if !target.named => None,
        Err(error) => Some(Err(Problem::new(format!("cannot read {}: {error}", display_path(&target.path))))),
    }
}

fn of_file(checker: &Checker<'_>, opened: Opened, started: &Started) -> Covered {
    let Opened { file, document, .. } = checker.open(opened);
    read(checker, file, &document, &|id| asked(started, id))
}
