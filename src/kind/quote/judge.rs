//! A part of a quotation × a text that may be quoted → whether its words are of that text, and what differs.
//!
//! They are, if three quarters of them stand in order in one passage at most half as long again. What stands before and behind the passage
//! is judged as far as its sentence goes, and only where the source's own sentence goes on there: a quotation may hold more than the
//! source does.

use std::ops::Range;

use super::align::{Run, align, is_same};
use super::difference::{Difference, Differing, differences, is_interjected};
use super::index::{Candidate, Index};
use super::token::{Sort, Token, is_boundary};
use crate::language::Language;

/// Longer parts are judged sentence by sentence.
pub(super) const LONGEST: usize = 400;

/// A text with what decides how it is compared.
pub(super) struct Quotable<'a, 'r> {
    pub(super) index: &'a Index<'r>,
    /// All that its author said there is in it.
    pub(super) complete: bool,
    pub(super) min_words: usize,
    /// The draft says whose words these are, or the text is one passage and not a whole source, where any common phrase may stand.
    pub(super) known: bool,
}

/// What comes of a part that is of a text.
#[derive(Debug)]
pub(super) struct Judgement {
    /// Words of the part that are its author's, those that stand in the passage, and how many of these are no function words.
    pub(super) own: usize,
    pub(super) same: usize,
    pub(super) telling: usize,
    /// Words of the quotation and of the passage that do not stand for each other: the less, the nearer.
    pub(super) strange: usize,
    /// In order; empty where it agrees.
    pub(super) differences: Vec<Difference>,
    /// Where the passage stands: paragraph, bytes of it.
    pub(super) place: (usize, Range<usize>),
}

/// The nearest passage of the text that the part is of.
pub(super) fn judge(text: &str, part: &[Token], quotable: &Quotable<'_, '_>) -> Option<Judgement> {
    if part.len() < quotable.min_words || part.len() > LONGEST {
        return None;
    }
    let candidates = quotable.index.candidates(part).into_iter();
    let judged = candidates.filter_map(|candidate| compare(Run { text, tokens: part }, &candidate, quotable));
    judged.min_by_key(|judgement| judgement.strange)
}

/// Of how many words of a part the same stand in order in one passage of the text, at most.
pub(super) fn shared(text: &str, part: &[Token], quotable: &Quotable<'_, '_>) -> usize {
    let candidates = quotable.index.candidates(part).into_iter();
    let same = candidates.map(|candidate| {
        let paragraph = &quotable.index.paragraphs[candidate.paragraph];
        align(Run { text, tokens: part }, Run { text: paragraph.text, tokens: &paragraph.tokens[candidate.tokens.clone()] }).len()
    });
    same.max().unwrap_or(0)
}

fn compare(quoted: Run<'_>, candidate: &Candidate, quotable: &Quotable<'_, '_>) -> Option<Judgement> {
    let paragraph = &quotable.index.paragraphs[candidate.paragraph];
    let window = Run { text: paragraph.text, tokens: &paragraph.tokens[candidate.tokens.clone()] };
    let pairs = align(quoted, window);
    let pairs: Vec<(usize, usize)> = pairs.into_iter().map(|(at, other)| (at, other + candidate.tokens.start)).collect();
    let source = Run { text: paragraph.text, tokens: &paragraph.tokens };
    let (first, last) = (pairs.first()?.1, pairs.last()?.1);
    let mut differing = Differing { quoted, source, pairs, edges: Vec::new() };
    front(&mut differing, quotable.complete);
    back(&mut differing, quotable.complete);
    let own = own_words(quoted.tokens, &differing.pairs).saturating_sub(interjected(&differing));
    let same = differing.pairs.len();
    let enough = same >= quotable.min_words && same * 4 >= own * 3;
    if !enough || (last - first + 1) * 2 > own * 3 + 2 {
        return None;
    }
    let differences = differences(&differing);
    let telling = differing.pairs.iter().filter(|(at, _)| !quoted.tokens[*at].little).count();
    let strange = (own + last - first + 1).saturating_sub(2 * same);
    let place = (candidate.paragraph, source.tokens[first].start as usize..source.tokens[last].end as usize);
    (differences.is_empty() || is_telling(same, telling, quotable.known)).then_some(Judgement {
        own,
        same,
        telling,
        strange,
        differences,
        place,
    })
}

/// Whether so many words that are the same, of which so many are no function words, tell whose words they are: what is said everywhere
/// (`compiled with a similar configuration`) is nobody's, and no difference from anything.
fn is_telling(same: usize, telling: usize, known: bool) -> bool {
    if known { telling >= 3 || telling >= 2 && same >= 6 } else { telling >= 4 && same >= 6 || telling >= 3 && same >= 8 }
}

/// The words that are not an editor's aside: those in round brackets count where half of them are the source's.
fn own_words(tokens: &[Token], pairs: &[(usize, usize)]) -> usize {
    tokens.iter().enumerate().filter(|(at, _)| !is_insertion(tokens, pairs, *at)).count()
}

/// How many words are a reporter's, in the middle of what was said.
fn interjected(differing: &Differing<'_>) -> usize {
    let runs = differing.pairs.windows(2).map(|pair| (pair[0].0 + 1..pair[1].0, pair[0].1 + 1..pair[1].1));
    runs.filter(|(words, others)| is_interjected(differing.quoted, words, others))
        .map(|(words, _)| words.filter(|&at| !is_insertion(differing.quoted.tokens, &differing.pairs, at)).count())
        .sum()
}

/// Whether a token stands in round brackets, or between a reporter's commas, and the source does not have them.
pub(super) fn is_insertion(tokens: &[Token], pairs: &[(usize, usize)], at: usize) -> bool {
    let sort = tokens[at].sort;
    if !matches!(sort, Sort::Aside(_) | Sort::Incise(_)) {
        return false;
    }
    let inside = tokens.iter().filter(|token| token.sort == sort).count();
    pairs.iter().filter(|(at, _)| tokens[*at].sort == sort).count() * 2 < inside
}

/// What stands before the first word that is the same, in its sentence.
fn front(differing: &mut Differing<'_>, complete: bool) {
    let (quoted, source) = (differing.quoted, differing.source);
    let (first, other) = differing.pairs[0];
    let start = (1..=first).rev().find(|&at| boundary(quoted, at)).unwrap_or(0);
    let start = (start..first).find(|&at| !is_insertion(quoted.tokens, &differing.pairs, at)).unwrap_or(first);
    if start == first || quoted.tokens[first].loose {
        return;
    }
    let least = other.saturating_sub(first - start + 3);
    let from = (least + 1..=other).rev().find(|&at| boundary(source, at)).unwrap_or(least);
    if let Some(same) = (from..other).rev().find(|&at| is_same(quoted, start, source, at)) {
        differing.pairs.insert(0, (start, same));
    } else if from < other || complete {
        // A quotation may leave the conjunction before its first words: what it has there is added, and no `et` changed.
        let joined = from < other && is_conjunction(source.word(other - 1));
        let others = if joined { other..other } else { from.max(other.saturating_sub(first - start))..other };
        differing.edges.push((start..first, others));
    }
}

/// What stands behind the last word that is the same, in its sentence.
fn back(differing: &mut Differing<'_>, complete: bool) {
    let (quoted, source) = (differing.quoted, differing.source);
    let Some(&(last, other)) = differing.pairs.last() else { return };
    let (next, after) = (last + 1, other + 1);
    let end = (next..quoted.tokens.len()).find(|&at| boundary(quoted, at)).unwrap_or(quoted.tokens.len());
    let end = (next..end).rev().find(|&at| !is_insertion(quoted.tokens, &differing.pairs, at)).map_or(next, |at| at + 1);
    if end <= next || quoted.tokens[next].loose {
        return;
    }
    let most = source.tokens.len().min(after + end - next + 3);
    let until = (after..most).find(|&at| boundary(source, at)).unwrap_or(most);
    if let Some(same) = (after..until).find(|&at| is_same(quoted, end - 1, source, at)) {
        differing.pairs.push((end - 1, same));
    } else if after < until || complete {
        differing.edges.push((next..end, after..until.min(after + end - next)));
    }
}

fn is_conjunction(word: &str) -> bool {
    Language::ALL.into_iter().any(|language| language.tables().claim.conjunctions.has(word))
}

/// Whether something else begins with a token.
fn boundary(run: Run<'_>, at: usize) -> bool {
    is_boundary(run.text, &run.tokens[at - 1], &run.tokens[at])
}
