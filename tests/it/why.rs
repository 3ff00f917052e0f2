//! `check --why`: which rules looked at a place, what each decided, and by which words.

use std::path::Path;
use std::process::Output;
use std::sync::LazyLock;

use factlint::check::Checker;
use factlint::dossier::RuleSet;
use factlint::finding::Severity;
use factlint::format::Format;
use factlint::source::SourceFile;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{desk, err, factlint, out, rules, write};

const RULES: &str = r#"
[name.lemaire]
canonical = "Odile Lemaire"
distinct = ["Odile Lemairie"]

[name.blum]
canonical = "René Blum"

[domain.halle]
canonical = "halle.fr"
former = ["halle.com"]

[term.pnf]
canonical = "ParqNat"
accept = ["Parquet national"]

[figure.blesses]
value = 1240
unit = ["blessés", "wounded"]

[date.incendie]
value = 2021-08-19
near = ["incendie", "fire"]

[quote.maire]
canonical = "Nous rebâtirons la halle pierre par pierre, et personne ne sera oublié."

[typo.port]
wrong = "francophobe"
right = "francophone"
near = ["web"]

[claim.capitaine]
status = "unconfirmed"
all = [["capitaine", "captain"], ["ivre", "drunk"]]

[claim.pompiers]
status = "confirmed"
all = [["pompiers", "firefighters"], ["alertés", "alerted"]]
"#;

fn folder(rules: &str, draft: &str) -> TempDir {
    desk(&[("rules.toml", rules), ("draft.md", draft)])
}

fn run(folder: &Path, args: &[&str]) -> Output {
    factlint(folder, [&["check", "--rules", "rules.toml"], args].concat())
}

/// What the rules say of a place: rule, words, decision, and the words that decide.
fn asked(rules: &str, draft: &str, place: &str, more: &[&str]) -> Vec<[String; 4]> {
    let folder = folder(rules, draft);
    let place = format!("draft.md:{place}");
    let output = run(folder.path(), &[&["--format", "json", "--why", &place], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let entries: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    entries
        .iter()
        .map(|entry| [text(&entry["rule"]), text(&entry["text"]), text(&entry["decision"]), text(&entry["because"]["place"]["text"])])
        .collect()
}

/// Asserts what one rule says of the words `words` of a text of one line.
fn assert_why(text: &str, rule: &str, words: &str, decision: &str, by: &str) {
    let all = asked(RULES, text, "1", &[]);
    let expected = [rule, words, decision, by].map(str::to_owned);
    assert!(all.contains(&expected), "{text}\n{expected:?} is not among\n{all:#?}");
}

#[test]
fn claims_say_what_denies_hedges_or_lacks() {
    assert_why("Le capitaine n’était pas ivre ce soir-là.", "claim.capitaine", "capitaine n’était pas ivre", "agrees", "pas");
    assert_why("The captain was not drunk.", "claim.capitaine", "captain was not drunk", "agrees", "not");
    assert_why("Le capitaine était ivre, selon le parquet.", "claim.capitaine", "capitaine était ivre", "reported", "selon");
    assert_why("Les pompiers, alertés, sont venus.", "claim.pompiers", "pompiers, alertés", "agrees", "");
    assert_why("Le capitaine dormait. Le mousse était ivre.", "claim.capitaine", "capitaine", "passed-over", "ivre");
    assert_why("Le capitaine dormait ; le mousse était ivre.", "claim.capitaine", "ivre", "passed-over", "capitaine");
}

#[test]
fn figures_say_what_bounds_approximates_or_sets_them_apart() {
    assert_why("On compte plus de 1 200 blessés.", "figure.blesses", "1 200 blessés", "agrees", "plus de");
    assert_why("Some 1,200 wounded were counted.", "figure.blesses", "1,200 wounded", "agrees", "Some");
    assert_why("Dans la halle, dont 900 blessés graves.", "figure.blesses", "900 blessés", "passed-over", "dont");
    assert_why("There are 1,300 wounded per year.", "figure.blesses", "1,300 wounded", "passed-over", "per");
    assert_why("On a vu 12 blessés.", "figure.blesses", "12 blessés", "passed-over", "");
    assert_why("Des blessés attendent.", "figure.blesses", "blessés", "passed-over", "");
}

#[test]
fn dates_say_which_event_or_word_takes_them() {
    assert_why("L’incendie du 19 août 2021 a tout détruit.", "date.incendie", "19 août 2021", "agrees", "incendie");
    assert_why("The fire broke out in August 2021.", "date.incendie", "August 2021", "agrees", "fire");
    assert_why("Trois jours après l’incendie, le 22 août 2021, il pleuvait.", "date.incendie", "22 août 2021", "passed-over", "après");
    assert_why("L’incendie couve depuis le 2 mai 2021.", "date.incendie", "2 mai 2021", "passed-over", "depuis le");
    assert_why("A report on the fire was published on May 3, 2022.", "date.incendie", "May 3, 2022", "passed-over", "published");
    assert_why("The fire of 1904 was worse.", "date.incendie", "1904", "passed-over", "fire");
    assert_why("Réunis jeudi 19 août 2021.", "date.weekday", "jeudi", "agrees", "19 août 2021");
}

#[test]
fn names_say_whose_they_are_instead() {
    assert_why("Odile Lemaire a parlé.", "name.lemaire", "Odile Lemaire", "agrees", "");
    assert_why("Mme Lemaire a parlé.", "name.lemaire", "Lemaire", "agrees", "");
    assert_why("Odile Lemairie a parlé.", "name.lemaire", "Odile Lemairie", "passed-over", "");
    assert_why("Jean Lemairre spoke for the harbour.", "name.lemaire", "Lemairre", "passed-over", "Jean");
    assert_why("Puis Odile a parlé.", "name.lemaire", "Odile", "passed-over", "");
    assert_why("Write to @Lemaire today.", "name.lemaire", "Lemaire", "passed-over", "");
    assert_why("Puis M. Blem a parlé.", "name.blum", "Blem", "passed-over", "");
}

#[test]
fn a_number_that_near_keeps_silent_is_still_counted() {
    let rules = "[figure.age]\nvalue = 44\nunit = [\"ans\"]\nnear = [\"Lemaire\"]\n";
    let looks = asked(rules, "Trois marins de 20 ans attendent.", "1", &[]);
    assert_eq!(looks, [["figure.age", "20 ans", "passed-over", ""].map(str::to_owned)]);
    let looks = asked(rules, "Trois marins attendent deux ans, puis des ans encore, dit Lemaire.", "1", &[]);
    assert!(looks.iter().any(|look| look[1] == "ans"), "{looks:?}");
}

#[test]
fn a_date_that_is_denied_is_not_another_verbs() {
    assert_why("The fire was not 30 June 2021 but later.", "date.incendie", "30 June 2021", "passed-over", "not");
    let folder = folder(RULES, "The fire was not 30 June 2021 but later.");
    let said = run(folder.path(), &["--format", "short", "--why", "draft.md:1"]);
    assert!(out(&said).contains("the sentence denies that it was then"), "{said:?}");
    for (place, why) in [("0", "lines count from 1"), ("1:0", "columns count from 1")] {
        let said = run(folder.path(), &["--why", &format!("draft.md:{place}")]);
        assert!(said.status.code() == Some(2) && err(&said).contains(why), "{said:?}");
    }
}

#[test]
fn domains_terms_quotes_and_typos_say_what_decides() {
    assert_why("Le site, anciennement halle.com, a rouvert.", "domain.halle", "halle.com", "agrees", "anciennement");
    assert_why("The site is at www.halle.fr now.", "domain.halle", "halle.fr", "agrees", "");
    assert_why("ParqNat a parlé.", "term.pnf", "ParqNat", "agrees", "");
    assert_why("Le Parquet national a parlé.", "term.pnf", "Parquet national", "agrees", "");
    let quoted = "Nous rebâtirons la halle pierre par pierre";
    assert_why(&format!("Le maire a dit : « {quoted} »."), "quote.maire", quoted, "agrees", "");
    let other = "Nous rebâtirons le quai avec des grues neuves";
    assert_why(&format!("Un passant a dit : « {other} »."), "quote.maire", other, "passed-over", "");
    assert_why("Il a dit « pierre par pierre ».", "quote.maire", "pierre par pierre", "passed-over", "");
    assert_why("Un élu francophobe a parlé.", "typo.port", "francophobe", "passed-over", "");
}

#[test]
fn what_silences_a_finding_is_named() {
    let typo = "[typo.t]\nwrong = \"tache\"\nright = \"tâche\"\n";
    let says =
        |draft: &str, more: &[&str]| asked(typo, draft, "1", more).into_iter().map(|[.., decision, by]| [decision, by]).collect::<Vec<_>>();
    assert_eq!(says("Une tache rude.\n", &[]), [["reported", ""]]);
    assert_eq!(says("Une tache [sic] rude.\n", &[]), [["silenced", ""]]);
    assert_eq!(says("Une tache rude. <!-- factlint: allow typo.t -- cité -->\n", &[]), [["silenced", "typo.t"]]);
    assert_eq!(says("Une tache rude.\n", &["--ignore", "typo.*"]), [["silenced", ""]]);
    let about = format!("[dossier]\nabout = [\"Corry\"]\n{typo}");
    assert_eq!(asked(&about, "Une tache rude.\n", "1", &[])[0][2], "passed-over");
    let unless = format!("{typo}unless-near = [\"encre\"]\n");
    assert_eq!(asked(&unless, "Une tache d’encre.\n", "1", &[]), [["typo.t", "tache", "passed-over", "encre"]]);
}

#[test]
fn a_place_asks_for_its_words_then_for_its_sentence() {
    let draft = "Odile Lemaire est venue. Elle a vu 12 blessés.\n";
    let at = |place: &str| asked(RULES, draft, place, &[]).into_iter().map(|[rule, ..]| rule).collect::<Vec<_>>();
    assert_eq!(at("1:8"), ["name.lemaire"]);
    assert_eq!(at("1:38"), ["figure.blesses"]);
    assert_eq!(at("1:27"), ["figure.blesses"], "of the sentence");
    assert_eq!(at("1"), ["name.lemaire", "figure.blesses"]);
}

#[test]
fn where_nothing_looked_it_says_so_with_the_rules_that_could_not() {
    let about = format!("[dossier]\nabout = [\"Corry\"]\n{RULES}");
    let folder = folder(&about, "Un port calme. Odile Lemaire est venue.\n");
    let output = run(folder.path(), &["--why", "draft.md:1:4"]);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(0));
    assert!(text.contains("no rule looked at this place"), "{text}");
    assert!(text.contains("`figure.blesses` does not apply: the draft mentions none of `about` (`Corry`)"), "{text}");
    assert!(text.contains("`Odile Lemaire` at 1:16 (`name.lemaire`)"), "{text}");
}

#[test]
fn a_place_that_is_none_is_a_usage_error() {
    let folder = folder(RULES, "Un port.\n");
    for place in ["draft.md", "draft.md:9", "draft.md:0:1", "draft.md:1:0", "draft.md:1:99", "nowhere.md:1:1", "draft.md:x:1"] {
        let output = run(folder.path(), &["--why", place]);
        assert_eq!(output.status.code(), Some(2), "{place}");
        assert!(err(&output).contains("--why"), "{place}");
    }
    assert_eq!(run(folder.path(), &["--why", "draft.md:1:1", "."]).status.code(), Some(2), "one file at a time");
}

#[cfg(unix)]
#[test]
fn a_path_may_hold_colons_and_an_excluded_file_is_explained() {
    let folder = folder(RULES, "");
    write(folder.path(), "a:3", "\n\nOdile Lemaire.\n");
    write(folder.path(), "factlint.toml", "exclude = [\"a*\"]\n");
    for place in ["a:3:3", "a:3:3:2"] {
        let output = run(folder.path(), &["--why", place, "--format", "short"]);
        assert_eq!(out(&output), "a:3:3:1: agrees[name.lemaire]: the name, or an accepted form of it\n");
    }
}

const PARTS: [&str; 46] = [
    "Odile ",
    "Lemaire ",
    "Lemairre ",
    "Jean ",
    "Blum ",
    "halle.fr ",
    "halle.com ",
    "anciennement ",
    "ParqNat ",
    "Parqnat ",
    "1 240 ",
    "1 200 ",
    "900 ",
    "12 ",
    "blessés ",
    "wounded ",
    "plus de ",
    "dont ",
    "environ ",
    "per year ",
    "l’incendie ",
    "the fire ",
    "le ",
    "19 août 2021 ",
    "20 août 2021 ",
    "jeudi ",
    "lundi ",
    "après ",
    "depuis ",
    "« ",
    "» ",
    "nous rebâtirons la halle pierre par pierre ",
    "nous rebâtirons la ",
    "halle ",
    "francophobe ",
    "web ",
    "capitaine ",
    "ivre ",
    "n’était pas ",
    "selon ",
    ". ",
    ", ",
    "; ",
    "[sic] ",
    "\n\n",
    "@",
];

static LOADED: LazyLock<RuleSet> = LazyLock::new(|| rules(RULES));
static CHECKER: LazyLock<Checker<'static>> = LazyLock::new(|| Checker::new(&LOADED, jiff::civil::date(2026, 1, 1)));

proptest! {
    #[test]
    fn a_trace_changes_no_finding(parts in prop::collection::vec(0..PARTS.len(), 0..24)) {
        let text: String = parts.into_iter().map(|part| PARTS[part]).collect();
        let file = SourceFile::from_text("draft.md", text.as_str());
        let document = Format::Markdown.read(&file);
        let keep = |_: &str, severity: Severity| Some(severity);
        let traced = CHECKER.trace(&file, &document, &keep);
        prop_assert_eq!(&traced.allowed.findings, &CHECKER.check(&file, &document, &keep).findings);
        // Slicing the text at the spans is a test of its own.
        for look in &traced.looks {
            prop_assert!(text.get(look.span.clone()).is_some() && look.by.as_ref().is_none_or(|by| text.get(by.span.clone()).is_some()));
        }
    }
}
