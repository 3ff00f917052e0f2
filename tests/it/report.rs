//! Reports as people and programs read them: whole texts under `tests/snapshots/`, and what must hold of any of them.
//!
//! `BLESS=1 cargo test --test it report` writes the snapshots anew; read the difference before it is committed.

use std::path::Path;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use factlint::dossier::RuleSet;
use factlint::dossier::load::load;
use factlint::finding::{DeviationName, Edit, Finding, Fix, Label, Origin, Safety, Severity};
use factlint::report::human::write_problems;
use factlint::report::{Checked, Ending, Format, Run, SCHEMA, Summary, write};
use factlint::source::SourceFile;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use crate::support::{desk, rules_of};

fn rules() -> RuleSet {
    rules_of(Path::new("tests/report/facts.toml"))
}

fn origin(rules: &RuleSet, code: &str) -> Origin {
    Origin::Rule(rules.iter().find(|(_, rule)| rule.code == code).map(|(id, _)| id).expect("a rule of the dossier"))
}

/// A finding at the first `words` of a text, further labels at the words given with them.
fn finding(origin: Origin, deviation: DeviationName, severity: Severity, text: &str, words: &str, labels: &[(&str, &str)]) -> Finding {
    let place = |words: &str| text.find(words).map(|at| at..at + words.len()).expect("the words are there");
    Finding {
        origin,
        deviation,
        severity,
        message: format!("`{words}` is not what the sources say"),
        help: None,
        notes: Vec::new(),
        span: place(words),
        labels: labels.iter().map(|(words, said)| Label { span: place(words), text: (*said).to_owned() }).collect(),
        in_quotation: false,
        fix: None,
        acceptable: None,
        fingerprint: "0123456789abcdef".to_owned(),
    }
}

const LONG: &str = "Le navire avait quitté Bergen la veille au soir, chargé de 212 passagers, quand un choc sourd l’a secoué de la proue à la poupe. À la barre, \u{1b}[31mIngrid\u{1b}[0m Rasmusen, trente ans de métier, a fait sonner l’alarme sans attendre ; le second, lui, dormait encore quand l’eau a gagné le pont des voitures. On sait maintenant que le Halden a coulé, toutes lumières allumées, dans la nuit du 12 février 2023, au large de la côte.\n";
const WRAPPED: &str = "\u{feff}Récit\r\n\r\nCeux qui étaient là racontent que la capitaine, Ingrid\r\n  Rasmusen, est restée. 😀 Un incendie, disent-ils, s’est\tdéclaré\r\nen bas,\r\nprès\r\nde la machine.\r\n";

/// Two drafts with one finding of every shape.
fn drafts(rules: &RuleSet) -> Vec<Checked> {
    let name = |text: &str, words: &str| {
        let label = (words, "spelled `Rasmussen` in the sources");
        let origin = origin(rules, "name.rasmussen");
        finding(origin, DeviationName::Misspelled, Severity::Error, text, words, &[label])
    };
    let mut first = name(LONG, "Rasmusen");
    first.help = Some("replace with `Rasmussen`".into());
    first.fix = Some(Fix { safety: Safety::Safe, edits: vec![Edit { span: first.span.clone(), text: "Rasmussen".into() }] });
    let date = [("12 février 2023", "the sources say `11 février 2023`"), ("coulé", "the event"), ("choc", "and its beginning")];
    let mut second = finding(origin(rules, "date.sinking"), DeviationName::Contradicts, Severity::Warning, LONG, "12 février 2023", &date);
    second.notes.push("a note of the finding’s own,\nin two lines".into());
    let third = name(WRAPPED, "Ingrid\r\n  Rasmusen");
    let fire = "incendie, disent-ils, s’est\tdéclaré\r\nen bas,\r\nprès\r\nde la machine";
    let mut claim =
        finding(origin(rules, "claim.fire"), DeviationName::Hedged, Severity::Note, WRAPPED, fire, &[(fire, "told, not known")]);
    claim.in_quotation = true;
    let built_in =
        finding(Origin::UnusedAllow, DeviationName::UnusedAllow, Severity::Note, WRAPPED, "Récit", &[("Récit", "silences nothing")]);
    vec![
        Checked {
            file: SourceFile::from_text("drafts/wrapped.txt", WRAPPED),
            findings: vec![third, claim, built_in],
            suppressed: Vec::new(),
        },
        Checked { file: SourceFile::from_text("drafts/long.txt", LONG), findings: vec![second, first], suppressed: Vec::new() },
    ]
}

fn report(format: Format, color: bool) -> String {
    let rules = rules();
    let files = drafts(&rules);
    let summary = Summary { skipped: 1, ..Summary::of(&rules, &files) };
    rendered(format, &Run { rules: &rules, files: &files, summary, color, quiet: false, ending: Ending::default() })
}

fn rendered(format: Format, run: &Run<'_>) -> String {
    let mut out = Vec::new();
    write(format, run, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn assert_snapshot(name: &str, text: &str) {
    let path = Path::new("tests/snapshots").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, text).expect("the snapshot is written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == text, "{} differs; it is now:\n{text}", path.display());
}

#[test]
fn the_human_report() {
    let text = report(Format::Human, false);
    assert_snapshot("human.txt", &text);
    assert!(text.contains("drafts/long.txt:1:158\n"), "the true column of a cropped line");
    assert!(text.contains("tests/report/port.txt:3:43\n"), "the line of the source");
    assert!(text.contains("note: rule `name.rasmussen`, tests/report/facts.toml:20\n"));
    assert!(text.ends_with("2 errors, 1 warning and 2 notes in 2 files (1 skipped, 2 pieces of evidence unchecked)\n"));
    assert!(text.lines().all(|line| line.chars().count() < 150), "no line is longer than a screen is wide");
}

#[test]
fn the_short_report() {
    let text = report(Format::Short, false);
    assert_snapshot("short.txt", &text);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "drafts/long.txt:1:158: error[name.rasmussen]: `Rasmusen` is not what the sources say");
    assert!(lines[3].starts_with("drafts/wrapped.txt:3:49: error[name.rasmussen]: `Ingrid Rasmusen`"), "{}", lines[3]);
}

#[test]
fn the_json_report_is_as_its_schema_says() {
    let text = report(Format::Json, false);
    assert_snapshot("report.json", &text);
    let value: Value = serde_json::from_str(&text).expect("it is JSON");
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is one");
    let wrong: Vec<String> = validator.iter_errors(&value).map(|error| format!("{} at {}", error, error.instance_path)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut other = value.clone();
    other["findings"][0]["evidence"][0]["start"] = Value::Null;
    assert!(!validator.is_valid(&other), "evidence that stands has a place");

    let lines = report(Format::Jsonl, false);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    assert_eq!(Value::Array(lines), value["findings"]);
}

#[test]
fn json_says_where_and_what() {
    let value: Value = serde_json::from_str(&report(Format::Json, false)).expect("it is JSON");
    let first = &value["findings"][0];
    assert_eq!(
        (&first["rule"], &first["dossier"], &first["rule-line"]),
        (&"name.rasmussen".into(), &"tests/report/facts.toml".into(), &20.into())
    );
    assert_eq!((&first["canonical"], &first["text"], &first["kind"]), (&"Ingrid Rasmussen".into(), &"Rasmusen".into(), &"name".into()));
    let offset = first["start"]["offset"].as_u64().expect("a number") as usize;
    assert_eq!(&LONG[offset..offset + 8], "Rasmusen");
    assert_eq!(first["evidence"][0]["quote"], "la capitaine, Ingrid\n    Rasmussen, a quitté");
    assert_eq!((&first["evidence"][2]["state"], &first["evidence"][2]["path"]), (&"unchecked".into(), &Value::Null));
    assert_eq!(first["evidence"][1]["path"], "tests/report/journal.txt");
    let last = &value["findings"][4];
    assert_eq!((&last["kind"], &last["status"], &last["canonical"]), (&"claim".into(), &"unconfirmed".into(), &Value::Null));
    let unused = &value["findings"][2];
    assert_eq!((&unused["dossier"], &unused["rule-line"], &unused["start"]["offset"]), (&Value::Null, &Value::Null, &3.into()));
    assert_eq!((&unused["start"]["column"], &unused["end"]["column"]), (&1.into(), &6.into()));
}

#[test]
fn a_run_without_findings_says_so() {
    let rules = rules();
    let files = [Checked { file: SourceFile::from_text("a.txt", "Rien."), findings: Vec::new(), suppressed: Vec::new() }];
    let run = Run {
        rules: &rules,
        files: &files,
        summary: Summary { files: 1, ..Summary::default() },
        color: true,
        quiet: false,
        ending: Ending::default(),
    };
    assert_eq!(rendered(Format::Human, &run), "no deviations in 1 file\n");
    assert_eq!(rendered(Format::Short, &run), "");
    let value: Value = serde_json::from_str(&rendered(Format::Json, &run)).expect("it is JSON");
    assert_eq!(value["findings"], Value::Array(Vec::new()));
}

#[test]
fn colours_come_only_when_asked_for() {
    let colored = report(Format::Human, true);
    assert!(colored.contains("\u{1b}[0m\u{1b}[1m\u{1b}[38;5;9merror[name.rasmussen]"), "{colored:?}");
    assert!(!report(Format::Human, false).contains('\u{1b}'));
}

#[test]
fn nothing_of_a_document_can_steer_the_terminal() {
    let rules = rules();
    let evil = "\u{1b}]0;title\u{7} \u{202e}nesumsaR\u{2069} \u{9b}31m \u{200f}";
    let text = format!("Un {evil} et son double.");
    let mut found = finding(origin(&rules, "name.rasmussen"), DeviationName::Misspelled, Severity::Error, &text, evil, &[(evil, evil)]);
    found.help = Some(evil.to_owned());
    found.notes = vec![evil.to_owned()];
    let files =
        [Checked { file: SourceFile::from_text(format!("dra{evil}ft.txt"), text.as_str()), findings: vec![found], suppressed: Vec::new() }];
    let run =
        Run { rules: &rules, files: &files, summary: Summary::of(&rules, &files), color: false, quiet: false, ending: Ending::default() };
    for &format in Format::value_variants() {
        let out = rendered(format, &run);
        let bad = out.chars().find(|&c| {
            (c.is_control() && c != '\n') || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        });
        assert_eq!(bad, None, "{format:?}: {out:?}");
    }
    let value: Value = serde_json::from_str(&rendered(Format::Json, &run)).expect("it is JSON");
    assert_eq!(value["findings"][0]["text"], evil, "escapes in JSON change no value");
}

#[test]
fn wide_characters_and_marks_align() {
    let rules = rules();
    let text = "漢字\te\u{301}cole 😀 Rasmusen.";
    let label = ("Rasmusen", "here");
    let found = finding(Origin::Weekday, DeviationName::Misspelled, Severity::Error, text, "Rasmusen", &[label]);
    let files = [Checked { file: SourceFile::from_text("a.txt", text), findings: vec![found], suppressed: Vec::new() }];
    let out = rendered(
        Format::Human,
        &Run { rules: &rules, files: &files, summary: Summary::default(), color: false, quiet: false, ending: Ending::default() },
    );
    assert!(out.contains("1 │ 漢字 e\u{301}cole 😀 Rasmusen.\n  │               ^^^^^^^^ here\n"), "{out}");
    assert!(out.contains("┌─ a.txt:1:13\n") && out.contains("= note: `date.weekday` is built in\n"), "{out}");
}

#[test]
fn a_line_of_a_megabyte_is_shown_in_no_time() {
    let rules = rules();
    let text = format!("{}Rasmusen {}", "mot ".repeat(250_000), "mot ".repeat(250_000));
    let found =
        finding(origin(&rules, "name.rasmussen"), DeviationName::Misspelled, Severity::Error, &text, "Rasmusen", &[("Rasmusen", "here")]);
    let files = [Checked { file: SourceFile::from_text("a.txt", text.as_str()), findings: vec![found], suppressed: Vec::new() }];
    let start = Instant::now();
    let out = rendered(
        Format::Human,
        &Run { rules: &rules, files: &files, summary: Summary::default(), color: false, quiet: false, ending: Ending::default() },
    );
    // Milliseconds in a release build; this is the bound of a slow machine without optimisation.
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
    assert!(out.len() < 2_000 && out.contains("a.txt:1:1000001\n"), "{out}");
}

#[test]
fn mistakes_of_rule_files_are_drawn_with_all_their_places() {
    let folder = desk(&[("a.txt", "Hier soir, la ministre\nAnna Berg a dit non.\n")]);
    let toml = "\u{feff}[source.a]\npath = \"a.txt\"\ntile = \"A\"\n\n[name.x]\ncanonical = \"Anna Berg\"\nevidence = { source = \"a\", quote = \"la ministre Anna Berg a dit oui\" }\n\n[name.y]\ncanonical = \"Anne Berg\"\nreject = [\"Anna Berg\"]\n";
    let name = folder.path().join("facts.toml").to_string_lossy().into_owned();
    let (rules, problems) = load(vec![SourceFile::from_text(name, toml)]);
    let mut out = Vec::new();
    write_problems(&problems, &rules, &[], false, &mut out).expect("a vector takes everything");
    let text = String::from_utf8(out).expect("UTF-8").replace(&*folder.path().to_string_lossy(), "folder");
    assert_snapshot("problems.txt", &text);
    assert!(text.contains("folder/facts.toml:3:1\n") && text.contains("folder/a.txt:1:6\n"), "{text}");
    assert_eq!(rules.rules[1].span.start, toml.find("name.y").expect("there"), "a byte order mark moves no rule");
}

/// A text with much of what is hard to draw.
fn hard_text() -> impl Strategy<Value = String> {
    let hard = select("\n\r\t  aé’漢\u{301}\u{200d}\u{1b}\u{202e}\u{feff}\u{ad}\u{85}😀".chars().collect::<Vec<_>>());
    vec(prop_oneof![4 => hard, 1 => any::<char>()], 0..400).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn any_places_of_any_text_are_drawn(text in hard_text(), places in vec((0usize..1_000, 0usize..300), 1..4)) {
        let rules = rules();
        let labels: Vec<Label> = places.iter().map(|&(at, len)| Label { span: at..at + len, text: text.chars().take(9).collect() }).collect();
        let mut found = finding(origin(&rules, "name.rasmussen"), DeviationName::Form, Severity::Note, "x", "x", &[]);
        (found.span, found.labels) = (labels[0].span.clone(), labels);
        let files = [Checked { file: SourceFile::from_text("a.txt", text.as_str()), findings: vec![found], suppressed: Vec::new() }];
        let run = Run { rules: &rules, files: &files, summary: Summary::of(&rules, &files), color: false, quiet: false, ending: Ending::default() };
        for &format in Format::value_variants() {
            let out = rendered(format, &run);
            prop_assert!(!out.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{feff}')), "{out:?}");
            prop_assert!(out.len() < 60_000, "{format:?}: {}", out.len());
        }
    }
}
