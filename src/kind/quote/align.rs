//! The words of a quotation and of a passage → which of them stand for each other, in order.
//!
//! A local alignment (Smith–Waterman): it begins and ends with words that are the same, wherever in both, and goes on over words that
//! differ as long as what follows makes up for them. Function words weigh half, so that a chance `de` does not carry it into a sentence
//! that has nothing to do with the passage.

use super::token::{Sort, Token};
use crate::prose::fold;

const SAME: i32 = 8;
const SAME_LITTLE: i32 = 4;
const OTHER: i32 = -4;
/// A word of the source passed over where the quotation has an editor's bracket.
const PASSED: i32 = -1;

/// A text with its tokens, or some of them.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

impl<'a> Run<'a> {
    /// A token as it is written.
    pub(super) fn word(&self, at: usize) -> &'a str {
        &self.text[self.tokens[at].range()]
    }
}

/// Whether two words are the same: accents may be missing in capitals, and be there where the source's own typography has none.
pub(super) fn is_same(quoted: Run<'_>, at: usize, source: Run<'_>, other: usize) -> bool {
    let (a, b) = (&quoted.tokens[at], &source.tokens[other]);
    let written = || (fold::strip(quoted.word(at)), fold::strip(source.word(other)));
    match a.sort {
        _ if a.key == b.key => true,
        Sort::Ending => matches!(written(), (end, whole) if whole.ends_with(&*end)),
        Sort::Beginning => matches!(written(), (start, whole) if whole.starts_with(&*start)),
        Sort::Plain | Sort::Aside(_) | Sort::Incise(_) => a.bare == b.bare && (a.capital || b.key == b.bare),
    }
}

/// How a cell of the table was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Nothing,
    Both,
    Quoted,
    Source,
}

/// The pairs of words that are the same, both in order.
pub(super) fn align(quoted: Run<'_>, source: Run<'_>) -> Vec<(usize, usize)> {
    let (rows, columns) = (quoted.tokens.len(), source.tokens.len());
    let mut from = vec![From::Nothing; rows * columns];
    let mut above = vec![0; columns + 1];
    let mut best = (0, 0, 0);
    for row in 0..rows {
        let mut current = vec![0; columns + 1];
        let aside = matches!(quoted.tokens[row].sort, Sort::Aside(_) | Sort::Incise(_));
        let next_is_loose = quoted.tokens.get(row + 1).is_some_and(|next| next.loose || matches!(next.sort, Sort::Aside(_)));
        for column in 0..columns {
            let same = is_same(quoted, row, source, column);
            let both = above[column] + if same { weight(&quoted.tokens[row]) } else { OTHER };
            let skip_quoted = above[column + 1] + if aside { 0 } else { OTHER };
            let skip_source = current[column] + if next_is_loose { PASSED } else { OTHER };
            let (score, way) = better((both, From::Both), (skip_quoted, From::Quoted), (skip_source, From::Source));
            current[column + 1] = score.max(0);
            from[row * columns + column] = if score > 0 { way } else { From::Nothing };
            if score > best.0 {
                best = (score, row + 1, column + 1);
            }
        }
        above = current;
    }
    trace(quoted, source, &from, (best.1, best.2))
}

fn weight(token: &Token) -> i32 {
    if token.little { SAME_LITTLE } else { SAME }
}

fn better(both: (i32, From), quoted: (i32, From), source: (i32, From)) -> (i32, From) {
    let skipped = if quoted.0 >= source.0 { quoted } else { source };
    if both.0 >= skipped.0 { both } else { skipped }
}

fn trace(quoted: Run<'_>, source: Run<'_>, from: &[From], end: (usize, usize)) -> Vec<(usize, usize)> {
    let columns = source.tokens.len();
    let (mut row, mut column) = end;
    let mut pairs = Vec::new();
    while row > 0 && column > 0 {
        match from[(row - 1) * columns + column - 1] {
            From::Nothing => break,
            From::Both => {
                (row, column) = (row - 1, column - 1);
                if is_same(quoted, row, source, column) {
                    pairs.push((row, column));
                }
            }
            From::Quoted => row -= 1,
            From::Source => column -= 1,
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::index::Index;
    use super::super::writing::Writings;
    use super::*;

    fn pairs(quoted: &str, source: &str) -> String {
        let index = Index::new([quoted, source], &Writings::new());
        let run = |at: usize| Run { text: index.paragraphs[at].text, tokens: &index.paragraphs[at].tokens };
        align(run(0), run(1)).into_iter().map(|(at, _)| run(0).word(at)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_paired_in_order_over_those_that_differ() {
        assert_eq!(
            pairs("la peine prononcée est lourde et juste", "Enfin la peine annoncée est lourde, juste"),
            "la peine est lourde juste"
        );
    }

    #[test]
    fn a_sentence_of_its_own_is_not_drawn_in_by_a_function_word() {
        assert_eq!(pairs("le site est fermé. Nous en sommes là", "le site est fermé depuis mardi, nous dit-on"), "le site est fermé");
    }

    #[test]
    fn accents_may_be_missing_in_capitals_only() {
        assert_eq!(pairs("l’Etat décide seul", "l'État décide seul"), "l Etat décide seul");
        assert_eq!(pairs("voici une tache seule", "voici une tâche seule"), "voici une seule");
    }
}
