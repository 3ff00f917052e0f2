//! Which words of a sentence belong to which of its dates, and which dates are of no event.

use std::ops::Range;

use crate::kind::date::read::DateRead;
use crate::prose::passage::Passage;

/// How far from a date its event may stand, in words.
const REACH: usize = 14;
/// Words of the longest line that is a document's own date and little more; words beside the date in one that is that with a full stop.
const LINE: usize = 14;
const BESIDE: usize = 3;
/// Words before the date that opens a dispatch, and bytes behind it up to the dash.
const OPENING: usize = 8;
const DASH: usize = 48;

/// For each date the words around it, up to the other dates of its sentence.
pub(super) fn clauses(passage: &Passage<'_>, dates: &[DateRead]) -> Vec<Range<usize>> {
    let clause = |(at, date): (usize, &DateRead)| {
        let sentence = sentence(passage, date);
        let mut from = sentence.start.max(date.lead.saturating_sub(REACH));
        let mut until = sentence.end.min(date.words.end + REACH);
        let within = |date: &&DateRead| sentence.contains(&date.words.start);
        if let Some(before) = at.checked_sub(1).map(|at| &dates[at]).filter(within) {
            from = from.max(border(passage, &sentence, before, date));
        }
        if let Some(behind) = dates.get(at + 1).filter(within) {
            until = until.min(border(passage, &sentence, date, behind));
        }
        from.min(date.lead)..until.max(date.words.end)
    };
    dates.iter().enumerate().map(clause).collect()
}

/// The words of a date's sentence. A date that is one by itself heads an entry of a chronology: it dates what the next sentence says.
fn sentence(passage: &Passage<'_>, date: &DateRead) -> Range<usize> {
    let own = passage.words_in(&passage.sentence_of(date.span.start));
    let is_head = own.start >= date.lead.min(date.words.start) && own.end <= date.words.end && own.end < passage.words.len();
    if is_head { own.start..passage.words_in(&passage.sentence_of(passage.words[own.end].start as usize)).end } else { own }
}

/// Where the words between two dates part: at a comma or the like, else in the middle. What a date opens goes on behind it up to the last
/// comma (`le 3 mars, elle part, et le 5`); what a date ends is over at the first (`advertised on 3 March and aired, the last time on 5`).
fn border(passage: &Passage<'_>, sentence: &Range<usize>, before: &DateRead, behind: &DateRead) -> usize {
    let (from, until) = (before.words.end, behind.lead.max(before.words.end));
    let parts = |at: usize| passage.gap_before(at).contains([',', ';', ':', '(', ')', '–', '—']);
    let joins = |at: usize| passage.tables().any(|tables| tables.date.both.starting(passage.text, passage.words, at).is_some());
    let opens = before.lead <= sentence.start + 1 || (from < until && parts(from));
    let found = if opens { (from..until).rev().find(|&at| parts(at)) } else { (from..until).find(|&at| parts(at) || joins(at)) };
    found.unwrap_or(from + (until - from) / 2)
}

/// The date of the document itself: in a line of its own at the head, or before the dash with which a dispatch opens.
pub(super) fn is_dateline(passage: &Passage<'_>, date: &DateRead) -> bool {
    let text = passage.text;
    let behind = &text[date.span.end..];
    let near = behind.char_indices().find(|(at, _)| *at >= DASH).map_or(behind, |(at, _)| &behind[..at]);
    let dash = near.contains(['–', '—']) || near.contains(" - ");
    let stop = near.find(['.', '!', '?']).is_some_and(|stop| near.find(['–', '—', '-']).is_none_or(|dash| stop < dash));
    is_line(passage) && !text.trim_end().ends_with('.')
        || passage.words_in(&line(text, date)).len() <= date.words.end - date.lead.min(date.words.start) + BESIDE
        || (date.lead <= OPENING && dash && !stop && before_dash(text, date))
        || is_issued(passage, date)
}

/// The line of the text in which a date stands.
fn line(text: &str, date: &DateRead) -> Range<usize> {
    let start = text[..date.span.start].rfind('\n').map_or(0, |at| at + 1);
    start..text[date.span.end..].find('\n').map_or(text.len(), |at| date.span.end + at)
}

/// Whether a passage is so short that it may be a line at the head or the foot.
fn is_line(passage: &Passage<'_>) -> bool {
    passage.words.len() <= LINE
}

/// The place of a dispatch stands before its date in capitals.
fn before_dash(text: &str, date: &DateRead) -> bool {
    let first = text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    date.lead > 0 && first.chars().count() > 1 && first.chars().all(char::is_uppercase)
}

/// A line that says when its page went out.
pub(super) fn is_imprint(passage: &Passage<'_>, date: &DateRead) -> bool {
    is_line(passage) && is_issued(passage, date)
}

/// `mis à jour le 12 mars`, `Filed November 14`.
fn is_issued(passage: &Passage<'_>, date: &DateRead) -> bool {
    let before = (1..=3).filter_map(|n| date.lead.checked_sub(n));
    passage.tables().any(|tables| before.clone().any(|at| tables.date.publishing.ending(passage.text, passage.words, at).is_some()))
}

/// `avant le 4 mars`, `until June 6`: the date is no day of the event. And what is said to be published then.
pub(super) fn is_limit(passage: &Passage<'_>, date: &DateRead) -> bool {
    let Some(last) = date.lead.checked_sub(1) else { return false };
    is_issued(passage, date)
        || passage.tables().any(|tables| {
            let ends = |at: usize| tables.date.bounds.ending(passage.text, passage.words, at).is_some();
            let article = tables.determiners.has_key(passage.words[last].key) && passage.gap_before(last).trim().is_empty();
            ends(last) || (article && last > 0 && ends(last - 1))
        })
}

/// The times of day among some words, in minutes: `3 h 10`, `18h30`, `6:30`.
pub(super) fn times(passage: &Passage<'_>, words: Range<usize>) -> Box<[u32]> {
    let number = |at: usize| words.contains(&at).then(|| passage.word(at).parse::<u32>().ok()).flatten();
    let time = |at: usize| {
        let (hour, minute) = match number(at) {
            Some(hour) if passage.gap_after(at) == ":" => (hour, number(at + 1)?),
            Some(hour) if words.contains(&(at + 1)) && passage.word(at + 1) == "h" => (hour, number(at + 2).unwrap_or(0)),
            Some(_) => return None,
            None => {
                let (hour, minute) = passage.word(at).split_once('h')?;
                (hour.parse().ok()?, if minute.is_empty() { 0 } else { minute.parse().ok()? })
            }
        };
        (hour < 25 && minute < 60).then_some(hour * 60 + minute)
    };
    words.clone().filter_map(time).collect()
}
