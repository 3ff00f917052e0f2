//! Misspelled terms: one letter off, from seven letters on.
//!
//! A single word is looked up by its first and last letters: of a word that is one slip away, either the first or the last half is intact.
//! Of a term of several words all but one stand exactly, so that its first or its last word is found.

use std::collections::HashSet;
use std::ops::Range;

use super::form::FUZZY_FROM;
use super::index::{Index, Sort, letters};
use super::place::is_dictionary;
use crate::dossier::RuleSet;
use crate::keys::ByKey;
use crate::kind::Fact;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::words;

/// Letters from which on the one wrong word of a term of three words or more may be a slip.
const PART_FROM: usize = 5;

/// All canonical forms that are long enough.
#[derive(Debug, Default)]
pub(super) struct Near {
    entries: Vec<Entry>,
    /// Single words by [`half`] keys.
    halves: ByKey,
    /// Several words by the first and the last.
    ends: ByKey,
    /// A small word may be a misspelled term.
    has_small: bool,
    /// The words of all names and terms, right or wrong: none of them is a misspelling of another.
    known: HashSet<u64>,
}

#[derive(Debug)]
struct Entry {
    /// Which form of the index.
    form: usize,
    keys: Vec<u64>,
    /// Of each word; of a single one, all letters joined.
    letters: Vec<Vec<char>>,
    /// Written without a capital.
    small: bool,
    /// The first letter may be the wrong one: a single word that has no rhymes, no acronym and no ordinary word.
    first: bool,
}

impl Entry {
    /// Whether a word, perhaps all in capitals, is a slip of the single word.
    fn is_near(&self, written: &[char], upper: bool) -> bool {
        let right = &self.letters[0];
        is_one_off(written, right, self.small) || (self.first && !upper && is_first_off(written, right))
    }
}

impl Near {
    pub(super) fn new(rules: &RuleSet, index: &Index) -> Self {
        let mut near = Self { known: known(rules), ..Self::default() };
        for (number, form) in index.forms.iter().enumerate().filter(|(_, form)| form.sort == Sort::Canonical && !form.plural) {
            let joined = letters(&form.joined());
            if joined.len() < FUZZY_FROM || joined.iter().any(|c| c.is_numeric()) {
                continue;
            }
            near.has_small |= !form.spelling.is_capital(0);
            let small = !form.spelling.has_capitals();
            let first = form.keys.len() == 1 && form.spelling.is_capital(0) && !form.spelling.is_upper() && !is_dictionary(&form.written);
            let entry = |keys, letters| Entry { form: number, keys, letters, small, first };
            if !form.written.contains(char::is_whitespace) {
                near.insert_single(entry(Vec::new(), vec![joined]));
            }
            if form.keys.len() > 1 {
                let mut run = Vec::new();
                words(&form.written, &mut run);
                let letters = run.iter().map(|word| letters(word.text(&form.written))).collect();
                near.insert_several(entry(form.keys.clone(), letters));
            }
        }
        near
    }

    fn insert_single(&mut self, entry: Entry) {
        let letters = &entry.letters[0];
        for key in [half(letters, letters.len(), false), half(letters, letters.len(), true)] {
            self.halves.entry(key).or_default().push(self.entries.len() as u32);
        }
        self.entries.push(entry);
    }

    fn insert_several(&mut self, entry: Entry) {
        let ends: HashSet<u64> = [entry.keys.first(), entry.keys.last()].into_iter().flatten().copied().collect();
        for key in ends {
            self.ends.entry(key).or_default().push(self.entries.len() as u32);
        }
        self.entries.push(entry);
    }

    /// Calls `found` with every form of the index that the word at `at`, or a run that it begins or ends, is a slip of.
    pub(super) fn at(&self, passage: &Passage<'_>, at: usize, mut found: impl FnMut(usize, Range<usize>)) {
        if !self.halves.is_empty() {
            self.single(passage, at, &mut found);
        }
        let Some(list) = self.ends.get(&passage.words[at].key) else { return };
        for entry in list.iter().map(|&number| &self.entries[number as usize]) {
            let n = entry.keys.len();
            let starts = [(0, Some(at)), (n - 1, (at + 1).checked_sub(n))];
            for start in starts.into_iter().filter(|(i, _)| entry.keys[*i] == passage.words[at].key).filter_map(|(_, start)| start) {
                if start + n <= passage.words.len() && self.is_slip(entry, passage, start) {
                    found(entry.form, start..start + n);
                }
            }
        }
    }

    fn single(&self, passage: &Passage<'_>, at: usize, found: &mut impl FnMut(usize, Range<usize>)) {
        let word = passage.words[at];
        let small = word.shape.is_lower();
        if word.range().len() + 1 < FUZZY_FROM || word.shape.has_digit() || word.shape.has_underscore() || (small && !self.has_small) {
            return;
        }
        if !self.may_be_slip(passage, at) {
            return;
        }
        let written = letters(word.text(passage.text));
        let mut seen = Vec::new();
        for length in written.len().saturating_sub(1).max(FUZZY_FROM)..=written.len() + 1 {
            for list in [false, true].iter().filter_map(|&last| self.halves.get(&half(&written, length, last))) {
                for &number in list.iter().filter(|&&number| self.entries[number as usize].letters[0].len() == length) {
                    let entry = &self.entries[number as usize];
                    if !seen.contains(&number) && entry.is_near(&written, word.shape.is_upper()) {
                        seen.push(number);
                        found(entry.form, at..at + 1);
                    }
                }
            }
        }
    }

    /// Not a frequent word, and none that a rule knows.
    fn may_be_slip(&self, passage: &Passage<'_>, at: usize) -> bool {
        !self.known.contains(&passage.words[at].key) && !is_dictionary(passage.word(at))
    }

    /// All words but one stand exactly, and that one is a slip.
    fn is_slip(&self, entry: &Entry, passage: &Passage<'_>, start: usize) -> bool {
        let run = &passage.words[start..start + entry.keys.len()];
        let mut wrong = run.iter().zip(&entry.keys).enumerate().filter(|(_, (word, key))| word.key != **key);
        let (Some((i, (word, _))), None) = (wrong.next(), wrong.next()) else { return false };
        let right = &entry.letters[i];
        let from = if entry.keys.len() > 2 { PART_FROM } else { FUZZY_FROM };
        right.len() >= from
            && !word.shape.has_digit()
            && (start..start + run.len() - 1).all(|at| matches!(&*fold::gap(passage.gap_after(at)), " " | "-" | "–" | "'"))
            && self.may_be_slip(passage, start + i)
            && is_one_off(&letters(word.text(passage.text)), right, entry.small)
    }
}

/// The key of the first or last letters that a form of `length` letters has in common with a word one slip away.
fn half(letters: &[char], length: usize, last: bool) -> u64 {
    let size = ((length - 1) / 2).min(letters.len());
    let part = if last { &letters[letters.len() - size..] } else { &letters[..size] };
    // Small enough to stay in the processor, and every candidate is compared letter by letter.
    let step = |hash: u64, value: u32| (hash.rotate_left(5) ^ u64::from(value)).wrapping_mul(0x517c_c1b7_2722_0a95);
    part.iter().fold(step(step(0, length as u32), u32::from(last)), |hash, &c| step(hash, u32::from(c)))
}

/// One letter dropped, added, changed or swapped; not the first, and no ending of number or gender. A word in small letters (`small`) may
/// also be a verb or an adjective, with more endings.
pub(super) fn is_one_off(draft: &[char], right: &[char], small: bool) -> bool {
    draft != right
        && draft.first() == right.first()
        && draft.len().abs_diff(right.len()) <= 1
        && !is_inflection(draft, right, small)
        && strsim::osa_distance(&draft.iter().collect::<String>(), &right.iter().collect::<String>()) == 1
}

/// Another first letter, or the first two swapped, and the rest exact.
fn is_first_off(draft: &[char], right: &[char]) -> bool {
    let (Some((a, rest)), Some((b, own))) = (draft.split_first(), right.split_first()) else { return false };
    let swapped = || matches!((rest, own), ([x, rest @ ..], [y, own @ ..]) if x == b && y == a && rest == own);
    a != b && (rest == own || swapped())
}

fn is_inflection(a: &[char], b: &[char], small: bool) -> bool {
    let shared = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let ending = |rest: &[char]| matches!(rest, [] | ['e' | 's' | 'x']) || (small && matches!(rest, ['r' | 'd' | 't' | 'z' | 'y' | 'n']));
    // Who or what is of a place or a thing: `Eurasian`.
    let people = |rest: &[char]| rest == ['n'] && a[..shared].last().is_some_and(|last| matches!(last, 'a' | 'e' | 'i' | 'o' | 'y'));
    let (a_rest, b_rest) = (&a[shared..], &b[shared..]);
    (ending(a_rest) && ending(b_rest)) || (people(a_rest) && b_rest.is_empty()) || (people(b_rest) && a_rest.is_empty())
}

/// The keys of all words of names and terms.
fn known(rules: &RuleSet) -> HashSet<u64> {
    let mut known = HashSet::new();
    let mut run = Vec::new();
    for rule in &rules.rules {
        let texts: Vec<_> = match &rule.fact {
            Fact::Term(term) => std::iter::once(&term.canonical).chain(&term.accept).chain(&term.reject).chain(&term.expansion).collect(),
            Fact::Name(name) => {
                let short = name.short.iter().flatten();
                std::iter::once(&name.canonical).chain(&name.accept).chain(&name.distinct).chain(short).collect()
            }
            _ => continue,
        };
        for text in texts {
            words(&text.value, &mut run);
            known.extend(run.iter().map(|word| word.key));
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_and_no_inflection() {
        let one_off = |draft: &str, right: &str| is_one_off(&letters(draft), &letters(right), false);
        for (draft, right) in [("PostgresSQL", "PostgreSQL"), ("libquil", "libquill"), ("Junaclo", "Junalco"), ("ProScoot", "ProScout")] {
            assert!(one_off(draft, right), "{draft}");
            let (a, b) = (letters(draft), letters(right));
            assert!([false, true].iter().any(|&last| half(&a, b.len(), last) == half(&b, b.len(), last)), "{draft} is looked up");
        }
        for (draft, right) in [("Eurojustt", "Eurojust"), ("Snapcha", "Snapchat"), ("Eurojusy", "Eurojust")] {
            assert!(one_off(draft, right), "{draft}");
        }
        assert!(!one_off("Eurasian", "Eurasia") && !is_one_off(&letters("codez"), &letters("coder"), true));
        let first_off = |draft: &str, right: &str| is_first_off(&letters(draft), &letters(right));
        assert!(first_off("Sunalco", "Junalco") && first_off("Ujnalco", "Junalco"));
        assert!(!first_off("Unalco", "Junalco") && !first_off("Sunalko", "Junalco") && !first_off("Junalco", "Junalco"));
        for (draft, right) in [("Horizons", "Horizon"), ("Sunalco", "Junalco"), ("Holding", "Holdings"), ("libquill", "libquill")] {
            assert!(!one_off(draft, right), "{draft}");
        }
    }
}
