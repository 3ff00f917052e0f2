//! What `check`, `fix` and their like share: the rules are read while folders are walked, and every file is checked as soon as it is met.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use globset::{Glob, GlobSet, GlobSetBuilder};
use rayon::iter::{ParallelBridge, ParallelIterator};

use super::input::{is_stdin, paths, read_stdin};
use super::{RunArgs, against, output};
use crate::allow::Allowed;
use crate::check::Checker;
use crate::config::Config;
use crate::dossier::absent;
use crate::dossier::problem::Problem;
use crate::finding::{BuiltIn, Finding, Severity};
use crate::format::Opened;
use crate::kind::protected::arm::warnings;
use crate::language::Language;
use crate::project::Project;
use crate::prose::Document;
use crate::report::Checked;
use crate::source::{ReadError, SourceFile, display_path};
use crate::walk::{Scope, Target, Walk, walk};

/// Threads beyond this only cost memory.
const MOST_JOBS: usize = 256;

/// Runs a command on as many threads as it is given.
pub(super) fn in_pool(args: &RunArgs, run: impl FnOnce() -> anyhow::Result<u8> + Send) -> anyhow::Result<u8> {
    let builder = || rayon::ThreadPoolBuilder::new().num_threads(args.jobs.min(MOST_JOBS));
    // This thread is one of them: it would only wait otherwise. One that runs a second command is of a pool already.
    let pool = builder().use_current_thread().build().or_else(|_| builder().build())?;
    pool.install(run)
}

/// A run whose rules have been read.
pub(super) struct Started {
    pub(super) project: Project,
    pub(super) codes: Codes,
    today: jiff::civil::Date,
}

/// Reads configuration and rules, and begins to walk; whoever calls looks at the project's problems first.
pub(super) fn start(args: &RunArgs) -> anyhow::Result<(Started, Walking)> {
    let mut walking = None;
    let started = prepare(args, |project| walking = Some(Walking::start(args, project)))?;
    Ok((started, walking.context("nothing was walked")?))
}

/// Reads configuration and rules; `found` is called before the rules are read.
pub(super) fn prepare(args: &RunArgs, found: impl FnOnce(&Project)) -> anyhow::Result<Started> {
    Language::read_ahead();
    let today = today(args.as_of.as_deref())?;
    let (select, ignore) = (globs("--select", &args.select)?, globs("--ignore", &args.ignore)?);
    let project = if args.against.is_empty() {
        let project = Project::find(&args.common.rules, Path::new(""));
        found(&project);
        project.read()
    } else {
        let project = Project::load_optional(&[], Path::new(""));
        found(&project);
        against::read(args, project)?
    };
    output::problems(&project, &warnings(&project.rules, project.config.protect_key.as_deref()), args.common.color);
    output::problems(&project, &absent::warnings(&project.rules, |_| true), args.common.color);
    if project.problems.is_empty() {
        ensure_selected(&args.select, &project)?;
    }
    let codes = Codes { select, ignore, has_select: !args.select.is_empty(), config: project.config.clone() };
    Ok(Started { project, codes, today })
}

impl Started {
    /// The rules, ready to be asked.
    pub(super) fn checker(&self) -> Checker<'_> {
        Checker::new(&self.project.rules, self.today)
    }
}

/// A glob that selects no rule would check nothing and say that nothing is wrong.
fn ensure_selected(select: &[String], project: &Project) -> anyhow::Result<()> {
    for pattern in select {
        let glob = Glob::new(pattern)?.compile_matcher();
        let mut codes = project.rules.rules.iter().map(|rule| rule.code.as_str()).chain(BuiltIn::ALL.map(|built_in| built_in.code));
        anyhow::ensure!(codes.any(|code| glob.is_match(code)), "no rule fits --select `{pattern}`; --show-rules lists the rules");
    }
    Ok(())
}

/// Which codes are reported, and how much they weigh.
pub(super) struct Codes {
    select: GlobSet,
    ignore: GlobSet,
    has_select: bool,
    config: Config,
}

impl Codes {
    /// Whether the flags ask for a code.
    pub(super) fn asked(&self, code: &str) -> bool {
        (!self.has_select || self.select.is_match(code)) && !self.ignore.is_match(code)
    }

    /// Which setting keeps a code silent in a file; none where it is reported.
    pub(super) fn why_off(&self, name: &str, code: &str) -> Option<&'static str> {
        match () {
            () if self.ignore.is_match(code) => Some("`--ignore` leaves this rule out"),
            () if self.has_select && !self.select.is_match(code) => Some("`--select` does not name this rule"),
            () if self.config.silent_in(name).iter().any(|codes| codes.is_match(code)) => {
                Some("`[per-file]` of factlint.toml silences this rule in this file")
            }
            () if self.config.severity_of(code) == Some(None) => Some("`[severity]` of factlint.toml turns this rule off"),
            () => None,
        }
    }

    /// The severity of a code; `None` where it is not reported. `silent` are the codes that are silent in the file.
    pub(super) fn decide(&self, silent: &[&GlobSet], code: &str, severity: Severity) -> Option<Severity> {
        let off = !self.asked(code) || silent.iter().any(|codes| codes.is_match(code));
        if off { None } else { self.config.severity_of(code).unwrap_or(Some(severity)) }
    }
}

/// What came of a run.
#[derive(Default)]
pub(super) struct Outcome {
    /// Every file that was checked, sorted by name; those in which nothing was found have lost their text.
    pub(super) checked: Vec<Checked>,
    /// How many files were left out.
    pub(super) skipped: usize,
    /// Those of them that hold no text.
    pub(super) binary: usize,
    /// How many findings a directive silenced.
    pub(super) allowed: usize,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
}

/// What came of one file; boxed, as thousands of them are moved and sorted.
enum FileOutcome {
    Checked(Box<Checked>, usize),
    Skipped,
    Failed(Box<Problem>),
}

/// A walk on a thread of its own: it goes on while the rules are read, and the first files are checked while it still goes on.
pub(super) struct Walking {
    met: mpsc::Receiver<Target>,
    thread: thread::JoinHandle<Walk>,
    checked: Arc<AtomicUsize>,
}

impl Walking {
    fn start(args: &RunArgs, project: &Project) -> Self {
        let (sender, met) = mpsc::channel();
        let (paths, config, rule_files) = (paths(args), project.config.clone(), project.rule_files.clone());
        let (written, force_exclude) = (args.written.clone(), args.force_exclude);
        let thread = thread::spawn(move || {
            let scope = Scope { config: &config, rule_files: &rule_files, written: &written, force_exclude };
            walk(&paths, scope, &|target| drop(sender.send(target)))
        });
        Self { met, thread, checked: Arc::default() }
    }

    /// How many of the files that the walk meets have been checked; it grows while [`check_all`] runs.
    pub(super) fn checked(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.checked)
    }
}

/// Checks everything that the walk meets, and standard input where that was asked for.
pub(super) fn check_all(args: &RunArgs, walking: Walking, checker: &Checker<'_>, codes: &Codes) -> Outcome {
    let count = &walking.checked;
    let check = |target: Target| {
        let outcome = check_file(checker, &target, codes);
        count.fetch_add(1, Ordering::Relaxed);
        outcome
    };
    let mut read: Vec<FileOutcome> = walking.met.into_iter().par_bridge().map(check).collect();
    if args.paths.iter().any(|path| is_stdin(path)) {
        read.push(check_stdin(checker, args, codes));
    }
    let walked = walking.thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    Outcome::of(walked, read)
}

fn check_file(checker: &Checker<'_>, target: &Target, codes: &Codes) -> FileOutcome {
    match codes.config.formats.open(&target.path) {
        Ok(opened) => checked(checker, opened, codes),
        Err(ReadError::Binary) if !target.named => FileOutcome::Skipped,
        Err(error) => FileOutcome::Failed(Box::new(Problem::new(format!("cannot read {}: {error}", display_path(&target.path))))),
    }
}

fn check_stdin(checker: &Checker<'_>, args: &RunArgs, codes: &Codes) -> FileOutcome {
    match read_stdin(args, &codes.config) {
        Ok(opened) => checked(checker, opened, codes),
        Err(problem) => FileOutcome::Failed(problem),
    }
}

/// What is found in a file, the codes that were not asked for left out.
pub(super) fn check_document(checker: &Checker<'_>, file: &SourceFile, document: &Document, codes: &Codes) -> Allowed {
    let silent = codes.config.silent_in(file.name());
    checker.check(file, document, &|code, severity| codes.decide(&silent, code, severity))
}

/// Whether a finding weighs as much as makes the exit status 1.
pub(super) fn fails<'f>(fail_on: Option<&str>, project: &Project, mut findings: impl Iterator<Item = &'f Finding>) -> bool {
    let least = Severity::parse(fail_on.or(project.config.fail_on.as_deref()).unwrap_or("error"));
    findings.any(|finding| least.is_some_and(|least| finding.severity >= least))
}

fn checked(checker: &Checker<'_>, opened: Opened, codes: &Codes) -> FileOutcome {
    let Opened { file, document, .. } = checker.open(opened);
    let result = check_document(checker, &file, &document, codes);
    // The text is kept only where a report will show it.
    let file = if result.findings.is_empty() && result.suppressed.is_empty() { forgotten(file) } else { file };
    file.count();
    let checked = Checked { file, findings: result.findings, suppressed: result.suppressed };
    FileOutcome::Checked(Box::new(checked), result.allowed)
}

/// The file without its text.
fn forgotten(file: SourceFile) -> SourceFile {
    let empty = file.with_text("");
    file.forget();
    empty
}

impl Outcome {
    /// Whether there was no file to check, though nothing went wrong: what could not be read is told anyway.
    pub(super) fn is_empty(&self) -> bool {
        self.checked.is_empty() && self.problems.is_empty()
    }

    /// By the name of the file, whatever was read first.
    fn of(walked: Walk, read: Vec<FileOutcome>) -> Self {
        let mut outcome = Self { skipped: walked.skipped, problems: walked.problems, ..Self::default() };
        let mut boxed: Vec<Box<Checked>> = Vec::with_capacity(read.len());
        for read in read {
            match read {
                FileOutcome::Checked(checked, allowed) => {
                    outcome.allowed += allowed;
                    boxed.push(checked);
                }
                FileOutcome::Skipped => {
                    outcome.skipped += 1;
                    outcome.binary += 1;
                }
                FileOutcome::Failed(problem) => outcome.problems.push(*problem),
            }
        }
        outcome.problems.sort_by(|a, b| a.message.cmp(&b.message));
        boxed.sort_by(|a, b| a.file.name().cmp(b.file.name()));
        outcome.checked = boxed.into_iter().map(|checked| *checked).collect();
        outcome
    }
}

/// Globs over codes, as an argument has them.
pub(super) fn globs(argument: &str, patterns: &[String]) -> anyhow::Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).with_context(|| format!("{argument} `{pattern}`"))?);
    }
    Ok(set.build()?)
}

/// The day that `--as-of` names.
pub(super) fn day(date: &str) -> anyhow::Result<jiff::civil::Date> {
    date.parse().map_err(|_| anyhow::anyhow!("--as-of `{date}` is no date; write it as 2024-06-25"))
}

/// The day it is: as given, else of `SOURCE_DATE_EPOCH`, else of the clock, in universal time.
pub(super) fn today(given: Option<&str>) -> anyhow::Result<jiff::civil::Date> {
    if let Some(date) = given {
        return day(date);
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
