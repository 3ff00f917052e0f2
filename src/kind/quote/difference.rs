//! Words that do not stand for each other → differences with their places, for people.

use std::ops::Range;

use super::align::Run;
use super::judge::is_insertion;
use super::token::{Sort, Token, marks};
use crate::language::{Language, Phrases, Tables};
use crate::prose::fold;

/// A quotation and its passage with the pairs of words that are the same.
pub(super) struct Differing<'a> {
    pub(super) quoted: Run<'a>,
    pub(super) source: Run<'a>,
    pub(super) pairs: Vec<(usize, usize)>,
    /// Tokens of both at the ends that stand for each other and are not the same.
    pub(super) edges: Vec<(Range<usize>, Range<usize>)>,
}

/// One thing that is not as in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) what: What,
    /// Bytes of the draft's text.
    pub(super) span: Range<usize>,
    /// What the quotation has.
    pub(super) quoted: String,
    /// What the source has.
    pub(super) source: String,
    /// Tokens of the quotation, and of the source, that do not stand for each other; one of them may be empty.
    pub(super) words: (Range<usize>, Range<usize>),
}

/// The sorts of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A negation of the source is not there.
    Negation,
    /// A figure is another.
    Figure,
    /// Words stand for others.
    Changed,
    /// Words are not the source's.
    Added,
    /// Words of the source are not there.
    Dropped,
    /// Only the punctuation is another.
    Marks,
}

/// All that differs, in order.
pub(super) fn differences(differing: &Differing<'_>) -> Vec<Difference> {
    let inside = differing.pairs.windows(2).filter_map(|pair| between(differing, pair[0], pair[1]));
    let edges = differing.edges.iter().filter_map(|(at, other)| difference(differing, at.clone(), other.clone()));
    let mut found: Vec<Difference> = inside.chain(edges).collect();
    found.sort_by_key(|difference| difference.span.start);
    found
}

/// What differs between two pairs that follow one another.
fn between(differing: &Differing<'_>, before: (usize, usize), after: (usize, usize)) -> Option<Difference> {
    let (quoted, source) = (differing.quoted, differing.source);
    let loose = (before.0 + 1..=after.0).any(|at| quoted.tokens[at].loose) || (before.1 + 1..=after.1).any(|at| source.tokens[at].loose);
    if is_interjected(quoted, &(before.0 + 1..after.0), &(before.1 + 1..after.1)) {
        return None;
    }
    let own: Vec<usize> = (before.0 + 1..after.0).filter(|&at| !is_insertion(quoted.tokens, &differing.pairs, at)).collect();
    let aside = |at: usize| matches!(quoted.tokens[at].sort, Sort::Aside(_)) && !own.contains(&at);
    let inserted = (before.0 + 1..after.0).any(aside);
    let interrupted = own.len() < after.0 - before.0 - 1;
    let words = match (own.first(), own.last()) {
        (Some(&first), Some(&last)) => first..last + 1,
        _ => after.0..after.0,
    };
    let others = before.1 + 1..after.1;
    match (words.is_empty(), others.is_empty()) {
        (true, _) if loose || inserted => None,
        (false, true) if loose => None,
        (true, true) if interrupted => None,
        (true, true) => punctuation(quoted, source, after),
        _ => difference(differing, words, others),
    }
}

fn punctuation(quoted: Run<'_>, source: Run<'_>, (at, other): (usize, usize)) -> Option<Difference> {
    let marks_at = |run: Run<'_>, at: usize| marks(run.text, &run.tokens[at - 1], &run.tokens[at]);
    let (mine, theirs) = (marks_at(quoted, at), marks_at(source, other));
    (mine != theirs && !is_aside_only(&mine, &theirs)).then(|| {
        let span = bytes(quoted.tokens, at - 1..at + 1);
        let quoted = shown(&quoted.text[span.clone()]);
        let source = shown(&source.text[bytes(source.tokens, other - 1..other + 1)]);
        Difference { what: What::Marks, span, quoted, source, words: (at..at, other..other) }
    })
}

/// Brackets round words of the source are the editor's typography.
fn is_aside_only(mine: &str, theirs: &str) -> bool {
    let without = |marks: &str| marks.chars().filter(|c| !matches!(c, '(' | ')' | '—' | ',')).collect::<String>();
    mine.contains(['(', ')']) != theirs.contains(['(', ')']) && without(mine) == without(theirs)
}

/// The difference of two runs of tokens; none where they are the same letters (`week-end`, `weekend`) or an editor's business.
fn difference(differing: &Differing<'_>, words: Range<usize>, others: Range<usize>) -> Option<Difference> {
    let (quoted, source) = (differing.quoted, differing.source);
    if letters(quoted, words.clone()) == letters(source, others.clone()) || is_interjected(quoted, &words, &others) {
        return None;
    }
    let span = if words.is_empty() { bytes(quoted.tokens, words.start - 1..words.end + 1) } else { with_elision(quoted, words.clone()) };
    if is_sic(&quoted.text[span.end..]) {
        return None;
    }
    let what = match (words.is_empty(), others.is_empty()) {
        _ if negates(source, others.clone()) && !negates(quoted, words.clone()) => What::Negation,
        (true, _) => What::Dropped,
        (_, true) => What::Added,
        _ if has_figure(quoted, words.clone()) && has_figure(source, others.clone()) => What::Figure,
        _ => What::Changed,
    };
    let text = |run: Run<'_>, range: Range<usize>| if range.is_empty() { String::new() } else { shown(&run.text[whole(run, range)]) };
    let tokens = (words.clone(), others.clone());
    Some(Difference { what, span, quoted: text(quoted, words), source: text(source, others), words: tokens })
}

fn letters(run: Run<'_>, range: Range<usize>) -> String {
    range.map(|at| fold::strip(run.word(at)).into_owned()).collect()
}

fn has_figure(run: Run<'_>, range: Range<usize>) -> bool {
    run.tokens[range].iter().any(|token| token.digits)
}

fn tables() -> impl Iterator<Item = &'static Tables> {
    Language::ALL.into_iter().map(Language::tables)
}

/// Whether a negation stands there that can stand alone: `ne` without `pas` is none.
pub(super) fn negates(run: Run<'_>, range: Range<usize>) -> bool {
    let is = |list: fn(&Tables) -> &Phrases, key: u64| tables().any(|tables| list(tables).has_key(key));
    run.tokens[range].iter().any(|token| is(|t| &t.negations, token.key) && !is(|t| &t.quote.half_negations, token.key))
}

/// Whether the words are the reporter's, between commas in the middle of what was said: `, a expliqué la maire,`.
pub(super) fn is_interjected(quoted: Run<'_>, words: &Range<usize>, others: &Range<usize>) -> bool {
    let tokens = quoted.tokens;
    let set_off =
        |at: usize| at == 0 || at == tokens.len() || marks(quoted.text, &tokens[at - 1], &tokens[at]).contains([',', '—', '(', ')']);
    if !others.is_empty() || words.is_empty() || !set_off(words.start) || !set_off(words.end) {
        return false;
    }
    let says = |token: &Token| tables().any(|tables| tables.saying.has_key(token.key));
    let inverted = |token: &Token| {
        quoted.text[..token.start as usize].ends_with(fold::is_hyphen) && tables().any(|tables| tables.quote.inverted.has_key(token.key))
    };
    tokens[words.clone()].iter().any(|token| says(token) || inverted(token))
}

fn is_sic(rest: &str) -> bool {
    let inner = rest.trim_start().strip_prefix(['[', '(']).map(str::trim_start);
    inner.and_then(|inner| inner.get(..3)).is_some_and(|word| word.eq_ignore_ascii_case("sic"))
}

fn bytes(tokens: &[Token], range: Range<usize>) -> Range<usize> {
    tokens[range.start].start as usize..tokens[range.end - 1].end as usize
}

/// The bytes of a run of tokens, with the apostrophe that its last word ends in: `d’`.
fn with_elision(run: Run<'_>, range: Range<usize>) -> Range<usize> {
    let span = bytes(run.tokens, range);
    let mut rest = run.text[span.end..].chars();
    let elided = rest.next().filter(|&c| fold::is_apostrophe(c) && rest.next().is_some_and(char::is_alphanumeric));
    span.start..span.end + elided.map_or(0, char::len_utf8)
}

/// The same with the word that its first word leans on: `there’s` for a mere `s`.
fn whole(run: Run<'_>, range: Range<usize>) -> Range<usize> {
    let first = range.start;
    let leans =
        run.tokens[first].end - run.tokens[first].start <= 2 && run.text[..run.tokens[first].start as usize].ends_with(fold::is_apostrophe);
    let span = with_elision(run, range);
    if leans && first > 0 { run.tokens[first - 1].start as usize..span.end } else { span }
}

/// As messages show it: on one line, long runs cut.
pub(super) fn shown(text: &str) -> String {
    const LONG: usize = 12;
    let words: Vec<&str> = text.split_whitespace().collect();
    let shown = words.iter().take(LONG).copied().collect::<Vec<_>>().join(" ");
    if words.len() > LONG { format!("{shown} …") } else { shown }
}
