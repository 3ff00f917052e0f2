//! Short forms in a passage, with the words beside them that they stand for.

use std::ops::Range;

use super::fit::{Giver, idle, is_nearly};
use crate::language::{Language, Phrases, Tables};
use crate::lexicon::stem;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::Word;

/// Letters of the shortest and the longest short form.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=10;

/// Letters of the shortest that is spoken as a word (`Cerus`), and words of content that it stands for at least.
const SPOKEN: usize = 4;
const SPOKEN_WORDS: usize = 3;

/// Words that are looked at on either side.
const REACH: usize = 18;

/// A short form with what it stands for.
pub(super) struct Found {
    /// Lower case, no accents.
    pub(super) short: String,
    /// The words of content of what it stands for.
    pub(super) stems: Vec<String>,
    /// Whether each of them has a capital.
    pub(super) capitals: Vec<bool>,
    /// The words of the expansion.
    pub(super) words: Range<usize>,
    /// The word that is the short form.
    pub(super) at: usize,
}

/// Calls `found` with every short form beside its expansion.
pub(super) fn acronyms(passage: &Passage<'_>, mut found: impl FnMut(Found)) {
    for at in (0..passage.words.len()).filter(|&at| passage.words[at].shape.is_capitalised()) {
        let Some(side) = sides(passage, at) else { continue };
        let Some(short) = Short::read(passage, at) else { continue };
        let run = match side {
            Beside::Before(end, strict) => short.before(passage, end, strict),
            Beside::Behind(strict) => short.behind(passage, at, strict),
            Beside::Equation(start) => short.from(passage, start),
        };
        found(match run {
            Some(run) => short.found(passage, at, run),
            None => continue,
        });
    }
}

/// On which side of a word an expansion may stand, and before which word it ends; strictly where only commas say so.
enum Beside {
    Before(usize, bool),
    Behind(bool),
    /// From that word on: `la Junalco est la …`.
    Equation(usize),
}

fn sides(passage: &Passage<'_>, at: usize) -> Option<Beside> {
    // As most words stand.
    if passage.gap_after(at) == " " {
        return equation(passage, at + 1).map(Beside::Equation);
    }
    if at > 0 && is_opening(passage.gap_before(at)) && is_closing(passage.gap_after(at)) {
        return Some(Beside::Before(at, false));
    }
    let after = fold::gap(passage.gap_after(at));
    if is_opening(&after) {
        return Some(Beside::Behind(false));
    }
    // `…, la CTCC`: its article is no word of the expansion.
    let head = if at > 1 && is_determiner(passage, at - 1) { at - 1 } else { at };
    let before = if head > 0 { fold::gap(passage.gap_before(head)) } else { "".into() };
    match () {
        () if before == ", " && (after.is_empty() || after.starts_with([',', '.', ';'])) => Some(Beside::Before(head, true)),
        () if after == ", " => Some(Beside::Behind(true)),
        () if after == " " => equation(passage, at + 1).map(Beside::Equation),
        () => None,
    }
}

/// Behind a verb of equation and a determiner that is no indefinite one.
fn equation(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let starting = |at: usize, list: fn(&'static Tables) -> &'static Phrases| {
        passage.tables().filter_map(|tables| list(tables).starting(passage.text, passage.words, at)).max()
    };
    let start = at + starting(at, |tables| &tables.term.equations)?;
    let named = starting(start, |tables| &tables.term.indefinite).is_none();
    named.then(|| start + starting(start, |tables| &tables.determiners).unwrap_or(0))
}

fn is_opening(gap: &str) -> bool {
    let mut signs = gap.chars().filter(|c| !c.is_whitespace() && !is_mark(*c));
    matches!(signs.next(), Some('(' | '[')) && signs.next().is_none()
}

fn is_closing(gap: &str) -> bool {
    matches!(gap.chars().find(|c| !c.is_whitespace() && !is_mark(*c)), Some(')' | ']' | ',' | ';'))
}

/// Quotation marks and emphasis.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '*' | '_' | '\'' | '’' | '‘')
}

struct Short {
    letters: Vec<char>,
    /// It is spoken as a word rather than written in capitals.
    spoken: bool,
}

impl Short {
    fn read(passage: &Passage<'_>, at: usize) -> Option<Self> {
        let word = &passage.words[at];
        let written = word.text(passage.text);
        // A plural has a small s: `ONGs`.
        let bare =
            written.strip_suffix('s').filter(|bare| bare.chars().count() > 1 && bare.chars().all(char::is_uppercase)).unwrap_or(written);
        let letters: Vec<char> = fold::strip(bare).chars().collect();
        let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
        let spoken = 2 * capitals <= letters.len();
        let fits = LETTERS.contains(&letters.len()) && letters.iter().all(|c| c.is_alphabetic()) && !word.shape.has_digit();
        (fits && (!spoken || letters.len() >= SPOKEN)).then_some(Self { letters, spoken })
    }

    /// The expansion that ends before a word, at the bracket or comma in front of the short form.
    fn before(&self, passage: &Passage<'_>, end: usize, strict: bool) -> Option<Range<usize>> {
        let mut start = end;
        while start > 0 && end - start < REACH && (start == end || is_soft(passage.gap_before(start))) {
            start -= 1;
        }
        self.best((start..end).rev().map(|start| start..end), passage, strict)
    }

    /// The expansion that begins behind the bracket or comma.
    fn behind(&self, passage: &Passage<'_>, at: usize, strict: bool) -> Option<Range<usize>> {
        let mut start = at + 1;
        while start < passage.words.len() && start < at + 3 && is_determiner(passage, start) {
            start += 1;
        }
        let mut end = start;
        while end < passage.words.len() && end - start < REACH && (end == start || is_soft(passage.gap_before(end))) {
            end += 1;
        }
        // All of what stands in the bracket: what follows the expansion there is parted from it.
        self.best(std::iter::once(start..end), passage, strict)
    }

    /// The expansion that begins at a word, and ends as soon as it has all letters.
    fn from(&self, passage: &Passage<'_>, start: usize) -> Option<Range<usize>> {
        let end = passage.words.len().min(start + REACH);
        let soft = (start + 1..end).take_while(|&at| is_soft(passage.gap_before(at))).map(|at| start..at + 1);
        self.best(soft.filter(|run| run.len() >= SPOKEN_WORDS), passage, false)
    }

    /// Of these runs the one in which the fewest words are idle, the first of those.
    fn best(&self, runs: impl Iterator<Item = Range<usize>>, passage: &Passage<'_>, strict: bool) -> Option<Range<usize>> {
        let begins = |run: &Range<usize>| fold::strip(passage.word(run.start)).chars().next() == self.letters.first().copied();
        let judged = runs.filter(|run| run.len() > 1 && begins(run)).filter_map(|run| {
            let givers: Vec<Giver> = run.clone().map(|at| giver(passage, at)).collect();
            let content = givers.iter().filter(|giver| giver.content).count();
            let least = if self.spoken || strict { SPOKEN_WORDS } else { 2 };
            let cost =
                idle(&self.letters, &givers).or_else(|| (!self.spoken && !strict && is_nearly(&self.letters, &givers)).then_some(1))?;
            let most = if strict { 0 } else { (content / 3).min(2) };
            (content >= least && cost <= most).then_some((cost, run))
        });
        judged.reduce(|best, next| if next.0 < best.0 { next } else { best }).map(|(_, run)| run)
    }

    fn found(&self, passage: &Passage<'_>, at: usize, run: Range<usize>) -> Found {
        let content: Vec<&Word> = passage.words[run.clone()].iter().filter(|word| is_content(word)).collect();
        Found {
            short: self.letters.iter().collect(),
            stems: content.iter().map(|word| plain_stem(word.text(passage.text))).collect(),
            capitals: content.iter().map(|word| word.shape.is_capitalised()).collect(),
            words: run,
            at,
        }
    }
}

/// The shortest stem of any language: the same in a paragraph whose language is not known.
fn plain_stem(word: &str) -> String {
    let stems = Language::ALL.into_iter().map(|language| fold::strip(&stem(word, language)).into_owned());
    stems.min_by_key(String::len).unwrap_or_default()
}

fn giver(passage: &Passage<'_>, at: usize) -> Giver {
    let word = &passage.words[at];
    Giver { letters: fold::strip(word.text(passage.text)).chars().collect(), content: is_content(word) }
}

fn is_soft(gap: &str) -> bool {
    fold::gap(gap).chars().all(|c| matches!(c, ' ' | '-' | '\'' | '&'))
}

fn is_determiner(passage: &Passage<'_>, at: usize) -> bool {
    Language::ALL.iter().any(|language| language.tables().determiners.has_key(passage.words[at].key))
}

/// No determiner, preposition, conjunction or single letter.
fn is_content(word: &Word) -> bool {
    let function = |tables: &Tables| {
        let lists = [&tables.determiners, &tables.prepositions, &tables.particles, &tables.term.conjunctions];
        lists.iter().any(|list| list.has_key(word.key))
    };
    word.range().len() > 1 && !Language::ALL.iter().any(|language| function(language.tables()))
}
