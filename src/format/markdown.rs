//! Markdown.

use crate::prose::Document;
use crate::source::SourceFile;

/// The prose of a Markdown file.
pub(super) fn read(file: &SourceFile) -> Document {
    super::text::read(file)
}
