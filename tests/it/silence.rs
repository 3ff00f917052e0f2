//! A run that checks less than it seems to says so, in every format: a source that is not there, no files.

use std::path::Path;

use tempfile::TempDir;

use crate::support::{Said, desk, factlint, said, write};

const RULES: &str = r#"[source.trust]
path = "../source/trust.txt"

[name.director]
canonical = "Philippa Ashdown-Reyes"
evidence = { source = "trust", quote = "Dr Philippa Ashdown-Reys" }

[name.curator]
canonical = "Anna Berg"
evidence = { source = "trust", quote = "Anna Berg" }
"#;

/// A folder with rules on a source whose path has a slip, and a draft in order.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(desk(&[
            ("rules/b.toml", RULES),
            ("sources/trust.txt", "Dr Philippa Ashdown-Reyes and Anna Berg spoke.\n"),
            ("drafts/ok.md", "Philippa Ashdown-Reyes spoke.\n"),
        ]))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        write(self.path(), name, text);
    }

    fn run(&self, args: &str) -> Said {
        said(&factlint(self.path(), args.split(' ')))
    }
}

#[test]
fn a_source_that_is_not_there_is_named_once_in_every_command() {
    let desk = Desk::new();
    for (args, status) in [
        ("check drafts", 0),
        ("check --format short drafts", 0),
        ("check --quiet --format json drafts", 0),
        ("check --strict drafts", 2),
        ("fix drafts", 0),
        ("coverage drafts", 0),
        ("test", 0),
        ("verify", 0),
        ("verify --strict", 2),
    ] {
        let run = desk.run(args);
        assert_eq!(run.0, status, "{args}: {run:?}");
        assert_eq!(run.2.matches("warning: the file of [source.trust] is not there").count(), 1, "{args}: {}", run.2);
        for part in ["rules/b.toml:2:8", "no file source/trust.txt", "unchecked", "did you mean `../sources/trust.txt`?"] {
            assert!(run.2.contains(part), "{args}: {part}: {}", run.2);
        }
    }
    let page = desk.run("explain name.director").1;
    assert!(page.contains("(unchecked: source/trust.txt is not there)"), "{page}");
}

#[test]
fn a_source_that_is_there_or_has_no_path_is_not_warned_of() {
    let desk = Desk::new();
    for path in ["path = \"../sources/trust.txt\"", "title = \"confidential\""] {
        desk.write("rules/b.toml", &RULES.replace("path = \"../source/trust.txt\"", path).replace("Reys\"", "Reyes\""));
        let (status, _, err) = desk.run("check drafts");
        assert_eq!((status, err.as_str()), (0, ""));
    }
}

#[test]
fn no_file_is_proposed_where_none_is_near() {
    let desk = Desk::new();
    desk.write("rules/b.toml", &RULES.replace("../source/trust.txt", "vault/secret.pdf"));
    let err = desk.run("check drafts").2;
    assert!(err.contains("no file rules/vault/secret.pdf") && err.contains("help: correct the path"), "{err}");
}

/// A run that reads no file ends with 0, and says so on standard error alone, with the reason.
fn assert_nothing(desk: &Desk, args: &str, reason: &str) {
    for format in ["", " --format short", " --quiet --format json"] {
        let run = desk.run(format!("check{format} {args}").trim_end());
        assert_eq!(run.0, 0, "{args}: {run:?}");
        assert!(run.2.contains("warning: no file was checked") && run.2.contains(reason), "{args}{format}: {}", run.2);
        assert!(!run.1.contains("no deviations"), "{}", run.1);
    }
}

#[test]
fn a_run_that_checks_no_file_says_why() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path().join("empty")).expect("a folder");
    assert_nothing(&desk, "empty", "there is no file in empty");
    assert_nothing(&desk, "rules", "1 file left out: hidden, rule files or configuration");
    write(desk.path(), "pictures/a.png", [0, 1, 2, 0, 255]);
    assert_nothing(&desk, "pictures", "1 binary file left out");
    desk.write("factlint.toml", "exclude = [\"drafts/\"]\n");
    assert_nothing(&desk, "drafts", "`include` and `exclude` of factlint.toml leave out 1 file");
    desk.write("factlint.toml", "include = [\"**/*.docx\"]\n");
    assert_nothing(&desk, "drafts", "`include` and `exclude` of factlint.toml leave out 1 file");
    assert!(desk.run("coverage drafts").2.contains("no file was checked"));
}

#[test]
fn a_path_that_is_not_there_is_no_clean_run() {
    let (status, out, err) = Desk::new().run("check draft");
    assert_eq!((status, out.as_str()), (2, "no file was checked (2 pieces of evidence unchecked)\n"));
    assert!(err.contains("cannot read draft") && !err.contains("warning: no file was checked"), "{err}");
}

#[test]
fn one_document_disagrees_with_nobody() {
    let desk = Desk::new();
    let (status, _, err) = desk.run("discover sources/trust.txt");
    assert!(status == 0 && err.contains("warning: nothing to compare: 1 document read"), "{status} {err}");
    desk.write("sources/police.txt", "Officers took 64 statements.\n");
    assert_eq!(desk.run("discover sources").2, "");
}
