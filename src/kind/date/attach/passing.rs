//! What may stand between an event and the date behind it.

use crate::kind::date::vocabulary::Step;

/// The most nouns and adjectives on the way, and in a row.
const PLAIN: usize = 5;
const PLAIN_RUN: usize = 3;

/// The words passed on the way from an event to its date.
#[derive(Debug, Default)]
pub(super) struct Passing {
    plain: usize,
    run: usize,
    pub(super) last_plain: bool,
    /// Behind an auxiliary: a participle of taking place must follow.
    pub(super) waits: bool,
}

impl Passing {
    /// How many words a step takes; none where the way ends there. `comma`: one stands before it.
    pub(super) fn pass(&mut self, step: Step, comma: bool) -> Option<usize> {
        if self.waits && !matches!(step, Step::TakingPlace(_) | Step::Auxiliary(_) | Step::Time(_)) {
            return None;
        }
        if comma {
            self.run = PLAIN_RUN;
        }
        self.last_plain = step == Step::Plain;
        match step {
            Step::TakingPlace(n) => {
                (self.run, self.waits) = (0, false);
                Some(n)
            }
            // Behind a comma an article begins another clause, or an apposition that has a date of its own.
            Step::Determiner(_) if comma => None,
            Step::Determiner(n) | Step::Preposition(n) => {
                self.run = 0;
                Some(n)
            }
            Step::Auxiliary(n) => {
                self.waits = true;
                Some(n)
            }
            Step::Time(n) => Some(n),
            Step::Name => Some(1),
            Step::Plain => {
                (self.plain, self.run) = (self.plain + 1, self.run + 1);
                (self.plain <= PLAIN && self.run <= PLAIN_RUN).then_some(1)
            }
            Step::Stop | Step::Event => None,
        }
    }
}
