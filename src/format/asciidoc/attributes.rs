//! `[style, …, name=value]` before a block of AsciiDoc.

use std::ops::Range;

/// Styles of which the text is no prose.
const CODE: &[&str] = &[
    "source",
    "listing",
    "literal",
    "stem",
    "latexmath",
    "asciimath",
    "pass",
    "comment",
    "a2s",
    "ditaa",
    "graphviz",
    "plantuml",
    "mermaid",
];

/// What is said of the block that comes next.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    code: bool,
    quote: bool,
    /// Whose quotation it is, in the file.
    pub(super) author: Option<Range<usize>>,
    /// What parts the cells of a table.
    pub(super) separator: Option<char>,
}

impl Attributes {
    /// Those of a line; none where it is simply text in brackets.
    pub(super) fn of(text: &str, span: Range<usize>) -> Option<Self> {
        let inner = text[span.clone()].strip_prefix('[')?.strip_suffix(']')?;
        let anchor = inner.starts_with('[') && inner.ends_with(']');
        let attributes =
            inner.is_empty() || inner.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '#' | '%' | '{' | '"' | ',' | '_'));
        // `[one] and [two]` is a sentence.
        if !anchor && (!attributes || inner.contains(']') && !inner.contains('"')) {
            return None;
        }
        let mut parts = inner.split(',');
        let style = parts.next().unwrap_or("").split(['#', '.', '%']).next().unwrap_or("").trim();
        let mut read = Self { code: CODE.contains(&style), quote: matches!(style, "quote" | "verse"), ..Self::default() };
        let named =
            |part: &str| part.trim().split_once('=').map(|(name, value)| (name.trim().to_owned(), value.trim_matches('"').to_owned()));
        for (name, value) in inner.split(',').filter_map(named) {
            match (name.as_str(), value.as_str()) {
                ("format", "csv") => read.separator = read.separator.or(Some(',')),
                ("format", "tsv") => read.separator = read.separator.or(Some('\t')),
                ("format", "dsv") => read.separator = read.separator.or(Some(':')),
                ("separator", mark) => read.separator = mark.chars().next(),
                _ => {}
            }
        }
        if read.quote
            && let Some(comma) = inner.find(',')
        {
            let from = span.start + 1 + comma + 1;
            let said = &text[from..span.end - 1];
            let unnamed = said.split(',').take_while(|part| named(part).is_none()).map(|part| part.len() + 1).sum::<usize>();
            read.author = Some(from..from + unnamed.saturating_sub(1).min(said.len()));
        }
        Some(read)
    }

    /// Adds what another line says.
    pub(super) fn add(&mut self, other: Self) {
        self.code |= other.code;
        self.quote |= other.quote;
        self.separator = other.separator.or(self.separator);
    }

    pub(super) fn is_code(&self) -> bool {
        self.code
    }

    pub(super) fn is_quote(&self) -> bool {
        self.quote
    }
}
