//! A line of a draft and what is marked in it → text cut at every edge of a mark, so that marks may overlap and still nest.
//!
//! Each finding has a `<mark>` of its own for each piece of its words, and behind the last piece its number, a link to the card. What a
//! finding depends on is underlined and numbered as `3.1`.

use std::io;
use std::ops::{Range, RangeInclusive};

use super::Numbered;
use super::text::{Exact, Text};
use crate::dossier::RuleSet;
use crate::source::SourceFile;

/// In a draft that is not shown whole, a longer line (in bytes) is shown only near its marks …
const LONG: usize = 2_000;
/// … so many bytes before and behind each.
const AROUND: usize = 300;

/// A marked place: the words of a finding, or what they depend on.
pub(super) struct Mark<'a> {
    number: usize,
    /// 0 for the words themselves, else which of the further places.
    place: usize,
    severity: &'static str,
    code: &'a str,
    span: Range<usize>,
    /// The lines that it touches.
    pub(super) lines: RangeInclusive<usize>,
}

impl<'a> Mark<'a> {
    /// The places of a finding: its span, then those of its further labels.
    pub(super) fn all(rules: &'a RuleSet, numbered: &Numbered<'a>) -> Vec<Self> {
        let further = numbered.finding.labels.iter().skip(1).map(|label| &label.span);
        let code = numbered.code(rules);
        std::iter::once(&numbered.finding.span)
            .chain(further)
            .enumerate()
            .map(|(place, span)| Self::new(numbered, code, place, span))
            .collect()
    }

    fn new(numbered: &Numbered<'_>, code: &'a str, place: usize, span: &Range<usize>) -> Self {
        let first = numbered.file.boundary(span.start);
        // A line break at the end belongs to the line that it ends.
        let said = numbered.file.slice(span.clone()).trim_end_matches(['\n', '\r']);
        let last = first + said.len();
        let lines = numbered.file.position(first).line..=numbered.file.position(last).line;
        let severity = numbered.finding.severity.as_str();
        Self { number: numbered.number, place, severity, code, span: first..last, lines }
    }

    /// What of it lies on a line that it touches; the indentation of a line that goes on is no part of it.
    fn on(&self, file: &SourceFile, line: usize) -> Range<usize> {
        let bytes = file.line_range(line);
        let end = self.span.end.clamp(bytes.start, bytes.end);
        let start = self.span.start.clamp(bytes.start, end);
        let indentation = if line == *self.lines.start() { 0 } else { end - start - file.text()[start..end].trim_start().len() };
        start + indentation..end
    }

    fn open(&self, is_first: bool, out: &mut dyn io::Write) -> io::Result<()> {
        let Self { number, place, severity, .. } = self;
        match place {
            0 => write!(out, "<mark class=\"{severity}\" data-of=\"{number}\"")?,
            _ => write!(out, "<span class=\"place {severity}\" data-of=\"{number}\"")?,
        }
        if is_first { write!(out, " id=\"{}\">", id(*number, *place)) } else { out.write_all(b">") }
    }

    fn close(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(if self.place == 0 { b"</mark>" } else { b"</span>" })
    }

    /// The number behind the words, a link to the card.
    fn refer(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let Self { number, place, severity, code, .. } = self;
        let (shown, said) = match place {
            0 => (number.to_string(), format!("finding {number}: {severity}, {}", Text(code))),
            _ => (format!("{number}.{place}"), format!("finding {number}, place {place}")),
        };
        write!(out, "<sup class=\"{severity}\" data-of=\"{number}\"><a href=\"#f{number}\" aria-label=\"{said}\">{shown}</a></sup>")
    }
}

/// The id of a marked place.
pub(super) fn id(number: usize, place: usize) -> String {
    if place == 0 { format!("m{number}") } else { format!("m{number}-{place}") }
}

/// What of a mark lies on the line being written.
struct Piece<'m> {
    mark: &'m Mark<'m>,
    bytes: Range<usize>,
    is_first: bool,
    is_last: bool,
}

/// Writes a line with its marks.
pub(super) fn write_line(file: &SourceFile, line: usize, marks: &[&Mark<'_>], crop: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let bytes = file.line_range(line);
    let mut pieces: Vec<Piece<'_>> = marks
        .iter()
        .map(|mark| Piece { mark, bytes: mark.on(file, line), is_first: line == *mark.lines.start(), is_last: line == *mark.lines.end() })
        .collect();
    pieces.sort_by_key(|piece| (piece.bytes.start, std::cmp::Reverse(piece.bytes.end)));
    let kept = if crop && bytes.len() > LONG { near(file, &bytes, &pieces) } else { vec![bytes.clone()] };
    let mut cuts: Vec<usize> = pieces.iter().map(|piece| &piece.bytes).chain(&kept).flat_map(|range| [range.start, range.end]).collect();
    cuts.extend([bytes.start, bytes.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut open: Vec<Piece<'_>> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    for (index, &at) in cuts.iter().enumerate() {
        let (ended, going): (Vec<_>, Vec<_>) = open.into_iter().partition(|piece| piece.bytes.end <= at);
        open = going;
        ended.iter().filter(|piece| piece.is_last).try_for_each(|piece| piece.mark.refer(out))?;
        while let Some(piece) = pieces.next_if(|piece| piece.bytes.start == at) {
            if piece.bytes.is_empty() { empty(&piece, out)? } else { open.push(piece) }
        }
        let Some(&until) = cuts.get(index + 1) else { break };
        let is_kept = kept.get(kept.partition_point(|range| range.end <= at)).is_some_and(|range| range.start <= at);
        match is_kept {
            true => segment(&file.text()[at..until], at, &open, out)?,
            false => out.write_all(" <span class=\"cut\">[…]</span> ".as_bytes())?,
        }
    }
    Ok(())
}

/// Text between two edges, inside all the marks that are open there.
fn segment(text: &str, at: usize, open: &[Piece<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    open.iter().try_for_each(|piece| piece.mark.open(piece.is_first && piece.bytes.start == at, out))?;
    write!(out, "{}", Exact(text))?;
    open.iter().rev().try_for_each(|piece| piece.mark.close(out))
}

/// A place without words, as where some are missing.
fn empty(piece: &Piece<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    piece.mark.open(piece.is_first, out)?;
    piece.mark.close(out)?;
    if piece.is_last { piece.mark.refer(out) } else { Ok(()) }
}

/// The bytes of a long line that are near a piece, or its beginning where there is none.
fn near(file: &SourceFile, line: &Range<usize>, pieces: &[Piece<'_>]) -> Vec<Range<usize>> {
    let boundary = |offset: usize| file.boundary(offset.clamp(line.start, line.end));
    let around = |bytes: &Range<usize>| boundary(bytes.start.saturating_sub(AROUND))..boundary(bytes.end + AROUND);
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in pieces.iter().map(|piece| around(&piece.bytes)) {
        match kept.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => kept.push(range),
        }
    }
    if kept.is_empty() { vec![around(&(line.start..line.start))] } else { kept }
}
