//! Rule files → a rule set, and all their mistakes.
//!
//! TOML becomes tables in the order of the file; `[dossier]` and the sources are read first ([`head`]), then the rules, which refer to them
//! ([`rule`]); evidence that is not in its source is shown in the source that has it, or with the nearest passage (`missing`).
//! A mistake never hides another.

pub mod head;
mod missing;
mod parts;
pub mod rule;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::conflict::{Conflicts, conflicts};
use super::fields::{Field, Fields};
use super::problem::{Problem, nearest};
use super::{Dossier, EvidenceState, Rule, RuleSet, Source, syntax, table};
use crate::format::Formats;
use crate::kind::KindName;
use crate::source::SourceFile;
use parts::Parsed;

/// Reads rule files. The rule set is valid if there are no problems; with problems it holds what could be read.
pub fn load(files: Vec<SourceFile>) -> (RuleSet, Vec<Problem>) {
    load_with(files, &Formats::default())
}

/// The same with sources in the formats of a configuration.
pub fn load_with(files: Vec<SourceFile>, formats: &Formats) -> (RuleSet, Vec<Problem>) {
    let (mut set, mut problems) = read_with(files, formats);
    let missing = missing::problems(&set);
    if !missing.is_empty() {
        problems.extend(missing);
        missing::in_order(&set, &mut problems);
        set.rules.iter_mut().for_each(|rule| rule.evidence.retain(|evidence| evidence.state != EvidenceState::Missing));
    }
    (set, problems)
}

/// The same, but evidence that is not in its source is no mistake: it is kept as [`EvidenceState::Missing`].
pub fn read_with(files: Vec<SourceFile>, formats: &Formats) -> (RuleSet, Vec<Problem>) {
    let mut set = RuleSet::default();
    let mut problems = Vec::new();
    for (index, file) in files.into_iter().enumerate() {
        let (dossier, rules, mut mistakes) = one(file, index, formats);
        set.dossiers.push(dossier);
        if set.rules.is_empty() {
            set.rules = rules;
        } else {
            set.rules.extend(rules);
        }
        mistakes.sort_by_key(|problem| problem.places.first().map(|place| place.span.start));
        problems.append(&mut mistakes);
    }
    (set, problems)
}

/// A rule file being read.
struct Reader<'a> {
    file: &'a SourceFile,
    formats: &'a Formats,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Reports a mistake at a place of the file.
    fn report(&mut self, span: Range<usize>, message: impl Into<String>, label: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(message).at(self.file.name(), span, label).help(help));
    }

    /// Checks a table against what it may hold.
    fn fields<'t>(&mut self, header: &Header<'t>, what: &str, fields: &[&[Field]]) -> Fields<'t> {
        Fields::read(header.table, header.span.clone(), what, self.file.name(), fields, &mut self.problems)
    }
}

/// A table with its header `[kind.name]`.
struct Header<'t> {
    name: String,
    /// The header's text, brackets left out.
    span: Range<usize>,
    table: &'t DeTable<'t>,
}

/// The tables of a rule file, sources and rules by their place.
#[derive(Default)]
struct Tables<'t> {
    dossier: Option<Header<'t>>,
    sources: BTreeMap<usize, Header<'t>>,
    rules: BTreeMap<usize, (KindName, Header<'t>)>,
}

/// Reads one file, which is the rule set's dossier of that index.
fn one(file: SourceFile, index: usize, formats: &Formats) -> (Dossier, Vec<Rule>, Vec<Problem>) {
    // A byte order mark is read as spaces, so that every place is one of the file.
    let text = match file.bom_len() {
        0 => Cow::Borrowed(file.text()),
        mark => Cow::Owned(" ".repeat(mark) + &file.text()[mark..]),
    };
    let mut reader = Reader { file: &file, formats, problems: Vec::new() };
    let parts = parts::of(&text);
    let roots = parts::parse(&parts);
    let whole;
    let mut broken = Vec::new();
    let tables = match roots.as_deref().and_then(|roots| reader.together(roots)) {
        Some(tables) => tables,
        None => {
            whole = DeTable::parse_recoverable(&text);
            broken.extend(whole.1.iter().map(|error| syntax::problem(error, file.name(), &text)));
            reader.whole(&whole)
        }
    };
    let head = reader.head(tables.dossier.as_ref());
    let sources: Vec<Source> = tables.sources.values().map(|header| reader.source(header)).collect();
    let rules = reader.rules(&tables, index, &sources);
    let mut problems = reader.problems;
    let Conflicts { mistakes, doubts } = conflicts(&file, &rules);
    problems.extend(mistakes);
    // What stands there instead of a value is no value of the wrong type.
    problems.retain(|problem| !broken.iter().any(|broken| place(broken) == place(problem)));
    problems.extend(broken);
    let head::Head { title, language, about, applies_to } = head;
    (Dossier { file, title, language, about, applies_to, sources, doubts }, rules, problems)
}

/// Where a problem is.
fn place(problem: &Problem) -> Option<&Range<usize>> {
    problem.places.first().map(|place| &place.span)
}

impl Reader<'_> {
    /// All rules, in the order of the file. They do not depend on one another: there may be thousands, and they are read at the same time.
    fn rules(&mut self, tables: &Tables<'_>, dossier: usize, sources: &[Source]) -> Vec<Rule> {
        let headers: Vec<&(KindName, Header<'_>)> = tables.rules.values().collect();
        let read = headers.into_par_iter().map(|(kind, header)| {
            let mut reader = Reader { file: self.file, formats: self.formats, problems: Vec::new() };
            (reader.rule(*kind, header, dossier, sources), reader.problems)
        });
        let (rules, problems): (Vec<Rule>, Vec<Vec<Problem>>) = read.unzip();
        self.problems.extend(problems.into_iter().flatten());
        rules
    }

    /// The tables of a file's parts; none where anything is wrong in one.
    fn together<'t>(&mut self, roots: &'t [TomlSpanned<DeTable<'t>>]) -> Option<Tables<'t>> {
        let mut tables = Tables::default();
        roots.iter().for_each(|root| self.tables(root.get_ref(), &mut tables));
        let is_right = self.problems.is_empty();
        self.problems.clear();
        is_right.then_some(tables)
    }

    /// The tables of a whole file, as far as it could be parsed.
    fn whole<'t>(&mut self, (root, _): &'t Parsed<'t>) -> Tables<'t> {
        let mut tables = Tables::default();
        self.tables(root.get_ref(), &mut tables);
        tables
    }

    fn tables<'t>(&mut self, root: &'t DeTable<'t>, tables: &mut Tables<'t>) {
        for (key, value) in root {
            let name = key.get_ref().as_ref();
            let kind = KindName::parse(name);
            match value.get_ref().as_table() {
                Some(table) if name == "dossier" => tables.dossier = Some(Header { name: name.to_owned(), span: value.span(), table }),
                Some(group) if name == "source" || kind.is_some() => {
                    for header in group.iter().filter_map(|(id, table)| self.header(name, id, table)) {
                        match kind {
                            Some(kind) => drop(tables.rules.insert(header.span.start, (kind, header))),
                            None => drop(tables.sources.insert(header.span.start, header)),
                        }
                    }
                }
                Some(_) => self.unknown_kind(key),
                None => self.report(
                    key.span(),
                    format!("unknown key `{name}`"),
                    "stands in no table",
                    "keys stand in [dossier], in a [source.…] or in a rule",
                ),
            }
        }
    }

    fn unknown_kind(&mut self, key: &TomlSpanned<Cow<'_, str>>) {
        let name = key.get_ref().as_ref();
        let all = "a table is [dossier], [source.…] or one of the kinds name, domain, term, figure, date, quote, typo, claim, protected";
        let near = nearest(name, KindName::ALL.into_iter().map(KindName::as_str).chain(["source", "dossier"]));
        let help = near.map_or(all.to_owned(), |near| format!("did you mean `{near}`?"));
        self.report(key.span(), format!("unknown kind `{name}`"), "no such kind", help);
    }

    fn header<'t>(&mut self, kind: &str, id: &TomlSpanned<Cow<'_, str>>, table: &'t TomlSpanned<DeValue<'t>>) -> Option<Header<'t>> {
        let name = id.get_ref().as_ref();
        let Some(inner) = table.get_ref().as_table() else {
            let help = format!("name the rule in its header: [{kind}.some-name]");
            self.report(id.span(), format!("`{name}` of [{kind}] is no table"), "a value, not a table", help);
            return None;
        };
        let kebab = !name.is_empty() && name.chars().all(|c| c == '-' || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_uppercase()));
        if !kebab {
            let help = format!("write it in small letters and hyphens: [{kind}.{}]", name.to_lowercase().replace([' ', '_', '.'], "-"));
            self.report(id.span(), format!("`{kind}.{name}` is no code"), "not kebab-case", help);
        }
        // The key's place is that of the name alone; the header's words begin behind its bracket.
        let words = table::header(id, table).map(|header| header.start + 1..id.span().end);
        let words = words.map(|words| words.end - self.file.text()[words.clone()].trim_start().len()..words.end);
        Some(Header { name: name.to_owned(), span: words.unwrap_or(id.span()), table: inner })
    }
}
