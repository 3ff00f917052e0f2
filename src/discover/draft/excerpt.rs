//! The words around a place of a document: what a rule quotes as its evidence, and what its examples say.

use std::ops::Range;

use crate::prose::Document;
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::source::SourceFile;

/// Words on each side of the place that a long sentence is cut to.
const AROUND: usize = 12;

/// What stands around a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The sentence, or of a long one the words around the place; on one line.
    pub(super) sentence: String,
    /// What stands between the quotation marks around the place.
    pub(super) quotation: Option<String>,
}

/// The excerpt around bytes of a file; `None` where they are no prose.
pub(super) fn around(file: &SourceFile, document: &Document, span: &Range<usize>) -> Option<Excerpt> {
    let (block, place) = document.blocks.iter().find_map(|block| Some((block, block.to_prose(span.clone())?)))?;
    let text = block.text(file.text());
    let mut run = Vec::new();
    words(text, &mut run);
    let passage = Passage::new(block, text, &run);
    let sentence = passage.sentence_of(place.start);
    let end = passage.sentence_of(place.end.saturating_sub(1).max(place.start)).end;
    let whole = passage.words_in(&(sentence.start..end));
    let (first, last) = (passage.word_at(place.start), passage.words_in(&place).end);
    let kept = whole.start.max(first.saturating_sub(AROUND))..whole.end.min(last + AROUND);
    // A sentence that is kept whole has its punctuation too.
    let bytes = if kept == whole { sentence.start..end } else { passage.span(kept) };
    let inner = passage.quotation_of(place.start).map(|quotation| quotation.inner.clone());
    let quotation = inner.or_else(|| block.quoted.then_some(0..text.len())).filter(|inner| place.end <= inner.end);
    Some(Excerpt { sentence: one_line(text.get(bytes)?), quotation: quotation.and_then(|inner| Some(one_line(text.get(inner)?))) })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn at(text: &str, words: &str) -> Excerpt {
        let file = SourceFile::from_text("a.txt", text);
        let start = text.find(words).expect("the words are there");
        around(&file, &Format::Text.read(&file), &(start..start + words.len())).expect("prose")
    }

    #[test]
    fn a_sentence_is_the_excerpt_and_a_long_one_is_cut() {
        assert_eq!(at("Un. Deux\ntrois quatre. Cinq.", "trois").sentence, "Deux trois quatre.");
        let long = format!("{}ici {}.", "avant ".repeat(40), "après ".repeat(40).trim_end());
        assert_eq!(at(&long, "ici").sentence.split(' ').count(), 25);
    }

    #[test]
    fn a_quotation_around_the_place_is_given() {
        assert_eq!(at("Il dit : « Rien à voir ici » et part.", "voir").quotation.as_deref(), Some("Rien à voir ici"));
        assert_eq!(at("Il dit : « Rien à voir ici » et part.", "part").quotation, None);
    }
}
