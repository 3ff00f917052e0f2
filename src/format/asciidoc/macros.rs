//! Macros and links in a line of AsciiDoc: `link:there[text]`, `https://there[text]`, `footnote:[text]`.

use std::ops::Range;

use super::inline::{self, Inline, Inside, Piece, sort};
use crate::prose::{Link, Role};

/// The longest name of a macro.
const NAME: usize = 32;

/// Macros that may begin inside of a word.
const WITHIN: &[&str] = &["link", "xref", "mailto", "image", "footnote", "footnoteref"];

/// What begins an address.
const SCHEMES: &[&str] = &["http", "https", "ftp", "irc", "file"];

impl Inline<'_, '_> {
    /// A macro or an address, of which a `:` is met; none where it is simply a colon.
    pub(super) fn macros(&mut self, colon: usize) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        let letters = bytes[..colon].iter().rev().take(NAME).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        let within = WITHIN.iter().find(|name| self.text[..colon].ends_with(**name));
        let start = colon - within.map_or(letters, |name| name.len());
        let name = &self.text[start..colon];
        let before = self.before(start);
        if letters == 0 || before == Some('\\') || within.is_none() && before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let stops = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b'<' | b'>');
        let find = |from: usize| Some(bytes[from..].iter().position(stops).map_or(bytes.len(), |len| from + len));
        let stop = self.nexts.find(sort::STOP, colon + 1, find)?;
        let target = colon + 1..stop;
        let brackets = self.brackets.end(stop).map(|end| stop + 1..end);
        if SCHEMES.contains(&name) && self.text[target.clone()].starts_with("//") {
            return match brackets {
                Some(brackets) => self.link(start, start..stop, brackets, true),
                None => {
                    let end = start + self.text[start..stop].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '"']).len();
                    Some(Piece::Plain(start..end, start..end))
                }
            };
        }
        self.named(start, target, brackets?)
    }

    /// A macro by its name.
    fn named(&mut self, start: usize, target: Range<usize>, brackets: Range<usize>) -> Option<Piece> {
        let (whole, name) = (start..brackets.end + 1, &self.text[start..target.start - 1]);
        match name {
            "link" | "xref" | "mailto" => self.link(start, target, brackets, name == "link"),
            "image" => {
                self.image(target, brackets);
                Some(Self::object(whole))
            }
            "footnote" | "footnoteref" => {
                let inner = &self.text[brackets.clone()];
                let skip = if name == "footnoteref" { inner.find(',').map_or(inner.len(), |comma| comma + 1) } else { 0 };
                self.aside(brackets.start + skip..brackets.end);
                Some(Piece::Drop(whole))
            }
            "indexterm" | "anchor" => Some(Piece::Drop(whole)),
            "indexterm2" => self.pair(sort::LINK, start..brackets.start, brackets.end..brackets.end + 1, ["", ""]),
            "icon" | "kbd" | "btn" | "menu" | "stem" | "latexmath" | "asciimath" | "pass" => Some(Self::object(whole)),
            // Somebody's own: what it becomes is not known. `[sic]` behind a colon is none.
            _ => (!target.is_empty()).then(|| Self::object(whole)),
        }
    }

    /// A link: its text, or where that is empty, its address.
    fn link(&mut self, start: usize, target: Range<usize>, brackets: Range<usize>, leads_out: bool) -> Option<Piece> {
        let shown = label(self.text, brackets.clone());
        if shown.is_empty() {
            return Some(Piece::Plain(start..brackets.end + 1, target));
        }
        let piece = self.pair(sort::LINK, start..shown.start, shown.end..brackets.end + 1, ["", ""])?;
        if leads_out && !target.is_empty() {
            self.document.links.push(Link { span: self.run.source(target) });
        }
        Some(piece)
    }

    fn image(&mut self, target: Range<usize>, brackets: Range<usize>) {
        if !target.is_empty() {
            self.document.links.push(Link { span: self.run.source(target) });
        }
        self.aside(described(self.text, brackets));
    }

    /// Prose that stands apart from the block in which it is written.
    fn aside(&mut self, part: Range<usize>) {
        let inside = Inside { part, quoted: self.quoted, old: self.old, depth: self.depth + 1 };
        inline::nested(self.file, self.run, inside, self.document, Role::Paragraph);
    }
}

/// What a reader sees of what stands between the brackets of a link: `text`, `"text, more",role=x`, `text^`.
fn label(text: &str, brackets: Range<usize>) -> Range<usize> {
    // Attributes are looked for only where one is named.
    let shown = if text[brackets.clone()].contains('=') { described(text, brackets) } else { brackets };
    let trimmed = text[shown.clone()].trim_end_matches('^');
    shown.start..shown.start + trimmed.len()
}

/// The first of attributes in brackets, without its quotation marks. A comma in it is text, unless a named one, a width or nothing follows.
pub(super) fn described(text: &str, brackets: Range<usize>) -> Range<usize> {
    let inner = &text[brackets.clone()];
    let skip = inner.len() - inner.trim_start().len();
    let (start, inner) = (brackets.start + skip, inner.trim());
    if let Some(quoted) = inner.strip_prefix('"').and_then(|rest| rest.find('"').map(|end| &rest[..end])) {
        return start + 1..start + 1 + quoted.len();
    }
    let mut end = 0;
    for (index, part) in inner.split(',').enumerate() {
        if is_attribute(part.trim()) && (index > 0 || part.contains('=')) {
            break;
        }
        end += part.len() + usize::from(index > 0);
    }
    start..start + end
}

/// `role=x`, `640`, `50%`, or nothing.
fn is_attribute(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or(part);
    let named =
        name.len() < part.len() && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    named || part.trim_end_matches(['%', 'p', 'x']).bytes().all(|byte| byte.is_ascii_digit())
}
