//! Dates × events → which date is the date of which event.
//!
//! A date belongs to the event it is attached to. Four ways, the closest first: behind the event (`fermé à Paris le 25 juin`), right before
//! the noun (`the March 26 collapse`), at the opening of the sentence or of a clause whose first word of event it is (`Le 25 juin, le site a
//! fermé`). In doubt, to none.

use std::ops::Range;

use super::calendar::{Partial, Said};
use super::event::{Event, Governed};
use super::read::DateRead;
use super::vocabulary::{Step, Vocabulary};
use crate::language::Language;

/// The most words between an event and its date.
const REACH: usize = 14;
/// The most nouns and adjectives among them, and in a row.
const PLAIN: usize = 5;
const PLAIN_RUN: usize = 2;

/// For each date the events it belongs to, at most one of each dossier, as indices of `events`.
pub(super) fn attach(vocabulary: &Vocabulary<'_>, events: &[Event], dates: &[DateRead]) -> Vec<Vec<usize>> {
    let mut attached: Vec<Vec<usize>> = dates.iter().map(|_| Vec::new()).collect();
    let mut dossiers: Vec<usize> = events.iter().map(|event| event.dossier).collect();
    dossiers.sort_unstable();
    dossiers.dedup();
    for dossier in dossiers {
        let of = Attaching { vocabulary, dates, events: (0..events.len()).filter(|&at| events[at].dossier == dossier).collect(), all: events };
        let close: Vec<Option<usize>> = (0..dates.len()).map(|date| of.behind(date).or_else(|| of.before_noun(date))).collect();
        for (date, list) in attached.iter_mut().enumerate() {
            let opening = || of.opening(date).filter(|event| !close.contains(&Some(*event)));
            list.extend(close[date].or_else(opening));
        }
    }
    attached
}

struct Attaching<'a, 'p> {
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
        let event = *self.events.iter().rev().find(|&&event| self.all[event].words.end <= read.lead)?;
        let words = self.all[event].words.end..read.lead;
        if words.len() > REACH || self.holds_date(&words) || !self.same_sentence(self.all[event].words.start, read.lead) {
            return None;
        }
        let (governor, until) = self.governor(read);
        let path = self.walk(words.start, until.max(words.start), read.lead)?;
        let bound = match governor {
            Governor::Bound => false,
            Governor::Since => !path.comma,
            Governor::Belonging => !path.plain,
            Governor::Free => true,
        };
        let free = match self.all[event].governed(self.vocabulary) {
            Governed::Free => !path.comma || !self.opens_clause(read),
            Governed::Relation => !path.comma,
            Governed::Occasion => !path.comma && (words.is_empty() || governor == Governor::Belonging),
            Governed::Never => false,
        };
        (bound && free).then_some(event)
    }

    fn holds_date(&self, words: &Range<usize>) -> bool {
        self.dates.iter().any(|read| read.words.start < words.end && words.start < read.words.end)
    }

    fn same_sentence(&self, first: usize, last: usize) -> bool {
        let passage = self.vocabulary.passage;
        passage.sentence_of(passage.words[first].start as usize).contains(&(passage.words[last].start as usize))
    }

    /// What stands directly before a date, and the word at which it begins.
    fn governor(&self, read: &DateRead) -> (Governor, usize) {
        let vocabulary = self.vocabulary;
        let article = read.lead > 0 && vocabulary.is_determiner(read.lead - 1);
        for at in [read.lead, read.lead - usize::from(article)] {
            if let Some(n) = vocabulary.ending(|tables| &tables.between, at) {
                return (Governor::Free, at - n);
            }
            if let Some(n) = vocabulary.ending(|tables| &tables.since, at) {
                return (Governor::Since, at - n);
            }
            if let Some(n) = vocabulary.ending(|tables| &tables.bounds, at) {
                return (Governor::Bound, at - n);
            }
            if let Some(n) = vocabulary.ending(|tables| &tables.belonging, at) {
                // `du 17 au 20 juillet` is no complement of a noun.
                let sort = if matches!(read.said, Said::Span(..)) { Governor::Free } else { Governor::Belonging };
                return (sort, at - n);
            }
        }
        (Governor::Free, read.lead - usize::from(article))
    }

    /// Follows the words between an event and what governs its date; none where something among them takes the date away.
    fn walk(&self, from: usize, until: usize, lead: usize) -> Option<Path> {
        let vocabulary = self.vocabulary;
        if !(from - 1..lead).all(|at| vocabulary.is_open(at)) {
            return None;
        }
        let mut passing = Passing::default();
        let mut at = from;
        while at < until {
            let step = vocabulary.step(at);
            at += passing.pass(step, vocabulary.is_comma(at - 1))?;
        }
        let comma = (from..=lead).any(|at| vocabulary.is_comma(at - 1));
        (at == until && !passing.waits).then_some(Path { comma, plain: passing.last_plain })
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
        let event = *self.events.iter().find(|&&event| self.all[event].words.start >= read.words.end)?;
        let (noun, between) = (&self.all[event], read.words.end..self.all[event].words.start);
        let determined = read.lead > 0 && (vocabulary.is_determiner(read.lead - 1) || vocabulary.is_possessive(read.lead - 1));
        let american = matches!(read.said, Said::One(Partial { year: Some(_), day: Some(_), .. }));
        let joined = (read.words.end - 1..noun.words.start)
            .all(|at| vocabulary.is_open(at) && (!vocabulary.is_comma(at) || (american && at + 1 == read.words.end)));
        let only = between.clone().all(|at| matches!(vocabulary.step(at), Step::Plain | Step::Name));
        let english = vocabulary.passage.language() != Some(Language::Fr);
        let fits = determined && joined && only && english && between.len() <= 3 && !noun.is_verbal(vocabulary);
        fits.then_some(event)
    }

    /// The event of the sentence or clause that a date opens.
    fn opening(&self, date: usize) -> Option<usize> {
        let (vocabulary, read) = (self.vocabulary, &self.dates[date]);
        // `En avril, quatre hommes ont été arrêtés`: a month alone is too little to tell whose event it is.
        if matches!(read.said, Said::One(Partial { year: None, day: None, .. })) {
            return None;
        }
        let whole = self.opens(read)?;
        let event = self.first_event(read)?;
        let found = &self.all[event];
        let noun = whole
            && found.is_noun_from(vocabulary, read.words.end)
            && (found.words.start == read.words.end || self.takes_place(found.words.end));
        let fits = found.governed(vocabulary) == Governed::Free && (found.is_verb(vocabulary) || noun);
        fits.then_some(event)
    }

    /// Whether a date opens its sentence (`true`) or a clause inside it (`false`).
    fn opens(&self, read: &DateRead) -> Option<bool> {
        let (vocabulary, passage) = (self.vocabulary, self.vocabulary.passage);
        if !matches!(self.governor(read).0, Governor::Free | Governor::Belonging) {
            return None;
        }
        let first = passage.word_at(passage.sentence_of(passage.words[read.lead].start as usize).start);
        let mut at = read.lead;
        loop {
            if at <= first || passage.gap_before(at).trim_end().ends_with([';', ':', '«', '“', '"']) {
                return Some(true);
            }
            if !vocabulary.is_open(at - 1) {
                return None;
            }
            if let Some(n) = vocabulary.ending(|tables| &tables.clause_openers, at) {
                return Some(at - n <= first);
            }
            at -= vocabulary.ending(|tables| &tables.openers, at)?;
        }
    }

    /// The first word of event behind a date, where no other verb or noun of event and no other clause comes before it.
    fn first_event(&self, read: &DateRead) -> Option<usize> {
        let vocabulary = self.vocabulary;
        let end = (read.words.end + REACH).min(vocabulary.passage.words.len());
        let mut at = read.words.end;
        while at < end && vocabulary.is_open(at - 1) && self.same_sentence(read.lead, at) {
            if let Some(&event) = self.events.iter().find(|&&event| self.all[event].words.start == at) {
                return Some(event);
            }
            // `C’est le 25 juin que le site a fermé`; two subjects of one verb.
            let cleft = at == read.words.end && matches!(vocabulary.passage.word(at), "que" | "qu" | "that");
            let joined = vocabulary.starting(|tables| &tables.both, at);
            at += match vocabulary.step(at) {
                _ if self.holds_date(&(at..at + 1)) => return None,
                Step::Stop if cleft => 1,
                Step::Stop if joined.is_some() => 1,
                Step::Stop | Step::Event | Step::TakingPlace(_) => return None,
                Step::Determiner(n) | Step::Preposition(n) | Step::Auxiliary(n) | Step::Time(n) => n,
                Step::Name | Step::Plain => 1,
            };
        }
        None
    }

    /// Whether the noun that ends before `from` is said to take place, or to have its effect, with its complement in between.
    fn takes_place(&self, from: usize) -> bool {
        let vocabulary = self.vocabulary;
        let mut at = from;
        while at < (from + REACH).min(vocabulary.passage.words.len()) && vocabulary.is_open(at - 1) && !vocabulary.is_comma(at - 1) {
            at += match vocabulary.step(at) {
                Step::TakingPlace(_) => return true,
                Step::Determiner(n) | Step::Preposition(n) | Step::Auxiliary(n) | Step::Time(n) => n,
                Step::Name | Step::Plain => 1,
                Step::Stop | Step::Event => return false,
            };
        }
        false
    }
}

/// The words passed on the way from an event to its date.
#[derive(Debug, Default)]
struct Passing {
    plain: usize,
    run: usize,
    last_plain: bool,
    /// Behind an auxiliary: a participle of taking place must follow.
    waits: bool,
}

impl Passing {
    /// How many words a step takes; none where the way ends there. `comma`: one stands before it.
    fn pass(&mut self, step: Step, comma: bool) -> Option<usize> {
        if self.waits && !matches!(step, Step::TakingPlace(_) | Step::Auxiliary(_) | Step::Time(_)) {
            return None;
        }
        if comma {
            self.run = PLAIN_RUN;
        }
        self.last_plain = step == Step::Plain;
        match step {
            Step::TakingPlace(n) => {
                (self.run, self.waits) = (0, false);
                Some(n)
            }
            // Behind a comma an article begins another clause, or an apposition that has a date of its own.
            Step::Determiner(_) if comma => None,
            Step::Determiner(n) | Step::Preposition(n) => {
                self.run = 0;
                Some(n)
            }
            Step::Auxiliary(n) => {
                self.waits = true;
                Some(n)
            }
            Step::Time(n) => Some(n),
            Step::Name => Some(1),
            Step::Plain => {
                (self.plain, self.run) = (self.plain + 1, self.run + 1);
                (self.plain <= PLAIN && self.run <= PLAIN_RUN).then_some(1)
            }
            Step::Stop | Step::Event => None,
        }
    }
}
