//! Two spellings that are held against each other, and how such pairs become one disagreement.

use std::collections::{BTreeMap, BTreeSet};

use super::Name;
use crate::discover::places::{DocId, Place};
use crate::discover::{Disagreement, Side};
use crate::kind::KindName;

/// Places of one spelling whose surroundings are read.
const LOOKED_AT: usize = 6;

/// One spelling with all that is written so.
#[derive(Debug, Clone, Default)]
pub(super) struct Spelling {
    /// What tells it from others, for joining pairs.
    pub(super) id: String,
    pub(super) text: String,
    /// The first place in each document.
    pub(super) places: BTreeMap<DocId, Place>,
    documents: usize,
    /// Keys of its own words, which say nothing when they are shared.
    pub(super) letters: Vec<String>,
    pub(super) titled: bool,
}

impl Spelling {
    /// All of these names, the first of which is shown.
    pub(super) fn of<'n>(id: String, names: impl IntoIterator<Item = &'n Name>) -> Self {
        let mut spelling = Self { id, ..Self::default() };
        let mut first = None;
        for name in names {
            let place = name.places.list().first().copied();
            // A spelling in small letters is shown rather than one in capitals.
            let rank = (name.units.iter().any(|unit| unit.upper), place);
            if first.is_none_or(|best| rank < best) {
                first = Some(rank);
                spelling.text.clone_from(&name.written);
            }
            spelling.add(name);
        }
        spelling
    }

    /// Takes a name in.
    pub(super) fn add(&mut self, name: &Name) {
        self.add_places(name.places.list());
        self.documents = self.documents.max(name.places.documents()).max(self.places.len());
        self.letters.extend(name.units.iter().map(|unit| unit.letters.to_string()));
        self.titled |= name.titled;
    }

    /// Takes places in, of documents that have none yet.
    pub(super) fn add_places(&mut self, places: &[Place]) {
        for place in places {
            self.places.entry(place.doc).or_insert(*place);
        }
        self.documents = self.documents.max(self.places.len());
    }

    /// The places whose surroundings are read.
    pub(super) fn looked_at(&self) -> impl Iterator<Item = Place> + '_ {
        self.places.values().take(LOOKED_AT).copied()
    }

    /// Whether a document has both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.places.keys().any(|doc| other.places.contains_key(doc))
    }

    fn side(self) -> Side {
        Side { text: self.text, places: self.places.into_values().collect(), documents: self.documents }
    }
}

/// What two spellings differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// Accents, hyphens, spaces.
    Writing,
    /// A particle.
    Particle,
    /// One part of several, other than a given name, so many slips; of a person or of something else.
    Part(usize, bool),
    /// The given name, near in spelling.
    Given,
    /// The given name, that begins alike.
    OtherGiven,
    /// The given name of a draft, that no source has.
    Drafted,
    /// A family name alone, beside a full name.
    Family,
    /// A name of one word.
    Single,
}

/// A pair that may be one name.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) sides: [Spelling; 2],
    pub(super) difference: Difference,
    /// How many given names the family name has: of a common one, another given name is another person.
    pub(super) relatives: usize,
    /// It begins with a given name.
    pub(super) person: bool,
}

/// A pair that was judged.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) sides: [Spelling; 2],
    pub(super) confidence: u8,
    pub(super) why: Vec<String>,
}

/// Pairs that share a spelling are one disagreement, if they are as sure; a side that is in several stands once.
pub(super) fn joined(mut judged: Vec<Judged>) -> Vec<Disagreement> {
    judged.sort_by(|a, b| b.confidence.cmp(&a.confidence).then_with(|| ids(a).cmp(&ids(b))));
    let mut groups: Vec<(Vec<Spelling>, u8, Vec<String>)> = Vec::new();
    for one in judged {
        let shown = |confidence: u8| confidence >= crate::discover::SURE;
        let known = |sides: &[Spelling], side: &Spelling| sides.iter().any(|there| there.id == side.id);
        let group = groups
            .iter_mut()
            .find(|(sides, confidence, _)| shown(*confidence) == shown(one.confidence) && one.sides.iter().any(|side| known(sides, side)));
        let Some((sides, _, _)) = group else {
            groups.push((one.sides.into(), one.confidence, one.why));
            continue;
        };
        for side in one.sides {
            match sides.iter_mut().find(|there| there.id == side.id) {
                Some(there) => there.add_places(&side.places.into_values().collect::<Vec<_>>()),
                None => sides.push(side),
            }
        }
    }
    let disagreement = |(sides, confidence, why): (Vec<Spelling>, u8, Vec<String>)| {
        let one = Disagreement::new(KindName::Name, sides.into_iter().map(Spelling::side).collect(), confidence);
        why.into_iter().fold(one, Disagreement::why)
    };
    groups.into_iter().map(disagreement).collect()
}

fn ids(judged: &Judged) -> BTreeSet<&str> {
    judged.sides.iter().map(|side| side.id.as_str()).collect()
}
