//! Why a date is not attached to the word of event that stands nearest in its sentence.

use super::{Attaching, Governor, REACH};
use crate::kind::date::event::{Event, Governed};
use crate::kind::date::own_verb::Evidence;
use crate::kind::date::read::DateRead;
use crate::kind::date::vocabulary::{Asked, Vocabulary};
use crate::trace::Reason;

/// Explains every date that belongs to no event of a dossier, for the rules of the nearest event in its sentence.
pub(in crate::kind::date) fn explain(
    evidence: &Evidence<'_>,
    vocabulary: &Vocabulary<'_>,
    events: &[Event],
    dates: &[DateRead],
    attached: &[Vec<usize>],
) {
    let mut dossiers: Vec<usize> = events.iter().map(|event| event.dossier).collect();
    dossiers.sort_unstable();
    dossiers.dedup();
    for dossier in dossiers {
        let own = (0..events.len()).filter(|&at| events[at].dossier == dossier).collect();
        let of = Attaching { evidence, vocabulary, dates, events: own, all: events };
        for (date, read) in dates.iter().enumerate() {
            if attached[date].iter().any(|&event| events[event].dossier == dossier) {
                continue;
            }
            let before = of.last_before(read.lead).filter(|&event| of.same_sentence(events[event].words.start, read.lead));
            let behind = || of.first_from(read.words.end).filter(|&event| of.same_sentence(read.lead, events[event].words.start));
            let Some((event, is_before)) = before.map(|event| (event, true)).or_else(|| behind().map(|event| (event, false))) else {
                continue;
            };
            for &rule in &events[event].rules {
                vocabulary.passage.explain(rule, read.span.clone(), || of.reason(date, event, is_before, attached));
            }
        }
    }
}

impl Attaching<'_, '_> {
    fn reason(&self, date: usize, event: usize, is_before: bool, attached: &[Vec<usize>]) -> Reason {
        let (passage, read, found) = (self.vocabulary.passage, &self.dates[date], &self.all[event]);
        let event_words = || passage.span(found.words.clone());
        if let Some(governed) = self.governed(event) {
            return governed;
        }
        if attached.iter().any(|events| events.contains(&event)) {
            return Reason::passed_over("another date is that of the event").by(event_words(), "the event");
        }
        if is_before {
            return self.not_behind(read, event);
        }
        Reason::passed_over("stands before the event without opening its sentence, or another verb or noun of event comes first")
            .by(event_words(), "the event of the rule")
    }

    /// A date that stands behind an event and is not its date.
    fn not_behind(&self, read: &DateRead, nearest: usize) -> Reason {
        let (passage, event) = (self.vocabulary.passage, &self.all[nearest]);
        let words = event.words.end..read.lead;
        let (governor, until) = self.governor_behind(read, words.start);
        let governing = passage.span(until.min(read.lead)..read.lead);
        match governor {
            Governor::Bound => return Reason::passed_over("not the day of the event, but a limit").by(governing, "governs the date"),
            Governor::Since => return Reason::passed_over("tells since when, not when").by(governing, "governs the date"),
            Governor::Belonging | Governor::Free => {}
        }
        let event_words = passage.span(event.words.clone());
        let between = self.dates.iter().find(|other| words.start <= other.words.start && other.words.end <= words.end);
        if let Some(other) = between {
            return Reason::passed_over("another date stands nearer to the event").by(other.span.clone(), "the nearer date");
        }
        if words.len() > REACH {
            return Reason::passed_over(format!("stands more than {REACH} words behind the event")).by(event_words, "the event");
        }
        match self.walk(nearest, until, read.lead) {
            Err(Some(word)) if self.denies(word) => {
                Reason::passed_over("the sentence denies that it was then").by(passage.span(word..word + 1), "denies the date")
            }
            Err(Some(word)) => {
                Reason::passed_over("belongs to another verb or noun").by(passage.span(word..word + 1), "takes the date for itself")
            }
            Err(None) => Reason::passed_over("a quotation mark, a bracket or a stop parts it from the event").by(event_words, "the event"),
            Ok(_) => Reason::passed_over("belongs to the noun before it, or opens another clause").by(event_words, "the event of the rule"),
        }
    }

    /// Whether a word says that something is not so.
    fn denies(&self, word: usize) -> bool {
        self.vocabulary.starting(|tables| &tables.unfulfilled, word).is_some()
    }

    /// What governs the event, so that a date is not its date.
    fn governed(&self, event: usize) -> Option<Reason> {
        let event = &self.all[event];
        let (text, lists): (_, &[Asked]) = match event.governed(self.vocabulary) {
            Governed::Free => return None,
            Governed::Relation => ("counted from the event, or told in relation to it", &[|tables| &tables.relations]),
            Governed::Since => ("the event is a beginning here, and the date that of something else", &[|tables| &tables.since]),
            Governed::Occasion => (
                "the date of what is said or done about the event, or after it",
                &[|tables| &tables.occasions, |tables| &tables.announcing],
            ),
            Governed::Never => ("the event did not happen, or is another one", &[|tables| &tables.unfulfilled, |tables| &tables.others]),
        };
        let words = event.words_before(self.vocabulary, lists);
        Some(Reason::passed_over(text).by(words.map_or(0..0, |words| self.vocabulary.passage.span(words)), "governs the event"))
    }
}
