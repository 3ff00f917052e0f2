//! What a short form stands for, word by word, and how words of a draft compare with it.

use std::ops::Range;

use super::index::letters;
use super::near::is_one_off;
use super::place::is_dictionary;
use crate::finding::RuleId;
use crate::language::{Language, Tables};
use crate::lexicon::stem;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::{Word, words};

/// Letters from which on one of them may be a slip.
const SLIP_FROM: usize = 5;
/// Content words of a name from which on another word in the place of one is an error, and not another name.
const NAMED: usize = 4;

/// One expansion of a rule.
#[derive(Debug)]
pub(super) struct Long {
    pub(super) rule: RuleId,
    pub(super) written: String,
    pub(super) words: Vec<LongWord>,
    /// What stands between its words, folded.
    gaps: Vec<String>,
}

#[derive(Debug)]
pub(super) struct LongWord {
    pub(super) key: u64,
    text: String,
    /// Not a determiner, a preposition or the like.
    pub(super) content: bool,
    /// It begins with a capital.
    capital: bool,
}

/// How a word of a draft compares with one of an expansion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    Same,
    Inflected,
    Misspelled,
    Other,
}

impl Long {
    pub(super) fn new(rule: RuleId, written: &str) -> Self {
        let mut run = Vec::new();
        words(written, &mut run);
        let gaps = run.windows(2).map(|pair| fold::gap(&written[pair[0].end as usize..pair[1].start as usize]).into_owned()).collect();
        let words = run.iter().map(|word| LongWord::new(word, word.text(written))).collect();
        Self { rule, written: written.to_owned(), words, gaps }
    }

    pub(super) fn content(&self) -> usize {
        self.words.iter().filter(|word| word.content).count()
    }

    pub(super) fn has_commas(&self) -> bool {
        self.gaps.iter().any(|gap| gap.contains(','))
    }

    /// Whether it stands at a word of a passage: word for word, or all of it in the other number.
    pub(super) fn is_at(&self, passage: &Passage<'_>, at: usize) -> bool {
        let end = at + self.words.len();
        if end > passage.words.len() || (at..end - 1).zip(&self.gaps).any(|(at, gap)| fold::gap(passage.gap_after(at)) != gap.as_str()) {
            return false;
        }
        let same: Vec<bool> = self.words.iter().zip(at..end).map(|(word, at)| word.is(passage, at)).collect();
        same.iter().all(|&same| same) || self.is_other_number(passage, at, &same)
    }

    /// The head is in the other number, and nothing differs but number: `les directions régionales` for `direction régionale`.
    fn is_other_number(&self, passage: &Passage<'_>, at: usize, same: &[bool]) -> bool {
        let number = |i: usize| singular(&fold::lower(passage.word(at + i))) == singular(&self.words[i].text);
        let head = |i: Option<usize>| i.is_some_and(|i| !same[i]);
        let first = head(self.words.iter().position(|word| word.content));
        let last = head(self.last_head());
        let heads = match passage.language() {
            Some(Language::Fr) => first,
            Some(Language::En) => last && same.iter().filter(|same| !**same).count() == 1,
            None => first || last,
        };
        heads && same.iter().enumerate().all(|(i, &same)| same || number(i))
    }

    /// The word that would be its head in English: the last of content before a preposition, `Court` in `Court of Arbitration for Sport`.
    pub(super) fn last_head(&self) -> Option<usize> {
        let is_preposition = |word: &LongWord| Language::ALL.iter().any(|language| language.tables().prepositions.has_key(word.key));
        let complement = self.words.iter().skip(1).position(is_preposition).map_or(self.words.len(), |at| at + 1);
        self.words[..complement].iter().rposition(|word| word.content)
    }

    /// Where the passage from `start` on is it, but for spelling or inflection of some words, or hyphens; none also if it is it exactly.
    pub(super) fn misspelled_at(&self, passage: &Passage<'_>, start: usize) -> Option<Range<usize>> {
        let (mut i, mut at, mut wrong, mut replaced) = (0, start, 0, 0);
        while i < self.words.len() {
            if i > 0 && !self.gap_allows(passage, i, at, &mut wrong) {
                return None;
            }
            let (long, short) = self.step(passage, i, at)?;
            wrong += usize::from((long, short) != (1, 1) || !self.words[i].is(passage, at));
            replaced += usize::from((long, short) == (1, 1) && self.words[i].likeness(passage, at) == Likeness::Other);
            (i, at) = (i + long, at + short);
        }
        (wrong > 0 && 2 * wrong <= self.content() && replaced <= 1).then_some(start..at)
    }

    /// What stands before word `at` is what stands before word `i`, but for a hyphen.
    fn gap_allows(&self, passage: &Passage<'_>, i: usize, at: usize, wrong: &mut usize) -> bool {
        let (Some(gap), true) = (self.gaps.get(i - 1), at < passage.words.len()) else { return false };
        let here = fold::gap(passage.gap_before(at));
        let hyphen = |gap: &str| matches!(gap, " " | "-");
        *wrong += usize::from(here != gap.as_str());
        here == gap.as_str() || (hyphen(&here) && hyphen(gap))
    }

    /// How many words of it, and of the passage, are the same but for spelling; two are one where only a hyphen parts them.
    fn step(&self, passage: &Passage<'_>, i: usize, at: usize) -> Option<(usize, usize)> {
        passage.words.get(at)?;
        let long = &self.words[i];
        if !matches!(long.likeness(passage, at), Likeness::Other) || self.is_replaced(passage, i, at) {
            return Some((1, 1));
        }
        let lower = fold::lower(passage.word(at));
        let next = self.words.get(i + 1).filter(|_| self.gaps[i] == "-");
        if next.is_some_and(|next| lower.strip_prefix(long.text.as_str()) == Some(next.text.as_str())) {
            return Some((2, 1));
        }
        passage.words.get(at + 1)?;
        let joined = fold::gap(passage.gap_after(at)) == "-" && format!("{lower}{}", fold::lower(passage.word(at + 1))) == long.text;
        joined.then_some((1, 2))
    }

    /// At the end of a name of four words or more another word with the same initial: `Federal Deposit Insurance Commission` for `…
    /// Corporation`. Where a name begins with its head, another body of the sort may have been called so (`Haut Comité`, `Haut Conseil`).
    fn is_replaced(&self, passage: &Passage<'_>, i: usize, at: usize) -> bool {
        let (long, word) = (&self.words[i], &passage.words[at]);
        let initial = |text: &str| fold::strip(text).chars().next();
        let is_last = i + 1 == self.words.len();
        is_last
            && long.capital
            && word.shape.is_capitalised()
            && self.content() >= NAMED
            && initial(word.text(passage.text)) == initial(&long.text)
    }

    /// How many of its content words stand in a run of words; none if most of those are only like them, as words of another language are.
    /// In a text of another language than the dossier's only the very words count.
    pub(super) fn covered(&self, passage: &Passage<'_>, run: Range<usize>, exact: bool) -> usize {
        let mut left: Vec<usize> = run.collect();
        let mut counts = [0, 0];
        for word in self.words.iter().filter(|word| word.content) {
            let same = left.iter().position(|&at| word.is(passage, at));
            let like = || left.iter().position(|&at| !exact && word.likeness(passage, at) != Likeness::Other);
            if let Some(found) = same.or_else(like) {
                counts[usize::from(same.is_none())] += 1;
                left.swap_remove(found);
            }
        }
        let [same, like] = counts;
        if same >= like { same + like } else { 0 }
    }

    /// Whether a word of the passage is one of its words in the other number.
    pub(super) fn is_other_form(&self, passage: &Passage<'_>, at: usize, i: usize) -> bool {
        let word = &self.words[i];
        !word.is(passage, at) && singular(&fold::lower(passage.word(at))) == singular(&word.text)
    }

    /// Whether a word of the passage is its first.
    pub(super) fn begins(&self, passage: &Passage<'_>, at: usize) -> bool {
        self.words.first().is_some_and(|word| word.likeness(passage, at) != Likeness::Other)
    }

    /// How many of its content words stand before the first of them that a run of words has, and nothing in their place.
    pub(super) fn missing_before(&self, passage: &Passage<'_>, run: Range<usize>) -> usize {
        let like = |at: usize| self.words.iter().position(|word| word.content && word.likeness(passage, at) != Likeness::Other);
        let Some((first, i)) = run.clone().find_map(|at| Some((at, like(at)?))) else { return 0 };
        let others = (run.start..first).filter(|&at| is_content(passage, at)).count();
        self.words[..i].iter().filter(|word| word.content).count().saturating_sub(others)
    }

    /// Where a run that stands for it ends: behind its last word that is one of the expansion's, or as many content words later as the
    /// expansion has behind that one.
    pub(super) fn end(&self, passage: &Passage<'_>, run: Range<usize>) -> usize {
        let matches = |at: usize| self.words.iter().rposition(|word| word.content && word.likeness(passage, at) != Likeness::Other);
        let Some((last, i)) = run.clone().rev().find_map(|at| Some((at, matches(at)?))) else { return run.end };
        let mut left = self.words[i + 1..].iter().filter(|word| word.content).count();
        let mut end = last + 1;
        for at in last + 1..run.end {
            if left > 0 && is_content(passage, at) {
                left -= 1;
                end = at + 1;
            }
        }
        end
    }
}

impl LongWord {
    fn new(word: &Word, text: &str) -> Self {
        Self { key: word.key, text: fold::lower(text).into_owned(), content: is_content_word(word), capital: word.shape.is_capitalised() }
    }

    /// It is this word. Capitals may lack their accents.
    fn is(&self, passage: &Passage<'_>, at: usize) -> bool {
        let word = &passage.words[at];
        if word.key == self.key {
            return true;
        }
        let written = word.text(passage.text);
        let rest = |text: &str| text.chars().skip(1).collect::<String>();
        fold::strip(written) == fold::strip(&self.text)
            && (word.shape.is_upper() || (word.shape.is_capitalised() && rest(&fold::lower(written)) == rest(&self.text)))
    }

    pub(super) fn likeness(&self, passage: &Passage<'_>, at: usize) -> Likeness {
        if self.is(passage, at) {
            return Likeness::Same;
        }
        if !self.content {
            return Likeness::Other;
        }
        let written = passage.word(at);
        let same_stem = |language: Language| stem(written, language) == stem(&self.text, language);
        let close = |language: Language| passage.language().is_none_or(|decided| decided == language) && same_stem(language);
        if Language::ALL.into_iter().any(close) || singular(&fold::lower(written)) == singular(&self.text) {
            return Likeness::Inflected;
        }
        let (draft, right) = (letters(written), letters(&self.text));
        let slip = right.len() >= SLIP_FROM && (draft == right || (!is_dictionary(written) && is_one_off(&draft, &right, true)));
        if slip { Likeness::Misspelled } else { Likeness::Other }
    }
}

/// Whether a word of a passage is one of content.
pub(super) fn is_content(passage: &Passage<'_>, at: usize) -> bool {
    is_content_word(&passage.words[at])
}

/// No determiner, preposition, conjunction or single letter of any language.
fn is_content_word(word: &Word) -> bool {
    let function = |tables: &Tables| {
        let lists = [&tables.determiners, &tables.prepositions, &tables.particles, &tables.term.conjunctions];
        lists.iter().any(|list| list.has_key(word.key))
    };
    word.range().len() > 1 && !Language::ALL.iter().any(|language| function(language.tables()))
}

/// A word without what marks its plural.
fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("aux") {
        return format!("{stem}al");
    }
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.strip_suffix(['s', 'x']).unwrap_or(word).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::{Block, Role};

    fn with<T>(text: &str, ask: impl Fn(&Passage<'_>) -> T) -> T {
        let block = Block::plain(Role::Paragraph, 0..text.len());
        let mut run = Vec::new();
        words(text, &mut run);
        ask(&Passage::new(&block, text, &run))
    }

    #[test]
    fn case_typography_and_number_of_the_whole_make_no_difference() {
        let drac = Long::new(RuleId(0), "direction régionale des affaires culturelles");
        assert!(with("Direction Régionale des Affaires Culturelles", |passage| drac.is_at(passage, 0)));
        assert!(with("DIRECTION REGIONALE DES AFFAIRES CULTURELLES", |passage| drac.is_at(passage, 0)));
        assert!(with("les directions régionales des affaires culturelles", |passage| drac.is_at(passage, 1)));
        assert!(!with("la direction régionale des affaires culturelle", |passage| drac.is_at(passage, 1)));
        assert!(!with("la direction regionale des affaires culturelles", |passage| drac.is_at(passage, 1)));
    }

    #[test]
    fn spelling_inflection_and_hyphens_are_seen() {
        let onaf = Long::new(RuleId(0), "Office national anti-fraude");
        for text in
            ["Office nationale anti-fraude", "Office national antifraude", "Office national anti fraude", "Office natoinal anti-fraude"]
        {
            assert_eq!(
                with(text, |passage| onaf.misspelled_at(passage, 0).map(|run| run.end)),
                Some(text.split([' ', '-']).count()),
                "{text}"
            );
        }
        for text in ["Office national anti-fraude", "Office central anti-fraude", "Office national, anti-fraude", "Office national"] {
            assert_eq!(with(text, |passage| onaf.misspelled_at(passage, 0)), None, "{text}");
        }
    }
}
