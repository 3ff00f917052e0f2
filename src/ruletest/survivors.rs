//! Slips made on purpose in a rule's own texts, and which of them nobody reports.

use std::collections::HashMap;
use std::ops::Range;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::check::Checker;
use crate::dossier::RuleSet;
use crate::finding::{DeviationName, Finding, Origin, RuleId};
use crate::kind::KindName;
use crate::mutate::{Mutant, Mutator};

/// How the mutants of a rule set fared.
#[derive(Debug, Default)]
pub struct Mutation {
    /// How many were made.
    pub mutants: usize,
    /// Those that were not reported, by rule and place.
    pub survivors: Vec<Survivor>,
}

/// A mutant that was not reported.
#[derive(Debug)]
pub struct Survivor {
    /// The rule that should have reported it.
    pub rule: RuleId,
    /// What was changed, and where.
    pub mutant: Mutant,
}

/// Makes the mutants of these rules and checks each. What is reported before anything is changed says nothing: no mutant is made of it.
pub fn survivors(checker: &Checker<'_>, rules: &[RuleId]) -> Mutation {
    let mutator = Mutator::new(checker.rules());
    let each: Vec<(usize, Vec<Survivor>)> = rules.par_iter().map(|&id| of_rule(checker, &mutator, id)).collect();
    let mutants = each.iter().map(|(made, _)| made).sum();
    Mutation { mutants, survivors: each.into_iter().flat_map(|(_, survivors)| survivors).collect() }
}

fn of_rule(checker: &Checker<'_>, mutator: &Mutator<'_>, id: RuleId) -> (usize, Vec<Survivor>) {
    let set = checker.rules();
    let mut clean: HashMap<String, bool> = HashMap::new();
    let mut made = mutator.mutants(id);
    made.retain(|mutant| {
        *clean.entry(mutant.base.clone()).or_insert_with(|| {
            let findings = checker.check_example(&mutant.base);
            !findings.iter().any(|finding| kills(set, id, finding))
        })
    });
    let count = made.len();
    made.retain(|mutant| {
        let findings = checker.check_example(&mutant.text);
        !findings.iter().any(|finding| kills(set, id, finding) && touches(&finding.span, &mutant.changed))
    });
    (count, made.into_iter().map(|mutant| Survivor { rule: id, mutant }).collect())
}

/// Whether a finding is what the slip should lead to: of the rule, or for names, which may share a family name, of any of them.
fn kills(set: &RuleSet, id: RuleId, finding: &Finding) -> bool {
    let Origin::Rule(origin) = finding.origin else { return false };
    let names = set.rule(id).kind() == KindName::Name && set.rule(origin).kind() == KindName::Name;
    (origin == id || names) && finding.deviation != DeviationName::Hedged
}

/// Whether two stretches overlap or meet: where something was left out, nothing is there to overlap.
fn touches(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start <= b.end && b.start <= a.end
}
