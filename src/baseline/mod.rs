//! Findings accepted earlier are left out; what is new is reported, and what is gone is told.
//!
//! An entry accepts a number of findings of one rule and fingerprint in one file. A fingerprint holds no place, so a paragraph may move
//! within its file. What an entry has left over follows its text to another file, if its own file was checked too or is no longer there:
//! a file may be renamed, and a paragraph may move from file to file. A second occurrence is new wherever it stands.

mod file;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use crate::check::code;
use crate::dossier::RuleSet;
use crate::dossier::problem::Problem;
use crate::finding::Finding;
use crate::full_path::{FullPaths, canonical, relative};
use crate::kind::protected::Guard;
use crate::report::Checked;
use crate::source::SourceFile;

pub use file::HEAD;

/// Findings of one rule and fingerprint that are accepted in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The draft, from the folder of the baseline, with `/`.
    pub path: String,
    /// The rule's code.
    pub rule: String,
    /// What is the same of a finding wherever it stands.
    pub fingerprint: String,
    /// How the mention departs from the canonical.
    pub deviation: String,
    /// How many are accepted.
    pub count: usize,
    /// Words of the draft, for people; nothing is compared with them.
    pub text: String,
}

/// A baseline: its entries, and where it stands.
#[derive(Debug, Default)]
pub struct Baseline {
    entries: Vec<Entry>,
    /// The folder from which drafts are named.
    folder: PathBuf,
}

/// What became of a run's findings.
#[derive(Debug, Default)]
pub struct Applied {
    /// The findings that are accepted, by the index of their file.
    pub baselined: Vec<(usize, Finding)>,
    /// What was accepted earlier and is there no more: `count` is how many.
    pub stale: Vec<Entry>,
}

/// What a new baseline has more and less than the one before, counted in findings.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Renewal {
    /// All that are accepted now.
    pub accepted: usize,
    /// Those that were not accepted before.
    pub added: usize,
    /// Those that were, and are there no more.
    pub pruned: usize,
}

impl Baseline {
    /// A baseline without entries, which will stand at `path`.
    pub fn new(path: &Path) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Self { entries: Vec::new(), folder: canonical(folder) }
    }

    /// Reads the baseline that stands at `path`, with all its mistakes.
    pub fn read(source: &SourceFile, path: &Path) -> (Self, Vec<Problem>) {
        let (mut entries, problems) = file::read(source);
        entries.sort();
        // A merge may leave an entry twice: it accepts no more for that.
        entries.dedup_by(|later, first| {
            let same = key(later) == key(first);
            first.count = if same { first.count.max(later.count) } else { first.count };
            same
        });
        (Self { entries, ..Self::new(path) }, problems)
    }

    /// Takes protected names out of what it quotes of drafts.
    pub fn hide(&mut self, guard: &Guard) {
        self.entries.iter_mut().for_each(|entry| guard.hide(&mut entry.text));
    }

    /// Takes the accepted findings out of `files`. `asked` tells which codes the run reports: entries of others are not missed.
    pub fn apply(&self, rules: &RuleSet, files: &mut [Checked], asked: &dyn Fn(&str) -> bool) -> Applied {
        let names = self.names(files);
        let mut left: Vec<usize> = self.entries.iter().map(|entry| entry.count).collect();
        let at: HashMap<_, _> = self.entries.iter().enumerate().map(|(at, entry)| (key(entry), at)).collect();
        let mut baselined = Vec::new();
        take(files, &mut baselined, |file, finding| {
            let at = at.get(&(names[file].as_str(), code(rules, finding), finding.fingerprint.as_str()));
            at.is_some_and(|&at| take_one(&mut left[at]))
        });
        let free = self.free(&names);
        let mut moved: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for (at, entry) in self.entries.iter().enumerate().filter(|&(at, _)| free[at] && left[at] > 0) {
            moved.entry((&entry.rule, &entry.fingerprint)).or_default().push(at);
        }
        take(files, &mut baselined, |_, finding| {
            let places = moved.get(&(code(rules, finding), finding.fingerprint.as_str()));
            places.into_iter().flatten().any(|&at| take_one(&mut left[at]))
        });
        let stale = |at: usize, entry: &Entry| left[at] > 0 && free[at] && asked(&entry.rule);
        let stale = self.entries.iter().enumerate().filter(|&(at, entry)| stale(at, entry));
        Applied { baselined, stale: stale.map(|(at, entry)| Entry { count: left[at], ..entry.clone() }).collect() }
    }

    /// The baseline that accepts all findings of a run. Entries of files that were not part of it, and of codes it did not ask for, stay.
    #[must_use]
    pub fn renewed(&self, rules: &RuleSet, files: &[Checked], asked: &dyn Fn(&str) -> bool) -> (Self, Renewal) {
        let names = self.names(files);
        let mut entries: BTreeMap<(String, String, String), Entry> = BTreeMap::new();
        let mut add = |entry: Entry| {
            let key = (entry.path.clone(), entry.rule.clone(), entry.fingerprint.clone());
            entries.entry(key).and_modify(|known| known.count = known.count.saturating_add(entry.count)).or_insert(entry);
        };
        for (name, checked) in names.iter().zip(files) {
            checked.findings.iter().for_each(|finding| add(entry(name, code(rules, finding), checked, finding)));
        }
        let free = self.free(&names);
        let kept = self.entries.iter().enumerate().filter(|&(at, entry)| !(free[at] && asked(&entry.rule)));
        kept.for_each(|(_, entry)| add(entry.clone()));
        let new = Self { entries: entries.into_values().collect(), folder: self.folder.clone() };
        let renewal = Renewal { accepted: new.accepted(), added: new.beyond(self), pruned: self.beyond(&new) };
        (new, renewal)
    }

    /// The text of its file, which is called `path`.
    pub fn to_toml(&self, path: &Path) -> String {
        file::write(&self.entries, path)
    }

    /// How many findings it accepts.
    fn accepted(&self) -> usize {
        total(&self.entries)
    }

    /// How many findings it accepts that the other does not.
    fn beyond(&self, other: &Self) -> usize {
        let others: HashMap<_, _> = other.entries.iter().map(|entry| (key(entry), entry.count)).collect();
        let more = self.entries.iter().map(|entry| entry.count.saturating_sub(others.get(&key(entry)).copied().unwrap_or(0)));
        more.fold(0, usize::saturating_add)
    }

    /// The files as entries name them.
    fn names(&self, files: &[Checked]) -> Vec<String> {
        let mut paths = FullPaths::default();
        files.iter().map(|checked| relative(&paths.of(checked.file.path()), &self.folder)).collect()
    }

    /// For each entry, whether its file was part of the run or is no longer there.
    fn free(&self, names: &[String]) -> Vec<bool> {
        let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        let mut known: HashMap<&str, bool> = HashMap::new();
        let mut free = |path| *known.entry(path).or_insert_with(|| names.contains(path) || !self.folder.join(path).exists());
        self.entries.iter().map(|entry| free(entry.path.as_str())).collect()
    }
}

/// How many findings these entries accept; a count is whatever somebody wrote into the file.
pub fn total(entries: &[Entry]) -> usize {
    entries.iter().fold(0, |total, entry| total.saturating_add(entry.count))
}

fn key(entry: &Entry) -> (&str, &str, &str) {
    (&entry.path, &entry.rule, &entry.fingerprint)
}

fn take_one(left: &mut usize) -> bool {
    let some = *left > 0;
    *left -= usize::from(some);
    some
}

/// Moves the findings that are `accepted` out of their files, the first of each file first.
fn take(files: &mut [Checked], taken: &mut Vec<(usize, Finding)>, mut accepted: impl FnMut(usize, &Finding) -> bool) {
    for (at, checked) in files.iter_mut().enumerate() {
        taken.extend(checked.findings.extract_if(.., |finding| accepted(at, finding)).map(|finding| (at, finding)));
    }
}

fn entry(path: &str, code: &str, checked: &Checked, finding: &Finding) -> Entry {
    Entry {
        path: path.to_owned(),
        rule: code.to_owned(),
        fingerprint: finding.fingerprint.clone(),
        deviation: finding.deviation.as_str().to_owned(),
        count: 1,
        text: file::shown(&checked.file.shown(finding.span.clone())),
    }
}
