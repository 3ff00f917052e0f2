//! What the kind `date` asks of a language.

use std::collections::HashMap;

use serde::Deserialize;

use crate::language::Phrases;

/// What the kind `date` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct DateTables {
    /// Whether months and weekdays are always written with a capital.
    pub capitalised: bool,
    /// Whether `05/06` is the 5th of June; where it is not, both readings are tried.
    pub day_first: bool,
    /// Month names and abbreviations, with their number.
    pub months: HashMap<String, i8>,
    /// Weekday names; Monday is 1.
    pub weekdays: HashMap<String, i8>,
    /// Abbreviations of weekday names.
    pub weekday_abbreviations: HashMap<String, i8>,
    /// Endings of the number of a day (`1er`, `2nd`).
    pub ordinals: Phrases,
    /// Between a day and its month, or a month and its year.
    pub of: Phrases,
    /// Between the first and the last day of a period.
    pub through: Phrases,
    /// Between two days of which both, or one of the two, are meant.
    pub both: Phrases,
    /// Before a period whose days are joined by `both`.
    pub between: Phrases,
    /// Before a year alone or a month alone.
    pub year_leads: Phrases,
    /// Directly before a date: it belongs to the noun before it (`du`, `of`).
    pub belonging: Phrases,
    /// Directly before a date: it is the start of a duration (`depuis`, `since`).
    pub since: Phrases,
    /// Directly before a date: it is a limit or a guess (`until`, `around`).
    pub bounds: Phrases,
    /// Before a date: the document, or something in it, was published then (`mis à jour le`).
    pub publishing: Phrases,
    /// Prepositions before the day on which something happened (`on`).
    pub day_prepositions: Phrases,
    /// Behind a date: what happened then follows (`when`, `jour où`).
    pub when: Phrases,
    /// Before a verb of such a clause: it says what had been or was so (`had`, `était`).
    pub states: Phrases,
    /// Behind such a verb: it lasts (`for a year`, `depuis`).
    pub lasting: Phrases,
    /// Between what came out and its date: it did (`rendu public`, `released`). One of them in the evidence stands for all.
    pub bringing_out: Phrases,
    /// Between a word of event and its date: it takes place (`survenu`, `held`), or has its usual effect (`killed`).
    pub taking_place: Phrases,
    /// Words that begin a relative clause of which they are the subject (`qui`, `which`).
    pub relative_subjects: Phrases,
    /// Endings of participles that agree with the noun before them, where the language has any.
    pub agreeing_endings: Vec<String>,
    /// Behind a date that a sentence puts in front: its event follows (`c’est le 25 juin que`).
    pub clefts: Phrases,
    /// Verbs before a participle.
    pub auxiliaries: Phrases,
    /// Times of day (`dans la soirée`) and adverbs that may stand between an event and its date.
    pub times: Phrases,
    /// Before a date that opens its sentence.
    pub openers: Phrases,
    /// Before a date that opens a clause inside its sentence.
    pub clause_openers: Phrases,
    /// Pronouns that begin a clause behind a date.
    pub subjects: Phrases,
    /// Before a word of event: what is dated stands in relation to it (`trois jours après`).
    pub relations: Phrases,
    /// Words that govern an event and may have a date of their own (`the anniversary of`).
    pub occasions: Phrases,
    /// Verbs whose date is that of the announcement, not that of the event announced.
    pub announcing: Phrases,
    /// Words behind which another clause or a comparison begins.
    pub stops: Phrases,
    /// Before a word of event: it did not happen then, or that was an earlier plan.
    pub unfulfilled: Phrases,
    /// Before a word of event: another event of its sort is meant (`another`).
    pub others: Phrases,
    /// Before a word of event: of its sort, in other years, there are more (`the worst`, `its first`).
    pub ranks: Phrases,
    /// The same behind it (`le plus meurtrier`).
    pub ranks_after: Phrases,
    /// Between such a word and a verb (`the first six to be cleared`).
    pub to_be: Phrases,
    /// Before a word of event: it is only introduced (`a derailment`).
    pub indefinite: Phrases,
    /// Behind a date: there was one before the event (`en 2019 déjà`).
    pub before_now: Phrases,
    /// Before a word of event: it befell somebody (`victim of a`).
    pub suffering: Phrases,
    /// Words that take a date for themselves.
    pub events: Phrases,
    /// Endings of words that take a date for themselves.
    pub event_endings: Vec<String>,
    /// Verb forms and participles without such an ending.
    pub irregular: Phrases,
    /// Words with such an ending that take none.
    pub plain: Phrases,
}
