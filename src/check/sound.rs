//! How a word begins, as it is spoken: by its letters, and where these do not tell, not at all.

use crate::language::Language;
use crate::prose::fold;

/// Letters whose names begin with a vowel in English, though they are none.
const SPOKEN_VOWELS: &str = "fhlmnrsx";

/// How a text begins, as it is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sound {
    Vowel,
    Consonant,
    /// As with an `h`, that can only be known of the very word.
    Unknown,
}

/// Whether two texts begin with the same two letters: what is a slip in one word does not change how it sounds at its start.
pub(super) fn begins_alike(old: &str, new: &str) -> bool {
    let letters = |text: &str| fold::strip(text).chars().filter(|c| c.is_alphanumeric()).take(2).collect::<String>();
    let (old, new) = (letters(old), letters(new));
    old == new && old.chars().count() == 2
}

/// How the first word of a text begins.
pub(super) fn sound(language: Language, text: &str) -> Sound {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || fold::is_ignorable(*c)).collect();
    let folded = fold::strip(&word).into_owned();
    let sounds = &language.tables().sound;
    // `one`, but `onerous`: of the beginnings that fit, the longest tells.
    let fit = |list: &[String]| list.iter().filter(|begin| folded.starts_with(begin.as_str())).map(String::len).max();
    let (consonant, vowel) = (fit(&sounds.consonants), fit(&sounds.vowels));
    let acronym = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    match language {
        _ if consonant > vowel && !acronym => Sound::Consonant,
        _ if vowel.is_some() && !acronym => Sound::Vowel,
        Language::Fr => french(&folded),
        Language::En if acronym => english_acronym(&folded),
        Language::En => english(&folded),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn french(word: &str) -> Sound {
    let mut letters = word.chars();
    match (letters.next(), letters.next(), letters.next()) {
        // `l’ouest`, but `le oui`; `l’Yonne`, but `le Yémen`; `l’huile`, but `le huit`.
        (Some('o'), Some('u'), Some(third)) if is_vowel(third) => Sound::Unknown,
        (Some('y'), Some(second), _) if !is_vowel(second) => Sound::Vowel,
        (Some('h' | 'y') | None, ..) => Sound::Unknown,
        (Some(first), ..) if is_vowel(first) => Sound::Vowel,
        (Some(first), ..) if first.is_ascii_alphanumeric() => Sound::Consonant,
        _ => Sound::Unknown,
    }
}

fn english(word: &str) -> Sound {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        // `an umbrella`, but `a user`.
        (Some('u'), _) | (None, _) => Sound::Unknown,
        // `an 8`, `an 11`, but `a 1`.
        (Some('8'), _) => Sound::Vowel,
        (Some('1'), _) => Sound::Unknown,
        (Some('y'), Some(second)) if !is_vowel(second) => Sound::Unknown,
        (Some(first), _) if is_vowel(first) => Sound::Vowel,
        (Some(first), _) if first.is_ascii_alphanumeric() => Sound::Consonant,
        _ => Sound::Unknown,
    }
}

/// By the names of its letters, or as a word: `an FBI agent`, but `a NATO one`. It can be read as a word where a vowel is near its start.
fn english_acronym(word: &str) -> Sound {
    let vowels = word.chars().filter(|&c| is_vowel(c)).count();
    let second = word.chars().nth(1).unwrap_or_default();
    let readable = is_vowel(second) || (vowels > 0 && "lrtwcpkmn".contains(second) && word.starts_with(['f', 's']));
    match word.chars().next() {
        Some('u') if vowels == 1 => Sound::Consonant,
        Some('u') => Sound::Unknown,
        Some(first) if is_vowel(first) => Sound::Vowel,
        Some(first) if SPOKEN_VOWELS.contains(first) && readable => Sound::Unknown,
        Some(first) if SPOKEN_VOWELS.contains(first) => Sound::Vowel,
        Some(first) if first.is_ascii_lowercase() => Sound::Consonant,
        _ => Sound::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Sound::{Consonant, Unknown, Vowel};

    #[test]
    fn words_sound_as_they_are_written_and_acronyms_by_their_letters() {
        for (language, words, expected) in [
            (Language::Fr, "Isaac Œuvre Été ONAF ANSSI UE Yves Europe ouvrir", Vowel),
            (Language::Fr, "Junalco SMS SNCF 8 onze Web uhlan çà", Consonant),
            (Language::Fr, "Halvorsen HCR Yémen ouest Ouagadougou Ελλάδα", Unknown),
            (Language::En, "Isaac onerous unissued unidentified ONAF umbrella unknown hour FBI SMS NHS 8 urban", Vowel),
            (Language::En, "Junalco Halvorsen Unesco unilateral unanimous uniform European unit user one UK UN Yale BBC CERT 7", Consonant),
            (Language::En, "NATO SWAT UNESCO Uber Yvonne LAN 11 uvula", Unknown),
        ] {
            for word in words.split(' ') {
                assert_eq!(sound(language, word), expected, "{word}");
            }
        }
    }

    #[test]
    fn a_slip_behind_the_start_changes_no_sound() {
        assert!(begins_alike("Halverson", "Halvorsen") && begins_alike("Élise", "Elyse"));
        assert!(!begins_alike("Yves", "Yann") && !begins_alike("H", "H"));
    }
}
