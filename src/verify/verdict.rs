//! Evidence and a lock → what became of each piece since the lock was written.

use std::collections::HashMap;
use std::ops::Range;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use super::digest;
use super::lock::{EvidenceEntry, Lock, Stood};
use crate::dossier::load::head::place;
use crate::dossier::{Content, Dossier, Evidence, EvidenceState, Rule, RuleSet, Source, evidence};
use crate::language::Language;
use crate::prose::fold;
use crate::prose::words::{Word, words};
use crate::source::SourceFile;

/// Bytes of a quote up to which letters are compared where no words are left.
const SHORT: usize = 200;

/// How much alike letters are then, of 1.
const ALIKE: f64 = 0.6;

/// What became of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The passage is in the source, where it was.
    Stands,
    /// It is in the source, at another place.
    Moved,
    /// It is not in the source; words near to it are.
    Changed,
    /// It is not in the source, and nothing is near to it; or the file that the lock knew is not there.
    Gone,
    /// It was never held against a source.
    Unchecked,
}

/// A piece of evidence with its verdict.
#[derive(Debug)]
pub struct Judged<'r> {
    /// The rule that it establishes.
    pub rule: &'r Rule,
    /// The rule file.
    pub dossier: &'r Dossier,
    /// The evidence.
    pub evidence: &'r Evidence,
    /// Its source.
    pub source: &'r Source,
    /// What became of it.
    pub verdict: Verdict,
    /// Bytes of the source: where it stands, or what is nearest to it where it changed.
    pub span: Option<Range<usize>>,
    /// What the lock has of it.
    pub before: Option<&'r EvidenceEntry>,
}

impl Judged<'_> {
    /// Where it stands, moved or not.
    pub fn stands(&self) -> Option<(&SourceFile, Range<usize>)> {
        self.place().filter(|_| matches!(self.verdict, Verdict::Stands | Verdict::Moved))
    }

    /// Where it stands, or what is nearest to it.
    pub fn place(&self) -> Option<(&SourceFile, Range<usize>)> {
        self.source.content.as_ref().map(|content| &content.file).zip(self.span.clone())
    }

    /// Whether the rule file names a file that is not there. One that is there and cannot be read is a mistake.
    pub fn has_no_file(&self) -> bool {
        is_missing(self.dossier, self.source)
    }

    /// Whether the source can be read and does not hold the passage.
    pub fn is_lost(&self) -> bool {
        self.source.content.is_some() && matches!(self.verdict, Verdict::Changed | Verdict::Gone)
    }

    /// Whether the rule quotes other words than when the lock was written.
    pub fn is_requoted(&self) -> bool {
        let quote = self.evidence.quote.as_ref().map(|quote| digest::of_text(&quote.value));
        self.before.is_some_and(|before| before.quote != quote)
    }
}

/// Judges all evidence, in the order of the rules. `names` are those of the rule files in the lock; without a lock nothing has moved.
pub fn judge<'r>(rules: &'r RuleSet, names: &[String], lock: Option<&'r Lock>) -> Vec<Judged<'r>> {
    let mut known: HashMap<(&str, &str), Vec<&EvidenceEntry>> = HashMap::new();
    for entry in lock.iter().flat_map(|lock| &lock.evidence) {
        known.entry((&entry.dossier, &entry.rule)).or_default().push(entry);
    }
    let pairs = rules.rules.iter().flat_map(|rule| {
        let sources = &rules.dossiers[rule.dossier].sources;
        let entries = known.get(&(names[rule.dossier].as_str(), rule.code.as_str())).map_or(&[][..], Vec::as_slice);
        rule.evidence.iter().zip(pair(&rule.evidence, sources, entries)).map(move |(evidence, before)| (rule, evidence, before))
    });
    let pairs: Vec<_> = pairs.collect();
    pairs.par_iter().map(|&(rule, evidence, before)| one(rules, rule, evidence, before)).collect()
}

/// What the lock has of each piece of a rule's evidence: the same quote, else the same words quoted otherwise, else another quote of the
/// same source.
fn pair<'r>(all: &[Evidence], sources: &[Source], entries: &[&'r EvidenceEntry]) -> Vec<Option<&'r EvidenceEntry>> {
    let mut left = entries.to_vec();
    let mut paired = vec![None; all.len()];
    let same: [fn(&str, &EvidenceEntry) -> bool; 3] = [
        |quote, entry| entry.quote.as_ref().is_some_and(|known| *known == digest::of_text(quote)),
        |quote, entry| entry.stood.as_ref().is_some_and(|stood| stood.passage == digest::of_words(quote)),
        |_, _| true,
    ];
    for fits in same {
        for (evidence, before) in all.iter().zip(&mut paired).filter(|(_, before)| before.is_none()) {
            let quote = evidence.quote.as_ref().map_or("", |quote| &quote.value);
            let id = &sources[evidence.source].id;
            if let Some(at) = left.iter().position(|entry| entry.source == *id && fits(quote, entry)) {
                *before = Some(left.remove(at));
            }
        }
    }
    paired
}

fn one<'r>(rules: &'r RuleSet, rule: &'r Rule, evidence: &'r Evidence, before: Option<&'r EvidenceEntry>) -> Judged<'r> {
    let dossier = &rules.dossiers[rule.dossier];
    let source = &dossier.sources[evidence.source];
    let (verdict, span) = match (&evidence.state, &source.content, &evidence.quote) {
        (EvidenceState::Stands(first), Some(content), Some(quote)) => found(&quote.value, content, first, before),
        (EvidenceState::Missing, Some(content), Some(quote)) => lost(&quote.value, content, before),
        (_, None, _) if before.is_some_and(|before| before.stood.is_some()) && is_missing(dossier, source) => (Verdict::Gone, None),
        _ => (Verdict::Unchecked, None),
    };
    Judged { rule, dossier, evidence, source, verdict, span, before }
}

fn is_missing(dossier: &Dossier, source: &Source) -> bool {
    source.path.as_ref().is_some_and(|path| place(&dossier.file, path).try_exists().is_ok_and(|there| !there))
}

/// Where a quote stands, of which `first` is the first place in its source: the same words may stand in more than one.
fn found(quote: &str, content: &Content, first: &Range<usize>, before: Option<&EvidenceEntry>) -> (Verdict, Option<Range<usize>>) {
    // Other words have not moved: the rule names another passage.
    let stood = before.and_then(|before| before.stood.as_ref()).filter(|stood| stood.passage == digest::of_words(quote));
    let Some(stood) = stood else { return (Verdict::Stands, Some(first.clone())) };
    let is_there = |span: &Range<usize>| stood.is_at(content.file.position(span.start));
    if is_there(first) {
        return (Verdict::Stands, Some(first.clone()));
    }
    match evidence::find_where(quote, content, is_there) {
        Some(there) => (Verdict::Stands, Some(there)),
        None => (Verdict::Moved, Some(first.clone())),
    }
}

/// What is nearest to a quote that its source does not hold.
fn lost(quote: &str, content: &Content, before: Option<&EvidenceEntry>) -> (Verdict, Option<Range<usize>>) {
    let stood = before.and_then(|before| before.stood.as_ref());
    let at = stood.map_or(0, |stood| content.file.line_range(stood.line).start);
    let nearest = evidence::nearest_to(quote, content, at).filter(|span| is_near(quote, content.file.slice(span.clone())));
    match nearest.or_else(|| misspelled(quote, &content.file, stood?)) {
        Some(span) => (Verdict::Changed, Some(span)),
        None => (Verdict::Gone, None),
    }
}

/// As many words as a quote has, at the place where it stood, if they are spelled much like it: of a name or a figure no word may be left.
fn misspelled(quote: &str, file: &SourceFile, stood: &Stood) -> Option<Range<usize>> {
    if quote.len() > SHORT {
        return None;
    }
    let line = file.line_range(stood.line);
    let before = file.slice(line.clone()).char_indices().nth(stood.column.saturating_sub(1))?.0;
    let start = line.start + before;
    let text = file.slice(start..start + 2 * quote.len());
    let (mut wanted, mut there) = (Vec::new(), Vec::new());
    words(quote, &mut wanted);
    words(text, &mut there);
    let end = there.get(wanted.len().checked_sub(1)?).or(there.last())?.range().end;
    let alike = strsim::normalized_damerau_levenshtein(&fold::lower(quote), &fold::lower(&text[..end]));
    (alike >= ALIKE).then_some(start..start + end)
}

/// Whether a passage shares half of a quote's words, and not only articles and prepositions.
fn is_near(quote: &str, passage: &str) -> bool {
    let (mut wanted, mut there) = (Vec::new(), Vec::new());
    words(quote, &mut wanted);
    words(passage, &mut there);
    let count = wanted.len();
    let is_plain = |word: &Word| Language::ALL.iter().any(|language| language.tables().function_words.has_key(word.key));
    let only_plain = wanted.iter().all(is_plain);
    wanted.retain(|word| there.iter().position(|other| other.key == word.key).map(|at| there.swap_remove(at)).is_some());
    wanted.len() * 2 >= count && (only_plain || !wanted.iter().all(is_plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_near_by_words_that_mean_something() {
        assert!(is_near("le site a été fermé le 25 juin", "le site sera fermé le 26 juin"));
        assert!(is_near("Isaac Steidl", "Isaac Steidel"));
        assert!(!is_near("le chef de la police", "le long de la mer"), "articles and prepositions alone");
        assert!(!is_near("Isaac Steidl a lancé ce salon", "ce salon est fermé depuis hier"));
        assert!(is_near("et de la", "et de le"), "there is nothing else in it");
    }
}
