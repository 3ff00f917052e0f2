//! One line a finding, as compilers have it: `path:line:col: severity[code]: message`. Nothing else, for editors and `grep`.

use std::io;

use super::{Run, line};

/// Writes all findings of a run.
pub(super) fn write(run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    run.findings().try_for_each(|(file, finding)| writeln!(out, "{}", line(run.rules, file, finding)))
}
