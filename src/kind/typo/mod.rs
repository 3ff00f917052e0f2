//! The kind `typo`: real words in the wrong place, which no spell checker sees.
//!
//! `wrong` is found through the lexicon, exact but for case; `pattern` by its own regular expression. Case and number are carried over to
//! what is right.

pub mod fact;

use std::ops::Range;

use regex::Regex;

use self::fact::{Typo, Wrong};
use crate::dossier::RuleSet;
use crate::finding::{DeviationName, Origin, RuleId, Safety, Severity};
use crate::kind::wording::{capitalised, one_line};
use crate::kind::{Deviation, Fact, Form, Kind, KindName, Mention};
use crate::lexicon::{Hit, LexiconBuilder, List, Matching, Owner, plural};
use crate::prose::passage::Passage;
use crate::prose::words::{Shape, words};
use crate::trace::Reason;

/// All rules of the kind.
pub(crate) struct Typos<'r> {
    rules: &'r RuleSet,
    patterns: Vec<(RuleId, &'r Regex)>,
}

impl<'r> Typos<'r> {
    pub(crate) fn new(rules: &'r RuleSet, lexicon: &mut LexiconBuilder) -> Self {
        let mut patterns = Vec::new();
        for (id, rule) in rules.iter() {
            match &rule.fact {
                Fact::Typo(Typo { wrong: Wrong::Words(wrong), .. }) => {
                    for (index, text) in wrong.iter().enumerate() {
                        lexicon.add(Matching::Plural, &text.value, Owner::Rule(id, List::Wrong(index as u32)));
                    }
                }
                Fact::Typo(Typo { wrong: Wrong::Pattern(pattern), .. }) => patterns.push((id, pattern)),
                _ => {}
            }
        }
        Self { rules, patterns }
    }

    fn typo(&self, id: RuleId) -> Option<&'r Typo> {
        if let Fact::Typo(typo) = &self.rules.rule(id).fact { Some(typo) } else { None }
    }

    fn word(&self, passage: &Passage<'_>, id: RuleId, index: u32, hit: &Hit) -> Option<Mention> {
        let span = passage.span(hit.words.clone());
        let right = self.typo(id)?.right_for(index as usize);
        // What has no plural of its own stays as it is.
        let right = hit.plural.then(|| plural(right)).flatten().unwrap_or_else(|| right.to_owned());
        let written = &passage.text[span.clone()];
        let right = carry_case(written, &right);
        // The plural of a wrong word may be the right one: `alway`, `always`.
        if written == right {
            passage.explain(id, span, || Reason::agrees("the plural of the wrong word is the right word"));
            return None;
        }
        Some(mention(id, written, &right, span))
    }

    fn pattern(&self, passage: &Passage<'_>, id: RuleId, pattern: &Regex, mentions: &mut Vec<Mention>) {
        let Some(typo) = self.typo(id) else { return };
        for found in pattern.captures_iter(passage.text) {
            let Some(whole) = found.get(0).filter(|whole| !whole.is_empty()) else { continue };
            let mut right = String::new();
            found.expand(typo.right_for(0), &mut right);
            if right != whole.as_str() {
                mentions.push(mention(id, whole.as_str(), &right, whole.range()));
            }
        }
    }
}

impl Kind for Typos<'_> {
    fn name(&self) -> KindName {
        KindName::Typo
    }

    fn needs_hits(&self) -> bool {
        self.patterns.is_empty()
    }

    fn read(&self, passage: &Passage<'_>, mentions: &mut Vec<Mention>) {
        for hit in passage.hits() {
            if let Owner::Rule(id, List::Wrong(index)) = hit.owner {
                mentions.extend(self.word(passage, id, index, hit));
            }
        }
        for &(id, pattern) in &self.patterns {
            self.pattern(passage, id, pattern, mentions);
        }
    }
}

fn mention(id: RuleId, written: &str, right: &str, span: Range<usize>) -> Mention {
    let shown = one_line(written);
    let deviation = Deviation::new(
        DeviationName::Typo,
        Severity::Error,
        format!("`{shown}` is not the word meant here"),
        format!("should be `{right}`"),
    );
    deviation.replace(right, Safety::Safe).at(Origin::Rule(id), span, Form::Full)
}

/// `right` in the case of `written`: all in capitals, or with a capital at its start.
fn carry_case(written: &str, right: &str) -> String {
    let mut found = Vec::new();
    words(written, &mut found);
    let upper = found.iter().filter(|word| word.shape.has_letter()).all(|word| word.shape.is_upper())
        && written.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let opens = found.first().is_some_and(|word| word.shape.is_capitalised());
    match () {
        () if upper => right.to_uppercase(),
        () if opens && Shape::of(right).is_lower() => capitalised(right),
        () => right.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::Checker;
    use crate::dossier::load::load;
    use crate::source::SourceFile;

    /// The replacements of what is found.
    fn replacements(wrong: &str, right: &str, text: &str) -> Vec<String> {
        let dossier = format!("[typo.t]\nwrong = \"{wrong}\"\nright = \"{right}\"\n");
        let (rules, problems) = load(vec![SourceFile::from_text("d.toml", dossier)]);
        assert!(problems.is_empty(), "{problems:?}");
        let findings = Checker::new(&rules, jiff::civil::date(2026, 1, 1)).check_text("a.txt", text);
        findings.into_iter().filter_map(|finding| Some(finding.fix?.edits.remove(0).text)).collect()
    }

    #[test]
    fn case_and_number_are_carried_over() {
        let text = "Web francophobe, Francophobes, FRANCOPHOBE";
        assert_eq!(replacements("francophobe", "francophone", text), ["francophone", "Francophones", "FRANCOPHONE"]);
        assert_eq!(replacements("tableu", "tableau", "les tableux"), ["tableaux"]);
        assert_eq!(replacements("sourie", "souris", "les souries"), ["souris"]);
        assert_eq!(replacements("meuble de tourisme", "meublé de tourisme", "deux meubles de tourisme"), ["meublés de tourisme"]);
        assert_eq!(replacements("point of sail", "point of sale", "two points of sail"), ["points of sale"]);
    }

    #[test]
    fn an_acronym_that_ends_like_a_plural_stays_as_it_is() {
        assert_eq!(replacements("GSP", "GPS", "deux GSPs"), ["GPS"]);
    }
}
