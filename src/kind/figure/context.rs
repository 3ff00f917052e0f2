//! What stands around a figure: bounds, approximators, and what makes it a part, a rate, a date or a sum.

use std::ops::Range;

use super::judge::Bound;
use super::number::Number;
use super::unit::Extent;
use crate::language::{FigureTables, Phrases};
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::Word;

/// How many words may stand between a figure and the words behind it that make it a rate.
const REACH: usize = 3;
/// In how many words behind `out of` the number of the whole stands.
const WHOLE: usize = 5;

/// What is said of a figure beside its number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    pub(super) bound: Bound,
    pub(super) approximate: bool,
    /// The words that make it a bound or an approximation, the first of them and the one behind the last.
    pub(super) marked: Option<(usize, usize)>,
    /// It is a part of something, counted by something, or a time: not the figure of a rule.
    pub(super) apart: Option<Apart>,
    /// It is the end of a change (`from 20 to 30`).
    pub(super) change: bool,
    /// The first word of what qualifies it.
    pub(super) front: usize,
}

/// What a figure is that is not the figure of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Other {
    Others,
    Part,
    Parts,
    Rate,
    Place,
    Time,
    OnTop,
    Sum,
    Sought,
    Former,
    Whose,
}

impl Other {
    /// Another value of the same thing, or the same of another: no list of parts goes on behind it, and no slip of the rule's value is like it.
    pub(super) fn is_another(self) -> bool {
        matches!(self, Self::Former | Self::Whose)
    }

    /// The same as the beginning of a sentence.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Others => "it counts others",
            Self::Part => "it is a part of something",
            Self::Parts => "it goes on with the parts of something",
            Self::Rate => "it is a rate",
            Self::Place => "it says where",
            Self::Time => "it says when",
            Self::OnTop => "it comes on top of others",
            Self::Sum => "it is a sum counted by them",
            Self::Sought => "it is asked for, and not given",
            Self::Former => "it is what was before a change",
            Self::Whose => "it is the age of somebody else",
        }
    }
}

/// What sets a figure apart from that of a rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Apart {
    /// What it is instead.
    pub(super) what: Other,
    /// The words that say so, the first of them and the one behind the last; none where punctuation does.
    pub(super) words: Option<(usize, usize)>,
}

impl Apart {
    /// A figure that some words set apart.
    pub(super) fn by(what: Other) -> impl Fn((usize, usize)) -> Self {
        move |words| Self { what, words: Some(words) }
    }
}

/// Reads around one figure.
struct Around<'p, 'a> {
    passage: &'p Passage<'a>,
}

/// What is said of a number with its unit. `share` says whether it is a percentage, `after_part` whether the number before it was a
/// part.
pub(super) fn context(passage: &Passage<'_>, number: &Number, unit: &Extent, share: bool, after_part: bool) -> Context {
    let around = Around { passage };
    let mut context = Context::default();
    let front = around.qualifiers(number, unit, &mut context);
    context.front = front;
    context.change = around.ends_at(front, |figure| &figure.changes).is_some();
    around.behind(number, unit, &mut context);
    let other = || unit.between.clone().find_map(|at| Some((at, at + around.starts_at(at, |figure| &figure.others)?)));
    let other_before = || around.ends_at(front, |figure| &figure.others).map(|n| (front - n, front));
    let listed = || (after_part && around.goes_on(front)).then_some(Apart { what: Other::Parts, words: None });
    context.apart = (other().map(Apart::by(Other::Others)))
        .or_else(|| around.is_part(front).map(Apart::by(Other::Part)))
        .or_else(listed)
        .or_else(|| around.is_rate_before(front).map(Apart::by(Other::Rate)))
        .or_else(|| around.is_apart_behind(unit, share))
        .or_else(|| other_before().map(Apart::by(Other::Others)))
        .or_else(|| around.is_place(unit, front).map(Apart::by(Other::Place)))
        .or_else(|| around.is_when(unit, front).map(Apart::by(Other::Time)));
    context
}

/// How a figure that is no rule's is qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Not at all: it is the value.
    Exact,
    /// It is an approximation: near values do not contradict it.
    About,
    /// It is a range.
    Between,
    /// The value is this or above.
    AtLeast,
    /// The value is this or below.
    AtMost,
}

/// What stands around a figure that is no rule's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    /// How it is qualified.
    pub(crate) mark: Mark,
    /// It is a part of something, one more, a rate or a time.
    pub(crate) apart: bool,
}

/// What stands around a number whose unit, if it has one, ends before the word `next`; `span` are the bytes of both, `share` says whether it
/// is a percentage.
pub(crate) fn marks(passage: &Passage<'_>, number: &Number, (span, next): (Range<usize>, usize), share: bool) -> Marks {
    let unit = Extent { span, first: number.words.start, next, between: next..next };
    let context = context(passage, number, &unit, share, false);
    let mark = match context.bound {
        _ if !number.upper.is_empty() => Mark::Between,
        _ if context.approximate => Mark::About,
        Bound::Exact => Mark::Exact,
        Bound::Lower => Mark::AtLeast,
        Bound::Upper => Mark::AtMost,
    };
    Marks { mark, apart: context.apart.is_some() }
}

impl Around<'_, '_> {
    fn tables(&self) -> impl Iterator<Item = &'static FigureTables> + use<> {
        self.passage.tables().map(|tables| &*tables.figure)
    }

    /// The most words of a phrase that end right before a word, nothing but space between.
    fn ends_at(&self, at: usize, list: impl Fn(&FigureTables) -> &Phrases) -> Option<usize> {
        let last = at.checked_sub(1).filter(|_| self.is_beside(at))?;
        self.tables().filter_map(|figure| list(figure).ending(self.passage.text, self.passage.words, last)).max()
    }

    fn starts_at(&self, at: usize, list: impl Fn(&FigureTables) -> &Phrases) -> Option<usize> {
        self.tables().filter_map(|figure| list(figure).starting(self.passage.text, self.passage.words, at)).max()
    }

    /// Nothing but space, an apostrophe, a hyphen or the sign of a currency stands before a word.
    fn is_beside(&self, at: usize) -> bool {
        let gap = if at < self.passage.words.len() { self.passage.gap_before(at) } else { "" };
        gap.chars().all(|c| {
            c.is_whitespace() || fold::is_apostrophe(c) || fold::is_hyphen(c) || !c.is_ascii_punctuation() && !is_stop(c) || c == '$'
        })
    }

    /// Reads bounds and approximators before a figure and returns the first word of them.
    fn qualifiers(&self, number: &Number, unit: &Extent, context: &mut Context) -> usize {
        let sign = self.passage.text[..unit.span.start].trim_end().chars().next_back();
        context.approximate = number.collective || sign.is_some_and(|c| matches!(c, '~' | '≈' | '±'));
        let mut front = unit.first;
        loop {
            let lower = self.ends_at(front, |figure| &figure.lower_bounds).map(|n| (n, Some(Bound::Lower)));
            let upper = self.ends_at(front, |figure| &figure.upper_bounds).map(|n| (n, Some(Bound::Upper)));
            let about = self.ends_at(front, |figure| &figure.approximators).map(|n| (n, None));
            let opener =
                self.ends_at(front, |figure| &figure.range_openers).filter(|_| !number.upper.is_empty()).map(|n| (n, Some(Bound::Exact)));
            let Some((n, bound)) = [lower, upper, about, opener].into_iter().flatten().max_by_key(|(n, _)| *n) else { return front };
            if bound != Some(Bound::Exact) {
                context.marked = Some((front - n, front));
            }
            match bound {
                None => context.approximate = true,
                Some(bound) if context.bound == Bound::Exact => context.bound = bound,
                Some(_) => {}
            }
            front -= n;
        }
    }

    /// The same behind a figure: `or more`, `environ`.
    fn behind(&self, number: &Number, unit: &Extent, context: &mut Context) {
        let plus = self.passage.text[unit.span.end..].starts_with('+') || self.passage.text[number.span.end..].starts_with('+');
        for at in [number.words.end, unit.next] {
            let stands = |list: fn(&FigureTables) -> &Phrases| if self.starts_close(at) { self.starts_at(at, list) } else { None };
            let about = stands(|figure| &figure.approximators_after);
            context.approximate |= about.is_some();
            let lower = stands(|figure| &figure.lower_bounds_after);
            let upper = stands(|figure| &figure.upper_bounds_after).filter(|_| !plus && lower.is_none());
            if plus || lower.is_some() {
                context.bound = Bound::Lower;
            } else if upper.is_some() {
                context.bound = Bound::Upper;
            }
            context.marked = lower.or(upper).or(about).map(|n| (at, at + n)).or(context.marked);
        }
    }

    /// The word follows what is before it, at most with a comma or a bracket between.
    fn starts_close(&self, at: usize) -> bool {
        at < self.passage.words.len() && self.passage.gap_before(at).chars().all(|c| !is_stop(c) || matches!(c, ',' | '('))
    }

    /// The partitive that governs the figure: at most a few words stand between, without punctuation.
    fn is_part(&self, front: usize) -> Option<(usize, usize)> {
        let mut at = front;
        loop {
            let filler = self.ends_at(at, |figure| &figure.fillers);
            // `outre` takes something apart, `en outre` does not.
            if let Some(n) = self.ends_at(at, |figure| &figure.partitives).filter(|&n| filler.is_none_or(|filler| filler <= n)) {
                return (!self.is_whole(at - n)).then_some((at - n, at));
            }
            at -= filler?;
        }
    }

    /// A partitive of which no number is a part: `most of the 290 recommendations`, `none of the 290` give all of them.
    fn is_whole(&self, partitive: usize) -> bool {
        let quantifies = |at: usize| self.tables().any(|figure| figure.quantifiers.has_key(self.passage.words[at].key));
        quantifies(partitive) || (self.flows(partitive) && partitive.checked_sub(1).is_some_and(quantifies))
    }

    /// A figure behind a preposition is not the subject of the participle that follows: `in 150 homes people were killed`.
    fn is_place(&self, unit: &Extent, front: usize) -> Option<(usize, usize)> {
        let passive = unit.between.clone().any(|at| self.starts_at(at, |figure| &figure.auxiliaries).is_some());
        let preposition = |before: &usize| self.passage.tables().any(|tables| tables.prepositions.has_key(self.passage.words[*before].key));
        let before = front.checked_sub(1).filter(|_| passive && self.is_beside(front)).filter(preposition)?;
        Some((before, front))
    }

    /// The words by which a figure of time says when: `il y a 20 ans`, `three years ago`.
    fn is_when(&self, unit: &Extent, front: usize) -> Option<(usize, usize)> {
        let is_time = unit.next > 0 && self.tables().any(|figure| figure.times.has_key(self.passage.words[unit.next - 1].key));
        if !is_time {
            return None;
        }
        let before = self.ends_at(front, |figure| &figure.durations).map(|n| (front - n, front));
        // `live for 78 minutes before it was withdrawn`: it says how long.
        let lasts = self.ends_at(front, |figure| &figure.lasting).is_some();
        let behind = || if !lasts && self.flows(unit.next) { self.starts_at(unit.next, |figure| &figure.durations_after) } else { None };
        before.or_else(|| behind().map(|n| (unit.next, unit.next + n)))
    }

    /// Whether the figure goes on with a list: behind a comma or `and`.
    fn goes_on(&self, front: usize) -> bool {
        let comma = front < self.passage.words.len() && self.passage.gap_before(front).trim() == ",";
        comma || self.ends_at(front, |figure| &figure.range_closers).is_some()
    }

    /// `Each year, 640 passengers`.
    fn is_rate_before(&self, front: usize) -> Option<(usize, usize)> {
        let near = front.saturating_sub(1)..front;
        near.rev().find_map(|last| {
            let stops = self.passage.text[self.passage.span(last..front + 1)].chars().any(|c| is_stop(c) && c != ',');
            let rate = |figure: &FigureTables| figure.rates_before.ending(self.passage.text, self.passage.words, last);
            self.tables().filter_map(rate).max().filter(|_| !stops).map(|n| (last + 1 - n, last + 1))
        })
    }

    /// A rate, a part, a time or a sum behind the unit.
    fn is_apart_behind(&self, unit: &Extent, share: bool) -> Option<Apart> {
        let passage = self.passage;
        let mut rest = passage.text[unit.span.end..].trim_start().chars();
        let slash = rest.next() == Some('/') && rest.next().is_some_and(char::is_alphabetic);
        if slash {
            return Some(Apart { what: Other::Rate, words: None });
        }
        let stands = |list: fn(&FigureTables) -> &Phrases| {
            let n = if self.flows(unit.next) { self.starts_at(unit.next, list) } else { None };
            n.map(|n| (unit.next, unit.next + n))
        };
        // `70 percent of the deposits`: what is behind a percentage is its base.
        let of_number = || stands(|figure| &figure.partitives_of_numbers).filter(|(_, end)| self.has_number(*end));
        let part = if share { None } else { stands(|figure| &figure.partitives_after).or_else(of_number) };
        let sum = || if unit.governs() { None } else { stands(|figure| &figure.sums) };
        let mut run = (unit.next..(unit.next + REACH).min(passage.words.len())).take_while(|&at| self.flows(at));
        let mut rate = || run.find_map(|at| Some((at, at + self.starts_at(at, |figure| &figure.rates)?)));
        part.map(Apart::by(Other::Part))
            .or_else(|| stands(|figure| &figure.on_top_after).map(Apart::by(Other::OnTop)))
            .or_else(|| sum().map(Apart::by(Other::Sum)))
            .or_else(|| rate().map(Apart::by(Other::Rate)))
    }

    /// A number stands among the next words, and says no time: `out of nearly 900`, `out of a group of ten`.
    fn has_number(&self, from: usize) -> bool {
        let words = self.passage.words;
        let is_number = |word: &Word| {
            let named = |figure: &FigureTables| {
                [&figure.numbers, &figure.scales, &figure.collectives].iter().any(|list| list.of_key(word.key).is_some())
            };
            word.shape.has_digit() || self.tables().any(named)
        };
        let is_time = |at: usize| at > from && words[at].shape.has_digit() && words[at].range().len() == 4 && self.follows_preposition(at);
        let mut near = (from..words.len().min(from + WHOLE)).take_while(|&at| at == from || self.flows(at));
        near.any(|at| is_number(&words[at]) && !is_time(at))
    }

    fn follows_preposition(&self, at: usize) -> bool {
        let key = self.passage.words[at - 1].key;
        self.passage.tables().any(|tables| tables.prepositions.has_key(key))
    }

    /// No punctuation stands before a word.
    fn flows(&self, at: usize) -> bool {
        at < self.passage.words.len() && self.passage.gap_before(at).chars().all(|c| !is_stop(c))
    }
}

/// Punctuation that ends what a figure says.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '(' | ')' | '[' | ']' | '«' | '»' | '“' | '”' | '"' | '–' | '—' | '|' | '/')
}
