//! The kind `term`: how a term is written, what it stands for, and its gender.
//!
//! Forms are found by their joined letters (`index`) or, one letter off, by what is intact of them (`near`); `form` says what each
//! is to its rule. Of runs that overlap the longest of those that begin first is read. Beside what is read stand its expansion
//! (`expansion`) and its determiner (`gender`).

pub mod fact;

mod expansion;
mod form;
mod gender;
mod index;
mod long;
mod near;
mod place;
mod spelling;

use std::collections::HashSet;
use std::ops::Range;

use self::expansion::Expansions;
use self::fact::Term;
use self::form::Standing;
use self::gender::Genders;
use self::index::{Form as Written, Index, Sort};
use self::near::Near;
use self::place::Run;
use crate::dossier::RuleSet;
use crate::finding::{Origin, RuleId};
use crate::kind::{self, Fact, Form, Kind, KindName, Mention, Verdict};
use crate::lexicon::{LexiconBuilder, plural};
use crate::prose::passage::Passage;
use crate::trace::Reason;

/// All rules of the kind.
pub(crate) struct Terms<'r> {
    rules: &'r RuleSet,
    index: Index,
    near: Near,
    expansions: Expansions,
    genders: Genders,
}

/// A run of words that is something to a rule.
struct Reading<'t> {
    words: Range<usize>,
    form: &'t Written,
    standing: Standing,
}

impl<'r> Terms<'r> {
    pub(crate) fn new(rules: &'r RuleSet, _: &mut LexiconBuilder) -> Self {
        let index = Index::new(rules);
        let near = Near::new(rules, &index);
        Self { rules, index, near, expansions: Expansions::new(rules), genders: Genders::new() }
    }

    fn term(&self, id: RuleId) -> Option<&'r Term> {
        if let Fact::Term(term) = &self.rules.rule(id).fact { Some(term) } else { None }
    }

    /// What the words of a passage are to the rules: of runs that overlap the first and longest, more than one if they are the same words.
    fn readings(&self, passage: &Passage<'_>) -> Vec<Reading<'_>> {
        let mut found = Vec::new();
        for at in 0..passage.words.len() {
            self.index.at(passage, at, |form, words| {
                let run = Run::new(passage, words.clone());
                match form::judge(&run, form, self.expansions.has(form.rule)) {
                    Ok(standing) => found.push(Reading { words, form, standing }),
                    Err(text) => passage.explain(form.rule, run.span(), || Reason::passed_over(text)),
                }
            });
            self.near.at(passage, at, |form, words| found.extend(self.slip(passage, form, words)));
        }
        found.retain(|reading| {
            let span = passage.span(reading.words.clone());
            let holds = kind::near::holds(self.rules, passage, reading.form.rule, span.start);
            if !holds {
                kind::near::explain(self.rules, passage, reading.form.rule, &span);
            }
            holds
        });
        first_and_longest(passage, found)
    }

    /// A run that is one letter off.
    fn slip(&self, passage: &Passage<'_>, form: usize, words: Range<usize>) -> Option<Reading<'_>> {
        let form = &self.index.forms[form];
        let run = Run::new(passage, words.clone());
        let alone = words.len() > 1 || !run.stands_beside_a_name(false);
        let written = run.spelling.has_capitals() || !form.spelling.has_capitals();
        let text = match () {
            () if !alone => "one letter off, and beside another name: another name itself",
            () if !written => "one letter off, in small letters: another word",
            () if run.spelling.is_other_name(&form.spelling) => "one letter off, which makes it another name",
            () if run.is_part() => "part of an identifier, of code or of a longer compound",
            () => return Some(Reading { words, form, standing: Standing::Form }),
        };
        passage.explain(form.rule, run.span(), || Reason::passed_over(text));
        None
    }

    fn mention(&self, passage: &Passage<'_>, reading: &Reading<'_>) -> Option<Mention> {
        let (rule, run) = (reading.form.rule, Run::new(passage, reading.words.clone()));
        let canonical = &self.term(rule)?.canonical.value;
        let right = match reading.form.sort {
            Sort::Reject => {
                let right = reading.form.instead.as_ref().unwrap_or(canonical);
                if reading.form.plural { plural(right).unwrap_or_else(|| right.clone()) } else { right.clone() }
            }
            _ => reading.form.written.clone(),
        };
        let (origin, span) = (Origin::Rule(rule), run.span());
        Some(match reading.standing {
            Standing::Agrees => {
                passage.explain(rule, span.clone(), || agrees(&run, reading.form, canonical));
                Mention { origin, span, form: Form::Full, verdict: Verdict::Agrees }
            }
            Standing::Rejected => form::rejected(&run, &right).at(origin, span, Form::Full),
            Standing::Form => form::wrong_form(&run, &right).at(origin, span, Form::Full),
        })
    }

    /// The determiner before a term, where it is of the other gender. Forms of other letters may have a gender of their own.
    fn gender(&self, passage: &Passage<'_>, reading: &Reading<'_>) -> Option<Mention> {
        let term = self.term(reading.form.rule)?;
        let gender = term.gender.filter(|_| reading.form.sort != Sort::Reject && !reading.form.plural && reading.form.kin)?;
        let (span, deviation) = self.genders.judge(passage, reading.words.clone(), gender)?;
        Some(deviation.at(Origin::Rule(reading.form.rule), span, Form::Full))
    }

    /// Wrong expansions: beside the terms that were read, and alone.
    fn expansions(&self, passage: &Passage<'_>, readings: &[Reading<'_>], mentions: &mut Vec<Mention>) {
        // Words of what is reported already.
        let mut taken: HashSet<usize> = HashSet::new();
        let mut add = |run: Range<usize>, long: &long::Long| {
            let Some(term) = self.term(long.rule) else { return };
            if run.clone().all(|word| !taken.contains(&word)) {
                let deviation = expansion::wrong(passage, &run, long, &term.canonical.value);
                mentions.push(deviation.at(Origin::Rule(long.rule), passage.span(run.clone()), Form::Full));
                taken.extend(run);
            }
        };
        for reading in readings.iter().filter(|reading| reading.form.sort != Sort::Reject && !reading.form.plural) {
            if let Some((run, long)) = self.expansions.around(self.rules, passage, reading.form.rule, &reading.words) {
                add(run, long);
            }
        }
        for at in 0..passage.words.len() {
            self.expansions.alone(passage, at, &mut add);
        }
    }
}

impl Kind for Terms<'_> {
    fn name(&self) -> KindName {
        KindName::Term
    }

    fn read(&self, passage: &Passage<'_>, mentions: &mut Vec<Mention>) {
        let readings = self.readings(passage);
        mentions.extend(readings.iter().filter_map(|reading| self.mention(passage, reading)));
        mentions.extend(readings.iter().filter_map(|reading| self.gender(passage, reading)));
        self.expansions(passage, &readings, mentions);
    }
}

/// How a term agrees.
fn agrees(run: &Run<'_, '_>, form: &Written, canonical: &str) -> Reason {
    let written = &run.passage.text[run.span()];
    Reason::agrees(match form.sort {
        _ if written == canonical => "the canonical",
        _ if run.is_in_capitals() => "the term, in a line of capitals",
        _ if form.plural => "the plural of the term",
        Sort::Accept => "an accepted form",
        _ => "the term, as its place in the sentence has it",
    })
}

/// Of runs that overlap the one that begins first, and of those the longest; of one rule's forms for it the one that weighs most. A form
/// that is accepted stands before another way to write an accepted form.
fn first_and_longest<'t>(passage: &Passage<'_>, mut found: Vec<Reading<'t>>) -> Vec<Reading<'t>> {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let agreeing: HashSet<usize> =
        found.iter().filter(|reading| reading.standing == Standing::Agrees).flat_map(|reading| reading.words.clone()).collect();
    found.retain(|reading| {
        let weak = reading.standing == Standing::Form && reading.form.sort == Sort::Accept;
        !weak || !reading.words.clone().any(|word| agreeing.contains(&word))
    });
    found.sort_by_key(|reading| {
        (reading.words.start, usize::MAX - reading.words.end, reading.form.rule, reading.standing, reading.form.sort)
    });
    let mut kept: Vec<Reading<'_>> = Vec::new();
    for reading in found {
        let taken = kept.last().is_some_and(|last| {
            let same = last.words == reading.words && last.form.rule != reading.form.rule;
            !same && overlap(&last.words, &reading.words)
        });
        if taken {
            let by = kept.last().map_or(0..0, |last| passage.span(last.words.clone()));
            passage.explain(reading.form.rule, passage.span(reading.words), || {
                Reason::passed_over("another form stands here, which begins before it or is longer").by(by, "that form")
            });
        } else {
            kept.push(reading);
        }
    }
    kept
}
