//! Rules: what all of them have, and their evidence.

use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use super::{Header, Reader};
use crate::dossier::fields::{Field, Fields, Takes};
use crate::dossier::problem::nearest;
use crate::dossier::{Evidence, EvidenceState, Rule, Source, evidence};
use crate::finding::Severity;
use crate::kind::{Fact, KindName, Reading};

/// The keys of every rule, whatever its kind.
pub const RULE_FIELDS: &[Field] = &[
    Field::optional("evidence", Takes::Evidence, "`{ source = \"…\", quote = \"…\" }`, or a list of such"),
    Field::optional("severity", Takes::Choice(&["error", "warning", "note"]), "in place of the deviation's own"),
    Field::optional("message", Takes::Text, "in place of the program's own"),
    Field::optional("help", Takes::Text, "in place of the program's own"),
    Field::optional("fix", Takes::Boolean, "false: what is right is said, and no fix is offered"),
    Field::optional("near", Takes::TextOrTexts, "one of these words must stand in the same sentence"),
    Field::optional("unless-near", Takes::TextOrTexts, "none of these words may stand in the same sentence"),
    Field::optional("valid", Takes::TextOrTexts, "texts that must pass"),
    Field::optional("invalid", Takes::TextOrTexts, "texts that must be reported"),
];

/// The keys of a piece of evidence.
pub const EVIDENCE_FIELDS: &[Field] = &[
    Field::required("source", Takes::Text, "one of the dossier's sources"),
    Field::optional("quote", Takes::Text, "its words that establish the rule"),
];

impl Reader<'_> {
    pub(super) fn rule(&mut self, kind: KindName, header: &Header<'_>, dossier: usize, sources: &[Source]) -> Rule {
        let code = format!("{}.{}", kind.as_str(), header.name);
        let what = format!("[{code}]");
        let fields = self.fields(header, &what, &[kind.fields(), RULE_FIELDS]);
        let (near, unless_near) = (fields.texts("near"), fields.texts("unless-near"));
        if kind == KindName::Date && near.is_empty() {
            let help = "add `near = […]`: the words of the event whose date this is";
            self.report(header.span.clone(), format!("{what} has no `near`"), "missing here", help);
        }
        for entry in near.iter().chain(&unless_near).filter(|entry| !entry.value.chars().any(char::is_alphanumeric)) {
            let message = format!("`{}` in {what} has no letter or digit", entry.value);
            self.report(entry.span.clone(), message, "never found", "give words");
        }
        let evidence = fields.get("evidence").map(|value| self.evidence(value, &what, sources)).unwrap_or_default();
        let fact = Fact::read(kind, &fields, &mut Reading { path: self.file.name(), what: &what, sources, problems: &mut self.problems });
        Rule {
            dossier,
            span: header.span.clone(),
            evidence,
            severity: fields.text("severity").and_then(|word| Severity::parse(&word.value)),
            message: fields.text("message").map(|text| text.value),
            help: fields.text("help").map(|text| text.value),
            fix: fields.boolean("fix").unwrap_or(true),
            near,
            unless_near,
            valid: fields.texts("valid"),
            invalid: fields.texts("invalid"),
            fact,
            code,
        }
    }

    /// All evidence of a rule, the highest rank first.
    fn evidence(&mut self, value: &TomlSpanned<DeValue<'_>>, what: &str, sources: &[Source]) -> Vec<Evidence> {
        let items: Vec<&TomlSpanned<DeValue<'_>>> = value.get_ref().as_array().map_or(vec![value], |list| list.iter().collect());
        let mut found: Vec<Evidence> = items.into_iter().filter_map(|item| self.passage(item, what, sources)).collect();
        found.sort_by_key(|evidence| sources[evidence.source].rank.unwrap_or(u32::MAX));
        found
    }

    fn passage(&mut self, value: &TomlSpanned<DeValue<'_>>, what: &str, sources: &[Source]) -> Option<Evidence> {
        let Some(table) = value.get_ref().as_table() else {
            let message = format!("`evidence` of {what} must be a table");
            self.report(value.span(), message, "no table", "write `{ source = \"…\", quote = \"…\" }`, or a list of such");
            return None;
        };
        let name = format!("the evidence of {what}");
        let fields = Fields::read(table, value.span(), &name, self.file.name(), &[EVIDENCE_FIELDS], &mut self.problems);
        let id = fields.text("source")?;
        let Some(source) = sources.iter().position(|source| source.id == id.value) else {
            let near = nearest(&id.value, sources.iter().map(|source| source.id.as_str()));
            let help = near.map_or(format!("add a table [source.{}]", id.value), |near| format!("did you mean `{near}`?"));
            self.report(id.span, format!("{what} names an unknown source `{}`", id.value), "no such source", help);
            return None;
        };
        let quote = fields.text("quote");
        let (Some(words), Some(content)) = (&quote, &sources[source].content) else {
            return Some(Evidence { source, quote, state: EvidenceState::Unchecked });
        };
        let state = evidence::find(&words.value, content).map_or(EvidenceState::Missing, EvidenceState::Stands);
        Some(Evidence { source, quote, state })
    }
}
