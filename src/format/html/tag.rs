//! One tag of HTML, with its attributes.

use std::ops::Range;

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// From `<` to `>`.
    pub(super) span: Range<usize>,
    pub(super) name: Name,
    /// `</…>`.
    pub(super) closing: bool,
    /// `<…/>`.
    pub(super) empty: bool,
}

/// The name of an element or attribute, in lower case; of a longer one the first 16 letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name([u8; 16], u8);

impl Name {
    pub(super) fn new(written: &[u8]) -> Self {
        let mut name = Self([0; 16], written.len().min(16) as u8);
        name.0.iter_mut().zip(written).for_each(|(letter, written)| *letter = written.to_ascii_lowercase());
        name
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0[..usize::from(self.1)]
    }
}

/// Names and values of attributes, where they stand.
pub(super) type Attributes = Vec<(Range<usize>, Range<usize>)>;

impl Tag {
    /// The tag that begins at `open`, a `<` before a letter or `</`, and its attributes; none where it has no end.
    pub(super) fn read(text: &str, open: usize, attributes: &mut Attributes) -> Option<Self> {
        attributes.clear();
        let bytes = text.as_bytes();
        let (mut tag, mut at) = Self::begun(text, open);
        loop {
            match *bytes.get(at)? {
                b'>' => {
                    tag.span.end = at + 1;
                    return Some(tag);
                }
                byte if byte == b'/' || byte.is_ascii_whitespace() => {
                    tag.empty = byte == b'/' && bytes.get(at + 1) == Some(&b'>');
                    at += 1;
                }
                _ => {
                    let (name, value) = attribute(bytes, at)?;
                    let quoted = bytes.get(value.end).is_some_and(|byte| matches!(byte, b'"' | b'\'')) && value.start > name.end + 1;
                    at = value.end + usize::from(quoted && bytes[value.start - 1] == bytes[value.end]);
                    attributes.push((name, value));
                }
            }
        }
    }

    /// The same for a tag whose attributes have no end: it ends at the next `>`, and has none.
    pub(super) fn bare(text: &str, open: usize) -> Option<Self> {
        let (mut tag, at) = Self::begun(text, open);
        tag.span.end = at + memchr::memchr(b'>', &text.as_bytes()[at..])? + 1;
        Some(tag)
    }

    /// A tag of which the name is read, and where that ends.
    fn begun(text: &str, open: usize) -> (Self, usize) {
        let bytes = text.as_bytes();
        let closing = bytes.get(open + 1) == Some(&b'/');
        let start = open + 1 + usize::from(closing);
        let end = start + bytes[start..].iter().take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>')).count();
        (Self { span: open..end, name: Name::new(&bytes[start..end]), closing, empty: false }, end)
    }
}

/// The attribute at `start`: where its name and its value stand, without quotation marks; none where it has no end.
fn attribute(bytes: &[u8], start: usize) -> Option<(Range<usize>, Range<usize>)> {
    let name = start..until(bytes, start + 1, |byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/'))?;
    let equals = until(bytes, name.end, |byte| !byte.is_ascii_whitespace())?;
    if bytes[equals] != b'=' {
        return Some((name.clone(), name.end..name.end));
    }
    let value = until(bytes, equals + 1, |byte| !byte.is_ascii_whitespace())?;
    let end = match bytes[value] {
        mark @ (b'"' | b'\'') => return memchr::memchr(mark, &bytes[value + 1..]).map(|len| (name, value + 1..value + 1 + len)),
        _ => until(bytes, value, |byte| byte.is_ascii_whitespace() || byte == b'>')?,
    };
    Some((name, value..end))
}

/// The first byte from `from` on that is such.
#[inline]
fn until(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    bytes[from..].iter().position(|&byte| is(byte)).map(|len| from + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Tag>, Vec<(&str, &str)>) {
        let mut attributes = Attributes::new();
        let tag = Tag::read(text, 0, &mut attributes);
        (tag, attributes.into_iter().map(|(name, value)| (&text[name], &text[value])).collect())
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let (tag, attributes) = read("<A href = \"a>b\" title='é \"x\"' id=z=/ hidden ='' x>y");
        assert_eq!(attributes, [("href", "a>b"), ("title", "é \"x\""), ("id", "z=/"), ("hidden", ""), ("x", "")]);
        assert_eq!(tag.map(|tag| (tag.name, tag.span, tag.closing, tag.empty)), Some((Name::new(b"a"), 0..51, false, false)));
        assert_eq!(read("<br/>").0.map(|tag| tag.empty), Some(true));
        assert_eq!(read("</blockquote >").0.map(|tag| (tag.closing, tag.name.as_bytes().to_vec())), Some((true, b"blockquote".to_vec())));
        assert_eq!(read("<a x=\"\"y=1>").1, [("x", ""), ("y", "1")]);
        assert_eq!((read("<a href=\"x> y").0, read("<a").0, read("<a b").0, read("<a b=").0), (None, None, None, None));
        assert_eq!(Tag::bare("<a href=\"x> y", 0).map(|tag| tag.span), Some(0..11));
    }
}
