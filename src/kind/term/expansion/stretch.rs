//! The words beside a short form that may say what it stands for.

use std::ops::Range;

use crate::language::{Phrases, Tables};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// Words that are looked at on either side.
const REACH: usize = 24;

/// How a stretch stands to its short form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pattern {
    /// `X (Junalco)`, `X, la Junalco,`: what stands for it ends where the stretch ends.
    Before,
    /// `Junalco (X)`.
    Bracket,
    /// `Junalco, la X,`, `la Junalco est la X`: what stands for it begins where the stretch begins.
    Beside,
}

/// Words without punctuation between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) pattern: Pattern,
    pub(super) words: Range<usize>,
}

/// All stretches beside the short form at `mention`. `commas`: its expansion has some.
pub(super) fn beside(passage: &Passage<'_>, mention: &Range<usize>, commas: bool) -> Vec<Stretch> {
    let sides = [before_bracket, in_bracket, after_comma, before_comma, after_equation];
    let found = sides.into_iter().filter_map(|side| side(passage, mention, commas));
    found.filter(|stretch| !stretch.words.is_empty()).collect()
}

/// `X (Junalco)`, also `X (ou Junalco, …)`.
fn before_bracket(passage: &Passage<'_>, mention: &Range<usize>, commas: bool) -> Option<Stretch> {
    let first = skip_back(passage, mention.start, |tables| vec![&tables.determiners, &tables.term.aliases]);
    let gap = bare(passage.gap_before(first));
    let closes = |gap: &str| gap.starts_with([')', ']', ',', ';', ':', '/', '–', '—']);
    let in_bracket = matches!(gap.as_str(), "(" | "[") && closes(&bare(passage.gap_after(mention.end - 1)));
    in_bracket.then(|| back(passage, first, commas)).flatten()
}

/// `Junalco (X)`, also `Junalco (Ndlr : la X)`.
fn in_bracket(passage: &Passage<'_>, mention: &Range<usize>, commas: bool) -> Option<Stretch> {
    if !matches!(bare(passage.gap_after(mention.end - 1)).as_str(), "(" | "[") {
        return None;
    }
    let mut start = mention.end;
    // A mark and its determiner may follow one another: `Ndlr : ou la`.
    while let Some(n) = starting(passage, start, |tables| vec![&tables.term.editor_marks, &tables.determiners]) {
        start += n;
    }
    Some(Stretch { pattern: Pattern::Bracket, words: start..forward(passage, start, commas) })
}

/// `Junalco, [la] X,` or to the sentence's end.
fn after_comma(passage: &Passage<'_>, mention: &Range<usize>, commas: bool) -> Option<Stretch> {
    if bare(passage.gap_after(mention.end - 1)) != "," {
        return None;
    }
    let start = after_determiner(passage, mention.end)?;
    let end = forward(passage, start, commas);
    (!goes_on(passage, end)).then_some(Stretch { pattern: Pattern::Beside, words: start..end })
}

/// `X, [la] Junalco,` or at the sentence's end.
fn before_comma(passage: &Passage<'_>, mention: &Range<usize>, commas: bool) -> Option<Stretch> {
    let first = skip_back(passage, mention.start, |tables| vec![&tables.determiners]);
    let after = bare(passage.gap_after(mention.end - 1));
    let closed = after.is_empty() && mention.end == passage.words.len() || after.starts_with([',', '.', ';', ':', ')', '!', '?']);
    let apposed = first > 0 && bare(passage.gap_before(first)) == "," && closed && !goes_on(passage, mention.end);
    apposed.then(|| back(passage, first, commas)).flatten()
}

/// `la Junalco est la X`.
fn after_equation(passage: &Passage<'_>, mention: &Range<usize>, commas: bool) -> Option<Stretch> {
    if fold::gap(passage.gap_after(mention.end - 1)) != " " {
        return None;
    }
    let verb = starting(passage, mention.end, |tables| vec![&tables.term.equations])?;
    let start = mention.end + verb;
    let start = after_determiner(passage, start)?;
    Some(Stretch { pattern: Pattern::Beside, words: start..forward(passage, start, commas) })
}

/// Behind the determiner that stands at a word, if one does; none if it is an indefinite one, which describes and does not name.
fn after_determiner(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let indefinite = starting(passage, at, |tables| vec![&tables.term.indefinite]);
    indefinite.is_none().then(|| at + starting(passage, at, |tables| vec![&tables.determiners]).unwrap_or(0))
}

/// Whether a list goes on behind the words: its items are not one another's expansions.
fn goes_on(passage: &Passage<'_>, next: usize) -> bool {
    let joined = next < passage.words.len() && starting(passage, next, |tables| vec![&tables.term.conjunctions]).is_some();
    joined && next > 0 && matches!(bare(passage.gap_before(next)).as_str(), "" | ",")
}

fn starting(passage: &Passage<'_>, at: usize, lists: impl Fn(&'static Tables) -> Vec<&'static Phrases>) -> Option<usize> {
    passage.tables().flat_map(&lists).filter_map(|list| list.starting(passage.text, passage.words, at)).max()
}

/// The first of the words right before `at` that are in the lists.
fn skip_back(passage: &Passage<'_>, mut at: usize, lists: impl Fn(&'static Tables) -> Vec<&'static Phrases>) -> usize {
    while let Some(last) = at.checked_sub(1).filter(|&last| is_soft(passage.gap_after(last), false)) {
        let ending = passage.tables().flat_map(&lists).filter_map(|list| list.ending(passage.text, passage.words, last)).max();
        let Some(n) = ending else { break };
        at -= n;
    }
    at
}

/// The words before `end` as far as no punctuation parts them.
fn back(passage: &Passage<'_>, end: usize, commas: bool) -> Option<Stretch> {
    let mut start = end.checked_sub(1)?;
    while start > 0 && end - start < REACH && is_soft(passage.gap_before(start), commas) {
        start -= 1;
    }
    Some(Stretch { pattern: Pattern::Before, words: start..end })
}

/// One past the last of the words from `start` on that no punctuation parts.
fn forward(passage: &Passage<'_>, start: usize, commas: bool) -> usize {
    let mut end = start;
    while end < passage.words.len() && end - start < REACH && (end == start || is_soft(passage.gap_before(end), commas)) {
        end += 1;
    }
    end
}

fn is_soft(gap: &str, commas: bool) -> bool {
    fold::gap(gap).chars().all(|c| matches!(c, ' ' | '-' | '\'' | '&') || (commas && c == ','))
}

/// A gap without white space and quotation marks.
fn bare(gap: &str) -> String {
    fold::gap(gap).chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '*' | '_')).collect()
}
