//! A name as it was found in a passage. Its parts are read only where it is not written as one that is known.

use std::ops::Range;

use super::unit::Unit;
use crate::prose::fold;
use crate::prose::passage::Passage;

/// A name in a passage.
pub(super) struct Found {
    pub(super) pieces: Vec<Piece>,
    /// The particles before the first part are none of its own.
    pub(super) bare: bool,
    /// The words from the first part to the last.
    pub(super) words: Range<usize>,
    /// A title stands before it.
    pub(super) titled: bool,
}

impl Found {
    /// Its parts.
    pub(super) fn units(&self, passage: &Passage<'_>) -> Vec<Unit> {
        let mut units: Vec<Unit> = self.pieces.iter().map(|piece| Unit::read(passage, piece.from, &piece.words)).collect();
        if let Some(first) = units.first_mut().filter(|_| self.bare) {
            first.drop_particles();
        }
        units
    }

    /// The same for names that are written the same, particles before them included: they have the same parts.
    pub(super) fn key(&self, passage: &Passage<'_>) -> u64 {
        let from = self.pieces.first().map_or(self.words.start, |first| first.from.min(self.words.start));
        let parts = self.pieces.iter().map(|piece| ((piece.from - from) << 8) | (piece.words.end - from));
        let parts =
            parts.fold(u64::from(self.bare), |hash: u64, part| (hash.rotate_left(7) ^ part as u64).wrapping_mul(0x517c_c1b7_2722_0a95));
        fold::key(&passage.text[passage.span(from..self.words.end)]) ^ parts
    }
}

/// A part of a run, as words.
pub(super) struct Piece {
    pub(super) words: Range<usize>,
    /// Where its particles begin.
    pub(super) from: usize,
}
