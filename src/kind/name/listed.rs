//! The forms that a rule lists, as the lexicon finds them: `reject`, `distinct`, and names that stand all in small letters.

use std::collections::HashMap;
use std::ops::Range;

use super::Names;
use super::align::Alignment;
use super::around::is_common;
use super::fact::Name;
use super::say;
use crate::finding::{DeviationName, Origin, RuleId, Safety, Severity};
use crate::kind::wording::one_line;
use crate::kind::{Deviation, Form as Extent, Mention, Verdict};
use crate::lexicon::{LexiconBuilder, List, Matching, Owner};
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::{Shape, words};
use crate::trace::Reason;

/// Puts a rule's listed forms into the lexicon.
pub(super) fn add(id: RuleId, name: &Name, lexicon: &mut LexiconBuilder) {
    let canonical = std::slice::from_ref(&name.canonical);
    let lists = [
        (List::Canonical, canonical),
        (List::Accept, &name.accept),
        (List::Accept, name.short.as_deref().unwrap_or_default()),
        (List::Reject, &name.reject),
        (List::Distinct, &name.distinct),
    ];
    for (list, texts) in lists {
        for text in texts {
            lexicon.add(Matching::Exact, &text.value, Owner::Rule(id, list));
        }
    }
}

/// What of a passage is settled by lists, as words.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// Rejected forms: reported already.
    rejected: Runs,
    /// Look-alikes that are somebody else.
    distinct: Runs,
    /// Right forms.
    right: Vec<(RuleId, Range<usize>)>,
}

/// Runs of words, by each of the words: a long paragraph has many, and every name asks for those around it.
#[derive(Debug, Default)]
struct Runs(HashMap<usize, Vec<Range<usize>>>);

impl Runs {
    fn insert(&mut self, words: Range<usize>) {
        for word in words.clone() {
            self.0.entry(word).or_default().push(words.clone());
        }
    }

    /// Whether one of them has a word of these.
    fn overlap(&self, words: &Range<usize>) -> bool {
        words.clone().any(|word| self.0.contains_key(&word))
    }

    /// Those that have a word of these, and are not only a part of them.
    fn beyond_parts<'r>(&'r self, words: &'r Range<usize>) -> impl Iterator<Item = &'r Range<usize>> {
        let part = |run: &Range<usize>| words.start <= run.start && run.end <= words.end && run.len() < words.len();
        words.clone().filter_map(|word| self.0.get(&word)).flatten().filter(move |run| !part(run))
    }

    /// Those that have all of these words.
    fn around(&self, words: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let end = words.end;
        self.0.get(&words.start).into_iter().flatten().filter(move |run| end <= run.end)
    }
}

impl FromIterator<Range<usize>> for Runs {
    fn from_iter<T: IntoIterator<Item = Range<usize>>>(all: T) -> Self {
        let mut runs = Self::default();
        all.into_iter().for_each(|words| runs.insert(words));
        runs
    }
}

impl Listed {
    /// Reads the lists; rejected forms are put into `mentions`.
    pub(super) fn read(names: &Names<'_>, passage: &Passage<'_>, mentions: &mut Vec<Mention>) -> Self {
        let mut listed = Self::default();
        let mut rejected: Vec<(RuleId, Range<usize>)> = Vec::new();
        for hit in passage.hits() {
            let Owner::Rule(id, list) = hit.owner else { continue };
            if names.fact(id).is_none() {
                continue;
            }
            match list {
                List::Canonical | List::Accept => listed.right.push((id, hit.words.clone())),
                List::Distinct => {
                    passage.explain(id, passage.span(hit.words.clone()), || Reason::passed_over("`distinct`: this is somebody else"));
                    listed.distinct.insert(hit.words.clone());
                }
                List::Reject => rejected.push((id, hit.words.clone())),
                _ => {}
            }
        }
        listed.keep_rejected(passage, &mut rejected);
        for (id, words) in rejected {
            if let Some(name) = names.fact(id) {
                mentions.push(rejection(passage, id, name, words.clone()));
            }
            listed.rejected.insert(words);
        }
        listed
    }

    /// Drops rejected forms inside a right one, a look-alike or a longer rejected one, those in addresses, and common words.
    fn keep_rejected(&self, passage: &Passage<'_>, rejected: &mut Vec<(RuleId, Range<usize>)>) {
        let right: Runs = self.right.iter().map(|(_, words)| words.clone()).collect();
        let all: Runs = rejected.iter().map(|(_, words)| words.clone()).collect();
        rejected.retain(|(_, words)| {
            let inside = right.around(words).chain(self.distinct.around(words)).next().is_some()
                || all.around(words).any(|outer| outer.len() > words.len());
            let small = passage.words[words.clone()].iter().all(|word| word.shape.is_lower() && is_common(passage, word.key));
            !inside && !small && !passage.is_address(passage.words[words.start].start as usize)
        });
    }

    /// Whether a list already says what these words are. A look-alike that is a part of them says nothing of the whole: with `Essonne` as
    /// another place, `Corbeil-Essonne` is still a misspelling of `Corbeil-Essonnes`.
    pub(super) fn settles(&self, words: &Range<usize>) -> bool {
        self.rejected.overlap(words) || self.distinct.beyond_parts(words).next().is_some()
    }

    /// The right forms that no capital shows, so that nothing else finds them: all in small letters, or of words that are no parts.
    pub(super) fn remaining(&self, names: &Names<'_>, passage: &Passage<'_>, best: &[Alignment], mentions: &mut Vec<Mention>) {
        let found: Runs = best.iter().map(Alignment::words).collect();
        for (id, words) in &self.right {
            let address = passage.is_address(passage.words[words.start].start as usize);
            if found.overlap(words)
                || address
                || self.settles(words)
                || passage.words[words.clone()].iter().any(|word| word.shape.is_capitalised())
            {
                continue;
            }
            mentions.extend(names.fact(*id).and_then(|name| in_small_letters(passage, *id, name, words)));
        }
    }
}

/// A name of several parts, not all of them ordinary words, lacks its capitals; any other agrees.
fn in_small_letters(passage: &Passage<'_>, id: RuleId, name: &Name, run: &Range<usize>) -> Option<Mention> {
    let span = passage.span(run.clone());
    let written = fold::lower(&passage.text[span.clone()]).into_owned();
    let same = |text: &&String| fold::gap(&fold::lower(text)) == fold::gap(&written);
    let forms = std::iter::once(&name.canonical).chain(&name.accept).chain(name.short.iter().flatten()).map(|text| &text.value);
    let right = forms.clone().find(same)?;
    let agrees = Mention { origin: Origin::Rule(id), span, form: Extent::Full, verdict: Verdict::Agrees };
    if Shape::of(right).is_lower() && right == &right.to_lowercase() {
        return Some(agrees);
    }
    let common = passage.words[run.clone()].iter().all(|word| is_common(passage, word.key));
    (run.len() > 1 && !common && name.fuzzy).then(|| say::small_letters(passage, Origin::Rule(id), run.clone(), right))
}

fn rejection(passage: &Passage<'_>, id: RuleId, name: &Name, words: Range<usize>) -> Mention {
    let span = passage.span(words);
    let written = one_line(&passage.text[span.clone()]);
    let right = right_for(&written, &name.canonical.value);
    let right = if Shape::of(&written).is_upper() && written.chars().count() > 1 { right.to_uppercase() } else { right.to_owned() };
    Deviation::new(
        DeviationName::Rejected,
        Severity::Error,
        format!("`{written}` is a form of this name that the rule rejects"),
        format!("should be `{right}`"),
    )
    .replace(right, Safety::Safe)
    .at(Origin::Rule(id), span, Extent::Full)
}

/// The words of the canonical that a rejected form stands for: as many as it has, the nearest in spelling, the last of those equally near.
fn right_for<'a>(rejected: &str, canonical: &'a str) -> &'a str {
    let (ours, theirs) = (parts(canonical), parts(rejected));
    let runs =
        ours.windows(theirs.len().clamp(1, ours.len().max(1))).filter_map(|run| Some(&canonical[run.first()?.start..run.last()?.end]));
    let folded = fold::strip(rejected).replace('-', " ");
    let distance = |run: &&str| strsim::osa_distance(&fold::strip(run).replace('-', " "), &folded);
    runs.rev().min_by_key(distance).unwrap_or(canonical)
}

/// The words of a form; what an apostrophe joins is one (`O’Rourke`).
fn parts(form: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    words(form, &mut found);
    let mut parts: Vec<Range<usize>> = Vec::new();
    for word in found {
        match parts.last_mut() {
            Some(last) if fold::gap(&form[last.end..word.start as usize]) == "'" => last.end = word.end as usize,
            _ => parts.push(word.range()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::right_for;

    #[test]
    fn a_rejected_form_stands_for_as_many_words_of_the_canonical() {
        assert_eq!(right_for("Park Jee-hwan", "Park Ji-hwan"), "Park Ji-hwan");
        assert_eq!(right_for("Ribadeau-Dumas", "Olivier Ribadeau Dumas"), "Ribadeau Dumas");
        assert_eq!(right_for("Beko", "Laure Beccuau"), "Beccuau");
        assert_eq!(right_for("Sean Rourke", "Sean O’Rourke"), "Sean O’Rourke");
        assert_eq!(right_for("Kev", "Kevin Gorman"), "Kevin");
        assert_eq!(right_for("Paul du Rove", "Pavel Durov"), "Pavel Durov");
        assert_eq!(right_for("Nguyen Lacoste", "Anne-Marie Nguyen-Lacoste"), "Nguyen-Lacoste");
    }
}
