//! The page against the JSON of the same run.

use roxmltree::Node;
use serde_json::Value;

use super::page::{Page, squeezed};

/// `path:line:column` of an object of the JSON.
pub(crate) fn at(value: &Value) -> String {
    let path = value["path"].as_str().expect("a path");
    format!("{path}:{}:{}", value["start"]["line"], value["start"]["column"])
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Everything that the page says about findings is what their JSON says.
pub(crate) fn assert_agrees(html: &str, json: &Value) {
    let document = Page::parse(html);
    let page = Page::new(&document);
    let findings = json["findings"].as_array().expect("a list");
    let cards = page.all("article", "card");
    assert_eq!(cards.len(), findings.len());
    for ((card, finding), number) in cards.into_iter().zip(findings).zip(1..) {
        assert_eq!(card.attribute("id"), Some(format!("f{number}").as_str()), "cards are sorted as the JSON is");
        assert_eq!(card.attribute("data-severity"), finding["severity"].as_str());
        assert_eq!(card.attribute("data-kind"), finding["kind"].as_str().or(Some("directive")));
        let said = Page::text(card);
        for field in ["rule", "severity", "deviation"] {
            assert!(said.contains(text(&finding[field])), "{field} in {said}");
        }
        for field in ["message", "help"] {
            assert!(squeezed(&said).contains(&squeezed(&text(&finding[field]).replace('`', ""))), "{field} in {said}");
        }
        assert_eq!(Page::text(Page::inside(card, "a", "at")[0]), at(finding));
        assert_words(&page, number, finding);
        assert_labels(card, finding);
        assert_fix(card, &finding["fix"]);
        let within = finding["location"].as_str().map(|words| format!("({words})"));
        assert!(within.is_none_or(|within| said.contains(&within)), "{said}");
        assert_evidence(card, &finding["evidence"]);
    }
}

/// The marked words stand on the line and at the column of the JSON, and are its text.
fn assert_words(page: &Page<'_>, number: usize, finding: &Value) {
    let marks = page.marks(number);
    let words: String = marks.iter().map(|mark| Page::text(*mark)).collect();
    assert_eq!(squeezed(&words), squeezed(text(&finding["text"])));
    let (line, column) = Page::place(marks[0]);
    assert_eq!(
        (line, column),
        (finding["start"]["line"].as_u64().expect("a line"), finding["start"]["column"].as_u64().expect("a column"))
    );
    let references = page.all("sup", text(&finding["severity"])).into_iter().filter(|sup| Page::text(*sup) == number.to_string());
    assert_eq!(references.count(), 1, "each finding has its number in the draft once");
}

fn assert_labels(card: Node<'_, '_>, finding: &Value) {
    let labels = &finding["labels"].as_array().expect("a list")[1..];
    let places: Vec<String> = Page::inside(card, "a", "at").into_iter().skip(1).map(Page::text).collect();
    let wanted: Vec<String> =
        labels.iter().map(|label| format!("{}:{}:{}", text(&finding["path"]), label["start"]["line"], label["start"]["column"])).collect();
    assert_eq!(places, wanted);
}

fn assert_fix(card: Node<'_, '_>, fix: &Value) {
    let edits: Vec<&str> = fix["edits"].as_array().map_or(Vec::new(), |edits| edits.iter().map(|edit| text(&edit["text"])).collect());
    let inserted: Vec<String> = Page::inside(card, "ins", "").into_iter().map(Page::text).collect();
    assert_eq!(inserted, edits);
    let safety: Vec<String> = Page::inside(card, "b", "safety").into_iter().map(Page::text).collect();
    assert_eq!(safety.first().map(String::as_str), fix["safety"].as_str());
}

fn assert_evidence(card: Node<'_, '_>, evidence: &Value) {
    let shown = Page::inside(card, "section", "evidence");
    let evidence = evidence.as_array().expect("a list");
    assert_eq!(shown.len(), evidence.len());
    for (shown, evidence) in shown.into_iter().zip(evidence) {
        if evidence["state"] == "stands" {
            assert_eq!(squeezed(&Page::text(Page::inside(shown, "strong", "")[0])), squeezed(text(&evidence["quote"])));
            assert_eq!(Page::text(Page::inside(shown, "p", "at")[0]), at(evidence));
        } else {
            assert!(Page::text(Page::inside(shown, "p", "unchecked")[0]).starts_with("unchecked"));
            assert!(squeezed(&Page::text(shown)).contains(&squeezed(text(&evidence["quote"]))));
        }
    }
}
