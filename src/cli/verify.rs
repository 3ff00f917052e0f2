//! `factlint verify`: evidence against its sources and the lock; `--update` writes the lock.

use std::path::Path;

use super::{CLEAN, FINDINGS, PlainFormat, UNTRUSTED, VerifyArgs, output};
use crate::dossier::absent;
use crate::dossier::problem::Problem;
use crate::project::Project;
use crate::report::verified::{self, Counts, Verified};
use crate::source::{SourceFile, display_path};
use crate::verify::difference::between;
use crate::verify::file;
use crate::verify::lock::{self, Lock, Names};
use crate::verify::verdict::{Judged, Verdict, judge};

pub(super) fn run(args: &VerifyArgs) -> u8 {
    match verified(args) {
        Ok(status) => status,
        Err(error) => {
            output::problems(&Project::default(), &[Problem::new(format!("{error:#}"))], args.common.color);
            UNTRUSTED
        }
    }
}

fn verified(args: &VerifyArgs) -> anyhow::Result<u8> {
    let color = args.common.color;
    let project = Project::find(&args.common.rules, Path::new("")).read_unverified();
    output::problems(&project, &project.problems, color);
    if project.rules.rules.is_empty() {
        return Ok(UNTRUSTED);
    }
    let path = lock::path(&project.config);
    let old = match read(&path)? {
        Read::Lock(lock) => Some(lock),
        Read::None => None,
        Read::Broken(file, problems) => {
            output::problems_in(&project, &[&file], &problems, color);
            return Ok(UNTRUSTED);
        }
    };
    if old.is_none() && !args.update {
        let message = format!("there is no {}: whether a passage has moved cannot be told", display_path(&path));
        output::note(&message, &["`factlint verify --update` writes it".to_owned()]);
    }
    judged(args, &project, &path, old.as_ref())
}

/// Judges the evidence, reports, and then writes the lock where that was asked for.
fn judged(args: &VerifyArgs, project: &Project, path: &Path, old: Option<&Lock>) -> anyhow::Result<u8> {
    let rules = &project.rules;
    let mut names = Names::new(path);
    let dossiers = names.of_dossiers(rules);
    let judged = judge(rules, &dossiers, old);
    // A run with rule files of its own is not asked about the others; but those that are not there have no evidence.
    let keeps = |names: &Names, dossier: &str| !args.common.rules.is_empty() && names.is_there(dossier);
    let before = old.cloned().unwrap_or_default();
    // Rules with mistakes may have lost evidence that they will have again.
    let new = if project.problems.is_empty() { Some(Lock::record(rules, &mut names, &judged, &before, keeps)?) } else { None };
    let differences = new.as_ref().map(|new| between(&before, new)).unwrap_or_default();
    let updated = new.as_ref().filter(|_| args.update);
    let judged = updated.map_or(judged, |new| judge(rules, &dossiers, Some(new)));
    let (status, name) = (status(args, project, &judged), display_path(path));
    // What the lock knew is gone, and told so.
    let is_gone = |source| judged.iter().any(|judged| std::ptr::eq(judged.source, source) && judged.verdict == Verdict::Gone);
    output::problems(project, &absent::warnings(rules, |source| !is_gone(source)), args.common.color);
    let lock = updated.or(old).map(|_| name.as_str());
    let verified = Verified { rules, judged, lock, differences, updated: updated.is_some(), strict: args.strict };
    output::to_stdout(args.common.color, |coloured, out| match args.format {
        PlainFormat::Human => verified::write(&verified, coloured, out),
        PlainFormat::Json => verified::write_json(&verified, out),
    })?;
    if args.update {
        update(path, old, updated)?;
    }
    Ok(status)
}

/// Writes the new lock where it says something else than the old one. There is none where rules have mistakes.
fn update(path: &Path, old: Option<&Lock>, new: Option<&Lock>) -> anyhow::Result<()> {
    let name = display_path(path);
    match new {
        None => output::note(&format!("{name} is not written: mend the rules first"), &[]),
        Some(_) if old == new => output::note(&format!("{name} is as it should be"), &[]),
        Some(new) => {
            output::to_file(path, |out| out.write_all(file::write(new).as_bytes()))?;
            output::note(&format!("{name} is written"), &[]);
        }
    }
    Ok(())
}

fn status(args: &VerifyArgs, project: &Project, judged: &[Judged<'_>]) -> u8 {
    let counts = Counts::of(judged);
    match () {
        () if !project.problems.is_empty() || (args.strict && counts.unchecked > 0) => UNTRUSTED,
        () if counts.changed + counts.gone > 0 || (args.strict && counts.moved > 0) => FINDINGS,
        () => CLEAN,
    }
}

/// A lock that may not be there, and may have mistakes.
pub(super) enum Read {
    Lock(Lock),
    None,
    Broken(SourceFile, Vec<Problem>),
}

pub(super) fn read(path: &Path) -> anyhow::Result<Read> {
    if std::fs::symlink_metadata(path).is_err() {
        return Ok(Read::None);
    }
    let text = SourceFile::read(path).map_err(|error| anyhow::anyhow!("cannot read {}: {error}", display_path(path)))?;
    let (lock, problems) = file::read(&text);
    Ok(if problems.is_empty() { Read::Lock(lock) } else { Read::Broken(text, problems) })
}
