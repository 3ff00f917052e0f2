//! Words with other characters than ASCII: French letters by their bytes, scripts without case as they are, the rest by decoding.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::ascii::{CLASS, SEPARATOR};
use super::{Shape, Word};
use crate::prose::fold;

/// Words up to this many bytes are folded without an allocation; longer ones are rare.
const LATIN_WORD: usize = 48;

/// The words of a run with other than ASCII in it.
#[inline(never)]
pub(super) fn words(text: &str, run: Range<usize>, out: &mut Vec<Word>) {
    let bytes = text.as_bytes();
    let mut at = run.start;
    while at < run.end {
        match class(bytes, at) {
            Class::Separator(len) => at += len,
            Class::Ascii(_) | Class::Latin { .. } => at = latin_word(text, at, out),
            Class::Caseless(_) => at = caseless_word(text, at, out),
            Class::Other if starts_word(text, at) => at = unicode_word(text, at, out),
            Class::Other => at += utf8_len(bytes[at]),
        }
    }
}

/// What stands at a byte that begins a character.
enum Class {
    /// No part of a word; its length in bytes.
    Separator(usize),
    /// An ASCII letter, digit or `_`: the bit of [`Shape`] it sets.
    Ascii(u8),
    /// `À` to `ÿ`, of two bytes: the second in lower case, and whether it was a capital.
    Latin { second: u8, upper: bool },
    /// A letter without case that composes with no other letter, of Hebrew, Arabic or Chinese; its length in bytes.
    Caseless(usize),
    /// Anything else: the character has to be decoded.
    Other,
}

/// The characters of which French and English are made, told by their bytes: ASCII, `À` to `ÿ` (C3 80 to C3 BF), and the punctuation and
/// spaces of U+0080 to U+00BF (C2) and U+2000 to U+203F (E2 80).
#[inline]
fn class(bytes: &[u8], at: usize) -> Class {
    let byte = bytes[at];
    if byte < 0x80 {
        return if CLASS[byte as usize] == SEPARATOR { Class::Separator(1) } else { Class::Ascii(CLASS[byte as usize]) };
    }
    match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
        // × and ÷ are signs, Æ and æ are two letters to the fold.
        (0xc3, Some(0x97 | 0xb7), _) => Class::Separator(2),
        (0xc3, Some(0x86 | 0xa6), _) => Class::Other,
        (0xc3, Some(&second), _) => Class::Latin { second: if second < 0x9f { second | 0x20 } else { second }, upper: second < 0x9f },
        // The soft hyphen, ª º µ and the small figures are parts of words.
        (0xc2, Some(0xaa | 0xad | 0xb2 | 0xb3 | 0xb5 | 0xb9 | 0xba | 0xbc..=0xbe), _) => Class::Other,
        (0xc2, Some(_), _) => Class::Separator(2),
        // The joiners are inside words.
        (0xe2, Some(0x80), Some(0x8b..=0x8d)) => Class::Other,
        (0xe2, Some(0x80), Some(_)) => Class::Separator(3),
        // U+05D0 to U+05EA, U+0620 to U+064A, U+4E00 to U+9FFF.
        (0xd7, Some(0x90..=0xaa), _) | (0xd8, Some(0xa0..), _) | (0xd9, Some(..=0x8a), _) => Class::Caseless(2),
        (0xe4, Some(0xb8..), _) | (0xe5..=0xe9, ..) => Class::Caseless(3),
        // Arrows, mathematical signs, lines, boxes and most dingbats: U+2190 to U+243F, U+2500 to U+273F.
        (0xe2, Some(0x86), Some(0x90..)) | (0xe2, Some(0x87..=0x90 | 0x94..=0x9c), Some(_)) => Class::Separator(3),
        _ => Class::Other,
    }
}

/// Reads the word that begins at `start`, of ASCII and letters `À` to `ÿ`, and returns where it ends.
fn latin_word(text: &str, start: usize, out: &mut Vec<Word>) -> usize {
    let bytes = text.as_bytes();
    let capital = matches!(class(bytes, start), Class::Ascii(Shape::UPPER) | Class::Latin { upper: true, .. });
    let mut shape = if capital { Shape::FIRST_UPPER } else { 0 };
    let mut folded = [0_u8; LATIN_WORD];
    let mut at = start;
    while at < bytes.len() {
        let len = at - start;
        if len + 2 > LATIN_WORD {
            return unicode_word(text, start, out);
        }
        match class(bytes, at) {
            Class::Separator(_) => break,
            Class::Ascii(bit) => {
                shape |= bit;
                folded[len] = bytes[at].to_ascii_lowercase();
                at += 1;
            }
            Class::Latin { second, upper } => {
                shape |= Shape::NON_ASCII | if upper { Shape::UPPER } else { Shape::LOWER };
                folded[len] = 0xc3;
                folded[len + 1] = second;
                at += 2;
            }
            Class::Caseless(_) | Class::Other => return unicode_word(text, start, out),
        }
    }
    let key = fold::key_of_bytes(&folded[..at - start]);
    out.push(Word { key, start: start as u32, end: at as u32, shape: Shape::from_flags(shape) });
    at
}

/// Reads a word of a script without case: there is nothing to fold.
fn caseless_word(text: &str, start: usize, out: &mut Vec<Word>) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while end < bytes.len()
        && let Class::Caseless(len) = class(bytes, end)
    {
        end += len;
    }
    if text[end..].chars().next().is_some_and(goes_on) {
        return unicode_word(text, start, out);
    }
    let shape = Shape::from_flags(Shape::LOWER | Shape::NON_ASCII);
    out.push(Word { key: fold::key(&text[start..end]), start: start as u32, end: end as u32, shape });
    end
}

/// The same for a word that holds other characters.
#[cold]
pub(super) fn unicode_word(text: &str, start: usize, out: &mut Vec<Word>) -> usize {
    let mut shape = Shape::NON_ASCII;
    let mut end = start;
    for (i, c) in text[start..].char_indices() {
        if c.is_uppercase() {
            shape |= if i == 0 { Shape::UPPER | Shape::FIRST_UPPER } else { Shape::UPPER };
        } else if c.is_numeric() {
            shape |= Shape::DIGIT;
        } else if c.is_alphabetic() {
            shape |= Shape::LOWER;
        } else if c == '_' {
            shape |= Shape::UNDERSCORE;
        } else if !goes_on(c) {
            break;
        }
        end = start + i + c.len_utf8();
    }
    // A soft hyphen or joiner at the end belongs to what follows.
    let kept = text[start..end].trim_end_matches(fold::is_ignorable).len();
    let written = &text[start..start + kept];
    out.push(Word {
        key: fold::key(&fold::lower(written)),
        start: start as u32,
        end: (start + kept) as u32,
        shape: Shape::from_flags(shape),
    });
    end
}

/// Whether a character inside a word is part of it.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c) || fold::is_ignorable(c)
}

pub(super) fn starts_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

pub(super) fn utf8_len(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}
