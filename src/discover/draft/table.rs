//! A decision → the tables of rules that could hold it: the kind's own first, then one of the kind `typo`.

use super::Decision;
use super::excerpt::Excerpt;
use crate::kind::KindName;
use crate::kind::date::calendar::{Partial, Said};
use crate::kind::date::read::dates;
use crate::kind::figure::number::numbers;
use crate::language::Language;
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::prose::{Block, Role};
use crate::reading::{Content, mentions};

/// Letters of the shortest word that may say what happened.
const EVENT: usize = 5;

/// A table before it has a name of its own: `kind`, a word for its name, and its own keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) kind: KindName,
    pub(super) stem: String,
    /// Key and TOML value.
    pub(super) keys: Vec<(&'static str, String)>,
}

/// The tables to try for a decision, the best first; `right` stands around the first place of the side that is held true, `wrong` around those of
/// the others.
pub(super) fn tables(decision: &Decision<'_>, right: &Excerpt, others: &[Excerpt]) -> Vec<Table> {
    let text = one_line(&decision.right().text);
    let wrong: Vec<String> = decision.wrong().map(|side| one_line(&side.text)).collect();
    let own = match decision.disagreement.kind {
        kind @ (KindName::Name | KindName::Term) => Some(table(kind, &text, vec![("canonical", quoted(&text)), ("reject", list(&wrong))])),
        KindName::Domain => Some(domain(decision, &text, &wrong)),
        KindName::Figure => figure(&text, &wrong),
        KindName::Date => date(&event(right, others), &text),
        KindName::Quote => right.quotation.as_ref().map(|quotation| table(KindName::Quote, &text, vec![("canonical", quoted(quotation))])),
        _ => None,
    };
    let typo = typo(decision.disagreement.kind, &text, &wrong);
    // Words that are right elsewhere are wrong in the sentences in which the others have them.
    let mut there = typo.clone();
    let near: Vec<String> =
        others.iter().flat_map(telling).filter(|word| wrong.iter().all(|side| !side.to_lowercase().contains(word))).collect();
    there.keys.push(("near", list(&near)));
    let there = (!near.is_empty()).then_some(there);
    own.into_iter().chain([typo]).chain(there).collect()
}

/// The words of the others as typos. What is no slip is not called one, and nobody's figure is rewritten.
fn typo(kind: KindName, text: &str, wrong: &[String]) -> Table {
    let mut keys = vec![("wrong", list(wrong)), ("right", quoted(text))];
    if kind != KindName::Typo {
        keys.push(("message", quoted(&format!("the sources have `{text}` here"))));
    }
    let words = |text: &str| text.split(' ').count();
    // A family name alone stays alone.
    let longer = kind == KindName::Name && wrong.iter().any(|wrong| words(wrong) != words(text));
    if longer || matches!(kind, KindName::Figure | KindName::Date | KindName::Quote) {
        keys.push(("fix", "false".to_owned()));
    }
    table(KindName::Typo, text, keys)
}

fn table(kind: KindName, stem: &str, keys: Vec<(&'static str, String)>) -> Table {
    Table { kind, stem: stem.to_owned(), keys }
}

/// What one document has beside the other is a former name of it; otherwise it is no name of it.
fn domain(decision: &Decision<'_>, text: &str, wrong: &[String]) -> Table {
    let together = decision.wrong().any(|side| side.places.iter().any(|place| decision.right().is_in(place.doc)));
    let lower: Vec<String> = wrong.iter().map(|name| name.to_lowercase()).collect();
    let key = if together { "former" } else { "reject" };
    table(KindName::Domain, text, vec![("canonical", quoted(&text.to_lowercase())), (key, list(&lower))])
}

/// The value, and what is counted, by the words of either side.
fn figure(text: &str, wrong: &[String]) -> Option<Table> {
    let value = with_passage(text, |passage| match &numbers(passage)[..] {
        [number] if number.upper.is_empty() && number.readings.len() == 1 => number.readings.first().copied(),
        _ => None,
    })?;
    let sides = std::iter::once(text).chain(wrong.iter().map(String::as_str));
    let units: Vec<String> = sides.filter_map(|side| with_passage(side, counted)).collect();
    let first = units.first()?.clone();
    Some(table(KindName::Figure, &first, vec![("value", format!("{value}")), ("unit", list(&units))]))
}

/// What the one figure of a passage counts; none where letters behind it multiply it.
fn counted(passage: &Passage<'_>) -> Option<String> {
    let figure =
        mentions(passage).into_iter().find_map(|read| if let Content::Figure(figure) = read.content { Some(figure) } else { None })?;
    (!figure.counted.is_empty()).then(|| figure.counted.join(" "))
}

/// The words that all sides have around their date: what happened then.
fn event(right: &Excerpt, others: &[Excerpt]) -> Vec<String> {
    let others: Vec<Vec<String>> = others.iter().map(telling).collect();
    let dated = |word: &String| {
        let text = word.as_str();
        Language::ALL
            .iter()
            .map(|language| &language.tables().date)
            .any(|date| date.months.contains_key(text) || date.weekdays.contains_key(text))
    };
    telling(right).into_iter().filter(|word| !dated(word) && others.iter().all(|other| other.contains(word))).collect()
}

/// The longer words of an excerpt, in small letters.
fn telling(excerpt: &Excerpt) -> Vec<String> {
    let words = excerpt.sentence.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() >= EVENT).map(str::to_lowercase).collect()
}

fn date(near: &[String], text: &str) -> Option<Table> {
    let said = with_passage(text, |passage| match &dates(passage, 0..passage.words.len())[..] {
        [date] => Some(date.said),
        _ => None,
    })?;
    let Said::One(Partial { year: Some(year), month, day }) = said else { return None };
    let value = match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => quoted(&format!("{year:04}-{month:02}")),
        _ => return None,
    };
    Some(table(KindName::Date, near.first()?, vec![("value", value), ("near", list(near))]))
}

fn with_passage<T>(text: &str, read: impl FnOnce(&Passage<'_>) -> T) -> T {
    let mut run = Vec::new();
    words(text, &mut run);
    let block = Block::plain(Role::Paragraph, 0..text.len());
    read(&Passage::new(&block, text, &run))
}

/// A TOML string.
pub(in crate::discover) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A TOML list of strings, each once.
pub(super) fn list(texts: &[String]) -> String {
    let mut once: Vec<&String> = Vec::new();
    texts.iter().for_each(|text| {
        if !once.contains(&text) {
            once.push(text)
        }
    });
    format!("[{}]", once.into_iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Table {
    /// Its own keys, a line each.
    pub(super) fn body(&self) -> String {
        self.keys.iter().map(|(key, value)| format!("{key} = {value}\n")).collect()
    }
}
