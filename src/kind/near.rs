//! `near` and `unless-near`: the words that must stand in the sentence of a mention, and those that must not.

use std::ops::Range;

use crate::dossier::RuleSet;
use crate::finding::RuleId;
use crate::kind::KindName;
use crate::lexicon::{Hit, List};
use crate::prose::passage::Passage;
use crate::trace::Reason;

/// How many words of a list a reason names.
const NAMED: usize = 5;

/// Whether a rule's `near` and `unless-near` hold in the sentence of a byte.
pub(crate) fn holds(rules: &RuleSet, passage: &Passage<'_>, id: RuleId, byte: usize) -> bool {
    let rule = rules.rule(id);
    let needs_near = !rule.near.is_empty() && rule.kind() != KindName::Date;
    if !needs_near && rule.unless_near.is_empty() {
        return true;
    }
    (!needs_near || passage.near(id, List::Near, byte).any(|hit| !is_another(passage, hit)))
        && !passage.has_near(id, List::UnlessNear, byte)
}

/// `un autre A320`, `another A320`: that is not the one which the rule is about.
fn is_another(passage: &Passage<'_>, hit: &Hit) -> bool {
    let Some(before) = hit.words.start.checked_sub(1) else { return false };
    let joined = passage.gap_after(before).chars().all(char::is_whitespace);
    joined && passage.tables().any(|tables| tables.another.has_key(passage.words[before].key))
}

/// Says which of `near` and `unless-near` keeps a rule silent about words.
pub(crate) fn explain(rules: &RuleSet, passage: &Passage<'_>, id: RuleId, span: &Range<usize>) {
    passage.explain(id, span.clone(), || reason(rules, passage, id, span.start));
}

/// Which of the two it is, and by which words.
pub(crate) fn reason(rules: &RuleSet, passage: &Passage<'_>, id: RuleId, byte: usize) -> Reason {
    if let Some(hit) = passage.near(id, List::UnlessNear, byte).next() {
        return Reason::passed_over("a word of `unless-near` stands in its sentence")
            .by(passage.span(hit.words.clone()), "this word of `unless-near`");
    }
    if let Some(hit) = passage.near(id, List::Near, byte).next() {
        return Reason::passed_over("another of its sort is meant").by(passage.span(hit.words.clone()), "the word of `near`");
    }
    let words = rules.rule(id).near.iter().map(|word| word.value.as_str());
    Reason::passed_over(format!("no word of `near` stands in its sentence ({})", named(words)))
}

/// The first words of a list, as a reason names them.
pub(crate) fn named<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut words: Vec<String> = words.take(NAMED + 1).map(|word| format!("`{word}`")).collect();
    if words.len() > NAMED {
        words[NAMED] = "…".to_owned();
    }
    words.join(", ")
}
