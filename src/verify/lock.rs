//! What a project's `factlint.lock` holds: each source as it was, and where each piece of evidence stood in it.

use std::io;
use std::path::{Path, PathBuf};

use super::digest::{self, Digest};
use super::verdict::Judged;
use crate::config::Config;
use crate::dossier::load::head::place;
use crate::dossier::{RuleSet, Source};
use crate::full_path::{FullPaths, canonical, relative};
use crate::source::{Position, SourceFile};

/// The file's name.
pub const FILE_NAME: &str = "factlint.lock";

/// A lock. Its entries are sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// The sources whose files were there.
    pub sources: Vec<SourceEntry>,
    /// All evidence.
    pub evidence: Vec<EvidenceEntry>,
}

/// A source as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceEntry {
    /// The rule file, from the folder of the lock, with `/`.
    pub dossier: String,
    /// The source's id.
    pub source: String,
    /// Its file, named as the rule file is.
    pub path: String,
    /// Its bytes.
    pub digest: Digest,
}

/// A piece of evidence as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EvidenceEntry {
    /// The rule file, from the folder of the lock, with `/`.
    pub dossier: String,
    /// The rule's code.
    pub rule: String,
    /// The source's id.
    pub source: String,
    /// Where it last stood; none where it never did, or could not be held against its source.
    pub stood: Option<Stood>,
    /// The hash of the rule's `quote` as it was written; none where the rule gave none.
    pub quote: Option<String>,
}

/// Where a passage stood. Lines and columns are those of reports: an edit in another line, or other ends of lines, do not move it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stood {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The hash of the passage's words.
    pub passage: String,
}

impl Stood {
    /// Whether that is this place.
    pub fn is_at(&self, position: Position) -> bool {
        (self.line, self.column) == (position.line, position.column)
    }
}

/// Where a project's lock stands, whether it is there or not: beside its configuration, else where the user stands.
pub fn path(config: &Config) -> PathBuf {
    config.path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join(FILE_NAME)
}

/// How a lock names files: from its own folder.
#[derive(Debug)]
pub struct Names {
    folder: PathBuf,
    paths: FullPaths,
}

impl Names {
    /// The names in a lock that stands at `path`.
    pub fn new(path: &Path) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Self { folder: canonical(folder), paths: FullPaths::default() }
    }

    /// The name of a file.
    pub fn of(&mut self, path: &Path) -> String {
        relative(&self.paths.of(path), &self.folder)
    }

    /// The names of all rule files, in their order.
    pub fn of_dossiers(&mut self, rules: &RuleSet) -> Vec<String> {
        rules.dossiers.iter().map(|dossier| self.of(dossier.file.path())).collect()
    }

    /// Whether the file of that name is there.
    pub fn is_there(&self, name: &str) -> bool {
        self.folder.join(name).exists()
    }
}

impl Lock {
    /// The lock of what there is now. What `before` has of a source that did not change, and of other rule files that it `keeps`, stays.
    ///
    /// # Errors
    /// Where the file of a source cannot be read any more.
    pub fn record(
        rules: &RuleSet,
        names: &mut Names,
        judged: &[Judged<'_>],
        before: &Self,
        keeps: impl Fn(&Names, &str) -> bool,
    ) -> io::Result<Self> {
        let dossiers = names.of_dossiers(rules);
        let mut lock = Self::default();
        for (dossier, name) in rules.dossiers.iter().zip(&dossiers) {
            for source in &dossier.sources {
                lock.sources.extend(record_source(&dossier.file, name, source, names, before)?);
            }
        }
        lock.evidence = judged.iter().map(|judged| record_evidence(judged, &dossiers[judged.rule.dossier])).collect();
        let kept = |dossier: &String| !dossiers.contains(dossier) && keeps(names, dossier);
        lock.sources.extend(before.sources.iter().filter(|entry| kept(&entry.dossier)).cloned());
        lock.evidence.extend(before.evidence.iter().filter(|entry| kept(&entry.dossier)).cloned());
        lock.sort();
        Ok(lock)
    }

    /// What it has of a source.
    pub fn source(&self, dossier: &str, source: &str) -> Option<&SourceEntry> {
        let key = |entry: &SourceEntry| (entry.dossier.as_str(), entry.source.as_str()).cmp(&(dossier, source));
        self.sources.binary_search_by(key).ok().map(|at| &self.sources[at])
    }

    pub(super) fn sort(&mut self) {
        self.sources.sort();
        self.evidence.sort();
    }
}

fn record_source(dossier: &SourceFile, name: &str, source: &Source, names: &mut Names, before: &Lock) -> io::Result<Option<SourceEntry>> {
    let (Some(path), Some(_)) = (&source.path, &source.content) else { return Ok(None) };
    let file = place(dossier, path);
    let known = before.source(name, &source.id).map(|entry| &entry.digest).filter(|digest| digest::is_same(&file, digest));
    let unreadable = |error: io::Error| io::Error::new(error.kind(), format!("cannot read {}: {error}", file.display()));
    let digest = known.map_or_else(|| digest::of_file(&file).map_err(unreadable), |digest| Ok(digest.clone()))?;
    Ok(Some(SourceEntry { dossier: name.to_owned(), source: source.id.clone(), path: names.of(&file), digest }))
}

/// A passage that its source lost keeps the place where it last stood: no lock makes it stand.
fn record_evidence(judged: &Judged<'_>, dossier: &str) -> EvidenceEntry {
    if let Some(before) = judged.before.filter(|_| judged.is_lost()) {
        return before.clone();
    }
    let quote = judged.evidence.quote.as_ref().map(|quote| quote.value.as_str());
    EvidenceEntry {
        dossier: dossier.to_owned(),
        rule: judged.rule.code.clone(),
        source: judged.source.id.clone(),
        stood: judged.stands().zip(quote).map(|((file, span), quote)| {
            let Position { line, column, .. } = file.position(span.start);
            // The words of a quote that stands are those of the passage, whatever markup the source has between them.
            Stood { line, column, passage: digest::of_words(quote) }
        }),
        quote: quote.map(digest::of_text),
    }
}
