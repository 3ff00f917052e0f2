//! What may be a name, and is not exactly so → whether it is a misspelling of it. Here stands all that keeps other people's names silent.

use crate::kind::Form as Extent;
use crate::prose::fold;
use crate::prose::passage::Passage;

use super::align::{Alignment, joint};
use super::around::{
    follows_another, is_common, is_frequent, is_headline, is_hyphenated, is_inflected_common, is_isolated, is_longer_after,
    is_longer_before,
};
use super::form::{Form, Part, is_given, is_office, is_particle, tables};
use super::joint::Joint;

/// Letters a family name must have to be found misspelled when it stands alone.
pub(super) const ALONE: usize = 6;

/// Letters each of two parts must have to be found when both are misspelled.
const BOTH: usize = 4;

/// Whether a form may be found with a slip in this part, without an exact part beside it.
pub(super) fn is_near_anchor(form: &Form, part: usize) -> bool {
    let longest = || form.parts.iter().enumerate().max_by_key(|(_, part)| part.count).map(|(at, _)| at);
    form.fuzzy
        && match form.parts.len() {
            1 => may_stand_alone(&form.parts[0]),
            2 => form.parts.iter().all(|part| part.count >= BOTH && part.reach() > 0) && longest() == Some(part),
            _ => false,
        }
}

/// Enough letters, no digit.
fn may_stand_alone(part: &Part) -> bool {
    part.count >= ALONE && part.reach() > 0
}

/// Why an alignment is not this name, right or misspelled; none where it is. `own` are all forms of its rule.
pub(super) fn unmeant(passage: &Passage<'_>, form: &Form, own: &[Form], found: &Alignment) -> Option<Unmeant> {
    let words = found.words();
    let another = || follows_another(passage, words.start, own, true).map(Unmeant::given_name);
    if found.turned && !is_isolated(passage, &words) {
        return Some(Unmeant::new("its parts stand in another order, beside another name"));
    }
    if form.is_single() {
        let another = if form.extent == Extent::Short { another() } else { None };
        return another.or_else(|| if found.distance() == 0 { None } else { alone(passage, form, own, found) });
    }
    if is_common_noun_before(passage, form, found) {
        return Some(Unmeant::new("a common noun before another name"));
    }
    if found.distance() == 0 {
        return None;
    }
    match () {
        () if form.family_only && another().is_some() => another(),
        () if is_longer_before(passage, words.start) || is_longer_after(passage, words.end - 1, false) => Some(Unmeant::new(LONGER)),
        () if !within_reach(form, found) => Some(Unmeant::new("more letters differ than in a misspelling of this name")),
        () => wrong_parts(passage, form, found),
    }
}

/// `le lac Mégantic` beside `Lac-Mégantic`: a small common word with a space behind it, where the name has a capital and a hyphen.
fn is_common_noun_before(passage: &Passage<'_>, form: &Form, found: &Alignment) -> bool {
    let [first, second, ..] = &form.parts[..] else { return false };
    let Some(at) = found.parts.first().map(|place| place.words.end - 1) else { return false };
    let small = passage.words[at].shape.is_lower() && first.written.starts_with(char::is_uppercase);
    small && form.common_head && second.joined && passage.gap_after(at).chars().all(char::is_whitespace)
}

/// What keeps words that are like a name from being it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unmeant {
    /// Lower case, no full stop.
    pub(super) text: &'static str,
    /// The word that decides.
    pub(super) word: Option<usize>,
}

/// The name goes on beyond the words.
const LONGER: &str = "part of a longer name, which is another";

impl Unmeant {
    fn new(text: &'static str) -> Self {
        Self { text, word: None }
    }

    fn given_name(word: usize) -> Self {
        Self { text: "somebody else's name stands before it", word: Some(word) }
    }
}

/// One wrong part beside exact ones, or two parts with one slip each. Beside nothing but a common word (`Saint`) a part must bear what one
/// alone has to.
fn within_reach(form: &Form, found: &Alignment) -> bool {
    let wrong = found.wrong();
    let headed = !form.common_head || found.parts[0].distance > 0 || found.parts[1..].iter().any(|place| place.distance == 0);
    match form.parts.len() {
        2 if wrong == 2 => found.parts.iter().zip(&form.parts).all(|(place, part)| place.distance == 1 && part.count >= BOTH),
        _ => wrong == 1 && (headed || (found.distance() == 1 && may_stand_alone(&form.parts[1]))),
    }
}

/// Why one of the wrong parts is no misspelling, but a word or name in its own right.
fn wrong_parts(passage: &Passage<'_>, form: &Form, found: &Alignment) -> Option<Unmeant> {
    let title = is_headline(passage, passage.words[found.words().start].start as usize);
    let both = found.wrong() > 1;
    found.parts.iter().zip(&form.parts).enumerate().filter(|(_, (place, _))| place.distance > 0).find_map(|(at, (place, part))| {
        let written = passage.word(place.words.end - 1);
        let letters = fold::strip(written);
        let key = fold::key(&letters);
        let opens = title || passage.opens_sentence(place.words.start);
        let word =
            || !is_given(key) && if opens { is_inflected_common(passage, written, &part.letters) } else { is_common(passage, key) && both };
        // Another first letter and more: another name (Denis Garnier, Denis Barbier).
        let same_first = letters.chars().next() == part.letters.chars().next();
        // A given name of its own is somebody's: `Karl` and `Carl` are two.
        let sound = || !is_given(key) && begin_alike(&letters, &part.letters);
        let first = place.merged || same_first || sound() || (part.count > BOTH && !both && place.distance == 1);
        let text = match () {
            () if word() => "a part of it is a common word",
            () if !first => "a part of it begins with another letter",
            () if is_partner(form, at, key, part) => "the given name of a man for that of a woman, or the reverse: two people",
            () if is_relative(passage, form, (at, place.distance), key, found.words().start) => {
                "another given name behind a word of kinship: a relative"
            }
            () if is_word_beside_word(passage, form, found, key) => "a common word beside a common word",
            () => return None,
        };
        Some(Unmeant { text, word: Some(place.words.end - 1) })
    })
}

/// First letters of the same sound: `Ives` for `Yves`.
fn begin_alike(a: &str, b: &str) -> bool {
    const SOUNDS: [[char; 2]; 3] = [['i', 'y'], ['c', 'k'], ['v', 'w']];
    let (a, b) = (a.chars().next(), b.chars().next());
    a.zip(b).is_some_and(|(a, b)| SOUNDS.iter().any(|pair| pair.contains(&a) && pair.contains(&b)))
}

/// An ordinary word beside a part that is an ordinary word too: `Rose Bakery` says nothing of Rose Baker.
fn is_word_beside_word(passage: &Passage<'_>, form: &Form, found: &Alignment, key: u64) -> bool {
    let mut exact = found.parts.iter().zip(&form.parts).filter(|(place, _)| place.distance == 0);
    is_common(passage, key) && !is_given(key) && exact.all(|(_, part)| is_common(passage, fold::key(&part.letters)))
}

/// How far before a name a word of kinship may stand.
const KIN_REACH: usize = 3;

/// `Son père, Aurèle Delmarche`: a given name in its own right, right behind a word of kinship.
fn is_relative(passage: &Passage<'_>, form: &Form, (at, distance): (usize, usize), written: u64, start: usize) -> bool {
    let from = passage.words_in(&passage.sentence_of(passage.words[start].start as usize)).start.max(start.saturating_sub(KIN_REACH));
    let is_kin = |at: usize| {
        let key = fold::key(&fold::strip(passage.word(at)));
        tables().any(|tables| tables.kin.has_key(key))
    };
    // `the family of Russell Rebello`: whose family, and not who of it.
    let of =
        start.checked_sub(1).is_some_and(|before| passage.tables().any(|tables| tables.prepositions.has_key(passage.words[before].key)));
    at == 0 && form.parts.len() > 1 && is_given(written) && !(of && distance == 1) && (from..start).any(is_kin)
}

/// A given name of a man for that of a woman, or the reverse: two people.
fn is_partner(form: &Form, at: usize, written: u64, part: &Part) -> bool {
    let canonical = fold::key(&part.letters);
    // Behind a given name even `Francis` is a family name.
    let behind_given = || form.parts.first().is_some_and(|first| is_given(fold::key(&first.letters)));
    let is_last = at + 1 == form.parts.len() && form.parts.len() > 1;
    let is_family = form.family_only || is_last && (!is_given(canonical) || behind_given());
    let man = |key: u64| tables().any(|tables| tables.masculine.has_key(key));
    let woman = |key: u64| tables().any(|tables| tables.feminine.has_key(key));
    let crossed = |a: u64, b: u64| man(a) && !woman(a) && woman(b) && !man(b);
    !is_family && (crossed(canonical, written) || crossed(written, canonical))
}

/// Why a lone word, near a family name or a name of one word, is no misspelling of it.
fn alone(passage: &Passage<'_>, form: &Form, own: &[Form], found: &Alignment) -> Option<Unmeant> {
    let (place, part) = (&found.parts[0], &form.parts[0]);
    let written = passage.word(place.words.end - 1);
    let letters = fold::strip(written);
    let key = fold::key(&letters);
    let titled = place.words.start.checked_sub(1).is_some_and(|before| follows_title(passage, before));
    let thing = || is_inflected_common(passage, written, &part.letters) || tables().any(|tables| tables.places.has_key(key));
    let word = || is_given(key) || (!titled && thing());
    let short = form.extent == Extent::Short;
    let text = match () {
        () if place.distance != 1 => "more than one letter differs, and nothing beside it confirms the name",
        () if !may_stand_alone(part) => "the name is too short to be found misspelled where it stands alone",
        () if letters.chars().next() != part.letters.chars().next() => "it begins with another letter, and stands alone",
        () if word() => "a common word, a given name or a place",
        () if is_frequent(passage, fold::key(&part.letters)) => "the name is a common word itself, and nothing beside it confirms it",
        () if is_derived(&letters, &part.letters) => "a regular form of the name: its plural, its people, its other ending",
        () if is_identifier(written, &part.written) => "capitals inside the word: an identifier",
        () if has_other_particle(passage, part, place.words.start) => "another particle stands before it",
        () if short && has_article(passage, part, place.words.start) => "an article stands before it, as before a place or a thing",
        () if is_hyphenated(passage, &place.words) => "a hyphen joins it to another name",
        () => return beside(passage, own, place.words.clone(), short),
    };
    Some(Unmeant::new(text))
}

/// A title stands there, behind which no common word has a capital: `Mrs Baily`.
fn follows_title(passage: &Passage<'_>, before: usize) -> bool {
    let key = fold::key(&fold::strip(passage.word(before)));
    passage.words[before].shape.is_capitalised() && is_office(key) && matches!(joint(passage, before), Joint::Space | Joint::Stop)
}

/// What stands beside a lone family name (`short`) and makes it another's.
fn beside(passage: &Passage<'_>, own: &[Form], words: std::ops::Range<usize>, short: bool) -> Option<Unmeant> {
    let another = follows_another(passage, words.start, own, short).map(Unmeant::given_name);
    another.or_else(|| (short && is_longer_after(passage, words.end - 1, true)).then(|| Unmeant::new(LONGER)))
}

/// Capitals inside a word whose name has none: `PError`.
fn is_identifier(written: &str, canonical: &str) -> bool {
    let inner = |text: &str| text.chars().skip(1).any(char::is_uppercase) && text.chars().any(char::is_lowercase);
    inner(written) && !inner(canonical)
}

/// Whether another particle than the name's own stands before a word: `la Gaule` is a country, `Gaule` and `de Gaule` may be de Gaulle.
fn has_other_particle(passage: &Passage<'_>, part: &Part, word: usize) -> bool {
    let Some(before) = word.checked_sub(1).filter(|_| !part.particles.is_empty()) else { return false };
    let written = fold::strip(passage.word(before));
    joint(passage, before).holds() && is_particle(passage.words[before].key) && part.particles.iter().all(|own| fold::strip(own) != written)
}

/// Whether a French article of the singular stands right before a word, as before no family name: `un élu de l’Hérault`.
fn has_article(passage: &Passage<'_>, part: &Part, word: usize) -> bool {
    let Some(before) = word.checked_sub(1).filter(|_| part.particles.is_empty()) else { return false };
    let article = tables().any(|tables| tables.articles.has_key(passage.words[before].key));
    article && matches!(joint(passage, before), Joint::Space | Joint::Apostrophe)
}

/// Whether a word is a regular form of the name rather than a misspelling: its plural, the people of a place, the same place in the other
/// language, the feminine or masculine of a Slavic family name.
fn is_derived(written: &str, canonical: &str) -> bool {
    let ends = |a: &str, b: &str| {
        [(written, canonical), (canonical, written)]
            .into_iter()
            .any(|(one, other)| one.strip_suffix(a).is_some_and(|stem| other.strip_suffix(b) == Some(stem)))
    };
    let plural = ["s", "x"].iter().any(|ending| written.strip_suffix(ending) == Some(canonical));
    let people = canonical.ends_with(['a', 'e', 'i', 'o', 'y']) && written.strip_suffix('n') == Some(canonical);
    let exonym = ends("ia", "ie");
    let slavic =
        ["ov", "ev", "in", "yn"].iter().any(|ending| ends(&format!("{ending}a"), ending)) || ends("ska", "ski") || ends("cka", "cki");
    plural || people || exonym || slavic
}

/// Whether an accent lost by a family name alone may be told: it has the letters of one that is looked for alone, and is no given name
/// (`Étienne`, `Benoît`).
pub(super) fn may_lack_accents_alone(passage: &Passage<'_>, form: &Form) -> bool {
    let part = &form.parts[0];
    let key = fold::key(&part.letters);
    may_stand_alone(part) && !is_common(passage, key) && !is_given(key)
}

/// Letters from which on another accent in a name of one word is a slip.
const WHOLE: usize = 5;

/// A name of one word (a firm, a place, a ship), all of it, that is no ordinary word and no given name.
pub(super) fn is_whole_name(passage: &Passage<'_>, form: &Form) -> bool {
    let part = &form.parts[0];
    let key = fold::key(&part.letters);
    form.extent == Extent::Full && part.count >= WHOLE && !is_common(passage, key) && !is_given(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_of_a_name_are_no_misspellings() {
        for (written, canonical) in
            [("steidls", "steidl"), ("corsican", "corsica"), ("algeria", "algerie"), ("vavilov", "vavilova"), ("petrovska", "petrovski")]
        {
            assert!(is_derived(written, canonical), "{written} {canonical}");
        }
        assert!(!is_derived("steidel", "steidl") && !is_derived("feldman", "feldmann"));
    }

    #[test]
    fn capitals_inside_a_word_make_an_identifier() {
        assert!(is_identifier("PError", "Perror") && !is_identifier("MacAllister", "McAllister") && !is_identifier("STEIDEL", "Steidl"));
    }
}
