//! Every file that is read, drafts, sources and rule files alike, and the only place where bytes become lines and columns.
//!
//! In: a path or a text. Out: a [`SourceFile`], whose offsets are bytes of its text (a byte order mark counts) and whose positions are
//! 1-based. The text of nearly every file is its bytes on disk. Of a file in another encoding than UTF-8 a map leads from the text to the
//! bytes, and all that is reported is the latter. The text of a packed file (DOCX, PDF) was taken out of it: it has places in words instead.

mod declared;
mod encoding;
mod error;
pub(crate) mod mask;
mod spare;

use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use encoding::Encoded;
use mask::masked;

pub use error::{Bad, ReadError};
pub use mask::Hidden;

/// The byte order mark: part of the file's bytes, never of its text's columns.
const BOM: char = '\u{feff}';

/// Bytes after which characters are counted anew.
const STEP: usize = 1024;

/// A file that has been read, with its lines counted when the first position is asked for.
#[derive(Debug, Default, Clone)]
pub struct SourceFile {
    name: String,
    /// Where it was read, if the name does not say that: a name is Unicode, and what a file is called need not be.
    path: Option<Box<Path>>,
    text: String,
    lines: OnceLock<Vec<usize>>,
    characters: OnceLock<Vec<usize>>,
    disk: Disk,
    guarded: Option<Box<Guarded>>,
}

/// What a file was before protected names were taken out of it.
#[derive(Debug, Default, Clone)]
struct Guarded {
    /// `None` where there was nothing to take out.
    original: Option<String>,
    hidden: Vec<Hidden>,
}

/// How the text stands on disk.
#[derive(Debug, Default, Clone)]
enum Disk {
    /// Byte for byte.
    #[default]
    Same,
    /// In another encoding.
    Encoded(Box<Encoded>),
    /// In an archive or the like, without an offset; where it stands there, in words, each from an offset of the text on.
    Packed(Vec<(usize, String)>),
}

/// A place in a file. Lines and columns are 1-based; columns count Unicode scalar values; the offset counts bytes on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Bytes from the start of the file on disk; of a packed file, of its text.
    pub offset: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode scalar values.
    pub column: usize,
}

impl SourceFile {
    /// Reads a file that must be UTF-8, as rule files and configuration are; its name in reports is `path` with `/` between folders. Drafts
    /// and sources are read by [`format::open`](crate::format::open).
    ///
    /// # Errors
    /// [`ReadError`], where the file cannot be opened or is no UTF-8 text.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        Ok(Self::from_bytes(display_path(path), bytes(path)?)?.at(path))
    }

    /// The file as one that was read there.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        let path = (path != Path::new(&self.name)).then(|| path.into());
        Self { path, ..self }
    }

    /// The same file with another text, not on disk as it is here.
    #[must_use]
    pub fn with_text(&self, text: impl Into<String>) -> Self {
        Self { name: self.name.clone(), path: self.path.clone(), text: text.into(), ..Self::default() }
    }

    /// The text alone, as it is on disk, and the memory that it stands in.
    pub fn into_text(self) -> String {
        self.guarded.and_then(|guarded| guarded.original).unwrap_or(self.text)
    }

    /// Done with: its memory goes to the next file that is read on this thread.
    pub fn forget(self) {
        spare::give(self.into_text().into_bytes());
    }

    /// The file without what stands at these places: all who read it from here on see fillers there. `hidden` are those that are reported.
    #[must_use]
    pub(crate) fn hide(self, places: Vec<Range<usize>>, hidden: Vec<Hidden>) -> Self {
        let text = if places.is_empty() { None } else { Some(masked(&self.text, places)) };
        let (text, original) = match text {
            Some(text) => (text, Some(self.text)),
            None => (self.text, None),
        };
        let guarded = Some(Box::new(Guarded { original, hidden }));
        Self { name: self.name, path: self.path, text, disk: self.disk, guarded, ..Self::default() }
    }

    /// The file as it was before anything was taken out of it.
    #[must_use]
    pub(crate) fn revealed(self) -> Self {
        match self.guarded.and_then(|guarded| guarded.original) {
            Some(text) => Self { name: self.name, path: self.path, text, disk: self.disk, ..Self::default() },
            None => Self { guarded: None, ..self },
        }
    }

    /// Whether protected names were looked for in it.
    pub(crate) fn is_guarded(&self) -> bool {
        self.guarded.is_some()
    }

    /// Where protected names were taken out, in the order of the file.
    pub(crate) fn hidden(&self) -> &[Hidden] {
        self.guarded.as_ref().map_or(&[], |guarded| &guarded.hidden)
    }

    /// The text as it is on disk, protected names included: to write the file anew or to know it again, and for nothing that anybody reads.
    pub(crate) fn unmasked(&self) -> &str {
        self.guarded.as_ref().and_then(|guarded| guarded.original.as_deref()).unwrap_or(&self.text)
    }

    /// A file that must be UTF-8, of bytes that are already here.
    ///
    /// # Errors
    /// [`ReadError`], where the bytes are no UTF-8 text.
    pub fn from_bytes(name: String, bytes: Vec<u8>) -> Result<Self, ReadError> {
        match utf8(bytes)? {
            Ok(text) => Ok(Self::from_text(name, text)),
            Err(bytes) if is_wide(&bytes) => Err(ReadError::Utf16),
            Err(bytes) if memchr::memchr(0, &bytes).is_some() => Err(ReadError::Binary),
            Err(bytes) => Err(encoding::not_utf8(&bytes)),
        }
    }

    /// A text in whatever encoding: UTF-8 where the bytes are that, else what a byte order mark, a declaration, or the bytes themselves say.
    ///
    /// # Errors
    /// [`ReadError`], where the bytes are no text, or a byte does not fit.
    pub fn decoded(name: String, bytes: Vec<u8>) -> Result<Self, ReadError> {
        let bytes = match utf8(bytes)? {
            Ok(text) => return Ok(Self::from_text(name, text)),
            Err(bytes) => bytes,
        };
        let (text, encoded) = encoding::decode(&bytes)?;
        if u32::try_from(text.len()).is_err() {
            return Err(ReadError::TooLarge);
        }
        Ok(Self { disk: Disk::Encoded(Box::new(encoded)), ..Self::from_text(name, text) })
    }

    /// A file of text that is already here.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), ..Self::default() }
    }

    /// The text that was taken out of a packed file, with places in words, as `page 3`; each holds from its offset to the next.
    pub fn packed(name: impl Into<String>, text: impl Into<String>, locations: Vec<(usize, String)>) -> Self {
        debug_assert!(locations.is_sorted_by_key(|(offset, _)| *offset));
        Self { disk: Disk::Packed(locations), ..Self::from_text(name, text) }
    }

    /// Whether the text was taken out of a packed file: then it has no bytes on disk that could be replaced.
    pub fn is_packed(&self) -> bool {
        matches!(self.disk, Disk::Packed(_))
    }

    /// Where a byte of a packed file's text stands, in words; none of any other file.
    pub fn location(&self, offset: usize) -> Option<&str> {
        let Disk::Packed(locations) = &self.disk else { return None };
        let next = locations.partition_point(|(start, _)| *start <= offset);
        locations.get(next.checked_sub(1)?).map(|(_, words)| words.as_str())
    }

    /// The name of the encoding, where it is not UTF-8.
    pub fn encoding(&self) -> Option<&'static str> {
        if let Disk::Encoded(encoded) = &self.disk { Some(encoded.encoding.name()) } else { None }
    }

    /// The byte on disk at which a byte of the text stands; of a packed file, the same byte.
    pub fn disk_offset(&self, offset: usize) -> usize {
        match &self.disk {
            Disk::Encoded(encoded) => encoded.disk(self.boundary(offset)),
            Disk::Same | Disk::Packed(_) => offset,
        }
    }

    /// A text in this file's encoding; none where it cannot be written in it.
    pub fn encode<'t>(&self, text: &'t str) -> Option<Cow<'t, [u8]>> {
        match &self.disk {
            Disk::Same => Some(Cow::Borrowed(text.as_bytes())),
            Disk::Encoded(encoded) => encoded.write(text).map(Cow::Owned),
            Disk::Packed(_) => None,
        }
    }

    /// The path as it was given, with `/`: what reports call it. Bytes that are no Unicode are replaced in it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it was read, for whoever opens it again or looks beside it.
    pub fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(&self.name))
    }

    /// The whole text, byte order mark included; protected names are not in it, once they were looked for.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of `span`, which may lie anywhere: it is cut to the file and to character boundaries.
    pub fn slice(&self, span: Range<usize>) -> &str {
        let start = self.boundary(span.start);
        let end = self.boundary(span.end).max(start);
        &self.text[start..end]
    }

    /// The same for people and programs to read: one mark for each run of fillers.
    pub fn shown(&self, span: Range<usize>) -> Cow<'_, str> {
        let text = self.slice(span);
        if self.hidden().is_empty() { Cow::Borrowed(text) } else { Cow::Owned(mask::shown(text)) }
    }

    /// The length of a byte order mark at the start, 0 or 3.
    pub fn bom_len(&self) -> usize {
        if self.text.starts_with(BOM) { BOM.len_utf8() } else { 0 }
    }

    /// The place on disk of a byte of the text; an offset past the end or inside a character is moved back to the nearest place.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let (line, start) = self.line_of(offset);
        Position { offset: self.disk_offset(offset), line, column: 1 + self.characters_in(start.min(offset)..offset) }
    }

    /// The line of a byte offset, from 1, and where it begins: without its column, for which characters are counted.
    pub fn line_of(&self, offset: usize) -> (usize, usize) {
        let lines = self.lines();
        let line = lines.partition_point(|&start| start <= offset).max(1);
        (line, lines[line - 1])
    }

    /// The column of a byte of the text in bytes, from 1, of the line as it is on disk: here a byte order mark counts.
    pub fn byte_column(&self, offset: usize) -> usize {
        let Position { offset, line, .. } = self.position(offset);
        let start = if line == 1 { 0 } else { self.lines()[line - 1] };
        1 + offset - self.disk_offset(start)
    }

    /// Counts lines now, on the thread that asks: a report that asks later has one thread for all files.
    pub fn count(&self) {
        self.lines();
    }

    /// The byte range of a 1-based line, without its line break; empty past the last line.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let lines = self.lines();
        let Some(&start) = lines.get(line.saturating_sub(1)) else { return self.text.len()..self.text.len() };
        let end = lines.get(line).copied().unwrap_or(self.text.len());
        let kept = self.text[start..end].trim_end_matches(['\n', '\r']).len();
        start..start + kept
    }

    /// How many characters there are between two character boundaries. Few lines are so long that they are worth counting once for all.
    fn characters_in(&self, range: Range<usize>) -> usize {
        if range.len() <= 4 * STEP {
            return characters(&self.text[range]);
        }
        self.characters_before(range.end) - self.characters_before(range.start)
    }

    /// How many characters stand before a character boundary. A line may be the whole file: it is counted once, by steps.
    fn characters_before(&self, offset: usize) -> usize {
        let counts = self.characters.get_or_init(|| {
            let steps = self.text.as_bytes().chunks(STEP).map(|step| step.iter().filter(|&&byte| begins_character(byte)).count());
            let sums = steps.scan(0, |sum, count| {
                *sum += count;
                Some(*sum)
            });
            std::iter::once(0).chain(sums).collect()
        });
        let step = offset / STEP;
        counts[step] + self.text.as_bytes()[step * STEP..offset].iter().filter(|&&byte| begins_character(byte)).count()
    }

    /// Where each line begins; the first after a byte order mark.
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at + 1);
            std::iter::once(self.bom_len()).chain(breaks).collect()
        })
    }

    /// The nearest place in the text at which a character begins or the text ends, not behind `offset`.
    pub fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// The bytes of a file, in the memory of a file that was read before and forgotten.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let mut buffer = spare::take();
    match File::open(path).and_then(|mut file| file.read_to_end(&mut buffer)) {
        Ok(_) => Ok(buffer),
        Err(_) if path.is_dir() => Err(ReadError::Directory),
        Err(error) => Err(ReadError::Io(error)),
    }
}

/// The text of bytes that are UTF-8 without NUL; the bytes again where they are not.
fn utf8(bytes: Vec<u8>) -> Result<Result<String, Vec<u8>>, ReadError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(ReadError::TooLarge);
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Ok(Err(bytes));
    }
    Ok(String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes))
}

/// Whether bytes begin with the byte order mark of UTF-16.
fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

/// How many characters a text has.
pub(crate) fn characters(text: &str) -> usize {
    text.chars().count()
}

/// Every byte of UTF-8 but those that go on a character.
fn begins_character(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// A path as reports show it: as given, with `/`, bytes that are no Unicode replaced.
pub fn display_path(path: &Path) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { name.into_owned() } else { name.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_after_accents_emoji_and_a_byte_order_mark() {
        let file = SourceFile::from_text("a", "\u{feff}é😀x\r\nyz");
        let x = file.text().find('x').expect("x is there");
        assert_eq!(file.position(x), Position { offset: x, line: 1, column: 3 });
        let z = file.text().find('z').expect("z is there");
        assert_eq!((file.position(z).line, file.position(z).column), (2, 2));
        assert_eq!(&file.text()[file.line_range(1)], "é😀x");
        assert_eq!(&file.text()[file.line_range(2)], "yz");
    }

    #[test]
    fn byte_columns_count_bytes_and_a_byte_order_mark() {
        let file = SourceFile::from_text("a", "\u{feff}é😀x\r\nézyz");
        let at = |c: char| file.byte_column(file.text().find(c).expect("it is there"));
        assert_eq!((at('x'), at('z')), (3 + 2 + 4 + 1, 3));
        assert_eq!((file.byte_column(0), file.byte_column(99)), (1, 6));
    }

    #[test]
    fn an_offset_inside_a_character_or_past_the_end_is_moved_back() {
        let file = SourceFile::from_text("a", "é");
        assert_eq!(file.position(1).offset, 0);
        assert_eq!(file.position(99).offset, 2);
        assert_eq!(file.slice(1..99), "é");
        assert_eq!(file.line_range(7), 2..2);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_place() {
        assert!(matches!(SourceFile::from_bytes("a".into(), b"a\0b".to_vec()), Err(ReadError::Binary)));
        let error = SourceFile::from_bytes("a".into(), b"ab\ncaf\xe9".to_vec()).expect_err("Latin-1");
        assert!(matches!(error, ReadError::NotUtf8(Bad { offset: 6, line: 2 })), "{error}");
        assert!(matches!(SourceFile::from_bytes("a".into(), b"\xff\xfea\0".to_vec()), Err(ReadError::Utf16)));
    }

    #[test]
    fn positions_are_those_of_the_bytes_on_disk() {
        let file = SourceFile::decoded("a".into(), b"\xe9t\xe9\n\xe9 x".to_vec()).expect("Latin-1");
        let x = file.text().find('x').expect("x is there");
        assert_eq!((file.text(), file.encoding()), ("été\né x", Some("windows-1252")));
        assert_eq!((file.position(x), file.byte_column(x)), (Position { offset: 6, line: 2, column: 3 }, 3));
        assert_eq!(file.encode("œ").as_deref(), Some(&b"\x9c"[..]));
        assert_eq!(SourceFile::decoded("a".into(), "é".into()).expect("UTF-8").encoding(), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_stays_where_it_was_read_whatever_is_done_to_it() {
        use std::os::unix::ffi::OsStrExt as _;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"d/caf\xe9.txt"));
        let file = SourceFile::from_text(display_path(path), "Steidl").at(path);
        let new = file.with_text("x");
        let hidden = file.hide(std::iter::once(0..6).collect(), Vec::new());
        assert_eq!((hidden.name(), hidden.path(), new.path()), ("d/caf\u{fffd}.txt", path, path));
        assert_eq!(hidden.revealed().path(), path);
    }

    #[test]
    fn a_place_in_a_packed_file_has_words() {
        let file = SourceFile::packed("a.pdf", "one\ntwo\nthree", vec![(0, "page 1".into()), (4, "page 2".into())]);
        assert_eq!([0, 3, 4, 99].map(|at| file.location(at)), [Some("page 1"), Some("page 1"), Some("page 2"), Some("page 2")]);
        assert_eq!((file.is_packed(), file.encode("x"), file.position(5).offset), (true, None, 5));
        assert_eq!(SourceFile::from_text("a", "x").location(0), None);
    }
}
