//! The same event with different dates: what stands around a date in one document stands around another date in another document of the
//! same story. And one date with two weekdays.

mod clause;
mod days;
mod pairing;
#[cfg(test)]
mod tests;
mod weigh;

use std::collections::BTreeMap;

use self::clause::{clauses, is_dateline, is_imprint, is_limit};
use self::days::{Apart, Days};
use self::weigh::{Clash, clashes};
use super::context::{Known, Seen, Setting, Tongue};
use super::page::Page;
use super::places::DocId;
use super::topics::{Pair, Tie};
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
    /// It dates no event: it is the document's own.
    own: bool,
    /// It is a limit, or what was published then.
    limit: bool,
    /// The times of day in its clause, as minutes.
    times: Box<[u32]>,
}

type Date = Seen<Facts>;

impl Date {
    /// Whether it dates an event. What ends or is published on a day does so in a draft too.
    fn is_of_event(&self, tie: Tie) -> bool {
        !self.facts.own && (!self.facts.limit || tie == Tie::Draft)
    }

    /// Whether it may be held against a date that stands so to it: few documents of one story end, and bring out, the same things.
    fn may_clash(&self, apart: Apart, tie: Tie) -> bool {
        let near = !matches!(apart, Apart::Same | Apart::Far);
        let of_few = tie == Tie::Few && !self.facts.own && near;
        self.is_of_event(tie) || of_few
    }
}

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
            let limit = is_limit(passage, date);
            // A line that says when its page was published is the document's own as well.
            let own = if limit { is_imprint(passage, date) } else { passages < HEAD && is_dateline(passage, date) };
            let weekday = date.weekdays.first().filter(|_| days.is_one()).map(|weekday| weekday.number);
            let times = clause::times(passage, clause.clone());
            let left_out = date.lead.min(date.words.start)..date.words.end;
            let setting = Setting::of(passage, clause, &left_out, language);
            let lead = passage.words[left_out.start].start as usize;
            let span = lead.min(date.span.start)..date.span.end;
            let text = passage.text[span.clone()].into();
            let seen = Seen { place: page.place(span), text, facts: Facts { weekday, own, limit, times }, setting };
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
    // `in 1942`
    let year = |at: usize| passage.words[at].end - passage.words[at].start == 4 && !passage.words[at].shape.has_letter();
    let mut digits = passage.words.iter().enumerate().filter(|(_, word)| word.shape.has_digit()).peekable();
    digits.peek().is_some() && (passage.words.iter().any(|word| is_month(word.key)) || digits.any(|(at, _)| joined(at) || year(at)))
}

/// Events that documents of one story date differently.
pub(super) fn compare(dates: &Dates, stories: &[Pair]) -> Vec<Disagreement> {
    let mut by_doc: BTreeMap<DocId, Vec<(Days, &Date)>> = BTreeMap::new();
    // Years and their months are named by any document: they are held against each other where it is known that all tell one story.
    let is_story = stories.first().is_some_and(|pair| pair.tie != Tie::Names);
    for (days, known) in dates.known.iter().filter(|(days, known)| known.is_whole() && (is_story || days.has_day())) {
        known.seen.iter().for_each(|seen| by_doc.entry(seen.place.doc).or_default().push((*days, seen)));
    }
    let held =
        |days: Days| by_doc.values().filter(|dates| dates.iter().any(|(there, _)| there.is_equal(days) && there.is_same(days))).count();
    let mut found: BTreeMap<weigh::Said, Clash<'_>> = BTreeMap::new();
    for pair in stories {
        let [Some(a), Some(b)] = pair.docs.map(|doc| by_doc.get(&doc)) else { continue };
        let own = (pair.tie == Tie::Draft).then(|| unknown(&by_doc, pair.docs[1]));
        for (said, clash) in clashes((a, b), own.as_ref().unwrap_or(b), (pair.tie, &held)) {
            match found.get_mut(&said) {
                Some(known) => known.join(clash),
                None => drop(found.insert(said, clash)),
            }
        }
    }
    one_cause(found).into_iter().map(report).collect()
}

/// The dates of a draft that none of its sources has, with the same weekday if with any.
fn unknown<'d>(by_doc: &BTreeMap<DocId, Vec<(Days, &'d Date)>>, draft: DocId) -> Vec<(Days, &'d Date)> {
    let sources = || by_doc.iter().filter(|(doc, _)| **doc != draft).flat_map(|(_, dates)| dates);
    let fits = |date: &Date, there: &Date| date.facts.weekday.zip(there.facts.weekday).is_none_or(|(a, b)| a == b);
    // A day inside a period is not the period, nor a year one of its days.
    let same = |days: Days, there: Days| days.is_same(there) && days.is_long() == there.is_long() && (!there.is_year() || days.is_year());
    let has = |days: Days, date: &Date| sources().any(|(there, source)| same(days, *there) && fits(date, source));
    by_doc.get(&draft).into_iter().flatten().filter(|(days, date)| !has(*days, date)).copied().collect()
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
