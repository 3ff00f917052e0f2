//! Prose → words, each with the key under which the lexicon knows it.
//!
//! A word is a run of letters, digits, combining marks and `_`. Apostrophes and hyphens part words (`d’Isaac` is two, `Jean-Louis` is
//! two): what stands between them is compared as a gap. This is the one loop that reads every byte of every draft, so it is written for
//! speed: an ASCII word is read as a number and without a branch, French letters without decoding, and nothing is allocated for either.

mod ascii;
mod other;
mod runs;
mod shape;

use std::ops::Range;

pub use self::shape::Shape;

/// One in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;

/// A word of a block.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// [`fold::key`](super::fold::key) of the word's [`fold::lower`](super::fold::lower).
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

/// The words of `text`, put into `out`, which is emptied first. `text` must be shorter than 4 GiB, as every file is.
pub fn words(text: &str, out: &mut Vec<Word>) {
    words_with(text, out, |_| ());
}

/// The same; `met` is called with the key of every word.
pub fn words_with(text: &str, out: &mut Vec<Word>, mut met: impl FnMut(u64)) {
    out.clear();
    runs::runs(text.as_bytes(), |run| {
        if run.is_ascii {
            out.push(Word { key: 0, start: run.range.start as u32, end: run.range.end as u32, shape: Shape::default() });
        } else {
            other::words(text, run.range, out);
        }
    });
    // Two short loops are faster than one long one, which has more to remember than a processor has places for.
    let bytes = text.as_bytes();
    for word in out.iter_mut() {
        if word.key == 0 {
            (word.key, word.shape) = ascii::word(bytes, word.range());
        }
        met(word.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::fold;

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
                at = if other::starts_word(text, at) {
                    other::unicode_word(text, at, &mut slow)
                } else {
                    at + other::utf8_len(text.as_bytes()[at])
                };
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
