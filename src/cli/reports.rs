//! `--format F[=FILE]`, `--output` and `--statistics`: which reports a run writes, and where each goes.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;

use super::{CheckArgs, Color, output};
use crate::dossier::problem::nearest;
use crate::report::{self, Format, Run, github, statistics};

/// One `--format`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    format: Format,
    /// `None`: standard output.
    path: Option<PathBuf>,
}

/// Reads `F` and `F=FILE`; `-` is standard output.
#[derive(Debug, Clone)]
pub(super) struct ReportParser;

impl TypedValueParser for ReportParser {
    type Value = Report;

    fn parse_ref(&self, command: &clap::Command, _: Option<&clap::Arg>, value: &OsStr) -> Result<Report, clap::Error> {
        let wrong = |message: String| clap::Error::raw(ErrorKind::InvalidValue, message + "\n").with_cmd(command);
        let value = value.to_str().ok_or_else(|| wrong("--format is no UTF-8".to_owned()))?;
        let (name, path) = value.split_once('=').map_or((value, None), |(name, path)| (name, Some(path)));
        let format = Format::from_str(name, false).map_err(|_| wrong(unknown(name)))?;
        match path {
            Some("") => Err(wrong(format!("`--format {value}` names no file; write it as `{name}=FILE`"))),
            None | Some("-") => Ok(Report { format, path: None }),
            Some(path) => Ok(Report { format, path: Some(PathBuf::from(path)) }),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

fn unknown(name: &str) -> String {
    let names: Vec<String> =
        Format::value_variants().iter().filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned())).collect();
    let near = nearest(name, names.iter().map(String::as_str)).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("no format `{name}`{near}\nformats are: {}", names.join(", "))
}

/// What is written, all of it after the run.
pub(super) struct Reports {
    /// Those with a file of their own.
    files: Vec<(Format, PathBuf)>,
    /// The one for standard output, and the file that takes it instead.
    main: Option<(Main, Option<PathBuf>)>,
    color: Color,
}

/// What goes to standard output.
#[derive(Clone, Copy)]
enum Main {
    Format(Format),
    Statistics,
}

impl Reports {
    /// What the arguments ask for.
    ///
    /// # Errors
    /// What cannot be: two reports in one place.
    pub(super) fn of(args: &CheckArgs) -> anyhow::Result<Self> {
        let asked = |with_file: bool| args.format.iter().filter(move |report| report.path.is_some() == with_file);
        let files: Vec<(Format, PathBuf)> = asked(true).filter_map(|report| Some((report.format, report.path.clone()?))).collect();
        let mut mains = asked(false).map(|report| report.format);
        let main = mains.next();
        anyhow::ensure!(mains.next().is_none(), "two reports for standard output; give one a file, as `--format json=report.json`");
        let main = match main {
            Some(format) => Some(main_of(format, args.statistics)?),
            None if args.statistics => Some(Main::Statistics),
            None if files.is_empty() => Some(Main::Format(Format::Human)),
            None => None,
        };
        anyhow::ensure!(main.is_some() || args.output.is_none(), "--output has no report to take: every --format names a file of its own");
        once_each(files.iter().map(|(_, path)| path).chain(&args.output))?;
        Ok(Self { files, main: main.map(|main| (main, args.output.clone())), color: args.run.common.color })
    }

    /// The files that reports may go to.
    pub(super) fn places(args: &CheckArgs) -> impl Iterator<Item = PathBuf> {
        let named = args.format.iter().filter_map(|report| report.path.as_ref()).chain(&args.output).cloned();
        named.chain(job_summary())
    }

    /// How and where the answer to `--why` is written: it is one text, and no report of findings.
    ///
    /// # Errors
    /// Another format, or more than one.
    pub(super) fn of_answer(args: &CheckArgs) -> anyhow::Result<(Format, Option<&Path>)> {
        anyhow::ensure!(args.format.len() < 2, "--why takes one --format");
        let asked = args.format.first();
        let format = asked.map_or(Format::Human, |report| report.format);
        let fits = matches!(format, Format::Human | Format::Short | Format::Json | Format::Jsonl);
        anyhow::ensure!(fits, "--why answers as human, short, json or jsonl");
        Ok((format, asked.and_then(|report| report.path.as_deref()).or(args.output.as_deref())))
    }

    /// Writes all of them. One that cannot be written hides no other.
    ///
    /// # Errors
    /// Those that could not be written.
    pub(super) fn write(&self, run: Run<'_>) -> anyhow::Result<()> {
        let main = self.main.as_ref().map(|(main, path)| self.write_main(*main, path.as_deref(), run));
        let files = self.files.iter().map(|(format, path)| output::to_file(path, |out| report::write(*format, &run, out)));
        let written: Vec<anyhow::Result<()>> = main.into_iter().chain(files).chain([self.summarise(&run)]).collect();
        let failed: Vec<String> = written.into_iter().filter_map(|written| Some(format!("{:#}", written.err()?))).collect();
        anyhow::ensure!(failed.is_empty(), "{}", failed.join("; "));
        Ok(())
    }

    fn write_main(&self, main: Main, path: Option<&Path>, run: Run<'_>) -> anyhow::Result<()> {
        let write = |color, out: &mut dyn std::io::Write| match main {
            Main::Format(format) => report::write(format, &Run { color, ..run }, out),
            Main::Statistics => statistics::write(&run, out),
        };
        match path {
            Some(path) => output::to_file(path, |out| write(false, out)),
            None => output::to_stdout(self.color, write),
        }
    }

    /// GitHub shows few annotations: a job's summary takes all findings.
    fn summarise(&self, run: &Run<'_>) -> anyhow::Result<()> {
        let main = self.main.as_ref().is_some_and(|(main, _)| matches!(main, Main::Format(Format::Github)));
        if !main && self.files.iter().all(|(format, _)| *format != Format::Github) {
            return Ok(());
        }
        match job_summary() {
            Some(path) => output::append(&path, |out| github::write_summary(run, out)).context("GITHUB_STEP_SUMMARY"),
            None => Ok(()),
        }
    }
}

/// The summary of the job on GitHub that this is, if it is one.
fn job_summary() -> Option<PathBuf> {
    std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// Statistics are for people, and so take the place of reports for people alone.
fn main_of(format: Format, statistics: bool) -> anyhow::Result<Main> {
    match (statistics, format) {
        (false, format) => Ok(Main::Format(format)),
        (true, Format::Human | Format::Short) => Ok(Main::Statistics),
        (true, _) => anyhow::bail!(
            "--statistics takes the place of the report on standard output, which a program expects there; give that one a file, as `--format json=report.json`"
        ),
    }
}

/// Two reports in one file would leave the last.
fn once_each<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> anyhow::Result<()> {
    let mut seen = Vec::new();
    for path in paths {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let place = (folder.canonicalize().unwrap_or_else(|_| folder.to_owned()), path.file_name());
        anyhow::ensure!(!seen.contains(&place), "two reports for {}", path.display());
        seen.push(place);
    }
    Ok(())
}
