//! Which of a run's findings are let through: those that the baseline accepts are not, nor are those on lines that `--since` leaves out.

use std::path::{Path, PathBuf};

use super::input;
use super::run::{Codes, Outcome};
use super::{CheckArgs, output};
use crate::baseline::{Applied, Baseline, Entry, total};
use crate::dossier::problem::Problem;
use crate::finding::{Finding, Suppressed, Suppression};
use crate::format::Format;
use crate::project::Project;
use crate::report::human::counted;
use crate::since::Changes;
use crate::source::{SourceFile, display_path};

/// A folder that went takes thousands of entries along: no more than these are named.
const MOST_NAMED: usize = 100;

/// What was read before the check.
pub(super) struct Gate {
    /// The baseline and where it stands.
    baseline: Option<(Baseline, PathBuf)>,
    changes: Option<Changes>,
}

/// What the gate did with a run's findings.
#[derive(Default)]
pub(super) struct Passed {
    /// How many findings were accepted earlier.
    pub(super) baselined: usize,
    /// What the baseline accepts and is there no more, with `--strict`.
    pub(super) problems: Vec<Problem>,
}

impl Gate {
    /// Reads the baseline and asks git. A baseline with mistakes shows them; `None`: the run ends.
    pub(super) fn open(args: &CheckArgs, project: &Project) -> anyhow::Result<Option<Self>> {
        let changes = match &args.since {
            Some(_) if args.run.paths.iter().any(|path| path.as_os_str() == "-") => {
                anyhow::bail!("--since cannot tell what has changed of standard input; name the file")
            }
            Some(revision) => Some(Changes::since(revision, &input::paths(&args.run))?),
            None => None,
        };
        let Some(path) = args.write_baseline.as_ref().or(args.baseline.as_ref()).or(project.config.baseline.as_ref()) else {
            return Ok(Some(Self { baseline: None, changes }));
        };
        if args.write_baseline.is_some() {
            let is_toml = path.extension().is_some_and(|extension| extension == "toml");
            anyhow::ensure!(
                is_toml,
                "--write-baseline {}: name it `….toml`, which it is, so that no walk takes it for a draft",
                path.display()
            );
            if !path.exists() {
                return Ok(Some(Self { baseline: Some((Baseline::new(path), path.clone())), changes }));
            }
        }
        let file = SourceFile::read(path).map_err(|error| {
            let path = display_path(path);
            anyhow::anyhow!("cannot read the baseline {path}: {error}; `factlint check --write-baseline {path}` writes one")
        })?;
        let (mut baseline, problems) = Baseline::read(&file, path);
        let file = match &project.rules.guard {
            // It may be older than a rule: what it quotes of drafts is shown without the name.
            Some(guard) => {
                baseline.hide(guard);
                guard.open(Format::Text.opened(file)).file
            }
            None => file,
        };
        if problems.is_empty() {
            return Ok(Some(Self { baseline: Some((baseline, path.clone())), changes }));
        }
        output::problems_in(project, &[&file], &problems, args.run.common.color);
        Ok(None)
    }

    /// Takes out of the outcome what is not to be reported, and writes the baseline anew where that was asked for.
    pub(super) fn pass(&self, args: &CheckArgs, project: &Project, codes: &Codes, outcome: &mut Outcome) -> anyhow::Result<Passed> {
        let mut passed = Passed::default();
        if let Some((baseline, path)) = &self.baseline {
            let asked = |code: &str| codes.asked(code);
            let baselined = if args.write_baseline.is_some() {
                self.renew(baseline, path, project, &asked, outcome)?
            } else {
                let Applied { baselined, stale } = baseline.apply(&project.rules, &mut outcome.checked, &asked);
                passed.problems.extend(tell_stale(&stale, path, args));
                baselined
            };
            passed.baselined = baselined.len();
            for (file, finding) in baselined {
                outcome.checked[file].suppressed.push(Suppressed { finding, by: Suppression::External });
            }
        }
        if let Some(changes) = &self.changes {
            changes.retain(&mut outcome.checked);
        }
        Ok(passed)
    }

    fn renew(
        &self,
        baseline: &Baseline,
        path: &Path,
        project: &Project,
        asked: &dyn Fn(&str) -> bool,
        outcome: &mut Outcome,
    ) -> anyhow::Result<Vec<(usize, Finding)>> {
        let name = display_path(path);
        if !outcome.problems.is_empty() {
            output::note(&format!("{name} is not written: not every file could be read"), &[]);
            return Ok(Vec::new());
        }
        let (renewed, renewal) = baseline.renewed(&project.rules, &outcome.checked, asked);
        output::to_file(path, |out| out.write_all(renewed.to_toml(path).as_bytes()))?;
        output::note(
            &format!("{name} accepts {}: {} added, {} pruned", counted(renewal.accepted, "finding"), renewal.added, renewal.pruned),
            &[],
        );
        Ok(renewed.apply(&project.rules, &mut outcome.checked, asked).baselined)
    }
}

/// Tells what the baseline accepts and is there no more: a note, and with `--strict` a problem.
fn tell_stale(stale: &[Entry], path: &Path, args: &CheckArgs) -> Option<Problem> {
    if stale.is_empty() {
        return None;
    }
    let path = display_path(path);
    let message = match total(stale) {
        1 => format!("1 finding of the baseline {path} is there no more; `--write-baseline {path}` prunes it"),
        count => format!("{count} findings of the baseline {path} are there no more; `--write-baseline {path}` prunes them"),
    };
    let mut lines: Vec<String> = stale.iter().take(MOST_NAMED).map(described).collect();
    if stale.len() > MOST_NAMED {
        lines.push(format!("… and {} more", stale.len() - MOST_NAMED));
    }
    if args.strict {
        return Some(lines.into_iter().fold(Problem::new(message), Problem::note));
    }
    output::note(&message, &lines);
    None
}

fn described(entry: &Entry) -> String {
    let Entry { path, rule, deviation, count, text, .. } = entry;
    let times = if *count > 1 { format!(", {count} times") } else { String::new() };
    format!("{path}: {rule} {deviation} `{text}`{times}")
}
