//! HTML inside Markdown → tags, comments and text.
//!
//! What a browser would make of broken HTML is not the aim: a tag ends at the next `>` outside quotation marks, and `<` before that begins
//! another one. So every byte is read a few times at most, however many tags are left open.

use std::ops::Range;

use crate::prose::{Comment, Role};

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text between tags.
    Text(Range<usize>),
    /// A comment.
    Comment(Comment),
    /// A tag.
    Tag(Tag<'a>),
}

/// A tag, as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The file.
    text: &'a str,
    /// From `<` to `>`.
    pub(super) span: Range<usize>,
    /// Its name as it is written; empty for declarations.
    name: &'a str,
    /// `</…>`.
    pub(super) closing: bool,
}

/// Elements whose text is no prose: programs, styles, code.
const HIDDEN: &[&str] =
    &["script", "style", "template", "noscript", "textarea", "svg", "math", "pre", "code", "samp", "kbd", "var", "title"];

/// Elements that part their text from what stands around them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "caption",
    "iframe",
    "video",
    "audio",
];

impl<'a> Tag<'a> {
    /// Whether it is this tag; `name` is in lower case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it opens an element whose text is no prose; its name then.
    pub(super) fn hides(&self) -> Option<&'a str> {
        let empty = self.text[self.span.clone()].ends_with("/>");
        (!self.closing && !empty && HIDDEN.iter().any(|name| self.is(name))).then_some(self.name)
    }

    /// The role of the text that follows it; none for a tag inside running text.
    pub(super) fn block(&self) -> Option<Role> {
        BLOCKS.iter().find(|name| self.is(name)).map(|&name| match name {
            _ if self.closing => Role::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
            "li" => Role::Item,
            "td" | "th" => Role::Cell,
            _ => Role::Paragraph,
        })
    }

    /// The value of an attribute, quotation marks excluded; `wanted` is in lower case.
    pub(super) fn attribute(&self, wanted: &str) -> Option<Range<usize>> {
        let mut at = self.span.start + 1 + self.name.len();
        let end = self.span.end - 1;
        while at < end {
            let rest = &self.text[at..end];
            let start = at + (rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/').len());
            let name_end = start + name_len(&self.text[start..end], |c| !c.is_whitespace() && !matches!(c, '=' | '/'));
            let value = value(self.text, name_end, end);
            if self.text[start..name_end].eq_ignore_ascii_case(wanted) {
                return value;
            }
            at = value.map_or(name_end, |value| value.end + 1).max(at + 1);
            while !self.text.is_char_boundary(at) {
                at += 1;
            }
        }
        None
    }
}

/// The value that `=` at or after `at` gives.
fn value(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let rest = text[at..end].trim_start().strip_prefix('=')?.trim_start();
    let start = end - rest.len();
    match rest.chars().next()? {
        mark @ ('"' | '\'') => Some(start + 1..rest[1..].find(mark).map_or(end, |at| start + 1 + at)),
        _ => Some(start..start + name_len(rest, |c| !c.is_whitespace())),
    }
}

fn name_len(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

/// The pieces of a stretch of HTML, in order.
pub(super) fn pieces(text: &str, range: Range<usize>) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut from = range.start;
    let mut at = range.start;
    // Behind the last `>` there is no tag, but perhaps a comment that is left open.
    let last = text[range.clone()].rfind('>').map_or(range.start, |found| range.start + found);
    while let Some(open) = text[at..range.end].find('<').map(|found| at + found) {
        if open > last && !text[open..range.end].starts_with("<!--") {
            at = open + 1;
            continue;
        }
        let Some(piece) = marked(text, open..range.end) else {
            at = open + 1;
            continue;
        };
        if from < open {
            found.push(Piece::Text(from..open));
        }
        at = match &piece {
            Piece::Comment(comment) => comment.span.end,
            Piece::Tag(tag) => tag.span.end,
            Piece::Text(text) => text.end,
        };
        from = at;
        found.push(piece);
    }
    if from < range.end {
        found.push(Piece::Text(from..range.end));
    }
    found
}

/// The comment or tag that begins at the range's `<`; none where that is only a sign.
fn marked(text: &str, range: Range<usize>) -> Option<Piece<'_>> {
    let rest = &text[range.clone()];
    if let Some(inner) = rest.strip_prefix("<!--") {
        let len = inner.find("-->");
        let body = inner[..len.unwrap_or(inner.len())].trim();
        let start = range.start + 4 + (inner.len() - inner.trim_start().len()).min(len.unwrap_or(inner.len()));
        let span = range.start..len.map_or(range.end, |len| range.start + 4 + len + 3);
        return Some(Piece::Comment(Comment { span, body: start..start + body.len() }));
    }
    let closing = rest.starts_with("</");
    let inner = &rest[1 + usize::from(closing)..];
    let name = &inner[..name_len(inner, |c| c.is_ascii_alphanumeric() || c == '-')];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.starts_with("<!") && !rest.starts_with("<?") {
        return None;
    }
    let mut quote = None;
    for (at, c) in rest.char_indices().skip(1) {
        match (quote, c) {
            (None, '<') if !name.is_empty() => return None,
            (None, '>') => return Some(Piece::Tag(Tag { text, span: range.start..range.start + at + 1, name, closing })),
            (None, '"' | '\'') if rest[..at].trim_end().ends_with('=') => quote = Some(c),
            (Some(mark), c) if mark == c => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Tag<'_> {
        match pieces(text, 0..text.len()).pop() {
            Some(Piece::Tag(tag)) => tag,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn text_tags_and_comments_are_told_apart() {
        let text = "a < b <B class=\"x>y\">c</b> <!-- d --><!-- e";
        let shown: Vec<String> = pieces(text, 0..text.len())
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(range) => format!("text {}", &text[range]),
                Piece::Comment(comment) => format!("comment {}", &text[comment.body]),
                Piece::Tag(tag) => format!("tag {} {}", tag.name, tag.closing),
            })
            .collect();
        assert_eq!(shown, ["text a < b ", "tag B false", "text c", "tag b true", "text  ", "comment d", "comment e"]);
        assert_eq!(pieces("<!---->", 0..7), [Piece::Comment(Comment { span: 0..7, body: 4..4 })]);
    }

    #[test]
    fn a_tag_that_is_left_open_ends_before_the_next_one() {
        let shown = |text: &'static str| -> Vec<&str> {
            pieces(text, 0..text.len())
                .into_iter()
                .filter_map(|piece| if let Piece::Tag(tag) = piece { Some(&text[tag.span]) } else { None })
                .collect()
        };
        assert_eq!(shown("<div <b>x</b> <i"), ["<b>", "</b>"]);
        assert_eq!(shown("<a title=\"<b>\"> <?php if (a < b) ?>"), ["<a title=\"<b>\">", "<?php if (a < b) ?>"]);
        assert_eq!(shown("<a href=\"x <b> y"), ["<b>"]);
    }

    #[test]
    fn attributes_are_found_however_they_are_quoted() {
        let text = "<a title='href=x' é HREF = \"https://coco.fr/\" id=z>";
        assert_eq!(tag(text).attribute("href").map(|range| &text[range]), Some("https://coco.fr/"));
        assert_eq!(tag(text).attribute("id").map(|range| &text[range]), Some("z"));
        assert_eq!(tag(text).attribute("alt"), None);
        assert_eq!(tag("<img src=a.png alt=\"\"/>").attribute("alt"), Some(20..20));
        assert_eq!(tag("<br>").attribute("x"), None);
    }

    #[test]
    fn elements_have_their_roles() {
        assert_eq!(tag("<H2 id=x>").block(), Some(Role::Heading));
        assert_eq!(tag("</li>").block(), Some(Role::Paragraph));
        assert_eq!((tag("<b>").block(), tag("<code>").hides(), tag("<script src=x />").hides()), (None, Some("code"), None));
    }
}
