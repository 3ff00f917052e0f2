//! Which words of a passage make a claim: in, what the lexicon found of each group of `all`; out, the smallest runs of words that hold a
//! different word of every group.

use std::ops::Range;

use super::fact::Claim;
use crate::finding::RuleId;
use crate::lexicon::{Hit, List};
use crate::prose::passage::Passage;

/// How many words may stand between two entries of a sentence: farther apart, they seldom belong to one statement.
pub(super) const APART: usize = 15;

/// A claim as it stands in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// The words of each entry, in the order of the text.
    pub(super) entries: Vec<Range<usize>>,
}

impl Match {
    /// The words from the first entry to the last.
    pub(super) fn words(&self) -> Range<usize> {
        let end = self.entries.iter().map(|entry| entry.end).max().unwrap_or(0);
        self.entries.first().map_or(0, |entry| entry.start)..end
    }
}

/// Every claim of a rule in a passage, by place; none overlaps another.
pub(super) fn matches(passage: &Passage<'_>, id: RuleId, claim: &Claim) -> Vec<Match> {
    let groups = claim.all.len();
    let mut hits: Vec<(usize, &Hit)> = Vec::new();
    for group in 0..groups {
        let found = passage.list(id, List::Group(group as u32));
        if found.is_empty() {
            return Vec::new();
        }
        hits.extend(found.iter().map(|hit| (group, hit)));
    }
    hits.retain(|(_, hit)| !passage.is_address(passage.words[hit.words.start].start as usize));
    hits.sort_by_key(|(_, hit)| (hit.words.start, hit.words.end));
    let mut window = Window { latest: vec![Vec::new(); groups] };
    let mut found: Vec<Match> = Vec::new();
    let mut before: Option<&Hit> = None;
    for (group, hit) in hits {
        if !claim.within_paragraph && before.is_some_and(|before| parted(passage, before, hit)) {
            window.latest.iter_mut().for_each(Vec::clear);
        }
        before = Some(hit);
        if let Some(next) = window.ending(group, &hit.words).filter(|next| claim.within_paragraph || is_close(passage, next)) {
            keep_smaller(&mut found, next);
        }
        window.push(group, hit.words.clone());
    }
    found
}

/// The last words of each group before the place that is looked at.
struct Window {
    latest: Vec<Vec<Range<usize>>>,
}

impl Window {
    fn push(&mut self, group: usize, words: Range<usize>) {
        let keep = self.latest.len();
        let list = &mut self.latest[group];
        list.push(words);
        // Each of the other groups can take away one word at most.
        if list.len() > keep {
            list.remove(0);
        }
    }

    /// The claim whose last entry is `words`, with the nearest words of all other groups.
    fn ending(&self, group: usize, words: &Range<usize>) -> Option<Match> {
        // With fewer places than groups there is nothing to find, however many ways there are to look for it.
        let mut places: Vec<usize> = self.latest.iter().flatten().map(|entry| entry.start).collect();
        places.sort_unstable();
        places.dedup();
        if places.len() + 1 < self.latest.len() {
            return None;
        }
        let mut taken = vec![words.clone()];
        self.take(0, group, &mut taken).then(|| {
            taken.sort_by_key(|entry| entry.start);
            Match { entries: taken }
        })
    }

    fn take(&self, at: usize, done: usize, taken: &mut Vec<Range<usize>>) -> bool {
        if at == self.latest.len() {
            return true;
        }
        if at == done {
            return self.take(at + 1, done, taken);
        }
        for entry in self.latest[at].iter().rev() {
            if taken.iter().any(|other| other.start < entry.end && entry.start < other.end) {
                continue;
            }
            taken.push(entry.clone());
            if self.take(at + 1, done, taken) {
                return true;
            }
            taken.pop();
        }
        false
    }
}

/// A sentence ends between the two, or a semicolon stands there.
fn parted(passage: &Passage<'_>, before: &Hit, after: &Hit) -> bool {
    let from = passage.span(before.words.clone());
    let to = passage.span(after.words.clone());
    passage.sentence_of(from.start) != passage.sentence_of(to.start)
        || passage.text.get(from.end..to.start).is_some_and(|between| between.contains(';'))
}

/// Whether no two neighbours are too far apart, in words as a reader counts them: `d’euros` is one, and so is `4,9`.
fn is_close(passage: &Passage<'_>, found: &Match) -> bool {
    found.entries.windows(2).all(|pair| {
        let between = pair[0].end..pair[1].start;
        // As many parts at least as there are words.
        between.len() <= APART || {
            let (from, to) = (passage.span(pair[0].clone()).end, passage.span(pair[1].clone()).start);
            passage
                .text
                .get(from..to)
                .is_some_and(|text| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() <= APART)
        }
    })
}

/// Of two that overlap the smaller stays, and of two of one size the first.
fn keep_smaller(found: &mut Vec<Match>, next: Match) {
    match found.last_mut() {
        Some(last) if next.words().start < last.words().end => {
            if next.words().len() < last.words().len() {
                *last = next;
            }
        }
        _ => found.push(next),
    }
}

#[cfg(test)]
mod tests {
    use crate::kind::claim::tests::reported;

    #[test]
    fn the_smallest_run_with_a_word_of_every_group_is_the_claim() {
        assert_eq!(reported("Le capitaine, oui, le capitaine était ivre."), ["unhedged capitaine était ivre"]);
        assert_eq!(reported("Ivre, le capitaine. Un capitaine ivre."), ["unhedged Ivre, le capitaine", "unhedged capitaine ivre"]);
    }

    #[test]
    fn a_semicolon_a_full_stop_and_fifteen_words_part() {
        assert!(reported("Le capitaine dormait ; le mousse était ivre. Il était ivre.").is_empty());
        let between = "mot ".repeat(15);
        assert_eq!(reported(&format!("Le capitaine {between}ivre.")).len(), 1);
        assert!(reported(&format!("Le capitaine {between}mot ivre.")).is_empty());
    }

    #[test]
    fn within_a_paragraph_sentences_do_not_part() {
        let text = "Un incendie a détruit la halle; c’est grave. Le hangar voisin est sauf. L’acte est criminel.";
        assert_eq!(reported(text).len(), 1);
        assert!(reported("Un incendie a détruit le hangar.\n\nL’acte est criminel.").is_empty());
    }

    #[test]
    fn an_address_is_no_word() {
        assert!(reported("Le site https://example.org/capitaine raconte une nuit ivre.").is_empty());
    }
}
