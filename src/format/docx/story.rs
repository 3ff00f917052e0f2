//! One part of a document that holds text, as its paragraphs: the text as it will be once all changes are accepted.

mod element;
mod tables;

use std::collections::HashSet;
use std::ops::Range;

use super::paragraph::{Destination, Entry, Open, Paragraph, Place, Run, Target, TextTag};
use super::styles::Styles;
use crate::format::packed::xml::{Node, Xml};
use crate::prose::Role;
use crate::source::ReadError;
use tables::Tables;

/// What was read of a part.
#[derive(Debug, Default)]
pub(crate) struct Story {
    pub(super) paragraphs: Vec<Paragraph>,
    /// What refers to a note or a comment: sort, identifier, the run that it stands in.
    pub(super) references: Vec<(Sort, String, usize)>,
    pub(crate) runs: Vec<Run>,
    pub(crate) tags: Vec<TextTag>,
    /// How the part calls what is `w:` nearly everywhere.
    pub(crate) prefix: String,
}

impl Story {
    /// The identifiers of the comments that it refers to.
    pub(crate) fn comments(&self) -> impl Iterator<Item = &str> {
        self.references.iter().filter(|(sort, ..)| *sort == Sort::Comment).map(|(_, id, _)| id.as_str())
    }
}

/// What is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Footnote,
    Endnote,
    Comment,
}

/// A field: what stands between its begin and its separator is an instruction.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    start: usize,
    shows: bool,
}

/// A part being read.
struct Reader<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    /// Whether it is kept where each character stands.
    traced: bool,
    story: Story,
    /// Innermost last: a text box stands in a paragraph.
    open: Vec<Open>,
    /// A paragraph whose mark is deleted.
    goes_on: Option<Open>,
    runs: Vec<OpenRun>,
    /// The run around each text box.
    boxes: Vec<usize>,
    tables: Tables,
    fields: Vec<Field>,
    /// Whether one of the alternatives was taken.
    alternatives: Vec<bool>,
    links: Vec<(usize, String)>,
    entry: Option<Entry>,
    begun: HashSet<String>,
    /// How deep in an element that is left out.
    skipped: usize,
    paragraph_properties: bool,
    run_properties: bool,
    row_properties: bool,
    text: bool,
    instruction: bool,
    counts: Counts,
}

/// How many there are up to here.
#[derive(Default)]
struct Counts {
    paragraphs: usize,
    boxes: usize,
    images: usize,
}

#[derive(Clone, Copy, Default)]
struct OpenRun {
    index: usize,
    hidden: bool,
    code: bool,
}

/// Reads a part. `traced`: where each character stands is kept, too.
pub(super) fn read(part: &str, text: &str, styles: &Styles, traced: bool) -> Result<Story, ReadError> {
    let mut reader = Reader {
        xml: Xml::new(part, text),
        styles,
        traced,
        story: Story::default(),
        open: Vec::new(),
        goes_on: None,
        runs: Vec::new(),
        boxes: Vec::new(),
        tables: Tables::default(),
        fields: Vec::new(),
        alternatives: Vec::new(),
        links: Vec::new(),
        entry: None,
        begun: HashSet::new(),
        skipped: 0,
        paragraph_properties: false,
        run_properties: false,
        row_properties: false,
        text: false,
        instruction: false,
        counts: Counts::default(),
    };
    while let Some(node) = reader.xml.next()? {
        match node {
            Node::Start(_) if reader.skipped > 0 => reader.skipped += 1,
            Node::End(_) if reader.skipped > 0 => reader.skipped -= 1,
            Node::Start(tag) => reader.start(&tag),
            Node::End(name) => reader.end(&name),
            Node::Text(text) => reader.words(text),
            Node::Read(text) => reader.words(&text),
        }
    }
    reader.flush_going_on();
    reader.story.prefix = reader.xml.prefix("w");
    Ok(reader.story)
}

impl Reader<'_> {
    /// The run at hand, and whether its text is to be seen.
    fn run(&self) -> (usize, bool) {
        let run = self.runs.last().copied().unwrap_or_default();
        (run.index, !run.hidden && self.fields.iter().all(|field| field.shows))
    }

    fn words(&mut self, text: &str) {
        let (run, shown) = self.run();
        if self.skipped > 0 {
            return;
        }
        if self.instruction
            && let Some(field) = self.fields.last_mut().filter(|field| field.instruction.len() < 10_000)
        {
            field.instruction.push_str(text);
        }
        if !self.text || !shown {
            return;
        }
        let (span, tag) = (self.xml.span(), self.story.tags.len().checked_sub(1));
        let code = self.runs.last().is_some_and(|run| run.code);
        if let Some(open) = self.open.last_mut() {
            if code {
                open.object(&span, run, tag, self.traced);
            } else {
                open.push(text, &span, run, tag, self.traced);
            }
        }
    }

    /// An element that stands for a character or a few.
    fn stand(&mut self, text: &str) {
        let (run, shown) = self.run();
        let is_text = !self.runs.is_empty() && !self.paragraph_properties && !self.run_properties;
        if let Some(open) = self.open.last_mut().filter(|_| shown && is_text) {
            open.push(text, &self.xml.span(), run, None, self.traced);
        }
    }

    /// A thing in the line; the run around it is what can be marked.
    fn object(&mut self) {
        let (run, shown) = self.run();
        let span = self.story.runs.get(run).map_or(0..0, |run| run.start as usize..run.start as usize);
        if let Some(open) = self.open.last_mut().filter(|_| shown) {
            open.object(&span, run, None, self.traced);
        }
    }

    /// What is said of an image: a paragraph of its own.
    fn aside(&mut self, said: Option<String>) {
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

    fn begin_paragraph(&mut self) {
        let before = if self.open.is_empty() { self.goes_on.take() } else { None };
        let mut open = before.unwrap_or_default();
        (open.goes_on, open.role, open.quoted, open.code) = (false, None, false, false);
        self.open.push(open);
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.goes_on && self.open.is_empty() {
            self.goes_on = Some(open);
        } else {
            self.finish(open);
        }
    }

    /// The paragraph whose mark is deleted has nothing to go on with.
    fn flush_going_on(&mut self) {
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

    fn link(&mut self, target: Target, around: Range<usize>) {
        let around = if self.boxes.is_empty() { around } else { self.outer_run().unwrap_or(around) };
        if let Some(open) = self.open.last_mut() {
            open.links.push(Destination { target, around });
        }
    }
}
