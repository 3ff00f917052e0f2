//! Slips in names: one in a part beside exact ones, and one in what stands alone if it has six letters.

use std::ops::Range;

use super::letters::{few, slips};
use super::{Base, Made, Mistake, Mutant, places, words};
use crate::kind::name::fact::Name;

/// Letters that a slip needs in a part beside an exact one.
const BESIDE: usize = 3;

/// Letters that it needs in what stands alone.
const ALONE: usize = 6;

pub(super) fn mutants(made: &Made<'_>, name: &Name) -> Vec<Mutant> {
    if !name.fuzzy {
        return Vec::new();
    }
    let canonical = name.canonical.value.as_str();
    let parts = parts(canonical);
    let mut mutants = Vec::new();
    let sentence = made.sentence(canonical, &name.canonical.span);
    for at in places(&sentence.text, canonical) {
        mutants.extend(in_form(made, &sentence, canonical, at.start, slips));
        if parts.len() > 1 {
            mutants.push(sentence.with(Mistake::CapitalsLost, at, &canonical.to_lowercase()));
        }
    }
    if let Some(family) = family(name, &parts) {
        let sentence = made.sentence(family, &name.canonical.span);
        let places = places(&sentence.text, family);
        mutants.extend(places.into_iter().flat_map(|at| in_form(made, &sentence, family, at.start, slips)));
    }
    for base in made.own() {
        let places = places(&base.text, canonical);
        mutants.extend(places.into_iter().flat_map(|at| in_form(made, &base, canonical, at.start, few)));
    }
    mutants
}

/// Slips in each part of a form that stands at a byte of a text.
fn in_form(made: &Made<'_>, base: &Base, form: &str, start: usize, slips: fn(&str, bool) -> Vec<(Mistake, String)>) -> Vec<Mutant> {
    let parts = parts(form);
    let mut mutants = Vec::new();
    for at in &parts {
        let part = &form[at.clone()];
        let least = if parts.len() > 1 { BESIDE } else { ALONE };
        if part.chars().count() < least || part.contains(|c: char| c.is_numeric()) {
            continue;
        }
        for (mistake, slip) in slips(part, made.french) {
            if may(made, part, &slip, parts.len() == 1) {
                mutants.push(base.with(mistake, start + at.start..start + at.end, &slip));
            }
        }
    }
    mutants
}

/// Whether the slip makes no other right word, no plural, and, where the word stands alone, no other first letter.
fn may(made: &Made<'_>, part: &str, slip: &str, alone: bool) -> bool {
    let plural = ["s", "x"].iter().any(|ending| slip.strip_suffix(ending) == Some(part));
    let first = part.chars().next() == slip.chars().next();
    !made.is_right(slip) && !plural && (first || !alone)
}

/// The words of a name that count: particles, in small letters, are none.
fn parts(form: &str) -> Vec<Range<usize>> {
    words(form).into_iter().filter(|word| form[word.clone()].chars().next().is_some_and(char::is_uppercase)).collect()
}

/// The family name of somebody of two or three words, where the rule does not say what stands alone.
fn family<'n>(name: &'n Name, parts: &[Range<usize>]) -> Option<&'n str> {
    let canonical = name.canonical.value.as_str();
    let joined = canonical.contains('-');
    if name.short.is_some() || joined || !matches!(canonical.split_whitespace().count(), 2 | 3) {
        return None;
    }
    let part = if name.family_first { parts.first() } else { parts.last() }?;
    Some(&canonical[part.clone()])
}
