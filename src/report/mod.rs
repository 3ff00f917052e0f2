//! stub
#![allow(missing_docs)]
use crate::dossier::RuleSet;
use crate::dossier::problem::Problem;
use crate::finding::Finding;
use crate::source::SourceFile;
use std::io::{self, Write};
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Human,
    Short,
    Json,
    Jsonl,
}
pub struct Checked {
    pub file: SourceFile,
    pub findings: Vec<Finding>,
}
#[derive(Debug, Default)]
pub struct Summary {
    pub files: usize,
    pub skipped: usize,
    pub unchecked: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub allowed: usize,
    pub baselined: usize,
}
pub struct Run<'a> {
    pub rules: &'a RuleSet,
    pub files: &'a [Checked],
    pub summary: Summary,
    pub quiet: bool,
}
pub fn visible(s: &str) -> String {
    s.into()
}
pub fn write(_f: Format, run: &Run<'_>, _c: bool, out: &mut dyn Write) -> io::Result<()> {
    for c in run.files {
        for f in &c.findings {
            let p = c.file.position(f.span.start);
            let e = c.file.position(f.span.end);
            let code = crate::check::code(run.rules, f);
            let v = serde_json::json!({"rule": code, "deviation": f.deviation, "severity": f.severity, "message": f.message, "path": c.file.name(), "text": c.file.slice(f.span.clone()),
         "start": {"offset": p.offset, "line": p.line, "column": p.column}, "end": {"offset": e.offset, "line": e.line, "column": e.column}});
            writeln!(out, "{v}")?;
        }
    }
    writeln!(out, "{:?}", run.summary)
}
pub fn problems(p: &[Problem], _f: &[&SourceFile], _c: bool, out: &mut dyn Write) -> io::Result<()> {
    for x in p {
        writeln!(out, "{x:?}")?;
    }
    Ok(())
}
