//! A zip archive that nobody vouches for: parts are read into memory, one by one, and never more than a limit. Nothing is written to disk,
//! so that names in it may say what they like.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::source::ReadError;

/// How much all parts that are read may come to. A long novel is a tenth of it.
const MOST: u64 = 1 << 26;

/// A part larger than this must not be more than [`MOST_RATIO`] times its packed size.
const SMALL: u64 = 1 << 23;

/// Text packs to a tenth, repetitive markup to a hundredth; a bomb to a thousandth.
const MOST_RATIO: u64 = 250;

/// How many parts an archive may have.
const MOST_PARTS: usize = 20_000;

/// How the container begins in which Word keeps what has a password, and Word 97 kept everything.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// An archive in memory.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The length of the file.
    len: u64,
    /// How much may still be read.
    left: u64,
}

impl<'a> Archive<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        if bytes.starts_with(COMPOUND) {
            return Err(damaged("it is no zip archive but a compound file: it has a password, or is of Word 97 (.doc)"));
        }
        if !bytes.starts_with(b"PK") {
            return Err(damaged("it is no zip archive, as files of this format are"));
        }
        let zip =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(format!("its zip archive is damaged or cut short: {error}")))?;
        if zip.len() > MOST_PARTS {
            return Err(damaged(format!("its zip archive has {} parts, more than {MOST_PARTS}", zip.len())));
        }
        Ok(Self { zip, len: bytes.len() as u64, left: MOST })
    }

    /// The bytes of a part; none where there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let wrong = |error: &dyn std::fmt::Display| damaged(format!("its part {name} cannot be unpacked: {error}"));
        let encrypted = self.zip.by_index_data(index).map_err(|error| wrong(&error))?.encrypted();
        if encrypted {
            return Err(damaged(format!("its part {name} is encrypted")));
        }
        let part = match self.zip.by_index(index) {
            Err(ZipError::UnsupportedArchive(why)) => return Err(wrong(&why)),
            part => part.map_err(|error| wrong(&error))?,
        };
        // What the archive says of sizes is not to be trusted.
        let most = self.left.min((part.compressed_size().min(self.len) * MOST_RATIO).max(SMALL));
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|error| wrong(&error))?;
        let read = bytes.len() as u64;
        if read > most {
            let why = if most == self.left { format!("than {} MB", MOST >> 20) } else { format!("than {MOST_RATIO} times its size") };
            return Err(damaged(format!("its part {name} unpacks to more {why}")));
        }
        self.left -= read;
        Ok(Some(bytes))
    }

    /// A part that must be there.
    pub(crate) fn needed(&mut self, name: &str) -> Result<Vec<u8>, ReadError> {
        self.part(name)?.ok_or_else(|| damaged(format!("its part {name} is missing")))
    }

    /// The text of an XML part.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        self.part(name)?.map(|bytes| text(name, bytes)).transpose()
    }

    /// The text of an XML part that must be there.
    pub(crate) fn needed_text(&mut self, name: &str) -> Result<String, ReadError> {
        let bytes = self.needed(name)?;
        text(name, bytes)
    }
}

/// XML is UTF-8, or UTF-16 with its mark. The mark is left out.
pub(crate) fn text(name: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    let bad = || damaged(format!("its part {name} is neither UTF-8 nor UTF-16"));
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
        let read = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
        return read.map(std::borrow::Cow::into_owned).ok_or_else(bad);
    }
    String::from_utf8(bytes).map_err(|_| bad())
}

/// A path in an archive from the folder of another part: `word/document.xml` and `../a b.png` make `a b.png`.
pub(crate) fn beside(part: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or(target);
    let decoded = percent_encoding::percent_decode_str(target).decode_utf8_lossy();
    let folder = part.rfind('/').map_or("", |slash| &part[..slash]);
    let mut steps: Vec<&str> =
        if decoded.starts_with('/') { Vec::new() } else { folder.split('/').filter(|step| !step.is_empty()).collect() };
    for step in decoded.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

pub(crate) fn damaged(why: impl Into<String>) -> ReadError {
    ReadError::Damaged(why.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leaves_the_archive() {
        assert_eq!(beside("word/document.xml", "footnotes.xml"), "word/footnotes.xml");
        assert_eq!(beside("OEBPS/content.opf", "../a%20b/c.xhtml#x"), "a b/c.xhtml");
        assert_eq!(beside("a/b", "../../../../etc/passwd"), "etc/passwd");
        assert_eq!(beside("word/document.xml", "/word/comments.xml"), "word/comments.xml");
    }
}
