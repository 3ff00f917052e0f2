//! What the kind `claim` asks of a language.

use serde::Deserialize;

use crate::language::Phrases;

/// What the kind `claim` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct ClaimTables {
    /// Verb forms of rumour (`serait`, `auraient`).
    pub conditional: Phrases,
    /// Endings of other such forms.
    pub conditional_endings: Vec<String>,
    /// Words that attribute (`selon`, `according to`).
    pub attributions: Phrases,
    /// Verbs of saying and thinking that do not vouch for what they say.
    pub reporting: Phrases,
    /// Verbs that vouch for what they say (`a révélé`, `established`).
    pub factive: Phrases,
    /// Words of accusation and rumour, which govern what follows them (`soupçonné de`, `the rumour that`).
    pub allegations: Phrases,
    /// Words of possibility (`peut-être`, `likely`).
    pub modals: Phrases,
    /// Words that begin an indirect question or a condition (`si`, `whether`).
    pub questions: Phrases,
    /// Words whose question takes the rest for granted (`why`).
    pub presupposing: Phrases,
    /// Words that withhold confirmation (`unconfirmed`).
    pub withheld: Phrases,
    /// Words of confirming: behind a negation, they withhold it.
    pub confirming: Phrases,
    /// Words that deny (`no sign of`, `nothing to suggest`).
    pub denials: Phrases,
    /// Verbs of denying (`dément`, `ruled out`).
    pub refusals: Phrases,
    /// Verbs that keep what they govern from being done (`refused`, `a interdit`).
    pub averting: Phrases,
    /// Verbs that leave open whether what they govern is done (`demanded`, `menace`).
    pub undone: Phrases,
    /// Words that stand before an infinitive, or what does its work (`to`, `de`).
    pub infinitive_marks: Phrases,
    /// Endings of infinitives, where the language has any.
    pub infinitive_endings: Vec<String>,
    /// Words that look like a hedge or a denial and are none (`no doubt`).
    pub assertions: Phrases,
    /// Adverbs and pronouns that negate their clause (`jamais`, `not`).
    pub negators: Phrases,
    /// The particle that such an adverb needs before it, where the language has one (`ne`).
    pub negative_particles: Phrases,
    /// Words before an infinitive that says what for (`pour`).
    pub purposes: Phrases,
    /// Words among the negatives that are prepositions: they negate their complement (`sans son accord`).
    pub negative_prepositions: Phrases,
    /// Words that negate what follows them at once (`aucun`, `without`).
    pub negatives: Phrases,
    /// Conjunctions that join clauses.
    pub conjunctions: Phrases,
    /// Words that begin a clause that depends on a verb of saying.
    pub complementizers: Phrases,
    /// Words that begin a relative clause.
    pub relatives: Phrases,
    /// Words that begin a clause of reason.
    pub causal: Phrases,
    /// Words that begin another dependent clause.
    pub adverbial: Phrases,
    /// Words after which a verb of saying attributes (`comme`, `as`).
    pub comparisons: Phrases,
    /// Common verb forms that carry a clause.
    pub finite: Phrases,
    /// Endings of other such forms.
    pub finite_endings: Vec<String>,
    /// Endings of gerunds.
    pub gerund_endings: Vec<String>,
    /// Forms of `be`: behind them a verb of saying says what stands before.
    pub passives: Phrases,
    /// Determiners after which a word that is a verb elsewhere is a noun.
    pub noun_markers: Phrases,
}
