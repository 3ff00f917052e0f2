//! `factlint fix` as users and scripts see it: what is written, what is left alone, and what is there when it is stopped.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use factlint::check::Checker;
use factlint::finding::{Finding, Safety};
use factlint::fix;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{command, desk, err, out, piped, read, rules, write};

const RULES: &str = r#"
[name.steidl]
canonical = "Isaac Steidl"
reject = ["Jonas Steidl", "Izak Steidl"]
[term.junalco]
canonical = "Junalco"
gender = "feminine"
reject = ["ONAF"]
[term.uncyber]
canonical = "UNCyber"
[term.ofmin]
canonical = "Ofmin"
gender = "masculine"
reject = ["Mineurs"]
[domain.coco]
canonical = "coco.gg"
former = ["coco.fr"]
[typo.web]
wrong = "francophobe"
right = "francophone"
[typo.day]
wrong = "ans la journée"
right = "dans la journée"
[typo.red]
wrong = "rouge"
right = "vert"
[typo.loop]
wrong = "réseau"
right = "grand réseau"
"#;
/// Beside the rule of the red, it would be a mistake in one file.
const GREEN: &str = "[typo.green]\nwrong = \"vert\"\nright = \"rouge\"\n";
const WRONG: &str = "Le web francophobe de Jonas Steidl est là : « le web francophobe ».\n";
const RIGHT: &str = "Le web francophone d’Isaac Steidl est là : « le web francophobe ».\n";

/// A folder with rules and files.
struct Desk(TempDir);

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        Self(desk(&[&[("rules/a.toml", RULES)], files].concat()))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        write(self.path(), name, text);
    }

    fn read(&self, name: &str) -> String {
        read(self.path(), name)
    }

    fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = command(self.path(), ["fix"]);
        command.args(args);
        command
    }

    /// Runs `factlint fix`, which has to end with this status.
    fn fix(&self, args: &[&str], status: i32) -> (String, String) {
        said(&self.command(args).output().expect("it runs"), status)
    }

    fn pipe(&self, args: &[&str], input: &str, status: i32) -> (String, String) {
        said(&piped(self.command(args), input.as_bytes()), status)
    }
}

/// What was said on standard output and error by a run that has to end with this status.
fn said(output: &Output, status: i32) -> (String, String) {
    let (out, err) = (out(output), err(output));
    assert_eq!(output.status.code(), Some(status), "{out}{err}");
    (out, err)
}

#[test]
fn safe_fixes_are_written_and_the_rest_is_counted() {
    let desk = Desk::new(&[("a.md", WRONG), ("b.md", "Le site coco.fr est là, dans la ville.\n"), ("c.md", RIGHT)]);
    let (out, err) = desk.fix(&["--fail-on", "never"], 0);
    assert_eq!((out.as_str(), desk.read("a.md").as_str()), ("", RIGHT));
    assert_eq!(err, "2 findings fixed in 1 file, 3 left (`--unsafe` fixes 1 of them)\n");
    assert_eq!(desk.read("b.md"), "Le site coco.fr est là, dans la ville.\n");
    desk.fix(&["--unsafe", "b.md"], 0);
    assert_eq!(desk.read("b.md"), "Le site coco.gg est là, dans la ville.\n");
    let (_, err) = desk.fix(&["--unsafe"], 1);
    assert_eq!(err, "0 findings fixed in 0 files, 2 left\n", "what stands between quotation marks is left");
    desk.fix(&["--select", "domain.*"], 0);
}

#[test]
fn a_diff_is_printed_and_nothing_written() {
    let desk = Desk::new(&[("a.md", WRONG), ("b.md", RIGHT)]);
    let (out, err) = desk.fix(&["--diff"], 1);
    assert_eq!(out, format!("--- a.md\n+++ a.md\n@@ -1 +1 @@\n-{WRONG}+{RIGHT}"));
    assert!(err.starts_with("2 findings would be fixed in 1 file, 2 left"), "{err}");
    assert_eq!(desk.read("a.md"), WRONG);
    assert_eq!(desk.fix(&["--diff", "b.md"], 0).0, "");
    assert!(desk.fix(&["--diff", "--color", "always"], 1).0.contains("\u{1b}[31m-Le web"));
}

#[test]
fn patch_applies_a_diff() {
    let text = format!("\u{feff}un\r\n{WRONG}deux\n\n{}quatre, ans la journée", "trois\n".repeat(9));
    let desk = Desk::new(&[("le dossier/a.md", &text)]);
    let (out, _) = desk.fix(&["--diff", "le dossier"], 1);
    let Ok(mut patch) =
        Command::new("patch").args(["-p0", "--binary"]).current_dir(desk.path()).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()
    else {
        return;
    };
    patch.stdin.take().expect("its input").write_all(out.as_bytes()).expect("it reads");
    assert!(patch.wait().expect("it ends").success(), "{out}");
    let patched = desk.read("le dossier/a.md");
    desk.write("le dossier/a.md", &text);
    desk.fix(&["--fail-on", "never"], 0);
    assert_eq!(patched, desk.read("le dossier/a.md"));
    assert!(patched.ends_with("quatre, dans la journée"), "{patched}");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let desk = Desk::new(&[("a.md", WRONG)]);
    assert_eq!(desk.pipe(&["-", "--stdin-filename", "a.md"], WRONG, 1).0, RIGHT);
    assert_eq!(desk.read("a.md"), WRONG, "a file of that name is not written");
    assert_eq!(desk.pipe(&["-"], "Rien ici.", 0).0, "Rien ici.");
    assert!(desk.pipe(&["-", "--diff"], WRONG, 1).0.starts_with("--- <stdin>\n"));
    assert!(desk.pipe(&["-", "a.md"], WRONG, 2).1.contains("`-` is fixed alone"));
}

#[test]
fn rules_with_mistakes_write_nothing() {
    let desk = Desk::new(&[("a.md", WRONG), ("rules/b.toml", "[name.x]\ncanonicle = \"X\"\n")]);
    assert!(desk.fix(&[], 2).1.contains("canonicle"));
    assert_eq!(desk.read("a.md"), WRONG);
}

#[test]
fn a_file_that_cannot_be_written_stays_and_the_others_are_fixed() {
    let desk = Desk::new(&[("a.md", WRONG), ("b.md", WRONG), ("c.md", "\0")]);
    let path = desk.path().join("a.md");
    let mut permissions = fs::metadata(&path).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it is ours");
    let (_, err) = desk.fix(&[], 2);
    assert!(err.contains("cannot write a.md: permission denied"), "{err}");
    assert!(err.contains("2 findings fixed in 1 file, 4 left"), "{err}");
    assert_eq!((desk.read("a.md").as_str(), desk.read("b.md").as_str()), (WRONG, RIGHT));
}

#[cfg(unix)]
#[test]
fn the_target_of_a_link_is_fixed() {
    let desk = Desk::new(&[("texts/a.md", WRONG)]);
    let link = desk.path().join("b.md");
    std::os::unix::fs::symlink("texts/a.md", &link).expect("a link");
    desk.fix(&["b.md"], 1);
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert_eq!(desk.read("texts/a.md"), RIGHT);
}

/// Reports show such a name as far as it is Unicode; the file is the one that was read all the same.
#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_unicode_is_fixed() {
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::new(&[]);
    let folder = desk.path().join(OsStr::from_bytes(b"d\xe9"));
    let draft = folder.join(OsStr::from_bytes(b"caf\xe9.md"));
    fs::create_dir(&folder).expect("a folder");
    fs::write(&draft, WRONG).expect("a file");
    desk.fix(&["."], 1);
    assert_eq!(fs::read_to_string(&draft).expect("it is there"), RIGHT);
}

#[test]
fn fixes_that_never_come_to_rest_are_named_and_left() {
    let desk = Desk::new(&[("rules/b.toml", GREEN), ("a.md", "Le rouge et le réseau francophobe.\n")]);
    let (_, err) = desk.fix(&[], 1);
    assert!(err.contains("make work for one another: typo.green, typo.loop, typo.red"), "{err}");
    assert_eq!(desk.read("a.md"), "Le rouge et le réseau francophone.\n");
}

/// Stopped at any moment, it leaves every file old or new, and what else it leaves is hidden and named after it.
#[test]
fn a_run_that_is_killed_leaves_every_file_whole() {
    // Few rules and much that is no word: most of a run's time is that of its writing.
    let long = " ".repeat(8_192);
    let (old, new) = (format!("francophobe{long}."), format!("francophone{long}."));
    let names: Vec<String> = (0..16).map(|number| format!("{number}.md")).collect();
    let desk = Desk::new(&[("rules/a.toml", "[typo.web]\nwrong = \"francophobe\"\nright = \"francophone\"\n")]);
    let restore = || names.iter().for_each(|name| desk.write(name, &old));
    restore();
    desk.fix(&[], 0);
    restore();
    let start = Instant::now();
    desk.fix(&[], 0);
    let whole = start.elapsed();
    let (mut killed, mut seen) = (0, [0, 0]);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let start = Instant::now();
    while killed < 300 && start.elapsed() < Duration::from_secs(12) {
        restore();
        let mut child = desk.command::<&str>(&[]).stderr(Stdio::null()).spawn().expect("it runs");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(whole.mul_f64(0.2 + (random >> 40) as f64 / f64::from(1 << 24)));
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
        killed += 1;
        for name in &names {
            let text = desk.read(name);
            assert!(text == old || text == new, "{name} is neither old nor new after {killed} runs");
            seen[usize::from(text == new)] += 1;
        }
    }
    let entries = fs::read_dir(desk.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    for name in entries.map(|name| name.to_string_lossy().into_owned()) {
        let known = name == "rules" || names.contains(&name);
        assert!(known || (name.starts_with(".factlint-") && name.ends_with(".tmp")), "{name}");
    }
    assert!(killed >= 8 && seen.iter().all(|&files| files > 0), "{killed} runs, {seen:?} files old and new");
    // What is left behind is no draft.
    restore();
    let (_, err) = desk.fix(&[], 0);
    assert!(err.contains("in 16 files"), "{err}");
}

/// Words that the rules look for, and what stands around them.
fn word() -> impl Strategy<Value = String> {
    let known = vec![
        "Isaac",
        "Steidl",
        "Steidel",
        "Jonas",
        "Jonas Steidl",
        "Izak\u{a0}Steidl",
        "**Jonas** Steidl",
        "Jonas\nSteidl",
        "STEIDEL",
        "d’",
        "l’",
        "L'",
        "de",
        "le",
        "la",
        "du",
        "au",
        "à",
        "ce",
        "Le",
        "son",
        "an",
        "a",
        "the",
        "of",
        "est",
        "dans",
        "ONAF",
        "Junalco",
        "UN Cyber",
        "UN **Cyber**",
        "UN\nCyber",
        "Mineurs",
        "Ofmin",
        "coco.fr",
        "https://coco.fr/x",
        "[coco](https://coco.fr)",
        "francophobe",
        "FRANCOPHOBES",
        "ans la journée",
        "ans l’année",
        "rouge",
        "vert",
        "réseau",
        "« ",
        " »",
        "“",
        "”",
        "\"",
        "- ",
        "> ",
        "\n",
        "\r\n",
        "\n\n",
        ".",
        ",",
        "[sic]",
        "`",
        "*",
        "_",
        "&amp;",
        "é",
        "\u{feff}",
        "<!-- factlint: allow name.* -->",
        "😀",
    ];
    let known = prop::sample::select(known).prop_map(str::to_owned);
    prop_oneof![8 => known, 1 => "\\PC{0,4}"]
}

fn text() -> impl Strategy<Value = String> {
    let joint = prop::sample::select(vec!["", " ", " ", " ", "\u{a0}"]);
    prop::collection::vec((word(), joint), 0..30)
        .prop_map(|words| words.into_iter().flat_map(|(word, joint)| [word, joint.to_owned()]).collect())
}

/// What stands between guillemets, in plain text without others inside.
fn quoted(text: &str) -> Vec<&str> {
    text.split('«').skip(1).filter_map(|rest| Some(rest.split_once('»')?.0)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn fixing_twice_is_fixing_once(text in text(), markdown in any::<bool>(), most in prop::sample::select(vec![Safety::Safe, Safety::Unsafe])) {
        let rules = rules(RULES);
        let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
        let check = |text: &str| -> Vec<Finding> { checker.check_text(if markdown { "a.md" } else { "a.txt" }, text) };
        let once = fix::settle(&text, &check(&text), most, check);
        let twice = fix::settle(&once.text, &check(&once.text), most, check);
        prop_assert_eq!(&once.text, &twice.text, "of {:?}", text);
        prop_assert_eq!(twice.applied, 0);
        let left = check(&once.text);
        prop_assert!(left.iter().all(|finding| once.restless.contains(&finding.origin) || finding.fix.as_ref().is_none_or(|fix| fix.safety > most)));
    }

    #[test]
    fn nothing_between_quotation_marks_changes(before in text(), inside in text(), after in text()) {
        let flat = |text: &str| text.replace(['«', '»', '“', '”', '"', '\n', '\r', '>'], "");
        let text = format!("{} « {} » {}", flat(&before), flat(&inside), flat(&after));
        let rules = rules(RULES);
        let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
        let check = |text: &str| -> Vec<Finding> { checker.check_text("a.txt", text) };
        let fixed = fix::settle(&text, &check(&text), Safety::Unsafe, check);
        prop_assert_eq!(quoted(&fixed.text), quoted(&text));
    }
}
