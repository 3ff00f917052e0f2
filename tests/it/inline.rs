//! Marks in a line (bold, links, spans) are for the eye: whatever word they are put around, in whatever format, the findings stay the same,
//! and so do the words of each.
//!
//! `FACTLINT_INLINE_CASES=20000 cargo test --test it inline` tries more than the few dozen of every run.

mod marks;
mod words;

use std::ops::Range;

use factlint::check::{Checker, code};
use factlint::dossier::RuleSet;
use factlint::finding::{DeviationName, Finding, Safety, Severity};
use factlint::fix::apply;
use factlint::format::{Opened, of_bytes};
use marks::{FORMATS, Format, Mark, TITLE};
use proptest::prelude::*;
use words::{DOSSIER, Paragraph, line, paragraph};

use crate::support::rules;

fn cases() -> u32 {
    std::env::var("FACTLINT_INLINE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

/// Rule, deviation and words of a finding.
type Found = (String, DeviationName, String);

fn check(checker: &Checker<'_>, opened: &Opened) -> Vec<Finding> {
    checker.check(&opened.file, &opened.document, &|_, severity: Severity| Some(severity)).findings
}

fn read(format: &Format, text: &str) -> Opened {
    of_bytes(format.name.into(), text.into(), None).expect("it is text")
}

/// Block and prose of the words of a finding. From its bytes one comes to these, and from these to its bytes.
fn prose<'o>(opened: &'o Opened, span: &Range<usize>) -> &'o str {
    let text = opened.file.text();
    let mut places = opened.document.blocks.iter().filter_map(|block| Some((block, block.to_prose(span.clone())?)));
    let (block, prose) = places.next().unwrap_or_else(|| panic!("{span:?} is in no block of {text:?}"));
    assert!(places.next().is_none(), "{span:?} is in two blocks of {text:?}");
    assert_eq!(&block.to_source(prose.clone()), span, "from prose to bytes in {text:?}");
    let words = &block.text(text)[prose.clone()];
    let pieces = block.pieces(prose);
    assert_eq!((pieces[0].start, pieces[pieces.len() - 1].end), (span.start, span.end), "{text:?}");
    // `\-` is read as a soft hyphen.
    if pieces.len() == 1 && !text[span.clone()].contains('\\') {
        assert_eq!(&text[span.clone()], words, "bytes without marks are the words");
    }
    words
}

fn found(rules: &RuleSet, checker: &Checker<'_>, opened: &Opened) -> Vec<Found> {
    let findings = check(checker, opened);
    for finding in &findings {
        for label in &finding.labels {
            prose(opened, &label.span);
        }
    }
    let words = |finding: &Finding| seen(prose(opened, &finding.span));
    findings.iter().map(|one| (code(rules, one).to_owned(), one.deviation, words(one))).collect()
}

/// For each finding, the prose of the file once it is fixed; `None` where it is not to be fixed by a program, or has marks in it.
fn fixed(checker: &Checker<'_>, format: &Format, opened: &Opened) -> Vec<(bool, Option<String>)> {
    let one = |finding: &Finding| {
        let fix = finding.fix.as_ref().filter(|fix| fix.safety != Safety::DisplayOnly)?;
        let (text, applied) = apply(opened.file.text(), [fix]);
        assert_eq!(applied, [true]);
        Some(shown(&read(format, &text)))
    };
    let findings = check(checker, opened);
    findings.iter().map(|finding| (opened.file.slice(finding.span.clone()) != prose(opened, &finding.span), one(finding))).collect()
}

fn shown(opened: &Opened) -> String {
    let blocks = opened.document.blocks.iter().map(|block| seen(block.text(opened.file.text())));
    blocks.filter(|text| text != TITLE).collect::<Vec<_>>().join("\n")
}

/// Text as a reader sees it: nobody sees where a soft hyphen is, and gaps are all alike.
fn seen(text: &str) -> String {
    let text = text.replace('\u{ad}', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a mark is put around: the words from a place on, or a part of one of them.
#[derive(Debug, Clone)]
struct Around {
    word: prop::sample::Index,
    words: usize,
    part: Option<(prop::sample::Index, prop::sample::Index)>,
    mark: prop::sample::Index,
}

fn around() -> impl Strategy<Value = Around> {
    let part = prop::option::of(any::<(prop::sample::Index, prop::sample::Index)>());
    (any::<prop::sample::Index>(), prop_oneof![4 => Just(1_usize), 1 => 2..5_usize], part, any::<prop::sample::Index>())
        .prop_map(|(word, words, part, mark)| Around { word, words, part, mark })
}

impl Around {
    /// The paragraph with the mark in it; `None` where the format has no mark for this place.
    fn put(&self, paragraph: &Paragraph, format: &Format) -> Option<String> {
        let text = paragraph.text();
        let words = paragraph.words();
        let first = self.word.index(words.len());
        let mut range = words[first].start..words[(first + self.words - 1).min(words.len() - 1)].end;
        if let Some((start, end)) = &self.part {
            range = part(text, words[first].clone(), start, end);
        }
        let marks: Vec<&Mark> = format.marks.iter().filter(|mark| mark.fits(text, &range)).collect();
        (!marks.is_empty()).then(|| self.mark.get(&marks).put(text, range))
    }
}

/// Some of the letters of a word, one at least.
fn part(text: &str, word: Range<usize>, start: &prop::sample::Index, end: &prop::sample::Index) -> Range<usize> {
    let places: Vec<usize> = text[word.clone()].char_indices().map(|(at, _)| word.start + at).chain([word.end]).collect();
    let start = start.index(places.len() - 1);
    let end = start + 1 + end.index(places.len() - 1 - start);
    places[start]..places[end]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn marks_in_the_line_change_no_finding(paragraph in paragraph(), other in paragraph(), around in around(), shape in any::<prop::sample::Index>()) {
        let rules = rules(DOSSIER);
        let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
        for format in FORMATS {
            let Some(marked) = around.put(&paragraph, format) else { continue };
            let shape = shape.get(format.shapes);
            let [plain, marked] = [paragraph.text(), &marked].map(|text| format.page(shape, &[text, other.text()]));
            let (before, after) = (read(format, &plain), read(format, &marked));
            let shown_before = shown(&before);
            prop_assert_eq!(shown(&after), shown_before.clone(), "prose of {}: {}", format.name, marked);
            let expected = found(&rules, &checker, &before);
            prop_assert_eq!(found(&rules, &checker, &after), expected, "findings of {}: {}", format.name, marked);
            if around.words > 1 {
                // A mark may then begin among the words of a finding and end behind them: where its fix drops words is for a person to see.
                continue;
            }
            for (before, (has_marks, after)) in fixed(&checker, format, &before).into_iter().zip(fixed(&checker, format, &after)) {
                // With marks in the words a fix may be for a person alone; without them it may be, where it would write over a line break.
                let same = if after.is_none() { has_marks || before.1.is_none() } else { before.1.is_none() || before.1 == after };
                prop_assert!(same, "{} fixed: {}: {:?}", format.name, marked, after);
            }
        }
    }

    #[test]
    fn plain_words_are_read_alike_in_every_format(first in line(), second in line()) {
        let rules = rules(DOSSIER);
        let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
        let texts = [first.text(), second.text()];
        let text = Format { name: "a.txt", marks: &[], shapes: &[""], paragraphs: marks::Paragraphs::Blank };
        let expected = found(&rules, &checker, &read(&text, &text.page("", &texts)));
        let planted: Vec<&str> = [&first, &second].into_iter().flat_map(Paragraph::planted).collect();
        for rule in planted {
            prop_assert!(expected.iter().any(|found| found.0 == rule), "{rule} is not found in {texts:?}");
        }
        for format in FORMATS {
            prop_assert_eq!(found(&rules, &checker, &read(format, &format.page(format.shapes[0], &texts))), expected.clone(), "{}", format.name);
        }
    }
}
