//! Ages of people: `Boualem Sansal, 75 ans, …` is no age of the person whom a rule's `near` names.

use std::ops::Range;

use super::context::{Apart, Other};
use crate::dossier::Rule;
use crate::finding::RuleId;
use crate::language::Language;
use crate::lexicon::List;
use crate::prose::passage::Passage;

/// The name right before a figure of years whose first word is `front`, its unit in `span`, where the rule names somebody and that is
/// nobody of it.
pub(super) fn somebody_elses(passage: &Passage<'_>, front: usize, span: &Range<usize>, (id, rule): (RuleId, &Rule)) -> Option<Apart> {
    let is_years = |at: usize| Language::ALL.iter().any(|language| language.tables().figure.ages.has_key(passage.words[at].key));
    let is_name = |at: usize| passage.words[at].shape.is_capitalised() && !passage.words[at].shape.has_digit();
    let names_somebody = rule.near.iter().any(|word| word.value.starts_with(char::is_uppercase));
    let last = front.checked_sub(1).filter(|&last| passage.gap_after(last).trim() == "," && is_name(last))?;
    if !names_somebody || !passage.words_in(span).any(is_years) {
        return None;
    }
    let first = (1..=last).rev().find(|&at| passage.gap_before(at) != " " || !is_name(at - 1)).unwrap_or(0);
    // A first name, or a place, alone may be anything.
    let full = last > first && !passage.opens_sentence(last);
    let own = passage.list(id, List::Near).iter().any(|hit| hit.words.start <= last && first < hit.words.end);
    (full && !own).then(|| Apart::by(Other::Whose)((first, last + 1)))
}
