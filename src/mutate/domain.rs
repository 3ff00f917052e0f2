//! Slips in domain names: another suffix, a letter that looks the same, a hyphen.

use super::{Base, Made, Mistake, Mutant, places};
use crate::kind::domain::fact::Domain;

/// Suffixes that people write by habit.
const SUFFIXES: [&str; 8] = ["com", "net", "org", "fr", "info", "eu", "co.uk", "io"];

/// What is taken for what: a letter, and one that looks the same, of another script or a digit.
const ALIKE: &[(char, &str)] =
    &[('a', "а4"), ('c', "с"), ('e', "е3"), ('i', "і1"), ('l', "1I"), ('o', "о0"), ('p', "р"), ('s', "ѕ5"), ('x', "х"), ('y', "у")];

pub(super) fn mutants(made: &Made<'_>, domain: &Domain) -> Vec<Mutant> {
    let canonical = domain.canonical.value.as_str();
    let bases = std::iter::once(made.sentence(canonical, &domain.canonical.span)).chain(made.own());
    let mut mutants = Vec::new();
    for base in bases {
        for at in places(&base.text, canonical) {
            mutants.extend(in_name(made, &base, domain, at.start));
        }
    }
    mutants
}

fn in_name(made: &Made<'_>, base: &Base, domain: &Domain, start: usize) -> Vec<Mutant> {
    let canonical = domain.canonical.value.as_str();
    let Some((label, suffix)) = canonical.split_once('.') else { return Vec::new() };
    let at = start..start + canonical.len();
    let mut mutants = Vec::new();
    let mut add = |mistake: Mistake, written: String| {
        if !made.is_right(&written) {
            mutants.push(base.with(mistake, at.clone(), &written));
        }
    };
    SUFFIXES.iter().filter(|other| **other != suffix).for_each(|other| add(Mistake::OtherSuffix, format!("{label}.{other}")));
    if !domain.lookalikes {
        return mutants;
    }
    for (byte, letter) in label.char_indices() {
        let alike = ALIKE.iter().find(|(known, _)| *known == letter).map_or("", |(_, alike)| alike);
        let disguised = |other: char| format!("{}{other}{}.{suffix}", &label[..byte], &label[byte + letter.len_utf8()..]);
        alike.chars().for_each(|other| add(Mistake::LookalikeLetter, disguised(other)));
    }
    let mut middle = label.len() / 2;
    while !label.is_char_boundary(middle) {
        middle -= 1;
    }
    if middle > 0 && !label.contains('-') {
        add(Mistake::HyphenAdded, format!("{}-{}.{suffix}", &label[..middle], &label[middle..]));
    }
    add(Mistake::HyphenAdded, format!("{}.com", canonical.replace('.', "-")));
    mutants
}
