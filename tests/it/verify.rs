//! `factlint verify` as users see it: what an edit of a source makes of the evidence that rests on it, and what `factlint.lock` is for.

use std::path::{Path, PathBuf};

use factlint::dossier::evidence;
use factlint::project::Project;
use factlint::verify::lock::{Lock, Names};
use factlint::verify::verdict::{Verdict, judge};
use factlint::verify::{difference, file};
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Said, desk, factlint, read, said, write};

/// Three rules on one source.
const RULES: &str = r#"[source.release]
title = "Press release"
path = "../sources/release.txt"

[name.berg]
canonical = "Anna Berg"
evidence = { source = "release", quote = "Anna Berg, harbour master since 2011" }

[figure.boats]
value = 31
unit = "boats"
evidence = { source = "release", quote = "lost 31 boats in the storm" }

[term.harbour]
canonical = "Nordhavn"
"#;

/// What they rest on.
const SOURCE: &str = "\
Anna Berg, harbour master since 2011, opened the meeting.

Nordhavn lost 31 boats in the storm of March.

The council meets again in May.
";

struct Desk(TempDir);

impl Desk {
    /// A project whose evidence stands, without a lock.
    fn bare() -> Self {
        Self(desk(&[
            ("factlint.toml", "rules = [\"rules\"]\n"),
            ("rules/a.toml", RULES),
            ("sources/release.txt", SOURCE),
            ("drafts/draft.txt", "Anna Berg of Nordhavn counts 31 boats.\n"),
        ]))
    }

    /// The same with a lock.
    fn new() -> Self {
        let desk = Self::bare();
        let (status, out, err) = desk.run("verify --update");
        assert_eq!(status, 0, "{out}{err}");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        write(self.0.path(), name, text);
    }

    fn read(&self, name: &str) -> String {
        read(self.0.path(), name)
    }

    /// Replaces words of a file that has them.
    fn edit(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{name} has `{old}`");
        self.write(name, &text.replacen(old, new, 1));
    }

    fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(name)).expect("it was there");
    }

    fn run_in(&self, folder: &Path, args: &str) -> Said {
        said(&factlint(folder, args.split(' ')))
    }

    fn run(&self, args: &str) -> Said {
        self.run_in(self.0.path(), args)
    }

    /// Status and verdicts by code.
    fn verdicts(&self) -> (i32, Vec<(String, String)>) {
        let (status, out, _) = self.run("verify --format json");
        let json: Value = serde_json::from_str(&out).expect("JSON");
        let text = |value: &Value| value.as_str().expect("a string").to_owned();
        let evidence = json["evidence"].as_array().expect("a list").iter();
        (status, evidence.map(|one| (text(&one["rule"]), text(&one["verdict"]))).collect())
    }

    /// Asserts the status, and the verdicts on the two pieces of evidence.
    #[track_caller]
    fn assert_verdicts(&self, status: i32, berg: &str, boats: &str) {
        let wanted = [("name.berg", berg), ("figure.boats", boats)].map(|(code, verdict)| (code.to_owned(), verdict.to_owned()));
        assert_eq!(self.verdicts(), (status, wanted.to_vec()), "{}", self.run("verify").1);
    }
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

#[test]
fn evidence_stands_and_the_lock_is_one_entry_a_line() {
    let desk = Desk::new();
    let lock = desk.read("factlint.lock");
    assert_eq!(lock.lines().filter(|line| line.contains("rule = ")).count(), 2, "{lock}");
    assert!(
        lock.contains("{ dossier = \"rules/a.toml\", source = \"release\", path = \"sources/release.txt\", size = 138, sha256 = \""),
        "{lock}"
    );
    assert!(lock.contains("rule = \"name.berg\", source = \"release\", line = 1, column = 1, passage = \""), "{lock}");
    assert!(lock.contains("rule = \"figure.boats\", source = \"release\", line = 3, column = 10, passage = \""), "{lock}");
    let (status, out, err) = desk.run("verify");
    assert_eq!((status, out.as_str()), (0, "2 pieces of evidence: 2 stand, 0 moved, 0 changed, 0 gone, 0 unchecked\n"));
    assert_eq!(err, "");
    assert_eq!(desk.run("verify --strict").0, 0);
}

#[test]
fn json_escapes_what_would_fool_a_terminal() {
    let desk = Desk::new();
    let (words, shown) = ("lost 31 boats", "lost \u{202e}31\u{9b} boats");
    desk.edit("rules/a.toml", words, "lost \\u202E31\\u009B boats");
    desk.edit("sources/release.txt", words, shown);
    let (_, out, _) = desk.run("verify --format json");
    assert!(!out.contains(['\u{202e}', '\u{9b}']), "{out:?}");
    let json: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(json["evidence"][1]["quote"], format!("{shown} in the storm"), "the value stays the same");
}

#[test]
fn without_a_lock_evidence_is_judged_and_the_lock_is_missed() {
    let desk = Desk::bare();
    let (status, out, err) = desk.run("verify");
    assert_eq!((status, last_line(&out)), (0, "2 pieces of evidence: 2 stand, 0 moved, 0 changed, 0 gone, 0 unchecked"));
    assert!(err.contains("there is no factlint.lock") && err.contains("`factlint verify --update` writes it"), "{err}");
    assert!(!desk.path("factlint.lock").exists());
    desk.edit("sources/release.txt", "31", "32");
    desk.assert_verdicts(1, "stands", "changed");
    desk.remove("sources/release.txt");
    desk.assert_verdicts(0, "unchecked", "unchecked");
}

#[test]
fn an_edit_inside_the_passage_changes_it_and_both_places_are_shown() {
    let desk = Desk::new();
    desk.edit("sources/release.txt", "31 boats", "34 boats");
    desk.assert_verdicts(1, "stands", "changed");
    let (_, out, _) = desk.run("verify");
    assert!(out.contains("error[figure.boats]: the evidence of [figure.boats] has changed in its source"), "{out}");
    assert!(out.contains("rules/a.toml:12:42") && out.contains("sources/release.txt:3:10"), "{out}");
    assert!(out.contains("the nearest passage") && out.contains("it stood at 3:10 of `release`, says factlint.lock"), "{out}");
    assert_eq!(last_line(&out), "2 pieces of evidence: 1 stands, 0 moved, 1 changed, 0 gone, 0 unchecked");
}

#[test]
fn a_line_before_it_moves_a_passage_and_an_edit_elsewhere_does_not() {
    let desk = Desk::new();
    desk.edit("sources/release.txt", "opened the meeting", "closed it");
    desk.edit("sources/release.txt", "again in May", "in June");
    desk.assert_verdicts(0, "stands", "stands");
    desk.edit("sources/release.txt", "Nordhavn lost", "A new paragraph.\n\nNordhavn lost");
    desk.assert_verdicts(0, "stands", "moved");
    let (status, out, _) = desk.run("verify");
    assert!(out.contains("warning[figure.boats]: the evidence of [figure.boats] has moved in its source"), "{out}");
    assert!(out.contains("sources/release.txt:5:10") && out.contains("it stands here now"), "{out}");
    assert!(out.contains("it stood at 3:10 of `release`"), "{out}");
    assert_eq!(status, 0);
    assert_eq!(desk.run("verify --strict").0, 1, "with --strict, what moved must be looked at");
}

#[test]
fn a_passage_in_another_paragraph_has_moved() {
    let desk = Desk::new();
    desk.write(
        "sources/release.txt",
        "Nordhavn is a town.\n\nThe council meets.\n\nIt lost 31\nboats in the storm. Anna Berg, harbour master\nsince 2011, left.\n",
    );
    desk.assert_verdicts(0, "moved", "moved");
}

#[test]
fn a_passage_that_also_stands_elsewhere_stays_where_it_was() {
    let desk = Desk::new();
    let lock = desk.read("factlint.lock");
    desk.edit("sources/release.txt", "opened the meeting.", "said that they lost 31 boats in the storm.");
    desk.assert_verdicts(0, "stands", "stands");
    desk.run("verify --update");
    assert!(desk.read("factlint.lock").contains("line = 3, column = 10"), "{lock}");
    desk.edit("sources/release.txt", "Nordhavn lost 31 boats in the storm of March.", "Nothing.");
    desk.assert_verdicts(0, "stands", "moved");
}

#[test]
fn of_a_truncated_source_what_is_cut_off_is_gone() {
    let desk = Desk::new();
    desk.write("sources/release.txt", SOURCE.split_once("31").expect("it is there").0);
    desk.assert_verdicts(1, "stands", "gone");
    desk.write("sources/release.txt", "Anna Berg, harbour");
    desk.assert_verdicts(1, "changed", "gone");
    desk.write("sources/release.txt", "");
    desk.assert_verdicts(1, "gone", "gone");
    let (_, out, _) = desk.run("verify");
    assert!(out.contains("the evidence of [name.berg] is gone from its source"), "{out}");
}

#[test]
fn a_word_misspelt_where_it_stood_has_changed() {
    let desk = Desk::new();
    desk.edit("rules/a.toml", "lost 31 boats in the storm", "Nordhavn");
    desk.run("verify --update");
    desk.edit("sources/release.txt", "Nordhavn", "Nordhaven");
    desk.assert_verdicts(1, "stands", "changed");
    let (_, out, _) = desk.run("verify");
    assert!(out.contains("sources/release.txt:3:1\n"), "{out}");
    desk.edit("sources/release.txt", "Nordhaven", "Everybody");
    desk.assert_verdicts(1, "stands", "gone");
}

#[test]
fn other_text_in_place_of_the_source_makes_its_evidence_gone() {
    let desk = Desk::new();
    desk.write("sources/release.txt", "The annual report of the library, since its founding, was in the mail.\n");
    desk.assert_verdicts(1, "gone", "gone");
}

#[test]
fn a_deleted_source_is_gone_until_the_lock_accepts_that() {
    let desk = Desk::new();
    desk.remove("sources/release.txt");
    desk.assert_verdicts(1, "gone", "gone");
    let (_, out, _) = desk.run("verify");
    assert!(out.contains("error[name.berg]: the source of the evidence of [name.berg] is gone"), "{out}");
    assert!(out.contains("it stood at 1:1 of `release`"), "{out}");
    let (status, out, _) = desk.run("verify --update");
    assert!(out.contains("removed  rules/a.toml [source.release]: sources/release.txt, 138 bytes"), "{out}");
    assert!(out.contains("changed  rules/a.toml [name.berg], `release`: 1:1 → no place"), "{out}");
    assert_eq!((status, last_line(&out)), (0, "2 pieces of evidence: 0 stand, 0 moved, 0 changed, 0 gone, 2 unchecked"));
    assert_eq!(desk.run("verify").0, 0);
    let (status, out, _) = desk.run("verify --strict");
    assert_eq!(status, 2);
    assert!(out.contains("is unchecked: the file of [source.release] is not there"), "{out}");
    desk.write("sources/release.txt", SOURCE);
    desk.assert_verdicts(0, "stands", "stands");
}

#[test]
fn a_source_without_a_path_is_unchecked_not_gone() {
    let desk = Desk::new();
    desk.edit("rules/a.toml", "path = \"../sources/release.txt\"\n", "");
    desk.assert_verdicts(0, "unchecked", "unchecked");
}

#[test]
fn a_quote_changed_in_the_rule_is_told_apart_from_a_changed_source() {
    let desk = Desk::new();
    desk.edit("rules/a.toml", "lost 31 boats in the storm", "lost 33 boats in the storm");
    desk.assert_verdicts(1, "stands", "changed");
    let (_, out, _) = desk.run("verify");
    assert!(out.contains("is quoted anew, and these words are not in its source"), "{out}");
    // Another passage that is in the source has not moved: the rule rests on other words now.
    desk.edit("rules/a.toml", "lost 33 boats in the storm", "boats in the storm of March");
    desk.assert_verdicts(0, "stands", "stands");
    let (_, out, _) = desk.run("verify");
    assert!(out.contains("1 entry is not as in factlint.lock"), "{out}");
    let (_, out, _) = desk.run("verify --update");
    assert!(out.contains("changed  rules/a.toml [figure.boats], `release`: 3:10 → 3:18, quoted otherwise"), "{out}");
}

#[test]
fn rules_added_and_removed_are_differences_and_no_verdicts() {
    let desk = Desk::new();
    desk.edit("rules/a.toml", "[figure.boats]\nvalue = 31\nunit = \"boats\"", "[date.meeting]\nvalue = \"2024-05\"\nnear = \"meets\"");
    let (status, out, _) = desk.run("verify");
    assert_eq!(status, 0);
    assert_eq!(
        out,
        "2 entries are not as in factlint.lock; `factlint verify --update` shows and records them\n2 pieces of evidence: 2 stand, 0 moved, 0 changed, 0 gone, 0 unchecked\n"
    );
    let (_, out, _) = desk.run("verify --format json");
    let json: Value = serde_json::from_str(&out).expect("JSON");
    let changes: Vec<_> = json["differences"].as_array().expect("a list").iter().map(|one| (&one["change"], &one["rule"])).collect();
    assert_eq!(format!("{changes:?}"), "[(String(\"added\"), String(\"date.meeting\")), (String(\"removed\"), String(\"figure.boats\"))]");
    let (_, out, _) = desk.run("verify --update");
    assert!(out.contains("added    rules/a.toml [date.meeting], `release`: 3:10\n"), "{out}");
    assert!(out.contains("removed  rules/a.toml [figure.boats], `release`: 3:10\n"), "{out}");
}

#[test]
fn an_update_that_changes_nothing_writes_nothing() {
    let desk = Desk::new();
    // Whoever commented the lock keeps the comment.
    let lock = desk.read("factlint.lock") + "# reviewed\n";
    desk.write("factlint.lock", &lock);
    let (status, out, err) = desk.run("verify --update");
    assert_eq!((status, out.lines().count()), (0, 1), "{out}");
    assert!(err.contains("factlint.lock is as it should be"), "{err}");
    assert_eq!(desk.read("factlint.lock"), lock);
    desk.edit("sources/release.txt", "May", "June");
    let (_, out, err) = desk.run("verify --update");
    assert!(out.starts_with("changed  rules/a.toml [source.release]: sources/release.txt, 138 bytes, sha256 "), "{out}");
    assert!(err.contains("factlint.lock is written"), "{err}");
    let lock = desk.read("factlint.lock");
    desk.run("verify --update");
    assert_eq!(desk.read("factlint.lock"), lock);
    assert_eq!(desk.run("verify").1.lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_lock_that_cannot_be_read_is_an_error() {
    let desk = Desk::bare();
    std::fs::create_dir(desk.path("factlint.lock")).expect("a folder");
    let (status, _, err) = desk.run("verify --update");
    assert_eq!(status, 2);
    assert!(err.contains("cannot read factlint.lock: it is a directory"), "{err}");
    std::fs::remove_dir(desk.path("factlint.lock")).expect("it is empty");
    let link = std::os::unix::fs::symlink("missing/folder/x", desk.path("factlint.lock"));
    link.expect("a link");
    let (status, _, err) = desk.run("verify");
    assert_eq!(status, 2, "a link to nothing is a lock that cannot be read");
    assert!(err.contains("cannot read factlint.lock"), "{err}");
}

#[test]
fn an_update_does_not_make_changed_evidence_stand() {
    let desk = Desk::new();
    let place = "line = 3, column = 10";
    assert!(desk.read("factlint.lock").contains(place));
    desk.edit("sources/release.txt", "31 boats", "34 boats");
    let (status, out, _) = desk.run("verify --update");
    assert!(out.contains("error[figure.boats]"), "{out}");
    assert_eq!((status, last_line(&out)), (1, "2 pieces of evidence: 1 stands, 0 moved, 1 changed, 0 gone, 0 unchecked"));
    desk.assert_verdicts(1, "stands", "changed");
    assert!(desk.read("factlint.lock").contains(place), "where it last stood is not forgotten");
    let (_, out, err) = desk.run("verify --update");
    assert!(err.contains("factlint.lock is as it should be") && out.contains("has changed in its source"), "{out}{err}");
    desk.edit("sources/release.txt", "34 boats", "31 boats");
    desk.assert_verdicts(0, "stands", "stands");
}

#[test]
fn a_rule_file_with_mistakes_does_not_hide_the_evidence_of_others() {
    let desk = Desk::new();
    desk.write("rules/b.toml", "[name.x]\ncanonical = \n[term.y]\ncanon = \"Y\"\n");
    desk.edit("sources/release.txt", "31 boats", "34 boats");
    let (status, out, err) = desk.run("verify");
    assert_eq!(status, 2);
    assert!(out.contains("[figure.boats] has changed in its source"), "{out}");
    assert!(err.contains("rules/b.toml:2:") && err.contains("rules/b.toml:4:1"), "{err}");
}

#[test]
fn ends_of_lines_make_no_difference() {
    let desk = Desk::new();
    let lock = desk.read("factlint.lock");
    desk.write("sources/release.txt", &SOURCE.replace('\n', "\r\n"));
    desk.assert_verdicts(0, "stands", "stands");
    desk.run("verify --update");
    assert_eq!(desk.read("factlint.lock"), lock, "a checkout on another system leaves the lock as it is");
    let (status, _, err) = desk.run("check --strict drafts");
    assert_eq!((status, err.as_str()), (0, ""));
}

#[test]
fn every_rule_is_judged_in_one_run_whatever_the_others_are() {
    let desk = Desk::new();
    desk.write("sources/other.txt", "Nothing to see.\n");
    desk.edit("rules/a.toml", "[term.harbour]", "[source.other]\npath = \"../sources/other.txt\"\n\n[term.harbour]\nevidence = { source = \"other\", quote = \"the Nordhavn harbour\" }");
    desk.edit("sources/release.txt", "31 boats", "34 boats");
    desk.edit("sources/release.txt", "Anna", "\nAnna");
    let (status, verdicts) = desk.verdicts();
    let verdicts: Vec<&str> = verdicts.iter().map(|(_, verdict)| verdict.as_str()).collect();
    assert_eq!((status, verdicts), (1, vec!["moved", "changed", "gone"]));
}

#[test]
fn a_source_that_cannot_be_read_is_a_mistake_and_the_rest_is_judged() {
    let desk = Desk::new();
    let lock = desk.read("factlint.lock");
    write(desk.0.path(), "sources/bad.txt", b"caf\0\x01");
    desk.edit(
        "rules/a.toml",
        "[term.harbour]",
        "[source.bad]\npath = \"../sources/bad.txt\"\n\n[term.harbour]\nevidence = { source = \"bad\", quote = \"Nordhavn\" }",
    );
    let (status, out, err) = desk.run("verify --update");
    assert_eq!((status, last_line(&out)), (2, "3 pieces of evidence: 2 stand, 0 moved, 0 changed, 0 gone, 1 unchecked"));
    assert!(err.contains("it is a binary file") && err.contains("factlint.lock is not written: mend the rules first"), "{err}");
    assert_eq!(desk.read("factlint.lock"), lock);
}

#[test]
fn a_broken_lock_has_its_mistakes_shown_by_verify_and_check() {
    let desk = Desk::new();
    let good = desk.read("factlint.lock");
    let cases = [
        (good.replace("version = 1", "version = 2"), "the lock is of version 2; this factlint reads version 1", "factlint.lock:3:11"),
        (good.replace("version = 1\n", ""), "the lock has no `version`", "factlint.lock:1:1"),
        (good.replace("line = 3", "line = \"three\""), "`line` of an entry of the lock must be a whole number", "factlint.lock:8:"),
        (good.replace("sources = [", "<<<<<<< ours\nsources = ["), "not valid TOML", "factlint.lock:4:"),
    ];
    for (text, message, place) in cases {
        assert_ne!(text, good, "{message}");
        desk.write("factlint.lock", &text);
        for args in ["verify", "verify --update", "check drafts"] {
            let (status, _, err) = desk.run(args);
            assert_eq!(status, 2, "{args}: {err}");
            assert!(err.contains(message) && err.contains(place), "{args}: {err}");
        }
        assert_eq!(desk.read("factlint.lock"), text, "a lock with mistakes is not overwritten");
    }
}

#[test]
fn two_dossiers_may_have_the_same_codes() {
    let desk = Desk::new();
    desk.write("sources/second.txt", "In Sund, Anna Berg, harbour master since 2011, is unknown.\n");
    let second = RULES.split("[figure").next().expect("its head").replace("release.txt", "second.txt");
    desk.write("rules/b.toml", &second);
    let (status, out, _) = desk.run("verify --update");
    assert!(out.contains("added    rules/b.toml [name.berg], `release`: 1:10"), "{out}");
    assert_eq!((status, last_line(&out)), (0, "3 pieces of evidence: 3 stand, 0 moved, 0 changed, 0 gone, 0 unchecked"));
    desk.edit("sources/second.txt", "In Sund", "On Sund and Sound");
    let (_, out, _) = desk.run("verify");
    assert!(out.contains("rules/b.toml:7:") && !out.contains("rules/a.toml:7:"), "{out}");
    // An update by one rule file leaves what the lock has of the other.
    desk.run("verify --update --rules rules/a.toml");
    assert!(desk.read("factlint.lock").contains("rules/b.toml"));
    desk.remove("rules/b.toml");
    desk.run("verify --update --rules rules/a.toml");
    assert!(!desk.read("factlint.lock").contains("rules/b.toml"));
}

#[test]
fn the_lock_stands_beside_the_configuration_or_where_the_user_stands() {
    let desk = Desk::new();
    let (status, out, err) = desk.run_in(&desk.path("drafts"), "verify --strict");
    assert_eq!((status, out.lines().count(), err.as_str()), (0, 1, ""), "{out}");
    desk.remove("factlint.lock");
    desk.remove("factlint.toml");
    desk.run_in(&desk.path("drafts"), "verify --update --rules ../rules");
    assert!(desk.read("drafts/factlint.lock").contains("dossier = \"../rules/a.toml\""));
    assert!(desk.read("drafts/factlint.lock").contains("path = \"../sources/release.txt\""));
    desk.run("verify --update");
    assert!(desk.path("factlint.lock").exists());
}

#[test]
fn a_check_warns_where_the_ground_has_moved_and_strict_makes_it_fail() {
    let desk = Desk::new();
    let (status, out, err) = desk.run("check drafts --format json");
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    desk.edit("sources/release.txt", "May", "June");
    let (status, moved, err) = desk.run("check drafts --format json");
    assert_eq!((status, moved), (0, out), "the report is the same");
    assert!(err.contains("warning: the source `release` is not what factlint.lock knows"), "{err}");
    assert!(err.contains("rules/a.toml:3:8") && err.contains("`factlint verify` shows what has moved"), "{err}");
    let (status, _, err) = desk.run("check drafts --strict");
    assert_eq!(status, 2);
    assert!(err.contains("error: the source `release` is not what factlint.lock knows"), "{err}");
    desk.remove("sources/release.txt");
    let (status, _, err) = desk.run("check drafts");
    assert_eq!(status, 0);
    assert!(err.contains("the file is not there any more"), "{err}");
}

#[test]
fn a_check_takes_the_lock_for_no_draft() {
    let desk = Desk::new();
    let (_, out, _) = desk.run("check --show-files .");
    assert!(!out.contains("factlint.lock"), "{out}");
}

#[test]
fn a_check_still_refuses_evidence_that_is_not_in_its_source() {
    let desk = Desk::new();
    desk.edit("sources/release.txt", "31 boats", "34 boats");
    let (status, _, err) = desk.run("check drafts");
    assert_eq!(status, 2);
    assert!(err.contains("the evidence of [figure.boats] is not in its source") && err.contains("the nearest passage"), "{err}");
}

#[test]
fn the_json_report_has_places_and_words() {
    let desk = Desk::new();
    desk.edit("sources/release.txt", "lost 31 boats", "lost\n34 boats");
    let (_, out, _) = desk.run("verify --format json");
    let json: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&json["version"], &json["lock"]), (&1.into(), &"factlint.lock".into()));
    let boats = &json["evidence"][1];
    assert_eq!(boats["text"], "lost\n34 boats in the storm");
    assert_eq!(boats["quote"], "lost 31 boats in the storm");
    assert_eq!((&boats["start"]["line"], &boats["start"]["column"]), (&3.into(), &10.into()));
    assert_eq!(boats["before"], serde_json::json!({ "line": 3, "column": 10 }));
    let counts = serde_json::json!({ "evidence": 2, "stands": 1, "moved": 0, "changed": 1, "gone": 0, "unchecked": 0 });
    assert_eq!(json["summary"], counts);
    // What stands is `stands` in the report of a check, too.
    let desk = Desk::new();
    desk.write("drafts/draft.txt", "Anna Borg is the harbour master, says Anna Berg.\n");
    let (_, out, _) = desk.run("check drafts --format json");
    let json: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(json["findings"][0]["evidence"][0]["state"], "stands", "{out}");
}

#[test]
fn rules_without_evidence_and_no_rules_at_all() {
    let desk = Desk::bare();
    desk.write("rules/a.toml", "[term.harbour]\ncanonical = \"Nordhavn\"\n");
    let (status, out, _) = desk.run("verify");
    assert_eq!((status, last_line(&out)), (0, "0 pieces of evidence: 0 stand, 0 moved, 0 changed, 0 gone, 0 unchecked"));
    desk.remove("rules/a.toml");
    assert_eq!(desk.run("verify").0, 2);
}

/// Two pieces of evidence on one source.
const TWO: &str = "\
[source.s]
path = \"s.txt\"

[name.a]
canonical = \"Anna Berg\"
evidence = { source = \"s\", quote = \"Anna Berg\" }

[name.b]
canonical = \"Karl Lund\"
evidence = { source = \"s\", quote = \"Karl Lund of Sund, Anna\" }
";

fn any_source() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec!["Anna", "Berg", "Karl Lund of", "Sund,", "é", "\n", "\r\n", "\n\n", "Lunt", "of the"]);
    prop::collection::vec(words, 0..14).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a source was and is: a verdict agrees with what the source holds, and a lock that was just written needs no other.
    #[test]
    fn verdicts_agree_with_the_sources_and_a_new_lock_is_final(texts in prop::collection::vec(any_source(), 1..4)) {
        let desk = desk(&[("d.toml", TWO)]);
        let (rules, place) = (desk.path().join("d.toml"), desk.path().join("factlint.lock"));
        let mut lock: Option<Lock> = None;
        for text in texts {
            write(desk.path(), "s.txt", text);
            let project = Project::find(std::slice::from_ref(&rules), desk.path()).read_unverified();
            prop_assert!(project.problems.is_empty());
            let mut names = Names::new(&place);
            let dossiers = names.of_dossiers(&project.rules);
            let judged = judge(&project.rules, &dossiers, lock.as_ref());
            for one in &judged {
                let content = one.source.content.as_ref().expect("it can be read");
                let quote = &one.evidence.quote.as_ref().expect("it is quoted").value;
                prop_assert_eq!(one.stands().is_some(), evidence::find(quote, content).is_some());
                prop_assert_eq!(one.place().is_none(), one.verdict == Verdict::Gone);
            }
            let before = lock.clone().unwrap_or_default();
            let new = Lock::record(&project.rules, &mut names, &judged, &before, |_, _| false).expect("it can be read");
            prop_assert_eq!(difference::between(&before, &new).is_empty(), before == new);
            let again = judge(&project.rules, &dossiers, Some(&new));
            prop_assert!(again.iter().all(|one| one.verdict != Verdict::Moved));
            let same = Lock::record(&project.rules, &mut names, &again, &new, |_, _| false).expect("it can be read");
            prop_assert_eq!(&same, &new);
            let (read, problems) = file::read(&factlint::source::SourceFile::from_text("l", file::write(&new)));
            prop_assert!(problems.is_empty());
            prop_assert_eq!(&read, &new);
            lock = Some(new);
        }
    }
}
