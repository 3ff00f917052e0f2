//! A value that a draft has from its sources, in the row of another: `12 % for administration`, where 12 % went to transport and 7 % to
//! administration.
//!
//! What a value is of stands right before it or right behind it, up to the next number or mark of punctuation: its row. Drafts are short, and
//! their sources few: these are read once more, rather than that every figure of every library carried its row.

use std::collections::BTreeMap;

use super::misplaced::{Said, TELLING, clash};
use super::unit::Sort;
use super::weigh::Clash;
use super::{Figure, Key, each_counted};
use crate::discover::Library;
use crate::discover::context::{Tongue, content};
use crate::discover::page::{Page, open};
use crate::discover::places::{DocId, Place};
use crate::kind::figure::number::numbers;
use crate::language::Language;
use crate::prose::passage::Passage;

/// Words on either side that tell what a value is of.
const REACH: usize = 12;

/// Words of the other row that the draft has on the same side at least: one may stand beside any value.
const WORDS: usize = 2;

/// The words before a value, those behind, and those before the first value of its sentence, by their stems.
type Row = [Vec<u32>; 3];

/// The rows of all figures of some documents, by their places.
struct Rows(BTreeMap<Place, Row>);

/// The values of a draft that its sources have in another row, with the value of that row.
pub(super) fn moved(by_doc: &BTreeMap<DocId, Vec<Said<'_>>>, draft: DocId, library: &impl Library) -> Vec<([Key; 2], Clash)> {
    let Some(drafted) = by_doc.get(&draft) else { return Vec::new() };
    let sources: Vec<Said<'_>> = by_doc.iter().filter(|(doc, _)| **doc != draft).flat_map(|(_, figures)| figures).copied().collect();
    let is_asked = |(key, figure): &&Said<'_>| {
        let tells = figure.facts.sort == Sort::Measure || (figure.facts.sort == Sort::Noun && key.value() >= TELLING);
        tells && figure.facts.is_exact() && sources.iter().any(|(other, _)| other == key)
    };
    let asked: Vec<&Said<'_>> = drafted.iter().filter(is_asked).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let rows = Rows::read(library, by_doc.keys().copied());
    asked.into_iter().filter_map(|said| rows.of_another(said, &sources, drafted)).collect()
}

impl Rows {
    fn read(library: &impl Library, docs: impl Iterator<Item = DocId>) -> Self {
        let mut rows = Self(BTreeMap::new());
        for doc in docs {
            let mut tongue = Tongue::default();
            open(library, doc, |page| rows.add(page, &mut tongue));
        }
        rows
    }

    fn add(&mut self, page: &Page<'_>, tongue: &mut Tongue) {
        let passage = page.passage;
        let language = tongue.of(page.doc, passage);
        // `It is lowered to 420 kilometres in May and to 60 in June`: what stands before the first value may be said of all.
        let mut head: (usize, Vec<u32>) = (usize::MAX, Vec::new());
        each_counted(passage, &numbers(passage), language, |number, counted| {
            let first = passage.word_at(counted.unit.span.start).min(number.words.start);
            let [before, behind] = row(passage, first, counted.unit.next, language);
            let sentence = passage.sentence_of(counted.unit.span.start).start;
            if head.0 != sentence {
                head = (sentence, before.clone());
            }
            self.0.insert(page.place(counted.unit.span), [before, behind, head.1.clone()]);
        });
    }

    fn of(&self, figure: &Figure) -> &[Vec<u32>] {
        self.0.get(&figure.place).map_or(&[], |row| &row[..])
    }

    fn has(&self, figure: &Figure, word: u32) -> bool {
        self.of(figure).iter().flatten().any(|&other| other == word)
    }

    /// The one other value of the unit in whose row the draft has this one, on the same side of it.
    fn of_another(&self, (key, figure): &Said<'_>, sources: &[Said<'_>], draft: &[Said<'_>]) -> Option<([Key; 2], Clash)> {
        let stated: Vec<&Figure> = sources.iter().filter(|(other, _)| other == key).map(|(_, there)| *there).collect();
        let own = |word: u32| stated.iter().any(|there| self.has(there, word));
        let right = |side: usize| {
            let words: Vec<u32> = self.of(figure).get(side)?.iter().copied().filter(|&word| !own(word)).collect();
            let is_of = |(other, there): &&Said<'_>| {
                let told = |word: &u32| {
                    let stands = self.of(there).get(side).is_some_and(|row| row.contains(word));
                    stands && !draft.iter().any(|(key, drafted)| key == other && self.has(drafted, *word))
                };
                other.unit == key.unit && other != key && there.facts.is_exact() && words.iter().filter(|word| told(word)).count() >= WORDS
            };
            let mut rows = sources.iter().filter(is_of);
            let one = rows.next().filter(|one| rows.all(|other| other.0 == one.0))?;
            stated.iter().all(|there| self.is_left(there, side, one.1, figure)).then_some(*one)
        };
        let one = right(1).or_else(|| right(0))?;
        Some(clash([one, (*key, figure)], "the sources have this value of something else"))
    }

    /// Whether the row in which the sources have a value has words of its own beside those of `right`, and the draft has none of them in its
    /// sentence.
    fn is_left(&self, there: &Figure, side: usize, right: &Figure, draft: &Figure) -> bool {
        let row = |figure| self.of(figure).get(side).map_or(&[][..], Vec::as_slice);
        let mut own = row(there).iter().filter(|word| !row(right).contains(word)).peekable();
        own.peek().is_some() && own.all(|&word| !draft.setting.has(word))
    }
}

/// The words of content before the word `first` and from the word `next` on, in the same part of the sentence.
fn row(passage: &Passage<'_>, first: usize, next: usize, language: Language) -> [Vec<u32>; 2] {
    let ends = |gap: &str| gap.contains([',', ';', ':', '.', '(', ')', '«', '»', '“', '”', '"', '–', '—', '|', '\n']);
    let is_number = |at: usize| passage.words[at].shape.has_digit();
    let before = (first.saturating_sub(REACH)..first).rev().take_while(|&at| !ends(passage.gap_after(at)) && !is_number(at));
    let behind = (next..(next + REACH).min(passage.words.len())).take_while(|&at| !ends(passage.gap_before(at)) && !is_number(at));
    let stems = |at: usize| content(passage, at, language);
    [before.filter_map(stems).collect(), behind.filter_map(stems).collect()]
}
