//! The quotations by their runs of words: which of them a passage may be of, before anything is aligned.
//!
//! A passage is looked up by its runs of three words. What it shares with a quotation must be dense enough for one of its sentences, must
//! not be the same word for word, and must stand where a difference could be told at all: between quotation marks, or in a sentence that is
//! nearly all the same.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::Known;
use crate::keys::{Filter, Identity};
use crate::kind::quote::spoken::is_little;
use crate::prose::passage::Passage;
use crate::prose::words::{Word, words};
use crate::prose::{Block, Role};

/// A run of words that stands in more quotations than this is nobody's own.
const COMMON: usize = 16;
/// Words of a run.
const RUN: usize = 3;
/// Words of the shortest sentence that is compared.
const SHORTEST: usize = 4;
/// A quotation of so many words is short: one run of three words may be all that is left of it beside a change.
const SHORT: usize = 8;
/// Of fewer words nothing is held against what is not quoted.
const FEWEST: usize = 7;
/// One of so many runs of a longer one is the same at least.
const SHARE: usize = 6;
/// How many words of a hundred are the same at least, in any order: of what is quoted on both sides, and of what is not.
const QUOTED: usize = 65;
const PLAIN: usize = 80;
/// Words around what is the same that may stand for others.
const AROUND: usize = 4;

/// All quotations.
#[derive(Debug)]
pub(super) struct Index {
    filter: Filter,
    /// By run of words, a range of `places`.
    runs: HashMap<u64, Range<u32>, BuildHasherDefault<Identity>>,
    /// Quotation and word.
    places: Vec<(u32, u32)>,
    quotations: Vec<Quotation>,
}

/// One quotation, as words.
#[derive(Debug)]
pub(super) struct Quotation {
    pub(super) words: Box<[Word]>,
    /// What is judged by itself: all of it, what stands between cuts, and sentences.
    units: Box<[Range<usize>]>,
}

/// A run that a passage shares with a quotation: where it begins in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    quotation: u32,
    here: u32,
    there: u32,
}

/// A quotation that a passage may be of.
pub(super) struct Candidate {
    pub(super) quotation: u32,
    pub(super) hits: usize,
    /// The words of the passage with which it is compared.
    pub(super) words: Range<usize>,
}

impl Index {
    pub(super) fn new(known: &[&Known]) -> Self {
        let mut entries: Vec<(u64, u32, u32)> = Vec::new();
        let mut quotations = Vec::with_capacity(known.len());
        for (number, known) in known.iter().enumerate() {
            let quotation = Quotation::read(&known.text);
            for (at, run) in quotation.words.windows(RUN).enumerate().filter(|(_, run)| run.iter().any(|word| !is_little(word.key))) {
                entries.push((key(run), number as u32, at as u32));
            }
            quotations.push(quotation);
        }
        entries.sort_unstable();
        let (mut runs, mut places) = (HashMap::default(), Vec::new());
        for group in entries.chunk_by(|a, b| a.0 == b.0) {
            if group.chunk_by(|a, b| a.1 == b.1).count() <= COMMON {
                let start = places.len() as u32;
                places.extend(group.iter().map(|&(_, quotation, at)| (quotation, at)));
                runs.insert(group[0].0, start..places.len() as u32);
            }
        }
        Self { filter: Filter::of(runs.keys().copied()), runs, places, quotations }
    }

    pub(super) fn quotation(&self, at: u32) -> &Quotation {
        &self.quotations[at as usize]
    }

    /// The quotations that a passage may be of with other words, the likeliest first. `hits` is a buffer.
    pub(super) fn candidates(&self, passage: &Passage<'_>, is_own: impl Fn(u32) -> bool, hits: &mut Vec<Hit>) -> Vec<Candidate> {
        hits.clear();
        for (here, run) in passage.words.windows(RUN).enumerate() {
            let key = key(run);
            if self.filter.may_hold(key)
                && let Some(places) = self.runs.get(&key)
            {
                let places = &self.places[places.start as usize..places.end as usize];
                hits.extend(places.iter().map(|&(quotation, there)| Hit { quotation, here: here as u32, there }));
            }
        }
        if hits.is_empty() {
            return Vec::new();
        }
        hits.sort_unstable();
        let groups = hits.chunk_by(|a, b| a.quotation == b.quotation).filter(|group| !is_own(group[0].quotation));
        let mut found: Vec<Candidate> = groups.filter_map(|group| self.candidate(passage, group)).collect();
        found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.hits), candidate.quotation));
        found
    }

    fn candidate(&self, passage: &Passage<'_>, hits: &[Hit]) -> Option<Candidate> {
        let quotation = self.quotation(hits[0].quotation);
        let near = quotation.units.iter().filter_map(|unit| quotation.near(unit, passage, hits));
        let around = near.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))?;
        // What is compared is half as long again at most, with as much on both sides.
        let margin = 3 * quotation.words.len();
        let words = around.start.saturating_sub(margin)..passage.words.len().min(around.end + margin);
        Some(Candidate { quotation: hits[0].quotation, hits: hits.len(), words })
    }
}

impl Quotation {
    fn read(text: &str) -> Self {
        let mut run = Vec::new();
        words(text, &mut run);
        let block = Block::plain(Role::Paragraph, 0..text.len());
        let passage = Passage::new(&block, text, &run);
        let cuts = |at: usize| passage.gap_before(at).contains('…') || passage.gap_before(at).contains("..");
        let parted = |from: Range<usize>, cut: &dyn Fn(usize) -> bool| {
            let mut units: Vec<Range<usize>> = Vec::new();
            let mut start = from.start;
            for at in (from.start + 1..from.end).filter(|&at| cut(at)) {
                units.push(start..at);
                start = at;
            }
            units.push(start..from.end);
            units
        };
        let mut units = parted(0..run.len(), &cuts);
        let sentences: Vec<Range<usize>> = passage.sentences().iter().map(|sentence| passage.words_in(sentence)).collect();
        if sentences.len() > 1 {
            units.extend(sentences.into_iter().flat_map(|sentence| parted(sentence, &cuts)));
        }
        units.retain(|unit| unit.len() >= SHORTEST);
        units.dedup();
        Self { units: units.into(), words: run.clone().into() }
    }

    /// The words of a passage that may be those of a unit with a difference.
    fn near(&self, unit: &Range<usize>, passage: &Passage<'_>, hits: &[Hit]) -> Option<Range<usize>> {
        let inside: Vec<&Hit> =
            hits.iter().filter(|hit| unit.start <= hit.there as usize && hit.there as usize + RUN <= unit.end).collect();
        let (first, last, count) = densest(&inside, unit.len() + unit.len() / 2)?;
        if unit.len() >= SHORT && count * SHARE < unit.len() - RUN + 1
            || self.is_same(unit, passage, first)
            || self.is_same(unit, passage, last)
        {
            return None;
        }
        let before = first.there as usize - unit.start + AROUND;
        let behind = unit.end - last.there as usize + AROUND;
        let around = (first.here as usize).saturating_sub(before)..passage.words.len().min(last.here as usize + behind);
        let quoted = is_quoted(passage, &around);
        if !quoted && unit.len() < FEWEST {
            return None;
        }
        let mut there: Vec<u64> = passage.words[around.clone()].iter().map(|word| word.key).collect();
        there.sort_unstable();
        let same = self.words[unit.clone()].iter().filter(|word| there.binary_search(&word.key).is_ok()).count();
        (same * 100 >= unit.len() * if quoted { QUOTED } else { PLAIN }).then_some(around)
    }

    /// Whether a unit stands in a passage word for word, where they share a run.
    fn is_same(&self, unit: &Range<usize>, passage: &Passage<'_>, hit: &Hit) -> bool {
        let own = &self.words[unit.clone()];
        let start = (hit.here as usize + unit.start).checked_sub(hit.there as usize);
        let there = start.and_then(|start| passage.words.get(start..start + own.len()));
        there.is_some_and(|there| own.iter().zip(there).all(|(a, b)| a.key == b.key))
    }
}

/// The first and the last hit of the `width` words that have the most, and how many they have. Hits come in the order of the passage.
fn densest<'h>(hits: &[&'h Hit], width: usize) -> Option<(&'h Hit, &'h Hit, usize)> {
    let mut best: Option<(&Hit, &Hit, usize)> = None;
    let mut from = 0;
    for (until, hit) in hits.iter().enumerate() {
        while (hit.here - hits[from].here) as usize > width {
            from += 1;
        }
        let count = until + 1 - from;
        if best.is_none_or(|(.., most)| count > most) {
            best = Some((hits[from], hit, count));
        }
    }
    best
}

/// Whether quotation marks stand around some of these words.
fn is_quoted(passage: &Passage<'_>, around: &Range<usize>) -> bool {
    let span = passage.span(around.clone());
    passage.block.quoted
        || passage.quotations().iter().any(|quotation| quotation.inner.start < span.end && span.start < quotation.inner.end)
}

fn key(run: &[Word]) -> u64 {
    run.iter().fold(0, |hash: u64, word| (hash.rotate_left(5) ^ word.key).wrapping_mul(0x517c_c1b7_2722_0a95))
}
