//! AsciiDoc and reStructuredText: whatever the marks, what is read maps back to the file, and marks in the line change no finding.

use factlint::check::{Checker, code};
use factlint::finding::Severity;
use factlint::format::{Opened, of_bytes};
use proptest::prelude::*;

use crate::support::{formats, paragraphs, rules_of};

fn read(name: &str, text: &str) -> Opened {
    of_bytes(name.into(), text.into(), None).expect("it is text")
}

/// Every block, link and comment stands in the file, on whole characters and in its order, and what was copied is there.
fn maps_back(name: &str, text: &str) {
    let opened = read(name, text);
    let file = opened.file.text();
    let mut last = 0;
    for block in &opened.document.blocks {
        let prose = block.text(file);
        let whole = block.to_source(0..prose.len());
        assert!(file.get(whole.clone()).is_some(), "{name} {text:?}: {whole:?}");
        assert!(last <= whole.start, "{name} {text:?}: order");
        last = whole.start;
        for (at, c) in prose.char_indices() {
            let place = block.to_source(at..at + c.len_utf8());
            let there = file.get(place.clone());
            assert!(there.is_some(), "{name} {text:?}: {c:?} at {place:?}");
            if c.is_alphanumeric() && place.len() == c.len_utf8() {
                assert_eq!(there, Some(c.encode_utf8(&mut [0; 4]) as &str), "{name} {text:?}");
            }
        }
    }
    for link in &opened.document.links {
        assert!(file.get(link.span.clone()).is_some(), "{name} {text:?}");
    }
    for comment in &opened.document.comments {
        assert!(file.get(comment.body.clone()).is_some() && comment.span.start <= comment.body.start, "{name} {text:?}");
    }
}

fn asciidoc() -> impl Strategy<Value = String> {
    let marks = [
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "#",
        "+",
        "++",
        "+++",
        "^",
        "~",
        "\\",
        "{",
        "}",
        "{nbsp}",
        "[",
        "]",
        "[[",
        "]]",
        "<<",
        ">>",
        ",",
        "((",
        "))",
        "(((",
        "\"`",
        "`\"",
        "''",
        "'`",
        "--",
        "...",
        "&eacute;",
        "link:",
        "https://a.fr",
        "footnote:[",
        "image::",
        "image:x",
        "=",
        "== ",
        "----\n",
        "====\n",
        "____\n",
        "////\n",
        "|===\n",
        "|",
        "2+a|",
        ",===\n",
        "* ",
        ". ",
        "x:: ",
        "::",
        "//",
        "NOTE: ",
        "> ",
        "[quote, x]\n",
        "[source]\n",
        "\n",
        "\n\n",
        " ",
        "  ",
        "\t",
        "\r\n",
        "é",
        "mot",
        "œ\u{ad}",
        "1",
        "🙂",
        ".T\n",
        "~~~~\n",
        "include::a[]",
        ":a: ",
    ];
    prop::collection::vec(prop::sample::select(marks.to_vec()), 0..60).prop_map(|parts| parts.concat())
}

fn rst() -> impl Strategy<Value = String> {
    let marks = [
        "*",
        "**",
        "`",
        "``",
        "|",
        "_",
        "__",
        "`_",
        "<",
        ">",
        "[1]_",
        "[",
        "]",
        "\\",
        "\\ ",
        ":",
        "::",
        ":x:",
        ":ref:`",
        "https://a.fr",
        ".. ",
        "..",
        "note::",
        "code::",
        "figure::",
        "csv-table::",
        "epigraph::",
        "_a: ",
        "[1] ",
        "|x| ",
        "replace::",
        "====",
        "---",
        "~~~~~",
        "==  ==\n",
        "+--+--+\n",
        "+--+\n",
        "| ",
        "|--+",
        "- ",
        "* ",
        "1. ",
        "a) ",
        ":f: ",
        "-a  ",
        ">>> ",
        "-- ",
        "\n",
        "\n",
        "\n\n",
        " ",
        "  ",
        "   ",
        "\t",
        "\r\n",
        "é",
        "mot",
        "œ\u{ad}",
        "1",
        "🙂",
        "\"",
        "factlint:",
    ];
    prop::collection::vec(prop::sample::select(marks.to_vec()), 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn asciidoc_maps_back(text in asciidoc()) {
        maps_back("a.adoc", &text);
    }

    #[test]
    fn rst_maps_back(text in rst()) {
        maps_back("a.rst", &text);
    }
}

/// The original's paragraphs, in which `wrap` puts its word between marks.
fn page(wrap: &dyn Fn(usize, &str) -> String) -> String {
    paragraphs(wrap).iter().map(|paragraph| format!("{paragraph}\n\n")).collect()
}

#[test]
fn marks_in_the_line_change_no_finding() {
    let rules = rules_of(&formats().join("dossier.toml"));
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    let found = |name: &str, page: &str| -> Vec<(String, String)> {
        let opened = read(name, page);
        let findings = checker.check(&opened.file, &opened.document, &|_, severity: Severity| Some(severity)).findings;
        findings.iter().map(|finding| (code(&rules, finding).to_owned(), finding.message.clone())).collect()
    };
    let around: [(&str, &str, &str, bool); 9] = [
        ("a.adoc", "**", "**", true),
        ("a.adoc", "__", "__", true),
        ("a.adoc", "##", "##", true),
        ("a.adoc", "[.x]##", "##", true),
        ("a.adoc", "*", "*", false),
        ("a.adoc", "link:x[", "]", false),
        ("a.rst", "\\ **", "**\\ ", true),
        ("a.rst", "\\ *", "*\\ ", true),
        ("a.rst", "`", " <x_>`_\\ ", false),
    ];
    for (name, open, close, inside) in around {
        let plain = found(name, &page(&|_, word| word.to_owned()));
        assert!(plain.len() >= 13, "{plain:?}");
        // A mark of one character parts no word: what stands right behind it must be none.
        let letters = |word: &str| word.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let whole = |count: usize, word: &str| match letters(word) {
            end if count.is_multiple_of(3) && end > 0 && word[..end].chars().all(char::is_alphanumeric) => {
                format!("{open}{}{close}{}", &word[..end], &word[end..])
            }
            _ => word.to_owned(),
        };
        assert_eq!(found(name, &page(&whole)), plain, "{open} around words");
        let within = |count: usize, word: &str| match word.char_indices().nth(2) {
            Some((cut, _))
                if inside
                    && count.is_multiple_of(2)
                    && word[..letters(word)].len() > cut
                    && word[..letters(word)].chars().all(char::is_alphanumeric) =>
            {
                format!("{}{open}{}{close}{}", &word[..cut], &word[cut..letters(word)], &word[letters(word)..])
            }
            _ => word.to_owned(),
        };
        assert_eq!(found(name, &page(&within)), plain, "{open} inside words");
    }
}
