//! Folding: what makes two spellings the same word.
//!
//! Two folds, both of single words: [`lower`] keeps accents (`tache` is not `tâche`), [`strip`] drops them. Both ignore case, soft hyphens
//! and joiners, and read `œ` as `oe`; composed and decomposed accents are the same. [`gap`] folds what stands between words.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters that stand inside words and are not seen: soft hyphen, joiners, byte order mark.
pub fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Apostrophes of all typographies.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇' | '´' | '`')
}

/// Hyphens that join words; dashes are none.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// The word in lower case, accents kept.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|b| b.is_ascii_uppercase()) { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) };
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfc() {
        match c {
            c if is_ignorable(c) => {}
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            c => out.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(out)
}

/// The word in lower case without accents: `É` and `e`, `ç` and `c`, `ł` and `l`, `ß` and `ss` are the same.
pub fn strip(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return lower(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in lower(word).nfd() {
        match c {
            c if is_combining_mark(c) => {}
            // Behind its accent, as in `ǽ`; without one it has been read already.
            'æ' => out.push_str("ae"),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// What stands between two words, as it is compared: any run of white space is one space, all apostrophes `'`, all hyphens `-`, double
/// quotation marks `"`; ignorable characters are dropped.
pub fn gap(between: &str) -> Cow<'_, str> {
    if matches!(between, " " | "-" | "'" | "") {
        return Cow::Borrowed(between);
    }
    let mut out = String::with_capacity(between.len());
    for c in between.chars() {
        match c {
            c if is_ignorable(c) => {}
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if is_apostrophe(c) => out.push('\''),
            c if is_hyphen(c) => out.push('-'),
            '«' | '»' | '“' | '”' | '„' => out.push('"'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The hash of a folded word, the same on every run and machine. Equal words have equal keys; where it matters, a hit is compared.
pub fn key(folded: &str) -> u64 {
    key_of_bytes(folded.as_bytes())
}

/// The same for the bytes of a folded word.
pub(super) fn key_of_bytes(bytes: &[u8]) -> u64 {
    let (first, rest) = bytes.split_at(bytes.len().min(8));
    let mut hash = KeyHash::new(bytes.len(), little_endian(first), little_endian(&rest[..rest.len().min(8)]));
    rest.chunks(8).skip(1).for_each(|chunk| hash.add(little_endian(chunk)));
    hash.0
}

/// Up to eight bytes as a number, padded with zeros.
fn little_endian(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |bits, &byte| bits << 8 | u64::from(byte))
}

/// [`key`] at work: the length, then eight bytes at a time, padded with zeros to sixteen at least, so that most words take the same path.
/// The multiplier is that of FxHash.
pub(super) struct KeyHash(pub(super) u64);

impl KeyHash {
    #[inline]
    pub(super) fn new(len: usize, first: u64, second: u64) -> Self {
        let mut hash = Self(0x9e37_79b9_7f4a_7c15 ^ len as u64);
        hash.add(first);
        hash.add(second);
        hash
    }

    #[inline]
    pub(super) fn add(&mut self, bits: u64) {
        self.0 = (self.0.rotate_left(5) ^ bits).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

/// Whether a letter carries an accent that [`strip`] would drop.
pub fn has_accents(word: &str) -> bool {
    !word.is_ascii() && lower(word) != strip(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_keeps_accents_and_strip_drops_them() {
        assert_eq!(lower("ŒUVRÉ"), "oeuvré");
        assert_eq!(strip("ŒUVRÉ"), "oeuvre");
        assert_eq!(lower("e\u{301}te\u{301}"), "été");
        assert_eq!(strip("Łódź"), "lodz");
        assert_eq!(strip("Ǽ"), "ae");
        assert_eq!(lower("co\u{ad}co"), "coco");
        assert!(has_accents("Gérald") && !has_accents("Gerald") && !has_accents("œuvre"));
    }

    #[test]
    fn gaps_are_the_same_in_every_typography() {
        assert_eq!(gap("\u{a0}\n "), " ");
        assert_eq!(gap("’"), "'");
        assert_eq!(gap("\u{2011}"), "-");
        assert_eq!(gap(" « "), " \" ");
        assert_eq!(gap(", "), ", ");
    }
}
