//! Parts that many names share → which of these names a passage may hold: those of which another part stands near.
//!
//! A thousand people are called Marie. Where the word `Marie` stands, each of them would have to be laid over the words around it. Here the
//! words around it are looked up instead, with up to two slips, and only the names that have a part of both are laid there. Whoever is left out
//! could not have been found: the names of one word, and whatever this index cannot tell, are never left out.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::RangeInclusive;

use super::align::{BETWEEN, joint};
use super::form::{Form, Part};
use super::index::{ByKey, Use, mixed};
use super::joint::Joint;
use crate::lexicon::{Filter, Identity};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// So many uses of one spelling are compared one by one.
pub(super) const FEW: usize = 8;

/// How many letters of a word are looked at: two words that are `n` slips apart also have beginnings of this length that share a word which
/// comes of each by deleting at most `n` letters (the prefix of SymSpell).
const BEGINNING: usize = 7;

/// How many slips a part may be away, at most.
const SLIPS: usize = 2;

/// How far from a part the next one may stand, in words: particles and initials between them, and two words for `O’Rourke`.
const AROUND: usize = BETWEEN + 3;

/// Two spellings in one key.
type Pairs = HashMap<u64, Vec<Use>, BuildHasherDefault<Identity>>;

/// The spellings that many forms use.
#[derive(Debug, Default)]
pub(super) struct Crowds {
    /// By the spelling of a crowd: the uses that no word beside it tells.
    always: HashMap<u32, Vec<Use>>,
    /// By the spelling of a crowd and that of another part of the same form: the uses of the crowd.
    pairs: Pairs,
    /// By beginnings with up to two letters left out: where in `spellings` those stand that may be meant.
    near: ByKey<(u32, u32)>,
    spellings: Vec<u32>,
    filter: Filter,
}

impl Crowds {
    /// `uses` are those of each spelling, `spelling` is that of a part's letters.
    pub(super) fn new<'u>(
        forms: &[Form],
        uses: impl Iterator<Item = &'u [Use]>,
        spelling: impl Fn(&Part) -> Option<u32>,
        few: usize,
    ) -> Self {
        let mut crowds = Self::default();
        let mut keys: Vec<(u64, u32)> = Vec::new();
        for (crowd, uses) in uses.enumerate().filter(|(_, uses)| uses.len() > few) {
            let crowd = crowd as u32;
            crowds.always.entry(crowd).or_default();
            for &place in uses {
                let form = &forms[place.0 as usize];
                let others = form.parts.iter().enumerate().filter(|(at, _)| *at != usize::from(place.1)).map(|(_, part)| part);
                let told: Option<Vec<u32>> = others.clone().map(|part| if is_small(part) { None } else { spelling(part) }).collect();
                match told {
                    Some(told) if !told.is_empty() => {
                        for (part, other) in others.zip(told) {
                            crowds.pairs.entry(pair(crowd, other)).or_default().push(place);
                            keys_of(form, part, |key| keys.push((key, other)));
                        }
                    }
                    _ => crowds.always.entry(crowd).or_default().push(place),
                }
            }
        }
        crowds.finish(keys)
    }

    fn finish(mut self, mut keys: Vec<(u64, u32)>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        for same in keys.chunk_by(|a, b| a.0 == b.0) {
            let start = self.spellings.len() as u32;
            self.spellings.extend(same.iter().map(|key| key.1));
            self.near.insert(same[0].0, (start, self.spellings.len() as u32));
        }
        self.filter = Filter::of(self.near.keys().copied());
        self
    }

    /// Whether many forms use this spelling.
    pub(super) fn holds(&self, spelling: u32) -> bool {
        self.always.contains_key(&spelling)
    }

    /// Of the uses of a crowd those that may stand around word `at`, in their order.
    pub(super) fn around(&self, passage: &Passage<'_>, crowd: u32, at: usize) -> Vec<Use> {
        let mut uses = self.always.get(&crowd).cloned().unwrap_or_default();
        for word in reachable(passage, at).filter(|&word| word != at) {
            self.near(passage, word, |other| uses.extend(self.pairs.get(&pair(crowd, other)).into_iter().flatten()));
        }
        uses.sort_unstable();
        uses.dedup();
        uses
    }

    /// Calls `found` with every spelling that a word may be meant for; with some more than once.
    fn near(&self, passage: &Passage<'_>, at: usize, mut found: impl FnMut(u32)) {
        let word = &passage.words[at];
        // Only capitalised words are misspelled names.
        let slips = if word.shape.is_capitalised() { SLIPS } else { 0 };
        let letters = fold::strip(word.text(passage.text));
        deletions(&letters, slips, |key| {
            let list = if self.filter.may_hold(key) { self.near.get(&key) } else { None };
            list.map_or(&[][..], |&(start, end)| &self.spellings[start as usize..end as usize]).iter().for_each(|&other| found(other));
        });
    }
}

/// Calls `each` with the keys under which a part is found.
fn keys_of(form: &Form, part: &Part, mut each: impl FnMut(u64)) {
    deletions(&part.letters, if form.fuzzy { part.reach() } else { 0 }, &mut each);
    if let Some(merged) = part.merged() {
        deletions(&merged, 0, each);
    }
}

/// A part in small letters may be misspelled in small letters too, as running text is full of.
fn is_small(part: &Part) -> bool {
    part.written.chars().next().is_some_and(char::is_lowercase)
}

/// The words that may belong to a name of which word `at` is a part; perhaps some more.
fn reachable(passage: &Passage<'_>, at: usize) -> RangeInclusive<usize> {
    let holds = |word: usize| joint(passage, word) != Joint::Other;
    let left = (0..at).rev().take(AROUND).take_while(|&word| holds(word)).last().unwrap_or(at);
    let right = (at..passage.words.len()).take(AROUND).take_while(|&word| holds(word)).last().map_or(at, |word| word + 1);
    left..=right
}

fn pair(crowd: u32, other: u32) -> u64 {
    mixed(u64::from(crowd) << 32 | u64::from(other))
}

/// Calls `each` with the hashes of a word's beginning and of all that comes of it by deleting up to `slips` letters.
fn deletions(word: &str, slips: usize, mut each: impl FnMut(u64)) {
    let mut letters = ['\0'; BEGINNING];
    let mut count = 0;
    for (place, c) in letters.iter_mut().zip(word.chars()) {
        (*place, count) = (c, count + 1);
    }
    let letters = &letters[..count];
    let without = |first: usize, second: usize| {
        let kept = letters.iter().enumerate().filter(|&(at, _)| at != first && at != second);
        mixed(kept.fold(0xcbf2_9ce4_8422_2325, |hash: u64, (_, &c)| (hash ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3)))
    };
    each(without(count, count));
    if slips > 0 {
        (0..count).for_each(|first| each(without(first, first)));
    }
    if slips > 1 {
        (0..count).for_each(|first| (first + 1..count).for_each(|second| each(without(first, second))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::load::load;
    use crate::kind::name::Names;
    use crate::kind::name::index::Index;
    use crate::kind::name::judge::is_near_anchor;
    use crate::lexicon::{Lexicon, LexiconBuilder};
    use crate::prose::words::words;
    use crate::prose::{Block, Role};
    use crate::source::SourceFile;

    fn share(a: &str, b: &str, slips: usize) -> bool {
        let keys = |word: &str| {
            let mut keys = Vec::new();
            deletions(word, slips, |key| keys.push(key));
            keys
        };
        let known = keys(a);
        keys(b).iter().any(|key| known.contains(key))
    }

    /// Every word of up to nine letters out of two, and whatever one or two edits make of one.
    #[test]
    fn words_within_two_slips_share_a_beginning() {
        let words: Vec<String> = (3..=9).flat_map(|len| (0..1u32 << len).step_by(5).map(move |bits| spelled(bits, len))).collect();
        for word in words.iter().step_by(7) {
            for other in &words {
                match strsim::osa_distance(word, other) {
                    0 | 1 => assert!(share(word, other, 1), "{word} {other}"),
                    2 => assert!(share(word, other, 2), "{word} {other}"),
                    _ => {}
                }
            }
        }
        assert!(!share("kellermann", "bellingham", 2));
    }

    const GIVEN: [&str; 8] = ["Marie", "Jean-Pierre", "Élodie", "John F.", "O’Brien", "Laurence", "Le Goffic", "Al"];
    const FAMILY: [&str; 16] = [
        "Kellermann",
        "Kellerman",
        "des Cars",
        "Le Goffic",
        "O’Rourke",
        "Martín",
        "Marin",
        "van der Linden",
        "d’Estaing",
        "Gómez Suárez",
        "Ly",
        "Viollet-le-Duc",
        "Brandt",
        "Brand",
        "sans frontières",
        "Œuvrard",
    ];
    const BETWEEN_WORDS: [&str; 10] = [" ", " ", " ", " ", "-", ", ", " de ", " F. ", "’", "\n"];

    /// Names of few given and family names, and running text of them: turned round, run together, and with slips.
    struct Dice(u64);

    impl Dice {
        /// A number below another (Marsaglia's xorshift).
        fn below(&mut self, end: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 % end as u64) as usize
        }

        fn of<'s>(&mut self, all: &[&'s str]) -> &'s str {
            all[self.below(all.len())]
        }

        fn slip(&mut self, word: &str) -> String {
            let mut letters: Vec<char> = word.chars().collect();
            let at = self.below(letters.len());
            match self.below(4) {
                0 if letters.len() > 1 => drop(letters.remove(at)),
                1 => letters.insert(at, 'e'),
                2 => letters[at] = 'a',
                _ if at > 0 => letters.swap(at - 1, at),
                _ => letters.extend(['s']),
            }
            letters.into_iter().collect()
        }

        fn text(&mut self) -> String {
            let mut text = String::new();
            for _ in 0..400 {
                let mut word = if self.below(2) == 0 { self.of(&GIVEN) } else { self.of(&FAMILY) }.to_owned();
                for _ in 0..self.below(4) {
                    word = self.slip(&word);
                }
                match self.below(12) {
                    0 => word = word.to_lowercase(),
                    1 => word = word.to_uppercase(),
                    2 => word = word.replace([' ', '-', '’'], ""),
                    3 => word.push_str(". Il"),
                    _ => {}
                }
                text.push_str(&word);
                text.push_str(self.of(&BETWEEN_WORDS));
            }
            text
        }
    }

    fn rules() -> String {
        let pairs = GIVEN.iter().enumerate().flat_map(|(g, given)| FAMILY.iter().enumerate().map(move |(f, family)| (g, given, f, family)));
        let rule = |(g, given, f, family): (usize, &&str, usize, &&str)| {
            let fuzzy = if (g + f).is_multiple_of(7) { "fuzzy = false\n" } else { "" };
            format!("[name.n{g}-{f}]\ncanonical = \"{given} {family}\"\naccept = \"{family}, {given}\"\n{fuzzy}")
        };
        pairs.map(rule).collect()
    }

    #[test]
    fn a_crowd_is_found_as_if_all_of_it_were_compared() {
        let (rules, problems) = load(vec![SourceFile::from_text("rules.toml", rules())]);
        assert!(problems.is_empty(), "{problems:?}");
        let names = |few| {
            let mut names = Names::new(&rules, &mut LexiconBuilder::default());
            names.index = Index::new(&names.forms, is_near_anchor, few);
            names
        };
        let (crowded, some, compared) = (names(0), names(FEW), names(usize::MAX));
        let (mut dice, mut found) = (Dice(0x2545_f491_4f6c_dd1d), 0);
        for _ in 0..40 {
            let text = dice.text();
            let (block, mut run) = (Block::plain(Role::Paragraph, 0..text.len()), Vec::new());
            words(&text, &mut run);
            let passage = Passage::new(&block, &text, &run, &Lexicon::default());
            let expected = compared.candidates(&passage);
            found += expected.iter().filter(|one| one.parts.len() > 1 && one.distance() > 0).count();
            assert_eq!(format!("{:?}", crowded.candidates(&passage)), format!("{expected:?}"), "{text}");
            assert_eq!(format!("{:?}", some.candidates(&passage)), format!("{expected:?}"), "{text}");
        }
        assert!(found > 1000, "{found}");
    }

    fn spelled(bits: u32, len: u32) -> String {
        (0..len).map(|at| if bits >> at & 1 == 1 { 'a' } else { 'b' }).collect()
    }
}
