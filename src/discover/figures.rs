//! To be written.

use super::Disagreement;
use super::mentions::Page;

#[derive(Debug, Default)]
pub(super) struct Figures {}

impl Figures {
    pub(super) fn read(&mut self, page: &Page<'_>) {
        let _ = page;
    }

    pub(super) fn merge(&mut self, other: Self) {
        let _ = other;
    }
}

pub(super) fn compare(figures: &Figures) -> Vec<Disagreement> {
    let _ = figures;
    Vec::new()
}
