//! Where reports go: several formats in one run, `--output`, `--statistics`, and what cannot be asked for.

use std::path::Path;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{self, command, err, factlint, out, read, status};

const RULES: &str = "[typo.web]\nwrong = \"francophobe\"\nright = \"francophone\"\n\n[typo.hall]\nwrong = \"salle\"\nright = \"sale\"\nseverity = \"warning\"\n";

/// A folder with rules and drafts: two deviations in the first, one in the second.
fn desk() -> TempDir {
    support::desk(&[("rules/a.toml", RULES), ("a.txt", "Un francophobe dans la salle.\n"), ("b.txt", "Une salle.\n"), ("c.txt", "Rien.\n")])
}

fn run(folder: &Path, args: &str) -> Output {
    factlint(folder, args.split(' '))
}

#[test]
fn one_run_writes_several_reports() {
    let folder = desk();
    let output = run(folder.path(), "check --format sarif=out.sarif --format short --format jsonl=out.jsonl a.txt b.txt");
    assert_eq!((status(&output), out(&output).lines().count(), err(&output).as_str()), (1, 3, ""));
    assert_eq!(read(folder.path(), "out.jsonl").lines().count(), 3);
    let sarif: Value = serde_json::from_str(&read(folder.path(), "out.sarif")).expect("it is JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(3));
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).expect("a folder").filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    assert!(left.iter().all(|name| !name.contains("tmp")), "{left:?}");
}

#[test]
fn output_takes_what_would_go_to_standard_output() {
    let folder = desk();
    let output = run(folder.path(), "check --format json=a.json --format gitlab=- --output out.json a.txt");
    assert_eq!((status(&output), out(&output).as_str()), (1, ""));
    assert!(read(folder.path(), "out.json").starts_with("[\n{\"check_name\""));
    assert!(read(folder.path(), "a.json").starts_with("{\"version\""));
    let output = run(folder.path(), "check --output human.txt a.txt");
    assert_eq!(out(&output), "");
    assert!(read(folder.path(), "human.txt").contains("error[typo.web]"));
}

#[test]
fn a_run_that_writes_into_its_own_folder_comes_to_the_same_every_time() {
    let folder = desk();
    let args =
        "check --as-of 2026-01-01 --format sarif=f.sarif --format junit=g.xml --format json=new/h.json --format short --output o.txt";
    std::fs::create_dir(folder.path().join("new")).expect("a folder");
    let written = || ["f.sarif", "g.xml", "new/h.json", "o.txt"].map(|name| read(folder.path(), name));
    assert_eq!(status(&run(folder.path(), args)), 1);
    let first = written();
    assert_eq!(serde_json::from_str::<Value>(&first[2]).expect("JSON")["summary"]["files"], 3);
    for here in ["", " .", " ../", " a.txt ./new ."] {
        let path = if here == " ../" { format!("{here}{}", folder.path().file_name().expect("a name").display()) } else { here.to_owned() };
        run(folder.path(), &format!("{args}{path}"));
        let count = |report: &str| report.matches(": error[").count() + report.matches(": warning[").count();
        assert_eq!(count(&written()[3]), count(&first[3]), "{path}");
    }
    run(folder.path(), args);
    assert_eq!(written(), first);
    // What is named is read, and so is what another run wrote.
    assert!(out(&run(folder.path(), "check --show-files")).contains("f.sarif"));
    run(folder.path(), "check o.txt --format json --output o.txt");
    assert_eq!(serde_json::from_str::<Value>(&written()[3]).expect("JSON")["summary"]["files"], 1);
}

#[test]
fn standard_output_that_goes_to_a_file_is_no_draft() {
    let folder = desk();
    let found: Vec<String> = (0..2)
        .map(|_| {
            let file = std::fs::OpenOptions::new().create(true).append(true).open(folder.path().join("log.txt")).expect("a file");
            command(folder.path(), ["check", "--format", "short"]).stdout(file).status().expect("it runs");
            read(folder.path(), "log.txt")
        })
        .collect();
    assert_eq!(found[1], found[0].repeat(2));
}

#[test]
fn what_cannot_be_asked_for_is_said_before_anything_is_checked() {
    let folder = desk();
    let wrong = [
        ("--format pdf", "no format `pdf`\nformats are: human, short, json"),
        ("--format sarf", "did you mean `sarif`?"),
        ("--format json=", "names no file"),
        ("--format json --format sarif", "two reports for standard output"),
        ("--format json --format sarif=-", "two reports for standard output"),
        ("--format json=x --format sarif=./x", "two reports for ./x"),
        ("--format json=x --format short --output rules/../x", "two reports for rules/../x"),
        ("--format json=x --output y", "--output has no report to take"),
        ("--format json --statistics", "--statistics takes the place of the report on standard output"),
    ];
    for (args, said) in wrong {
        let output = run(folder.path(), &format!("check {args} a.txt"));
        assert_eq!(status(&output), 2, "{args}");
        assert!(err(&output).contains(said), "{args}: {}", err(&output));
        assert!(out(&output).is_empty() && !folder.path().join("x").exists(), "{args}");
    }
}

#[test]
fn a_report_that_cannot_be_written_hides_no_other() {
    let folder = desk();
    let output = run(folder.path(), "check --format json=missing/a.json --format sarif=a.sarif --format short a.txt");
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("cannot write missing/a.json"), "{}", err(&output));
    assert!(out(&output).contains("typo.web") && read(folder.path(), "a.sarif").contains("typo.web"));
}

#[test]
fn statistics_count_by_rule_the_most_frequent_first() {
    let folder = desk();
    let output = run(folder.path(), "check --statistics --format json=all.json a.txt b.txt c.txt");
    let expected = "\
errors  warnings  notes  files  rule
     0         2      0      2  typo.hall
     1         0      0      1  typo.web
1 error and 2 warnings in 3 files
";
    assert_eq!((status(&output), out(&output).as_str()), (1, expected));
    assert!(read(folder.path(), "all.json").contains("francophobe"), "files are written as they are");
    assert_eq!(out(&run(folder.path(), "check --statistics --quiet c.txt")), "");
}

#[test]
fn reports_tell_that_a_run_cannot_be_trusted() {
    let folder = desk();
    let output = run(folder.path(), "check --format sarif --format junit=out.xml --format github=out.txt a.txt missing.txt");
    assert_eq!(status(&output), 2);
    let sarif: Value = serde_json::from_str(&out(&output)).expect("it is JSON");
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!((&invocation["executionSuccessful"], &invocation["exitCode"]), (&false.into(), &2.into()));
    assert_eq!(invocation["toolExecutionNotifications"][0]["message"]["text"], "cannot read missing.txt: no such file");
    let junit = read(folder.path(), "out.xml");
    assert!(junit.contains("<error type=\"untrusted\" message=\"cannot read missing.txt: no such file\"/>"), "{junit}");
    assert!(junit.contains("tests=\"3\" failures=\"2\" errors=\"1\""), "{junit}");
    let github = read(folder.path(), "out.txt");
    assert!(github.starts_with("::error title=factlint::cannot read missing.txt: no such file\n"), "{github}");
}

#[test]
fn nothing_is_drawn_where_nobody_looks() {
    let folder = desk();
    let output = run(folder.path(), "check c.txt");
    assert_eq!((out(&output).as_str(), err(&output).as_str()), ("no deviations in 1 file\n", ""));
}
