//! The text of OpenDocument, element by element: paragraphs, each with its place.

mod element;

use super::paragraph::{Around, Open, Paragraph, Place, Section};
use super::styles::Styles;
use crate::allow;
use crate::format::packed::xml::{Node, Tag, Xml};
use crate::prose::Role;
use crate::source::ReadError;

#[derive(Debug, Default)]
struct Table {
    number: usize,
    row: usize,
    column: usize,
}

/// A document being read.
pub(super) struct Flow<'s> {
    styles: &'s Styles,
    paragraphs: Vec<Paragraph>,
    open: Vec<Open>,
    around: Vec<Around>,
    tables: Vec<Table>,
    /// Elements that are left out: how deep.
    skipped: usize,
    items: usize,
    hidden_sections: Vec<bool>,
    /// What is said of an image.
    said: Option<String>,
    counts: Counts,
}

#[derive(Debug, Default)]
struct Counts {
    paragraphs: usize,
    tables: usize,
    boxes: usize,
    images: usize,
    footnotes: usize,
    endnotes: usize,
    comments: usize,
}

fn next(count: &mut usize) -> usize {
    *count += 1;
    *count
}

impl<'s> Flow<'s> {
    pub(super) fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            paragraphs: Vec::new(),
            open: Vec::new(),
            around: Vec::new(),
            tables: Vec::new(),
            skipped: 0,
            items: 0,
            hidden_sections: Vec::new(),
            said: None,
            counts: Counts::default(),
        }
    }

    /// Reads a part.
    pub(super) fn read(&mut self, name: &str, text: &str) -> Result<(), ReadError> {
        let mut xml = Xml::new(name, text);
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(_) if self.skipped > 0 => self.skipped += 1,
                Node::End(_) if self.skipped > 0 => self.skipped -= 1,
                Node::Start(tag) => self.start(&tag),
                Node::End(name) => self.end(&name),
                Node::Text(text) => self.words(text),
                Node::Read(text) => self.words(&text),
            }
        }
        Ok(())
    }

    /// The body, then what stands apart from it.
    pub(super) fn sorted(mut self) -> Vec<Paragraph> {
        self.paragraphs.sort_by_key(|paragraph| paragraph.section);
        self.paragraphs
    }

    fn words(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if let Some(said) = &mut self.said {
            said.push_str(text);
        } else if let Some(open) = self.open.last_mut().filter(|open| !open.spans.iter().any(|(_, hidden)| *hidden)) {
            if open.spans.iter().any(|(code, _)| *code) {
                open.object();
                return;
            }
            // White space is one space, and none at the start; spaces that are meant have elements.
            for c in text.chars() {
                let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
                if !is_space {
                    open.text.push(c);
                } else if !open.text.is_empty() && !open.text.ends_with([' ', '\n']) {
                    open.text.push(' ');
                }
            }
        }
    }

    /// A character that has an element.
    fn stand(&mut self, text: &str) {
        self.open.last_mut().into_iter().for_each(|open| open.text.push_str(text));
    }

    fn begin_paragraph(&mut self, tag: &Tag<'_>) {
        let look = self.styles.look("paragraph", &tag.get("style-name").unwrap_or_default());
        let role = if tag.name == "text:h" { Some(Role::Heading) } else { look.role };
        let role = role.or(if self.items > 0 { Some(Role::Item) } else { None });
        self.open.push(Open { role, quoted: look.quoted, code: look.code, hidden: look.hidden, ..Open::default() });
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let is_empty = open.text.trim().is_empty();
        if open.hidden || self.hidden_sections.contains(&true) || (is_empty && open.links.is_empty() && open.directives.is_empty()) {
            return;
        }
        let around = self.around.last();
        if around.is_some_and(|around| around.section == Section::Comments)
            && allow::directive(&open.text).is_some()
            && let Some(outer) = self.open.last_mut()
        {
            outer.directives.push(open.text);
            return;
        }
        let place = match (around, self.tables.last()) {
            (Some(around), _) => Place::Named(around.name, around.number),
            (None, Some(&Table { number, row, column })) => Place::Cell { table: number, row, column },
            (None, None) => {
                self.counts.paragraphs += usize::from(!is_empty);
                Place::Named("paragraph", self.counts.paragraphs.max(1))
            }
        };
        let role = if matches!(place, Place::Cell { .. }) { Role::Cell } else { open.role.unwrap_or(Role::Paragraph) };
        let section = around.map_or(Section::Body, |around| around.section);
        let text = if open.code { String::new() } else { open.text };
        self.paragraphs.push(Paragraph { section, text, role, quoted: open.quoted, place, links: open.links, directives: open.directives });
    }

    /// What is said of an image is a paragraph of its own.
    fn aside(&mut self) {
        let Some(text) = self.said.take().filter(|said| !said.trim().is_empty()) else { return };
        let section = self.around.last().map_or(Section::Body, |around| around.section);
        self.paragraphs.push(Paragraph {
            section,
            text,
            role: Role::Paragraph,
            quoted: false,
            place: Place::Named("image", next(&mut self.counts.images)),
            links: Vec::new(),
            directives: Vec::new(),
        });
    }
}
