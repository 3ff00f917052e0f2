//! What stands around a name in its sentence → whether the name can be somebody else's, or a word no name at all.

use std::ops::Range;

use crate::language::Language;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::Word;

use super::align::{is_initial, joint};
use super::form::{Form, is_given, is_office, is_particle, tables};
use super::joint::Joint;

/// The key of a word without accents, as the tables of frequent words and the index have it.
pub(super) fn key(passage: &Passage<'_>, word: &Word) -> u64 {
    if word.shape.is_ascii() { word.key } else { fold::key(&fold::strip(word.text(passage.text))) }
}

/// An ordinary word of the passage's language, or of any where that is not decided; or one that is always written with a capital and names
/// no person (`Monday`, `German`).
pub(super) fn is_common(passage: &Passage<'_>, key: u64) -> bool {
    is_frequent(passage, key) || tables().any(|tables| tables.capitalised.has_key(key))
}

/// An ordinary word of the passage's language, or of any where that is not decided.
pub(super) fn is_frequent(passage: &Passage<'_>, key: u64) -> bool {
    let decided = passage.language();
    let mut languages = Language::ALL.into_iter().filter(|&language| decided.is_none_or(|decided| decided == language));
    languages.any(|language| language.frequent().contains(&key))
}

/// A common word, or an inflected form of one: in a headline and at a sentence's start every word has a capital. The word of the name itself
/// (`own`) may stand in the lists too: only its real endings make an inflected form of it (`Belgiques`), no others (`Belgiqur`).
pub(super) fn is_inflected_common(passage: &Passage<'_>, word: &str, own: &str) -> bool {
    const ENDINGS: [&str; 16] = ["s", "es", "d", "ed", "ing", "r", "er", "ers", "ly", "e", "ee", "ees", "ent", "aient", "ait", "y"];
    const REAL: [&str; 5] = ["s", "es", "e", "ee", "ees"];
    let word = fold::strip(word);
    let known = |stem: &str| is_common(passage, fold::key(stem));
    let strange = |stem: &str| stem != own && known(stem);
    let inflected = |ending: &str, stem: &str| {
        stem.len() >= 3 && (strange(stem) || (stem == own && REAL.contains(&ending) && known(stem)) || strange(&format!("{stem}e")))
    };
    known(&word)
        || strange(&format!("{word}e"))
        || ENDINGS.iter().filter_map(|ending| Some((ending, word.strip_suffix(ending)?))).any(|(ending, stem)| inflected(ending, stem))
}

/// Whether a sentence is a headline: each of its longer words has a capital.
pub(crate) fn is_headline(passage: &Passage<'_>, byte: usize) -> bool {
    let sentence = passage.sentence_of(byte);
    let words = &passage.words[passage.words_in(&sentence)];
    let mut long = words.iter().filter(|word| word.end - word.start >= 4 && word.shape.has_letter());
    // `Adam Mayers did.`
    let finite = |word: &Word| word.shape.is_lower() && passage.tables().any(|tables| tables.claim.finite.has_key(word.key));
    words.len() >= 3 && long.all(|word| word.shape.is_capitalised()) && !words.iter().any(finite)
}

/// The word of somebody else's given name that stands before the name: a capitalised word that is no title, no common word and no part of the name
/// itself, or an initial that is not its own. Across a particle (`Leclerc de Buffon`) that goes for persons alone: a place may follow
/// anything (`Sciences Po de Bordeau`).
pub(super) fn follows_another(passage: &Passage<'_>, first: usize, own: &[Form], person: bool) -> Option<usize> {
    let upper = passage.words[first].shape.is_upper();
    let mut at = first;
    let mut particle = false;
    while let Some(before) = at.checked_sub(1) {
        let word = &passage.words[before];
        let written = passage.word(before);
        let key = key(passage, word);
        let joint = joint(passage, before);
        let title = is_office(key);
        match joint {
            Joint::Space | Joint::Hyphen => {}
            Joint::Stop if is_initial(passage, before) && !title => {}
            Joint::Apostrophe if is_particle(word.key) => {}
            _ => return None,
        }
        if title {
            return None;
        } else if is_initial(passage, before) && (joint == Joint::Stop || !is_function_word(passage, before)) {
            if !own.iter().flat_map(|form| &form.parts).any(|part| part.letters.starts_with(&*fold::strip(written))) {
                return Some(before);
            }
        } else if is_particle(word.key) && !is_capital_given(word, key) {
            particle |= word.shape.is_lower();
        } else if !word.shape.is_capitalised() || is_own(own, key) {
            return None;
        } else {
            let acronym = word.shape.is_upper() && !upper;
            let given = is_given(key) || ((person || !particle) && !acronym && !is_common(passage, key));
            return given.then_some(before);
        }
        at = before;
    }
    None
}

/// A word of one letter that is none of a name: `À`, also where its capital has no accent.
fn is_function_word(passage: &Passage<'_>, at: usize) -> bool {
    let key = passage.words[at].key;
    let bare = passage.language() != Some(Language::En) && passage.word(at) == "A" && passage.opens_sentence(at);
    bare || passage.tables().any(|tables| tables.prepositions.has_key(key) || tables.determiners.has_key(key))
}

fn is_capital_given(word: &Word, key: u64) -> bool {
    word.shape.is_capitalised() && is_given(key)
}

fn is_own(own: &[Form], key: u64) -> bool {
    own.iter().flat_map(|form| &form.parts).any(|part| fold::key(&part.letters) == key)
}

/// Whether the name goes on to the left as another one: `Marie-Anne Dupond`, `Marie Anne Dupond` beside Anne Dupont.
pub(super) fn is_longer_before(passage: &Passage<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let word = &passage.words[before];
    match joint(passage, before) {
        Joint::Hyphen => word.shape.is_capitalised(),
        Joint::Space => word.shape.is_capitalised() && is_given(key(passage, word)) && !is_common(passage, key(passage, word)),
        _ => false,
    }
}

/// Whether the name goes on to the right as another one: `Anne Dupond-Martin`, `Carlos Hernandes Suarez`. A family name that stands `alone`
/// may also be part of another thing's name: `Whitcomb Street`.
pub(super) fn is_longer_after(passage: &Passage<'_>, last: usize, alone: bool) -> bool {
    let Some(next) = passage.words.get(last + 1).filter(|next| next.shape.is_capitalised()) else { return false };
    match joint(passage, last) {
        Joint::Hyphen => true,
        Joint::Space => {
            let acronym = next.shape.is_upper() && !passage.words[last].shape.is_upper();
            let common = !alone && is_common(passage, key(passage, next));
            let title = is_office(key(passage, next));
            !acronym && !common && !title && !is_headline(passage, passage.words[last].start as usize)
        }
        _ => false,
    }
}

/// Whether a hyphen joins the name to another one: `Bellenger-Dupont`, `Paul-Bellenger`.
pub(super) fn is_hyphenated(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    let hyphen = |at: usize, neighbour: usize| {
        joint(passage, at) == Joint::Hyphen && passage.words.get(neighbour).is_some_and(|word| word.shape.is_capitalised())
    };
    hyphen(words.end - 1, words.end) || words.start.checked_sub(1).is_some_and(|before| hyphen(before, before))
}

/// Whether nothing capitalised stands directly beside these words: they are a whole name, so they may stand in another order.
pub(super) fn is_isolated(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    let beside = |at: usize, neighbour: usize| {
        joint(passage, at).holds()
            && passage.words.get(neighbour).is_some_and(|word| {
                word.shape.is_capitalised() && !is_common(passage, key(passage, word)) && !is_office(key(passage, word))
            })
    };
    !beside(words.end - 1, words.end) && !words.start.checked_sub(1).is_some_and(|before| beside(before, before))
}
