//! The clauses of a sentence, as far as punctuation and little words show them: in, a run of words with its signs; out, for every word the
//! clause it stands in, and for every clause what it depends on.
//!
//! This is no parser. It knows where a clause begins (a relative pronoun, a conjunction with a verb behind it, a colon) and that a comma ends
//! a relative or adverbial clause. That is enough to tell who vouches for what: `le vent soufflait, selon Météo-France, à 40 nœuds` says
//! nothing of the clause before it.

use std::ops::Range;

use super::signs::{Mark, Sign, is_boundary};
use crate::language::Tables;
use crate::prose::passage::Passage;

/// How many words before `que` or `that` a word may stand on which the clause depends.
const GOVERNING: usize = 8;

/// How a clause hangs on its parent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Link {
    /// On nothing.
    #[default]
    Main,
    /// What is said, thought or asked (`que`, `si`).
    Complement,
    /// Behind a colon.
    Colon,
    /// A relative clause, or what stands in brackets.
    Relative,
    /// A relative clause behind a comma, or one of reason: it is asserted by itself.
    Apart,
    /// Of time, contrast, purpose.
    Adverbial,
}

/// A clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) parent: Option<usize>,
    pub(super) link: Link,
    /// Its first word.
    pub(super) start: usize,
    /// The clause it goes on from, after a conjunction without a comma.
    pub(super) joined: Option<usize>,
    /// Whether it goes on with the subject of that one.
    pub(super) same_subject: bool,
    /// What it says is asked or supposed.
    pub(super) supposed: bool,
    /// Whether a comma ends it.
    closes: bool,
}

/// The clauses of a run of words.
#[derive(Debug)]
pub(super) struct Clauses {
    pub(super) list: Vec<Clause>,
    /// The first of the words.
    start: usize,
    /// The clause of each word.
    of: Vec<usize>,
    /// The chunk of each word: the part between two marks of punctuation.
    chunks: Vec<usize>,
}

impl Clauses {
    /// Reads the clauses of a run of words.
    pub(super) fn new(passage: &Passage<'_>, words: Range<usize>, marks: &[Mark]) -> Self {
        let root = Clause { parent: None, link: Link::Main, start: words.start, ..Clause::default() };
        let clauses = Self { list: vec![root], start: words.start, of: Vec::new(), chunks: Vec::new() };
        let mut reader = Reader { passage, words: words.clone(), marks, clauses, current: 0, chunk: 0, opened: words.start };
        for at in words {
            reader.word(at);
        }
        reader.clauses
    }

    /// The clause of a word.
    pub(super) fn of(&self, word: usize) -> usize {
        word.checked_sub(self.start).and_then(|at| self.of.get(at)).copied().unwrap_or(0)
    }

    /// The chunk of a word.
    pub(super) fn chunk(&self, word: usize) -> usize {
        word.checked_sub(self.start).and_then(|at| self.chunks.get(at)).copied().unwrap_or(0)
    }

    /// The words of the chunk that a word stands in.
    pub(super) fn chunk_words(&self, word: usize) -> Range<usize> {
        let chunk = self.chunk(word);
        let first = self.chunks.partition_point(|&other| other < chunk);
        let end = self.chunks.partition_point(|&other| other <= chunk);
        self.start + first..self.start + end
    }

    /// Whether a clause is another, or hangs on it, directly or not.
    pub(super) fn hangs_on(&self, clause: usize, other: usize) -> bool {
        std::iter::successors(Some(clause), |&clause| self.list[clause].parent).any(|clause| clause == other)
    }

    /// A clause and those it goes on from.
    pub(super) fn with_joined(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(clause), |&clause| self.list[clause].joined)
    }
}

/// The walk through the words.
struct Reader<'a> {
    passage: &'a Passage<'a>,
    words: Range<usize>,
    marks: &'a [Mark],
    clauses: Clauses,
    current: usize,
    chunk: usize,
    /// Where the current chunk began.
    opened: usize,
}

impl Reader<'_> {
    fn word(&mut self, at: usize) {
        let gap = if at == self.words.start { "" } else { self.passage.gap_before(at) };
        let bounded = is_boundary(gap);
        if bounded {
            self.punctuation(gap, at);
            self.chunk += 1;
            self.opened = at;
        }
        if let Some(mark) = self.marks.iter().find(|mark| mark.words.start == at) {
            self.opener(mark.sign, mark.words.end, at, bounded);
        }
        self.clauses.of.push(self.current);
        self.clauses.chunks.push(self.chunk);
    }

    fn punctuation(&mut self, gap: &str, at: usize) {
        if gap.contains(';') {
            self.open(None, Link::Main, at, false);
        } else if gap.contains(':') {
            self.open(Some(self.current), Link::Colon, at, false);
        } else if gap.contains(['(', '[']) {
            self.open(Some(self.current), Link::Relative, at, true);
        } else if self.clauses.list[self.current].closes && !self.stays(at) {
            self.current = self.clauses.list[self.current].parent.unwrap_or(0);
        }
    }

    /// Whether a comma leaves the current clause open: an attribution is set off in it, before the comma or behind it. One that ends the
    /// sentence covers more than an adverbial clause before it.
    fn stays(&self, at: usize) -> bool {
        let clause = &self.clauses.list[self.current];
        let last = (at + 1..self.words.end).all(|word| !is_boundary(self.passage.gap_before(word)));
        let begins = self.attributes(at) && !(last && clause.link == Link::Adverbial);
        begins || (clause.start < self.opened && self.attributes(self.opened))
    }

    /// Whether an attribution opens there: set off by commas, it does not end the clause it stands in.
    fn attributes(&self, at: usize) -> bool {
        use Sign::{Adverbial, Causal, Complementizer, Conjunction, Question, Relative};
        let clause = |sign: Sign| matches!(sign, Relative | Causal | Adverbial | Complementizer | Conjunction | Question);
        let led = self.marks.iter().any(|mark| mark.words.start == at && clause(mark.sign));
        at > self.words.start
            && !led
            && self.marks.iter().any(|mark| {
                let saying = matches!(mark.sign, Sign::Reporting) && mark.words.start <= at + 1;
                mark.words.start >= at && (saying || mark.sign == Sign::Attribution && mark.words.start == at)
            })
    }

    fn opener(&mut self, sign: Sign, end: usize, at: usize, bounded: bool) {
        let first = bounded || at == self.words.start;
        match sign {
            Sign::Relative => self.open(Some(self.current), if bounded { Link::Apart } else { Link::Relative }, at, true),
            Sign::Causal => self.open(Some(self.current), Link::Apart, at, true),
            // Behind a comma, or at the start, it may attribute: `…, as prosecutors say`.
            Sign::Comparison if first => {}
            Sign::Adverbial | Sign::Comparison => self.open(Some(self.current), Link::Adverbial, at, true),
            Sign::Question => {
                self.open(Some(self.current), Link::Complement, at, first);
                self.clauses.list[self.current].supposed = true;
            }
            Sign::Complementizer => self.complement(at, bounded),
            Sign::Conjunction => self.conjunction(end, at, bounded),
            _ => {}
        }
    }

    fn open(&mut self, parent: Option<usize>, link: Link, start: usize, closes: bool) {
        self.clauses.list.push(Clause { parent, link, start, closes, ..Clause::default() });
        self.current = self.clauses.list.len() - 1;
    }

    /// `que`, `that`: what is said, where something before it says, denies or doubts; else a relative clause.
    fn complement(&mut self, at: usize, bounded: bool) {
        let again = at > self.words.start && self.marks.iter().any(|mark| mark.sign == Sign::Conjunction && mark.words.end == at);
        if again && let Some(first) = self.enclosing_complement() {
            let Clause { parent, supposed, .. } = self.clauses.list[first];
            self.open(parent, Link::Complement, at, false);
            self.clauses.list[self.current].start = self.clauses.list[first].start;
            self.clauses.list[self.current].supposed = supposed;
            return;
        }
        // `a report that was not published`
        let subject = at + 1 < self.words.end && is_finite(self.passage, at + 1);
        let governed = !subject
            && self.marks.iter().any(|mark| {
                mark.words.end <= at
                    && at - mark.words.end <= GOVERNING
                    && self.clauses.of(mark.words.start) == self.current
                    && governs(mark.sign)
            });
        match (governed, bounded) {
            (true, _) => self.open(Some(self.current), Link::Complement, at, false),
            (false, true) => self.open(Some(self.current), Link::Apart, at, true),
            (false, false) => self.open(Some(self.current), Link::Relative, at, true),
        }
    }

    fn enclosing_complement(&self) -> Option<usize> {
        let mut chain = std::iter::successors(Some(self.current), |&clause| self.clauses.list[clause].parent);
        chain.find(|&clause| self.clauses.list[clause].link == Link::Complement)
    }

    /// A conjunction joins clauses where a verb stands behind it: right behind it, with the same subject; else with one of its own, if the
    /// clause before it is complete.
    fn conjunction(&mut self, end: usize, at: usize, bounded: bool) {
        let until = self.behind_insertion(end, self.until(end));
        let directly = self.verb_opens(end, until);
        if bounded && self.clauses.list[self.current].closes {
            self.current = self.clauses.list[self.current].parent.unwrap_or(0);
        }
        let from = self.clauses.list[self.current].start;
        let complete =
            |reader: &Self, from: usize| (from..at).any(|word| reader.is_verb(word) && reader.clauses.of(word) == reader.current);
        if directly {
            self.go_on(at, true);
        } else if (end..until).any(|word| self.is_verb(word)) && (bounded || complete(self, from)) {
            self.coordinate(at, bounded, &complete);
        }
    }

    /// A clause beside the current one, which hangs on what that hangs on.
    fn go_on(&mut self, at: usize, same_subject: bool) {
        let before = self.current;
        let Clause { parent, link, start, supposed, .. } = self.clauses.list[before];
        self.open(parent, link, at, false);
        let clause = &mut self.clauses.list[self.current];
        *clause = Clause { joined: Some(before), same_subject, start, supposed, ..clause.clone() };
    }

    /// The end of the part of the sentence that a word stands in, attributions set off by commas included.
    fn until(&self, from: usize) -> usize {
        let mut inside = false;
        let mut ends = (from..self.words.end).filter(|&word| is_boundary(self.passage.gap_before(word)));
        ends.find(|&word| !std::mem::replace(&mut inside, self.attributes(word)) && !self.attributes(word)).unwrap_or(self.words.end)
    }

    /// The end of the part that goes on behind an insertion between a subject and its verb: `et personne, à Berne, n’a réagi`.
    fn behind_insertion(&self, from: usize, until: usize) -> usize {
        let has_verb = |words: Range<usize>| words.into_iter().any(|word| self.is_verb(word));
        let inserted = self.until(until + 1);
        let end = self.until(inserted + 1);
        let parted = from < until && until < inserted && inserted < end;
        if parted && !has_verb(from..until) && !has_verb(until..inserted) && self.verb_opens(inserted, end) { end } else { until }
    }

    fn coordinate(&mut self, at: usize, bounded: bool, complete: &dyn Fn(&Self, usize) -> bool) {
        // `said he was sorry and the driver was asleep`: what is said goes on.
        let saying = self.marks.iter().find(|mark| mark.sign == Sign::Reporting && self.clauses.of(mark.words.start) == self.current);
        if bounded {
            self.open(None, Link::Main, at, false);
        } else if saying.is_some_and(|saying| complete(self, saying.words.end)) {
            self.open(Some(self.current), Link::Complement, at, false);
        } else {
            self.go_on(at, false);
        }
    }

    /// Whether the first word from `from` on, but for particles and pronouns before a verb, is a verb.
    fn verb_opens(&self, from: usize, until: usize) -> bool {
        let little = |word: &usize| self.passage.word(*word).chars().count() <= 2 && !self.is_verb(*word);
        (from..until).find(|word| !little(word)).is_some_and(|word| word <= from + 2 && self.is_verb(word))
    }

    fn is_verb(&self, at: usize) -> bool {
        is_finite(self.passage, at)
            || self.marks.iter().any(|mark| mark.words.start == at && matches!(mark.sign, Sign::Conditional))
            || self.passage.tables().any(|tables| {
                let word = self.passage.word(at);
                tables.claim.finite_endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending.as_str()))
            })
    }
}

/// Whether a word is a verb form that carries a clause: one of the common ones, or any behind a negative particle.
pub(super) fn is_finite(passage: &Passage<'_>, at: usize) -> bool {
    passage.tables().any(|tables| tables.claim.finite.has_key(passage.words[at].key) || is_negated(passage, tables, at))
}

/// Pronouns between a negative particle and its verb: `n’y trouve`, `ne le lui dira`.
const PRONOUNS: usize = 2;

/// A verb behind a negative particle, with nothing but pronouns between; not an infinitive, nor the second half of the negation.
fn is_negated(passage: &Passage<'_>, tables: &Tables, at: usize) -> bool {
    let (claim, key) = (&tables.claim, |at: usize| passage.words[at].key);
    let infinitive = || claim.infinitive_endings.iter().any(|ending| passage.word(at).ends_with(ending.as_str()));
    let negates = |at: usize| claim.negators.has_key(key(at)) || claim.negatives.has_key(key(at));
    let pronoun = |at: usize| !negates(at) && [&tables.function_words, &tables.determiners].iter().any(|list| list.has_key(key(at)));
    let behind = |n: usize| at >= n && claim.negative_particles.has_key(key(at - n)) && (at + 1 - n..at).all(pronoun);
    passage.words[at].shape.is_lower() && (1..=PRONOUNS + 1).any(behind) && !pronoun(at) && !negates(at) && !infinitive()
}

/// Whether a clause may depend on such a sign.
fn governs(sign: Sign) -> bool {
    use Sign::{Allegation, Assertion, Averting, Conditional, Denial, Modal, Negative, Negator, Refusal, Reporting, Undone, Withheld};
    let denies = matches!(sign, Denial | Refusal | Averting | Negator | Negative);
    denies || matches!(sign, Reporting | Allegation | Modal | Conditional | Undone | Withheld | Assertion)
}
