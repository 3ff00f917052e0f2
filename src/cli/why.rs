//! `factlint check --why PATH:LINE:COL`: which rules looked at a place, and what each decided.

use std::ops::Range;
use std::path::PathBuf;

use anyhow::Context;

use super::reports::Reports;
use super::run::{self, Started};
use super::{CLEAN, CheckArgs, UNTRUSTED, output};
use crate::check::Checker;
use crate::finding::Finding;
use crate::format::Opened;
use crate::prose::Document;
use crate::report::human::counted;
use crate::report::why::{self, Why};
use crate::source::SourceFile;
use crate::trace::{Decision, Look, Traced};

/// What to write, where the place is no place.
const FORM: &str = "write a place as draft.md:12:30 or, for a whole line, as draft.md:12";

pub(super) fn run(args: &CheckArgs, place: &str) -> anyhow::Result<u8> {
    let (path, line, column) = parse(place).with_context(|| format!("--why `{place}`: {FORM}"))?;
    let started = run::prepare(&args.run, |_| ())?;
    if !started.project.problems.is_empty() {
        output::problems(&started.project, &started.project.problems, args.run.common.color);
        return Ok(UNTRUSTED);
    }
    let opened = started.project.config.formats.open(&path).with_context(|| format!("--why `{place}`: the file cannot be read"))?;
    let checker = started.checker();
    let Opened { file, document, .. } = checker.open(opened);
    let span = span(&file, line, column).with_context(|| format!("--why `{place}`"))?;
    answer(args, place, (&started, &checker), (&file, &document), span)?;
    Ok(CLEAN)
}

/// A path may hold colons: the longest reading whose file is there counts.
fn parse(place: &str) -> anyhow::Result<(PathBuf, usize, Option<usize>)> {
    let (front, last) = place.rsplit_once(':').context("it names no line")?;
    let last: usize = last.parse().context("it ends in no number")?;
    let full = front.rsplit_once(':').and_then(|(path, line)| Some((PathBuf::from(path), line.parse().ok()?, Some(last))));
    let whole = (PathBuf::from(front), last, None);
    Ok(match full {
        Some(full) if full.0.exists() || !whole.0.exists() => full,
        _ => whole,
    })
}

/// The bytes of a place: of a character, or of a whole line.
fn span(file: &SourceFile, line: usize, column: Option<usize>) -> anyhow::Result<Range<usize>> {
    let lines = file.position(file.text().len()).line;
    anyhow::ensure!(line > 0, "lines count from 1");
    anyhow::ensure!(column != Some(0), "columns count from 1");
    anyhow::ensure!((1..=lines).contains(&line), "the file has {}", counted(lines, "line"));
    let range = file.line_range(line);
    let Some(column) = column else { return Ok(range) };
    let mut characters = file.text()[range.clone()].char_indices().map(|(at, c)| range.start + at..range.start + at + c.len_utf8());
    let there = column.checked_sub(1).and_then(|before| characters.nth(before));
    let count = file.position(range.end).column - 1;
    there.with_context(|| format!("line {line} has {}", counted(count, "character")))
}

fn answer(
    args: &CheckArgs,
    place: &str,
    (started, checker): (&Started, &Checker<'_>),
    (file, document): (&SourceFile, &Document),
    span: Range<usize>,
) -> anyhow::Result<()> {
    let silent = started.project.config.silent_in(file.name());
    let mut traced = checker.trace(file, document, &|code, severity| started.codes.decide(&silent, code, severity));
    traced.looks.iter_mut().for_each(|look| leave_out(started, file, look));
    let around = checker.around(file, document, span.start);
    let (wider, findings, looks) = chosen(&traced, &span, around.as_ref().map(|(sentence, _)| sentence));
    let nearest = around.and_then(|(_, paragraph)| traced.nearest(&paragraph, span.start));
    let idle = &traced.idle;
    let rules = &started.project.rules;
    let why = |color| {
        let (findings, looks, nearest) = (findings.clone(), looks.clone(), nearest.clone());
        Why { rules, file, place, span: span.clone(), wider, findings, looks, nearest, idle, color, quiet: args.quiet }
    };
    match Reports::of_answer(args)? {
        (format, Some(path)) => output::to_file(path, |out| why::write(format, &why(false), out)),
        (format, None) => output::to_stdout(args.run.common.color, |coloured, out| why::write(format, &why(coloured), out)),
    }
}

/// What the settings leave out is not asked, whatever it would say.
fn leave_out(started: &Started, file: &SourceFile, look: &mut Look) {
    let code = started.project.rules.code(look.origin);
    if let Some(text) = started.codes.why_off(file.name(), code) {
        (look.text, look.by) = (text.to_owned(), None);
        if look.decision == Decision::Agrees {
            look.decision = Decision::PassedOver;
        }
    }
}

/// What is known of the place, or else (`true`) of its sentence.
fn chosen<'t>(traced: &'t Traced, span: &Range<usize>, sentence: Option<&Range<usize>>) -> (bool, Vec<&'t Finding>, Vec<&'t Look>) {
    let (findings, looks) = traced.at(span);
    if !findings.is_empty() || !looks.is_empty() {
        return (false, findings, looks);
    }
    let (findings, looks) = sentence.map(|sentence| traced.at(sentence)).unwrap_or_default();
    (!findings.is_empty() || !looks.is_empty(), findings, looks)
}
