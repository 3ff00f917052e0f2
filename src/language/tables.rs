//! What the table file of a language may hold: a struct for the file, and one for each kind's section. What each list is for stands above it.

use std::collections::HashMap;

use serde::Deserialize;

use super::section::{self, Section};
use super::{Language, Phrases, Plain, Values};

/// The tables of one language, as its file has them. A table that a language does not need may be left out of its file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Tables {
    /// The language's own code.
    #[serde(skip, default = "unset")]
    pub language: Option<Language>,
    /// The commonest little words, each in this language alone: they decide what language a paragraph is in.
    pub function_words: Phrases,
    /// Words that end in a full stop without ending a sentence; the stop is not written here.
    pub abbreviations: Phrases,
    /// Articles and other determiners.
    pub determiners: Phrases,
    /// Prepositions.
    pub prepositions: Phrases,
    /// Words that negate.
    pub negations: Phrases,
    /// Before a word: one more of its sort is meant (`un autre A320`).
    pub another: Phrases,
    /// Particles of names, which are no parts of them.
    pub particles: Phrases,
    /// Verbs of saying, their forms written out.
    pub saying: Phrases,
    /// For the kind `name`.
    #[serde(skip)]
    pub name: Section<NameTables>,
    /// For the kind `domain`.
    #[serde(skip)]
    pub domain: Section<DomainTables>,
    /// For the kind `term`.
    #[serde(skip)]
    pub term: Section<TermTables>,
    /// Numbers in words, and what stands around figures.
    #[serde(skip)]
    pub figure: Section<FigureTables>,
    /// Months, weekdays, and what stands around dates.
    #[serde(skip)]
    pub date: Section<DateTables>,
    /// For the kind `quote`.
    #[serde(skip)]
    pub quote: Section<QuoteTables>,
    /// For the kind `claim`.
    #[serde(skip)]
    pub claim: Section<ClaimTables>,
    /// For fixes.
    #[serde(skip)]
    pub sound: Section<SoundTables>,
    /// For slips that documents show of each other.
    #[serde(skip)]
    pub slip: Section<SlipTables>,
}

fn unset() -> Option<Language> {
    None
}

/// What the kind `name` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct NameTables {
    /// Titles, offices and trades before names, and what stands behind names: they are no parts, and no given names.
    pub titles: Plain,
    /// Given names of men.
    pub masculine: Plain,
    /// Given names of women.
    pub feminine: Plain,
    /// Given names of both.
    pub epicene: Plain,
    /// Words that are written with a capital and name no person: weekdays, months, peoples, countries.
    pub capitalised: Plain,
    /// Cities and countries: no family name that stands alone.
    pub places: Plain,
    /// Words of kinship: who stands beside one may be another of the same family.
    pub kin: Plain,
    /// Titles that say nothing of what somebody does.
    pub courtesy: Plain,
}

/// What the kind `domain` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct DomainTables {
    /// Words that make a former name right in their sentence, in any story.
    pub former: Phrases,
}

/// What the kind `term` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct TermTables {
    /// Determiners that show a gender: the masculine one, and the feminine one in its place.
    pub determiners: Vec<(String, String)>,
    /// Those of them that show the gender of a word that begins with a vowel too.
    pub before_vowels: Phrases,
    /// Those of them that possess: before a vowel, also a spoken one, the masculine form stands with feminine words.
    pub possessives: Phrases,
    /// Determiners with what they are before a vowel.
    pub elisions: HashMap<String, String>,
    /// Adjectives that stand before their noun: masculine, feminine, and the masculine before a vowel where that is another.
    pub preposed: Vec<Vec<String>>,
    /// Determiners that make what follows a common noun.
    pub indefinite: Phrases,
    /// Prepositions after which a name stands without a determiner.
    pub before_names: Phrases,
    /// Words that join the last item of a list.
    pub conjunctions: Phrases,
    /// An editor's marks before an expansion, as in `(Ndlr : …)`.
    pub editor_marks: Phrases,
    /// Inside a bracket before the short form, as in `(ou Junalco)`.
    pub aliases: Phrases,
    /// Between the short form and what it stands for, as in `la Junalco est la …`.
    pub equations: Phrases,
}

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
    /// What may stand between a partitive and its figure (`including the`).
    pub fillers: Phrases,
    /// After a figure and its unit: it is a part (`of them`), but of percentages their base.
    pub partitives_after: Phrases,
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

/// What the kind `quote` asks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct QuoteTables {
    /// Rows of writings of the same words (`12` and `twelve`, `%` and `per cent`): which one stands in a quotation is the house's style.
    pub same: Vec<Vec<String>>,
    /// Negations that mostly stand with another, so that dropping them alone negates nothing less (`ne` … `pas`).
    pub half_negations: Phrases,
    /// Pronouns that stand behind their verb, with a hyphen, where a reporter interrupts a quotation (`explique-t-il`).
    pub inverted: Phrases,
    /// Words that attribute what follows to whom they stand before (`selon`, `according to`).
    pub according: Phrases,
    /// Besides articles, prepositions and function words: what may stand between a verb of saying and its subject (`précise jeudi le …`).
    pub between: Phrases,
}

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

impl Tables {
    pub(super) fn parse(language: Language, text: &'static str) -> Self {
        let (head, sections) = section::split(text);
        let mut tables: Self = section::parse(head);
        tables.language = Some(language);
        for (name, text) in sections {
            match name {
                "name" => tables.name = Section::new(text),
                "domain" => tables.domain = Section::new(text),
                "term" => tables.term = Section::new(text),
                "figure" => tables.figure = Section::new(text),
                "date" => tables.date = Section::new(text),
                "quote" => tables.quote = Section::new(text),
                "claim" => tables.claim = Section::new(text),
                "sound" => tables.sound = Section::new(text),
                "slip" => tables.slip = Section::new(text),
                _ => unreachable!("{language:?} has a section [{name}] that nothing reads"),
            }
        }
        tables
    }
}

/// What tells two words that are near in spelling from two forms of one.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct SlipTables {
    /// Families of endings, without accents: two words of one beginning with two endings of one family are forms of one word.
    pub endings: Vec<Vec<String>>,
    /// Beginnings in the place of which another makes another word on purpose (`import`, `export`).
    pub prefixes: Vec<String>,
    /// Rows of letters that are written for one another (`-ise`, `-ize`), without accents.
    pub spellings: Vec<[String; 2]>,
}

/// What fixes ask of a language: words that fit the sound behind them.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct SoundTables {
    /// How words begin that begin with a consonant by their sound and not by their letters; without accents.
    pub consonants: Vec<String>,
    /// How words begin that begin with a vowel by their sound and not by their letters; without accents.
    pub vowels: Vec<String>,
    /// Words that lose their vowel before another: what is left, and the whole word.
    pub elided: HashMap<String, String>,
    /// Articles: what stands in their place before a vowel, its apostrophe left out.
    pub contracted: HashMap<String, String>,
    /// Determiners, articles and adjectives with what stands in their place before a vowel (`ce`, `a`).
    pub before_vowel: HashMap<String, String>,
    /// Feminine possessives, with the masculine that stands in their place before a vowel.
    pub possessives: HashMap<String, String>,
}
