//! JSON Schemas of rule files and of `factlint.toml`, made from the tables of keys that read them: the two cannot drift apart.
//!
//! They are draft-07, which TOML editors understand. What only the reader knows stays with it: whether a source is named, a quote is in
//! it, a glob or a pattern is well formed.

use serde_json::{Map, Value, json};

use crate::config;
use crate::dossier::fields::{Field, Takes};
use crate::dossier::load::head::{DOSSIER_FIELDS, SOURCE_FIELDS};
use crate::dossier::load::rule::{EVIDENCE_FIELDS, RULE_FIELDS};
use crate::format::Format;
use crate::kind::KindName;
use crate::kind::protected::fact::SENSELESS;

/// The draft of JSON Schema.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// What a rule or a source may be called in its header: small letters, digits and hyphens.
const CODE: &str = r"^[-0-9\p{Ll}\p{Lo}\p{Lm}]+$";

/// A date, a month or a year; a TOML date may have a time behind it.
const DATE: &str = r"^[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2}([Tt ][0-9].*)?)?)?$";

/// A percentage, 0 or more.
const PERCENTAGE: &str = r"^\s*\+?([0-9]+\.?[0-9]*|\.[0-9]+)\s*%\s*$";

/// The schema of rule files.
pub fn rules() -> Value {
    let mut tables = Map::new();
    tables.insert("dossier".into(), described(table(&[DOSSIER_FIELDS]), "what holds for the whole file"));
    tables.insert("source".into(), described(named(table(&[SOURCE_FIELDS])), "documents, or only references, on which facts rest"));
    for kind in KindName::ALL {
        tables.insert(kind.as_str().into(), described(named(rule(kind)), about(kind)));
    }
    file("factlint rule file", "The facts of one story, with the sources that establish them.", tables)
}

/// The schema of `factlint.toml`.
pub fn config() -> Value {
    let Value::Object(table) = table(&[config::FIELDS]) else { return Value::Null };
    let Some(Value::Object(keys)) = table.get("properties").cloned() else { return Value::Null };
    file("factlint.toml", "What a project decides once; flags are stronger.", keys)
}

fn file(title: &str, about: &str, keys: Map<String, Value>) -> Value {
    json!({ "$schema": DRAFT, "title": title, "description": about, "type": "object", "additionalProperties": false, "properties": keys })
}

fn about(kind: KindName) -> &'static str {
    match kind {
        KindName::Typo => "real words in the wrong place",
        KindName::Name => "names of people, places, ships",
        KindName::Domain => "domain names",
        KindName::Term => "names of organisations and products, acronyms, terms",
        KindName::Figure => "numbers of something",
        KindName::Date => "when something took place",
        KindName::Quote => "words that may be quoted",
        KindName::Claim => "what is said, and what is known of it",
        KindName::Protected => "people who must not be named; `factlint protect` writes these tables",
    }
}

/// A table whose keys are names that the user chooses.
fn named(table: Value) -> Value {
    json!({ "type": "object", "propertyNames": { "pattern": CODE }, "additionalProperties": table })
}

fn rule(kind: KindName) -> Value {
    let mut schema = table(&[kind.fields(), RULE_FIELDS]);
    let one_of = |a: &str, b: &str| json!([{ "required": [a] }, { "required": [b] }]);
    match kind {
        KindName::Date => {
            schema["required"].as_array_mut().into_iter().for_each(|required| required.push("near".into()));
            schema["properties"]["near"] = described(texts(1), "the words of the event whose date this is");
        }
        KindName::Quote => schema["oneOf"] = one_of("source", "canonical"),
        KindName::Typo => schema["oneOf"] = one_of("wrong", "pattern"),
        KindName::Claim => {
            schema["if"] = json!({ "properties": { "status": { "const": "embargoed" } } });
            schema["then"] = json!({ "required": ["until"] });
            schema["else"] = json!({ "not": { "required": ["until"] } });
        }
        KindName::Protected => {
            let hash = json!({ "type": "string", "pattern": "^[0-9A-Fa-f]{32}$" });
            let keys = schema["properties"].as_object_mut();
            keys.into_iter().for_each(|keys| keys.retain(|key, _| !SENSELESS.iter().any(|(senseless, _)| senseless == key)));
            schema["properties"]["forms"]["items"] = hash.clone();
            schema["properties"]["key-check"] = described(hash, "tells whether a key is the one that the forms were made with");
        }
        KindName::Name | KindName::Domain | KindName::Term | KindName::Figure => {}
    }
    schema
}

/// A table with these keys and no others.
fn table(fields: &[&[Field]]) -> Value {
    let fields = || fields.iter().copied().flatten();
    let keys: Map<String, Value> = fields().map(|field| (field.key.to_owned(), described(value(field), field.doc))).collect();
    let required: Vec<&str> = fields().filter(|field| field.required).map(|field| field.key).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": keys, "required": required })
}

/// What the value of a key may be. A list that must be there must not be empty.
fn value(field: &Field) -> Value {
    let least = usize::from(field.required);
    let evidence = || table(&[EVIDENCE_FIELDS]);
    match field.takes {
        Takes::Text => text(),
        Takes::Texts => json!({ "type": "array", "items": text(), "minItems": least }),
        Takes::TextOrTexts => texts(least),
        Takes::Boolean => json!({ "type": "boolean" }),
        Takes::Count => json!({ "type": "integer", "minimum": 1 }),
        Takes::Number => json!({ "type": "number" }),
        Takes::Tolerance => json!({ "anyOf": [{ "type": "number", "minimum": 0 }, { "type": "string", "pattern": PERCENTAGE }] }),
        Takes::Date => date(),
        Takes::DateOrRange => {
            let range = json!({ "from": date(), "to": date() });
            json!({ "anyOf": [date(), { "type": "object", "additionalProperties": false, "properties": range, "required": ["from", "to"] }] })
        }
        Takes::Groups => {
            let group = json!({ "type": "array", "items": text(), "minItems": least });
            json!({ "type": "array", "items": group, "minItems": least })
        }
        Takes::Choice(words) => json!({ "enum": words }),
        Takes::Evidence => json!({ "anyOf": [evidence(), { "type": "array", "items": evidence() }] }),
        Takes::Tables => json!({ "type": "array", "items": { "type": "object" } }),
        Takes::Severities => json!({ "type": "object", "additionalProperties": { "enum": config::SEVERITIES } }),
        Takes::Views => json!({ "type": "array", "items": table(&[config::VIEW_FIELDS]) }),
        Takes::Format => json!({ "enum": Format::names() }),
        Takes::Silences => json!({ "type": "object", "additionalProperties": { "type": "array", "items": { "type": "string" } } }),
    }
}

fn described(mut schema: Value, about: &str) -> Value {
    schema["description"] = about.into();
    schema
}

/// A string that is not empty.
fn text() -> Value {
    json!({ "type": "string", "pattern": r"\S" })
}

/// A string that is not empty, or a list of such.
fn texts(least: usize) -> Value {
    json!({ "anyOf": [text(), { "type": "array", "items": text(), "minItems": least }] })
}

/// Programs that read TOML for a schema hand its dates over as strings.
fn date() -> Value {
    json!({ "type": "string", "pattern": DATE })
}
