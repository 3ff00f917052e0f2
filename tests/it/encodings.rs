//! Drafts in other encodings than UTF-8: what is reported are bytes on disk, and `fix` leaves every other byte as it was.

use std::path::Path;
use std::process::Output;

use crate::support::{self, command, err, json, out, piped};

const RULES: &str = "[typo.a]\nwrong = \"hôtelerie\"\nright = \"hôtellerie\"\n[typo.b]\nwrong = \"coeur\"\nright = \"cœur\"\n\
                     [typo.c]\nwrong = \"Lodz\"\nright = \"Łódź\"\n";
const TEXT: &str = "L’été, l’hôtelerie du coeur.\r\nFin\u{a0}: l’hôtelerie.\r\n";
const FIXED: &str = "L’été, l’hôtellerie du cœur.\r\nFin\u{a0}: l’hôtellerie.\r\n";

fn run(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    piped(command(folder, [args, &["--rules", "rules.toml"]].concat()), input)
}

fn desk(bytes: &[u8]) -> tempfile::TempDir {
    support::desk(&[("rules.toml", RULES.as_bytes()), ("a.txt", bytes)])
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A text in each encoding.
fn encodings(text: &str) -> [Vec<u8>; 5] {
    let marked = format!("\u{feff}{text}");
    [text.into(), marked.clone().into(), encoding_rs::WINDOWS_1252.encode(text).0.into_owned(), wide(&marked), wide(text)]
}

#[test]
fn offsets_are_bytes_on_disk_and_fixed_files_keep_their_encoding() {
    let words = encodings("hôtelerie");
    let (mut texts, fixed) = (Vec::new(), encodings(FIXED));
    for ((bytes, fixed), word) in encodings(TEXT).iter().zip(&fixed).zip(&words) {
        let folder = desk(bytes);
        let output = run(folder.path(), &["check", "a.txt", "--format", "json"], b"");
        let report = json(&output);
        let findings = report["findings"].as_array().expect("findings");
        assert_eq!(findings.len(), 3, "{report}");
        let byte = |value: &serde_json::Value| value["offset"].as_u64().expect("an offset") as usize;
        let span = |finding: &serde_json::Value| bytes[byte(&finding["start"])..byte(&finding["end"])].to_vec();
        assert!(word.ends_with(&span(&findings[0])) && span(&findings[0]) == span(&findings[2]), "{report}");
        let edit = &findings[2]["fix"]["edits"][0];
        assert!(byte(&findings[2]["start"]) <= byte(edit) && byte(edit) <= byte(&findings[2]["end"]), "{report}");
        texts.push(
            findings
                .iter()
                .map(|finding| format!("{} {} {}", finding["rule"], finding["text"], finding["start"]["column"]))
                .collect::<Vec<_>>(),
        );
        let piped = run(folder.path(), &["fix", "-", "--unsafe"], bytes);
        assert_eq!(&piped.stdout, fixed, "{}", err(&piped));
        assert_eq!(run(folder.path(), &["fix", "a.txt", "--unsafe"], b"").status.code(), Some(0));
        assert_eq!(&std::fs::read(folder.path().join("a.txt")).expect("it is there"), fixed);
    }
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "{texts:?}");
}

#[test]
fn a_fix_whose_characters_the_encoding_has_not_is_not_applied() {
    let folder = desk(b"L'h\xf4telerie de Lodz, \xe0 c\xf4t\xe9.");
    let output = run(folder.path(), &["fix", "a.txt", "--unsafe"], b"");
    let err = err(&output);
    assert!(err.contains("a.txt: not all is fixed, since it is windows-1252") && output.status.code() == Some(1), "{err}");
    assert_eq!(std::fs::read(folder.path().join("a.txt")).expect("it is there"), b"L'h\xf4tellerie de Lodz, \xe0 c\xf4t\xe9.");
}

/// Of two ways to write a character in Shift_JIS a text remembers neither.
#[test]
fn standard_input_that_cannot_be_written_anew_goes_on_as_it_is() {
    let folder = desk(b"");
    let mut text = encoding_rs::SHIFT_JIS.encode("日本語の文章です。これはテストです。漢字とかな。coeur ").0.into_owned();
    text.extend(b"\xed\x40\n");
    let output = run(folder.path(), &["fix", "-", "--unsafe"], &text);
    let err = err(&output);
    assert!(err.contains("0 findings fixed") && err.contains("Shift_JIS"), "{err}");
    assert_eq!((output.stdout, output.status.code()), (text, Some(1)), "{err}");
}

#[test]
fn standard_input_has_the_format_that_it_is_given() {
    let folder = desk(b"");
    let text = b"<!-- factlint: allow typo.c -- test -->\nLodz <b>coe</b>ur\n";
    let said = |args: &[&str]| out(&run(folder.path(), args, text));
    let read = said(&["check", "-", "--format", "short", "--stdin-format", "markdown"]);
    assert!(read.contains("typo.b") && !read.contains("typo.c"), "{read}");
    let read = said(&["check", "-", "--format", "short"]);
    assert!(read.contains("typo.c") && !read.contains("typo.b"), "{read}");
    assert_eq!(run(folder.path(), &["check", "-", "--stdin-format", "papyrus"], b"").status.code(), Some(2));
}
