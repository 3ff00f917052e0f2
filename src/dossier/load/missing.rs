//! Evidence that is not in its source → a mistake that shows the nearest passage that is.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::dossier::problem::Problem;
use crate::dossier::{Evidence, EvidenceState, Rule, RuleSet, evidence};

/// A mistake for each such piece of evidence.
pub(super) fn problems(set: &RuleSet) -> Vec<Problem> {
    let evidence = set.rules.iter().flat_map(|rule| rule.evidence.iter().map(move |evidence| (rule, evidence)));
    let missing: Vec<(&Rule, &Evidence)> = evidence.filter(|(_, evidence)| evidence.state == EvidenceState::Missing).collect();
    missing.into_par_iter().filter_map(|(rule, evidence)| problem(set, rule, evidence)).collect()
}

fn problem(set: &RuleSet, rule: &Rule, evidence: &Evidence) -> Option<Problem> {
    let dossier = &set.dossiers[rule.dossier];
    let source = &dossier.sources[evidence.source];
    let (quote, content) = (evidence.quote.as_ref()?, source.content.as_ref()?);
    let message = format!("the evidence of [{}] is not in its source", rule.code);
    let label = format!("not in `{}` ({})", source.id, content.file.name());
    let problem = Problem::new(message).at(dossier.file.name(), quote.span.clone(), label);
    Some(match evidence::nearest(&quote.value, content) {
        Some(range) => problem.at(content.file.name(), range, "the nearest passage").help("quote the source's own words"),
        None => problem.note("no passage of the source is near to it").help("quote the source's own words, or name another source"),
    })
}

/// Puts the mistakes of rule files in the order of files and places.
pub(super) fn in_order(set: &RuleSet, problems: &mut [Problem]) {
    let file = |path: &str| set.dossiers.iter().position(|dossier| dossier.file.name() == path);
    problems.sort_by_cached_key(|problem| problem.places.first().map(|place| (file(&place.path), place.span.start)));
}
