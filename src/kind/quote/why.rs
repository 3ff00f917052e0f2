//! Why a quotation is nobody's known words.

use std::ops::Range;

use super::judge::{LONGEST, shared};
use super::token::Token;
use super::{Found, Quotes};
use crate::prose::passage::Passage;
use crate::trace::Reason;

impl Quotes<'_> {
    /// Of a quotation that is not compared with anything.
    pub(super) fn explain_unread(&self, passage: &Passage<'_>, inner: &Range<usize>, words: usize) {
        for known in &self.quotes {
            passage.explain(known.id, inner.clone(), || match () {
                () if words < known.quote.min_words => Reason::passed_over(few(words, known.quote.min_words)),
                () if words > super::LONGEST => Reason::passed_over("too long for a quotation: a mark was never closed"),
                () => Reason::passed_over("addresses and code, and no words"),
            });
        }
    }

    /// Of a quotation that is not of the texts of some rules: how near it is to each.
    pub(super) fn explain_strange(&self, passage: &Passage<'_>, inner: &Range<usize>, parts: &[Vec<Token>], found: &[Found<'_, '_>]) {
        for known in self.quotes.iter().filter(|known| found.iter().all(|found| found.known.id != known.id)) {
            let own = found.iter().find(|found| found.known.dossier == known.dossier);
            passage.explain(known.id, inner.clone(), || {
                if let Some(own) = own {
                    return Reason::passed_over(format!("its words are those of `{}`", self.rules.rule(own.known.id).code));
                }
                let Some((part, first)) = longest(parts) else { return Reason::passed_over("no words") };
                if part.len() < known.quote.min_words {
                    return Reason::passed_over(few(part.len(), known.quote.min_words));
                }
                if part.len() > LONGEST {
                    return Reason::passed_over("too long to be compared as one: no sentence of it is of the source");
                }
                let (same, all) = (shared(passage.text, part, &self.quotable(passage, known, first)), part.len());
                Reason::passed_over(match same * 4 >= all * 3 {
                    false => format!(
                        "somebody else's words: {same} of {all} stand in order in one passage of the source, and three quarters must"
                    ),
                    true => format!(
                        "{same} of {all} words stand in a passage of the source, but too spread out, or too common to tell whose they are"
                    ),
                })
            });
        }
    }
}

/// The longest part with its first word.
fn longest(parts: &[Vec<Token>]) -> Option<(&Vec<Token>, &Token)> {
    parts.iter().filter_map(|part| Some((part, part.first()?))).max_by_key(|(part, _)| part.len())
}

fn few(words: usize, least: usize) -> String {
    format!("{words} word{}: fewer than its `min-words`, {least}", if words == 1 { "" } else { "s" })
}
