//! Whether a claim is only what somebody refuses, forbids or avoids, or demands, plans or fears: in, a verb of these and a clause; out,
//! whether the verb governs the claim's last words. `La rançon exigée a été payée` has a verb of its own and is not governed.

use super::clauses::Link;
use super::hedge::Statement;
use super::signs::Mark;
use crate::language::Tables;

/// How many words may stand between the mark of an infinitive and the claim's first word behind it.
const LED: usize = 2;
/// How many words may stand between a verb and what it takes as its object.
const OBJECT: usize = 3;

impl Statement<'_> {
    /// Whether a verb of refusing, forbidding or avoiding governs the claim.
    pub(super) fn averts(&self, mark: &Mark, core: usize) -> bool {
        let closely = |start: usize| start <= mark.words.end + 1;
        self.leads(mark, core, true) || self.complement_of(mark, core).is_some_and(closely)
    }

    /// Whether a verb of demanding, allowing, planning or fearing governs the claim.
    pub(super) fn leaves_undone(&self, mark: &Mark, core: usize) -> bool {
        self.leads(mark, core, false) || self.complement_of(mark, core).is_some()
    }

    /// Where the clause begins that is what the verb demands, if the claim stands in it: `exigent que …`.
    fn complement_of(&self, mark: &Mark, core: usize) -> Option<usize> {
        let place = self.clauses.of(mark.words.start);
        let (_, from) = self.chain(core).skip(1).find(|(clause, _)| *clause == place)?;
        from.filter(|from| from.link == Link::Complement && mark.words.end <= from.start).map(|from| from.start)
    }

    /// Whether the verb takes the claim as an infinitive (`refused to pay`) or, where its subject is of the claim too, as its object.
    fn leads(&self, mark: &Mark, core: usize, takes_object: bool) -> bool {
        let Some(last) = self.entries.last() else { return false };
        let chunk = self.clauses.chunk_words(mark.words.start);
        // `a refusé, malgré la menace, de payer`
        let near = chunk.contains(&last.start) || chunk.end == mark.words.end;
        let place = self.clauses.of(mark.words.start);
        if place != core || self.clauses.of(last.start) != core || last.start < mark.words.end || !near || self.has_verb(mark) {
            return false;
        }
        let first = self.entries.iter().map(|entry| entry.start).find(|&start| start >= mark.words.end).unwrap_or(last.start);
        let before = self.entries.iter().any(|entry| entry.start < mark.words.start);
        let mut infinitives = (mark.words.start..first).filter(|&at| self.is_infinitive(at));
        let object = takes_object && before && first - mark.words.end < OBJECT;
        object || (first == mark.words.end && self.ends_as_gerund(first)) || infinitives.any(|at| before || first - at <= LED + 1)
    }

    /// `avoided paying`
    fn ends_as_gerund(&self, at: usize) -> bool {
        let word = self.passage.word(at);
        self.passage.tables().any(|tables| tables.claim.gerund_endings.iter().any(|ending| word.ends_with(ending.as_str())))
    }

    /// Whether another verb carries the claim between the mark and the claim's last words.
    fn has_verb(&self, mark: &Mark) -> bool {
        let until = self.entries.last().map_or(mark.words.end, |entry| entry.end);
        let passive = |at: usize| self.passage.tables().any(|tables| tables.claim.passives.has_key(self.passage.words[at - 1].key));
        (mark.words.end..until).any(|at| super::clauses::is_finite(self.passage, at) && !passive(at))
    }

    /// Whether an infinitive follows its mark: `to`, `de`.
    fn is_infinitive(&self, at: usize) -> bool {
        self.passage.tables().any(|tables| {
            let marks = tables.claim.infinitive_marks.has_key(self.passage.words[at].key);
            marks && (at + 1..self.words.end).take(LED + 1).find(|&at| !self.is_pronoun(at)).is_some_and(|at| self.is_verb_form(tables, at))
        })
    }

    fn is_pronoun(&self, at: usize) -> bool {
        self.passage.word(at).chars().nth(2).is_none()
    }

    fn is_verb_form(&self, tables: &Tables, at: usize) -> bool {
        let endings = &tables.claim.infinitive_endings;
        let ends = || endings.iter().any(|ending| self.passage.word(at).ends_with(ending.as_str()));
        !tables.determiners.has_key(self.passage.words[at].key) && (endings.is_empty() || ends())
    }
}

#[cfg(test)]
mod tests {
    use crate::kind::claim::tests::assert_standing;

    #[test]
    fn what_is_refused_or_avoided_is_denied() {
        let denied = [
            "The ferry refused to be sold.",
            "Le ferry a évité d’être vendu.",
            "Le capitaine évite d’être ivre.",
            "The captain declined to get drunk.",
        ];
        assert_standing("denied", &denied);
        let asserted = ["The captain refused a taxi; the captain was drunk.", "Le capitaine ivre a refusé de quitter la passerelle."];
        assert_standing("unhedged", &asserted);
    }

    #[test]
    fn what_is_demanded_or_planned_is_not_done() {
        let hedged = ["The captain was ordered to get drunk.", "Le capitaine a menacé de venir ivre.", "The captain plans to get drunk."];
        assert_standing("hedged", &hedged);
        assert_standing("unhedged", &["The captain ordered a pilot who saw that the captain was drunk."]);
    }
}
