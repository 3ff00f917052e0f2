//! The event of a date that opens its sentence, or a clause inside it, or has one that says what happened then: the first word of event
//! behind it, where it stands as the verb, or as the subject of a verb of taking place.

use std::ops::Range;

use super::{Attaching, Governor, REACH};
use crate::kind::date::calendar::{Partial, Said};
use crate::kind::date::event::Governed;
use crate::kind::date::read::DateRead;
use crate::kind::date::vocabulary::Step;
use crate::language::Language;

/// The most words between a date that opens a sentence and its event.
const OPENING_REACH: usize = 26;

/// The most words between the date of a participle and the comma behind its complement.
const COMPLEMENT: usize = 7;

impl Attaching<'_, '_> {
    /// The event of the sentence or clause that a date opens.
    pub(super) fn opening(&self, date: usize) -> Option<usize> {
        let (vocabulary, read) = (self.vocabulary, &self.dates[date]);
        // `En avril, quatre hommes ont été arrêtés`: a month alone is too little to tell whose event it is.
        if matches!(read.said, Said::One(Partial { year: None, day: None, .. })) {
            return None;
        }
        if let Some(from) = self.behind_when(read) {
            return self.event_when(read, from);
        }
        let whole = self.opens(read)?;
        let event = self.first_event(read, read.words.end)?;
        let found = &self.all[event];
        let subject = self.behind_participle(read);
        let from = subject.unwrap_or(read.words.end + usize::from(self.is_cleft(read.words.end)));
        let noun = whole
            && found.is_noun_from(vocabulary, from)
            && (found.words.start == read.words.end || self.takes_place(found.words.end) || subject.is_some());
        let fits = found.governed(vocabulary) == Governed::Free && (found.is_verb(vocabulary) || noun);
        fits.then_some(event)
    }

    /// Where the clause begins that says what happened on a date: `on April 25, when the city switched …`.
    fn behind_when(&self, read: &DateRead) -> Option<usize> {
        let (vocabulary, next) = (self.vocabulary, read.words.end);
        let passage = vocabulary.passage;
        if !passage.words.get(next).is_some_and(|word| passage.sentence_of(read.span.start).contains(&(word.start as usize))) {
            return None;
        }
        let n = vocabulary.starting(|tables| &tables.when, next).filter(|_| vocabulary.is_open(next - 1))?;
        Some(next + n)
    }

    /// The event of such a clause: its verb, or what its verb brings about (`when the governor issued the declaration`).
    fn event_when(&self, read: &DateRead, from: usize) -> Option<usize> {
        let vocabulary = self.vocabulary;
        let free = |event: &usize| self.all[*event].governed(vocabulary) == Governed::Free;
        if let Some(event) = self.first_event(read, from) {
            let words = &self.all[event].words;
            let happens = self.all[event].is_verb(vocabulary) && !self.is_state(from..words.start, words.end);
            return Some(event).filter(|_| happens).filter(free);
        }
        let object = self.object(from)?;
        let event = self.first_event(read, object).filter(|&event| self.all[event].is_noun_from(vocabulary, object))?;
        let end = self.all[event].words.end;
        // `issued the closure notice`: a notice was issued.
        let modifies = vocabulary.passage.language() != Some(Language::Fr)
            && end < vocabulary.passage.words.len()
            && vocabulary.is_joined(end - 1)
            && matches!(vocabulary.step(end), Step::Plain | Step::Event);
        (!modifies && free(&event)).then_some(event)
    }

    /// Whether a verb with these words before it says what had been or was so, and not what happened: `when the site had already closed`,
    /// `when it was closed for a year`.
    fn is_state(&self, mut before: Range<usize>, end: usize) -> bool {
        let vocabulary = self.vocabulary;
        let lasting = vocabulary.starting(|tables| &tables.lasting, end).is_some();
        before.any(|at| vocabulary.starting(|tables| &tables.states, at).is_some()) || lasting
    }

    /// Where the object of a verb of taking place begins, if that is the first verb of a clause.
    fn object(&self, from: usize) -> Option<usize> {
        let vocabulary = self.vocabulary;
        let until = (from + REACH).min(vocabulary.passage.words.len());
        let mut at = from;
        while at < until && vocabulary.is_joined(at - 1) {
            at += match vocabulary.step(at) {
                Step::TakingPlace(n) => return Some(at + n),
                Step::Determiner(n) | Step::Preposition(n) | Step::Auxiliary(n) | Step::Time(n) => n,
                Step::Name | Step::Plain => 1,
                Step::Stop | Step::Event => return None,
            };
        }
        None
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
            at -= vocabulary.ending(|tables| &tables.openers, at).or_else(|| self.participle(at, first))?;
        }
    }

    /// How many words of taking place end before `at`, if the sentence begins with them: `Rendu vendredi 20 décembre 2019, le jugement`.
    fn participle(&self, at: usize, first: usize) -> Option<usize> {
        self.vocabulary.ending(|tables| &tables.taking_place, at).filter(|&n| at - n == first)
    }

    /// Where the subject begins, if a date belongs to a participle that opens its sentence, behind a comma: `Signée le 2 octobre par la préfète,
    /// la déclaration …`.
    fn behind_participle(&self, read: &DateRead) -> Option<usize> {
        let (vocabulary, passage) = (self.vocabulary, self.vocabulary.passage);
        let first = passage.word_at(passage.sentence_of(passage.words[read.lead].start as usize).start);
        let opens = (first + 1..=read.lead).any(|at| self.participle(at, first).is_some());
        // The agent, or where it was.
        let complement = || matches!(vocabulary.step(read.words.end), Step::Preposition(_));
        let comma = (read.words.end..passage.words.len().min(read.words.end + COMPLEMENT)).find(|&at| vocabulary.is_comma(at - 1))?;
        (opens && (comma == read.words.end || complement())).then_some(comma)
    }

    /// The first word of event behind a date, from a word on, where no other verb or noun of event and no other clause comes before it.
    fn first_event(&self, read: &DateRead, from: usize) -> Option<usize> {
        let vocabulary = self.vocabulary;
        let end = (read.words.end + OPENING_REACH).min(vocabulary.passage.words.len());
        let mut at = from;
        while at < end && vocabulary.is_open(at - 1) && self.same_sentence(read.lead, at) {
            if at > read.words.end
                && let Some(behind) = self.behind_insertion(at, end)
            {
                at = behind;
            }
            if let Some(event) = self.first_from(at).filter(|&event| self.all[event].words.start == at) {
                return Some(event);
            }
            let cleft = at == read.words.end && self.is_cleft(at);
            // Two subjects of one verb.
            let joined = vocabulary.starting(|tables| &tables.both, at);
            at += match vocabulary.step(at) {
                _ if self.holds_date(&(at..at + 1)) => return None,
                Step::Stop if cleft => 1,
                Step::Stop if joined.is_some() => 1,
                Step::Event if self.is_subject(at) => 1,
                Step::Stop | Step::Event | Step::TakingPlace(_) => return None,
                Step::Determiner(n) | Step::Preposition(n) | Step::Auxiliary(n) | Step::Time(n) => n,
                Step::Name | Step::Plain => 1,
            };
        }
        None
    }

    /// A noun of event that is the subject of a verb of an event of the rules: `the convictions were overturned`.
    fn is_subject(&self, at: usize) -> bool {
        let vocabulary = self.vocabulary;
        let verb = |n: usize| self.first_from(at + 1 + n).is_some_and(|event| self.all[event].words.start == at + 1 + n);
        let auxiliary = vocabulary.starting(|tables| &tables.auxiliaries, at + 1);
        at > 0
            && vocabulary.is_determiner(at - 1)
            && (at..at + 1 + auxiliary.unwrap_or(0)).all(|at| vocabulary.is_joined(at))
            && auxiliary.is_some_and(verb)
    }

    /// Where an insertion between commas begins at a word, the auxiliary behind it: `le site, connu pour ses dérives, a été fermé`.
    fn behind_insertion(&self, at: usize, end: usize) -> Option<usize> {
        let vocabulary = self.vocabulary;
        let behind = (at + 1..end).find(|&at| vocabulary.is_comma(at - 1)).filter(|_| vocabulary.is_comma(at - 1))?;
        let whole = vocabulary.is_open(behind - 1) && self.same_sentence(at, behind);
        (whole && matches!(vocabulary.step(behind), Step::Auxiliary(_))).then_some(behind)
    }

    /// The conjunction behind the date of `C’est le 25 juin que le site a fermé`.
    fn is_cleft(&self, at: usize) -> bool {
        self.vocabulary.starting(|tables| &tables.clefts, at).is_some()
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
