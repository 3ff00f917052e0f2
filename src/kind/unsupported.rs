//! Names and figures of a draft that its sources do not have at all: a note each, for `--against`.
//!
//! No rule stands behind them: what the sources say is collected once ([`Known`]), and a draft's names and figures are looked up there.

use std::collections::{HashMap, HashSet};

use crate::finding::{DeviationName, Origin, Severity};
use crate::kind::figure::number::numbers;
use crate::kind::{Deviation, Form, Kind, KindName, Mention, Verdict};
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::prose::{Document, fold};
use crate::reading::{Content, FigureRead, NameRead, mentions};
use crate::source::SourceFile;

/// Digits of a number that is likely a rounded one, no zeros at its end.
const ROUND: usize = 2;

/// How far a rounded number may be from the one that it stands for.
const NEAR: f64 = 0.1;

/// What sources say, as far as a draft can take it over: their words, and their numbers.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// [`fold::key`] of the words without accents.
    words: HashSet<u64>,
    numbers: Vec<f64>,
    /// The given names that stand before a family name, by its last part.
    given: HashMap<String, HashSet<String>>,
}

impl Known {
    /// Adds what a source says.
    pub fn add(&mut self, file: &SourceFile, document: &Document) {
        let mut run = Vec::new();
        for block in &document.blocks {
            let text = block.text(file.text());
            words(text, &mut run);
            self.words.extend(run.iter().map(|word| fold::key(&fold::strip(word.text(text)))));
            let passage = Passage::new(block, text, &run);
            self.numbers.extend(numbers(&passage).into_iter().flat_map(|number| number.readings.into_iter().chain(number.upper)));
            mentions(&passage).iter().for_each(|read| self.add_given(&read.content));
        }
    }

    fn add_given(&mut self, content: &Content) {
        if let Content::Name(name) = content
            && let Some(family) = name.parts.last().filter(|_| name.given < name.parts.len())
        {
            self.given.entry(family.clone()).or_default().extend(name.parts[..name.given].iter().cloned());
        }
    }

    /// Whether the family name, or all of a name that has none, is made of the sources' words, and somebody of that name has its given
    /// name too, as far as the sources give one.
    fn has_name(&self, name: &NameRead) -> bool {
        let family = name.family().iter().all(|part| part.chars().count() < 2 || self.words.contains(&fold::key(part)));
        family && (name.given == 0 || name.given == name.parts.len() || self.has_given(name))
    }

    fn has_given(&self, name: &NameRead) -> bool {
        let Some(known) = name.parts.last().and_then(|family| self.given.get(family)).filter(|known| !known.is_empty()) else {
            return true;
        };
        // `T. Wieczorek`, `Tom` for `Thomas`.
        let fits = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
        name.parts[..name.given].iter().any(|given| known.iter().any(|known| fits(given, known)))
    }

    /// Whether one of the values is a source's, or one rounded.
    fn has_figure(&self, figure: &FigureRead) -> bool {
        let mut values = figure.values.iter().chain(&figure.upper);
        values.any(|&value| self.numbers.iter().any(|&known| value == known || is_rounded(value, known)))
    }
}

/// Whether a number is near enough to another to stand for it, and has fewer digits: `40` may be `37`, and `39` is not.
fn is_rounded(value: f64, known: f64) -> bool {
    let (round, exact) = (digits(value), digits(known));
    value >= 10.0 && round <= ROUND && round < exact && (value - known).abs() <= known.abs() * NEAR
}

/// The digits of a number, without the zeros at its end.
fn digits(value: f64) -> usize {
    let written = format!("{value:.11e}");
    let mantissa = written.split_once('e').map_or("", |(mantissa, _)| mantissa);
    mantissa.trim_end_matches('0').bytes().filter(u8::is_ascii_digit).count()
}

/// The check at work.
pub(crate) struct Unsupported<'k> {
    known: &'k Known,
}

impl<'k> Unsupported<'k> {
    pub(crate) fn new(known: &'k Known) -> Self {
        Self { known }
    }

    /// What is missing in the sources, and what to call it.
    fn missing(&self, content: &Content) -> Option<&'static str> {
        match content {
            Content::Name(name) if !name.doubtful && !self.known.has_name(name) => Some("name"),
            Content::Figure(figure) if !self.known.has_figure(figure) => Some("figure"),
            _ => None,
        }
    }
}

impl Kind for Unsupported<'_> {
    fn name(&self) -> KindName {
        // Behind all others at one place.
        KindName::Claim
    }

    fn read(&self, passage: &Passage<'_>, found: &mut Vec<Mention>) {
        for read in mentions(passage) {
            let Some(what) = self.missing(&read.content) else { continue };
            let words = passage.text[read.span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let message = format!("no source has the {what} `{words}`");
            let deviation = Deviation::new(DeviationName::Unsupported, Severity::Note, message, "in none of the sources");
            let deviation = deviation.help("see whether a source says so; it may come from somewhere else");
            found.push(deviation.at(Origin::Unsupported, read.span, Form::Full));
        }
    }

    /// The same words are told once, where they stand first.
    fn settle(&self, blocks: &mut [Vec<&mut Mention>]) {
        let mut told = HashSet::new();
        for mention in blocks.iter_mut().flatten() {
            if let Verdict::Deviates(deviation) = &mention.verdict
                && !told.insert(deviation.message.clone())
            {
                mention.verdict = Verdict::Settled("told once, where it stands first");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Checker;
    use crate::dossier::RuleSet;
    use crate::format::Format;

    fn missing(source: &str, draft: &str) -> Vec<String> {
        let file = SourceFile::from_text("source.txt", source);
        let mut known = Known::default();
        known.add(&file, &Format::Text.read(&file));
        let rules = RuleSet { known: Some(known), ..RuleSet::default() };
        let findings = Checker::new(&rules, jiff::civil::Date::ZERO).check_text("draft.txt", draft);
        findings.into_iter().map(|finding| draft[finding.span].to_owned()).collect()
    }

    #[test]
    fn names_and_figures_that_no_source_has_are_told_once() {
        let source = "Le procureur Marc Ferrand a recensé 23 051 dossiers et 12 blessés à Nantes.";
        assert_eq!(
            missing(source, "Selon Julie Marchetti, 40 camions ont brûlé. Avec Julie Marchetti, M. Ferrand cite 12 blessés."),
            ["Julie Marchetti", "40 camions"]
        );
    }

    #[test]
    fn people_with_another_given_name_and_figures_near_another_are_told() {
        let source = "Inspector Tomasz Wieczorek and M. Reyes were there. Anna Philippa Ashdown, 29, saw 37 paintings.";
        for (draft, wanted) in [
            ("Harold Wieczorek came.", &["Harold Wieczorek"][..]),
            ("Philip Reyes and Anna Ashdown came with T. Wieczorek.", &[]),
            ("It was 39 visitors.", &["39 visitors"]),
            ("It was some 40 paintings.", &[]),
        ] {
            assert_eq!(missing(source, draft), wanted, "{draft}");
        }
    }

    #[test]
    fn what_the_sources_have_otherwise_is_silent() {
        let source = "Le procureur Marc Ferrand a recensé 23 051 dossiers, douze blessés et 1,2 million d’euros à Nantes.";
        for draft in [
            "Le procureur FERRAND parle de plus de 23 000 dossiers.",
            "À Nantes, 12 blessés, et 1 200 000 euros perdus, a dit Marc Ferrand.",
            "Marc Ferrand’s office counted nearly 23,000 files.",
        ] {
            assert_eq!(missing(source, draft), [""; 0], "{draft}");
        }
    }
}
