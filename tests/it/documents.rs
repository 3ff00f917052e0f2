//! Whole documents: what must be reported in them, and where the program must keep silent. `expected.toml` beside each dossier says so.

#![expect(clippy::print_stdout, reason = "what is skipped is said")]

use std::path::{Path, PathBuf};

use factlint::check::{Checker, code};
use factlint::dossier::RuleSet;
use factlint::finding::{Finding, Severity};
use factlint::format::Format;
use factlint::source::SourceFile;
use serde::Deserialize;

use crate::support::rules_of;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Expected {
    as_of: Option<toml::value::Datetime>,
    #[serde(default)]
    run: Vec<Documents>,
    #[serde(default)]
    finding: Vec<Wanted>,
    #[serde(default)]
    silent: Vec<Silent>,
    #[serde(default)]
    replaced: Vec<Replaced>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Documents {
    dossier: String,
    documents: Vec<String>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Wanted {
    document: String,
    line: usize,
    text: String,
    rule: String,
    deviation: String,
    severity: String,
    fix: Option<String>,
    safety: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Silent {
    document: String,
    line: usize,
    text: String,
    at_most: Option<String>,
    #[serde(rename = "why")]
    _why: Option<String>,
}

/// The same document with one stretch replaced: silent there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replaced {
    document: String,
    line: usize,
    text: String,
    with: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn expected(path: &Path) -> Expected {
    let text = std::fs::read_to_string(path).expect("the expectations are there");
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Bytes of `text` on a 1-based line.
fn place(file: &SourceFile, line: usize, text: &str) -> std::ops::Range<usize> {
    let range = file.line_range(line);
    let at = file.slice(range.clone()).find(text).unwrap_or_else(|| panic!("{}:{line} does not hold `{text}`", file.name()));
    range.start + at..range.start + at + text.len()
}

fn overlaps(a: &std::ops::Range<usize>, b: &std::ops::Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// What stands in the place of `at` once the finding's edits are applied.
fn fixed(file: &SourceFile, at: &std::ops::Range<usize>, finding: &Finding) -> Option<String> {
    let mut text = file.slice(at.clone()).to_owned();
    for edit in finding.fix.as_ref()?.edits.iter().rev() {
        let start = edit.span.start.checked_sub(at.start)?;
        text.replace_range(start..edit.span.end - at.start, &edit.text);
    }
    Some(text)
}

fn is(rules: &RuleSet, file: &SourceFile, wanted: &Wanted, finding: &Finding) -> bool {
    let at = place(file, wanted.line, &wanted.text);
    let same = code(rules, finding) == wanted.rule && finding.deviation.as_str() == wanted.deviation && overlaps(&at, &finding.span);
    let safety = finding.fix.as_ref().and_then(|fix| serde_json::to_value(fix.safety).ok());
    same && Severity::parse(&wanted.severity) == Some(finding.severity)
        && (wanted.fix.is_none() || fixed(file, &at, finding) == wanted.fix)
        && wanted.safety.as_ref().is_none_or(|word| safety.as_ref().is_some_and(|safety| safety == word))
}

/// What is wrong with what is said of one document.
fn judge(rules: &RuleSet, file: &SourceFile, findings: &[Finding], document: &str, expected: &Expected) -> Vec<String> {
    let mine: Vec<&Wanted> = expected.finding.iter().filter(|wanted| wanted.document == document).collect();
    let mut wrong = Vec::new();
    for wanted in mine.iter().filter(|wanted| !findings.iter().any(|finding| is(rules, file, wanted, finding))) {
        wrong.push(format!("missing {wanted:?}"));
    }
    let show = |finding: &Finding| {
        let at = file.position(finding.span.start);
        let fix = finding.fix.as_ref().map(|fix| (fix.edits.iter().map(|edit| edit.text.as_str()).collect::<String>(), fix.safety));
        format!(
            "{}:{}:{} {} {} {} `{}` {fix:?} {}",
            document,
            at.line,
            at.column,
            finding.severity.as_str(),
            code(rules, finding),
            finding.deviation.as_str(),
            file.slice(finding.span.clone()),
            finding.message
        )
    };
    let unexpected = |finding: &&Finding| finding.severity > Severity::Note && !mine.iter().any(|wanted| is(rules, file, wanted, finding));
    wrong.extend(findings.iter().filter(unexpected).map(|finding| format!("false alarm {}", show(finding))));
    for silent in expected.silent.iter().filter(|silent| silent.document == document) {
        let at = place(file, silent.line, &silent.text);
        let loud = |finding: &&Finding| {
            overlaps(&at, &finding.span) && !(silent.at_most.as_deref() == Some("note") && finding.severity == Severity::Note)
        };
        let wanted = |finding: &&Finding| mine.iter().any(|wanted| is(rules, file, wanted, finding));
        wrong.extend(
            findings
                .iter()
                .filter(loud)
                .filter(|finding| !wanted(finding))
                .map(|finding| format!("not silent at `{}`: {}", silent.text, show(finding))),
        );
    }
    wrong
}

fn check(checker: &Checker<'_>, file: &SourceFile) -> Vec<Finding> {
    let document = Format::of(Path::new(file.name()), file.text()).read(file);
    checker.check(file, &document, &|_, severity| Some(severity)).findings
}

fn today(expected: &Expected) -> jiff::civil::Date {
    expected.as_of.map_or(jiff::civil::date(2026, 1, 1), |date| date.to_string().parse().expect("a date"))
}

#[test]
fn the_five_originals() {
    let folder = root().join("../shared/seeds");
    if !folder.is_dir() {
        println!("skipped: the five originals are not here");
        return;
    }
    let rules = rules_of(&root().join("tests/originals/dossier.toml"));
    let expected = expected(&root().join("tests/originals/expected.toml"));
    let checker = Checker::new(&rules, today(&expected));
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert_eq!(paths.len(), 5);
    let mut wrong = Vec::new();
    for path in paths {
        let file = SourceFile::read(&path).expect("an original");
        let document = path.file_name().expect("a name").to_string_lossy()[..3].to_owned();
        wrong.extend(judge(&rules, &file, &check(&checker, &file), &document, &expected));
        for replaced in expected.replaced.iter().filter(|replaced| replaced.document == document) {
            let at = place(&file, replaced.line, &replaced.text);
            let mut text = file.text().to_owned();
            text.replace_range(at.clone(), &replaced.with);
            let file = SourceFile::from_text("replaced.txt", text);
            let line = file.line_range(replaced.line);
            let loud = check(&checker, &file).into_iter().filter(|finding| overlaps(&finding.span, &line));
            wrong
                .extend(loud.map(|finding| format!("not silent with `{}`: {} {}", replaced.with, code(&rules, &finding), finding.message)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn stories() {
    let folder = root().join("tests/stories");
    let expected = expected(&folder.join("expected.toml"));
    let mut wrong = Vec::new();
    for run in &expected.run {
        let rules = rules_of(&folder.join(&run.dossier));
        let checker = Checker::new(&rules, today(&expected));
        for document in &run.documents {
            let file = SourceFile::read(&folder.join(document)).expect("a draft");
            wrong.extend(judge(&rules, &file, &check(&checker, &file), document, &expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_seed_is_reported_and_every_rule_of_its_dossier_stands() {
    let rules = rules_of(&root().join("rules/coco.toml"));
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    for name in ["gg.txt", "numerama.txt", "predateurs.txt", "vingt-ans.md", "communique.txt"] {
        let file = SourceFile::read(&root().join("seeds").join(name)).expect("a seed");
        assert!(!check(&checker, &file).is_empty(), "nothing is reported in {name}");
    }
}
