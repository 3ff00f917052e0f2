//! Dates × events → which date is the date of which event.
//!
//! A date belongs to the event it is attached to. Four ways, the closest first: behind the event (`fermé à Paris le 25 juin`), right before
//! the noun (`the March 26 collapse`), at the opening of the sentence or of a clause whose first word of event it is (`Le 25 juin, le site a
//! fermé`). In doubt, to none.

mod opening;
mod passing;
mod why;

use std::collections::HashSet;
use std::ops::Range;

use self::passing::Passing;
pub(super) use self::why::explain;
use super::calendar::{Partial, Said};
use super::event::{Event, Governed};
use super::own_verb::Evidence;
use super::read::DateRead;
use super::vocabulary::{Step, Vocabulary};
use crate::finding::RuleId;
use crate::language::Language;

/// The most words between an event and its date.
const REACH: usize = 14;

/// For each date the events it belongs to, at most one of each dossier, as indices of `events`.
pub(super) fn attach(evidence: &Evidence<'_>, vocabulary: &Vocabulary<'_>, events: &[Event], dates: &[DateRead]) -> Vec<Vec<usize>> {
    let mut attached: Vec<Vec<usize>> = dates.iter().map(|_| Vec::new()).collect();
    let mut dossiers: Vec<usize> = events.iter().map(|event| event.dossier).collect();
    dossiers.sort_unstable();
    dossiers.dedup();
    for dossier in dossiers {
        let of_dossier = (0..events.len()).filter(|&at| events[at].dossier == dossier).collect();
        let of = Attaching { evidence, vocabulary, dates, events: of_dossier, all: events };
        let close: Vec<Option<usize>> = (0..dates.len()).map(|date| of.behind(date).or_else(|| of.before_noun(date))).collect();
        let taken: HashSet<usize> = close.iter().copied().flatten().collect();
        for (date, list) in attached.iter_mut().enumerate() {
            let opening = || of.opening(date).filter(|event| !taken.contains(event));
            list.extend(close[date].or_else(opening));
        }
    }
    attached
}

struct Attaching<'a, 'p> {
    evidence: &'a Evidence<'a>,
    vocabulary: &'a Vocabulary<'p>,
    dates: &'a [DateRead],
    /// Those of one dossier, in order.
    events: Vec<usize>,
    all: &'a [Event],
}

/// What was passed between an event and a date.
#[derive(Debug, Default)]
struct Path {
    comma: bool,
    /// The last word passed is a noun or adjective that is no name.
    plain: bool,
}

/// What stands directly before a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Governor {
    /// Nothing that matters, or a preposition of time.
    Free,
    /// `du`, `of`: the date belongs to the noun before.
    Belonging,
    /// `depuis`, `since`.
    Since,
    /// `until`, `before`, `around`: not the day of the event.
    Bound,
}

impl Attaching<'_, '_> {
    /// The event that a date stands behind.
    fn behind(&self, date: usize) -> Option<usize> {
        let read = &self.dates[date];
        let event = self.last_before(read.lead)?;
        let words = self.all[event].words.end..read.lead;
        if words.len() > REACH
            || self.is_attribute(read)
            || self.holds_date(&words)
            || !self.same_sentence(self.all[event].words.start, read.lead)
        {
            return None;
        }
        let (governor, until) = self.governor_behind(read, words.start);
        let path = self.walk(event, until, read.lead).ok()?;
        let bound = match governor {
            Governor::Bound => false,
            Governor::Since => !path.comma && !path.plain,
            Governor::Belonging => !path.plain,
            Governor::Free => true,
        };
        let beside = || !path.comma || !self.opens_clause(read);
        let free = match self.all[event].governed(self.vocabulary) {
            Governed::Never => false,
            Governed::Free => beside(),
            _ if self.is_own_verb(event, words.start) => beside(),
            Governed::Relation => !path.comma,
            Governed::Since => !path.comma || matches!(read.said, Said::One(Partial { day: Some(_), .. })),
            Governed::Occasion if self.is_own_announcement(event) => beside() && !path.plain && !self.is_planned(read),
            Governed::Occasion => !path.comma && (words.is_empty() || governor == Governor::Belonging || self.is_participle(words.start)),
        };
        (bound && free).then_some(event)
    }

    /// A participle or a relative clause of taking place belongs to the noun before it, whatever that is the complement of: `une enquête
    /// sur l’incendie survenu le 19 août`.
    fn is_participle(&self, at: usize) -> bool {
        let (vocabulary, passage) = (self.vocabulary, self.vocabulary.passage);
        let Some(count) = vocabulary.starting(|tables| &tables.taking_place, at) else { return false };
        let agrees = |language: Language| {
            let (word, endings) = (passage.word(at).to_lowercase(), &language.tables().date.agreeing_endings);
            endings.iter().any(|ending| word.ends_with(ending.as_str()))
        };
        vocabulary.starting(|tables| &tables.relative_subjects, at).is_some() || (count == 1 && passage.language().is_some_and(agrees))
    }

    /// A date that stands before its noun, `a 2021 case`; English alone puts it so.
    fn is_attribute(&self, read: &DateRead) -> bool {
        let (vocabulary, next) = (self.vocabulary, read.words.end);
        let noun = next < vocabulary.passage.words.len()
            && vocabulary.is_joined(next - 1)
            && matches!(vocabulary.step(next), Step::Plain | Step::Event | Step::Name);
        noun && self.is_determined(read)
    }

    /// An English determiner or possessive stands before a date.
    fn is_determined(&self, read: &DateRead) -> bool {
        let vocabulary = self.vocabulary;
        let english = vocabulary.passage.language() != Some(Language::Fr);
        english && read.lead > 0 && (vocabulary.is_determiner(read.lead - 1) || vocabulary.is_possessive(read.lead - 1))
    }

    /// The last event that ends before a word. Those that begin before it are in order; of the last few one may reach beyond it.
    fn last_before(&self, word: usize) -> Option<usize> {
        let begun = self.events.partition_point(|&event| self.all[event].words.start < word);
        self.events[..begun].iter().rev().copied().find(|&event| self.all[event].words.end <= word)
    }

    /// The first event that begins at or behind a word.
    fn first_from(&self, word: usize) -> Option<usize> {
        let before = self.events.partition_point(|&event| self.all[event].words.start < word);
        self.events.get(before).copied()
    }

    fn holds_date(&self, words: &Range<usize>) -> bool {
        let next = self.dates.partition_point(|read| read.words.end <= words.start);
        self.dates.get(next).is_some_and(|read| read.words.start < words.end)
    }

    fn same_sentence(&self, first: usize, last: usize) -> bool {
        let passage = self.vocabulary.passage;
        passage.sentence_of(passage.words[first].start as usize).contains(&(passage.words[last].start as usize))
    }

    /// The same behind an event that ends before a word. What is a word of the event does not govern the date: `supported until`.
    fn governor_behind(&self, read: &DateRead, event_end: usize) -> (Governor, usize) {
        match self.governor(read) {
            (_, until) if until < event_end => (Governor::Free, event_end),
            found => found,
        }
    }

    /// What stands directly before a date, and the word at which it begins.
    fn governor(&self, read: &DateRead) -> (Governor, usize) {
        let vocabulary = self.vocabulary;
        let article = read.lead > 0 && vocabulary.is_determiner(read.lead - 1);
        // The words of a period belong to it: `from 17 to 20 July`, `du 17 au 20 juillet`.
        let of_period = |governor| if matches!(read.said, Said::Span(..)) { Governor::Free } else { governor };
        for at in [read.lead, read.lead - usize::from(article)] {
            if let Some(n) = vocabulary.ending(|tables| &tables.between, at) {
                return (Governor::Free, at - n);
            }
            if let Some(n) = vocabulary.ending(|tables| &tables.since, at) {
                return (of_period(Governor::Since), at - n);
            }
            if let Some(n) = vocabulary.ending(|tables| &tables.bounds, at) {
                return (Governor::Bound, at - n);
            }
            if let Some(n) = vocabulary.ending(|tables| &tables.belonging, at) {
                return (of_period(Governor::Belonging), at - n);
            }
        }
        (Governor::Free, read.lead - usize::from(article))
    }

    /// Follows the words between an event and what governs its date; the word that takes the date away is an error, if it is one.
    fn walk(&self, event: usize, until: usize, lead: usize) -> Result<Path, Option<usize>> {
        let (vocabulary, from) = (self.vocabulary, self.all[event].words.end);
        if !(from - 1..lead).all(|at| vocabulary.is_open(at)) {
            return Err(None);
        }
        let mut passing = Passing::default();
        let mut at = from;
        // So far nothing was passed but what the evidence says of the event; of a verb, no preposition either, but its object.
        let (verbal, mut is_near) = (self.all[event].is_verbal(vocabulary), true);
        while at < until {
            let step = if is_near { self.step_beside(event, at) } else { vocabulary.step(at) };
            is_near &= !matches!(step, Step::Plain | Step::Name) || self.is_own_word(event, at);
            is_near &= !(verbal && matches!(step, Step::Preposition(_)));
            at += passing.pass(step, vocabulary.is_comma(at - 1)).ok_or(Some(at))?;
        }
        let comma = (from..=lead).any(|at| vocabulary.is_comma(at - 1));
        if at == until && !passing.waits { Ok(Path { comma, plain: passing.last_plain }) } else { Err(Some(until - 1)) }
    }

    /// Whether a verb right behind a noun of event is that of the evidence.
    fn is_own_verb(&self, event: usize, at: usize) -> bool {
        self.own_verb(event, at).is_some()
    }

    /// Of how many words it is. To bring something out has many verbs, which are one.
    fn own_verb(&self, event: usize, at: usize) -> Option<usize> {
        let (vocabulary, event) = (self.vocabulary, &self.all[event]);
        if event.is_verbal(vocabulary) {
            return None;
        }
        let any = |is: &dyn Fn(RuleId) -> bool| event.rules.iter().any(|&rule| is(rule));
        let verb = matches!(vocabulary.step(at), Step::Event | Step::Plain) && any(&|rule| self.evidence.has_verb(vocabulary, at, rule));
        let brought_out = vocabulary.starting(|tables| &tables.bringing_out, at);
        brought_out.filter(|_| any(&|rule| self.evidence.brings_out(rule))).or(verb.then_some(1))
    }

    /// Whether the evidence says of the event that it was announced, in the word that governs it: `announced its closure`.
    fn is_own_announcement(&self, event: usize) -> bool {
        let (vocabulary, event) = (self.vocabulary, &self.all[event]);
        let Some(verb) = event.words_before(vocabulary, &[|tables| &tables.announcing]) else { return false };
        let mut between = verb.end..event.words.start;
        let direct = between.all(|at| matches!(vocabulary.step(at), Step::Determiner(_) | Step::Plain | Step::Name));
        direct
            && (verb.start..event.words.start).all(|at| vocabulary.is_joined(at))
            && event.rules.iter().any(|&rule| self.evidence.has_verb(vocabulary, verb.start, rule))
    }

    /// Behind another preposition than that of a day, a date is that of what was announced: `announced its closure for September 1`.
    fn is_planned(&self, read: &DateRead) -> bool {
        let before = read.lead.checked_sub(1).filter(|&before| self.vocabulary.is_preposition(before));
        before.is_some_and(|before| self.vocabulary.ending(|tables| &tables.day_prepositions, before + 1).is_none())
    }

    fn is_own_word(&self, event: usize, at: usize) -> bool {
        self.all[event].rules.iter().any(|&rule| self.evidence.has_word(self.vocabulary, at, rule))
    }

    /// What a word is to an event when the evidence is heard: its verb, or a noun of its own.
    fn step_beside(&self, event: usize, at: usize) -> Step {
        match (self.own_verb(event, at), self.vocabulary.step(at)) {
            (Some(words), _) => Step::TakingPlace(words),
            (None, Step::Event) if self.is_own_word(event, at) => Step::Plain,
            (None, step) => step,
        }
    }

    /// Behind a comma a date can open the clause that follows it: `Relâché à Paris, le 28 août il a été inculpé`.
    fn opens_clause(&self, read: &DateRead) -> bool {
        let (vocabulary, next) = (self.vocabulary, read.words.end);
        if next >= vocabulary.passage.words.len() || !vocabulary.is_open(next - 1) || !self.same_sentence(read.lead, next) {
            return false;
        }
        let subject = vocabulary.starting(|tables| &tables.subjects, next).is_some();
        let noun = matches!(vocabulary.step(next), Step::Name) || (vocabulary.is_determiner(next) && !vocabulary.is_preposition(next));
        subject || (noun && !vocabulary.is_comma(next - 1))
    }

    /// The noun of event right behind a date: `the March 26 collapse`, `the 2019 warehouse fire`. English alone puts it so.
    fn before_noun(&self, date: usize) -> Option<usize> {
        let (vocabulary, read) = (self.vocabulary, &self.dates[date]);
        let event = self.first_from(read.words.end)?;
        let (noun, between) = (&self.all[event], read.words.end..self.all[event].words.start);
        let american = matches!(read.said, Said::One(Partial { year: Some(_), day: Some(_), .. }));
        let joined = (read.words.end - 1..noun.words.start)
            .all(|at| vocabulary.is_open(at) && (!vocabulary.is_comma(at) || (american && at + 1 == read.words.end)));
        let only = between.clone().all(|at| matches!(vocabulary.step(at), Step::Plain | Step::Name));
        let fits = self.is_determined(read) && joined && only && between.len() <= 3 && !noun.is_verbal(vocabulary);
        fits.then_some(event)
    }
}
