//! Where a command writes: standard output, standard error, or a file that is replaced as a whole.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;

use super::Color;
use crate::dossier::problem::Problem;
use crate::project::Project;
use crate::report::{human, visible};
use crate::source::SourceFile;
use crate::write;

/// Whether what goes to a terminal, or not, is coloured.
pub(super) fn is_coloured(color: Color, is_terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            is_terminal
                && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// Writes to standard output. A reader that went away, as `head` does, is no failure.
pub(super) fn to_stdout(color: Color, write: impl FnOnce(bool, &mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let stdout = io::stdout();
    let coloured = is_coloured(color, stdout.is_terminal());
    let mut out = BufWriter::with_capacity(1 << 16, stdout.lock());
    match write(coloured, &mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still in the buffer has no reader either.
            let _ = out.into_parts();
            Ok(())
        }
        result => result.context("cannot write to standard output"),
    }
}

/// Replaces a file by what is written: all of it, or nothing.
pub(super) fn to_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    fill(&mut bytes)?;
    write::replace(path, &bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Appends to a file, which may not be there yet.
pub(super) fn append(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    fill(&mut bytes)?;
    let appended = std::fs::File::options().append(true).create(true).open(path).and_then(|mut file| file.write_all(&bytes));
    appended.with_context(|| format!("cannot write {}", path.display()))
}

/// Tells something on standard error that is no problem, with more lines where there is more to say.
pub(super) fn note(message: &str, lines: &[String]) {
    let mut out = BufWriter::new(io::stderr().lock());
    let told = writeln!(out, "note: {}", visible::line(message));
    let _ = told.and_then(|()| lines.iter().try_for_each(|line| writeln!(out, "  = {}", visible::line(line)))).and_then(|()| out.flush());
}

/// Shows problems on standard error.
pub(super) fn problems(project: &Project, problems: &[Problem], color: Color) {
    problems_in(project, &[], problems, color);
}

/// The same for problems of files that no project holds.
pub(super) fn problems_in(project: &Project, files: &[&SourceFile], problems: &[Problem], color: Color) {
    let stderr = io::stderr();
    let coloured = is_coloured(color, stderr.is_terminal());
    let files: Vec<&SourceFile> = project.config_file.iter().chain(files.iter().copied()).collect();
    let mut out = BufWriter::new(stderr.lock());
    let _ = human::write_problems(problems, &project.rules, &files, coloured, &mut out).and_then(|()| out.flush());
}

/// Says something in a line on standard error.
pub(super) fn line(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible::lines(text));
}
