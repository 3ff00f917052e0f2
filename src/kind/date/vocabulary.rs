//! What a word between an event and a date does there: it may stand between them, or it takes the date for itself.
//!
//! There is no parser here. A word is judged by the lists of the passage's language and, for verbs and nouns of event, by its ending.

use crate::language::{DateTables, Phrases, Tables};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// What the next words are, with how many of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// An event takes place: `survenu`, `which took place`.
    TakingPlace(usize),
    /// A time of day or an adverb.
    Time(usize),
    /// An article or other determiner: a noun follows.
    Determiner(usize),
    /// A preposition: a noun follows.
    Preposition(usize),
    /// A verb before a participle.
    Auxiliary(usize),
    /// A name.
    Name,
    /// Any other noun or adjective.
    Plain,
    /// Another clause or a comparison begins.
    Stop,
    /// Another verb or noun of event.
    Event,
}

/// Which of the lists is asked.
pub(super) type Asked = fn(&DateTables) -> &Phrases;

/// The words of a passage, judged.
pub(super) struct Vocabulary<'p> {
    pub(super) passage: &'p Passage<'p>,
    tables: Vec<&'static Tables>,
}

impl<'p> Vocabulary<'p> {
    pub(super) fn new(passage: &'p Passage<'p>) -> Self {
        Self { passage, tables: passage.tables().collect() }
    }

    /// How many words of the longest entry of a list begin here.
    pub(super) fn starting(&self, list: Asked, at: usize) -> Option<usize> {
        self.longest(|tables| list(&tables.date).starting(self.passage.text, self.passage.words, at))
    }

    /// The same for words that end before `at`.
    pub(super) fn ending(&self, list: Asked, at: usize) -> Option<usize> {
        let last = at.checked_sub(1)?;
        self.longest(|tables| list(&tables.date).ending(self.passage.text, self.passage.words, last))
    }

    fn longest(&self, length: impl Fn(&Tables) -> Option<usize>) -> Option<usize> {
        self.tables.iter().filter_map(|tables| length(tables)).max()
    }

    /// What the words from `at` on are.
    pub(super) fn step(&self, at: usize) -> Step {
        let (text, words) = (self.passage.text, self.passage.words);
        let taking_place = self.starting(|tables| &tables.taking_place, at);
        let time = self.starting(|tables| &tables.times, at);
        let stop = self.starting(|tables| &tables.stops, at).max(self.starting(|tables| &tables.relations, at));
        match (taking_place, time, stop) {
            (Some(n), ..) if Some(n) >= stop.max(time) => return Step::TakingPlace(n),
            (_, Some(n), _) if Some(n) > stop => return Step::Time(n),
            (.., Some(_)) => return Step::Stop,
            _ => {}
        }
        if let Some(n) = self.longest(|tables| tables.determiners.starting(text, words, at)) {
            return Step::Determiner(n);
        }
        if let Some(n) = self.longest(|tables| tables.prepositions.starting(text, words, at)) {
            return Step::Preposition(n);
        }
        if let Some(n) = self.starting(|tables| &tables.auxiliaries, at) {
            return Step::Auxiliary(n);
        }
        self.noun_or_verb(at)
    }

    fn noun_or_verb(&self, at: usize) -> Step {
        let word = self.passage.words[at];
        let capital = word.shape.is_capitalised();
        if self.is_possessive(at) {
            return Step::Name;
        }
        let listed = |at: usize| self.starting(|tables| &tables.events, at).or(self.starting(|tables| &tables.announcing, at)).is_some();
        let plain = self.starting(|tables| &tables.plain, at).is_some();
        // A capitalised word with the ending of a verb is a verb only in a title: where it is a frequent word.
        let verb = !plain && self.has_event_ending(at) && (!capital || word.shape.is_upper() || self.is_frequent(word.key));
        match () {
            () if listed(at) || verb => Step::Event,
            () if self.is_adverb(at) => Step::Time(1),
            () if capital => Step::Name,
            () => Step::Plain,
        }
    }

    /// The `s` of `Telegram’s`.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.passage.word(at).eq_ignore_ascii_case("s") && self.passage.gap_before(at).chars().all(fold::is_apostrophe)
    }

    fn is_frequent(&self, key: u64) -> bool {
        self.tables.iter().filter_map(|tables| tables.language).any(|language| language.frequent().contains(&key))
    }

    /// English adverbs of manner: `formally`.
    fn is_adverb(&self, at: usize) -> bool {
        let word = self.passage.word(at);
        let english = self.tables.iter().any(|tables| tables.date.capitalised);
        english && self.passage.words[at].shape.is_lower() && word.len() > 4 && word.ends_with("ly")
    }

    fn has_event_ending(&self, at: usize) -> bool {
        let word = fold::lower(self.passage.word(at));
        let stem = word.strip_suffix('s').unwrap_or(&word);
        let ends = |ending: &String| {
            [&*word, stem].into_iter().any(|word| word.ends_with(ending.as_str()) && word.chars().count() > ending.chars().count() + 1)
        };
        self.tables.iter().any(|tables| tables.date.event_endings.iter().any(ends))
    }

    /// Only white space, commas, apostrophes, hyphens and abbreviations' stops stand behind a word.
    pub(super) fn is_open(&self, at: usize) -> bool {
        self.passage.gap_after(at).chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.') || fold::is_apostrophe(c) || is_joint(c))
    }

    /// The same without commas, and with quotation marks: what governs a word does so from outside of them too.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        let quotation = |c: char| matches!(c, '«' | '»' | '“' | '”' | '"');
        let gap = self.passage.gap_after(at);
        let joins = gap.chars().all(|c| c.is_whitespace() || c == '.' || fold::is_apostrophe(c) || is_joint(c) || quotation(c));
        // A full stop is that of an abbreviation, or ends the sentence.
        joins && !(gap.contains('.') && self.begins_sentence(at + 1))
    }

    fn begins_sentence(&self, at: usize) -> bool {
        let Some(word) = self.passage.words.get(at) else { return true };
        let sentence = self.passage.sentence_of(word.start as usize);
        self.passage.word_at(sentence.start) == at
    }

    /// A comma stands behind a word.
    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.passage.gap_after(at).contains(',')
    }

    /// A single word that is a determiner.
    pub(super) fn is_determiner(&self, at: usize) -> bool {
        self.passage.words.get(at).is_some_and(|word| self.tables.iter().any(|tables| tables.determiners.has_key(word.key)))
    }

    /// A single word that is a preposition.
    pub(super) fn is_preposition(&self, at: usize) -> bool {
        self.passage.words.get(at).is_some_and(|word| self.tables.iter().any(|tables| tables.prepositions.has_key(word.key)))
    }
}

fn is_joint(c: char) -> bool {
    fold::is_hyphen(c) || fold::is_ignorable(c)
}
