//! The words of all documents → pairs that are near in spelling, the rarer first.
//!
//! Two words are near if one stretch is all that differs: a letter for a letter, for two or for none, two neighbours that changed places;
//! in long words two letters for two. Words are found by what is left when a stretch is taken out, so that none is compared with all.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::forms::{is_form, spot};
use super::{ByKey, Known, LONGEST, SHORTEST, Vocabulary};
use crate::language::Language;
use crate::prose::fold;

/// Letters from which on two may stand for others.
const LONG: usize = 6;
/// Letters of the shortest word that one word beside it may tell, and those that both begin with.
const LONG_ALONE: usize = 9;
const STEM: usize = 5;
/// How often the rarer words of all pairs may stand in all documents, together: the places of more are not kept.
const PLACES: u64 = 200_000;
/// Parts in which the words are looked through, few at a time, to use less memory.
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
    /// Without accents.
    bare: String,
    letters: Vec<char>,
}

/// All pairs; of too many those with the rarest words.
pub(super) fn pairs(vocabulary: &Vocabulary) -> Pairs {
    let mut all: Vec<Entry<'_>> = Vec::with_capacity(vocabulary.words.len());
    for (&key, known) in &vocabulary.words {
        let letters: Vec<char> = known.written.chars().collect();
        if (SHORTEST..=LONGEST).contains(&letters.len()) && letters.iter().all(|c| c.is_alphabetic()) {
            all.push(Entry { key, known, bare: fold::strip(&known.written).into_owned(), letters });
        }
    }
    all.sort_by(|a, b| (a.known.documents, a.known.times, &a.known.written).cmp(&(b.known.documents, b.known.times, &b.known.written)));
    let mut found: Vec<(u32, u32)> = (0..PARTS).into_par_iter().flat_map_iter(|part| near_in(&all, part)).collect();
    // Most pairs have several holes in common.
    found.sort_unstable();
    found.dedup();
    let found = found.into_par_iter().filter(|&(a, b)| !is_form(&all[a as usize].bare, &all[b as usize].bare));
    chosen(&all, &found.collect::<Vec<_>>())
}

/// The pairs of one part, by their places.
fn near_in(all: &[Entry<'_>], part: u64) -> Vec<(u32, u32)> {
    let mut holes: Vec<(u64, u32)> = Vec::new();
    for (at, entry) in all.iter().enumerate() {
        holes_of(&entry.letters, |key| {
            if key >> 32 & (PARTS - 1) == part {
                holes.push((key, at as u32));
            }
        });
    }
    drop_single(&mut holes);
    holes.sort_unstable();
    let mut found = Vec::new();
    for group in holes.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        for (at, (_, a)) in group.iter().enumerate() {
            let others = group[at + 1..].iter().filter(|(_, b)| a != b).map(|(_, b)| (*a.min(b), *a.max(b)));
            found.extend(others.filter(|&(a, b)| is_near(&all[a as usize], &all[b as usize])));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Leaves out most of what only one word has, which is most of all: it takes two bits for each of so many keys to tell.
fn drop_single(holes: &mut Vec<(u64, u32)>) {
    let bits = (4 * holes.len()).next_power_of_two().max(64);
    let (mut once, mut twice) = (vec![0_u64; bits / 64], vec![0_u64; bits / 64]);
    let place = |key: u64| ((key as usize & (bits - 1)) / 64, 1_u64 << (key & 63));
    for &(key, _) in holes.iter() {
        let (word, bit) = place(key);
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }
    holes.retain(|&(key, _)| {
        let (word, bit) = place(key);
        twice[word] & bit != 0
    });
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
            if tells_alone(rare.known, other.known) {
                pairs.telling.insert(rare.key, ());
            }
        }
    }
    pairs
}

/// The keys of a word with a stretch taken out: none or one letter, and in long words two. They are values of one polynomial, so that each
/// takes but the values of its ends.
fn holes_of(letters: &[char], mut each: impl FnMut(u64)) {
    const BASE: u64 = 0x517c_c1b7_2722_0a95;
    let most = if letters.len() >= LONG { 2 } else { 1 };
    let (mut values, mut powers) = ([0u64; LONGEST + 1], [1u64; LONGEST + 1]);
    for (at, &letter) in letters.iter().enumerate() {
        values[at + 1] = values[at].wrapping_mul(BASE).wrapping_add(u64::from(letter));
        powers[at + 1] = powers[at].wrapping_mul(BASE);
    }
    for from in 0..=letters.len() {
        for length in 0..=most.min(letters.len() - from) {
            let rest = letters.len() - from - length;
            let behind = values[letters.len()].wrapping_sub(values[from + length].wrapping_mul(powers[rest]));
            let hole = values[from].wrapping_mul(BASE).wrapping_add(u64::from('*'));
            let key = hole.wrapping_mul(powers[rest]).wrapping_add(behind);
            each((key ^ key >> 32).wrapping_mul(BASE) >> 16);
        }
    }
}

fn is_near(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let (front, mine, theirs) = spot(&a.letters, &b.letters);
    let shortest = a.letters.len().min(b.letters.len());
    // Two words of a language with other first letters are two words: `oldest`, `eldest`.
    if front == 0 && [a, b].iter().all(|entry| is_known(&entry.known.written)) {
        return false;
    }
    match (mine, theirs) {
        (0..=1, 0..=1) => true,
        (2, 2) => shortest > LONG || is_swap(&a.letters[front..front + 2], &b.letters[front..front + 2]),
        (0 | 2, 0 | 2) => shortest >= LONG + 2,
        _ => shortest >= LONG && mine.max(theirs) <= 2,
    }
}

fn is_swap(a: &[char], b: &[char]) -> bool {
    a[0] == b[1] && a[1] == b[0]
}

/// Whether a word is one of a language.
fn is_known(word: &str) -> bool {
    Language::ALL.into_iter().any(|language| language.has_word(word))
}

/// Whether two words are so long, so near and so rare that one word beside them tells that the same is meant.
pub(super) fn tells_alone(rare: &Known, other: &Known) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (rare.written.chars().collect(), other.written.chars().collect());
    let (front, mine, theirs) = spot(&a, &b);
    a.len().min(b.len()) >= LONG_ALONE && front >= STEM && (mine, theirs) == (1, 1) && rare.times <= 2 && !is_known(&rare.written)
}
