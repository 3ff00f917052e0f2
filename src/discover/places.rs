//! Where a mention stands: few places, however often it stands there.

use std::ops::Range;

/// One of the documents, by its number in the library.
pub type DocId = u32;

/// A place in a document: bytes of its file, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which document.
    pub doc: DocId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// The place of `span` in a document.
    pub fn new(doc: DocId, span: Range<usize>) -> Self {
        Self { doc, start: span.start as u32, end: span.end as u32 }
    }

    /// Bytes of the file.
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Of more documents the first are kept: a mention that stands everywhere is held against others by a few of its places.
const KEPT: usize = 32;

/// The places of one mention: the first in each document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// By document; at most [`KEPT`].
    list: Vec<Place>,
    documents: u32,
}

impl Places {
    /// Adds a place. The places of one document come one after the other.
    pub(super) fn add(&mut self, place: Place) {
        if self.list.iter().all(|known| known.doc != place.doc) {
            self.documents += 1;
            self.insert(place);
        }
    }

    /// Takes the places of other documents in.
    pub(super) fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        other.list.into_iter().for_each(|place| self.insert(place));
    }

    fn insert(&mut self, place: Place) {
        let at = self.list.partition_point(|known| *known < place);
        if at < KEPT {
            self.list.insert(at, place);
            self.list.truncate(KEPT);
        }
    }

    /// The first place in each document, by document.
    pub(super) fn list(&self) -> &[Place] {
        &self.list
    }

    /// In how many documents it stands.
    pub(super) fn documents(&self) -> usize {
        self.documents as usize
    }

    /// Whether it stands in a document, as far as its places are known.
    pub(super) fn is_in(&self, doc: DocId) -> bool {
        self.list.binary_search_by_key(&doc, |place| place.doc).is_ok()
    }

    /// Whether a document holds both.
    pub(super) fn meet(&self, other: &Self) -> bool {
        self.list.iter().any(|place| other.is_in(place.doc))
    }
}

impl Places {
    /// These places as one side of a disagreement.
    pub(super) fn side(&self, text: String) -> super::Side {
        super::Side { text, places: self.list.clone(), documents: self.documents() }
    }
}
