//! Two words that met between the same words → a disagreement, and how likely one of them is a slip.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::super::page::open;
use super::super::places::{DocId, Place};
use super::super::{Disagreement, Library, Side};
use super::context::AROUND;
use super::forms::{are_opposites, is_vowel_change, spot};
use super::met::{Meeting, Meetings};
use super::near::tells_alone;
use super::{Known, Vocabulary, is_read};
use crate::kind::KindName;
use crate::kind::quote::spoken::is_little;
use crate::language::Language;
use crate::prose::words::Word;

/// Words that are looked at on either side.
const FAR: usize = 12;
/// Documents of the other word that are looked at for the longest run of words that is the same.
const LOOKED_AT: usize = 4;
/// Documents of a library that is so small that four words around are not the same by chance.
const SMALL: usize = 200;

/// All that met, each once.
pub(super) fn disagreements(vocabulary: &Vocabulary, met: Meetings, library: &impl Library) -> Vec<Disagreement> {
    let mut by_pair: BTreeMap<(u64, u64), Vec<Meeting>> = BTreeMap::new();
    for ((rare, other, _), meeting) in met {
        by_pair.entry((rare, other)).or_default().push(meeting);
    }
    let is_small = library.len() <= SMALL;
    let mut found: Vec<(&Known, &Known, Cluster)> = Vec::new();
    for ((rare, other), meetings) in by_pair {
        let Some((rare, other)) = vocabulary.words.get(&rare).zip(vocabulary.words.get(&other)) else { continue };
        let is_enough = |cluster: &Cluster| is_small || cluster.windows > 1 || tells_alone(rare, other);
        found.extend(clusters(meetings).into_iter().filter(is_enough).map(|cluster| (rare, other, cluster)));
    }
    let around = arounds(found.iter().flat_map(|(.., cluster)| cluster.looked_at()), library);
    found.iter().filter_map(|(rare, other, cluster)| disagreement(rare, other, cluster, &around)).collect()
}

/// The places of both words where the same is said.
#[derive(Default)]
struct Cluster {
    rare: BTreeMap<DocId, Place>,
    other: BTreeMap<DocId, Place>,
    /// Under how many keys they met: under more than one, where more words are the same than a key is made of.
    windows: usize,
    /// In how many documents, where not all places are known.
    documents: (usize, usize),
}

impl Cluster {
    fn shares(&self, meeting: &Meeting) -> bool {
        meeting.rare.list().iter().any(|place| self.rare.get(&place.doc) == Some(place))
    }

    /// The places around which is looked.
    fn looked_at(&self) -> impl Iterator<Item = Place> {
        self.rare.values().take(1).chain(self.other.values().take(LOOKED_AT)).copied()
    }

    fn add(&mut self, meeting: &Meeting) {
        self.windows += 1;
        meeting.rare.list().iter().for_each(|place| _ = self.rare.entry(place.doc).or_insert(*place));
        meeting.other.list().iter().for_each(|place| _ = self.other.entry(place.doc).or_insert(*place));
        let (rare, other) = (meeting.rare.documents(), meeting.other.documents());
        self.documents = (self.documents.0.max(rare).max(self.rare.len()), self.documents.1.max(other).max(self.other.len()));
    }
}

fn clusters(meetings: Vec<Meeting>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for meeting in meetings {
        match clusters.iter_mut().find(|cluster| cluster.shares(&meeting)) {
            Some(cluster) => cluster.add(&meeting),
            None => {
                let mut cluster = Cluster::default();
                cluster.add(&meeting);
                clusters.push(cluster);
            }
        }
    }
    clusters
}

/// The words around a place: nearest first.
#[derive(Default)]
struct Around {
    before: Vec<u64>,
    behind: Vec<u64>,
    /// Whether the words of these keys tell something.
    telling: BTreeMap<u64, bool>,
}

/// What stands around places; each document is read once.
fn arounds(places: impl Iterator<Item = Place>, library: &impl Library) -> BTreeMap<Place, Around> {
    let mut by_doc: BTreeMap<DocId, BTreeSet<Place>> = BTreeMap::new();
    for place in places {
        by_doc.entry(place.doc).or_default().insert(place);
    }
    let of_doc = |(doc, places): (DocId, BTreeSet<Place>)| {
        let mut found = Vec::new();
        open(library, doc, |page| {
            for at in (0..page.passage.words.len()).filter(|&at| is_read(&page.passage.words[at])) {
                let place = page.place(page.passage.words[at].range());
                if places.contains(&place) {
                    found.push((place, around(page.passage.words, at)));
                }
            }
        });
        found
    };
    by_doc.into_iter().collect::<Vec<_>>().into_par_iter().flat_map_iter(of_doc).collect::<Vec<_>>().into_iter().collect()
}

fn around(words: &[Word], at: usize) -> Around {
    let near = &words[at.saturating_sub(FAR)..words.len().min(at + 1 + FAR)];
    Around {
        before: words[at.saturating_sub(FAR)..at].iter().rev().map(|word| word.key).collect(),
        behind: words[at + 1..words.len().min(at + 1 + FAR)].iter().map(|word| word.key).collect(),
        telling: near.iter().map(|word| (word.key, word.range().len() > 3 && !is_little(word.key))).collect(),
    }
}

/// How many words are the same before, behind, and how many of them tell something.
fn shared(a: &Around, b: &Around) -> (usize, usize, usize) {
    let same = |a: &[u64], b: &[u64]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (before, behind) = (same(&a.before, &b.before), same(&a.behind, &b.behind));
    let telling = a.before[..before].iter().chain(&a.behind[..behind]).filter(|key| a.telling.get(key) == Some(&true)).count();
    (before, behind, telling)
}

fn disagreement(rare: &Known, other: &Known, cluster: &Cluster, around: &BTreeMap<Place, Around>) -> Option<Disagreement> {
    let (first, others) = (cluster.rare.values().next()?, cluster.other.values());
    let here = around.get(first)?;
    let looked_at = others.take(LOOKED_AT).filter_map(|place| Some(shared(here, around.get(place)?)));
    let best = looked_at.max_by_key(|(before, behind, _)| before + behind)?;
    let (before, behind, telling) = best;
    let alone = before + behind < AROUND;
    let together = cluster.rare.keys().any(|doc| cluster.other.contains_key(doc));
    if together && !alone {
        return None;
    }
    let confidence = if alone { 55 } else { confidence(rare, other, cluster, best) };
    let side = |known: &Known, places: &BTreeMap<DocId, Place>, documents: usize| Side {
        text: known.written.to_string(),
        places: places.values().copied().collect(),
        documents,
    };
    let sides = vec![side(rare, &cluster.rare, cluster.documents.0), side(other, &cluster.other, cluster.documents.1)];
    let one = Disagreement::new(KindName::Typo, sides, confidence).why("two words near in spelling that are no forms of one word");
    let one = match alone {
        true => one.why("the same word stands beside both, and one of them is in no list of frequent words"),
        false => one.why(format!("{before} words before and {behind} behind are the same, {telling} of them more than function words")),
    };
    Some(match is_listed(rare) || !is_listed(other) {
        true => one,
        false => one.why(format!("`{}` is in no list of frequent words and `{}` is", rare.written, other.written)),
    })
}

fn is_listed(known: &Known) -> bool {
    Language::ALL.into_iter().any(|language| language.has_word(&known.written))
}

fn confidence(rare: &Known, other: &Known, cluster: &Cluster, (before, behind, telling): (usize, usize, usize)) -> u8 {
    let (a, b): (Vec<char>, Vec<char>) = (rare.written.chars().collect(), other.written.chars().collect());
    let (_, mine, theirs) = spot(&a, &b);
    let mut points: i32 = match before + behind {
        ..5 => 50,
        5 => 53,
        6 => 56,
        7 => 60,
        8..10 => 68,
        10..14 => 78,
        _ => 86,
    };
    let mut against = |is: bool, weight: i32| points -= if is { weight } else { 0 };
    against(telling < 2, 20);
    against(before + behind < 6 && telling < 3, 12);
    // What stands at an end of a sentence that goes on in another way, or in the rows of a table.
    against(before == 0 || behind == 0, if before + behind < 12 { 28 } else { 14 });
    against(mine + theirs > 2, 4);
    against(a.len().min(b.len()) <= 4, 14);
    against([rare, other].iter().any(|known| is_little(crate::prose::fold::key(&known.written))), 30);
    against(are_opposites(&rare.written, &other.written), 20);
    against(a.len().max(b.len()) <= 6 && is_vowel_change(&rare.written, &other.written), 16);
    against(cluster.documents.0.min(cluster.documents.1) >= 3, 30);
    against(telling >= 4, -4);
    against(!is_listed(rare) && is_listed(other), -6);
    points.clamp(1, 95) as u8
}
