//! Where a command writes: standard output, standard error, or a file that is replaced as a whole.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;

use super::Color;
use crate::dossier::problem::Problem;
use crate::project::Project;
use crate::report::human;
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

/// Shows problems on standard error.
pub(super) fn problems(project: &Project, problems: &[Problem], color: Color) {
    let stderr = io::stderr();
    let coloured = is_coloured(color, stderr.is_terminal());
    let files: Vec<&SourceFile> = project.config_file.iter().collect();
    let mut out = BufWriter::new(stderr.lock());
    let _ = human::write_problems(problems, &project.rules, &files, coloured, &mut out).and_then(|()| out.flush());
}

/// Says something in a line on standard error.
pub(super) fn line(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", crate::report::visible::lines(text));
}
