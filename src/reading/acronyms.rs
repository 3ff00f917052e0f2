//! The acronyms of a passage: words in capitals, with what they stand for where that is said beside them.

use std::ops::Range;

use super::{Content, Read, Taken, is_capitals_alone, is_frequent};
use crate::kind::name::form::{is_given, tables};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// Letters of the longest acronym.
const LONGEST: usize = 14;

/// A short form in capitals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcronymRead {
    /// As it is written.
    pub short: String,
    /// What it stands for, where the text says so: `Office national anti-fraude (ONAF)`, `ONAF (Office national anti-fraude)`. Bytes of
    /// the passage's text.
    pub expansion: Option<Range<usize>>,
}

/// The acronyms that stand in nothing that was read before.
pub fn read(passage: &Passage<'_>, taken: &Taken) -> Vec<Read> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < passage.words.len() {
        let until = compound(passage, at);
        let span = passage.span(at..until);
        if is_acronym(passage, at..until) && !taken.has(&span) && !passage.is_address(span.start) {
            let short = passage.text[span.clone()].to_owned();
            let expansion = expansion(passage, at..until, &short);
            if expansion.is_some() || !is_common(passage, at) {
                found.push(Read { span, content: Content::Acronym(AcronymRead { short, expansion }) });
            }
        }
        at = until;
    }
    found
}

/// `COMCYBER-MI`: words in capitals that hyphens join.
fn compound(passage: &Passage<'_>, at: usize) -> usize {
    let joined = |next: &usize| passage.words[*next].shape.is_upper() && passage.gap_before(*next).chars().all(fold::is_hyphen);
    let more = (at + 1..passage.words.len()).take_while(|next| joined(next) && !passage.gap_before(*next).is_empty()).count();
    if passage.words[at].shape.is_upper() { at + 1 + more } else { at + 1 }
}

fn is_acronym(passage: &Passage<'_>, words: Range<usize>) -> bool {
    let text = &passage.text[passage.span(words.clone())];
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let roman = text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let upper = passage.words[words.start].shape.is_upper() && !passage.words[words.start].shape.has_digit();
    let shouted = || {
        let sentence = passage.sentence_of(passage.words[words.start].start as usize);
        is_capitals_alone(passage, &sentence, |at| passage.words[at].shape.is_upper())
    };
    upper && capitals >= 2 && text.chars().count() <= LONGEST && !roman && !is_name(passage, &words) && !shouted()
}

/// A family name in capitals, as in `Isaac STEIDL`, or a run of words in capitals.
fn is_name(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    let space = |at: usize| passage.gap_before(at).trim().is_empty();
    let key = |at: usize| fold::key(&fold::strip(passage.word(at)));
    let upper = |at: usize| passage.words[at].shape.is_upper() && passage.words[at].end - passage.words[at].start > 1;
    let before = words.start.checked_sub(1).filter(|_| space(words.start));
    let after = Some(words.end).filter(|&at| at < passage.words.len() && space(at));
    before.is_some_and(|at| upper(at) || is_given(key(at))) || after.is_some_and(upper)
}

/// A word that may be set in capitals for its weight, a title, or a country.
fn is_common(passage: &Passage<'_>, at: usize) -> bool {
    let key = fold::key(&fold::strip(passage.word(at)));
    is_frequent(passage, at)
        || tables().any(|tables| tables.titles.has_key(key) || tables.capitalised.has_key(key) || tables.places.has_key(key))
}

/// The words that a short form stands for, before its bracket or inside the one behind it.
fn expansion(passage: &Passage<'_>, words: Range<usize>, short: &str) -> Option<Range<usize>> {
    let letters: Vec<char> = fold::strip(short).chars().filter(|c| c.is_alphanumeric()).collect();
    let bracketed = words.start > 0
        && passage.gap_before(words.start).trim() == "("
        && passage.text[passage.span(words.clone()).end..].trim_start().starts_with(')');
    if bracketed {
        return before(passage, words.start, &letters);
    }
    let opening = passage.gap_after(words.end - 1).trim() == "(";
    let close = passage.text[passage.span(words.clone()).end..].find(')').map(|at| passage.span(words.clone()).end + at);
    let inner = close
        .filter(|_| opening)
        .map(|close| passage.words_in(&(passage.words.get(words.end).map_or(close, |word| word.start as usize)..close)))?;
    stands_for(passage, inner.clone(), &letters).then(|| passage.span(inner))
}

/// The shortest run of words before a bracket that the letters stand for.
fn before(passage: &Passage<'_>, end: usize, letters: &[char]) -> Option<Range<usize>> {
    let most = (letters.len() + 5).max(2 * letters.len());
    let from = end.saturating_sub(most)..end.saturating_sub(1);
    let sentence = passage.words_in(&passage.sentence_of(passage.words[end - 1].start as usize)).start;
    let first = from.rev().filter(|&first| first >= sentence).find(|&first| stands_for(passage, first..end, letters))?;
    Some(passage.span(first..end))
}

/// Whether each letter begins a word, or is in one behind such a letter, in order: the first letter begins the first word, and half of the
/// letters begin words.
fn stands_for(passage: &Passage<'_>, words: Range<usize>, letters: &[char]) -> bool {
    if words.len() < 2 || letters.is_empty() {
        return false;
    }
    let mut left = letters.iter().peekable();
    let mut heads = 0;
    for at in words.clone() {
        let word = fold::strip(passage.word(at));
        let mut inside = word.chars();
        let head = inside.next();
        if left.peek().is_some_and(|&&letter| Some(letter) == head) {
            left.next();
            heads += 1;
            while left.peek().is_some_and(|&&letter| inside.any(|c| c == letter) && !begins_next(passage, at, &words, letter)) {
                left.next();
            }
        } else if at == words.start {
            return false;
        }
    }
    left.peek().is_none() && heads * 2 >= letters.len()
}

/// Whether a word further on begins with this letter, which then stands for it.
fn begins_next(passage: &Passage<'_>, at: usize, words: &Range<usize>, letter: char) -> bool {
    (at + 1..words.end).any(|next| fold::strip(passage.word(next)).starts_with(letter))
}
