//! The baseline as users see it: what is accepted stays out of the report, what is new does not, what is gone is told.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Said, desk, factlint, read, said, write};

const RULES: &str = "[typo.web]\nwrong = \"francophobe\"\nright = \"francophone\"\n\n[name.steidl]\ncanonical = \"Isaac Steidl\"\n";
const OLD: &str = "Le web francophobe est là.\n\nIsaac Steidel a lancé le site.\n";

struct Desk(TempDir);

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        Self(desk(&[&[("rules/a.toml", RULES)], files].concat()))
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        write(self.0.path(), name, text);
    }

    fn read(&self, name: &str) -> String {
        read(self.0.path(), name)
    }

    fn run_in(&self, folder: &Path, args: &str) -> Said {
        said(&factlint(folder, args.split(' ')))
    }

    fn run(&self, args: &str) -> Said {
        self.run_in(self.0.path(), args)
    }

    /// Runs with a baseline: the status, how many findings are reported and accepted, and what was told.
    fn gate(&self, args: &str) -> (i32, usize, u64, String) {
        let (status, out, err) = self.run(&format!("check --baseline b.toml --format json {args}"));
        let report: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{err}"));
        let accepted = report["summary"]["baselined"].as_u64().expect("a number");
        (status, report["findings"].as_array().expect("a list").len(), accepted, err)
    }

    /// Accepts what there is.
    fn accept(&self, args: &str) -> String {
        let (status, _, err) = self.run(&format!("check --write-baseline b.toml {args}"));
        assert_eq!(status, 0, "{err}");
        err
    }
}

#[test]
fn what_was_accepted_stays_out_and_a_second_occurrence_is_new() {
    let desk = Desk::new(&[("a.txt", OLD)]);
    assert_eq!(desk.run("check a.txt").0, 1);
    assert_eq!(desk.accept("a.txt"), "note: b.toml accepts 2 findings: 2 added, 0 pruned\n");
    assert_eq!(desk.gate("a.txt"), (0, 0, 2, String::new()));
    desk.write("a.txt", &format!("{OLD}\nLe web francophobe est là.\n"));
    assert_eq!(desk.gate("a.txt"), (1, 1, 2, String::new()), "the same words once more");
    desk.write("a.txt", &format!("{OLD}\nUn autre texte francophobe.\n"));
    assert_eq!(desk.gate("a.txt"), (1, 1, 2, String::new()), "the same word among others");
}

#[test]
fn a_paragraph_may_move_within_its_file_and_from_file_to_file_and_a_file_may_be_renamed() {
    let desk = Desk::new(&[("a.txt", OLD), ("b.txt", "Rien.\n")]);
    desk.accept(".");
    desk.write("a.txt", "Isaac Steidel a lancé le site.\n\nDu neuf.\n\nLe web francophobe est là.\n");
    assert_eq!(desk.gate("."), (0, 0, 2, String::new()), "within its file");
    desk.write("a.txt", "Du neuf.\n\nIsaac Steidel a lancé le site.\n");
    desk.write("b.txt", "Le web francophobe est là.\n");
    assert_eq!(desk.gate("."), (0, 0, 2, String::new()), "to another file");
    std::fs::rename(desk.path("a.txt"), desk.path("c.txt")).expect("renamed");
    std::fs::remove_file(desk.path("b.txt")).expect("removed");
    let (status, reported, accepted, told) = desk.gate(".");
    assert_eq!((status, reported, accepted), (0, 0, 1), "{told}");
    assert!(told.contains("a.txt: typo.web typo `francophobe`"), "{told}");
}

#[test]
fn a_copy_in_another_file_is_new_even_where_only_that_file_is_checked() {
    let desk = Desk::new(&[("a.txt", OLD)]);
    desk.accept("a.txt");
    desk.write("b.txt", OLD);
    assert_eq!(desk.gate("b.txt"), (1, 2, 0, String::new()));
    assert_eq!(desk.gate("."), (1, 2, 2, String::new()));
}

#[test]
fn what_is_gone_is_told_fails_only_with_strict_and_is_pruned() {
    let desk = Desk::new(&[("a.txt", OLD), ("b.txt", OLD)]);
    desk.accept(".");
    desk.write("a.txt", "Le web francophobe est là.\n");
    let told = "note: 1 finding of the baseline b.toml is there no more; `--write-baseline b.toml` prunes it\n  \
                = a.txt: name.steidl misspelled `Steidel`\n";
    assert_eq!(desk.gate("."), (0, 0, 3, told.to_owned()));
    assert_eq!(desk.gate("b.txt"), (0, 0, 2, String::new()), "of files that are not checked nothing is missed");
    assert_eq!(desk.gate("--select typo.* ."), (0, 0, 2, String::new()), "nor of rules that are not asked");
    let (status, _, _, told) = desk.gate("--strict .");
    assert!(status == 2 && told.contains("a.txt: name.steidl misspelled `Steidel`"), "{told}");
    assert_eq!(desk.accept("a.txt"), "note: b.toml accepts 3 findings: 0 added, 1 pruned\n", "b.txt keeps its own");
    assert_eq!(desk.gate("--strict ."), (0, 0, 3, String::new()));
    assert_eq!(desk.accept("--select name.* ."), "note: b.toml accepts 3 findings: 0 added, 0 pruned\n", "other rules keep theirs");
}

#[test]
fn of_many_entries_that_are_gone_a_hundred_are_named() {
    let desk = Desk::new(&[]);
    (0..101).for_each(|at| desk.write(&format!("old/{at}.txt"), "Le web francophobe.\n"));
    desk.accept("old");
    std::fs::remove_dir_all(desk.path("old")).expect("removed");
    desk.write("a.txt", "Rien.\n");
    let (_, _, _, told) = desk.gate("a.txt");
    assert!(told.starts_with("note: 101 findings of the baseline") && told.ends_with("  = … and 1 more\n"), "{told}");
    assert_eq!(told.lines().count(), 102);
}

#[test]
fn the_file_is_sorted_one_entry_a_line_and_the_same_from_wherever_it_is_written() {
    let desk = Desk::new(&[("drafts/é \"b\".txt", OLD), ("drafts/a.txt", OLD), ("gate/x.txt", "")]);
    desk.accept("drafts");
    let first = desk.read("b.toml");
    let entries: Vec<&str> = first.lines().filter(|line| line.starts_with("  {")).collect();
    assert_eq!(entries.len(), 4, "{first}");
    assert!(entries.is_sorted() && entries[0].starts_with("  { path = \"drafts/a.txt\", rule = \"name.steidl\""), "{first}");
    assert!(entries[0].contains("count = 1, text = \"Steidel\" },"), "{first}");
    let (status, _, err) = desk.run_in(&desk.path("drafts"), "check --rules ../rules --write-baseline ../b.toml a.txt .");
    assert_eq!((status, err.as_str()), (0, "note: ../b.toml accepts 4 findings: 0 added, 0 pruned\n"));
    // The name that its head tells is the same too: that of the file alone.
    assert_eq!(desk.read("b.toml"), first);
    desk.write("factlint.toml", "baseline = \"b.toml\"\n");
    assert_eq!(desk.run_in(&desk.path("gate"), "check --rules ../rules ../drafts").0, 0, "the configuration names it");
    let absolute = desk.path("drafts/a.txt");
    assert_eq!(desk.run(&format!("check --quiet {}", absolute.display())).0, 0, "by its full path");
}

#[test]
fn the_baseline_itself_is_no_draft() {
    let desk = Desk::new(&[("a.txt", OLD)]);
    desk.accept(".");
    let (_, out, _) = desk.run("check --show-files");
    assert_eq!(out, "a.txt\n");
}

#[test]
fn a_baseline_that_cannot_be_read_ends_the_run_with_its_place() {
    let desk = Desk::new(&[("a.txt", OLD), ("b.toml", "version = 1\nfindings = [\n  { path = \"a.txt\", rule = 7 },\n]\n")]);
    let (status, out, err) = desk.run("check --baseline b.toml");
    assert!(status == 2 && out.is_empty() && err.contains("b.toml:3:28"), "{out}{err}");
    let (status, _, err) = desk.run("check --write-baseline b.toml");
    assert!(status == 2 && err.contains("b.toml:3:28"), "a broken one is not overwritten: {err}");
    desk.write("b.toml", "<<<<<<< HEAD\n");
    let (status, _, err) = desk.run("check --baseline b.toml");
    assert!(status == 2 && err.contains("not valid TOML") && err.contains("b.toml:1:1"), "{err}");
    let (status, _, err) = desk.run("check --baseline none.toml");
    assert!(status == 2 && err.contains("none.toml: no such file") && err.contains("--write-baseline"), "{err}");
    let (status, _, err) = desk.run("check --write-baseline b.json");
    assert!(status == 2 && err.contains("name it"), "{err}");
}

#[test]
fn nothing_is_accepted_where_a_file_could_not_be_read() {
    let desk = Desk::new(&[("a.txt", OLD)]);
    let (status, _, err) = desk.run("check --write-baseline b.toml a.txt missing.txt");
    assert!(status == 2 && err.contains("b.toml is not written") && !desk.path("b.toml").exists(), "{err}");
}

#[test]
fn an_entry_that_a_merge_left_twice_accepts_no_more() {
    let desk = Desk::new(&[("a.txt", OLD)]);
    desk.accept(".");
    let text = desk.read("b.toml");
    let line = text.lines().find(|line| line.contains("typo.web")).expect("an entry").to_owned();
    desk.write("b.toml", &text.replace(&line, &format!("{line}\n{line}")));
    desk.write("a.txt", &format!("{OLD}\nLe web francophobe est là.\n"));
    assert_eq!(desk.gate("."), (1, 1, 2, String::new()));
}

#[test]
fn counts_beyond_all_measure_and_odd_words_in_the_file_break_nothing() {
    let desk = Desk::new(&[("a.txt", OLD)]);
    let entry = |print: &str| {
        let most = i64::MAX;
        format!("{{ path = \"a.txt\", rule = \"typo.gone\", deviation = 'a \"b\\', fingerprint = '{print}', count = {most} }}")
    };
    desk.write("b.toml", &format!("version = 1\nfindings = [{}, {}, {}]\n", entry("1"), entry("2"), entry("\"3")));
    let (status, _, err) = desk.run_in(desk.0.path(), "check --baseline b.toml a.txt");
    assert!(status == 1 && err.contains("are there no more"), "{err}");
    // Entries of other rules stay, whatever is in them.
    let (_, _, err) = desk.run_in(desk.0.path(), "check --write-baseline b.toml --select typo.web a.txt");
    assert!(err.contains("b.toml accepts"), "{err}");
    assert_eq!(desk.run_in(desk.0.path(), "check --baseline b.toml --select typo.web a.txt").0, 0);
}
