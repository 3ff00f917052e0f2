//! The words around a mention, which tell whether two documents speak of the same thing, and the mentions of each document by them.

mod numerals;

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::places::{DocId, Place};
use crate::keys::Identity;
use crate::language::{Language, Tables};
use crate::lexicon::stem;
use crate::prose::fold;
use crate::prose::passage::Passage;

/// Letters of the shortest word that tells anything.
const SHORTEST: usize = 3;

/// Stems by the keys of words.
type Stems = HashMap<u64, Option<u32>, BuildHasherDefault<Identity>>;

/// Stems that are remembered at once on each thread; a language has fewer words than that.
const REMEMBERED: usize = 1 << 16;

/// Words on either side that stand close to a mention.
const CLOSE: usize = 4;

/// What stands around a mention. All lists are sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// The content words, by their stems; names apart.
    pub(super) stems: Box<[u32]>,
    pub(super) names: Box<[u32]>,
    /// Those of either that stand close to it.
    close: Box<[u32]>,
    /// The numbers, by their digits.
    numbers: Box<[u32]>,
}

/// What two settings have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shared {
    pub(super) stems: usize,
    pub(super) names: usize,
    /// Of both, those that stand close to either mention.
    pub(super) close: usize,
    pub(super) numbers: usize,
}

impl Setting {
    /// The same without one stem, which is the mention's own.
    pub(super) fn without(self, stem: u32) -> Self {
        let rest = |list: Box<[u32]>| list.iter().copied().filter(|&other| other != stem).collect();
        Self { stems: rest(self.stems), close: rest(self.close), ..self }
    }

    /// The setting of these words; the words of `left_out` are the mention's own.
    pub(super) fn of(passage: &Passage<'_>, words: Range<usize>, left_out: &Range<usize>, language: Language) -> Self {
        let (mut stems, mut names, mut close) = (Vec::new(), Vec::new(), Vec::new());
        let near = left_out.start.saturating_sub(CLOSE)..left_out.end + CLOSE;
        for at in words.clone().filter(|at| !left_out.contains(at)) {
            if let Some(stem) = content(passage, at, language) {
                if is_name(passage, at) {
                    names.push(stem)
                } else {
                    stems.push(stem)
                }
                if near.contains(&at) {
                    close.push(stem);
                }
            }
        }
        let set = |mut list: Vec<u32>| {
            list.sort_unstable();
            list.dedup();
            list.into_boxed_slice()
        };
        Self { stems: set(stems), names: set(names), close: set(close), numbers: set(numerals::around(passage, words, left_out)) }
    }

    /// Whether a word or a name stands in it, by its stem.
    pub(super) fn has(&self, stem: u32) -> bool {
        self.stems.binary_search(&stem).is_ok() || self.names.binary_search(&stem).is_ok()
    }

    /// What both have.
    pub(super) fn shared(&self, other: &Self) -> Shared {
        Shared {
            stems: both(&self.stems, &other.stems),
            names: both(&self.names, &other.names),
            close: both(&self.close, &other.close),
            numbers: both(&self.numbers, &other.numbers),
        }
    }
}

/// How many values two sorted lists have in common.
pub(super) fn both(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|value| b.binary_search(value).is_ok()).count()
}

impl Shared {
    /// In words; none where that is nothing.
    pub(super) fn told(self) -> Option<String> {
        let counted = |(n, what): (usize, &str)| (n > 0).then(|| format!("{n} {what}{}", if n == 1 { "" } else { "s" }));
        let all: Vec<String> =
            [(self.stems, "word"), (self.names, "name"), (self.numbers, "number")].into_iter().filter_map(counted).collect();
        (!all.is_empty()).then(|| all.join(" and "))
    }
}

/// The stem of a word that says something; none of a little word, a number, a month or a verb of saying.
pub(super) fn content(passage: &Passage<'_>, at: usize, language: Language) -> Option<u32> {
    thread_local! {
        static KNOWN: RefCell<[Stems; 2]> = RefCell::default();
    }
    let word = &passage.words[at];
    if word.shape.has_digit() || word.shape.has_underscore() {
        return None;
    }
    KNOWN.with_borrow_mut(|known| {
        let known = &mut known[usize::from(language == Language::En)];
        if known.len() > REMEMBERED {
            known.clear();
        }
        *known.entry(word.key).or_insert_with(|| {
            let text = word.text(passage.text);
            let tells = text.chars().nth(SHORTEST - 1).is_some() && !is_little(language.tables(), word.key) && !is_calendar(text);
            tells.then(|| fold::key(&stem(text, language)) as u32)
        })
    })
}

/// A capitalised word that is no dictionary word with a capital.
pub(super) fn is_name(passage: &Passage<'_>, at: usize) -> bool {
    let word = &passage.words[at];
    word.shape.is_capitalised() && !is_word(word.key)
}

/// A dictionary word of any language.
pub(super) fn is_word(key: u64) -> bool {
    Language::ALL.iter().any(|language| language.frequent().contains(&key))
}

/// Words that stand in any sentence.
pub(super) fn is_little(tables: &Tables, key: u64) -> bool {
    let lists = [
        &tables.function_words,
        &tables.determiners,
        &tables.prepositions,
        &tables.negations,
        &tables.saying,
        &tables.figure.breaks,
        &tables.figure.auxiliaries,
        &tables.figure.others,
        &tables.date.auxiliaries,
        &tables.date.times,
        &tables.date.stops,
        &tables.claim.finite,
    ];
    lists.iter().any(|list| list.has_key(key)) || tables.figure.numbers.of_key(key).is_some() || tables.figure.scales.of_key(key).is_some()
}

/// A month or a weekday.
fn is_calendar(text: &str) -> bool {
    let text = fold::lower(text);
    Language::ALL
        .iter()
        .map(|language| &language.tables().date)
        .any(|date| date.months.contains_key(&*text) || date.weekdays.contains_key(&*text))
}

/// Documents that one mention is remembered of, and how often of each.
const KEPT: usize = 32;
const OF_ONE: usize = 3;

/// A mention in one place, with what is known of it there.
#[derive(Debug, Clone)]
pub(super) struct Seen<T> {
    pub(super) place: Place,
    pub(super) text: Box<str>,
    pub(super) facts: T,
    pub(super) setting: Setting,
}

/// One distinct mention, wherever it stands: the first places of the first documents.
#[derive(Debug, Clone)]
pub(super) struct Known<T> {
    /// By place.
    pub(super) seen: Vec<Seen<T>>,
    documents: usize,
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self { seen: Vec::new(), documents: 0 }
    }
}

impl<T> Known<T> {
    /// Adds a mention. Those of one document come one after the other.
    pub(super) fn add(&mut self, new: Seen<T>) {
        let here = self.seen.iter().filter(|seen| seen.place.doc == new.place.doc).count();
        if here == 0 {
            self.documents += 1;
        }
        if here < OF_ONE {
            let at = self.seen.partition_point(|seen| seen.place < new.place);
            self.seen.insert(at, new);
            self.shorten();
        }
    }

    /// Whether one more mention in a document would tell nothing: it has enough, or too many documents have it.
    pub(super) fn is_full(&self, doc: DocId) -> bool {
        !self.is_whole() || self.seen.iter().filter(|seen| seen.place.doc == doc).count() >= OF_ONE
    }

    /// Takes the mentions of other documents in.
    pub(super) fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.seen.extend(other.seen);
        self.seen.sort_by_key(|seen| seen.place);
        self.shorten();
    }

    /// Keeps the first documents, each with all its places: what is kept does not depend on the order in which they came.
    fn shorten(&mut self) {
        let (mut docs, mut last) = (0, None);
        let beyond = self.seen.iter().position(|seen| {
            docs += usize::from(last != Some(seen.place.doc));
            last = Some(seen.place.doc);
            docs > KEPT
        });
        self.seen.truncate(beyond.unwrap_or(self.seen.len()));
    }

    /// In how many documents it stands.
    pub(super) fn documents(&self) -> usize {
        self.documents
    }

    /// Whether all its documents are known: one that stands everywhere is nobody's in particular.
    pub(super) fn is_whole(&self) -> bool {
        self.documents <= KEPT
    }
}

/// The language of a passage; where it is too short to tell, that of what its document said before.
#[derive(Debug, Default)]
pub(super) struct Tongue(Option<(DocId, Language)>);

impl Tongue {
    pub(super) fn of(&mut self, doc: DocId, passage: &Passage<'_>) -> Language {
        match (passage.language(), self.0) {
            (Some(language), _) => {
                self.0 = Some((doc, language));
                language
            }
            (None, Some((known, language))) if known == doc => language,
            _ => Language::En,
        }
    }
}
