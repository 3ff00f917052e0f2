//! File → prose: one file per document format, and the one road from bytes to prose.
//!
//! A format knows how its files are written and nothing of rules. What it hands on is a [`Document`] whose blocks map back to the file's
//! text. The set is closed: a format is a value of [`Format`], an arm of each of its functions, and a word in [`BEGINNINGS`] where its files
//! begin like no others. Every draft and every source is read by [`open`] or [`of_bytes`]. Formats are of two sorts:
//!
//! - a text format reads the file's own text ([`Format::read`]), so that what is found are bytes on disk;
//! - a packed one takes its text out of the file ([`packed::Extract`]), block by block, each with its place in words.

mod escape;
mod html;
mod markdown;
pub mod packed;
#[cfg(feature = "pdf")]
mod pdf;
mod reference;
mod text;

use std::path::Path;

use clap::ValueEnum;

use crate::prose::Document;
use crate::source::{self, ReadError, SourceFile, display_path};

/// A document format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Plain text; whatever is not known is read as this.
    Text,
    /// Markdown (CommonMark with tables, front matter and comments).
    Markdown,
    /// HTML and XHTML.
    Html,
    /// PDF, as far as it has a text layer.
    Pdf,
}

/// How files begin whose names say nothing; letters in any case, after white space.
const BEGINNINGS: &[(&str, Format)] = &[("<!doctype html", Format::Html), ("<html", Format::Html), ("%pdf-", Format::Pdf)];

/// A draft or a source that has been read.
#[derive(Debug)]
pub struct Opened {
    /// Its text, with the way back to its bytes.
    pub file: SourceFile,
    /// Its prose.
    pub document: Document,
    /// What it was read as.
    pub format: Format,
}

/// Reads a draft or a source, into memory that was used before.
///
/// # Errors
/// [`ReadError`], where it cannot be opened, or is nothing that can be read.
pub fn open(path: &Path, buffer: Vec<u8>) -> Result<Opened, ReadError> {
    of_bytes(display_path(path), source::bytes(path, buffer)?, None)
}

/// The same of bytes that are already here, as from standard input, in a format that is known or else found out.
///
/// # Errors
/// [`ReadError`], where they are nothing that can be read.
pub fn of_bytes(name: String, bytes: Vec<u8>, format: Option<Format>) -> Result<Opened, ReadError> {
    let known = format.or_else(|| Format::of_path(Path::new(&name))).or_else(|| Format::of_beginning(&bytes));
    if let Some((format, unpack)) = known.and_then(|format| Some((format, format.unpacker()?))) {
        let mut extract = packed::Extract::default();
        unpack(&bytes, &mut extract)?;
        return extract.opened(name, format);
    }
    let file = SourceFile::decoded(name, bytes)?;
    let format = known.or_else(|| Format::of_beginning(file.text().as_bytes())).unwrap_or(Format::Text);
    Ok(Opened { document: format.read(&file), file, format })
}

impl Format {
    /// The format of a file by the ending of its name; none where that says nothing.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_string_lossy().to_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" | "mdown" | "mkd" | "mdx" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// The format of a text by its name, else by how it begins.
    pub fn of(path: &Path, text: &str) -> Self {
        Self::of_path(path).or_else(|| Self::of_beginning(text.as_bytes())).unwrap_or(Self::Text)
    }

    /// The format of a name as `--stdin-format` takes it.
    pub fn parse(name: &str) -> Option<Self> {
        Self::from_str(name, true).ok()
    }

    /// The format of a file that begins like no others.
    fn of_beginning(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
        let begins = |with: &str| bytes.get(..with.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(with.as_bytes()));
        BEGINNINGS.iter().find(|(with, _)| begins(with)).map(|&(_, format)| format)
    }

    /// The prose of a text. A packed format has none: an editor that shows such a file shows something else.
    pub fn read(self, file: &SourceFile) -> Document {
        match self {
            Self::Text => text::read(file),
            Self::Markdown => markdown::read(file),
            Self::Html => html::read(file),
            Self::Pdf => Document::default(),
        }
    }

    /// A file that is already here, read as this.
    pub fn opened(self, file: SourceFile) -> Opened {
        Opened { document: self.read(&file), file, format: self }
    }

    /// What takes the text out of a packed file; none for a text format.
    fn unpacker(self) -> Option<packed::Unpacker> {
        match self {
            Self::Text | Self::Markdown | Self::Html => None,
            #[cfg(feature = "pdf")]
            Self::Pdf => Some(pdf::unpack),
            #[cfg(not(feature = "pdf"))]
            Self::Pdf => Some(|_, _| Err(ReadError::Damaged("it is a PDF, and this factlint was built without PDF".into()))),
        }
    }

    /// What stands around a directive on a line of its own.
    pub fn comment(self) -> (&'static str, &'static str) {
        match self {
            Self::Text | Self::Pdf => ("", ""),
            Self::Markdown | Self::Html => ("<!-- ", " -->"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_more_than_the_content_and_a_flag_more_than_both() {
        let format = |name: &str, text: &str, given| of_bytes(name.into(), text.into(), given).expect("it is text").format;
        let page = "\u{feff}\n<!DOCTYPE HTML>";
        assert_eq!(format("a.MD", page, None), Format::Markdown);
        assert_eq!(format("a", page, None), Format::Html);
        assert_eq!(format("a.txt", page, None), Format::Text);
        assert_eq!(format("a.md", page, Format::parse("text")), Format::Text);
        assert_eq!(format("<stdin>", "x", None), Format::Text);
        let wide: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of_bytes("a".into(), wide, None).expect("it is text").format, Format::Html);
    }
}
