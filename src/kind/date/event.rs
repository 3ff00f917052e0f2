//! The lexicon's hits → the events of a passage: words of `near`, with the rules that know them and what governs them.

use std::collections::HashMap;
use std::ops::Range;

use super::vocabulary::{Asked, Step, Vocabulary};
use crate::dossier::RuleSet;
use crate::finding::RuleId;
use crate::kind::{Fact, near};
use crate::language::Language;
use crate::lexicon::{List, Owner};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// A word of event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// Its words.
    pub(super) words: Range<usize>,
    /// The rules, all of one dossier, whose event it is; none where `unless-near` forbids them all.
    pub(super) rules: Vec<RuleId>,
    /// Which dossier.
    pub(super) dossier: usize,
}

/// How firmly a date has to stand by a word of event to be its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Governed {
    /// Nothing stands in the way.
    Free,
    /// `trois jours après la fermeture`: only without a comma.
    Relation,
    /// `depuis la fermeture`: behind a comma only a day.
    Since,
    /// `l’anniversaire de la fermeture`, `a annoncé la fermeture`: only as its own complement (`du 25 juin`), or bare.
    Occasion,
    /// `n’a pas fermé`: not at all.
    Never,
}

/// The events of a passage, in order. Those of different dossiers do not know of each other.
pub(super) fn events(rules: &RuleSet, passage: &Passage<'_>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut known: HashMap<(usize, usize, usize), usize> = HashMap::new();
    for hit in passage.hits() {
        let Owner::Rule(id, List::Near) = hit.owner else { continue };
        let rule = rules.rule(id);
        let byte = passage.span(hit.words.clone()).start;
        if !matches!(rule.fact, Fact::Date(_)) || passage.is_address(byte) {
            continue;
        }
        let at = *known.entry((hit.words.start, hit.words.end, rule.dossier)).or_insert_with(|| {
            events.push(Event { words: hit.words.clone(), rules: Vec::new(), dossier: rule.dossier });
            events.len() - 1
        });
        if !near::holds(rules, passage, id, byte) {
            near::explain(rules, passage, id, &passage.span(hit.words.clone()));
        } else if !events[at].rules.contains(&id) {
            events[at].rules.push(id);
        }
    }
    events.sort_by_key(|event| (event.words.start, event.dossier));
    events
}

/// How far back an adverb or auxiliary may stand between a negation and its verb.
const NEGATION_REACH: usize = 4;

/// How far back the word may stand that governs a noun.
const GOVERNOR_REACH: usize = 10;
/// How far back a relation may stand from a verb that it governs.
const RELATION_REACH: usize = 8;

impl Event {
    /// What governs the word.
    pub(super) fn governed(&self, vocabulary: &Vocabulary<'_>) -> Governed {
        match () {
            () if self.is_unfulfilled(vocabulary) || self.is_another(vocabulary) => Governed::Never,
            () if self.is_verbal(vocabulary) => self.verb_governed(vocabulary),
            () => self.noun_governed(vocabulary),
        }
    }

    /// The nearest words of some lists before it.
    pub(super) fn words_before(&self, vocabulary: &Vocabulary<'_>, lists: &[Asked]) -> Option<Range<usize>> {
        let from = self.words.start.saturating_sub(GOVERNOR_REACH);
        (from + 1..=self.words.start).rev().find_map(|at| {
            let n = lists.iter().filter_map(|list| vocabulary.ending(*list, at)).max()?;
            Some(at - n..at)
        })
    }

    /// The clause of a verb or participle begins with a relation: `après avoir été arrêté`, `a week after police raided`.
    fn verb_governed(&self, vocabulary: &Vocabulary<'_>) -> Governed {
        let from = self.words.start.saturating_sub(RELATION_REACH);
        let mut clause = (from + 1..=self.words.start).rev().take_while(|&at| vocabulary.is_joined(at - 1));
        if clause.any(|at| vocabulary.ending(|tables| &tables.relations, at).is_some()) { Governed::Relation } else { Governed::Free }
    }

    /// A noun is the complement of another, or the object of a verb.
    fn noun_governed(&self, vocabulary: &Vocabulary<'_>) -> Governed {
        let (mut at, mut plain, mut name) = (self.words.start, 0, false);
        while at > 0 && at + GOVERNOR_REACH > self.words.start && vocabulary.is_joined(at - 1) {
            if vocabulary.ending(|tables| &tables.suffering, at).is_some() {
                return Governed::Free;
            }
            if vocabulary.ending(|tables| &tables.occasions, at).or(vocabulary.ending(|tables| &tables.announcing, at)).is_some() {
                return Governed::Occasion;
            }
            if vocabulary.ending(|tables| &tables.relations, at).is_some() {
                return Governed::Relation;
            }
            if vocabulary.ending(|tables| &tables.since, at).is_some() {
                return Governed::Since;
            }
            match vocabulary.step(at - 1) {
                Step::Determiner(_) | Step::Preposition(_) => {}
                Step::Name => name = true,
                // An adjective, or in English a noun before the noun; before a name it is one only behind its article.
                Step::Plain if plain < 2 && (!name || (at > 1 && vocabulary.is_determiner(at - 2))) => plain += 1,
                _ => break,
            }
            at -= 1;
        }
        Governed::Free
    }

    /// `un autre incendie`, `another deadly fire`.
    fn is_another(&self, vocabulary: &Vocabulary<'_>) -> bool {
        let from = self.words.start;
        let adjective = from > 1 && vocabulary.step(from - 1) == Step::Plain && vocabulary.is_joined(from - 1);
        [Some(from), adjective.then(|| from - 1)]
            .into_iter()
            .flatten()
            .any(|at| at > 0 && vocabulary.is_joined(at - 1) && vocabulary.ending(|tables| &tables.others, at).is_some())
    }

    /// A negation, or words of a plan that was given up, stand right before.
    fn is_unfulfilled(&self, vocabulary: &Vocabulary<'_>) -> bool {
        let from = self.words.start.saturating_sub(NEGATION_REACH);
        let mut near = (from..self.words.start).rev().take_while(|&at| vocabulary.is_joined(at));
        near.any(|at| vocabulary.starting(|tables| &tables.unfulfilled, at).is_some_and(|n| at + n <= self.words.start))
    }

    /// Whether the word stands as a verb that says what happened: behind an auxiliary, or behind its subject.
    pub(super) fn is_verb(&self, vocabulary: &Vocabulary<'_>) -> bool {
        let Some(before) = self.words.start.checked_sub(1).filter(|&before| !vocabulary.is_comma(before)) else { return false };
        let auxiliary = |at: usize| vocabulary.starting(|tables| &tables.auxiliaries, at).is_some();
        let mut at = before;
        while at > 0 && !auxiliary(at) && matches!(vocabulary.step(at), Step::Time(_)) {
            at -= 1;
        }
        let noun = matches!(vocabulary.step(before), Step::Determiner(_) | Step::Preposition(_));
        auxiliary(at)
            || self.has_auxiliary(vocabulary)
            || self.is_suffered(vocabulary)
            || (!self.is_participle(vocabulary) && !noun && self.is_verbal(vocabulary))
    }

    /// The complement of words that make a verb of it: `a été victime d’une cyberattaque`, `fell victim to a ransomware attack`.
    fn is_suffered(&self, vocabulary: &Vocabulary<'_>) -> bool {
        let from = self.words.start;
        let adjective = from > 1 && vocabulary.step(from - 1) == Step::Plain && vocabulary.is_joined(from - 1);
        let mut places = [Some(from), adjective.then(|| from - 1)].into_iter().flatten();
        places.any(|at| {
            let words = vocabulary.ending(|tables| &tables.suffering, at);
            words.is_some_and(|n| vocabulary.ending(|tables| &tables.auxiliaries, at - n).is_some())
        })
    }

    /// A French participle, which is a verb only behind an auxiliary: `fermée`.
    fn is_participle(&self, vocabulary: &Vocabulary<'_>) -> bool {
        let word = fold::lower(vocabulary.passage.word(self.words.end - 1)).into_owned();
        let word = word.trim_end_matches('s');
        word.ends_with('é') || word.ends_with("ée")
    }

    /// A verb or participle by its ending: `collapsed`, `rouvrira`, `fermée`; or an entry that begins with one (`sworn in`, `mis en examen`)
    /// or has its auxiliary.
    pub(super) fn is_verbal(&self, vocabulary: &Vocabulary<'_>) -> bool {
        let endings = |language: Language| match language {
            Language::En => &["ed"][..],
            Language::Fr => &["ra", "ront", "ait", "aient", "èrent", "irent", "it"],
        };
        let word = fold::lower(vocabulary.passage.word(self.words.start)).into_owned();
        let plain = vocabulary.starting(|tables| &tables.plain, self.words.start).is_some();
        let languages = Language::possible(vocabulary.passage.language());
        let ending = !plain && word.chars().count() > 3 && languages.flat_map(endings).any(|ending| word.ends_with(ending));
        // Behind a determiner it is a noun: `la mort`.
        let determined = self.words.start.checked_sub(1).is_some_and(|before| vocabulary.is_determiner(before));
        let irregular = !determined && vocabulary.starting(|tables| &tables.irregular, self.words.start).is_some();
        self.is_participle(vocabulary) || ending || irregular || self.has_auxiliary(vocabulary)
    }

    /// An entry that brings its auxiliary: `s’est ouvert`, `was closed`.
    fn has_auxiliary(&self, vocabulary: &Vocabulary<'_>) -> bool {
        let auxiliary = |at: usize| vocabulary.starting(|tables| &tables.auxiliaries, at).map(|n| at + n);
        // `école d’été de Caen`: what follows is no verb.
        let participle = |at: usize| at < self.words.end && matches!(vocabulary.step(at), Step::Event | Step::TakingPlace(_));
        self.words.clone().any(|at| auxiliary(at).is_some_and(participle))
    }

    /// Whether the word stands as a noun, with nothing but a determiner and adjectives or names between it and `from`.
    pub(super) fn is_noun_from(&self, vocabulary: &Vocabulary<'_>, from: usize) -> bool {
        let between = from..self.words.start;
        let joined = between.clone().all(|at| !vocabulary.is_comma(at));
        let only = between.clone().all(|at| matches!(vocabulary.step(at), Step::Determiner(_) | Step::Plain | Step::Name));
        let opens = between.is_empty() || vocabulary.is_determiner(from);
        !self.is_verbal(vocabulary) && joined && only && opens && between.len() <= 4
    }
}
