//! A draft's given name that no source has, beside a family name that only one person of its sources has.

use std::collections::HashSet;

use super::near::{is_short_for, slips};
use super::pairs::{Groups, is_given_name};
use super::side::{Candidate, Difference};
use crate::discover::page::open;
use crate::discover::surroundings::plain_key;
use crate::discover::{DocId, Library};
use crate::prose::fold;

/// Letters of the shortest given name that is nobody's short one (`Bill`, `Jack`).
const SHORTEST: usize = 5;

/// People of a draft that are somebody else in its sources.
pub(super) fn candidates(groups: &Groups<'_>, draft: DocId, library: &impl Library) -> Vec<Candidate> {
    let mut found = Vec::new();
    for letters in groups.full.keys().filter(|letters| is_person(letters) && groups.documents(letters) == [draft]) {
        let [given, .., family] = &letters[..] else { continue };
        let others: Vec<&[&str]> = groups.relatives(family).filter(|other| *other != &letters[..]).collect();
        let [other] = others[..] else { continue };
        let full = |name: &str| name.chars().count() >= SHORTEST && !name.ends_with(['y', 'i']) && !name.ends_with("ie");
        let apart = is_person(other) && !groups.documents(other).contains(&draft) && slips(given, other[0]).is_none();
        if apart && full(given) && !is_short_for(given, other[0]) {
            found.push(groups.candidate(letters, other, Difference::Drafted));
        }
    }
    if !found.is_empty() {
        let known = words(library, draft);
        found.retain(|candidate| {
            candidate.sides.iter().any(|side| side.letters.first().is_some_and(|given| !known.contains(&fold::key(given))))
        });
    }
    found
}

fn is_person(letters: &[&str]) -> bool {
    (2..=3).contains(&letters.len()) && is_given_name(letters[0])
}

/// All words of the sources with a capital.
fn words(library: &impl Library, draft: DocId) -> HashSet<u64> {
    let mut known = HashSet::new();
    for doc in 0..draft {
        open(library, doc, |page| {
            let capitals = page.passage.words.iter().filter(|word| word.shape.is_capitalised());
            known.extend(capitals.map(|word| plain_key(page.passage.text, word)));
        });
    }
    known
}
