//! The kind `domain`: the names of sites, in prose and behind links.
//!
//! `read` finds the domain names of a text, `index` the rules that list one or have one like it, `compare` says what is alike. What a
//! rule lists goes before any likeness: nobody's own name is an imitation of another's.

pub(crate) mod compare;
pub mod fact;
mod index;
pub(crate) mod read;
pub(crate) mod site;

use std::ops::Range;

use self::fact::Domain;
use self::index::{Index, Known, Likeness, Listed};
use self::read::{Host, Setting};
use crate::dossier::RuleSet;
use crate::finding::{DeviationName, Origin, RuleId, Safety, Severity};
use crate::kind::wording::capitalised;
use crate::kind::{Deviation, Fact, Form, Kind, KindName, Mention, Verdict};
use crate::lexicon::{LexiconBuilder, List, Owner};
use crate::prose::passage::Passage;
use crate::trace::Reason;

/// Labels of up to so many letters stand under many suffixes, each somebody else's.
const SHORT: usize = 5;

/// All rules of the kind.
pub(crate) struct Domains<'r> {
    rules: &'r RuleSet,
    index: Index,
}

impl<'r> Domains<'r> {
    pub(crate) fn new(rules: &'r RuleSet, lexicon: &mut LexiconBuilder) -> Self {
        let mut index = Index::default();
        for (id, rule) in rules.iter() {
            if let Fact::Domain(domain) = &rule.fact {
                index.add(id, domain);
                let words = domain.former_near.iter().map(|word| word.value.as_str());
                lexicon.add_list(words, Owner::Rule(id, List::FormerNear));
            }
        }
        Self { rules, index }
    }

    fn domain(&self, id: RuleId) -> Option<&'r Domain> {
        if let Fact::Domain(domain) = &self.rules.rule(id).fact { Some(domain) } else { None }
    }

    fn host(&self, passage: &Passage<'_>, host: &Host, mentions: &mut Vec<Mention>) {
        let listed = self.index.listed(host);
        if listed.is_empty() && host.is_cased(passage.text) {
            let alike = self.index.alike(host, passage.text);
            mentions.extend(alike.into_iter().filter_map(|known| self.alike(passage, host, &known)));
        }
        mentions.extend(listed.into_iter().filter_map(|known| self.listed(passage, host, &known)));
    }

    fn listed(&self, passage: &Passage<'_>, host: &Host, known: &Known<Listed>) -> Option<Mention> {
        let domain = self.domain(known.rule)?;
        let span = host.span(known.from);
        let (written, right) = (&passage.text[span.clone()], domain.canonical.value.as_str());
        let deviation = match known.how {
            Listed::Former if host.setting != Setting::Email && told(passage, known.rule, span.start).is_none() => former(written, right),
            Listed::Rejected => Deviation::new(
                DeviationName::Rejected,
                Severity::Error,
                format!("`{written}` is not the domain name of this site"),
                format!("the sources have `{right}`"),
            )
            .replace(adopt(written, right), Safety::Safe),
            Listed::Former | Listed::Right => {
                passage.explain(known.rule, span.clone(), || agrees(passage, host, known, &span));
                return Some(Mention { origin: Origin::Rule(known.rule), span, form: Form::Full, verdict: Verdict::Agrees });
            }
        };
        Some(deviation.at(Origin::Rule(known.rule), span, Form::Full))
    }

    fn alike(&self, passage: &Passage<'_>, host: &Host, known: &Known<Likeness>) -> Option<Mention> {
        let right = self.domain(known.rule)?.canonical.value.as_str();
        let span = host.span(known.from);
        let written = &passage.text[span.clone()];
        let deviation = match known.how {
            // People write from where they have their mail, and that under another suffix is as often theirs.
            Likeness::OtherSuffix if host.setting == Setting::Email => {
                passage.explain(known.rule, span, || {
                    Reason::passed_over("an e-mail address under another suffix is as often somebody else's")
                });
                return None;
            }
            Likeness::OtherSuffix => wrong_suffix(written, right),
            Likeness::Lookalike => lookalike(written, right),
        };
        // Defanged it is no name that a list has.
        let deviation = if written.contains(['[', '(', '{']) { deviation } else { deviation.or_accept(written) };
        Some(deviation.replace(adopt(written, right), Safety::Unsafe).at(Origin::Rule(known.rule), span, Form::Full))
    }
}

impl Kind for Domains<'_> {
    fn name(&self) -> KindName {
        KindName::Domain
    }

    fn read(&self, passage: &Passage<'_>, mentions: &mut Vec<Mention>) {
        for host in read::hosts(passage.text) {
            self.host(passage, &host, mentions);
        }
    }

    fn reads_links(&self) -> bool {
        true
    }
}

/// The words of the sentence that say that the name is a former one: of the rule, or such as say so in any story.
fn told(passage: &Passage<'_>, rule: RuleId, byte: usize) -> Option<Range<usize>> {
    if let Some(hit) = passage.near(rule, List::FormerNear, byte).next() {
        return Some(hit.words.clone());
    }
    let mut words: Range<usize> = passage.words_in(&passage.sentence_of(byte));
    let former = |at: usize| passage.tables().find_map(|tables| tables.domain.former.starting(passage.text, passage.words, at));
    words.find_map(|at| Some(at..at + former(at)?))
}

/// How a listed name agrees.
fn agrees(passage: &Passage<'_>, host: &Host, known: &Known<Listed>, span: &Range<usize>) -> Reason {
    match told(passage, known.rule, span.start) {
        _ if known.how == Listed::Right => Reason::agrees("the canonical or an accepted name, or one below it"),
        _ if host.setting == Setting::Email => Reason::agrees("a former name may stand in an e-mail address"),
        Some(words) => Reason::agrees("the sentence says that the name is a former one").by(passage.span(words), "says so"),
        None => Reason::agrees("a former name"),
    }
}

fn former(written: &str, right: &str) -> Deviation {
    let (message, label) = (format!("`{written}` is a former name of this site"), format!("the site is at `{right}` now"));
    let help = format!("replace with `{right}`, or say in the same sentence that the name is a former one");
    Deviation::new(DeviationName::Former, Severity::Warning, message, label).help(help).replace(adopt(written, right), Safety::Unsafe)
}

fn wrong_suffix(written: &str, right: &str) -> Deviation {
    let name = compare::Name::new(right);
    let is_short = name.label().chars().count() <= SHORT;
    let message = format!("`{written}` has another suffix than the name in the sources");
    let label = format!("should end in `.{}`", name.suffix);
    let severity = if is_short { Severity::Warning } else { Severity::Error };
    let deviation = Deviation::new(DeviationName::WrongSuffix, severity, message, label);
    if is_short { deviation.note("a name this short is often somebody else's under another suffix") } else { deviation }
}

fn lookalike(written: &str, right: &str) -> Deviation {
    let message = format!("`{written}` looks like `{right}` and is another domain name");
    let label = format!("the sources have `{right}`");
    let deviation = Deviation::new(DeviationName::Lookalike, Severity::Error, message, label);
    match written.chars().find(|c| !c.is_ascii() && !right.contains(*c)) {
        Some(c) => deviation.note(format!("`{c}` is the character U+{:04X}", u32::from(c))),
        None => deviation,
    }
}

/// What is right as the text writes it: in capitals, with one at its start, with its dots defanged.
fn adopt(written: &str, right: &str) -> String {
    let cased = match () {
        () if !written.contains(char::is_lowercase) => right.to_uppercase(),
        () if written.starts_with(char::is_uppercase) => capitalised(right),
        () => right.to_owned(),
    };
    let dot = ["[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}"].into_iter().find(|dot| written.contains(dot));
    dot.map_or(cased.clone(), |dot| cased.replace('.', dot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_is_written_as_the_text_writes() {
        assert_eq!(adopt("coco.fr", "coco.gg"), "coco.gg");
        assert_eq!(adopt("COCO.FR", "coco.gg"), "COCO.GG");
        assert_eq!(adopt("Coco.fr", "coco.gg"), "Coco.gg");
        assert_eq!(adopt("coco[.]fr", "coco.co.uk"), "coco[.]co[.]uk");
    }
}
