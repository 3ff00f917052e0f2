//! The dossier as a file: its sources, and each rule with its evidence, its examples, and comments that say why.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use super::excerpt::{Excerpt, around};
use super::table::{Table, quoted, tables};
use super::trial::{Documents, holds, rules};
use super::{Chosen, Decision, Draft};
use crate::check::Checker;
use crate::discover::{DocId, Library, Side};
use crate::prose::fold;

/// Letters of the longest name of a table.
const LONGEST: usize = 40;

/// What a dossier says of a document that is one of its sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origins {
    /// What people call it.
    pub title: String,
    /// Its file, from the dossier's folder, with `/`.
    pub path: String,
    /// Its rank, where somebody gave it one.
    pub rank: Option<u32>,
}

/// A dossier in the making.
pub(super) struct Writer<'a, L> {
    library: &'a L,
    origins: &'a dyn Fn(DocId) -> Origins,
    /// The names of sources, by document.
    sources: BTreeMap<DocId, String>,
    /// Names of tables that are taken.
    taken: BTreeSet<String>,
    rules: String,
}

/// A rule that does what is wanted, and its examples.
struct Made {
    table: Table,
    valid: Option<String>,
    invalid: Vec<String>,
}

impl<'a, L: Library> Writer<'a, L> {
    pub(super) fn new(library: &'a L, origins: &'a dyn Fn(DocId) -> Origins) -> Self {
        Self { library, origins, sources: BTreeMap::new(), taken: BTreeSet::new(), rules: String::new() }
    }

    pub(super) fn write(mut self, decisions: &[Decision<'_>]) -> Draft {
        let codes: Vec<Option<String>> = decisions.iter().map(|decision| self.rule(decision)).collect();
        Draft { text: self.head(&codes) + &self.rules, codes }
    }

    fn head(&self, codes: &[Option<String>]) -> String {
        let mut head = String::from(
            "# Written by `factlint discover --draft`: what the documents disagree about, each with the side that is held true.\n",
        );
        head += "# Nobody has looked at it yet. What is `undecided` was taken because it stands first.\n";
        if codes.iter().any(Option::is_none) {
            head += "# Disagreements that no rule can hold are listed as comments where they would stand.\n";
        }
        for (doc, id) in &self.sources {
            let Origins { title, path, rank } = (self.origins)(*doc);
            let _ = write!(head, "\n[source.{id}]\ntitle = {}\npath = {}\n", quoted(&title), quoted(&path));
            if let Some(rank) = rank {
                let _ = writeln!(head, "rank = {rank}");
            }
        }
        head
    }

    /// Adds the rule of a decision, and returns its code.
    fn rule(&mut self, decision: &Decision<'_>) -> Option<String> {
        let documents = Documents::of(decision, self.library);
        let right = first(decision.right(), &documents);
        let made = right.as_ref().and_then(|(_, right)| make(decision, right, &documents));
        let one = decision.disagreement;
        let _ = write!(self.rules, "\n# Confidence {} %: {}.\n# {}\n", one.confidence, comment(&one.why.join("; ")), said(decision));
        let (Some(made), Some((doc, right))) = (made, right) else {
            let texts: Vec<String> = one.sides.iter().map(|side| format!("`{}`", comment(&side.text))).collect();
            let _ = writeln!(self.rules, "# No rule reports this and nothing else in these documents: {}.", texts.join(" or "));
            return None;
        };
        let source = self.source(doc);
        let id = self.name(made.table.kind.as_str(), &made.table.stem);
        let code = format!("{}.{id}", made.table.kind.as_str());
        let _ = write!(self.rules, "[{code}]\n{}", made.table.body());
        let _ = writeln!(self.rules, "evidence = {{ source = \"{source}\", quote = {} }}", quoted(&right.sentence));
        if let Some(valid) = &made.valid {
            let _ = writeln!(self.rules, "valid = [{}]", quoted(valid));
        }
        if !made.invalid.is_empty() {
            let _ = writeln!(self.rules, "invalid = {}", super::table::list(&made.invalid));
        }
        Some(code)
    }

    /// The name of a document's source.
    fn source(&mut self, doc: DocId) -> String {
        if let Some(known) = self.sources.get(&doc) {
            return known.clone();
        }
        let path = (self.origins)(doc).path;
        let stem = Path::new(&path).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let id = self.name("source", &stem);
        self.sources.insert(doc, id.clone());
        id
    }

    /// A name for a table that no other of its kind has.
    fn name(&mut self, kind: &str, words: &str) -> String {
        let plain = fold::strip(words);
        let parts: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
        let mut name = parts.join("-");
        name.truncate(LONGEST);
        let name = name.trim_end_matches('-');
        let name = if name.is_empty() { kind } else { name };
        let free = (1..).map(|n| if n == 1 { name.to_owned() } else { format!("{name}-{n}") });
        let chosen = free.into_iter().find(|name| !self.taken.contains(&format!("{kind}.{name}"))).unwrap_or_default();
        self.taken.insert(format!("{kind}.{chosen}"));
        chosen
    }
}

/// The first table that does what is wanted.
fn make(decision: &Decision<'_>, right: &Excerpt, documents: &Documents) -> Option<Made> {
    let others: Vec<Excerpt> = decision.wrong().filter_map(|side| Some(first(side, documents)?.1)).collect();
    tables(decision, right, &others).into_iter().find_map(|table| {
        let rules = rules(&table)?;
        let checker = Checker::new(&rules, jiff::civil::Date::ZERO);
        if !holds(&checker, decision, documents) {
            return None;
        }
        let passes = |text: &String| checker.check_example(text).is_empty();
        let valid = Some(right.sentence.clone()).filter(passes);
        let invalid = others.iter().map(|other| other.sentence.clone()).filter(|text| !passes(text)).collect();
        Some(Made { table, valid, invalid })
    })
}

/// What stands around the first place of a side that is prose, and in which document.
fn first(side: &Side, documents: &Documents) -> Option<(DocId, Excerpt)> {
    side.places.iter().find_map(|place| {
        let (file, document) = documents.get(place.doc)?;
        Some((place.doc, around(file, document, &place.span())?))
    })
}

fn said(decision: &Decision<'_>) -> String {
    let counts = decision.disagreement.sides.iter().map(|side| format!("`{}` in {}", comment(&side.text), side.documents));
    let counts = counts.collect::<Vec<_>>().join(", ");
    match decision.chosen {
        Chosen::Source => format!("The source is held true. Documents: {counts}."),
        Chosen::Rank(rank) => format!("The source of rank {rank} is held true. Documents: {counts}."),
        Chosen::Majority => format!("The majority is held true. Documents: {counts}."),
        Chosen::Undecided => format!("Undecided: look at it. Documents: {counts}."),
    }
}

/// Text that may stand in a comment of TOML: on one line, and without characters that are not allowed there.
fn comment(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}
