//! Prose → words, each with the key under which the lexicon knows it.
//!
//! A word is a run of letters, digits, combining marks and `_`. Apostrophes and hyphens part words (`d’Isaac` is two, `Jean-Louis` is
//! two): what stands between them is compared as a gap. This is the one loop that reads every byte of every draft, so it is written for
//! speed: an ASCII word is read as a number and without a branch, French letters without decoding, and nothing is allocated for either.

mod runs;

/// One in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold;

/// A word of a block.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// [`fold::key`] of the word's [`fold::lower`].
    pub key: u64,
    /// Bytes of the block's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How it is written.
    pub shape: Shape,
}

impl Word {
    /// Bytes of the block's text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The word as it is written.
    pub fn text<'a>(&self, prose: &'a str) -> &'a str {
        &prose[self.range()]
    }
}

/// How a word is written: which sorts of characters it has, and whether the first is a capital.
///
/// Eight bytes of flags, any of which may say that a character of a sort stands in the word: to make them one would cost more than all
/// else that is done for most words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shape(u64);

impl Shape {
    const LOWER: u8 = 0x40;
    const UPPER: u8 = 0x20;
    const DIGIT: u8 = 0x10;
    const UNDERSCORE: u8 = 0x08;
    const NON_ASCII: u8 = 0x04;
    const FIRST_UPPER: u8 = 0x80;

    /// The shape of a word that stands alone.
    pub fn of(word: &str) -> Self {
        let mut out = Vec::new();
        words(word, &mut out);
        out.first().map_or(Self::default(), |word| word.shape)
    }

    fn from_flags(flags: u8) -> Self {
        Self(u64::from(flags))
    }

    fn has(self, flag: u8) -> bool {
        self.0 & (EACH * u64::from(flag)) != 0
    }

    /// The first character is a capital: `Steidl`, `STEIDL`, `McDonald`.
    pub fn is_capitalised(self) -> bool {
        self.has(Self::FIRST_UPPER)
    }

    /// Capitals and no small letter: `STEIDL`, `A`.
    pub fn is_upper(self) -> bool {
        self.has(Self::UPPER) && !self.has(Self::LOWER)
    }

    /// Small letters and no capital.
    pub fn is_lower(self) -> bool {
        self.has(Self::LOWER) && !self.has(Self::UPPER)
    }

    /// A digit stands in it.
    pub fn has_digit(self) -> bool {
        self.has(Self::DIGIT)
    }

    /// A letter stands in it.
    pub fn has_letter(self) -> bool {
        self.has(Self::LOWER | Self::UPPER)
    }

    /// It looks like a program's identifier.
    pub fn has_underscore(self) -> bool {
        self.has(Self::UNDERSCORE)
    }

    /// All its characters are ASCII.
    pub fn is_ascii(self) -> bool {
        !self.has(Self::NON_ASCII)
    }
}

/// The words of `text`, put into `out`, which is emptied first. `text` must be shorter than 4 GiB, as every file is.
pub fn words(text: &str, out: &mut Vec<Word>) {
    out.clear();
    runs::runs(text.as_bytes(), |run| {
        if run.is_ascii {
            out.push(Word { key: 0, start: run.range.start as u32, end: run.range.end as u32, shape: Shape(0) });
        } else {
            other_words(text, run.range, out);
        }
    });
    // Two short loops are faster than one long one, which has more to remember than a processor has places for.
    let bytes = text.as_bytes();
    for word in out.iter_mut().filter(|word| word.key == 0) {
        (word.key, word.shape) = ascii_word(bytes, word.range());
    }
}

/// The key and shape of an ASCII word. Nearly all fit into sixteen bytes, and are read with what follows them, or, near the end of the
/// text, with what comes before; what is not the word's is then taken out.
#[inline]
fn ascii_word(bytes: &[u8], word: Range<usize>) -> (u64, Shape) {
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

/// The words of a run with other than ASCII in it.
#[inline(never)]
fn other_words(text: &str, run: Range<usize>, out: &mut Vec<Word>) {
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
fn unicode_word(text: &str, start: usize, out: &mut Vec<Word>) -> usize {
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

fn starts_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

fn utf8_len(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

const SEPARATOR: u8 = 0;

/// Words up to this many bytes are folded without an allocation; longer ones are rare.
const LATIN_WORD: usize = 48;

/// What each ASCII byte is: a separator, or part of a word: the bit of [`Shape`] it sets.
static CLASS: [u8; 128] = {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        words(text, &mut out);
        out.iter().map(|word| word.text(text)).collect()
    }

    #[test]
    fn apostrophes_and_hyphens_part_words() {
        assert_eq!(texts("L’œuvre d'Isaac, Jean-Louis (93m) fin"), ["L", "œuvre", "d", "Isaac", "Jean", "Louis", "93m", "fin"]);
        assert_eq!(texts("« Été » — 12\u{202f}345 €"), ["Été", "12", "345"]);
    }

    #[test]
    fn a_soft_hyphen_is_inside_a_word_and_a_decomposed_accent_is_the_composed_one() {
        let mut out = Vec::new();
        words("Fran\u{ad}cophone e\u{301}te", &mut out);
        assert_eq!(out[0].key, fold::key("francophone"));
        assert_eq!(out[1].key, fold::key("éte"));
        words("COCO", &mut out);
        assert_eq!(out[0].key, fold::key("coco"));
        assert!(out[0].shape.is_upper() && out[0].shape.is_capitalised());
    }

    #[test]
    fn the_fast_path_says_what_the_slow_one_says() {
        for text in [
            "Été",
            "ÉTÉ",
            "à",
            "Çà",
            "naïve",
            "STRAẞE",
            "groß",
            "Œuvre",
            "Ægir",
            "l×m",
            "a÷b",
            "a→b├c✓d①e❶fⅫ",
            "10²",
            "aé9_É",
            "x\u{301}é",
            "AB",
            "Ab",
            "éA",
            "漢字、漢字é漢字漢 漢\u{301} aal漢",
            "شلل، ا\u{653}ل שלום\u{5b0} שלום.",
            "éclair_Aujourd_9 anticonstitutionnellement Anticonstitutionnellement_9",
        ] {
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            words(text, &mut fast);
            let mut at = 0;
            while at < text.len() {
                at = if starts_word(text, at) { unicode_word(text, at, &mut slow) } else { at + utf8_len(text.as_bytes()[at]) };
            }
            let said = |word: &Word| {
                let (shape, ascii) = (word.shape, word.text(text).is_ascii());
                assert!(ascii || !shape.is_ascii(), "{text}");
                let cases = (shape.is_capitalised(), shape.is_upper(), shape.is_lower());
                (word.key, word.range(), cases, shape.has_digit(), shape.has_letter(), shape.has_underscore())
            };
            assert_eq!(fast.iter().map(said).collect::<Vec<_>>(), slow.iter().map(said).collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn nothing_is_lost_on_any_end() {
        assert_eq!(texts("e\u{301}"), ["e\u{301}"]);
        assert_eq!(texts("\u{301}x é\u{ad}"), ["x", "é"]);
        assert_eq!(texts("日本 a"), ["日本", "a"]);
    }
}
