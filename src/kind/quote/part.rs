//! A quotation → the parts that are judged each on its own, with the editor's brackets read.
//!
//! `[…]`, `(…)` and `…` part a quotation. Words in square brackets are the editor's and are skipped; words in round ones may be the
//! editor's or the source's, which only the source tells.

use std::ops::Range;

use super::incise;
use super::token::{Sort, Token, tokens};
use super::writing::Writings;
use crate::prose::passage::Passage;
use crate::prose::words::Word;

/// Brackets in a text with what stands in them, marks included.
struct Bracket {
    range: Range<usize>,
    round: bool,
}

/// The parts of the quotation that fills `range`.
pub(super) fn parts(passage: &Passage<'_>, range: &Range<usize>, writings: &Writings) -> Vec<Vec<Token>> {
    let brackets = brackets(passage.text, range);
    let mut parts = Vec::new();
    let mut part: Vec<(Word, Sort)> = Vec::new();
    let mut last = range.start;
    let mut close = |part: &mut Vec<(Word, Sort)>, end: usize| {
        if !part.is_empty() {
            incise::mark(passage, part);
            parts.push(tokens(passage.text, part.drain(..), end, writings));
        }
    };
    for word in &passage.words[passage.words_in(range)] {
        let start = word.start as usize;
        if elides(&passage.text[last..start]) {
            close(&mut part, last);
        }
        last = word.end as usize;
        let at = brackets.partition_point(|bracket| bracket.range.end <= start);
        match brackets.get(at).filter(|bracket| bracket.range.contains(&start)) {
            Some(bracket) if bracket.round => part.push((*word, Sort::Aside(at as u16))),
            Some(_) => {}
            None => part.push((*word, completed(passage.text, &brackets[at.saturating_sub(1)..brackets.len().min(at + 1)], word))),
        }
    }
    // Signs behind the last word are read, brackets and an elision there are not.
    let tail = &passage.text[last..range.end];
    close(&mut part, if tail.contains(['[', '(', '…', '{']) { last } else { range.end });
    parts
}

/// Whether words are left out here.
fn elides(gap: &str) -> bool {
    gap.len() > 1 && (gap.contains('…') || gap.contains("..") || gap.contains(". . ."))
}

/// Whether an editor completed the word in brackets that touch it; `brackets` are the nearest on both sides.
fn completed(text: &str, brackets: &[Bracket], word: &Word) -> Sort {
    let square = |at: &dyn Fn(&Bracket) -> bool| brackets.iter().any(|bracket| !bracket.round && at(bracket));
    if square(&|bracket| bracket.range.end == word.start as usize) {
        Sort::Ending
    } else if square(&|bracket| {
        bracket.range.start == word.end as usize && text[bracket.range.clone()].chars().nth(1).is_some_and(char::is_alphabetic)
    }) {
        Sort::Beginning
    } else {
        Sort::Plain
    }
}

fn brackets(text: &str, range: &Range<usize>) -> Vec<Bracket> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text[range.clone()].char_indices().map(|(at, c)| (range.start + at, c)) {
        match (open, c) {
            (None, '[' | '(' | '{') => open = Some((at, c)),
            (Some((start, '(')), ')') => {
                found.push(Bracket { range: start..at + 1, round: true });
                open = None;
            }
            (Some((start, '[' | '{')), ']' | '}') => {
                found.push(Bracket { range: start..at + 1, round: false });
                open = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words::words;
    use crate::prose::{Block, Role};

    fn read(text: &str) -> Vec<Vec<(String, Sort, bool)>> {
        let mut run = Vec::new();
        words(text, &mut run);
        let block = Block::plain(Role::Paragraph, 0..text.len());
        let passage = Passage::new(&block, text, &run);
        let parts = parts(&passage, &(0..text.len()), &Writings::new());
        let one = |token: Token| (text[token.range()].to_owned(), token.sort, token.loose);
        parts.into_iter().map(|part| part.into_iter().map(one).collect()).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        read(text).iter().map(|part| part.iter().map(|(word, ..)| word.as_str()).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn elisions_part_a_quotation() {
        assert_eq!(texts("un deux […] trois (...) quatre… cinq . . . six [...]"), ["un deux", "trois", "quatre", "cinq", "six"]);
        assert_eq!(texts("un deux. Trois"), ["un deux Trois"]);
    }

    #[test]
    fn square_brackets_are_skipped_and_round_ones_remembered() {
        let part = &read("un [mot, ndlr] deux (trois) quatre")[0];
        assert_eq!(part[1], ("deux".into(), Sort::Plain, true));
        assert_eq!(part[2].1, Sort::Aside(1));
        assert_eq!(part[3].1, Sort::Plain);
    }

    #[test]
    fn a_word_completed_in_brackets_is_one_word() {
        let part = &read("[L]e plan particip[é] suit [sic] là")[0];
        assert_eq!(
            part.iter().map(|(word, sort, _)| (word.as_str(), *sort)).collect::<Vec<_>>(),
            [("e", Sort::Ending), ("plan", Sort::Plain), ("particip", Sort::Beginning), ("suit", Sort::Plain), ("là", Sort::Plain),]
        );
    }
}
