//! The word before a replacement: `l’`, `d’`, `le` and `de` in French, `a` and `an` in English fit the sound that follows them.
//!
//! What fits the words that are replaced, or is the writer's way with them, may not fit those that replace them: `l’ONAF` becomes `la
//! Junalco` where the rule says that it is feminine, and nobody but a person can tell what it becomes where it does not.

use std::ops::Range;

use super::sound::{Sound, begins_alike, sound};
use crate::kind::term::fact::Gender;
use crate::language::{Language, SoundTables};
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::Shape;

/// What becomes of the word before.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It stays.
    Fits,
    /// What stands at these bytes of the passage becomes this; both end where the replacement begins.
    Becomes(Range<usize>, String),
    /// It may stay, or not.
    Undecided(String),
    /// It does not stay, and what takes its place is not known.
    Unfit(String),
}

/// Words of a passage that may have to change.
struct Before<'p, 'a> {
    passage: &'p Passage<'a>,
    language: Language,
    sounds: &'static SoundTables,
    /// Which word it is.
    word: usize,
    /// In small letters.
    text: String,
    /// Where the replacement begins.
    end: usize,
    capitals: bool,
}

/// What becomes of the word before `span`, where `text` takes its place.
pub(super) fn fit(passage: &Passage<'_>, span: &Range<usize>, text: &str, gender: Option<Gender>) -> Fit {
    let at = passage.word_at(span.start);
    let Some(word) = at.checked_sub(1).filter(|_| passage.words.get(at).is_some_and(|word| word.start as usize == span.start)) else {
        return Fit::Fits;
    };
    let gap = fold::gap(passage.gap_after(word));
    let replaced = Replaced { passage, word, span, text, gender };
    match (&*gap, passage.language()) {
        ("'", Some(Language::Fr) | None) | (" ", Some(Language::Fr)) => replaced.fit(Language::Fr, gap == "'"),
        (" ", Some(Language::En)) => replaced.fit(Language::En, false),
        // In which language a few words are is not known: `a` is an article in one.
        (" ", None) => match Language::ALL.into_iter().all(|language| replaced.fit(language, false) == Fit::Fits) {
            true => Fit::Fits,
            false => Fit::Undecided(passage.word(word).to_owned()),
        },
        _ => Fit::Fits,
    }
}

/// Words that are replaced.
struct Replaced<'r, 'a> {
    passage: &'r Passage<'a>,
    /// The word before them.
    word: usize,
    span: &'r Range<usize>,
    /// What takes their place.
    text: &'r str,
    gender: Option<Gender>,
}

impl Replaced<'_, '_> {
    fn fit(&self, language: Language, elided: bool) -> Fit {
        let (passage, word, text) = (self.passage, self.word, self.text);
        let old = &passage.text[self.span.clone()];
        let (was, is) = (sound(language, old), sound(language, text));
        if text.trim().is_empty() || (was == is && is != Sound::Unknown) || begins_alike(old, text) {
            return Fit::Fits;
        }
        let folded = fold::lower(passage.word(word)).into_owned();
        let capitals = in_capitals(passage, word, text);
        let before = Before { passage, language, sounds: &language.tables().sound, word, text: folded, end: self.span.start, capitals };
        match language {
            Language::Fr if elided => before.elided(is, self.gender),
            Language::Fr => before.full(is, self.gender),
            // Nouns have no gender that an article shows.
            Language::En => before.full(is, None),
        }
    }
}

impl Before<'_, '_> {
    /// `l’`, `d’`, `qu’`.
    fn elided(&self, is: Sound, gender: Option<Gender>) -> Fit {
        let article = self.article();
        let full = self.sounds.elided.get(&self.text);
        match (is, full, gender) {
            (Sound::Vowel, ..) => Fit::Fits,
            // `quelqu’`, `presqu’`, or the beginning of a name.
            (_, None, _) if article.is_none() => Fit::Undecided(self.written()),
            (Sound::Unknown, ..) => Fit::Undecided(self.written()),
            (Sound::Consonant, Some(full), _) => self.becomes(self.word, full, " "),
            (Sound::Consonant, None, Some(gender)) => match (article, gender, self.merged()) {
                (Some((_, feminine)), Gender::Feminine, _) => self.becomes(self.word, feminine, " "),
                (_, Gender::Masculine, Some(merged)) => self.becomes(self.word - 1, merged, " "),
                (Some((masculine, _)), Gender::Masculine, None) => self.becomes(self.word, masculine, " "),
                (None, ..) => Fit::Undecided(self.written()),
            },
            (Sound::Consonant, None, None) => Fit::Unfit(self.written()),
        }
    }

    /// The two articles that lose their vowel alike: `le` and `la` of `l’`.
    fn article(&self) -> Option<&'static (String, String)> {
        let short = |full: &String| self.sounds.contracted.get(full).is_some_and(|short| *short == self.text);
        self.language.tables().term.determiners.iter().find(|(masculine, feminine)| short(masculine) && short(feminine))
    }

    /// What the preposition before the article and the masculine article become together: `du` of `de l’`.
    fn merged(&self) -> Option<&'static str> {
        let before = self.word.checked_sub(1).filter(|&before| fold::gap(self.passage.gap_after(before)) == " ")?;
        // A capital may have lost its accent: `A l’ONAF`.
        let both = fold::strip(&format!("{} {}", self.passage.word(before), self.text)).into_owned();
        let found = self.sounds.contracted.iter().find(|(_, short)| fold::strip(short) == both);
        found.map(|(merged, _)| merged.as_str())
    }

    /// `le`, `de`, `que` and `a` before a vowel; `cet`, `nouvel`, `son` and `an` before a consonant.
    fn full(&self, is: Sound, gender: Option<Gender>) -> Fit {
        let sounds = self.sounds;
        let contracted = sounds.contracted.get(&self.text).map(String::as_str);
        let short = sounds.elided.iter().find(|(_, full)| **full == self.text).map(|(short, _)| short.as_str());
        let before_vowel = sounds.before_vowel.get(&self.text);
        let before_consonant = sounds.before_vowel.iter().find(|(_, vowel)| **vowel == self.text).map(|(full, _)| full.as_str());
        let possessive = sounds.possessives.iter().find(|(feminine, masculine)| self.text == **feminine || self.text == **masculine);
        let known = contracted.is_some() || short.is_some() || before_vowel.is_some() || before_consonant.is_some() || possessive.is_some();
        let name = self.is_capitalised() && !self.capitals && !self.passage.opens_sentence(self.word);
        match is {
            _ if !known => Fit::Fits,
            Sound::Unknown => Fit::Undecided(self.written()),
            // `Le Havre`, `De Gaulle`, `Plan A`: an article that is a part of a name.
            _ if name => Fit::Undecided(self.written()),
            // `ce lycée`, `un nouveau lycée`: before `école` the gender of all that stands before it changes.
            Sound::Vowel if before_vowel.is_some() && gender == Some(Gender::Feminine) => Fit::Undecided(self.written()),
            Sound::Vowel => match (contracted, short, before_vowel, possessive) {
                (Some(contracted), ..) => self.becomes(self.word, contracted, "’"),
                // `ce` is a determiner before a noun, and becomes `c’` before a verb.
                (_, Some(_), Some(_), _) if gender.is_none() => Fit::Undecided(self.written()),
                (_, _, Some(vowel), _) => self.becomes(self.word, vowel, " "),
                (_, Some(short), ..) => self.becomes(self.word, short, "’"),
                (.., Some((feminine, masculine))) if self.text == **feminine => self.becomes(self.word, masculine, " "),
                _ => Fit::Fits,
            },
            Sound::Consonant => match (before_consonant, possessive, gender) {
                (Some(full), ..) => self.becomes(self.word, full, " "),
                (None, Some((feminine, masculine)), Some(Gender::Feminine)) if self.text == **masculine => {
                    self.becomes(self.word, feminine, " ")
                }
                (None, Some((_, masculine)), None) if self.text == **masculine => Fit::Undecided(self.written()),
                _ => Fit::Fits,
            },
        }
    }

    /// The words from `from` to the replacement become `text`, in their case, and what joins it to the replacement. A space stays the
    /// space that it was.
    fn becomes(&self, from: usize, text: &str, joint: &str) -> Fit {
        let gap = self.passage.gap_after(self.word);
        let apostrophe = if self.passage.has_curly_apostrophes() || !self.passage.text.contains('\'') { "’" } else { "'" };
        let joint = match joint {
            "’" => apostrophe,
            joint => {
                if gap.chars().all(char::is_whitespace) {
                    gap
                } else {
                    joint
                }
            }
        };
        let text = text.replace('’', apostrophe);
        let cased = match () {
            () if self.capitals => text.to_uppercase(),
            () if self.passage.words[from].shape.is_capitalised() => {
                let mut chars = text.chars();
                chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
            }
            () => text,
        };
        Fit::Becomes(self.passage.words[from].start as usize..self.end, format!("{cased}{joint}"))
    }

    fn is_capitalised(&self) -> bool {
        self.passage.words[self.word].shape.is_capitalised()
    }

    /// As reports show it.
    fn written(&self) -> String {
        self.passage.text[self.passage.words[self.word].start as usize..self.end].trim_end().to_owned()
    }
}

/// Whether the word before a replacement is in capitals, and not only begins with one.
fn in_capitals(passage: &Passage<'_>, word: usize, text: &str) -> bool {
    let shouted = |at: usize| passage.words.get(at).is_some_and(|word| word.shape.is_upper() && word.end - word.start > 1);
    let single = passage.words[word].shape.is_upper() && passage.words[word].end - passage.words[word].start == 1;
    shouted(word) || (single && Shape::of(text).is_upper() && word.checked_sub(1).is_some_and(shouted))
}
