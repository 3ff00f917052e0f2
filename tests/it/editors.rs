//! Real editors, where they are installed, talk with the real server; and what the extension for VS Code carries along.
//!
//! Each editor gets the same folder: a draft with letters of one, two and four bytes before the deviation, rules and a source. Its script
//! waits for the diagnostic, applies the fix and goes to the evidence; what it saw, it prints. It is set up with the lines that
//! `docs/editors.md` gives for it, where it is new enough for them.

#![expect(clippy::print_stdout, reason = "what is skipped is said")]

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::{desk, factlint, out, read};

const FACTLINT: &str = env!("CARGO_BIN_EXE_factlint");

const DOSSIER: &str = "\
[source.avis]
title = \"Avis du port\"
path = \"../avis.txt\"

[name.keller]
canonical = \"Mathilde Keller\"
evidence = { source = \"avis\", quote = \"Mathilde Keller dirige le port\" }
";

/// The fix makes the deviation's line this one.
const MENDED: &str = "Été 😀 Mathilde Keller a parlé.";

#[test]
fn neovim_shows_a_deviation_fixes_it_and_goes_to_the_evidence() {
    let Some(version) = version_of("nvim").filter(|version| *version >= (0, 7)) else {
        println!("skipped: no nvim of 0.7 or later");
        return;
    };
    let folder = folder();
    let script = script("nvim.lua");
    // A script that fails in between leaves nothing behind: it is loaded by one command that ends the editor either way.
    let load = format!("lua local ok, e = pcall(dofile, [[{script}]]) if not ok then print(e) vim.cmd('cquit') end");
    let snippets = snippets("lua");
    let (setup, further) = snippets.split_first().expect("a snippet");
    let mut editor = editor("nvim", folder.path());
    editor.env("SETUP", setup).env("FURTHER", further.concat());
    let output = run(editor.args(["--headless", "--clean", "-n", "-i", "NONE", "-c", &load, "-c", "qall!"]));
    // Columns are bytes in Neovim.
    agree(&output, &format!("version {version:?}"), &["deviation 1 20-25 name.keller", "evidence avis.txt 2:1"]);
    assert_eq!(draft(folder.path()), MENDED);
}

#[test]
fn emacs_shows_a_deviation_fixes_it_and_goes_to_the_evidence() {
    let eglot = Command::new("emacs").args(["--batch", "--eval", "(kill-emacs (if (require 'eglot nil t) 0 1))"]).output();
    if !eglot.is_ok_and(|output| output.status.success()) {
        println!("skipped: no emacs with eglot");
        return;
    }
    let folder = folder();
    let output = run(editor("emacs", folder.path()).env("SETUP", snippets("elisp").concat()).args(["--batch", "-l", &script("emacs.el")]));
    // Columns are characters in Emacs.
    agree(&output, "emacs", &["deviation 1 15-20 name.keller", "evidence avis.txt 2:1"]);
    assert_eq!(draft(folder.path()), MENDED);
}

#[test]
fn the_schemas_of_the_extension_are_those_that_factlint_prints() {
    for of in ["rules", "config"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("editors/vscode/schemas/{of}.schema.json"));
        let carried = std::fs::read_to_string(&path).expect("a schema");
        let same = carried == out(&factlint(Path::new("."), ["schema", of]));
        assert!(same, "write it anew: factlint schema {of} > editors/vscode/schemas/{of}.schema.json");
    }
}

fn folder() -> tempfile::TempDir {
    desk(&[
        ("rules/port.toml", DOSSIER),
        ("avis.txt", "Avis.\nMathilde Keller dirige le port depuis mai.\n"),
        ("draft.md", "Hier.\nÉté 😀 Mathilde Kelle a parlé.\n"),
    ])
}

/// The second line of the draft.
fn draft(folder: &Path) -> String {
    read(folder, "draft.md").lines().nth(1).unwrap_or_default().to_owned()
}

/// The code of a language in the guide.
fn snippets(language: &str) -> Vec<String> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/editors.md");
    let guide = std::fs::read_to_string(guide).expect("the guide");
    let blocks = guide.split("```").skip(1).step_by(2);
    blocks.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).map(str::to_owned).collect()
}

fn script(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors").join(name).display().to_string()
}

/// An editor in a home of its own: nobody's settings change what is tested.
fn editor(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(name);
    let programs = std::env::var_os("PATH").unwrap_or_default();
    let mine = Path::new(FACTLINT).parent().map(Path::to_owned);
    let path = std::env::join_paths(mine.into_iter().chain(std::env::split_paths(&programs))).expect("a path");
    command.current_dir(folder).env("PATH", path).env("LC_ALL", "C.UTF-8");
    for home in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
        command.env(home, folder.join("home"));
    }
    command
}

/// Runs an editor for a minute at most.
fn run(command: &mut Command) -> Output {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the editor starts");
    let start = Instant::now();
    while child.try_wait().expect("a status").is_none() {
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().expect("it ends");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().expect("its output")
}

fn agree(output: &Output, who: &str, wanted: &[&str]) {
    let said = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).replace('\r', "\n")).concat();
    assert!(output.status.success(), "{who}: {}\n{said}", output.status);
    for line in wanted {
        assert!(said.lines().any(|found| found == *line), "{who}: no line {line:?} in\n{said}");
    }
}

/// The major and minor version that a program says it has; nothing where it cannot be run.
fn version_of(program: &str) -> Option<(u32, u32)> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let number = text.lines().next()?.split('v').next_back()?.to_owned();
    let mut parts = number.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}
