//! Findings → a copy of a DOCX draft in which each is a comment, anchored to its words.
//!
//! The copy differs from the draft in the marks around the words, in the part that holds comments, and in the two lists that name that part.
//! All else is copied byte for byte. Where Word takes no comment (notes, headers, text boxes), it stands at what refers to the words.

mod comments;
mod marks;

use std::io::{Cursor, Write as _};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::format::docx::{self, Anatomy};
use crate::format::packed::Extract;
use crate::source::ReadError;
use marks::Marks;

/// A comment to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The words that it is about: bytes of the draft's extracted text.
    pub span: Range<usize>,
    /// What it says, paragraph by paragraph.
    pub lines: Vec<String>,
    /// What is said first where it cannot stand at the words, as `footnote 2: “Halvorssen”`.
    pub place: String,
}

/// A draft taken apart.
pub struct Draft<'a> {
    bytes: &'a [u8],
    anatomy: Anatomy,
    text: String,
}

impl<'a> Draft<'a> {
    /// Takes a draft apart.
    ///
    /// # Errors
    /// [`ReadError`], where it is no DOCX file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let mut extract = Extract::default();
        let anatomy = docx::dissect(bytes, &mut extract)?;
        Ok(Self { bytes, anatomy, text: extract.text().to_owned() })
    }

    /// The text that spans are bytes of.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The copy with these comments.
    ///
    /// # Errors
    /// [`ReadError`], where the draft is made in a way that leaves no room for them.
    pub fn annotated(&self, notes: &[Note]) -> Result<Vec<u8>, ReadError> {
        if notes.is_empty() {
            return Ok(self.bytes.to_vec());
        }
        if self.anatomy.story.prefix.is_empty() {
            return Err(damaged("its elements have no prefix: such a document cannot be annotated"));
        }
        let mut package = comments::Package::of(self.bytes, &self.anatomy)?;
        let mut marks = Marks::new(&self.anatomy);
        for (id, note) in (package.first_free..).zip(notes) {
            let at_words = marks.add(id, &note.span);
            let place = if at_words { None } else { Some(&note.place) };
            package.add(id, place.into_iter().chain(&note.lines));
        }
        let mut parts = package.parts()?;
        parts.push((self.anatomy.main.clone(), marks.written()));
        rewritten(self.bytes, &parts).map_err(|error| damaged(format!("its zip archive cannot be copied: {error}")))
    }
}

fn damaged(why: impl Into<String>) -> ReadError {
    ReadError::Damaged(why.into())
}

/// An archive with other parts in place of some, and new ones at its end.
fn rewritten(bytes: &[u8], parts: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(bytes))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let mut written = vec![false; parts.len()];
    for index in 0..old.len() {
        let part = old.by_index_raw(index)?;
        match parts.iter().position(|(name, _)| name.as_bytes() == part.name_raw()) {
            None => new.raw_copy_file(part)?,
            Some(at) => {
                let time = part.last_modified().unwrap_or_default();
                drop(part);
                new.start_file(&parts[at].0, options.last_modified_time(time))?;
                new.write_all(parts[at].1.as_bytes())?;
                written[at] = true;
            }
        }
    }
    for ((name, text), _) in parts.iter().zip(&written).filter(|(_, written)| !**written) {
        new.start_file(name, options)?;
        new.write_all(text.as_bytes())?;
    }
    Ok(new.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
