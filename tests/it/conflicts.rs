//! Facts against facts: rules that contradict each other stop a run, and those that only may do so are told beside its report.

use std::process::{Command, Output};

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
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("rules.toml"), rules).expect("written");
    std::fs::write(folder.path().join("draft.txt"), "Rien à dire.\n").expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.args(args).args(["--rules", "rules.toml"]).current_dir(folder.path()).output().expect("it runs")
}

#[test]
fn a_doubt_is_told_with_both_places_and_stops_nothing() {
    let output = run(DOUBTFUL, &["check", "draft.txt"]);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    for part in ["warning[name.a]: the names of [name.a] and [name.b] are one letter apart", "rules.toml:2:13", "5 │", "distinct"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let quiet = run(DOUBTFUL, &["check", "--quiet", "draft.txt"]);
    assert!(String::from_utf8_lossy(&quiet.stderr).contains("one letter apart"), "only the summary is left out");
    assert_eq!(run(DOUBTFUL, &["test"]).status.code(), Some(0));
}

#[test]
fn a_strict_run_stops_for_a_doubt() {
    for args in [&["check", "--strict", "draft.txt"][..], &["check", "--strict", "--quiet", "draft.txt"]] {
        let output = run(DOUBTFUL, args);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("one letter apart"), "a reason is always told");
    }
}

#[test]
fn a_contradiction_is_a_mistake_of_the_rule_file() {
    let output = run(CONTRARY, &["check", "draft.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("error: [term.a] and [term.b] spell one term differently"));
}
