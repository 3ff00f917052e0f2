//! `factlint fix`: what was found is put right, as far as that needs no look.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _};

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::input;
use super::run::{self, Codes};
use super::{CLEAN, Color, FINDINGS, FixArgs, UNTRUSTED, output};
use crate::check::Checker;
use crate::config::Config;
use crate::dossier::problem::Problem;
use crate::finding::{Finding, Fix, Origin, Safety};
use crate::fix::{self, Fixed, diff};
use crate::format::{Format, Opened};
use crate::project::Project;
use crate::report::Checked;
use crate::source::mask;
use crate::source::{ReadError, SourceFile};
use crate::write::{Replaced, replace_unchanged};

pub(super) fn run(args: &FixArgs) -> u8 {
    match run::in_pool(&args.run, || in_pool(args)) {
        Ok(status) => status,
        Err(error) => {
            output::problems(&Project::default(), &[Problem::new(format!("{error:#}"))], args.run.common.color);
            UNTRUSTED
        }
    }
}

/// A file, or standard input, with what came of it.
struct Done {
    file: SourceFile,
    /// What it was read as.
    format: Format,
    /// The new text; `None` where nothing was fixed.
    text: Option<String>,
    applied: usize,
    /// What was found in it.
    found: Vec<Finding>,
    /// What is found in the new text.
    left: Option<Vec<Finding>>,
    /// Whose fixes made work for one another.
    restless: Vec<Origin>,
    /// Why some of its fixes are not applied.
    note: Option<String>,
    /// Why it could not be written.
    problem: Option<Problem>,
}

fn in_pool(args: &FixArgs) -> anyhow::Result<u8> {
    let stdin = args.run.paths.iter().any(|path| input::is_stdin(path));
    anyhow::ensure!(!stdin || args.run.paths.len() == 1, "`-` is fixed alone: its text goes to standard output");
    let color = args.run.common.color;
    let (started, walking) = run::start(&args.run)?;
    let project = &started.project;
    if !project.problems.is_empty() {
        output::problems(project, &project.problems, color);
        return Ok(UNTRUSTED);
    }
    let fixer = Fixer {
        checker: &started.checker(),
        codes: &started.codes,
        config: &project.config,
        most: if args.with_unsafe { Safety::Unsafe } else { Safety::Safe },
    };
    let (mut done, mut problems) = if stdin {
        match input::read_stdin(&args.run, &project.config) {
            Ok(opened) => (vec![fixer.read(opened)], Vec::new()),
            Err(problem) => (Vec::new(), vec![*problem]),
        }
    } else {
        let outcome = run::check_all(&args.run, walking, fixer.checker, fixer.codes);
        (outcome.checked.into_par_iter().map(|checked| fixer.fix(checked, None)).collect(), outcome.problems)
    };
    match (args.diff, stdin) {
        (true, _) => print_diff(args, &fixer, &done)?,
        (false, true) => done = done.into_iter().map(|done| done.printed(color)).collect::<anyhow::Result<_>>()?,
        (false, false) => done = done.into_par_iter().map(Done::written).collect(),
    }
    problems.extend(done.iter_mut().filter_map(|done| done.problem.take()));
    output::problems(project, &problems, color);
    output::line(&summary(args, project, &done));
    Ok(status(args, project, &done, !problems.is_empty()))
}

/// What puts texts right.
struct Fixer<'f> {
    checker: &'f Checker<'f>,
    codes: &'f Codes,
    config: &'f Config,
    most: Safety,
}

impl Fixer<'_> {
    fn read(&self, opened: Opened) -> Done {
        let Opened { file, document, format } = self.checker.open(opened);
        let findings = run::check_document(self.checker, &file, &document, self.codes).findings;
        self.fix(Checked { file, findings, suppressed: Vec::new() }, Some(format))
    }

    /// `format` is that of the file, where its name and content do not say it.
    fn fix(&self, checked: Checked, format: Option<Format>) -> Done {
        let Checked { file, mut findings, .. } = checked;
        let format = format.unwrap_or_else(|| self.config.formats.of(file.path(), file.text()));
        let mut refused = self.refused(&file, &mut findings);
        let check = |text: &str| {
            let new = self.open(&file, &format, text);
            let mut found = run::check_document(self.checker, &new.file, &new.document, self.codes).findings;
            refused |= self.refused(&file, &mut found);
            found
        };
        let fixed = fix::settle(file.unmasked(), &findings, self.most, check);
        let text = (fixed.text != file.unmasked()).then_some(fixed.text);
        let note = refused.then(|| match file.encoding() {
            Some(encoding) => {
                format!("{}: not all is fixed, since it is {encoding}, which has not all characters of the fixes", file.name())
            }
            None => format!("{} is not fixed: change it in the program that it was made with", file.name()),
        });
        let Fixed { applied, findings: left, restless, .. } = fixed;
        Done { file, format, text, applied, found: findings, left, restless, note, problem: None }
    }

    /// A new text of a file, read as the file was.
    fn open(&self, file: &SourceFile, format: &Format, text: &str) -> Opened {
        self.checker.open(format.opened(file.with_text(text)))
    }

    /// Takes away the fixes that cannot be written into the file; whether any were to be applied. Those of a packed file are all
    /// display-only, whatever they would be elsewhere: of them, any but those of other people's words.
    fn refused(&self, file: &SourceFile, findings: &mut [Finding]) -> bool {
        let mut refused = false;
        for finding in findings {
            let fits = |fix: &Fix| fix.edits.iter().all(|edit| file.encode(&edit.text).is_some());
            if let Some(fix) = finding.fix.take_if(|fix| !fits(fix)) {
                refused |= fix.safety <= self.most || (file.is_packed() && !finding.in_quotation);
            }
        }
        refused
    }
}

impl Done {
    fn left(&self) -> &[Finding] {
        self.left.as_deref().unwrap_or(&self.found)
    }

    /// Standard input, printed with its new text in its own encoding; where nothing is fixed, the very bytes that were read.
    fn printed(self, color: Color) -> anyhow::Result<Self> {
        let bytes = match &self.text {
            Some(text) => self.file.encode(text).map(Cow::into_owned),
            None => Some(input::stdin_bytes()?.to_vec()),
        };
        let Some(bytes) = bytes else {
            let problem = Problem::new(format!("cannot write {} in its own encoding: it is left as it was", self.file.name()));
            return self.failed(problem).printed(color);
        };
        output::to_stdout(color, |_, out| out.write_all(&bytes))?;
        Ok(self)
    }

    /// The file with its new text; where it could not be written, with why.
    fn written(self) -> Self {
        let Some(text) = &self.text else { return self };
        let name = self.file.name();
        let bytes = self.file.encode(self.file.unmasked()).zip(self.file.encode(text));
        let replaced =
            bytes.map_or_else(|| Err(io::ErrorKind::InvalidData.into()), |(old, new)| replace_unchanged(self.file.path(), &old, &new));
        let problem = match replaced {
            Ok(Replaced::Yes) => return self,
            Ok(Replaced::Changed) => {
                Problem::new(format!("{name} changed while it was being fixed, and was left alone")).help("run `factlint fix` again")
            }
            Err(error) => Problem::new(format!("cannot write {name}: {}", ReadError::Io(error))),
        };
        self.failed(problem)
    }

    /// Not fixed after all.
    fn failed(self, problem: Problem) -> Self {
        Self { text: None, applied: 0, left: None, problem: Some(problem), ..self }
    }
}

fn print_diff(args: &FixArgs, fixer: &Fixer<'_>, done: &[Done]) -> anyhow::Result<()> {
    let terminal = io::stdout().is_terminal();
    output::to_stdout(args.run.common.color, |color, out| {
        let changed = done.iter().filter_map(|done| Some((done, done.text.as_ref()?)));
        changed.into_iter().try_for_each(|(Done { file, format, .. }, text)| {
            // Both sides are for people, and without what must not be shown.
            let new = fixer.open(file, format, text);
            let (old, new) = (readable(file), readable(&new.file));
            diff::write(file.name(), &old, &new, diff::Reader { color, terminal }, out)
        })
    })
}

/// The text of an opened file with marks in place of fillers.
fn readable(file: &SourceFile) -> Cow<'_, str> {
    if file.hidden().is_empty() { Cow::Borrowed(file.text()) } else { Cow::Owned(mask::visible(file.text())) }
}

/// What was done, and what is left for people.
fn summary(args: &FixArgs, project: &Project, done: &[Done]) -> String {
    let applied: usize = done.iter().map(|done| done.applied).sum();
    let files = done.iter().filter(|done| done.text.is_some()).count();
    let left: Vec<&Finding> = done.iter().flat_map(Done::left).collect();
    let kept = left.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Unsafe)).count();
    let verb = if args.diff { "would be fixed" } else { "fixed" };
    let mut text = format!("{} {verb} in {}, {} left", counted(applied, "finding"), counted(files, "file"), left.len());
    if kept > 0 && !args.with_unsafe {
        text.push_str(&format!(" (`--unsafe` fixes {kept} of them)"));
    }
    let mut restless: Vec<&str> = done.iter().flat_map(|done| &done.restless).map(|&origin| project.rules.code(origin)).collect();
    restless.sort_unstable();
    restless.dedup();
    for note in done.iter().filter_map(|done| done.note.as_ref()) {
        text.push_str(&format!("\n{note}"));
    }
    if !restless.is_empty() {
        text.push_str(&format!("\nnot fixed, since these fixes make work for one another: {}", restless.join(", ")));
    }
    text
}

fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// What the run comes to: of a diff, whether there is one; else whether something is left.
fn status(args: &FixArgs, project: &Project, done: &[Done], has_problems: bool) -> u8 {
    let left = done.iter().flat_map(Done::left);
    let fails = match args.diff {
        true => done.iter().any(|done| done.text.is_some()),
        false => run::fails(args.fail_on.as_deref(), project, left),
    };
    match (has_problems, fails) {
        (true, _) => UNTRUSTED,
        (false, true) => FINDINGS,
        (false, false) => CLEAN,
    }
}
