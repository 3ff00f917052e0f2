//! Figures of one unit, dates of one event, and claims of the same words.

use super::{Finder, set};
use crate::dossier::Rule;
use crate::kind::Fact;
use crate::kind::claim::fact::{Claim, Status};
use crate::kind::date::fact::Date;
use crate::kind::figure::fact::Figure;

/// Beyond this, two values of one unit are those of different things, as in a check.
const SAME_THING: f64 = 2.0;

impl Finder<'_> {
    /// Two values of one unit that a draft could take for each other. A dossier may well count two things by one word, and a draft that
    /// gives either value agrees: a doubt.
    pub(super) fn figures(&mut self) {
        let groups = self.groups(|rule| figure(rule).map(|figure| set(&figure.unit)));
        for mut group in groups {
            group.sort_by(|a, b| value(a).total_cmp(&value(b)));
            for pair in group.windows(2) {
                let (Some(one), Some(other)) = (figure(pair[0]), figure(pair[1])) else { continue };
                let near = one.value * other.value > 0.0
                    && other.value.abs().max(one.value.abs()) <= SAME_THING * other.value.abs().min(one.value.abs());
                if one.value == other.value || other.value - one.value <= one.tolerance.max(other.tolerance) || !near {
                    continue;
                }
                let unit = one.unit.first().map_or("", |unit| unit.value.as_str());
                let message = format!("[{}] and [{}] give different figures of `{unit}`", pair[0].code, pair[1].code);
                let (here, there) = (format!("{} here", one.written), format!("{} here", other.written));
                let help = "where they count different things, give each the words that stand beside it: `near = […]`";
                self.doubt(&pair[0].code, message, (pair[0].span.clone(), here), (pair[1].span.clone(), there), help);
            }
        }
    }

    /// Two dates of one event that have no day in common. An event may take place twice, and a draft that gives either date agrees: a doubt.
    pub(super) fn dates(&mut self) {
        for mut group in self.groups(|rule| date(rule).map(|_| set(&rule.near))) {
            group.sort_by_key(|rule| date(rule).map(|date| (date.value.from, date.value.to)));
            for pair in group.windows(2) {
                let (Some(one), Some(other)) = (date(pair[0]), date(pair[1])) else { continue };
                if one.value.to >= other.value.from || one.written.is_empty() {
                    continue;
                }
                let message = format!("[{}] and [{}] give different dates of one event", pair[0].code, pair[1].code);
                let (here, there) = (format!("{} here", one.written), format!("{} here", other.written));
                let help = "where there are two events, tell them apart by the words of `near`";
                self.doubt(&pair[0].code, message, (pair[0].span.clone(), here), (pair[1].span.clone(), there), help);
            }
        }
    }

    /// One claim of two statuses. An embargo says when, not whether: it may stand beside either.
    pub(super) fn claims(&mut self) {
        let groups = self.groups(|rule| {
            let mut words: Vec<Vec<String>> = claim(rule)?.all.iter().map(|group| set(group)).collect();
            words.sort_unstable();
            Some(words)
        });
        for group in groups {
            let first = group[0];
            for other in &group[1..] {
                let (Some(one), Some(two)) = (claim(first), claim(other)) else { continue };
                if one.status == two.status {
                    continue;
                }
                let message = format!("[{}] and [{}] give one claim different statuses", first.code, other.code);
                let here = (first.span.clone(), format!("{} here", one.status.as_str()));
                let there = (other.span.clone(), format!("{} here", two.status.as_str()));
                self.mistake(message, here, there, "keep the one that holds today");
            }
        }
    }
}

fn figure(rule: &Rule) -> Option<&Figure> {
    if let Fact::Figure(figure) = &rule.fact { Some(figure) } else { None }
}

fn value(rule: &Rule) -> f64 {
    figure(rule).map_or(0.0, |figure| figure.value)
}

fn date(rule: &Rule) -> Option<&Date> {
    if let Fact::Date(date) = &rule.fact { Some(date) } else { None }
}

fn claim(rule: &Rule) -> Option<&Claim> {
    if let Fact::Claim(claim) = &rule.fact { Some(claim).filter(|claim| claim.status != Status::Embargoed) } else { None }
}
