//! One part of a document that holds text, as its paragraphs: the text as it will be once all changes are accepted.

mod blocks;
mod element;
mod tables;

use std::collections::HashSet;

use super::paragraph::{Entry, Open, Paragraph, Run, TextTag};
use super::styles::Styles;
use crate::format::packed::xml::{Node, Xml};
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
    /// How many of them are at their instruction.
    instructions: usize,
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
    /// How many elements are open in a text element; 0 where none is.
    text: usize,
    /// The text element stands right in its run.
    direct_text: bool,
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
    /// How many elements are open with it.
    depth: usize,
    /// Its properties are being read.
    head: bool,
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
        instructions: 0,
        alternatives: Vec::new(),
        links: Vec::new(),
        entry: None,
        begun: HashSet::new(),
        skipped: 0,
        paragraph_properties: false,
        run_properties: false,
        row_properties: false,
        text: 0,
        direct_text: false,
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
        (run.index, !run.hidden && self.instructions == 0)
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
        if self.text != self.xml.depth() || !shown {
            return;
        }
        let (span, tag) = if self.direct_text { (self.xml.span(), self.story.tags.len().checked_sub(1)) } else { self.whole_run(run) };
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
        let span = if self.is_direct() { self.xml.span() } else { self.whole_run(run).0 };
        if let Some(open) = self.open.last_mut().filter(|_| shown && is_text) {
            open.push(text, &span, run, None, self.traced);
        }
    }

    /// Whether the element that has just begun stands right in its run, so that the run can be split there.
    fn is_direct(&self) -> bool {
        self.runs.last().is_some_and(|run| run.depth + 1 == self.xml.depth())
    }

    /// Where a thing stands that only its whole run can be marked for.
    fn whole_run(&self, run: usize) -> (std::ops::Range<usize>, Option<usize>) {
        (self.story.runs.get(run).map_or(0..0, |run| run.start as usize..run.start as usize), None)
    }

    /// A thing in the line; the run around it is what can be marked.
    fn object(&mut self) {
        let (run, shown) = self.run();
        let (span, _) = self.whole_run(run);
        if let Some(open) = self.open.last_mut().filter(|_| shown) {
            open.object(&span, run, None, self.traced);
        }
    }
}
