//! Terms of one short form or one expansion, and domain names of one label.

use std::collections::HashMap;

use super::{Finder, by_scope, canonical, folded};
use crate::dossier::{Rule, Text};
use crate::kind::Fact;
use crate::kind::domain::compare::{Name, normal};
use crate::kind::domain::fact::Domain;
use crate::kind::term::fact::Term;
use crate::prose::fold;

impl<'a> Finder<'a> {
    /// One term of two spellings, of two expansions, and one expansion of two terms.
    pub(super) fn terms(&mut self) {
        for group in self.groups(|rule| term(rule).map(|term| letters(&term.canonical.value))) {
            let first = group[0];
            for other in &group[1..] {
                self.same_term(first, other);
            }
        }
        self.expansions();
    }

    /// Each of two rules would report what the other holds true.
    fn same_term(&mut self, first: &'a Rule, other: &'a Rule) {
        let (Some(one), Some(two)) = (term(first), term(other)) else { return };
        if one.canonical.value != two.canonical.value {
            if is_listed(one, two) || is_listed(two, one) {
                return;
            }
            let message = format!("[{}] and [{}] spell one term differently", first.code, other.code);
            let (here, there) = (one.canonical.span.clone(), two.canonical.span.clone());
            let help = "make one rule of the two, and list the other spelling in `accept` or `reject`";
            self.mistake(message, (here, "so here".to_owned()), (there, "and so here".to_owned()), help);
            return;
        }
        let (Some(long), Some(other_long)) = (one.expansion.first(), two.expansion.first()) else { return };
        let shared = one.expansion.iter().any(|long| two.expansion.iter().any(|other| folded(&long.value) == folded(&other.value)));
        if !shared {
            let message = format!("[{}] and [{}] let `{}` stand for different things", first.code, other.code, one.canonical.value);
            let (here, there) = ((long.span.clone(), "this here".to_owned()), (other_long.span.clone(), "and this here".to_owned()));
            self.mistake(message, here, there, "list both in the `expansion` of one rule, or give each a `near` of its own");
        }
    }

    /// One body may have two short forms, one of them old: a doubt.
    fn expansions(&mut self) {
        let mut known: HashMap<String, Vec<(&'a Rule, &'a Text)>> = HashMap::new();
        for rule in self.rules {
            for long in term(rule).into_iter().flat_map(|term| &term.expansion) {
                known.entry(folded(&long.value)).or_default().push((rule, long));
            }
        }
        let mut groups: Vec<Vec<(&Rule, &Text)>> = known.into_values().filter(|group| group.len() > 1).collect();
        groups.sort_by_key(|group| group[0].1.span.start);
        for group in groups {
            let spans: HashMap<usize, &Text> = group.iter().map(|(rule, long)| (rule.span.start, *long)).collect();
            for same in by_scope(group.iter().map(|(rule, _)| *rule).collect()) {
                for pair in same.windows(2) {
                    let (Some(one), Some(two)) = (term(pair[0]), term(pair[1])) else { continue };
                    let (Some(here), Some(there)) = (spans.get(&pair[0].span.start), spans.get(&pair[1].span.start)) else { continue };
                    if is_listed(one, two) || is_listed(two, one) || letters(&one.canonical.value) == letters(&two.canonical.value) {
                        continue;
                    }
                    let message = format!("[{}] and [{}] give one expansion different short forms", pair[0].code, pair[1].code);
                    let here = (here.span.clone(), format!("`{}` here", one.canonical.value));
                    let there = (there.span.clone(), format!("`{}` here", two.canonical.value));
                    self.doubt(
                        &pair[0].code,
                        message,
                        here,
                        there,
                        "make one rule of the two: `accept` for a short form that is right too, `reject` for one that is not",
                    );
                }
            }
        }
    }

    /// One label under two suffixes, both in use. Others may own one of them: a doubt.
    pub(super) fn domains(&mut self) {
        let groups = self.groups(|rule| domain(rule).map(|domain| Name::new(&domain.canonical.value).stem));
        for group in groups {
            for pair in group.windows(2) {
                let (Some(one), Some(two)) = (domain(pair[0]), domain(pair[1])) else { continue };
                if normal(&one.canonical.value) == normal(&two.canonical.value) || lists(one, two) || lists(two, one) {
                    continue;
                }
                let message = format!("[{}] and [{}] hold one name with two suffixes true", pair[0].code, pair[1].code);
                let here = (canonical(pair[0]), "this here".to_owned());
                let there = (canonical(pair[1]), "and this here".to_owned());
                let help = "make one rule of the two: `accept` for a name that is right too, `former` for an old one";
                self.doubt(&pair[0].code, message, here, there, help);
            }
        }
    }
}

fn term(rule: &Rule) -> Option<&Term> {
    if let Fact::Term(term) = &rule.fact { Some(term) } else { None }
}

fn domain(rule: &Rule) -> Option<&Domain> {
    if let Fact::Domain(domain) = &rule.fact { Some(domain) } else { None }
}

/// What two spellings of a term have in common: its letters, digits and signs (`C++` is not `C#`), without what may join or part them.
fn letters(text: &str) -> String {
    let joins = |c: &char| c.is_whitespace() || *c == '.' || fold::is_hyphen(*c) || fold::is_apostrophe(*c);
    fold::lower(text).chars().filter(|c| !joins(c)).collect()
}

/// Whether a rule lists the canonical of another, which is told as that.
fn is_listed(term: &Term, other: &Term) -> bool {
    term.accept.iter().chain(&term.reject).any(|listed| folded(&listed.value) == folded(&other.canonical.value))
}

/// The same of domain names.
fn lists(domain: &Domain, other: &Domain) -> bool {
    let listed = domain.accept.iter().chain(&domain.former).chain(&domain.reject);
    listed.into_iter().any(|listed| normal(&listed.value) == normal(&other.canonical.value))
}
