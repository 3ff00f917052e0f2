//! The words of all documents → pairs that are near in spelling, the rarer first.
//!
//! Two words are near if one stretch is all that differs: a letter for a letter, for two or for none, two neighbours that changed places;
//! in long words two letters for two. Words are found by what is left when a stretch is taken out, so that none is compared with all.

use super::forms::is_form;
use super::{ByKey, Known, SHORTEST, Vocabulary};
use crate::prose::fold;

/// Letters from which on two may stand for others.
const LONG: usize = 6;
/// How often the rarer words of all pairs may stand in all documents, together: the places of more are not kept.
const PLACES: u64 = 200_000;
/// Parts in which the words are looked through, one after the other, to use less memory.
const PARTS: u64 = 4;

/// Pairs of keys, by the rarer word; a word may be in many.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// For every rarer word, the others.
    pub(super) rare: ByKey<Vec<u64>>,
    /// For every other word, the rarer ones.
    pub(super) other: ByKey<Vec<u64>>,
    /// Rarer words that are so long and so rare that one word beside them tells what is meant.
    pub(super) telling: ByKey<()>,
}

impl Pairs {
    pub(super) fn is_empty(&self) -> bool {
        self.rare.is_empty()
    }
}

/// A word at work.
struct Entry<'v> {
    key: u64,
    known: &'v Known,
    letters: Vec<char>,
}

/// All pairs; of too many those with the rarest words.
pub(super) fn pairs(vocabulary: &Vocabulary) -> Pairs {
    let mut all: Vec<Entry<'_>> = Vec::with_capacity(vocabulary.words.len());
    for (&key, known) in &vocabulary.words {
        let letters: Vec<char> = known.written.chars().collect();
        if letters.len() >= SHORTEST && letters.iter().all(|c| c.is_alphabetic()) {
            all.push(Entry { key, known, letters });
        }
    }
    all.sort_by(|a, b| (a.known.documents, a.known.times, &a.known.written).cmp(&(b.known.documents, b.known.times, &b.known.written)));
    let mut found: Vec<(u32, u32)> = Vec::new();
    for part in 0..PARTS {
        let mut holes: Vec<(u64, u32)> = Vec::new();
        for (at, entry) in all.iter().enumerate() {
            holes_of(&entry.letters, |key| {
                if key % PARTS == part {
                    holes.push((key, at as u32));
                }
            });
        }
        holes.sort_unstable();
        for group in holes.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            for (at, (_, a)) in group.iter().enumerate() {
                let others = group[at + 1..].iter().filter(|(_, b)| a != b).map(|(_, b)| (*a.min(b), *a.max(b)));
                found.extend(others.filter(|&(a, b)| is_pair(&all[a as usize], &all[b as usize])));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    chosen(&all, &found)
}

fn chosen(all: &[Entry<'_>], found: &[(u32, u32)]) -> Pairs {
    let mut pairs = Pairs::default();
    let mut places = 0;
    for group in found.chunk_by(|a, b| a.0 == b.0) {
        let rare = &all[group[0].0 as usize];
        places += u64::from(rare.known.times);
        if places > PLACES {
            break;
        }
        for (_, other) in group {
            let other = &all[*other as usize];
            pairs.rare.entry(rare.key).or_default().push(other.key);
            pairs.other.entry(other.key).or_default().push(rare.key);
            if super::judge::tells_alone(rare.known, other.known) {
                pairs.telling.insert(rare.key, ());
            }
        }
    }
    pairs
}

/// The keys of a word with a stretch taken out: none or one letter, and in long words two.
fn holes_of(letters: &[char], mut each: impl FnMut(u64)) {
    let most = if letters.len() >= LONG { 2 } else { 1 };
    for from in 0..=letters.len() {
        for length in 0..=most.min(letters.len() - from) {
            let left = letters[..from].iter().chain(std::iter::once(&'*')).chain(&letters[from + length..]);
            let mut text = [0u8; 8];
            each(
                left.fold(0, |hash: u64, c| {
                    (hash.rotate_left(5) ^ fold::key(c.encode_utf8(&mut text))).wrapping_mul(0x517c_c1b7_2722_0a95)
                }),
            );
        }
    }
}

fn is_pair(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let (front, mine, theirs) = spot(&a.letters, &b.letters);
    let shortest = a.letters.len().min(b.letters.len());
    let near = match (mine, theirs) {
        (0..=1, 0..=1) => true,
        (2, 2) => shortest > LONG || is_swap(&a.letters[front..front + 2], &b.letters[front..front + 2]),
        (0 | 2, 0 | 2) => shortest >= LONG + 2,
        _ => shortest >= LONG,
    };
    near && !is_form(&a.known.written, &b.known.written)
}

fn is_swap(a: &[char], b: &[char]) -> bool {
    a[0] == b[1] && a[1] == b[0]
}

/// Where the stretch begins that differs, and how long it is in both.
pub(super) fn spot<T: PartialEq>(a: &[T], b: &[T]) -> (usize, usize, usize) {
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(a, b)| a == b).count();
    (front, a.len() - front - back, b.len() - front - back)
}
