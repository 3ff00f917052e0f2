//! The words of a document, cut once, and where each of them stands: for whoever looks for many passages in one text.

use super::Block;
use super::words::{Word, words};
use crate::keys::ByKey;

/// All words of a document by their keys.
#[derive(Debug, Clone, Default)]
pub struct Concordance {
    /// Those of all blocks, one block behind the other.
    words: Vec<Word>,
    /// For each block, where its words end.
    ends: Vec<usize>,
    /// Where in `words` a key stands, in order.
    at: ByKey,
}

impl Concordance {
    /// That of blocks that were read from the text `source`.
    pub(super) fn of(blocks: &[Block], source: &str) -> Self {
        let mut all = Self::default();
        let mut run = Vec::new();
        for block in blocks {
            words(block.text(source), &mut run);
            all.words.extend_from_slice(&run);
            all.ends.push(all.words.len());
        }
        for (at, word) in all.words.iter().enumerate() {
            all.at.entry(word.key).or_default().push(at as u32);
        }
        all
    }

    /// The words of each block.
    pub fn blocks(&self) -> impl Iterator<Item = &[Word]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.words[start..end])
    }

    /// Wherever words of these keys stand in this order in one block, from the first place on: which block, and the words.
    pub fn runs(&self, wanted: &[u64]) -> impl Iterator<Item = (usize, &[Word])> {
        let standing = |key: &u64| self.at.get(key).map_or(&[][..], Vec::as_slice);
        // The rarest word leaves the fewest places to look at.
        let (before, places) = wanted.iter().map(standing).enumerate().min_by_key(|(_, places)| places.len()).unwrap_or_default();
        places.iter().filter_map(move |&place| {
            let start = (place as usize).checked_sub(before)?;
            let block = self.ends.partition_point(|&end| end <= start);
            let run = self.words.get(start..start + wanted.len()).filter(|_| start + wanted.len() <= self.ends[block])?;
            run.iter().zip(wanted).all(|(word, &key)| word.key == key).then_some((block, run))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;
    use crate::prose::Role;

    fn keys(text: &str) -> Vec<u64> {
        text.split(' ').map(fold::key).collect()
    }

    #[test]
    fn runs_stand_in_one_block_and_come_in_order() {
        let text = "a b a b c|a b|c";
        let parts = [0..9, 10..13, 14..15, 15..15];
        let found = Concordance::of(&parts.map(|range| Block::plain(Role::Paragraph, range)), text);
        let places = |wanted: &str| -> Vec<(usize, u32)> { found.runs(&keys(wanted)).map(|(block, run)| (block, run[0].start)).collect() };
        assert_eq!(places("a b"), [(0, 0), (0, 4), (1, 0)]);
        assert_eq!(places("b c"), [(0, 6)], "not from one block into the next");
        assert_eq!(places("c"), [(0, 8), (2, 0)]);
        assert_eq!(places("a b x"), []);
        assert_eq!(found.runs(&[]).count(), 0);
        assert_eq!(found.blocks().map(<[Word]>::len).collect::<Vec<_>>(), [5, 2, 1, 0]);
    }
}
