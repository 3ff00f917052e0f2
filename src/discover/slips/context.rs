//! The words around a word, as keys under which two places between the same words meet.

use crate::kind::quote::spoken::is_little;
use crate::prose::fold::is_apostrophe;
use crate::prose::passage::Passage;

/// Words around that must be the same.
pub(super) const AROUND: usize = 4;

/// Whether a word stands among words: it is no part of an address, of what hyphens join, or of code.
pub(super) fn is_free(passage: &Passage<'_>, at: usize) -> bool {
    let before = passage.gap_before(at).chars().next_back();
    let behind = passage.gap_after(at).chars().next();
    let opens = |c: char| c.is_whitespace() || is_apostrophe(c) || matches!(c, '«' | '“' | '"' | '(' | '—' | '–');
    let closes = |c: char| {
        c.is_whitespace() || is_apostrophe(c) || matches!(c, '»' | '”' | '"' | ')' | '—' | '–' | ',' | ';' | ':' | '.' | '!' | '?' | '…')
    };
    before.is_none_or(opens) && behind.is_none_or(closes) && !passage.is_address(passage.words[at].start as usize)
}

/// The keys of a place: so many words before, and so many behind, [`AROUND`] in all.
pub(super) fn keys(passage: &Passage<'_>, at: usize, mut each: impl FnMut(u64)) {
    let words = passage.words;
    for before in 0..=AROUND {
        let behind = AROUND - before;
        let Some(start) = at.checked_sub(before).filter(|_| at + behind < words.len()) else { continue };
        let around = words[start..at].iter().chain(&words[at + 1..=at + behind]);
        each(around.fold(before as u64 + 1, |hash: u64, word| (hash.rotate_left(5) ^ word.key).wrapping_mul(0x517c_c1b7_2722_0a95)));
    }
}

/// The keys of a word with two of its neighbours: those before it, those behind, one on either side. Whatever [`keys`] two places share,
/// they share one of these.
pub(super) fn beside(passage: &Passage<'_>, at: usize, word: u64) -> [Option<u64>; 3] {
    let neighbour = |at: Option<usize>| Some(passage.words.get(at?)?.key);
    let before = [at.checked_sub(2), at.checked_sub(1)].map(neighbour);
    let behind = [Some(at + 1), Some(at + 2)].map(neighbour);
    let key = |a: Option<u64>, b: Option<u64>, side: u32| {
        let words = a?.rotate_left(side) ^ b?;
        Some((words.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95))
    };
    [key(before[0], before[1], 5), key(before[1], behind[0], 11), key(behind[0], behind[1], 17)]
}

/// The same with one neighbour, for [`neighbours`].
pub(super) fn right_beside(passage: &Passage<'_>, at: usize, word: u64) -> [Option<u64>; 2] {
    let key = |at: Option<usize>, side: u32| {
        let neighbour = passage.words.get(at?)?;
        Some((neighbour.key.rotate_left(side) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95))
    };
    [key(at.checked_sub(1), 7), key(Some(at + 1), 13)]
}

/// The keys of the words right before and behind that are no function words.
pub(super) fn neighbours(passage: &Passage<'_>, at: usize, mut each: impl FnMut(u64)) {
    let mut add = |side: u64, gap: &str, word: Option<usize>| {
        let Some(word) = word.map(|at| &passage.words[at]).filter(|_| gap == " ") else { return };
        if word.range().len() > 2 && word.shape.is_lower() && !word.shape.has_digit() && !is_little(word.key) {
            each((word.key ^ side).wrapping_mul(0x517c_c1b7_2722_0a95));
        }
    };
    add(0x51, passage.gap_before(at), at.checked_sub(1));
    add(0x52, passage.gap_after(at), Some(at + 1).filter(|&next| next < passage.words.len()));
}
