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
use crate::lexicon::stem;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::prose::{Block, Role};

/// Words of the shortest part of a quotation that is compared.
const SHORTEST: usize = 4;
/// Words that are the same between two differences that are one.
const NEAR: usize = 2;
/// So far from the first word, or the last, another punctuation is shown with it.
const SHOWN: usize = 10;

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
    /// Somewhere inside the punctuation differs too: nothing by itself, but no sentence around a quotation asks for it.
    pub(crate) repunctuated: bool,
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
    /// One word that says something stands for another.
    pub(crate) is_word: bool,
    /// Both have several figures in it: a date, the number of a law.
    pub(crate) is_reference: bool,
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
    let mut run = Vec::new();
    words(quotation, &mut run);
    let block = Block::plain(Role::Paragraph, 0..quotation.len());
    let read = Passage::new(&block, quotation, &run);
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
    let told = differences.into_iter().filter(|difference| !is_editorial(quoted, passage, difference));
    let (marks, worded): (Vec<Difference>, Vec<Difference>) = told.partition(|difference| difference.what == What::Marks);
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
    let spots = spots.into_iter().map(|tokens| spot(quoted, passage, &tokens, &marks)).collect();
    Parallel { words: own, same, telling, spots, repunctuated: !marks.is_empty() }
}

/// A spot in tokens.
struct Tokens {
    mine: Range<usize>,
    theirs: Range<usize>,
    one_sided: bool,
    at_edge: bool,
}

fn spot(quoted: Run<'_>, passage: Run<'_>, tokens: &Tokens, marks: &[Difference]) -> Spot {
    let Tokens { mine, theirs, one_sided, at_edge } = tokens;
    let change = change(quoted, passage, mine, theirs);
    let telling = |run: Run<'_>, range: &Range<usize>| range.len() == 1 && !run.tokens[range.start].little;
    let is_word = telling(quoted, mine) && telling(passage, theirs);
    let figures = |run: Run<'_>, range: &Range<usize>| run.tokens[range.clone()].iter().filter(|token| token.digits).count();
    let is_reference = figures(quoted, mine).min(figures(passage, theirs)) > 1;
    let (mine, theirs) = &if change == Change::Little && *at_edge && !one_sided {
        with_next((quoted, mine), (passage, theirs), marks)
    } else {
        (mine.clone(), theirs.clone())
    };
    let wide = |run: Run<'_>, range: &Range<usize>| {
        let range = if *one_sided { range.start.saturating_sub(1)..(range.end + 1).min(run.tokens.len()) } else { range.clone() };
        run.tokens[range.start].start as usize..run.tokens[range.end - 1].end as usize
    };
    Spot {
        quoted: wide(quoted, mine),
        passage: wide(passage, theirs),
        change,
        at_edge: *at_edge,
        one_sided: *one_sided,
        is_word,
        is_reference,
    }
}

/// A function word at an edge with the words beside it, up to where the punctuation is another: `l` and `d` say nothing to anybody.
fn with_next(
    (quoted, mine): (Run<'_>, &Range<usize>),
    (passage, theirs): (Run<'_>, &Range<usize>),
    marks: &[Difference],
) -> (Range<usize>, Range<usize>) {
    let near = marks.iter().map(|marks| (marks.words.0.start, marks.words.1.start));
    if mine.start == 0 {
        let behind = near.into_iter().find(|(at, _)| (mine.end..mine.end + SHOWN).contains(at));
        let (until, other) = behind.unwrap_or((mine.end, theirs.end));
        (mine.start..(until + 1).min(quoted.tokens.len()), theirs.start..(other + 1).min(passage.tokens.len()))
    } else {
        let before = near.into_iter().rfind(|(at, _)| at + SHOWN >= mine.start && *at <= mine.start);
        let (from, other) = before.unwrap_or((mine.start, theirs.start));
        (from.saturating_sub(1)..mine.end, other.saturating_sub(1)..theirs.end)
    }
}

fn change(quoted: Run<'_>, passage: Run<'_>, mine: &Range<usize>, theirs: &Range<usize>) -> Change {
    let (here, there) = (&quoted.tokens[mine.clone()], &passage.tokens[theirs.clone()]);
    let same = |(a, run): (&Token, Run<'_>), (b, other): (&Token, Run<'_>)| {
        a.key == b.key
            || Language::ALL.into_iter().any(|language| stem(&run.text[a.range()], language) == stem(&other.text[b.range()], language))
    };
    let only = |(some, run): (&[Token], Run<'_>), (others, other): (&[Token], Run<'_>)| {
        some.iter().any(|token| !token.little && !others.iter().any(|there| same((token, run), (there, other))))
    };
    let digits = |tokens: &[Token]| tokens.iter().any(|token| token.digits);
    match () {
        () if negates(quoted, mine.clone()) != negates(passage, theirs.clone()) => Change::Negation,
        () if digits(here) && digits(there) => Change::Figure,
        () if only((here, quoted), (there, passage)) || only((there, passage), (here, quoted)) => Change::Content,
        () => Change::Little,
    }
}

/// Whether an editor or a reporter stands there on either side: a cut, brackets, an interruption, marks that close and open again.
fn is_editorial(quoted: Run<'_>, passage: Run<'_>, difference: &Difference) -> bool {
    let (mine, theirs) = &difference.words;
    let slack = slide(quoted, mine).max(slide(passage, theirs));
    // What stands before the first word of a quotation, or behind its last one, is none of it.
    let (first, last) = (mine.start == 0, mine.end == quoted.tokens.len());
    let marked = |run: Run<'_>, range: &Range<usize>| {
        let start = if first { Some(range.start) } else { range.start.saturating_sub(slack.0).checked_sub(1) };
        let end = if last { range.end.checked_sub(1) } else { Some((range.end + slack.1).min(run.tokens.len())) };
        let around = between(run, start, first, end);
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

/// The text from behind one token, or from its beginning, to the beginning of another.
fn between<'a>(run: Run<'a>, from: Option<usize>, whole: bool, until: Option<usize>) -> &'a str {
    let start = from.and_then(|at| run.tokens.get(at)).map_or(0, |token| if whole { token.start } else { token.end } as usize);
    let end = until.and_then(|at| run.tokens.get(at)).or(run.tokens.last()).map_or(start, |token| token.start as usize);
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
