//! A part of a name, as it is compared.

use std::ops::Range;

use crate::prose::fold;
use crate::prose::passage::Passage;

/// One part: `Isaac`, `Jean-Luc`, `d’Astorg`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Unit {
    /// Its words in lower case with their accents, hyphens and apostrophes kept.
    pub(super) lower: Box<str>,
    /// Its letters, without accents.
    pub(super) letters: Box<str>,
    /// The particles before it, in lower case: `d'`, `de la `.
    pub(super) particles: Box<str>,
    /// It is in capitals, and may lack its accents.
    pub(super) upper: bool,
}

impl Unit {
    /// The part of these words; its particles begin at word `from`.
    pub(super) fn read(passage: &Passage<'_>, from: usize, words: &Range<usize>) -> Self {
        let lower = fold::gap(&fold::lower(&passage.text[passage.span(words.clone())])).into_owned();
        let letters: String = fold::strip(&lower).chars().filter(|c| c.is_alphanumeric()).collect();
        let before = passage.words.get(from).filter(|_| from < words.start).map_or(0, |first| first.start as usize);
        let particles = if from < words.start { &passage.text[before..passage.words[words.start].start as usize] } else { "" };
        let upper = words.clone().all(|at| passage.words[at].shape.is_upper() || !passage.words[at].shape.is_capitalised());
        let particles = fold::strip(&fold::gap(particles)).into_owned();
        Self { lower: lower.into(), letters: letters.into(), particles: particles.into(), upper }
    }

    /// Forgets what stands before it.
    pub(super) fn drop_particles(&mut self) {
        // That of `O’Rourke` is part of the name.
        if &*self.particles != "o'" {
            self.particles = Box::default();
        }
    }

    /// Adds what tells it from others, but for capitals.
    pub(super) fn write_key(&self, key: &mut String) {
        let plain = self.upper && fold::strip(&self.lower) == self.lower.as_ref();
        key.push_str(if plain { " ^" } else { " " });
        key.push_str(&self.particles);
        key.push_str(&self.lower);
    }

    /// Whether it is written as another: accents that capitals may lack are the same.
    pub(super) fn is_written_as(&self, other: &Self) -> bool {
        let accents = self.lower == other.lower;
        let hyphens = |lower: &str| fold::strip(lower).into_owned();
        let capitals = (self.upper || other.upper || self.differs_at_first(other)) && hyphens(&self.lower) == hyphens(&other.lower);
        (accents || capitals) && self.bare_particles() == other.bare_particles()
    }

    /// Nothing but the accent of the first letter differs, which capitals often lack (`Emile`).
    fn differs_at_first(&self, other: &Self) -> bool {
        let rest = |lower: &str| lower.chars().skip(1).collect::<String>();
        rest(&self.lower) == rest(&other.lower)
    }

    pub(super) fn bare_particles(&self) -> String {
        self.particles.chars().filter(|c| c.is_alphanumeric()).collect()
    }
}
