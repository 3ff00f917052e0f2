//! The reports of `discover`: what documents disagree about, for people and for programs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use codespan_reporting::diagnostic::{LabelStyle, Severity as Level};
use serde::Serialize;

use super::human::{Drawing, counted, emit};
use super::json::{Place as At, json, list};
use super::snippet::Mark;
use crate::discover::draft::{Chosen, Decision, decide};
use crate::discover::{Disagreement, DocId, Place, SURE, Side};
use crate::source::SourceFile;

/// Of more documents on one side the first are drawn, and the others counted.
const DRAWN: usize = 4;

/// What is reported, with what is needed to show it.
pub struct Discovery<'a> {
    /// What is shown, in this order.
    pub shown: &'a [Disagreement],
    /// How many doubtful ones are not.
    pub hidden: usize,
    /// The documents in which something shown stands.
    pub files: &'a BTreeMap<DocId, SourceFile>,
    /// The rank of a document, where a dossier gives it one; 1 is the highest.
    pub rank: &'a (dyn Fn(DocId) -> Option<u32> + Sync),
    /// How many documents were read.
    pub documents: usize,
    /// How many files were left out.
    pub skipped: usize,
}

impl Discovery<'_> {
    /// The side that the document of the highest rank is on, where ranks tell the sides apart.
    fn highest<'d>(&self, one: &'d Disagreement) -> Option<(&'d Side, u32)> {
        match decide(one, self.rank) {
            Decision { right, chosen: Chosen::Rank(rank), .. } => Some((&one.sides[right], rank)),
            _ => None,
        }
    }
}

/// The side that more documents are on than on any other.
fn majority(one: &Disagreement) -> Option<&Side> {
    let chosen = decide(one, &|_| None);
    (chosen.chosen == Chosen::Majority).then(|| &one.sides[chosen.right])
}

/// Draws every disagreement with a label in each document, and a line that counts them.
///
/// # Errors
/// Whatever `out` says.
pub fn write_human(discovery: &Discovery<'_>, color: bool, out: &mut dyn Write) -> io::Result<()> {
    for one in discovery.shown {
        draw(discovery, one, color, out)?;
    }
    let found = if discovery.shown.is_empty() { "no disagreements".to_owned() } else { counted(discovery.shown.len(), "disagreement") };
    let hidden = if discovery.hidden == 0 { String::new() } else { format!("; {} more doubtful, shown by --all", discovery.hidden) };
    let skipped = if discovery.skipped == 0 { String::new() } else { format!(" ({} skipped)", discovery.skipped) };
    writeln!(out, "{found} between {}{skipped}{hidden}", counted(discovery.documents, "document"))
}

fn draw(discovery: &Discovery<'_>, one: &Disagreement, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let message = format!("the documents disagree: {}", joined(one.sides.iter().map(|side| format!("`{}`", one_line(&side.text))), "or"));
    let marks: Vec<Mark<'_>> = one.sides.iter().enumerate().rev().flat_map(|(at, side)| marks(discovery, one, at, side)).collect();
    let mut notes: Vec<String> = one.sides.iter().filter(|side| side.documents > DRAWN).map(more).collect();
    notes.push(format!("confidence {} %: {}", one.confidence, one.why.join("; ")));
    let held = majority(one).map(|_| {
        let counts = one.sides.iter().map(|side| format!("`{}` in {}", one_line(&side.text), counted(side.documents, "document")));
        joined(counts, "and")
    });
    let ranked = discovery.highest(one).map(|(side, rank)| format!("the source of highest rank ({rank}) has `{}`", one_line(&side.text)));
    let help = match (ranked, held) {
        (Some(ranked), Some(held)) => Some(format!("{ranked}; {held}")),
        (ranked, held) => ranked.or(held),
    };
    let level = if one.confidence >= SURE { Level::Warning } else { Level::Note };
    let code = format!("discover.{}", one.kind.as_str());
    emit(Drawing { level, code: Some(&code), message: &message, marks, help: help.as_deref(), notes }, color, out)
}

/// One label for each document of a side; those of the side that the fewest hold are the primary ones.
fn marks<'a>(discovery: &Discovery<'a>, one: &Disagreement, at: usize, side: &Side) -> Vec<Mark<'a>> {
    let style = if at + 1 == one.sides.len() { LabelStyle::Primary } else { LabelStyle::Secondary };
    let drawn = side.places.iter().filter_map(|place| Some((discovery.files.get(&place.doc)?, place)));
    let mark = |(file, place): (&'a SourceFile, &Place)| Mark {
        file,
        span: place.span(),
        text: format!("`{}` here", one_line(&side.text)),
        style,
    };
    drawn.take(DRAWN).map(mark).collect()
}

fn more(side: &Side) -> String {
    format!("`{}` stands in {} documents; {DRAWN} are shown", one_line(&side.text), side.documents)
}

/// Words over a line break, on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn joined(parts: impl Iterator<Item = String>, last: &str) -> String {
    let parts: Vec<String> = parts.collect();
    match parts.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, others)) => format!("{} {last} {end}", others.join(", ")),
        None => String::new(),
    }
}

/// Writes every disagreement as JSON, one a line, as docs/discover.md has it.
///
/// # Errors
/// Whatever `out` says.
pub fn write_json(discovery: &Discovery<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\": 1,\n\"disagreements\": ")?;
    list(discovery.shown, |one| json(&Shown::new(discovery, one)), out)?;
    let summary =
        Summary { documents: discovery.documents, skipped: discovery.skipped, shown: discovery.shown.len(), doubtful: discovery.hidden };
    out.write_all(b",\n\"summary\": ")?;
    out.write_all(&json(&summary)?)?;
    out.write_all(b"}\n")
}

#[derive(Serialize)]
struct Summary {
    documents: usize,
    skipped: usize,
    shown: usize,
    doubtful: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Shown<'a> {
    kind: &'static str,
    confidence: u8,
    why: &'a [String],
    /// The text of the side that most documents are on; `null` where none has more than the others.
    majority: Option<&'a str>,
    /// The text of the side that the source of highest rank is on; `null` where ranks do not tell.
    highest_rank: Option<&'a str>,
    sides: Vec<ShownSide<'a>>,
}

#[derive(Serialize)]
struct ShownSide<'a> {
    text: &'a str,
    documents: usize,
    places: Vec<ShownPlace<'a>>,
}

#[derive(Serialize)]
struct ShownPlace<'a> {
    path: &'a str,
    start: At,
    end: At,
}

impl<'a> Shown<'a> {
    fn new(discovery: &'a Discovery<'_>, one: &'a Disagreement) -> Self {
        let place = |place: &Place| {
            let file = discovery.files.get(&place.doc)?;
            Some(ShownPlace {
                path: file.name(),
                start: file.position(place.span().start).into(),
                end: file.position(place.span().end).into(),
            })
        };
        let side = |side: &'a Side| ShownSide {
            text: &side.text,
            documents: side.documents,
            places: side.places.iter().filter_map(place).collect(),
        };
        Self {
            kind: one.kind.as_str(),
            confidence: one.confidence,
            why: &one.why,
            majority: majority(one).map(|side| side.text.as_str()),
            highest_rank: discovery.highest(one).map(|(side, _)| side.text.as_str()),
            sides: one.sides.iter().map(side).collect(),
        }
    }
}
