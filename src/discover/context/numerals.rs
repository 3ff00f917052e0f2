//! The numbers around a mention, by their digits: two sentences that share one mostly speak of the same thing.

use std::ops::Range;

use crate::prose::fold;
use crate::prose::passage::Passage;

/// Up to this, a whole number may be a day, a count of anything, or the number of an item.
const COMMON: u32 = 31;

/// The numbers in digits among `words`, those of `left_out` and years apart, as hashes.
pub(super) fn around(passage: &Passage<'_>, words: Range<usize>, left_out: &Range<usize>) -> Vec<u32> {
    let mut found = Vec::new();
    let mut at = words.start;
    while at < words.end {
        let is_read = passage.words[at].shape.has_digit() && !left_out.contains(&at);
        let first = if is_read { leading(passage.word(at)) } else { "" };
        if first.is_empty() {
            at += 1;
            continue;
        }
        let mut digits = first.to_owned();
        let is_time = passage.gap_after(at) == ":" || (at > 0 && passage.gap_before(at) == ":");
        at += 1;
        while at < words.end
            && !left_out.contains(&at)
            && let Some(mark) = joint(passage.gap_before(at), leading(passage.word(at)))
        {
            digits.push_str(mark);
            digits.push_str(leading(passage.word(at)));
            at += 1;
        }
        if !is_time && is_telling(&digits) {
            found.push(fold::key(&digits) as u32);
        }
    }
    found
}

/// What is written between two groups of digits of one number: nothing where thousands are parted. None where they are two numbers.
fn joint(gap: &str, next: &str) -> Option<&'static str> {
    let mut signs = gap.chars();
    let sign = signs.next().filter(|_| signs.next().is_none() && !next.is_empty())?;
    match sign {
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' if next.len() == 3 => Some(""),
        '.' | ',' if next.len() == 3 => Some(""),
        '.' | ',' => Some("."),
        _ => None,
    }
}

fn is_telling(digits: &str) -> bool {
    digits.contains('.') || digits.parse::<u32>().map_or(digits.len() > 4, |value| value > COMMON && !(1_800..2_100).contains(&value))
}

fn leading(word: &str) -> &str {
    &word[..word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words::words;
    use crate::prose::{Block, Role};

    fn numbers(text: &str) -> Vec<u32> {
        let mut run = Vec::new();
        words(text, &mut run);
        let block = Block::plain(Role::Paragraph, 0..text.len());
        around(&Passage::new(&block, text, &run), 0..run.len(), &(0..0))
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for (a, b) in [("1,050 accounts", "1 050 comptes"), ("£2.1m", "2,1 millions"), ("75.000 euros", "75\u{202f}000 €")] {
            assert_eq!(numbers(a), numbers(b), "{a} {b}");
            assert_eq!(numbers(a).len(), 1, "{a}");
        }
    }

    #[test]
    fn days_years_and_times_are_no_numbers() {
        assert_eq!(numbers("on 14 March 2016, at 10:45, in 3 of 9 rooms"), [0; 0]);
        assert_eq!(numbers("between 38% and 52%").len(), 2);
    }
}
