//! Where the rules of a run come from: flags, else the configuration, else `./rules/*.toml`; and what they say, with all mistakes.

use std::path::{Path, PathBuf};

use globset::Glob;

use crate::check::Checker;
use crate::config::{Config, FILE_NAME};
use crate::dossier::conflict::evidence;
use crate::dossier::load::{load_with, read_with};
use crate::dossier::problem::Problem;
use crate::dossier::{EvidenceState, RuleSet};
use crate::format::Formats;
use crate::kind::protected::arm::arm;
use crate::source::{SourceFile, display_path};
use crate::walk::{Scope, unreadable};

/// A configuration and the rules of a run.
#[derive(Debug, Default)]
pub struct Project {
    /// The configuration; the default one where there is none.
    pub config: Config,
    /// The configuration's file, so that its mistakes can be shown.
    pub config_file: Option<SourceFile>,
    /// The rule files read.
    pub rule_files: Vec<PathBuf>,
    /// What they say.
    pub rules: RuleSet,
    /// All mistakes; a run with any cannot be trusted.
    pub problems: Vec<Problem>,
}

impl Project {
    /// Finds a project's files and reads them.
    pub fn load(given: &[PathBuf], start: &Path) -> Self {
        Self::find(given, start).read()
    }

    /// The same for what works without rules too: that there are none is no mistake.
    pub fn load_optional(given: &[PathBuf], start: &Path) -> Self {
        let project = Self::found(given, start).0;
        if project.rule_files.is_empty() { project } else { project.read() }
    }

    /// Reads the nearest configuration from the folder `start` upwards, and finds the rule files: those `given`, else the configuration's,
    /// else `rules/*.toml` below `start`.
    pub fn find(given: &[PathBuf], start: &Path) -> Self {
        let (mut project, places, by_default) = Self::found(given, start);
        if project.rule_files.is_empty() && project.problems.is_empty() {
            project.problems.push(no_rules(&places, by_default));
        }
        project
    }

    /// A project, the places where its rules were looked for, and whether nobody named these.
    fn found(given: &[PathBuf], start: &Path) -> (Self, Vec<PathBuf>, bool) {
        let mut project = Self::default();
        project.read_config(start);
        let places = match (given, project.config.rules.as_slice()) {
            ([], []) => vec![start.join("rules")],
            ([], configured) => configured.to_vec(),
            (given, _) => given.to_vec(),
        };
        let by_default = given.is_empty() && project.config.rules.is_empty();
        for place in &places {
            project.find_rules(place, by_default);
        }
        (project, places, by_default)
    }

    /// Reads the rule files that were found.
    pub fn read(self) -> Self {
        self.read_by(load_with)
    }

    /// The same for whoever has their own word for evidence that is not in its source.
    pub fn read_unverified(self) -> Self {
        self.read_by(read_with)
    }

    fn read_by(mut self, load: fn(Vec<SourceFile>, &Formats) -> (RuleSet, Vec<Problem>)) -> Self {
        let mut files = Vec::new();
        for path in &self.rule_files {
            match SourceFile::read(path) {
                Ok(file) => files.push(file),
                Err(error) => self.problems.push(Problem::new(format!("cannot read the rule file {}: {error}", display_path(path)))),
            }
        }
        let (rules, problems) = load(files, &self.config.formats);
        self.rules = rules;
        self.problems.extend(problems);
        arm(&mut self.rules, self.config_file.as_mut(), self.config.protect_key.as_deref(), &mut self.problems);
        if self.rules.rules.is_empty() && self.problems.is_empty() {
            self.problems.push(no_rules(&self.rule_files, false));
        }
        self
    }

    fn read_config(&mut self, start: &Path) {
        let Some(path) = Config::find(if start.as_os_str().is_empty() { Path::new(".") } else { start }) else { return };
        // A path relative to where the user stands reads better than a full one.
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
        let path = path.strip_prefix(&here).map(Path::to_owned).unwrap_or(path);
        match SourceFile::read(&path) {
            Ok(file) => {
                let (config, problems) = Config::read(&file, &path);
                self.config = config;
                self.problems.extend(problems);
                self.config_file = Some(file);
            }
            Err(error) => self.problems.push(Problem::new(format!("cannot read {}: {error}", display_path(&path)))),
        }
    }

    /// Adds a rule file, or all `*.toml` of a folder, sorted by name.
    fn find_rules(&mut self, place: &Path, may_be_missing: bool) {
        if !place.is_dir() {
            match std::fs::metadata(place) {
                Err(_) if is_pattern(place) => self.matching(place),
                Ok(_) => self.add(place.to_owned()),
                Err(_) if may_be_missing => {}
                Err(error) => self.problems.push(unreadable(place, &error).help("name a rule file, or a folder of them")),
            }
            return;
        }
        self.add_all(place, |path| {
            path.extension().is_some_and(|extension| extension == "toml") && path.file_name().is_some_and(|name| name != FILE_NAME)
        });
    }

    /// Adds what a folder has under names that fit, sorted. Whatever is no folder is added: what cannot be read, as a link to nothing, is told
    /// by whoever reads it, for rules that vanish leave drafts unchecked.
    fn add_all(&mut self, folder: &Path, fits: impl Fn(&Path) -> bool) {
        let entries =
            std::fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>());
        match entries {
            Ok(mut paths) => {
                paths.retain(|path| fits(path) && !path.is_dir());
                paths.sort();
                paths.into_iter().for_each(|path| self.add(path));
            }
            Err(error) => self.problems.push(unreadable(folder, &error)),
        }
    }

    /// Adds the files of a folder whose names fit a pattern, as `rules/*.toml`.
    fn matching(&mut self, pattern: &Path) {
        let folder = pattern.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = pattern.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let before = self.rule_files.len();
        let problems = self.problems.len();
        if folder.is_dir()
            && let Ok(glob) = Glob::new(&name).map(|glob| glob.compile_matcher())
        {
            self.add_all(folder, |path| path.file_name().is_some_and(|name| glob.is_match(name)));
        }
        if self.rule_files.len() == before && self.problems.len() == problems {
            let help = "name a rule file, a folder of them, or a pattern of file names";
            self.problems.push(Problem::new(format!("no rule file fits {}", display_path(pattern))).help(help));
        }
    }

    /// Each file once, however often it is named.
    fn add(&mut self, path: PathBuf) {
        let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
        if !self.rule_files.contains(&path) {
            self.rule_files.push(path);
        }
    }

    /// Which files of a folder are drafts, where the run writes none.
    pub fn scope(&self) -> Scope<'_> {
        Scope { config: &self.config, rule_files: &self.rule_files, written: &[], force_exclude: false }
    }

    /// What may be wrong with the rules though each may be right: what their files hold against one another, and evidence that deviates from
    /// its own rule.
    pub fn doubts(&self, checker: &Checker<'_>) -> Vec<Problem> {
        let among = self.rules.dossiers.iter().flat_map(|dossier| dossier.doubts.iter().cloned());
        among.chain(evidence::doubts(checker)).collect()
    }

    /// Every piece of evidence that could not be held against its source, with its place.
    pub fn unchecked_evidence(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for rule in &self.rules.rules {
            let dossier = &self.rules.dossiers[rule.dossier];
            for evidence in rule.evidence.iter().filter(|evidence| evidence.state == EvidenceState::Unchecked) {
                let source = &dossier.sources[evidence.source];
                let why = match (&source.content, &evidence.quote) {
                    (None, _) => format!("the file of [source.{}] is not there", source.id),
                    (Some(_), None) => "it has no `quote`".to_owned(),
                    (Some(_), Some(_)) => continue,
                };
                let at = evidence.quote.as_ref().map_or(rule.span.clone(), |quote| quote.span.clone());
                let problem = Problem::new(format!("the evidence of [{}] is unchecked: {why}", rule.code));
                problems.push(problem.at(dossier.file.name(), at, "not held against its source"));
            }
        }
        problems
    }
}

/// Whether the last part of a path is a pattern of names.
fn is_pattern(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains(['*', '?', '[']))
}

fn no_rules(places: &[PathBuf], by_default: bool) -> Problem {
    let names: Vec<String> = places.iter().map(|place| display_path(place)).collect();
    let problem = Problem::new(format!("no rules found in {}", names.join(", ")));
    let help =
        "name a rule file with --rules FILE, or put one into ./rules; the smallest is:\n[name.rasmussen]\ncanonical = \"Ingrid Rasmussen\"";
    if by_default {
        problem.help(help)
    } else {
        problem.help("a rule is a table such as:\n[name.rasmussen]\ncanonical = \"Ingrid Rasmussen\"")
    }
}
