//! What a story is made of: paragraphs, with the bytes that their characters stand for, so that words can be marked in the file.

use std::ops::Range;

use crate::prose::{OBJECT, Role};

/// No text element: the stretch is an element of its own.
const NONE: u32 = u32::MAX;

/// A run: text with one look. Bytes of its part.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Run {
    /// The `<` of its start tag.
    pub(crate) start: u32,
    /// Behind its start tag, and behind its properties, where it has any.
    pub(crate) head_end: u32,
    /// The `<` of its end tag.
    pub(crate) content_end: u32,
    /// Behind its end tag.
    pub(crate) end: u32,
}

/// A text element, `w:t`.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TextTag {
    /// The `<` of its start tag.
    pub(crate) start: u32,
    /// Behind its start tag.
    pub(crate) tag_end: u32,
    /// The `<` of its end tag.
    pub(crate) content_end: u32,
    /// Behind its end tag.
    pub(crate) end: u32,
}

/// A stretch of a paragraph's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// Where it begins in the text.
    pub(crate) at: u32,
    /// How much of the text it is.
    pub(crate) len: u32,
    /// Where it begins in the part.
    pub(crate) xml: u32,
    /// How many bytes of the part it stands for: where as many as of text, byte for byte.
    pub(crate) xml_len: u32,
    /// Which run it stands in.
    pub(crate) run: u32,
    tag: u32,
}

impl Piece {
    /// Which text element it stands in; none where it is an element itself.
    pub(crate) fn tag(&self) -> Option<usize> {
        if self.tag == NONE { None } else { Some(self.tag as usize) }
    }
}

/// Where a paragraph stands, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the flow of the text: how many with text there are up to it.
    Paragraph(usize),
    /// In a table.
    Cell { table: usize, row: usize, column: usize },
    /// In a text box.
    TextBox(usize),
    /// What is said of an image.
    Image(usize),
}

/// A note or a comment of a part that holds many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) author: String,
}

/// A destination.
#[derive(Debug)]
pub(super) struct Destination {
    pub(super) target: Target,
    /// The bytes of the words that lead there.
    pub(super) around: Range<usize>,
}

/// Where a link leads.
#[derive(Debug)]
pub(super) enum Target {
    Relation(String),
    Address(String),
}

/// A paragraph that has been read.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) role: Role,
    pub(super) quoted: bool,
    pub(super) place: Place,
    pub(super) pieces: Vec<Piece>,
    /// The bytes of what holds it, where the words themselves cannot be marked.
    pub(super) around: Option<Range<usize>>,
    pub(super) entry: Option<Entry>,
    pub(super) links: Vec<Destination>,
    /// The comments that begin in it.
    pub(super) comments: Vec<String>,
}

/// A paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) role: Option<Role>,
    pub(super) quoted: bool,
    pub(super) code: bool,
    /// The mark at its end is deleted: it goes on with the next.
    pub(super) goes_on: bool,
    pub(super) links: Vec<Destination>,
    pub(super) comments: Vec<String>,
}

impl Open {
    /// Adds what stands for the bytes `xml` of the part.
    pub(super) fn push(&mut self, text: &str, xml: &Range<usize>, run: usize, tag: Option<usize>, traced: bool) {
        if traced && !text.is_empty() {
            self.pieces.push(Piece {
                at: self.text.len() as u32,
                len: text.len() as u32,
                xml: xml.start as u32,
                xml_len: xml.len() as u32,
                run: run as u32,
                tag: tag.map_or(NONE, |tag| tag as u32),
            });
        }
        self.text.push_str(text);
    }

    /// Adds a thing that is no word; two that touch are one.
    pub(super) fn object(&mut self, xml: &Range<usize>, run: usize, tag: Option<usize>, traced: bool) {
        if !self.text.ends_with(OBJECT) {
            self.push(OBJECT.encode_utf8(&mut [0; 4]), xml, run, tag, traced);
        }
    }

    /// The element that was added last ends here.
    pub(super) fn close_element(&mut self, end: usize) {
        if let Some(last) = self.pieces.last_mut().filter(|last| last.tag == NONE && last.xml_len > 0) {
            last.xml_len = (end as u32).saturating_sub(last.xml);
        }
    }
}
