//! Paragraphs of French and English words, with deviations of a small dossier of all kinds in them.

use std::ops::Range;

use proptest::prelude::*;

pub(crate) const DOSSIER: &str = include_str!("../properties.toml");

/// A language: words of no rule, and sentences, each with the rule that it deviates from.
#[derive(Debug)]
struct Language {
    words: &'static [&'static str],
    planted: &'static [(&'static str, &'static str)],
}

/// A paragraph is of one language: what a sentence says depends on the words around it.
const LANGUAGES: &[Language] = &[
    Language {
        words: &["le", "la", "un", "été", "matin", "l’hiver", "d’eau", "puis", "où", "naïve", "cœur", "4,5", "après-midi", "Noël", "Lyon"],
        planted: &[
            ("Isaac Steidel a été entendu.", "name.steidl"),
            ("Les policiers ont entendu Issac Steidl, puis d’autres.", "name.steidl"),
            ("C’est l’affaire de Gerald Darmanin.", "name.darmanin"),
            ("Le site coco.fr a disparu.", "domain.coco"),
            ("Le Junalco s’en est saisi.", "term.junalco"),
            ("La juridiction nationale contre la criminalité organisée (Junalco) enquête.", "term.junalco"),
            ("On compte 23\u{a0}151 procédures.", "figure.procedures"),
            ("On compte 23 000 procédures, dit-on.", "figure.procedures"),
            ("Il y a vingt-trois mille cent cinquante et une procédures.", "figure.procedures"),
            ("La caution est de plus de 6 millions d’euros.", "figure.bail"),
            ("Le site a fermé le 26 juin 2024.", "date.closing"),
            ("Il a fermé le 24/06/2024, dit-on.", "date.closing"),
            (
                "«\u{a0}Le site est connu depuis de très nombreuses années comme facilitateur de commission de diverses infractions\u{a0}», a dit la procureure.",
                "quote.release",
            ),
            ("Le web francophobe se tait.", "typo.web"),
            ("Les serveurs sont en Belgique.", "claim.servers"),
        ],
    },
    Language {
        words: &["the", "a", "harbour", "morning", "of", "winter", "somebody", "it", "o’clock", "then", "4,5", "ill-lit", "London"],
        planted: &[
            ("The founder, Ingrid Halverson, said nothing.", "name.halvorsen"),
            ("They moved to c0co.gg in spring.", "domain.coco"),
            ("It was Crowdstrike that said so.", "term.crowdstrike"),
            ("There were 23,151 cases in all.", "figure.procedures"),
            ("It closed on June 26, 2024, they say.", "date.closing"),
            ("“We will keep the lamp burning as long as there is gas on this island,” she said.", "quote.oil"),
            ("The bale hearing is over.", "typo.bail"),
            ("The servers stand in Belgium.", "claim.servers"),
        ],
    },
];

/// A paragraph: its text, and the rules that its sentences deviate from.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    text: String,
    planted: Vec<&'static str>,
}

impl Paragraph {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn planted(&self) -> impl Iterator<Item = &'static str> {
        self.planted.iter().copied()
    }

    /// Its runs of letters and digits: `l’affaire` has two.
    pub(crate) fn words(&self) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for (at, c) in self.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            match words.last_mut().filter(|word| word.end == at) {
                Some(word) => word.end += c.len_utf8(),
                None => words.push(at..at + c.len_utf8()),
            }
        }
        words
    }
}

type Sentence = (String, Option<&'static str>);

fn sentence(language: &'static Language) -> impl Strategy<Value = Sentence> {
    let plain = prop::collection::vec(prop::sample::select(language.words), 2..8).prop_map(|words| {
        let text = words.join(" ");
        let first = text.chars().next().map_or(0, char::len_utf8);
        (format!("{}{}.", text[..first].to_uppercase(), &text[first..]), None)
    });
    let planted = prop::sample::select(language.planted).prop_map(|(text, rule)| (text.to_owned(), Some(rule)));
    prop_oneof![1 => plain, 2 => planted]
}

/// A paragraph on one line.
pub(crate) fn line() -> impl Strategy<Value = Paragraph> {
    let sentences =
        prop::sample::select(LANGUAGES.iter().collect::<Vec<_>>()).prop_flat_map(|one| prop::collection::vec(sentence(one), 1..5));
    sentences.prop_map(|sentences| {
        let planted = sentences.iter().filter_map(|(_, rule)| *rule).collect();
        let texts: Vec<String> = sentences.into_iter().map(|(text, _)| text).collect();
        Paragraph { text: texts.join(" "), planted }
    })
}

/// The same where some of the gaps between words are ends of lines.
pub(crate) fn paragraph() -> impl Strategy<Value = Paragraph> {
    (line(), prop::collection::vec(0..7_u8, 12)).prop_map(|(mut paragraph, breaks)| {
        let gap = |nth: usize| if breaks[nth % breaks.len()] == 0 { "\n" } else { " " };
        let words =
            paragraph.text.split(' ').enumerate().map(|(nth, word)| if nth == 0 { word.to_owned() } else { gap(nth).to_owned() + word });
        paragraph.text = words.collect();
        paragraph
    })
}
