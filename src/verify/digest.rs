//! Bytes and words → hashes, the same on every machine.

use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::prose::fold;
use crate::prose::words::words;

/// How many bytes of a hash of words are kept: they tell passages of one source apart, and stand on one line of a lock.
const KEPT: usize = 16;

/// A file as a lock knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest {
    /// How many bytes it has.
    pub size: u64,
    /// The SHA-256 of its bytes as they are on disk, in hexadecimal.
    pub sha256: String,
}

impl Digest {
    fn of_bytes(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
    }

    /// Whether these bytes are those of the digest. Other ends of lines, as version control may write them, are no difference.
    fn is_of(&self, bytes: &[u8]) -> bool {
        if *self == Self::of_bytes(bytes) {
            return true;
        }
        let plain = without_carriage_returns(bytes);
        *self == Self::of_bytes(&plain) || *self == Self::of_bytes(&with_carriage_returns(&plain))
    }
}

/// The digest of a file.
///
/// # Errors
/// Whatever the system says.
pub fn of_file(path: &Path) -> io::Result<Digest> {
    Ok(Digest::of_bytes(&std::fs::read(path)?))
}

/// Whether a file can be read and is the one that the digest knows.
pub fn is_same(path: &Path, digest: &Digest) -> bool {
    std::fs::read(path).is_ok_and(|bytes| digest.is_of(&bytes))
}

/// The hash of a text as it is written.
pub fn of_text(text: &str) -> String {
    hex(&Sha256::digest(text)[..KEPT])
}

/// The hash of a text's words as evidence compares them.
pub fn of_words(text: &str) -> String {
    let mut run = Vec::new();
    words(text, &mut run);
    let folded: Vec<_> = run.iter().map(|word| fold::lower(word.text(text))).collect();
    of_text(&folded.join(" "))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn without_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    let is_end = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|&at| !is_end(at)).map(|at| bytes[at]).collect()
}

fn with_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    let each = bytes.split_inclusive(|&byte| byte == b'\n');
    let mut out = Vec::with_capacity(bytes.len());
    for line in each {
        match line.strip_suffix(b"\n") {
            Some(line) => {
                out.extend(line);
                out.extend(b"\r\n");
            }
            None => out.extend(line),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_what_others_compute() {
        let digest = Digest::of_bytes(b"abc");
        assert_eq!(digest.size, 3);
        assert_eq!(digest.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn ends_of_lines_are_no_difference_and_everything_else_is() {
        let (unix, dos) = (Digest::of_bytes(b"a\nb\n"), Digest::of_bytes(b"a\r\nb\r\n"));
        assert!(unix.is_of(b"a\r\nb\r\n") && dos.is_of(b"a\nb\n") && dos.is_of(b"a\r\nb\r\n") && unix.is_of(b"a\r\nb\n"));
        assert!(!unix.is_of(b"a\nb") && !unix.is_of(b"a\n\nb\n") && !dos.is_of(b"a\rb\r"));
    }

    #[test]
    fn words_are_hashed_as_evidence_compares_them() {
        assert_eq!(of_words("L’homme,\u{a0}Isaac  Steidl"), of_words("l'homme isaac steidl"));
        assert_ne!(of_words("Isaac Steidl"), of_words("Isaac Steidel"));
        assert_ne!(of_text("Isaac"), of_text("isaac"));
    }
}
