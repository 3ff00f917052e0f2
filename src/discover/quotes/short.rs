//! What a draft quotes in a few words, and its sources have with a negation among them: `sévères, mais injustes` of `sévères, mais pas injustes`.
//!
//! So few words are nobody's own, and no two documents are held against each other by them. Of a draft it is known where they are from.

use std::ops::Range;

use super::super::page::{Page, open};
use super::super::places::{DocId, Place};
use super::super::{Disagreement, Library, Side};
use crate::kind::KindName;
use crate::kind::quote::is_prose;
use crate::kind::quote::spoken::is_little;
use crate::language::Language;
use crate::prose::passage::Passage;

/// Words of the shortest and of the longest quotation, and how many of them say something.
const WORDS: Range<usize> = 3..9;
const TELLING: usize = 2;
/// Words of negation between two words of one.
const BETWEEN: usize = 3;
/// How sure it is.
const SURE: u8 = 60;

/// A quotation of the draft.
struct Short {
    place: Place,
    text: String,
    /// Its words but for those of negation, and how many of these there are.
    words: Vec<u64>,
    negations: usize,
    /// The first passage of a source with another number of negations; none as soon as one has the same.
    other: Option<(Place, String)>,
    is_right: bool,
}

/// The quotations of the draft that negate where no source does, or the other way round.
pub(in crate::discover) fn shortened(library: &impl Library, draft: DocId) -> Vec<Disagreement> {
    let mut quotations: Vec<Short> = Vec::new();
    open(library, draft, |page| quotations.extend(page.passage.quotations().iter().filter_map(|found| short(page, &found.inner))));
    if quotations.is_empty() {
        return Vec::new();
    }
    for doc in 0..draft {
        open(library, doc, |page| quotations.iter_mut().for_each(|quotation| quotation.look(page)));
    }
    quotations.into_iter().filter(|quotation| !quotation.is_right).filter_map(Short::disagreement).collect()
}

fn short(page: &Page<'_>, inner: &Range<usize>) -> Option<Short> {
    let passage = page.passage;
    let all = passage.words_in(inner);
    let text = passage.text.get(inner.clone())?;
    if !WORDS.contains(&all.len()) || !is_prose(text) || text.contains(['…', '[', '(']) || text.contains("..") {
        return None;
    }
    let words: Vec<u64> = all.clone().map(|at| passage.words[at].key).filter(|&key| !negates(key)).collect();
    let telling = words.iter().filter(|&&key| !is_little(key)).count();
    let negations = count(passage, all);
    (telling >= TELLING).then(|| Short {
        place: page.place(inner.clone()),
        text: text.to_owned(),
        words,
        negations,
        other: None,
        is_right: false,
    })
}

impl Short {
    /// Looks for its words in a passage of a source.
    fn look(&mut self, page: &Page<'_>) {
        let passage = page.passage;
        for start in (0..passage.words.len()).filter(|&at| passage.words[at].key == self.words[0]) {
            let Some(end) = self.ends(passage, start) else { continue };
            // `pas` before the first word may be the draft's own.
            let first = if self.negations > 0 {
                (0..start).rev().take_while(|&at| negates(passage.words[at].key)).last().unwrap_or(start)
            } else {
                start
            };
            if count(passage, first..end) == self.negations || count(passage, start..end) == self.negations {
                self.is_right = true;
            } else if self.other.is_none() && passage.is_quoted(passage.words[start].start as usize) {
                let span = passage.span(start..end);
                self.other = Some((page.place(span.clone()), passage.text[span].to_owned()));
            }
        }
    }

    /// Where its words end in a passage that has them from a word on, with nothing but negations between.
    fn ends(&self, passage: &Passage<'_>, start: usize) -> Option<usize> {
        let mut at = start;
        for (number, &word) in self.words.iter().enumerate() {
            let skipped =
                if number == 0 { 0 } else { passage.words[at..].iter().take(BETWEEN).take_while(|word| negates(word.key)).count() };
            at += skipped;
            if passage.words.get(at)?.key != word {
                return None;
            }
            at += 1;
        }
        (passage.sentence_of(passage.words[start].start as usize).end >= passage.words[at - 1].end as usize).then_some(at)
    }

    fn disagreement(self) -> Option<Disagreement> {
        let (place, text) = self.other?;
        let side =
            |text: &str, place| Side { text: text.split_whitespace().collect::<Vec<_>>().join(" "), places: vec![place], documents: 1 };
        let sides = vec![side(&text, place), side(&self.text, self.place)];
        Some(Disagreement::new(KindName::Quote, sides, SURE).why("a few words of a quotation, and one of the two negates them"))
    }
}

/// How many words negate by themselves: `ne` is none.
fn count(passage: &Passage<'_>, words: Range<usize>) -> usize {
    let half = |key: u64| Language::ALL.iter().any(|language| language.tables().quote.half_negations.has_key(key));
    passage.words[words].iter().filter(|word| negates(word.key) && !half(word.key)).count()
}

fn negates(key: u64) -> bool {
    Language::ALL.iter().any(|language| language.tables().negations.has_key(key))
}

#[cfg(test)]
mod tests {
    use crate::discover::shelf::departs;
    use crate::kind::KindName;

    const SOURCE: &str = "“We cannot promise that the pier will open before the summer,” said the chair. The engineer called the plan “expensive, but not reckless”. \
    “We were never asked, and we are not going to leave quietly,” said Brekkan. “Our members learned about it from their bank.”\n\n\
    « Nous ne partirons pas en silence », dit-il. Le plan est « coûteux, mais pas déraisonnable », selon lui. « On ne nous a rien dit. »";

    #[test]
    fn a_few_words_that_a_draft_quotes_say_what_they_said() {
        for (draft, sides) in [
            ("The plan is “expensive, but reckless”, he said.", ["expensive, but not reckless", "expensive, but reckless"]),
            ("He said they “are going to leave quietly”.", ["are not going", "are going"]),
            ("Le plan est « coûteux, mais déraisonnable ».", ["coûteux, mais pas déraisonnable", "coûteux, mais déraisonnable"]),
            ("« Nous partirons en silence », dit-il.", ["Nous ne partirons pas en silence", "Nous partirons en silence"]),
            ("Members “learned about it from their boss”.", ["bank", "boss"]),
        ] {
            let mut sides = sides;
            sides.sort();
            assert_eq!(departs(KindName::Quote, SOURCE, draft), [sides], "{draft}");
        }
    }

    #[test]
    fn a_few_words_that_a_draft_quotes_may_be_cut_out() {
        for draft in [
            "The plan is “not reckless”, and it is “expensive”.",
            "They are not “going to leave quietly”.",
            "She would not “promise that the pier will open” soon.",
            "Le plan n’est pas « déraisonnable », mais « coûteux ».",
            "Ils n’ont pas l’intention de partir « en silence ».",
            "It was “reckless and very expensive”, others say.",
            "Members “learned about it”, he said, “from their bank”.",
        ] {
            assert_eq!(departs(KindName::Quote, SOURCE, draft), Vec::<Vec<String>>::new(), "{draft}");
        }
    }
}
