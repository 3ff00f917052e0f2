//! The words around a mention: what tells whether two documents speak of the same thing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::Library;
use super::places::{DocId, Place};
use crate::kind::name::sorts::Sorts;
use crate::language::Language;
use crate::lexicon::stem;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::{Word, words};

/// Words on either side that are near.
const NEAR: usize = 6;

/// Words on either side that are looked at in a long paragraph.
const FAR: usize = 80;

/// Bytes from which on a word says what a document is about.
const TELLING: u32 = 5;

/// What stands around a place.
#[derive(Debug, Default, Clone)]
pub(super) struct Around {
    /// Stems of the words of content in its sentence.
    pub(super) sentence: BTreeSet<u64>,
    /// Words that are not frequent ones, in its paragraph.
    pub(super) telling: BTreeSet<u64>,
    /// Keys, without accents, of the words right beside it in its sentence.
    pub(super) near: BTreeSet<u64>,
    /// The language of its paragraph.
    pub(super) language: Option<Language>,
    /// No letter of its document has an accent.
    pub(super) plain: bool,
}

/// What stands around places.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    around: HashMap<(DocId, u32), Around>,
}

impl Surroundings {
    /// Reads the documents of these places once more.
    pub(super) fn read(library: &impl Library, places: impl IntoIterator<Item = Place>) -> Self {
        let mut by_doc: BTreeMap<DocId, Vec<Place>> = BTreeMap::new();
        for place in places {
            by_doc.entry(place.doc).or_default().push(place);
        }
        let read: Vec<_> = by_doc.into_par_iter().map(|(doc, places)| (doc, document(library, doc, &places))).collect();
        let mut all = Self::default();
        for (doc, around) in read {
            all.around.extend(around.into_iter().map(|(start, around)| ((doc, start), around)));
        }
        all
    }

    /// What stands around one of the places.
    pub(super) fn of(&self, place: &Place) -> Option<&Around> {
        self.around.get(&(place.doc, place.start))
    }
}

fn document(library: &impl Library, doc: DocId, places: &[Place]) -> Vec<(u32, Around)> {
    let mut found = Vec::new();
    let Some((file, document)) = library.open(doc) else { return found };
    let mut run: Vec<Word> = Vec::new();
    let plain = file.text().is_ascii() || !file.text().chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    for block in &document.blocks {
        let text = block.text(file.text());
        let whole = block.to_source(0..text.len());
        let inside = || places.iter().filter(|place| whole.start <= place.span().start && place.span().end <= whole.end);
        if inside().next().is_none() {
            continue;
        }
        words(text, &mut run);
        let passage = Passage::new(block, text, &run);
        for place in inside() {
            let at = run.iter().position(|word| block.to_source(word.range()).start == place.span().start);
            found.extend(at.map(|at| (place.start, Around { plain, ..around(&passage, at) })));
        }
    }
    file.forget();
    found
}

fn around(passage: &Passage<'_>, at: usize) -> Around {
    let sentence = passage.words_in(&passage.sentence_of(passage.words[at].start as usize));
    let within = |from: Range<usize>, reach: usize| from.start.max(at.saturating_sub(reach))..from.end.min(at + reach + 1);
    let (text, language) = (passage.text, passage.language());
    let content = passage.words[within(sentence.clone(), FAR)].iter().filter(|word| is_content(word));
    let telling = passage.words[within(0..passage.words.len(), FAR)].iter().filter(|word| is_telling(text, word));
    Around {
        sentence: content.map(|word| stem_key(text, word, language)).collect(),
        telling: telling.map(|word| plain_key(text, word)).collect(),
        near: passage.words[within(sentence, NEAR)].iter().map(|word| plain_key(text, word)).collect(),
        language,
        plain: false,
    }
}

fn stem_key(text: &str, word: &Word, language: Option<Language>) -> u64 {
    fold::key(&fold::strip(&stem(word.text(text), language.unwrap_or(Language::En))))
}

/// The key of a word without accents.
pub(super) fn plain_key(text: &str, word: &Word) -> u64 {
    if word.shape.is_ascii() { word.key } else { fold::key(&fold::strip(word.text(text))) }
}

/// A word of some length that is no little one.
fn is_content(word: &Word) -> bool {
    let little = |language: &Language| language.tables().function_words.has_key(word.key);
    word.end - word.start >= 4 && word.shape.has_letter() && !word.shape.has_digit() && !Language::ALL.iter().any(little)
}

fn is_telling(text: &str, word: &Word) -> bool {
    is_long(word) && !is_frequent(plain_key(text, word))
}

fn is_long(word: &Word) -> bool {
    word.end - word.start >= TELLING && word.shape.has_letter() && !word.shape.has_digit()
}

/// Whether a word, by its key without accents, is among the frequent ones of any language.
pub(super) fn is_frequent(key: u64) -> bool {
    Sorts::of(key).has(Sorts::FREQUENT)
}
