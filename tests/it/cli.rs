//! The command line as users and scripts see it: arguments, output, exit status. Nothing a user does may make it panic.

#![expect(clippy::print_stdout, reason = "what is skipped is said")]

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Run, command, desk, factlint, piped, read, status, write};

const RULES: &str = "[name.steidl]\ncanonical = \"Isaac Steidl\"\n\n[typo.web]\nwrong = \"francophobe\"\nright = \"francophone\"\n";
const WRONG: &str = "Le web francophobe est là.\n";

/// A folder with these files, a run in it.
struct Desk(TempDir);

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        Self(desk(files))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        write(self.path(), name, bytes);
    }

    fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        command(self.path(), args)
    }

    fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Run {
        Run(factlint(self.path(), args))
    }

    fn pipe(&self, args: &[&str], input: &[u8]) -> Run {
        Run(piped(self.command(args), input))
    }
}

#[test]
fn exit_status_is_0_without_findings_1_with_some_and_2_where_the_run_cannot_be_trusted() {
    let desk = Desk::new(&[("rules/a.toml", RULES), ("good.txt", "Le web francophone.\n"), ("bad.txt", WRONG)]);
    desk.run(&["check", "good.txt"]).ends(0);
    desk.run(&["check", "bad.txt"]).ends(1);
    desk.run(&["check", "bad.txt", "--fail-on", "never"]).ends(0);
    let both = desk.run(&["check", "bad.txt", "missing.txt"]);
    both.ends(2);
    assert!(both.out().contains("typo.web") && both.err().contains("cannot read missing.txt: no such file"), "{}", both.err());
    desk.run(&["check", "--nonsense"]).ends(2);
    assert!(desk.run(&["check", "--fix", "good.txt"]).ends(2).err().contains("`factlint fix` applies the safe fixes"));
    desk.run(&["check", "--as-of", "tomorrow", "good.txt"]).ends(2);
    desk.run(&["--help"]).ends(0);
    desk.run(&["--version"]).ends(0);
}

#[test]
fn no_rules_is_an_error_and_never_a_silent_pass() {
    let desk = Desk::new(&[("a.txt", WRONG), ("empty.toml", "[dossier]\ntitle = \"x\"\n")]);
    let run = desk.run(&["check", "a.txt"]);
    assert!(run.ends(2).err().contains("no rules found in rules"), "{}", run.err());
    desk.run(&["check", "a.txt", "--rules", "empty.toml"]).ends(2);
    let run = desk.run(&["check", "a.txt", "--rules", "nowhere.toml"]);
    assert!(run.ends(2).err().contains("cannot read nowhere.toml"), "{}", run.err());
}

#[test]
fn help_has_the_example_of_a_first_rule_file_and_no_story_of_anybody() {
    let desk = Desk::new(&[("empty.toml", "[dossier]\n")]);
    let commands = [&["--help"][..], &["explain", "--help"]].map(|args| desk.run(args).ends(0).out());
    let no_rules = [&["check"][..], &["check", "--rules", "empty.toml"]].map(|args| desk.run(args).ends(2).err());
    for text in commands.iter().chain(&no_rules) {
        assert!(text.contains("rasmussen") && !text.to_lowercase().contains("steidl"), "{text}");
    }
}

#[test]
fn eight_mistakes_give_eight_diagnostics_at_their_places_in_one_run() {
    let rules = "\
[dossier]
langage = \"fr\"

[source.release]
path = \"release.txt\"

[name.a]
canonical = 7

[name.b]
accept = [\"B\"]

[domain.c]
canonical = \"not a domain\"

[figure.d]
value = \"many\"
unit = \"ships\"

[date.e]
value = 2024-02-03

[typo.f]
wrong = \"x\"
right = \"y\"
evidence = { source = \"releas\", quote = \"the ship sank\" }

[term.g]
canonical = \"G7\"
evidence = { source = \"release\", quote = \"the ship has sunk at dawn\" }
";
    let desk = Desk::new(&[("rules/a.toml", rules), ("rules/release.txt", "On Friday the ship sank at dawn.\n"), ("a.txt", "x\n")]);
    let run = desk.run(&["check", "a.txt"]);
    let err = run.ends(2).err();
    let places: Vec<&str> = err.lines().filter_map(|line| line.trim_start().strip_prefix("┌─ rules/a.toml:")).collect();
    assert_eq!(places, ["2:1", "8:13", "10:2", "14:13", "17:9", "20:2", "26:23", "30:42"], "{err}");
    assert_eq!(err.matches("error: ").count(), 8, "{err}");
    for help in ["did you mean `language`?", "did you mean `release`?", "the nearest passage"] {
        assert!(err.contains(help), "{help} is not in {err}");
    }
}

#[test]
fn a_syntax_error_does_not_hide_other_mistakes() {
    let desk = Desk::new(&[("rules/a.toml", "[name.a]\ncanonical = \n\n[name.b]\nfoo = 1\ncanonical = \"B\"\n"), ("a.txt", "x\n")]);
    let err = desk.run(&["check", "a.txt"]).ends(2).err();
    assert!(err.contains("rules/a.toml:2:") && err.contains("unknown key `foo`"), "{err}");
}

#[test]
fn a_value_of_the_wrong_type_is_shown_as_it_is_to_be_written() {
    let desk = Desk::new(&[("a.txt", "x\n")]);
    let figure = |value: &str| format!("[figure.s]\nvalue = {value}\nunit = \"statements\"\n");
    let claim = |all: &str| format!("[claim.c]\nstatus = \"unconfirmed\"\nall = {all}\n");
    for (rules, help) in [
        (figure("\"64\""), "take the quotation marks away: 64"),
        (figure("\"1 850\""), "take the quotation marks away: 1850"),
        (figure("1 850"), "a number has no spaces: 1850"),
        (claim("[\"staff\", \"involved\"]"), "each group is a list of its own: [[\"staff\"], [\"involved\"]]"),
        (claim("[[\"staff\", \"insider\"], \"involved\"]"), "its own: [[\"staff\", \"insider\"], [\"involved\"]]"),
        (claim("\"staff\""), "each group is a list of its own: [[\"staff\"]]"),
    ] {
        desk.write("rules/a.toml", rules.as_bytes());
        let err = desk.run(&["check", "a.txt"]).ends(2).err();
        assert!(err.contains(help), "{rules}: {err}");
        assert_eq!(err.matches("error: ").count(), 1, "one mistake is told once: {err}");
    }
    desk.write("rules/a.toml", b"[name.le maire]\ncanonical = \"Marc Ferrand\"\n");
    assert!(desk.run(&["check", "a.txt"]).ends(2).err().contains("an ID has no spaces: [name.le-maire]"));
    desk.write("rules/a.toml", figure("\"many\"").as_bytes());
    assert!(!desk.run(&["check", "a.txt"]).ends(2).err().contains("help"), "nobody can tell what was meant");
}

#[test]
fn json_has_bytes_and_characters_of_the_file_as_it_is_on_disk() {
    let desk = Desk::new(&[("rules/a.toml", RULES), ("a.txt", "\u{feff}é😀 Le web\r\nfrancophobe.\r\n")]);
    let report = desk.run(&["check", "a.txt", "--format", "json"]).json();
    let finding = &report["findings"][0];
    assert_eq!(
        (finding["rule"].as_str(), finding["dossier"].as_str(), finding["rule-line"].as_u64()),
        (Some("typo.web"), Some("rules/a.toml"), Some(4))
    );
    assert_eq!(finding["start"], serde_json::json!({"offset": 3 + 2 + 4 + 1 + 6 + 2, "line": 2, "column": 1}));
    assert_eq!((finding["text"].as_str(), finding["path"].as_str()), (Some("francophobe"), Some("a.txt")));
    assert_eq!(report["summary"]["errors"], 1);
}

#[test]
fn standard_input_is_read_under_its_given_name() {
    let desk = Desk::new(&[("rules/a.toml", RULES)]);
    let run = desk
        .pipe(&["check", "-", "--stdin-filename", "draft.md", "--format", "short"], "Le web `francophobe` et franco**phobe**\n".as_bytes());
    assert_eq!(
        run.ends(1).out().lines().next().map(|line| line.split(": ").next().unwrap_or_default().to_owned()),
        Some("draft.md:1:25".into()),
        "{}",
        run.out()
    );
    desk.pipe(&["check", "-"], b"").ends(0);
    desk.pipe(&["check", "-"], b"a\0b").ends(2);
}

#[test]
fn a_walk_honours_ignore_files_and_counts_what_it_skips() {
    let desk = Desk::new(&[
        ("rules/a.toml", RULES),
        (".gitignore", "ignored.txt\n"),
        ("ignored.txt", WRONG),
        ("b/unknown.xyz", WRONG),
        ("b/.hidden.txt", WRONG),
        ("a.txt", WRONG),
    ]);
    desk.write("b/image.png", b"\x89PNG\0\0");
    let report = desk.run(&["check", ".", "--format", "json"]).json();
    let paths: Vec<&str> = report["findings"].as_array().expect("a list").iter().filter_map(|finding| finding["path"].as_str()).collect();
    assert_eq!(paths, ["a.txt", "b/unknown.xyz"]);
    assert_eq!(report["summary"]["skipped"], 4, "two hidden files, a binary file and a rule file");
    desk.run(&["check", "b/image.png"]).ends(2);
    assert_eq!(desk.run(&["check", "--show-files", "b", "a.txt"]).ends(0).out(), "a.txt\nb/image.png\nb/unknown.xyz\n");
}

#[test]
fn select_ignore_and_configuration_decide_about_codes() {
    let config = "rules = \"facts\"\nexclude = [\"old/**\"]\nfail-on = \"note\"\n[severity]\n\"typo.*\" = \"note\"\n[per-file]\n\"quiet.txt\" = [\"typo.web\"]\n";
    let desk = Desk::new(&[
        ("factlint.toml", config),
        ("facts/a.toml", RULES),
        ("a.txt", WRONG),
        ("quiet.txt", WRONG),
        ("old/a.txt", WRONG),
        ("sub/b.txt", WRONG),
    ]);
    let report = desk.run(&["check", "--format", "json"]);
    let findings = report.ends(1).json()["findings"].as_array().expect("a list").clone();
    assert!(findings.iter().all(|finding| finding["severity"] == "note"), "{findings:?}");
    assert_eq!(findings.iter().filter_map(|finding| finding["path"].as_str()).collect::<Vec<_>>(), ["a.txt", "sub/b.txt"]);
    desk.run(&["check", "a.txt", "--fail-on", "error"]).ends(0);
    desk.run(&["check", "a.txt", "--ignore", "typo.*"]).ends(0);
    desk.run(&["check", "a.txt", "--select", "name.*"]).ends(0);
    desk.run(&["check", "old/a.txt"]).ends(1);
    desk.run(&["check", "old/a.txt", "--force-exclude"]).ends(0);
    desk.write("factlint.toml", b"exclud = []\n");
    let err = desk.run(&["check", "a.txt"]).ends(2).err();
    assert!(err.contains("factlint.toml:1:1") && err.contains("did you mean `exclude`?"), "{err}");
}

#[test]
fn globs_of_the_configuration_hold_however_a_path_is_named() {
    let config = "include = ['**/*.md', '*.json']\nexclude = ['archive/']\n[per-file]\n'quiet/**' = ['typo.*']\n[[view]]\nfiles = '*.json'\nfields = 'title'\n";
    let desk = Desk::new(&[
        ("factlint.toml", config),
        ("rules/a.toml", RULES),
        ("a.md", WRONG),
        ("b.txt", WRONG),
        ("archive/c.md", WRONG),
        ("quiet/d.md", WRONG),
        ("e.json", "{\"title\": \"web\", \"slug\": \"le web francophobe\"}\n"),
    ]);
    let up = Path::new("..").join(desk.path().file_name().expect("a name"));
    for here in [Path::new("."), desk.path(), &up] {
        let report = desk.run(&["check", &here.to_string_lossy(), "--format", "json"]).json();
        let found: Vec<&str> = report["findings"].as_array().expect("a list").iter().filter_map(|one| one["path"].as_str()).collect();
        assert_eq!((found.len(), &report["summary"]["files"]), (1, &Value::from(3)), "{}: {found:?}", here.display());
        assert!(found[0].ends_with("a.md"));
    }
}

#[test]
fn directives_silence_a_rule_and_unused_ones_are_reported() {
    let desk = Desk::new(&[("rules/a.toml", RULES)]);
    let short = |name: &str, text: &str| {
        desk.write(name, text.as_bytes());
        let out = desk.run(&["check", name, "--format", "short", "--fail-on", "never"]).ends(0).out();
        out.lines().map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(
        short("a.txt", "factlint: allow typo.web -- a pun\n\nLe web francophobe.\n\nUn autre francophobe.\n"),
        ["a.txt:5:10 error[typo.web]"]
    );
    assert_eq!(short("b.md", "Le web francophobe. <!-- factlint: allow typo.* -- a pun -->\nfrancophobe\n"), ["b.md:2:1 error[typo.web]"]);
    assert_eq!(short("c.md", "<!-- factlint: allow-file typo.web -- a pun -->\n\nfrancophobe\n\nfrancophobe\n"), [""; 0]);
    assert_eq!(short("d.md", "<!-- factlint: allow typo.web -- a pun -->\n\nfrancophone\n"), ["d.md:1:22 warning[unused-allow]"]);
    assert_eq!(short("f.md", "<!-- factlint: alow typo.web -- a pun -->\n\nfrancophone\n"), ["f.md:1:1 warning[unused-allow]"]);
    assert_eq!(short("h.md", "<!-- factlint allow typo.web -- a pun -->\n\nfrancophone\n"), ["h.md:1:1 warning[unused-allow]"]);
    assert!(short("i.md", "<!-- factlint is run here; we allow nothing -->\n\nfrancophone\n").is_empty());
    assert_eq!(short("g.md", "<!-- factlint: allow -- a pun -->\n\nfrancophone\n"), ["g.md:1:1 warning[unused-allow]"]);
    assert_eq!(short("e.txt", "Le web « francophobe » [sic].\n"), [""; 0]);
    assert_eq!(short("f.txt", "factlint: allowed typo.web\n\nfrancophobe\n"), ["f.txt:3:1 error[typo.web]"]);
    assert_eq!(short("g.md", "<!-- factlint: allow typo.web\n-- a pun on name.steidl -->\n\nfrancophobe\n"), [""; 0]);
    for (code, help) in [
        ("name.stiedl", "did you mean `name.steidl`?"),
        ("nmae.steidl", "did you mean `name.steidl`?"),
        ("name.brandvold", "remove the directive"),
        ("name.steidl", "remove the directive"),
        ("date.weekday", "remove the directive"),
    ] {
        desk.write("j.md", format!("<!-- factlint: allow {code} -->\n\nfrancophone\n").as_bytes());
        let out = desk.run(&["check", "j.md"]).ends(0).out();
        assert!(out.contains(help), "{code}: {out}");
    }
    assert_eq!(short("h.md", "<!-- factlint: allow typo.web -->\n\n> francophobe\n\nfrancophobe\n"), ["h.md:5:1 error[typo.web]"]);
}

#[test]
fn embargoes_end_on_the_day_that_is_given() {
    let rules = "[claim.merger]\nstatus = \"embargoed\"\nuntil = 2026-03-01\nall = [[\"Orla\"], [\"merger\"]]\n";
    let desk = Desk::new(&[("rules/a.toml", rules), ("a.txt", "Orla announces a merger with Brandt.\n")]);
    desk.run(&["check", "a.txt", "--as-of", "2026-02-01"]).ends(1);
    desk.run(&["check", "a.txt", "--as-of", "2026-03-02"]).ends(0);
    let epoch = desk.command(&["check", "a.txt"]).env("SOURCE_DATE_EPOCH", "1767225600").output().expect("it runs");
    assert_eq!(epoch.status.code(), Some(1));
}

#[test]
fn unchecked_evidence_is_counted_and_strict_refuses_it() {
    let rules = "[source.secret]\npath = \"secret.txt\"\n[name.a]\ncanonical = \"Isaac Steidl\"\nevidence = { source = \"secret\", quote = \"Isaac Steidl\" }\n";
    let desk = Desk::new(&[("rules/a.toml", rules), ("a.txt", "Isaac Steidel\n")]);
    let run = desk.run(&["check", "a.txt", "--format", "json"]);
    assert_eq!(run.ends(1).json()["summary"]["unchecked"], 1);
    assert_eq!(run.json()["findings"][0]["evidence"][0]["state"], "unchecked");
    let err = desk.run(&["check", "a.txt", "--strict"]).ends(2).err();
    assert!(err.contains("rules/a.toml:5:41") && err.contains("the file of [source.secret] is not there"), "{err}");
}

#[test]
fn output_is_written_as_a_whole_and_colour_follows_the_flag() {
    let desk = Desk::new(&[("rules/a.toml", RULES), ("a.txt", WRONG)]);
    assert_eq!(desk.run(&["check", "a.txt", "--output", "report.txt"]).ends(1).out(), "");
    let written = std::fs::read_to_string(desk.path().join("report.txt")).expect("the report");
    assert!(written.contains("error[typo.web]") && !written.contains('\u{1b}'));
    assert!(desk.run(&["check", "a.txt", "--color", "always"]).out().contains('\u{1b}'));
    assert!(!desk.run(&["check", "a.txt"]).out().contains('\u{1b}'));
    desk.run(&["check", "a.txt", "--output", "no/such/folder/report.txt"]).ends(2);
}

#[test]
fn explain_shows_a_rule_with_its_evidence_and_proposes_the_nearest_code() {
    let rules = "[source.s]\ntitle = \"Release\"\npath = \"s.txt\"\n[name.a]\ncanonical = \"Isaac Steidl\"\nevidence = { source = \"s\", quote = \"Isaac Steidl\" }\nvalid = [\"M. Steidl.\"]\n";
    let desk = Desk::new(&[("rules/a.toml", rules), ("rules/s.txt", "Here is Isaac Steidl.\n")]);
    let page = desk.run(&["explain", "name.a"]).ends(0).out();
    for part in ["Isaac Steidl", "rules/s.txt:1:9", "misspelled", "M. Steidl.", "rules/a.toml:4"] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let rules =
        "[claim.x]\nstatus = \"disputed\"\nall = [\n[\"server\"],\n  [\n\"Belgium\"]]\n# next\n\n[typo.y]\nwrong = \"a\"\nright = \"b\"\n";
    desk.write("lists.toml", rules.as_bytes());
    let page = desk.run(&["explain", "claim.x", "--rules", "lists.toml"]).ends(0).out();
    assert!(page.contains("all = [\n  [\"server\"],\n    [\n  \"Belgium\"]]\n\nReports"), "{page}");
    let rules = "[name]\na = { canonical = \"Isaac Steidl\" }\n\n[typo.y]\n# since May\nwrong = \"teh\"\nright = \"the\"\ninvalid = [\"\"\"\n# Heading\n\nteh word.\"\"\"] # so\n# next\n";
    desk.write("forms.toml", rules.as_bytes());
    let page = desk.run(&["explain", "name.a", "--rules", "forms.toml"]).ends(0).out();
    assert!(page.contains("forms.toml:2\n") && page.contains("\nRule\n  a = { canonical = \"Isaac Steidl\" }\n\nReports"), "{page}");
    let page = desk.run(&["explain", "typo.y", "--rules", "forms.toml"]).ends(0).out();
    let table = "  [typo.y]\n  # since May\n  wrong = \"teh\"\n  right = \"the\"\n  invalid = [\"\"\"\n  # Heading\n\n  teh word.\"\"\"] # so\n\nReports";
    assert!(page.contains(table), "{page}");
    assert!(desk.run(&["explain", "name.b"]).ends(2).err().contains("did you mean `name.a`?"));
    desk.run(&["explain", "date.weekday"]).ends(0);
}

#[test]
fn lists_and_pages_show_pictures_of_what_would_fool_a_terminal() {
    let hostile = |text: &str| text.contains(['\u{1b}', '\u{202e}', '\u{9b}']);
    let rules = "[dossier]\ntitle = \"D\\u202E\"\n\n[source.s]\ntitle = \"S\\u202E\"\nurl = \"u\\u202E\"\npath = \"s\\u202E.txt\"\n\n\
                 [typo.web]\nwrong = \"francophobe\"\nright = \"b\\u202Ex\"\nevidence = { source = \"s\", quote = \"un web\" }\n";
    let desk = Desk::new(&[("rules/r.toml", rules), ("rules/s\u{202e}.txt", "Un web."), ("a.txt", WRONG)]);
    #[cfg(unix)]
    desk.write("b\u{1b}[31m.txt", b"rien");
    for args in [&["check", "--show-files"][..], &["check", "--show-rules"], &["explain", "typo.web"]] {
        let run = desk.run(args);
        assert!(!hostile(&run.ends(0).out()), "{args:?}: {:?}", run.out());
    }
    assert!(desk.run(&["check", "--show-rules"]).out().contains("typo.web b‹U+202E›x"));
    assert!(desk.run(&["explain", "typo.web"]).out().contains("Evidence: S‹U+202E›"));
}

#[test]
fn files_that_cannot_be_read_are_named_and_the_others_are_still_checked() {
    let desk = Desk::new(&[("rules/a.toml", RULES), ("a.txt", WRONG), ("empty.txt", "")]);
    desk.write("bad.txt", b"caf\xc3\xa9 caf\xc3\xa9\n caf\xe9\n");
    desk.write("nul.txt", b"a\0b");
    let run = desk.run(&["check", "a.txt", "empty.txt", "bad.txt", "nul.txt"]);
    let err = run.ends(2).err();
    assert!(run.out().contains("typo.web") && err.contains("bad.txt: it is not UTF-8: bad byte at line 2 (offset 16)"), "{err}");
    assert!(err.contains("cannot read nul.txt: it is a binary file") && !err.contains("empty.txt"), "{err}");
    desk.run(&["check", "."]).ends(2);
    desk.run(&["check", "empty.txt"]).ends(0);
}

#[test]
fn what_would_pass_in_silence_is_an_error() {
    let desk = Desk::new(&[("rules/a.toml", RULES), ("a.txt", WRONG)]);
    desk.write("wide.txt", b"\xff\xfea\0b\0c");
    let err = desk.run(&["check", "."]).ends(2).err();
    assert!(err.contains("wide.txt: it is said to be UTF-16LE, and is not: bad byte at line 1 (offset 6)"), "{err}");
    let err = desk.run(&["check", "a.txt", "--select", "typ.*"]).ends(2).err();
    assert!(err.contains("no rule fits --select `typ.*`"), "{err}");
    let err = desk.run(&["check", "a.txt", "--select", "["]).ends(2).err();
    assert!(err.contains("--select `[`"), "{err}");
    let dead = "[date.d]\nvalue = 2024-01-01\nnear = []\n[figure.f]\nvalue = 3\nunit = []\n[typo.t]\nwrong = \"a\"\nright = \"a\"\n[term.x]\ncanonical = \"Ox\"\nreject = \"Ox\"\n";
    desk.write("dead.toml", dead.as_bytes());
    let err = desk.run(&["check", "a.txt", "--rules", "dead.toml"]).ends(2).err();
    let places: Vec<&str> = err.lines().filter_map(|line| line.trim_start().strip_prefix("┌─ dead.toml:")).collect();
    assert_eq!(places, ["1:2", "6:8", "8:9", "12:10"], "{err}");
}

#[test]
fn an_option_that_can_have_no_effect_is_a_mistake() {
    let desk = Desk::new(&[("rules/a.toml", RULES), ("a.txt", WRONG)]);
    let of_findings: [&[&str]; 7] = [
        &["--statistics"],
        &["--fail-on", "note"],
        &["--strict"],
        &["--baseline", "b.toml"],
        &["--write-baseline", "b.toml"],
        &["--since", "HEAD"],
        &["--annotate", "out"],
    ];
    let of_reports: [&[&str]; 2] = [&["--format", "json"], &["--output", "b.toml"]];
    for asked in [&["--show-files"][..], &["--show-rules"], &["--why", "a.txt:1"]] {
        let ignored = of_findings.iter().chain(of_reports.iter().filter(|_| asked[0] != "--why"));
        for option in ignored {
            let run = desk.run(&[&["check"][..], asked, option].concat());
            assert!(run.ends(2).err().contains("cannot be used with"), "{asked:?} {option:?} {}", run.err());
        }
    }
    assert!(!desk.path().join("b.toml").exists());
    let lists = |args: &[&str]| desk.run(&[&["check", "--show-rules"][..], args].concat()).ends(0).out();
    assert_eq!(lists(&["--select", "typo.*"]), "rules/a.toml:4: typo.web francophone\n");
    assert_eq!(lists(&["--ignore", "typo.*"]), "rules/a.toml:1: name.steidl Isaac Steidl\n");
}

#[test]
fn rules_may_be_a_pattern_of_names() {
    let desk = Desk::new(&[("factlint.toml", "rules = ['facts/*.toml']\n"), ("facts/a.toml", RULES), ("a.txt", WRONG)]);
    desk.run(&["check", "a.txt"]).ends(1);
    desk.write("factlint.toml", b"rules = ['fact/*.toml']\n");
    assert!(desk.run(&["check", "a.txt"]).ends(2).err().contains("no rule file fits fact/*.toml"));
    desk.write("factlint.toml", b"");
    assert_eq!(desk.run(&["check", "./a.txt", "a.txt", "--rules", "facts", "--jobs", "99999"]).ends(1).out().matches("error[").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_rule_file_that_is_a_link_to_nothing_is_no_silent_pass() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new(&[("rules/a.toml", RULES), ("shared/b.toml", "[typo.x]\nwrong = \"teh\"\nright = \"the\"\n"), ("a.txt", "teh\n")]);
    symlink("../shared/b.toml", desk.path().join("rules/b.toml")).expect("a link");
    symlink("../shared", desk.path().join("rules/folder.toml")).expect("a link");
    symlink("nowhere", desk.path().join("rules/notes.md")).expect("a link");
    desk.run(&["check", "a.txt"]).ends(1);
    symlink("../moved/c.toml", desk.path().join("rules/c.toml")).expect("a link");
    for rules in ["rules", "rules/*.toml"] {
        let err = desk.run(&["check", "a.txt", "--rules", rules]).ends(2).err();
        assert!(err.contains("cannot read the rule file rules/c.toml: "), "{err}");
    }
    assert!(desk.run(&["check", "a.txt", "--rules", "no/*.toml"]).ends(2).err().contains("no rule file fits no/*.toml"));
}

#[cfg(unix)]
#[test]
fn links_lead_to_drafts_and_each_is_read_once() {
    use std::os::unix::fs::symlink;
    let files = ["d/a.md", "d/sub/b.md", "d/.hidden.md", "d/e/left.md", "far/c.md", "far/x/y.md", "far/x/built.md", "rules/a.toml"];
    let desk = Desk::new(&files.map(|name| (name, if name.ends_with("toml") { RULES } else { WRONG })));
    desk.write("far/.gitignore", b"built.md\n");
    desk.write("factlint.toml", b"exclude = ['**/left.md', 'd/again.md', 'd/one.md']\n");
    let link = |target: &str, name: &str| symlink(target, desk.path().join(name)).expect("a link");
    // To a file and a folder that are elsewhere, twice each, and to such as the walk comes to.
    link("../far/c.md", "d/one.md");
    link("../far/c.md", "d/two.md");
    link("../../far/x", "d/sub/far");
    link("../far/x", "d/zfar");
    link("a.md", "d/again.md");
    link("sub", "d/again");
    link("e/left.md", "d/right.md");
    link("../rules/a.toml", "d/facts.toml");
    // To nothing, to itself, to what holds it, and out of all that was given.
    link("nowhere", "d/dangling.md");
    link("self", "d/self");
    link(".", "d/sub/loop");
    link("../..", "far/x/up");
    link("/", "d/all");
    for here in ["d", "./d", "d/sub/.."] {
        for jobs in ["1", "4"] {
            let report = desk.run(&["check", here, "--format", "json", "--jobs", jobs]).ends(1).json();
            let found: Vec<&str> = report["findings"].as_array().expect("a list").iter().filter_map(|one| one["path"].as_str()).collect();
            let found: Vec<&str> =
                found.into_iter().map(|path| path.trim_start_matches(here).trim_start_matches("d/").trim_start_matches('/')).collect();
            assert_eq!(found, ["a.md", "right.md", "sub/b.md", "sub/far/y.md", "two.md"], "{here}");
            assert_eq!(report["summary"]["skipped"], 4, "a hidden file, a rule file and two links to nothing");
        }
    }
    // What is named is read under its name.
    let listed = desk.run(&["check", "--show-files", "d/again.md", "d/sub/far"]).ends(0).out();
    assert_eq!(listed, "d/again.md\nd/sub/far/y.md\n");
}

#[cfg(unix)]
#[test]
fn links_and_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new(&[("rules/a.toml", RULES), ("sub/a.txt", WRONG)]);
    symlink("nowhere", desk.path().join("sub/dangling.txt")).expect("a link");
    symlink(".", desk.path().join("sub/loop")).expect("a link");
    symlink("self", desk.path().join("self")).expect("a link");
    desk.run(&["check", "sub"]).ends(1);
    let err = desk.run(&["check", "sub/dangling.txt"]).ends(2).err();
    assert!(err.contains("is a link to a file that is not there"), "{err}");
    desk.run(&["check", "self"]).ends(2);
    desk.write("locked/a.txt", WRONG.as_bytes());
    let locked = desk.path().join("locked");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    if std::fs::read_dir(&locked).is_err() {
        symlink("../locked/a.txt", desk.path().join("sub/behind.txt")).expect("a link");
        assert!(desk.run(&["check", "sub"]).ends(2).err().contains("sub/behind.txt"));
        let run = desk.run(&["check", "locked", "sub"]);
        assert!(run.ends(2).out().contains("typo.web") && run.err().contains("ermission denied"), "{}", run.err());
    } else {
        println!("skipped: this user may read everything");
    }
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[cfg(target_os = "linux")]
#[test]
fn sources_lie_beside_rule_files_in_a_folder_whose_name_is_no_unicode() {
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::new(&[("a.txt", "Halvorsen")]);
    let folder = desk.path().join(OsStr::from_bytes(b"d\xe9"));
    std::fs::create_dir(&folder).expect("a folder");
    let rules = "[source.s]\npath = \"s.txt\"\n[name.a]\ncanonical = \"Halvorsen\"\nevidence = { source = \"s\", quote = \"Halvorsen\" }\n";
    std::fs::write(folder.join("rules.toml"), rules).expect("a file");
    std::fs::write(folder.join("s.txt"), "Halvorsen").expect("a file");
    let args = ["check", "a.txt", "--strict", "--rules"].map(OsStr::new);
    desk.run(&[&args[..], &[folder.as_os_str()]].concat()).ends(0);
}

#[test]
fn a_source_that_is_a_folder_is_a_mistake_of_the_dossier() {
    let desk = Desk::new(&[
        ("rules/a.toml", "[source.s]\npath = \"folder\"\n[name.a]\ncanonical = \"A Bee\"\n"),
        ("rules/folder/x.txt", ""),
        ("a.txt", "x\n"),
    ]);
    let err = desk.run(&["check", "a.txt"]).ends(2).err();
    assert!(err.contains("rules/a.toml:2:8") && err.contains("is a directory"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_source_that_may_not_be_looked_for_is_a_mistake_and_not_unchecked() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let rules =
        "[source.s]\npath = \"closed/s.txt\"\n[name.a]\ncanonical = \"Isaac Steidl\"\nevidence = { source = \"s\", quote = \"Isaac\" }\n";
    let desk = Desk::new(&[("rules/a.toml", rules), ("rules/closed/s.txt", "Nobody.\n"), ("a.txt", "x\n")]);
    let closed = desk.path().join("rules/closed");
    let mode = |mode| std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(mode)).expect("permissions");
    mode(0o000);
    if std::fs::read_dir(&closed).is_err() {
        let err = desk.run(&["check", "a.txt"]).ends(2).err();
        assert!(err.contains("rules/a.toml:2:8") && err.contains("ermission denied"), "{err}");
    } else {
        println!("skipped: this user may read everything");
    }
    mode(0o755);
    desk.write("rules/a.toml", rules.replace("closed/", "").as_bytes());
    assert!(desk.run(&["check", "a.txt"]).ends(0).out().contains("unchecked"));
    symlink("s.txt", desk.path().join("rules/s.txt")).expect("a link");
    let err = desk.run(&["check", "a.txt"]).ends(2).err();
    assert!(err.contains("rules/a.toml:2:8") && err.contains("the file of [source.s] cannot be read"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::new(&[("rules/a.toml", RULES), ("a.txt", &WRONG.repeat(20_000))]);
    let mut child =
        desk.command(&["check", "a.txt", "--format", "jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let run = Run(child.wait_with_output().expect("it ends"));
    assert_eq!((status(&run.0), run.err()), (1, String::new()));
}

#[test]
fn a_file_of_one_very_long_line_is_checked() {
    let desk = Desk::new(&[("rules/a.toml", RULES)]);
    let mut text = "mot suivant ".repeat(400_000);
    text.push_str("francophobe");
    desk.write("long.txt", text.as_bytes());
    let run = desk.run(&["check", "long.txt"]);
    assert!(run.ends(1).out().lines().all(|line| line.chars().count() < 300), "a line is not windowed");
}

/// Each of these took minutes where something was looked up again for every one of its words.
#[test]
fn a_long_text_is_checked_in_a_time_that_grows_with_its_length_alone() {
    let rules = "[source.s]\npath = \"source.txt\"\n[name.steidl]\ncanonical = \"Isaac Steidl\"\n[typo.a]\nwrong = \"alpha\"\nright = \"beta\"\nnear = \"gamma\"\n";
    let desk = Desk::new(&[("rules/a.toml", rules), ("rules/source.txt", &"Un mot. ".repeat(5_000))]);
    let texts = [
        ("quotation.txt", format!("« {}", "Isaac Steidel a dit. ".repeat(8_000)), 8_000),
        ("unbroken.txt", "Steidel,".repeat(20_000), 20_000),
        ("near.txt", "Un alpha gamma. ".repeat(20_000), 20_000),
        ("tags.md", format!("<div>\n{}", "<a href=\"".repeat(20_000)), 0),
        ("open.md", format!("<div>\n{}", "<a ".repeat(20_000)), 0),
        ("lines.md", format!("<div>\n{}", "<b>x</b> alpha gamma.\n".repeat(10_000)), 10_000),
        ("allow.md", "<!-- factlint: allow typo.b -- x -->\n\nUn alpha gamma.\n\n".repeat(2_000), 4_000),
    ];
    for (name, text, findings) in texts {
        desk.write(name, text.as_bytes());
        let start = Instant::now();
        let out = desk.run(&["check", name, "--format", "short", "--fail-on", "never"]).ends(0).out();
        assert_eq!(out.lines().count(), findings, "{name}");
        // A second or two without optimisation; the bound is that of a busy machine.
        assert!(start.elapsed() < Duration::from_secs(60), "{name}: {:?}", start.elapsed());
    }
}

/// Half a minute without optimisation, where each piece of evidence cut its source into words again.
#[test]
fn evidence_is_found_in_a_time_that_is_not_rules_times_source() {
    let passage = |at: usize| format!("Le passage {at} de la source établit le fait numéro {at}");
    let source: String = (0..8_000).map(|at| passage(at) + ".\n\n").collect();
    let rule = |at: usize| {
        format!(
            "[typo.t{at}]\nwrong = \"faut{at}\"\nright = \"fait{at}\"\nevidence = {{ source = \"s\", quote = \"{}\" }}\n",
            passage(7_999 - at)
        )
    };
    let rules: String = (0..2_000).map(rule).collect();
    let desk =
        Desk::new(&[("rules/a.toml", &format!("[source.s]\npath = \"s.txt\"\n{rules}")), ("rules/s.txt", &source), ("a.txt", "Rien.")]);
    let start = Instant::now();
    desk.run(&["check", "--strict", "a.txt"]).ends(0);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn an_init_that_cannot_write_all_its_files_leaves_none() {
    let desk = Desk::new(&[("rules", "mine")]);
    let run = desk.run(&["init"]);
    assert!(run.ends(2).err().contains("nothing was written"), "{}", run.err());
    assert!(!desk.path().join("factlint.toml").exists());
    assert_eq!(read(desk.path(), "rules"), "mine");
}

#[test]
fn the_configuration_of_the_readme_works_as_it_is() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README").replace("\r\n", "\n");
    let sample = readme.split("```toml\n").find(|part| part.starts_with("rules = ")).and_then(|part| part.split("```").next());
    let desk = Desk::new(&[("factlint.toml", sample.expect("a sample")), ("rules/a.toml", RULES), ("a.txt", "Rien.\n")]);
    let run = desk.run(&["check"]);
    assert_eq!((run.ends(0).err().as_str(), run.out().as_str()), ("", "no deviations in 1 file\n"));
}
