//! Documents → their passages, one after the other, on all threads.

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use super::Library;
use super::places::{DocId, Place};
use crate::prose::passage::Passage;
use crate::prose::words::{Word, words};
use crate::prose::{Block, Document, Role};
use crate::source::SourceFile;

/// Into how many shares for each thread the documents are parted at most.
const SHARES: usize = 8;

/// A passage, and the document it is from.
pub(super) struct Page<'a> {
    pub(super) doc: DocId,
    pub(super) passage: &'a Passage<'a>,
}

impl Page<'_> {
    /// The place in its file of bytes of the passage.
    pub(super) fn place(&self, span: std::ops::Range<usize>) -> Place {
        Place::new(self.doc, self.passage.block.to_source(span))
    }
}

/// Reads every passage of every document into values that are then merged; the passages of one document go to one value, one after the other.
pub(super) fn each<T: Default + Send>(
    library: &impl Library,
    read: impl Fn(&mut T, &Page<'_>) + Sync,
    merge: impl Fn(T, T) -> T + Sync + Send,
    link: impl Fn(&mut T, DocId, (&SourceFile, &Block)) + Sync,
) -> T {
    let one = |mut value: T, doc: DocId| {
        if let Some((file, document)) = library.open(doc) {
            passages(&file, &document, |passage| read(&mut value, &Page { doc, passage }));
            for found in &document.links {
                link(&mut value, doc, (&file, &Block::plain(Role::Paragraph, found.span.clone())));
            }
            file.forget();
        }
        value
    };
    // Values that are merged late have met most words before.
    let least = library.len() / (SHARES * rayon::current_num_threads());
    (0..library.len() as DocId).into_par_iter().with_min_len(least.max(1)).fold(T::default, one).reduce(T::default, merge)
}

/// Reads one document's passages.
pub(super) fn open(library: &impl Library, doc: DocId, mut read: impl FnMut(&Page<'_>)) {
    if let Some((file, document)) = library.open(doc) {
        passages(&file, &document, |passage| read(&Page { doc, passage }));
        file.forget();
    }
}

fn passages(file: &SourceFile, document: &Document, mut read: impl FnMut(&Passage<'_>)) {
    let mut run: Vec<Word> = Vec::new();
    for block in &document.blocks {
        let text = block.text(file.text());
        words(text, &mut run);
        read(&Passage::new(block, text, &run));
    }
}
