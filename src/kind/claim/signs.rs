//! What the words of a sentence say about certainty: in, a run of words and the tables of their language; out, the signs in it. Words of
//! a matched entry are none, whatever they mean: they are the claim itself.

use std::ops::Range;

use crate::language::{ClaimTables, Phrases, Tables};
use crate::prose::passage::Passage;

/// How many words may stand between a negation and the word of confirming that it denies.
const WITHHOLDING: usize = 7;
/// From so many letters on a word of a headline has a capital, if it is none of the little ones.
const TITLE_WORD: usize = 4;
/// How many words may stand between a negative particle and its adverb.
const PARTICLE: usize = 6;

/// What a phrase does to the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Assertion,
    Withheld,
    Denial,
    Refusal,
    /// Keeps what it governs from being done (`refused`, `avoided`).
    Averting,
    /// What it governs is not said to be done (`demanded`, `planned`).
    Undone,
    Conditional,
    Modal,
    Question,
    Attribution,
    Reporting,
    Allegation,
    /// Negates its clause.
    Negator,
    /// Negates what follows: a negator that opens its part of the sentence, or a negative determiner.
    Negative,
    Conjunction,
    Complementizer,
    Relative,
    Causal,
    Adverbial,
    Comparison,
}

/// A sign with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) sign: Sign,
    pub(super) words: Range<usize>,
}

/// The signs of a run of words, in order; none overlaps another or an entry.
pub(super) fn marks(passage: &Passage<'_>, words: Range<usize>, entries: &[Range<usize>]) -> Vec<Mark> {
    let tables: Vec<&Tables> = passage.tables().collect();
    let title = is_title(passage, words.clone());
    let mut found: Vec<Mark> = Vec::new();
    let mut at = words.start;
    while at < words.end {
        let room = entries.iter().filter(|entry| entry.end > at).map(|entry| entry.start).min().unwrap_or(words.end).min(words.end);
        let mark = (at < room && !is_name(passage, at, title))
            .then(|| tables.iter().filter_map(|tables| mark(passage, tables, at, room)).max_by_key(|mark| mark.words.len()))
            .flatten();
        at = mark.as_ref().map_or(at + 1, |mark| mark.words.end);
        found.extend(mark);
    }
    withhold(passage, &tables, words, &mut found);
    found
}

/// The longest sign that begins at a word and ends before `room`.
fn mark(passage: &Passage<'_>, tables: &Tables, at: usize, room: usize) -> Option<Mark> {
    let claim = &tables.claim;
    let fits = |phrases: &Phrases| phrases.starting(passage.text, passage.words, at).filter(|n| at + n <= room);
    let lists = lists(claim).into_iter().filter_map(|(sign, phrases)| Some((sign, fits(phrases)?)));
    let said = fits(&tables.saying).filter(|_| fits(&claim.factive).is_none()).map(|n| (Sign::Reporting, n));
    // Of signs of one length the first stays, so that the tables before have precedence.
    let (sign, n) = lists.chain(said).reduce(|best, next| if next.1 > best.1 { next } else { best }).or_else(|| {
        let ending = |ending: &String| passage.word(at).len() > ending.len() && passage.word(at).to_lowercase().ends_with(ending.as_str());
        claim.conditional_endings.iter().any(ending).then_some((Sign::Conditional, 1))
    })?;
    // `report that`, `note que`: the last word begins a clause of its own.
    let clause = matches!(sign, Sign::Reporting | Sign::Allegation | Sign::Denial | Sign::Refusal | Sign::Averting | Sign::Undone)
        && n > 1
        && claim.complementizers.has_key(passage.words[at + n - 1].key);
    let mark = Mark { sign, words: at..at + n - usize::from(clause) };
    match sign {
        // A noun is no verb, but may still name a rumour: `the claim that`.
        Sign::Reporting | Sign::Refusal if n == 1 && is_noun(passage, claim, at) => {
            fits(&claim.allegations).map(|n| Mark { sign: Sign::Allegation, words: at..at + n })
        }
        Sign::Negator => Some(negator(passage, claim, mark)),
        _ => Some(mark),
    }
}

fn lists(claim: &ClaimTables) -> [(Sign, &Phrases); 20] {
    [
        (Sign::Assertion, &claim.assertions),
        (Sign::Withheld, &claim.withheld),
        (Sign::Denial, &claim.denials),
        (Sign::Refusal, &claim.refusals),
        (Sign::Averting, &claim.averting),
        (Sign::Undone, &claim.undone),
        (Sign::Modal, &claim.modals),
        (Sign::Conditional, &claim.conditional),
        (Sign::Question, &claim.questions),
        (Sign::Attribution, &claim.attributions),
        (Sign::Reporting, &claim.reporting),
        (Sign::Allegation, &claim.allegations),
        (Sign::Negator, &claim.negators),
        (Sign::Negative, &claim.negatives),
        (Sign::Relative, &claim.relatives),
        (Sign::Causal, &claim.causal),
        (Sign::Comparison, &claim.comparisons),
        (Sign::Adverbial, &claim.adverbial),
        (Sign::Complementizer, &claim.complementizers),
        (Sign::Conjunction, &claim.conjunctions),
    ]
}

/// A negator that opens its part of the sentence, or stands behind a conjunction, negates only what follows (`asleep, not drunk`); so
/// does one that lacks the particle its language asks for (`pas de sabotage`).
fn negator(passage: &Passage<'_>, claim: &ClaimTables, mark: Mark) -> Mark {
    let at = mark.words.start;
    let opens = at == 0 || is_boundary(passage.gap_before(at));
    let joined = at > 0 && claim.conjunctions.has_key(passage.words[at - 1].key);
    let needs = !claim.negative_particles.is_empty();
    let from = at.saturating_sub(PARTICLE);
    let until = (at + PARTICLE).min(passage.words.len());
    let particle = (from..until).any(|word| claim.negative_particles.has_key(passage.words[word].key));
    if particle || !(needs || opens || joined) { mark } else { Mark { sign: Sign::Negative, ..mark } }
}

/// A word that is a verb elsewhere is a noun behind a determiner.
fn is_noun(passage: &Passage<'_>, claim: &ClaimTables, at: usize) -> bool {
    at > 0 && claim.noun_markers.has_key(passage.words[at - 1].key) && passage.gap_before(at).trim().is_empty()
}

/// A negation and, in the same part of the sentence, a word of confirming behind it: confirmation is withheld.
fn withhold(passage: &Passage<'_>, tables: &[&Tables], words: Range<usize>, marks: &mut Vec<Mark>) {
    for at in words {
        if !tables.iter().any(|tables| tables.claim.confirming.has_key(passage.words[at].key)) {
            continue;
        }
        let near = |mark: &Mark| mark.words.end <= at && at - mark.words.end <= WITHHOLDING;
        let negates = |mark: &Mark| matches!(mark.sign, Sign::Negator | Sign::Negative);
        let clause = |mark: &Mark| matches!(mark.sign, Sign::Conjunction | Sign::Complementizer | Sign::Relative);
        let open = |start: usize| {
            (start + 1..=at).all(|word| !is_boundary(passage.gap_before(word)))
                && !marks.iter().any(|mark| clause(mark) && (start..at).contains(&mark.words.start))
        };
        let Some(index) = marks.iter().position(|mark| near(mark) && negates(mark) && open(mark.words.start)) else { continue };
        let start = marks[index].words.start;
        marks.retain(|mark| mark.words.end <= start || mark.words.start > at);
        marks.insert(index, Mark { sign: Sign::Withheld, words: start..at + 1 });
    }
}

/// A capitalised word inside a sentence that is no title is part of a name (`in May`), whatever it means in small letters.
fn is_name(passage: &Passage<'_>, at: usize, title: bool) -> bool {
    let shape = passage.words[at].shape;
    let shouted = shape.is_upper() && passage.word(at).len() > 1;
    let opens = || at == 0 || is_boundary(passage.gap_before(at)) || passage.opens_sentence(at);
    shape.is_capitalised() && !title && !shouted && !opens()
}

/// Whether all words but little ones are capitalised, as in English headlines.
fn is_title(passage: &Passage<'_>, words: Range<usize>) -> bool {
    let little = |at: usize| {
        let key = passage.words[at].key;
        passage
            .tables()
            .any(|tables| tables.prepositions.has_key(key) || tables.determiners.has_key(key) || tables.function_words.has_key(key))
    };
    words.into_iter().all(|at| passage.words[at].shape.is_capitalised() || passage.word(at).chars().count() < TITLE_WORD || little(at))
}

/// Whether what stands between two words is more than a space, a hyphen or an apostrophe.
pub(super) fn is_boundary(gap: &str) -> bool {
    gap.contains([',', ';', ':', '(', ')', '[', ']', '«', '»', '“', '”', '„', '"', '—', '–', '.', '!', '?', '…', '|', '/'])
        || gap.contains(" - ")
}
