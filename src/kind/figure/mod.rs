//! The kind `figure`: numbers that are counted in a unit of a rule.
//!
//! [`number`] reads the numbers of a passage, `unit` says which rules' units stand at them, `context` what is said around them, `judge`
//! what comes of it. Here the rules that share a figure are told apart: one figure is one rule's.

pub(crate) mod context;
pub mod fact;
mod former;
mod judge;
pub mod number;
mod report;
mod slip;
mod sought;
mod unit;
mod verb;
mod whose;
mod why;

use std::collections::HashSet;
use std::ops::Range;

use self::context::{Apart, Context, Other, context};
use self::fact::Figure;
use self::former::Beside;
use self::judge::{Bound, Claim, Outcome, distance, judge};
use self::number::{Number, numbers};
use self::slip::is_swap;
use self::sought::sought;
use self::unit::{Found, Unit, Units};
use self::whose::somebody_elses;
use crate::dossier::{Rule, RuleSet, Text};
use crate::finding::{Origin, RuleId};
use crate::kind::{Fact, Form, Kind, KindName, Mention, Verdict, near};
use crate::language::Language;
use crate::lexicon::{LexiconBuilder, List};
use crate::prose::passage::Passage;

/// The least value that is told without its unit: smaller numbers stand for anything.
const BARE_FROM: f64 = 10.0;

/// All rules of the kind.
pub(crate) struct Figures<'r> {
    rules: &'r RuleSet,
    units: Units,
}

/// What a passage says of one rule at one number.
struct Said {
    rule: RuleId,
    unit: Unit,
    outcome: Outcome,
    /// How far the number is from the rule's value.
    distance: f64,
    /// What stands around the figure.
    context: Context,
    /// The number is a range.
    ranged: bool,
}

impl<'r> Figures<'r> {
    pub(crate) fn new(rules: &'r RuleSet, lexicon: &mut LexiconBuilder) -> Self {
        Self { rules, units: Units::new(rules, lexicon) }
    }

    fn figure(&self, id: RuleId) -> Option<&'r Figure> {
        if let Fact::Figure(figure) = &self.rules.rule(id).fact { Some(figure) } else { None }
    }

    /// What every number of a passage says, of all rules whose unit it has.
    fn said(&self, passage: &Passage<'_>, numbers: &[Number]) -> Vec<Vec<Said>> {
        let words = Found::new(passage);
        let limit = |at: usize| numbers.get(at + 1).map_or(passage.words.len(), |next: &Number| next.words.start);
        let units: Vec<Vec<Unit>> = numbers.iter().enumerate().map(|(at, number)| self.units.at(&words, number, limit(at))).collect();
        let of = |at: Option<usize>, rule: RuleId| units.get(at?)?.iter().find(|unit| unit.rule == rule);
        let mut after_part = false;
        let mut found = Vec::with_capacity(numbers.len());
        for (at, number) in numbers.iter().enumerate() {
            let here = units[at].iter().filter(|unit| {
                let holds = near::holds(self.rules, passage, unit.rule, unit.span.start);
                if !holds {
                    near::explain(self.rules, passage, unit.rule, &unit.span);
                }
                holds
            });
            let beside = |rule: RuleId| {
                let (before, behind) = (of(at.checked_sub(1), rule), of(Some(at + 1), rule).and(numbers.get(at + 1)));
                Beside { after_part, before, behind }
            };
            let one = |unit: &Unit| self.one(passage, number, unit.clone(), &beside(unit.rule));
            let said: Vec<(Said, bool)> = here.filter_map(one).collect();
            after_part = said.first().is_some_and(|(_, apart)| *apart);
            found.push(said.into_iter().map(|(said, _)| said).collect());
        }
        found
    }

    /// The rules and words of all units at which a number stands, whether `near` holds there or not.
    fn counted(&self, passage: &Passage<'_>, numbers: &[Number]) -> HashSet<(RuleId, usize)> {
        let words = Found::new(passage);
        let limits = numbers.iter().skip(1).map(|next| next.words.start).chain([passage.words.len()]);
        let units = numbers.iter().zip(limits).flat_map(|(number, limit)| self.units.at(&words, number, limit));
        units.flat_map(|unit| (unit.first..unit.next).map(move |word| (unit.rule, word))).collect()
    }

    /// What stands around a number, as one rule sees it: a rule whose `near` names a bound, a part or a rate is about it (`a maximum of 1,536
    /// columns`, `$240,000 each` beside `per person`).
    fn context(&self, passage: &Passage<'_>, number: &Number, unit: &Unit, beside: &Beside<'_>) -> Context {
        let rule = self.rules.rule(unit.rule);
        let mut context = context(passage, number, &unit.extent(), self.units.is_share(unit.rule), beside.after_part);
        let names =
            |(from, to): (usize, usize)| passage.list(unit.rule, List::Near).iter().any(|hit| hit.words.start < to && from < hit.words.end);
        if context.marked.is_some_and(names) {
            context.bound = Bound::Exact;
        }
        let own = |apart: Apart| apart.words.is_some_and(names) || (apart.what == Other::Rate && is_of_rate(rule));
        let front = context.front;
        context.apart = (context.apart.or_else(|| beside.former(passage, front, unit)).filter(|&apart| !own(apart)))
            .or_else(|| sought(passage, front, &unit.span, rule))
            .or_else(|| somebody_elses(passage, front, &unit.span, (unit.rule, rule)));
        context
    }

    /// What a number says of one rule, and whether it is counted apart.
    fn one(&self, passage: &Passage<'_>, number: &Number, unit: Unit, beside: &Beside<'_>) -> Option<(Said, bool)> {
        let figure = self.figure(unit.rule)?;
        let context = self.context(passage, number, &unit, beside);
        let scaled = |readings: &[f64]| readings.iter().map(|reading| reading * unit.factor).collect::<Vec<f64>>();
        let claim = Claim {
            readings: scaled(&number.readings),
            upper: scaled(&number.upper),
            bound: context.bound,
            approximate: context.approximate,
            collective: number.collective,
            change: context.change,
        };
        // What is counted apart agrees or is another figure, but for one slip that no other figure is by chance.
        let another = context.apart.is_some_and(|apart| apart.what.is_another());
        let is_swapped = !another && claim.readings.iter().any(|&reading| is_swap(figure.value, reading));
        let outcome = match judge(figure, &claim) {
            outcome if context.apart.is_some() && outcome != Outcome::Exact && !is_swapped => Outcome::Other,
            outcome => outcome,
        };
        let distance = claim.readings.iter().map(|&reading| distance(figure.value, reading)).fold(f64::INFINITY, f64::min);
        let ranged = !claim.upper.is_empty();
        Some((Said { rule: unit.rule, unit, outcome, distance, context, ranged }, context.apart.is_some() && !another))
    }

    /// Of what one number says of the rules of one dossier, the one thing that counts: where it agrees with one, that; otherwise what it
    /// says at the nearest and longest unit, of the rule whose value is closest.
    fn chosen<'s>(&self, said: &'s [Said], settled: impl Fn(RuleId) -> bool) -> Vec<&'s Said> {
        let dossier = |said: &Said| self.rules.rule(said.rule).dossier;
        let mut chosen: Vec<&Said> = Vec::new();
        for first in said {
            if chosen.iter().any(|other| dossier(other) == dossier(first)) {
                continue;
            }
            let mine = || said.iter().filter(|other| dossier(other) == dossier(first));
            let agreeing = mine().find(|said| matches!(said.outcome, Outcome::Exact | Outcome::Holds));
            let place = (&first.unit.between, first.unit.next);
            let here = mine().filter(|said| (&said.unit.between, said.unit.next) == place && said.outcome.deviates());
            let open = here.filter(|said| !settled(said.rule));
            chosen.extend(agreeing.or_else(|| open.min_by(|a, b| a.distance.total_cmp(&b.distance))));
        }
        chosen
    }

    /// Whether a sentence gives a rule's value without its unit, which another number there has taken: `72 wagons, 63 of them derailed`.
    fn is_given_bare(&self, rule: RuleId, numbers: &[Number], sentence: &Range<usize>) -> bool {
        let Some(value) = self.figure(rule).map(|figure| figure.value).filter(|&value| value >= BARE_FROM) else { return false };
        let first = numbers.partition_point(|number| number.span.start < sentence.start);
        let here = numbers[first..].iter().take_while(|number| number.span.start < sentence.end);
        here.flat_map(|number| &number.readings).any(|&reading| reading == value)
    }

    fn mention(&self, passage: &Passage<'_>, said: &Said) -> Option<Mention> {
        let (origin, span) = (Origin::Rule(said.rule), said.unit.span.clone());
        if matches!(said.outcome, Outcome::Exact | Outcome::Holds) {
            passage.explain(said.rule, span.clone(), || why::agrees(passage, said));
            return Some(Mention { origin, span, form: Form::Full, verdict: Verdict::Agrees });
        }
        let bound = passage.words[said.context.front].start as usize..span.end;
        let deviation = report::deviation(passage, self.figure(said.rule)?, said.outcome, &span, bound)?;
        Some(deviation.at(origin, span, Form::Full))
    }
}

/// Whether a rule is about what is paid or counted for each: its `near` has words of a rate (`per person`).
fn is_of_rate(rule: &Rule) -> bool {
    let is_rate = |word: &Text| Language::ALL.iter().any(|language| language.tables().figure.rates.begins(&word.value));
    rule.near.iter().any(is_rate)
}

/// The rules whose value a passage gives, exactly or about, each with its places, in order.
fn given(said: &[Vec<Said>]) -> Vec<(RuleId, usize)> {
    let is_given = |said: &&Said| said.outcome == Outcome::Exact || (said.outcome == Outcome::Holds && said.context.approximate);
    let exact = said.iter().flatten().filter(is_given);
    let mut places: Vec<(RuleId, usize)> = exact.map(|said| (said.rule, said.unit.span.start)).collect();
    places.sort_unstable();
    places
}

impl Kind for Figures<'_> {
    fn name(&self) -> KindName {
        KindName::Figure
    }

    fn read(&self, passage: &Passage<'_>, mentions: &mut Vec<Mention>) {
        if !self.units.may_stand_in(passage) {
            return;
        }
        let numbers = numbers(passage);
        let all = self.said(passage, &numbers);
        let given = given(&all);
        for said in &all {
            let Some(first) = said.first() else { continue };
            // Where a sentence gives a rule's value, another number of the same unit there is something else.
            let sentence = passage.sentence_of(first.unit.span.start);
            let settled = |rule: RuleId| {
                let next = given.partition_point(|&place| place < (rule, sentence.start));
                given.get(next).is_some_and(|&place| place < (rule, sentence.end)) || self.is_given_bare(rule, &numbers, &sentence)
            };
            let chosen = self.chosen(said, settled);
            if passage.is_traced() {
                self.explain(passage, said, &chosen);
            }
            for chosen in chosen {
                mentions.extend(self.mention(passage, chosen));
            }
        }
        if passage.is_traced() {
            let counted = self.counted(passage, &numbers);
            why::uncounted(passage, &counted);
        }
    }
}
