//! Why words that are like a name are not taken for it. All of it is looked up only where somebody asks.

use std::collections::HashSet;

use super::Names;
use super::align::Alignment;
use super::judge::{ALONE, Unmeant};
use crate::finding::RuleId;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::trace::Reason;

/// What stands in an address is no name.
pub(super) const ADDRESS: &str = "part of an address, a handle or code";

/// Of so many letters of a name one may differ in a word that is still told to be too far from it.
const FAR: usize = 3;

impl Names<'_> {
    pub(super) fn explain_unmeant(&self, passage: &Passage<'_>, one: &Alignment, unmeant: Unmeant) {
        passage.explain(self.forms[one.form as usize].rule, passage.span(one.words()), || {
            let by = unmeant.word.map_or(0..0, |word| passage.span(word..word + 1));
            Reason::passed_over(unmeant.text).by(by, "this word")
        });
    }

    /// Of what overlaps, another name is longer or nearer.
    pub(super) fn explain_taken(&self, passage: &Passage<'_>, one: &Alignment, best: &[Alignment]) {
        let words = one.words();
        let overlap = |other: &&Alignment| other.words().start < words.end && words.start < other.words().end;
        let Some(other) = best.iter().find(overlap).filter(|other| !self.same_rule(other, one)) else { return };
        let (rule, taker) = (self.forms[one.form as usize].rule, self.forms[other.form as usize].rule);
        passage.explain(rule, passage.span(words), || {
            let code = &self.rules.rule(taker).code;
            Reason::passed_over(format!("the name of `{code}`, which is longer or nearer")).by(passage.span(other.words()), "that name")
        });
    }

    /// Capitalised words that are a part of a name, or nearly, and lead to none of its forms.
    pub(super) fn explain_unread(&self, passage: &Passage<'_>, found: &[Alignment]) {
        let read: HashSet<(RuleId, usize)> =
            found.iter().flat_map(|one| one.words().map(|word| (self.forms[one.form as usize].rule, word))).collect();
        for (at, word) in passage.words.iter().enumerate().filter(|(_, word)| word.shape.is_capitalised()) {
            let letters = fold::strip(word.text(passage.text));
            for form in &self.forms {
                if read.contains(&(form.rule, at)) {
                    continue;
                }
                let single = form.is_single();
                for part in &form.parts {
                    let near = || Some(strsim::osa_distance(&letters, &part.letters)).filter(|far| far * FAR <= part.letters.len());
                    let text = match () {
                        () if letters == part.letters => "one part of the name, which alone is nobody".to_owned(),
                        () if !single || letters.chars().next() != part.letters.chars().next() => continue,
                        () => match near() {
                            Some(1..) if !form.fuzzy => format!("near `{}`, and the rule has `fuzzy = false`", part.written),
                            Some(1..) if part.count < ALONE => {
                                format!("near `{}`, which has fewer than {ALONE} letters: too few where it stands alone", part.written)
                            }
                            Some(far @ 1..) => format!("{far} letters from `{}`: too far where it stands alone", part.written),
                            _ => continue,
                        },
                    };
                    passage.explain(form.rule, word.range(), || Reason::passed_over(text));
                }
            }
        }
    }
}
