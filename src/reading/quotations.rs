//! The quotations of a passage that are long enough to be somebody's words: shorter ones are titles, and words at a distance.

use super::{Content, Read};
use crate::kind::quote::without_attribution;
use crate::prose::fold;
use crate::prose::passage::Passage;

/// Words of the shortest quotation, as the kind `quote` has it.
const SHORTEST: usize = 4;

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotationRead {
    /// Its words, folded.
    pub words: Vec<String>,
    /// It is a block quote, or a part of one.
    pub block: bool,
}

/// The quotations between marks, or the whole passage where it stands in a block quote.
pub fn read(passage: &Passage<'_>) -> Vec<Read> {
    let all = without_attribution(passage.text);
    let spans =
        if passage.block.quoted { vec![all] } else { passage.quotations().iter().map(|quotation| quotation.inner.clone()).collect() };
    let read = spans.into_iter().filter_map(|span| {
        let words: Vec<String> = passage.words_in(&span).map(|at| fold::lower(passage.word(at)).into_owned()).collect();
        let content = Content::Quotation(QuotationRead { words, block: passage.block.quoted });
        (passage.words_in(&span).len() >= SHORTEST).then_some(Read { span, content })
    });
    read.collect()
}
