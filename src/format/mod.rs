//! File → prose: one file per document format, and the one road from bytes to prose.
//!
//! A format knows how its files are written and nothing of rules. What it hands on is a [`Document`] whose blocks map back to the file's
//! text. The set is closed: a format is a value of [`Format`], an arm of each of its functions, and a word in `BEGINNINGS` where its files
//! begin like no others. Every draft and every source is read by [`Formats`]. Formats are of two sorts:
//!
//! - a text format reads the file's own text ([`Format::read`]), so that what is found are bytes on disk;
//! - a packed one takes its text out of the file ([`packed::Extract`]), block by block, each with its place in words.

mod asciidoc;
pub(crate) mod docx;
mod epub;
mod escape;
mod formats;
mod html;
mod latex;
mod markdown;
mod odt;
pub mod packed;
#[cfg(feature = "pdf")]
mod pdf;
mod reference;
mod rst;
mod run;
mod subtitles;
mod text;
mod typst;
pub mod view;

use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;

use crate::prose::Document;
use crate::source::{ReadError, SourceFile};

pub use formats::Formats;

/// A document format.
#[derive(Debug, Clone, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Plain text; whatever is not known is read as this.
    Text,
    /// Markdown (CommonMark with tables, front matter and comments).
    Markdown,
    /// HTML and XHTML.
    Html,
    /// LaTeX.
    Latex,
    /// Typst.
    Typst,
    /// Word (DOCX).
    Docx,
    /// OpenDocument text (ODT, and flat XML).
    Odt,
    /// Electronic books (EPUB).
    Epub,
    /// SubRip subtitles.
    Srt,
    /// WebVTT subtitles.
    #[value(name = "webvtt", alias = "vtt")]
    WebVtt,
    /// Data in which some strings are prose, as the configuration says.
    #[value(skip)]
    View(Arc<view::View>),
    /// AsciiDoc.
    #[value(alias = "adoc")]
    Asciidoc,
    /// reStructuredText.
    #[value(alias = "restructuredtext")]
    Rst,
    /// PDF, as far as it has a text layer.
    Pdf,
}

/// How files begin whose names say nothing, after white space, and what stands behind that, if anything does: prose may begin with the same
/// letters. Tags alone may be in any case.
const BEGINNINGS: &[(&str, &[u8], Format)] = &[
    ("<!doctype html", b" \t\r\n>", Format::Html),
    ("<html", b" \t\r\n>", Format::Html),
    ("\\documentclass", b" \t\r\n[{%", Format::Latex),
    ("WEBVTT", b" \t\r\n", Format::WebVtt),
    ("%PDF-", b"0123456789", Format::Pdf),
];

/// A draft or a source that has been read.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its text, with the way back to its bytes.
    pub file: SourceFile,
    /// Its prose.
    pub document: Document,
    /// What it was read as.
    pub format: Format,
}

/// Reads a draft or a source where there is no configuration ([`Formats::open`]).
///
/// # Errors
/// [`ReadError`], where it cannot be opened, or is nothing that can be read.
pub fn open(path: &Path) -> Result<Opened, ReadError> {
    Formats::default().open(path)
}

/// The same of bytes that are already here, in a format that is known or else found out.
///
/// # Errors
/// [`ReadError`], where they are nothing that can be read.
pub fn of_bytes(name: String, bytes: Vec<u8>, format: Option<Format>) -> Result<Opened, ReadError> {
    Formats::default().of_bytes(name, bytes, format)
}

impl Format {
    /// The format of a file by the ending of its name; none where that says nothing.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_string_lossy().to_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" | "mdown" | "mkd" | "mdx" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "tex" | "ltx" | "latex" => Some(Self::Latex),
            "typ" => Some(Self::Typst),
            "docx" | "docm" | "dotx" | "dotm" => Some(Self::Docx),
            "odt" | "ott" | "fodt" => Some(Self::Odt),
            "epub" => Some(Self::Epub),
            "srt" => Some(Self::Srt),
            "vtt" => Some(Self::WebVtt),
            "adoc" | "asciidoc" | "asc" => Some(Self::Asciidoc),
            "rst" | "rest" => Some(Self::Rst),
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

    /// The names of the text formats, in which a string of a data file may be.
    pub fn names() -> Vec<String> {
        let text = Self::value_variants().iter().filter(|format| format.unpacker().is_none());
        text.filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned())).collect()
    }

    /// The format of a file that begins like no others.
    fn of_beginning(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
        if bytes.starts_with(b"PK") {
            return packed::format_of(bytes);
        }
        let is =
            |begin: &[u8], with: &str| begin == with.as_bytes() || with.starts_with('<') && begin.eq_ignore_ascii_case(with.as_bytes());
        let begins = |with: &str, behind: &[u8]| {
            bytes
                .split_at_checked(with.len())
                .is_some_and(|(begin, rest)| is(begin, with) && rest.first().is_none_or(|byte| behind.contains(byte)))
        };
        BEGINNINGS.iter().find(|(with, behind, _)| begins(with, behind)).map(|(.., format)| format.clone())
    }

    /// The prose of a text. A packed format has none: an editor that shows such a file shows something else.
    pub fn read(&self, file: &SourceFile) -> Document {
        match self {
            Self::Text => text::read(file),
            Self::Markdown => markdown::read(file),
            Self::Html => html::read(file),
            Self::Latex => latex::read(file),
            Self::Typst => typst::read(file),
            Self::Docx | Self::Odt | Self::Epub | Self::Pdf => Document::default(),
            Self::Srt => subtitles::read(file, subtitles::Notation::SubRip),
            Self::WebVtt => subtitles::read(file, subtitles::Notation::WebVtt),
            Self::View(view) => view.read(file).0,
            Self::Asciidoc => asciidoc::read(file),
            Self::Rst => rst::read(file),
        }
    }

    /// A file that is already here, read as this.
    pub fn opened(&self, file: SourceFile) -> Opened {
        Opened { document: self.read(&file), file, format: self.clone() }
    }

    /// What takes the text out of a packed file; none for a text format.
    fn unpacker(&self) -> Option<packed::Unpacker> {
        match self {
            Self::Text
            | Self::Markdown
            | Self::Html
            | Self::Latex
            | Self::Typst
            | Self::Srt
            | Self::WebVtt
            | Self::View(_)
            | Self::Asciidoc
            | Self::Rst => None,
            Self::Docx => Some(docx::unpack),
            Self::Odt => Some(odt::unpack),
            Self::Epub => Some(epub::unpack),
            #[cfg(feature = "pdf")]
            Self::Pdf => Some(pdf::unpack),
            #[cfg(not(feature = "pdf"))]
            Self::Pdf => Some(|_, _| Err(ReadError::Damaged("it is a PDF, and this factlint was built without PDF".into()))),
        }
    }

    /// Whether a directive may stand on a line of its own before any line.
    pub fn takes_comments(&self) -> bool {
        !matches!(self, Self::Srt | Self::WebVtt | Self::View(_))
    }

    /// What stands around a directive on a line of its own; nothing where none may stand there.
    pub fn comment(&self) -> (&'static str, &'static str) {
        match self {
            Self::Text | Self::Docx | Self::Odt | Self::Pdf | Self::Srt | Self::WebVtt | Self::View(_) => ("", ""),
            Self::Markdown | Self::Html | Self::Epub => ("<!-- ", " -->"),
            Self::Latex => ("% ", ""),
            Self::Typst | Self::Asciidoc => ("// ", ""),
            Self::Rst => (".. ", ""),
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
        assert_eq!((format("a.adoc", page, None), format("a.b.rst", page, None)), (Format::Asciidoc, Format::Rst));
        assert_eq!(format("a.txt", page, None), Format::Text);
        assert_eq!(format("a.md", page, Format::parse("text")), Format::Text);
        assert_eq!(format("<stdin>", "x", None), Format::Text);
        for (text, known) in [
            ("WEBVTT", Format::WebVtt),
            ("WEBVTT - Titre\n", Format::WebVtt),
            ("WEBVTTs are files.", Format::Text),
            ("Webvtt is a format.", Format::Text),
            ("<HTML lang=fr>", Format::Html),
            ("<htmlx>", Format::Text),
            ("\\documentclass[a4paper]{article}", Format::Latex),
            ("\\documentclasses", Format::Text),
            ("%PDF-x", Format::Text),
        ] {
            assert_eq!(format("a", text, None), known, "{text}");
        }
        let wide: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of_bytes("a".into(), wide, None).expect("it is text").format, Format::Html);
    }
}
