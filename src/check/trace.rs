//! What the kinds say of words that they passed over, and what became of deviations that are no findings → looks, placed in the file.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Checker;
use super::place::Placed;
use crate::dossier::RuleSet;
use crate::finding::{Finding, Label, Origin, RuleId};
use crate::kind::near::{self, named};
use crate::kind::{Mention, Verdict};
use crate::prose::Document;
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::source::SourceFile;
use crate::trace::{Decision, Look, Reason, Trace};

/// Places what was said of one passage: the kind's own reasons, and that of every mention that has none.
pub(super) fn passage(trace: Option<&Trace>, rules: &RuleSet, passage: &Passage<'_>, mentions: &[Mention]) {
    let Some(trace) = trace else { return };
    let mut reasons = trace.reasons();
    // A passage may be a long one: what was said of which words is looked up.
    let said: HashSet<(Origin, Range<usize>)> = reasons.iter().map(|(origin, span, _)| (*origin, span.clone())).collect();
    let mut unheard: HashSet<(Origin, Range<usize>)> = HashSet::new();
    for mention in mentions {
        let (origin, span) = (mention.origin, mention.span.clone());
        let place = (origin, span.clone());
        match origin {
            Origin::Rule(id) if !near::holds(rules, passage, id, span.start) => {
                unheard.insert(place);
                let reason = near::reason(rules, passage, id, span.start);
                reasons.push((origin, span, reason));
            }
            _ if mention.verdict == Verdict::Agrees && !said.contains(&place) => {
                reasons.push((origin, span, Reason::agrees("says what the rule says")));
            }
            _ => {}
        }
    }
    for (origin, span, reason) in reasons {
        // Without the words of `near`, nothing else that was said counts.
        if reason.decision == Decision::Agrees && unheard.contains(&(origin, span.clone())) {
            continue;
        }
        let label = |(span, text): (Range<usize>, String)| Label { span: passage.block.to_source(span), text };
        let by = reason.by.map(label);
        trace.look(Look { origin, span: passage.block.to_source(span), decision: reason.decision, text: reason.text, by });
    }
}

/// Rules that do not apply to the file say nothing, whatever they would say.
pub(super) fn inapplicable(trace: Option<&Trace>, checker: &Checker<'_>, name: &str, about: &[bool], placed: &[Placed]) {
    let Some(trace) = trace else { return };
    for (id, _) in checker.rules.iter() {
        if let Some(text) = checker.inapplicable(id, name, about) {
            trace.idle(id, text);
        }
    }
    let idle = |origin: Origin| if let Origin::Rule(id) = origin { checker.inapplicable(id, name, about) } else { None };
    trace.each(|look| {
        if let Some(text) = idle(look.origin) {
            (look.decision, look.text, look.by) = (Decision::PassedOver, text, None);
        }
    });
    for placed in placed.iter().filter(|placed| matches!(placed.mention.verdict, Verdict::Deviates(_))) {
        if let Some(text) = idle(placed.mention.origin) {
            look(trace, placed.mention.origin, placed.span(), Decision::PassedOver, text, None);
        }
    }
}

/// Deviations that end here: settled by another finding, or marked as seen.
pub(super) fn settled(trace: Option<&Trace>, placed: &[Placed]) {
    let Some(trace) = trace else { return };
    for placed in placed {
        let (origin, span) = (placed.mention.origin, placed.span());
        match &placed.mention.verdict {
            Verdict::Settled(why) => look(trace, origin, span, Decision::Silenced, (*why).to_owned(), None),
            Verdict::Deviates(_) if placed.is_sic() => {
                look(trace, origin, span, Decision::Silenced, "`[sic]` stands right behind it".to_owned(), None);
            }
            _ => {}
        }
    }
}

/// A finding of a code that is not reported: the text says by which setting once the caller knows.
pub(super) fn not_asked_for(trace: Option<&Trace>, finding: &Finding) {
    silenced(trace, finding, "the settings leave this rule out".to_owned(), None);
}

/// A finding with the same correction as another.
pub(super) fn told_already(trace: Option<&Trace>, finding: &Finding, code: &str) {
    silenced(trace, finding, format!("one cause, one finding: `{code}` reports it"), None);
}

/// A finding that a directive silences.
pub(super) fn allowed(trace: Option<&Trace>, finding: &Finding, directive: Range<usize>) {
    let by = Label { span: directive, text: "this directive allows it".to_owned() };
    silenced(trace, finding, "a directive of the draft allows it".to_owned(), Some(by));
}

fn silenced(trace: Option<&Trace>, finding: &Finding, text: String, by: Option<Label>) {
    if let Some(trace) = trace {
        look(trace, finding.origin, finding.span.clone(), Decision::Silenced, text, by);
    }
}

fn look(trace: &Trace, origin: Origin, span: Range<usize>, decision: Decision, text: String, by: Option<Label>) {
    trace.look(Look { origin, span, decision, text, by });
}

/// By place and then by rule, each once. A rule that agrees with words, or reports them, has not passed over a part of them.
pub(super) fn sorted(mut looks: Vec<Look>, findings: &[Finding], rules: &RuleSet) -> Vec<Look> {
    let mut decided: HashMap<Origin, Vec<Range<usize>>> = HashMap::new();
    let silent = looks.iter().filter(|look| look.decision != Decision::PassedOver).map(|look| (look.origin, &look.span));
    for (origin, span) in silent.chain(findings.iter().map(|finding| (finding.origin, &finding.span))) {
        decided.entry(origin).or_default().push(span.clone());
    }
    for spans in decided.values_mut() {
        spans.sort_by_key(|span| span.start);
        // Each reaches as far as any before it: one look-up then tells whether any holds a place.
        (1..spans.len()).for_each(|at| spans[at].end = spans[at].end.max(spans[at - 1].end));
    }
    let inside = |look: &Look| {
        let spans = decided.get(&look.origin).map_or(&[][..], Vec::as_slice);
        let begun = spans.partition_point(|span| span.start <= look.span.start);
        spans[..begun].last().is_some_and(|span| look.span.end <= span.end)
    };
    looks.retain(|look| look.decision != Decision::PassedOver || !inside(look));
    looks.sort_by(|a, b| (a.span.start, a.span.end, rules.code(a.origin)).cmp(&(b.span.start, b.span.end, rules.code(b.origin))));
    let mut once: Vec<Look> = Vec::new();
    for look in looks {
        let same = |other: &Look| other.origin == look.origin && other.span == look.span && other.decision == look.decision;
        // Of several reasons of one rule for the same words the first is the one that counts.
        if !once.iter().rev().take_while(|other| other.span == look.span).any(same) {
            once.push(look);
        }
    }
    once
}

impl Checker<'_> {
    /// Why a rule does not apply to a file of that name; none where it does.
    fn inapplicable(&self, rule: RuleId, name: &str, about: &[bool]) -> Option<String> {
        let dossier = &self.rules.dossiers[self.rules.rule(rule).dossier];
        match () {
            () if self.applies(rule, name, about) => None,
            () if self.is_mentioned(rule, about) => Some("`applies-to` of its dossier leaves this file out".to_owned()),
            () => {
                let words = named(dossier.about.iter().map(|word| word.value.as_str()));
                Some(format!("the draft mentions none of `about` ({words})"))
            }
        }
    }

    /// The sentence that a byte of the file stands in, and its paragraph: bytes of the file; none between the paragraphs.
    pub fn around(&self, file: &SourceFile, document: &Document, byte: usize) -> Option<(Range<usize>, Range<usize>)> {
        let mut run = Vec::new();
        for block in &document.blocks {
            let text = block.text(file.text());
            let paragraph = block.to_source(0..text.len());
            if !paragraph.contains(&byte) {
                continue;
            }
            words(text, &mut run);
            let passage = Passage::new(block, text, &run);
            let sentences = passage.sentences().iter().map(|sentence| block.to_source(sentence.clone()));
            let sentence = { sentences }.find(|sentence| sentence.contains(&byte));
            return Some((sentence.unwrap_or_else(|| paragraph.clone()), paragraph));
        }
        None
    }
}
