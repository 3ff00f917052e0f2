//! What stands around the check: schemas, the first files, completions, the hook.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use factlint::config::{Config, FIELDS as CONFIG_FIELDS};
use factlint::dossier::fields::Field;
use factlint::dossier::load::head::{DOSSIER_FIELDS, SOURCE_FIELDS};
use factlint::dossier::load::load;
use factlint::dossier::load::rule::{EVIDENCE_FIELDS, RULE_FIELDS};
use factlint::kind::KindName;
use factlint::schema;
use factlint::source::SourceFile;
use jsonschema::Validator;
use serde_json::Value;

use crate::support::{Said, desk, factlint, read, said, write};

fn run(folder: &Path, args: &[&str]) -> Said {
    said(&factlint(folder, args))
}

/// TOML as editors hand it to a schema: dates are strings.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(list) => list.into_iter().map(json).collect(),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect()),
        other => serde_json::to_value(other).expect("JSON"),
    }
}

fn compiled(schema: Value) -> Validator {
    jsonschema::validator_for(&schema).expect("a schema")
}

static RULES: LazyLock<Validator> = LazyLock::new(|| compiled(schema::rules()));
static CONFIG: LazyLock<Validator> = LazyLock::new(|| compiled(schema::config()));

/// What a schema says against a text.
fn refusals(validator: &Validator, text: &str) -> Vec<String> {
    let table: toml::Table = text.parse().expect("TOML");
    let instance = json(toml::Value::Table(table));
    validator.iter_errors(&instance).map(|error| format!("{}: {error}", error.instance_path)).collect()
}

/// What the reader says against a rule file.
fn mistakes(text: &str) -> Vec<String> {
    let (_, problems) = load(vec![SourceFile::from_text("a.toml", text)]);
    problems.into_iter().map(|problem| problem.message).collect()
}

/// Every key of every table.
const FULL: &str = r#"
[dossier]
title = "t"
language = "fr"
about = ["coco"]
applies-to = "news/**"
[source.parquet]
title = "t"
date = 2024-06-25
path = "nowhere.txt"
url = "https://example.org"
rank = 1
cited-as = ["parquet"]
complete = true
[name."isaac-é2"]
fix = false
canonical = "Isaac Steidl"
accept = "Steidl"
short = ["Steidl"]
reject = ["Isaac S."]
distinct = ["Steidel"]
family-first = false
fuzzy = true
evidence = [{ source = "parquet", quote = "q" }, { source = "parquet" }]
severity = "note"
message = "m"
help = "h"
near = "site"
unless-near = ["autre"]
valid = ["v"]
invalid = "i"
[domain.coco]
canonical = "coco.gg"
accept = ["coco.example"]
former = "coco.fr"
former-near = ["anciennement"]
reject = ["coco.com"]
lookalikes = false
[term.junalco]
canonical = "Junalco"
accept = ["JUNALCO"]
reject = "Junalcos"
expansion = "juridiction nationale"
gender = "feminine"
[figure.a]
value = 23_051
unit = "procédures"
rounding = "any"
tolerance = "2 %"
[figure.b]
value = 8.5
unit = ["victimes"]
tolerance = 0.5
[date.a]
value = { from = 2024-06-25, to = "2024-07" }
near = ["fermé"]
[date.b]
value = "2024"
near = "fermé"
[date.c]
value = 2024-06-25T10:00:00Z
near = "ouvert"
[quote.a]
source = "parquet"
min-words = 5
[quote.b]
canonical = "les mots eux-mêmes sont là"
[typo.a]
wrong = ["a b", "c d"]
right = ["e f", "g h"]
[typo.b]
pattern = "web (\\w+)phobe"
right = "$1"
[claim.a]
status = "unconfirmed"
all = [["serveur"], ["Belgique", "belge"]]
within = "paragraph"
hedges = ["dit-on"]
[claim.b]
status = "embargoed"
until = 2026-01-31
all = [["x"]]
[protected.a]
key-check = "00112233445566778899aabbccddeeff"
forms = ["00112233445566778899aabbccddeeff"]
"#;

/// Rule files with one mistake each, one that a schema can know.
const BROKEN: &[&str] = &[
    "title = 'x'",
    "[dossier]\nlangage = 'fr'",
    "[dossier]\nlanguage = 'de'",
    "[dossier]\nabout = ['a', '']",
    "[source.a]\nrank = 0",
    "[source.a]\nrank = '1'",
    "[source.a]\nrank = 1.5",
    "[source.a]\ndate = 'June'",
    "[source.a]\ncomplete = 'yes'",
    "[source.Le_Monde]\ntitle = 'x'",
    "[names.a]\ncanonical = 'A B'",
    "[name]\ncanonical = 'A B'",
    "[name.A]\ncanonical = 'A B'",
    "[name.a]\naccept = 'x'",
    "[name.a]\ncanonical = ' '",
    "[name.a]\ncanonical = ['A B']",
    "[name.a]\ncanonical = 'A B'\nseverity = 'fatal'",
    "[name.a]\ncanonical = 'A B'\nfuzzy = 1",
    "[name.a]\ncanonical = 'A B'\nevidence = 'there'",
    "[name.a]\ncanonical = 'A B'\nevidence = { quote = 'q' }",
    "[name.a]\ncanonical = 'A B'\nevidence = [{ source = 'a', page = 3 }]\n[source.a]\ntitle = 'x'",
    "[term.a]\ncanonical = 'T'\ngender = 'neuter'",
    "[figure.a]\nvalue = '7'\nunit = 'x'",
    "[figure.a]\nvalue = 7",
    "[figure.a]\nvalue = 7\nunit = []",
    "[figure.a]\nvalue = 7\nunit = 'x'\ntolerance = -1",
    "[figure.a]\nvalue = 7\nunit = 'x'\ntolerance = '2'",
    "[date.a]\nvalue = 2024-06-25",
    "[date.a]\nvalue = 2024-06-25\nnear = []",
    "[date.a]\nvalue = 2024\nnear = 'x'",
    "[date.a]\nvalue = { from = 2024-06-25 }\nnear = 'x'",
    "[date.a]\nvalue = { from = 2024-06-25, to = 2024-06-26, at = 1 }\nnear = 'x'",
    "[quote.a]\nmin-words = 4",
    "[quote.a]\nsource = 'a'\ncanonical = 'un deux trois quatre'\n[source.a]\ntitle = 'x'",
    "[typo.a]\nright = 'x'",
    "[typo.a]\nwrong = 'y'\npattern = 'y'\nright = 'x'",
    "[typo.a]\nwrong = []\nright = []",
    "[claim.a]\nstatus = 'denied'\nall = []",
    "[claim.a]\nstatus = 'denied'\nall = [[]]",
    "[claim.a]\nstatus = 'denied'\nall = ['a']",
    "[claim.a]\nstatus = 'rumour'\nall = [['a']]",
    "[claim.a]\nstatus = 'embargoed'\nall = [['a']]",
    "[protected.a]\nkey-check = '00112233445566778899aabbccddeeff'\nforms = ['Anna Berg']",
    "[protected.a]\nforms = ['00112233445566778899aabbccddeeff']",
    "[protected.a]\nkey-check = '00112233445566778899aabbccddeeff'\nforms = ['00112233445566778899aabbccddeeff']\nvalid = ['a']",
    "[claim.a]\nstatus = 'denied'\nall = [['a']]\nuntil = 2026-01-31",
];

/// Every `*.toml` of the project's own rule files.
fn own_rule_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join("docs/facts.toml")];
    for folder in ["rules", "tests/pairs", "tests/stories", "tests/originals", "tests/report"] {
        let entries = std::fs::read_dir(root.join(folder)).expect("a folder");
        files.extend(entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.extension().is_some_and(|it| it == "toml")));
    }
    files
}

#[test]
fn every_rule_file_of_the_project_fits_the_schema() {
    let mut met = 0;
    for path in own_rule_files() {
        let text = std::fs::read_to_string(&path).expect("a file");
        // Tables of expectations are no rule files.
        if mistakes(&text).iter().all(|message| message.contains("evidence")) {
            met += 1;
            assert_eq!(refusals(&RULES, &text), [""; 0], "{}", path.display());
        }
    }
    assert!(met > 3, "only {met} rule files were met");
}

#[test]
fn a_file_with_every_key_is_read_and_fits_and_no_key_is_missing_in_it() {
    assert_eq!(mistakes(FULL), [""; 0]);
    assert_eq!(refusals(&RULES, FULL), [""; 0]);
    let table: toml::Table = FULL.parse().expect("TOML");
    let has = |group: &str, field: &Field| {
        let one = |table: &toml::Value| table.get(field.key).is_some();
        let group = &table[group];
        one(group) || group.as_table().expect("a table").values().any(one)
    };
    assert!(DOSSIER_FIELDS.iter().all(|field| has("dossier", field)), "add the new key to FULL");
    assert!(SOURCE_FIELDS.iter().all(|field| has("source", field)), "add the new key to FULL");
    assert!(RULE_FIELDS.iter().all(|field| has("name", field)), "add the new key to FULL");
    assert!(EVIDENCE_FIELDS.iter().all(|field| ["source", "quote"].contains(&field.key)), "add the new key to FULL");
    for kind in KindName::ALL {
        assert!(kind.fields().iter().all(|field| has(kind.as_str(), field)), "add the new key of {kind:?} to FULL");
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    for text in BROKEN {
        assert!(!mistakes(text).is_empty(), "the reader takes {text:?}");
        assert!(!refusals(&RULES, text).is_empty(), "the schema takes {text:?}");
    }
}

#[test]
fn the_schema_of_the_configuration_is_what_its_reader_takes() {
    let read = |text: &str| Config::read(&SourceFile::from_text("factlint.toml", text), Path::new("factlint.toml")).1;
    let full = "rules = 'r'\ninclude = ['*.md']\nexclude = ['a/']\nfail-on = 'never'\nbaseline = 'b.toml'\nprotect-key = 'k'\n\
                [severity]\n'name.*' = 'off'\n[per-file]\n'a/**' = ['typo.*']\n\
                [[view]]\nfiles = 'a/*.json'\nfields = ['title', 'body.*.text']\nformat = 'markdown'\n";
    assert!(read(full).is_empty(), "{:?}", read(full));
    assert_eq!(refusals(&CONFIG, full), [""; 0]);
    let table: toml::Table = full.parse().expect("TOML");
    assert!(CONFIG_FIELDS.iter().all(|field| table.contains_key(field.key)), "add the new key to this test");
    for broken in [
        "rule = 'x'",
        "rules = 7",
        "exclude = ['']",
        "fail-on = 'errors'",
        "baseline = ['b.toml']",
        "severity = 'off'",
        "[severity]\n'a.*' = 'fatal'",
        "[per-file]\n'x' = 'y'",
        "[per-file]\n'x' = [1]",
        "view = 'a'",
        "view = ['a']",
        "[[view]]\nfiles = 'a.json'",
        "[[view]]\nfiles = 'a.json'\nfields = []",
        "[[view]]\nfiles = 'a.json'\nfields = 'a'\nformat = 'json'",
        "[[view]]\nfiles = 'a.json'\nfields = 'a'\nfield = 'b'",
    ] {
        assert!(!read(broken).is_empty(), "the reader takes {broken:?}");
        assert!(!refusals(&CONFIG, broken).is_empty(), "the schema takes {broken:?}");
    }
}

#[test]
fn every_key_of_a_schema_is_described() {
    fn look(schema: &Value, at: &str) {
        for (key, value) in schema["properties"].as_object().into_iter().flatten() {
            let inner = &value["additionalProperties"];
            assert!(value["description"].is_string() || at.contains("anyOf"), "{at}/{key}");
            look(value, &format!("{at}/{key}"));
            look(inner, &format!("{at}/{key}"));
        }
    }
    let desk = tempfile::tempdir().expect("a temporary folder");
    for args in [&["schema"][..], &["schema", "rules"], &["schema", "config"]] {
        let (status, out, _) = run(desk.path(), args);
        let schema: Value = serde_json::from_str(&out).expect("JSON");
        assert!(status == 0 && schema["$schema"] == "http://json-schema.org/draft-07/schema#");
        assert!(jsonschema::meta::is_valid(&schema));
        look(&schema, "");
    }
}

/// The examples of a first file, taken out of their comments: those begin with `#` and no space.
fn uncommented(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(example) if !example.starts_with(' ') && !example.is_empty() => format!("{example}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn init_writes_a_project_that_can_be_checked_and_whose_examples_hold() {
    let desk = tempfile::tempdir().expect("a temporary folder");
    let (status, out, err) = run(desk.path(), &["init"]);
    assert!(status == 0 && out.contains("rules/story.toml") && out.contains("factlint check"), "{out}{err}");
    let (status, out, err) = run(desk.path(), &["check", "--fail-on", "note"]);
    assert!(status == 0 && err.starts_with("warning: no file was checked") && err.contains("name the drafts"), "{out}{err}");
    write(desk.path(), "draft.txt", "The captain, Ingrid Rasmusen, was the last to leave.\n");
    assert_eq!(run(desk.path(), &["check"]).0, 1);

    write(desk.path(), "sources/release.txt", "Nobody was hurt, said the captain, Ingrid Rasmussen.\n");
    for name in ["factlint.toml", "rules/story.toml"] {
        let text = read(desk.path(), name);
        assert_ne!(uncommented(&text), text);
        write(desk.path(), name, uncommented(&text));
    }
    let (status, out, err) = run(desk.path(), &["check", "--write-baseline", "factlint-baseline.toml"]);
    assert!(status == 0 && !err.contains("error"), "{out}{err}");
    let (status, out, err) = run(desk.path(), &["check", "--show-rules"]);
    assert!(
        status == 0 && err.is_empty() && out.lines().count() == KindName::ALL.len() - 1,
        "one example of each kind but `protected`: {out}{err}"
    );
    assert_eq!(refusals(&RULES, &read(desk.path(), "rules/story.toml")), [""; 0]);
    assert_eq!(refusals(&CONFIG, &read(desk.path(), "factlint.toml")), [""; 0]);
}

#[test]
fn init_overwrites_nothing_and_can_be_told_where() {
    let desk = desk(&[("rules/story.toml", "mine")]);
    let (status, _, err) = run(desk.path(), &["init"]);
    assert!(status == 2 && err.contains("rules/story.toml is there already; nothing was written"), "{err}");
    assert!(!desk.path().join("factlint.toml").exists());
    assert_eq!(read(desk.path(), "rules/story.toml"), "mine");
    assert_eq!(run(desk.path(), &["init", "a/new desk"]).0, 0);
    assert_eq!(run(&desk.path().join("a/new desk"), &["check"]).0, 0);
    assert_eq!(run(desk.path(), &["init", "rules/story.toml"]).0, 2, "a file is no folder");
}

#[test]
fn every_shell_gets_its_completions() {
    let desk = tempfile::tempdir().expect("a temporary folder");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (status, out, err) = run(desk.path(), &["completions", shell]);
        assert!(status == 0 && out.contains("write-baseline"), "{shell}: {err}");
    }
    assert_eq!(run(desk.path(), &["completions", "none"]).0, 2);
}

#[test]
fn named_rule_files_are_drafts_unless_exclude_is_forced() {
    let desk = tempfile::tempdir().expect("a temporary folder");
    run(desk.path(), &["init"]);
    write(desk.path(), "draft.txt", "Nothing.\n");
    // The dossier's own `invalid` text is one.
    let named = ["check", "rules/story.toml", "factlint.toml", "draft.txt"];
    assert_eq!(run(desk.path(), &named).0, 1);
    let (status, out, _) = run(desk.path(), &[&named[..], &["--force-exclude"]].concat());
    assert!(status == 0 && out.contains("1 file (2 skipped"), "{out}");
}
