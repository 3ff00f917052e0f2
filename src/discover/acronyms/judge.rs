//! Pairs of expansions, or of short forms → disagreements, with how sure they are.

use super::Known;
use crate::discover::topics::{Pair, is_story, tell_one};
use crate::discover::{Disagreement, SURE};
use crate::kind::KindName;

/// What two entities differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sides {
    Expansions,
    ShortForms,
}

/// A pair, how sure it is, and why.
pub(super) struct Judged<'k> {
    sides: [&'k Known; 2],
    confidence: u8,
    why: Vec<String>,
}

/// How sure a pair is, by where both stand.
pub(super) fn judge<'k>(stories: &[Pair], documents: usize, sides: [&'k Known; 2], confidence: u8, why: String) -> Judged<'k> {
    let [a, b] = sides;
    let meet = a.places.meet(&b.places);
    let docs = |known: &Known| known.places.list().iter().take(6).map(|place| place.doc).collect::<Vec<_>>();
    let related = is_story(documents) || docs(a).iter().any(|&a| docs(b).iter().any(|&b| tell_one(stories, a, b)));
    let confidence = match (meet, related) {
        (true, _) => confidence.min(42),
        (_, false) => confidence.min(40),
        _ => confidence,
    };
    let mut why = vec![why, if meet { "a document has both".to_owned() } else { "no document has both".to_owned() }];
    if !related {
        why.push("the documents share little else".to_owned());
    }
    Judged { sides, confidence, why }
}

/// Pairs that share a side are one disagreement, if they are as sure.
pub(super) fn joined(mut judged: Vec<Judged<'_>>, of: Sides) -> Vec<Disagreement> {
    judged.sort_by_key(|one| std::cmp::Reverse(one.confidence));
    let mut groups: Vec<(Vec<&Known>, u8, Vec<String>)> = Vec::new();
    let shown = |confidence: u8| confidence >= SURE;
    let has = |sides: &[&Known], side: &Known| sides.iter().any(|there| std::ptr::eq(*there, side));
    for one in judged {
        let fits = |group: &&mut (Vec<&Known>, u8, Vec<String>)| {
            shown(group.1) == shown(one.confidence) && one.sides.iter().any(|side| has(&group.0, side))
        };
        match groups.iter_mut().find(fits) {
            Some((sides, ..)) => one.sides.iter().for_each(|side| {
                if !has(sides, side) {
                    sides.push(side)
                }
            }),
            None => groups.push((one.sides.into(), one.confidence, one.why)),
        }
    }
    let disagreement = |(sides, confidence, why): (Vec<&Known>, u8, Vec<String>)| {
        let one = Disagreement::new(KindName::Term, sides.into_iter().map(|known| known.side(of)).collect(), confidence);
        why.into_iter().fold(one, Disagreement::why)
    };
    groups.into_iter().map(disagreement).collect()
}
