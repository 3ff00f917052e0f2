//! Why a rule is silent: in, what the kinds say of the words they looked at and passed over; out, every decision, placed in its file.
//!
//! A kind says so through [`Passage::explain`](crate::prose::passage::Passage::explain), with a closure: in a run without a trace it is never
//! called, and nothing is put together for nobody.

use std::cell::RefCell;
use std::ops::Range;

use crate::allow::Allowed;
use crate::finding::{Finding, Label, Origin, RuleId};

/// What became of words that a rule looked at, where they are no finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// They say what the rule says.
    Agrees,
    /// The rule passes them over.
    PassedOver,
    /// They deviate, and the finding was silenced: by a directive, by the settings, by another finding.
    Silenced,
}

impl Decision {
    /// The kebab-case word of reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::PassedOver => "passed-over",
            Self::Silenced => "silenced",
        }
    }
}

/// Why a rule reports nothing of words of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What became of the words.
    pub decision: Decision,
    /// Why: lower case, no full stop, stands alone.
    pub text: String,
    /// The words that decide, in bytes of the passage, and what they are.
    pub by: Option<(Range<usize>, String)>,
}

impl Reason {
    /// The words agree with the rule.
    pub fn agrees(text: impl Into<String>) -> Self {
        Self { decision: Decision::Agrees, text: text.into(), by: None }
    }

    /// The words are not the rule's business.
    pub fn passed_over(text: impl Into<String>) -> Self {
        Self { decision: Decision::PassedOver, text: text.into(), by: None }
    }

    /// With the words that decide. A range without bytes is none.
    #[must_use]
    pub fn by(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.by = (!span.is_empty()).then(|| (span, text.into()));
        self
    }
}

/// Words of a file that a rule looked at, without a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Who looked.
    pub origin: Origin,
    /// The words: bytes of the file, half-open.
    pub span: Range<usize>,
    /// What became of them.
    pub decision: Decision,
    /// Why: lower case, no full stop, stands alone.
    pub text: String,
    /// The words that decide.
    pub by: Option<Label>,
}

/// A file that was checked, with all that its rules looked at.
#[derive(Debug, Default)]
pub struct Traced {
    /// What a check without a trace returns.
    pub allowed: Allowed,
    /// What rules looked at and report nothing of, by place and then by code.
    pub looks: Vec<Look>,
    /// Rules that do not apply to the file, and why.
    pub idle: Vec<(RuleId, String)>,
}

impl Traced {
    /// The findings and looks that have a byte of `span`, or whose deciding words have.
    pub fn at(&self, span: &Range<usize>) -> (Vec<&Finding>, Vec<&Look>) {
        let has = |other: &Range<usize>| other.start < span.end && span.start < other.end;
        let findings = self.allowed.findings.iter().filter(|finding| finding.labels.iter().any(|label| has(&label.span)));
        let looks = self.looks.iter().filter(|look| has(&look.span) || look.by.as_ref().is_some_and(|by| has(&by.span)));
        (findings.collect(), looks.collect())
    }

    /// Of what was looked at inside `around`, that which stands nearest to a byte.
    pub fn nearest(&self, around: &Range<usize>, byte: usize) -> Option<(Range<usize>, Origin)> {
        let found = self.allowed.findings.iter().map(|finding| (&finding.span, finding.origin));
        let all = found.chain(self.looks.iter().map(|look| (&look.span, look.origin)));
        let inside = all.filter(|(span, _)| around.start <= span.start && span.end <= around.end);
        let far = |span: &Range<usize>| if span.end <= byte { byte - span.end } else { span.start.saturating_sub(byte) };
        inside.min_by_key(|(span, _)| far(span)).map(|(span, origin)| (span.clone(), origin))
    }
}

/// Where reasons are collected while one file is read.
#[derive(Debug, Default)]
pub struct Trace {
    reasons: RefCell<Vec<(Origin, Range<usize>, Reason)>>,
    looks: RefCell<Vec<Look>>,
    idle: RefCell<Vec<(RuleId, String)>>,
}

impl Trace {
    /// Adds a reason for words of the passage that is being read.
    pub(crate) fn explain(&self, origin: Origin, span: Range<usize>, reason: Reason) {
        self.reasons.borrow_mut().push((origin, span, reason));
    }

    /// The reasons of the passage that was read, which are forgotten here.
    pub(crate) fn reasons(&self) -> Vec<(Origin, Range<usize>, Reason)> {
        self.reasons.take()
    }

    /// Adds words of the file.
    pub(crate) fn look(&self, look: Look) {
        self.looks.borrow_mut().push(look);
    }

    /// Changes what was looked at so far.
    pub(crate) fn each(&self, change: impl FnMut(&mut Look)) {
        self.looks.borrow_mut().iter_mut().for_each(change);
    }

    /// Adds a rule that does not apply to the file.
    pub(crate) fn idle(&self, rule: RuleId, text: String) {
        self.idle.borrow_mut().push((rule, text));
    }

    /// All that was looked at, and the rules that do not apply.
    pub(crate) fn into_parts(self) -> (Vec<Look>, Vec<(RuleId, String)>) {
        (self.looks.into_inner(), self.idle.into_inner())
    }
}
