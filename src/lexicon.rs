//! All words that all rules look for, in one index: one look-up a word, however many rules there are.
//!
//! Kinds put phrases in with [`LexiconBuilder`]; [`Lexicon::hits`] finds them in the words of a passage. A phrase is found by its first
//! word's key, or by those of its first two (a thousand names begin with `Marie`), and then compared word by word. There are two ways to compare ([`Matching`]): exact but for case, and as a word list, with
//! inflection.

mod phrase;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::finding::RuleId;
use crate::keys::{ByKey, Filter, Identity};
use crate::language::Language;
use crate::prose::words::Word;

use phrase::Phrase;
pub(crate) use phrase::plural;
pub use phrase::stem;

/// How a phrase is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matching {
    /// Exact but for case; typography does not matter, accents count.
    Exact,
    /// Exact but for case, and the plural is found too.
    Plural,
    /// As a word list: inflected forms are found too, accents may be missing in capitals, capitals in the entry are literal.
    List,
}

/// Which of a rule's lists of words a phrase is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the key of that name")]
pub enum List {
    Near,
    UnlessNear,
    Unit,
    FormerNear,
    Hedges,
    CitedAs,
    /// A group of `all`, by its index.
    Group(u32),
    /// The canonical itself, for kinds that look for it.
    Canonical,
    Accept,
    Reject,
    Distinct,
    /// An entry of `wrong`, by its index.
    Wrong(u32),
}

/// Whose phrase it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// `about` of a dossier, by its index.
    About(u32),
    /// The name of a weekday, which the check of dates that is built in looks for.
    Weekday,
    /// A list of a rule.
    Rule(RuleId, List),
}

/// A phrase found in a passage, once for each of its owners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Whose phrase it is.
    pub owner: Owner,
    /// The words it stands in, as indices.
    pub words: Range<usize>,
    /// It was found as the plural of the phrase ([`Matching::Plural`]).
    pub plural: bool,
}

/// Collects phrases.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    entries: Vec<(Matching, String, Owner)>,
}

impl LexiconBuilder {
    /// Adds a phrase of an owner. One without a letter or digit is never found.
    pub fn add(&mut self, matching: Matching, phrase: &str, owner: Owner) {
        self.entries.push((matching, phrase.to_owned(), owner));
    }

    /// Adds every phrase of a list.
    pub fn add_list<'a>(&mut self, phrases: impl IntoIterator<Item = &'a str>, owner: Owner) {
        for phrase in phrases {
            self.add(Matching::List, phrase, owner);
        }
    }

    /// The finished index: each phrase once, with all its owners.
    pub fn build(self) -> Lexicon {
        // What a dossier is about is no list of a rule: of the two that overlap both are there.
        let about = |owner: &Owner| matches!(owner, Owner::About(_));
        let mut places = HashMap::with_capacity(self.entries.len());
        let mut phrases: Vec<(Matching, &str, Vec<Owner>)> = Vec::with_capacity(self.entries.len());
        for (matching, phrase, owner) in &self.entries {
            let place = *places.entry((matching, phrase.as_str(), about(owner))).or_insert(phrases.len());
            match phrases.get_mut(place) {
                Some((.., owners)) => owners.push(*owner),
                None => phrases.push((*matching, phrase, vec![*owner])),
            }
        }
        let phrases: Vec<Vec<Phrase>> =
            phrases.into_par_iter().map(|(matching, phrase, owners)| Phrase::all(matching, phrase, owners)).collect();
        let mut lexicon = Lexicon { phrases: Vec::with_capacity(phrases.iter().map(Vec::len).sum()), ..Lexicon::default() };
        phrases.into_iter().flatten().for_each(|phrase| lexicon.insert(phrase));
        lexicon.filter = Filter::of(lexicon.words.keys().copied());
        lexicon
    }
}

/// All phrases of all rules.
#[derive(Debug, Default)]
pub struct Lexicon {
    phrases: Vec<Phrase>,
    /// By the key of the first word, plurals and short inflections included; those in `pairs` are not there.
    words: HashMap<u64, Heads, BuildHasherDefault<Identity>>,
    /// By the keys of the first two words.
    pairs: ByKey,
    /// By the key of the first word's stem, for each language.
    stems: [ByKey; 2],
    /// By the key of the first word without accents, for words in capitals.
    capitals: ByKey,
    filter: Filter,
    has_lists: bool,
}

/// The phrases that begin with one word.
#[derive(Debug, Default)]
struct Heads {
    phrases: Vec<u32>,
    /// Some stand in `pairs`.
    in_pairs: bool,
}

impl Lexicon {
    fn insert(&mut self, phrase: Phrase) {
        let index = self.phrases.len() as u32;
        let Some(first) = phrase.first() else { return };
        self.has_lists |= phrase.matching() == Matching::List;
        if let Some((key, second)) = phrase.pair() {
            self.words.entry(key).or_default().in_pairs = true;
            self.pairs.entry(pair(key, second)).or_default().push(index);
            self.phrases.push(phrase);
            return;
        }
        for key in first.keys() {
            self.words.entry(key).or_default().phrases.push(index);
        }
        if let Some(stems) = first.stems() {
            for (map, stem) in self.stems.iter_mut().zip(stems) {
                map.entry(stem).or_default().push(index);
            }
        }
        for key in first.unaccented() {
            self.capitals.entry(key).or_default().push(index);
        }
        self.phrases.push(phrase);
    }

    /// Whether a phrase may begin with a word of that key. Never no wrongly: where none of a passage's words may, it has no hits.
    #[inline]
    pub fn may_know(&self, key: u64) -> bool {
        self.has_lists || (self.filter.may_hold(key) && self.words.contains_key(&key))
    }

    /// Every phrase that stands in these words, in the order of their first words. Of word-list entries that overlap only the longest is
    /// there. `language` is that of the passage, `opens_sentence` says whether a word is the first of its sentence.
    pub fn hits(
        &self,
        text: &str,
        words: &[Word],
        language: &dyn Fn() -> Option<Language>,
        opens_sentence: &dyn Fn(usize) -> bool,
    ) -> Vec<Hit> {
        let mut found: Vec<(u32, Range<usize>)> = Vec::new();
        if self.phrases.is_empty() {
            return Vec::new();
        }
        let reading = phrase::Reading { text, words, language, opens_sentence };
        for (at, word) in words.iter().enumerate() {
            if self.filter.may_hold(word.key)
                && let Some(heads) = self.words.get(&word.key)
            {
                self.compare(&reading, at, &heads.phrases, &mut found);
                let next = if heads.in_pairs { words.get(at + 1) } else { None };
                if let Some(list) = next.and_then(|next| self.pairs.get(&pair(word.key, next.key))) {
                    self.compare(&reading, at, list, &mut found);
                }
            }
            if self.has_lists {
                self.inflected(&reading, at, &mut found);
            }
        }
        if self.has_lists {
            self.keep_longest(text, words, &mut found);
        }
        found.into_iter().flat_map(|(index, words)| self.phrases[index as usize].hits(words)).collect()
    }

    fn compare(&self, reading: &phrase::Reading<'_>, at: usize, list: &[u32], found: &mut Vec<(u32, Range<usize>)>) {
        for &index in list {
            if found.iter().rev().take_while(|(_, words)| words.start == at).any(|&(other, _)| other == index) {
                continue;
            }
            if let Some(end) = self.phrases[index as usize].end(reading, at) {
                found.push((index, at..end));
            }
        }
    }

    fn inflected(&self, reading: &phrase::Reading<'_>, at: usize, found: &mut Vec<(u32, Range<usize>)>) {
        let word = reading.words[at].text(reading.text);
        for language in reading.languages() {
            if let Some(list) = self.stems[language as usize].get(&phrase::stem_key(word, language)) {
                self.compare(reading, at, list, found);
            }
        }
        if reading.words[at].shape.is_upper()
            && let Some(list) = self.capitals.get(&phrase::unaccented_key(word))
        {
            self.compare(reading, at, list, found);
        }
    }

    /// Of word-list entries that overlap, of any rule, only the longest is there.
    fn keep_longest(&self, text: &str, words: &[Word], found: &mut Vec<(u32, Range<usize>)>) {
        let is_list = |index: u32| self.phrases[index as usize].is_of_rule_list();
        let length = |run: &Range<usize>| (run.len(), text[words[run.start].start as usize..words[run.end - 1].end as usize].len());
        let lists: Vec<Range<usize>> = found.iter().filter(|(index, _)| is_list(*index)).map(|(_, run)| run.clone()).collect();
        let longest = lists.iter().map(|run| run.len()).max().unwrap_or(0);
        if longest < 2 {
            return;
        }
        found.retain(|(index, run)| {
            let near = lists.partition_point(|other| other.start + longest <= run.start);
            let overlapping = lists[near..].iter().take_while(|other| other.start < run.end).filter(|other| other.end > run.start);
            !is_list(*index) || overlapping.into_iter().all(|other| length(other) <= length(run))
        });
    }
}

/// The key of two words that follow each other.
fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(32) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words::words;

    fn found(matching: Matching, phrases: &[&str], text: &str, language: Option<Language>) -> Vec<String> {
        let mut builder = LexiconBuilder::default();
        for (i, phrase) in phrases.iter().enumerate() {
            builder.add(matching, phrase, Owner::Rule(RuleId(i as u32), List::Near));
        }
        let mut out = Vec::new();
        words(text, &mut out);
        let hits = builder.build().hits(text, &out, &|| language, &|at| at == 0);
        hits.iter().map(|hit| text[out[hit.words.start].start as usize..out[hit.words.end - 1].end as usize].to_owned()).collect()
    }

    fn list(phrases: &[&str], text: &str) -> Vec<String> {
        found(Matching::List, phrases, text, Some(Language::Fr))
    }

    #[test]
    fn word_lists_find_inflections_and_typographic_variants() {
        assert_eq!(list(&["hébergé"], "Ils sont hébergés, HEBERGEES, hebergé"), ["hébergés", "HEBERGEES"]);
        assert_eq!(list(&["répandu"], "ils sont répandus, répandues"), ["répandus", "répandues"]);
        assert_eq!(list(&["tué"], "deux tuées et un TUE"), ["tuées", "TUE"]);
        assert_eq!(list(&["mandat d'arrêt", "arrêt"], "un mandat\nd’arrêt, un arrêt"), ["mandat\nd’arrêt", "arrêt"]);
        assert_eq!(list(&["US"], "us et les US"), ["US"]);
        assert_eq!(list(&["œuvré"], "ils ont oeuvré"), ["oeuvré"]);
    }

    #[test]
    fn what_a_dossier_is_about_is_there_inside_an_entry_of_a_rule() {
        let mut builder = LexiconBuilder::default();
        builder.add(Matching::List, "Merganser", Owner::About(0));
        builder.add(Matching::List, "release of Merganser", Owner::Rule(RuleId(0), List::Near));
        let (text, mut run) = ("the release of Merganser", Vec::new());
        words(text, &mut run);
        let hits = builder.build().hits(text, &run, &|| Some(Language::En), &|_| false);
        assert_eq!(hits.iter().map(|hit| hit.words.clone()).collect::<Vec<_>>(), [1..4, 3..4]);
    }

    #[test]
    fn a_capitalised_word_inside_a_sentence_is_not_inflected() {
        assert_eq!(found(Matching::List, &["boarded"], "the Safety Board boarded it", Some(Language::En)), ["boarded"]);
        assert_eq!(found(Matching::List, &["boarded"], "Boarding it", Some(Language::En)), ["Boarding"]);
    }

    #[test]
    fn exact_phrases_ignore_case_and_typography_only() {
        assert_eq!(
            found(Matching::Exact, &["aéroport de Roissy"], "L’Aéroport  de\u{a0}ROISSY, l'aeroport de Roissy", None),
            ["Aéroport  de\u{a0}ROISSY"]
        );
        assert_eq!(found(Matching::Exact, &["Army Corp. of"], "Army Corp. of, Army Corp of", None), ["Army Corp. of"]);
        assert_eq!(found(Matching::Plural, &["francophobe"], "des Francophobes", None), ["Francophobes"]);
        assert_eq!(found(Matching::Exact, &["tache"], "une tâche, une tache", None), ["tache"]);
        let marie = &["Marie", "Marie Colin", "Marie-Colin", "Marie Colin Dur", "Marie Duval"];
        assert_eq!(found(Matching::Exact, marie, "Marie Colin, MARIE  COLIN", None), ["Marie", "Marie Colin", "MARIE", "MARIE  COLIN"]);
        assert_eq!(found(Matching::Exact, marie, "Marie-Colin", None), ["Marie", "Marie-Colin"]);
    }
}
