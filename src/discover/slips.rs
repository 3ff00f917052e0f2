//! To be written.

use super::mentions::Page;
use super::{Disagreement, Library};

#[derive(Debug, Default)]
pub(super) struct Vocabulary {}

impl Vocabulary {
    pub(super) fn read(&mut self, page: &Page<'_>) {
        let _ = page;
    }

    pub(super) fn merge(&mut self, other: Self) {
        let _ = other;
    }
}

pub(super) fn compare(mentions: &Vocabulary, library: &impl Library) -> Vec<Disagreement> {
    let _ = (mentions, library);
    Vec::new()
}
