//! Bytes of a file ↔ positions of the protocol, and paths ↔ URIs. Positions count lines from 0, and columns in the units that client and
//! server agreed on.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::{Position, PositionEncodingKind, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::source::SourceFile;

/// What a path keeps in a URI.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// In what columns are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
}

impl Encoding {
    /// The one to use with a client that knows these; UTF-16 where it says nothing, as the protocol has it.
    pub(super) fn choose(known: Option<&[PositionEncodingKind]>) -> Self {
        if known.is_some_and(|known| known.contains(&PositionEncodingKind::UTF8)) { Self::Utf8 } else { Self::Utf16 }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn width(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }

    /// The position of a byte of a file. A byte order mark is a character to the protocol.
    pub(super) fn position(self, file: &SourceFile, offset: usize) -> Position {
        let (line, start) = file.line_of(offset);
        let start = if line == 1 { 0 } else { start };
        Position::new((line - 1) as u32, self.width(file.slice(start..file.boundary(offset))) as u32)
    }

    pub(super) fn range(self, file: &SourceFile, span: &Range<usize>) -> lsp_types::Range {
        lsp_types::Range::new(self.position(file, span.start), self.position(file, span.end))
    }

    /// The byte of a file at a position; one past the end of a line is its end, one inside a character its beginning.
    pub(super) fn offset(self, file: &SourceFile, position: Position) -> usize {
        let line = file.line_range(position.line as usize + 1);
        let start = if position.line == 0 { 0 } else { line.start };
        let text = file.slice(start..line.end);
        let mut left = position.character as usize;
        for (at, c) in text.char_indices() {
            let width = self.width(c.encode_utf8(&mut [0; 4]));
            if left < width {
                return start + at;
            }
            left -= width;
        }
        start + text.len()
    }

    pub(super) fn span(self, file: &SourceFile, range: lsp_types::Range) -> Range<usize> {
        let start = self.offset(file, range.start);
        start..self.offset(file, range.end).max(start)
    }
}

/// The path of a `file:` URI.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let rest = &rest[rest.find('/')?..];
    let decoded = percent_decode_str(rest).decode_utf8().ok()?;
    // `/C:/…` on Windows.
    let windows = cfg!(windows) && decoded.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if windows { &decoded[1..] } else { &decoded }))
}

/// The URI of a path, made absolute first.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let full = std::path::absolute(path).ok()?;
    let text = full.to_string_lossy().replace('\\', "/");
    let slash = if text.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{}", utf8_percent_encode(&text, KEPT))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_the_units_agreed_on() {
        let file = SourceFile::from_text("a", "\u{feff}é😀x\r\nyz");
        let x = file.text().find('x').expect("x is there");
        assert_eq!(Encoding::Utf16.position(&file, x), Position::new(0, 4));
        assert_eq!(Encoding::Utf8.position(&file, x), Position::new(0, 9));
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            for (offset, _) in file.text().char_indices().filter(|(_, c)| *c != '\n') {
                assert_eq!(encoding.offset(&file, encoding.position(&file, offset)), offset, "{encoding:?} {offset}");
            }
        }
        assert_eq!(Encoding::Utf16.offset(&file, Position::new(0, 99)), x + 1);
        assert_eq!(Encoding::Utf16.offset(&file, Position::new(9, 9)), file.text().len());
        assert_eq!(Encoding::Utf16.offset(&file, Position::new(0, 3)), file.text().find('😀').expect("it is there"));
    }

    #[test]
    fn paths_go_into_uris_and_back() {
        let given = Path::new("/tmp/é a#b%/x.md");
        let there = uri(given).expect("a URI");
        assert_eq!(there.as_str(), "file:///tmp/%C3%A9%20a%23b%25/x.md");
        assert_eq!(path(&there).as_deref(), Some(given));
        assert_eq!(path(&Uri::from_str("untitled:x").expect("a URI")), None);
    }
}
