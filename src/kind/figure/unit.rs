//! Which units of which rules stand at a number: words that the lexicon found, letters glued to digits, signs before and behind.

use std::collections::HashMap;
use std::ops::Range;

use super::number::Number;
use super::verb;
use crate::dossier::RuleSet;
use crate::finding::RuleId;
use crate::kind::Fact;
use crate::language::{FigureTables, Language};
use crate::lexicon::{Hit, LexiconBuilder, List, Owner};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// How many words may stand between a figure and its unit.
const BETWEEN: usize = 2;

/// All units of all rules, as far as the lexicon does not hold them.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// A unit without letters, the sign of a currency or of percentages, with its rules.
    signs: HashMap<char, Vec<RuleId>>,
    /// Units of one word as they are written, with their rules: for those that are glued to digits, and for abbreviations.
    single: HashMap<String, Vec<RuleId>>,
}

/// Where a number stands with what it counts.
#[derive(Debug, Clone)]
pub(super) struct Extent {
    /// Bytes of number and unit; of the number alone, where words stand between them.
    pub(super) span: Range<usize>,
    /// The first word of all that belongs to the figure.
    pub(super) first: usize,
    /// The first word behind it.
    pub(super) next: usize,
    /// The words between number and unit.
    pub(super) between: Range<usize>,
}

/// A unit at a number.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) rule: RuleId,
    /// Bytes of number and unit; of the number alone, where words stand between them.
    pub(super) span: Range<usize>,
    /// The first word of all that belongs to the figure.
    pub(super) first: usize,
    /// The first word behind it.
    pub(super) next: usize,
    /// The words between number and unit.
    pub(super) between: Range<usize>,
    /// What letters behind the digits multiply by (`5 M€`).
    pub(super) factor: f64,
}

impl Unit {
    /// Where it stands with its number.
    pub(super) fn extent(&self) -> Extent {
        Extent { span: self.span.clone(), first: self.first, next: self.next, between: self.between.clone() }
    }
}

impl Extent {
    /// It is the verb before the number: behind the number there are only the persons.
    pub(super) fn governs(&self) -> bool {
        !self.between.is_empty() && self.between.end == self.next
    }
}

/// A passage with the units that the lexicon found in it, by place: a long paragraph has many, and every number asks for its own.
pub(super) struct Found<'p, 'a> {
    passage: &'p Passage<'a>,
    hits: Vec<(RuleId, &'p Hit)>,
}

impl<'p, 'a> Found<'p, 'a> {
    pub(super) fn new(passage: &'p Passage<'a>) -> Self {
        let unit = |hit: &'p Hit| if let Owner::Rule(rule, List::Unit) = hit.owner { Some((rule, hit)) } else { None };
        let mut hits: Vec<_> = passage.hits().iter().filter_map(unit).collect();
        hits.sort_by_key(|(_, hit)| hit.words.start);
        Self { passage, hits }
    }

    /// The units that begin with a word.
    fn at(&self, word: usize) -> impl Iterator<Item = (RuleId, &'p Hit)> {
        let start = self.hits.partition_point(|(_, hit)| hit.words.start < word);
        self.hits[start..].iter().copied().take_while(move |(_, hit)| hit.words.start == word)
    }
}

/// One way to read the letters behind a number.
struct Reading {
    /// The word at which a unit may begin.
    next: usize,
    /// The byte at which the number ends.
    end: usize,
    factor: f64,
}

impl Units {
    pub(super) fn new(rules: &RuleSet, lexicon: &mut LexiconBuilder) -> Self {
        let mut units = Self::default();
        for (id, rule) in rules.iter() {
            let Fact::Figure(figure) = &rule.fact else { continue };
            for form in figure.unit.iter().flat_map(|unit| same(&unit.value)) {
                units.add(id, &form, lexicon);
            }
        }
        units
    }

    fn add(&mut self, id: RuleId, form: &str, lexicon: &mut LexiconBuilder) {
        if let Some(sign) = form.chars().find(|&c| is_sign(c)) {
            insert(self.signs.entry(sign).or_default(), id);
            return;
        }
        if !form.chars().all(char::is_alphabetic) {
            lexicon.add_list([form], Owner::Rule(id, List::Unit));
            return;
        }
        for form in [Some(form.to_owned()), singular(form)].into_iter().flatten() {
            lexicon.add_list([form.as_str()], Owner::Rule(id, List::Unit));
            insert(self.single.entry(form).or_default(), id);
        }
    }

    /// Whether a rule counts percentages.
    pub(super) fn is_share(&self, rule: RuleId) -> bool {
        self.signs.get(&'%').is_some_and(|rules| rules.contains(&rule))
    }

    /// Whether a passage could hold a figure at all; cheap, for the many that do not.
    pub(super) fn may_stand_in(&self, passage: &Passage<'_>) -> bool {
        passage.hits().iter().any(|hit| matches!(hit.owner, Owner::Rule(_, List::Unit)))
            || (!self.signs.is_empty() && passage.text.contains(|c| self.signs.contains_key(&c)))
            || (!self.single.is_empty() && passage.words.iter().any(|word| word.shape.has_digit() && word.shape.has_letter()))
    }

    /// The units at a number, the nearest first; `limit` is the first word of the next number.
    pub(super) fn at(&self, words: &Found<'_, '_>, number: &Number, limit: usize) -> Vec<Unit> {
        let mut found = Vec::new();
        for reading in readings(number) {
            self.signs_at(words.passage, number, &reading, &mut found);
            self.words_at(words, number, &reading, limit, &mut found);
        }
        self.glued(words.passage, number, &mut found);
        before(words, number, &mut found);
        governing(words, number, &mut found);
        // A unit beside the number is its unit; a longer one at the same place is more of it.
        found.sort_by_key(|unit: &Unit| (unit.between.len(), std::cmp::Reverse(unit.next)));
        found
    }

    /// `5 €`, `54,7 %`, `£5`, `US$5m`.
    fn signs_at(&self, passage: &Passage<'_>, number: &Number, reading: &Reading, found: &mut Vec<Unit>) {
        let mut push = |sign: char, span: Range<usize>| {
            let (first, next) = (number.words.start, reading.next);
            for &rule in self.signs.get(&sign).into_iter().flatten() {
                found.push(Unit { rule, span: span.clone(), first, next, between: next..next, factor: reading.factor });
            }
        };
        let rest = &passage.text[reading.end..];
        let space = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}', '-']).len();
        if let Some(sign) = rest[space..].chars().next().filter(|&c| is_sign(c) && space <= 3) {
            push(sign, number.span.start..reading.end + space + sign.len_utf8());
        }
        let front = passage.text[..number.span.start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        if let Some(sign) = front.chars().next_back().filter(|&c| is_sign(c) && c != '%' && number.span.start - front.len() <= 3) {
            let start = front.len() - sign.len_utf8();
            if let Some(start) = of_this_country(passage.text, start) {
                push(sign, start..reading.end);
            }
        }
    }

    fn words_at(&self, words: &Found<'_, '_>, number: &Number, reading: &Reading, limit: usize, found: &mut Vec<Unit>) {
        let passage = words.passage;
        let limit = limit.min(passage.words.len());
        let mut counted = 0;
        let mut at = reading.next;
        let mut add = |at: usize| {
            let end = |words: &Range<usize>| if at == reading.next { passage.span(words.clone()).end } else { reading.end };
            let here = words.at(at).filter(|(rule, hit)| hit.words.end <= limit && self.is_literal(passage, *rule, &hit.words));
            found.extend(here.map(|(rule, hit)| Unit {
                rule,
                span: number.span.start..end(&hit.words),
                first: number.words.start,
                next: hit.words.end,
                between: reading.next..at,
                factor: reading.factor,
            }));
        };
        while at < limit && parts(passage, reading, at) {
            add(at);
            if let Some(n) = amount_link(passage, number, reading.next, at) {
                add(at + n);
                return;
            }
            if let Some(n) = verb::auxiliary(passage, at).filter(|n| at + n < limit) {
                at += n;
                continue;
            }
            let key = passage.words[at].key;
            counted += usize::from(!tables(passage).any(|figure| figure.links.has_key(key)));
            if counted > BETWEEN || tables(passage).any(|figure| figure.breaks.has_key(key)) {
                return;
            }
            at += 1;
        }
    }

    /// An abbreviation of one or two letters is exactly as the rule has it: `m` is neither `M` nor `me`.
    fn is_literal(&self, passage: &Passage<'_>, rule: RuleId, words: &Range<usize>) -> bool {
        let written = &passage.text[passage.span(words.clone())];
        words.len() > 1 || written.chars().count() > 2 || self.single.get(written).is_some_and(|rules| rules.contains(&rule))
    }

    /// `93m`, `1000ft`.
    fn glued(&self, passage: &Passage<'_>, number: &Number, found: &mut Vec<Unit>) {
        let Some(mark) = number.mark.as_ref().filter(|mark| mark.glued) else { return };
        let letters = &passage.text[mark.span.clone()];
        let rules = self.single.get(letters).or_else(|| self.single.get(&*fold::lower(letters)).filter(|_| letters.len() > 2));
        for &rule in rules.into_iter().flatten() {
            let span = number.span.start..mark.span.end;
            found.push(Unit { rule, span, first: number.words.start, next: mark.next, between: mark.next..mark.next, factor: 1.0 });
        }
    }
}

fn insert(rules: &mut Vec<RuleId>, id: RuleId) {
    if !rules.contains(&id) {
        rules.push(id);
    }
}

pub(super) fn tables<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = &'static FigureTables> + 'p {
    passage.tables().map(|tables| &*tables.figure)
}

/// The ways to read the letters behind a number: as nothing of its own, and as a scale.
fn readings(number: &Number) -> Vec<Reading> {
    let plain = Reading { next: number.words.end, end: number.span.end, factor: 1.0 };
    match &number.mark {
        None => vec![plain],
        Some(mark) => {
            let scaled = mark.factor.map(|factor| Reading { next: mark.next, end: mark.span.end, factor });
            scaled.into_iter().chain((!mark.glued).then_some(plain)).collect()
        }
    }
}

/// How many words join an amount of money to what it is an amount of: `$5 billion in deposits`, `5 milliards d’euros en dépôts`.
fn amount_link(passage: &Passage<'_>, number: &Number, next: usize, at: usize) -> Option<usize> {
    let n = tables(passage).filter_map(|figure| figure.amount_links.starting(passage.text, passage.words, at)).max()?;
    let is_currency = |c: &char| is_sign(*c) && !matches!(c, '%' | '‰');
    let before = passage.text[..number.span.start].trim_end().chars().next_back();
    let behind = passage.text.get(number.span.end..passage.words[at].start as usize).unwrap_or("");
    let signed = at == next && (before.as_ref().is_some_and(is_currency) || behind.chars().any(|c| is_currency(&c)));
    let named = || (next..at).any(|word| tables(passage).any(|figure| is_money(figure, passage.word(word))));
    let joined = (at..at + n).all(|word| passage.gap_after(word).chars().all(char::is_whitespace));
    (joined && (signed || named())).then_some(n)
}

/// Whether a word is the name of a currency.
pub(super) fn is_money(figure: &FigureTables, word: &str) -> bool {
    let currencies = figure.same_units.iter().filter(|group| !group.iter().any(|unit| unit == "%"));
    currencies.flatten().any(|unit| unit.eq_ignore_ascii_case(word))
}

/// Nothing but space, a hyphen or an apostrophe stands before the word.
fn parts(passage: &Passage<'_>, reading: &Reading, at: usize) -> bool {
    let start = passage.words[at].start as usize;
    let gap = if at == reading.next { passage.text.get(reading.end..start).unwrap_or("?") } else { passage.gap_before(at) };
    matches!(&*fold::gap(gap), " " | "-" | "'")
}

/// `EUR 500`: a code in capitals before the number.
fn before(words: &Found<'_, '_>, number: &Number, found: &mut Vec<Unit>) {
    let passage = words.passage;
    let Some(at) = number.words.start.checked_sub(1).filter(|_| passage.gap_before(number.words.start).trim().is_empty()) else { return };
    if !passage.words[at].shape.is_upper() || passage.word(at).len() != 3 {
        return;
    }
    for (rule, _) in words.at(at).filter(|(_, hit)| hit.words.len() == 1) {
        for Reading { next, end, factor } in readings(number) {
            let span = passage.words[at].start as usize..end;
            found.push(Unit { rule, span, first: at, next, between: next..next, factor });
        }
    }
}

/// `killed 173 people`: a verb of which the figure is the object.
fn governing(words: &Found<'_, '_>, number: &Number, found: &mut Vec<Unit>) {
    let passage = words.passage;
    for Reading { next, end, factor } in readings(number) {
        let Some(at) = verb::object(passage, number.words.start, next).and_then(|at| at.checked_sub(1)) else { continue };
        let verb = |hit: &Hit| hit.words.len() == 1 && verb::is_participle(passage, at);
        for (rule, _) in words.at(at).filter(|(_, hit)| verb(hit)) {
            // The persons count as the words between, so that a rule that counts them goes before.
            let between = next..next + 1;
            found.push(Unit { rule, span: number.span.start..end, first: number.words.start, next: next + 1, between, factor });
        }
    }
}

/// Where the sign with what belongs to it begins; none for the sign of another country (`HK$`).
fn of_this_country(text: &str, sign: usize) -> Option<usize> {
    let letters = text[..sign].len() - text[..sign].trim_end_matches(char::is_alphabetic).len();
    match &text[sign - letters..sign] {
        "" | "US" | "U.S." => Some(sign - letters),
        _ => None,
    }
}

/// Signs of currencies and of percentages.
fn is_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '₿' | '%' | '‰' | '₠'..='₿')
}

/// A unit with all that are the same in any language.
fn same(unit: &str) -> Vec<String> {
    let groups = Language::ALL.into_iter().flat_map(|language| &language.tables().figure.same_units);
    let is = |form: &String| fold::lower(form) == fold::lower(unit);
    let mut forms = vec![unit.to_owned()];
    for form in groups.filter(|group| group.iter().any(is)).flatten() {
        if !forms.contains(form) {
            forms.push(form.clone());
        }
    }
    forms
}

/// The singular of a short word, as English has it in `264-bed`; longer ones the lexicon inflects.
fn singular(word: &str) -> Option<String> {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() >= 3 && word.len() < 6 && !stem.ends_with('s'))?;
    Some(stem.to_owned())
}
