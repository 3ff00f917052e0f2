//! The wrong word of a typo in the place of the right one.

use super::{Base, Made, Mistake, Mutant, places};
use crate::kind::typo::fact::{Typo, Wrong};

pub(super) fn mutants(made: &Made<'_>, typo: &Typo) -> Vec<Mutant> {
    // What a pattern would match cannot be told from the pattern.
    let Wrong::Words(wrong) = &typo.wrong else { return Vec::new() };
    let mut mutants = Vec::new();
    for (index, wrong) in wrong.iter().enumerate() {
        let (wrong, span) = (wrong.value.as_str(), &wrong.span);
        let right = typo.right_for(index);
        for (right, wrong) in forms(right).into_iter().zip(forms(wrong)) {
            for base in made.near().chain([sentence(made, &right, span)]) {
                let places = places(&base.text, &right);
                mutants.extend(places.into_iter().map(|at| base.with(Mistake::WrongWord, at, &wrong)));
            }
        }
    }
    mutants
}

/// A sentence that holds the right words and what must stand nearby.
fn sentence(made: &Made<'_>, right: &str, span: &std::ops::Range<usize>) -> Base {
    match made.near_word() {
        Some(near) => made.sentence(&format!("{near}, {right}"), span),
        None => made.sentence(right, span),
    }
}

/// As it is, at the start of a sentence, in capitals, and of one word the plural.
fn forms(word: &str) -> Vec<String> {
    let mut letters = word.chars();
    let titled = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    let plural = if word.contains(' ') || word.ends_with(['s', 'x', 'z']) { word.to_owned() } else { format!("{word}s") };
    vec![word.to_owned(), titled, word.to_uppercase(), plural]
}
