//! The texts that slips are made in.

use std::collections::HashSet;
use std::ops::Range;

use super::{Mistake, Mutant, words};
use crate::dossier::{Rule, RuleSet, Source, Text};
use crate::finding::RuleId;
use crate::kind::Fact;
use crate::language::Language;

/// A right text, and where the rule file has it.
#[derive(Debug, Clone)]
pub(super) struct Base {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

impl Base {
    /// The text with another stretch in place of one of its own.
    pub(super) fn with(&self, mistake: Mistake, at: Range<usize>, written: &str) -> Mutant {
        let text = format!("{}{written}{}", &self.text[..at.start], &self.text[at.end..]);
        let changed = at.start..at.start + written.len();
        Mutant { mistake, text, changed, base: self.text.clone(), span: self.span.clone() }
    }
}

/// What the rules of a set hold right: a slip that leads there is none.
pub(super) struct Known<'r> {
    /// Every form, and every word of one, in small letters.
    words: HashSet<String>,
    /// The forms as they are written.
    forms: HashSet<&'r str>,
}

impl<'r> Known<'r> {
    pub(super) fn of(rules: &'r RuleSet) -> Self {
        let forms: HashSet<&str> = rules.rules.iter().flat_map(|rule| right_forms(&rule.fact)).collect();
        let all =
            |form: &str| words(form).into_iter().map(|word| form[word].to_lowercase()).chain([form.to_lowercase()]).collect::<Vec<_>>();
        Self { words: forms.iter().flat_map(|form| all(form)).collect(), forms }
    }
}

/// What slips are made of: a rule and what its dossier knows.
pub(super) struct Made<'r> {
    pub(super) rule: &'r Rule,
    pub(super) french: bool,
    pub(super) sources: &'r [Source],
    known: &'r Known<'r>,
}

impl<'r> Made<'r> {
    pub(super) fn of(rules: &'r RuleSet, id: RuleId, known: &'r Known<'r>) -> Self {
        let dossier = rules.dossier(id);
        Self { rule: rules.rule(id), french: dossier.language == Some(Language::Fr), sources: &dossier.sources, known }
    }

    /// Whether some rule holds this word or form right.
    pub(super) fn is_right(&self, written: &str) -> bool {
        self.known.words.contains(&written.to_lowercase())
    }

    /// Whether some rule holds this form right, capitals counted.
    pub(super) fn is_exactly_right(&self, written: &str) -> bool {
        self.known.forms.contains(written)
    }

    /// The rule's own texts: the passages of its evidence, and what it says is valid.
    pub(super) fn own(&self) -> impl Iterator<Item = Base> {
        let quotes = self.rule.evidence.iter().filter_map(|evidence| evidence.quote.as_ref());
        quotes.chain(&self.rule.valid).map(|text| Base { text: text.value.trim().to_owned(), span: text.span.clone() })
    }

    /// Those of its own texts in which its `near` holds, and no word of `unless-near` stands.
    pub(super) fn near(&self) -> impl Iterator<Item = Base> {
        let stands = |list: &[Text], text: &str| list.iter().any(|word| text.to_lowercase().contains(&word.value.to_lowercase()));
        self.own().filter(move |base| {
            (self.rule.near.is_empty() || stands(&self.rule.near, &base.text)) && !stands(&self.rule.unless_near, &base.text)
        })
    }

    /// A plain sentence about something, as the rule file has it at `span`.
    pub(super) fn sentence(&self, about: &str, span: &Range<usize>) -> Base {
        let text = if self.french {
            format!("Le dossier cite {about} à la page trois.")
        } else {
            format!("The file mentions {about} on its third page.")
        };
        Base { text, span: span.clone() }
    }

    /// The first of the words that must stand nearby.
    pub(super) fn near_word(&self) -> Option<&'r str> {
        self.rule.near.first().map(|word| word.value.as_str())
    }
}

/// The forms that a fact holds right.
fn right_forms(fact: &Fact) -> Vec<&str> {
    let texts: Vec<&Text> = match fact {
        Fact::Name(name) => {
            [&name.canonical].into_iter().chain(&name.accept).chain(name.short.iter().flatten()).chain(&name.distinct).collect()
        }
        Fact::Term(term) => [&term.canonical].into_iter().chain(&term.accept).collect(),
        Fact::Domain(domain) => [&domain.canonical].into_iter().chain(&domain.accept).collect(),
        _ => Vec::new(),
    };
    texts.into_iter().map(|text| text.value.as_str()).collect()
}
