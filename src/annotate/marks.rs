//! Marks in the main part: where a comment begins and ends. A run is split where the words begin or end inside of it; both halves look alike.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::format::docx::{Anatomy, Anchor, Piece};

/// What is put in at one place, in this order.
#[derive(Debug, Default)]
struct Insertion {
    /// Ends what is split.
    close: String,
    ends: String,
    starts: String,
    /// Begins it anew.
    open: String,
}

/// Where a mark goes, and what is split for it.
enum Cut {
    /// Between runs.
    Between(usize),
    /// Between the elements of a run.
    Run(usize, usize),
    /// Inside the text of a text element of a run.
    Text(usize, usize, usize),
}

/// The marks of all comments.
pub(super) struct Marks<'a> {
    anatomy: &'a Anatomy,
    insertions: BTreeMap<usize, Insertion>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(anatomy: &'a Anatomy) -> Self {
        Self { anatomy, insertions: BTreeMap::new() }
    }

    /// Marks words; whether the mark is right at them.
    pub(super) fn add(&mut self, id: u64, span: &Range<usize>) -> bool {
        let spots = &self.anatomy.spots;
        let next = spots.partition_point(|spot| spot.text.start <= span.start);
        let spot = next.checked_sub(1).and_then(|at| spots.get(at)).filter(|spot| span.start < spot.text.end);
        match spot.map(|spot| (&spot.anchor, &spot.text)) {
            Some((Anchor::Words(pieces, lead), text)) => {
                let start = span.start - text.start + lead;
                let end = span.end.clamp(span.start, text.end) - text.start + lead;
                if start < end
                    && let Some((start, end)) = self.start(pieces, start).zip(self.end(pieces, end))
                {
                    self.range(id, &start, &end);
                    return true;
                }
                self.point(id);
            }
            Some((Anchor::Around(around), _)) if !around.is_empty() => {
                self.range(id, &Cut::Between(around.start), &Cut::Between(around.end));
            }
            _ => self.point(id),
        }
        false
    }

    /// The main part with all marks.
    pub(super) fn written(&self) -> String {
        let xml = &self.anatomy.xml;
        let mut written = String::with_capacity(xml.len() + 200 * self.insertions.len());
        let mut from = 0;
        for (&at, Insertion { close, ends, starts, open }) in &self.insertions {
            written.push_str(&xml[from..at]);
            [close, ends, starts, open].into_iter().for_each(|text| written.push_str(text));
            from = at;
        }
        written.push_str(&xml[from..]);
        written
    }

    /// Before a byte of a paragraph's text.
    fn start(&self, pieces: &[Piece], at: usize) -> Option<Cut> {
        let piece = piece(pieces, at)?;
        let (index, run) = self.run(piece)?;
        let Some(tag) = piece.tag() else {
            let here = piece.xml as usize;
            let first = piece.xml == run.head_end || piece.xml == run.start;
            return Some(if first { Cut::Between(run.start as usize) } else { Cut::Run(here, index) });
        };
        let text = self.anatomy.story.tags.get(tag)?;
        let into = if piece.xml_len == piece.len { at - piece.at as usize } else { 0 };
        let here = piece.xml as usize + into;
        Some(match () {
            () if here != text.tag_end as usize => Cut::Text(here, index, tag),
            () if text.start == run.head_end => Cut::Between(run.start as usize),
            () => Cut::Run(text.start as usize, index),
        })
    }

    /// Behind the last of the bytes before `at`.
    fn end(&self, pieces: &[Piece], at: usize) -> Option<Cut> {
        let piece = piece(pieces, at.checked_sub(1)?)?;
        let (index, run) = self.run(piece)?;
        let Some(tag) = piece.tag() else {
            let here = (piece.xml + piece.xml_len) as usize;
            let last = piece.xml_len == 0 || here == run.content_end as usize;
            return Some(if last { Cut::Between(run.end as usize) } else { Cut::Run(here, index) });
        };
        let text = self.anatomy.story.tags.get(tag)?;
        let into = if piece.xml_len == piece.len { at - piece.at as usize } else { piece.xml_len as usize };
        let here = piece.xml as usize + into;
        Some(match () {
            () if here != text.content_end as usize => Cut::Text(here, index, tag),
            () if text.end == run.content_end => Cut::Between(run.end as usize),
            () => Cut::Run(text.end as usize, index),
        })
    }

    fn run(&self, piece: &Piece) -> Option<(usize, &'a crate::format::docx::Run)> {
        let index = piece.run as usize;
        self.anatomy.story.runs.get(index).map(|run| (index, run))
    }

    fn range(&mut self, id: u64, start: &Cut, end: &Cut) {
        let prefix = self.anatomy.story.prefix.as_str();
        self.split(start).starts.push_str(&format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>"));
        let ending = format!("<{prefix}commentRangeEnd {prefix}id=\"{id}\"/>{}", reference(prefix, id));
        self.split(end).ends.push_str(&ending);
    }

    /// A comment on the document: at its first run, or in a paragraph of its own.
    fn point(&mut self, id: u64) {
        let prefix = self.anatomy.story.prefix.as_str();
        let reference = reference(prefix, id);
        if let Some(first) = self.anatomy.story.runs.first() {
            self.split(&Cut::Between(first.start as usize)).starts.push_str(&reference);
            return;
        }
        let xml = &self.anatomy.xml;
        let body = format!("<{prefix}body>");
        if let Some(at) = xml.find(&body) {
            let paragraph = format!("<{prefix}p>{reference}</{prefix}p>");
            self.split(&Cut::Between(at + body.len())).starts.push_str(&paragraph);
        }
    }

    /// The place of a mark, with what is split there.
    fn split(&mut self, cut: &Cut) -> &mut Insertion {
        let (xml, story) = (self.anatomy.xml.as_str(), &self.anatomy.story);
        let prefix = story.prefix.as_str();
        let head = |run: usize| story.runs.get(run).map_or("", |run| &xml[run.start as usize..run.head_end as usize]);
        let (at, close, open) = match *cut {
            Cut::Between(at) => (at, String::new(), String::new()),
            Cut::Run(at, run) => (at, format!("</{prefix}r>"), head(run).to_owned()),
            Cut::Text(at, run, tag) => {
                self.keep_spaces(tag);
                let open = format!("{}<{prefix}t xml:space=\"preserve\">", head(run));
                (at, format!("</{prefix}t></{prefix}r>"), open)
            }
        };
        let insertion = self.insertions.entry(at).or_default();
        (insertion.close, insertion.open) = (close, open);
        insertion
    }

    /// The words at the end of the first half may be white space now.
    fn keep_spaces(&mut self, tag: usize) {
        let Some(tag) = self.anatomy.story.tags.get(tag) else { return };
        let start = &self.anatomy.xml[tag.start as usize..tag.tag_end as usize];
        if !start.contains("xml:space") && start.ends_with('>') {
            self.insertions.entry(tag.tag_end as usize - 1).or_default().open = " xml:space=\"preserve\"".to_owned();
        }
    }
}

fn reference(prefix: &str, id: u64) -> String {
    format!("<{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>")
}

/// The stretch that holds a byte of a paragraph's text.
fn piece(pieces: &[Piece], at: usize) -> Option<&Piece> {
    let next = pieces.partition_point(|piece| piece.at as usize <= at);
    pieces.get(next.checked_sub(1)?)
}
