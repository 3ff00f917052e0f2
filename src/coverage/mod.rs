//! What of a draft no rule covers: in, a checker and a document; out, every distinct thing that the draft states, with the rules that know it.
//!
//! What a draft states is read without rules ([`reading`]); what the rules know of it is what a check looked at. Where
//! the two meet, it is covered.

mod distinct;

use std::collections::HashSet;
use std::ops::Range;

use crate::check::{Checker, Memory, Stated};
use crate::dossier::RuleSet;
use crate::finding::{Origin, RuleId};
use crate::kind::claim::fact::Status;
use crate::kind::{Fact as RuleFact, KindName};
use crate::prose::Document;
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::reading::{self, Sort};
use crate::source::SourceFile;

use distinct::Distinct;

/// Something that a draft states, once or more often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub sort: Sort,
    /// Where it stands first: bytes of the file, half-open.
    pub span: Range<usize>,
    /// How often it stands there.
    pub count: usize,
    /// The rules that know it at one of its places, in their order; none: it is not covered.
    pub rules: Vec<RuleId>,
}

impl Fact {
    /// Whether a rule knows it.
    pub fn is_covered(&self) -> bool {
        !self.rules.is_empty()
    }
}

/// What came of one draft.
#[derive(Debug)]
pub struct Covered {
    /// The draft.
    pub file: SourceFile,
    /// All that it states, by sort and then by place.
    pub facts: Vec<Fact>,
    /// The rules that looked at anything in it.
    pub touched: HashSet<RuleId>,
}

/// How many there are, and of how many a rule knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// All.
    pub facts: usize,
    /// Those that are covered.
    pub covered: usize,
}

impl Share {
    /// Of these facts.
    pub fn of<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> Self {
        facts
            .into_iter()
            .fold(Self::default(), |share, fact| Self { facts: share.facts + 1, covered: share.covered + usize::from(fact.is_covered()) })
    }

    /// In percent, rounded down, so that only all is 100; where there is nothing to cover, all is covered.
    pub fn percent(self) -> usize {
        (self.covered * 100).checked_div(self.facts).unwrap_or(100)
    }

    /// Whether it is less than this many percent.
    pub fn is_below(self, percent: f64) -> bool {
        self.facts > 0 && (self.covered as f64) * 100.0 < percent * self.facts as f64
    }
}

/// Reads a draft. `asked` tells which rules count.
pub fn read(checker: &Checker<'_>, file: SourceFile, document: &Document, asked: &dyn Fn(RuleId) -> bool) -> Covered {
    let looked = checker.recheck(&file, document, &|_, severity| Some(severity), &mut Memory::default(), &mut || false);
    let stated = looked.map(|(_, stated)| stated).unwrap_or_default();
    let known = Known::new(checker.rules(), stated, asked);
    let mut distinct = Distinct::default();
    let mut run = Vec::new();
    for block in &document.blocks {
        let text = block.text(file.text());
        words(text, &mut run);
        let passage = Passage::new(block, text, &run);
        for read in reading::mentions(&passage) {
            let span = block.to_source(read.span);
            let rules = known.of(read.content.sort(), &span);
            distinct.add(&read.content, span, rules);
        }
    }
    Covered { file, facts: distinct.facts(), touched: known.touched }
}

/// The rules that looked at nothing in any draft, in their order. Those of the kind `typo` are left out: they look at mistakes alone.
pub fn untouched(rules: &RuleSet, covered: &[Covered], asked: &dyn Fn(RuleId) -> bool) -> Vec<RuleId> {
    let touched: HashSet<RuleId> = covered.iter().flat_map(|covered| &covered.touched).copied().collect();
    let open = rules.iter().filter(|(id, rule)| !touched.contains(id) && rule.kind() != KindName::Typo && asked(*id));
    open.map(|(id, _)| id).collect()
}

/// What the rules looked at in a draft, by place.
struct Known<'r> {
    rules: &'r RuleSet,
    /// The rule, its place, and whether it deviates there.
    places: Vec<(Range<usize>, RuleId, bool)>,
    /// For each of them, how far it or any before it reaches.
    reach: Vec<usize>,
    touched: HashSet<RuleId>,
}

impl<'r> Known<'r> {
    fn new(rules: &'r RuleSet, stated: Vec<Stated>, asked: &dyn Fn(RuleId) -> bool) -> Self {
        let place = |stated: Stated| match stated.origin {
            Origin::Rule(id) if asked(id) => Some((stated.span, id, stated.deviates)),
            _ => None,
        };
        let places: Vec<_> = stated.into_iter().filter_map(place).collect();
        let reach = places.iter().scan(0, |end, (span, ..)| {
            *end = span.end.max(*end);
            Some(*end)
        });
        Self { rules, reach: reach.collect(), touched: places.iter().map(|(_, id, _)| *id).collect(), places }
    }

    /// The rules that know what stands here, each once.
    fn of(&self, sort: Sort, span: &Range<usize>) -> Vec<RuleId> {
        let first = self.reach.partition_point(|&end| end <= span.start);
        let begun = self.places.partition_point(|(place, ..)| place.start < span.end);
        let here = self.places.get(first..begun).unwrap_or_default().iter().filter(|(place, ..)| span.start < place.end);
        let mut rules: Vec<RuleId> = here.filter(|(_, id, deviates)| self.covers(*id, *deviates, sort)).map(|(_, id, _)| *id).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// Whether what a rule looks at is what was read there, and not only beside it: a term inside a figure says nothing of the number.
    fn covers(&self, id: RuleId, deviates: bool, sort: Sort) -> bool {
        let fact = &self.rules.rule(id).fact;
        match (fact.kind(), sort) {
            // The words of a quotation that stands in its source are the source's, whatever they say.
            (KindName::Quote, sort) => sort == Sort::Quotation || !deviates,
            (KindName::Claim, _) => matches!(fact, RuleFact::Claim(claim) if claim.status == Status::Confirmed),
            (kind, Sort::Figure) => kind == KindName::Figure,
            (kind, Sort::Date) => kind == KindName::Date,
            (kind, Sort::Domain) => kind == KindName::Domain,
            (_, Sort::Quotation) => false,
            (kind, _) => !matches!(kind, KindName::Figure | KindName::Date),
        }
    }
}

#[cfg(test)]
mod tests;
