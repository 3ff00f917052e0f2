//! The dates of two documents → those that date one event differently, and how likely it is.

use super::Date;
use super::days::{Apart, Days};
use super::pairing::events;
use crate::discover::context::{Shared, both};
use crate::discover::topics::Tie;

/// A date of a document.
pub(super) type Dated<'d> = (Days, &'d Date);

/// Two dates, or one with two weekdays.
pub(super) type Said = [(Days, Option<i8>); 2];

/// Dates that disagree, in the order of what they say.
#[derive(Debug, Clone)]
pub(super) struct Clash<'d> {
    pub(super) sides: [Vec<&'d Date>; 2],
    pub(super) confidence: u8,
    pub(super) why: Vec<String>,
}

impl Clash<'_> {
    /// Takes in what two other documents say so.
    pub(super) fn join(&mut self, other: Self) {
        if other.confidence > self.confidence {
            self.confidence = other.confidence;
            self.why = other.why;
        }
        let [a, b] = other.sides;
        self.sides[0].extend(a);
        self.sides[1].extend(b);
    }
}

/// What two documents date differently; of the second only its `own` dates are asked for. `held` tells in how many documents a day is.
pub(super) fn clashes<'d>(
    (a, b): (&[Dated<'d>], &[Dated<'d>]),
    own: &[Dated<'d>],
    (tie, held): (Tie, &dyn Fn(Days) -> usize),
) -> Vec<(Said, Clash<'d>)> {
    let mut found = Vec::new();
    for &x in a.iter().filter(|(_, date)| !date.facts.own) {
        for &y in own.iter().filter(|(_, date)| !date.facts.own) {
            let apart = x.0.against(y.0);
            // What lasts until a day may begin on the day before.
            let alike = x.1.facts.limit == y.1.facts.limit || apart == Apart::SameDay || tie == Tie::Draft;
            if !alike || !x.1.may_clash(apart, tie) || !y.1.may_clash(apart, tie) {
                continue;
            }
            let clash = match apart {
                Apart::Same => weekdays(x, y),
                Apart::Far => None,
                Apart::Near if tie != Tie::Names && x.0.is_night() && y.0.is_night() => nights(x, y, (a, b)),
                apart => events((apart, tie, held), x, y, (a, b)),
            };
            if let Some((confidence, why)) = clash {
                let said = |(days, date): (Days, &Date), is_weekday: bool| (days, date.facts.weekday.filter(|_| is_weekday));
                let is_weekday = x.0.against(y.0) == Apart::Same;
                let mut sides = [(said(x, is_weekday), x.1), (said(y, is_weekday), y.1)];
                sides.sort_by_key(|(said, _)| *said);
                found.push((sides.map(|(said, _)| said), Clash { sides: sides.map(|(_, date)| vec![date]), confidence, why }));
            }
        }
    }
    found
}

/// One date with two weekdays.
fn weekdays((day, a): (Days, &Date), (other, b): (Days, &Date)) -> Option<(u8, Vec<String>)> {
    let (first, second) = a.facts.weekday.zip(b.facts.weekday)?;
    if first == second || !day.is_one() || !other.is_one() {
        return None;
    }
    let common = common(a, b);
    let mut why = vec!["one day with two weekdays".to_owned()];
    why.extend(shared(common));
    // Without years they may be days of two.
    let years = day.year.is_some() && other.year.is_some();
    Some((if years || common.stems + common.names > 0 { 85 } else { 60 }, why))
}

/// What stands around both, in words.
pub(super) fn shared(shared: Shared) -> Option<String> {
    shared.told().map(|shared| format!("the words around them share {shared}"))
}

/// The words that stand around both. One with a capital in one place alone, as at the head of a sentence, is a word.
pub(super) fn common(a: &Date, b: &Date) -> Shared {
    let shared = a.setting.shared(&b.setting);
    let capital = both(&a.setting.stems, &b.setting.names) + both(&a.setting.names, &b.setting.stems);
    Shared { stems: shared.stems + capital, ..shared }
}

/// One night with two dates: documents of one story that speak of one night alone mean the same.
fn nights((day, a): (Days, &Date), (other, b): (Days, &Date), all: (&[Dated<'_>], &[Dated<'_>])) -> Option<(u8, Vec<String>)> {
    let alone = |night: Days, dates: &[Dated<'_>]| dates.iter().all(|(days, _)| !days.is_night() || *days == night || days.is_equal(night));
    if !alone(day, all.0) || !alone(other, all.1) {
        return None;
    }
    let common = common(a, b);
    let mut why: Vec<String> = shared(common).into_iter().collect();
    why.push("each speaks of one night, and they are not the same".to_owned());
    Some((60 + 5 * (common.stems + common.names).min(4) as u8, why))
}
