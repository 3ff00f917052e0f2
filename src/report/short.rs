//! One line a finding, as compilers have it: `path:line:col: severity[code]: message`. Nothing else, for editors and `grep`.

use std::io;

use super::{Run, visible};
use crate::check::code;

/// Writes all findings of a run.
pub(super) fn write(run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for (file, finding) in run.findings() {
        let at = file.position(finding.span.start);
        let (path, message) = (visible::line(file.name()), visible::line(&finding.message));
        let (severity, code) = (finding.severity.as_str(), visible::line(code(run.rules, finding)));
        writeln!(out, "{path}:{}:{}: {severity}[{code}]: {message}", at.line, at.column)?;
    }
    Ok(())
}
