//! A paragraph of OpenDocument, and where it stands.

use crate::prose::{OBJECT, Role};

/// Where a paragraph stands, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Which of its sort; 0 where they are not counted.
    Named(&'static str, usize),
    Cell {
        table: usize,
        row: usize,
        column: usize,
    },
}

/// Where in the extracted text a paragraph comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Body,
    Footnotes,
    Endnotes,
    Comments,
    Margins,
}

/// A paragraph that has been read.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) section: Section,
    pub(super) text: String,
    pub(super) role: Role,
    pub(super) quoted: bool,
    pub(super) place: Place,
    pub(super) links: Vec<String>,
    /// The comments in it that are directives.
    pub(super) directives: Vec<String>,
}

/// A paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) text: String,
    pub(super) role: Option<Role>,
    pub(super) quoted: bool,
    pub(super) code: bool,
    pub(super) hidden: bool,
    pub(super) links: Vec<String>,
    pub(super) directives: Vec<String>,
    /// For each span in it, whether it is code or hidden.
    pub(super) spans: Vec<(bool, bool)>,
}

/// What stands apart from the flow: innermost last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Around {
    pub(super) section: Section,
    pub(super) name: &'static str,
    pub(super) number: usize,
}

impl Open {
    /// A thing that is no word; two that touch are one.
    pub(super) fn object(&mut self) {
        if !self.text.ends_with(OBJECT) {
            self.text.push(OBJECT);
        }
    }
}
