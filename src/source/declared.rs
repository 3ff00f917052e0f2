//! The encoding that a file says it is in: in its markup, or in a line for editors.

use std::sync::LazyLock;

use encoding_rs::Encoding;
use regex::bytes::Regex;

/// How many bytes from the start of a file a declaration may stand.
const HEAD: usize = 4096;

/// Declarations, each with the label as its group.
static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let forms = [
        // XML, HTML, LaTeX.
        r#"(?i-u)\A\s*<\?xml\s[^>]*?encoding\s*=\s*["']([a-z0-9_.:-]+)"#,
        r#"(?i-u)<meta\s[^>]*?charset\s*=\s*["']?\s*([a-z0-9_.:-]+)"#,
        r"(?m-u)^[^%\n]*\\usepackage\s*\[([a-z0-9]+)\]\s*\{inputenc\}",
        // Emacs, Vim, Python in the first two lines; AsciiDoc.
        r"(?i-u)\A(?:[^\n]*\n)?[^\n]*coding[:=][ \t]*([a-z0-9_.-]+)",
        r"(?im-u)^:encoding:[ \t]*([a-z0-9_.-]+)",
    ];
    forms.iter().filter_map(|form| Regex::new(form).ok()).collect()
});

/// The encoding that the first bytes of a file name; none where they name none that is known.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    FORMS.iter().find_map(|form| encoding(form.captures(head)?.get(1)?.as_bytes()))
}

/// The names of the Web, and those that LaTeX and Emacs have of their own.
fn encoding(label: &[u8]) -> Option<&'static Encoding> {
    let label = label.to_ascii_lowercase();
    let label = ["-unix", "-dos", "-mac"].iter().find_map(|end| label.strip_suffix(end.as_bytes())).unwrap_or(&label);
    let known: &[u8] = match label {
        b"ansinew" => b"windows-1252",
        b"applemac" => b"macintosh",
        b"latin9" | b"latin-9" | b"latin-0" => b"iso-8859-15",
        b"latin-1" => b"latin1",
        b"latin-2" => b"latin2",
        b"utf8x" => b"utf-8",
        label => label,
    };
    Encoding::for_label(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_markup_has_its_declaration() {
        let name = |text: &str| declared(text.as_bytes()).map_or("none", Encoding::name);
        assert_eq!(name("<?xml version='1.0' encoding='ISO-8859-15'?>"), "ISO-8859-15");
        assert_eq!(name("<html><META http-equiv=x content=\"text/html; charset=Shift_JIS\">"), "Shift_JIS");
        assert_eq!(name("<meta name=a><meta charset=latin1>"), "windows-1252");
        assert_eq!(name("\\documentclass{a}\n\\usepackage[latin9]{inputenc}"), "ISO-8859-15");
        assert_eq!(name("% \\usepackage[latin1]{inputenc}\n\\usepackage[applemac]{inputenc}"), "macintosh");
        assert_eq!(name("#!/bin/x\n# -*- coding: latin-1-unix -*-"), "windows-1252");
        assert_eq!(name("= Titre\n:encoding: iso-8859-2\n"), "ISO-8859-2");
        assert_eq!(name("one\ntwo\n# coding: latin-1"), "none", "the third line");
        assert_eq!(name("coding: klingon"), "none");
    }
}
