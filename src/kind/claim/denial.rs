//! Whether a sentence says that a claim is not so. A negation counts only where it bears on the claim: in its clause, or in one on which it
//! depends.

use super::clauses::Link;
use super::hedge::{Standing, Statement};
use super::signs::{Mark, Sign};
use crate::language::{Phrases, Tables};

/// How many words a negative determiner reaches.
const REACH: usize = 6;

/// `Denied`, or `Hedged` where a denial is itself negated or only reported afterwards, or else `Asserted`.
pub(super) fn read(statement: &Statement<'_>) -> Standing {
    let mut hedged = None;
    for mark in &statement.marks {
        match statement.core.iter().map(|&core| bearing(statement, mark, core)).max().unwrap_or(Bearing::None) {
            Bearing::Denies => return Standing::Denied(statement.passage.span(mark.words.clone())),
            Bearing::Hedges => hedged = hedged.or(Some(mark.words.clone())),
            Bearing::None => {}
        }
    }
    hedged.map_or(Standing::Asserted, |words| Standing::Hedged(statement.passage.span(words)))
}

/// What a sign does to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bearing {
    None,
    Hedges,
    Denies,
}

fn bearing(statement: &Statement<'_>, mark: &Mark, core: usize) -> Bearing {
    let elsewhere = statement.clauses.of(mark.words.start) != core;
    // `has not said whether …`
    if elsewhere && statement.supposed(core).is_some() {
        return Bearing::None;
    }
    // What stands before a colon is taken up behind it: `Ortega did not wait: she resigned`.
    let continued =
        |other: usize| other != core && statement.clauses.list[other].link == Link::Colon && statement.clauses.hangs_on(other, core);
    if !is_of_entry(statement, mark) && statement.core.iter().any(|&other| continued(other)) {
        return Bearing::None;
    }
    let denies = match mark.sign {
        Sign::Negator => !is_beside(statement, mark) && !is_before_refusal(statement, mark) && statement.stands_over(mark, core),
        Sign::Negative => reaches(statement, mark) || from_above(statement, mark, core),
        Sign::Denial => statement.stands_over(mark, core) || statement.governs_from_above(mark, core),
        Sign::Refusal => return refusal(statement, mark, core),
        Sign::Averting if statement.averts(mark, core) && is_negated(statement, mark) => return Bearing::Hedges,
        Sign::Averting => statement.averts(mark, core),
        _ => false,
    };
    if denies { Bearing::Denies } else { Bearing::None }
}

/// A verb of denying denies what it governs and, in the passive, what stands beside it. Negated, it only leaves the claim open; behind the
/// claim, it reports that somebody denies it.
fn refusal(statement: &Statement<'_>, mark: &Mark, core: usize) -> Bearing {
    let clauses = &statement.clauses;
    let place = clauses.of(mark.words.start);
    let beside = statement.entries.iter().any(|entry| clauses.chunk(entry.start) == clauses.chunk(mark.words.start));
    let governs = statement.governs(mark, core) || (place == core && beside);
    let after = statement.entries.iter().all(|entry| entry.end <= mark.words.start);
    let reported = after && (clauses.hangs_on(place, core) || place == core);
    match (governs, reported) {
        (true, _) if is_negated(statement, mark) => Bearing::Hedges,
        (true, _) => Bearing::Denies,
        (false, true) => Bearing::Hedges,
        (false, false) => Bearing::None,
    }
}

/// Words between a negation and a verb of denying: `n’a pas formellement exclu`, `n’exclut pas`, `has not ruled out`.
const NEGATED: usize = 3;

fn is_negated(statement: &Statement<'_>, refusal: &Mark) -> bool {
    statement.marks.iter().any(|mark| mark.sign == Sign::Negator && are_close(statement, mark, refusal))
}

/// `n’est pas ivre`: a negation right before an entry is of that entry, wherever the claim goes on.
fn is_of_entry(statement: &Statement<'_>, mark: &Mark) -> bool {
    let close = |start: usize| start >= mark.words.end && start - mark.words.end < NEGATED;
    let chunk = statement.clauses.chunk(mark.words.start);
    mark.sign == Sign::Negator && statement.entries.iter().any(|entry| close(entry.start) && statement.clauses.chunk(entry.start) == chunk)
}

fn is_before_refusal(statement: &Statement<'_>, negator: &Mark) -> bool {
    statement.marks.iter().any(|mark| {
        let averts = || mark.sign == Sign::Averting && statement.core.iter().any(|&core| statement.averts(mark, core));
        (mark.sign == Sign::Refusal || averts()) && are_close(statement, negator, mark)
    })
}

fn are_close(statement: &Statement<'_>, negator: &Mark, refusal: &Mark) -> bool {
    let before = negator.words.end <= refusal.words.start && refusal.words.start - negator.words.end < NEGATED;
    let behind = refusal.words.end <= negator.words.start && negator.words.start - refusal.words.end < 2;
    (before || behind) && statement.clauses.chunk(negator.words.start) == statement.clauses.chunk(refusal.words.start)
}

/// Set off between commas, without an entry: `le capitaine, jamais condamné, était ivre`.
fn is_beside(statement: &Statement<'_>, mark: &Mark) -> bool {
    let chunk = statement.clauses.chunk_words(mark.words.start);
    let inside = |word: usize| statement.entries.iter().any(|entry| entry.contains(&word));
    let between = chunk.start > statement.words.start && statement.entries.iter().any(|entry| entry.start >= chunk.end);
    mark.words.start == chunk.start && between && !chunk.into_iter().any(inside)
}

/// A negative determiner bears on the words right behind it, and a preposition on its complement alone: `utilisé sans son accord le récit`.
fn reaches(statement: &Statement<'_>, mark: &Mark) -> bool {
    let chunk = statement.clauses.chunk(mark.words.start);
    let has = |list: fn(&Tables) -> &Phrases, at: usize| {
        let key = statement.passage.words[at].key;
        statement.passage.tables().any(|tables| list(tables).has_key(key))
    };
    let preposition = has(|tables| &tables.claim.negative_prepositions, mark.words.start);
    // It ends before a determiner that no preposition stands before: `sans la moindre trace d’une attaque` goes on.
    let begins = |at: usize| has(|tables| &tables.determiners, at) && !has(|tables| &tables.prepositions, at - 1);
    let complement = |word: usize| !(mark.words.end + 1..word).any(begins);
    let near = |word: usize| {
        let close = word >= mark.words.end && word - mark.words.end < REACH && statement.clauses.chunk(word) == chunk;
        close && (!preposition || complement(word))
    };
    statement.entries.iter().any(|entry| near(entry.start) && statement.clauses.of(entry.start) == statement.clauses.of(mark.words.start))
}

/// `No prosecutor has said that …`: a negative subject of the clause that the claim depends on.
fn from_above(statement: &Statement<'_>, mark: &Mark, core: usize) -> bool {
    let place = statement.clauses.of(mark.words.start);
    let opens = statement.clauses.chunk_words(mark.words.start).start == mark.words.start;
    opens && statement.chain(core).any(|(clause, from)| clause == place && from.is_some_and(|from| from.link == Link::Complement))
}

#[cfg(test)]
mod tests {
    use crate::kind::claim::tests::assert_standing;

    #[test]
    fn a_negation_denies_in_the_clause_of_the_claim_or_above_it() {
        let denied = [
            "Le capitaine n’était ni ivre ni fatigué.",
            "Il n’est pas vrai que le capitaine était ivre.",
            "Rien ne permet d’affirmer que le capitaine était ivre.",
            "The captain wasn't drunk.",
            "There is no evidence the captain was drunk.",
            "À cette heure il n’était pas ivre : le capitaine sortait de son lit.",
        ];
        assert_standing("denied", &denied);
    }

    #[test]
    fn a_negation_of_something_else_does_not() {
        let asserted = [
            "Le capitaine n’a pas vu le récif parce qu’il était ivre.",
            "Le capitaine, jamais condamné, était ivre.",
            "The captain was drunk, not tired.",
            "The captain was drunk and did not see the reef.",
            "The captain was not only drunk but asleep.",
            "The captain did not wait: he was drunk.",
            "Ivre, il n’a rien vu : le capitaine ronflait.",
            "Le capitaine était ivre, et personne, à bord, n’a réagi.",
            "The captain was drunk, and nobody, on that night, did not notice.",
        ];
        assert_standing("unhedged", &asserted);
    }

    #[test]
    fn a_verb_of_denying_denies_unless_it_is_negated_or_comes_afterwards() {
        assert_standing("denied", &["Le capitaine nie avoir été ivre.", "The captain denied that he was drunk."]);
        let hedged = [
            "Le parquet n’exclut pas que le capitaine ait été ivre.",
            "Le parquet n’a pas formellement écarté que le capitaine ait été ivre.",
            "Le capitaine était ivre, ce que conteste son avocat.",
            "Investigators have not ruled out that the captain was drunk.",
        ];
        assert_standing("hedged", &hedged);
    }
}
