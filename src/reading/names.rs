//! The names of a passage: runs of capitalised words, as far as they are likely names.
//!
//! A word that opens a sentence has its capital from there, so a frequent one is left out, and one that stands alone is doubtful: it counts
//! where the draft has it elsewhere too. Months, peoples, countries, titles and lone frequent words are none.

use std::ops::Range;

use super::{Content, Read, Taken, is_capitals_alone, is_frequent};
use crate::kind::name::form::{is_given, is_particle, tables};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRead {
    /// Its words without particles, folded: lower case, no accents.
    pub parts: Vec<String>,
    /// How many of them, from the first on, are given names.
    pub given: usize,
    /// It opens a sentence and may be a common word.
    pub doubtful: bool,
}

impl NameRead {
    /// The parts that are no given names; all, where there is nothing else.
    pub fn family(&self) -> &[String] {
        if self.given < self.parts.len() { &self.parts[self.given..] } else { &self.parts }
    }
}

/// The names that stand in nothing that was read before.
pub fn read(passage: &Passage<'_>, taken: &Taken) -> Vec<Read> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < passage.words.len() {
        if !may_be(passage, taken, at) {
            at += 1;
            continue;
        }
        let end = run(passage, taken, at);
        found.extend(name(passage, at..end));
        at = end;
    }
    let title = |read: &Read| {
        let sentence = passage.sentence_of(read.span.start);
        is_capitals_alone(passage, &sentence, |at| passage.words[at].shape.is_capitalised())
    };
    found.retain(|read| !title(read));
    found
}

/// A capitalised word of letters.
fn may_be(passage: &Passage<'_>, taken: &Taken, at: usize) -> bool {
    let word = &passage.words[at];
    let free = || !taken.has(&word.range()) && !passage.is_address(word.start as usize);
    // `M/V Dali`
    let slashed = word.end - word.start == 1 && (passage.gap_before(at).ends_with('/') || passage.gap_after(at).starts_with('/'));
    word.shape.is_capitalised() && !word.shape.has_digit() && !slashed && !is_elided(passage, at) && free()
}

/// `L’` of `L’Élysée`: an article that opens a sentence.
fn is_elided(passage: &Passage<'_>, at: usize) -> bool {
    let apostrophe = passage.gap_after(at).is_empty() || !passage.gap_after(at).chars().all(fold::is_apostrophe);
    !apostrophe
        && passage.word(at).chars().count() <= 2
        && passage.tables().any(|tables| {
            let key = passage.words[at].key;
            tables.determiners.has_key(key) || tables.prepositions.has_key(key) || tables.function_words.has_key(key)
        })
}

/// Where the run of capitalised words that begins here ends. Particles are inside it where a capitalised word follows.
fn run(passage: &Passage<'_>, taken: &Taken, start: usize) -> usize {
    let mut end = start + 1;
    loop {
        let mut next = end;
        while next < passage.words.len() && next - end < 2 && joins(passage, next) && is_small_particle(passage, start, next) {
            next += 1;
        }
        if next >= passage.words.len() || !joins(passage, next) || !may_be(passage, taken, next) || opens(passage, next) {
            return end;
        }
        end = next + 1;
    }
}

/// Space, a hyphen, an apostrophe, or the stop of an initial stands before it.
fn joins(passage: &Passage<'_>, at: usize) -> bool {
    let gap = passage.gap_before(at);
    let abbreviated = || {
        let before = passage.word(at - 1);
        before.chars().count() == 1 || passage.tables().any(|tables| tables.abbreviations.has(before))
    };
    matches!(&*fold::gap(gap), " " | "-" | "'") || (gap.starts_with('.') && gap.trim_end().len() <= 1 && abbreviated())
}

fn opens(passage: &Passage<'_>, at: usize) -> bool {
    passage.opens_sentence(at)
}

/// `von`, and `de` where a given name or a title stands before it: `le parquet de Paris` is not one name.
fn is_small_particle(passage: &Passage<'_>, start: usize, at: usize) -> bool {
    let word = &passage.words[at];
    let common = passage.tables().any(|tables| tables.prepositions.has_key(word.key) || tables.determiners.has_key(word.key));
    is_particle(word.key) && word.shape.is_lower() && (!common || is_given(key(passage, start)) || is_title(passage, start))
}

/// The name that a run is; none where it is likely something else.
fn name(passage: &Passage<'_>, run: Range<usize>) -> Option<Read> {
    let mut start = run.start;
    let opening = opens(passage, start);
    if opening && is_frequent(passage, start) && !(run.len() > 1 && is_given(key(passage, start)) && !is_title(passage, start)) {
        start += 1;
    }
    while start < run.end && (is_title(passage, start) || is_particle(passage.words[start].key)) {
        start += 1;
    }
    let words = start..run.end;
    let parts: Vec<usize> = words.clone().filter(|&at| passage.words[at].shape.is_capitalised()).collect();
    let first = *parts.first()?;
    let given = parts.iter().take_while(|&&at| is_given(key(passage, at))).count();
    let known = |at: &usize| is_frequent(passage, *at) || is_known(passage, *at);
    let letters = parts.iter().filter(|&&at| passage.word(at).chars().count() > 1).count();
    if letters == 0 || (given == 0 && parts.iter().all(known)) || (parts.len() == 1 && known(&first)) {
        return None;
    }
    let doubtful = parts.len() == 1 && opening && start == run.start;
    let folded = parts.iter().map(|&at| fold::strip(passage.word(at)).into_owned()).collect();
    Some(Read { span: passage.span(words), content: Content::Name(NameRead { parts: folded, given, doubtful }) })
}

fn key(passage: &Passage<'_>, at: usize) -> u64 {
    fold::key(&fold::strip(passage.word(at)))
}

fn is_title(passage: &Passage<'_>, at: usize) -> bool {
    tables().any(|tables| tables.titles.has_key(key(passage, at)))
}

/// A month, a people, a country, a city: as it stands, or in the plural.
fn is_known(passage: &Passage<'_>, at: usize) -> bool {
    let folded = fold::strip(passage.word(at)).into_owned();
    let endings = ["", "s", "es", "e"].into_iter().filter_map(|ending| folded.strip_suffix(ending)).map(fold::key);
    endings.into_iter().any(|key| tables().any(|tables| tables.capitalised.has_key(key) || tables.places.has_key(key)))
}
