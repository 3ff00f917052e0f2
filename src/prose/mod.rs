//! The text of a draft as a reader sees it, with a map back to the draft's bytes.
//!
//! A format turns a file into a [`Document`]: blocks (paragraphs, headings, items, cells) of prose, in the order of the file. A check reads
//! one block at a time through a [`Passage`](passage::Passage), which finds words, sentences and quotations in it when they are asked for.

pub(crate) mod bits;
pub mod builder;
mod concordance;
pub mod fold;
pub mod passage;
pub mod quotation;
pub mod sentence;
pub mod words;
mod writing;

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

pub use concordance::Concordance;
pub use writing::Writing;

/// What a block is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Paragraph,
    /// A heading or a title: one sentence, often without verb or full stop.
    Heading,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
}

/// A stretch of prose that stands as it is in the file, or that stands for something there.
///
/// From `prose` (bytes of the block's text) up to the next segment, the text is the file's from `source` on. Where `atom` is not zero the
/// stretch is not the file's own bytes (`&amp;` read as `&`, a code span read as one mark): it stands as a whole for `atom` bytes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where the stretch begins in the block's text, in bytes.
    pub prose: u32,
    /// Where it begins in the file, in bytes.
    pub source: u32,
    /// 0, or the number of bytes of the file that the whole stretch stands for.
    pub atom: u32,
}

/// What stands in prose for something that is no prose: a code span, an image, a formula. It is no word, space or punctuation.
pub const OBJECT: char = '\u{fffc}';

/// A paragraph or the like: prose with its map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Whether it stands in a block quote.
    pub quoted: bool,
    /// How other words are written in its place.
    pub writing: Writing,
    text: Text,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Text {
    /// The file's own bytes.
    Plain(Range<usize>),
    /// Put together from pieces.
    Mapped { text: String, segments: Vec<Segment> },
}

impl Block {
    /// A block that is the file's own bytes `range`.
    pub fn plain(role: Role, range: Range<usize>) -> Self {
        Self { role, quoted: false, writing: Writing::Free, text: Text::Plain(range) }
    }

    /// A block put together from pieces; `segments` are sorted, and the first begins at 0.
    pub fn mapped(role: Role, quoted: bool, text: String, segments: Vec<Segment>) -> Self {
        debug_assert!(text.is_empty() || segments.first().is_some_and(|first| first.prose == 0));
        Self { role, quoted, writing: Writing::Free, text: Text::Mapped { text, segments } }
    }

    /// The same in a place where words are written in a way of their own.
    #[must_use]
    pub fn written(self, writing: Writing) -> Self {
        Self { writing, ..self }
    }

    /// The prose; `source` is the text of the file that the block was read from.
    pub fn text<'a>(&'a self, source: &'a str) -> &'a str {
        match &self.text {
            Text::Plain(range) => &source[range.clone()],
            Text::Mapped { text, .. } => text,
        }
    }

    /// Whether it is put together from pieces, and not simply a stretch of the file.
    pub fn is_mapped(&self) -> bool {
        matches!(self.text, Text::Mapped { .. })
    }

    /// Where it begins in the file, in bytes.
    pub fn start(&self) -> usize {
        match &self.text {
            Text::Plain(range) => range.start,
            Text::Mapped { segments, .. } => segments.iter().map(|segment| segment.source as usize).min().unwrap_or(0),
        }
    }

    /// Hashes all that a check can see of it, wherever in its file it stands; `source` is the text of that file.
    pub fn hash_content(&self, source: &str, state: &mut impl Hasher) {
        (self.role as u8, self.quoted, self.writing).hash(state);
        match &self.text {
            Text::Plain(range) => source[range.clone()].hash(state),
            Text::Mapped { text, segments } => {
                let start = self.start();
                text.hash(state);
                segments.iter().for_each(|segment| (segment.prose, segment.source as usize - start, segment.atom).hash(state));
                // The markup between the pieces, and what stands right around them.
                let end = self.to_source(0..text.len()).end;
                source.as_bytes()[start.saturating_sub(1)..(end + 1).min(source.len())].hash(state);
            }
        }
    }

    /// The block as it stands in the file, where it was read from the text of `outer`, which is `source`: a string of a data file that
    /// holds Markdown.
    pub fn within(&self, outer: &Block, source: &str) -> Block {
        let mut segments = Vec::new();
        let text = match &self.text {
            Text::Plain(range) => {
                outer.add_segments(range.clone(), 0, &mut segments);
                source[range.clone()].to_owned()
            }
            Text::Mapped { text, segments: inner } => {
                for (index, segment) in inner.iter().enumerate() {
                    let end = inner.get(index + 1).map_or(text.len(), |next| next.prose as usize);
                    let (prose, start) = (segment.prose as usize, segment.source as usize);
                    if segment.atom == 0 {
                        outer.add_segments(start..start + (end - prose), prose, &mut segments);
                    } else {
                        let place = outer.to_source(start..start + segment.atom as usize);
                        segments.push(Segment { prose: segment.prose, source: place.start as u32, atom: place.len() as u32 });
                    }
                }
                text.clone()
            }
        };
        Block { quoted: self.quoted || outer.quoted, writing: outer.writing, ..Self::mapped(self.role, false, text, segments) }
    }

    /// Adds the stretches that a range of this block's text is made of; they are the prose of another block from `at` on.
    fn add_segments(&self, range: Range<usize>, at: usize, segments: &mut Vec<Segment>) {
        let Text::Mapped { segments: own, .. } = &self.text else {
            return segments.push(Segment { prose: at as u32, source: self.to_source(range).start as u32, atom: 0 });
        };
        let first = own.partition_point(|segment| segment.prose as usize <= range.start).saturating_sub(1);
        for segment in own[first..].iter().take_while(|segment| (segment.prose as usize) < range.end) {
            let from = range.start.max(segment.prose as usize);
            let place = segment.source(from);
            segments.push(Segment { prose: (at + from - range.start) as u32, source: place.start as u32, atom: segment.atom });
        }
    }

    /// The bytes of the file from the first to the last that a range of prose stands for. An empty range stays empty.
    pub fn to_source(&self, prose: Range<usize>) -> Range<usize> {
        match &self.text {
            Text::Plain(range) => range.start + prose.start..range.start + prose.end,
            Text::Mapped { text, segments } => {
                let Some(start) = at(segments, prose.start) else { return 0..0 };
                let first = start.source(prose.start).start;
                if prose.is_empty() {
                    return first..first;
                }
                // The last byte's stretch, so that markup behind the range stays outside of it.
                let last = at(segments, prose.end - 1).unwrap_or(start);
                debug_assert!(prose.end <= text.len());
                first..last.source(prose.end - 1).end.max(first)
            }
        }
    }

    /// The prose that stands for bytes of the file, if all of them are the block's; the inverse of [`to_source`](Self::to_source).
    pub fn to_prose(&self, source: Range<usize>) -> Option<Range<usize>> {
        match &self.text {
            Text::Plain(own) => {
                let inside = own.start <= source.start && source.end <= own.end;
                inside.then(|| source.start - own.start..source.end - own.start)
            }
            Text::Mapped { text, segments } => {
                let start = prose_at(text, segments, source.start)?;
                if source.is_empty() {
                    return Some(start.start..start.start);
                }
                Some(start.start..prose_at(text, segments, source.end - 1)?.end.max(start.start))
            }
        }
    }

    /// The pieces of the file that a range of prose stands for, markup between them left out.
    pub fn pieces(&self, prose: Range<usize>) -> Vec<Range<usize>> {
        match &self.text {
            Text::Plain(_) => vec![self.to_source(prose)],
            Text::Mapped { segments, .. } => {
                let mut pieces: Vec<Range<usize>> = Vec::new();
                let mut from = prose.start;
                while from < prose.end {
                    let next = segments.partition_point(|segment| segment.prose as usize <= from);
                    let until = segments.get(next).map_or(prose.end, |segment| prose.end.min(segment.prose as usize));
                    let piece = self.to_source(from..until);
                    match pieces.last_mut() {
                        Some(last) if last.end == piece.start => last.end = piece.end,
                        _ => pieces.push(piece),
                    }
                    from = until;
                }
                pieces
            }
        }
    }
}

/// The bytes of prose that stand for a byte of the file: one, or all that an atom stands for.
fn prose_at(text: &str, segments: &[Segment], source: usize) -> Option<Range<usize>> {
    segments.iter().enumerate().find_map(|(index, segment)| {
        let end = segments.get(index + 1).map_or(text.len(), |next| next.prose as usize);
        let (prose, from) = (segment.prose as usize, segment.source as usize);
        match segment.atom as usize {
            0 => (from..from + end - prose).contains(&source).then(|| prose + source - from..prose + source - from + 1),
            atom => (from..from + atom).contains(&source).then_some(prose..end),
        }
    })
}

fn at(segments: &[Segment], prose: usize) -> Option<&Segment> {
    let next = segments.partition_point(|segment| segment.prose as usize <= prose);
    segments.get(next.saturating_sub(1))
}

impl Segment {
    /// The file's bytes for the one byte of prose at `prose`.
    fn source(&self, prose: usize) -> Range<usize> {
        let start = self.source as usize;
        if self.atom > 0 {
            return start..start + self.atom as usize;
        }
        let at = start + (prose - self.prose as usize);
        at..at + 1
    }
}

/// A destination that no reader sees, as of a Markdown link: read by the kind `domain` alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the file, half-open.
    pub span: Range<usize>,
}

/// A comment of the format, where directives stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The bytes of the whole comment, marks included.
    pub span: Range<usize>,
    /// The bytes of what it says.
    pub body: Range<usize>,
}

/// A file as its format reads it. Blocks, links and comments are in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The prose.
    pub blocks: Vec<Block>,
    /// Destinations that stand in no prose.
    pub links: Vec<Link>,
    /// Where directives may stand.
    pub comments: Vec<Comment>,
    /// Made when it is first asked for: of a source with thousands of pieces of evidence, and of no draft.
    pub(crate) concordance: OnceLock<Concordance>,
}

impl Document {
    /// The same, blocks and links in the order of the file: formats meet footnotes, captions and titles out of it.
    #[must_use]
    pub(crate) fn in_order(mut self) -> Self {
        self.blocks.sort_by_key(|block| block.to_source(0..0).start);
        self.links.sort_by_key(|link| link.span.start);
        self
    }

    /// Where each word stands; `source` is the text of the file that the document was read from.
    pub fn concordance(&self, source: &str) -> &Concordance {
        self.concordance.get_or_init(|| Concordance::of(&self.blocks, source))
    }

    /// The same blocks of a text that has changed within them.
    #[must_use]
    pub(crate) fn of_changed_text(self) -> Self {
        Self { concordance: OnceLock::new(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Isaac **Stei**del &amp; co`, as Markdown reads it.
    fn emphasis() -> Block {
        let segments = vec![
            Segment { prose: 0, source: 0, atom: 0 },
            Segment { prose: 6, source: 8, atom: 0 },
            Segment { prose: 10, source: 14, atom: 0 },
            Segment { prose: 14, source: 18, atom: 5 },
            Segment { prose: 15, source: 23, atom: 0 },
        ];
        Block::mapped(Role::Paragraph, false, "Isaac Steidel & co".into(), segments)
    }

    #[test]
    fn a_span_over_markup_maps_to_the_bytes_from_its_first_to_its_last_character() {
        let block = emphasis();
        assert_eq!(block.to_source(6..13), 8..17);
        assert_eq!(block.to_source(0..5), 0..5);
        assert_eq!(block.to_source(14..15), 18..23);
        assert_eq!(block.to_source(14..18), 18..26);
    }

    #[test]
    fn bytes_of_the_file_map_back_to_their_prose() {
        let block = emphasis();
        for prose in [6..13, 0..5, 14..15, 14..18, 6..6] {
            assert_eq!(block.to_prose(block.to_source(prose.clone())), Some(prose));
        }
        assert_eq!(block.to_prose(20..21), Some(14..15));
        assert_eq!(block.to_prose(6..7), None, "markup");
        assert_eq!(Block::plain(Role::Item, 3..9).to_prose(4..6), Some(1..3));
        assert_eq!(Block::plain(Role::Item, 3..9).to_prose(1..6), None);
    }

    #[test]
    fn a_block_inside_of_another_leads_to_the_file() {
        // `"x \u00e9t\u00e9"` in a file, from its fourth byte on; and inside of that the words `é*t*&eacute;`, as some format has it.
        let source = "x été";
        let outer = Block {
            writing: Writing::Escaped,
            ..Block::mapped(
                Role::Paragraph,
                false,
                source.into(),
                vec![
                    Segment { prose: 0, source: 4, atom: 0 },
                    Segment { prose: 2, source: 6, atom: 6 },
                    Segment { prose: 4, source: 12, atom: 0 },
                    Segment { prose: 5, source: 13, atom: 6 },
                ],
            )
        };
        let plain = Block::plain(Role::Item, 2..7).within(&outer, source);
        assert_eq!((plain.text(""), plain.writing, plain.role), ("été", Writing::Escaped, Role::Item));
        assert_eq!((plain.to_source(0..5), plain.to_source(2..3), plain.pieces(0..5).len()), (6..19, 12..13, 1));
        let inner = vec![
            Segment { prose: 0, source: 0, atom: 0 },
            Segment { prose: 1, source: 1, atom: 1 },
            Segment { prose: 2, source: 4, atom: 3 },
        ];
        let mapped = Block::mapped(Role::Cell, true, "x\nT".into(), inner).within(&outer, source);
        assert_eq!((mapped.to_source(0..1), mapped.to_source(1..2), mapped.to_source(2..3)), (4..5, 5..6, 12..19));
        assert!(mapped.quoted);
    }

    #[test]
    fn pieces_leave_markup_out() {
        assert_eq!(emphasis().pieces(6..13), [8..12, 14..17]);
        assert_eq!(emphasis().pieces(0..3), vec![0..3]);
    }
}
