//! LaTeX and Typst for any text: blocks map to the file exactly, in order; markup in a line changes nothing; hostile files take no time.

use std::path::Path;
use std::time::{Duration, Instant};

use factlint::format::Format;
use factlint::prose::Document;
use factlint::source::SourceFile;
use proptest::prelude::*;

use crate::support::exact;

/// Scraps of LaTeX, put together at random.
#[rustfmt::skip]
const LATEX: &[&str] = &[
    "Isaac ", "Stei", "del", "é", "😀", " ", "\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{feff}",
    "\\", "{", "}", "[", "]", "{}", "%", "% factlint: allow a\n", "$", "$$", "$x$", "&", "#", "#1", "~", "--", "``", "''", "\"<", "\">", "<<",
    "\\emph{", "\\textbf{", "\\foo", "\\foo{", "}{", "\\foo[", "\\section{", "\\footnote{", "\\caption[x]{", "\\title{", "\\item ", "\\item[",
    "\\\\", "\\\\[", "\\(", "\\)", "\\[", "\\]", "\\'e", "\\'{", "\\c c", "\\^\\i ", "\\oe ", "\\og ", "\\fg", "\\%", "\\-", "\\,", "\\ ", "\\é",
    "\\cite{a}", "\\ref{", "\\url{", "\\href{a}{", "\\verb|", "|", "\\lstinline", "\\texttt{", "\\enquote{", "\\SI{1}{", "\\kilo", "\\num{",
    "\\newcommand{\\x}", "\\def\\x", "\\let\\a\\b", "\\newenvironment{x}{", "\\x", "\\iffalse", "\\fi", "\\makeatletter", "\\makeatother",
    "\\begin{itemize}", "\\end{itemize}", "\\begin{tabular}{ll}", "\\end{tabular}", "\\begin{figure}", "\\end{figure}", "\\begin{quote}",
    "\\end{quote}", "\\begin{verbatim}", "\\end{verbatim}", "\\begin{align*}", "\\end{align*}", "\\begin{x}{", "\\end{x}", "\\begin{", "\\end{",
    "\\documentclass{a}", "\\begin{document}", "\\end{document}", "\\includegraphics[alt={", "\\textsuperscript{2", "\\multicolumn{2}{c}{",
];

/// Scraps of Typst.
#[rustfmt::skip]
const TYPST: &[&str] = &[
    "Isaac ", "Stei", "del", "é", "😀", " ", "\n", "\n\n", "\r\n", "\t", "  ", "\u{a0}", "\u{feff}",
    "= ", "== ", "- ", "+ ", "1. ", "/ ", ": ", "*", "_", "`", "```", "```\n", "$", "$x$", "~", "-", "--", "-?", "...", ".", "\\", "\\*", "\\u{e9}", "\\u{",
    "<a>", "<", "@a", "@", "//", "// factlint: allow a\n", "/*", "*/", "https://coco.gg", "[", "]", "(", ")", "{", "}", "\"", "'", ",", ";",
    "#", "#x", "#f(", "#f[", ")[", "][", "#strong[", "#text(fill: red)[", "#link(\"a\")", "#link(\"a\")[", "#quote[", "#quote(block: true)[",
    "#footnote[", "#table(", "#figure(", "caption: [", "alt: \"", "title: ", "#let a = ", "#show: ", "#set ", "#if a ", "else ", "#for ", "#{", "#\"",
    "table.cell", "true", "block: ", "#h(1em)", "#image(\"a\")", "#align(center)[", "#list[",
];

fn texts(scraps: &'static [&'static str]) -> impl Strategy<Value = String> {
    let scraps = proptest::collection::vec(proptest::sample::select(scraps), 0..40).prop_map(|scraps| scraps.concat());
    prop_oneof![8 => scraps, 1 => any::<String>()]
}

/// From the whole of a block, and from its first character, one comes to the bytes of the file and back, too.
fn document_is_exact(name: &str, source: &str) {
    for block in exact(name, source, |first| "\\{}[]$~-`'\"<>?!.@#".contains(first) || first.is_whitespace()).blocks {
        let text = block.text(source);
        let first = text.chars().next().map_or(0, char::len_utf8);
        assert_eq!(block.to_prose(block.to_source(0..text.len())), Some(0..text.len()), "{source:?}");
        // A letter and its accent may be one piece of the file: with the one comes the other.
        let back = block.to_prose(block.to_source(0..first));
        assert!(back.as_ref().is_some_and(|back| back.start == 0 && back.end >= first), "{back:?} of {source:?}");
    }
}

fn read(name: &str, source: &str) -> Document {
    Format::of(Path::new(name), source).read(&SourceFile::from_text(name, source))
}

/// The text of all blocks.
fn prose(name: &str, source: &str) -> Vec<String> {
    read(name, source).blocks.iter().map(|block| block.text(source).to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn latex_maps_to_its_file(text in texts(LATEX)) {
        document_is_exact("a.tex", &text);
    }

    #[test]
    fn typst_maps_to_its_file(text in texts(TYPST)) {
        document_is_exact("a.typ", &text);
    }

    #[test]
    fn markup_in_the_line_changes_no_prose(
        words in proptest::collection::vec("[a-zé]{1,6}[,.]?", 1..12),
        at in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        markup in 0..8_usize,
    ) {
        let plain = words.join(" ");
        let at = at.index(words.len());
        let word = &words[at];
        let cut = word.char_indices().map(|(byte, _)| byte).nth(cut.index(word.chars().count())).unwrap_or(0);
        let wrap = |open: &str, close: &str| {
            let mut words = words.clone();
            words[at] = format!("{}{open}{}{close}", &word[..cut], &word[cut..]);
            words.join(" ")
        };
        let (open, close) = [("\\emph{", "}"), ("\\textcolor{red}{", "}"), ("{", "}"), ("\\href{https://a.b}{", "}"), ("%\n  ", ""), ("\\foo[x]{", "}"),
            ("{\\bf ", "}"), ("\\label{a}", "\\index{b}")][markup];
        prop_assert_eq!(prose("a.tex", &wrap(open, close)), [plain.clone()]);
        let (open, close) = [("#strong[", "]"), ("#text(fill: red)[", "]"), ("#link(\"https://a.b\")[", "]"), ("#emph([", "])"), ("/* x */", ""),
            ("#box(width: (1fr + 2pt), [", "])"), ("#x[", "]"), ("", "<label>")][markup];
        prop_assert_eq!(prose("a.typ", &wrap(open, close)), [plain]);
    }
}

/// What is nested, left open or both, a million times: time grows as the file does.
#[test]
fn hostile_files_take_no_time() {
    let scraps = LATEX.iter().map(|scrap| ("a.tex", *scrap)).chain(TYPST.iter().map(|scrap| ("a.typ", *scrap)));
    let pairs = [
        ("a.tex", "\\emph{$"),
        ("a.tex", "\\foo{}{[\\("),
        ("a.tex", "\\url{\\href["),
        ("a.tex", "\\def\\x "),
        ("a.tex", "\\begin{x}\\end{y}"),
    ];
    for (name, scrap) in scraps.chain(pairs).chain([("a.typ", "#f([#g("), ("a.typ", "*$`#{["), ("a.typ", "#if a [b] "), ("a.typ", "[#")]) {
        let text = scrap.repeat(400_000 / scrap.len());
        let start = Instant::now();
        read(name, &text);
        assert!(start.elapsed() < Duration::from_secs(5), "{scrap:?} takes {:?}", start.elapsed());
    }
    let nested = [
        ("a.tex", "\\emph{", "}"),
        ("a.tex", "\\footnote{", "}"),
        ("a.tex", "\\includegraphics[", "]"),
        ("a.tex", "\\foo[", "]"),
        ("a.tex", "\\begin{x}", "\\end{x}"),
        ("a.typ", "#strong[", "]"),
        ("a.typ", "#text(\"a\", (", "))"),
        ("a.typ", "#footnote[a ", "]"),
    ];
    for (name, open, close) in nested {
        let text = format!("{}mot{}", open.repeat(50_000), close.repeat(50_000));
        let start = Instant::now();
        read(name, &text);
        assert!(start.elapsed() < Duration::from_secs(5), "{open:?} takes {:?}", start.elapsed());
    }
}
