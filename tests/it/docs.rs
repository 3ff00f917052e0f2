//! What the documents say of the project itself: paths that exist, fields that the reports have.

use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The texts for people that stand in the project, by name.
fn texts() -> Vec<(String, String)> {
    let docs = fs::read_dir(Path::new(ROOT).join("docs")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let docs = docs.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let all = docs.chain(["CONTRIBUTING.md", "README.md"].map(|name| Path::new(ROOT).join(name)));
    all.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("a text"))).collect()
}

/// Every file and folder below one, with a slash before and behind its path.
fn paths(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        found.push(format!("/{}/", path.strip_prefix(ROOT).expect("it is below").display()).replace('\\', "/"));
        if path.is_dir() {
            paths(&path, found);
        }
    }
}

#[test]
fn every_path_of_the_project_that_a_text_names_exists() {
    let mut there = Vec::new();
    for folder in ["src", "tests", "docs", "benches", "fuzz/fuzz_targets", "editors/vscode", ".ci"] {
        there.push(format!("/{folder}/"));
        paths(&Path::new(ROOT).join(folder), &mut there);
    }
    // A table names a module from the folder that it is about; capitals stand for any name.
    let named = Regex::new(r"`((?:src|tests|docs|benches)/[a-z0-9_./-]*|[a-z0-9_/]+\.rs)`").expect("a regex");
    let mut count = 0;
    for (text_name, text) in texts() {
        for name in named.captures_iter(&text).map(|found| found[1].to_owned()) {
            let end = format!("/{}/", name.trim_end_matches('/'));
            assert!(there.iter().any(|path| path.ends_with(&end)), "{text_name} names `{name}`, which is not there");
            count += 1;
        }
    }
    assert!(count > 50, "{count} paths were looked for");
}

#[test]
fn every_field_of_a_finding_is_described_and_shown() {
    let read = |name: &str| fs::read_to_string(Path::new(ROOT).join("docs").join(name)).expect("a text");
    let schema: Value = serde_json::from_str(&read("report.schema.json")).expect("JSON");
    let text = read("report.md");
    let (described, shown) = (&text, text.split("```json").nth(1).and_then(|rest| rest.split("```").next()).expect("an example"));
    for part in ["finding", "evidence", "summary"] {
        for field in schema["$defs"][part]["required"].as_array().expect("a list").iter().filter_map(Value::as_str) {
            assert!(described.contains(&format!("`{field}`")), "docs/report.md does not describe `{field}` of the {part}");
            assert!(shown.contains(&format!("\"{field}\":")), "the example of docs/report.md has no `{field}` of the {part}");
        }
    }
}
