//! The same event with different dates: what stands around a date in one document stands around another date in another document of the
//! same story. And one date with two weekdays.

mod clause;
mod days;
#[cfg(test)]
mod tests;
mod weigh;

use std::collections::BTreeMap;

use self::clause::{clauses, is_dateline, is_limit};
use self::days::Days;
use self::weigh::{Clash, clashes};
use super::context::{Known, Seen, Setting, Tongue};
use super::mentions::Page;
use super::places::DocId;
use super::topics::Pair;
use super::{Disagreement, Side};
use crate::kind::KindName;
use crate::kind::date::read::{dates, is_month};
use crate::prose::passage::Passage;

/// Passages at the head of a document among which a short one is its own date.
const HEAD: usize = 6;

/// What stands beside a date in one place.
#[derive(Debug, Clone)]
struct Facts {
    /// Monday is 1.
    weekday: Option<i8>,
    /// It dates no event: the document's own date, or a limit.
    idle: bool,
    /// The times of day in its clause, as minutes.
    times: Box<[u32]>,
}

type Date = Seen<Facts>;

/// The dates that documents name, each once.
#[derive(Debug, Default)]
pub(super) struct Dates {
    known: BTreeMap<Days, Known<Facts>>,
    tongue: Tongue,
    /// The document that is being read, and how many of its passages have been.
    head: Option<(DocId, usize)>,
}

impl Dates {
    /// Adds the dates of a passage.
    pub(super) fn read(&mut self, page: &Page<'_>) {
        let passages = self.head.filter(|(doc, _)| *doc == page.doc).map_or(0, |(_, passages)| passages);
        self.head = Some((page.doc, passages + 1));
        let passage = page.passage;
        if !may_have(passage) {
            return;
        }
        let found = dates(passage, 0..passage.words.len());
        if found.is_empty() {
            return;
        }
        let language = self.tongue.of(page.doc, passage);
        let clauses = clauses(passage, &found);
        for (date, clause) in found.iter().zip(clauses) {
            let Some(days) = Days::of(date.said) else { continue };
            let idle = (passages < HEAD && is_dateline(passage, date)) || is_limit(passage, date);
            let weekday = date.weekdays.first().filter(|_| days.is_one()).map(|weekday| weekday.number);
            let times = clause::times(passage, clause.clone());
            let left_out = date.lead.min(date.words.start)..date.words.end;
            let setting = Setting::of(passage, clause, &left_out, language);
            let lead = passage.words[left_out.start].start as usize;
            let span = lead.min(date.span.start)..date.span.end;
            let text = passage.text[span.clone()].into();
            let seen = Seen { place: page.place(span), text, facts: Facts { weekday, idle, times }, setting };
            self.known.entry(days).or_default().add(seen);
        }
    }

    /// Takes the dates of other documents in.
    pub(super) fn merge(&mut self, other: Self) {
        for (days, theirs) in other.known {
            self.known.entry(days).or_default().merge(theirs);
        }
    }
}

/// Whether a passage may name a day: a month stands in it, or numbers that a sign joins.
fn may_have(passage: &Passage<'_>) -> bool {
    let joined = |at: usize| {
        let joins = |gap: &str| gap.len() < 4 && gap.starts_with(['/', '-', '.', '‑', '‐']);
        passage.words.get(at + 1).is_some_and(|next| next.shape.has_digit()) && joins(passage.gap_after(at))
    };
    let mut digits = passage.words.iter().enumerate().filter(|(_, word)| word.shape.has_digit()).peekable();
    digits.peek().is_some() && (passage.words.iter().any(|word| is_month(word.key)) || digits.any(|(at, _)| joined(at)))
}

/// Events that documents of one story date differently.
pub(super) fn compare(dates: &Dates, stories: &[Pair]) -> Vec<Disagreement> {
    let mut by_doc: BTreeMap<DocId, Vec<(Days, &Date)>> = BTreeMap::new();
    for (days, known) in dates.known.iter().filter(|(_, known)| known.is_whole()) {
        known.seen.iter().for_each(|seen| by_doc.entry(seen.place.doc).or_default().push((*days, seen)));
    }
    let mut found: BTreeMap<weigh::Said, Clash<'_>> = BTreeMap::new();
    for pair in stories {
        let [Some(a), Some(b)] = pair.docs.map(|doc| by_doc.get(&doc)) else { continue };
        for (said, clash) in clashes(a, b) {
            match found.get_mut(&said) {
                Some(known) => known.join(clash),
                None => drop(found.insert(said, clash)),
            }
        }
    }
    one_cause(found).into_iter().map(report).collect()
}

/// `18 octobre` and `17 au 18 octobre` against `19 octobre` is one disagreement.
fn one_cause(found: BTreeMap<weigh::Said, Clash<'_>>) -> Vec<Clash<'_>> {
    let mut kept: Vec<(weigh::Said, Clash<'_>)> = Vec::new();
    for (said, clash) in found {
        let same = |(known, _): &&mut (weigh::Said, Clash<'_>)| known.iter().zip(&said).all(|(a, b)| a.1 == b.1 && a.0.is_same(b.0));
        match kept.iter_mut().find(same) {
            Some((_, known)) => known.join(clash),
            None => kept.push((said, clash)),
        }
    }
    kept.into_iter().map(|(_, clash)| clash).collect()
}

fn report(clash: Clash<'_>) -> Disagreement {
    let side = |dates: &[&Date]| {
        let mut dates = dates.to_vec();
        dates.sort_by_key(|date| date.place);
        dates.dedup_by_key(|date| date.place.doc);
        let places: Vec<_> = dates.iter().map(|date| date.place).collect();
        Side { text: dates.first().map(|date| date.text.to_string()).unwrap_or_default(), documents: places.len(), places }
    };
    let one = Disagreement::new(KindName::Date, clash.sides.iter().map(|dates| side(dates)).collect(), clash.confidence);
    clash.why.into_iter().fold(one, Disagreement::why)
}
