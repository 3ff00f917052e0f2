//! Facts against facts: rules that contradict each other stop a run, and those that only may do so are told beside its report.

use std::process::Output;

use crate::support::{desk, err, factlint};

const DOUBTFUL: &str = r#"[name.a]
canonical = "Isaac Steidl"

[name.b]
canonical = "Isaac Steidel"
"#;

const CONTRARY: &str = r#"[term.a]
canonical = "UNCyber"

[term.b]
canonical = "UN Cyber"
"#;

fn run(rules: &str, args: &[&str]) -> Output {
    let folder = desk(&[("rules.toml", rules), ("draft.txt", "Rien à dire.\n")]);
    factlint(folder.path(), [args, &["--rules", "rules.toml"]].concat())
}

#[test]
fn a_doubt_is_told_with_both_places_and_stops_nothing() {
    let output = run(DOUBTFUL, &["check", "draft.txt"]);
    assert_eq!(output.status.code(), Some(0));
    let told = err(&output);
    for part in ["warning[name.a]: the names of [name.a] and [name.b] are one letter apart", "rules.toml:2:13", "5 │", "distinct"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let quiet = run(DOUBTFUL, &["check", "--quiet", "draft.txt"]);
    assert!(err(&quiet).contains("one letter apart"), "only the summary is left out");
    assert_eq!(run(DOUBTFUL, &["test"]).status.code(), Some(0));
}

#[test]
fn a_strict_run_stops_for_a_doubt() {
    for args in [&["check", "--strict", "draft.txt"][..], &["check", "--strict", "--quiet", "draft.txt"]] {
        let output = run(DOUBTFUL, args);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("one letter apart"), "a reason is always told");
    }
}

#[test]
fn a_contradiction_is_a_mistake_of_the_rule_file() {
    let output = run(CONTRARY, &["check", "draft.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("error: [term.a] and [term.b] spell one term differently"));
}
