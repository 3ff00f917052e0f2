//! Figures that somebody asks for: `avait requis six ans de prison`, `sought $5 million`. What is given is another figure.

use std::ops::Range;

use super::context::{Apart, Other};
use super::unit::is_money;
use crate::dossier::Rule;
use crate::language::Language;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::words;

/// How many words may stand between the verb and the figure: `avait demandé davantage : six ans`.
const REACH: usize = 4;

/// The verb of asking before a figure of money or time that begins with the word `front`, its unit in `span`; none where the rule's own
/// evidence says that the figure is asked for.
pub(super) fn sought(passage: &Passage<'_>, front: usize, span: &Range<usize>, rule: &Rule) -> Option<Apart> {
    if !is_amount(passage, span) {
        return None;
    }
    let sentence = passage.sentence_of(span.start);
    let before = (front.saturating_sub(REACH)..front).rev().take_while(|&at| {
        let gap = passage.gap_after(at);
        gap.chars().all(|c| c.is_whitespace() || fold::is_apostrophe(c) || fold::is_hyphen(c) || matches!(c, ':' | '$' | '£' | '€'))
    });
    let said = { before }.filter(|&at| passage.words[at].start as usize >= sentence.start).find_map(|at| {
        let n = passage.tables().filter_map(|tables| tables.figure.sought.ending(passage.text, passage.words, at)).max()?;
        Some((at + 1 - n, at + 1))
    })?;
    (!is_evidence_sought(rule)).then(|| Apart::by(Other::Sought)(said))
}

/// Whether the unit is one of money or of time.
fn is_amount(passage: &Passage<'_>, span: &Range<usize>) -> bool {
    let has_sign = passage.text[span.clone()].contains(['$', '£', '€']);
    let all = || Language::ALL.map(Language::tables).into_iter();
    let unit = |at: usize| {
        let (word, key) = (passage.word(at), passage.words[at].key);
        all().any(|tables| tables.figure.times.has_key(key) || is_money(&tables.figure, word))
    };
    has_sign || passage.words_in(span).any(unit)
}

fn is_evidence_sought(rule: &Rule) -> bool {
    let mut run = Vec::new();
    rule.evidence.iter().filter_map(|evidence| evidence.quote.as_ref()).any(|quote| {
        words(&quote.value, &mut run);
        let asks = |at: usize| Language::ALL.iter().any(|l| l.tables().figure.sought.starting(&quote.value, &run, at).is_some());
        (0..run.len()).any(asks)
    })
}
