//! The text that may be quoted, made once: its paragraphs as tokens, and where each pair of neighbouring words stands.
//!
//! A quotation is looked up by its pairs of words, so that only the few passages that share some are aligned with it, however long the
//! source is.

use std::ops::Range;

use super::token::{Sort, Token, tokens};
use super::writing::Writings;
use crate::dossier::Content;
use crate::prose::words::words;

/// Passages of a source that are aligned with one quotation at most.
const CANDIDATES: usize = 3;
/// A pair of words that stands in more places tells nothing about the place.
const COMMON: usize = 400;

/// Words that may be quoted.
pub(super) struct Index<'r> {
    pub(super) paragraphs: Vec<Paragraph<'r>>,
    /// Key of the pair, paragraph, token; sorted.
    pairs: Vec<(u64, u32, u32)>,
}

/// A paragraph of it.
pub(super) struct Paragraph<'r> {
    pub(super) text: &'r str,
    pub(super) tokens: Vec<Token>,
}

/// A stretch of a paragraph that shares words with a quotation.
pub(super) struct Candidate {
    pub(super) paragraph: usize,
    pub(super) tokens: Range<usize>,
}

impl<'r> Index<'r> {
    /// Of all paragraphs of a source.
    pub(super) fn of_source(content: &'r Content, writings: &Writings) -> Self {
        Self::new(content.document.blocks.iter().map(|block| block.text(content.file.text())), writings)
    }

    /// Of these paragraphs.
    pub(super) fn new(texts: impl IntoIterator<Item = &'r str>, writings: &Writings) -> Self {
        let mut run = Vec::new();
        let mut paragraphs = Vec::new();
        let mut pairs = Vec::new();
        for text in texts {
            words(text, &mut run);
            let tokens = tokens(text, run.iter().map(|&word| (word, Sort::Plain)), text.len(), writings);
            let number = paragraphs.len() as u32;
            pairs.extend(pairs_of(&tokens).map(|(at, key)| (key, number, at as u32)));
            paragraphs.push(Paragraph { text, tokens });
        }
        pairs.sort_unstable();
        Self { paragraphs, pairs }
    }

    /// The stretches that share most pairs of words with a quotation.
    pub(super) fn candidates(&self, quoted: &[Token]) -> Vec<Candidate> {
        let width = quoted.len() + quoted.len() / 2;
        let mut hits: Vec<(u32, u32)> = pairs_of(quoted).flat_map(|(_, key)| self.places(key)).map(|&(_, par, at)| (par, at)).collect();
        hits.sort_unstable();
        let mut best: Vec<(usize, u32, Range<u32>)> =
            hits.chunk_by(|a, b| a.0 == b.0).map(|hits| (densest(hits, width), hits[0].0)).map(|((n, at), par)| (n, par, at)).collect();
        best.sort_by_key(|(shared, paragraph, _)| (std::cmp::Reverse(*shared), *paragraph));
        best.truncate(CANDIDATES);
        best.into_iter().map(|(_, paragraph, at)| self.around(paragraph as usize, &at, quoted.len())).collect()
    }

    fn places(&self, key: u64) -> &[(u64, u32, u32)] {
        let start = self.pairs.partition_point(|pair| pair.0 < key);
        let length = self.pairs[start..].partition_point(|pair| pair.0 == key);
        if length > COMMON { &[] } else { &self.pairs[start..start + length] }
    }

    fn around(&self, paragraph: usize, at: &Range<u32>, margin: usize) -> Candidate {
        let length = self.paragraphs[paragraph].tokens.len();
        Candidate { paragraph, tokens: (at.start as usize).saturating_sub(margin)..length.min(at.end as usize + margin) }
    }
}

/// Neighbouring tokens of which one at least is no function word, with the key of the pair.
fn pairs_of(tokens: &[Token]) -> impl Iterator<Item = (usize, u64)> {
    let pairs = tokens.windows(2).enumerate().filter(|(_, pair)| !(pair[0].little && pair[1].little));
    pairs.map(|(at, pair)| (at, pair[0].bare.rotate_left(17) ^ pair[1].bare))
}

/// How many hits of one paragraph the best stretch of `width` tokens has, and from where to where they stand.
fn densest(hits: &[(u32, u32)], width: usize) -> (usize, Range<u32>) {
    let mut best = (0, 0..0);
    let mut from = 0;
    for (until, hit) in hits.iter().enumerate() {
        while (hit.1 - hits[from].1) as usize > width {
            from += 1;
        }
        if until + 1 - from > best.0 {
            best = (until + 1 - from, hits[from].1..hit.1 + 2);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_passages_that_share_pairs_of_words_are_candidates() {
        let writings = Writings::new();
        let filler = "Rien de tout cela ne compte vraiment ici.";
        let mut texts = vec![filler; 50];
        texts.push("Avant cela, le risque de fuite demeurant élevé, il reste détenu.");
        let source = Index::new(texts, &writings);
        let quoted = Index::new(["le risque de fuite restant élevé"], &writings);
        let found = source.candidates(&quoted.paragraphs[0].tokens);
        assert_eq!(found.iter().map(|candidate| candidate.paragraph).collect::<Vec<_>>(), [50]);
        let strange = Index::new(["un tout autre propos"], &writings);
        assert!(source.candidates(&strange.paragraphs[0].tokens).is_empty());
    }
}
