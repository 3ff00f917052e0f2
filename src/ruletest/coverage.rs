//! What the examples of a rule set reach, and what they leave out.

use super::Example;
use crate::dossier::RuleSet;
use crate::finding::{DeviationName, Origin, RuleId};

/// What of the rules the examples reach.
#[derive(Debug, Default)]
pub struct Coverage {
    /// How many deviations the rules may report, each counted for its rule.
    pub deviations: usize,
    /// What is not reached, in the order of the rules.
    pub gaps: Vec<Gap>,
}

impl Coverage {
    /// How many deviations some example of their own rule reaches.
    pub fn reached(&self) -> usize {
        self.deviations - self.gaps.iter().map(|gap| gap.missed.len()).sum::<usize>()
    }
}

/// A rule with something that no example of its own reaches.
#[derive(Debug)]
pub struct Gap {
    /// The rule.
    pub rule: RuleId,
    /// It has no example at all.
    pub bare: bool,
    /// The deviations that none of its examples shows.
    pub missed: Vec<DeviationName>,
}

/// Holds what these rules may report against what their examples showed. A rule that reports nothing needs no example.
pub fn coverage(set: &RuleSet, rules: &[RuleId], examples: &[Example<'_>]) -> Coverage {
    let mut coverage = Coverage::default();
    for &id in rules {
        let rule = set.rule(id);
        let may = rule.fact.deviations(&set.dossier(id).sources);
        let own = || examples.iter().filter(|example| example.rule == id).flat_map(|example| &example.findings);
        let shown = |name: &DeviationName| own().any(|finding| finding.origin == Origin::Rule(id) && finding.deviation == *name);
        coverage.deviations += may.len();
        let missed: Vec<DeviationName> = may.into_iter().filter(|name| !shown(name)).collect();
        if !missed.is_empty() {
            coverage.gaps.push(Gap { rule: id, bare: rule.valid.is_empty() && rule.invalid.is_empty(), missed });
        }
    }
    coverage
}
