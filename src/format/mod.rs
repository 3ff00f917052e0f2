//! File → prose: one file per document format.
//!
//! A format knows how its files are written and nothing of rules. What it hands on is a [`Document`] whose blocks map back to the file's
//! bytes. The set is closed: a format is a value of [`Format`] and an arm of [`Format::read`].

mod escape;
mod latex;
mod markdown;
mod text;
mod typst;

use std::path::Path;

use crate::prose::Document;
use crate::source::SourceFile;

/// A document format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text; whatever is not known is read as this.
    Text,
    /// Markdown (CommonMark with tables, front matter and comments).
    Markdown,
    /// LaTeX.
    Latex,
    /// Typst.
    Typst,
}

impl Format {
    /// The format of a file by its name.
    pub fn of_path(path: &Path) -> Self {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown" | "mdown" | "mkd" | "mdx") => Self::Markdown,
            Some("tex" | "ltx" | "latex") => Self::Latex,
            Some("typ") => Self::Typst,
            _ => Self::Text,
        }
    }

    /// The prose of a file.
    pub fn read(self, file: &SourceFile) -> Document {
        match self {
            Self::Text => text::read(file),
            Self::Markdown => markdown::read(file),
            Self::Latex => latex::read(file),
            Self::Typst => typst::read(file),
        }
    }
}
