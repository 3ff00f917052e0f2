//! Words of ASCII alone, which nearly all are: read as numbers.

use std::ops::Range;

use super::{EACH, Shape};
use crate::prose::fold;

/// The key and shape of an ASCII word. Nearly all fit into sixteen bytes, and are read with what follows them, or, near the end of the
/// text, with what comes before; what is not the word's is then taken out.
#[inline]
pub(super) fn word(bytes: &[u8], word: Range<usize>) -> (u64, Shape) {
    let len = word.len();
    if len > 16 {
        return long_word(&bytes[word]);
    }
    let sixteen = |from: usize| bytes.get(from..from + 16).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
    match (sixteen(word.start), word.end.checked_sub(16).and_then(sixteen)) {
        (Some(bytes), _) => {
            let chunks = bytes.as_chunks::<8>().0;
            let mask = MASKS[len & 31];
            short_word(len, u64::from_le_bytes(chunks[0]) & mask[0], u64::from_le_bytes(chunks[1]) & mask[1])
        }
        (None, Some(before)) => {
            let bits = u128::from_le_bytes(before) >> (8 * (16 - len));
            short_word(len, bits as u64, (bits >> 64) as u64)
        }
        (None, None) => long_word(&bytes[word]),
    }
}

/// The same for the word of these bytes, padded with zeros.
#[inline]
fn short_word(len: usize, first: u64, second: u64) -> (u64, Shape) {
    let (first, second) = (Letters::of(first), Letters::of(second));
    let key = fold::KeyHash::new(len, first.folded, second.folded).0;
    (key, Shape(first.shape() | second.shape() | (first.upper & u64::from(Shape::LOWER)) << 1))
}

/// Which bits the first so many bytes of sixteen have.
static MASKS: [[u64; 2]; 32] = {
    let mut masks = [[u64::MAX; 2]; 32];
    let mut len = 0;
    while len < 16 {
        let mask = (1_u128 << (8 * len)) - 1;
        masks[len] = [mask as u64, (mask >> 64) as u64];
        len += 1;
    }
    masks
};

/// The same for a word of any length, or of a text of less than sixteen bytes.
#[cold]
fn long_word(bytes: &[u8]) -> (u64, Shape) {
    let shape = bytes.iter().fold(0, |shape, &byte| shape | CLASS[usize::from(byte & 0x7f)]);
    let first = if bytes[0].is_ascii_uppercase() { Shape::FIRST_UPPER } else { 0 };
    (fold::key_of_bytes(&bytes.to_ascii_lowercase()), Shape::from_flags(shape | first))
}

/// Eight bytes that are ASCII letters, digits, `_` or nothing (zero): the same in lower case, and bit 6 of each byte of a sort.
struct Letters {
    folded: u64,
    lower: u64,
    upper: u64,
    digit: u64,
    underscore: u64,
}

impl Letters {
    /// Of such bytes, small letters have bits 6 and 5, capitals and `_` bit 6 alone, digits bit 5 alone.
    #[inline]
    fn of(bytes: u64) -> Self {
        const SIX: u64 = EACH * 0x40;
        let (six, five) = (bytes & SIX, (bytes << 1) & SIX);
        let high = six & !five;
        // `_` alone among them has bits 4 to 0 all set: one added to these makes bit 5.
        let underscore = high & (((bytes & (EACH * 0x1f)) + EACH) << 1);
        let upper = high & !underscore;
        // Bit 5 is what a small letter has more than its capital.
        Self { folded: bytes | upper >> 1, lower: six & five, upper, digit: five & !six, underscore }
    }

    /// The flags of each byte: [`Shape::LOWER`] is bit 6 and the others lie below it.
    #[inline]
    fn shape(&self) -> u64 {
        self.lower | self.upper >> 1 | self.digit >> 2 | self.underscore >> 3
    }
}

pub(super) const SEPARATOR: u8 = 0;

/// What each ASCII byte is: a separator, or part of a word: the bit of [`Shape`] it sets.
pub(super) static CLASS: [u8; 128] = {
    let mut table = [SEPARATOR; 128];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        table[byte] = if b.is_ascii_lowercase() {
            Shape::LOWER
        } else if b.is_ascii_uppercase() {
            Shape::UPPER
        } else if b.is_ascii_digit() {
            Shape::DIGIT
        } else if b == b'_' {
            Shape::UNDERSCORE
        } else {
            SEPARATOR
        };
        byte += 1;
    }
    table
};
