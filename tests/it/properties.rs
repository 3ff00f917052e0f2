//! What must hold of any text: spans on character boundaries, folding that maps back, paragraphs that do not disturb one another.

use factlint::check::Checker;
use factlint::finding::Finding;
use factlint::prose::{fold, words};
use proptest::prelude::*;

use crate::support::rules;

const DOSSIER: &str = include_str!("properties.toml");

/// Words that the rules look for, what stands around them, and noise.
fn word() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Isaac",
        "Steidl",
        "Steidel",
        "STEIDEL",
        "Izak",
        "Ingrid",
        "Halvorsen",
        "Halverson",
        "coco.fr",
        "coco.gg",
        "c0co.gg",
        "https://coco.com/x",
        "le",
        "la",
        "Junalco",
        "Postgres SQL",
        "23 051",
        "23\u{a0}000",
        "plus de",
        "environ",
        "vingt-trois mille",
        "procédures",
        "cases",
        "€5",
        "million",
        "euros",
        "fermé",
        "le 26 juin 2024",
        "mardi",
        "June 25, 2024",
        "closed",
        "«",
        "»",
        "“",
        "”",
        "\"",
        "le site est connu depuis de nombreuses années",
        "francophobe",
        "serveurs",
        "en",
        "Belgique",
        "selon",
        ".",
        ",",
        ";",
        "?",
        "[sic]",
        "**",
        "_",
        "`",
        "&amp;",
        "<!--",
        "-->",
        "factlint: allow name.*",
        "\n",
        "\r\n",
        "\n\n",
        "> ",
        "# ",
        "- ",
        "| a | b |",
        "é",
        "😀",
        "\u{ad}",
        "\u{202e}",
        "(",
        ")",
        "[…]",
        "d’",
        "l'",
        "(juridiction nationale contre la criminalité organisée)",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((word(), prop::sample::select(vec![" ", "", "\u{a0}", " "])), 0..60)
        .prop_map(|words| words.into_iter().flat_map(|(word, space)| [word, space.to_owned()]).collect())
}

fn assert_placed(text: &str, findings: &[Finding]) {
    for finding in findings {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.span);
        for span in finding.labels.iter().map(|label| &label.span).chain([&finding.span]).chain(edits) {
            assert!(text.get(span.clone()).is_some(), "{span:?} of {finding:?} in {text:?}");
        }
        assert!(!finding.span.is_empty(), "{finding:?} in {text:?}");
        assert_eq!(finding.labels.first().map(|label| &label.span), Some(&finding.span));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_span_lies_on_character_boundaries(text in text()) {
        let rules = rules(DOSSIER);
        let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
        for name in ["a.txt", "a.md"] {
            assert_placed(&text, &checker.check_text(name, &text));
        }
    }

    #[test]
    fn words_tile_the_text_and_have_the_key_of_their_fold(text in any::<String>()) {
        let mut found = Vec::new();
        words::words(&text, &mut found);
        let mut end = 0;
        for word in &found {
            prop_assert!(word.start as usize >= end);
            end = word.end as usize;
            prop_assert_eq!(word.key, fold::key(&fold::lower(word.text(&text))));
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = fold::strip(&text).into_owned();
        prop_assert_eq!(fold::strip(&once), once.as_str());
        let once = fold::gap(&text).into_owned();
        prop_assert_eq!(fold::gap(&once), once.as_str());
    }

    /// A lone family name is a warning or an error by what stands elsewhere in the draft, and `about` looks at all of it: nothing else may.
    #[test]
    fn a_paragraph_is_judged_by_itself(text in text()) {
        let rules = rules(DOSSIER);
        let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
        let paragraph = text.replace(['\n', '\r'], " ").replace("factlint:", "");
        let before = "Un premier paragraphe n’a rien à voir.\n\n";
        let around = format!("{before}{paragraph}\n\nUn dernier non plus.\n");
        let shown = |findings: Vec<Finding>, shift: usize| -> Vec<(usize, String)> {
            findings.into_iter().map(|finding| (finding.span.start - shift, finding.message)).collect()
        };
        let alone = shown(checker.check_text("a.txt", &paragraph), 0);
        prop_assert_eq!(alone, shown(checker.check_text("a.txt", &around), before.len()));
    }
}
