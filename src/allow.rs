//! Directives in a draft that silence a rule there, with a reason.
//!
//! `<!-- factlint: allow name.steidl -- reason -->` (in plain text a line of its own: `factlint: allow name.steidl -- reason`) is for its own
//! line, or, where nothing else stands on that line, for the next block. `allow-file` is for the whole file. Codes may be globs, several of
//! them parted by spaces or commas. A directive that silences nothing is reported as `unused-allow`.

mod idle;

use std::cell::OnceCell;
use std::ops::Range;

use globset::{Glob, GlobMatcher};

use crate::finding::{Finding, Severity, Suppressed, Suppression};
use crate::prose::{Comment, Document};
use crate::source::SourceFile;
use crate::source::mask::shown;

/// How a directive begins.
const MARK: &str = "factlint:";

/// What a directive looks like.
const FORM: &str = "write it as `factlint: allow name.some-rule -- reason`, or `allow-file`";

/// What a directive is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// `allow`: its own line, or the next block.
    Here,
    /// `allow-file`.
    File,
}

/// What a directive is for, and the rest of it, codes and reason; `None` where a text is no directive.
pub(crate) fn directive(text: &str) -> Option<(Extent, &str)> {
    // Every line of a plain text is asked; most begin with another letter.
    if text.as_bytes().first().is_some_and(|first| first.is_ascii_graphic() && *first != MARK.as_bytes()[0]) {
        return None;
    }
    let words = text.trim_start().strip_prefix(MARK)?.trim_start();
    let (verb, list) = words.split_at(words.find(char::is_whitespace).unwrap_or(words.len()));
    match verb {
        "allow" => Some((Extent::Here, list)),
        "allow-file" => Some((Extent::File, list)),
        _ => None,
    }
}

/// One code of a directive.
struct Allow {
    code: String,
    glob: Option<GlobMatcher>,
    /// Where the code stands: bytes of the file.
    span: Range<usize>,
    /// Where it silences: bytes of the file.
    scope: Range<usize>,
    /// What the directive says behind `--`.
    reason: Option<String>,
    used: bool,
}

/// What is left of the findings, and what was silenced.
#[derive(Debug, Default)]
pub struct Allowed {
    /// What stays, sorted as it was, with `unused-allow` findings among it.
    pub findings: Vec<Finding>,
    /// How many a directive silenced.
    pub allowed: usize,
    /// These, in the order of the file.
    pub suppressed: Vec<Suppressed>,
}

/// Applies the directives of a document to its findings. `code` gives a finding's code; `known` are the codes that there are; `decide` gives
/// the severity of a code, `None` where it was not asked for: a directive for such a code is not called unused. `told` hears of every finding
/// that is silenced, and where.
pub(crate) fn apply<'r>(
    file: &SourceFile,
    document: &Document,
    findings: Vec<Finding>,
    code: &dyn Fn(&Finding) -> &'r str,
    known: &dyn Fn() -> Vec<&'r str>,
    decide: &dyn Fn(&str, Severity) -> Option<Severity>,
    told: &dyn Fn(&Finding, Range<usize>),
) -> Allowed {
    let scopes = OnceCell::new();
    let scope = |comment: &Comment| scopes.get_or_init(|| Scopes::new(file, document)).of(comment);
    let mut allows: Vec<Allow> = document.comments.iter().flat_map(|comment| read(file, comment, &scope)).collect();
    let broken: Vec<Finding> = match decide("unused-allow", Severity::Warning) {
        Some(severity) => document.comments.iter().filter_map(|comment| idle::broken(file, comment, severity)).collect(),
        None => Vec::new(),
    };
    if allows.is_empty() && broken.is_empty() {
        return Allowed { findings, ..Allowed::default() };
    }
    let (mut kept, mut suppressed) = (Vec::with_capacity(findings.len()), Vec::new());
    for finding in findings {
        match silenced(&mut allows, &finding, code(&finding), told) {
            Some(by) => suppressed.push(Suppressed { finding, by }),
            None => kept.push(finding),
        }
    }
    if let Some(severity) = decide("unused-allow", Severity::Warning) {
        let unused = allows.iter().filter(|allow| !allow.used && decide(&allow.code, Severity::Error).is_some());
        kept.extend(unused.map(|allow| idle::unused(allow, known, severity)));
    }
    kept.extend(broken);
    kept.sort_by_key(|finding| finding.span.start);
    Allowed { findings: kept, allowed: suppressed.len(), suppressed }
}

/// Marks every directive that silences the finding as used, and tells its place; the first of them says why.
fn silenced(allows: &mut [Allow], finding: &Finding, code: &str, told: &dyn Fn(&Finding, Range<usize>)) -> Option<Suppression> {
    let mut silenced = None;
    for allow in allows.iter_mut() {
        let here = allow.scope.start <= finding.span.start && finding.span.start < allow.scope.end;
        if here && allow.glob.as_ref().map_or(allow.code == code, |glob| glob.is_match(code)) {
            allow.used = true;
            told(finding, allow.span.clone());
            silenced.get_or_insert_with(|| Suppression::InSource { justification: allow.reason.clone() });
        }
    }
    silenced
}

/// The codes of one comment; none where it is no directive.
fn read(file: &SourceFile, comment: &Comment, scope: &dyn Fn(&Comment) -> Range<usize>) -> Vec<Allow> {
    let body = file.slice(comment.body.clone());
    let Some((extent, list)) = directive(body) else { return Vec::new() };
    let scope = match extent {
        Extent::Here => scope(comment),
        Extent::File => 0..file.text().len(),
    };
    let start = comment.body.start + (body.len() - list.len());
    let items = list.split(|c: char| c.is_whitespace() || c == ',').filter(|code| !code.is_empty());
    let reason = reason(list);
    items
        .take_while(|code| !code.starts_with("--"))
        .map(|code| {
            let at = start + (code.as_ptr() as usize - list.as_ptr() as usize);
            let glob = if code.contains(['*', '?', '[', '{']) { Glob::new(code).ok().map(|glob| glob.compile_matcher()) } else { None };
            Allow { code: shown(code), glob, span: at..at + code.len(), scope: scope.clone(), reason: reason.clone(), used: false }
        })
        .collect()
}

/// What follows the first word that begins with `--`.
fn reason(list: &str) -> Option<String> {
    let parts = |c: char| c.is_whitespace() || c == ',';
    let mark = list.split(parts).find(|word| word.starts_with("--"))?;
    let words = list[mark.as_ptr() as usize - list.as_ptr() as usize..].trim_start_matches('-').trim();
    if words.is_empty() { None } else { Some(shown(words)) }
}

/// Where the blocks of a document stand in its file, to find what a directive is for.
struct Scopes<'a> {
    file: &'a SourceFile,
    /// In the order of the file.
    blocks: Vec<Range<usize>>,
    /// For each block, where it and all before it have ended: a block may stand inside another.
    ended: Vec<usize>,
}

impl<'a> Scopes<'a> {
    fn new(file: &'a SourceFile, document: &Document) -> Self {
        let blocks: Vec<Range<usize>> = document.blocks.iter().map(|block| block.to_source(0..block.text(file.text()).len())).collect();
        let ended = blocks.iter().scan(0, |end, block| {
            *end = block.end.max(*end);
            Some(*end)
        });
        Self { file, ended: ended.collect(), blocks }
    }

    /// The directive's own line, where prose stands on it too; else the next block.
    fn of(&self, comment: &Comment) -> Range<usize> {
        let line = self.file.line_range(self.file.position(comment.span.start).line);
        let last = self.file.line_range(self.file.position(comment.span.end).line);
        let line = line.start..last.end.max(line.end);
        let begun = self.blocks.partition_point(|block| block.start < line.end);
        if self.ended[..begun].last().is_some_and(|&end| end > line.start) {
            return line;
        }
        let next = self.blocks.partition_point(|block| block.start < comment.span.end);
        self.blocks.get(next).cloned().unwrap_or(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_what_follows_the_dashes() {
        assert_eq!(reason(" typo.a, typo.b -- said so, -- twice "), Some("said so, -- twice".to_owned()));
        assert_eq!(reason(" typo.a --said"), Some("said".to_owned()));
        assert_eq!([reason(" typo.a --"), reason(" typo.a"), reason(" typo--a")], [None, None, None]);
    }
}
