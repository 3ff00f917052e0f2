//! `factlint check`: the main job.

use std::cell::Cell;
use std::io::Read as _;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use globset::{Glob, GlobSet, GlobSetBuilder};
use rayon::iter::{ParallelBridge, ParallelIterator};

use super::{CLEAN, CheckArgs, FINDINGS, UNTRUSTED, output};
use crate::check::Checker;
use crate::config::Config;
use crate::dossier::problem::Problem;
use crate::finding::Severity;
use crate::format::Format;
use crate::project::Project;
use crate::report::{self, Checked, Run, Summary};
use crate::source::{ReadError, SourceFile, display_path};
use crate::walk::{Target, Walk, walk};

/// Threads beyond this only cost memory.
const MOST_JOBS: usize = 256;

/// Memory of larger files is not kept.
const LARGE: usize = 1 << 24;

/// The name of standard input, where none is given.
const STDIN: &str = "<stdin>";

pub(super) fn run(args: &CheckArgs) -> u8 {
    match try_run(args) {
        Ok(status) => status,
        Err(error) => {
            output::problems(&Project::default(), &[Problem::new(format!("{error:#}"))], args.common.color);
            UNTRUSTED
        }
    }
}

fn try_run(args: &CheckArgs) -> anyhow::Result<u8> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.min(MOST_JOBS)).build()?;
    pool.install(|| run_in_pool(args))
}

fn run_in_pool(args: &CheckArgs) -> anyhow::Result<u8> {
    let today = today(args.as_of.as_deref())?;
    let (select, ignore) = (globs("--select", &args.select)?, globs("--ignore", &args.ignore)?);
    let project = Project::find(&args.common.rules, Path::new(""));
    let walking = Walking::start(args, &project);
    // Nothing that grows with the rules or the files is given back piece by piece at the end: the process ends.
    let project = ManuallyDrop::new(project.read());
    if !project.problems.is_empty() {
        output::problems(&project, &project.problems, args.common.color);
        return Ok(UNTRUSTED);
    }
    ensure_selected(&args.select, &project)?;
    if args.show_rules {
        output::to_stdout(args.common.color, |_, out| show_rules(&project, out))?;
        return Ok(CLEAN);
    }
    if args.show_files {
        return show_files(args, &project);
    }
    let codes = Codes { select, ignore, has_select: !args.select.is_empty(), config: &project.config };
    let checker = ManuallyDrop::new(Checker::new(&project.rules, today));
    let outcome = ManuallyDrop::new(check_all(args, walking, &checker, &codes));
    let status = outcome.status(args, &project);
    report(args, &project, &outcome)?;
    let unchecked = if args.strict { project.unchecked_evidence() } else { Vec::new() };
    output::problems(&project, &[outcome.problems.as_slice(), &unchecked].concat(), args.common.color);
    Ok(status)
}

/// A glob that selects no rule would check nothing and say that nothing is wrong.
fn ensure_selected(select: &[String], project: &Project) -> anyhow::Result<()> {
    for pattern in select {
        let glob = Glob::new(pattern)?.compile_matcher();
        let mut codes = project.rules.rules.iter().map(|rule| rule.code.as_str()).chain(["date.weekday", "unused-allow"]);
        anyhow::ensure!(codes.any(|code| glob.is_match(code)), "no rule fits --select `{pattern}`; --show-rules lists the rules");
    }
    Ok(())
}

fn show_files(args: &CheckArgs, project: &Project) -> anyhow::Result<u8> {
    let files = Mutex::new(Vec::new());
    let found = |target: Target| files.lock().unwrap_or_else(PoisonError::into_inner).push(display_path(&target.path));
    let walked = walk(&paths(args), &project.config, &project.rule_files, args.force_exclude, &found);
    let mut files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    files.sort();
    output::to_stdout(args.common.color, |_, out| files.iter().try_for_each(|file| writeln!(out, "{file}")))?;
    output::problems(project, &walked.problems, args.common.color);
    Ok(if walked.problems.is_empty() { CLEAN } else { UNTRUSTED })
}

/// The files and folders to walk: those given but for standard input, or else where the user stands.
fn paths(args: &CheckArgs) -> Vec<PathBuf> {
    let here = vec![PathBuf::from(".")];
    if args.paths.is_empty() { here } else { args.paths.iter().filter(|path| !is_stdin(path)).cloned().collect() }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Writes the report to where it was asked for.
fn report(args: &CheckArgs, project: &Project, outcome: &Outcome) -> anyhow::Result<()> {
    let summary = Summary { skipped: outcome.skipped, allowed: outcome.allowed, ..Summary::of(&project.rules, &outcome.checked) };
    let run = |color| Run { rules: &project.rules, files: &outcome.checked, summary, color, quiet: args.quiet };
    match &args.output {
        Some(path) => output::to_file(path, |out| report::write(args.format, &run(false), out)),
        None => output::to_stdout(args.common.color, |coloured, out| report::write(args.format, &run(coloured), out)),
    }
}

/// Which codes are reported, and how much they weigh.
struct Codes<'c> {
    select: GlobSet,
    ignore: GlobSet,
    has_select: bool,
    config: &'c Config,
}

impl Codes<'_> {
    /// The severity of a code; `None` where it is not reported. `silent` are the codes that are silent in the file.
    fn decide(&self, silent: &[&GlobSet], code: &str, severity: Severity) -> Option<Severity> {
        let asked = !self.has_select || self.select.is_match(code);
        let off = !asked || self.ignore.is_match(code) || silent.iter().any(|codes| codes.is_match(code));
        if off { None } else { self.config.severity_of(code).unwrap_or(Some(severity)) }
    }
}

/// What came of a run.
#[derive(Default)]
struct Outcome {
    checked: Vec<Checked>,
    skipped: usize,
    allowed: usize,
    problems: Vec<Problem>,
}

/// What came of one file.
enum FileOutcome {
    Checked(Box<Checked>, usize),
    Skipped,
    Failed(Problem),
}

/// A walk on a thread of its own: it goes on while the rules are read, and the first files are checked while it still goes on.
struct Walking {
    met: mpsc::Receiver<Target>,
    thread: thread::JoinHandle<Walk>,
}

impl Walking {
    fn start(args: &CheckArgs, project: &Project) -> Self {
        let (sender, met) = mpsc::channel();
        let (paths, config, rule_files) = (paths(args), project.config.clone(), project.rule_files.clone());
        let force_exclude = args.force_exclude;
        let thread = thread::spawn(move || walk(&paths, &config, &rule_files, force_exclude, &|target| drop(sender.send(target))));
        Self { met, thread }
    }
}

fn check_all(args: &CheckArgs, walking: Walking, checker: &Checker<'_>, codes: &Codes<'_>) -> Outcome {
    let mut read: Vec<FileOutcome> = walking.met.into_iter().par_bridge().map(|target| check_file(checker, &target, codes)).collect();
    if args.paths.iter().any(|path| is_stdin(path)) {
        read.push(check_stdin(checker, args.stdin_filename.clone().unwrap_or_else(|| STDIN.to_owned()), codes));
    }
    let walked = walking.thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    Outcome::of(walked, read)
}

fn check_file(checker: &Checker<'_>, target: &Target, codes: &Codes<'_>) -> FileOutcome {
    match SourceFile::read_into(&target.path, BUFFER.take()) {
        Ok(file) => checked(checker, file, &target.path, codes),
        Err(ReadError::Binary) if !target.named => FileOutcome::Skipped,
        Err(error) => FileOutcome::Failed(Problem::new(format!("cannot read {}: {error}", display_path(&target.path)))),
    }
}

fn check_stdin(checker: &Checker<'_>, name: String, codes: &Codes<'_>) -> FileOutcome {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes).map_err(ReadError::Io);
    match read.and_then(|_| SourceFile::from_bytes(name.clone(), bytes)) {
        Ok(file) => checked(checker, file, Path::new(&name), codes),
        Err(error) => FileOutcome::Failed(Problem::new(format!("cannot read standard input: {error}"))),
    }
}

fn checked(checker: &Checker<'_>, file: SourceFile, path: &Path, codes: &Codes<'_>) -> FileOutcome {
    let document = Format::of_path(path).read(&file);
    let silent = codes.config.silent_in(file.name());
    let result = checker.check(&file, &document, &|code, severity| codes.decide(&silent, code, severity));
    // The text is kept only where a report will show it.
    let file = if result.findings.is_empty() { forgotten(file) } else { file };
    file.count();
    FileOutcome::Checked(Box::new(Checked { file, findings: result.findings }), result.allowed)
}

thread_local! {
    /// The memory of the last file in which nothing was found: most files are such, and new memory is slow.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// The file without its text.
fn forgotten(file: SourceFile) -> SourceFile {
    let empty = SourceFile::from_text(file.name(), "");
    let buffer = file.into_buffer();
    if buffer.capacity() <= LARGE {
        BUFFER.set(buffer);
    }
    empty
}

impl Outcome {
    /// By the name of the file, whatever was read first.
    fn of(walked: Walk, read: Vec<FileOutcome>) -> Self {
        let mut outcome = Self { skipped: walked.skipped, problems: walked.problems, ..Self::default() };
        for read in read {
            match read {
                FileOutcome::Checked(checked, allowed) => {
                    outcome.allowed += allowed;
                    outcome.checked.push(*checked);
                }
                FileOutcome::Skipped => outcome.skipped += 1,
                FileOutcome::Failed(problem) => outcome.problems.push(problem),
            }
        }
        outcome.problems.sort_by(|a, b| a.message.cmp(&b.message));
        outcome.checked.sort_by(|a, b| a.file.name().cmp(b.file.name()));
        outcome
    }

    fn status(&self, args: &CheckArgs, project: &Project) -> u8 {
        if !self.problems.is_empty() || (args.strict && project.rules.unchecked() > 0) {
            return UNTRUSTED;
        }
        let word = args.fail_on.as_deref().or(project.config.fail_on.as_deref()).unwrap_or("error");
        let least = Severity::parse(word);
        let fails =
            self.checked.iter().flat_map(|checked| &checked.findings).any(|finding| least.is_some_and(|least| finding.severity >= least));
        if fails { FINDINGS } else { CLEAN }
    }
}

fn show_rules(project: &Project, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    for rule in &project.rules.rules {
        let file = &project.rules.dossiers[rule.dossier].file;
        let canonical = rule.fact.canonical().unwrap_or_default();
        writeln!(out, "{}:{}: {} {canonical}", file.name(), file.position(rule.span.start).line, rule.code)?;
    }
    Ok(())
}

fn globs(flag: &str, patterns: &[String]) -> anyhow::Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).with_context(|| format!("{flag} `{pattern}`"))?);
    }
    Ok(set.build()?)
}

/// The day it is: as given, else of `SOURCE_DATE_EPOCH`, else of the clock, in universal time.
fn today(given: Option<&str>) -> anyhow::Result<jiff::civil::Date> {
    if let Some(date) = given {
        return date.parse().map_err(|_| anyhow::anyhow!("--as-of `{date}` is no date; write it as 2024-06-25"));
    }
    let since = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => Duration::from_secs(
            seconds.trim().parse().map_err(|_| anyhow::anyhow!("SOURCE_DATE_EPOCH `{seconds}` is no number of seconds"))?,
        ),
        Err(_) => SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default(),
    };
    let days = i64::try_from(since.as_secs() / 86_400)?;
    let epoch = jiff::civil::date(1970, 1, 1);
    Ok(epoch.checked_add(jiff::Span::new().try_days(days)?)?)
}
