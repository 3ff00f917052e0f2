//! Mentions → distinct facts: what is the same thing said again is counted, and not told twice.

use std::collections::HashMap;
use std::ops::Range;

use super::Fact;
use crate::finding::RuleId;
use crate::kind::date::{Partial, Said};
use crate::prose::fold;
use crate::reading::{Content, FigureRead, NameRead, Sort};

/// The facts of a draft while it is read.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    facts: Vec<Fact>,
    /// Everything but names, by what makes it the same.
    known: HashMap<(Sort, String), usize>,
    /// Names are told apart when all are read: a family name may stand before the full name.
    names: Vec<(NameRead, Fact)>,
}

impl Distinct {
    /// Adds a mention, which stands in the file at `span` and which these rules know.
    pub(super) fn add(&mut self, content: &Content, span: Range<usize>, rules: Vec<RuleId>) {
        let fact = Fact { sort: content.sort(), span, count: 1, rules };
        let key = match content {
            Content::Name(name) => return self.names.push((name.clone(), fact)),
            Content::Figure(figure) => figure_key(figure),
            Content::Date(date) => return self.date(date.said, fact),
            Content::Domain(domain) => domain.name.clone(),
            Content::Acronym(acronym) => fold::strip(&acronym.short).into_owned(),
            Content::Quotation(quotation) => quotation.words.join(" "),
        };
        self.put(key, fact);
    }

    fn put(&mut self, key: String, fact: Fact) -> usize {
        let next = self.facts.len();
        let at = *self.known.entry((fact.sort, key)).or_insert(next);
        match self.facts.get_mut(at) {
            Some(known) => merge(known, fact),
            None => self.facts.push(fact),
        }
        at
    }

    /// `14 mars` is the `14 mars 2023` that was last told.
    fn date(&mut self, said: Said, fact: Fact) {
        let open = |partial: Partial| format!("{:?}", Said::One(Partial { year: None, ..partial }));
        let at = match said {
            Said::One(partial) if partial.year.is_none() => self.put(open(partial), fact),
            said => self.put(format!("{said:?}"), fact),
        };
        if let Said::One(partial) = said
            && partial.day.is_some()
        {
            self.known.insert((Sort::Date, open(partial)), at);
        }
    }

    /// All, by sort and then by place.
    pub(super) fn facts(mut self) -> Vec<Fact> {
        let mut names = std::mem::take(&mut self.names);
        // Longer names first: a part that stands alone is one of theirs.
        names.sort_by_key(|(name, fact)| (std::cmp::Reverse(name.parts.len()), name.doubtful, fact.span.start));
        let mut same = Same::default();
        for (name, fact) in names {
            match same.find(&name, &fact).and_then(|at| self.facts.get_mut(at)) {
                Some(known) => merge(known, fact),
                // What opens a sentence and stands nowhere else may be any word, unless a rule knows it.
                None if name.doubtful && !fact.is_covered() => {}
                None => {
                    same.add(&name, &fact, self.facts.len());
                    self.facts.push(fact);
                }
            }
        }
        self.facts.sort_by_key(|fact| (fact.sort, fact.span.start));
        self.facts
    }
}

/// What makes two names the same: a part, or the rule that knows both, however they are spelled.
#[derive(Debug, Default)]
struct Same {
    parts: HashMap<String, usize>,
    rules: HashMap<RuleId, usize>,
}

impl Same {
    fn find(&self, name: &NameRead, fact: &Fact) -> Option<usize> {
        let by_rule = fact.rules.first().and_then(|rule| self.rules.get(rule));
        by_rule.or_else(|| self.parts.get(&name.parts.join(" "))).copied()
    }

    /// The end of a name stands for it, and of a short one any part.
    fn add(&mut self, name: &NameRead, fact: &Fact, at: usize) {
        let ends = (0..name.parts.len()).map(|from| name.parts[from..].join(" "));
        let alone = name.parts.iter().filter(|_| name.parts.len() <= 3).cloned();
        for part in ends.chain(alone) {
            self.parts.entry(part).or_insert(at);
        }
        for &rule in &fact.rules {
            self.rules.entry(rule).or_insert(at);
        }
    }
}

fn merge(known: &mut Fact, fact: Fact) {
    known.count += fact.count;
    if fact.span.start < known.span.start {
        known.span = fact.span;
    }
    known.rules.extend(fact.rules);
    known.rules.sort_unstable();
    known.rules.dedup();
}

/// Value and what is counted, in the singular.
fn figure_key(figure: &FigureRead) -> String {
    let singular = |word: &String| word.strip_suffix(['s', 'x']).unwrap_or(word).to_owned();
    format!("{:?} {:?} {}", figure.values, figure.upper, figure.counted.iter().map(singular).collect::<Vec<_>>().join(" "))
}
