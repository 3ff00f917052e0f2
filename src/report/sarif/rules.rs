//! The program and its rules as SARIF describes them: canonical, evidence, where the rule stands.

use serde_json::{Value, json};

use crate::dossier::{Evidence, Rule, RuleSet, Source};
use crate::finding::{BuiltIn, Origin, Severity};
use crate::kind::Fact;
use crate::report::markdown::escaped;

/// The program, with all rules of the run: first those of the dossiers, then what is built in.
pub(super) fn driver(rules: &RuleSet) -> Value {
    let dossiers = rules.rules.iter().map(|rule| descriptor(rules, rule));
    let mut driver = json!({
        "name": "factlint",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "shortDescription": {"text": env!("CARGO_PKG_DESCRIPTION")},
        "rules": dossiers.chain(BuiltIn::ALL.map(built_in)).collect::<Vec<_>>(),
    });
    // The page of the program, as soon as the manifest names one.
    if let Some(page) = [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")].into_iter().find(|page| !page.is_empty()) {
        driver["informationUri"] = json!(page);
    }
    driver
}

/// Where in [`driver`] the rule of a finding stands. Two dossiers may use the same code: the index tells them apart.
pub(super) fn index(rules: &RuleSet, origin: Origin) -> usize {
    origin.built_in().map_or_else(|id| id.0 as usize, |built_in| rules.rules.len() + built_in.index())
}

fn descriptor(rules: &RuleSet, rule: &Rule) -> Value {
    let dossier = &rules.dossiers[rule.dossier];
    let (kind, canonical) = (rule.kind().as_str(), rule.fact.canonical());
    let (line, file) = (dossier.file.position(rule.span.start).line, dossier.file.name());
    let short = match (&canonical, &rule.fact) {
        (Some(canonical), _) => format!("{kind}: {canonical}"),
        (None, Fact::Claim(claim)) => format!("{kind}: {} ({})", rule.code, claim.status.as_str()),
        (None, _) => format!("{kind}: {}", rule.code),
    };
    let mut help = vec![("rule", format!("{}, {file}:{line}", rule.code))];
    help.extend(canonical.as_ref().map(|canonical| ("canonical", canonical.clone())));
    help.extend(rule.evidence.iter().map(|evidence| ("evidence", passage(&dossier.sources[evidence.source], evidence))));
    let severity = rule.severity.unwrap_or(Severity::Error);
    let full = rule.message.clone().unwrap_or_else(|| format!("what a draft says differs from the {kind} that the sources establish"));
    let text = help.iter().map(|(what, said)| format!("{what}: {said}")).collect::<Vec<_>>().join("\n");
    let markdown = help.iter().map(|(what, said)| format!("- **{what}**: {}", escaped(said))).collect::<Vec<_>>().join("\n");
    json!({
        "id": rule.code,
        "shortDescription": {"text": short},
        "fullDescription": {"text": full},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": severity.as_str()},
        "properties": {"tags": [kind], "canonical": canonical, "dossier": file, "rule-line": line},
    })
}

/// The source, the place, and its words.
fn passage(source: &Source, evidence: &Evidence) -> String {
    match (evidence.standing(source), &evidence.quote) {
        (Some((file, span)), _) => {
            let (at, words) = (file.position(span.start), file.shown(span));
            format!("{}, {}:{}:{}: {}", source.title, file.name(), at.line, at.column, words)
        }
        (None, Some(quote)) => format!("{} (unchecked): {}", source.title, quote.value),
        (None, None) => format!("{} (not quoted)", source.title),
    }
}

fn built_in(BuiltIn { code, severity, what, help, .. }: &BuiltIn) -> Value {
    json!({
        "id": code,
        "shortDescription": {"text": what},
        "fullDescription": {"text": format!("{what}; built in")},
        "help": {"text": help, "markdown": help},
        "defaultConfiguration": {"level": severity.as_str()},
        "properties": {"tags": ["built-in"]},
    })
}
