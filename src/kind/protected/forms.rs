//! A name → the forms under which people write it, and these → what a rule file holds of them.

use super::key::{Digest, Key, Of, hex};
use super::token::tokens;

/// A list of hashes is filled up to a multiple of this, so that it does not tell how many forms there are.
const STEP: usize = 32;

/// Of how many given names every choice is a form; of more, the first and all.
const CHOSEN: usize = 3;

/// Words that belong to the family name behind them.
const PARTICLES: &[&str] = &[
    "al", "ben", "bin", "bint", "d", "da", "dal", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn",
    "la", "las", "le", "les", "los", "mac", "o", "san", "st", "ten", "ter", "van", "vom", "von", "y", "zu", "zum", "zur",
];

/// A name in its parts, each as folded words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    given: Vec<Vec<String>>,
    family: Vec<String>,
}

/// Which forms are asked for beside the usual ones.
#[derive(Debug, Clone, Default)]
pub struct More {
    /// The family name alone.
    pub family_alone: bool,
    /// Initials alone.
    pub initials_alone: bool,
    /// Forms as they are: nicknames, a name at birth.
    pub as_they_are: Vec<String>,
}

impl Name {
    /// Reads `Given Names Family` or `Family, Given Names`; `None` where there are not both.
    pub fn parse(text: &str) -> Option<Self> {
        let (given, family) = match text.split_once(',') {
            Some((family, given)) => (parts(given), parts(family)),
            None => {
                let mut given = parts(text);
                let is_particle = |part: &Vec<String>| part.iter().all(|word| PARTICLES.contains(&word.as_str()));
                let mut first = given.len().checked_sub(1)?;
                while first > 1 && is_particle(&given[first - 1]) {
                    first -= 1;
                }
                let family = given.split_off(first);
                (given, family)
            }
        };
        let family: Vec<String> = family.into_iter().flatten().collect();
        if given.is_empty() || family.is_empty() { None } else { Some(Self { given, family }) }
    }

    /// All its words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.given.iter().flatten().chain(&self.family).map(String::as_str)
    }

    /// Every form, as its words.
    fn forms(&self, more: &More) -> Vec<Vec<String>> {
        let mut forms = Vec::new();
        for given in self.givens() {
            forms.push([given.as_slice(), &self.family].concat());
            forms.push([self.family.as_slice(), &given].concat());
        }
        if more.family_alone {
            forms.push(self.family.clone());
        }
        if more.initials_alone {
            let initials = |words: &[String]| words.iter().map(|word| initial(word)).collect::<Vec<_>>();
            forms.push(initials(&[self.given.concat(), self.family.clone()].concat()));
            forms.push(vec![initial(&self.given[0][0]), initial(&self.family[0])]);
        }
        forms
    }

    /// What may stand for the given names: each of them whole, as an initial or, but for the first, left out.
    fn givens(&self) -> Vec<Vec<String>> {
        let ways = |part: &Vec<String>, may_go: bool| {
            let initials: Vec<String> = part.iter().map(|word| initial(word)).collect();
            let first = vec![initials[0].clone()];
            let left_out = if may_go { vec![Vec::new()] } else { Vec::new() };
            [vec![part.clone(), initials, first], left_out].concat()
        };
        let one = |part| ways(part, false);
        let mut found: Vec<Vec<String>> = one(&self.given[0]);
        if self.given.len() > CHOSEN {
            let whole = self.given.concat();
            found.push(whole.iter().map(|word| initial(word)).collect());
            found.push(whole);
            return found;
        }
        for part in &self.given[1..] {
            let ways = ways(part, true);
            found = found.iter().flat_map(|before| ways.iter().map(move |way| [before.as_slice(), way].concat())).collect();
        }
        found
    }
}

/// The words of a text, those that a hyphen joins together.
fn parts(text: &str) -> Vec<Vec<String>> {
    let words = |part: &str| tokens(part).into_iter().map(|token| token.folded).collect::<Vec<_>>();
    text.split(char::is_whitespace).map(words).filter(|part| !part.is_empty()).collect()
}

fn initial(word: &str) -> String {
    word.chars().take(1).collect()
}

/// The keyed hashes of a name, sorted, with as many of nothing as hide their number. `noise` is as random as keys are.
pub(crate) fn hashes(key: &Key, name: &Name, more: &More, mut noise: impl FnMut() -> Digest) -> Vec<Digest> {
    let as_they_are = more.as_they_are.iter().map(|form| parts(form).concat()).filter(|form| !form.is_empty());
    let forms: Vec<Vec<String>> = name.forms(more).into_iter().chain(as_they_are).collect();
    let mut hashes = Vec::new();
    for form in &forms {
        hashes.push(key.digest(Of::Form, &form.concat()));
        // The first word that a reader meets may be several of ours, written as one.
        hashes.extend((1..=form.len()).map(|until| key.digest(Of::Start, &form[..until].concat())));
    }
    hashes.sort_unstable();
    hashes.dedup();
    while !hashes.len().is_multiple_of(STEP) {
        hashes.push(noise());
    }
    hashes.sort_unstable();
    hashes
}

/// The table that a rule file holds of a name.
pub fn table(id: &str, key: &Key, name: &Name, more: &More, noise: impl FnMut() -> Digest) -> String {
    let mut text = format!("[protected.{id}]\nkey-check = \"{}\"\nforms = [\n", hex(&key.check()));
    for hash in hashes(key, name, more, noise) {
        text.push_str(&format!("    \"{}\",\n", hex(&hash)));
    }
    text.push_str("]\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        Name::parse(text).expect("a name").forms(&More::default()).iter().map(|form| form.concat()).collect()
    }

    #[test]
    fn orders_initials_middle_names_and_particles() {
        let found = forms("Jean-Pierre Dupont");
        for form in ["jeanpierredupont", "dupontjeanpierre", "jpdupont", "jdupont", "dupontj"] {
            assert!(found.iter().any(|found| found == form), "{form}");
        }
        assert!(!found.iter().any(|found| ["dupont", "jpd", "jeandupont", "pierredupont"].contains(&found.as_str())), "{found:?}");
        let found = forms("Élise Marie Nuñez");
        for form in ["elisenunez", "elisemnunez", "elisemarienunez", "emnunez", "nunezelise"] {
            assert!(found.iter().any(|found| found == form), "{form}");
        }
        assert!(forms("Jeanne de La Fosse").contains(&"delafossej".to_owned()));
        assert_eq!(Name::parse("de La Fosse, Jeanne"), Name::parse("Jeanne de La Fosse"));
        assert_eq!(Name::parse("Jeanne"), None);
        assert_eq!(Name::parse(", Jeanne"), None);
    }

    #[test]
    fn the_number_of_hashes_tells_nothing_of_the_name() {
        let key = Key::parse(&"07".repeat(32)).expect("a key");
        let mut next = 0;
        let mut noise = || {
            next += 1;
            [next; 16]
        };
        let short = hashes(&key, &Name::parse("Anna Berg").expect("a name"), &More::default(), &mut noise);
        let long = hashes(&key, &Name::parse("Anne-Marie Berg").expect("a name"), &More::default(), &mut noise);
        assert_eq!((short.len(), long.len()), (STEP, STEP));
        assert!(short.is_sorted());
    }
}
