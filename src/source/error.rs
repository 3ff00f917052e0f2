//! Why a file could not be read.

use std::{fmt, io};

/// Why a file could not be read as text.
#[derive(Debug)]
pub enum ReadError {
    /// The system refused: the file is not there, may not be opened, …
    Io(io::Error),
    /// A directory stands where a file was expected.
    Directory,
    /// The file holds NUL bytes: it is no text.
    Binary,
    /// The file begins with the byte order mark of UTF-16, where only UTF-8 is read: rule files and configuration.
    Utf16,
    /// The file is not UTF-8, and either must be or is it but for this byte.
    NotUtf8(Bad),
    /// A byte is none of the encoding that the file declares, or that its byte order mark says.
    NotDeclared {
        /// The encoding's name.
        encoding: &'static str,
        /// The first byte that does not fit.
        bad: Bad,
    },
    /// The file is not UTF-8 (this is the first byte that is not), and no other encoding makes text of it.
    NoText(Bad),
    /// A packed format, as DOCX or PDF, that cannot be unpacked; the text says why, as `its archive is cut short`.
    Damaged(String),
    /// The file is larger than offsets can count (4 GiB).
    TooLarge,
}

/// A byte that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bad {
    /// Bytes before it.
    pub offset: usize,
    /// Its line, from 1.
    pub line: usize,
}

impl Bad {
    /// The byte at `offset`; `bytes` are those of the file.
    pub(super) fn at(bytes: &[u8], offset: usize) -> Self {
        let offset = offset.min(bytes.len());
        Self { offset, line: 1 + memchr::memchr_iter(b'\n', &bytes[..offset]).count() }
    }
}

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} (offset {})", self.line, self.offset)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => f.write_str("no such file"),
                io::ErrorKind::PermissionDenied => f.write_str("permission denied"),
                _ => error.fmt(f),
            },
            Self::Directory => f.write_str("it is a directory, not a file"),
            Self::Binary => f.write_str("it is a binary file (it holds NUL bytes)"),
            Self::Utf16 => f.write_str("it is UTF-16; convert it to UTF-8"),
            Self::NotUtf8(bad) => write!(f, "it is not UTF-8: bad byte at {bad}"),
            Self::NotDeclared { encoding, bad } => write!(f, "it is said to be {encoding}, and is not: bad byte at {bad}"),
            Self::NoText(bad) => write!(f, "it is not UTF-8, nor text in another encoding: bad byte at {bad}"),
            Self::Damaged(why) => f.write_str(why),
            Self::TooLarge => f.write_str("it is larger than 4 GiB"),
        }
    }
}

impl std::error::Error for ReadError {}
