//! Why a claim reports nothing: of one that stands there, its status or a denial; of words that could have made one, what they lack.

use super::fact::{Claim, Status};
use super::hedge::Standing;
use super::matching::{APART, Match};
use crate::finding::RuleId;
use crate::kind::near::named;
use crate::lexicon::{Hit, List};
use crate::prose::passage::Passage;
use crate::trace::Reason;

/// Of a claim that stands in the text and is not reported.
pub(super) fn unreported(claim: &Claim, standing: Standing) -> Reason {
    match (claim.status, standing, claim.until) {
        (Status::Confirmed, ..) => Reason::agrees("the claim is confirmed: it may be stated"),
        (_, Standing::Denied(by), _) => Reason::agrees("the sentence says that it is not so").by(by, "denies it"),
        (Status::Embargoed, _, Some(until)) => Reason::agrees(format!("the embargo ended on {until}")),
        _ => Reason::agrees("nothing is claimed"),
    }
}

/// Of the words of a claim that make none, each.
pub(super) fn unmatched(passage: &Passage<'_>, id: RuleId, claim: &Claim, matches: &[Match]) {
    let groups = (0..claim.all.len()).map(|group| passage.list(id, List::Group(group as u32)));
    for (group, hit) in groups.enumerate().flat_map(|(group, hits)| hits.iter().map(move |hit| (group, hit))) {
        let begun = matches.partition_point(|found| found.words().start <= hit.words.start);
        let used = matches[..begun].last().is_some_and(|found| found.words().contains(&hit.words.start));
        if !used {
            passage.explain(id, passage.span(hit.words.clone()), || lacking(passage, id, claim, group, hit));
        }
    }
}

/// What a word of one group lacks to make a claim.
fn lacking(passage: &Passage<'_>, id: RuleId, claim: &Claim, group: usize, hit: &Hit) -> Reason {
    let byte = passage.span(hit.words.clone()).start;
    if passage.is_address(byte) {
        return Reason::passed_over("part of an address, and no word of a claim");
    }
    let others = || (0..claim.all.len()).filter(|&other| other != group);
    let names = |group: usize| named(claim.all[group].iter().map(|entry| entry.value.as_str()));
    let within = if claim.within_paragraph { "paragraph" } else { "sentence" };
    let here = |other: usize| {
        let list = List::Group(other as u32);
        if claim.within_paragraph { !passage.list(id, list).is_empty() } else { passage.has_near(id, list, byte) }
    };
    if let Some(missing) = others().find(|&other| !here(other)) {
        let elsewhere =
            passage.list(id, List::Group(missing as u32)).iter().min_by_key(|other| other.words.start.abs_diff(hit.words.start));
        let reason = Reason::passed_over(format!("no word of another group of `all` stands in its {within} ({})", names(missing)));
        return match elsewhere {
            Some(other) => reason.by(passage.span(other.words.clone()), "outside of the sentence"),
            None => reason,
        };
    }
    let nearest = others()
        .flat_map(|other| passage.near(id, List::Group(other as u32), byte))
        .min_by_key(|other| other.words.start.abs_diff(hit.words.start));
    let Some(other) = nearest else { return Reason::passed_over("makes no claim here") };
    let between = hit.words.end.min(other.words.end)..hit.words.start.max(other.words.start);
    let (from, to) = (hit.words.start.min(other.words.start), hit.words.start.max(other.words.start));
    let cut = passage.text[passage.span(from..to + 1)].contains(';');
    let text = match () {
        () if cut => "a semicolon parts the words of the claim".to_owned(),
        () if between.len() > APART => format!("the words of the claim stand more than {APART} words apart"),
        () => "its words make no claim with those of the other groups: they overlap, or belong to another claim".to_owned(),
    };
    Reason::passed_over(text).by(passage.span(other.words.clone()), "a word of another group")
}
