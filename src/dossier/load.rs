//! Rule files → a rule set, and all their mistakes.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobSetBuilder};
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::fields::{Field, Fields, Takes};
use super::problem::{Problem, nearest};
use super::{Content, Dossier, Evidence, EvidenceState, Rule, RuleSet, Source, evidence};
use crate::finding::Severity;
use crate::format::Format;
use crate::kind::{Fact, KindName, Reading};
use crate::language::Language;
use crate::source::SourceFile;

/// The keys of `[dossier]`.
pub const DOSSIER_FIELDS: &[Field] = &[
    Field::optional("title", Takes::Text, "what the story is, for people"),
    Field::optional("language", Takes::Choice(&["fr", "en"]), "the language of the facts' words"),
    Field::optional("about", Takes::TextOrTexts, "rules that read common words apply only to drafts that mention one of these"),
    Field::optional("applies-to", Takes::TextOrTexts, "only these files, as globs"),
];

/// The keys of `[source.…]`.
pub const SOURCE_FIELDS: &[Field] = &[
    Field::optional("title", Takes::Text, "what people call the source"),
    Field::optional("date", Takes::Date, "when it was published"),
    Field::optional("path", Takes::Text, "its file, relative to the rule file"),
    Field::optional("url", Takes::Text, "where it can be read; never fetched"),
    Field::optional("rank", Takes::Count, "1 is the highest authority"),
    Field::optional("cited-as", Takes::TextOrTexts, "how drafts attribute to it"),
    Field::optional("complete", Takes::Boolean, "whatever is attributed to it must be in it"),
];

/// The keys of every rule, whatever its kind.
pub const RULE_FIELDS: &[Field] = &[
    Field::optional("evidence", Takes::Evidence, "`{ source = \"…\", quote = \"…\" }`, or a list of such"),
    Field::optional("severity", Takes::Choice(&["error", "warning", "note"]), "in place of the deviation's own"),
    Field::optional("message", Takes::Text, "in place of the program's own"),
    Field::optional("help", Takes::Text, "in place of the program's own"),
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

/// Reads rule files. The rule set is valid if there are no problems; with problems it holds what could be read.
pub fn load(files: Vec<SourceFile>) -> (RuleSet, Vec<Problem>) {
    let mut set = RuleSet::default();
    let mut problems = Vec::new();
    for file in files {
        let dossier = set.dossiers.len();
        let (read, rules) = one(file, dossier, &mut problems);
        set.dossiers.push(read);
        set.rules.extend(rules);
    }
    (set, problems)
}

/// The tables of a rule file as they stand: what is read first, so that rules can refer to sources.
struct Tables<'t> {
    dossier: Option<(Range<usize>, &'t DeTable<'t>)>,
    /// By their place in the file.
    sources: BTreeMap<usize, Header<'t>>,
    rules: BTreeMap<usize, (KindName, Header<'t>)>,
}

/// A table `[kind.name]`.
struct Header<'t> {
    name: String,
    /// The header's text, brackets left out.
    span: Range<usize>,
    table: &'t DeTable<'t>,
}

fn one(file: SourceFile, index: usize, problems: &mut Vec<Problem>) -> (Dossier, Vec<Rule>) {
    let from = problems.len();
    // A byte order mark is read as spaces, so that every place is one of the file.
    let text = file.text().replacen('\u{feff}', &" ".repeat(file.bom_len()), usize::from(file.bom_len() > 0));
    let (root, errors) = DeTable::parse_recoverable(&text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        problems.push(Problem::new(format!("not valid TOML: {}", error.message())).at(file.name(), span, "here"));
    }
    let tables = sort(root.get_ref(), &file, problems);
    let (head, ids) = (dossier_head(&tables, &file, problems), source_ids(&tables));
    let sources: Vec<Source> = tables.sources.values().map(|header| source(header, &file, problems)).collect();
    let rules: Vec<Rule> =
        tables.rules.values().map(|(kind, header)| rule(*kind, header, index, &file, &ids, &sources, problems)).collect();
    aliases(&rules, &file, problems);
    let mut mine: Vec<Problem> = problems.drain(from..).collect();
    mine.sort_by_key(|problem| problem.places.first().map(|place| place.span.start));
    problems.append(&mut mine);
    (Dossier { sources, ..head.finish(file) }, rules)
}

fn sort<'t>(root: &'t DeTable<'t>, file: &SourceFile, problems: &mut Vec<Problem>) -> Tables<'t> {
    let mut tables = Tables { dossier: None, sources: BTreeMap::new(), rules: BTreeMap::new() };
    for (key, value) in root {
        let name = key.get_ref().as_ref();
        let kind = KindName::parse(name);
        match value.get_ref().as_table() {
            Some(table) if name == "dossier" => tables.dossier = Some((value.span(), table)),
            Some(group) if name == "source" || kind.is_some() => {
                for (id, table) in group {
                    let Some(header) = header(name, id, table, file, problems) else { continue };
                    match kind {
                        Some(kind) => drop(tables.rules.insert(header.span.start, (kind, header))),
                        None => drop(tables.sources.insert(header.span.start, header)),
                    }
                }
            }
            Some(_) => {
                let known = KindName::ALL.into_iter().map(KindName::as_str).chain(["source", "dossier"]);
                let help = nearest(name, known).map_or(
                    "a table is [dossier], [source.…] or one of the kinds name, domain, term, figure, date, quote, typo, claim".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                problems.push(Problem::new(format!("unknown kind `{name}`")).at(file.name(), key.span(), "no such kind").help(help));
            }
            None => {
                let problem = Problem::new(format!("unknown key `{name}`")).at(file.name(), key.span(), "stands in no table");
                problems.push(problem.help("keys stand in [dossier], in a [source.…] or in a rule"));
            }
        }
    }
    tables
}

fn header<'t>(
    kind: &str,
    id: &TomlSpanned<std::borrow::Cow<'_, str>>,
    table: &'t TomlSpanned<DeValue<'t>>,
    file: &SourceFile,
    problems: &mut Vec<Problem>,
) -> Option<Header<'t>> {
    let name = id.get_ref().as_ref();
    let Some(inner) = table.get_ref().as_table() else {
        let problem = Problem::new(format!("`{name}` of [{kind}] is no table")).at(file.name(), id.span(), "a value, not a table");
        problems.push(problem.help(format!("name the rule in its header: [{kind}.some-name]")));
        return None;
    };
    let kebab = !name.is_empty() && name.chars().all(|c| c == '-' || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_uppercase()));
    if !kebab {
        let help = format!("write it in small letters and hyphens: [{kind}.{}]", name.to_lowercase().replace([' ', '_', '.'], "-"));
        problems.push(Problem::new(format!("`{kind}.{name}` is no code")).at(file.name(), id.span(), "not kebab-case").help(help));
    }
    // The span of the header's words `kind.name`, found from its last key, which is the name.
    let line = file.text()[..id.span().start].rfind('[').map_or(id.span().start, |at| at + 1);
    let start = if id.span().start - line <= kind.len() + 4 { line } else { id.span().start };
    Some(Header { name: name.to_owned(), span: start..id.span().end, table: inner })
}

fn source_ids(tables: &Tables<'_>) -> Vec<String> {
    tables.sources.values().map(|header| header.name.clone()).collect()
}

/// What `[dossier]` says, before the file is moved into the dossier.
struct Head {
    title: Option<String>,
    language: Option<Language>,
    about: Vec<super::Text>,
    applies_to: Option<globset::GlobSet>,
}

impl Head {
    fn finish(self, file: SourceFile) -> Dossier {
        let Self { title, language, about, applies_to } = self;
        Dossier { file, title, language, about, applies_to, sources: Vec::new() }
    }
}

fn dossier_head(tables: &Tables<'_>, file: &SourceFile, problems: &mut Vec<Problem>) -> Head {
    let Some((span, table)) = &tables.dossier else { return Head { title: None, language: None, about: Vec::new(), applies_to: None } };
    let fields = Fields::read(table, span.clone(), "[dossier]", file.name(), &[DOSSIER_FIELDS], problems);
    let globs = fields.texts("applies-to");
    let mut set = GlobSetBuilder::new();
    for glob in &globs {
        match Glob::new(&glob.value) {
            Ok(glob) => drop(set.add(glob)),
            Err(error) => problems.push(Problem::new(format!("`{}` is no glob: {}", glob.value, error.kind())).at(
                file.name(),
                glob.span.clone(),
                "not understood",
            )),
        }
    }
    Head {
        title: fields.text("title").map(|title| title.value),
        language: fields.text("language").and_then(|code| Language::parse(&code.value)),
        about: fields.texts("about"),
        applies_to: if globs.is_empty() { None } else { set.build().ok() },
    }
}

fn source(header: &Header<'_>, file: &SourceFile, problems: &mut Vec<Problem>) -> Source {
    let what = format!("[source.{}]", header.name);
    let fields = Fields::read(header.table, header.span.clone(), &what, file.name(), &[SOURCE_FIELDS], problems);
    let date = fields.get("date").and_then(|value| {
        let days = crate::kind::date::fact::days(value.get_ref());
        if days.is_none() {
            problems.push(
                Problem::new(format!("`date` of {what} must be a date"))
                    .at(file.name(), value.span(), "no date")
                    .help("write it as 2024-06-25"),
            );
        }
        days.map(|(_, written)| written)
    });
    Source {
        id: header.name.clone(),
        span: header.span.clone(),
        title: fields.text("title").map_or_else(|| header.name.clone(), |title| title.value),
        date,
        url: fields.text("url").map(|url| url.value),
        rank: fields.number("rank").map(|rank| rank.value as u32),
        cited_as: fields.texts("cited-as"),
        complete: fields.boolean("complete").unwrap_or(false),
        content: fields.text("path").and_then(|path| content(&path, &what, file, problems)),
    }
}

/// The text of a source; `None`, without a problem, where its file is not there.
fn content(path: &super::Text, what: &str, file: &SourceFile, problems: &mut Vec<Problem>) -> Option<Content> {
    let full = tidy(Path::new(file.name()).parent().unwrap_or(Path::new("")).join(&path.value));
    if !full.exists() {
        return None;
    }
    match SourceFile::read(&full) {
        Ok(read) => {
            let document = Format::of_path(&full).read(&read);
            let path = full.canonicalize().unwrap_or(full);
            Some(Content { file: read, path, document })
        }
        Err(error) => {
            let problem = Problem::new(format!("the file of {what} cannot be read: {} {error}", path.value));
            problems.push(
                problem
                    .at(file.name(), path.span.clone(), "this file")
                    .help("name a text file, or take `path` out: its evidence is then unchecked"),
            );
            None
        }
    }
}

/// `rules/../seeds/a.txt` as people write it, `seeds/a.txt`, if that is the same file: behind a symbolic link it may not be.
fn tidy(path: PathBuf) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(short.components().next_back(), Some(Component::Normal(_))) => drop(short.pop()),
            part => short.push(part),
        }
    }
    let same = short.canonicalize().ok().zip(path.canonicalize().ok()).is_some_and(|(short, path)| short == path);
    if same { short } else { path }
}

fn rule(
    kind: KindName,
    header: &Header<'_>,
    dossier: usize,
    file: &SourceFile,
    ids: &[String],
    sources: &[Source],
    problems: &mut Vec<Problem>,
) -> Rule {
    let code = format!("{}.{}", kind.as_str(), header.name);
    let what = format!("[{code}]");
    let fields = Fields::read(header.table, header.span.clone(), &what, file.name(), &[kind.fields(), RULE_FIELDS], problems);
    let near = fields.texts("near");
    if kind == KindName::Date && fields.get("near").is_none() {
        let problem = Problem::new(format!("{what} has no `near`")).at(file.name(), header.span.clone(), "missing here");
        problems.push(problem.help("add `near = […]`: the words of the event whose date this is"));
    }
    let unless_near = fields.texts("unless-near");
    for entry in near.iter().chain(&unless_near).filter(|entry| !entry.value.chars().any(char::is_alphanumeric)) {
        problems.push(Problem::new(format!("`{}` in {what} has no letter or digit", entry.value)).at(
            file.name(),
            entry.span.clone(),
            "never found",
        ));
    }
    let evidence = fields.get("evidence").map(|value| evidence_list(value, &what, file, sources, problems)).unwrap_or_default();
    let fact = Fact::read(kind, &fields, &mut Reading { path: file.name(), what: &what, sources: ids, problems });
    Rule {
        dossier,
        span: header.span.clone(),
        evidence,
        severity: fields.text("severity").and_then(|word| Severity::parse(&word.value)),
        message: fields.text("message").map(|text| text.value),
        help: fields.text("help").map(|text| text.value),
        near,
        unless_near,
        valid: fields.texts("valid"),
        invalid: fields.texts("invalid"),
        fact,
        code,
    }
}

fn evidence_list(
    value: &TomlSpanned<DeValue<'_>>,
    what: &str,
    file: &SourceFile,
    sources: &[Source],
    problems: &mut Vec<Problem>,
) -> Vec<Evidence> {
    let items: Vec<&TomlSpanned<DeValue<'_>>> = value.get_ref().as_array().map_or(vec![value], |list| list.iter().collect());
    let mut found: Vec<Evidence> = items.into_iter().filter_map(|item| evidence_item(item, what, file, sources, problems)).collect();
    found.sort_by_key(|evidence| sources[evidence.source].rank.unwrap_or(u32::MAX));
    found
}

fn evidence_item(
    value: &TomlSpanned<DeValue<'_>>,
    what: &str,
    file: &SourceFile,
    sources: &[Source],
    problems: &mut Vec<Problem>,
) -> Option<Evidence> {
    let Some(table) = value.get_ref().as_table() else {
        let expected = "a table `{ source = \"…\", quote = \"…\" }`";
        problems.push(Problem::new(format!("`evidence` of {what} must be {expected}")).at(
            file.name(),
            value.span(),
            format!("expected {expected}"),
        ));
        return None;
    };
    let fields = Fields::read(table, value.span(), &format!("the evidence of {what}"), file.name(), &[EVIDENCE_FIELDS], problems);
    let id = fields.text("source")?;
    let Some(source) = sources.iter().position(|source| source.id == id.value) else {
        let near = nearest(&id.value, sources.iter().map(|source| source.id.as_str()));
        let help = near.map_or(format!("add a table [source.{}]", id.value), |near| format!("did you mean `{near}`?"));
        problems.push(
            Problem::new(format!("{what} names an unknown source `{}`", id.value)).at(file.name(), id.span, "no such source").help(help),
        );
        return None;
    };
    let quote = fields.text("quote");
    let state = match (&quote, &sources[source].content) {
        (Some(quote), Some(content)) => match evidence::find(&quote.value, content) {
            Some(range) => EvidenceState::Stands(range),
            None => {
                problems.push(missing(quote, what, file, &sources[source], content));
                return None;
            }
        },
        _ => EvidenceState::Unchecked,
    };
    Some(Evidence { source, quote, state })
}

fn missing(quote: &super::Text, what: &str, file: &SourceFile, source: &Source, content: &Content) -> Problem {
    let message = format!("the evidence of {what} is not in its source");
    let problem = Problem::new(message).at(file.name(), quote.span.clone(), format!("not in `{}` ({})", source.id, content.file.name()));
    match evidence::nearest(&quote.value, content) {
        Some(range) => problem.at(content.file.name(), range, "the nearest passage").help("quote the source's own words"),
        None => problem.note("no passage of the source is near to it").help("quote the source's own words, or name another source"),
    }
}

/// An alias of a name, domain or term that is another rule's canonical of the same kind.
fn aliases(rules: &[Rule], file: &SourceFile, problems: &mut Vec<Problem>) {
    let mut canonicals: HashMap<(KindName, String), &Rule> = HashMap::new();
    for rule in rules {
        if let Some(canonical) = own_words(rule).0 {
            canonicals.entry((rule.kind(), canonical.value.clone())).or_insert(rule);
        }
    }
    for rule in rules {
        for alias in own_words(rule).1 {
            let Some(other) = canonicals.get(&(rule.kind(), alias.value.clone())).filter(|other| other.code != rule.code) else { continue };
            let message = format!("`{}` of [{}] is the canonical of [{}]", alias.value, rule.code, other.code);
            let problem = Problem::new(message).at(file.name(), alias.span.clone(), "another rule holds this true");
            problems
                .push(problem.at(file.name(), other.span.clone(), "its canonical").help("take it out here, or make one rule of the two"));
        }
    }
}

/// The canonical and the aliases of a rule that has such.
fn own_words(rule: &Rule) -> (Option<&super::Text>, Vec<&super::Text>) {
    match &rule.fact {
        Fact::Name(name) => (Some(&name.canonical), name.accept.iter().chain(&name.reject).collect()),
        Fact::Domain(domain) => (Some(&domain.canonical), domain.accept.iter().chain(&domain.former).chain(&domain.reject).collect()),
        Fact::Term(term) => (Some(&term.canonical), term.accept.iter().chain(&term.reject).collect()),
        _ => (None, Vec::new()),
    }
}
