//! `factlint test`: rules against their own examples, what the examples reach, and which slips nobody reports.

use std::path::Path;

use factlint::check::Checker;
use serde_json::Value;

use crate::support::{Run, desk, factlint, rules};

/// Each of the four outcomes, in French; the dossier is about something that no example mentions.
const FRENCH: &str = r#"[dossier]
language = "fr"
about = ["Coco"]
applies-to = ["une/**"]

[name.steidl]
canonical = "Isaac Steidl"
valid = [
    "Isaac Steidl est parti.",
    "Isaac Steidel est parti.",
]
invalid = ["Isaac Stiedl est parti.", "Isaac Steidl est parti."]

[figure.ships]
value = 412
unit = "navires"
valid = "On a compté 412 navires."
invalid = ["On a compté 422 navires.", "On a compté quatre cent douze navires."]

[claim.servers]
status = "unconfirmed"
all = [["serveurs"], ["Belgique"]]
valid = ["Les serveurs seraient en Belgique."]
invalid = ["Les serveurs sont en Belgique."]
"#;

/// Rules of every kind, in English.
const ENGLISH: &str = r#"[dossier]
language = "en"

[name.halvorsen]
canonical = "Ingrid Halvorsen"
valid = ["Captain Ingrid Halvorsen was heard.", "Captain Ingrid Halvorson was heard."]
invalid = ["Captain Ingrid Halvorson was heard.", "Captain Ingrid Halvorsen was heard."]

[term.crowdstrike]
canonical = "CrowdStrike"

[domain.harbourline]
canonical = "harbourline.co.uk"

[figure.passengers]
value = 1412
unit = "passengers"

[date.sinking]
value = 2024-06-25
near = ["sank"]

[quote.release]
canonical = "the company was not told of the missing deposits before the audit of last spring"

[typo.pubic]
wrong = "pubic hearing"
right = "public hearing"

[claim.pilot]
status = "unconfirmed"
all = [["pilot"], ["drunk"]]
valid = ["The pilot was allegedly drunk.", "According to a passenger, the pilot had been drunk.", "That evening the pilot was not drunk."]
"#;

fn run(folder: &Path, args: &[&str]) -> Run {
    Run(factlint(folder, [&["test"], args].concat()))
}

impl Run {
    /// Asserts that what is written has these pieces, in this order.
    fn has(&self, pieces: &[&str]) -> &Self {
        let out = self.out();
        let mut rest = out.as_str();
        for piece in pieces {
            let at = rest.find(piece).unwrap_or_else(|| panic!("`{piece}` is not there, or not in its place: {out}"));
            rest = &rest[at + piece.len()..];
        }
        self
    }
}

#[test]
fn an_example_is_plain_text_whatever_it_begins_with() {
    let texts = ["webvtt teh word", "WEBVTT teh word", "<html> is teh word", "\\documentclass is teh word", "%PDF-1 teh word"];
    let list: Vec<String> = texts.iter().map(|text| format!("'{text}'")).collect();
    let dossier = format!("[typo.a]\nwrong = \"teh\"\nright = \"the\"\ninvalid = [{}]\n", list.join(", "));
    let rules = rules(&dossier);
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    for text in texts {
        assert_eq!(checker.check_example(text).len(), 1, "{text}");
    }
}

#[test]
fn each_outcome_has_its_word_and_failures_point_at_their_example() {
    let desk = desk(&[("rules/a.toml", FRENCH)]);
    let run = run(desk.path(), &[]);
    run.ends(1).has(&[
        "error[name.steidl]: noisy",
        "rules/a.toml:10:5",
        "error[name.steidl] misspelled at `Steidel`",
        "error[name.steidl]: missing",
        "rules/a.toml:12:39",
        "nothing is reported in it",
        "error[figure.ships]: missing",
        "rules/a.toml:18:40",
        "3 validated, 3 reported, 2 missing, 1 noisy (3 rules)",
    ]);
    assert_eq!(run.out().matches("error[").count(), 4, "three failures, one of them with what was found: {}", run.out());
}

#[test]
fn english_rules_are_tested_by_the_same_words() {
    let desk = desk(&[("rules/a.toml", ENGLISH)]);
    run(desk.path(), &[]).ends(1).has(&[
        "noisy",
        "rules/a.toml:6:49",
        "`Halvorson`",
        "missing",
        "rules/a.toml:7:51",
        "4 validated, 1 reported, 1 missing, 1 noisy (8 rules)",
    ]);
}

#[test]
fn json_escapes_what_would_fool_a_terminal() {
    let rules = "[typo.web]\nwrong = \"francophobe\"\nright = \"francophone\"\ninvalid = [\"un\\u202E web\\u009B francophobe\"]\n";
    let desk = desk(&[("rules/a.toml", rules)]);
    let run = run(desk.path(), &["--format", "json"]);
    assert!(!run.ends(0).out().contains(['\u{202e}', '\u{9b}']), "{:?}", run.out());
    assert_eq!(run.json()["examples"][0]["text"], "un\u{202e} web\u{9b} francophobe", "the value stays the same");
}

#[test]
fn what_was_reported_instead_is_said() {
    let rules = "[typo.web]\nwrong = \"tache ardue\"\nright = \"tâche ardue\"\n\
                 [typo.toile]\nwrong = \"toile\"\nright = \"Toile\"\ninvalid = ['Une tache \"ardue\", une tache ardue.']\n";
    let desk = desk(&[("rules/a.toml", rules)]);
    run(desk.path(), &["typo.toile"]).ends(1).has(&["error[typo.toile]: missing", "error[typo.web] typo at `tache ardue`", "(1 rule)"]);
}

#[test]
fn a_note_on_a_valid_text_is_no_noise_unless_the_rule_makes_notes_of_everything() {
    let rules = "[name.steidl]\ncanonical = \"Isaac Steidl\"\nseverity = \"note\"\nvalid = [\"Isaac Steidel est là.\"]\n";
    let noted = desk(&[("rules/a.toml", rules)]);
    run(noted.path(), &[]).ends(1).has(&["noisy", "note[name.steidl] misspelled"]);
    let hedged = desk(&[("rules/a.toml", FRENCH)]);
    run(hedged.path(), &["claim.*"]).ends(0).has(&["1 validated, 1 reported, 0 missing, 0 noisy (1 rule)"]);
}

#[test]
fn a_rule_file_is_tested_alone() {
    let one = "[name.steidl]\ncanonical = \"Isaac Steidl\"\ninvalid = [\"Isaac Steidel est là.\"]\n";
    let other = "[typo.steidel]\nwrong = \"Steidel\"\nright = \"Steidl\"\n";
    let valid = "[name.freund]\ncanonical = \"Andreas Freund\"\nvalid = [\"Andreas Freund et Isaac Steidel.\"]\n";
    let desk = desk(&[("rules/a.toml", one), ("rules/b.toml", other), ("rules/c.toml", valid)]);
    run(desk.path(), &[]).ends(0).has(&["1 validated, 1 reported, 0 missing, 0 noisy (3 rules)"]);
}

#[test]
fn gaps_in_coverage_fail_only_where_they_were_asked_for() {
    let rules = "[domain.coco]\ncanonical = \"coco.gg\"\nformer = \"coco.fr\"\ninvalid = [\"Le site coco.fr est là.\"]\n\n\
                 [name.steidl]\ncanonical = \"Isaac Steidl\"\n";
    let desk = desk(&[("rules/a.toml", rules)]);
    run(desk.path(), &[]).ends(0);
    run(desk.path(), &["--coverage"]).ends(1).has(&[
        "warning[domain.coco]: no example reaches `wrong-suffix`, `lookalike`",
        "rules/a.toml:1:2",
        "warning[name.steidl]: the rule has no examples",
        "rules/a.toml:6:2",
        "1 of 5 deviations reached by an example",
    ]);
    let json = run(desk.path(), &["--coverage", "--format", "json"]).ends(1).json();
    assert_eq!(json["coverage"][0]["missed"], serde_json::json!(["wrong-suffix", "lookalike"]));
    assert_eq!(json["summary"]["reached"], 1);
}

#[test]
fn every_kind_has_mutants_in_english_and_nearly_all_are_reported() {
    let desk = desk(&[("rules/a.toml", ENGLISH)]);
    for kind in ["name", "term", "domain", "figure", "date", "quote", "typo", "claim"] {
        let json = run(desk.path(), &[&format!("{kind}.*"), "--mutate", "--format", "json"]).json();
        let count = |key: &str| json["summary"][key].as_u64().expect("a count");
        assert!(count("mutants") >= 3, "{kind}: {json}");
        assert!(count("killed") * 10 >= count("mutants") * 8, "{kind}: {json}");
    }
}

#[test]
fn survivors_are_shown_with_their_text_and_fail_nothing() {
    let rules = "[term.numerama]\ncanonical = \"Numerama\"\nunless-near = [\"page\"]\n";
    let desk = desk(&[("rules/a.toml", rules), ("rules/b.toml", "[term.x]\ncanonical = \"Crowdstrike\"\nunless-near = [\"mentions\"]\n")]);
    let run1 = run(desk.path(), &["--mutate"]);
    run1.ends(0).has(&["note[term.x]: a mutant survives, letter dropped: `The file mentions", "rules/b.toml:2:13", "survived"]);
    assert_eq!(run1.out(), run(desk.path(), &["--mutate"]).out(), "there is no chance in it");
}

#[test]
fn an_embargo_is_tested_as_if_it_held_unless_a_day_is_given() {
    let rules = "[claim.prize]\nstatus = \"embargoed\"\nuntil = 2020-01-01\nall = [[\"prize\"], [\"awarded\"]]\n\
                 invalid = [\"The prize was awarded to her.\"]\n";
    let desk = desk(&[("rules/a.toml", rules)]);
    run(desk.path(), &["--coverage"]).ends(0);
    run(desk.path(), &["--as-of", "2020-02-01"]).ends(1).has(&["0 validated, 0 reported, 1 missing"]);
    run(desk.path(), &["--as-of", "someday"]).ends(2);
}

#[test]
fn mistakes_of_a_dossier_and_codes_that_fit_nothing_end_with_2() {
    let desk = desk(&[("rules/a.toml", "[name.steidl]\ncanonical = 7\nvalid = [\"x\"]\n"), ("b.toml", ENGLISH)]);
    let wrong = run(desk.path(), &[]);
    assert!(wrong.ends(2).err().contains("rules/a.toml:2:13"), "{}", wrong.err());
    let none = run(desk.path(), &["--rules", "b.toml", "name.nobody"]);
    assert!(none.ends(2).err().contains("no rule fits `name.nobody`"), "{}", none.err());
    run(desk.path(), &["--rules", "b.toml", "name.[x"]).ends(2);
    run(desk.path(), &["--rules", "nowhere.toml"]).ends(2);
}

#[test]
fn the_rules_of_this_project_hold_and_their_examples_reach_everything() {
    let json = run(Path::new(env!("CARGO_MANIFEST_DIR")), &["--coverage", "--mutate", "--format", "json"]).ends(0).json();
    let count = |key: &str| json["summary"][key].as_u64().expect("a count");
    assert_eq!((count("missing"), count("noisy"), count("reached")), (0, 0, count("deviations")));
    assert!(count("mutants") >= 500 && count("killed") * 10 >= count("mutants") * 9, "{}", json["summary"]);
}

/// What a rule has to show depends on its keys.
#[test]
fn coverage_asks_for_what_a_rule_may_report_and_for_nothing_else() {
    let source = "[source.s]\ntitle = \"S\"\n[source.whole]\ntitle = \"W\"\ncomplete = true\n";
    let cases = [
        ("name", "canonical = \"Isaac Steidl\"", vec!["misspelled", "case"]),
        ("name", "canonical = \"Gérald Darmanin\"\nreject = \"G. Darmanin\"", vec!["misspelled", "rejected", "accents", "case"]),
        ("name", "canonical = \"Gérald Darmanin\"\nfuzzy = false\nreject = \"G. Darmanin\"", vec!["rejected"]),
        ("name", "canonical = \"Lyon\"", vec![]),
        ("name", "canonical = \"Marseille\"", vec!["misspelled"]),
        ("domain", "canonical = \"coco.gg\"\nlookalikes = false", vec!["wrong-suffix"]),
        (
            "domain",
            "canonical = \"coco.gg\"\nformer = \"coco.fr\"\nreject = \"koko.gg\"",
            vec!["former", "wrong-suffix", "lookalike", "rejected"],
        ),
        ("term", "canonical = \"ONAF\"", vec!["form"]),
        (
            "term",
            "canonical = \"ONAF\"\nreject = \"Onafe\"\nexpansion = \"office\"\ngender = \"masculine\"",
            vec!["form", "rejected", "expansion", "gender"],
        ),
        ("figure", "value = 480\nunit = \"cas\"", vec!["contradicts", "unmarked-rounding", "false-bound"]),
        ("figure", "value = 70\nunit = \"cas\"", vec!["contradicts", "false-bound"]),
        ("figure", "value = 480\nunit = \"cas\"\nrounding = \"any\"", vec!["contradicts", "false-bound"]),
        ("figure", "value = 480\nunit = \"cas\"\ntolerance = \"10%\"", vec!["contradicts", "false-bound"]),
        ("date", "value = 2024-06-25\nnear = [\"parti\"]", vec!["contradicts", "weekday"]),
        ("quote", "source = \"s\"", vec!["altered", "punctuation"]),
        ("quote", "source = \"whole\"", vec!["altered", "punctuation", "unsourced"]),
        ("typo", "wrong = \"a\"\nright = \"b\"", vec!["typo"]),
        ("claim", "status = \"disputed\"\nall = [[\"a\"]]", vec!["unhedged", "hedged"]),
        ("claim", "status = \"confirmed\"\nall = [[\"b\"]]", vec![]),
        ("claim", "status = \"embargoed\"\nuntil = 2030-01-01\nall = [[\"a\"]]", vec!["embargoed"]),
    ];
    let rules: String = cases.iter().enumerate().map(|(at, (kind, keys, _))| format!("[{kind}.r{at}]\n{keys}\n")).collect();
    let desk = desk(&[("rules/a.toml", &format!("{source}{rules}"))]);
    let json = run(desk.path(), &["--coverage", "--format", "json"]).json();
    let gaps = json["coverage"].as_array().unwrap_or_else(|| panic!("{json}"));
    for (at, (kind, keys, wanted)) in cases.iter().enumerate() {
        let gap = gaps.iter().find(|gap| gap["rule"] == format!("{kind}.r{at}"));
        let missed: Vec<&str> = gap.iter().flat_map(|gap| gap["missed"].as_array()).flatten().filter_map(Value::as_str).collect();
        assert_eq!(&missed, wanted, "{kind}: {keys}");
    }
}
