//! One phrase of the lexicon, and how it is compared with running words.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use super::{Hit, Matching, Owner};
use crate::language::Language;
use crate::prose::fold;
use crate::prose::words::{Shape, Word, words};

/// From how many letters on a word of a list is compared by its stem; shorter ones have their plural and feminine listed.
const STEM_FROM: usize = 5;

/// What a comparison may ask of a passage.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) language: &'a dyn Fn() -> Option<Language>,
    pub(super) opens_sentence: &'a dyn Fn(usize) -> bool,
}

impl Reading<'_> {
    /// The languages in which a word of the passage may be inflected: its own, or all.
    pub(super) fn languages(&self) -> impl Iterator<Item = Language> + use<> {
        Language::possible((self.language)())
    }
}

/// A phrase with its owners.
#[derive(Debug)]
pub(super) struct Phrase {
    matching: Matching,
    plural: bool,
    words: Vec<PhraseWord>,
    /// What stands between the words, folded; one less than words.
    gaps: Vec<String>,
    owners: Vec<Owner>,
}

/// One word of a phrase, with all keys under which it is found.
#[derive(Debug)]
pub(super) struct PhraseWord {
    folded: String,
    key: u64,
    /// An entry in capitals is taken literally: the word as it is written.
    literal: Option<String>,
    /// Plural and feminine of a short word of a list.
    short: Vec<u64>,
    stems: Option<[u64; 2]>,
    /// Without accents, for words in capitals: the word, its plural and feminine.
    unaccented: Vec<u64>,
}

impl Phrase {
    /// The phrase of `text`, and its plural where that is asked for; none where it has no word.
    pub(super) fn all(matching: Matching, text: &str, owners: Vec<Owner>) -> Vec<Self> {
        let single = Self::new(matching, text, false, owners.clone());
        let plural = (matching == Matching::Plural).then(|| plural(text)).flatten();
        let plural = plural.map(|text| Self::new(matching, &text, true, owners));
        [Some(single), plural].into_iter().flatten().filter(|phrase| !phrase.words.is_empty()).collect()
    }

    fn new(matching: Matching, text: &str, plural: bool, owners: Vec<Owner>) -> Self {
        let mut found = Vec::new();
        words(text, &mut found);
        let gaps = found.windows(2).map(|pair| fold::gap(&text[pair[0].end as usize..pair[1].start as usize]).into_owned()).collect();
        let words = found.iter().map(|word| PhraseWord::new(matching, word.text(text))).collect();
        Self { matching, plural, words, gaps, owners }
    }

    pub(super) fn matching(&self) -> Matching {
        self.matching
    }

    /// Whether it is an entry of a word list of a rule.
    pub(super) fn is_of_rule_list(&self) -> bool {
        self.matching == Matching::List && !matches!(self.owners[..], [Owner::About(_), ..])
    }

    pub(super) fn first(&self) -> Option<&PhraseWord> {
        self.words.first()
    }

    /// The keys of its first two words, where it has two and is never inflected: it stands nowhere else.
    pub(super) fn pair(&self) -> Option<(u64, u64)> {
        match &self.words[..] {
            [first, second, ..] if self.matching != Matching::List => Some((first.key, second.key)),
            _ => None,
        }
    }

    /// One past the last word, where the phrase stands at word `at`.
    pub(super) fn end(&self, reading: &Reading<'_>, at: usize) -> Option<usize> {
        let end = at + self.words.len();
        let run = reading.words.get(at..end)?;
        let gaps = run.windows(2).zip(&self.gaps);
        let same_gaps =
            gaps.into_iter().all(|(pair, gap)| fold::gap(&reading.text[pair[0].end as usize..pair[1].start as usize]) == gap.as_str());
        (same_gaps && self.words.iter().enumerate().all(|(i, word)| word.is(reading, at + i))).then_some(end)
    }

    pub(super) fn hits(&self, words: Range<usize>) -> impl Iterator<Item = Hit> {
        self.owners.iter().map(move |&owner| Hit { owner, words: words.clone(), plural: self.plural })
    }
}

impl PhraseWord {
    fn new(matching: Matching, written: &str) -> Self {
        let folded = fold::lower(written).into_owned();
        let key = fold::key(&folded);
        let mut word = Self { key, literal: None, short: Vec::new(), stems: None, unaccented: Vec::new(), folded };
        if matching != Matching::List {
            return word;
        }
        if Shape::of(written).is_upper() && written.chars().count() > 1 {
            word.literal = Some(written.to_owned());
            return word;
        }
        let unaccented = fold::strip(&word.folded).into_owned();
        if word.folded.chars().count() >= STEM_FROM {
            word.stems = Some(Language::ALL.map(|language| stem_key(&word.folded, language)));
        } else {
            word.short = inflections(&word.folded);
        }
        if unaccented != word.folded {
            word.unaccented = inflections(&unaccented);
            word.unaccented.push(fold::key(&unaccented));
        }
        word
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = u64> {
        std::iter::once(self.key).chain(self.short.iter().copied())
    }

    pub(super) fn stems(&self) -> Option<[u64; 2]> {
        self.stems
    }

    pub(super) fn unaccented(&self) -> impl Iterator<Item = u64> {
        self.unaccented.iter().copied()
    }

    fn is(&self, reading: &Reading<'_>, at: usize) -> bool {
        let word = &reading.words[at];
        let written = word.text(reading.text);
        if let Some(literal) = &self.literal {
            return written == literal;
        }
        if word.key == self.key {
            return fold::lower(written) == self.folded.as_str();
        }
        if word.shape.is_upper() && self.unaccented.contains(&unaccented_key(written)) {
            return true;
        }
        let inflected = self.short.contains(&word.key)
            || self.stems.is_some_and(|stems| reading.languages().any(|language| stems[language as usize] == stem_key(written, language)));
        inflected && (!word.shape.is_capitalised() || word.shape.is_upper() || (reading.opens_sentence)(at))
    }
}

/// Keys of the plural and feminine of a short word.
fn inflections(word: &str) -> Vec<u64> {
    ["s", "x", "e", "es"].iter().map(|ending| fold::key(&format!("{word}{ending}"))).collect()
}

/// The plural of a phrase: of the word before its first preposition (`meubles de tourisme`), or else of its last, where that is no plural
/// already.
pub(crate) fn plural(text: &str) -> Option<String> {
    let (head, rest) = text.split_at(head(text));
    let last = head.chars().last().filter(|c| c.is_alphabetic())?;
    match last.to_lowercase().next() {
        Some('s' | 'x' | 'z') => None,
        Some('u') if head.ends_with("eau") || head.ends_with("eu") => Some(format!("{head}x{rest}")),
        _ => Some(format!("{head}s{rest}")),
    }
}

/// Where the words before the first preposition end.
fn head(text: &str) -> usize {
    let mut run = Vec::new();
    // Most phrases are one word.
    if text.contains(char::is_whitespace) {
        words(text, &mut run);
    }
    let is_preposition = |word: &Word| Language::ALL.iter().any(|language| language.tables().prepositions.has_key(word.key));
    run.windows(2).find(|pair| is_preposition(&pair[1])).map_or(text.len(), |pair| pair[0].end as usize)
}

/// The stem of a word (Snowball), folded first, accents kept.
pub fn stem(word: &str, language: Language) -> String {
    thread_local! {
        static STEMMERS: [Stemmer; 2] = [Stemmer::create(Algorithm::French), Stemmer::create(Algorithm::English)];
    }
    let folded = fold::lower(word);
    let mut stem = STEMMERS.with(|stemmers| stemmers[language as usize].stem(&folded).into_owned());
    // Snowball leaves the plural's s behind i and u, and so parts `répandus` from `répandu`.
    if language == Language::Fr && (stem.ends_with("us") || stem.ends_with("is")) {
        stem.pop();
    }
    stem
}

/// The key of a word's stem.
pub(super) fn stem_key(word: &str, language: Language) -> u64 {
    fold::key(&stem(word, language))
}

/// The key of a word without its accents.
pub(super) fn unaccented_key(word: &str) -> u64 {
    fold::key(&fold::strip(word))
}
