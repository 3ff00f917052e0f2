//! What a value was before it changed: `from 4 percent to 10.6 percent`, `to £2.79bn, from £3.09bn`, `13 %, contre 15 % un an plus tôt`. It is
//! not the value that a rule holds, unless the rule's `near` names that (`fell from`).

use super::context::{Apart, Other};
use super::number::Number;
use super::unit::Unit;
use crate::language::{FigureTables, Phrases};
use crate::prose::passage::Passage;

/// Words between the value after a change and the one before, at most.
const COMPARED: usize = 2;

/// What the figures beside a figure are.
pub(super) struct Beside<'a> {
    /// The one before, of any rule, is a part of something.
    pub(super) after_part: bool,
    /// The one before, if it is of the same rule.
    pub(super) before: Option<&'a Unit>,
    /// The one behind, if it is.
    pub(super) behind: Option<&'a Number>,
}

impl Beside<'_> {
    /// The words that make the figure one before the change, of a number with its unit whose first word is `front`.
    pub(super) fn former(&self, passage: &Passage<'_>, front: usize, unit: &Unit) -> Option<Apart> {
        let ending = |list: fn(&FigureTables) -> &Phrases| ending(passage, list, front);
        let is_target = |next: &Number| unit.next + 1 == next.words.start && has(passage, |figure| &figure.targets, unit.next);
        let is_value =
            |n: usize, before: &Unit| before.next + n <= front && front - before.next <= COMPARED && flows(passage, before.next, front);
        let alone = || ending(|figure| &figure.formers);
        let before_target = || ending(|figure| &figure.changes).filter(|_| self.behind.is_some_and(is_target));
        let behind_value = || ending(|figure| &figure.compared).filter(|&n| self.before.is_some_and(|before| is_value(n, before)));
        let n = alone().or_else(before_target).or_else(behind_value)?;
        Some(Apart::by(Other::Former)((front - n, front)))
    }
}

/// How many words of a list end right before a word, nothing but space and the sign of a currency between.
fn ending(passage: &Passage<'_>, list: fn(&FigureTables) -> &Phrases, front: usize) -> Option<usize> {
    let last = front.checked_sub(1).filter(|_| front < passage.words.len() && passage.gap_before(front).chars().all(is_blank))?;
    passage.tables().filter_map(|tables| list(&tables.figure).ending(passage.text, passage.words, last)).max()
}

fn has(passage: &Passage<'_>, list: fn(&FigureTables) -> &Phrases, at: usize) -> bool {
    passage.words.get(at).is_some_and(|word| passage.tables().any(|tables| list(&tables.figure).has_key(word.key)))
}

/// White space, or the sign of a currency.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₽')
}

/// Nothing but space, a comma, a bracket or the sign of a unit stands before each of these words.
fn flows(passage: &Passage<'_>, from: usize, until: usize) -> bool {
    let may = |c: char| is_blank(c) || matches!(c, ',' | '(' | '%');
    (from..=until).all(|at| at > 0 && passage.gap_before(at).chars().all(may))
}
