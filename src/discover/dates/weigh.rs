//! The dates of two documents → those that date one event differently, and how likely it is.

use super::Date;
use super::days::{Apart, Days};

/// Points from which on two clauses are of one event.
const SAME_EVENT: i32 = 3;

/// A date of a document.
type Dated<'d> = (Days, &'d Date);

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

/// What two documents date differently.
pub(super) fn clashes<'d>(a: &[Dated<'d>], b: &[Dated<'d>]) -> Vec<(Said, Clash<'d>)> {
    let mut found = Vec::new();
    for &x in a.iter().filter(|(_, date)| !date.facts.idle) {
        for &y in b.iter().filter(|(_, date)| !date.facts.idle) {
            let clash = match x.0.against(y.0) {
                Apart::Same => weekdays(x, y),
                Apart::Far => None,
                apart => events(apart, x, y, (a, b)),
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
    let (stems, names) = a.setting.shared(&b.setting);
    let mut why = vec!["one day with two weekdays".to_owned()];
    why.extend(shared(stems, names));
    // Without years they may be days of two.
    let years = day.year.is_some() && other.year.is_some();
    Some((if years || stems + names > 0 { 85 } else { 60 }, why))
}

fn shared(stems: usize, names: usize) -> Option<String> {
    let counted = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    match (stems, names) {
        (0, 0) => None,
        (stems, 0) => Some(format!("the words around them share {}", counted(stems, "word"))),
        (0, names) => Some(format!("the words around them share {}", counted(names, "name"))),
        (stems, names) => Some(format!("the words around them share {} and {}", counted(stems, "word"), counted(names, "name"))),
    }
}

/// Of two dates one alone says its year, and that is not the year in which the documents are.
fn is_past(day: Days, other: Days, all: (&[Dated<'_>], &[Dated<'_>])) -> bool {
    let last = |dates: &[Dated<'_>]| dates.iter().filter_map(|(days, _)| days.year).max();
    match (day.year, other.year) {
        (Some(year), None) | (None, Some(year)) => last(all.0).max(last(all.1)).is_some_and(|last| last > year),
        _ => false,
    }
}

/// How much two dates have in common but the day.
fn event(a: &Date, b: &Date) -> i32 {
    let (stems, names) = a.setting.shared(&b.setting);
    let time = a.facts.times.iter().any(|time| b.facts.times.contains(time));
    2 * stems.min(4) as i32 + names.min(2) as i32 + if time { 2 } else { 0 }
}

/// One event with two dates: neither stands nearer to another date of the other document.
fn events(
    apart: Apart,
    (day, a): (Days, &Date),
    (other, b): (Days, &Date),
    all: (&[Dated<'_>], &[Dated<'_>]),
) -> Option<(u8, Vec<String>)> {
    let (stems, names) = a.setting.shared(&b.setting);
    let points = event(a, b);
    if stems == 0 || points < SAME_EVENT || is_past(day, other, all) {
        return None;
    }
    // Another date of one document that goes with this one as well: its event may be that one's.
    let rival = |days: Days, date: &Date, others: &[(Days, &Date)], chosen: Days| {
        others
            .iter()
            .filter(|(other, _)| *other != chosen)
            .map(|(other, there)| (days.against(*other), event(date, there)))
            .any(|(apart, there)| there >= points || (apart == Apart::Same && there + 1 >= points))
    };
    if rival(day, a, all.1, other) || rival(other, b, all.0, day) {
        return None;
    }
    let knows =
        |days: Days, others: &[(Days, &Date)]| others.iter().any(|(other, there)| !there.facts.idle && days.against(*other) == Apart::Same);
    let known = knows(day, all.1) || knows(other, all.0);
    let near = match apart {
        Apart::SameDay => 2,
        Apart::Near => 1,
        _ => 0,
    };
    let total = points + near - if known { 2 } else { 0 };
    let mut confidence = (35 + 5 * total).clamp(5, 90) as u8;
    let enough = match apart {
        // What happens every year, and its anniversaries, have the same day.
        Apart::SameDay if day.year.zip(other.year).is_some_and(|(a, b)| (a - b).abs() > 1) => false,
        Apart::SameDay => stems >= 1,
        // In one story much happens on the next day: the same words have to stand around both.
        Apart::Near => stems >= 2 || (stems == 1 && names >= 1 && a.facts.times.iter().any(|time| b.facts.times.contains(time))),
        _ => !known && ((stems >= 3 && names >= 1) || stems >= 4),
    };
    if !enough {
        confidence = confidence.min(45);
    }
    let mut why: Vec<String> = shared(stems, names).into_iter().collect();
    why.push(match apart {
        Apart::SameDay => "the day is the same, the month or the year is not".to_owned(),
        Apart::Near => "the dates are a slip or a day or two apart".to_owned(),
        _ => "the dates are in one month".to_owned(),
    });
    why.push(if known { "a document has both, of something else" } else { "no document has both" }.to_owned());
    Some((confidence, why))
}
