//! The dates of two documents → those that date one event differently, and how likely it is.

use super::Date;
use super::days::{Apart, Days};
use crate::discover::context::both;
use crate::discover::topics::Tie;

/// Points from which on two clauses are of one event; where the dates are a slip apart, or one document is a draft about the other.
const SAME_EVENT: i32 = 3;
const LIKELY_EVENT: i32 = 2;
/// From so many years on an event is a former one, where the document does not say the year of the others.
const FORMER: i16 = 2;

/// What lacks something that it needs is no surer than that.
const DOUBTFUL: u8 = 45;
const DOUBTFUL_OF_DRAFT: u8 = 35;

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

/// What two documents date differently; of the second only its `own` dates are asked for.
pub(super) fn clashes<'d>((a, b): (&[Dated<'d>], &[Dated<'d>]), own: &[Dated<'d>], tie: Tie) -> Vec<(Said, Clash<'d>)> {
    let mut found = Vec::new();
    for &x in a.iter().filter(|(_, date)| !date.facts.own) {
        for &y in own.iter().filter(|(_, date)| !date.facts.own) {
            let apart = x.0.against(y.0);
            if !x.1.may_clash(apart, tie) || !y.1.may_clash(apart, tie) {
                continue;
            }
            let clash = match apart {
                Apart::Same => weekdays(x, y),
                Apart::Far => None,
                Apart::Near if tie != Tie::Names && x.0.is_night() && y.0.is_night() => nights(x, y, (a, b)),
                apart => events((apart, tie), x, y, (a, b)),
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
    let (stems, names) = common(a, b);
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
        (Some(year), None) | (None, Some(year)) => last(all.0).max(last(all.1)).is_some_and(|last| last - year >= FORMER),
        _ => false,
    }
}

/// The words that stand around both. One with a capital in one place alone, as at the head of a sentence, is a word.
fn common(a: &Date, b: &Date) -> (usize, usize) {
    let (stems, names) = a.setting.shared(&b.setting);
    (stems + both(&a.setting.stems, &b.setting.names) + both(&a.setting.names, &b.setting.stems), names)
}

/// How much two dates have in common but the day.
fn event(a: &Date, b: &Date) -> i32 {
    let (stems, names) = common(a, b);
    let time = a.facts.times.iter().any(|time| b.facts.times.contains(time));
    2 * stems.min(4) as i32 + names.min(2) as i32 + if time { 2 } else { 0 }
}

/// One night with two dates: documents of one story that speak of one night alone mean the same.
fn nights((day, a): (Days, &Date), (other, b): (Days, &Date), all: (&[Dated<'_>], &[Dated<'_>])) -> Option<(u8, Vec<String>)> {
    let alone = |night: Days, dates: &[Dated<'_>]| dates.iter().all(|(days, _)| !days.is_night() || *days == night || days.is_equal(night));
    if !alone(day, all.0) || !alone(other, all.1) {
        return None;
    }
    let (stems, names) = common(a, b);
    let mut why: Vec<String> = shared(stems, names).into_iter().collect();
    why.push("each speaks of one night, and they are not the same".to_owned());
    Some((60 + 5 * (stems + names).min(4) as u8, why))
}

/// One event with two dates: neither stands nearer to another date of the other document.
fn events(
    (apart, tie): (Apart, Tie),
    (day, a): (Days, &Date),
    (other, b): (Days, &Date),
    all: (&[Dated<'_>], &[Dated<'_>]),
) -> Option<(u8, Vec<String>)> {
    let (stems, names) = common(a, b);
    let points = event(a, b);
    let slip = tie != Tie::Names && day.is_slip_of(other);
    // Of a month that both name once, and with its year.
    let once = |days: Days, dates: &[Dated<'_>]| dates.iter().all(|(there, _)| there.is_equal(days) || !there.is_in_month_of(days));
    let years = day.year.is_some() && day.year == other.year;
    let weekday = tie == Tie::Draft && a.facts.weekday.is_some() && a.facts.weekday == b.facts.weekday;
    let lone = slip && (weekday || ((years || tie == Tie::Draft) && once(day, all.0) && once(other, all.1)));
    // Neither document has the other's day for anything, be it its own date.
    let strange = |days: Days, others: &[Dated<'_>]| others.iter().all(|(other, _)| days.against(*other) != Apart::Same);
    let neighbours = tie == Tie::Few && apart == Apart::Near && strange(day, all.1) && strange(other, all.0);
    let least = if slip || neighbours || tie == Tie::Draft { LIKELY_EVENT } else { SAME_EVENT };
    if (!lone && (stems == 0 || points < least)) || is_past(day, other, all) {
        return None;
    }
    // Another date of one document that goes with this one as well: its event may be that one's.
    let rival = |days: Days, date: &Date, others: &[(Days, &Date)], chosen: Days| {
        others
            .iter()
            .filter(|(other, _)| *other != chosen)
            .map(|(other, there)| (days.against(*other), event(date, there)))
            .any(|(apart, there)| there >= points.max(1) || (apart == Apart::Same && there + 1 >= points.max(2)))
    };
    if rival(day, a, all.1, other) || rival(other, b, all.0, day) {
        return None;
    }
    let knows = |days: Days, others: &[(Days, &Date)]| {
        others.iter().any(|(other, there)| there.is_of_event(tie) && days.against(*other) == Apart::Same)
    };
    let known = knows(day, all.1) || knows(other, all.0);
    let near = match apart {
        Apart::SameDay => 2,
        Apart::Near if slip => 2,
        Apart::Near => 1,
        _ => 0,
    };
    let weekdays = neighbours && a.facts.weekday.zip(b.facts.weekday).is_some_and(|(a, b)| a != b);
    let total = points + near + i32::from(lone) + i32::from(weekdays) - if known { 2 } else { 0 };
    let mut confidence = (35 + 5 * total).clamp(5, 90) as u8;
    let drafted = tie == Tie::Draft && !known;
    let enough = match apart {
        // What happens every year, and its anniversaries, have the same day.
        Apart::SameDay if !drafted && day.year.zip(other.year).is_some_and(|(a, b)| (a - b).abs() > 1) => false,
        Apart::Years => drafted && stems >= 2 && day.is_year() && other.is_year(),
        Apart::SameDay => stems >= 1,
        Apart::Near if slip && !known => true,
        // In one story much happens on the next day: the same words have to stand around both.
        Apart::Near if neighbours => !((a.facts.limit || b.facts.limit) && stems < 2 && names == 0 && !weekdays),
        Apart::Near => drafted || stems >= 2 || (names >= 1 && a.facts.times.iter().any(|time| b.facts.times.contains(time))),
        _ => !known && ((stems >= 3 && names >= 1) || stems >= 4 || (drafted && (stems >= 3 || (stems >= 2 && names >= 1)))),
    };
    if !enough {
        confidence = confidence.min(if tie == Tie::Draft { DOUBTFUL_OF_DRAFT } else { DOUBTFUL });
    }
    let mut why: Vec<String> = shared(stems, names).into_iter().collect();
    if lone {
        why.push("each has no other date of that month".to_owned());
    }
    why.push(match apart {
        Apart::SameDay => "the day is the same, the month or the year is not".to_owned(),
        Apart::Years => "the years differ".to_owned(),
        Apart::Near => "the dates are a slip or a day or two apart".to_owned(),
        _ => "the dates are in one month".to_owned(),
    });
    why.push(if known { "a document has both, of something else" } else { "no document has both" }.to_owned());
    Some((confidence, why))
}
