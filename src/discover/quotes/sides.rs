//! What differs between quotations and passages → disagreements: one for each place of somebody's words, one side for each wording.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::super::page::open;
use super::super::places::{DocId, Place};
use super::super::{Disagreement, Library, Side, overlap};
use super::held::Held;
use super::{Known, quotations};
use crate::kind::KindName;
use crate::kind::quote::spoken::{Change, wording};

/// Words of a document that stand for others elsewhere.
struct Here {
    place: Place,
    text: String,
}

/// Two that stand for each other, and how.
struct Pair<'h> {
    ends: [usize; 2],
    held: &'h Held,
}

/// One disagreement for each place.
pub(super) fn disagreements(known: &[&Known], found: BTreeMap<u32, Vec<Held>>, library: &impl Library) -> Vec<Disagreement> {
    let located = located(known, &found, library);
    let mut here: Vec<Here> = Vec::new();
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for (at, held) in &found {
        let own = located.get(at);
        for held in held.iter().filter(|held| held.is_enough(library.len())) {
            let theirs = here.len();
            here.push(Here { place: held.place, text: held.text.clone() });
            for mine in own.and_then(|own| own.get(&(held.words.start, held.words.end))).into_iter().flatten() {
                pairs.push(Pair { ends: [here.len(), theirs], held });
                here.push(Here { place: mine.0, text: mine.1.clone() });
            }
        }
    }
    groups(&here, &pairs).into_iter().filter_map(|(places, pairs)| disagreement(&here, &places, &pairs)).collect()
}

/// Where the words of a quotation, by number, stand in each document that has it.
type Located = BTreeMap<(usize, usize), Vec<(Place, String)>>;

/// The same for all quotations of which anything differs; each document is read once.
fn located(known: &[&Known], found: &BTreeMap<u32, Vec<Held>>, library: &impl Library) -> BTreeMap<u32, Located> {
    let mut by_doc: BTreeMap<DocId, Vec<(u32, Place)>> = BTreeMap::new();
    for &at in found.keys() {
        known[at as usize].places.list().iter().for_each(|place| by_doc.entry(place.doc).or_default().push((at, *place)));
    }
    let of_doc = |(doc, places): (DocId, Vec<(u32, Place)>)| {
        let mut here = Vec::new();
        open(library, doc, |page| {
            let whole = page.place(0..page.passage.text.len());
            let inside = |place: &Place| whole.start <= place.start && place.end <= whole.end;
            if !places.iter().any(|(_, place)| inside(place)) {
                return;
            }
            for inner in quotations(page.passage) {
                let (place, words) = (page.place(inner.clone()), page.passage.words_in(&inner));
                for (at, _) in places.iter().filter(|(_, known)| *known == place) {
                    for held in found[at].iter().map(|held| &held.words).filter(|held| held.end <= words.len()) {
                        let span = page.passage.span(words.start + held.start..words.start + held.end);
                        here.push((*at, (held.start, held.end), page.place(span.clone()), page.passage.text[span].to_owned()));
                    }
                }
            }
        });
        here
    };
    let read: Vec<_> = by_doc.into_iter().collect::<Vec<_>>().into_par_iter().flat_map_iter(of_doc).collect();
    let mut located: BTreeMap<u32, Located> = BTreeMap::new();
    for (at, words, place, text) in read {
        let list = located.entry(at).or_default().entry(words).or_default();
        if !list.iter().any(|(known, _)| *known == place) {
            list.push((place, text));
        }
    }
    located
}

/// Places that overlap or stand for one another, with the pairs that tie them.
fn groups<'p, 'h>(here: &[Here], pairs: &'p [Pair<'h>]) -> Vec<(Vec<usize>, Vec<&'p Pair<'h>>)> {
    let mut root: Vec<usize> = (0..here.len()).collect();
    let mut order: Vec<usize> = (0..here.len()).collect();
    order.sort_by_key(|&at| here[at].place);
    let mut reach: Option<(DocId, Range<usize>, usize)> = None;
    for &at in &order {
        let (doc, span) = (here[at].place.doc, here[at].place.span());
        match reach.as_mut().filter(|(last, range, _)| *last == doc && overlap(range, &span)) {
            Some((_, range, first)) => {
                range.end = range.end.max(span.end);
                unite(&mut root, *first, at);
            }
            None => reach = Some((doc, span, at)),
        }
    }
    for pair in pairs {
        unite(&mut root, pair.ends[0], pair.ends[1]);
    }
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<&Pair<'_>>)> = BTreeMap::new();
    for at in order {
        groups.entry(find(&root, at)).or_default().0.push(at);
    }
    for pair in pairs {
        groups.entry(find(&root, pair.ends[0])).or_default().1.push(pair);
    }
    groups.into_values().filter(|(_, pairs)| !pairs.is_empty()).collect()
}

fn find(root: &[usize], mut at: usize) -> usize {
    while root[at] != at {
        at = root[at];
    }
    at
}

fn unite(root: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(root, a), find(root, b));
    root[a.max(b)] = a.min(b);
}

fn disagreement(here: &[Here], places: &[usize], pairs: &[&Pair<'_>]) -> Option<Disagreement> {
    let mut by_doc: BTreeMap<DocId, &Here> = BTreeMap::new();
    for one in places.iter().map(|&at| &here[at]) {
        let widest = by_doc.entry(one.place.doc).or_insert(one);
        if one.text.len() > widest.text.len() {
            *widest = one;
        }
    }
    let told_apart: BTreeSet<[String; 2]> = pairs.iter().map(|pair| pair.ends.map(|at| wording(&here[at].text))).collect();
    let mut sides: Vec<(String, Side)> = Vec::new();
    let mut all: Vec<&Here> = by_doc.into_values().collect();
    // The widest first: what is a part of it joins it.
    all.sort_by_key(|one| (std::cmp::Reverse(wording(&one.text).split(' ').count()), one.place));
    for one in all {
        let own = wording(&one.text);
        let apart = |a: &String, b: &String| told_apart.contains(&[a.clone(), b.clone()]) || told_apart.contains(&[b.clone(), a.clone()]);
        let same = |known: &String| *known == own || (holds(known, &own) && !apart(known, &own));
        match sides.iter_mut().find(|(known, _)| same(known)) {
            Some((_, side)) => {
                side.places.push(one.place);
                side.documents += 1;
            }
            None => sides.push((own, Side { text: one_line(&one.text), places: vec![one.place], documents: 1 })),
        }
    }
    if sides.len() < 2 {
        return None;
    }
    let best = pairs.iter().map(|pair| pair.held).max_by_key(|held| (held.confidence, held.same))?;
    let sides = sides.into_iter().map(|(_, mut side)| {
        side.places.sort_unstable();
        side
    });
    let change = match best.change {
        Change::Negation => "one negates and the other does not",
        Change::Figure => "a figure is another",
        Change::Content => "a word is another, or is left out",
        Change::Little if best.repunctuated => "a little word differs, and so does the punctuation",
        Change::Little => "little words differ",
    };
    let marks = if best.quoted { "both between quotation marks" } else { "one of the two without quotation marks" };
    Some(
        Disagreement::new(KindName::Quote, sides.collect(), best.confidence)
            .why(format!("{} of {} words of a quotation are the same, in order", best.same, best.of))
            .why(marks)
            .why(change),
    )
}

fn holds(whole: &str, part: &str) -> bool {
    format!(" {whole} ").contains(&format!(" {part} "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
