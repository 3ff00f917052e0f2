//! The baseline as a file: TOML, one entry a line, sorted, so that it reads and merges well in version control.

use std::fmt::Write as _;
use std::path::Path;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::Entry;
use crate::dossier::fields::{Field, Fields, Takes};
use crate::dossier::problem::Problem;
use crate::report::visible;
use crate::source::SourceFile;

/// The version of the format.
const VERSION: f64 = 1.0;

/// The first line: by it a walk knows the file, which holds words of drafts and is none.
pub const HEAD: &str = "# factlint baseline: findings accepted earlier, by fingerprint and count.";

/// How many characters of a draft an entry shows.
const SHOWN: usize = 60;

/// The keys of the file.
const FIELDS: &[Field] = &[
    Field::required("version", Takes::Count, "1"),
    Field::optional("findings", Takes::Tables, "one table for each accepted finding, `{ path = …, rule = …, … }`"),
];

/// The keys of an entry.
const ENTRY_FIELDS: &[Field] = &[
    Field::required("path", Takes::Text, "the draft, from the folder of the baseline"),
    Field::required("rule", Takes::Text, "the rule's code"),
    Field::required("deviation", Takes::Text, "how the mention departs from the canonical"),
    Field::required("fingerprint", Takes::Text, "the finding's fingerprint"),
    Field::required("count", Takes::Count, "how many times it is accepted"),
    Field::optional("text", Takes::Text, "the words of the draft, for people"),
];

/// Reads the entries of a baseline, with all mistakes.
pub(super) fn read(file: &SourceFile) -> (Vec<Entry>, Vec<Problem>) {
    let mut problems = Vec::new();
    // A byte order mark is read as spaces, so that every place is one of the file.
    let text = file.text().replacen('\u{feff}', "   ", usize::from(file.bom_len() > 0));
    let (root, errors) = DeTable::parse_recoverable(&text);
    for error in errors {
        let problem = Problem::new(format!("not valid TOML: {}", error.message()));
        problems.push(problem.at(file.name(), error.span().unwrap_or(0..0), "here"));
    }
    if !problems.is_empty() {
        return (Vec::new(), problems);
    }
    let fields = Fields::read(root.get_ref(), 0..0, "the baseline", file.name(), &[FIELDS], &mut problems);
    if let Some(version) = fields.number("version").filter(|version| version.value > VERSION) {
        let message = format!("the baseline is of version {}; this factlint reads version {VERSION}", version.value);
        problems.push(Problem::new(message).at(file.name(), version.span, "a later version").help("use a later factlint"));
    }
    let mut entries = Vec::new();
    match fields.get("findings").map(|list| (list.span(), list.get_ref().as_array())) {
        Some((_, Some(list))) => entries.extend(list.iter().filter_map(|item| entry(item, file, &mut problems))),
        Some((span, None)) => problems.push(Problem::new("`findings` of the baseline must be a list").at(file.name(), span, "no list")),
        None => {}
    }
    (entries, problems)
}

fn entry(item: &TomlSpanned<DeValue<'_>>, file: &SourceFile, problems: &mut Vec<Problem>) -> Option<Entry> {
    let Some(table) = item.get_ref().as_table() else {
        problems.push(Problem::new("an entry of the baseline must be a table").at(file.name(), item.span(), "no table"));
        return None;
    };
    let fields = Fields::read(table, item.span(), "an entry of the baseline", file.name(), &[ENTRY_FIELDS], problems);
    Some(Entry {
        path: fields.text("path")?.value,
        rule: fields.text("rule")?.value,
        fingerprint: fields.text("fingerprint")?.value,
        deviation: fields.text("deviation")?.value,
        count: fields.number("count")?.value as usize,
        text: fields.text("text").map(|text| text.value).unwrap_or_default(),
    })
}

/// The file of these entries, which are sorted. `path` is what the file is called in its own help.
pub(super) fn write(entries: &[Entry], path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut out =
        format!("{HEAD}\n# `factlint check --write-baseline {}` writes it anew.\nversion = {VERSION}\nfindings = [\n", one_line(&name));
    for Entry { path, rule, deviation, fingerprint, count, text } in entries {
        let (path, rule, text) = (visible::toml_string(path), visible::toml_string(rule), visible::toml_string(text));
        let (deviation, fingerprint) = (visible::toml_string(deviation), visible::toml_string(fingerprint));
        let text = if text == "\"\"" { String::new() } else { format!(", text = {text}") };
        let _ = writeln!(
            out,
            "  {{ path = {path}, rule = {rule}, deviation = {deviation}, fingerprint = {fingerprint}, count = {count}{text} }},"
        );
    }
    out + "]\n"
}

/// Words of a draft as an entry shows them: on one line, and no more than a few.
pub(super) fn shown(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, text: &str) -> Entry {
        let (rule, deviation, fingerprint) = ("typo.web".to_owned(), "typo".to_owned(), "00ff".to_owned());
        Entry { path: path.to_owned(), rule, fingerprint, deviation, count: 2, text: text.to_owned() }
    }

    #[test]
    fn what_is_written_is_read_again_whatever_the_words() {
        let odd = Entry { deviation: "ty\"po\\".to_owned(), fingerprint: "\"\n".to_owned(), ..entry("c", "") };
        let entries = [entry("a \"b\"\\é\n.txt", "le \u{202e}« web »\t\u{1b}"), entry("b", ""), odd];
        let text = write(&entries, Path::new("x/b.toml"));
        assert!(!text.contains(['\u{202e}', '\u{1b}', '\t']), "{text}");
        assert_eq!(text.lines().count(), 4 + entries.len() + 1, "one entry a line: {text}");
        let (read, problems) = read(&SourceFile::from_text("b.toml", text));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(read, entries);
    }

    #[test]
    fn every_mistake_has_its_place() {
        let text = "version = 2\nfindings = [7, { path = \"a\" }, { path = \"a\", rule = \"r\", deviation = \"d\", fingerprint = \"f\", count = 0 }]\nx = 1\n";
        let (_, problems) = read(&SourceFile::from_text("b.toml", text));
        assert!(problems.iter().all(|problem| problem.places.len() == 1), "{problems:?}");
        let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(said.len(), 8, "{said:?}");
        assert!(said.contains(&"an entry of the baseline has no `count`") && said.contains(&"the baseline has an unknown key `x`"));
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        assert_eq!(shown("le \n web"), "le web");
        assert_eq!(shown(&"é".repeat(99)).chars().count(), SHOWN + 1);
    }
}
