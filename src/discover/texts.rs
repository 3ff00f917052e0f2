//! Texts that stand for documents, for tests of kinds.

use super::{DocId, Library};
use crate::format::Format;
use crate::prose::Document;
use crate::source::SourceFile;

/// Markdown texts.
pub(super) struct Texts<'t>(pub(super) &'t [&'t str]);

impl Library for Texts<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn open(&self, doc: DocId) -> Option<(SourceFile, Document)> {
        let file = SourceFile::from_text("a.md", *self.0.get(doc as usize)?);
        let document = Format::Markdown.read(&file);
        Some((file, document))
    }
}

/// What is said to disagree with at least that confidence: kind, and the sides' texts.
pub(super) fn sides(texts: &[&str], least: u8) -> Vec<(crate::kind::KindName, Vec<String>)> {
    let found = super::discover(&Texts(texts)).into_iter().filter(|one| one.confidence >= least);
    found.map(|one| (one.kind, one.sides.into_iter().map(|side| side.text).collect())).collect()
}
