//! `factlint discover` and `factlint check --against` as users run them.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::support::{command, desk, err, factlint, json, out, piped, write};

const WIRE: &str = "The ferry Calder Star ran aground off Morven on 3 March 2026, Captain Ingrid Rasmussen said.\n\
                    All 412 passengers were brought ashore, the coastguard said. The operator's site is lakeferries.com.\n";
const PAPER: &str = "Captain Ingrid Rasmusen was the last to leave the Calder Star off Morven on Tuesday.\n\
                     All 421 passengers were brought ashore by the coastguard.\n";
const BLOG: &str =
    "Ingrid Rasmussen stayed on the bridge of the Calder Star off Morven. See lakeferries.org for the operator's statement.\n";

/// A folder of documents.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(desk(&[("docs/wire.txt", WIRE), ("docs/paper.txt", PAPER), ("docs/blog.md", BLOG)]))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        write(self.path(), name, text);
    }

    fn run(&self, args: &[&str]) -> Output {
        factlint(self.path(), args)
    }
}

#[test]
fn every_document_has_a_label_and_both_sides_stand_in_one_diagnostic() {
    let desk = Desk::new();
    let found = desk.run(&["discover", "docs"]);
    assert_eq!(found.status.code(), Some(1), "{}", err(&found));
    let text = out(&found);
    let one = text.split("\n\n").find(|part| part.contains("discover.name")).expect("a name");
    for shown in
        ["docs/paper.txt:1:9", "docs/wire.txt:1:", "docs/blog.md:1:1", "`Ingrid Rasmusen` here", "`Ingrid Rasmussen` here", "confidence "]
    {
        assert!(text.contains(shown), "{shown} in {text}");
    }
    assert!(one.contains("the documents disagree: `Ingrid Rasmussen` or `Ingrid Rasmusen`"), "{one}");
    assert!(text.contains("`Ingrid Rasmussen` in 2 documents and `Ingrid Rasmusen` in 1 document"), "{text}");
    assert!(text.trim_end().lines().last().expect("a last line").contains("between 3 documents"), "{text}");
}

#[test]
fn documents_that_agree_end_with_0_and_those_that_cannot_be_read_with_2() {
    let desk = Desk::new();
    let agreed = desk.run(&["discover", "docs/wire.txt", "docs/wire.txt"]);
    assert_eq!((agreed.status.code(), out(&agreed).as_str()), (Some(0), "no disagreements between 1 document\n"));
    assert_eq!(desk.run(&["discover", "docs", "absent.txt"]).status.code(), Some(2));
    assert_eq!(desk.run(&["discover"]).status.code(), Some(2));
    std::fs::create_dir(desk.path().join("empty")).expect("a folder");
    assert!(err(&desk.run(&["discover", "empty"])).contains("no documents found"));
}

#[test]
fn json_has_the_sides_with_their_places_the_majority_and_the_rank() {
    let desk = Desk::new();
    desk.write("rules/a.toml", "[source.paper]\npath = \"../docs/paper.txt\"\nrank = 1\n\n[name.morven]\ncanonical = \"Morven\"\n");
    let report = json(&desk.run(&["discover", "docs", "--format", "json"]));
    let name = report["disagreements"].as_array().expect("a list").iter().find(|one| one["kind"] == "name").expect("a name");
    assert_eq!((&name["majority"], &name["highest-rank"]), (&Value::from("Ingrid Rasmussen"), &Value::from("Ingrid Rasmusen")));
    let places = name["sides"].as_array().expect("sides").iter().flat_map(|side| side["places"].as_array().expect("places"));
    for place in places {
        let text = std::fs::read_to_string(desk.path().join(place["path"].as_str().expect("a path"))).expect("a document");
        let (start, end) = (place["start"]["offset"].as_u64().expect("a number"), place["end"]["offset"].as_u64().expect("a number"));
        assert!(text[start as usize..end as usize].starts_with("Ingrid Rasmus"), "{place}");
    }
    assert_eq!(report["summary"]["documents"], 3);
}

#[test]
fn a_drafted_dossier_loads_passes_its_own_examples_and_reports_what_was_discovered() {
    let desk = Desk::new();
    let drafted = desk.run(&["discover", "docs", "--draft", "story.toml", "--format", "json"]);
    assert_eq!(drafted.status.code(), Some(1), "{}", err(&drafted));
    let found = json(&drafted);
    let shown = found["disagreements"].as_array().expect("a list");
    assert!(shown.len() >= 3, "{found}");
    let checked = json(&desk.run(&["check", "--rules", "story.toml", "docs", "--format", "json"]));
    let findings = checked["findings"].as_array().expect("a list");
    for one in shown {
        // The first side is the majority's, or the first: the others are rejected.
        for place in one["sides"].as_array().expect("sides").iter().skip(1).flat_map(|side| side["places"].as_array().expect("places")) {
            let meets = |finding: &&Value| {
                let at = |value: &Value, end: &str| value[end]["offset"].as_u64().expect("a number");
                finding["path"] == place["path"] && at(finding, "start") < at(place, "end") && at(place, "start") < at(finding, "end")
            };
            let finding = findings.iter().find(meets).unwrap_or_else(|| panic!("nothing at {place} of {one}"));
            assert_eq!(finding["evidence"][0]["state"], "stands", "{finding}");
        }
    }
    assert_eq!(desk.run(&["test", "--rules", "story.toml"]).status.code(), Some(0));
    let again = desk.run(&["discover", "docs", "--draft", "story.toml"]);
    assert!(again.status.code() == Some(2) && err(&again).contains("story.toml is there already"), "{}", err(&again));
}

#[test]
fn a_draft_is_held_against_its_source_with_the_sources_line_as_evidence() {
    let desk = Desk::new();
    let checked = desk.run(&["check", "--against", "docs/wire.txt", "docs/paper.txt", "--format", "json"]);
    let report = json(&checked);
    let findings = report["findings"].as_array().expect("a list");
    for (text, kind) in [("Ingrid Rasmusen", "name"), ("421 passengers", "figure")] {
        let finding = findings.iter().find(|finding| finding["text"] == text).unwrap_or_else(|| panic!("no {text} in {report}"));
        assert_eq!((&finding["kind"], &finding["evidence"][0]["path"]), (&Value::from(kind), &Value::from("docs/wire.txt")), "{finding}");
    }
    assert_eq!(checked.status.code(), Some(1));
    let human = out(&desk.run(&["check", "--against", "docs/wire.txt", "docs/paper.txt"]));
    assert!(human.contains("established here (docs/wire.txt)") && human.contains("made from the sources of paper.txt"), "{human}");
    // A source agrees with itself.
    assert_eq!(out(&desk.run(&["check", "--against", "docs", "docs/wire.txt"])), "no deviations in 1 file\n");
}

#[test]
fn what_no_source_has_is_a_note_that_a_directive_silences() {
    let desk = Desk::new();
    let draft = "Captain Ingrid Rasmussen and Olga Petrovna saved 412 passengers with 17 lifeboats.\n";
    desk.write("draft.md", draft);
    let found = desk.run(&["check", "--against", "docs/wire.txt", "draft.md", "--format", "short"]);
    let text = out(&found);
    assert_eq!(found.status.code(), Some(0), "{text}");
    assert!(text.contains("note[unsupported]: no source has the name `Olga Petrovna`") && text.contains("`17 lifeboats`"), "{text}");
    desk.write("draft.md", &format!("<!-- factlint: allow unsupported -- seen there -->\n{draft}"));
    assert!(!out(&desk.run(&["check", "--against", "docs/wire.txt", "draft.md", "--format", "short"])).contains("unsupported"));
    assert_eq!(desk.run(&["check", "--against", "absent.txt", "draft.md"]).status.code(), Some(2));
    assert_eq!(desk.run(&["check", "--against", "docs/wire.txt", "--rules", "x.toml", "draft.md"]).status.code(), Some(2));
}

#[test]
fn standard_input_is_held_against_a_source() {
    let desk = Desk::new();
    let command = command(desk.path(), ["check", "--against", "docs/wire.txt", "-", "--format", "short"]);
    let output = piped(command, PAPER.as_bytes());
    assert!(out(&output).contains("<stdin>:1:9: error[name."), "{}", out(&output));
}

#[test]
fn a_word_that_is_right_elsewhere_in_the_same_document_is_rejected_where_it_is_wrong_alone() {
    let desk = Desk::new();
    let around = "The council says the lender still holds a legal WORD over the training ground of the club.";
    desk.write("docs/a.txt", &around.replace("WORD", "charge"));
    desk.write("docs/b.txt", &format!("{}\n\nNo change of plan was announced on Friday.\n", around.replace("WORD", "change")));
    let found = desk.run(&["discover", "docs/a.txt", "docs/b.txt", "--draft", "slip.toml"]);
    assert!(out(&found).contains("`change`") && err(&found).contains("wrote 1 rule"), "{}{}", out(&found), err(&found));
    let checked = out(&desk.run(&["check", "--rules", "slip.toml", "docs/b.txt", "--format", "short"]));
    let findings: Vec<&str> = checked.lines().collect();
    assert!(findings.len() == 1 && findings[0].starts_with("docs/b.txt:1:"), "{checked}");
}

/// What else is wrong in a draft, and what its author allows, hides nothing that it has otherwise than its source.
#[test]
fn a_wrong_weekday_or_a_directive_hides_no_other_finding() {
    let desk = Desk::new();
    let draft = "Captain Ingrid Rasmusen brought 421 passengers to shore.\n";
    let report = |text: &str| {
        desk.write("draft.md", text);
        out(&desk.run(&["check", "--against", "docs/wire.txt", "draft.md", "--format", "short"]))
    };
    let both = |report: &str| report.contains("error[name.ingrid-rasmussen]") && report.contains("error[figure.passengers]");
    assert!(both(&report(draft)), "{}", report(draft));
    let weekday = report(&format!("{draft}\nThe library opened on Monday 14 April 2026.\n"));
    assert!(both(&weekday) && weekday.contains("error[date.weekday]"), "{weekday}");
    let unused = report(&format!("{draft}\n<!-- factlint: allow name.nobody -- left over -->\nThe library opened.\n"));
    assert!(both(&unused) && unused.contains("unused-allow"), "{unused}");
    let allowed = report(&format!("<!-- factlint: allow name.ingrid-rasmussen -- her own spelling -->\n{draft}"));
    assert!(!allowed.contains("error[name") && allowed.contains("error[figure.passengers]"), "{allowed}");
    assert!(!allowed.contains("unused-allow"), "{allowed}");
}
