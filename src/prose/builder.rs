//! Pieces of a file → one block of prose with its map.
//!
//! A format that meets markup puts each stretch of text in with [`Builder::copy`], or with [`Builder::stand`] where prose stands for other
//! bytes (`&` for `&amp;`), and leaves out what no reader sees. Stretches that follow each other in the file become one.

use std::ops::Range;

use super::{Block, Role, Segment};

/// A block in the making.
#[derive(Debug, Default)]
pub struct Builder {
    text: String,
    segments: Vec<Segment>,
}

impl Builder {
    /// Adds the file's own bytes. White space at the start of a block is left out.
    pub fn copy(&mut self, source: &str, mut range: Range<usize>) {
        if self.text.is_empty() {
            let slice = &source[range.clone()];
            range.start += slice.len() - slice.trim_start().len();
        }
        if range.is_empty() {
            return;
        }
        let goes_on = self
            .segments
            .last()
            .is_some_and(|last| last.atom == 0 && last.source as usize + self.text.len() - last.prose as usize == range.start);
        if !goes_on {
            self.segments.push(Segment { prose: self.text.len() as u32, source: range.start as u32, atom: 0 });
        }
        self.text.push_str(&source[range]);
    }

    /// Adds prose that stands for other bytes of the file, as a whole.
    pub fn stand(&mut self, prose: &str, range: Range<usize>) {
        let leading = self.text.is_empty() && prose.trim_start().is_empty();
        if leading || prose.is_empty() || range.is_empty() {
            return;
        }
        self.segments.push(Segment { prose: self.text.len() as u32, source: range.start as u32, atom: range.len() as u32 });
        self.text.push_str(prose);
    }

    /// The prose so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The finished block, without white space at its end; none where it has no letter or digit. The builder is empty then.
    pub fn finish(&mut self, role: Role, quoted: bool) -> Option<Block> {
        let text = self.text.trim_end();
        let kept = self.segments.partition_point(|segment| (segment.prose as usize) < text.len());
        let block = text.chars().any(char::is_alphanumeric).then(|| match self.segments[..kept] {
            [Segment { prose: _, source, atom: 0 }] => {
                let start = source as usize;
                Block { quoted, ..Block::plain(role, start..start + text.len()) }
            }
            ref segments => Block::mapped(role, quoted, text.to_owned(), segments.to_vec()),
        });
        // Its memory is used again: there are many small blocks.
        self.text.clear();
        self.segments.clear();
        block
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_follow_each_other_are_the_files_own_bytes() {
        let source = "  un\ndeux  ";
        let mut builder = Builder::default();
        builder.copy(source, 0..5);
        builder.copy(source, 5..11);
        assert_eq!(builder.finish(Role::Paragraph, false), Some(Block::plain(Role::Paragraph, 2..9)));
        assert_eq!(builder.finish(Role::Paragraph, false), None);
    }

    #[test]
    fn what_stands_for_other_bytes_maps_as_a_whole_and_white_space_at_the_ends_is_left_out() {
        let source = "<b> a</b>&nbsp;b&amp; ";
        let mut builder = Builder::default();
        builder.copy(source, 3..5);
        builder.stand("\u{a0}", 9..15);
        builder.copy(source, 15..16);
        builder.stand("&", 16..21);
        builder.stand("\n", 21..22);
        let block = builder.finish(Role::Cell, true).expect("there is text");
        assert_eq!((block.text(source), block.quoted), ("a\u{a0}b&", true));
        assert_eq!(block.pieces(0..block.text(source).len()), [4..5, 9..21]);
        assert_eq!(block.to_source(1..3), 9..15);
    }

    #[test]
    fn a_block_without_a_word_is_none() {
        let mut builder = Builder::default();
        builder.stand("\u{fffc}", 0..3);
        assert_eq!(builder.finish(Role::Paragraph, false), None);
    }
}
