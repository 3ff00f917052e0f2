//! Prose → sentences.
//!
//! A sentence ends at `.`, `!`, `?` or `…`, with closing marks behind it, before white space and what can begin a sentence; not behind an
//! abbreviation of the language, a single capital (`J. K.`), or inside a number.

use std::ops::Range;

use super::words::Word;
use crate::language::{Language, Tables};

/// The sentences of a paragraph: ranges of bytes that follow one another and hold the whole text.
pub fn sentences(text: &str, words: &[Word], language: Option<Language>) -> Vec<Range<usize>> {
    let tables: Vec<&Tables> =
        Language::ALL.into_iter().filter(|&one| language.is_none_or(|decided| decided == one)).map(Language::tables).collect();
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next, mark)) = chars.peek() {
            if !is_closing(mark) && !(mark.is_whitespace() && text[next..].trim_start().starts_with('»')) {
                break;
            }
            end = next + mark.len_utf8();
            chars.next();
        }
        if begins(&text[end..]) && (c != '.' || !is_abbreviation(text, words, at, &tables)) {
            let space = text[end..].len() - text[end..].trim_start().len();
            found.push(start..end + space);
            start = end + space;
        }
    }
    if start < text.len() || found.is_empty() {
        found.push(start..text.len());
    }
    found
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

/// The full stop at `at` ends an abbreviation or a single capital.
fn is_abbreviation(text: &str, words: &[Word], at: usize, tables: &[&Tables]) -> bool {
    let next = words.partition_point(|word| (word.end as usize) < at);
    let Some(word) = words.get(next).filter(|word| word.end as usize == at) else { return false };
    let written = word.text(text);
    let single = written.chars().count() == 1 && word.shape.is_capitalised();
    single || tables.iter().any(|tables| tables.abbreviations.ending(text, words, next).is_some())
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
    fn abbreviations_initials_and_numbers_end_no_sentence() {
        assert_eq!(split("M. Dupont est là. Il a 3.5 ans, cf. art. 3. Fin."), ["M. Dupont est là.", "Il a 3.5 ans, cf. art. 3.", "Fin."]);
        assert_eq!(split("J. K. Rowling wrote. She left."), ["J. K. Rowling wrote.", "She left."]);
        assert_eq!(split("Mr. Smith vs. Dr. No! Yes? « Oui. » Non."), ["Mr. Smith vs. Dr. No!", "Yes?", "« Oui. »", "Non."]);
    }

    #[test]
    fn a_text_without_an_end_is_one_sentence() {
        assert_eq!(split("sans point"), ["sans point"]);
        assert_eq!(split(""), [""]);
    }
}
