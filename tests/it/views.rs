//! `[[view]]` of `factlint.toml`: data files are read as the prose in them, and put right as data.

use std::path::Path;

use serde_json::Value;

use crate::support::{self, err, factlint, json, out, write};

const CONFIG: &str = "[[view]]\nfiles = \"content/**/*.{json,yaml,toml}\"\nfields = [\"title\", \"items[].caption\"]\n\n\
                      [[view]]\nfiles = [\"content/**\"]\nfields = \"**.body\"\nformat = \"markdown\"\n";

const RULES: &str = "[name.steidl]\ncanonical = \"Isaac Steidl\"\n[typo.web]\nwrong = \"le vieu\"\nright = 'le \"vieux\"'\n";

fn desk(files: &[(&str, &str)]) -> tempfile::TempDir {
    support::desk(&[files, &[("factlint.toml", CONFIG), ("rules/facts.toml", RULES)]].concat())
}

/// The bytes on disk of every finding, and the file's name.
fn found(folder: &Path, args: &[&str]) -> Vec<(String, String)> {
    let output = factlint(folder, &[&["check", "--format", "json"], args].concat());
    assert!(output.stderr.is_empty(), "{}", err(&output));
    let json = json(&output);
    let of = |finding: &Value| {
        let name = finding["path"].as_str().expect("a path").to_owned();
        let number = |key: &str| finding[key]["offset"].as_u64().expect("an offset") as usize;
        let bytes = std::fs::read(folder.join(&name)).expect("the file");
        (name, String::from_utf8(bytes[number("start")..number("end")].to_vec()).expect("text"))
    };
    json["findings"].as_array().expect("findings").iter().map(of).collect()
}

const JSON: &str = "{\"title\": \"Isaac Steidel\", \"slug\": \"isaac-steidel, Isaac Steidel\",\r\n \"items\": [{\"caption\": \"\\u00c9t\\u00e9 : Isaac Steid\\u00e8l\"}],\r\n \
                    \"a\": {\"body\": \"Un `Isaac Steidel`\\n\\nIsaac **Stei**del et le vieu.\"}}\r\n";

#[test]
fn only_the_fields_of_a_view_are_prose_and_places_are_bytes_on_disk() {
    let desk =
        desk(&[("content/a/un.json", JSON), ("other.json", "{\"slug\": \"Isaac Steidel\"}"), ("content/deux.md", "Isaac Steidel\n")]);
    let found = found(desk.path(), &["content", "other.json"]);
    let name = |name: &str, words: &str| (name.to_owned(), words.to_owned());
    let expected = [
        name("content/a/un.json", "Steidel"),
        name("content/a/un.json", "Steid\\u00e8l"),
        name("content/a/un.json", "Stei**del"),
        name("content/a/un.json", "le vieu"),
        name("content/deux.md", "Steidel"),
        name("other.json", "Steidel"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn fixes_leave_data_that_means_the_words() {
    let yaml =
        "title: Isaac Steidel\nbody: \"le vieu\"\nx:\n  body: >-\n    Isaac\n    Steidel, le vieu\nbody2: 'le vieu'\ny: {body: le vieu}\n";
    let toml = "title = 'Isaac Steidel'\nbody = 'le vieu'\n[x]\nbody = \"le vieu\"\n";
    let desk = desk(&[("content/un.json", JSON), ("content/deux.yaml", yaml), ("content/trois.toml", toml)]);
    factlint(desk.path(), &["fix", "content"]);
    let text = |name: &str| std::fs::read_to_string(desk.path().join("content").join(name)).expect("the file");
    let json: Value = serde_json::from_str(&text("un.json")).expect("it still is JSON");
    assert_eq!(json["title"], "Isaac Steidl");
    assert_eq!(json["slug"], "isaac-steidel, Isaac Steidel");
    assert_eq!(json["items"][0]["caption"], "Été : Isaac Steidl");
    let body = json["a"]["body"].as_str().expect("a string");
    assert!(body.ends_with("et le \"vieux\".") && body.contains("Steidl"), "{body}");
    assert_eq!(
        text("deux.yaml"),
        "title: Isaac Steidl\nbody: \"le \\\"vieux\\\"\"\nx:\n  body: >-\n    Isaac\n    Steidl, le \"vieux\"\nbody2: 'le vieu'\ny: {body: le \"vieux\"}\n"
    );
    assert_eq!(text("trois.toml"), "title = 'Isaac Steidl'\nbody = 'le \"vieux\"'\n[x]\nbody = \"le \\\"vieux\\\"\"\n");
}

#[test]
fn a_broken_file_is_an_error_of_the_run() {
    let desk = desk(&[("content/un.json", "{\"title\":\n  oui}"), ("content/deux.yaml", "title: [\n"), ("other.json", "{oui")]);
    let output = factlint(desk.path(), &["check", "."]);
    let stderr = err(&output);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("cannot read content/un.json: it is not valid JSON: line 2 (offset 12): a value was expected"), "{stderr}");
    assert!(stderr.contains("cannot read content/deux.yaml: it is not valid YAML: line"), "{stderr}");
    assert!(!stderr.contains("other.json"), "{stderr}");
}

#[test]
fn standard_input_and_sources_are_read_by_views_too() {
    let desk = desk(&[("content/un.json", "{\"body\": \"Isaac **Steidl** a parl\\u00e9\"}")]);
    let rules = "[source.a]\npath = \"../content/un.json\"\n[name.steidl]\ncanonical = \"Isaac Steidl\"\n\
                 evidence = { source = \"a\", quote = \"Isaac Steidl a parlé\" }\n";
    write(desk.path(), "rules/facts.toml", rules);
    let output = factlint(desk.path(), &["check", "content"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let why = factlint(desk.path(), &["check", "--why", "content/un.json:1:17"]);
    assert!(out(&why).contains("Steidl"), "{}", err(&why));
}

#[test]
fn mistakes_in_a_view_have_their_place() {
    let desk = desk(&[("a.txt", "x\n")]);
    let config = "[[view]]\nfiles = 'a['\nfields = ['a..b', 'c']\nformat = 'docx2'\n[[view]]\nfiles = 'a'\n";
    write(desk.path(), "factlint.toml", config);
    let output = factlint(desk.path(), &["check", "a.txt"]);
    let stderr = err(&output);
    assert_eq!(output.status.code(), Some(2));
    for message in [
        "`a[` is no glob",
        "`a..b` is no path of keys: a key is missing",
        "`format` of a [[view]] must be one of",
        "a [[view]] has no `fields`",
    ] {
        assert!(stderr.contains(message), "{message}: {stderr}");
    }
}
