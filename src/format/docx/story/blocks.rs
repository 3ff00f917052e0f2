//! Paragraphs: where each begins and ends, and where it stands.

use std::ops::Range;

use super::Reader;
use crate::format::docx::paragraph::{Destination, Open, Paragraph, Place, Target};
use crate::prose::Role;

impl Reader<'_> {
    /// What is said of an image: a paragraph of its own.
    pub(super) fn aside(&mut self, said: Option<String>) {
        let Some(text) = said.filter(|said| !said.trim().is_empty() && self.run().1) else { return };
        self.counts.images += 1;
        let around = self.outer_run();
        self.story.paragraphs.push(Paragraph {
            text,
            role: Role::Paragraph,
            quoted: false,
            place: Place::Image(self.counts.images),
            pieces: Vec::new(),
            around,
            entry: self.entry.clone(),
            links: Vec::new(),
            comments: Vec::new(),
        });
    }

    /// The bytes of the outermost run here: its end is not known yet, and is found by its start.
    fn outer_run(&self) -> Option<Range<usize>> {
        let run = self.boxes.first().copied().or_else(|| self.runs.first().map(|run| run.index))?;
        let start = self.story.runs.get(run)?.start as usize;
        Some(start..start)
    }

    pub(super) fn begin_paragraph(&mut self) {
        let before = if self.open.is_empty() { self.goes_on.take() } else { None };
        let mut open = before.unwrap_or_default();
        (open.goes_on, open.role, open.quoted, open.code) = (false, None, false, false);
        self.open.push(open);
    }

    pub(super) fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.goes_on && self.open.is_empty() {
            self.goes_on = Some(open);
        } else {
            self.finish(open);
        }
    }

    /// The paragraph whose mark is deleted has nothing to go on with.
    pub(super) fn flush_going_on(&mut self) {
        if let Some(open) = self.goes_on.take() {
            self.finish(open);
        }
    }

    fn finish(&mut self, open: Open) {
        let is_empty = open.text.trim().is_empty();
        if self.tables.row_is_deleted() || (is_empty && open.links.is_empty() && open.comments.is_empty()) {
            return;
        }
        let cell = self.tables.cell();
        let place = match cell {
            _ if !self.boxes.is_empty() => Place::TextBox(self.counts.boxes),
            Some(cell) => cell,
            None => {
                self.counts.paragraphs += usize::from(!is_empty);
                Place::Paragraph(self.counts.paragraphs.max(1))
            }
        };
        let role = match &place {
            Place::Cell { .. } => Role::Cell,
            _ => open.role.unwrap_or(Role::Paragraph),
        };
        let around = if self.boxes.is_empty() { None } else { self.outer_run() };
        self.story.paragraphs.push(Paragraph {
            text: if open.code { String::new() } else { open.text },
            role,
            quoted: open.quoted,
            place,
            pieces: if around.is_some() { Vec::new() } else { open.pieces },
            around,
            entry: self.entry.clone(),
            links: open.links,
            comments: open.comments,
        });
    }

    pub(super) fn link(&mut self, target: Target, around: Range<usize>) {
        let around = if self.boxes.is_empty() { around } else { self.outer_run().unwrap_or(around) };
        if let Some(open) = self.open.last_mut() {
            open.links.push(Destination { target, around });
        }
    }
}
