//! A passage → the names in it: runs of capitalised words, cut to what can be a name.

use std::ops::Range;

use super::found::{Found, Piece};
use crate::discover::surroundings::{is_frequent, plain_key};
use crate::kind::name::around::is_headline;
use crate::kind::name::form::{is_given, is_office, is_particle};
use crate::kind::name::joint::Joint;
use crate::kind::name::sorts::Sorts;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::Word;

/// Particles that may stand between two parts.
const PARTICLES: usize = 3;

/// Parts of the longest name.
const PARTS: usize = 5;

/// Letters of the shortest name that stands alone.
const ALONE: usize = 4;

/// Words of a sentence, besides those of the name, from which on capitals in all of them mean nothing.
const HEADLINE: usize = 3;

/// Calls `found` with every name of a passage, from left to right.
pub(super) fn names(passage: &Passage<'_>, mut found: impl FnMut(Found)) {
    let mut at = 0;
    while at < passage.words.len() {
        if !passage.words[at].shape.is_capitalised() || is_lone(passage, at) {
            at += 1;
            continue;
        }
        let run = Run::read(passage, at);
        at = run.end;
        if let Some(name) = run.name(passage) {
            found(name);
        }
    }
}

/// An ordinary word with a capital that nothing joins to others, and no title stands before: most capitals are such, and no name.
fn is_lone(passage: &Passage<'_>, at: usize) -> bool {
    let joined = |next: &Word| {
        next.shape.is_capitalised()
            || matches!(joint(passage, at), Joint::Hyphen | Joint::Apostrophe | Joint::Stop)
            || is_particle(next.key)
    };
    !passage.words.get(at + 1).is_some_and(joined)
        && Sorts::of(key(passage, at)).has(Sorts::ORDINARY)
        && !at.checked_sub(1).is_some_and(|before| is_office(key(passage, before)))
}

struct Run {
    pieces: Vec<Piece>,
    end: usize,
    /// It is part of something else: an address, a compound with small letters, a word with digits.
    spoilt: bool,
}

impl Run {
    /// The capitalised words from `start` on, with the particles between them; initials are passed over.
    fn read(passage: &Passage<'_>, start: usize) -> Self {
        let mut run = Self { pieces: Vec::new(), end: start + 1, spoilt: false };
        let (mut at, mut from) = (start, start);
        loop {
            let end = run.piece(passage, at, from);
            let (next, joint) = (end, joint(passage, end - 1));
            let stop = joint == Joint::Stop && is_short(passage, end - 1);
            if !(joint == Joint::Space || stop) || run.spoilt || run.pieces.len() > PARTS {
                break;
            }
            let Some(part) = after_particles(passage, next, run.pieces.is_empty()) else { break };
            (at, from) = (part, next);
        }
        run
    }

    /// Takes the part at `at` in; where it ends.
    fn piece(&mut self, passage: &Passage<'_>, at: usize, from: usize) -> usize {
        let mut end = at + 1;
        while let Some(next) = hyphenated(passage, end) {
            end = next;
        }
        self.end = end;
        let follows_hyphen = at > 0 && joint(passage, at - 1) == Joint::Hyphen;
        let spoilt = |at: usize| passage.words[at].shape.has_digit() || passage.words[at].shape.has_underscore();
        let open = end < passage.words.len() && joint(passage, end - 1) == Joint::Hyphen;
        self.spoilt |= follows_hyphen || open || (at..end).any(spoilt);
        let initial = end == at + 1 && passage.word(at).chars().count() == 1;
        if !initial {
            self.pieces.push(Piece { words: at..end, from });
        }
        // `O’Rourke`, `D’Astorg`: the prefix goes with what follows.
        if initial && joint(passage, at) == Joint::Apostrophe && passage.words.get(end).is_some_and(|next| next.shape.is_capitalised()) {
            return self.piece(passage, end, at);
        }
        end
    }

    /// `Hydrologist Marcus Oyelaran` at the head of a sentence: what stands before a given name and is none is a trade, if more follows.
    fn cut_trade(&mut self, passage: &Passage<'_>) -> bool {
        let is_given = |piece: &Piece| piece.words.len() == 1 && is_given(key(passage, piece.words.start));
        let [first, second, _, ..] = &self.pieces[..] else { return false };
        let is_trade = passage.opens_sentence(first.words.start) && first.words.len() == 1 && !is_given(first) && is_given(second);
        if is_trade {
            self.pieces.remove(0);
        }
        is_trade
    }

    /// The name that the run is, cut on both sides.
    fn name(mut self, passage: &Passage<'_>) -> Option<Found> {
        let first = self.pieces.first()?.words.start;
        if self.spoilt || passage.is_address(passage.words[first].start as usize) {
            return None;
        }
        let titled = self.cut_before(passage) || self.cut_trade(passage);
        self.cut_of(passage, titled);
        self.cut_after(passage);
        let (first, last) = (self.pieces.first()?, self.pieces.last()?);
        let titled = titled || first.words.start.checked_sub(1).is_some_and(|before| is_title_before(passage, before));
        let words = first.words.start..last.words.end;
        let alone = self.pieces.len() == 1;
        let fits = if alone { self.stands_alone(passage, titled) } else { self.pieces.len() <= PARTS && self.is_telling(passage) };
        if !fits || is_in_headline(passage, &words) {
            return None;
        }
        // What stands before the first part is no particle of it (`le Steidl`).
        let bare = !alone || !titled;
        Some(Found { pieces: self.pieces, bare, words, titled })
    }

    /// Drops titles, and ordinary words that have a capital for another reason; whether a title was among them.
    fn cut_before(&mut self, passage: &Passage<'_>) -> bool {
        let key = |piece: &Piece| key(passage, piece.words.start);
        let ordinary =
            |piece: &Piece| is_office(key(piece)) || is_frequent(key(piece)) || is_capitalised(key(piece)) || is_particle(key(piece));
        let named = |piece: &Piece| piece.words.len() > 1 || !is_office(key(piece));
        let given = self.pieces.iter().position(|piece| is_given(key(piece)) && named(piece));
        let cut = match given {
            Some(given) if given + 1 < self.pieces.len() && self.pieces[..given].iter().all(ordinary) => given,
            Some(0) => 0,
            _ => {
                let opens = |piece: &Piece| is_frequent(key(piece)) && passage.opens_sentence(piece.words.start);
                let skipped = |piece: &&Piece| piece.words.len() == 1 && (is_office(key(piece)) || is_particle(key(piece)) || opens(piece));
                self.pieces.iter().take_while(skipped).count()
            }
        };
        let titled = self.pieces[..cut].iter().any(|piece| is_office(key(piece)));
        self.pieces.drain(..cut);
        titled
    }

    /// Drops where a person is from or works: `Dr Holloran of Carrow General`, and not the end of `Joan of Arc` or `Bank of England`.
    fn cut_of(&mut self, passage: &Passage<'_>, titled: bool) {
        let of = |piece: &Piece| (piece.from..piece.words.start).any(|at| passage.word(at).eq_ignore_ascii_case("of"));
        let Some(at) = self.pieces.iter().skip(1).position(of).map(|at| at + 1) else { return };
        let person = titled || (at > 1 && is_given(key(passage, self.pieces[0].words.start)));
        if person {
            self.pieces.truncate(at);
        }
    }

    /// Drops weekdays, peoples and what stands behind names (`Jr`).
    fn cut_after(&mut self, passage: &Passage<'_>) {
        while let [_, .., last] = &self.pieces[..] {
            let key = key(passage, last.words.start);
            if last.words.len() > 1 || !(is_capitalised(key) || is_office(key) || is_particle(key)) || is_given(key) {
                break;
            }
            self.pieces.pop();
        }
    }

    /// Whether a single word is a name: inside its sentence, no ordinary word, no acronym.
    fn stands_alone(&self, passage: &Passage<'_>, titled: bool) -> bool {
        let [piece] = &self.pieces[..] else { return false };
        let at = piece.words.start;
        let (key, shape) = (key(passage, at), passage.words[at].shape);
        let letters = passage.text[passage.span(piece.words.clone())].chars().filter(|c| c.is_alphabetic()).count();
        let ordinary =
            || piece.words.len() == 1 && (is_frequent(key) || is_capitalised(key) || is_given(key) || is_place(key) || is_office(key));
        let camel = || is_camel(&passage.text[passage.span(piece.words.clone())]);
        letters >= ALONE && (titled || (!shape.is_upper() && !ordinary() && !camel() && !passage.opens_sentence(at)))
    }

    /// Whether a word of several is no ordinary one.
    fn is_telling(&self, passage: &Passage<'_>) -> bool {
        let ordinary = |key: u64| is_frequent(key) || is_capitalised(key);
        self.pieces.iter().any(|piece| piece.words.len() > 1 || !ordinary(key(passage, piece.words.start)))
            || self.pieces.first().is_some_and(|piece| is_given(key(passage, piece.words.start)))
    }
}

fn key(passage: &Passage<'_>, at: usize) -> u64 {
    plain_key(passage.text, &passage.words[at])
}

fn joint(passage: &Passage<'_>, at: usize) -> Joint {
    if at + 1 < passage.words.len() { Joint::of(passage.gap_after(at)) } else { Joint::Other }
}

/// An initial, or an abbreviated title.
fn is_short(passage: &Passage<'_>, at: usize) -> bool {
    passage.word(at).chars().count() == 1 || is_office(key(passage, at))
}

fn is_title_before(passage: &Passage<'_>, at: usize) -> bool {
    matches!(joint(passage, at), Joint::Space | Joint::Stop) && is_office(key(passage, at))
}

/// Where the next part begins, behind its particles.
fn after_particles(passage: &Passage<'_>, next: usize, first: bool) -> Option<usize> {
    let mut at = next;
    while passage.words.get(at)?.shape.is_lower() {
        let particle = !first && is_particle(passage.words[at].key) && at - next < PARTICLES;
        let glue = if fold::lower(passage.word(at)).chars().count() == 1 { Joint::Apostrophe } else { Joint::Space };
        if !particle || joint(passage, at) != glue {
            return None;
        }
        at += 1;
    }
    passage.words[at].shape.is_capitalised().then_some(at)
}

/// Behind a hyphen at `end`: where the capitalised word ends that it joins, small words between (`Saint-Paul-des-Eaux`) included.
fn hyphenated(passage: &Passage<'_>, end: usize) -> Option<usize> {
    let mut at = end;
    while at - end <= PARTICLES && joint(passage, at - 1) == Joint::Hyphen {
        if passage.words.get(at)?.shape.is_capitalised() {
            return Some(at + 1);
        }
        at += 1;
        // `Villeneuve-d’Ascq`
        if joint(passage, at - 1) == Joint::Apostrophe && passage.words.get(at).is_some_and(|next| next.shape.is_capitalised()) {
            return Some(at + 1);
        }
    }
    None
}

fn is_in_headline(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    let byte = passage.words[words.start].start as usize;
    let sentence = passage.words_in(&passage.sentence_of(byte));
    sentence.len() > words.len() + HEADLINE && is_headline(passage, byte)
}

/// Capitals inside a word, as products have them (`TravisCI`); those of families (`McDonald`, `LeBlanc`) stand behind two or three letters.
pub(super) fn is_camel(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let capitals: Vec<usize> = word.chars().enumerate().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at).collect();
        match capitals[..] {
            [] | [0] | [0, 2..=3] => false,
            _ => word.chars().any(char::is_lowercase) || word.chars().count() < 4,
        }
    })
}

/// Always written with a capital, and no person.
pub(super) fn is_capitalised(key: u64) -> bool {
    Sorts::of(key).has(Sorts::CAPITALISED)
}

pub(super) fn is_place(key: u64) -> bool {
    Sorts::of(key).has(Sorts::PLACE)
}
