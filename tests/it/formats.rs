//! What holds of every format for any text: blocks map to the file exactly, in order, on character boundaries.

use factlint::prose::Document;
use factlint::source::SourceFile;
use proptest::prelude::*;

use crate::support::exact;

/// Scraps of press texts and of markup, put together at random: they break more than random characters do.
const SCRAPS: &[&str] = &[
    "Isaac ",
    "Stei",
    "del",
    "é",
    "e\u{301}",
    "😀",
    " ",
    "\u{a0}",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "    ",
    "  \n",
    "\\",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "# ",
    "===\n",
    "---\n",
    "+++\n",
    "title: ",
    "alt = ",
    "\"",
    "'",
    "'''",
    "|",
    "| a | b |\n|---|---|\n| c | ",
    ">",
    "> ",
    "- ",
    "- [x] ",
    "1. ",
    "[",
    "]",
    "](",
    ")",
    "(",
    "[^1]",
    "[^1]: ",
    "[a]: ",
    "https://coco.gg/",
    "<",
    "<https://coco.gg>",
    "!",
    "![",
    "&amp;",
    "&#8217;",
    "&",
    ";",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<div>\n",
    "</div>\n",
    "<a href=\"",
    "<code>",
    "<script>",
    "<br>",
    "<sup>",
    "«\u{a0}",
    "\u{202f}»",
    "…",
    "?",
    ". ",
    ":",
    "\u{feff}",
    "\u{ad}",
    "$x$",
    "{#id}",
    "factlint: allow x\n",
    "• ",
    "[sic]",
    "[!NOTE]\n",
    "<blockquote>",
];

/// Scraps of pages.
const HTML_SCRAPS: &[&str] = &[
    "<p>",
    "</p>",
    "<p hidden>",
    "<li>",
    "<ul>",
    "</ul>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<h1>",
    "</h1>",
    "<q>",
    "</q>",
    "<title>",
    "</title>",
    "<pre>",
    "</pre>",
    "<svg>",
    "</svg>",
    "<del>",
    "</del>",
    "<s>",
    "<style>",
    "</style>",
    "</script>",
    "<template>",
    "</template>",
    "<img alt=\"une vue\">",
    "<a title='é",
    "<meta name=description content=\"en bref\">",
    "<?xml ?>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE html>",
    "<!-->",
    "</",
    "/>",
    "=",
    "&eacute;",
    "&eacute",
    "&#x",
    "&shy;",
    "&NotEqualTilde;",
    "&nbsp;",
    "</blockquote>",
    "<sup>1</sup>",
    "<textarea>",
    "\u{c}",
    "<x",
    "un mot",
];

fn pages() -> impl Strategy<Value = String> {
    let scraps: Vec<&str> = SCRAPS.iter().chain(HTML_SCRAPS).chain(HTML_SCRAPS).copied().collect();
    proptest::collection::vec(proptest::sample::select(scraps), 0..40).prop_map(|scraps| scraps.concat())
}

fn texts() -> impl Strategy<Value = String> {
    let scraps = proptest::collection::vec(proptest::sample::select(SCRAPS), 0..40).prop_map(|scraps| scraps.concat());
    prop_oneof![4 => scraps, 1 => any::<String>()]
}

fn document_is_exact(name: &str, source: &str) -> Document {
    // What is not the file's own bytes stands for an escape, a reference, a line break or an object.
    exact(name, source, |first| "&\\<`!\r\n \t\u{c}'\"\u{0}".contains(first))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_maps_to_its_file(text in texts()) {
        document_is_exact("a.md", &text);
    }

    #[test]
    fn html_maps_to_its_file(text in pages()) {
        document_is_exact("a.html", &text);
    }

    #[test]
    fn any_bytes_are_text_in_their_encoding_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), ascii in ".{0,40}") {
        let bytes = [ascii.as_bytes(), &bytes].concat();
        if let Ok(file) = SourceFile::decoded("a".into(), bytes.clone()) {
            prop_assert_eq!(file.disk_offset(file.text().len()), bytes.len());
            let places: Vec<usize> = file.text().char_indices().map(|(at, _)| file.disk_offset(at)).collect();
            prop_assert!(places.is_sorted());
            if let Some(written) = file.encode(file.text()) {
                prop_assert_eq!(&written[..], &bytes[..]);
            }
        }
    }

    #[test]
    fn plain_text_is_its_files_own_bytes(text in texts()) {
        let document = document_is_exact("a.txt", &text);
        for block in &document.blocks {
            prop_assert_eq!(&text[block.to_source(0..block.text(&text).len())], block.text(&text));
        }
        // Nothing but white space, the byte order mark and directives stands outside of the blocks.
        let mut left = text.clone();
        for range in document.blocks.iter().map(|block| block.to_source(0..block.text(&text).len())).chain(document.comments.iter().map(|comment| comment.span.clone())) {
            left.replace_range(range.clone(), &" ".repeat(range.len()));
        }
        prop_assert!(left.chars().all(|c| c.is_whitespace() || c == '\u{feff}'), "{left:?} of {text:?}");
    }
}
