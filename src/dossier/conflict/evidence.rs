//! Evidence that deviates from the very rule it is to establish: the rule or the passage is the wrong one.
//!
//! The words of the source are read as a draft by all rules of the run, so that what another rule knows is told apart; what the evidence's own
//! rule reports there counts, unless the passage says it right as well.

use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{canonical, folded, unsaid};
use crate::check::Checker;
use crate::dossier::problem::Problem;
use crate::dossier::{Content, Evidence, Rule, evidence};
use crate::finding::{DeviationName, Finding, Origin, RuleId, Severity};
use crate::kind::{Fact, KindName};
use crate::prose::words::{Word, words};

/// A doubt for every rule whose evidence says something else.
pub fn doubts(checker: &Checker<'_>) -> Vec<Problem> {
    let rules = checker.rules();
    let asked: Vec<(RuleId, &Rule)> = rules.iter().filter(|(_, rule)| !rule.evidence.is_empty() && is_asked(rule.kind())).collect();
    asked
        .into_par_iter()
        .flat_map_iter(|(id, rule)| {
            let contrary = rule.evidence.iter().filter_map(move |evidence| doubt(checker, id, rule, evidence));
            contrary.chain(unsaid::doubt(checker, id, rule))
        })
        .collect()
}

/// A source asserts a claim and has the slip of a typo; what it quotes has no marks in the rule file.
fn is_asked(kind: KindName) -> bool {
    !matches!(kind, KindName::Claim | KindName::Typo | KindName::Quote)
}

/// Evidence that a name has changed names the old one, and a source may round.
fn is_contrary(finding: &Finding) -> bool {
    let told = matches!(finding.deviation, DeviationName::Former | DeviationName::UnmarkedRounding);
    !told && finding.severity >= Severity::Warning
}

fn doubt(checker: &Checker<'_>, id: RuleId, rule: &Rule, evidence: &Evidence) -> Option<Problem> {
    let dossier = &checker.rules().dossiers[rule.dossier];
    let source = dossier.sources.get(evidence.source)?;
    let (file, span) = evidence.standing(source)?;
    let quote = &evidence.quote.as_ref()?.value;
    if says_canonical(&rule.fact, quote) {
        return None;
    }
    let (findings, stated) = checker.examine(quote);
    let mine = Origin::Rule(id);
    let right = stated.iter().any(|stated| stated.origin == mine && !stated.deviates);
    let finding = findings.iter().find(|finding| finding.origin == mine && is_contrary(finding)).filter(|_| !right)?;
    let message = format!("[{}] deviates from its own evidence", rule.code);
    let held = rule.fact.canonical().map_or("held true here".to_owned(), |canonical| format!("`{canonical}` is held true here"));
    let problem = Problem::new(message).about(Severity::Warning, &rule.code);
    let place = place(source.content.as_ref()?, span, quote, &finding.span);
    // The finding's own label says what the sources have, by the rule: it would be told of the source's own words.
    let shown = file.shown(place.clone());
    let said = format!("the source has `{}`", shown.split_whitespace().collect::<Vec<_>>().join(" "));
    let problem = problem.at(dossier.file.name(), canonical(rule), held).at(file.name(), place, said);
    Some(problem.help("correct the rule, or quote a passage that says what it holds true"))
}

/// Whether the passage has the canonical just as it is: nearly all evidence does, and need not be read by any rule.
fn says_canonical(fact: &Fact, quote: &str) -> bool {
    match fact {
        Fact::Name(name) => folded(quote).contains(&folded(&name.canonical.value)),
        Fact::Term(term) => term.expansion.is_empty() && term.gender.is_none() && folded(quote).contains(&folded(&term.canonical.value)),
        Fact::Domain(domain) => folded(quote).contains(&folded(&domain.canonical.value)),
        Fact::Figure(figure) => quote.chars().filter(char::is_ascii_digit).collect::<String>() == figure.written,
        _ => false,
    }
}

/// Where words of a quote stand in its source, `passage` being where the quote does: the passage has the words of the quote, one for one; all
/// of it, where they cannot be told apart.
fn place(content: &Content, passage: Range<usize>, quote: &str, span: &Range<usize>) -> Range<usize> {
    let mut said = Vec::new();
    words(quote, &mut said);
    let inside = |word: &Word| (word.start as usize) < span.end && span.start < word.end as usize;
    let first = said.iter().position(&inside);
    let last = said.iter().rposition(inside);
    first.zip(last).and_then(|(first, last)| evidence::part(content, &passage, first..last + 1)).unwrap_or(passage)
}
