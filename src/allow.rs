//! Directives in a draft that silence a rule there, with a reason.
//!
//! `<!-- factlint: allow name.steidl -- reason -->` (in plain text a line of its own: `factlint: allow name.steidl -- reason`) is for its own
//! line, or, where nothing else stands on that line, for the next block. `allow-file` is for the whole file. Codes may be globs, several of
//! them parted by spaces or commas. A directive that silences nothing is reported as `unused-allow`.

use std::ops::Range;

use globset::{Glob, GlobMatcher};

use crate::finding::{DeviationName, Finding, Label, Origin, Severity};
use crate::prose::fold;
use crate::prose::{Comment, Document};
use crate::source::SourceFile;

/// How a directive begins.
pub const MARK: &str = "factlint:";

/// One code of a directive.
struct Allow {
    code: String,
    glob: Option<GlobMatcher>,
    /// Where the code stands: bytes of the file.
    span: Range<usize>,
    /// Where it silences: bytes of the file.
    scope: Range<usize>,
    used: bool,
}

/// What is left of the findings, and how many were silenced.
#[derive(Debug, Default)]
pub struct Allowed {
    /// What stays, sorted as it was, with `unused-allow` findings among it.
    pub findings: Vec<Finding>,
    /// How many a directive silenced.
    pub allowed: usize,
}

/// Applies the directives of a document to its findings. `code` gives a finding's code; `decide` gives the severity of a code, `None` where it
/// was not asked for: a directive for such a code is not called unused.
pub(crate) fn apply<'r>(
    file: &SourceFile,
    document: &Document,
    findings: Vec<Finding>,
    code: &dyn Fn(&Finding) -> &'r str,
    decide: &dyn Fn(&str, Severity) -> Option<Severity>,
) -> Allowed {
    let mut allows: Vec<Allow> = document.comments.iter().flat_map(|comment| read(file, document, comment)).collect();
    if allows.is_empty() {
        return Allowed { findings, allowed: 0 };
    }
    let before = findings.len();
    let mut kept: Vec<Finding> = findings.into_iter().filter(|finding| !silenced(&mut allows, finding, code(finding))).collect();
    let allowed = before - kept.len();
    if let Some(severity) = decide("unused-allow", Severity::Warning) {
        let idle = allows.iter().filter(|allow| !allow.used && decide(&allow.code, Severity::Error).is_some());
        kept.extend(idle.map(|allow| unused(allow, severity)));
    }
    kept.sort_by_key(|finding| finding.span.start);
    Allowed { findings: kept, allowed }
}

/// Marks every directive that silences the finding as used.
fn silenced(allows: &mut [Allow], finding: &Finding, code: &str) -> bool {
    let mut silenced = false;
    for allow in allows.iter_mut() {
        let here = allow.scope.start <= finding.span.start && finding.span.start < allow.scope.end;
        if here && allow.glob.as_ref().map_or(allow.code == code, |glob| glob.is_match(code)) {
            allow.used = true;
            silenced = true;
        }
    }
    silenced
}

/// The codes of one comment; none where it is no directive.
fn read(file: &SourceFile, document: &Document, comment: &Comment) -> Vec<Allow> {
    let body = file.slice(comment.body.clone());
    let Some(rest) = body.trim_start().strip_prefix(MARK) else { return Vec::new() };
    let words = rest.trim_start();
    let (whole_file, list) = match (words.strip_prefix("allow-file"), words.strip_prefix("allow")) {
        (Some(list), _) => (true, list),
        (None, Some(list)) => (false, list),
        (None, None) => return Vec::new(),
    };
    let codes = list.split(" --").next().unwrap_or(list);
    let start = comment.body.start + (body.len() - list.len());
    let scope = if whole_file { 0..file.text().len() } else { scope(file, document, comment) };
    let items = codes.split([' ', ',', '\t', '\n', '\r']).filter(|code| !code.is_empty());
    items
        .map(|code| {
            let at = start + (code.as_ptr() as usize - list.as_ptr() as usize);
            let glob = if code.contains(['*', '?', '[', '{']) { Glob::new(code).ok().map(|glob| glob.compile_matcher()) } else { None };
            Allow { code: code.to_owned(), glob, span: at..at + code.len(), scope: scope.clone(), used: false }
        })
        .collect()
}

/// The directive's own line, where prose stands on it too; else the next block.
fn scope(file: &SourceFile, document: &Document, comment: &Comment) -> Range<usize> {
    let line = file.line_range(file.position(comment.span.start).line);
    let last = file.line_range(file.position(comment.span.end).line);
    let line = line.start..last.end.max(line.end);
    let blocks = || document.blocks.iter().map(|block| block.to_source(0..block.text(file.text()).len()));
    if blocks().any(|block| block.start < line.end && line.start < block.end) {
        return line;
    }
    blocks().find(|block| block.start >= comment.span.end).unwrap_or(line)
}

fn unused(allow: &Allow, severity: Severity) -> Finding {
    let message = format!("nothing is reported as `{}` here", allow.code);
    Finding {
        origin: Origin::UnusedAllow,
        deviation: DeviationName::UnusedAllow,
        severity,
        message,
        help: Some("remove the directive".into()),
        notes: Vec::new(),
        labels: vec![Label { span: allow.span.clone(), text: "silences nothing".into() }],
        span: allow.span.clone(),
        in_quotation: false,
        fix: None,
        fingerprint: format!("{:016x}", fold::key(&format!("unused-allow\0{}", allow.code))),
    }
}
