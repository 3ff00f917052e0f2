//! `factlint check`: the main job.

use std::mem::ManuallyDrop;

use super::annotate::Copies;
use super::gate::Gate;
use super::ground::Ground;
use super::input;
use super::nothing;
use super::progress::Progress;
use super::reports::Reports;
use super::run::{self, Codes, Outcome};
use super::{CLEAN, CheckArgs, FINDINGS, UNTRUSTED, output};
use crate::dossier::problem::Problem;
use crate::project::Project;
use crate::report::{Ending, Run, Summary, visible};
use crate::source::display_path;

pub(super) fn run(args: CheckArgs) -> u8 {
    let args = &knowing_what_it_writes(args);
    let run = || match &args.why {
        Some(place) => super::why::run(args, place),
        None => in_pool(args),
    };
    match run::in_pool(&args.run, run) {
        Ok(status) => status,
        Err(error) => {
            output::problems(&Project::default(), &[Problem::new(format!("{error:#}"))], args.run.common.color);
            UNTRUSTED
        }
    }
}

/// The arguments, with all places that they have the run write to: no walk may take those for drafts.
fn knowing_what_it_writes(mut args: CheckArgs) -> CheckArgs {
    args.run.written = Reports::places(&args).chain(args.annotate.clone()).chain(args.write_baseline.clone()).collect();
    args
}

fn in_pool(args: &CheckArgs) -> anyhow::Result<u8> {
    anyhow::ensure!(!args.fix, "check changes no file: `factlint fix` applies the safe fixes, `factlint fix --diff` shows them");
    let color = args.run.common.color;
    let reports = Reports::of(args)?;
    let copies = Copies::of(args)?;
    let (started, walking) = run::start(&args.run)?;
    // Nothing that grows with the rules or the files is given back piece by piece at the end: the process ends.
    let started = ManuallyDrop::new(started);
    let project = &started.project;
    if !project.problems.is_empty() {
        output::problems(project, &project.problems, color);
        return Ok(UNTRUSTED);
    }
    if args.show_rules {
        output::to_stdout(color, |_, out| show_rules(project, &started.codes, out))?;
        return Ok(CLEAN);
    }
    if args.show_files {
        return show_files(args, project);
    }
    let checker = ManuallyDrop::new(started.checker());
    let Some(ground) = Ground::open(project, args.strict, color)? else { return Ok(UNTRUSTED) };
    let Some(gate) = Gate::open(args, project)? else { return Ok(UNTRUSTED) };
    let progress = Progress::start(walking.checked(), args.quiet);
    let mut outcome = ManuallyDrop::new(run::check_all(&args.run, walking, &checker, &started.codes));
    progress.end();
    let nothing = outcome.is_empty().then(|| nothing::warning(&args.run, project, outcome.skipped, outcome.binary));
    let passed = gate.pass(args, project, &started.codes, &mut outcome)?;
    let unchecked = if args.strict { project.unchecked_evidence() } else { Vec::new() };
    let doubts = project.doubts(&checker);
    let uncopied = copies.map(|copies| copies.write(&project.rules, &outcome.checked)).unwrap_or_default();
    let untrusted = [passed.problems.as_slice(), &ground.problems, &uncopied].concat();
    let problems = [outcome.problems.as_slice(), &unchecked, &untrusted].concat();
    let trusted = untrusted.is_empty() && (doubts.is_empty() || !args.strict);
    let status = if trusted { status(args, project, &outcome) } else { UNTRUSTED };
    let counted = Summary::of(&project.rules, &outcome.checked);
    let summary = Summary { skipped: outcome.skipped, allowed: outcome.allowed, baselined: passed.baselined, ..counted };
    let ending = Ending { status, problems: &problems };
    let written = reports.write(Run { rules: &project.rules, files: &outcome.checked, summary, color: false, quiet: args.quiet, ending });
    ground.warn(project, color);
    output::problems(project, &doubts, color);
    output::problems(project, nothing.as_slice(), color);
    output::problems(project, &problems, color);
    written.map(|()| status)
}

fn show_files(args: &CheckArgs, project: &Project) -> anyhow::Result<u8> {
    let (targets, walked) = input::targets(&input::paths(&args.run), args.run.scope(project));
    let mut files: Vec<String> = targets.iter().map(|target| display_path(&target.path)).collect();
    files.sort();
    output::to_stdout(args.run.common.color, |_, out| files.iter().try_for_each(|file| writeln!(out, "{}", visible::line(file))))?;
    output::problems(project, &walked.problems, args.run.common.color);
    Ok(if walked.problems.is_empty() { CLEAN } else { UNTRUSTED })
}

fn show_rules(project: &Project, codes: &Codes, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    for rule in project.rules.rules.iter().filter(|rule| codes.asked(&rule.code)) {
        let file = &project.rules.dossiers[rule.dossier].file;
        let canonical = rule.fact.canonical().unwrap_or_default();
        let told = format!("{}:{}: {} {canonical}", file.name(), file.position(rule.span.start).line, rule.code);
        writeln!(out, "{}", visible::line(&told))?;
    }
    Ok(())
}

/// What the run comes to.
fn status(args: &CheckArgs, project: &Project, outcome: &Outcome) -> u8 {
    if !outcome.problems.is_empty() || (args.strict && project.rules.unchecked() > 0) {
        return UNTRUSTED;
    }
    let findings = outcome.checked.iter().flat_map(|checked| &checked.findings);
    if run::fails(args.fail_on.as_deref(), project, findings) { FINDINGS } else { CLEAN }
}
