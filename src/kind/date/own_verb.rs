//! What the evidence of a rule says was done with its event: a date behind that verb is the date of the event.
//!
//! `accord conclu le 6 décembre`: a participle takes the date for itself, since much else can be done about an event than to bring it about.
//! Where the evidence says `L’accord a été conclu`, to conclude it is the event.

use std::collections::BTreeSet;

use super::vocabulary::{Step, Vocabulary};
use crate::dossier::Rule;
use crate::format::Format;
use crate::language::Language;
use crate::lexicon::{Lexicon, LexiconBuilder, Owner, stem};
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::source::SourceFile;

/// Whether the word `at`, a verb, does with the event of a rule what the evidence says was done.
pub(super) fn is_own_verb(vocabulary: &Vocabulary<'_>, at: usize, rule: &Rule) -> bool {
    let evidence = Evidence::read(rule);
    if evidence.is_bare {
        return vocabulary.starting(|tables| &tables.publishing, at) == Some(1);
    }
    // Of several verbs some may be of other events.
    let (Some(verb), 1) = (evidence.verbs.first(), evidence.verbs.len()) else { return false };
    let word = vocabulary.passage.word(at);
    Language::possible(vocabulary.passage.language()).any(|language| stem(verb, language) == stem(word, language))
}

/// What the quotes of a rule say beside its words of event.
struct Evidence {
    /// Verbs and nouns of other events.
    verbs: BTreeSet<String>,
    /// There is none, nor a word of taking place: the date is given to the noun alone (`the analysis of 6 August`), which so is a document.
    is_bare: bool,
}

impl Evidence {
    fn read(rule: &Rule) -> Self {
        let near = near(rule);
        let mut evidence = Self { verbs: BTreeSet::new(), is_bare: rule.evidence.iter().any(|evidence| evidence.quote.is_some()) };
        let mut run = Vec::new();
        for quote in rule.evidence.iter().filter_map(|evidence| evidence.quote.as_ref()) {
            let file = SourceFile::from_text("quote", quote.value.as_str());
            for block in &Format::Text.read(&file).blocks {
                let text = block.text(file.text());
                words(text, &mut run);
                evidence.add(&Passage::new(block, text, &run, &near));
            }
        }
        evidence
    }

    fn add(&mut self, passage: &Passage<'_>) {
        let vocabulary = Vocabulary::new(passage);
        let is_event = |at: usize| passage.hits().iter().any(|hit| hit.words.contains(&at));
        // A capital makes a name of it: `the Environmental Protection Agency`.
        for at in (0..passage.words.len()).filter(|&at| !is_event(at) && passage.words[at].shape.is_lower()) {
            match vocabulary.step(at) {
                Step::Event => {
                    self.verbs.insert(passage.word(at).to_lowercase());
                }
                Step::TakingPlace(_) | Step::Auxiliary(_) => {}
                _ => continue,
            }
            self.is_bare = false;
        }
    }
}

/// The words of a rule's event, whoever's they are.
fn near(rule: &Rule) -> Lexicon {
    let mut lexicon = LexiconBuilder::default();
    lexicon.add_list(rule.near.iter().map(|word| word.value.as_str()), Owner::Weekday);
    lexicon.build()
}
