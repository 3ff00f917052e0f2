//! `check --since REV` with a real git, in a repository of its own.

use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::{command, desk, err, out, write};

const RULES: &str = "[typo.web]\nwrong = \"francophobe\"\nright = \"francophone\"\n";
const WRONG: &str = "Le web francophobe est là.\n";

struct Repository(TempDir);

impl Repository {
    /// With these files committed.
    fn new(files: &[(&str, &str)]) -> Self {
        let repository = Self(desk(&[&[("rules/a.toml", RULES)], files].concat()));
        repository.git("init -q -b main");
        repository.commit();
        repository
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        write(self.0.path(), name, text);
    }

    fn git(&self, args: &str) {
        let out = quiet(&mut Command::new("git")).current_dir(self.0.path()).args(args.split(' ')).output().expect("git runs");
        assert!(out.status.success(), "git {args}: {}", err(&out));
    }

    fn commit(&self) {
        self.git("add -A");
        self.git("-c user.name=Desk -c user.email=desk@example.org commit -q -m text");
    }

    fn run(&self, args: &[&str]) -> Output {
        self.run_in("", args)
    }

    fn run_in(&self, folder: &str, args: &[&str]) -> Output {
        let mut command = command(&self.path(folder), ["check", "--format", "short", "--quiet", "--rules"]);
        quiet(&mut command).arg(self.path("rules")).args(args).output().expect("it runs")
    }

    /// Where findings are reported.
    fn places(&self, args: &[&str]) -> Vec<String> {
        places(&self.run(args))
    }
}

/// Nothing of the user's own configuration, nor of a hook in which these tests run.
fn quiet(command: &mut Command) -> &mut Command {
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_COUNT", "0")
}

fn places(output: &Output) -> Vec<String> {
    assert!(output.status.code() < Some(2), "{}", err(output));
    out(output).lines().filter_map(|line| line.split_once(": ").map(|(place, _)| place.to_owned())).collect()
}

fn refused(output: &Output, said: &str) {
    let err = err(output);
    assert!(output.status.code() == Some(2) && err.contains(said), "{err}");
}

#[test]
fn only_findings_on_changed_lines_are_reported() {
    let repository = Repository::new(&[("a.txt", &format!("{WRONG}\nUn.\n\n{WRONG}")), ("b.txt", WRONG)]);
    assert_eq!(repository.places(&["--since", "HEAD"]), [""; 0]);
    assert_eq!(repository.run(&["--since", "HEAD"]).status.code(), Some(0));
    repository.write("a.txt", &format!("{WRONG}\nUn autre texte francophobe.\n\nDeux.\n\n{WRONG}"));
    assert_eq!(repository.places(&["--since", "HEAD"]), ["a.txt:3:16"]);
    repository.commit();
    assert_eq!(repository.places(&["--since", "HEAD"]), [""; 0]);
    assert_eq!(repository.places(&["--since", "HEAD~1"]), ["a.txt:3:16"], "committed since then");
}

#[test]
fn files_that_git_does_not_track_have_changed_as_a_whole() {
    let repository = Repository::new(&[("a.txt", WRONG), (".gitignore", "ignored.txt\n")]);
    repository.write("new file é.txt", WRONG);
    repository.write("ignored.txt", WRONG);
    repository.write("added.txt", WRONG);
    repository.git("add added.txt");
    assert_eq!(repository.places(&["--since", "HEAD"]), ["added.txt:1:8", "new file é.txt:1:8"]);
    assert_eq!(repository.places(&["--since", "HEAD", "ignored.txt"]), ["ignored.txt:1:8"], "named, it is checked");
}

#[test]
fn a_renamed_file_has_changed_where_its_text_has_and_odd_names_are_found() {
    let text = format!("{WRONG}\n{}", "Une phrase de plus.\n\n".repeat(20));
    let repository = Repository::new(&[("a.txt", &text), ("é \"b\"\\ c.txt", WRONG)]);
    repository.git("mv a.txt renamed.txt");
    repository.write("renamed.txt", &format!("{text}{WRONG}"));
    repository.write("é \"b\"\\ c.txt", &format!("Rien.\n\n{WRONG}\n++ b/x\n"));
    assert_eq!(repository.places(&["--since", "HEAD"]), ["renamed.txt:43:8"]);
    repository.write("é \"b\"\\ c.txt", &format!("{WRONG}\n{WRONG}"));
    assert_eq!(repository.places(&["--since", "HEAD", "é \"b\"\\ c.txt"]), ["é \"b\"\\ c.txt:3:8"]);
}

#[test]
fn it_does_not_matter_where_one_stands_nor_what_git_is_set_to() {
    let repository = Repository::new(&[("drafts/a.txt", WRONG), ("other/x.txt", "x\n")]);
    repository.write("drafts/a.txt", &format!("{WRONG}\n{WRONG}"));
    for setting in ["diff.noprefix true", "diff.interHunkContext 9", "color.ui always", "core.quotePath true", "diff.relative true"] {
        repository.git(&format!("config {setting}"));
    }
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let full = repository.path("drafts");
    for (folder, path) in [("drafts", "a.txt"), ("other", "../drafts"), ("", "drafts")] {
        assert_eq!(places(&repository.run_in(folder, &["--since", "HEAD", path])).len(), 1, "{folder} {path}");
    }
    let mut command = command(elsewhere.path(), ["check", "--format", "short", "--quiet", "--rules"]);
    quiet(&mut command).env("GIT_DIR", ".git").arg(repository.path("rules")).args(["--since", "HEAD"]).arg(full);
    let out = command.output().expect("it runs");
    assert_eq!(places(&out).len(), 1, "from outside, and in a hook");
}

#[test]
fn three_dots_mean_since_the_work_left_a_branch() {
    let repository = Repository::new(&[("a.txt", "Un.\n"), ("b.txt", WRONG)]);
    repository.git("checkout -q -b work");
    repository.write("a.txt", WRONG);
    repository.commit();
    repository.git("checkout -q main");
    repository.write("b.txt", "Mieux.\n");
    repository.commit();
    repository.git("checkout -q work");
    assert_eq!(repository.places(&["--since", "main"]), ["a.txt:1:8", "b.txt:1:8"], "against what main is now");
    assert_eq!(repository.places(&["--since", "main..."]), ["a.txt:1:8"]);
}

#[test]
fn a_baseline_is_not_missed_where_lines_are_left_out() {
    let repository = Repository::new(&[("a.txt", WRONG)]);
    let out = repository.run(&["--write-baseline", "b.toml"]);
    assert_eq!(out.status.code(), Some(0));
    repository.write("a.txt", &format!("{WRONG}\nUn texte francophobe.\n"));
    let out = repository.run(&["--baseline", "b.toml", "--since", "HEAD", "--strict"]);
    assert_eq!(places(&out), ["a.txt:3:10"]);
}

#[test]
fn what_git_cannot_tell_is_refused() {
    let repository = Repository::new(&[("a.txt", WRONG)]);
    refused(&repository.run(&["--since", "nowhere"]), "has no such revision");
    refused(&repository.run(&["--since=--output=x"]), "has no such revision");
    refused(&repository.run(&["--since", ""]), "has no such revision");
    refused(&repository.run(&["--since", "HEAD", "-"]), "standard input");
    let plain = desk(&[("a.txt", WRONG)]);
    let out = repository.run(&["--since", "HEAD", plain.path().to_str().expect("UTF-8")]);
    refused(&out, "--since needs a git repository");
    let out = command(&repository.path(""), ["check", "--since", "HEAD"]).env("PATH", plain.path()).output();
    refused(&out.expect("it runs"), "needs the program `git`");
}
