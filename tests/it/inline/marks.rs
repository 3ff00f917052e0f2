//! The ways in which each format puts marks around words.

use std::ops::Range;

/// A text format with marks in the line.
pub(crate) struct Format {
    pub(crate) name: &'static str,
    pub(crate) marks: &'static [Mark],
    /// What may stand before a paragraph: that of a heading is for one line.
    pub(crate) shapes: &'static [&'static str],
    pub(crate) paragraphs: Paragraphs,
}

/// How paragraphs are written.
pub(crate) enum Paragraphs {
    /// With a blank line between them.
    Blank,
    /// `<p>…</p>`
    Tags,
    /// As the only cue at its time.
    Cues(&'static str),
}

/// Where a mark may stand.
pub(crate) enum Where {
    Anywhere,
    /// Not at the beginning of a line.
    Within,
    /// Where a word may be cut.
    Hyphen,
    /// Around whole words alone, with no letter and nothing unusual beside them.
    Words,
}

/// What stands before and behind words.
pub(crate) struct Mark {
    open: &'static str,
    close: &'static str,
    place: Where,
}

const fn anywhere(open: &'static str, close: &'static str) -> Mark {
    Mark { open, close, place: Where::Anywhere }
}

const fn within(open: &'static str, close: &'static str) -> Mark {
    Mark { open, close, place: Where::Within }
}

const fn words(open: &'static str, close: &'static str) -> Mark {
    Mark { open, close, place: Where::Words }
}

/// The title of a link, which is prose of its own.
pub(crate) const TITLE: &str = "un titre";

const MARKDOWN: &[Mark] = &[
    anywhere("*", "*"),
    anywhere("**", "**"),
    anywhere("***", "***"),
    words("_", "_"),
    words("__", "__"),
    anywhere("[", "](https://example.org/a)"),
    anywhere("[", "](<b> \"un titre\")"),
    anywhere("<b>", "</b>"),
    anywhere("<span class=\"x\">", "</span>"),
    within("<!-- x -->", ""),
];

const HTML: &[Mark] = &[
    anywhere("<b>", "</b>"),
    anywhere("<em>", "</em>"),
    anywhere("<span class=x>", "</span>"),
    anywhere("<a href='https://example.org/a'>", "</a>"),
    anywhere("<mark title=\"un titre\">", "</mark>"),
    anywhere("<FONT color=\"#f00\"\n>", "</FONT >"),
    anywhere("<b><i>", "</i></b>"),
    anywhere("<x-y>", "</x-y>"),
    anywhere("", "<wbr>"),
    anywhere("<!-- x -->", ""),
    anywhere("", "<a id=x></a>"),
];

const LATEX: &[Mark] = &[
    anywhere("\\emph{", "}"),
    anywhere("\\textbf{", "}"),
    anywhere("{\\it ", "}"),
    anywhere("\\href{https://example.org/a}{", "}"),
    anywhere("\\textcolor{red}{", "}"),
    anywhere("\\textbf{\\underline{", "}}"),
    anywhere("{", "}"),
    anywhere("", "\\label{x}"),
    anywhere("", "%\n"),
    Mark { open: "", close: "\\-", place: Where::Hyphen },
];

const TYPST: &[Mark] = &[
    words("*", "*"),
    words("_", "_"),
    anywhere("#strong[", "];"),
    anywhere("#emph[", "];"),
    anywhere("#text(fill: red)[", "];"),
    anywhere("#link(\"https://example.org/a\")[", "];"),
    anywhere("#underline(stroke: 1pt)[#strong[", "]];"),
    anywhere("", "/* x */"),
    anywhere("", "<x>"),
];

const ASCIIDOC: &[Mark] = &[
    anywhere("**", "**"),
    anywhere("__", "__"),
    anywhere("##", "##"),
    anywhere("[.x]##", "##"),
    words("*", "*"),
    words("_", "_"),
    words("#", "#"),
    words("[.x]#", "#"),
    words("*_", "_*"),
    anywhere("link:x[", "]"),
    words("https://example.org/a[", "]"),
    words("<<x,", ">>"),
    anywhere("", "[[x]]"),
];

const RST: &[Mark] = &[
    anywhere("\\ *", "*\\ "),
    anywhere("\\ **", "**\\ "),
    anywhere("\\ :emphasis:`", "`\\ "),
    anywhere("\\ `", " <https://example.org/a>`_\\ "),
    anywhere("\\ `", "`\\ "),
    words("*", "*"),
    words("**", "**"),
    words("`", " <x_>`__"),
    words(":ref:`", " <x>`"),
    words("`", "`:strong:"),
    anywhere("\\ ", "\\ "),
];

const SUBRIP: &[Mark] = &[
    anywhere("<i>", "</i>"),
    anywhere("<b>", "</b>"),
    anywhere("<u>", "</u>"),
    anywhere("<font color=\"#ffff00\">", "</font>"),
    anywhere("{\\i1}", "{\\i0}"),
    anywhere("<i><b>", "</b></i>"),
];

const WEBVTT: &[Mark] = &[
    anywhere("<i>", "</i>"),
    anywhere("<c.yellow>", "</c>"),
    anywhere("<lang fr>", "</lang>"),
    anywhere("<b><u>", "</u></b>"),
    anywhere("<00:00:01.000>", ""),
    anywhere("<ruby>", "</ruby>"),
];

/// All of them.
pub(crate) const FORMATS: &[Format] = &[
    Format { name: "a.md", marks: MARKDOWN, shapes: &["", "# ", "- ", "> ", "1. ", "| "], paragraphs: Paragraphs::Blank },
    Format { name: "a.html", marks: HTML, shapes: &["p", "li", "h1", "td", "div", "blockquote"], paragraphs: Paragraphs::Tags },
    Format { name: "a.tex", marks: LATEX, shapes: &[""], paragraphs: Paragraphs::Blank },
    Format { name: "a.typ", marks: TYPST, shapes: &["", "= ", "- "], paragraphs: Paragraphs::Blank },
    Format { name: "a.adoc", marks: ASCIIDOC, shapes: &["", "== ", "* ", ". ", "NOTE: "], paragraphs: Paragraphs::Blank },
    Format { name: "a.rst", marks: RST, shapes: &["", "* ", "#. "], paragraphs: Paragraphs::Blank },
    Format { name: "a.srt", marks: SUBRIP, shapes: &[""], paragraphs: Paragraphs::Cues(",") },
    Format { name: "a.vtt", marks: WEBVTT, shapes: &[""], paragraphs: Paragraphs::Cues(".") },
];

impl Format {
    /// A file of paragraphs.
    pub(crate) fn page(&self, shape: &str, texts: &[&str]) -> String {
        let mut page = if self.name.ends_with("vtt") { "WEBVTT\n\n".to_owned() } else { String::new() };
        for (nth, text) in texts.iter().enumerate() {
            let text = if shape.is_empty() { (*text).to_owned() } else { text.replace('\n', " ") };
            page += &match self.paragraphs {
                Paragraphs::Blank if shape == "| " => format!("| {text} | x |\n|---|---|\n\n"),
                Paragraphs::Blank => format!("{shape}{text}\n\n"),
                Paragraphs::Tags if shape == "td" => format!("<table><tr><td>{text}</td></tr></table>\n"),
                Paragraphs::Tags => format!("<{shape}>{text}</{shape}>\n"),
                Paragraphs::Cues(point) => format!("{}\n00:0{nth}:01{point}000 --> 00:0{nth}:09{point}000\n{text}\n\n", nth + 1),
            };
        }
        page
    }
}

impl Mark {
    /// Whether it may be put around this part of a text.
    pub(crate) fn fits(&self, text: &str, range: &Range<usize>) -> bool {
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        let is_open = |c: char| c.is_whitespace() || matches!(c, '’' | '«' | '“' | '(');
        let is_close = |c: char| c.is_whitespace() || matches!(c, '’' | '»' | '”' | ')' | '.' | ',');
        match self.place {
            // A comment in LaTeX takes all white space behind it away.
            Where::Anywhere => !self.close.ends_with('\n') || after.is_some_and(|c| !c.is_whitespace()),
            Where::Within => before.is_some_and(|c| c != '\n'),
            Where::Hyphen => text[..range.end].ends_with(char::is_alphabetic) && after.is_some_and(char::is_alphabetic),
            Where::Words => before.is_none_or(is_open) && after.is_none_or(is_close),
        }
    }

    /// The text with the mark around a part of it.
    pub(crate) fn put(&self, text: &str, range: Range<usize>) -> String {
        let (before, after) = (&text[..range.start], &text[range.end..]);
        // A backslash at the end of a line takes the line break away.
        let close = if after.starts_with('\n') { self.close.trim_end_matches("\\ ") } else { self.close };
        format!("{before}{}{}{close}{after}", self.open, &text[range])
    }
}
