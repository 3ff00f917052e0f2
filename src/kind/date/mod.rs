//! The kind `date`: when something happened, and the check of weekdays that is built in.
//!
//! A passage's dates are read independently of rules ([`read`]), its events are the words of `near` (`event`); a date is judged by the
//! rule of the event that it is attached to (`attach`). Weekdays of full dates are judged without any rule. Most passages hold neither a
//! weekday nor an event: they cost nothing beyond the look-up of their words.

mod another;
mod attach;
pub(crate) mod calendar;
mod event;
pub mod fact;
mod judge;
mod own_verb;
pub mod read;
mod vocabulary;

pub use calendar::{Partial, Said};

use self::event::Event;
use self::fact::Date;
use self::own_verb::Evidence;
use self::read::DateRead;
use self::vocabulary::Vocabulary;
use crate::dossier::RuleSet;
use crate::finding::{Origin, RuleId};
use crate::kind::{Fact, Kind, KindName, Mention, Verdict};
use crate::lexicon::{LexiconBuilder, Matching, Owner};
use crate::prose::passage::Passage;
use crate::trace::Reason;

/// How many words before and behind a weekday its date can lie.
const WEEKDAY_REACH: usize = 8;

/// All rules of the kind.
pub(crate) struct Dates<'r> {
    rules: &'r RuleSet,
    evidence: Evidence<'r>,
}

impl<'r> Dates<'r> {
    pub(crate) fn new(rules: &'r RuleSet, lexicon: &mut LexiconBuilder) -> Self {
        for name in read::weekday_names() {
            lexicon.add(Matching::Exact, name, Owner::Weekday);
        }
        Self { rules, evidence: Evidence::new(rules) }
    }

    fn date(&self, id: RuleId) -> Option<&'r Date> {
        if let Fact::Date(date) = &self.rules.rule(id).fact { Some(date) } else { None }
    }

    /// What the dates of a passage say of its events, each date followed by what is wrong with its weekdays.
    fn judge(&self, passage: &Passage<'_>, events: &[Event], mentions: &mut Vec<Mention>) {
        let dates = read::dates(passage, 0..passage.words.len());
        let vocabulary = Vocabulary::new(passage);
        let all = attach::attach(&self.evidence, &vocabulary, events, &dates);
        if passage.is_traced() {
            attach::explain(&self.evidence, &vocabulary, events, &dates, &all);
        }
        for (read, attached) in dates.iter().zip(all) {
            mentions.extend(attached.into_iter().filter_map(|event| self.best(&vocabulary, &events[event], read)));
            mentions.extend(judge::weekdays(passage, read));
        }
    }

    /// Of the rules that share a word of event, the first that the date agrees with, or else the first.
    fn best(&self, vocabulary: &Vocabulary<'_>, event: &Event, read: &DateRead) -> Option<Mention> {
        let passage = vocabulary.passage;
        let judged = event.rules.iter().filter_map(|&id| {
            let date = self.date(id)?;
            if another::is_another(vocabulary, event, read, date) {
                passage.explain(id, read.span.clone(), || {
                    let text = "the date of another event of this sort: its year, or the words around it, tell it apart";
                    Reason::passed_over(text).by(passage.span(event.words.clone()), "the event")
                });
                return None;
            }
            Some(judge::attached(passage, id, date, passage.span(event.words.clone()), read))
        });
        judged.min_by_key(|mention| mention.verdict != Verdict::Agrees)
    }
}

impl Kind for Dates<'_> {
    fn name(&self) -> KindName {
        KindName::Date
    }

    fn needs_hits(&self) -> bool {
        true
    }

    fn read(&self, passage: &Passage<'_>, mentions: &mut Vec<Mention>) {
        if passage.hits().is_empty() {
            return;
        }
        let events = event::events(self.rules, passage);
        if !events.is_empty() {
            return self.judge(passage, &events, mentions);
        }
        let mut until = 0;
        for at in passage.hits().iter().filter(|hit| hit.owner == Owner::Weekday).map(|hit| hit.words.start) {
            if at < until {
                continue;
            }
            let window = at.saturating_sub(WEEKDAY_REACH).max(until)..(at + WEEKDAY_REACH).min(passage.words.len());
            let dates = read::dates(passage, window);
            until = dates.last().map_or(at + 1, |last| last.words.end.max(at + 1));
            mentions.extend(dates.iter().flat_map(|read| judge::weekdays(passage, read)));
        }
    }

    /// A wrong weekday belongs to the rule of its date; the built-in check reports it where no rule that applies does.
    fn settle(&self, blocks: &mut [Vec<&mut Mention>]) {
        blocks.iter_mut().for_each(|mentions| settle_weekdays(mentions));
    }
}

fn settle_weekdays(mentions: &mut [&mut Mention]) {
    for at in 1..mentions.len() {
        if mentions[at].origin != Origin::Weekday {
            continue;
        }
        let span = mentions[at].span.clone();
        let reported = mentions[..at].iter().rev().take_while(|before| matches!(before.origin, Origin::Rule(_))).any(|before| {
            let touches = before.span.start <= span.end + TOUCHING && span.start <= before.span.end + TOUCHING;
            touches && before.verdict != Verdict::Agrees
        });
        if reported {
            mentions[at].verdict = Verdict::Settled("the rule of its date reports it");
        }
    }
}

/// How many bytes may stand between a date and its weekday (`, le `).
const TOUCHING: usize = 6;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::check::Checker;
    use crate::dossier::load::load;
    use crate::finding::Origin;
    use crate::source::SourceFile;

    const RULES: &str = "[date.fire]\nvalue = 2021-08-19\nnear = [\"fire\", \"incendie\", \"fermé\"]\n";

    /// Origins and texts of what is found.
    fn found(rules: &str, text: &str) -> Vec<(bool, String)> {
        let (rules, problems) = load(vec![SourceFile::from_text("rules.toml", rules)]);
        assert!(problems.is_empty(), "{problems:?}");
        let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
        let findings = checker.check_text("draft.txt", text);
        findings.into_iter().map(|finding| (finding.origin == Origin::Weekday, text[finding.span].to_owned())).collect()
    }

    #[test]
    fn a_wrong_weekday_is_reported_once_by_the_rule_that_applies() {
        let text = "The fire on Monday, August 19, 2021, burned for two days.";
        assert_eq!(found(RULES, text), [(false, "Monday".to_owned())]);
        let elsewhere = format!("[dossier]\nabout = [\"Corry\"]\n{RULES}");
        assert_eq!(found(&elsewhere, text), [(true, "Monday".to_owned())], "the rule does not apply, the calendar does");
    }

    #[test]
    fn a_wrong_date_hides_its_weekday() {
        assert_eq!(found(RULES, "The fire on Monday, August 29, 2021, burned for two days."), [(false, "August 29, 2021".to_owned())]);
    }

    #[test]
    fn a_wrong_date_hides_no_weekday_of_another_paragraph() {
        let text = "Il a fermé le 26 août 2021.\n\nTous sont venus mercredi 19 août 2021.";
        assert_eq!(found(RULES, text), [(false, "26 août 2021".to_owned()), (true, "mercredi".to_owned())]);
    }

    #[test]
    fn weekdays_are_judged_without_rules() {
        assert_eq!(found("", "Réunis mardi 15 juin 2024, puis samedi 15 juin 2024."), [(true, "mardi".to_owned())]);
        assert_eq!(found("", "Friday, 03/01/2024 and Sunday, 03/01/2024"), [(true, "Sunday".to_owned())]);
        assert_eq!(found("", "le dimanche 30 janvier 1649"), [], "of the Julian calendar");
    }

    proptest! {
        #[test]
        fn any_run_of_the_words_of_dates_is_read(parts in prop::collection::vec(0..PARTS.len(), 0..24)) {
            let text: String = parts.into_iter().map(|part| PARTS[part]).collect();
            // Slicing the text at the spans is the test.
            found(RULES, &text);
        }
    }

    const PARTS: [&str; 44] = [
        "fire", "incendie", "fermé", "l’", "le ", "the ", " ", " ", " ", " ", ", ", ". ", "-", "–", "/", "(", ")", "« ", " »", "1", "25",
        "1er", "9th", "2021", "08", "juin", "March", "mars", "August", "mardi", "Tuesday", "Sat", "au ", "du ", "of ", "et ", "and ",
        "since ", "en ", "in ", "été ", "\u{a0}", "’s ", "\u{fffc}",
    ];
}
