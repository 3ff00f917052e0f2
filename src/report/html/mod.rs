//! A run → one page for an editor: the drafts with their deviations marked, beside each what is right and the passage that says so.
//!
//! The page is one file. It loads nothing, needs no script (one filters the cards, where scripts run), and is the same for the same run.
//! It is written so that an XML parser reads it, too: every element is closed, every attribute quoted, and a test can be strict.

mod card;
mod draft;
mod header;
mod marks;
mod text;

use std::io;

use super::Run;
use crate::check::code;
use crate::dossier::RuleSet;
use crate::finding::Finding;
use crate::kind::KindName;
use crate::report::kind;
use crate::source::SourceFile;
use text::Text;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("filter.js");

/// What the page may load and run: its own style and script, by their SHA-256, and nothing else. `tests/it/html.rs` says what they are after a
/// change.
const POLICY: &str = "default-src 'none'; \
    style-src 'sha256-V+RLk8nRo4cSqlmSrWvzLcjhPElAYJbR+O+JpzxTRxk='; \
    script-src 'sha256-SlrG3PqXwqVRl/4PJwVGSqjav9rw0MBc9ypqQuzNe1I='; \
    base-uri 'none'; form-action 'none'";

/// The word for findings that are of no kind: an unused directive.
const NO_KIND: &str = "directive";

/// A finding with its number on the page, from 1, in the order of every report.
struct Numbered<'a> {
    number: usize,
    file: &'a SourceFile,
    finding: &'a Finding,
}

impl<'a> Numbered<'a> {
    fn code(&self, rules: &'a RuleSet) -> &'a str {
        code(rules, self.finding)
    }

    fn kind(&self, rules: &RuleSet) -> &'static str {
        kind(rules, self.finding).map_or(NO_KIND, KindName::as_str)
    }
}

/// Writes the page.
pub(super) fn write(run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let findings = run.findings().zip(1..);
    let findings: Vec<Numbered<'_>> = findings.map(|((file, finding), number)| Numbered { number, file, finding }).collect();
    let drafts: Vec<&[Numbered<'_>]> = findings.chunk_by(|a, b| std::ptr::eq(a.file, b.file)).collect();
    let title = header::title(run.rules);
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"referrer\" content=\"no-referrer\"/>\n<meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <title>{} · factlint</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        Text(&title)
    )?;
    header::write(run, &title, &drafts, out)?;
    out.write_all(b"<main>\n")?;
    drafts.iter().zip(1..).try_for_each(|(findings, index)| draft::write(run.rules, index, findings, out))?;
    clean(run, out)?;
    write!(out, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n")
}

/// The drafts in which nothing was found, by name: their text is not kept.
fn clean(run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut names: Vec<&str> = run.files.iter().filter(|checked| checked.findings.is_empty()).map(|checked| checked.file.name()).collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort_unstable();
    let what = if names.len() == 1 { "draft has" } else { "drafts have" };
    writeln!(out, "<section class=\"clean\">\n<details>\n<summary>{} {what} no deviations</summary>\n<ul>", names.len())?;
    names.iter().try_for_each(|name| writeln!(out, "<li>{}</li>", Text(name)))?;
    out.write_all(b"</ul>\n</details>\n</section>\n")
}
