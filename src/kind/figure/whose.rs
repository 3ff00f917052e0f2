//! Ages of people: `Boualem Sansal, 75 ans, …` is no age of the person whom a rule's `near` names.

use std::ops::Range;

use super::context::{Apart, Other};
use crate::dossier::Rule;
use crate::finding::RuleId;
use crate::kind::name::sorts::Sorts;
use crate::language::Language;
use crate::lexicon::List;
use crate::prose::fold;
use crate::prose::passage::Passage;

/// Letters by which the name of a rule may be misspelled.
const SLIP: usize = 2;

/// The name right before a figure of years whose first word is `front`, its unit in `span`, where the rule names somebody and that is
/// nobody of it.
pub(super) fn somebody_elses(passage: &Passage<'_>, front: usize, span: &Range<usize>, (id, rule): (RuleId, &Rule)) -> Option<Apart> {
    let last = front.checked_sub(1).filter(|&last| passage.gap_after(last).trim() == "," && is_name(passage, last))?;
    let names_somebody = rule.near.iter().any(|word| word.value.starts_with(char::is_uppercase));
    if !names_somebody || !is_age(passage, span) {
        return None;
    }
    let beside = |at: usize| passage.gap_before(at).chars().all(char::is_whitespace) && is_name(passage, at - 1);
    let first = (1..=last).rev().find(|&at| !beside(at)).unwrap_or(0);
    let own = passage.list(id, List::Near).iter().any(|hit| hit.words.start <= last && first < hit.words.end);
    // A first name, or a place, alone may be anything.
    (last > first && !own && !is_misspelled(passage, last, rule)).then(|| Apart::by(Other::Whose)((first, last + 1)))
}

/// A part of somebody's name: a given name, or no word that is anything else.
fn is_name(passage: &Passage<'_>, at: usize) -> bool {
    let word = &passage.words[at];
    let sorts = Sorts::of(fold::key(&fold::strip(word.text(passage.text))));
    word.shape.is_capitalised() && !word.shape.has_digit() && (sorts.has(Sorts::GIVEN) || !sorts.has(Sorts::ORDINARY))
}

/// Years that nothing follows of which they are: `25 ans de réclusion`, `25 years of exclusive use`.
fn is_age(passage: &Passage<'_>, span: &Range<usize>) -> bool {
    let words = passage.words_in(span);
    let is_years = |at: usize| Language::ALL.iter().any(|language| language.tables().figure.ages.has_key(passage.words[at].key));
    let follows = passage.words.get(words.end).filter(|_| passage.gap_before(words.end).chars().all(char::is_whitespace));
    let belongs = follows.is_some_and(|next| passage.tables().any(|tables| tables.prepositions.has_key(next.key)));
    words.into_iter().any(is_years) && !belongs
}

/// Whether a word is nearly one that the rule names somebody by.
fn is_misspelled(passage: &Passage<'_>, at: usize, rule: &Rule) -> bool {
    let written = passage.word(at).to_lowercase();
    let words = rule.near.iter().flat_map(|near| near.value.split_whitespace());
    words.filter(|word| word.starts_with(char::is_uppercase)).any(|word| strsim::osa_distance(&word.to_lowercase(), &written) <= SLIP)
}
