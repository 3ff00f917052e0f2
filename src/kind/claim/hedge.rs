//! What a draft makes of a claim: in, the words that make it; out, whether they are asserted, hedged or denied, and by which words.

use std::ops::Range;

use super::clauses::{Clause, Clauses, Link, is_finite};
use super::denial;
use super::signs::{Mark, Sign, is_boundary, marks};
use crate::prose::passage::Passage;

/// How far from a claim its sentence is read, in words: a line of megabytes without a full stop is no sentence.
pub(super) const READ: usize = 80;

/// How a claim stands in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// As a fact.
    Asserted,
    /// As not established; the bytes of what says so.
    Hedged(Range<usize>),
    /// As not so; the bytes of what says so.
    Denied(Range<usize>),
}

/// How a claim of these entries stands. Of a claim that goes over several sentences, each that holds an entry is asked.
pub(super) fn standing(passage: &Passage<'_>, entries: &[Range<usize>]) -> Standing {
    let mut hedged = None;
    let mut at = 0;
    while let Some(entry) = entries.get(at) {
        let sentence = passage.sentence_of(passage.words[entry.start].start as usize);
        let words = passage.words_in(&sentence);
        let end = entries.iter().position(|entry| entry.start >= words.end).unwrap_or(entries.len()).max(at + 1);
        let last = entries[end - 1].end;
        let near = words.start.max(entry.start.saturating_sub(READ))..words.end.min(last + READ);
        let statement = Statement::new(passage, near, &entries[at..end]);
        match statement.standing() {
            Standing::Denied(by) => return Standing::Denied(by),
            Standing::Hedged(by) => hedged = hedged.or(Some(by)),
            Standing::Asserted => {}
        }
        at = end;
    }
    hedged.map_or(Standing::Asserted, Standing::Hedged)
}

/// A sentence that makes a claim, or a part of one.
pub(super) struct Statement<'a> {
    pub(super) passage: &'a Passage<'a>,
    /// The words of the sentence.
    pub(super) words: Range<usize>,
    pub(super) entries: &'a [Range<usize>],
    pub(super) marks: Vec<Mark>,
    pub(super) clauses: Clauses,
    /// The clauses that make the claim.
    pub(super) core: Vec<usize>,
}

impl<'a> Statement<'a> {
    fn new(passage: &'a Passage<'a>, words: Range<usize>, entries: &'a [Range<usize>]) -> Self {
        let marks = marks(passage, words.clone(), entries);
        let clauses = Clauses::new(passage, words.clone(), &marks);
        let core = core(&clauses, entries);
        Self { passage, words, entries, marks, clauses, core }
    }

    fn standing(&self) -> Standing {
        if let Some(mark) = self.question() {
            return Standing::Hedged(mark);
        }
        let denial = denial::read(self);
        if matches!(denial, Standing::Denied(_)) {
            return denial;
        }
        let withheld = || self.marks.iter().find(|mark| mark.sign == Sign::Withheld).map(|mark| mark.words.clone());
        let hedge = withheld().or_else(|| self.hedge()).or_else(|| self.speech()).or_else(|| self.withheld_after());
        hedge.map_or(denial, |words| Standing::Hedged(self.passage.span(words)))
    }

    /// The words that mark the claim as not established.
    pub(super) fn hedge(&self) -> Option<Range<usize>> {
        let supposed = self.core.iter().find_map(|&core| self.supposed(core));
        supposed
            .or_else(|| self.marks.iter().find(|mark| self.core.iter().any(|&core| self.hedges(mark, core))).map(|mark| mark.words.clone()))
    }

    /// The word that begins an indirect question or a condition in which a clause stands.
    pub(super) fn supposed(&self, core: usize) -> Option<Range<usize>> {
        let clause = self.chain(core).map(|(clause, _)| clause).find(|&clause| self.clauses.list[clause].supposed)?;
        let start = self.clauses.list[clause].start;
        self.marks.iter().find(|mark| mark.sign == Sign::Question && mark.words.start == start).map(|mark| mark.words.clone())
    }

    /// A clause and those it depends on, each with the link that leads to it from below.
    pub(super) fn chain(&self, core: usize) -> impl Iterator<Item = (usize, Option<&Clause>)> {
        let list = &self.clauses.list;
        std::iter::successors(Some((core, None)), move |&(clause, _)| list[clause].parent.map(|parent| (parent, Some(&list[clause]))))
    }

    fn hedges(&self, mark: &Mark, core: usize) -> bool {
        match mark.sign {
            Sign::Conditional | Sign::Modal => self.stands_over(mark, core),
            Sign::Attribution => self.reaches(mark, core),
            Sign::Undone => self.leaves_undone(mark, core),
            Sign::Reporting => {
                self.governs(mark, core)
                    || self.governs_joined(mark, core)
                    || (self.is_passive(mark) && self.clauses.of(mark.words.start) == core)
                    || (self.is_incise(mark) && self.reaches(mark, core))
            }
            Sign::Allegation => self.governs_closely(mark, core) || self.complements(core, self.clauses.of(mark.words.start)),
            _ => false,
        }
    }

    /// In the clause itself, or in one of which the clause is what is thought or said.
    pub(super) fn stands_over(&self, mark: &Mark, core: usize) -> bool {
        let place = self.clauses.of(mark.words.start);
        let mut depends = true;
        for (clause, from) in self.chain(core) {
            depends &= from.is_none_or(|from| from.link == Link::Complement && mark.words.start < from.start);
            if clause == place {
                return depends;
            }
        }
        false
    }

    /// Before an entry in the clause, or before the clause in one on which it depends.
    pub(super) fn governs(&self, mark: &Mark, core: usize) -> bool {
        let own = self.clauses.of(mark.words.start) == core && self.entries_of(core).any(|entry| entry.start >= mark.words.end);
        own || self.governs_from_above(mark, core)
    }

    /// Before the subject that a clause shares with the one it goes on from: `police said the captain had slept and was drunk`, but not `the
    /// captain said that he had slept and was drunk`.
    fn governs_joined(&self, mark: &Mark, core: usize) -> bool {
        let clause = &self.clauses.list[core];
        let Some(first) = clause.joined.filter(|_| clause.same_subject) else { return false };
        let shared = self.entries_of(first).count() > 0 && self.entries_of(first).all(|entry| entry.start >= mark.words.end);
        shared && self.governs(mark, first)
    }

    pub(super) fn governs_from_above(&self, mark: &Mark, core: usize) -> bool {
        let place = self.clauses.of(mark.words.start);
        let mut links = self.chain(core).skip(1);
        let governed = |link: Link| matches!(link, Link::Complement | Link::Colon | Link::Relative | Link::Apart);
        let place = links.find(|(clause, _)| *clause == place);
        place.and_then(|(_, from)| from).is_some_and(|from| governed(from.link) && mark.words.start < from.start)
    }

    /// Before an entry, with nothing but words between.
    fn governs_closely(&self, mark: &Mark, core: usize) -> bool {
        let chunk = self.clauses.chunk(mark.words.start);
        self.entries_of(core).any(|entry| entry.start >= mark.words.end && self.clauses.chunk(entry.start) == chunk)
    }

    fn entries_of(&self, clause: usize) -> impl Iterator<Item = &Range<usize>> {
        self.entries.iter().filter(move |entry| self.clauses.of(entry.start) == clause)
    }

    /// Whether an attribution covers a clause: its own, the whole sentence where it opens it, and, where it ends the sentence, what hangs on
    /// its clause.
    fn reaches(&self, mark: &Mark, core: usize) -> bool {
        let place = self.clauses.of(mark.words.start);
        let chunk = self.clauses.chunk_words(mark.words.start);
        let opens = chunk.start == self.clauses.list[place].start && matches!(self.clauses.list[place].link, Link::Main | Link::Colon);
        if opens && mark.words.start < chunk.start + 3 {
            let ends = self.clauses.list.iter().skip(place + 1).find(|clause| clause.link == Link::Main && self.is_cut(clause.start));
            return core >= place && ends.is_none_or(|end| self.clauses.list[core].start < end.start);
        }
        let ends = self.is_last(&chunk, place);
        if place == core {
            return ends || !self.has_verb_between(chunk.start, mark.words.start);
        }
        let above = self.clauses.hangs_on(core, place) && self.clauses.list[place].link == Link::Complement;
        let joined = self.clauses.with_joined(place).any(|clause| self.clauses.hangs_on(core, clause));
        // A complement clause shares in what is set off beside its verb: `le capitaine, dit-il, était ivre`.
        above || (ends && joined) || self.complements(core, place)
    }

    /// Whether a clause is what another says.
    fn complements(&self, core: usize, place: usize) -> bool {
        self.chain(core).any(|(clause, from)| clause == place && from.is_some_and(|from| from.link == Link::Complement))
    }

    fn is_cut(&self, word: usize) -> bool {
        word > self.words.start && self.passage.gap_before(word).contains(';')
    }

    /// Whether no chunk of the same clause follows.
    fn is_last(&self, chunk: &Range<usize>, place: usize) -> bool {
        (chunk.end..self.words.end).all(|word| self.clauses.of(word) != place && self.clauses.list[self.clauses.of(word)].parent.is_some())
    }

    /// Whether, between the last entry's part of the sentence and a word, another verb is carried by the same clause.
    fn has_verb_between(&self, chunk: usize, until: usize) -> bool {
        let Some(last) = self.entries.last() else { return false };
        let from = self.clauses.chunk_words(last.start).end;
        from <= chunk && (from..until).any(|word| is_finite(self.passage, word))
    }

    /// Whether a verb of saying is set off from what is said: `…, a dit le procureur`, `…, prosecutors say`, `comme l’assure …`.
    fn is_incise(&self, mark: &Mark) -> bool {
        let chunk = self.clauses.chunk_words(mark.words.start);
        let opens = |sign: Sign| matches!(sign, Sign::Conjunction | Sign::Relative | Sign::Causal | Sign::Complementizer | Sign::Question);
        let led = self.marks.iter().any(|mark| mark.words.start == chunk.start && opens(mark.sign));
        let tail = (mark.words.end..chunk.end).take_while(|&word| !self.opens_at(word, Sign::Relative));
        let complement = tail.into_iter().any(|word| self.opens_at(word, Sign::Complementizer) || is_finite(self.passage, word));
        chunk.start > self.words.start
            && is_boundary(self.passage.gap_before(chunk.start))
            && !self.passage.gap_before(chunk.start).contains([':', ';'])
            && !(led || complement || self.is_gerund(mark) || self.is_of_purpose(mark))
            && self.entries.iter().all(|entry| self.clauses.chunk(entry.start) != self.clauses.chunk(mark.words.start))
    }

    /// `est évoquée par la presse`
    fn is_passive(&self, mark: &Mark) -> bool {
        let before = mark.words.start.checked_sub(1).filter(|&before| before >= self.words.start);
        let passive = |before: usize| self.passage.tables().any(|tables| tables.claim.passives.has_key(self.passage.words[before].key));
        before.is_some_and(passive) && !self.is_gerund(mark)
    }

    /// It says what for, as no verb that is set off does: `…, pour écrire son roman`.
    fn is_of_purpose(&self, mark: &Mark) -> bool {
        let last = mark.words.start.checked_sub(1);
        let purpose = |last: usize| {
            let mut tables = self.passage.tables();
            tables.any(|tables| tables.claim.purposes.ending(self.passage.text, self.passage.words, last).is_some())
        };
        last.is_some_and(purpose)
    }

    fn is_gerund(&self, mark: &Mark) -> bool {
        let last = self.passage.word(mark.words.end - 1);
        self.passage.tables().any(|tables| tables.claim.gerund_endings.iter().any(|ending| last.ends_with(ending.as_str())))
    }

    fn opens_at(&self, word: usize, sign: Sign) -> bool {
        self.marks.iter().any(|mark| mark.words.start == word && mark.sign == sign)
    }
}

/// The clauses that make a claim: those that hold an entry, but not one that is only what an asserted clause hangs on, and not one from which
/// another goes on.
fn core(clauses: &Clauses, entries: &[Range<usize>]) -> Vec<usize> {
    let mut holding: Vec<usize> = entries.iter().map(|entry| clauses.of(entry.start)).collect();
    holding.sort_unstable();
    holding.dedup();
    let apart = |clause: usize, other: usize| clause != other && clauses.list[other].link == Link::Apart && clauses.hangs_on(other, clause);
    let left = |clause: usize, other: usize| clauses.list[other].joined == Some(clause) && clauses.list[other].same_subject;
    let kept = holding.iter().filter(|&&clause| !holding.iter().any(|&other| apart(clause, other) || left(clause, other)));
    kept.copied().collect()
}

#[cfg(test)]
mod tests {
    use crate::kind::claim::tests::assert_standing;

    #[test]
    fn an_attribution_governs_its_own_clause() {
        let hedged = [
            "Selon un rapport, le capitaine, qui commandait depuis dix ans, était ivre.",
            "Le capitaine était, selon le parquet, ivre au moment des faits.",
            "Le capitaine était ivre alors qu’il rentrait au port, selon le parquet.",
            "According to a report that was not published, the captain was drunk.",
        ];
        assert_standing("hedged", &hedged);
        let asserted = [
            "Le capitaine était ivre et le vent soufflait, selon Météo-France, à 40 nœuds.",
            "Le capitaine était ivre lors du naufrage, qui a fait, selon la préfecture, douze morts.",
            "The captain was drunk, and the wind, according to the Met Office, reached gale force.",
        ];
        assert_standing("unhedged", &asserted);
    }

    #[test]
    fn a_verb_of_saying_governs_what_follows_and_set_off_what_stands_before() {
        let hedged = [
            "Le rapport estime que le second dormait et que le capitaine était ivre.",
            "Le témoin dit avoir vu le capitaine ivre.",
            "Le capitaine était ivre, affirme à l’AFP une source proche du dossier.",
            "Prosecutors said the wind was strong and the captain was drunk.",
            "Prosecutors said the captain slept and was drunk.",
            "The captain was, prosecutors allege, drunk at the wheel.",
        ];
        assert_standing("hedged", &hedged);
        let asserted = [
            "Le maire a dit sa tristesse et le capitaine était ivre.",
            "Le capitaine était ivre et le parquet a indiqué que l’enquête continuait.",
            "The captain, who said he was sorry, was drunk.",
            "The captain said he was sorry and was drunk.",
            "The captain was drunk, revealed the inquiry.",
        ];
        assert_standing("unhedged", &asserted);
    }

    #[test]
    fn speech_is_its_speakers_even_over_several_sentences() {
        let hedged = [
            "Le procureur a déclaré : « Le vent était fort. Le capitaine était ivre. Nous le savons. »",
            "« Le capitaine était ivre », souffle-t-on au port.",
            "“The captain was drunk”: a passenger speaks",
        ];
        assert_standing("hedged", &hedged);
    }

    #[test]
    fn questions_conditions_and_rumours_do_not_assert() {
        let hedged = [
            "Si le capitaine était ivre, il sera poursuivi.",
            "Le capitaine est soupçonné d’avoir été ivre.",
            "The theory that the captain was drunk has gained ground.",
            "Captain May Have Been Drunk",
        ];
        assert_standing("hedged", &hedged);
        let asserted = [
            "Même si le capitaine était ivre, il a sauvé l’équipage.",
            "Pourquoi le capitaine était-il ivre ?",
            "Le capitaine, soupçonné de fraude, était ivre.",
            "In May, the captain was drunk.",
        ];
        assert_standing("unhedged", &asserted);
    }

    #[test]
    fn confirmation_is_withheld_in_the_sentence_or_the_next() {
        let hedged = [
            "Le capitaine était ivre, une information non confirmée par le parquet.",
            "Le capitaine était ivre. Le parquet n’a pas été en mesure de le vérifier.",
            "The captain was drunk. Officials could not immediately confirm the report.",
        ];
        assert_standing("hedged", &hedged);
        assert_standing("unhedged", &["Le capitaine était ivre. Le parquet l’a confirmé."]);
    }
}
