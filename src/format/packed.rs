//! What a packed format makes of its bytes: a text of blocks with blank lines between them, and the place of each in words.
//!
//! Lines, columns and offsets are those of this text: the file itself has none that a person could go to. The words do that: `page 3`,
//! `paragraph 12`, `footnote 2`, `table 1, cell B2`.

pub(crate) mod archive;
pub(crate) mod xml;

use std::ops::Range;

use super::{Format, Opened};
use crate::prose::{Block, Comment, Document, Link, Role};
use crate::source::{ReadError, SourceFile};

/// Takes the text out of a file's bytes; [`ReadError::Damaged`] says why it cannot.
pub(super) type Unpacker = fn(&[u8], &mut Extract) -> Result<(), ReadError>;

/// The format of a zip archive whose name says nothing: of some the first part says it, and of DOCX the name of the main part.
pub(super) fn format_of(archive: &[u8]) -> Option<Format> {
    let first = archive.get(30..)?;
    if let Some(kind) = first.strip_prefix(b"mimetype") {
        let is = |name: &str| kind.starts_with(name.as_bytes());
        return match () {
            () if is("application/epub+zip") => Some(Format::Epub),
            () if is("application/vnd.oasis.opendocument.text") => Some(Format::Odt),
            () => None,
        };
    }
    memchr::memmem::find(archive, b"word/document.xml").map(|_| Format::Docx)
}

/// The text of a packed file in the making.
#[derive(Debug, Default)]
pub struct Extract {
    text: String,
    locations: Vec<(usize, String)>,
    document: Document,
}

impl Extract {
    /// Says in words where all that comes next stands, until this is said again.
    pub fn at(&mut self, location: impl Into<String>) {
        let location = location.into();
        match self.locations.last_mut() {
            Some((start, last)) if *start == self.text.len() => *last = location,
            Some((_, last)) if *last == location => {}
            _ => self.locations.push((self.text.len(), location)),
        }
    }

    /// Adds a block of prose, if there is a word in it; where it stands in the text, white space around it left out.
    pub fn block(&mut self, role: Role, quoted: bool, prose: &str) -> Option<Range<usize>> {
        let prose = prose.trim();
        if !prose.chars().any(char::is_alphanumeric) {
            return None;
        }
        let span = self.line(prose);
        let mut block = Block::plain(role, span.clone());
        block.quoted = quoted;
        self.document.blocks.push(block);
        Some(span)
    }

    /// Adds a block that goes on at other places: where in its prose those begin, in bytes, and what they are called.
    pub fn spread(&mut self, role: Role, prose: &str, places: Vec<(usize, String)>) {
        let start = self.text.len();
        let leading = prose.len() - prose.trim_start().len();
        self.block(role, false, prose);
        let end = self.text.len();
        let place = |(at, words): (usize, String)| (start + at.saturating_sub(leading), words);
        self.locations.extend(places.into_iter().map(place).filter(|&(at, _)| start < at && at < end));
    }

    /// Adds a destination that no reader sees, on a line of its own; where it stands in the text.
    pub fn link(&mut self, destination: &str) -> Option<Range<usize>> {
        if destination.is_empty() {
            return None;
        }
        let span = self.line(destination);
        self.document.links.push(Link { span: span.clone() });
        Some(span)
    }

    /// Adds a comment in which a directive may stand, on a line of its own.
    pub fn comment(&mut self, said: &str) {
        let span = self.line(said.trim());
        self.document.comments.push(Comment { span: span.clone(), body: span });
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How much text there is, so that an unpacker can stop at too much of it.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn line(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(text);
        self.text.push_str("\n\n");
        start..start + text.len()
    }

    /// The finished file.
    pub(super) fn opened(self, name: String, format: Format) -> Result<Opened, ReadError> {
        if u32::try_from(self.text.len()).is_err() {
            return Err(ReadError::TooLarge);
        }
        Ok(Opened { file: SourceFile::packed(name, self.text, self.locations), document: self.document, format })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// An archive of parts.
    pub(in crate::format) fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
        use std::io::Write as _;
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a new part");
            archive.write_all(text.as_bytes()).expect("it is memory");
        }
        archive.finish().expect("it is memory").into_inner()
    }

    #[test]
    fn every_block_is_a_line_and_knows_its_place() {
        let mut extract = Extract::default();
        extract.at("title");
        extract.at("paragraph 1");
        extract.block(Role::Paragraph, false, " Il a vu\nSteidl. ");
        extract.block(Role::Paragraph, false, "—");
        extract.at("paragraph 2");
        extract.link("https://example.org/");
        extract.block(Role::Cell, true, "Fin");
        let opened = extract.opened("a.pdf".into(), Format::Text).expect("it is short");
        let (file, document) = (&opened.file, &opened.document);
        let blocks: Vec<_> =
            document.blocks.iter().map(|block| (block.text(file.text()), block.quoted, file.location(block.start()))).collect();
        assert_eq!(blocks, [("Il a vu\nSteidl.", false, Some("paragraph 1")), ("Fin", true, Some("paragraph 2"))]);
        assert_eq!(file.slice(document.links[0].span.clone()), "https://example.org/");
    }
}
