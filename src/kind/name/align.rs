//! A form against the words of a passage → where each of its parts stands, and how far each is off.
//!
//! The words are walked from one that is known to be a part, to the right and to the left. Particles and initials between parts are passed
//! over, hyphen and space are the same, and the parts may be turned round (`Steidl, Isaac`; `LE GOFFIC Armelle`).

use std::ops::Range;

use crate::prose::fold;
use crate::prose::passage::Passage;

use super::form::{Form, Part, is_particle};
use super::joint::Joint;

/// How many particles or initials may stand between two parts.
pub(super) const BETWEEN: usize = 3;

/// A form found in a passage.
#[derive(Debug)]
pub(super) struct Alignment {
    /// Which form.
    pub(super) form: u32,
    /// Where each part stands, in the order of the form.
    pub(super) parts: Vec<Place>,
    /// Particles that the form has too: the word, the part they stand before, and which of its particles.
    pub(super) particles: Vec<(usize, usize, usize)>,
    /// The parts stand in another order than in the form.
    pub(super) turned: bool,
}

/// Where a part stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The words of it, as indices.
    pub(super) words: Range<usize>,
    /// How many slips it is away, accents and case aside.
    pub(super) distance: usize,
    /// The part's particles are run into it.
    pub(super) merged: bool,
}

impl Alignment {
    /// The words from the first part to the last.
    pub(super) fn words(&self) -> Range<usize> {
        let start = self.parts.iter().map(|place| place.words.start).min().unwrap_or(0);
        start..self.parts.iter().map(|place| place.words.end).max().unwrap_or(start)
    }

    /// All slips.
    pub(super) fn distance(&self) -> usize {
        self.parts.iter().map(|place| place.distance).sum()
    }

    /// How many parts are not exact.
    pub(super) fn wrong(&self) -> usize {
        self.parts.iter().filter(|place| place.distance > 0).count()
    }
}

/// How a word is joined to the next.
pub(super) fn joint(passage: &Passage<'_>, at: usize) -> Joint {
    if at + 1 < passage.words.len() { Joint::of(passage.gap_after(at)) } else { Joint::Other }
}

/// Every way in which `form` stands around `word`, taken as its part `part`.
pub(super) fn alignments(passage: &Passage<'_>, index: u32, form: &Form, part: usize, word: usize, found: &mut Vec<Alignment>) {
    let Some(anchor) = compare(passage, form, part, word, true) else { return };
    let count = form.parts.len();
    for turn in 0..count {
        let mut walk = Walk { passage, form, places: vec![None; count], particles: Vec::new() };
        walk.places[part] = Some(anchor.clone());
        let order = |at: usize| (at + turn) % count;
        let start = (part + count - turn) % count;
        let right = (start + 1..count).all(|at| walk.right(order(at - 1), order(at)));
        if right && (0..start).rev().all(|at| walk.left(order(at + 1), order(at))) {
            let parts: Vec<Place> = walk.places.into_iter().flatten().collect();
            found.push(Alignment { form: index, parts, particles: walk.particles, turned: turn > 0 });
        }
    }
}

struct Walk<'p, 'a> {
    passage: &'p Passage<'a>,
    form: &'p Form,
    places: Vec<Option<Place>>,
    particles: Vec<(usize, usize, usize)>,
}

impl Walk<'_, '_> {
    /// Finds part `next` to the right of part `from`.
    fn right(&mut self, from: usize, next: usize) -> bool {
        let Some(before) = self.places[from].clone() else { return false };
        let turned = next < from;
        let first = before.words.end;
        for at in first..=first + BETWEEN {
            if !self.joined(at - 1, turned && at == first) {
                return false;
            }
            if let Some(place) = compare(self.passage, self.form, next, at, true) {
                self.note_particles(before.words.end..at, next);
                self.places[next] = Some(place);
                return true;
            }
            if !self.passable(at) {
                return false;
            }
        }
        false
    }

    /// Finds part `next` to the left of part `from`.
    fn left(&mut self, from: usize, next: usize) -> bool {
        let Some(after) = self.places[from].clone() else { return false };
        let turned = from < next;
        let mut start = after.words.start;
        for _ in 0..=BETWEEN {
            let Some(at) = start.checked_sub(1) else { return false };
            if !self.joined(at, turned) {
                return false;
            }
            if let Some(place) = compare(self.passage, self.form, next, at, false) {
                self.note_particles(start..after.words.start, from);
                self.places[next] = Some(place);
                return true;
            }
            if !self.passable(at) {
                return false;
            }
            start = at;
        }
        false
    }

    /// Whether a word and the next may belong to one name; a comma only where the parts are turned round.
    fn joined(&self, at: usize, comma: bool) -> bool {
        match joint(self.passage, at) {
            joint if joint.holds() => true,
            Joint::Comma => comma,
            Joint::Apostrophe => is_particle(self.passage.words[at].key),
            Joint::Stop => is_initial(self.passage, at),
            _ => false,
        }
    }

    fn passable(&self, at: usize) -> bool {
        self.passage.words.get(at).is_some_and(|word| is_particle(word.key)) || is_initial(self.passage, at)
    }

    fn note_particles(&mut self, between: Range<usize>, part: usize) {
        let particles = &self.form.parts[part].particles;
        for at in between {
            let folded = fold::strip(self.passage.word(at));
            if let Some(which) = particles.iter().position(|particle| fold::strip(particle) == folded) {
                self.particles.push((at, part, which));
            }
        }
    }
}

/// A single capital: an initial.
pub(super) fn is_initial(passage: &Passage<'_>, at: usize) -> bool {
    passage.words.get(at).is_some_and(|word| word.shape.is_capitalised() && word.text(passage.text).chars().count() == 1)
}

/// The part of `form` as it stands at word `at`, which is its first word (`forward`) or its last.
fn compare(passage: &Passage<'_>, form: &Form, part: usize, at: usize, forward: bool) -> Option<Place> {
    let part = &form.parts[part];
    if form.fuzzy && is_merged(passage, part, at) {
        return Some(Place { words: at..at + 1, distance: 1, merged: true });
    }
    let Some(prefix) = &part.prefix else {
        return Some(Place { words: at..at + 1, distance: distance(passage, form, part, &part.letters, at)?, merged: false });
    };
    // The anchor of `O’Rourke` is its second word; walking forward it is found at its first.
    let last = if forward && joint(passage, at) == Joint::Apostrophe { at + 1 } else { at };
    if last > 0 && joint(passage, last - 1) == Joint::Apostrophe && fold::strip(passage.word(last - 1)) == prefix.as_str() {
        return Some(Place { words: last - 1..last + 1, distance: distance(passage, form, part, &part.letters, last)?, merged: false });
    }
    None
}

/// Whether a word is the part with its particles or its prefix run into it: `Descars` for des Cars, `ORourke`.
fn is_merged(passage: &Passage<'_>, part: &Part, at: usize) -> bool {
    let Some(word) = passage.words.get(at).filter(|word| word.shape.is_capitalised()) else { return false };
    let Some(least) = part.merged_from() else { return false };
    (word.end - word.start) as usize >= least && part.merged().is_some_and(|run| fold::strip(word.text(passage.text)) == run.as_str())
}

/// How many slips a word is away from `letters`, where that is near enough. Only capitalised words are misspelled names.
fn distance(passage: &Passage<'_>, form: &Form, part: &Part, letters: &str, at: usize) -> Option<usize> {
    let word = passage.words.get(at)?;
    let length = (word.end - word.start) as usize;
    if length + 6 < letters.len() || length > 3 * letters.len() + 6 {
        return None;
    }
    let stripped = fold::strip(word.text(passage.text));
    if stripped == letters {
        return Some(0);
    }
    let small = part.written.chars().next().is_some_and(char::is_lowercase);
    let fuzzy = form.fuzzy && !word.shape.has_digit() && (word.shape.is_capitalised() || small);
    let reach = if fuzzy { part.reach() } else { 0 };
    if reach == 0 || stripped.len().abs_diff(letters.len()) > 2 * reach {
        return None;
    }
    let distance = strsim::osa_distance(&stripped, letters);
    (distance <= reach).then_some(distance)
}
