//! What a value was before it changed: `from 4 percent to 10.6 percent`, `to £2.79bn, from £3.09bn`. The figure of a rule is the one after.

use super::context::{Apart, Other};
use super::number::Number;
use super::unit::Unit;
use crate::language::{FigureTables, Phrases};
use crate::prose::passage::Passage;

/// Words between two figures of a change: `to`, `up from`, `contre`.
const BETWEEN: usize = 2;

/// A figure with those of the same rule before and behind it, if any.
pub(super) struct Change<'a> {
    pub(super) before: Option<&'a Unit>,
    pub(super) behind: Option<&'a Number>,
}

impl Change<'_> {
    /// The words that make the figure one before the change, of a number with its unit whose first word is `front`.
    pub(super) fn former(&self, passage: &Passage<'_>, front: usize, unit: &Unit) -> Option<Apart> {
        let is_former = longest(passage, |figure| &figure.formers, |list| list.ending(passage.text, passage.words, front.checked_sub(1)?));
        if let Some(n) = is_former {
            return Some(Apart::by(Other::Former)((front - n, front)));
        }
        let n = longest(passage, |figure| &figure.changes, |list| list.ending(passage.text, passage.words, front.checked_sub(1)?))?;
        let from = (front - n, front);
        let is_target = |next: &&Number| {
            let joined = longest(passage, |figure| &figure.range_joiners, |list| list.starting(passage.text, passage.words, unit.next));
            joined.is_some_and(|n| unit.next + n == next.words.start)
        };
        let is_value = |before: &&Unit| before.next <= from.0 && front - before.next <= BETWEEN && parted(passage, before.next, front);
        (self.behind.filter(is_target).is_some() || self.before.filter(is_value).is_some()).then(|| Apart::by(Other::Former)(from))
    }
}

fn longest(passage: &Passage<'_>, list: impl Fn(&FigureTables) -> &Phrases, length: impl Fn(&Phrases) -> Option<usize>) -> Option<usize> {
    passage.tables().filter_map(|tables| length(list(&tables.figure))).max()
}

/// Nothing but space, a comma, a bracket or the sign of a unit stands between words.
fn parted(passage: &Passage<'_>, from: usize, until: usize) -> bool {
    let may = |c: char| c.is_whitespace() || matches!(c, ',' | '(') || !(c.is_alphanumeric() || c.is_ascii_punctuation()) || matches!(c, '$' | '%');
    (from..=until).all(|at| at > 0 && passage.gap_before(at).chars().all(may))
}
