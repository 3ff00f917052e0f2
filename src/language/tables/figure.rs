//! What the kind `figure` asks of a language.

use std::collections::HashMap;

use serde::Deserialize;

use crate::language::{Phrases, Values};

/// What the kind `figure` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct FigureTables {
    /// Numbers below a hundred that are one word, with their value.
    pub numbers: Values,
    /// Words that multiply what stands before them, with their value: hundred, thousand, million.
    pub scales: Values,
    /// Scales that say a number without one before them (`cent`, `mille`).
    pub bare_scales: Phrases,
    /// Letters that stand for a scale, glued to digits or behind them: exact in their case.
    pub short_scales: HashMap<String, f64>,
    /// Collective numbers (`dozen`, `vingtaine`), with their value: approximate.
    pub collectives: Values,
    /// Twenty where it multiplies a four (`quatre-vingt`).
    pub scores: Phrases,
    /// Words that count as one only before a scale or collective; alone they are articles.
    pub articles: Phrases,
    /// Between tens and ones (`vingt et un`).
    pub joiners_of_tens: Phrases,
    /// Between a scale and what is below a hundred (`two hundred and six`).
    pub joiners_of_scales: Phrases,
    /// Words for the decimal sign, which this reads no further.
    pub decimal_words: Phrases,
    /// Between a collective and its scale (`une dizaine de milliers`).
    pub joiners_of_collectives: Phrases,
    /// Half of what follows (`half a million`).
    pub halves_before: Phrases,
    /// And half of what precedes (`deux millions et demi`).
    pub halves_after: Phrases,
    /// Letters that make digits an ordinal (`21st`).
    pub ordinals: Vec<String>,
    /// Endings of words that make a number word before them an ordinal (`vingt-troisième`).
    pub ordinal_endings: Vec<String>,
    /// Words that make a number word before them an ordinal or a fraction (`twenty-third`, `deux tiers`).
    pub ordinal_words: Phrases,
    /// Words behind which a number of four digits is a year.
    pub before_years: Phrases,
    /// Names of months, beside which a number is a day or a year.
    pub months: Phrases,
    /// Words that open a range (`between`).
    pub range_openers: Phrases,
    /// Words that join the ends of a range that was opened (`and`).
    pub range_closers: Phrases,
    /// Words that join the ends of a range by themselves (`to`, `or`).
    pub range_joiners: Phrases,
    /// Words before a range that make it a change (`from 20 to 30`).
    pub changes: Phrases,
    /// Words before a figure that is what was before a change, whatever stands around (`up from`).
    pub formers: Phrases,
    /// Words between the figure before a change and the one after it (`from 4 percent to 10 percent`).
    pub targets: Phrases,
    /// The same where the figure after the change stands before (`13 %, contre 15 %`).
    pub compared: Phrases,
    /// Before a figure: the true value is it or above (`more than`, `at least`).
    pub lower_bounds: Phrases,
    /// Before a figure: the true value is it or below (`less than`, `up to`).
    pub upper_bounds: Phrases,
    /// After a figure and its unit: the true value is it or above (`or more`).
    pub lower_bounds_after: Phrases,
    /// After a figure and its unit: the true value is it or below (`at most`).
    pub upper_bounds_after: Phrases,
    /// Before a figure: it is approximate (`about`).
    pub approximators: Phrases,
    /// After a figure or its unit: it is approximate (`or so`).
    pub approximators_after: Phrases,
    /// Before a figure: it is a part of something, or another whole (`including`, `of the`).
    pub partitives: Phrases,
    /// Words before a partitive that make no number a part (`most of the`, `none of the`).
    pub quantifiers: Phrases,
    /// What may stand between a partitive and its figure (`including the`).
    pub fillers: Phrases,
    /// After a figure and its unit: it is a part (`of them`), but of percentages their base.
    pub partitives_after: Phrases,
    /// The same where a number follows (`six out of ten`).
    pub partitives_of_numbers: Phrases,
    /// After a figure and its unit: it is on top of something (`de plus`).
    pub on_top_after: Phrases,
    /// Before a figure, or between it and its unit: it is counted apart (`another`, `autres`).
    pub others: Phrases,
    /// Beside a figure: it is what is left of a whole (`the other`).
    pub rest: Phrases,
    /// Before a figure: it is counted by something (`every year`).
    pub rates_before: Phrases,
    /// After a figure or its unit: it is counted by something (`per`, `each`).
    pub rates: Phrases,
    /// In a sentence with a figure: it may change (`so far`).
    pub provisional: Phrases,
    /// Units of time.
    pub times: Phrases,
    /// Units of the ages of people, behind their names.
    pub ages: Phrases,
    /// Before a figure of time: it says when, not how much (`il y a`).
    pub durations: Phrases,
    /// After a figure of time: it says when (`ago`).
    pub durations_after: Phrases,
    /// Before a figure of time: it says how long, whatever stands behind it (`for`).
    pub lasting: Phrases,
    /// Before an amount of money or of time: it is asked for, and not given (`réclame`, `sought`).
    pub sought: Phrases,
    /// Between a figure and a participle that is its unit (`were`, `have been`).
    pub auxiliaries: Phrases,
    /// Endings of participles that are units.
    pub participle_endings: Vec<String>,
    /// Participles without such an ending.
    pub participles: Phrases,
    /// Who is counted behind a verb that is the unit (`killed 12 people`).
    pub persons: Phrases,
    /// Words for people whoever they are: documents call those whom they count by different ones (`workers`, `individuals`).
    pub people: Phrases,
    /// Words before a number that is the name of a thing, not a count (`Section 14`).
    pub numbered: Phrases,
    /// Little words that a unit does not go over on its way to its figure.
    pub breaks: Phrases,
    /// Words that stand between a figure and its unit without counting as words (`d’`, `of`).
    pub links: Phrases,
    /// Between an amount of money and what it is an amount of (`$5 billion in deposits`).
    pub amount_links: Phrases,
    /// After a unit: what is counted together with it, so that the figure is a sum (`and crew`).
    pub sums: Phrases,
    /// Units that are the same, signs among them: a rule that has one has all of its group.
    pub same_units: Vec<Vec<String>>,
    /// Words that mark a rounding, as the help of a finding proposes them.
    pub proposed_marks: Vec<String>,
    /// What parts thousands where a figure is shown.
    pub thousands: String,
    /// What parts decimals where a figure is shown.
    pub decimals: String,
}
