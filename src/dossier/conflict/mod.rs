//! Facts against facts: the rules of one dossier in, what contradicts among them out.
//!
//! Two weights. Where a draft could say nothing that both rules accept, one of them is a *mistake*, like any other of a rule file. Where
//! two rules are only likely to mean the same thing (a *doubt*), a check goes on, and says so beside its report.
//!
//! Only rules that can meet are compared: those of one dossier with the same `near` and the same `unless-near`. Rules with other words beside
//! them are about other things. Everything is looked up by what has to be the same, so that ten thousand rules cost no pairs.

mod alias;
pub mod evidence;
mod names;
#[cfg(test)]
mod tests;
mod unsaid;
mod values;
mod words;

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use super::problem::Problem;
use super::{Rule, Text};
use crate::finding::Severity;
use crate::kind::Fact;
use crate::prose::fold;
use crate::source::SourceFile;

/// What was found, by weight.
#[derive(Debug, Default)]
pub struct Conflicts {
    /// One of two rules must be wrong: the run cannot be trusted.
    pub mistakes: Vec<Problem>,
    /// Two rules that may mean the same thing.
    pub doubts: Vec<Problem>,
}

/// All contradictions among the rules of a file.
pub fn conflicts(file: &SourceFile, rules: &[Rule]) -> Conflicts {
    let mut finder = Finder { file, rules, found: Conflicts::default() };
    finder.own_aliases();
    finder.aliases();
    finder.typos();
    finder.figures();
    finder.dates();
    finder.terms();
    finder.names();
    finder.domains();
    finder.claims();
    let mut found = finder.found;
    for list in [&mut found.mistakes, &mut found.doubts] {
        list.sort_by_key(|problem| problem.places.first().map(|place| place.span.start));
    }
    found
}

/// The rules of one file, and what was found so far.
struct Finder<'a> {
    file: &'a SourceFile,
    rules: &'a [Rule],
    found: Conflicts,
}

/// A place of the rule file, with what is to be seen there.
type Seen = (Range<usize>, String);

impl<'a> Finder<'a> {
    fn mistake(&mut self, message: String, here: Seen, there: Seen, help: &str) {
        let problem = self.problem(message, here, there, help);
        self.found.mistakes.push(problem);
    }

    /// A doubt about a rule, of that code.
    fn doubt(&mut self, code: &str, message: String, here: Seen, there: Seen, help: &str) {
        let problem = self.problem(message, here, there, help).about(Severity::Warning, code);
        self.found.doubts.push(problem);
    }

    fn problem(&self, message: String, here: Seen, there: Seen, help: &str) -> Problem {
        Problem::new(message).at(self.file.name(), here.0, here.1).at(self.file.name(), there.0, there.1).help(help)
    }

    /// The rules that have a key, by that and by where they apply; those that no other shares it with are left out.
    fn groups<K: Hash + Eq>(&self, key: impl Fn(&'a Rule) -> Option<K>) -> Vec<Vec<&'a Rule>> {
        let mut groups: HashMap<K, Vec<&'a Rule>> = HashMap::new();
        for rule in self.rules {
            if let Some(key) = key(rule) {
                groups.entry(key).or_default().push(rule);
            }
        }
        let same = groups.into_values().filter(|group| group.len() > 1);
        let mut groups: Vec<Vec<&'a Rule>> = same.flat_map(by_scope).collect();
        groups.sort_by_key(|group| group[0].span.start);
        groups
    }
}

/// The rules of a group that apply in the same sentences, where there are several.
fn by_scope(group: Vec<&Rule>) -> Vec<Vec<&Rule>> {
    let mut scopes: HashMap<(Vec<String>, Vec<String>), Vec<&Rule>> = HashMap::new();
    for rule in group {
        scopes.entry((set(&rule.near), set(&rule.unless_near))).or_default().push(rule);
    }
    scopes.into_values().filter(|rules| rules.len() > 1).collect()
}

/// Whether there may be a sentence in which both apply and mean the same thing.
fn may_meet(one: &Rule, other: &Rule) -> bool {
    one.near.is_empty() || other.near.is_empty() || set(&one.near) == set(&other.near)
}

/// Words whatever their order, case and typography.
fn set(words: &[Text]) -> Vec<String> {
    let mut set: Vec<String> = words.iter().map(|word| folded(&word.value)).collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// A text as it is compared: in small letters, with plain spaces, hyphens and apostrophes.
fn folded(text: &str) -> String {
    // Most are one such word, and a rule file may have tens of thousands.
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for part in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let plain = part.chars().map(|c| match c {
            c if fold::is_apostrophe(c) => '\'',
            c if fold::is_hyphen(c) => '-',
            c => c,
        });
        out.push_str(&fold::lower(&plain.collect::<String>()));
    }
    out
}

/// Where a rule says what it holds true: its canonical, or its header.
fn canonical(rule: &Rule) -> Range<usize> {
    match &rule.fact {
        Fact::Name(name) => name.canonical.span.clone(),
        Fact::Domain(domain) => domain.canonical.span.clone(),
        Fact::Term(term) => term.canonical.span.clone(),
        _ => rule.span.clone(),
    }
}
