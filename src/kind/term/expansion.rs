//! What a short form is said to stand for: `X (Junalco)`, `Junalco (X)`, `Junalco, la X,`, `X, la Junalco,`, `la Junalco est la X`, and
//! anywhere a passage that is the expansion but for spelling or inflection.
//!
//! [`around`](Expansions::around) reads the words beside a mention; [`alone`](Expansions::alone) those that begin or end like an expansion.

mod stretch;

use std::ops::Range;

use super::long::{Long, is_content};
use super::place::is_determiner;
use crate::dossier::RuleSet;
use crate::finding::{DeviationName, RuleId, Safety, Severity};
use crate::keys::ByKey;
use crate::kind::wording::{capitalised, one_line};
use crate::kind::{Deviation, Fact};
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::words;

use stretch::{Pattern, Stretch};

/// Content words from which on an expansion is told from common words without its short form.
const ALONE: usize = 3;

/// All expansions of all terms.
#[derive(Debug, Default)]
pub(super) struct Expansions {
    longs: Vec<Long>,
    /// By the keys of the first and the last word.
    ends: ByKey,
}

impl Expansions {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let mut expansions = Self::default();
        for (id, rule) in rules.iter() {
            if let Fact::Term(term) = &rule.fact {
                for long in term.expansion.iter().map(|text| Long::new(id, &text.value)).filter(|long| long.content() > 0) {
                    expansions.insert(long);
                }
            }
        }
        expansions
    }

    fn insert(&mut self, long: Long) {
        let number = self.longs.len() as u32;
        let (first, last) = (long.words.first().map(|word| word.key), long.words.last().map(|word| word.key));
        for key in first.into_iter().chain(last.filter(|_| last != first)) {
            self.ends.entry(key).or_default().push(number);
        }
        self.longs.push(long);
    }

    /// The expansions of a rule; they stand side by side.
    fn of(&self, rule: RuleId) -> &[Long] {
        let start = self.longs.partition_point(|long| long.rule < rule);
        let end = self.longs.partition_point(|long| long.rule <= rule);
        &self.longs[start..end]
    }

    pub(super) fn has(&self, rule: RuleId) -> bool {
        !self.of(rule).is_empty()
    }

    /// What is said, beside a term's mention, that it stands for, where that is none of its expansions.
    pub(super) fn around(
        &self,
        rules: &RuleSet,
        passage: &Passage<'_>,
        rule: RuleId,
        mention: &Range<usize>,
    ) -> Option<(Range<usize>, &Long)> {
        let longs = self.of(rule);
        let commas = longs.first()?.has_commas();
        let foreign = rules.dossier(rule).language.zip(passage.language()).is_some_and(|(facts, draft)| facts != draft);
        stretch::beside(passage, mention, commas).into_iter().find_map(|stretch| self.judge(passage, longs, &stretch, foreign))
    }

    fn judge<'e>(&'e self, passage: &Passage<'_>, longs: &'e [Long], stretch: &Stretch, foreign: bool) -> Option<(Range<usize>, &'e Long)> {
        if stretch
            .words
            .clone()
            .any(|at| longs.iter().any(|long| within(passage, long, at, &stretch.words)) || self.is_exact(passage, at, &stretch.words))
        {
            return None;
        }
        let found = longs.iter().filter_map(|long| {
            let start = start(passage, stretch, long, foreign)?;
            let run = start..long.end(passage, start..stretch.words.end);
            if stretch.pattern == Pattern::Beside && is_description(passage, long, &run, stretch.words.end) {
                return None;
            }
            if is_common_part(passage, long, &run) {
                return None;
            }
            Some((long.covered(passage, run.clone(), foreign), run, long))
        });
        let best = found.max_by_key(|(covered, run, long)| (*covered, usize::MAX - run.len().abs_diff(long.words.len())));
        best.map(|(_, run, long)| (run, long))
    }

    /// Whether any rule's expansion stands exactly at a word.
    fn is_exact(&self, passage: &Passage<'_>, at: usize, inside: &Range<usize>) -> bool {
        let list = self.ends.get(&passage.words[at].key).map_or(&[][..], Vec::as_slice);
        list.iter().any(|&number| within(passage, &self.longs[number as usize], at, inside))
    }

    /// Calls `found` with every passage that begins or ends at a word and is an expansion but for spelling or inflection.
    pub(super) fn alone<'e>(&'e self, passage: &Passage<'_>, at: usize, mut found: impl FnMut(Range<usize>, &'e Long)) {
        let Some(list) = self.ends.get(&passage.words[at].key) else { return };
        for long in list.iter().map(|&number| &self.longs[number as usize]) {
            let n = long.words.len();
            let starts = if long.words[0].key == passage.words[at].key { at..at + 1 } else { (at + 1).saturating_sub(n + 1)..at };
            let run = starts.filter_map(|start| long.misspelled_at(passage, start)).find(|run| run.contains(&at));
            let Some(run) = run.filter(|run| is_meant(passage, long, run)) else { continue };
            if !run.clone().any(|at| self.is_exact(passage, at, &(run.start..passage.words.len()))) {
                found(run, long);
            }
        }
    }
}

/// Where a stretch begins to be what stands for the short form: at the expansion's first word, or else after a determiner, so that at
/// least half of the expansion's content words follow.
fn start(passage: &Passage<'_>, stretch: &Stretch, long: &Long, foreign: bool) -> Option<usize> {
    let covered = |at: usize| long.covered(passage, at..stretch.words.end, foreign);
    let enough = |covered: usize| 2 * covered >= long.content() && covered >= long.content().min(2);
    // The nearest of those that hold most.
    let best = |starts: Vec<usize>| {
        let best =
            starts.into_iter().map(|at| (covered(at), at)).fold((0, None), |best, (n, at)| if n > best.0 { (n, Some(at)) } else { best });
        best.1.filter(|_| enough(best.0))
    };
    let first = |at: &usize| long.begins(passage, *at);
    match stretch.pattern {
        Pattern::Before => {
            let nearest_first = || stretch.words.clone().rev();
            let determined = |at: &usize| *at == stretch.words.start || is_determiner(passage, at - 1);
            best(nearest_first().filter(first).collect())
                .or_else(|| best(nearest_first().filter(determined).collect()).map(|at| head(passage, stretch, long, at)))
        }
        Pattern::Bracket => best(stretch.words.clone().filter(first).collect()).or_else(|| best(vec![stretch.words.start])),
        Pattern::Beside => best(Some(stretch.words.start).filter(first).into_iter().collect()),
    }
}

/// Whether what follows a short form describes it rather than names it: in small letters, with more words behind it, or with more words of
/// its own than stand in the place of others. Without a determiner (`le PNF, parquet spécialisé …`) it may have one of its own.
fn is_description(passage: &Passage<'_>, long: &Long, run: &Range<usize>, end: usize) -> bool {
    let covered = long.covered(passage, run.clone(), false);
    let own = run.clone().filter(|&at| is_content(passage, at)).count().saturating_sub(covered);
    let named = run.start.checked_sub(1).is_some_and(|before| is_determiner(passage, before));
    let most = if named { long.content().saturating_sub(covered) + 1 } else { 1 };
    passage.words[run.start].shape.is_lower() && (run.end < end || own > most)
}

/// Whether words are what is common in a name, in small letters and without all that names: `the tenant organisation, the KTO`.
fn is_common_part(passage: &Passage<'_>, long: &Long, run: &Range<usize>) -> bool {
    let covered = long.covered(passage, run.clone(), false);
    let own = run.clone().filter(|&at| is_content(passage, at)).count() > covered;
    let mut name = Vec::new();
    words(&long.written, &mut name);
    let named = name.iter().skip(1).any(|word| word.shape.is_capitalised());
    named && !own && covered < long.content() && run.clone().all(|at| passage.words[at].shape.is_lower())
}

/// The start moved back over as many content words as the expansion has before its first word that is there: to its head, if another word
/// stands in its place.
fn head(passage: &Passage<'_>, stretch: &Stretch, long: &Long, start: usize) -> usize {
    let missing = long.missing_before(passage, start..stretch.words.end);
    let added = |at: usize| (at..start).filter(|&at| is_content(passage, at)).count();
    let heads = (stretch.words.start..start).filter(|&at| at == stretch.words.start || is_determiner(passage, at - 1));
    heads.filter(|&at| is_content(passage, at) && added(at) <= missing).min().unwrap_or(start)
}

fn within(passage: &Passage<'_>, long: &Long, at: usize, inside: &Range<usize>) -> bool {
    at + long.words.len() <= inside.end && long.is_at(passage, at)
}

/// Whether words that are nearly an expansion are meant as it, though the short form is not there: an expansion of few words must be
/// written as a name; and a head in the other number speaks of several such things.
fn is_meant(passage: &Passage<'_>, long: &Long, run: &Range<usize>) -> bool {
    let first = &passage.words[run.start];
    let named = first.shape.is_capitalised() && !passage.opens_sentence(run.start);
    // Counted from the end: a hyphen more or less shifts the words of both.
    let behind = long.last_head().map(|head| long.words.len() - 1 - head);
    let last_differs = |n: usize| n < run.len() && long.is_other_form(passage, run.end - 1 - n, long.words.len() - 1 - n);
    let head_differs = long.is_other_form(passage, run.start, 0) || behind.is_some_and(last_differs);
    (long.content() >= ALONE || (named && long.content() > 1)) && !head_differs
}

/// The report of a wrong expansion.
pub(super) fn wrong(passage: &Passage<'_>, run: &Range<usize>, long: &Long, canonical: &str) -> Deviation {
    let shown = one_line(&passage.text[passage.span(run.clone())]);
    let right = in_case_of(passage, run, &long.written);
    Deviation::new(
        DeviationName::Expansion,
        Severity::Warning,
        format!("`{shown}` is not what `{canonical}` stands for"),
        format!("`{canonical}` stands for `{}`", long.written),
    )
    .replace(right, Safety::Unsafe)
}

/// The expansion as a draft writes it: in capitals, with a capital at its start, or small.
fn in_case_of(passage: &Passage<'_>, run: &Range<usize>, right: &str) -> String {
    let draft = &passage.words[run.clone()];
    let mut written = Vec::new();
    words(right, &mut written);
    if draft.iter().all(|word| word.shape.is_upper()) {
        return right.to_uppercase();
    }
    let small = written.iter().skip(1).all(|word| word.shape.is_lower());
    match (draft.first(), written.first()) {
        (Some(draft), Some(right_word)) if draft.shape.is_capitalised() && right_word.shape.is_lower() => capitalised(right),
        (Some(draft), Some(right_word)) if draft.shape.is_lower() && small && !right_word.shape.is_upper() => {
            format!("{}{}", fold::lower(right_word.text(right)), &right[right_word.end as usize..])
        }
        _ => right.to_owned(),
    }
}
