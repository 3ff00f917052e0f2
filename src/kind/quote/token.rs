//! Words → tokens: what is compared of a quotation and of its source.
//!
//! A token is a word, but a number is one token however its digits are set (`23 051`, `23,051`), and so is what may be written in several
//! ways ([`Writings`]).

use std::ops::Range;

use super::writing::{Writings, sign_key};
use crate::language::Language;
use crate::prose::words::Word;
use crate::prose::{OBJECT, fold};

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Of the word in lower case.
    pub(super) key: u64,
    /// The same without accents.
    pub(super) bare: u64,
    /// Bytes of the text.
    pub(super) start: u32,
    pub(super) end: u32,
    /// It begins with a capital, where accents may be missing.
    pub(super) capital: bool,
    pub(super) digits: bool,
    /// A function word: it tells little about whose words these are.
    pub(super) little: bool,
    /// Something that is not judged stands right before it: an editor's bracket, a code span.
    pub(super) loose: bool,
    pub(super) sort: Sort,
}

/// How a token stands in a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// As a word among others.
    Plain,
    /// Inside round brackets, by their number: an editor's insertion, unless the source has it.
    Aside(u16),
    /// Where a reporter seems to say who speaks, by the number of the interruption; unless the source has it.
    Incise(u16),
    /// An editor completed its beginning in brackets: `[T]he`.
    Ending,
    /// An editor completed its end in brackets: `particip[é]`.
    Beginning,
}

impl Token {
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn new(text: &str, word: &Word, sort: Sort, loose: bool) -> Self {
        let written = word.text(text);
        Self {
            key: word.key,
            bare: if word.shape.is_ascii() { word.key } else { fold::key(&fold::strip(written)) },
            start: word.start,
            end: word.end,
            capital: word.shape.is_capitalised(),
            digits: word.shape.has_digit(),
            little: is_little(written, word.key),
            loose,
            sort,
        }
    }

    fn sign(sign: char, start: usize) -> Self {
        let (key, start) = (sign_key(sign), start as u32);
        let end = start + sign.len_utf8() as u32;
        Self { key, bare: key, start, end, capital: false, digits: false, little: false, loose: false, sort: Sort::Plain }
    }
}

fn is_little(written: &str, key: u64) -> bool {
    let listed = |language: Language| {
        let tables = language.tables();
        [&tables.function_words, &tables.determiners, &tables.prepositions, &tables.negations].iter().any(|list| list.has_key(key))
    };
    written.chars().nth(2).is_none() || Language::ALL.into_iter().any(listed)
}

/// The tokens of a run of words; signs are read up to the byte `end`.
pub(super) fn tokens(text: &str, words: impl IntoIterator<Item = (Word, Sort)>, end: usize, writings: &Writings) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut last: Option<usize> = None;
    for (word, sort) in words {
        let start = word.start as usize;
        let gap = last.map_or("", |last| &text[last..start]);
        let loose = gap.contains(['[', '{', OBJECT]);
        if !loose {
            signs(gap, start - gap.len(), writings, &mut out);
        }
        last = Some(word.end as usize);
        let number = out.last_mut().filter(|number| number.end as usize + gap.len() == start && sort == number.sort);
        if let Some(number) = number
            && goes_on(text, number, gap, &word)
        {
            number.end = word.end;
        } else {
            out.push(Token::new(text, &word, sort, loose));
        }
    }
    if let Some(last) = last.filter(|&last| last <= end) {
        signs(&text[last..end], last, writings, &mut out);
    }
    for token in &mut out {
        settle_number(text, token);
    }
    writings.unite(&mut out);
    out
}

fn signs(gap: &str, start: usize, writings: &Writings, out: &mut Vec<Token>) {
    if matches!(gap, " " | "'" | "’" | ", " | "-" | ". ") {
        return;
    }
    let found = gap.char_indices().filter(|&(_, c)| writings.has_sign(c));
    out.extend(found.map(|(at, c)| Token::sign(c, start + at)));
}

/// Whether the digits of a word belong to the number before them: a group of thousands, or decimals.
fn goes_on(text: &str, number: &Token, gap: &str, word: &Word) -> bool {
    let (before, after) = (&text[number.range()], word.text(text));
    let digit = |c: char| c.is_ascii_digit();
    if !before.starts_with(digit) || before.contains(char::is_alphabetic) || !after.chars().all(digit) {
        return false;
    }
    let group = before.chars().rev().take_while(|&c| digit(c)).count();
    match gap {
        " " | "\u{a0}" | "\u{202f}" | "\u{2009}" | "'" | "’" => after.len() == 3 && group <= 3,
        _ => matches!(gap, "." | ","),
    }
}

/// The key of a number: groups of thousands joined, other parts behind points.
fn settle_number(text: &str, token: &mut Token) {
    let written = &text[token.range()];
    if !token.digits || written.contains(char::is_alphabetic) {
        return;
    }
    let mut parts = written.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut folded = parts.next().unwrap_or_default().to_owned();
    let mut grouped = folded.len() <= 3;
    for part in parts {
        grouped &= part.len() == 3;
        if !grouped {
            folded.push('.');
        }
        folded.push_str(part);
    }
    token.key = fold::key(&folded);
    token.bare = token.key;
}

/// The punctuation between two tokens that follow one another: white space, quotation marks, hyphens, apostrophes and the full stop of an
/// abbreviation are none, all dashes are the same.
pub(super) fn marks(text: &str, before: &Token, after: &Token) -> String {
    let gap = &text[before.end as usize..after.start as usize];
    if matches!(gap, " " | "'" | "’" | "-" | "\u{a0}") {
        return String::new();
    }
    let abbreviated = gap.starts_with('.') && is_abbreviation(&text[before.range()]);
    let gap = if abbreviated { &gap[1..] } else { gap };
    if gap.trim() == "-" && gap.len() > 1 {
        return "—".to_owned();
    }
    gap.chars()
        .filter_map(|c| match c {
            ',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' => Some(c),
            '–' | '—' | '―' => Some('—'),
            _ => None,
        })
        .collect()
}

pub(super) fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(1).is_none() || Language::ALL.into_iter().any(|language| language.tables().abbreviations.has(word))
}

/// Whether one thing ends and another begins between two tokens: a sentence, a bracket, somebody's words.
pub(super) fn is_boundary(text: &str, before: &Token, after: &Token) -> bool {
    let gap = &text[before.end as usize..after.start as usize];
    gap.contains(['«', '»', '“', '”', '„', '"', '…']) || marks(text, before, after).contains(['.', '!', '?', ':', '—', '(', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words::words;

    fn read(text: &str) -> Vec<Token> {
        let mut run = Vec::new();
        words(text, &mut run);
        tokens(text, run.into_iter().map(|word| (word, Sort::Plain)), text.len(), &Writings::new())
    }

    fn keys(text: &str) -> Vec<u64> {
        read(text).iter().map(|token| token.key).collect()
    }

    #[test]
    fn a_number_is_one_token_in_every_typography() {
        for same in ["23\u{202f}051", "23,051", "23'051", "23.051", "23051"] {
            assert_eq!(keys(same), keys("23 051"), "{same}");
        }
        assert_eq!(keys("6,8"), keys("6.8"));
        assert_ne!(keys("5.11.2"), keys("5.11.3"));
        assert_eq!(keys("2 000 000"), keys("2,000,000"));
        assert_eq!(read("article 3, 250 pages").len(), 4);
        assert_eq!(read("en 2024 300 pages").len(), 4);
        assert_eq!(read("version 5.11.2 at once").len(), 4);
    }

    #[test]
    fn words_that_are_written_in_several_ways_are_the_same() {
        assert_eq!(keys("50 %"), keys("50 pour cent"));
        assert_eq!(keys("douze ans"), keys("12 ans"));
        assert_ne!(keys("douze ans"), keys("treize ans"));
    }

    #[test]
    fn punctuation_is_compared_without_typography() {
        let between = |text: &str| {
            let read = read(text);
            marks(text, &read[0], &read[1])
        };
        assert_eq!(between("un\u{a0}; deux"), ";");
        assert_eq!(between("un » deux"), "");
        assert_eq!(between("M. Dupont"), "");
        assert_eq!(between("un – deux"), "—");
        assert_eq!(between("un - deux"), "—");
    }
}
