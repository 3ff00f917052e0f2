//! DOCX: Word, and whatever writes its format.
//!
//! In: an archive. Out: the text of its body, then of its notes, comments, headers and footers, as it will be once all tracked changes are
//! accepted. What is hidden, deleted, code of a field, or the second of two ways to draw a thing is no text.

mod paragraph;
mod parts;
mod story;
mod styles;

use std::collections::HashMap;
use std::ops::Range;

use paragraph::{Paragraph, Place, Target};
pub(crate) use paragraph::{Piece, Run};
use parts::Relations;
pub(crate) use parts::place as relations_of;
use story::{Sort, Story};
use styles::Styles;
pub(super) use styles::{Look, named};

use super::packed::Extract;
use super::packed::archive::Archive;
use crate::allow;
use crate::source::ReadError;

/// Who writes the comments of `--annotate`: they are no words of the draft.
pub(crate) const AUTHOR: &str = "factlint";

/// A document taken apart, so that its words can be marked where they stand.
#[derive(Debug)]
pub(crate) struct Anatomy {
    /// The name of the main part, and its text without byte order mark.
    pub(crate) main: String,
    pub(crate) xml: String,
    pub(crate) story: Story,
    /// Where the parts of the extracted text stand, in its order.
    pub(crate) spots: Vec<Spot>,
    /// The part that holds comments.
    pub(crate) comments: Option<String>,
}

/// Where a stretch of the extracted text stands in the main part.
#[derive(Debug)]
pub(crate) struct Spot {
    pub(crate) text: Range<usize>,
    pub(crate) anchor: Anchor,
}

/// What can be marked for words.
#[derive(Debug)]
pub(crate) enum Anchor {
    /// The words; the number of bytes that the paragraph has before the stretch.
    Words(Vec<Piece>, usize),
    /// Bytes of the main part that hold the words, or refer to what holds them.
    Around(Range<usize>),
    /// Nothing there: the words are in a header, say.
    Nowhere,
}

/// Takes the text out of a document.
pub(super) fn unpack(bytes: &[u8], extract: &mut Extract) -> Result<(), ReadError> {
    take_apart(bytes, extract, false).map(drop)
}

/// The same, and where each word stands.
pub(crate) fn dissect(bytes: &[u8], extract: &mut Extract) -> Result<Anatomy, ReadError> {
    take_apart(bytes, extract, true)
}

fn take_apart(bytes: &[u8], extract: &mut Extract, traced: bool) -> Result<Anatomy, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let main = parts::main(&mut archive)?;
    let xml = archive.needed_text(&main)?;
    let relations = Relations::of(&mut archive, &main)?;
    let styles = match relations.of_sort("styles").first() {
        Some(part) => Styles::read(&mut archive, part)?,
        None => Styles::default(),
    };
    let mut story = story::read(&main, &xml, &styles, traced)?;
    let comments = relations.of_sort("comments").first().map(|&part| part.to_owned());
    let said = match &comments {
        Some(part) => entries(&mut archive, part, &styles)?,
        None => Vec::new(),
    };
    let mut writer = Writer { extract, spots: Vec::new() };
    writer.body(&mut story, &by_id(&said), &relations);
    for (sort, kind, name) in [(Sort::Footnote, "footnotes", "footnote"), (Sort::Endnote, "endnotes", "endnote")] {
        let anchors = anchors(&story, sort);
        for part in relations.of_sort(kind) {
            let own = Relations::of(&mut archive, part)?;
            writer.notes(&entries(&mut archive, part, &styles)?, &anchors, name, &own);
        }
    }
    let words: Vec<Paragraph> = said.into_iter().filter(is_prose).collect();
    writer.notes(&words, &anchors(&story, Sort::Comment), "comment", &relations);
    for name in ["header", "footer"] {
        for part in relations.of_sort(name) {
            let own = Relations::of(&mut archive, part)?;
            writer.notes(&entries(&mut archive, part, &styles)?, &HashMap::new(), name, &own);
        }
    }
    let mut spots = writer.spots;
    for spot in &mut spots {
        if let Anchor::Around(around) = &mut spot.anchor
            && around.start == around.end
        {
            *around = run_at(&story, around.start).map_or(around.clone(), |run| run.start as usize..run.end as usize);
        }
    }
    Ok(Anatomy { main, xml, story, spots, comments })
}

/// The run that begins there.
fn run_at(story: &Story, start: usize) -> Option<&Run> {
    let at = story.runs.partition_point(|run| (run.start as usize) < start);
    story.runs.get(at).filter(|run| run.start as usize == start)
}

/// The paragraphs of a part that holds notes, comments or the like.
fn entries(archive: &mut Archive<'_>, part: &str, styles: &Styles) -> Result<Vec<Paragraph>, ReadError> {
    let read = archive.text(part)?.map(|text| story::read(part, &text, styles, false)).transpose()?;
    Ok(read.unwrap_or_default().paragraphs)
}

fn by_id(said: &[Paragraph]) -> HashMap<&str, Vec<&Paragraph>> {
    let mut entries: HashMap<&str, Vec<&Paragraph>> = HashMap::new();
    for paragraph in said {
        if let Some(entry) = &paragraph.entry {
            entries.entry(&entry.id).or_default().push(paragraph);
        }
    }
    entries
}

/// Which number each note has, as readers count them, and the run that refers to it.
fn anchors(story: &Story, sort: Sort) -> HashMap<&str, (usize, Range<usize>)> {
    let mut anchors = HashMap::new();
    for (_, id, run) in story.references.iter().filter(|(kind, _, _)| *kind == sort) {
        let number = anchors.len() + 1;
        let around = story.runs.get(*run).map_or(0..0, |run| run.start as usize..run.end as usize);
        anchors.entry(id.as_str()).or_insert((number, around));
    }
    anchors
}

/// A comment of a person that is no directive.
fn is_prose(comment: &Paragraph) -> bool {
    comment.entry.as_ref().is_none_or(|entry| entry.author != AUTHOR) && allow::directive(&comment.text).is_none()
}

/// The extracted text in the making.
struct Writer<'w> {
    extract: &'w mut Extract,
    spots: Vec<Spot>,
}

impl Writer<'_> {
    fn body(&mut self, story: &mut Story, said: &HashMap<&str, Vec<&Paragraph>>, relations: &Relations) {
        for paragraph in &mut story.paragraphs {
            self.extract.at(place(&paragraph.place));
            for id in &paragraph.comments {
                self.directives(said.get(id.as_str()).map_or(&[], Vec::as_slice));
            }
            let pieces = std::mem::take(&mut paragraph.pieces);
            let anchor = match &paragraph.around {
                Some(around) => Anchor::Around(around.clone()),
                None => Anchor::Words(pieces, paragraph.text.len() - paragraph.text.trim_start().len()),
            };
            self.paragraph(paragraph, anchor, None, relations);
        }
    }

    /// What a comment silences is the paragraph in which it begins: the block behind it.
    fn directives(&mut self, comment: &[&Paragraph]) {
        for said in comment {
            if allow::directive(&said.text).is_some() {
                self.extract.comment(&said.text);
            }
        }
    }

    /// The paragraphs of another part. `anchors` are the numbers of its entries, and the bytes of what refers to them.
    fn notes(&mut self, paragraphs: &[Paragraph], anchors: &HashMap<&str, (usize, Range<usize>)>, name: &str, relations: &Relations) {
        for paragraph in paragraphs {
            let found = paragraph.entry.as_ref().and_then(|entry| anchors.get(entry.id.as_str()));
            self.extract.at(found.map_or_else(|| name.to_owned(), |(number, _)| format!("{name} {number}")));
            let around = found.map(|(_, around)| around.clone());
            let anchor = || around.clone().map_or(Anchor::Nowhere, Anchor::Around);
            self.paragraph(paragraph, anchor(), Some(&anchor), relations);
        }
    }

    /// Adds a paragraph and its links; `outer` is what can be marked for the latter, where they are in another part.
    fn paragraph(&mut self, paragraph: &Paragraph, anchor: Anchor, outer: Option<&dyn Fn() -> Anchor>, relations: &Relations) {
        if let Some(text) = self.extract.block(paragraph.role, paragraph.quoted, &paragraph.text) {
            self.spots.push(Spot { text, anchor });
        }
        for link in &paragraph.links {
            let target = match &link.target {
                Target::Address(target) => Some(target.as_str()),
                Target::Relation(id) => relations.target(id).filter(|(sort, _)| *sort == "hyperlink").map(|(_, target)| target),
            };
            if let Some(text) = target.and_then(|target| self.extract.link(target)) {
                let anchor = outer.map_or_else(|| Anchor::Around(link.around.clone()), |outer| outer());
                self.spots.push(Spot { text, anchor });
            }
        }
    }
}

/// A place in words.
fn place(place: &Place) -> String {
    match place {
        Place::Paragraph(number) => format!("paragraph {number}"),
        Place::Cell { table, row, column } => format!("table {table}, cell {}{row}", letters(*column)),
        Place::TextBox(number) => format!("text box {number}"),
        Place::Image(number) => format!("image {number}"),
    }
}

/// A column as spreadsheets call it: A, B, …, Z, AA.
pub(super) fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push((b'A' + (column % 26) as u8) as char);
        column /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests;
