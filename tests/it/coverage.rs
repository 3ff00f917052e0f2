//! `factlint coverage`: what of a draft no rule covers, for people, for programs, and as a gate.

use std::path::Path;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{desk, err, factlint, json, out};

const RULES: &str = r#"[name.dolny]
canonical = "Marek Dolny"

[name.brandvold]
canonical = "Ulla Brandvold"

[figure.cases]
value = 412
unit = "plaintes"
"#;

const DRAFT: &str = "Marek Dolny et Hélène Vasseur ont reçu 412 plaintes.\n\nVasseur a vendu 93 voitures sur tarvel.net le 3 mai 2021.\n\
     \nElle a dit : « Je n’ai rien à cacher à personne. »\n";

fn run(args: &[&str]) -> (Output, TempDir) {
    let folder = desk(&[("rules.toml", RULES), ("draft.txt", DRAFT)]);
    (factlint(folder.path(), [&["coverage", "--rules", "rules.toml", "draft.txt"], args].concat()), folder)
}

#[test]
fn the_list_is_what_is_left_to_check() {
    let (output, _folder) = run(&[]);
    let expected = "\
draft.txt: 2 of 7 covered (28 %)
  names 1 of 2 covered (50 %)
    draft.txt:1:16  name  Hélène Vasseur (2 times)
  figures 1 of 2 covered (50 %)
    draft.txt:3:17  figure  93 voitures
  dates 0 of 1 covered (0 %)
    draft.txt:3:47  date  3 mai 2021
  domains 0 of 1 covered (0 %)
    draft.txt:3:33  domain  tarvel.net
  quotations 0 of 1 covered (0 %)
    draft.txt:5:16  quotation  Je n’ai rien à cacher à personne.

rules that no draft touched: 1
  rules.toml:4  name.brandvold  Ulla Brandvold

1 draft: 2 of 7 covered (28 %)
";
    assert_eq!(out(&output), expected);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_object_follows_its_schema() {
    let (output, _folder) = run(&["--format", "json"]);
    let report = json(&output);
    let schema: Value = serde_json::from_str(factlint::report::coverage::SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mistakes: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
    assert_eq!(mistakes, [""; 0]);
    assert_eq!(report["summary"]["facts"], 7);
    assert_eq!(report["files"][0]["facts"][0]["rules"], serde_json::json!(["name.dolny"]));
    assert_eq!(report["files"][0]["shares"]["acronym"]["facts"], 0);
    assert_eq!(report["untouched"][0]["rule"], "name.brandvold");
}

#[test]
fn a_share_can_be_asked_for() {
    for (min, status) in [("28", 0), ("29%", 1), ("101", 2), ("viel", 2)] {
        assert_eq!(run(&["--min", min]).0.status.code(), Some(status), "--min {min}");
    }
    assert_eq!(run(&["nowhere.txt", "--min", "100"]).0.status.code(), Some(2), "a file that is not there");
}

#[test]
fn a_rule_that_was_not_asked_for_covers_nothing() {
    let (output, _folder) = run(&["--ignore", "figure.*"]);
    let told = out(&output);
    assert!(told.contains("figure  412 plaintes") && told.contains("1 of 7 covered"), "{told}");
}

#[test]
fn sources_in_place_of_rules_are_refused_and_not_offered() {
    let here = Path::new(".");
    let refused = factlint(here, ["coverage", "--against", "source.txt", "draft.txt"]);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
    assert!(err(&refused).contains("`factlint check --against` tells what no source has"));
    for (name, offered) in [("coverage", false), ("check", true)] {
        let help = factlint(here, [name, "--help"]);
        assert_eq!(out(&help).contains("--against"), offered, "{name}");
    }
}
