//! What the evidence of a rule says was done with its event: a date behind that verb is the date of the event.
//!
//! `accord conclu le 6 décembre`: a participle takes the date for itself, since much else can be done about an event than to bring it about.
//! Where the evidence says `L’accord a été conclu`, to conclude it is the event.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use super::vocabulary::{Step, Vocabulary};
use crate::dossier::{Rule, RuleSet};
use crate::finding::RuleId;
use crate::format::Format;
use crate::kind::Fact;
use crate::language::Language;
use crate::lexicon::{Lexicon, LexiconBuilder, Owner, stem};
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::source::SourceFile;

/// The evidence of all rules of the kind, each read when it is first asked for: most never are.
pub(super) struct Evidence<'r> {
    rules: &'r RuleSet,
    said: HashMap<RuleId, OnceLock<Said>>,
}

impl<'r> Evidence<'r> {
    pub(super) fn new(rules: &'r RuleSet) -> Self {
        let dates = rules.iter().filter(|(_, rule)| matches!(rule.fact, Fact::Date(_)));
        Self { rules, said: dates.map(|(id, _)| (id, OnceLock::new())).collect() }
    }

    fn of(&self, id: RuleId) -> Option<&Said> {
        Some(self.said.get(&id)?.get_or_init(|| Said::read(self.rules.rule(id))))
    }

    /// Whether the word `at` does with the event of a rule what the evidence says was done.
    pub(super) fn has_verb(&self, vocabulary: &Vocabulary<'_>, at: usize, id: RuleId) -> bool {
        // Of several verbs some may be of other events.
        self.of(id).is_some_and(|said| said.verbs.len() == 1 && is_one_of(&said.verbs, vocabulary, at))
    }

    /// Whether the evidence dates a verb of bringing out: `rendu public le 2 juillet`.
    pub(super) fn brings_out(&self, id: RuleId) -> bool {
        self.of(id).is_some_and(|said| said.brings_out)
    }

    /// Whether the evidence says the word `at` of the event: `The first part of the report`.
    pub(super) fn has_word(&self, vocabulary: &Vocabulary<'_>, at: usize, id: RuleId) -> bool {
        self.of(id).is_some_and(|said| is_one_of(&said.words, vocabulary, at))
    }
}

/// What the quotes of a rule say.
#[derive(Default)]
struct Said {
    /// Verbs beside the words of the event.
    verbs: BTreeSet<String>,
    /// All other words.
    words: BTreeSet<String>,
    /// A verb of bringing out, whichever, has the date.
    brings_out: bool,
}

impl Said {
    fn read(rule: &Rule) -> Self {
        let near = near(rule);
        let mut said = Self::default();
        let mut run = Vec::new();
        for quote in rule.evidence.iter().filter_map(|evidence| evidence.quote.as_ref()) {
            let file = SourceFile::from_text("quote", quote.value.as_str());
            for block in &Format::Text.read(&file).blocks {
                let text = block.text(file.text());
                words(text, &mut run);
                let mut passage = Passage::new(block, text, &run);
                passage.look_up(&near);
                said.add(&passage);
            }
        }
        said
    }

    fn add(&mut self, passage: &Passage<'_>) {
        let vocabulary = Vocabulary::new(passage);
        let is_event = |at: usize| passage.hits().iter().any(|hit| hit.words.contains(&at));
        for at in (0..passage.words.len()).filter(|&at| !is_event(at)) {
            // Behind a determiner it is a noun; a capital makes a name of it: `the Environmental Protection Agency`.
            let is_noun = at > 0 && vocabulary.is_determiner(at - 1) || !passage.words[at].shape.is_lower();
            let list = if vocabulary.step(at) == Step::Event && !is_noun { &mut self.verbs } else { &mut self.words };
            list.insert(passage.word(at).to_lowercase());
            self.brings_out |= vocabulary.starting(|tables| &tables.bringing_out, at).is_some_and(|n| is_dated(&vocabulary, at + n));
        }
    }
}

/// Words between a verb and the first digits of its date: `released on Wednesday 9 June`.
const DATED: usize = 4;

/// Whether a date follows, with nothing but words between: a statement that was `released by police` dates nothing.
fn is_dated(vocabulary: &Vocabulary<'_>, from: usize) -> bool {
    let until = vocabulary.passage.words.len().min(from + DATED);
    (from..until).take_while(|&at| vocabulary.is_joined(at - 1)).any(|at| vocabulary.passage.words[at].shape.has_digit())
}

/// Whether a word of a passage is a form of one of these.
fn is_one_of(list: &BTreeSet<String>, vocabulary: &Vocabulary<'_>, at: usize) -> bool {
    let word = vocabulary.passage.word(at);
    let same = |other: &String, language: Language| stem(other, language) == stem(word, language);
    Language::possible(vocabulary.passage.language()).any(|language| list.iter().any(|other| same(other, language)))
}

/// The words of a rule's event, whoever's they are.
fn near(rule: &Rule) -> Lexicon {
    let mut lexicon = LexiconBuilder::default();
    lexicon.add_list(rule.near.iter().map(|word| word.value.as_str()), Owner::Weekday);
    lexicon.build()
}
