//! Evidence that is not in its source → a mistake that shows which other source has it, or else the nearest passage.

use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::dossier::problem::Problem;
use crate::dossier::{Dossier, Evidence, EvidenceState, Rule, RuleSet, Source, evidence};

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
    if let Some((other, place)) = elsewhere(dossier, evidence.source, &quote.value) {
        let name = other.content.as_ref()?.file.name();
        let help = format!("name `{}` as its source, or quote the own words of `{}`", other.id, source.id);
        return Some(problem.at(name, place, format!("it stands in `{}`", other.id)).help(help));
    }
    Some(match evidence::nearest(&quote.value, content) {
        Some(range) => problem.at(content.file.name(), range, "the nearest passage").help("quote the source's own words"),
        None => problem.note("no passage of the source is near to it").help("quote the source's own words, or name another source"),
    })
}

/// Which of the dossier's other sources holds the quote, and where.
fn elsewhere<'d>(dossier: &'d Dossier, not: usize, quote: &str) -> Option<(&'d Source, Range<usize>)> {
    let others = dossier.sources.iter().enumerate().filter(|(index, _)| *index != not);
    others.map(|(_, other)| other).find_map(|other| Some((other, evidence::find(quote, other.content.as_ref()?)?)))
}

/// Puts the mistakes of rule files in the order of files and places.
pub(super) fn in_order(set: &RuleSet, problems: &mut [Problem]) {
    let file = |path: &str| set.dossiers.iter().position(|dossier| dossier.file.name() == path);
    problems.sort_by_cached_key(|problem| problem.places.first().map(|place| (file(&place.path), place.span.start)));
}

#[cfg(test)]
mod tests {
    use crate::dossier::load::load;
    use crate::source::SourceFile;

    /// The help and the last label for a quote that rests on the source `police`.
    fn told(quote: &str) -> (String, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("trust.txt", "Thieves entered the Pellow Gallery of the museum.\n");
        write("police.txt", "A burglary at the museum in the early hours.\n");
        let text = format!(
            "[source.trust]\npath = \"trust.txt\"\n[source.police]\npath = \"police.txt\"\n[source.other]\n\n[name.gallery]\n\
             canonical = \"Pellow Gallery\"\nevidence = {{ source = \"police\", quote = \"{quote}\" }}\n"
        );
        let (_, mut problems) = load(vec![SourceFile::from_text(folder.path().join("d.toml").display().to_string(), text)]);
        assert_eq!(problems.len(), 1, "{problems:?}");
        let mut problem = problems.remove(0);
        (problem.help.unwrap_or_default(), problem.places.pop().expect("a place").label)
    }

    #[test]
    fn a_quote_of_another_source_is_shown_there_and_any_other_with_the_nearest_passage() {
        let help = "name `trust` as its source, or quote the own words of `police`";
        assert_eq!(told("entered the Pellow Gallery"), (help.to_owned(), "it stands in `trust`".to_owned()));
        assert_eq!(told("A burglary at the Gallery"), ("quote the source's own words".to_owned(), "the nearest passage".to_owned()));
    }
}
