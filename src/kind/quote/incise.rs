//! What a reporter may have put into a quotation between commas: in, the words of a part; out, those that say who speaks, marked
//! (`, assure-t-elle,`, `, insiste le maire,`, `, according to her,`). Whether they are the reporter's only the source tells.

use super::token::{Sort, is_abbreviation};
use crate::language::{Language, Phrases, Tables};
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::Word;

/// Words of the longest interruption.
const LONGEST: usize = 10;

/// Marks the words of every interruption.
pub(super) fn mark(passage: &Passage<'_>, part: &mut [(Word, Sort)]) {
    let words: Vec<Word> = part.iter().map(|(word, _)| *word).collect();
    let cuts: Vec<usize> = (0..=words.len()).filter(|&at| at == 0 || at == words.len() || is_cut(passage.text, &words, at)).collect();
    for (number, cut) in cuts.windows(2).enumerate() {
        let (start, end) = (cut[0], cut[1]);
        let whole = start == 0 && end == words.len();
        if whole || end - start > LONGEST || !says(passage.text, &words, start, end) {
            continue;
        }
        for (_, sort) in part[start..end].iter_mut().filter(|(_, sort)| *sort == Sort::Plain) {
            *sort = Sort::Incise(number as u16);
        }
    }
}

/// Whether a comma, a dash or the end of a sentence stands before a word.
fn is_cut(text: &str, words: &[Word], at: usize) -> bool {
    let gap = &text[words[at - 1].end as usize..words[at].start as usize];
    let stop = gap.contains(['.', '!', '?']) && !is_abbreviation(words[at - 1].text(text));
    gap.contains(char::is_whitespace) && (stop || is_set_off(gap))
}

fn is_set_off(gap: &str) -> bool {
    gap.contains([',', '—', '–']) || gap.trim() == "-"
}

/// Whether the words from `start` to `end` say who speaks. At the ends of a quotation, where its own words may do so too, they must begin so.
fn says(text: &str, words: &[Word], start: usize, end: usize) -> bool {
    let tables = || Language::ALL.into_iter().map(Language::tables);
    let found = |list: fn(&Tables) -> &Phrases, at: usize| tables().any(|tables| list(tables).starting(text, words, at).is_some());
    let gap = |at: usize| &text[words[at - 1].end as usize..words[at].start as usize];
    let set_off = |at: usize| at > 0 && at < words.len() && is_set_off(gap(at));
    let according = found(|tables| &tables.quote.according, start);
    let inverted =
        (start + 1..end).any(|at| gap(at).ends_with(fold::is_hyphen) && tables().any(|t| t.quote.inverted.has_key(words[at].key)));
    let verb = |until: usize| (start..until.min(end)).any(|at| found(|tables| &tables.saying, at));
    match (set_off(start), set_off(end)) {
        (true, true) => according || inverted || verb(end),
        (true, false) => according || verb(start + 2) || (inverted && verb(end)),
        (false, true) => according,
        (false, false) => false,
    }
}
