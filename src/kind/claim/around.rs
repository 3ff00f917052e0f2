//! What stands around the clauses of a claim and bears on all of them: in, a statement; out, the question mark of its sentence, whoever
//! speaks it as a quotation, and a following sentence that withholds confirmation.

use std::ops::Range;

use super::hedge::{READ, Statement};
use super::signs::{Sign, marks};

impl Statement<'_> {
    /// The bytes of the sentence's question mark, where its question does not take the claim for granted.
    pub(super) fn question(&self) -> Option<Range<usize>> {
        let last = self.words.end.checked_sub(1)?;
        let at = self.passage.words[last].end as usize + self.passage.gap_after(last).find('?')?;
        let tables = self.passage.tables();
        let first = self.clauses.chunk_words(self.entries.first()?.start).start;
        let granted = tables.into_iter().any(|tables| {
            [first, self.words.start]
                .into_iter()
                .any(|at| tables.claim.presupposing.starting(self.passage.text, self.passage.words, at).is_some())
        });
        (!granted || self.hedge().is_some()).then_some(at..at + 1)
    }

    /// The words that say who speaks, where the claim is wholly somebody's speech: before the quotation or behind it.
    pub(super) fn speech(&self) -> Option<Range<usize>> {
        let (first, last) = (self.entries.first()?.start, self.entries.last()?.end.checked_sub(1)?);
        let start = self.passage.words[first].start as usize;
        let quotation =
            self.passage.quotation_of(start).filter(|quotation| quotation.inner.contains(&(self.passage.words[last].start as usize)))?;
        let lead = self.passage.sentence_of(quotation.outer.start).start..quotation.outer.start;
        let tail = quotation.outer.end..self.passage.sentence_of(quotation.outer.end.saturating_sub(1)).end;
        let says = |range: &Range<usize>| {
            let words = self.passage.words_in(range);
            // Whoever speaks is named beside the quotation.
            let near = if range.end <= start {
                words.start.max(words.end.saturating_sub(READ))..words.end
            } else {
                words.start..words.end.min(words.start + READ)
            };
            let marks = marks(self.passage, near, &[]);
            marks.into_iter().find(|mark| matches!(mark.sign, Sign::Reporting | Sign::Attribution)).map(|mark| mark.words)
        };
        // `Le capitaine : « … »`, `“…”: a passenger speaks`, `« … », souffle un proche`
        let before = self.passage.text[lead.clone()].trim_end().ends_with(':').then(|| self.passage.words_in(&lead));
        let comma = self.passage.text[quotation.inner.clone()].ends_with(',');
        let said = comma || self.passage.text[tail.clone()].trim_start().starts_with([':', ',']);
        let behind = || said.then(|| self.passage.words_in(&tail));
        says(&lead).or_else(|| says(&tail)).or_else(|| before.or_else(behind).filter(|words| !words.is_empty()))
    }

    /// Words of the following sentence that withhold confirmation.
    pub(super) fn withheld_after(&self) -> Option<Range<usize>> {
        let next = self.passage.words.get(self.words.end)?;
        let words = self.passage.words_in(&self.passage.sentence_of(next.start as usize));
        let near = words.start..words.end.min(words.start + READ);
        marks(self.passage, near, &[]).into_iter().find(|mark| mark.sign == Sign::Withheld).map(|mark| mark.words)
    }
}
