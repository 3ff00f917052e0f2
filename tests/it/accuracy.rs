//! Recall and false alarms on labelled sentences after real press coverage, kept beside the project. `docs/accuracy.md` explains the misses.

#![expect(clippy::print_stdout, reason = "what is skipped is said")]

use std::ops::Range;
use std::path::{Path, PathBuf};

use factlint::check::{Checker, code};
use factlint::finding::{Finding, Severity};
use serde::Deserialize;

use crate::support::rules_of;

#[derive(Deserialize)]
struct Sentence {
    id: String,
    text: String,
    expect: Vec<Label>,
    #[serde(default)]
    optional: Vec<Label>,
}

#[derive(Deserialize, Debug)]
struct Label {
    rule: String,
    text: String,
    severity: Option<String>,
}

impl Label {
    /// Whether a finding of that code and place is what the label means, whatever its severity.
    fn overlaps(&self, code: &str, span: &Range<usize>, text: &str) -> bool {
        let places = text.match_indices(&self.text).map(|(at, found)| at..at + found.len());
        self.rule.split('|').any(|rule| rule == code) && places.into_iter().any(|place| span.start < place.end && place.start < span.end)
    }
}

/// What came of a set: labels found, labels, false alarms, and each miss and false alarm as a line.
struct Score {
    found: usize,
    wanted: usize,
    false_alarms: usize,
    lines: Vec<String>,
}

fn score(dossier: &Path, sentences: &Path) -> Score {
    let rules = rules_of(dossier);
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    let mut score = Score { found: 0, wanted: 0, false_alarms: 0, lines: Vec::new() };
    for line in std::fs::read_to_string(sentences).expect("sentences").lines() {
        let sentence: Sentence = serde_json::from_str(line).expect("a labelled sentence");
        let text = format!("{}\n", sentence.text);
        let findings = checker.check_text("sentence.txt", &text);
        let is = |label: &Label, finding: &Finding| label.overlaps(code(&rules, finding), &finding.span, &text);
        score.wanted += sentence.expect.len();
        for label in &sentence.expect {
            let severity = label.severity.as_deref().and_then(Severity::parse);
            if findings.iter().any(|finding| is(label, finding) && severity.is_none_or(|severity| severity == finding.severity)) {
                score.found += 1;
            } else {
                score.lines.push(format!("missed {} {label:?}", sentence.id));
            }
        }
        let known = |finding: &Finding| sentence.expect.iter().chain(&sentence.optional).any(|label| is(label, finding));
        for finding in findings.iter().filter(|finding| finding.severity > Severity::Note && !known(finding)) {
            score.false_alarms += 1;
            score.lines.push(format!("false alarm {} {} `{}`", sentence.id, code(&rules, finding), &text[finding.span.clone()]));
        }
    }
    score
}

#[test]
fn labelled_sentences() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/eval");
    if !folder.is_dir() {
        println!("skipped: the labelled sentences are not here");
        return;
    }
    let mut sets: Vec<PathBuf> = std::fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    sets.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    sets.sort();
    assert!(!sets.is_empty());
    let mut weak = Vec::new();
    for set in sets {
        let score = score(&set.with_extension("toml"), &set);
        let name = set.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        println!("{name}: recall {}/{}, false alarms {}", score.found, score.wanted, score.false_alarms);
        score.lines.iter().for_each(|line| println!("  {line}"));
        if score.found * 100 < score.wanted * 80 || score.false_alarms > 3 {
            weak.push(name);
        }
    }
    assert!(weak.is_empty(), "below 80 % recall or above three false alarms: {weak:?}");
}
