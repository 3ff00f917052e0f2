//! Lines of a file of subtitles → cues, and lines of a cue → its text without tags.

use std::ops::Range;

use memchr::memmem;

use super::Notation;
use crate::prose::Comment;

/// Where a tag ends at the latest: what is longer is none.
const TAG: usize = 256;

/// Text that is shown for a while.
#[derive(Debug)]
pub(super) struct Cue {
    /// When it is shown first, in milliseconds.
    pub(super) start: i64,
    /// When it goes.
    pub(super) end: i64,
    /// Its lines, without breaks.
    pub(super) lines: Vec<Range<usize>>,
}

/// A piece of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// What is shown as it is written.
    Text(Range<usize>),
    /// What is shown for something else.
    Stand(&'static str, Range<usize>),
    /// Whose words these are.
    Speaker(Range<usize>),
}

/// What a line is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The head of the file, a style, a region: nothing to read up to the next blank line.
    Other,
    /// A note, up to the next blank line.
    Note,
    Cue,
    /// A blank line was the last.
    Between,
}

/// The cues of a file, and its notes.
pub(super) fn cues(text: &str, start: usize, notation: Notation) -> (Vec<Cue>, Vec<Comment>) {
    let (mut cues, mut notes): (Vec<Cue>, Vec<Comment>) = (Vec::new(), Vec::new());
    let mut part = Part::Between;
    let mut lines = Lines { text, at: start }.peekable();
    if notation == Notation::WebVtt && text[start..].starts_with("WEBVTT") {
        part = Part::Other;
    }
    while let Some(line) = lines.next() {
        let line = line.start..line.start + text[line].trim_end().len();
        let said = text[line.clone()].trim_start();
        if said.is_empty() {
            part = Part::Between;
        } else if let Some((start, end)) = times(said) {
            cues.push(Cue { start, end, lines: Vec::new() });
            part = Part::Cue;
        } else if (part == Part::Between || is_number(said)) && next_is_times(text, lines.peek()) {
            // Its number or name.
        } else if part == Part::Between && notation == Notation::WebVtt {
            part = block(said);
            if part == Part::Note {
                let body = line.end - said["NOTE".len()..].trim_start().len();
                notes.push(Comment { span: line.clone(), body: body..line.end });
            }
        } else if part == Part::Note {
            if let Some(note) = notes.last_mut() {
                note.body = if note.body.is_empty() { line.clone() } else { note.body.start..line.end };
                note.span.end = line.end;
            }
        } else if part != Part::Other {
            // A blank line inside of a cue is a mistake that players forgive.
            if let Some(cue) = cues.last_mut() {
                cue.lines.push(line);
            }
        }
    }
    (cues, notes)
}

/// What begins behind a blank line of WebVTT with no times.
fn block(said: &str) -> Part {
    match said.strip_prefix("NOTE") {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => Part::Note,
        // A style, a region, a name whose times are missing.
        _ => Part::Other,
    }
}

fn is_number(said: &str) -> bool {
    said.bytes().all(|byte| byte.is_ascii_digit())
}

fn next_is_times(text: &str, next: Option<&Range<usize>>) -> bool {
    next.is_some_and(|next| times(text[next.clone()].trim()).is_some())
}

/// `00:00:01,000 --> 00:00:04,000 align:start`, in milliseconds.
fn times(line: &str) -> Option<(i64, i64)> {
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let arrow = memmem::find(&line.as_bytes()[..line.len().min(TAG)], b"-->")?;
    let end = line[arrow + 3..].trim_start();
    let end = &end[..end.find(char::is_whitespace).unwrap_or(end.len())];
    Some((time(line[..arrow].trim())?, time(end)?))
}

/// `01:02:03,456`, `02:03.456`, in milliseconds.
fn time(text: &str) -> Option<i64> {
    let (whole, parts) = text.rsplit_once([',', '.']).unwrap_or((text, "0"));
    let digits = |text: &str| if text.len() <= 6 && !text.is_empty() && is_number(text) { text.parse::<i64>().ok() } else { None };
    let mut seconds = 0;
    let mut count = 0;
    for part in whole.split(':') {
        seconds = seconds * 60 + digits(part)?;
        count += 1;
    }
    ((2..=3).contains(&count)).then_some(seconds * 1000 + digits(parts)?)
}

/// The lines of a text without their breaks.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let end = memchr::memchr(b'\n', &self.text.as_bytes()[start..]).map_or(self.text.len(), |len| start + len);
        self.at = end + 1;
        Some(start..start + self.text[start..end].trim_end_matches('\r').len())
    }
}

/// What is shown of a line, its tags read.
pub(super) fn pieces(text: &str, line: Range<usize>, notation: Notation) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let (mut from, mut at) = (line.start, line.start);
    // Inside of the reading of a character.
    let mut hidden = false;
    while let Some(open) = memchr::memchr3(b'<', b'{', b'\\', &bytes[at..line.end]).map(|len| at + len) {
        let Some((end, piece)) = mark(text, open..line.end, notation) else {
            at = open + 1;
            continue;
        };
        if !hidden && from < open {
            pieces.push(Piece::Text(from..open));
        }
        let name = &text[open..end];
        hidden = name.starts_with("<rt>") || (hidden && !name.starts_with("</rt") && !name.starts_with("</ruby"));
        pieces.extend(piece);
        (from, at) = (end, end);
    }
    if !hidden && from < line.end {
        pieces.push(Piece::Text(from..line.end));
    }
    pieces
}

/// The tag that begins here: where it ends, and what it says.
fn mark(text: &str, range: Range<usize>, notation: Notation) -> Option<(usize, Option<Piece>)> {
    let rest = &text.as_bytes()[range.clone()];
    let until = |mark: u8| memchr::memchr(mark, &rest[..rest.len().min(TAG)]).map(|len| range.start + len + 1);
    match (rest[0], *rest.get(1)?) {
        (b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'0'..=b'9') => {
            let end = until(b'>')?;
            let inner = &text[range.start + 1..end - 1];
            let name = inner.strip_prefix('v').filter(|rest| notation == Notation::WebVtt && rest.starts_with([' ', '\t', '.']));
            let name = name.map(|rest| rest.find([' ', '\t']).map_or(0, |space| rest[space..].trim().len()));
            Some((end, name.map(|len| Piece::Speaker(end - 1 - len..end - 1))))
        }
        (b'{', b'\\') => Some((until(b'}')?, None)),
        (b'\\', b'N' | b'n') if notation == Notation::SubRip => {
            Some((range.start + 2, Some(Piece::Stand("\n", range.start..range.start + 2))))
        }
        (b'\\', b'h') if notation == Notation::SubRip => {
            Some((range.start + 2, Some(Piece::Stand("\u{a0}", range.start..range.start + 2))))
        }
        _ => None,
    }
}
