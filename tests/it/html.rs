//! The HTML page: strictly well-formed, nothing of a document ever markup, and every place on it that of the same finding's JSON.

mod agree;
mod page;
mod sound;

use std::path::Path;

use agree::{assert_agrees, at};
use factlint::dossier::RuleSet;
use factlint::dossier::load::load;
use factlint::finding::{DeviationName, Edit, Finding, Fix, Label, Origin, Safety, Severity};
use factlint::report::{Checked, Ending, Format, Run, Summary, write};
use factlint::source::SourceFile;
use page::{Page, squeezed};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use sound::assert_sound;

use crate::support::{self, err, factlint, json, out};

/// The page and the JSON of the same run of the program.
fn both(folder: &Path, args: &[&str]) -> (String, Value) {
    let run = |format| {
        let output = factlint(folder, [&["check", "--format", format], args].concat());
        assert!(output.stderr.is_empty(), "{}", err(&output));
        output
    };
    (out(&run("html")), json(&run("json")))
}

/// A dossier and a draft in a folder of their own.
fn desk(rules: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    support::desk(&[&[("rules/facts.toml", rules)], files].concat())
}

#[test]
fn every_place_is_that_of_the_json() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let stories = here.join("tests/stories");
    for (folder, args) in [
        (here, &["seeds"][..]),
        (stories.as_path(), &["--rules", "aubrelle.toml", "."]),
        (stories.as_path(), &["--rules", "corvane.toml", "--as-of", "2024-01-01", "."]),
    ] {
        let (html, json) = both(folder, args);
        assert!(json["findings"].as_array().is_some_and(|findings| findings.len() > 10), "{args:?}");
        assert_sound(&html);
        assert_agrees(&html, &json);
        assert_eq!(both(folder, args).0, html, "the same run, the same bytes");
    }
}

/// Markup in every place where a document's or a rule's own words are shown.
const EVIL: &str = "<script>alert(1)</script><img src=x onerror=alert(1)> ]]> --> </style></title> \"'&amp; `x` \u{1b}[31m\u{202e}";

#[test]
fn nothing_of_a_document_is_markup() {
    let quoted = |text: &str| format!("{:?}", text).replace("\\'", "'").replace("\\u{1b}", "\\u001b").replace("\\u{202e}", "\\u202e");
    let evil = quoted(EVIL);
    let rules = format!(
        "[dossier]\ntitle = {evil}\n[source.a]\ntitle = {evil}\nurl = \"javascript:alert(1)\"\npath = \"../a <b> 'c'.txt\"\n\
         [source.b]\ntitle = {evil}\nurl = {}\n[typo.web]\nwrong = \"francophobe\"\nright = \"<b>francophone</b>\"\nmessage = {evil}\n\
         help = {evil}\nevidence = [{{ source = \"a\", quote = \"<i>le web\" }}, {{ source = \"b\", quote = {evil} }}]\n",
        quoted("https://example.org/?a=\"><script>alert(1)</script>&b='")
    );
    let source = format!("{} <i>le web</i> {}\n", EVIL, EVIL);
    let folder = desk(&rules, &[("draft.txt", &format!("{EVIL} le web francophobe {EVIL}\n")), ("a <b> 'c'.txt", &source)]);
    let (html, json) = both(folder.path(), &["draft.txt"]);
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(1), "{json}");
    assert_sound(&html);
    assert!(!html.contains("<script>alert") && !html.contains("<img") && !html.contains("href=\"javascript"), "{html}");
    assert!(html.contains("(javascript:alert(1))"), "what is not linked is still shown");
    assert!(html.contains("␛[31m‹U+202E›") && !html.contains(['\u{1b}', '\u{202e}']), "what is hidden is made visible");
    let document = Page::parse(&html);
    let page = Page::new(&document);
    assert_eq!(Page::text(page.all("del", "")[0]), "francophobe");
    assert_eq!(Page::text(page.all("ins", "")[0]), "<b>francophone</b>");
    assert_eq!(Page::text(page.marks(1)[0]), "francophobe");
}

#[test]
fn a_path_is_no_markup_either() {
    let rules = "[typo.web]\nwrong = \"francophobe\"\nright = \"francophone\"\n";
    let file = SourceFile::from_text("<b onclick='x'>&\"\u{202e}.txt", "le web francophobe");
    let (rules, _) = load(vec![SourceFile::from_text("<i>.toml", rules)]);
    let html = rendered(&rules, vec![found(&rules, file, std::slice::from_ref(&(3..6)))]);
    assert_sound(&html);
    assert!(html.contains("&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;‹U+202E›.txt:1:4</a>"), "{html}");
}

/// A finding whose first place is its span, further ones its labels.
fn found(rules: &RuleSet, file: SourceFile, places: &[std::ops::Range<usize>]) -> Checked {
    Checked { findings: vec![finding(rules, places)], file, suppressed: Vec::new() }
}

fn finding(rules: &RuleSet, places: &[std::ops::Range<usize>]) -> Finding {
    let origin = rules.iter().next().map_or(Origin::Weekday, |(id, _)| Origin::Rule(id));
    Finding {
        origin,
        deviation: DeviationName::Typo,
        severity: Severity::Warning,
        message: "a message".to_owned(),
        help: None,
        notes: vec!["a note,\nin two lines".to_owned()],
        span: places[0].clone(),
        labels: places.iter().map(|span| Label { span: span.clone(), text: "a place".to_owned() }).collect(),
        in_quotation: true,
        fix: Some(Fix { safety: Safety::DisplayOnly, edits: vec![Edit { span: places[0].clone(), text: String::new() }] }),
        acceptable: None,
        fingerprint: String::new(),
    }
}

fn rendered(rules: &RuleSet, files: Vec<Checked>) -> String {
    let run = Run { rules, files: &files, summary: Summary::of(rules, &files), color: false, quiet: false, ending: Ending::default() };
    let mut out = Vec::new();
    write(Format::Html, &run, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

#[test]
fn marks_may_overlap_nest_touch_and_be_empty() {
    let text = "\u{feff}un deux trois\r\n  quatre cinq\r\n\r\nsix";
    let span = |words: &str| text.find(words).map(|at| at..at + words.len()).expect("the words are there");
    let places = [
        span("un deux"),
        span("deux trois\r\n  quatre"),
        span("deux"),
        span("deux"),
        span("cinq"),
        span("quatre cinq\r\n\r\nsix"),
        text.len()..text.len(),
        3..3,
    ];
    let rules = RuleSet::default();
    let mut findings: Vec<Finding> = places.iter().map(|span| finding(&rules, std::slice::from_ref(span))).collect();
    findings.sort_by_key(|finding| finding.span.start);
    let wanted: Vec<String> = findings.iter().map(|finding| squeezed(&text[finding.span.clone()])).collect();
    let html = rendered(&rules, vec![Checked { file: SourceFile::from_text("a.txt", text), findings, suppressed: Vec::new() }]);
    assert_sound(&html);
    let document = Page::parse(&html);
    let page = Page::new(&document);
    for (wanted, number) in wanted.iter().zip(1..) {
        let words: String = page.marks(number).into_iter().map(Page::text).collect();
        assert_eq!(squeezed(&words), *wanted, "mark {number}");
    }
    assert_eq!(page.all("sup", "").len(), places.len());
    assert_eq!(page.lines(), [(1, "un deux trois".to_owned()), (2, "  quatre cinq".to_owned()), (3, String::new()), (4, "six".to_owned())]);
}

#[test]
fn of_a_long_draft_only_what_is_near_a_finding_is_shown() {
    let paragraph = format!("{}\n\n", "Rien à dire ici. ".repeat(20));
    let line = format!("{}le web francophobe {}\n", "mot ".repeat(100_000), "mot ".repeat(100_000));
    let draft = format!("{}le web francophobe\n\n{}{line}fin\n", paragraph.repeat(500), paragraph.repeat(500));
    let rules = "[dossier]\nlanguage = \"fr\"\n[typo.web]\nwrong = \"francophobe\"\nright = \"francophone\"\n";
    let folder = desk(rules, &[("draft.txt", &draft)]);
    let (html, json) = both(folder.path(), &["draft.txt"]);
    assert_sound(&html);
    let document = Page::parse(&html);
    let page = Page::new(&document);
    let shown: Vec<u64> = page.lines().into_iter().map(|(line, _)| line).collect();
    assert_eq!(shown, [999, 1001, 1003, 2001, 2003, 2004]);
    let omitted: Vec<String> = page.all("p", "omitted").into_iter().map(Page::text).collect();
    assert_eq!(omitted, ["… lines 1 to 998 are left out …", "… lines 1004 to 2000 are left out …"]);
    let all = page.lines();
    assert!(all[4].1.starts_with(" […] ") && all[4].1.ends_with(" […] ") && all[4].1.len() < 800, "{}", all[4].1);
    let places: Vec<String> = page.all("a", "at").into_iter().map(Page::text).collect();
    assert_eq!(places, json["findings"].as_array().expect("a list").iter().map(at).collect::<Vec<_>>());
    assert_eq!(Page::text(page.marks(2)[0]), "francophobe");
    assert!(html.len() < 40_000, "{}", html.len());
    assert!(page.all("p", "text").iter().all(|text| text.attribute("lang") == Some("fr")));
}

#[test]
fn cards_stand_beside_their_paragraph() {
    let wrapped = "Une ligne coupée pour tenir dans la page, le web francophobe, qui";
    let draft = format!("Un titre\nLe web francophobe.\nUne suite\nqui continue.\n\n{wrapped}\ncontinue ici, du web francophobe.\n");
    let folder = desk("[typo.web]\nwrong = \"francophobe\"\nright = \"francophone\"\n", &[("draft.txt", &draft)]);
    let (html, _) = both(folder.path(), &["draft.txt"]);
    let document = Page::parse(&html);
    let page = Page::new(&document);
    let rows = page.all("div", "row").into_iter();
    let rows: Vec<(usize, usize)> =
        rows.map(|row| (Page::inside(row, "span", "line").len(), Page::inside(row, "article", "card").len())).collect();
    assert_eq!(rows, [(4, 1), (2, 2)], "lines and cards of each row");
    let paragraphs: Vec<usize> = page.all("p", "text").into_iter().map(|text| Page::inside(text, "span", "line").len()).collect();
    assert_eq!(paragraphs, [2, 2, 2], "lines of each paragraph");
    assert!(page.all("p", "text").iter().all(|text| text.attribute("lang") == Some("")), "nobody has said in which language it is");
}

#[test]
fn a_run_without_findings_is_a_page_too() {
    let folder = desk("[name.steidl]\ncanonical = \"Isaac Steidl\"\n", &[("b.txt", "Isaac Steidl\n"), ("a.txt", "rien\n")]);
    let (html, _) = both(folder.path(), &["b.txt", "a.txt"]);
    assert_sound(&html);
    assert!(html.contains("no deviations in 2 files") && html.contains("<summary>2 drafts have no deviations</summary>"), "{html}");
    assert!(html.find("<li>a.txt</li>") < html.find("<li>b.txt</li>") && !html.contains("<form"), "{html}");
}

/// A text with much of what is hard to show.
fn hard_text() -> impl Strategy<Value = String> {
    let hard = select("\n\r\t  aé’<&>\"'`\u{301}\u{200d}\u{1b}\u{202e}\u{feff}\u{ad}\u{85}\u{ffff}😀".chars().collect::<Vec<_>>());
    vec(prop_oneof![4 => hard, 1 => any::<char>()], 0..300).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_places_of_any_text_are_shown(text in hard_text(), places in vec((0usize..800, 0usize..200), 2..6)) {
        let places: Vec<_> = places.into_iter().map(|(at, len)| at..at + len).collect();
        let rules = RuleSet::default();
        let findings = vec![finding(&rules, &places), finding(&rules, &places[1..])];
        let html = rendered(&rules, vec![Checked { file: SourceFile::from_text("a.txt", text), findings, suppressed: Vec::new() }]);
        assert_sound(&html);
        prop_assert!(!html.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{feff}')), "{html:?}");
        let document = Page::parse(&html);
        prop_assert_eq!(Page::new(&document).all("article", "card").len(), 2);
    }
}
