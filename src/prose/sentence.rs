//! Prose → sentences.
//!
//! A sentence ends at `.`, `!`, `?` or `…`, with closing marks behind it, before white space and what can begin a sentence; not behind an
//! abbreviation of the language, a single capital (`J. K.`), the number of an item (`1. `), or inside a number. Behind an abbreviation it
//! ends all the same before a little word with a capital (`etc. Il`), which is in no name.

use std::ops::Range;

use super::words::Word;
use crate::language::{Language, Tables};

/// Words of the longest sentence. A line of megabytes without a full stop is none, and a check that reads a sentence for each of its names
/// would never end with it.
const LONGEST: usize = 1_000;

/// The sentences of a paragraph: ranges of bytes that follow one another and hold the whole text.
pub fn sentences(text: &str, words: &[Word], language: Option<Language>) -> Vec<Range<usize>> {
    let tables: Vec<&Tables> = Language::possible(language).map(Language::tables).collect();
    let mut found = Vec::new();
    let mut start = 0;
    let mut end = 0;
    while let Some((at, c)) = next_mark(text, end) {
        end = closed(text, at + c.len_utf8());
        if begins(&text[end..]) && (c != '.' || !is_inside(text, words, start, at, &tables)) {
            let space = text[end..].len() - text[end..].trim_start().len();
            found.push(start..end + space);
            start = end + space;
        }
    }
    if start < text.len() || found.is_empty() {
        found.push(start..text.len());
    }
    if words.len() > LONGEST { found.into_iter().flat_map(|sentence| pieces(words, sentence)).collect() } else { found }
}

/// The next mark from a character boundary on that may end a sentence. Most bytes are none of its bytes.
fn next_mark(text: &str, from: usize) -> Option<(usize, char)> {
    const ELLIPSIS: u8 = 0xe2;
    let mut at = from;
    loop {
        at += text.as_bytes()[at..].iter().position(|byte| matches!(byte, b'.' | b'!' | b'?' | &ELLIPSIS))?;
        let c = text[at..].chars().next()?;
        if matches!(c, '.' | '!' | '?' | '…') {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

/// A sentence, cut before each word with which it would be too long.
fn pieces(words: &[Word], sentence: Range<usize>) -> Vec<Range<usize>> {
    let word_at = |byte: usize| words.partition_point(|word| (word.start as usize) < byte);
    let cuts = (word_at(sentence.start)..word_at(sentence.end)).step_by(LONGEST).skip(1).map(|at| words[at].start as usize);
    let starts = std::iter::once(sentence.start).chain(cuts.clone());
    starts.zip(cuts.chain(std::iter::once(sentence.end))).map(|(start, end)| start..end).collect()
}

/// Where the closing marks end that stand from `at` on; a `»` may have white space before it.
fn closed(text: &str, at: usize) -> usize {
    let mut rest = &text[at..];
    while let Some(next) = rest.strip_prefix(is_closing).or_else(|| rest.trim_start().strip_prefix('»')) {
        rest = next;
    }
    text.len() - rest.len()
}

fn is_closing(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '»' | '”' | '"' | ')' | ']' | '’')
}

/// White space and then something that can begin a sentence.
fn begins(rest: &str) -> bool {
    let next = rest.trim_start();
    rest.len() > next.len()
        && next
            .chars()
            .find(|c| !matches!(c, '«' | '“' | '"' | '(' | '[' | '—' | '–' | '-' | ' ' | '\u{a0}' | '\u{202f}'))
            .is_some_and(|c| !c.is_lowercase())
}

/// The full stop at `at` is that of an abbreviation, a single capital or an item's number, and the sentence from `start` on goes on.
fn is_inside(text: &str, words: &[Word], start: usize, at: usize, tables: &[&Tables]) -> bool {
    let last = words.partition_point(|word| (word.end as usize) < at);
    let Some(word) = words.get(last).filter(|word| word.end as usize == at) else { return false };
    let written = word.text(text);
    if text[start..at].trim_start() == written && !word.shape.has_letter() {
        return true;
    }
    let single = written.chars().count() == 1 && word.shape.is_capitalised();
    let abbreviated = single || tables.iter().any(|tables| tables.abbreviations.ending(text, words, last).is_some());
    abbreviated && !words.get(last + 1).is_some_and(|next| is_little_word(next, tables))
}

/// A function word of two letters or more with a capital, which no name begins with.
fn is_little_word(word: &Word, tables: &[&Tables]) -> bool {
    let long = word.range().len() > 1;
    let listed = |tables: &&Tables| tables.function_words.has_key(word.key) && !tables.particles.has_key(word.key);
    long && word.shape.is_capitalised() && !word.shape.is_upper() && tables.iter().any(listed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words::words;

    fn split(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        words(text, &mut out);
        sentences(text, &out, None).into_iter().map(|range| text[range].trim_end()).collect()
    }

    #[test]
    fn a_line_without_a_full_stop_is_cut() {
        let text = "mot ".repeat(2 * LONGEST + 1) + "fin. Et la suite.";
        let found = split(&text);
        assert_eq!(found.iter().map(|sentence| sentence.split(' ').count()).collect::<Vec<_>>(), [LONGEST, LONGEST, 2, 3]);
    }

    #[test]
    fn abbreviations_initials_and_numbers_end_no_sentence() {
        assert_eq!(split("M. Dupont est là. Il a 3.5 ans, cf. art. 3. Fin."), ["M. Dupont est là.", "Il a 3.5 ans, cf. art. 3.", "Fin."]);
        assert_eq!(split("J. K. Rowling wrote. She left."), ["J. K. Rowling wrote.", "She left."]);
        assert_eq!(split("Mr. Smith vs. Dr. No! Yes? « Oui. » Non."), ["Mr. Smith vs. Dr. No!", "Yes?", "« Oui. »", "Non."]);
    }

    #[test]
    fn an_abbreviation_ends_a_sentence_before_a_little_word() {
        assert_eq!(split("Des vols, etc. Il part. Acme Inc. It fell."), ["Des vols, etc.", "Il part.", "Acme Inc.", "It fell."]);
        assert_eq!(
            split("MM. Le Goff et de Gaulle. J. K. Le Bras. The U.S. ARE here."),
            ["MM. Le Goff et de Gaulle.", "J. K. Le Bras.", "The U.S. ARE here."]
        );
    }

    #[test]
    fn the_number_of_an_item_is_no_sentence_and_a_year_at_the_end_is_one() {
        assert_eq!(
            split("1. Le premier point. 2. Le second. En 1998. Puis rien."),
            ["1. Le premier point.", "2. Le second.", "En 1998.", "Puis rien."]
        );
    }

    #[test]
    fn closing_marks_belong_to_their_sentence_in_every_typography() {
        let text = "«\u{a0}Vrai\u{202f}?\u{a0}» Elle rit… puis part. « Est-ce vrai ? » demande-t-il. Quoi ?! Bon. (Fin.) [Sic.] “Yes!” M.\nDupont.";
        let expected = [
            "«\u{a0}Vrai\u{202f}?\u{a0}»",
            "Elle rit… puis part.",
            "« Est-ce vrai ? » demande-t-il.",
            "Quoi ?!",
            "Bon.",
            "(Fin.)",
            "[Sic.]",
            "“Yes!”",
            "M.\nDupont.",
        ];
        assert_eq!(split(text), expected);
    }

    #[test]
    fn a_text_without_an_end_is_one_sentence() {
        assert_eq!(split("sans point"), ["sans point"]);
        assert_eq!(split(""), [""]);
    }
}
