//! A rule of a file → its table there, as it is written: header, keys, comments.
//!
//! The parser says where headers and values stand; nothing is told from the looks of a line, which may be one of a string.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Rule;
use crate::source::SourceFile;

/// A key as the parser gives it.
type Key<'t> = Spanned<Cow<'t, str>>;

/// A value as the parser gives it.
type Value<'t> = Spanned<DeValue<'t>>;

/// The header that begins a table, with its brackets; none where the table is written in another way (`a = { … }`, `a.canonical = …`).
pub fn header(key: &Key<'_>, table: &Value<'_>) -> Option<Range<usize>> {
    // A table with a header stands at it; one in braces stands behind its key, and one of dotted keys at the key itself.
    Some(table.span()).filter(|span| span.start < key.span().start)
}

/// The text of a rule's table, from its header or key to the end of its last line; none where the file is not the one the rule was read from.
pub fn text<'f>(file: &'f SourceFile, rule: &Rule) -> Option<&'f str> {
    let text = file.text().get(file.bom_len()..)?;
    let (root, _) = DeTable::parse_recoverable(text);
    let (kind, name) = rule.code.split_once('.')?;
    let (key, table) = root.get_ref().get(kind)?.get_ref().as_table()?.get_key_value(name)?;
    let start = start(key, table);
    // Tables inside of it may stand behind other tables of the file.
    let next = starts(root.get_ref()).filter(|&other| other > start).min().unwrap_or(text.len());
    let end = last(table).filter(|&end| end <= next).max().unwrap_or(key.span().end);
    let indent = text[..start].trim_end_matches([' ', '\t']).len();
    let start = if text[..indent].ends_with('\n') { indent } else { start };
    Some(&text[start..line_end(text, end)])
}

fn start(key: &Key<'_>, table: &Value<'_>) -> usize {
    header(key, table).unwrap_or(key.span()).start
}

/// Where the tables of a file begin: `[dossier]`, sources, rules.
fn starts<'t>(root: &'t DeTable<'t>) -> impl Iterator<Item = usize> + 't {
    root.iter().flat_map(|(key, value)| {
        let own = header(key, value).map(|header| header.start);
        let inner = value.get_ref().as_table().into_iter().flat_map(|group| group.iter());
        own.into_iter().chain(inner.filter(|(_, value)| value.get_ref().is_table()).map(|(key, table)| start(key, table)))
    })
}

/// Where a value and all that is in it end.
fn last<'t>(value: &'t Value<'t>) -> Box<dyn Iterator<Item = usize> + 't> {
    let own = std::iter::once(value.span().end);
    match value.get_ref() {
        DeValue::Table(table) => Box::new(own.chain(table.values().flat_map(last))),
        DeValue::Array(list) => Box::new(own.chain(list.iter().flat_map(last))),
        _ => Box::new(own),
    }
}

/// The end of the line, where nothing but a comment stands on the rest of it.
fn line_end(text: &str, end: usize) -> usize {
    let rest = text[end..].split(['\r', '\n']).next().unwrap_or_default();
    let is_over = rest.trim_start().is_empty() || rest.trim_start().starts_with('#');
    if is_over { end + rest.trim_end().len() } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::load::load;

    /// The text of a file's tables, and what the span of each rule shows.
    fn tables(dossier: &str) -> (Vec<String>, Vec<String>) {
        let (rules, problems) = load(vec![SourceFile::from_text("d.toml", dossier)]);
        assert!(problems.is_empty(), "{problems:?}");
        let file = &rules.dossiers[0].file;
        let texts = rules.rules.iter().map(|rule| text(file, rule).expect("it is there").to_owned());
        (texts.collect(), rules.rules.iter().map(|rule| file.slice(rule.span.clone()).to_owned()).collect())
    }

    #[test]
    fn a_table_is_shown_as_it_is_written() {
        let first = "[name.a] # the mayor\n# since 2020\ncanonical = \"Anna Berg\"\n\nvalid = [\"\"\"\n# Heading\n[name.b]\n\n  Anna Berg.\"\"\"] # so";
        let second = "  [ name.b ]\r\n  canonical = \"Bo Carr\"";
        let text = format!("\u{feff}# before\n{first}\n\n# next\n{second}\r\n\r\n[dossier]\r\ntitle = \"x\"\r\n");
        assert_eq!(tables(&text), (vec![first.to_owned(), second.to_owned()], vec!["name.a".to_owned(), "name.b".to_owned()]));
    }

    #[test]
    fn tables_without_a_header_begin_at_their_key() {
        let text = "[name]\na = { canonical = \"Anna Berg\" } # so\nb.canonical = \"Bo Carr\"\nb.fuzzy = false\n";
        let shown = ["a = { canonical = \"Anna Berg\" } # so", "b.canonical = \"Bo Carr\"\nb.fuzzy = false"].map(str::to_owned);
        assert_eq!(tables(text), (shown.to_vec(), vec!["a".to_owned(), "b".to_owned()]));
        let text = "name = { a = { canonical = \"Anna Berg\" }, b = { canonical = \"Bo Carr\" } }\n";
        assert_eq!(tables(text).0, ["a = { canonical = \"Anna Berg\" }", "b = { canonical = \"Bo Carr\" }"]);
        assert_eq!(tables("name.a.canonical = \"Anna Berg\"\n"), (vec!["a.canonical = \"Anna Berg\"".to_owned()], vec!["a".to_owned()]));
    }

    #[test]
    fn tables_inside_of_a_table_are_of_it() {
        let text = "[source.s]\n[name.a]\ncanonical = \"Anna Berg\"\n[[name.a.evidence]]\nsource = \"s\"\n\n[name.b]\ncanonical = \"Bo Carr\"\n[[name.a.evidence]]\nsource = \"s\"\n";
        assert_eq!(tables(text).0[0], "[name.a]\ncanonical = \"Anna Berg\"\n[[name.a.evidence]]\nsource = \"s\"");
    }
}
