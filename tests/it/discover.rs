//! Stories of several documents, with labelled disagreements and traps: what `factlint discover` finds of the ones, and of the others.
//!
//! `tests/discover/STORY/labels.toml` says what is there, and `against.toml` has summaries of its documents, half of them with one mistake. `cargo test --test it discover -- --nocapture` prints the table of docs/discover.md;
//! `FACTLINT_STORIES` names other folders of stories, `FACTLINT_STORIES_SHOW` prints what is missed and what is wrong.

#![expect(clippy::print_stdout, reason = "the table is what the test is for")]

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::support::{command, desk, err};

#[derive(Deserialize)]
struct Labels {
    #[serde(default)]
    disagree: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    kind: String,
    sides: Vec<Words>,
}

#[derive(Deserialize)]
struct Words {
    doc: String,
    text: String,
}

#[derive(Deserialize)]
struct Report {
    disagreements: Vec<Disagreement>,
}

#[derive(Deserialize)]
struct Disagreement {
    kind: String,
    confidence: u8,
    why: Vec<String>,
    sides: Vec<Side>,
}

#[derive(Deserialize)]
struct Side {
    text: String,
    places: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    path: String,
    start: At,
    end: At,
}

#[derive(Deserialize)]
struct At {
    offset: usize,
}

/// What came of one kind.
#[derive(Default)]
struct Score {
    labelled: usize,
    found: usize,
    reported: usize,
    right: usize,
}

/// The words that people use for kinds, in labels.
fn word(kind: &str) -> &str {
    match kind {
        "term" => "acronym",
        "typo" => "slip",
        other => other,
    }
}

fn documents(story: &Path) -> Vec<PathBuf> {
    let documents = std::fs::read_dir(story).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut documents: Vec<PathBuf> = documents.filter(|path| path.extension().is_some_and(|extension| extension != "toml")).collect();
    documents.sort();
    documents
}

fn labels(story: &Path) -> Labels {
    let labels = std::fs::read_to_string(story.join("labels.toml")).expect("labels.toml");
    toml::from_str(&labels).unwrap_or_else(|error| panic!("{}: {error}", story.display()))
}

fn discover(documents: &[PathBuf]) -> Vec<Disagreement> {
    let output = command(Path::new("."), ["discover", "--format", "json"]).args(documents).output().expect("it runs");
    assert!(output.status.code() != Some(2), "{}", err(&output));
    serde_json::from_slice::<Report>(&output.stdout).expect("JSON").disagreements
}

/// Where words stand in a document: every place.
fn occurrences(story: &Path, words: &Words) -> Vec<Range<usize>> {
    let text = std::fs::read_to_string(story.join(&words.doc)).expect("the document of a label");
    let found: Vec<_> = text.match_indices(&words.text).map(|(at, found)| at..at + found.len()).collect();
    assert!(!found.is_empty(), "{}/{}: no `{}`", story.display(), words.doc, words.text);
    found
}

/// Whether two sides of what was found stand in the words of two sides of the label.
fn fits(story: &Path, label: &Label, found: &Disagreement) -> bool {
    let on = |words: &Words, side: &Side| {
        let places = occurrences(story, words);
        let own = Path::new(story.file_name().expect("a story has a name")).join(&words.doc);
        let here = side.places.iter().filter(|place| Path::new(&place.path).ends_with(&own));
        here.into_iter().any(|place| places.iter().any(|words| words.start < place.end.offset && place.start.offset < words.end))
    };
    let sides: Vec<Vec<usize>> =
        label.sides.iter().map(|words| (0..found.sides.len()).filter(|&at| on(words, &found.sides[at])).collect()).collect();
    sides.iter().enumerate().any(|(at, a)| sides[at + 1..].iter().any(|b| a.iter().any(|a| b.iter().any(|b| a != b))))
}

fn score(story: &Path, scores: &mut BTreeMap<String, Score>) {
    let (labels, reported) = (labels(story), discover(&documents(story)));
    let show = std::env::var_os("FACTLINT_STORIES_SHOW").is_some();
    for label in &labels.disagree {
        let found = reported.iter().any(|one| fits(story, label, one));
        let score = scores.entry(label.kind.clone()).or_default();
        score.labelled += 1;
        score.found += usize::from(found);
        if show && !found {
            let sides: Vec<String> = label.sides.iter().map(|side| format!("{}: `{}`", side.doc, side.text)).collect();
            println!("missed  {} {:7} {}", story.display(), label.kind, sides.join(" | "));
        }
    }
    for one in &reported {
        let right = labels.disagree.iter().any(|label| fits(story, label, one));
        let score = scores.entry(word(&one.kind).to_owned()).or_default();
        score.reported += 1;
        score.right += usize::from(right);
        if show && !right {
            let sides: Vec<&str> = one.sides.iter().map(|side| side.text.as_str()).collect();
            println!(
                "wrong   {} {:7} {} % {} ({})",
                story.display(),
                word(&one.kind),
                one.confidence,
                sides.join(" | "),
                one.why.join("; ")
            );
        }
    }
}

#[derive(Deserialize)]
struct Cases {
    #[serde(default)]
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    source: String,
    summary: String,
    error: Option<Mistake>,
}

#[derive(Deserialize)]
struct Mistake {
    kind: String,
    text: String,
}

#[derive(Deserialize)]
struct Checked {
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    rule: String,
    severity: String,
    text: String,
    start: At,
    end: At,
}

/// What `check --against` reports of a summary, notes left out.
fn against(story: &Path, case: &Case) -> Vec<Finding> {
    let folder = desk(&[("summary.txt", &case.summary)]);
    let mut command = command(Path::new("."), ["check", "--format", "json", "--against"]);
    let output = command.arg(story.join(&case.source)).arg(folder.path().join("summary.txt")).output().expect("it runs");
    assert!(output.status.code() != Some(2), "{}", err(&output));
    let mut findings = serde_json::from_slice::<Checked>(&output.stdout).expect("JSON").findings;
    findings.retain(|finding| finding.severity != "note");
    findings
}

#[test]
fn planted_mistakes_of_summaries_are_found_and_right_summaries_pass() {
    // Other folders are measured, and nothing is asked of them.
    let is_own = std::env::var_os("FACTLINT_STORIES").is_none();
    summaries(&stories(), if is_own { Some(0.8) } else { None });
}

/// Documents of other sorts, each with its summaries; mistakes that put one row's value into another row are among them.
#[test]
fn planted_mistakes_of_summaries_of_other_documents_are_found() {
    if std::env::var_os("FACTLINT_STORIES").is_none() {
        summaries(&folders_with(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/discover/summaries"), "against.toml"), Some(0.8));
    }
}

/// Prints what is found of each kind of mistake in summaries. No right word is reported, and this share of the mistakes is, if one is given.
fn summaries(stories: &[PathBuf], least: Option<f64>) {
    let show = std::env::var_os("FACTLINT_STORIES_SHOW").is_some();
    let (mut kinds, mut right, mut silent, mut wrong) = (BTreeMap::<String, [usize; 2]>::new(), 0, 0, 0);
    for story in stories {
        let Ok(cases) = std::fs::read_to_string(story.join("against.toml")) else { continue };
        let cases: Cases = toml::from_str(&cases).unwrap_or_else(|error| panic!("{}: {error}", story.display()));
        for case in &cases.case {
            let findings = against(story, case);
            let at = case.error.as_ref().map(|mistake| {
                let start = case.summary.find(&mistake.text).expect("the mistake is in the summary");
                start..start + mistake.text.len()
            });
            let hits = |finding: &Finding| at.as_ref().is_some_and(|at| finding.start.offset < at.end && at.start < finding.end.offset);
            let false_alarms: Vec<&Finding> = findings.iter().filter(|finding| !hits(finding)).collect();
            wrong += false_alarms.len();
            match &case.error {
                Some(mistake) => {
                    let hit = findings.iter().any(hits);
                    let [found, planted] = kinds.entry(mistake.kind.clone()).or_default();
                    (*found, *planted) = (*found + usize::from(hit), *planted + 1);
                    if show && !hit {
                        println!("missed  {} {} {} `{}`", story.display(), case.source, mistake.kind, mistake.text);
                    }
                }
                None => {
                    right += 1;
                    silent += usize::from(findings.is_empty());
                }
            }
            for finding in false_alarms.iter().filter(|_| show) {
                println!("wrong   {} {} {} `{}`", story.display(), case.source, finding.rule, finding.text);
            }
        }
    }
    let [found, planted] = kinds.values().fold([0, 0], |sum, kind| [sum[0] + kind[0], sum[1] + kind[1]]);
    for (kind, [found, planted]) in &kinds {
        println!("  {kind}: {found} of {planted}");
    }
    println!("summaries: {found} of {planted} planted mistakes found, {silent} of {right} right ones silent, {wrong} false alarms");
    if let Some(least) = least {
        assert!(found as f64 >= least * planted as f64 && wrong == 0, "{found} of {planted}, {wrong} wrong");
    }
}

/// The folders of stories, of this project or others.
fn stories() -> Vec<PathBuf> {
    stories_in(&std::env::var("FACTLINT_STORIES").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/tests/discover").to_owned()))
}

/// The stories of some folders, parted by colons.
fn stories_in(folders: &str) -> Vec<PathBuf> {
    folders_with(folders, "labels.toml")
}

/// The folders with a file of some name, in folders that colons part.
fn folders_with(folders: &str, file: &str) -> Vec<PathBuf> {
    let all =
        folders.split(':').flat_map(|folder| std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()));
    let mut stories: Vec<PathBuf> = all.filter(|story| story.join(file).is_file()).collect();
    stories.sort();
    stories
}

#[test]
fn labelled_disagreements_are_found_and_traps_are_not() {
    // Other folders are measured, and nothing is asked of them.
    let is_own = std::env::var_os("FACTLINT_STORIES").is_none();
    table(&stories(), if is_own { (0.6, 0.9) } else { (0.0, 0.0) });
}

/// Stories of which most labels are figures and dates that documents tell in other words: what is shown is right, and half of it is found.
#[test]
fn harder_stories_are_read_with_the_same_precision() {
    if std::env::var_os("FACTLINT_STORIES").is_none() {
        table(&stories_in(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/discover/harder")), (0.45, 0.9));
    }
}

/// Prints what is found of each kind. Each has at least this recall and this precision.
fn table(stories: &[PathBuf], least: (f64, f64)) {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    stories.iter().for_each(|story| score(story, &mut scores));
    println!("| kind | labelled | found | recall | reported | right | precision |\n|---|---|---|---|---|---|---|");
    let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    for (kind, score) in &scores {
        let Score { labelled, found, reported, right } = *score;
        let (recall, precision) = (share(found, labelled), share(right, reported));
        println!("| {kind} | {labelled} | {found} | {recall:.2} | {reported} | {right} | {precision:.2} |");
        assert!(recall >= least.0 && precision >= least.1, "{kind}: recall {recall:.2}, precision {precision:.2}");
    }
}

/// Who reads many stories at once finds fewer of their figures and dates, and nothing that is wrong.
#[test]
fn stories_that_are_read_together_stay_apart() {
    if std::env::var_os("FACTLINT_STORIES").is_some() {
        return;
    }
    let stories = stories();
    let labelled: Vec<(&Path, Label)> =
        stories.iter().flat_map(|story| labels(story).disagree.into_iter().map(|label| (story.as_path(), label))).collect();
    let reported = discover(&stories.iter().flat_map(|story| documents(story)).collect::<Vec<_>>());
    for one in &reported {
        let sides: Vec<&str> = one.sides.iter().map(|side| side.text.as_str()).collect();
        assert!(labelled.iter().any(|(story, label)| fits(story, label, one)), "{}: {}", one.kind, sides.join(" | "));
    }
    let names = || labelled.iter().filter(|(_, label)| label.kind == "name");
    let found = names().filter(|(story, label)| reported.iter().any(|one| fits(story, label, one))).count();
    assert!(found * 10 >= names().count() * 9, "{found} of {} names", names().count());
}
