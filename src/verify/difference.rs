//! Two locks → how they differ, entry by entry.

use std::collections::BTreeMap;

use serde::Serialize;

use super::lock::{EvidenceEntry, Lock, SourceEntry};

/// How many digits of a hash are shown.
const SHOWN: usize = 12;

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is new.
    Added,
    /// It is there no more.
    Removed,
    /// It says something else.
    Changed,
}

impl Change {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// An entry of one lock that the other does not have, or has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What became of it.
    pub change: Change,
    /// The rule file, from the folder of the lock.
    pub dossier: String,
    /// The rule's code; none for the entry of a source.
    pub rule: Option<String>,
    /// The source's id.
    pub source: String,
    /// What the old lock says, in words.
    pub old: Option<String>,
    /// What the new lock says, in words.
    pub new: Option<String>,
}

/// Rule file, code and source.
type Key<'l> = (&'l str, Option<&'l str>, &'l str);

/// All differences: by rule file, the sources before the rules.
pub fn between(old: &Lock, new: &Lock) -> Vec<Difference> {
    let sources = paired(&old.sources, &new.sources, |entry| (&entry.dossier, None, &entry.source), |_, _| true);
    let same_quote = |old: &EvidenceEntry, new: &EvidenceEntry| old.quote == new.quote;
    let evidence = paired(&old.evidence, &new.evidence, |entry| (&entry.dossier, Some(&entry.rule), &entry.source), same_quote);
    let mut all: BTreeMap<Key<'_>, Vec<Difference>> = BTreeMap::new();
    for (key, old, new) in sources {
        all.entry(key).or_default().push(difference(key, old.map(source), new.map(source)));
    }
    for (key, old, new) in evidence {
        let requoted = old.zip(new).is_some_and(|(old, new)| old.quote != new.quote);
        let said = new.map(|new| place(new) + if requoted { ", quoted otherwise" } else { "" });
        all.entry(key).or_default().push(difference(key, old.map(place), said));
    }
    all.into_values().flatten().collect()
}

fn difference((dossier, rule, source): Key<'_>, old: Option<String>, new: Option<String>) -> Difference {
    let change = match (&old, &new) {
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
        _ => Change::Changed,
    };
    Difference { change, dossier: dossier.to_owned(), rule: rule.map(str::to_owned), source: source.to_owned(), old, new }
}

/// The entries that are not the same in both, each with its counterpart of the same key: one that `fits`, else the next.
fn paired<'l, T: PartialEq>(
    old: &'l [T],
    new: &'l [T],
    key: impl Fn(&'l T) -> Key<'l>,
    fits: impl Fn(&T, &T) -> bool,
) -> Vec<(Key<'l>, Option<&'l T>, Option<&'l T>)> {
    let mut groups: BTreeMap<Key<'_>, (Vec<&T>, Vec<&T>)> = BTreeMap::new();
    old.iter().for_each(|entry| groups.entry(key(entry)).or_default().0.push(entry));
    for entry in new {
        let (old, new) = groups.entry(key(entry)).or_default();
        match old.iter().position(|old| *old == entry) {
            Some(at) => drop(old.remove(at)),
            None => new.push(entry),
        }
    }
    let mut pairs = Vec::new();
    for (key, (mut old, new)) in groups {
        let mut fitting: Vec<Option<&T>> = Vec::new();
        for new in &new {
            fitting.push(old.iter().position(|old| fits(old, new)).map(|at| old.remove(at)));
        }
        let mut old = old.into_iter();
        for (new, fitting) in new.into_iter().zip(fitting) {
            pairs.push((key, fitting.or_else(|| old.next()), Some(new)));
        }
        pairs.extend(old.map(|old| (key, Some(old), None)));
    }
    pairs
}

fn source(entry: &SourceEntry) -> String {
    let hash: String = entry.digest.sha256.chars().take(SHOWN).collect();
    format!("{}, {} bytes, sha256 {hash}…", entry.path, entry.digest.size)
}

fn place(entry: &EvidenceEntry) -> String {
    entry.stood.as_ref().map_or_else(|| "no place".to_owned(), |stood| format!("{}:{}", stood.line, stood.column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::lock::Stood;

    fn entry(rule: &str, line: usize, quote: &str) -> EvidenceEntry {
        let stood = Some(Stood { line, column: 1, passage: "p".into() });
        EvidenceEntry { dossier: "d".into(), rule: rule.into(), source: "s".into(), stood, quote: Some(quote.into()) }
    }

    #[test]
    fn entries_are_paired_by_their_quotes_first() {
        let old = Lock { sources: vec![], evidence: vec![entry("a", 1, "x"), entry("a", 2, "y"), entry("b", 1, "x")] };
        let new = Lock { sources: vec![], evidence: vec![entry("a", 1, "z"), entry("a", 3, "y"), entry("c", 1, "x")] };
        let all = between(&old, &new);
        let said: Vec<_> = all.iter().map(|d| (d.change.as_str(), d.rule.as_deref(), d.old.as_deref(), d.new.as_deref())).collect();
        let wanted = [
            ("changed", Some("a"), Some("1:1"), Some("1:1, quoted otherwise")),
            ("changed", Some("a"), Some("2:1"), Some("3:1")),
            ("removed", Some("b"), Some("1:1"), None),
            ("added", Some("c"), None, Some("1:1")),
        ];
        assert_eq!(said, wanted);
        assert!(between(&old, &old).is_empty());
    }
}
