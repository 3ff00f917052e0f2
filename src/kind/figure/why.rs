//! Why a figure reports nothing: the bound, the approximation or the range that holds the value, or what makes it somebody else's figure.

use std::collections::HashSet;

use super::judge::{Bound, Outcome};
use super::{Figures, Said};
use crate::finding::RuleId;
use crate::lexicon::{List, Owner};
use crate::prose::passage::Passage;
use crate::trace::Reason;

/// How a figure agrees.
pub(super) fn agrees(passage: &Passage<'_>, said: &Said) -> Reason {
    let marked = said.context.marked.map_or(0..0, |(from, until)| passage.span(from..until));
    match (said.outcome, said.context.bound) {
        (Outcome::Exact, _) => Reason::agrees("the value of the rule, or what its `rounding` and `tolerance` allow"),
        _ if said.ranged => Reason::agrees("the range holds the value"),
        (_, Bound::Lower) => Reason::agrees("the value does not lie below this bound").by(marked, "a lower bound"),
        (_, Bound::Upper) => Reason::agrees("the value does not lie above this bound").by(marked, "an upper bound"),
        (_, Bound::Exact) => Reason::agrees("near enough to the value for an approximation").by(marked, "marks it as approximate"),
    }
}

impl Figures<'_> {
    /// What a number says of the rules that do not report it.
    pub(super) fn explain(&self, passage: &Passage<'_>, said: &[Said], chosen: &[&Said]) {
        let is_chosen = |said: &Said| chosen.iter().any(|chosen| std::ptr::eq(*chosen, said));
        for one in said.iter().filter(|said| !is_chosen(said)) {
            // Another unit of the same rule stands at the number, and is told.
            if chosen.iter().any(|chosen| chosen.rule == one.rule) {
                continue;
            }
            passage.explain(one.rule, one.unit.span.clone(), || self.passed_over(passage, one, chosen));
        }
    }

    fn passed_over(&self, passage: &Passage<'_>, said: &Said, chosen: &[&Said]) -> Reason {
        let dossier = |said: &Said| self.rules.rule(said.rule).dossier;
        if let Some(apart) = &said.context.apart {
            let reason = Reason::passed_over(format!("{}: not the figure of the rule", apart.what.as_str()));
            return match apart.words {
                Some((from, until)) => reason.by(passage.span(from..until), "says so"),
                None => reason,
            };
        }
        if let Some(other) = chosen.iter().find(|chosen| dossier(chosen) == dossier(said)) {
            let code = &self.rules.rule(other.rule).code;
            return Reason::passed_over(format!("`{code}` takes this figure"));
        }
        match said.outcome {
            Outcome::Other => {
                let text = "another figure: its size is not between half and twice the value, and no single digit is wrong";
                Reason::passed_over(text)
            }
            _ if said.outcome.deviates() => Reason::passed_over("the sentence gives the value of the rule, or a nearer unit stands here"),
            _ => Reason::passed_over("another figure"),
        }
    }
}

/// Units at which no number stands.
pub(super) fn uncounted(passage: &Passage<'_>, counted: &HashSet<(RuleId, usize)>) {
    for hit in passage.hits() {
        let Owner::Rule(rule, List::Unit) = hit.owner else { continue };
        if !counted.contains(&(rule, hit.words.start)) {
            passage.explain(rule, passage.span(hit.words.clone()), || Reason::passed_over("no number is counted in this unit here"));
        }
    }
}
