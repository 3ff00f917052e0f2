//! Minimal pairs: for every kind, texts that differ in the one fact that matters. `tests/pairs/README.md` explains the files.

use std::path::Path;

use factlint::check::{Checker, code};
use factlint::dossier::{RuleSet, load::load};
use factlint::finding::{Finding, Severity};
use factlint::source::SourceFile;
use serde::Deserialize;

use crate::support::desk;

#[derive(Deserialize)]
struct File {
    set: Vec<Set>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    dossier: String,
    #[serde(default)]
    source: Vec<SourceText>,
    #[serde(default)]
    pair: Vec<Pair>,
    #[serde(default)]
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceText {
    file: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    why: String,
    silent: String,
    reported: String,
    finds: Vec<Find>,
    format: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    text: String,
    finds: Vec<Find>,
    format: Option<String>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Find {
    rule: String,
    deviation: String,
    text: String,
    severity: Option<String>,
    fix: Option<String>,
    safety: Option<String>,
}

impl Find {
    fn is(&self, rules: &RuleSet, text: &str, finding: &Finding) -> bool {
        let same =
            code(rules, finding) == self.rule && finding.deviation.as_str() == self.deviation && text[finding.span.clone()] == self.text;
        let severity = self.severity.as_deref().is_none_or(|word| Severity::parse(word) == Some(finding.severity));
        let written = finding.fix.as_ref().map(|fix| fix.edits.iter().map(|edit| edit.text.as_str()).collect::<String>());
        let fix = self.fix.is_none() || self.fix == written;
        let safety = self
            .safety
            .as_deref()
            .is_none_or(|word| finding.fix.as_ref().is_some_and(|fix| serde_json::to_value(fix.safety).is_ok_and(|value| value == word)));
        same && severity && fix && safety
    }
}

/// What is wrong with what the program says of a text; nothing where it says exactly `finds`.
fn judge(checker: &Checker<'_>, format: Option<&str>, why: &str, text: &str, finds: &[Find]) -> Vec<String> {
    let name = if format == Some("markdown") { "draft.md" } else { "draft.txt" };
    let findings = checker.check_text(name, text);
    let mut wrong = Vec::new();
    for find in finds.iter().filter(|find| !findings.iter().any(|finding| find.is(checker.rules(), text, finding))) {
        wrong.push(format!("missing {} {} `{}` {:?} fix {:?}", find.rule, find.deviation, find.text, find.severity, find.fix));
    }
    for finding in findings.iter().filter(|finding| !finds.iter().any(|find| find.is(checker.rules(), text, finding))) {
        let edits = finding.fix.as_ref().map(|fix| (fix.edits.iter().map(|edit| edit.text.as_str()).collect::<String>(), fix.safety));
        wrong.push(format!(
            "reported {} {} `{}` {} fix {edits:?}: {}",
            code(checker.rules(), finding),
            finding.deviation.as_str(),
            &text[finding.span.clone()],
            finding.severity.as_str(),
            finding.message
        ));
    }
    wrong.into_iter().map(|wrong| format!("{wrong}\n    in: {text}\n    why: {why}")).collect()
}

fn set(set: &Set) -> (usize, Vec<String>) {
    let sources: Vec<(&str, &str)> = set.source.iter().map(|source| (source.file.as_str(), source.text.as_str())).collect();
    let folder = desk(&sources);
    let name = folder.path().join("dossier.toml").to_string_lossy().into_owned();
    let (rules, problems) = load(vec![SourceFile::from_text(name, set.dossier.as_str())]);
    assert!(problems.is_empty(), "{problems:#?}\n{}", set.dossier);
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    let pairs = set.pair.iter().flat_map(|pair| {
        let mut wrong = judge(&checker, pair.format.as_deref(), &pair.why, &pair.silent, &[]);
        wrong.extend(judge(&checker, pair.format.as_deref(), &pair.why, &pair.reported, &pair.finds));
        wrong
    });
    let cases = set.case.iter().flat_map(|case| judge(&checker, case.format.as_deref(), &case.why, &case.text, &case.finds));
    (2 * set.pair.len() + set.case.len(), pairs.chain(cases).collect())
}

fn kind(kind: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs").join(format!("{kind}.toml"));
    let text = std::fs::read_to_string(&path).expect("the pairs are there");
    let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let results: Vec<(usize, Vec<String>)> = file.set.iter().map(set).collect();
    let texts: usize = results.iter().map(|(texts, _)| texts).sum();
    let wrong: Vec<String> = results.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(texts >= 40, "{kind}: only {texts} texts");
    assert!(wrong.is_empty(), "{kind}: {} of {texts} texts\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn name() {
    kind("name");
}

#[test]
fn domain() {
    kind("domain");
}

#[test]
fn term() {
    kind("term");
}

#[test]
fn figure() {
    kind("figure");
}

#[test]
fn date() {
    kind("date");
}

#[test]
fn quote() {
    kind("quote");
}

#[test]
fn typo() {
    kind("typo");
}

#[test]
fn claim() {
    kind("claim");
}
