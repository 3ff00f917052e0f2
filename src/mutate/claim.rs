//! What keeps a claim from being asserted, taken out of the `valid` texts: a hedge, or a denial.

use super::{Base, Made, Mistake, Mutant, places};
use crate::kind::claim::fact::{Claim, Status};

/// Words that can go, and what stays in their place.
const HEDGES: [(&str, &str); 38] = [
    ("seraient", "sont"),
    ("serait", "est"),
    ("auraient", "ont"),
    ("aurait", "a"),
    ("se trouveraient", "se trouvaient"),
    ("se trouverait", "se trouvait"),
    ("probablement ", ""),
    ("vraisemblablement ", ""),
    ("apparemment ", ""),
    ("peut-être ", ""),
    ("sans doute ", ""),
    ("pourraient être", "sont"),
    ("pourrait être", "est"),
    ("pourraient avoir", "ont"),
    ("pourrait avoir", "a"),
    ("il semble que ", ""),
    ("on dit que ", ""),
    ("allegedly ", ""),
    ("reportedly ", ""),
    ("possibly ", ""),
    ("probably ", ""),
    ("perhaps ", ""),
    ("apparently ", ""),
    ("supposedly ", ""),
    ("likely ", ""),
    ("may have been", "was"),
    ("might have been", "was"),
    ("may have", "have"),
    ("might have", "have"),
    ("may be", "is"),
    ("might be", "is"),
    ("could be", "is"),
    ("is said to be", "is"),
    ("are said to be", "are"),
    ("is believed to be", "is"),
    ("are believed to be", "are"),
    ("is thought to be", "is"),
    ("was said to have been", "was"),
];

/// How a sentence begins that names whose words it gives.
const ATTRIBUTIONS: [&str; 7] = ["Selon ", "D’après ", "D'après ", "À en croire ", "According to ", "Il semble que ", "On dit que "];

/// Denials: the verb between the two parts stays. The second part may be nothing.
const DENIALS: [(&str, &str); 9] = [
    ("n’", " pas"),
    ("n'", " pas"),
    ("ne ", " pas"),
    ("n’", " jamais"),
    ("ne ", " jamais"),
    (" not", ""),
    (" never", ""),
    ("n’t", ""),
    ("n't", ""),
];

pub(super) fn mutants(made: &Made<'_>, claim: &Claim) -> Vec<Mutant> {
    if matches!(claim.status, Status::Confirmed | Status::Embargoed) {
        return Vec::new();
    }
    let valid = made.near().filter(|base| made.rule.valid.iter().any(|text| text.span == base.span) && says(claim, &base.text));
    valid.flat_map(|base| hedges(&base).into_iter().chain(attribution(&base)).chain(denials(&base)).collect::<Vec<_>>()).collect()
}

/// Whether a word of every group begins some word of the text.
fn says(claim: &Claim, text: &str) -> bool {
    let text = text.to_lowercase();
    claim.all.iter().all(|group| group.iter().any(|word| text.contains(&word.value.to_lowercase())))
}

fn hedges(base: &Base) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (hedge, instead) in HEDGES {
        for at in places(&base.text, hedge.trim_end()) {
            let end = (at.start + hedge.len()).min(base.text.len());
            if base.text.is_char_boundary(end) {
                mutants.push(whole(base.with(Mistake::HedgeRemoved, at.start..end, instead)));
            }
        }
    }
    mutants
}

/// "Selon franceinfo, …" without its source.
fn attribution(base: &Base) -> Option<Mutant> {
    let opening = ATTRIBUTIONS.iter().find(|opening| base.text.starts_with(**opening))?;
    let end = if opening.ends_with("que ") { opening.len() } else { base.text.find(", ")? + 2 };
    let rest = &base.text[end..];
    let first = rest.chars().next()?;
    let capital: String = first.to_uppercase().collect();
    Some(whole(base.with(Mistake::HedgeRemoved, 0..end + first.len_utf8(), &capital)))
}

fn denials(base: &Base) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (before, after) in DENIALS {
        let Some(start) = base.text.find(before).filter(|&start| !joins(&base.text, start, before)) else { continue };
        let rest = start + before.len();
        let end = if after.is_empty() { Some(rest) } else { base.text[rest..].find(after).map(|at| rest + at) };
        let Some(end) = end else { continue };
        let verb = base.text[rest..end].to_owned();
        if verb.split_whitespace().count() <= 2 {
            mutants.push(whole(base.with(Mistake::NegationDropped, start..end + after.len(), &verb)));
        }
    }
    mutants
}

/// Whether a denial is only a part of a word: `ne` of `une`, `not` of `nothing`.
fn joins(text: &str, start: usize, denial: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let opens = denial.starts_with(' ') || denial.contains("n’t") || denial.contains("n't");
    (!opens && letter(text[..start].chars().next_back())) || (opens && letter(text[start + denial.len()..].chars().next()))
}

/// A claim is reported where it is made, not where its hedge was.
fn whole(mutant: Mutant) -> Mutant {
    Mutant { changed: 0..mutant.text.len(), ..mutant }
}
