//! Two dates of documents of one story → how likely it is that they are of one event.

use super::Date;
use super::days::{Apart, Days};
use super::weigh::{Dated, common, shared};
use crate::discover::SURE as SHOWN;
use crate::discover::context::Shared;
use crate::discover::topics::Tie;

/// Points from which on two clauses are of one event; where the dates are a slip apart, or one document is a draft about the other.
const SAME_EVENT: i32 = 3;
const LIKELY_EVENT: i32 = 2;
/// From so many years on an event is a former one, where the document does not say the year of the others.
const FORMER: i16 = 2;
/// What is shown is at least this sure.
const SURE: u8 = SHOWN + 5;
/// What lacks something that it needs is no surer than that.
const DOUBTFUL: u8 = 45;
const DOUBTFUL_OF_DRAFT: u8 = 35;

/// Two dates that may be of one event.
struct Pairing<'d> {
    apart: Apart,
    tie: Tie,
    days: [Days; 2],
    dates: [&'d Date; 2],
    /// All dates of either document.
    all: [&'d [Dated<'d>]; 2],
    /// The words and the names that stand around both.
    shared: Shared,
    /// How much they have in common but the day.
    points: i32,
    /// One day may be a slip of the other.
    slip: bool,
}

/// One event with two dates: neither stands nearer to another date of the other document.
pub(super) fn events(
    (apart, tie, held): (Apart, Tie, &dyn Fn(Days) -> usize),
    x: Dated<'_>,
    y: Dated<'_>,
    all: (&[Dated<'_>], &[Dated<'_>]),
) -> Option<(u8, Vec<String>)> {
    let pairing = Pairing {
        apart,
        tie,
        days: [x.0, y.0],
        dates: [x.1, y.1],
        all: [all.0, all.1],
        shared: common(x.1, y.1),
        points: event(x.1, y.1),
        slip: tie != Tie::Names && x.0.is_slip_of(y.0),
    };
    if pairing.are_strangers(held) && !is_past(x.0, y.0, all) {
        let total = pairing.points + pairing.nearness();
        return Some(((35 + 5 * total).clamp(SURE.into(), 90) as u8, pairing.why(false, false)));
    }
    let lone = pairing.is_lone();
    if (!lone && !pairing.is_one_event()) || is_past(x.0, y.0, all) || pairing.has_rival() {
        return None;
    }
    let known = pairing.is_known();
    let total = pairing.points + pairing.nearness() + i32::from(lone) - if known { 2 } else { 0 };
    let confidence = (35 + 5 * total).clamp(5, 90) as u8;
    let most = match tie {
        _ if pairing.is_enough(known) => confidence,
        Tie::Draft => DOUBTFUL_OF_DRAFT,
        Tie::Names | Tie::Few => DOUBTFUL,
    };
    Some((confidence.min(most), pairing.why(lone, known)))
}

impl Pairing<'_> {
    /// Each is the only one of its month, and of its year; or they are periods of which a draft has one end as its source has it.
    fn is_lone(&self) -> bool {
        let [day, other] = self.days;
        if self.tie == Tie::Draft && day.shares_an_end(other) {
            return true;
        }
        let years = day.year.is_some() && day.year == other.year;
        let [a, b] = self.dates.map(|date| date.facts.weekday);
        let weekday = self.tie == Tie::Draft && a.is_some() && a == b;
        self.slip && (weekday || ((years || self.tie == Tie::Draft) && self.are_alone()))
    }

    /// Neither document has another day of that month.
    fn are_alone(&self) -> bool {
        let once = |days: Days, dates: &[Dated<'_>]| dates.iter().all(|(there, _)| there.is_equal(days) || !there.is_in_month_of(days));
        once(self.days[0], self.all[0]) && once(self.days[1], self.all[1])
    }

    /// Neither document has the other's day for anything, be it its own date.
    fn is_strange(&self) -> bool {
        let strange = |days: Days, others: &[Dated<'_>]| others.iter().all(|(other, _)| days.against(*other) != Apart::Same);
        strange(self.days[0], self.all[1]) && strange(self.days[1], self.all[0])
    }

    /// Of few documents of one story, two that have the other's day for nothing: a word beside both days tells that they mean one event,
    /// and of days that a slip makes of one another, that there is no other of that month and others hold one of them.
    fn are_strangers(&self, held: &dyn Fn(Days) -> usize) -> bool {
        let told = self.shared.stems + self.shared.numbers > 0;
        let limits = self.dates[0].facts.limit == self.dates[1].facts.limit;
        let held = self.days.iter().any(|&days| held(days) > 1);
        let likely = match self.apart {
            Apart::SameDay => !self.is_anniversary() && (told || (self.are_alone() && limits && held)),
            Apart::Near => told || (self.slip && self.are_alone() && held),
            Apart::SameMonth => told && held && self.are_alone(),
            Apart::SameYear => told,
            Apart::Years => self.are_years() && self.days[0].is_swapped_year_of(self.days[1]) && (told || held),
            Apart::Same | Apart::Far => false,
        };
        likely && self.tie == Tie::Few && self.is_strange()
    }

    fn are_years(&self) -> bool {
        self.days.iter().all(|days| days.is_year())
    }

    /// What happens every year, and its anniversaries, have the same day.
    fn is_anniversary(&self) -> bool {
        let [day, other] = self.days;
        day.year.zip(other.year).is_some_and(|(a, b)| (a - b).abs() > 1) && !day.is_swapped_year_of(other)
    }

    /// What stands around them is the same.
    fn is_one_event(&self) -> bool {
        let least = if self.slip || self.tie == Tie::Draft { LIKELY_EVENT } else { SAME_EVENT };
        (self.shared.stems + self.shared.numbers > 0 || self.is_of_one_person()) && self.points >= least
    }

    /// A draft has the name of somebody beside a day, as its source has beside the same day of another month.
    fn is_of_one_person(&self) -> bool {
        self.tie == Tie::Draft && self.apart == Apart::SameDay && self.shared.names >= 2
    }

    /// Another date of one document goes with one of these as well: its event may be that one's.
    fn has_rival(&self) -> bool {
        let rival = |mine: usize, theirs: usize| {
            let others = self.all[theirs].iter().filter(|(other, _)| *other != self.days[theirs]);
            others
                .map(|(other, there)| (self.days[mine].against(*other), event(self.dates[mine], there)))
                .any(|(apart, there)| there >= self.points.max(1) || (apart == Apart::Same && there + 1 >= self.points.max(2)))
        };
        rival(0, 1) || rival(1, 0)
    }

    /// A document has the other's day too, for some event.
    fn is_known(&self) -> bool {
        let knows = |days: Days, others: &[Dated<'_>]| {
            others.iter().any(|(other, there)| there.is_of_event(self.tie) && days.against(*other) == Apart::Same)
        };
        knows(self.days[0], self.all[1]) || knows(self.days[1], self.all[0])
    }

    fn nearness(&self) -> i32 {
        match self.apart {
            Apart::SameDay => 2,
            Apart::Near if self.slip => 2,
            Apart::Near => 1,
            _ => 0,
        }
    }

    /// Whether what speaks for one event is enough to be shown.
    fn is_enough(&self, known: bool) -> bool {
        let [a, b] = self.dates.map(|date| &date.facts);
        let Shared { stems, names, numbers, .. } = self.shared;
        let drafted = self.tie == Tie::Draft && !known;
        match self.apart {
            Apart::SameDay if !drafted && self.is_anniversary() => false,
            Apart::Years if !self.are_years() => false,
            Apart::Years => !known && stems >= 1 && (numbers >= 1 || (drafted && stems >= 2)),
            Apart::SameDay => stems + numbers >= 1 || (!known && self.is_of_one_person()),
            Apart::Near if self.slip && !known => true,
            Apart::Near => drafted || stems >= 2 || (names >= 1 && a.times.iter().any(|time| b.times.contains(time))),
            _ => !known && ((stems >= 3 && names >= 1) || stems >= 4 || (drafted && (stems >= 3 || (stems >= 2 && names >= 1)))),
        }
    }

    fn why(&self, lone: bool, known: bool) -> Vec<String> {
        let mut why: Vec<String> = shared(self.shared).into_iter().collect();
        if lone {
            why.push("each has no other date of that month".to_owned());
        }
        let apart = match self.apart {
            Apart::SameDay => "the day is the same, the month or the year is not",
            Apart::Years => "the years differ",
            Apart::SameYear => "the months of one year differ",
            Apart::Near => "the dates are a slip or a day or two apart",
            _ => "the dates are in one month",
        };
        why.push(apart.to_owned());
        why.push(if known { "a document has both, of something else" } else { "no document has both" }.to_owned());
        why
    }
}

/// Of two dates one alone says its year, and that is not the year in which the documents are.
fn is_past(day: Days, other: Days, all: (&[Dated<'_>], &[Dated<'_>])) -> bool {
    let last = |dates: &[Dated<'_>]| dates.iter().filter_map(|(days, _)| days.year).max();
    match (day.year, other.year) {
        (Some(year), None) | (None, Some(year)) => last(all.0).max(last(all.1)).is_some_and(|last| last - year >= FORMER),
        _ => false,
    }
}

/// How much two dates have in common but the day.
fn event(a: &Date, b: &Date) -> i32 {
    let Shared { stems, names, numbers, .. } = common(a, b);
    let time = a.facts.times.iter().any(|time| b.facts.times.contains(time));
    2 * stems.min(4) as i32 + names.min(2) as i32 + 2 * numbers.min(2) as i32 + if time { 2 } else { 0 }
}
