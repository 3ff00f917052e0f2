//! Somebody's words between quotation marks × the same words in another document, with no rule: where they differ.
//!
//! The two are compared as a quotation with its source. What is no difference there is none here; and as either may be the copy, what an
//! editor or a reporter may do to a quotation may be done on either side.

use std::ops::Range;
use std::sync::LazyLock;

use super::align::Run;
use super::difference::{Difference, What, is_interjected, negates};
use super::index::Index;
use super::judge::{Judgement, Quotable, judge};
use super::part;
use super::token::Token;
use super::writing::Writings;
use crate::language::Language;
use crate::lexicon::Lexicon;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::prose::{Block, Role};

/// Words of the shortest part of a quotation that is compared.
const SHORTEST: usize = 4;
/// Words that are the same between two differences that are one.
const NEAR: usize = 2;

/// A quotation and a passage of which it is, sentence by sentence where it is not of it as a whole.
#[derive(Debug)]
pub(crate) struct Parallel {
    /// Words of the quotation.
    pub(crate) words: usize,
    /// Those that stand in the passage, in order, and how many of these are no function words.
    pub(crate) same: usize,
    pub(crate) telling: usize,
    /// What differs.
    pub(crate) spots: Vec<Spot>,
}

/// Words that are not the same. Ranges are bytes, with a word on both sides where one has nothing.
#[derive(Debug, Clone)]
pub(crate) struct Spot {
    pub(crate) quoted: Range<usize>,
    pub(crate) passage: Range<usize>,
    pub(crate) change: Change,
    /// It stands at an end of what is the same.
    pub(crate) at_edge: bool,
    /// Somewhere in it one side has nothing.
    pub(crate) one_sided: bool,
}

/// How grave a change is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// One side negates and the other does not.
    Negation,
    /// Figures differ.
    Figure,
    /// Words that are no function words.
    Content,
    /// Function words, or forms of one word.
    Little,
}

/// Compares a quotation, marks excluded, with a passage.
pub(crate) fn parallels(quotation: &str, passage: &str) -> Vec<Parallel> {
    static WRITINGS: LazyLock<Writings> = LazyLock::new(Writings::new);
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);
    let mut run = Vec::new();
    words(quotation, &mut run);
    let block = Block::plain(Role::Paragraph, 0..quotation.len());
    let read = Passage::new(&block, quotation, &run, &LEXICON);
    let index = Index::new([passage], &WRITINGS);
    let quotable = Quotable { index: &index, complete: false, min_words: SHORTEST, known: true };
    let mut found = Vec::new();
    for part in part::parts(&read, &(0..quotation.len()), &WRITINGS) {
        match judge(quotation, &part, &quotable) {
            Some(judgement) => found.push(parallel(quotation, &part, &index, judgement)),
            None => {
                let sentences = super::sentences(&read, &part).into_iter();
                found.extend(sentences.filter_map(|part| Some(parallel(quotation, part, &index, judge(quotation, part, &quotable)?))));
            }
        }
    }
    found
}

fn parallel(quotation: &str, part: &[Token], index: &Index<'_>, judgement: Judgement) -> Parallel {
    let Judgement { own, same, telling, differences, place, .. } = judgement;
    let paragraph = &index.paragraphs[place.0];
    let quoted = Run { text: quotation, tokens: part };
    let passage = Run { text: paragraph.text, tokens: &paragraph.tokens };
    let worded = differences.into_iter().filter(|difference| difference.what != What::Marks && !is_editorial(quoted, passage, difference));
    let mut spots: Vec<Tokens> = Vec::new();
    for Difference { words: (mine, theirs), .. } in worded {
        let one_sided = mine.is_empty() || theirs.is_empty();
        let at_edge = mine.start == 0 || mine.end == part.len();
        match spots.last_mut().filter(|last| mine.start <= last.mine.end + NEAR && theirs.start <= last.theirs.end + NEAR) {
            Some(last) => {
                last.mine.end = last.mine.end.max(mine.end);
                last.theirs.end = last.theirs.end.max(theirs.end);
                last.one_sided |= one_sided;
                last.at_edge &= at_edge;
            }
            None => spots.push(Tokens { mine, theirs, one_sided, at_edge }),
        }
    }
    let spots = spots.into_iter().map(|tokens| spot(quoted, passage, &tokens)).collect();
    Parallel { words: own, same, telling, spots }
}

/// A spot in tokens.
struct Tokens {
    mine: Range<usize>,
    theirs: Range<usize>,
    one_sided: bool,
    at_edge: bool,
}

fn spot(quoted: Run<'_>, passage: Run<'_>, tokens: &Tokens) -> Spot {
    let Tokens { mine, theirs, one_sided, at_edge } = tokens;
    let wide = |run: Run<'_>, range: &Range<usize>| {
        let range = if *one_sided { range.start.saturating_sub(1)..(range.end + 1).min(run.tokens.len()) } else { range.clone() };
        run.tokens[range.start].start as usize..run.tokens[range.end - 1].end as usize
    };
    let change = change(quoted, passage, mine, theirs);
    Spot { quoted: wide(quoted, mine), passage: wide(passage, theirs), change, at_edge: *at_edge, one_sided: *one_sided }
}

fn change(quoted: Run<'_>, passage: Run<'_>, mine: &Range<usize>, theirs: &Range<usize>) -> Change {
    let (here, there) = (&quoted.tokens[mine.clone()], &passage.tokens[theirs.clone()]);
    let only =
        |some: &[Token], others: &[Token]| some.iter().any(|token| !token.little && others.iter().all(|other| other.key != token.key));
    let digits = |tokens: &[Token]| tokens.iter().any(|token| token.digits);
    match () {
        () if negates(quoted, mine.clone()) != negates(passage, theirs.clone()) => Change::Negation,
        () if digits(here) && digits(there) => Change::Figure,
        () if only(here, there) || only(there, here) => Change::Content,
        () => Change::Little,
    }
}

/// Whether an editor or a reporter stands there on either side: a cut, brackets, an interruption, marks that close and open again.
fn is_editorial(quoted: Run<'_>, passage: Run<'_>, difference: &Difference) -> bool {
    let (mine, theirs) = &difference.words;
    let slack = slide(quoted, mine).max(slide(passage, theirs));
    let marked = |run: Run<'_>, range: &Range<usize>| {
        let around = around(run, range.start.saturating_sub(slack.0)..(range.end + slack.1).min(run.tokens.len()));
        around.contains(['…', '[', ']', '(', ')', '«', '»', '“', '”', '„', '"']) || around.contains("...")
    };
    marked(quoted, mine) || marked(passage, theirs) || is_interjected(passage, theirs, mine)
}

/// Over how many words before and behind it a run may slide and leave the same (`it, we cooked with` and `we cooked with it`): where
/// words are left out, either may be.
fn slide(run: Run<'_>, range: &Range<usize>) -> (usize, usize) {
    let same = |a: usize, b: usize| run.tokens.get(b).is_some_and(|b| run.tokens[a].key == b.key);
    let before = (1..=range.start.min(range.len())).take_while(|back| same(range.start - back, range.end - back)).count();
    let behind = (0..range.len()).take_while(|on| same(range.start + on, range.end + on)).count();
    (before, behind)
}

/// The text from the word before a run to the word behind it.
fn around<'a>(run: Run<'a>, range: Range<usize>) -> &'a str {
    let start = range.start.checked_sub(1).and_then(|at| run.tokens.get(at)).map_or(0, |token| token.end as usize);
    let end = run.tokens.get(range.end).or(run.tokens.last()).map_or(start, |token| token.start as usize);
    &run.text[start..end.max(start)]
}

/// Whether words are function words alone.
pub(crate) fn is_little(key: u64) -> bool {
    Language::ALL.into_iter().map(Language::tables).any(|tables| {
        [&tables.function_words, &tables.determiners, &tables.prepositions, &tables.negations].iter().any(|list| list.has_key(key))
    })
}

/// Words as they are compared: without case, accents and what stands between them.
pub(crate) fn wording(text: &str) -> String {
    let mut run = Vec::new();
    words(text, &mut run);
    run.iter().map(|word| fold::strip(word.text(text)).into_owned()).collect::<Vec<_>>().join(" ")
}
