//! Quotations × all passages of all documents → what differs. A passage is compared with the quotations whose runs of three words it shares.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::page::Page;
use super::super::places::{DocId, Place};
use super::super::topics::is_story;
use super::Known;
use super::index::{Candidate, Hit, Index};
use crate::kind::quote::spoken::{Change, Parallel, Spot, parallels};
use crate::prose::Role;
use crate::prose::words::Word;

/// Quotations that one passage is compared with.
const COMPARED: usize = 8;
/// So many words are the same at least, where the passage is a plain text; and so many in more documents than one story has.
const FEWEST: usize = 6;
const FEWEST_OF_MANY: usize = 8;
/// Of so many words that are the same, and so many that tell something, a plain text is that of the quotation up to its last word.
const SURE: (usize, usize) = (10, 6);
/// Of more differences of one quotation the first are kept.
const KEPT: usize = 256;

/// Words of a quotation that are not those of a passage in another document.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// Where the passage has them, and as it writes them.
    pub(super) place: Place,
    pub(super) text: String,
    /// The words of the quotation, by number.
    pub(super) words: Range<usize>,
    pub(super) change: Change,
    /// Both sides stand between quotation marks.
    pub(super) quoted: bool,
    /// How likely it is the same thing said.
    pub(super) confidence: u8,
    /// How many words are the same, and of how many.
    pub(super) same: usize,
    pub(super) of: usize,
    /// The punctuation differs too.
    pub(super) repunctuated: bool,
}

impl Held {
    /// Whether enough is the same to say so of one passage of so many documents.
    pub(super) fn is_enough(&self, documents: usize) -> bool {
        self.quoted || self.same >= FEWEST_OF_MANY || is_story(documents)
    }
}

/// What differs, by quotation and place.
#[derive(Debug, Default)]
pub(in crate::discover) struct Found {
    pub(super) held: BTreeMap<u32, Vec<Held>>,
    /// A buffer.
    hits: Vec<Hit>,
}

impl Found {
    pub(in crate::discover) fn merge(&mut self, other: Self) {
        for (at, held) in other.held {
            keep(self.held.entry(at).or_default(), held);
        }
    }
}

fn keep(kept: &mut Vec<Held>, more: Vec<Held>) {
    kept.extend(more);
    kept.sort_by_key(|held| (held.place, held.words.start));
    kept.truncate(KEPT);
}

impl Index {
    /// Holds a passage against the quotations that it may be of.
    pub(super) fn hold(&self, known: &[&Known], page: &Page<'_>, draft: Option<DocId>, found: &mut Found) {
        let passage = page.passage;
        let candidates = self.candidates(passage, |at| known[at as usize].places.is_in(page.doc), &mut found.hits);
        for Candidate { quotation, words, .. } in candidates.into_iter().take(COMPARED) {
            let counted = &self.quotation(quotation).words;
            let span = passage.span(words);
            for mut parallel in parallels(&known[quotation as usize].text, &passage.text[span.clone()]) {
                parallel.spots.iter_mut().for_each(|spot| {
                    spot.passage = spot.passage.start + span.start..spot.passage.end + span.start;
                });
                let held =
                    parallel.spots.iter().filter_map(|spot| held(page, counted, &parallel, (spot, draft.is_some()))).collect::<Vec<_>>();
                if !held.is_empty() {
                    keep(found.held.entry(quotation).or_default(), held);
                }
            }
        }
    }
}

fn held(page: &Page<'_>, counted: &[Word], parallel: &Parallel, (spot, drafted): (&Spot, bool)) -> Option<Held> {
    let quoted = page.passage.is_quoted(spot.passage.start) && page.passage.is_quoted(spot.passage.end.saturating_sub(1));
    if drafted && !quoted && is_beside_quotation(page, spot) {
        return None;
    }
    let confidence = confidence(page, parallel, (spot, drafted), quoted)?;
    let start = counted.partition_point(|word| (word.end as usize) <= spot.quoted.start);
    let end = counted.partition_point(|word| (word.start as usize) < spot.quoted.end);
    Some(Held {
        place: page.place(spot.passage.clone()),
        text: page.passage.text[spot.passage.clone()].to_owned(),
        words: start..end,
        change: spot.change,
        quoted,
        confidence,
        same: parallel.same,
        of: parallel.words,
        repunctuated: parallel.repunctuated,
    })
}

/// Whether a draft quotes the words before in the same sentence, and goes on in its own: `"look […]" the same way`.
fn is_beside_quotation(page: &Page<'_>, spot: &Spot) -> bool {
    let sentence = page.passage.sentence_of(spot.passage.start);
    page.passage.quotations().iter().any(|quotation| sentence.contains(&quotation.inner.start) || sentence.contains(&quotation.inner.end))
}

/// Whether a passage without quotation marks is the text that was quoted, and the spot no business of the sentence around either.
fn is_plainly_of_it(parallel: &Parallel, spot: &Spot) -> bool {
    let Parallel { words, same, telling, ref spots, repunctuated } = *parallel;
    let alike = same * 100 >= words * 85 && spots.len() <= 2;
    let long = same >= FEWEST && telling >= 4;
    let fits = match (spot.change, spot.at_edge) {
        // Another law, that has the title of the first.
        (Change::Figure, _) if spot.is_reference => false,
        (Change::Little, false) => false,
        // A sentence may ask for another article than its source has (`« l’ouverture … »` of `d’ouverture …`); not for other commas too.
        (Change::Little, true) => repunctuated && !spot.one_sided && spots.len() == 1,
        (_, false) => true,
        (_, true) => spot.is_word && spots.len() == 1 && same >= SURE.0 && telling >= SURE.1,
    };
    long && alike && fits
}

/// How likely both are the same words of the same person, and one is wrong.
fn confidence(page: &Page<'_>, parallel: &Parallel, (spot, drafted): (&Spot, bool), quoted: bool) -> Option<u8> {
    let Parallel { same, telling, ref spots, repunctuated, .. } = *parallel;
    if !(quoted || is_plainly_of_it(parallel, spot)) || same < 4 || telling < 2 {
        return None;
    }
    let mut points: i32 = match same {
        ..5 => 45,
        5 => 60,
        6..8 => 68,
        8..12 => 76,
        12..20 => 82,
        _ => 88,
    };
    points += match spot.change {
        Change::Negation | Change::Figure => 8,
        Change::Content => 4,
        // Of a first or last word it is known that it was altered where commas were too.
        Change::Little if spot.at_edge && repunctuated => 0,
        Change::Little => -12,
    };
    // Many begin or end like somebody else (`We are working with the police` and `with the families`).
    points -= match (spot.at_edge, same < 10 || telling < 5) {
        // What a draft quotes is from its sources.
        (true, true) if drafted && spot.is_word && same >= FEWEST => 10,
        (true, true) if spot.change == Change::Little && repunctuated && same >= FEWEST_OF_MANY => 12,
        (true, true) => 30,
        (true, false) => 12,
        (false, _) => 0,
    };
    points -= if telling < 3 { 12 } else { 0 };
    points -= match spots.len() {
        ..3 => 0,
        3 => 10,
        _ => 30,
    };
    // A headline shortens what somebody said.
    points -= if page.passage.block.role == Role::Heading && spot.one_sided { 30 } else { 0 };
    points -= if quoted { 0 } else { 12 };
    Some(points.clamp(1, if same < 5 { 45 } else { 97 }) as u8)
}
