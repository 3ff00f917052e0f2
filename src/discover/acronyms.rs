//! To be written.

use super::Disagreement;
use super::mentions::Page;

#[derive(Debug, Default)]
pub(super) struct Acronyms {}

impl Acronyms {
    pub(super) fn read(&mut self, page: &Page<'_>) {
        let _ = page;
    }

    pub(super) fn merge(&mut self, other: Self) {
        let _ = other;
    }
}

pub(super) fn compare(acronyms: &Acronyms) -> Vec<Disagreement> {
    let _ = acronyms;
    Vec::new()
}
