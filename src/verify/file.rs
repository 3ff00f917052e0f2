//! A lock as a file: TOML, one entry a line, sorted, so that it reads and merges well in version control.

use std::fmt::Write as _;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::digest::Digest;
use super::lock::{EvidenceEntry, Lock, SourceEntry, Stood};
use crate::dossier::fields::{Field, Fields, Takes};
use crate::dossier::problem::Problem;
use crate::report::visible::toml_string;
use crate::source::SourceFile;

/// The version of the format.
const VERSION: f64 = 1.0;

/// What to do with a lock that cannot be read.
const RENEW: &str = "mend it, or delete it and let `factlint verify --update` write it anew";

/// The keys of the file.
const FIELDS: &[Field] = &[
    Field::required("version", Takes::Count, "1"),
    Field::optional("sources", Takes::Tables, "one table for each source, `{ dossier = …, source = …, path = …, size = …, sha256 = … }`"),
    Field::optional("evidence", Takes::Tables, "one table for each piece of evidence, `{ dossier = …, rule = …, source = …, … }`"),
];

/// The keys of a source.
const SOURCE_FIELDS: &[Field] = &[
    Field::required("dossier", Takes::Text, "the rule file, from the folder of the lock"),
    Field::required("source", Takes::Text, "the source's id"),
    Field::required("path", Takes::Text, "its file, from the folder of the lock"),
    Field::required("size", Takes::Number, "how many bytes the file has"),
    Field::required("sha256", Takes::Text, "the SHA-256 of its bytes"),
];

/// The keys of a piece of evidence. Where it did not stand, it has no place and no passage; where the rule gives none, no quote.
const EVIDENCE_FIELDS: &[Field] = &[
    Field::required("dossier", Takes::Text, "the rule file, from the folder of the lock"),
    Field::required("rule", Takes::Text, "the rule's code"),
    Field::required("source", Takes::Text, "the source's id"),
    Field::optional("line", Takes::Count, "where the passage stands"),
    Field::optional("column", Takes::Count, "where the passage stands, in characters"),
    Field::optional("passage", Takes::Text, "the hash of the passage's words"),
    Field::optional("quote", Takes::Text, "the hash of the rule's `quote` as it is written"),
];

/// Reads a lock, with all its mistakes.
pub fn read(file: &SourceFile) -> (Lock, Vec<Problem>) {
    let mut reader = Reader { file, problems: Vec::new() };
    // A byte order mark is read as spaces, so that every place is one of the file.
    let text = file.text().replacen('\u{feff}', "   ", usize::from(file.bom_len() > 0));
    let (root, errors) = DeTable::parse_recoverable(&text);
    for error in errors {
        let problem = Problem::new(format!("not valid TOML: {}", error.message()));
        reader.problems.push(problem.at(file.name(), error.span().unwrap_or(0..0), "here").help(RENEW));
    }
    let lock = if reader.problems.is_empty() { reader.lock(root.get_ref()) } else { Lock::default() };
    (lock, reader.problems)
}

struct Reader<'a> {
    file: &'a SourceFile,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn lock(&mut self, root: &DeTable<'_>) -> Lock {
        let version = root.get("version").and_then(|value| crate::dossier::fields::number(value.get_ref()).map(|n| (n, value.span())));
        if let Some((version, span)) = version.filter(|&(version, _)| version != VERSION) {
            // What another version means by its keys is not known: nothing more is said of them.
            let message = format!("the lock is of version {version}; this factlint reads version {VERSION}");
            self.problems.push(Problem::new(message).at(self.file.name(), span, "another version").help(RENEW));
            return Lock::default();
        }
        let fields = Fields::read(root, 0..0, "the lock", self.file.name(), &[FIELDS], &mut self.problems);
        let mut lock = Lock {
            sources: self.list(&fields, "sources", SOURCE_FIELDS, Self::source),
            evidence: self.list(&fields, "evidence", EVIDENCE_FIELDS, Self::evidence),
        };
        // A merge may leave entries in another order.
        lock.sort();
        lock
    }

    fn list<T>(&mut self, root: &Fields<'_>, key: &str, fields: &[Field], entry: impl Fn(&mut Self, &Fields<'_>) -> Option<T>) -> Vec<T> {
        let Some(value) = root.get(key) else {
            // A list may be empty; where there is none, the file was cut off.
            let problem = Problem::new(format!("the lock has no `{key}`"));
            self.problems.push(problem.at(self.file.name(), root.span.clone(), "missing here").help(RENEW));
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.report(value, &format!("`{key}` of the lock must be a list"), "no list");
            return Vec::new();
        };
        list.iter().filter_map(|item| self.table(item, fields).and_then(|fields| entry(self, &fields))).collect()
    }

    fn table<'t>(&mut self, item: &'t TomlSpanned<DeValue<'t>>, fields: &[Field]) -> Option<Fields<'t>> {
        let Some(table) = item.get_ref().as_table() else {
            self.report(item, "an entry of the lock must be a table", "no table");
            return None;
        };
        Some(Fields::read(table, item.span(), "an entry of the lock", self.file.name(), &[fields], &mut self.problems))
    }

    fn report(&mut self, value: &TomlSpanned<DeValue<'_>>, message: &str, label: &str) {
        self.problems.push(Problem::new(message).at(self.file.name(), value.span(), label).help(RENEW));
    }

    fn source(&mut self, fields: &Fields<'_>) -> Option<SourceEntry> {
        Some(SourceEntry {
            dossier: fields.text("dossier")?.value,
            source: fields.text("source")?.value,
            path: fields.text("path")?.value,
            digest: Digest { size: fields.number("size")?.value as u64, sha256: fields.text("sha256")?.value.to_lowercase() },
        })
    }

    fn evidence(&mut self, fields: &Fields<'_>) -> Option<EvidenceEntry> {
        let place = ["line", "column", "passage"];
        if place.iter().any(|key| fields.get(key).is_some())
            && let Some(wanting) = place.iter().find(|key| fields.get(key).is_none())
        {
            let message = format!("an entry of the lock has no `{wanting}`, and has others of {}", place.join(", "));
            self.problems.push(Problem::new(message).at(self.file.name(), fields.span.clone(), "missing here").help(RENEW));
        }
        let stood = || {
            let number = |key| fields.number(key).map(|number| number.value as usize);
            Some(Stood { line: number("line")?, column: number("column")?, passage: fields.text("passage")?.value })
        };
        Some(EvidenceEntry {
            dossier: fields.text("dossier")?.value,
            rule: fields.text("rule")?.value,
            source: fields.text("source")?.value,
            stood: stood(),
            quote: fields.text("quote").map(|quote| quote.value),
        })
    }
}

/// The file of a lock.
pub fn write(lock: &Lock) -> String {
    let mut out = String::from(
        "# factlint lock: the sources as they were, and where each piece of evidence stood in them.\n\
         # `factlint verify` holds them against this; `factlint verify --update` writes it anew.\n",
    );
    let _ = writeln!(out, "version = {VERSION}\nsources = [");
    for SourceEntry { dossier, source, path, digest } in &lock.sources {
        let (dossier, source, path, sha256) = (toml_string(dossier), toml_string(source), toml_string(path), toml_string(&digest.sha256));
        let _ = writeln!(out, "  {{ dossier = {dossier}, source = {source}, path = {path}, size = {}, sha256 = {sha256} }},", digest.size);
    }
    out.push_str("]\nevidence = [\n");
    for EvidenceEntry { dossier, rule, source, stood, quote } in &lock.evidence {
        let (dossier, rule, source) = (toml_string(dossier), toml_string(rule), toml_string(source));
        let _ = write!(out, "  {{ dossier = {dossier}, rule = {rule}, source = {source}");
        if let Some(Stood { line, column, passage }) = stood {
            let _ = write!(out, ", line = {line}, column = {column}, passage = {}", toml_string(passage));
        }
        if let Some(quote) = quote {
            let _ = write!(out, ", quote = {}", toml_string(quote));
        }
        out.push_str(" },\n");
    }
    out + "]\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_whatever_the_names() {
        let digest = Digest { size: 0, sha256: "00ff".to_owned() };
        let source =
            |path: &str| SourceEntry { dossier: "a\"\\.toml".into(), source: "s".into(), path: path.into(), digest: digest.clone() };
        let stood = Some(Stood { line: 3, column: 1, passage: "ab".into() });
        let evidence = |stood, quote| EvidenceEntry { dossier: "a".into(), rule: "name.é".into(), source: "s".into(), stood, quote };
        let mut lock = Lock {
            sources: vec![source("x\n\u{202e}.txt"), source("b")],
            evidence: vec![evidence(stood, Some("cd".to_owned())), evidence(None, None)],
        };
        lock.sort();
        let text = write(&lock);
        assert_eq!(text.lines().count(), 3 + 2 * 2 + 4, "one entry a line: {text}");
        let (read, problems) = read(&SourceFile::from_text("l", format!("\u{feff}{text}")));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(read, lock);
    }

    #[test]
    fn a_lock_that_was_cut_off_is_refused() {
        let source =
            SourceEntry { dossier: "d".into(), source: "s".into(), path: "p".into(), digest: Digest { size: 1, sha256: "00".into() } };
        let text = write(&Lock { sources: vec![source], evidence: Vec::new() });
        for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
            let (lock, problems) = read(&SourceFile::from_text("l", &text[..end]));
            // The last line break may be missing.
            assert!(!problems.is_empty() || end + 1 == text.len() && lock.sources.len() == 1, "{}", &text[..end]);
        }
    }

    #[test]
    fn every_mistake_has_its_place() {
        let text = "version = 1\nsources = [7, { dossier = \"a\" }]\nevidence = [{ dossier = \"a\", rule = \"r\", source = \"s\", line = 2 }]\nx = 1\n";
        let (_, problems) = read(&SourceFile::from_text("l", text));
        assert!(problems.iter().all(|problem| problem.places.len() == 1), "{problems:?}");
        assert_eq!(problems.len(), 1 + 1 + 4 + 1, "{problems:?}");
        let (_, problems) = read(&SourceFile::from_text("l", "version = 2\nfuture = 1\n"));
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(read(&SourceFile::from_text("l", "version = \n")).1.len(), 1);
        assert_eq!(read(&SourceFile::from_text("l", "")).1.len(), 3, "a lock has a version and two lists");
    }
}
