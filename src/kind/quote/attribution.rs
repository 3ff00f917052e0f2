//! Whether a quotation is attributed to a source: `cited-as` words with a verb of saying outside the marks, in its sentence.
//!
//! The two belong together: the source's word comes before its verb (`le parquet a précisé`), or behind it with nothing but little words
//! between (`précise jeudi le communiqué`, not `a dit l’avocat à la sortie du parquet`), or behind `selon`.

use std::ops::Range;

use crate::finding::RuleId;
use crate::language::{Phrases, Tables};
use crate::lexicon::List;
use crate::prose::passage::Passage;

/// Words between the source and a verb of saying behind it.
const FAR: usize = 8;

/// Whether the words that fill `span` are attributed to the source of a rule.
pub(super) fn is_attributed(passage: &Passage<'_>, rule: RuleId, span: &Range<usize>) -> bool {
    let hits = passage.list(rule, List::CitedAs);
    if hits.is_empty() {
        return false;
    }
    let start = passage.sentence_of(span.start).start;
    let sentence = passage.words_in(&(start..passage.sentence_of(span.end.saturating_sub(1)).end));
    let first = hits.partition_point(|hit| hit.words.start < sentence.start);
    let inside = hits[first..].iter().map(|hit| &hit.words).take_while(|words| words.start < sentence.end);
    let mut cited = inside.filter(|words| passage.quotation_of(passage.words[words.start].start as usize).is_none());
    cited.any(|words| {
        is_behind_according(passage, words.start)
            || says_before(passage, words.start)
            || (!is_governed(passage, words.start) && says_behind(passage, words.end))
    })
}

/// Whether a preposition stands before a word and its article: `dans un communiqué` is where somebody else speaks.
fn is_governed(passage: &Passage<'_>, word: usize) -> bool {
    for at in (0..word).rev().take_while(|&at| joins(passage, at)) {
        let key = passage.words[at].key;
        if passage.tables().any(|tables| tables.prepositions.has_key(key)) {
            return true;
        }
        if !passage.tables().any(|tables| tables.determiners.has_key(key)) {
            return false;
        }
    }
    false
}

fn is_behind_according(passage: &Passage<'_>, cited: usize) -> bool {
    backwards(passage, cited, |tables| &tables.quote.according)
}

fn says_before(passage: &Passage<'_>, cited: usize) -> bool {
    backwards(passage, cited, |tables| &tables.saying)
}

/// Whether one of the words stands before a place, with nothing but little words between.
fn backwards(passage: &Passage<'_>, place: usize, list: fn(&Tables) -> &Phrases) -> bool {
    for at in (0..place).rev() {
        if !joins(passage, at) {
            return false;
        }
        if passage.tables().any(|tables| list(tables).ending(passage.text, passage.words, at).is_some()) {
            return true;
        }
        let key = passage.words[at].key;
        let little = |tables: &Tables| {
            [&tables.determiners, &tables.prepositions, &tables.function_words, &tables.quote.between].iter().any(|list| list.has_key(key))
        };
        if !passage.tables().any(little) {
            return false;
        }
    }
    false
}

/// Whether a verb of saying stands behind a place, before anybody else is named.
fn says_behind(passage: &Passage<'_>, place: usize) -> bool {
    let until = passage.words.len().min(place + FAR);
    let reachable =
        (place..until).take_while(|&at| at == 0 || !passage.gap_before(at).contains([';', '.', '!', '?', '«', '“', '»', '”', '"']));
    reachable.into_iter().any(|at| passage.tables().any(|tables| tables.saying.starting(passage.text, passage.words, at).is_some()))
}

/// Nothing parts a word from the next.
fn joins(passage: &Passage<'_>, at: usize) -> bool {
    !passage.gap_after(at).contains([',', ';', ':', '.', '!', '?', '«', '“', '»', '”', '"', '(', ')'])
}
