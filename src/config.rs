//! `factlint.toml`: what a project decides once. Defaults are weaker than it, flags are stronger.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{Glob, GlobMatcher, GlobSet, GlobSetBuilder};
use toml::de::DeTable;

use crate::dossier::fields::{Field, Fields, Takes};
use crate::dossier::problem::Problem;
use crate::dossier::{Text, syntax};
use crate::finding::Severity;
use crate::format::view::Part;
use crate::format::view::field;
use crate::format::{Format, Formats};
use crate::full_path;
use crate::globs::of_files;
use crate::source::SourceFile;

/// The file's name.
pub const FILE_NAME: &str = "factlint.toml";

/// Its keys.
pub const FIELDS: &[Field] = &[
    Field::optional("rules", Takes::TextOrTexts, "rule files, or folders of them, relative to this file"),
    Field::optional("include", Takes::TextOrTexts, "a walk reads only these files: globs, as in ignore files"),
    Field::optional("exclude", Takes::TextOrTexts, "a walk leaves these files out: globs, as in ignore files"),
    Field::optional("fail-on", Takes::Choice(FAIL_ON), "the least severity that makes the exit status 1"),
    Field::optional("baseline", Takes::Text, "findings accepted earlier, as `--baseline`; relative to this file"),
    Field::optional("protect-key", Takes::Text, "the file of the key of protected names, outside of the repository; relative to this file"),
    Field::optional(
        "severity",
        Takes::Severities,
        "code globs, each with the severity that they get or \"off\"; the last that fits decides",
    ),
    Field::optional(
        "per-file",
        Takes::Silences,
        "globs over files, as in ignore files, each with a list of the codes that are silent there",
    ),
    Field::optional("view", Takes::Views, "which strings of data files (JSON, YAML, TOML) are prose"),
];

/// The keys of a `[[view]]`.
pub const VIEW_FIELDS: &[Field] = &[
    Field::required("files", Takes::TextOrTexts, "data files, as globs as in ignore files: JSON, lines of JSON, YAML, TOML"),
    Field::required("fields", Takes::TextOrTexts, "paths to the strings that are prose, as `title`, `body.*.text`, `items[].caption`"),
    Field::optional("format", Takes::Format, "in what markup these strings are; plain text by default"),
];

/// The words of `fail-on`.
pub const FAIL_ON: &[&str] = &["error", "warning", "note", "never"];

/// The words of `[severity]`.
pub const SEVERITIES: &[&str] = &["error", "warning", "note", "off"];

/// What a configuration says. The default is that of a project without one.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Rule files or folders, as paths from the working directory.
    pub rules: Vec<PathBuf>,
    /// A walk reads only these.
    pub include: Option<GlobSet>,
    /// A walk leaves these out.
    pub exclude: GlobSet,
    /// The least severity that makes the exit status 1.
    pub fail_on: Option<String>,
    /// Findings accepted earlier, as a path from the working directory.
    pub baseline: Option<PathBuf>,
    /// The file of the key of protected names, as a path from the working directory.
    pub protect_key: Option<PathBuf>,
    /// Code globs with the severity they get; `None` is off. The last that fits decides.
    pub severity: Vec<(GlobMatcher, Option<Severity>)>,
    /// File globs with the codes that are silent there.
    pub per_file: Vec<(GlobSet, GlobSet)>,
    /// How data files are read.
    pub formats: Formats,
    /// Where it stands; globs over files are relative to its folder.
    pub path: Option<PathBuf>,
}

impl Config {
    /// The nearest `factlint.toml` from `start` upwards.
    pub fn find(start: &Path) -> Option<PathBuf> {
        let start = start.canonicalize().ok()?;
        start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
    }

    /// Reads a configuration, with all its mistakes.
    pub fn read(file: &SourceFile, path: &Path) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let text = file.text().get(file.bom_len()..).unwrap_or_default();
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            problems.push(syntax::problem(&error, file.name(), text));
        }
        let fields = Fields::read(root.get_ref(), 0..0, "the configuration", file.name(), &[FIELDS], &mut problems);
        let mut reader = Reader { file, problems: &mut problems };
        let folder = path.parent().unwrap_or(Path::new(""));
        let config = Self {
            rules: fields.texts("rules").iter().map(|rules| folder.join(&rules.value)).collect(),
            include: reader.files(&fields.texts("include")).filter(|_| fields.get("include").is_some()),
            exclude: reader.files(&fields.texts("exclude")).unwrap_or_default(),
            fail_on: fields.text("fail-on").map(|word| word.value),
            baseline: fields.text("baseline").map(|baseline| folder.join(baseline.value)),
            protect_key: fields.text("protect-key").map(|key| folder.join(key.value)),
            severity: reader.severity(root.get_ref()),
            per_file: reader.per_file(root.get_ref()),
            formats: Formats::new(Some(folder.to_owned()), reader.views(root.get_ref())),
            path: Some(path.to_owned()),
        };
        let bom = file.bom_len();
        for place in problems.iter_mut().flat_map(|problem| &mut problem.places) {
            place.span = place.span.start + bom..place.span.end + bom;
        }
        problems.sort_by_key(|problem| problem.places.first().map(|place| place.span.start));
        (config, problems)
    }

    /// The severity that a code gets here: `None` where nothing is said, `Some(None)` where it is off.
    pub fn severity_of(&self, code: &str) -> Option<Option<Severity>> {
        self.severity.iter().rev().find(|(glob, _)| glob.is_match(code)).map(|(_, severity)| *severity)
    }

    /// The codes that are silent in a file, named as reports name it.
    pub fn silent_in(&self, name: &str) -> Vec<&GlobSet> {
        if self.per_file.is_empty() {
            return Vec::new();
        }
        let relative = self.relative(Path::new(name));
        self.per_file.iter().filter(|(files, _)| files.is_match(&relative)).map(|(_, codes)| codes).collect()
    }

    /// A path as the globs of this configuration see it: relative to its folder.
    pub fn relative(&self, path: &Path) -> PathBuf {
        full_path::below(self.path.as_deref().and_then(Path::parent), path)
    }
}

/// How globs over codes are written.
const CODES: &str = "globs over codes are written as `name.*`, `typo.web`";

fn code(pattern: &str) -> Result<Glob, String> {
    Glob::new(pattern).map_err(|error| error.kind().to_string())
}

/// What the tables of a configuration are read with.
struct Reader<'a> {
    file: &'a SourceFile,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn files(&mut self, globs: &[Text]) -> Option<GlobSet> {
        self.set(globs, of_files, "globs over files are written as in ignore files: `archive/`, `drafts/*.md`")
    }

    fn codes(&mut self, globs: &[Text]) -> Option<GlobSet> {
        self.set(globs, |text| code(text).map(|glob| vec![glob]), CODES)
    }

    /// All globs as a set; none where one of them is no glob.
    fn set(&mut self, globs: &[Text], read: impl Fn(&str) -> Result<Vec<Glob>, String>, help: &str) -> Option<GlobSet> {
        let mut set = GlobSetBuilder::new();
        let globs: Vec<Option<Vec<Glob>>> = globs.iter().map(|text| self.glob(text, &read, help)).collect();
        for glob in globs.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten() {
            set.add(glob);
        }
        set.build().ok()
    }

    fn glob<T>(&mut self, text: &Text, read: impl Fn(&str) -> Result<T, String>, help: &str) -> Option<T> {
        let why = match read(&text.value) {
            Ok(glob) => return Some(glob),
            Err(why) => why,
        };
        let problem = Problem::new(format!("`{}` is no glob: {why}", text.value));
        self.problems.push(problem.at(self.file.name(), text.span.clone(), "not understood").help(help));
        None
    }

    /// The entries of a table whose keys the user chooses.
    fn entries<'t>(&mut self, root: &'t DeTable<'t>, name: &str) -> Vec<(Text, &'t toml::Spanned<toml::de::DeValue<'t>>)> {
        let Some(value) = root.get(name) else { return Vec::new() };
        let Some(table) = value.get_ref().as_table() else {
            self.problems.push(Problem::new(format!("`{name}` must be a table")).at(self.file.name(), value.span(), "no table"));
            return Vec::new();
        };
        table.iter().map(|(key, value)| (Text { value: key.get_ref().clone().into_owned(), span: key.span() }, value)).collect()
    }

    fn severity(&mut self, root: &DeTable<'_>) -> Vec<(GlobMatcher, Option<Severity>)> {
        let mut found = Vec::new();
        for (code, value) in self.entries(root, "severity") {
            match value.get_ref().as_str().filter(|word| SEVERITIES.contains(word)) {
                Some(word) => found.extend(
                    self.glob(&code, self::code, CODES).map(|glob| (code.span.start, glob.compile_matcher(), Severity::parse(word))),
                ),
                None => {
                    let message = format!("the severity of `{}` must be one of {}", code.value, SEVERITIES.join(", "));
                    self.problems.push(Problem::new(message).at(self.file.name(), value.span(), "no severity"));
                }
            }
        }
        found.sort_by_key(|(at, ..)| *at);
        found.into_iter().map(|(_, glob, severity)| (glob, severity)).collect()
    }

    fn views(&mut self, root: &DeTable<'_>) -> Vec<(GlobSet, Arc<Part>)> {
        let Some(value) = root.get("view") else { return Vec::new() };
        let tables = value.get_ref().as_array().map(|list| list.iter().map(|it| (it.get_ref().as_table(), it.span())).collect());
        let tables: Vec<(Option<&DeTable<'_>>, _)> = tables.unwrap_or_else(|| vec![(None, value.span())]);
        let mut views = Vec::new();
        for (table, span) in tables {
            let Some(table) = table else {
                let problem = Problem::new("`view` must be a list of tables").at(self.file.name(), span, "no table");
                self.problems.push(problem.help("write each as:\n[[view]]\nfiles = \"content/**/*.json\"\nfields = [\"title\"]"));
                continue;
            };
            let keys = Fields::read(table, span, "a [[view]]", self.file.name(), &[VIEW_FIELDS], self.problems);
            let fields: Vec<field::Field> = keys.texts("fields").iter().filter_map(|path| self.field(path)).collect();
            let format = keys.text("format").and_then(|name| Format::parse(&name.value)).unwrap_or(Format::Text);
            views.extend(self.files(&keys.texts("files")).map(|files| (files, Arc::new(Part { fields, format }))));
        }
        views
    }

    fn field(&mut self, path: &Text) -> Option<field::Field> {
        match field::Field::parse(&path.value) {
            Ok(field) => Some(field),
            Err(why) => {
                let problem = Problem::new(format!("`{}` is no path of keys: {why}", path.value));
                let problem = problem.at(self.file.name(), path.span.clone(), "not understood");
                self.problems.push(problem.help("write keys with dots between them: `title`, `body.*.text`, `items[].caption`, `**.text`"));
                None
            }
        }
    }

    fn per_file(&mut self, root: &DeTable<'_>) -> Vec<(GlobSet, GlobSet)> {
        let mut found = Vec::new();
        for (files, value) in self.entries(root, "per-file") {
            let codes: Option<Vec<Text>> = value.get_ref().as_array().and_then(|list| {
                list.iter().map(|code| Some(Text { value: code.get_ref().as_str()?.to_owned(), span: code.span() })).collect()
            });
            let Some(codes) = codes else {
                let message = format!("`{}` of [per-file] must be a list of codes", files.value);
                let problem = Problem::new(message).at(self.file.name(), value.span(), "no list of codes");
                self.problems.push(problem.help("write the codes that are silent in these files: `\"archive/**\" = [\"typo.*\"]`"));
                continue;
            };
            if let (Some(files), Some(codes)) = (self.files(&[files]), self.codes(&codes)) {
                found.push((files, codes));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<Problem>) {
        Config::read(&SourceFile::from_text("factlint.toml", text), Path::new("factlint.toml"))
    }

    #[test]
    fn severities_and_silent_files_go_by_code_glob_and_the_last_that_fits_decides() {
        let (config, problems) =
            read("fail-on = 'warning'\n[severity]\n'name.*' = 'note'\n'name.x' = 'off'\n[per-file]\n'archive/**' = ['typo.*']\n");
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(config.severity_of("name.y"), Some(Some(Severity::Note)));
        assert_eq!(config.severity_of("name.x"), Some(None));
        assert_eq!(config.severity_of("typo.x"), None);
        assert!(config.silent_in("archive/a/b.txt")[0].is_match("typo.x"));
        assert!(config.silent_in("b.txt").is_empty());
    }

    #[test]
    fn files_are_meant_as_in_ignore_files() {
        let text = "include = ['drafts/*.md', 'notes']\nexclude = ['archive/']\n[per-file]\n'*.md' = ['typo.*']\n[[view]]\nfiles = 'x/*.json'\nfields = 'a'\n";
        let (config, problems) = read(text);
        assert!(problems.is_empty(), "{problems:?}");
        let include = config.include.as_ref().expect("globs");
        assert!(include.is_match("drafts/a.md") && include.is_match("sub/notes/a") && !include.is_match("drafts/deep/a.md"));
        assert!(config.exclude.is_match("sub/archive/a") && !config.exclude.is_match("archive"));
        assert_eq!((config.silent_in("deep/a.md").len(), config.silent_in("a.txt").len()), (1, 0));
        let (_, problems) = read("exclude = ['!keep.md']\n[severity]\n'a[' = 'off'\n");
        assert_eq!(problems[0].message, "`!keep.md` is no glob: `!` takes nothing back here");
        assert!(problems[1].help.as_ref().is_some_and(|help| help.contains("`name.*`")), "{problems:?}");
    }

    #[test]
    fn every_mistake_is_reported_with_its_place() {
        let text = "rule = 'x'\nfail-on = 'errors'\nexclude = ['a[', 'b', 'c[']\n[severity]\n'a.*' = 'fatal'\n[per-file]\n'x' = 'y'\n";
        let (_, problems) = read(text);
        let starts: Vec<&str> = problems.iter().map(|problem| &text[problem.places[0].span.clone()]).collect();
        assert_eq!(starts, ["rule", "'errors'", "'a['", "'c['", "'fatal'", "'y'"]);
        assert_eq!(problems[0].help.as_deref(), Some("did you mean `rules`?"));
    }
}
