//! Data files in which some strings are prose: JSON, YAML and TOML, with the fields that the configuration names.
//!
//! In: a file and its [`View`]. Out: the prose of the strings at the view's fields. Each string is read twice: what it means is put together
//! with a map to the bytes that stand for it, and that is read by the format of its markup, whose map leads through the first.

mod decoded;
pub mod field;
mod json;
mod toml;
mod yaml;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use memchr::memmem;

use super::Format;
use crate::prose::{Comment, Document, Link, Writing};
use crate::source::SourceFile;
use decoded::Decoded;
use field::{Field, Walker};

/// A notation for data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// One value.
    Json,
    /// Values one after another, each in its line.
    JsonLines,
    /// YAML, of as many documents as there are.
    Yaml,
    /// TOML.
    Toml,
}

/// Some fields, and in what markup their strings are.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Paths to strings.
    pub fields: Vec<Field>,
    /// A text format.
    pub format: Format,
}

/// How a data file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its notation.
    pub syntax: Syntax,
    /// Where a field is in several parts, the first decides.
    pub parts: Vec<Arc<Part>>,
}

/// Why a file is not what its name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    /// The byte at which it shows.
    pub(super) offset: usize,
    /// What is wrong there.
    pub(super) message: String,
}

impl Syntax {
    /// The notation of a data file by the ending of its name.
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_string_lossy().to_lowercase().as_str() {
            "json" | "geojson" | "webmanifest" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "yaml" | "yml" => Some(Self::Yaml),
            "toml" => Some(Self::Toml),
            _ => None,
        }
    }

    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Json | Self::JsonLines => "JSON",
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
        }
    }
}

impl View {
    /// The prose of a file, as far as it is valid, and why it is not.
    pub(super) fn read(&self, file: &SourceFile) -> (Document, Option<Mistake>) {
        let (text, start) = (file.text(), file.bom_len());
        let mut walker = Walker::new(self);
        let mut strings = Strings { text, document: Document::default() };
        let mut taken = Vec::new();
        let read = match self.syntax {
            Syntax::Json => json::read(text, start, false, &mut walker, &mut strings),
            Syntax::JsonLines => json::read(text, start, true, &mut walker, &mut strings),
            Syntax::Yaml => yaml::read(text, start, &mut walker, &mut strings, &mut taken),
            Syntax::Toml => toml::read(text, start, &mut walker, &mut strings, &mut taken),
        };
        let mut document = strings.document;
        if matches!(self.syntax, Syntax::Yaml | Syntax::Toml) {
            document.comments.extend(comments(text, &taken));
            document.comments.sort_by_key(|comment| comment.span.start);
        }
        (document, read.err())
    }
}

/// The prose of strings, in the order of the file.
struct Strings<'t> {
    text: &'t str,
    document: Document,
}

impl Strings<'_> {
    /// Adds a string, which is in some markup.
    fn add(&mut self, string: Decoded, writing: Writing, format: &Format) {
        let Some(outer) = string.block(writing) else { return };
        let inner = SourceFile::from_text("", outer.text(self.text));
        let read = format.read(&inner);
        let place = |span: Range<usize>| outer.to_source(span);
        self.document.blocks.extend(read.blocks.iter().map(|block| block.within(&outer, inner.text())));
        for link in read.links {
            let span = place(link.span.clone());
            // What reads links reads bytes: of an address with escapes, as `https:\/\/example.org\/`, that is the host alone.
            let written = self.text[span.clone()] == *inner.slice(link.span.clone());
            let span = if written {
                Some(span)
            } else {
                host(inner.slice(link.span.clone())).map(|host| place(link.span.start + host.start..link.span.start + host.end))
            };
            self.document.links.extend(span.map(|span| Link { span }));
        }
        let comment = |comment: Comment| Comment { span: place(comment.span), body: place(comment.body) };
        self.document.comments.extend(read.comments.into_iter().map(comment));
    }
}

/// The host in an address.
fn host(address: &str) -> Option<Range<usize>> {
    let start = address.find("//")? + 2;
    let len = address[start..].find(['/', '?', '#']).unwrap_or(address.len() - start);
    (len > 0).then_some(start..start + len)
}

/// The comments that may be directives: from a `#` to the end of its line, and not in what is `taken`.
fn comments(text: &str, taken: &[Range<usize>]) -> Vec<Comment> {
    let mut found: Vec<Comment> = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), "factlint:") {
        if found.last().is_some_and(|last| at < last.span.end) {
            continue;
        }
        let before = text[..at].trim_end_matches([' ', '\t']);
        let Some(line) = before.strip_suffix('#').filter(|line| line.is_empty() || line.ends_with(char::is_whitespace)) else { continue };
        let next = taken.partition_point(|range| range.start <= line.len());
        if next.checked_sub(1).is_some_and(|last| line.len() < taken[last].end) {
            continue;
        }
        let body = text[at..].lines().next().unwrap_or_default().trim_end();
        found.push(Comment { span: line.len()..at + body.len(), body: at..at + body.len() });
    }
    found
}

/// Whether two readings are the same but for how lines end.
fn same(one: &str, other: &str) -> bool {
    one.chars().filter(|&c| c != '\r').eq(other.chars().filter(|&c| c != '\r'))
}

#[cfg(test)]
mod tests;
