//! Documents in memory, for tests of kinds.

use super::against::SURE as SURE_OF_DRAFT;
use super::{Asked, Disagreement, DocId, Library, SURE, ask};
use crate::format::Format;
use crate::kind::KindName;
use crate::prose::Document;
use crate::source::SourceFile;

/// Markdown texts.
pub(super) struct Shelf<'t>(pub(super) &'t [&'t str]);

impl Library for Shelf<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn open(&self, doc: DocId) -> Option<(SourceFile, Document)> {
        let file = SourceFile::from_text(format!("{doc}.md"), *self.0.get(doc as usize)?);
        let document = Format::Markdown.read(&file);
        Some((file, document))
    }
}

/// What is said to disagree with at least that confidence.
fn found(texts: &[&str], least: u8) -> impl Iterator<Item = Disagreement> {
    ask(&Shelf(texts), Asked::EachOther).into_iter().filter(move |one| one.confidence >= least)
}

/// The texts of the sides, in their order.
fn texts(one: Disagreement) -> Vec<String> {
    one.sides.into_iter().map(|side| side.text.replace(['\u{a0}', '\u{202f}'], " ")).collect()
}

/// The kind and the sides of what is said with at least that confidence.
pub(super) fn sides(given: &[&str], least: u8) -> Vec<(KindName, Vec<String>)> {
    found(given, least).map(|one| (one.kind, texts(one))).collect()
}

/// The sides of what is shown of one kind, that of most documents first.
pub(super) fn shown(kind: KindName, given: &[&str]) -> Vec<Vec<String>> {
    found(given, SURE).filter(|one| one.kind == kind).map(texts).collect()
}

/// The same, the sides of each in alphabetical order.
pub(super) fn sorted(kind: KindName, given: &[&str]) -> Vec<Vec<String>> {
    let mut all = shown(kind, given);
    all.iter_mut().for_each(|sides| sides.sort());
    all
}

/// The same of a draft and its source.
pub(super) fn departs(kind: KindName, source: &str, draft: &str) -> Vec<Vec<String>> {
    let found = ask(&Shelf(&[source, draft]), Asked::Draft).into_iter();
    let mut all: Vec<Vec<String>> = found.filter(|one| one.kind == kind && one.confidence >= SURE_OF_DRAFT).map(texts).collect();
    all.iter_mut().for_each(|sides| sides.sort());
    all
}
