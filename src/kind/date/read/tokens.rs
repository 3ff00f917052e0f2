//! What a single word can be in a date: a day, a month, a year, a weekday; and what stands between two of them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::keys::Filter;
use crate::language::{DateTables, Language, Phrases};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// A month or weekday name.
#[derive(Debug, Clone, Copy)]
struct Name {
    number: i8,
    /// It is a name only with a capital.
    capitalised: bool,
    abbreviated: bool,
    /// The month may stand before its day.
    leads: bool,
}

/// The names of all languages, by the key of the word.
#[derive(Debug, Default)]
struct Names {
    months: HashMap<u64, Name>,
    weekdays: HashMap<u64, Name>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names::default();
    for tables in Language::ALL.map(|language| &language.tables().date) {
        let add = |map: &mut HashMap<u64, Name>, list: &HashMap<String, i8>, abbreviated: bool| {
            for (name, &number) in list {
                let new = Name { number, capitalised: tables.capitalised, abbreviated, leads: tables.capitalised };
                // A name of two languages is the less demanding one of both.
                let name = map.entry(fold::key(&fold::lower(name))).or_insert(new);
                name.capitalised &= new.capitalised;
                name.leads |= new.leads;
            }
        };
        add(&mut names.months, &tables.months, false);
        add(&mut names.weekdays, &tables.weekdays, false);
        add(&mut names.weekdays, &tables.weekday_abbreviations, true);
    }
    names
});

/// Whether the word of this key is the name of a month, in any language.
pub(crate) fn is_month(key: u64) -> bool {
    static MONTHS: LazyLock<Filter> = LazyLock::new(|| Filter::of(NAMES.months.keys().copied()));
    MONTHS.may_hold(key) && NAMES.months.contains_key(&key)
}

/// Whether the word of this key is the name of a weekday, in any language.
pub(crate) fn is_weekday(key: u64) -> bool {
    NAMES.weekdays.contains_key(&key)
}

/// A passage, asked for the parts of dates.
pub(super) struct Tokens<'p> {
    passage: &'p Passage<'p>,
}

impl<'p> Tokens<'p> {
    pub(super) fn new(passage: &'p Passage<'p>) -> Self {
        Self { passage }
    }

    pub(super) fn span(&self, words: Range<usize>) -> Range<usize> {
        self.passage.span(words)
    }

    /// Whether of two numbers the day comes first; not decided where the language is not.
    pub(super) fn is_day_first(&self) -> bool {
        self.passage.language().is_some_and(|language| language.tables().date.day_first)
    }

    fn is_word(&self, at: usize) -> bool {
        at < self.passage.words.len()
    }

    /// A word of plain digits.
    pub(super) fn digits(&self, at: usize) -> Option<&'p str> {
        let word = self.passage.words.get(at).filter(|word| word.shape.has_digit() && word.shape.is_ascii() && !word.shape.has_letter())?;
        Some(word.text(self.passage.text)).filter(|text| text.bytes().all(|b| b.is_ascii_digit()))
    }

    /// The day of a month: `9`, `9th`, `1er`.
    pub(super) fn day(&self, at: usize) -> Option<i8> {
        let word = self.passage.words.get(at).filter(|word| word.shape.has_digit())?.text(self.passage.text);
        let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, ending) = word.split_at(digits);
        let known = ending.is_empty() || all(|tables| &tables.ordinals).any(|list| list.has(ending));
        number.parse().ok().filter(|day| (1..=31).contains(day) && digits <= 2 && known)
    }

    /// The month, and whether it may stand before its day.
    pub(super) fn month(&self, at: usize) -> Option<(i8, bool)> {
        let word = self.passage.words.get(at)?;
        let name = NAMES.months.get(&word.key)?;
        let capital = word.shape.is_capitalised();
        (capital || !name.capitalised).then_some((name.number, name.leads && capital))
    }

    /// A year of four digits that is no decade (`the 1980's`), amount, or part of a longer number or identifier.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let year = self.digits(at).filter(|digits| digits.len() == 4)?.parse().ok()?;
        let decade = self.gap(at).chars().all(fold::is_apostrophe) && !self.gap(at).is_empty();
        let amount = decade || self.gap(at).trim_start().starts_with(['%', '€', '$', '£', '°']);
        ((1000..2200).contains(&year) && !amount && !self.is_glued_before(at) && !self.is_glued_behind(at)).then_some(year)
    }

    /// The weekday. An abbreviation has a capital or a full stop, and no capitalised word or article before it (`The Sun, 12 March`).
    pub(super) fn weekday(&self, at: usize) -> Option<i8> {
        let word = self.passage.words.get(at)?;
        let name = NAMES.weekdays.get(&word.key)?;
        if name.capitalised && !word.shape.is_capitalised() {
            return None;
        }
        if name.abbreviated {
            let stop = self.gap(at).starts_with('.');
            let before = at.checked_sub(1).map(|before| self.passage.words[before].shape.is_capitalised() || self.is_article(before));
            let title = before.unwrap_or(false) && self.passage.gap_before(at).trim().is_empty();
            return (!title && (stop || name.capitalised)).then_some(name.number);
        }
        Some(name.number)
    }

    /// A determiner of any language.
    pub(super) fn is_article(&self, at: usize) -> bool {
        self.passage.words.get(at).is_some_and(|word| Language::ALL.iter().any(|l| l.tables().determiners.has_key(word.key)))
    }

    /// A determiner that is a conjunction too: `said on Friday that 17 November`.
    pub(super) fn is_conjunction(&self, at: usize) -> bool {
        self.starting(|tables| &tables.stops, at).is_some()
    }

    /// `au`, `to`, `et`, `and`: between the two ends of a period, or two of a list.
    pub(super) fn is_joiner(&self, at: usize) -> bool {
        self.starting(|tables| &tables.through, at) == Some(1) || self.starting(|tables| &tables.both, at) == Some(1)
    }

    /// Whether these words make a period of the dates around them; the first date begins at `lead`.
    pub(super) fn joins(&self, words: Range<usize>, lead: usize) -> bool {
        let is = |list: fn(&DateTables) -> &Phrases| self.starting(list, words.start) == Some(words.len());
        let before = if lead > 0 && self.is_article(lead - 1) { lead - 1 } else { lead };
        is(|tables| &tables.through) || (is(|tables| &tables.both) && self.ending(|tables| &tables.between, before).is_some())
    }

    /// How many words of the longest entry of a list, of any language, begin here.
    pub(super) fn starting(&self, list: fn(&DateTables) -> &Phrases, at: usize) -> Option<usize> {
        all(list).filter_map(|list| list.starting(self.passage.text, self.passage.words, at)).max()
    }

    /// The same for words that end before `at`.
    pub(super) fn ending(&self, list: fn(&DateTables) -> &Phrases, at: usize) -> Option<usize> {
        let last = at.checked_sub(1)?;
        all(list).filter_map(|list| list.ending(self.passage.text, self.passage.words, last)).max()
    }

    /// Whether a year or a month alone is a date here: one of the words that lead to it stands before.
    pub(super) fn is_led(&self, at: usize) -> bool {
        let beside = matches!(&*fold::gap(self.passage.gap_before(at)), " " | "-" | "'");
        beside && self.ending(|tables| &tables.year_leads, at).is_some()
    }

    /// Whether the word before is a determiner or possessive that a year in front of a noun may follow: `the 2019 fire`.
    pub(super) fn is_determined(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let tables = Language::En.tables();
        let word = self.passage.words[before];
        let possessive = self.passage.word(before) == "s" && self.passage.gap_before(before).contains(fold::is_apostrophe);
        self.passage.language() != Some(Language::Fr)
            && self.is_space(before)
            && self.is_space(at)
            && (possessive || tables.determiners.has_key(word.key))
    }

    /// Whether the number at `at` counts what follows (`in March 12 people`, `en 2000 exemplaires`) rather than closing a date.
    pub(super) fn counts(&self, at: usize) -> bool {
        let Some(next) = self.passage.words.get(at + 1).filter(|_| self.is_space(at)) else { return false };
        let known = Language::ALL.iter().map(|language| language.tables()).any(|tables| {
            tables.function_words.has_key(next.key)
                || tables.prepositions.has_key(next.key)
                || tables.determiners.has_key(next.key)
                || tables.date.auxiliaries.has_key(next.key)
                || tables.date.stops.has_key(next.key)
        });
        let plural = matches!(next.text(self.passage.text), "people" | "personnes") || next.text(self.passage.text).ends_with(['s', 'x']);
        next.shape.is_lower() && plural && !known
    }

    /// What stands behind a word.
    pub(super) fn gap(&self, at: usize) -> &'p str {
        self.passage.gap_after(at)
    }

    /// The same, empty where there is no such word.
    pub(super) fn gap_at(&self, at: usize) -> &'p str {
        if self.is_word(at) { self.passage.gap_after(at).trim_start() } else { "" }
    }

    /// Nothing but white space stands behind a word.
    pub(super) fn is_space(&self, at: usize) -> bool {
        let gap = self.gap(at);
        !gap.is_empty() && gap.chars().all(char::is_whitespace)
    }

    /// Nothing but white space, apostrophes or an abbreviation's stop stands behind each of these words.
    pub(super) fn all_spaces(&self, words: Range<usize>) -> bool {
        words.into_iter().all(|at| self.gap(at).chars().all(|c| c.is_whitespace() || fold::is_apostrophe(c) || c == '.'))
    }

    /// A number is glued to what stands before it: `CVE-2024`, `5.6`, `$2024`.
    pub(super) fn is_glued_before(&self, at: usize) -> bool {
        let gap = self.passage.gap_before(at);
        let sign = gap.ends_with(['$', '€', '£', '#', '°', '№', '_', '/', '+', '=', '\u{fffc}']);
        let number = at > 0 && gap.chars().count() == 1 && gap.ends_with(['.', ',', ':', '-']);
        // `mi-2019` and the end of `2015-2019` are years, `CVE-2019` is none.
        let year = || self.ending(|tables| &tables.year_leads, at).is_some() || self.digits(at - 1).is_some_and(|year| year.len() == 4);
        sign || (number && !(gap == "-" && year()))
    }

    /// A number is glued to what follows it: `2024-3094`, `2024.1`, `12:30`.
    pub(super) fn is_glued_behind(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let next = self.passage.words.get(at + 1);
        let number = next.is_some_and(|next| next.shape.has_digit()) && matches!(gap, "." | "," | ":" | "/");
        let year = self.digits(at + 1).is_some_and(|digits| digits.len() == 4);
        number || (matches!(gap, "-" | "_" | "/") && next.is_some() && !year) || gap.starts_with('\u{fffc}')
    }
}

fn all(list: fn(&DateTables) -> &Phrases) -> impl Iterator<Item = &'static Phrases> {
    Language::ALL.into_iter().map(move |language| list(&language.tables().date))
}

/// Every name of a weekday, for the lexicon.
pub(crate) fn weekday_names() -> impl Iterator<Item = &'static str> {
    let tables = Language::ALL.into_iter().map(|language| &language.tables().date);
    tables.flat_map(|tables| tables.weekdays.keys().chain(tables.weekday_abbreviations.keys())).map(String::as_str)
}
