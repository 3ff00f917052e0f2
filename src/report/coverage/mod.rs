//! What no rule covers, for people: a list to work through, with a share for each sort. For programs: [`write_json`].

mod json;

use std::io::{self, Write};

use super::human::counted;
use super::visible;
use crate::coverage::{Covered, Fact, Share};
use crate::dossier::RuleSet;
use crate::finding::RuleId;
use crate::reading::Sort;

pub use json::{SCHEMA, write_json};

/// Characters of a text that are shown.
const SHOWN: usize = 72;

/// What a run came to.
#[derive(Debug, Clone, Copy)]
pub struct Coverage<'a> {
    /// The rules.
    pub rules: &'a RuleSet,
    /// The drafts, by name.
    pub drafts: &'a [Covered],
    /// The rules that no draft touched.
    pub untouched: &'a [RuleId],
}

impl Coverage<'_> {
    /// The share of all.
    pub fn share(&self) -> Share {
        Share::of(self.drafts.iter().flat_map(|draft| &draft.facts))
    }
}

/// Writes what is left to check, by draft and sort, then the rules that no draft touched.
///
/// # Errors
/// Whatever `out` says.
pub fn write(coverage: Coverage<'_>, out: &mut dyn Write) -> io::Result<()> {
    for draft in coverage.drafts {
        writeln!(out, "{}: {}", visible::line(draft.file.name()), share(Share::of(&draft.facts)))?;
        of_sorts(draft, out)?;
        writeln!(out)?;
    }
    if !coverage.untouched.is_empty() {
        writeln!(out, "rules that no draft touched: {}", coverage.untouched.len())?;
        for &id in coverage.untouched {
            let (rule, file) = (coverage.rules.rule(id), &coverage.rules.dossier(id).file);
            let canonical = rule.fact.canonical().unwrap_or_default();
            let line = file.position(rule.span.start).line;
            let told = format!("  {}:{line}  {}  {}", file.name(), rule.code, shortened(&canonical));
            writeln!(out, "{}", visible::line(told.trim_end()))?;
        }
        writeln!(out)?;
    }
    let drafts = coverage.drafts.len();
    writeln!(out, "{}: {}", counted(drafts, "draft"), share(coverage.share()))
}

fn of_sorts(draft: &Covered, out: &mut dyn Write) -> io::Result<()> {
    for sort in Sort::ALL {
        let facts = || draft.facts.iter().filter(move |fact| fact.sort == sort);
        let of_sort = Share::of(facts());
        if of_sort.facts == 0 {
            continue;
        }
        writeln!(out, "  {}s {}", sort.as_str(), share(of_sort))?;
        facts().filter(|fact| !fact.is_covered()).try_for_each(|fact| writeln!(out, "{}", line(draft, fact)))?;
    }
    Ok(())
}

/// `12 of 17 covered (70 %)`
fn share(share: Share) -> String {
    match share.facts {
        0 => "nothing to cover".to_owned(),
        facts => format!("{} of {facts} covered ({} %)", share.covered, share.percent()),
    }
}

fn line(draft: &Covered, fact: &Fact) -> String {
    let at = draft.file.position(fact.span.start);
    let times = if fact.count > 1 { format!(" ({} times)", fact.count) } else { String::new() };
    let text = shortened(draft.file.slice(fact.span.clone()));
    visible::line(&format!("    {}:{}:{}  {}  {text}{times}", draft.file.name(), at.line, at.column, fact.sort.as_str())).into_owned()
}

/// White space as one space, and no more than fits a line.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}
