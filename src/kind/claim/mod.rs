//! The kind `claim`: statements that are not established, or not to be published yet.
//!
//! `matching` finds the words that make a claim, `hedge` and `denial` say what the sentence makes of it, by the `signs` in it and
//! its `clauses` (`undone`: what is refused, demanded, planned). An asserted claim is an error, a hedged one a note; one that is denied reports nothing.

mod around;
mod clauses;
mod denial;
pub mod fact;
mod hedge;
mod matching;
mod signs;
mod undone;
mod why;

use std::ops::Range;

use jiff::civil::Date;

use self::fact::{Claim, Status};
use self::hedge::Standing;
use self::matching::Match;
use crate::dossier::RuleSet;
use crate::finding::{DeviationName, Origin, RuleId, Severity};
use crate::kind::{Deviation, Fact, Form, Kind, KindName, Mention, Verdict};
use crate::lexicon::{LexiconBuilder, List, Owner};
use crate::prose::passage::Passage;

/// How many words of a claim a message repeats at most; of more, the first and the last.
const SHOWN: usize = 9;

/// All rules of the kind.
pub(crate) struct Claims<'r> {
    rules: &'r RuleSet,
    today: Date,
}

impl<'r> Claims<'r> {
    pub(crate) fn new(rules: &'r RuleSet, lexicon: &mut LexiconBuilder, today: Date) -> Self {
        for (id, rule) in rules.iter() {
            let Fact::Claim(claim) = &rule.fact else { continue };
            for (index, group) in claim.all.iter().enumerate() {
                let group = group.iter().map(|entry| entry.value.as_str());
                lexicon.add_list(group, Owner::Rule(id, List::Group(index as u32)));
            }
            lexicon.add_list(claim.hedges.iter().map(|hedge| hedge.value.as_str()), Owner::Rule(id, List::Hedges));
        }
        Self { rules, today }
    }

    fn claim(&self, id: RuleId) -> Option<&'r Claim> {
        if let Fact::Claim(claim) = &self.rules.rule(id).fact { Some(claim) } else { None }
    }

    fn mention(&self, passage: &Passage<'_>, id: RuleId, claim: &Claim, found: &Match) -> Mention {
        let span = passage.span(found.words());
        let standing = hedge::standing(passage, &found.entries);
        let standing = match own_hedge(passage, id, found) {
            Some(by) if standing == Standing::Asserted => Standing::Hedged(by),
            _ => standing,
        };
        let origin = Origin::Rule(id);
        if let Some(deviation) = self.deviation(passage, claim, &span, &standing) {
            return deviation.at(origin, span, Form::Full);
        }
        passage.explain(id, span.clone(), || why::unreported(claim, standing));
        Mention { origin, span, form: Form::Full, verdict: Verdict::Agrees }
    }

    fn deviation(&self, passage: &Passage<'_>, claim: &Claim, span: &Range<usize>, standing: &Standing) -> Option<Deviation> {
        let text = shown(&passage.text[span.clone()]);
        match (claim.status, standing) {
            (Status::Confirmed, _) | (_, Standing::Denied(_)) => None,
            (Status::Embargoed, _) => {
                let until = claim.until.filter(|&until| self.today < until)?;
                Some(embargoed(&text, until))
            }
            (status, Standing::Asserted) => Some(unhedged(&text, status)),
            (status, Standing::Hedged(by)) => Some(hedged(&text, status, by.clone())),
        }
    }
}

impl Kind for Claims<'_> {
    fn name(&self) -> KindName {
        KindName::Claim
    }

    fn read(&self, passage: &Passage<'_>, mentions: &mut Vec<Mention>) {
        for id in passage.rules() {
            let Some(claim) = self.claim(id) else { continue };
            let matches = matching::matches(passage, id, claim);
            if passage.is_traced() {
                why::unmatched(passage, id, claim, &matches);
            }
            mentions.extend(matches.iter().map(|found| self.mention(passage, id, claim, found)));
        }
    }
}

/// The bytes of a hedge of the rule's own that stands in a sentence of the claim.
fn own_hedge(passage: &Passage<'_>, id: RuleId, found: &Match) -> Option<Range<usize>> {
    let near = found.entries.iter().flat_map(|entry| passage.near(id, List::Hedges, passage.words[entry.start].start as usize));
    near.map(|hit| passage.span(hit.words.clone())).next()
}

fn unhedged(text: &str, status: Status) -> Deviation {
    let word = status.as_str();
    let help = match status {
        Status::Unconfirmed | Status::Disputed => "say who says so, or take it out",
        _ => "say that it is not so, or take it out",
    };
    let message = format!("`{text}` is stated as a fact, though the claim is {word}");
    Deviation::new(DeviationName::Unhedged, Severity::Error, message, format!("asserted here, though {word}")).help(help)
}

fn hedged(text: &str, status: Status, by: Range<usize>) -> Deviation {
    let word = status.as_str();
    let message = format!("`{text}` repeats a claim that is {word}");
    let mut deviation = Deviation::new(DeviationName::Hedged, Severity::Note, message, format!("hedged here, and {word}"));
    deviation.further.push((by, "marked as not established".to_owned()));
    deviation.help(format!("see that readers learn that it is {word}"))
}

fn embargoed(text: &str, until: Date) -> Deviation {
    let message = format!("`{text}` is under embargo until {until}");
    Deviation::new(DeviationName::Embargoed, Severity::Error, message, format!("not to be published before {until}"))
        .help(format!("hold it back until {until}"))
}

/// A claim's words on one line; of many, the first and the last.
fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match (words.get(..SHOWN / 2), words.len().checked_sub(SHOWN / 2).and_then(|from| words.get(from..))) {
        (Some(first), Some(last)) if words.len() > SHOWN => format!("{} … {}", first.join(" "), last.join(" ")),
        _ => words.join(" "),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::check::Checker;
    use crate::dossier::load::load;
    use crate::source::SourceFile;

    const DOSSIER: &str = r#"
[claim.mate]
status = "unconfirmed"
all = [["capitaine", "captain"], ["ivre", "drunk", "soûl"]]
hedges = ["sur les quais, on jase"]
[claim.fire]
status = "false"
all = [["incendie", "fire"], ["criminel", "arson"], ["hangar", "shed"]]
within = "paragraph"
[claim.sale]
status = "embargoed"
until = 2026-03-01
all = [["ferry"], ["vendu", "sold"]]
"#;

    /// What is reported of a text on the last day of February 2026, as `deviation text`.
    pub(crate) fn reported(text: &str) -> Vec<String> {
        on(jiff::civil::date(2026, 2, 28), text)
    }

    fn on(today: Date, text: &str) -> Vec<String> {
        let (rules, problems) = load(vec![SourceFile::from_text("dossier.toml", DOSSIER)]);
        assert!(problems.is_empty(), "{problems:?}");
        let findings = Checker::new(&rules, today).check_text("draft.txt", text);
        findings.iter().map(|finding| format!("{} {}", finding.deviation.as_str(), &text[finding.span.clone()])).collect()
    }

    /// The deviation of each line, or `denied` where nothing is reported.
    pub(crate) fn assert_standing(standing: &str, lines: &[&str]) {
        for line in lines {
            let found = reported(line).first().map_or("denied".to_owned(), |found| found.split(' ').next().unwrap_or_default().to_owned());
            assert_eq!(found, standing, "{line}");
        }
    }

    #[test]
    fn an_embargo_covers_hedges_too_and_ends_on_its_day() {
        assert_eq!(reported("Le ferry serait vendu."), ["embargoed ferry serait vendu"]);
        assert_eq!(reported("Le ferry n’est pas vendu."), [""; 0]);
        assert_eq!(on(jiff::civil::date(2026, 3, 1), "Le ferry est vendu."), [""; 0]);
    }

    #[test]
    fn a_hedge_of_the_rules_own_counts_in_the_sentence_of_the_claim() {
        assert_standing("hedged", &["Sur les quais, on jase : le capitaine était ivre."]);
        assert_standing("unhedged", &["Sur les quais, on jase. Le capitaine était ivre."]);
    }

    #[test]
    fn the_finding_shows_what_hedges() {
        let (rules, _) = load(vec![SourceFile::from_text("dossier.toml", DOSSIER)]);
        let text = "Le capitaine était ivre, selon le parquet.";
        let findings = Checker::new(&rules, jiff::civil::date(2026, 2, 28)).check_text("draft.txt", text);
        let labels: Vec<&str> = findings[0].labels.iter().map(|label| &text[label.span.clone()]).collect();
        assert_eq!(labels, ["capitaine était ivre", "selon"]);
    }

    #[test]
    fn long_claims_are_shown_by_their_ends() {
        assert_eq!(shown("un deux  trois"), "un deux trois");
        assert_eq!(shown("a b c d e f g h i j"), "a b c d … g h i j");
    }
}
