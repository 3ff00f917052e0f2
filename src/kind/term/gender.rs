//! The gender of a term, in French: the determiner directly before it, or before adjectives that stand before it.

use std::ops::Range;

use super::fact::Gender;
use super::place::{in_capitals, is_space};
use crate::finding::{DeviationName, Safety, Severity};
use crate::kind::Deviation;
use crate::kind::wording::capitalised;
use crate::language::{Language, Tables};
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::words;

/// Letters whose names begin with a vowel: an acronym that begins with one takes `son`, whatever its gender.
const SPOKEN_VOWELS: &str = "AEFHILMNORSUXY";

/// Words of one meaning in both genders.
#[derive(Debug)]
struct Pair {
    masculine: Side,
    feminine: Side,
    /// The masculine before a vowel, where that is another.
    before_vowel: Option<Side>,
}

#[derive(Debug)]
struct Side {
    text: String,
    keys: Vec<u64>,
}

/// What French says of determiners and adjectives.
#[derive(Debug)]
pub(super) struct Genders {
    tables: &'static Tables,
    determiners: Vec<Pair>,
    adjectives: Vec<Pair>,
}

/// Words before a term with the pair they are from.
struct Before<'g> {
    words: Range<usize>,
    pair: &'g Pair,
}

impl Genders {
    pub(super) fn new() -> Self {
        let tables = Language::Fr.tables();
        let side = |text: &str| {
            let mut run = Vec::new();
            words(text, &mut run);
            Side { text: text.to_owned(), keys: run.iter().map(|word| word.key).collect() }
        };
        let determiners = tables.term.determiners.iter().map(|(masculine, feminine)| Pair {
            masculine: side(masculine),
            feminine: side(feminine),
            before_vowel: None,
        });
        let adjectives = tables.term.preposed.iter().filter_map(|forms| match forms.as_slice() {
            [masculine, feminine, rest @ ..] => {
                let before_vowel = rest.first().map(|text| side(text));
                Some(Pair { masculine: side(masculine), feminine: side(feminine), before_vowel })
            }
            _ => None,
        });
        Self { tables, determiners: determiners.collect(), adjectives: adjectives.collect() }
    }

    /// What is wrong with the words before the term that stands at `term`, and their span with it.
    pub(super) fn judge(&self, passage: &Passage<'_>, term: Range<usize>, gender: Gender) -> Option<(Range<usize>, Deviation)> {
        if passage.language() == Some(Language::En) || is_part_of_name(passage, &term) {
            return None;
        }
        let adjectives = self.adjectives(passage, term.start);
        let first = adjectives.last().map_or(term.start, |adjective| adjective.words.start);
        let determiner = self.wrong_determiner(passage, first, gender)?;
        let span = passage.span(determiner.words.start..term.end);
        let right = self.right(passage, &determiner, &adjectives, &term, gender);
        let word = if gender == Gender::Feminine { "feminine" } else { "masculine" };
        let shown = &passage.text[passage.span(term)];
        let deviation = Deviation::new(
            DeviationName::Gender,
            Severity::Warning,
            format!("`{shown}` is {word}"),
            format!("`{right}` by the gender of the sources"),
        );
        Some((span, deviation.replace(right, Safety::Unsafe)))
    }

    /// The adjectives right before a word, the nearest first.
    fn adjectives(&self, passage: &Passage<'_>, mut before: usize) -> Vec<Before<'_>> {
        let ending = |before: usize| {
            let fits = self.adjectives.iter().filter_map(move |pair| {
                let sides = [Some(&pair.masculine), Some(&pair.feminine), pair.before_vowel.as_ref()];
                longest(passage, before, sides.into_iter().flatten()).map(|words| Before { words, pair })
            });
            fits.min_by_key(|adjective| adjective.words.start)
        };
        let mut found = Vec::new();
        while let Some(adjective) = ending(before) {
            before = adjective.words.start;
            found.push(adjective);
        }
        found
    }

    /// The determiner before a word, where it is of the other gender.
    fn wrong_determiner(&self, passage: &Passage<'_>, before: usize, gender: Gender) -> Option<Before<'_>> {
        let next = passage.words.get(before)?;
        let next = next.text(passage.text);
        let initial = fold::strip(next).chars().next()?;
        let vowel = matches!(initial, 'a' | 'e' | 'i' | 'o' | 'u');
        let spoken = vowel || initial == 'h' || initial == 'y' || is_acronym(next) && next.starts_with(|c| SPOKEN_VOWELS.contains(c));
        let fits = |pair: &&Pair| {
            let (wrong, right) = (pair.side(other(gender), false), pair.side(gender, false));
            let alone = |side: &Side| self.tables.term.before_vowels.has(&side.text);
            let hides = spoken && self.tables.term.possessives.has(&wrong.text);
            !hides && (!vowel || alone(right) || self.elided(right).is_some())
        };
        let found = self.determiners.iter().filter(fits).filter_map(|pair| {
            let words = longest(passage, before, [pair.side(other(gender), false)].into_iter())?;
            Some(Before { words, pair })
        });
        // The first of those that are equally long: `cette` is `ce` before `cet`.
        found.fold(None, |best: Option<Before<'_>>, next| match best {
            Some(best) if best.words.start <= next.words.start => Some(best),
            _ => Some(next),
        })
    }

    /// The same words with the determiner and the adjectives of the right gender.
    fn right(
        &self,
        passage: &Passage<'_>,
        determiner: &Before<'_>,
        adjectives: &[Before<'_>],
        term: &Range<usize>,
        gender: Gender,
    ) -> String {
        let starts_with_vowel = |at: usize| fold::strip(passage.word(at)).starts_with(['a', 'e', 'i', 'o', 'u']);
        let upper = in_capitals(passage, &passage.span(term.clone()));
        let mut out = String::new();
        let mut push = |words: &Range<usize>, text: &str, gap: &str| {
            out.push_str(&match passage.word(words.start).chars().next() {
                _ if upper => text.to_uppercase(),
                Some(c) if c.is_uppercase() => capitalised(text),
                _ => text.to_owned(),
            });
            out.push_str(gap);
        };
        let side = determiner.pair.side(gender, false);
        match self.elided(side).filter(|_| starts_with_vowel(determiner.words.end)) {
            Some(elided) => push(&determiner.words, elided, ""),
            None => push(&determiner.words, &side.text, passage.gap_after(determiner.words.end - 1)),
        }
        for adjective in adjectives.iter().rev() {
            let side = adjective.pair.side(gender, starts_with_vowel(adjective.words.end));
            push(&adjective.words, &side.text, passage.gap_after(adjective.words.end - 1));
        }
        out + &passage.text[passage.span(term.clone())]
    }

    /// What a determiner is before a vowel: `l’` for `le`.
    fn elided(&self, side: &Side) -> Option<&str> {
        self.tables.term.elisions.get(&side.text).map(String::as_str)
    }
}

impl Pair {
    fn side(&self, gender: Gender, vowel: bool) -> &Side {
        match (gender, &self.before_vowel) {
            (Gender::Feminine, _) => &self.feminine,
            (Gender::Masculine, Some(before_vowel)) if vowel => before_vowel,
            (Gender::Masculine, _) => &self.masculine,
        }
    }
}

fn other(gender: Gender) -> Gender {
    if gender == Gender::Feminine { Gender::Masculine } else { Gender::Feminine }
}

/// Two letters or more, all of them capitals.
fn is_acronym(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// Where the longest of the sides that end right before a word stands.
fn longest<'s>(passage: &Passage<'_>, before: usize, sides: impl Iterator<Item = &'s Side>) -> Option<Range<usize>> {
    let fits = sides.filter_map(|side| {
        let start = before.checked_sub(side.keys.len())?;
        let same = passage.words[start..before].iter().zip(&side.keys).all(|(word, &key)| word.key == key);
        let spaced = (start..before).all(|at| is_space(passage.gap_after(at)));
        (same && spaced).then_some(start..before)
    });
    fits.min_by_key(|words| words.start)
}

/// Whether the term only begins a longer name, whose gender is its own.
fn is_part_of_name(passage: &Passage<'_>, term: &Range<usize>) -> bool {
    let Some(next) = passage.words.get(term.end) else { return false };
    let gap = fold::gap(passage.gap_before(term.end));
    gap == "-" || (gap == " " && next.shape.is_capitalised() && !in_capitals(passage, &passage.span(term.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::{Block, Role};

    /// What is found before the last word of a text.
    fn before_last(text: &str, gender: Gender) -> Option<(String, String)> {
        let block = Block::plain(Role::Paragraph, 0..text.len());
        let mut run = Vec::new();
        words(text, &mut run);
        let passage = Passage::new(&block, text, &run);
        let (span, deviation) = Genders::new().judge(&passage, run.len() - 1..run.len(), gender)?;
        Some((text[span].to_owned(), deviation.replacement.expect("there is a fix").text))
    }

    #[test]
    fn the_whole_span_takes_the_other_gender() {
        for (text, wrong, right) in [
            ("Le Junalco", "Le Junalco", "La Junalco"),
            ("les avis du Junalco", "du Junalco", "de la Junalco"),
            ("Au tout nouveau Junalco", "Au tout nouveau Junalco", "À la toute nouvelle Junalco"),
            ("un ONAF", "un ONAF", "une ONAF"),
            ("cet Ofmin", "cet Ofmin", "cette Ofmin"),
            ("Le ONAF", "Le ONAF", "L’ONAF"),
            ("les avis du ONAF", "du ONAF", "de l’ONAF"),
            ("au ONAF", "au ONAF", "à l’ONAF"),
            ("ce nouveau Brif", "ce nouveau Brif", "cette nouvelle Brif"),
        ] {
            assert_eq!(before_last(text, Gender::Feminine), Some((wrong.to_owned(), right.to_owned())));
        }
        assert_eq!(before_last("celui de la nouvelle Ofmin", Gender::Masculine).map(|(_, right)| right), Some("du nouvel Ofmin".into()));
        assert_eq!(before_last("cette SREAM", Gender::Masculine).map(|(_, right)| right), Some("ce SREAM".into()));
        assert_eq!(before_last("cette Ofmin", Gender::Masculine).map(|(_, right)| right), Some("cet Ofmin".into()));
    }

    #[test]
    fn what_shows_no_gender_is_not_wrong() {
        for text in [
            "la Junalco",
            "l’Ofmin",
            "le pôle Junalco",
            "leur Junalco",
            "son SNCF",
            "son ancien Brif",
            "la ONAF",
            "le, Junalco",
            "the le Junalco of the",
        ] {
            assert_eq!(before_last(text, Gender::Feminine), None, "{text}");
        }
    }
}
