//! Whether two words near in spelling are forms of one word, or two spellings of it.

use crate::language::Language;
use crate::language::SlipTables;
use crate::prose::fold;

/// Letters that two forms of one word begin with.
const STEM: usize = 2;
/// How far before the first letter that differs an ending may begin.
const BACK: usize = 4;

/// Whether two words are inflected forms of one, or differ in the spelling of a country or a time, or in accents
/// alone, which many leave out: neither has any here.
pub(super) fn is_form(a: &str, b: &str) -> bool {
    a == b || tables().any(|tables| has_endings(tables, a, b) || is_spelling(tables, a, b))
}

/// Whether both put another beginning before the same word on purpose (`import`, `export`).
pub(super) fn are_opposites(a: &str, b: &str) -> bool {
    let beginning = |tables: &SlipTables, whole: &str, rest: &str| {
        whole.strip_suffix(rest).is_some_and(|front| tables.prefixes.iter().any(|prefix| prefix == front))
    };
    let (a, b) = (fold::strip(a), fold::strip(b));
    let rests = || (1..a.len()).filter(|&at| a.is_char_boundary(at)).map(|at| &a[at..]).filter(|rest| rest.len() >= 3);
    tables().any(|tables| rests().any(|rest| beginning(tables, &a, rest) && beginning(tables, &b, rest)))
}

/// Whether a vowel inside is all that differs, as between the tenses of a short verb (`come`, `came`).
pub(super) fn is_vowel_change(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (fold::strip(a).chars().collect(), fold::strip(b).chars().collect());
    let (front, mine, theirs) = spot(&a, &b);
    let vowels = |letters: &[char]| letters.iter().all(|c| "aeiouy".contains(*c));
    mine > 0 && theirs > 0 && front > 0 && vowels(&a[front..front + mine]) && vowels(&b[front..front + theirs])
}

fn tables() -> impl Iterator<Item = &'static SlipTables> {
    Language::ALL.into_iter().map(|language| &*language.tables().slip)
}

fn has_endings(tables: &SlipTables, a: &str, b: &str) -> bool {
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let cuts = (STEM.max(common.saturating_sub(BACK))..=common).filter(|&at| a.is_char_boundary(at) && b.is_char_boundary(at));
    cuts.into_iter().any(|at| {
        let has = |family: &Vec<String>, end: &str| family.iter().any(|ending| ending == end);
        tables.endings.iter().any(|family| has(family, &a[at..]) && has(family, &b[at..]))
    })
}

fn is_spelling(tables: &SlipTables, a: &str, b: &str) -> bool {
    let swapped = |one: &str, from: &str, to: &str, other: &str| {
        other.len() + from.len() == one.len() + to.len()
            && one.match_indices(from).any(|(at, _)| {
                let rest = &one[at + from.len()..];
                other.starts_with(&one[..at]) && other[at..].starts_with(to) && other.ends_with(rest)
            })
    };
    tables.spellings.iter().any(|[one, two]| swapped(a, one, two, b) || swapped(a, two, one, b))
}

/// Where the stretch begins that differs, and how long it is in both.
pub(super) fn spot<T: PartialEq>(a: &[T], b: &[T]) -> (usize, usize, usize) {
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(a, b)| a == b).count();
    (front, a.len() - front - back, b.len() - front - back)
}
