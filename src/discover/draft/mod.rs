//! Disagreements → a dossier: what one side says is held true, with its place as evidence, and what the others say is rejected.
//!
//! A rule is kept only if it does what is wanted of it: it is loaded and asked of the documents it came from, and has to report the other
//! sides there and nothing else. Where the kind's own rule does not, one of the kind `typo` takes its place; where that does not either, the
//! disagreement is left to a person.

mod excerpt;
mod file;
mod table;
mod trial;

use super::{Disagreement, DocId, Library, Side};

pub use file::Origins;
pub(super) use table::quoted;

/// How a side was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// It is in a source, and sources are right.
    Source,
    /// The document of the highest rank has it.
    Rank(u32),
    /// More documents have it than any other.
    Majority,
    /// Nothing decided; it comes first.
    Undecided,
}

/// A disagreement with the side that is held true.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// What documents disagree about.
    pub disagreement: &'a Disagreement,
    /// Which side is held true, by its index.
    pub right: usize,
    /// Why that one.
    pub chosen: Chosen,
}

impl<'a> Decision<'a> {
    fn right(&self) -> &'a Side {
        &self.disagreement.sides[self.right]
    }

    fn wrong(&self) -> impl Iterator<Item = &'a Side> + use<'a> {
        let right = self.right;
        self.disagreement.sides.iter().enumerate().filter(move |(at, _)| *at != right).map(|(_, side)| side)
    }
}

/// A dossier that was written from disagreements.
#[derive(Debug)]
pub struct Draft {
    /// The TOML.
    pub text: String,
    /// For each decision, in their order, the code of its rule; `None` where none could be made that does what is wanted.
    pub codes: Vec<Option<String>>,
}

/// The dossier of these decisions; `origins` tells what it says of a document that is one of its sources.
pub fn draft(decisions: &[Decision<'_>], library: &impl Library, origins: &dyn Fn(DocId) -> Origins) -> Draft {
    file::Writer::new(library, origins).write(decisions)
}

/// The side of a disagreement to hold true: that of the document with the highest rank, else that of the majority, else the first.
pub fn decide<'a>(disagreement: &'a Disagreement, rank: &dyn Fn(DocId) -> Option<u32>) -> Decision<'a> {
    let best = |side: &Side| side.places.iter().filter_map(|place| rank(place.doc)).min();
    let mut ranked: Vec<(u32, usize)> = disagreement.sides.iter().enumerate().filter_map(|(at, side)| Some((best(side)?, at))).collect();
    ranked.sort_unstable();
    let (right, chosen) = match (&ranked[..], &disagreement.sides[..]) {
        ([(rank, at)], _) => (*at, Chosen::Rank(*rank)),
        ([(rank, at), (second, _), ..], _) if rank < second => (*at, Chosen::Rank(*rank)),
        (_, [first, second, ..]) if first.documents > second.documents => (0, Chosen::Majority),
        _ => (0, Chosen::Undecided),
    };
    Decision { disagreement, right, chosen }
}
