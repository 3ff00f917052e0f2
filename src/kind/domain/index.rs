//! All names of all rules, found by the parts of a name that a draft may share with them.

use std::collections::HashMap;

use super::compare::{self, Name};
use super::fact::Domain;
use super::read::{Host, Setting};
use crate::finding::RuleId;

/// What a rule says of a name that it lists. An accepted name goes before a rejected one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Listed {
    /// It is right.
    Right,
    /// It was right once.
    Former,
    /// It is wrong.
    Rejected,
}

/// How a name that no rule lists departs from a rule's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same name under another suffix.
    OtherSuffix,
    /// Another name that is taken for it.
    Lookalike,
}

/// A rule that knows a name of a draft.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Known<T> {
    pub(super) rule: RuleId,
    /// From which label on the name is known.
    pub(super) from: usize,
    pub(super) how: T,
}

/// The names of all rules.
#[derive(Debug, Default)]
pub(super) struct Index {
    names: Vec<(RuleId, Name)>,
    listed: HashMap<String, Vec<(RuleId, Listed)>>,
    /// Of the canonical names, by index: by the label before the suffix, what that looks like, all labels with hyphens, and the first
    /// letter with the suffix.
    labels: HashMap<String, Vec<usize>>,
    looks: HashMap<String, Vec<usize>>,
    hyphenated: HashMap<String, Vec<usize>>,
    initials: HashMap<(Option<char>, String), Vec<usize>>,
}

impl Index {
    pub(super) fn add(&mut self, rule: RuleId, domain: &Domain) {
        let right = std::iter::once(&domain.canonical).chain(&domain.accept).map(|name| (name, Listed::Right));
        let former = domain.former.iter().map(|name| (name, Listed::Former));
        let rejected = domain.reject.iter().map(|name| (name, Listed::Rejected));
        for (name, how) in right.chain(former).chain(rejected) {
            self.listed.entry(compare::normal(&name.value)).or_default().push((rule, how));
        }
        let name = Name::new(&domain.canonical.value);
        if name.stem.is_empty() {
            // A suffix itself, as `gouv.fr`, is like nothing.
            return;
        }
        let at = self.names.len();
        self.labels.entry(name.label().to_owned()).or_default().push(at);
        if domain.lookalikes {
            self.looks.entry(compare::look(name.label(), 'l')).or_default().push(at);
            self.hyphenated.entry(name.hyphenated()).or_default().push(at);
            self.initials.entry((name.label().chars().next(), name.suffix.clone())).or_default().push(at);
        }
        self.names.push((rule, name));
    }

    /// The rules that list this name or one that it is below of, each once: the longest, then the right one.
    pub(super) fn listed(&self, host: &Host) -> Vec<Known<Listed>> {
        let mut found: Vec<Known<Listed>> = Vec::new();
        for from in 0..host.len().saturating_sub(1) {
            let mut entries = self.listed.get(&host.name(from)).cloned().unwrap_or_default();
            entries.sort_by_key(|&(rule, how)| (how, rule));
            for (rule, how) in entries {
                if found.iter().all(|known| known.rule != rule) {
                    found.push(Known { rule, from, how });
                }
            }
        }
        found
    }

    /// The rules whose canonical name is like this one, which none lists, each once.
    pub(super) fn alike(&self, host: &Host, text: &str) -> Vec<Known<Likeness>> {
        let whole = host.name(0);
        let Some(suffix) = compare::suffix(&whole) else { return Vec::new() };
        let Some(label) = (host.len() - suffix.split('.').count()).checked_sub(1) else { return Vec::new() };
        if host.setting == Setting::Bare && compare::is_file_suffix(suffix) {
            return Vec::new();
        }
        let candidates = self.candidates(host, text, label, suffix);
        let mut found: Vec<Known<Likeness>> = Vec::new();
        for (at, how, whole) in candidates {
            let (rule, name) = &self.names[at];
            let from = if whole { Some(0) } else { stem_start(host, name, label) };
            if let Some(from) = from.filter(|_| found.iter().all(|known| known.rule != *rule)) {
                found.push(Known { rule: *rule, from, how });
            }
        }
        found
    }

    /// Names to which this one is like by its label before the suffix; the last says whether all of it is shown.
    fn candidates(&self, host: &Host, text: &str, label: usize, suffix: &str) -> Vec<(usize, Likeness, bool)> {
        let own = host.label(label);
        let mut found = Vec::new();
        let mut add = |list: Option<&Vec<usize>>, how: Likeness, whole: bool, fits: &dyn Fn(&Name) -> bool| {
            let fitting = list.into_iter().flatten().filter(|&&at| fits(&self.names[at].1));
            found.extend(fitting.map(|&at| (at, how, whole)));
        };
        add(self.labels.get(own), Likeness::OtherSuffix, false, &|_| true);
        for look in compare::looks(own, host.written(text, label)) {
            add(self.looks.get(&look), Likeness::Lookalike, false, &|name| {
                let long = name.label().chars().count() > super::SHORT;
                own != name.label() && (name.suffix == suffix || (long && compare::is_disguised(own, name.label())))
            });
        }
        for (hyphen, _) in own.match_indices('-').chain([(own.len(), "")]) {
            add(self.hyphenated.get(&own[..hyphen]), Likeness::Lookalike, true, &|_| true);
        }
        let initial = (own.chars().next(), suffix.to_owned());
        add(self.initials.get(&initial), Likeness::Lookalike, false, &|name| compare::is_misspelled(own, name.label()));
        // `coco.gg.example.com` is a page of `example.com`.
        for end in 2..host.len() {
            let leading = (0..end).map(|at| host.label(at)).collect::<Vec<_>>();
            let leading = leading.strip_prefix(&["www"]).unwrap_or(&leading).join("-");
            let joined = self.hyphenated.get(&leading);
            add(joined.filter(|_| end <= label), Likeness::Lookalike, true, &|name| name.whole.replace('.', "-") == leading);
        }
        found
    }
}

/// Where the labels begin that answer those of the canonical stem, of which the last is at `label`; the others must be the same.
fn stem_start(host: &Host, name: &Name, label: usize) -> Option<usize> {
    let stem: Vec<&str> = name.stem.split('.').collect();
    let from = (label + 1).checked_sub(stem.len())?;
    (from..label).zip(&stem).all(|(at, part)| host.label(at) == *part).then_some(from)
}
