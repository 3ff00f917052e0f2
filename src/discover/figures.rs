//! The same noun with different figures: numbers that count the same in two documents of one story, and differ as a slip, an unmarked
//! rounding or another count makes them.

mod age;
mod matched;
mod misplaced;
mod relation;
mod rows;
mod slip;
#[cfg(test)]
mod tests;
mod unit;
mod weigh;
mod when;

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use self::matched::{Derived, Sayings, clashes};
use self::relation::Relation;
use self::unit::{Sort, Unit, unit};
use self::weigh::{Clash, DOUBTFUL};
use self::when::When;
use super::context::{Known, Seen, Setting, Tongue, content};
use super::page::Page;
use super::places::DocId;
use super::topics::Pair;
use super::{Disagreement, Library, SURE, Side};
use crate::kind::KindName;
use crate::kind::figure::context::{Mark, marks};
use crate::kind::figure::number::{Number, numbers};
use crate::language::Language;
use crate::prose::passage::Passage;

/// So many figures of one thing, near each other, are a series.
const SERIES: usize = 4;

/// What is counted, and how many of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    unit: u32,
    /// A positive value as its bits, which are in the order of the values.
    value: u64,
}

impl Key {
    fn value(self) -> f64 {
        f64::from_bits(self.value)
    }
}

/// What stands beside a figure in one place.
#[derive(Debug, Clone)]
struct Facts {
    sort: Sort,
    mark: Mark,
    /// It counts people.
    crowd: bool,
    /// It is a part of something, a rate or the like.
    apart: bool,
    /// It parts its thousands, as a house number or an identifier does not.
    parted: bool,
    /// Its sentence says that it may change.
    running: bool,
    /// The word right behind the noun, if it says something: `salariés permanents`. Of an age, the given name of the person.
    tail: Option<u32>,
    when: When,
}

impl Facts {
    /// It says a value, or one to keep to; a range does not.
    fn may_be_wrong(&self) -> bool {
        self.mark != Mark::Between
    }

    fn is_exact(&self) -> bool {
        self.mark == Mark::Exact
    }
}

type Figure = Seen<Facts>;

/// The figures that documents name, each value of each unit once.
#[derive(Debug, Default)]
pub(super) struct Figures {
    known: BTreeMap<Key, Known<Facts>>,
    tongue: Tongue,
}

impl Figures {
    /// Adds the figures of a passage.
    pub(super) fn read(&mut self, page: &Page<'_>) {
        let numbers = numbers(page.passage);
        if numbers.is_empty() {
            return;
        }
        let language = self.tongue.of(page.doc, page.passage);
        each_counted(page.passage, &numbers, language, |number, counted| {
            let known = self.known.entry(counted.key).or_default();
            if !known.is_full(page.doc) {
                known.add(figure(page, number, counted, language));
            }
        });
    }

    /// Takes the figures of other documents in.
    pub(super) fn merge(&mut self, other: Self) {
        for (key, theirs) in other.known {
            self.known.entry(key).or_default().merge(theirs);
        }
    }
}

/// What a number counts, and how many of it.
struct Counted {
    key: Key,
    unit: Unit,
    /// Of an age, the given name of the person.
    given: Option<u32>,
}

impl Counted {
    /// `404 millions d’euros, dont 286 millions`: what has a scale and no unit is of that of the number before it in the sentence.
    fn take_over(&mut self, passage: &Passage<'_>, before: Option<&Unit>, number: &Number) {
        let Some(unit) = before.filter(|unit| unit.sort == Sort::Measure) else { return };
        if self.unit.sort == Sort::None && number.is_scaled() && passage.sentence_of(number.span.start).contains(&unit.span.start) {
            self.unit = Unit { key: unit.key, sort: unit.sort, ..self.unit.clone() };
            self.key.unit = unit.key;
        }
    }
}

/// Calls `each` with every number of a passage that counts something.
fn each_counted(passage: &Passage<'_>, numbers: &[Number], language: Language, mut each: impl FnMut(&Number, Counted)) {
    let mut before: Option<Unit> = None;
    for (at, number) in numbers.iter().enumerate() {
        let limit = numbers.get(at + 1).map_or(passage.words.len(), |next| next.words.start);
        let Some(mut counted) = counted(passage, number, limit, language) else { continue };
        counted.take_over(passage, before.as_ref(), number);
        before = Some(counted.unit.clone());
        each(number, counted);
    }
}

/// The same of a number in a passage; `limit` is the first word of the next number.
fn counted(passage: &Passage<'_>, number: &Number, limit: usize, language: Language) -> Option<Counted> {
    // `seize autres prévenus`: there are more of them.
    let others = |at: usize| passage.words.get(at).is_some_and(|word| language.tables().figure.rest.has_key(word.key));
    if others(number.words.end) || number.words.start.checked_sub(1).is_some_and(others) {
        return None;
    }
    let unit = unit(passage, number, limit, language)?;
    let value = reading(passage, number, language)? * unit.factor;
    let counts = value.is_finite() && value > 0.0 && value != 1.0;
    let (unit, given) = match age::person(passage, number, &unit, language) {
        Some(age::Person { unit, given }) => (unit, given),
        None => (unit, None),
    };
    counts.then_some(Counted { key: Key { unit: unit.key, value: value.to_bits() }, unit, given })
}

/// A figure with all that stands beside it.
fn figure(page: &Page<'_>, number: &Number, counted: Counted, language: Language) -> Figure {
    let passage = page.passage;
    let Counted { key, unit: Unit { sort, crowd, span, next, share, .. }, given } = counted;
    let marks = marks(passage, number, (span.clone(), next), share);
    let sentence = passage.words_in(&passage.sentence_of(span.start));
    let parted = passage.text[number.span.clone()].contains(|c: char| !c.is_ascii_digit());
    let running = sentence.clone().any(|at| {
        let provisional = language.tables().figure.provisional.starting(passage.text, passage.words, at);
        provisional.is_some()
    });
    let beside = next < passage.words.len() && passage.gap_before(next).chars().all(char::is_whitespace);
    let tail = match sort {
        Sort::Age => given,
        _ if beside => content(passage, next, language),
        _ => None,
    };
    let facts =
        Facts { sort, mark: marks.mark, crowd, apart: marks.apart, parted, running, tail, when: When::of(passage, sentence.clone()) };
    // What stands between a number and its noun tells which of them are counted.
    let setting = Setting::of(passage, sentence, &number.words, language).without(key.unit);
    let text = passage.text[span.clone()].into();
    Seen { place: page.place(span), text, facts, setting }
}

/// The value; a separator of three digits parts thousands, or is a decimal sign, as the language has it.
fn reading(passage: &Passage<'_>, number: &Number, language: Language) -> Option<f64> {
    let decimal = match language {
        Language::Fr => ',',
        Language::En => '.',
    };
    let written = &passage.text[number.span.clone()];
    let last = number.readings.len() > 1 && written.contains(decimal);
    if last { number.readings.last().copied() } else { number.readings.first().copied() }
}

/// Figures of one unit that differ between documents of one story.
pub(super) fn compare(figures: &Figures, library: &impl Library, stories: &[Pair]) -> Vec<Disagreement> {
    let mut by_doc: BTreeMap<DocId, Vec<(Key, &Figure)>> = BTreeMap::new();
    for (key, known) in figures.known.iter().filter(|(_, known)| known.is_whole()) {
        known.seen.iter().for_each(|seen| by_doc.entry(seen.place.doc).or_default().push((*key, seen)));
    }
    let draft = stories.first().and_then(|pair| pair.draft());
    let derived = Derived::of(by_doc.iter().filter(|(doc, _)| draft.is_some_and(|draft| **doc != draft)).map(|(_, figures)| figures));
    let moved = draft.map_or_else(Vec::new, |draft| rows::moved(&by_doc, draft, library));
    let by_doc: BTreeMap<DocId, Sayings<'_>> = by_doc.into_iter().map(|(doc, figures)| (doc, Sayings::of(figures))).collect();
    let held = |key: Key| figures.known.get(&key).map_or(0, Known::documents);
    let of_pair = |pair: &Pair| match pair.docs.map(|doc| by_doc.get(&doc)) {
        [Some(a), Some(b)] => clashes(a, b, *pair, &held).into_iter().map(|clash| (*pair, clash)).collect(),
        _ => Vec::new(),
    };
    let all: Vec<(Pair, ([Key; 2], Clash))> = stories.par_iter().flat_map_iter(of_pair).collect();
    let mut found: BTreeMap<[Key; 2], Clash> = BTreeMap::new();
    for (pair, (keys, clash)) in all {
        // What a draft makes of the figures of any of its sources is right.
        let draft = pair.draft().and_then(|draft| keys.iter().zip(&clash.places).find(|(_, place)| place.doc == draft));
        if draft.is_some_and(|(key, _)| if clash.relation.is_none() { derived.has(*key) } else { derived.holds(*key) }) {
            continue;
        }
        let best = found.entry(keys).or_insert_with(|| clash.clone());
        if (clash.confidence, std::cmp::Reverse(clash.docs)) > (best.confidence, std::cmp::Reverse(best.docs)) {
            *best = clash;
        }
    }
    for (keys, clash) in moved {
        found.entry(keys).or_insert(clash);
    }
    let series = series(&found);
    let reports = found.iter().map(|(keys, clash)| {
        let one = report(figures, stories, *keys, clash);
        let serial = clash.relation.is_some_and(Relation::is_of_size) && !clash.firm && series.contains(&keys[0].unit);
        if serial {
            Disagreement { confidence: one.confidence.min(DOUBTFUL), ..one }.why("other documents have others: it may be a series")
        } else {
            one
        }
    });
    reports.collect()
}

/// Units of which many documents have a figure of their own, near the others: a count that goes on, or one for each document.
fn series(found: &BTreeMap<[Key; 2], Clash>) -> BTreeSet<u32> {
    let mut values: BTreeMap<u32, BTreeSet<Key>> = BTreeMap::new();
    for (keys, _) in found.iter().filter(|(_, clash)| clash.relation.is_some_and(Relation::is_of_size) && clash.confidence >= SURE) {
        values.entry(keys[0].unit).or_default().extend(keys);
    }
    values.into_iter().filter(|(_, values)| values.len() >= SERIES).map(|(unit, _)| unit).collect()
}

/// The disagreement, with what other documents of the same story say.
fn report(figures: &Figures, stories: &[Pair], keys: [Key; 2], clash: &Clash) -> Disagreement {
    let tells = |doc: DocId| {
        let with = |other: DocId| stories.binary_search_by_key(&[doc.min(other), doc.max(other)], |pair| pair.docs).is_ok();
        clash.docs.contains(&doc) || clash.docs.iter().any(|&other| with(other))
    };
    let firm = |key: &Key| {
        figures
            .known
            .get(key)
            .into_iter()
            .flat_map(|known| &known.seen)
            .filter(|seen| seen.facts.is_exact() || clash.places.contains(&seen.place))
    };
    let sides = keys.iter().zip(&clash.places).map(|(key, place)| {
        let mut places = vec![*place];
        // What was moved is right in another row.
        for seen in firm(key).filter(|seen| clash.relation.is_some() && tells(seen.place.doc)) {
            if places.iter().all(|place| place.doc != seen.place.doc) {
                places.push(seen.place);
            }
        }
        places.sort_unstable();
        let text = firm(key).find(|seen| seen.place == places[0]).map(|seen| seen.text.to_string()).unwrap_or_default();
        Side { text, documents: places.len(), places }
    });
    let sides: Vec<Side> = sides.collect();
    let together = sides[0].places.iter().any(|place| sides[1].is_in(place.doc));
    // What most documents of the story say, and one alone does not.
    let most = clash.held && sides.iter().any(|side| side.documents > 2) && sides.iter().any(|side| side.documents == 1);
    let confidence = if most { clash.confidence.max(SURE + 5) } else { clash.confidence };
    let confidence = confidence.saturating_sub(if together && clash.relation != Some(Relation::Rounded) { 30 } else { 0 });
    let mut one = Disagreement::new(KindName::Figure, sides, confidence);
    for reason in &clash.why {
        one = one.why(reason.clone());
    }
    one.why(if together { "a document of the story has both" } else { "no document has both" })
}
