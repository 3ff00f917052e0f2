//! A string of a data file as it is meant, with its map.

use std::ops::Range;

use crate::prose::{Block, Role, Segment, Writing};

/// A string in the making. Unlike a block of prose it keeps its white space: to some formats that means something.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub(super) text: String,
    segments: Vec<Segment>,
}

impl Decoded {
    /// Adds the file's own bytes.
    pub(super) fn copy(&mut self, source: &str, range: Range<usize>) {
        if !range.is_empty() {
            self.segments.push(Segment { prose: self.text.len() as u32, source: range.start as u32, atom: 0 });
            self.text.push_str(&source[range]);
        }
    }

    /// Adds what stands for other bytes of the file, as a whole.
    pub(super) fn stand(&mut self, text: &str, range: Range<usize>) {
        if !text.is_empty() && !range.is_empty() {
            self.segments.push(Segment { prose: self.text.len() as u32, source: range.start as u32, atom: range.len() as u32 });
            self.text.push_str(text);
        }
    }

    /// Adds a stretch of the file in which a backslash begins an escape.
    pub(super) fn escaped(&mut self, source: &str, range: Range<usize>) {
        let mut from = range.start;
        while let Some(at) = memchr::memchr(b'\\', &source.as_bytes()[from..range.end]).map(|at| from + at) {
            self.copy(source, from..at);
            let (len, read) = escape(&source[at..range.end]);
            self.stand(&read, at..at + len);
            from = at + len;
        }
        self.copy(source, from..range.end);
    }

    /// The string as a block of the file; none where it has no letter or digit.
    pub(super) fn block(self, writing: Writing) -> Option<Block> {
        let has_words = self.text.chars().any(char::is_alphanumeric);
        has_words.then(|| Block::mapped(Role::Paragraph, false, self.text, self.segments).written(writing))
    }
}

/// The escape that `rest` begins with: its length and what it is read as. All notations agree on those that they share. What is no escape is
/// itself.
pub(super) fn escape(rest: &str) -> (usize, String) {
    let Some(letter) = rest[1..].chars().next() else { return (1, "\\".to_owned()) };
    let digits = match letter {
        'u' => 4,
        'U' => 8,
        'x' => 2,
        '\n' | '\r' | ' ' | '\t' => return continued(rest),
        letter => return (1 + letter.len_utf8(), of_letter(letter).to_string()),
    };
    let Some(code) = number(rest, 2, digits) else { return (2, rest[..2].to_owned()) };
    let len = 2 + digits;
    if (0xd800..0xdc00).contains(&code)
        && rest[len..].starts_with("\\u")
        && let Some(low) = number(rest, len + 2, 4).filter(|low| (0xdc00..0xe000).contains(low))
    {
        let c = char::from_u32(0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00));
        return (len + 6, c.unwrap_or(char::REPLACEMENT_CHARACTER).to_string());
    }
    (len, char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER).to_string())
}

fn number(text: &str, at: usize, digits: usize) -> Option<u32> {
    let code = text.get(at..at + digits)?;
    if code.bytes().all(|byte| byte.is_ascii_hexdigit()) { u32::from_str_radix(code, 16).ok() } else { None }
}

fn of_letter(letter: char) -> char {
    match letter {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        '0' => '\0',
        'a' => '\u{7}',
        'v' => '\u{b}',
        'e' => '\u{1b}',
        '_' => '\u{a0}',
        'N' => '\u{85}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        letter => letter,
    }
}

/// A backslash at the end of a line: the text goes on with the next word. One before a space is that space.
fn continued(rest: &str) -> (usize, String) {
    let inner = &rest[1..];
    let after = inner.trim_start_matches([' ', '\t']);
    if after.starts_with(['\n', '\r']) {
        return (rest.len() - after.trim_start().len(), String::new());
    }
    (2, inner[..1].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_escape_stands_for_its_bytes() {
        let source = r#"l\u2019\u00E9t\xe9 \ud83d\ude00\/\\\"\n\tx\_y\ud83dz \
            fin\ \uzz"#;
        let mut decoded = Decoded::default();
        decoded.escaped(source, 0..source.len());
        assert_eq!(decoded.text, "l’été 😀/\\\"\n\tx\u{a0}y\u{fffd}z fin \\uzz");
        let block = decoded.block(Writing::Escaped).expect("words");
        let text = block.text(source);
        let place = |words: &str| {
            let at = text.find(words).expect("it is there");
            &source[block.to_source(at..at + words.len())]
        };
        assert_eq!((place("été"), place("😀"), place("fin"), place("\n")), (r"\u00E9t\xe9", r"\ud83d\ude00", "fin", r"\n"));
    }
}
