//! A number in digits: the words of a passage that it is written in, with every separator, and what it can mean.
//!
//! `23 051`, `23.051`, `23,051`, `23'051`, `1 234,5`, `93m`. A separator that can be read both ways gives two readings. Digits of dates, times,
//! identifiers, versions and telephone numbers are no number.

use std::ops::Range;

use crate::prose::fold;
use crate::prose::passage::Passage;

/// Digits of a passage.
#[derive(Debug)]
pub(super) struct Digits {
    /// What they can mean; nothing where they are no number.
    pub(super) readings: Vec<f64>,
    /// The words they stand in.
    pub(super) words: Range<usize>,
    /// Bytes, letters glued to the last digit left out.
    pub(super) span: Range<usize>,
    /// The bytes of those letters.
    pub(super) glued: Range<usize>,
}

/// The digits that begin with a word.
pub(super) fn digits(passage: &Passage<'_>, at: usize) -> Option<Digits> {
    let first = passage.word(at);
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut pieces = vec![leading(first)];
    let mut separators = Vec::new();
    let mut end = at + 1;
    while let Some(separator) = separator(passage, end, &pieces, &separators) {
        separators.push(separator);
        pieces.push(leading(passage.word(end)));
        end += 1;
    }
    let last = &passage.words[end - 1];
    let glued = last.start as usize + pieces.last().map_or(0, |piece| piece.len())..last.end as usize;
    let span = passage.words[at].start as usize..glued.start;
    let stands_alone = opens(&passage.text[..span.start]) && closes(&passage.text[glued.end..]);
    let is_word = passage.text[glued.clone()].chars().all(char::is_alphabetic) && !in_address(passage, &span, &glued);
    let readings = if stands_alone && is_word { readings(&pieces, &separators) } else { Vec::new() };
    Some(Digits { readings, words: at..end, span, glued })
}

fn leading(word: &str) -> &str {
    word.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default()
}

/// What parts a word of digits from those before it, if it goes on with them.
fn separator(passage: &Passage<'_>, at: usize, pieces: &[&str], separators: &[char]) -> Option<char> {
    let before = at.checked_sub(1).map(|before| passage.word(before))?;
    let (next, piece) = (leading(passage.words.get(at)?.text(passage.text)), pieces.last()?);
    let mut gap = passage.gap_after(at - 1).chars().filter(|&c| !fold::is_ignorable(c));
    let mark = match (gap.next()?, gap.next()) {
        (c, None) if c.is_whitespace() => ' ',
        (c, None) if fold::is_apostrophe(c) => '\'',
        (c @ ('.' | ','), None) => c,
        _ => return None,
    };
    let whole = before.len() == piece.len() && !next.is_empty();
    // The separators of groups are all the same, so that the last stands for all.
    let grouped = next.len() == 3 && pieces[0].len() <= 3 && separators.last().is_none_or(|&last| last == mark);
    (whole && (matches!(mark, '.' | ',') || grouped)).then_some(mark)
}

fn readings(pieces: &[&str], separators: &[char]) -> Vec<f64> {
    let whole = || number(&pieces.concat(), "");
    let decimal = || number(&pieces[..pieces.len() - 1].concat(), pieces[pieces.len() - 1]);
    let groups = |pieces: &[&str]| pieces[0].len() <= 3 && !pieces[0].starts_with('0') && pieces[1..].iter().all(|piece| piece.len() == 3);
    let Some((&last, before)) = separators.split_last() else {
        return if pieces[0].len() > 1 && pieces[0].starts_with('0') { Vec::new() } else { whole() };
    };
    let is_point = matches!(last, '.' | ',');
    match before {
        [] if is_point && groups(pieces) => [whole(), decimal()].concat(),
        [] if is_point => decimal(),
        _ if separators.iter().all(|&mark| mark == last) => {
            if groups(pieces) {
                whole()
            } else {
                Vec::new()
            }
        }
        _ if is_point && before.iter().all(|&mark| mark == before[0]) && groups(&pieces[..pieces.len() - 1]) => decimal(),
        _ => Vec::new(),
    }
}

fn number(whole: &str, decimals: &str) -> Vec<f64> {
    format!("{whole}.{decimals}0").parse().into_iter().collect()
}

/// What stands before does not make the digits a part of something else.
fn opens(before: &str) -> bool {
    let mut chars = before.chars().rev();
    let Some(mark) = chars.next() else { return true };
    let further = chars.next();
    match mark {
        '/' | '#' | '@' | '\\' | '=' | '&' | '°' | '+' | '−' | '§' | '^' | '.' => false,
        ',' | ':' => further.is_none_or(|c| !c.is_alphanumeric()),
        c if fold::is_hyphen(c) => further.is_some_and(|c| !c.is_alphabetic() && !c.is_whitespace()),
        _ => true,
    }
}

/// The same of what stands behind.
fn closes(after: &str) -> bool {
    let mut chars = after.chars();
    let Some(mark) = chars.next() else { return true };
    let further = chars.next();
    match mark {
        '/' | ':' | ',' => further.is_none_or(|c| !c.is_ascii_digit()),
        '.' => further.is_none_or(|c| !c.is_ascii_digit() && !c.is_lowercase()),
        '=' | '@' | '^' => false,
        c if fold::is_hyphen(c) => !is_dashed(&after[c.len_utf8()..]),
        _ => true,
    }
}

/// Digits behind a hyphen that go on as those of a date or a telephone number do: `2024-06-25`.
fn is_dashed(after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut chars = rest.chars();
    let again = chars.next().is_some_and(fold::is_hyphen) && chars.next().is_some_and(|c| c.is_ascii_digit());
    rest.len() < after.len() && (again || after.starts_with('0'))
}

/// Whether the digits are inside an address; `118.5m` looks like a file name and is none.
fn in_address(passage: &Passage<'_>, span: &Range<usize>, glued: &Range<usize>) -> bool {
    let chunk = passage.chunk(span.start);
    let core = passage.text[chunk.clone()].trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '#'));
    let begins = chunk.end - core.len() >= span.start;
    let rest = passage.text.get(glued.end..chunk.end).unwrap_or_default();
    (!begins || rest.contains(['@', '.'])) && passage.is_address(span.start) && !rest.chars().all(|c| !c.is_alphanumeric())
}
