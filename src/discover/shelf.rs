//! Documents in memory, for tests.

use super::against::SURE as SURE_OF_DRAFT;
use super::{Asked, Disagreement, DocId, Library, SURE, ask};
use crate::format::Format;
use crate::kind::KindName;
use crate::prose::Document;
use crate::source::SourceFile;

/// Plain texts.
pub(super) struct Shelf<'t>(pub(super) &'t [&'t str]);

impl Library for Shelf<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn open(&self, doc: DocId) -> Option<(SourceFile, Document)> {
        let file = SourceFile::from_text(format!("{doc}.txt"), *self.0.get(doc as usize)?);
        let document = Format::Text.read(&file);
        Some((file, document))
    }
}

/// What is shown of one kind, the texts of its sides in order.
pub(super) fn shown(kind: KindName, texts: &[&str]) -> Vec<Vec<String>> {
    asked(kind, texts, Asked::EachOther, SURE)
}

/// The same of a draft and its source.
pub(super) fn departs(kind: KindName, source: &str, draft: &str) -> Vec<Vec<String>> {
    asked(kind, &[source, draft], Asked::Draft, SURE_OF_DRAFT)
}

fn asked(kind: KindName, texts: &[&str], asked: Asked, least: u8) -> Vec<Vec<String>> {
    let sides = |one: Disagreement| {
        let mut sides: Vec<String> = one.sides.into_iter().map(|side| side.text.replace(['\u{a0}', '\u{202f}'], " ")).collect();
        sides.sort();
        sides
    };
    ask(&Shelf(texts), asked).into_iter().filter(|one| one.kind == kind && one.confidence >= least).map(sides).collect()
}
