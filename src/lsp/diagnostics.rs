//! Findings and problems → diagnostics of the protocol.

use lsp_types::{CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range, Uri};

use super::draft::Draft;
use super::folder::Folder;
use super::place::{Encoding, uri};
use crate::check::code;
use crate::dossier::RuleSet;
use crate::dossier::problem::Problem;
use crate::finding::{Finding, Origin, Severity};
use crate::source::SourceFile;

const SOURCE: &str = "factlint";

/// All findings of a draft.
pub(super) fn of_draft(draft: &Draft, rules: &RuleSet, encoding: Encoding) -> Vec<Diagnostic> {
    draft.findings.iter().map(|finding| of_finding(draft, finding, rules, encoding)).collect()
}

/// One finding, its further labels and its evidence as related places.
pub(super) fn of_finding(draft: &Draft, finding: &Finding, rules: &RuleSet, encoding: Encoding) -> Diagnostic {
    let label = finding.labels.first().map_or("", |label| &label.text);
    let mut message = finding.message.clone();
    for part in [label, finding.help.as_deref().unwrap_or_default()].into_iter().filter(|part| !part.is_empty()) {
        message.push('\n');
        message.push_str(part);
    }
    let further = finding.labels.iter().skip(1).map(|label| {
        let location = Location::new(draft.uri.clone(), encoding.range(&draft.file, &label.span));
        DiagnosticRelatedInformation { location, message: label.text.clone() }
    });
    let related: Vec<DiagnosticRelatedInformation> = further.chain(evidence(finding.origin, rules, encoding)).collect();
    Diagnostic {
        range: encoding.range(&draft.file, &finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(code(rules, finding).to_owned())),
        code_description: rule_place(finding.origin, rules).map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message,
        related_information: Some(related).filter(|related| !related.is_empty()),
        tags: None,
        data: None,
    }
}

/// The rule itself, as a link to its line.
fn rule_place(origin: Origin, rules: &RuleSet) -> Option<Uri> {
    let Origin::Rule(id) = origin else { return None };
    let file = &rules.dossier(id).file;
    let line = file.position(rules.rule(id).span.start).line;
    format!("{}#L{line}", uri(file.path())?.as_str()).parse().ok()
}

/// The passages that establish a rule, in their sources.
pub(super) fn evidence(origin: Origin, rules: &RuleSet, encoding: Encoding) -> Vec<DiagnosticRelatedInformation> {
    let Origin::Rule(id) = origin else { return Vec::new() };
    let sources = &rules.dossier(id).sources;
    let places = rules.rule(id).evidence.iter().filter_map(|evidence| {
        let source = &sources[evidence.source];
        let (file, span) = evidence.standing(source)?;
        let location = Location::new(uri(file.path())?, encoding.range(file, &span));
        Some(DiagnosticRelatedInformation { location, message: format!("established here ({})", source.title) })
    });
    places.collect()
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Note => DiagnosticSeverity::INFORMATION,
    }
}

/// A mistake of a rule file or configuration, with the URI of the file that it is in; the folder's own, where it has no place.
pub(super) fn of_problem(problem: &Problem, folder: &Folder, encoding: Encoding) -> Option<(Uri, Diagnostic)> {
    let located = problem.places.first().and_then(|place| Some((folder.file(&place.path)?, place)));
    let target = located.map_or_else(|| uri(&folder.root), |(file, _)| uri(file.path()))?;
    let range = located.map_or_else(Range::default, |(file, place)| encoding.range(file, &place.span));
    let related = problem.places.iter().skip(1).filter_map(|place| {
        let file = folder.file(&place.path)?;
        let location = Location::new(uri(file.path())?, encoding.range(file, &place.span));
        Some(DiagnosticRelatedInformation { location, message: place.label.clone() })
    });
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    let related_information = Some(related).filter(|related| !related.is_empty());
    Some((target, Diagnostic { related_information, ..mistake(problem, range) }))
}

/// A mistake of a rule file or configuration that is open, in the text that the editor has.
pub(super) fn of_mistake(problem: &Problem, file: &SourceFile, encoding: Encoding) -> Diagnostic {
    mistake(problem, problem.places.first().map_or_else(Range::default, |place| encoding.range(file, &place.span)))
}

fn mistake(problem: &Problem, range: Range) -> Diagnostic {
    let mut message = problem.message.clone();
    for part in problem.notes.iter().chain(&problem.help) {
        message.push('\n');
        message.push_str(part);
    }
    Diagnostic { range, severity: Some(DiagnosticSeverity::ERROR), source: Some(SOURCE.to_owned()), message, ..Diagnostic::default() }
}
