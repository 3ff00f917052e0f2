use super::*;
use crate::dossier::load::load;
use crate::kind::name::Names;
use crate::kind::name::index::Index;
use crate::kind::name::judge::is_near_anchor;
use crate::lexicon::LexiconBuilder;
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
        let passage = Passage::new(&block, &text, &run);
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
