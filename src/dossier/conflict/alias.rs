//! What one rule lists beside its canonical, and another holds true.

use std::collections::HashMap;

use super::{Finder, folded, may_meet};
use crate::dossier::{Rule, Text};
use crate::kind::typo::fact::{Typo, Wrong};
use crate::kind::{Fact, KindName};

impl<'a> Finder<'a> {
    /// What a rule rejects although it is its own canonical.
    pub(super) fn own_aliases(&mut self) {
        for rule in self.rules {
            let (canonical, reject): (&Text, Vec<&Text>) = match &rule.fact {
                Fact::Name(name) => (&name.canonical, name.reject.iter().collect()),
                Fact::Domain(domain) => (&domain.canonical, domain.reject.iter().chain(&domain.former).collect()),
                Fact::Term(term) => (&term.canonical, term.reject.iter().collect()),
                _ => continue,
            };
            for text in reject.into_iter().filter(|text| text.value == canonical.value) {
                let message = format!("[{}] rejects its own canonical `{}`", rule.code, text.value);
                let there = (canonical.span.clone(), "its canonical".to_owned());
                self.mistake(message, (text.span.clone(), "this is held true".to_owned()), there, "take it out");
            }
        }
    }

    /// Every alias of a name, domain or term that is another rule's canonical of the same kind, whatever its case: aliases are exact but for
    /// that.
    pub(super) fn aliases(&mut self) {
        let mut canonicals: HashMap<(KindName, String), Vec<&'a Rule>> = HashMap::new();
        for rule in self.rules {
            if let Some(canonical) = own_words(rule).0 {
                canonicals.entry((rule.kind(), folded(&canonical.value))).or_default().push(rule);
            }
        }
        for rule in self.rules {
            for alias in own_words(rule).1 {
                let others = canonicals.get(&(rule.kind(), folded(&alias.value))).into_iter().flatten();
                let mut others = others.filter(|other| other.span != rule.span && may_meet(rule, other));
                let Some(other) = others.next() else { continue };
                let message = format!("`{}` of [{}] is the canonical of [{}]", alias.value, rule.code, other.code);
                let here = (alias.span.clone(), "another rule holds this true".to_owned());
                let there = (other.span.clone(), "its canonical".to_owned());
                self.mistake(message, here, there, "take it out here, or make one rule of the two");
            }
        }
    }

    /// What one typo rule writes and another calls wrong, in the same sentences.
    pub(super) fn typos(&mut self) {
        let mut wrong: HashMap<String, Vec<(&'a Rule, &'a Text)>> = HashMap::with_capacity(self.rules.len());
        for (rule, typo) in self.rules.iter().filter_map(typo) {
            if let Wrong::Words(words) = &typo.wrong {
                words.iter().for_each(|text| wrong.entry(folded(&text.value)).or_default().push((rule, text)));
            }
        }
        for (rule, typo) in self.rules.iter().filter_map(typo) {
            for right in &typo.right {
                let others = wrong.get(&folded(&right.value)).into_iter().flatten();
                let mut others = others.filter(|(other, _)| other.span != rule.span && may_meet(rule, other));
                let Some((other, text)) = others.next() else { continue };
                let message = format!("`{}` is right in [{}] and wrong in [{}]", right.value, rule.code, other.code);
                let there = (text.span.clone(), "wrong here".to_owned());
                self.mistake(
                    message,
                    (right.span.clone(), "right here".to_owned()),
                    there,
                    "keep one of them, or give both a `near` of their own",
                );
            }
        }
    }
}

fn typo(rule: &Rule) -> Option<(&Rule, &Typo)> {
    if let Fact::Typo(typo) = &rule.fact { Some((rule, typo)) } else { None }
}

/// The canonical and the aliases of a rule that has such.
fn own_words(rule: &Rule) -> (Option<&Text>, Vec<&Text>) {
    match &rule.fact {
        Fact::Name(name) => (Some(&name.canonical), name.accept.iter().chain(&name.reject).collect()),
        Fact::Domain(domain) => (Some(&domain.canonical), domain.accept.iter().chain(&domain.former).chain(&domain.reject).collect()),
        Fact::Term(term) => (Some(&term.canonical), term.accept.iter().chain(&term.reject).collect()),
        _ => (None, Vec::new()),
    }
}
