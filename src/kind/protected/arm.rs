//! Rules as they were read → rules with their guard, or why there is none.
//!
//! With the guard the rules' own files are looked through too: a name has no place in them, and what reports show of a source is without it.

use std::ops::Range;
use std::path::Path;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::Guard;
use super::key::{Key, VARIABLE, is_open_to_others};
use crate::dossier::problem::Problem;
use crate::dossier::{Dossier, RuleSet};
use crate::finding::Severity;
use crate::format::{Format, Opened};
use crate::kind::Fact;
use crate::source::{SourceFile, display_path};

/// What to do for want of a key.
const NO_KEY: &str = "no draft is read without it: reports would show the names in the lines that they quote";

/// Gives rules with protected names their guard, and takes these names out of all that reports show of rules, sources and `problems`.
/// `key_file` is the one that the configuration names. What is wrong is added to `problems`.
pub fn arm(rules: &mut RuleSet, config: Option<&mut SourceFile>, key_file: Option<&Path>, problems: &mut Vec<Problem>) {
    if !rules.is_blind() {
        return;
    }
    let guard = match Key::find(key_file).map_err(|why| vec![unchecked(rules, &why)]).and_then(|key| fitting(key, rules)) {
        Ok(guard) => guard,
        Err(mut mistakes) => {
            // Only a rule file holds none of the names: nothing is shown of the others.
            let own = |path: &str| rules.dossiers.iter().any(|dossier| dossier.file.name() == path);
            problems.iter_mut().for_each(|problem| problem.places.retain(|place| own(&place.path)));
            problems.append(&mut mistakes);
            return;
        }
    };
    for problem in problems.iter_mut() {
        let texts = [&mut problem.message].into_iter().chain(&mut problem.notes).chain(&mut problem.help);
        texts.chain(problem.places.iter_mut().map(|place| &mut place.label)).for_each(|text| guard.hide(text));
    }
    let files = rules.dossiers.iter_mut().map(|dossier| &mut dossier.file).chain(config);
    let told: Vec<Problem> = files.flat_map(|file| in_rules(&guard, file)).collect();
    rules.dossiers.iter_mut().for_each(|dossier| sources(&guard, dossier));
    // Rules that tell a name could tell it in what they report.
    rules.guard = told.is_empty().then_some(guard);
    problems.extend(told);
}

/// What is to be told of the key, though it is a good one.
pub fn warnings(rules: &RuleSet, key_file: Option<&Path>) -> Vec<Problem> {
    let used = key_file.filter(|_| rules.guard.is_some() && std::env::var_os(VARIABLE).is_none());
    let open = used.filter(|path| is_open_to_others(path)).map(|path| {
        let path = display_path(path);
        let mut problem = Problem::new(format!("the key file {path} can be read by others than its owner"));
        problem.severity = Severity::Warning;
        problem.help(format!("chmod 600 {path}"))
    });
    open.into_iter().collect()
}

fn unchecked(rules: &RuleSet, why: &str) -> Problem {
    let mut names = rules.rules.iter().filter(|rule| matches!(rule.fact, Fact::Protected(_)));
    let first = names.next();
    let code = first.map_or("", |rule| rule.code.as_str());
    let more = match names.count() {
        0 => " is".to_owned(),
        more => format!(" and {more} more are"),
    };
    let problem = Problem::new(format!("[{code}]{more} unchecked: {why}")).note(NO_KEY);
    let problem = match first {
        Some(rule) => problem.at(rules.dossiers[rule.dossier].file.name(), rule.span.clone(), "cannot be checked without the key"),
        None => problem,
    };
    problem.help(format!("set {VARIABLE}, or `protect-key = \"path of the key file\"` in factlint.toml"))
}

/// The guard, if the key is that of every rule.
fn fitting(key: Key, rules: &RuleSet) -> Result<Guard, Vec<Problem>> {
    let check = key.check();
    let wrong = rules.rules.iter().filter_map(|rule| match &rule.fact {
        Fact::Protected(fact) if fact.key_check != check => {
            let problem = Problem::new(format!("[{}] is unchecked: the key is not the one that it was made with", rule.code));
            let problem = problem.at(rules.dossiers[rule.dossier].file.name(), fact.place.span.clone(), "another key");
            Some(problem.note(NO_KEY).help("use that key, or write the table anew with `factlint protect`"))
        }
        _ => None,
    });
    let wrong: Vec<Problem> = wrong.collect();
    if wrong.is_empty() { Ok(Guard::new(key, rules)) } else { Err(wrong) }
}

/// The names that stand in a rule file or a configuration, which would tell them to everybody: in its bytes, and in what its strings mean.
fn in_rules(guard: &Guard, file: &mut SourceFile) -> Vec<Problem> {
    let mut spans = Vec::new();
    {
        let (root, _) = DeTable::parse_recoverable(file.text().get(file.bom_len()..).unwrap_or_default());
        in_table(guard, root.get_ref(), &mut spans);
    }
    spans.iter_mut().for_each(|span| *span = span.start + file.bom_len()..span.end + file.bom_len());
    let read = std::mem::take(file);
    *file = guard.open(Format::Text.opened(read)).file;
    spans.retain(|span| !file.hidden().iter().any(|hidden| hidden.span.start < span.end && span.start < hidden.span.end));
    spans.extend(file.hidden().iter().map(|hidden| hidden.span.clone()));
    let problem = |span: Range<usize>| {
        // What is written with escapes is not masked: its place is told and not shown.
        let shown = file.hidden().iter().any(|hidden| hidden.span == span);
        let line = file.position(span.start).line;
        let problem = Problem::new(format!("a protected name stands in a file of rules, {} line {line}", file.name()));
        let problem = if shown { problem.at(file.name(), span, "here") } else { problem };
        problem.help("take it out, and out of the history of the repository too")
    };
    spans.into_iter().map(problem).collect()
}

/// The places of strings that mean a protected name, however they are written.
fn in_table(guard: &Guard, table: &DeTable<'_>, spans: &mut Vec<Range<usize>>) {
    for (key, value) in table {
        spans.extend(guard.is_in(key.get_ref()).then(|| key.span()));
        in_value(guard, value, spans);
    }
}

fn in_value(guard: &Guard, value: &TomlSpanned<DeValue<'_>>, spans: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::String(text) => spans.extend(guard.is_in(text).then(|| value.span())),
        DeValue::Array(list) => list.iter().for_each(|item| in_value(guard, item, spans)),
        DeValue::Table(table) => in_table(guard, table, spans),
        _ => {}
    }
}

/// Sources are read as they are, and shown without the names. What was found in them keeps its place.
fn sources(guard: &Guard, dossier: &mut Dossier) {
    for content in dossier.sources.iter_mut().filter_map(|source| source.content.as_mut()) {
        let (file, document) = (std::mem::take(&mut content.file), std::mem::take(&mut content.document));
        let format = content.format.clone();
        Opened { file: content.file, document: content.document, .. } = guard.open(Opened { file, document, format });
    }
}
