//! Slips in terms: letters from seven on, capitals, spaces and hyphens, accents; words of the long form; the article.

use std::ops::Range;

use super::letters::{few, slips, without_accent};
use super::{Base, Made, Mistake, Mutant, places, words};
use crate::kind::term::fact::{Gender, Term};

/// Letters that a word has from which on one that is off is a slip.
const LONG: usize = 7;

/// Letters of a word of a long form that is missed.
const WORD: usize = 4;

pub(super) fn mutants(made: &Made<'_>, term: &Term) -> Vec<Mutant> {
    let canonical = term.canonical.value.as_str();
    let sentence = made.sentence(canonical, &term.canonical.span);
    let mut mutants: Vec<Mutant> =
        places(&sentence.text, canonical).into_iter().flat_map(|at| written(made, &sentence, canonical, at.start)).collect();
    for base in made.own() {
        let places = places(&base.text, canonical);
        mutants.extend(places.into_iter().flat_map(|at| letters(made, &base, canonical, at.start, few)));
    }
    if let Some(gender) = term.gender.filter(|_| made.french) {
        mutants.extend(article(made, term, gender));
    }
    mutants.extend(term.expansion.iter().flat_map(|long| shortened(made, term, &long.value, &long.span)));
    mutants
}

/// All that may be wrong with how it is written.
fn written(made: &Made<'_>, base: &Base, canonical: &str, start: usize) -> Vec<Mutant> {
    let mut mutants = letters(made, base, canonical, start, slips);
    let at = start..start + canonical.len();
    let mut add = |mistake: Mistake, written: String| {
        if written != canonical && !made.is_exactly_right(&written) {
            mutants.push(base.with(mistake, at.clone(), &written));
        }
    };
    for (from, to) in [(" ", "-"), (" ", ""), ("-", " "), ("-", "")] {
        add(Mistake::Respaced, canonical.replace(from, to));
    }
    let bare: String = canonical.chars().map(|c| without_accent(c).unwrap_or(c)).collect();
    add(Mistake::AccentLost, bare);
    let several = canonical.contains(' ');
    let mut rest = canonical.chars();
    if let Some(first) = rest.next() {
        let inner: String = std::iter::once(first).chain(rest.flat_map(char::to_lowercase)).collect();
        if !several {
            add(Mistake::CapitalsLost, inner);
        }
    }
    mutants
}

fn letters(made: &Made<'_>, base: &Base, canonical: &str, start: usize, slips: fn(&str, bool) -> Vec<(Mistake, String)>) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for word in words(canonical).into_iter().filter(|word| canonical[word.clone()].chars().count() >= LONG) {
        for (mistake, slip) in slips(&canonical[word.clone()], made.french) {
            let plural = slip.strip_suffix('s') == Some(&canonical[word.clone()]);
            if !plural && !made.is_right(&slip) {
                mutants.push(base.with(mistake, start + word.start..start + word.end, &slip));
            }
        }
    }
    mutants
}

/// The term behind the article of the other gender. An elided one has none.
fn article(made: &Made<'_>, term: &Term, gender: Gender) -> Vec<Mutant> {
    let (right, wrong) = if gender == Gender::Feminine { ("la", "le") } else { ("le", "la") };
    let base = made.sentence(&format!("{right} {}", term.canonical.value), &term.canonical.span);
    places(&base.text, &format!("{right} {}", term.canonical.value))
        .into_iter()
        .map(|at| base.with(Mistake::OtherArticle, at.start..at.start + right.len(), wrong))
        .collect()
}

/// The long form before the term in brackets, one word left out: not the first, from which on it is read.
fn shortened(made: &Made<'_>, term: &Term, long: &str, span: &Range<usize>) -> Vec<Mutant> {
    let base = made.sentence(&format!("{long} ({})", term.canonical.value), span);
    let Some(start) = base.text.find(long) else { return Vec::new() };
    let words = words(long);
    let mut mutants = Vec::new();
    for (before, word) in words.iter().zip(words.iter().skip(1)) {
        let without = format!("{}{}", long[..before.end].trim_end(), &long[word.end..]);
        if long[word.clone()].chars().count() >= WORD && !term.expansion.iter().any(|other| other.value == without) {
            let mut mutant = base.with(Mistake::WordDropped, start + before.end..start + word.end, "");
            mutant.changed = start..start + without.len();
            mutants.push(mutant);
        }
    }
    mutants
}
