//! Which documents tell the same story: those that share names which few others have.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::context::is_word;
use super::page::Page;
use super::places::DocId;
use crate::language::Language;
use crate::prose::words::Word;

/// Names of one document that are remembered, the most frequent first.
const KEPT: usize = 32;
/// Letters of the shortest.
const SHORTEST: usize = 3;
/// In so many documents a name may stand and still tell a story from others: of few documents, of many.
const RARE: (usize, usize) = (8, 64);
/// Of so many documents, all may tell one story: a name that stands in most of them counts too, for less.
const FEW: usize = 200;
/// What a rare name counts, a common one, and what makes two documents tell the same story.
const RARE_COUNTS: u32 = 2;
const COMMON_COUNTS: u32 = 1;
const SAME: u32 = 4;
/// What two documents share that are known to tell the same story.
const CERTAIN: u32 = 8;
/// So many documents are few: those that a third one ties together tell one story too.
const HANDFUL: usize = 20;

/// The names of every document, as hashes.
#[derive(Debug, Default)]
pub(super) struct Topics {
    /// The document that is being read.
    current: Option<(DocId, Vec<u64>)>,
    known: BTreeMap<DocId, Box<[u32]>>,
}

/// Two documents that tell the same story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) docs: [DocId; 2],
    /// How much they share; [`SAME`] at least.
    pub(super) shared: u32,
    pub(super) tie: Tie,
}

/// How it is known that two documents tell the same story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// They share names that few others have.
    Names,
    /// And all documents are few.
    Few,
    /// The second is a draft of which the first is a source.
    Draft,
}

impl Pair {
    /// The draft, where one is read against its source.
    pub(super) fn draft(&self) -> Option<DocId> {
        (self.tie == Tie::Draft).then_some(self.docs[1])
    }
}

/// Whether two documents tell the same story; `pairs` are in order.
pub(super) fn tell_one(pairs: &[Pair], a: DocId, b: DocId) -> bool {
    a == b || pairs.binary_search_by_key(&[a.min(b), a.max(b)], |pair| pair.docs).is_ok()
}

/// Whether so few documents are those of one story.
pub(super) fn is_story(documents: usize) -> bool {
    documents <= HANDFUL
}

/// Every document with the last one, which is a draft about them.
pub(super) fn drafted(draft: DocId) -> Vec<Pair> {
    (0..draft).map(|doc| Pair { docs: [doc, draft], shared: CERTAIN, tie: Tie::Draft }).collect()
}

impl Topics {
    /// Counts the names of a passage.
    pub(super) fn read(&mut self, page: &Page<'_>) {
        if self.current.as_ref().is_none_or(|(doc, _)| *doc != page.doc) {
            self.close();
        }
        let (_, words) = self.current.get_or_insert_with(|| (page.doc, Vec::new()));
        let is_read = |word: &&Word| word.shape.is_capitalised() && word.range().len() >= SHORTEST && !word.shape.has_digit();
        words.extend(page.passage.words.iter().filter(is_read).map(|word| word.key));
    }

    /// Which of the words are names is looked up once for each.
    pub(super) fn close(&mut self) {
        if let Some((doc, mut words)) = self.current.take() {
            words.sort_unstable();
            let groups = words.chunk_by(|a, b| a == b).filter(|group| !is_word(group[0]) && !is_anybodys(group[0]));
            let mut names: Vec<(u32, u32)> = groups.map(|group| (group[0] as u32, group.len() as u32)).collect();
            names.sort_unstable_by_key(|&(name, times)| (std::cmp::Reverse(times), name));
            names.truncate(KEPT);
            self.known.insert(doc, names.into_iter().map(|(name, _)| name).collect());
        }
    }

    /// Takes other documents in.
    pub(super) fn merge(&mut self, mut other: Self) {
        self.close();
        other.close();
        self.known.extend(other.known);
    }

    /// The pairs of documents that tell the same story, in order; all have been closed.
    pub(super) fn pairs(&self) -> Vec<Pair> {
        let mut by_name: BTreeMap<u32, Vec<DocId>> = BTreeMap::new();
        for (&doc, names) in &self.known {
            names.iter().for_each(|&name| by_name.entry(name).or_default().push(doc));
        }
        let rare = (self.known.len() / 10).clamp(RARE.0, RARE.1);
        let mut shared: HashMap<[DocId; 2], u32> = HashMap::new();
        for docs in by_name.values().filter(|docs| docs.len() <= rare || self.known.len() <= FEW) {
            let counts = if docs.len() <= rare { RARE_COUNTS } else { COMMON_COUNTS };
            for (at, &a) in docs.iter().enumerate() {
                docs[at + 1..].iter().for_each(|&b| *shared.entry([a, b]).or_default() += counts);
            }
        }
        let few = self.known.len() <= HANDFUL;
        let tie = if few { Tie::Few } else { Tie::Names };
        let told = shared.into_iter().filter(|&(_, shared)| shared >= SAME);
        let mut pairs: BTreeMap<[DocId; 2], u32> = told.collect();
        if few {
            join(&mut pairs);
        }
        pairs.into_iter().map(|(docs, shared)| Pair { docs, shared, tie }).collect()
    }
}

/// Adds the pairs of documents that others tie together.
fn join(pairs: &mut BTreeMap<[DocId; 2], u32>) {
    let mut stories: Vec<BTreeSet<DocId>> = Vec::new();
    for docs in pairs.keys() {
        let (tied, mut rest): (Vec<_>, Vec<_>) = stories.into_iter().partition(|story| docs.iter().any(|doc| story.contains(doc)));
        rest.push(tied.into_iter().flatten().chain(*docs).collect());
        stories = rest;
    }
    for story in stories {
        for &a in &story {
            for &b in story.range(a + 1..) {
                pairs.entry([a, b]).or_insert(SAME);
            }
        }
    }
}

/// A country, a people, a month: no story's own.
fn is_anybodys(key: u64) -> bool {
    Language::ALL.iter().any(|language| language.tables().name.capitalised.has_key(key))
}
