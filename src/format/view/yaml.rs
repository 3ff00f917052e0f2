//! YAML: a parser says which scalars there are; what stands in the file for each is read again here, with its map.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::decoded::{self, Decoded};
use super::field::{DEPTH, Into, Walker};
use super::{Mistake, Strings};
use crate::prose::Writing;

/// What is open.
enum Frame {
    /// A table, with the key whose value comes next.
    Table(Option<String>),
    List,
}

/// Reads a file whose text begins at `start`. What stands in scalars is added to `taken`, so that no comment is looked for in it.
pub(super) fn read(
    text: &str,
    start: usize,
    walker: &mut Walker<'_>,
    strings: &mut Strings<'_>,
    taken: &mut Vec<Range<usize>>,
) -> Result<(), Mistake> {
    let places = Places::of(text, start);
    let mut open: Vec<Frame> = Vec::new();
    for event in Parser::new_from_str(&text[start..]) {
        let (event, span) = event.map_err(|error| {
            let offset = places.byte(error.marker().index());
            Mistake { offset, message: error.info().to_owned() }
        })?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if !begin(&open, walker) || open.len() >= DEPTH {
                    let message = format!("it is nested more than {DEPTH} deep");
                    return Err(Mistake { offset: places.byte(span.start.index()), message });
                }
                open.push(if matches!(event, Event::MappingStart(..)) { Frame::Table(None) } else { Frame::List });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                walker.leave();
                end(&mut open, String::new());
            }
            Event::Alias(_) => end(&mut open, String::new()),
            Event::Scalar(value, style, ..) => {
                let place = places.range(span);
                taken.push(place.clone());
                begin(&open, walker);
                if let Some(format) = walker.format() {
                    let (decoded, writing) = decode(text, place, &value, style);
                    strings.add(decoded, writing, format);
                }
                walker.leave();
                end(&mut open, value.into_owned());
            }
            _ => {}
        }
    }
    Ok(())
}

/// Goes into the value that begins.
fn begin(open: &[Frame], walker: &mut Walker<'_>) -> bool {
    walker.enter(match open.last() {
        Some(Frame::Table(Some(key))) => Into::Key(key),
        Some(Frame::Table(None)) => Into::Nowhere,
        Some(Frame::List) => Into::Item,
        // The document itself.
        None => return walker.stay(),
    })
}

/// After a value, or after what is the key of the next.
fn end(open: &mut [Frame], value: String) {
    if let Some(Frame::Table(key)) = open.last_mut() {
        *key = if key.is_none() { Some(value) } else { None };
    }
}

/// Of how many characters a step of [`Places`] is.
const STEP: usize = 256;

/// Characters of a text → its bytes.
struct Places<'t> {
    text: &'t str,
    /// Where every so many characters begin.
    steps: Vec<usize>,
}

impl<'t> Places<'t> {
    fn of(text: &'t str, start: usize) -> Self {
        let steps = text[start..].char_indices().step_by(STEP).map(|(at, _)| start + at).collect();
        Self { text, steps }
    }

    fn byte(&self, character: usize) -> usize {
        let Some(&from) = self.steps.get(character / STEP) else { return self.text.len() };
        self.text[from..].char_indices().nth(character % STEP).map_or(self.text.len(), |(at, _)| from + at)
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        start..self.byte(span.end.index()).max(start)
    }
}

/// The scalar that stands at `place`. Where it is not what the parser says, it stands as a whole.
fn decode(text: &str, place: Range<usize>, value: &str, style: ScalarStyle) -> (Decoded, Writing) {
    let mut decoded = Decoded::default();
    let written = &text[place.clone()];
    let inner = || place.start + 1..(place.end - 1).max(place.start + 1);
    let writing = match style {
        ScalarStyle::Plain => {
            folded(&mut decoded, text, place.start..place.start + written.trim_end().len(), style);
            Writing::Bare
        }
        ScalarStyle::SingleQuoted if written.len() >= 2 => {
            folded(&mut decoded, text, inner(), style);
            Writing::Doubled
        }
        ScalarStyle::DoubleQuoted if written.len() >= 2 => {
            folded(&mut decoded, text, inner(), style);
            Writing::Escaped
        }
        ScalarStyle::Literal | ScalarStyle::Folded => {
            block(&mut decoded, text, place.clone(), value, style == ScalarStyle::Folded);
            Writing::Free
        }
        _ => Writing::Unknown,
    };
    if super::same(decoded.text.trim(), value.trim()) {
        return (decoded, writing);
    }
    let mut whole = Decoded::default();
    whole.stand(value, place);
    (whole, Writing::Unknown)
}

/// A scalar in the line, whose line breaks are spaces.
fn folded(decoded: &mut Decoded, text: &str, range: Range<usize>, style: ScalarStyle) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (range.start, range.start);
    while at < range.end {
        let (end, read) = match bytes[at] {
            b'\\' if style == ScalarStyle::DoubleQuoted => {
                let (len, read) = decoded::escape(&text[at..range.end]);
                (at + len, read)
            }
            b'\'' if style == ScalarStyle::SingleQuoted && bytes.get(at + 1) == Some(&b'\'') => (at + 2, "'".to_owned()),
            b'\n' | b'\r' => {
                let line = from + text[from..at].trim_end_matches([' ', '\t']).len();
                let rest = &text[at..range.end];
                let end = range.end - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
                let breaks = bytes[at..end].iter().filter(|&&byte| byte == b'\n').count();
                at = line;
                (end, if breaks > 1 { "\n".repeat(breaks - 1) } else { " ".to_owned() })
            }
            _ => {
                at += 1;
                continue;
            }
        };
        decoded.copy(text, from..at);
        decoded.stand(&read, at..end);
        (from, at) = (end, end);
    }
    decoded.copy(text, from..range.end);
}

/// A scalar in lines of its own, without their indentation.
fn block(decoded: &mut Decoded, text: &str, place: Range<usize>, value: &str, fold: bool) {
    // The place may begin with the mark, or with what follows its line.
    let mut at = place.start;
    if text[at..place.end].starts_with(['|', '>']) {
        at += text[at..place.end].find('\n').map_or(place.len(), |end| end + 1);
    }
    at -= text[..at].len() - text[..at].trim_end_matches(' ').len();
    let first = text[at..place.end].lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let spaces = first.len() - first.trim_start_matches(' ').len();
    // Where the mark says how far lines are indented, the first one tells.
    let own = value.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let indent = spaces - (own.len() - own.trim_start_matches(' ').len()).min(spaces);
    let (mut pending, mut breaks, mut was_inner) = (at, 0, true);
    while at < place.end {
        let end = text[at..place.end].find('\n').map_or(place.end, |len| at + len);
        let line = text[at..end].trim_end_matches('\r');
        let skipped = indent.min(line.len() - line.trim_start_matches(' ').len());
        let content = at + skipped..at + line.len();
        if !content.is_empty() {
            let is_inner = text[content.clone()].starts_with([' ', '\t']);
            let joined = fold && !was_inner && !is_inner;
            let between = match breaks {
                1 if joined => " ".to_owned(),
                _ if joined => "\n".repeat(breaks - 1),
                _ => "\n".repeat(breaks),
            };
            decoded.stand(&between, pending..content.start);
            pending = content.end;
            decoded.copy(text, content);
            (breaks, was_inner) = (0, is_inner);
        }
        breaks += 1;
        at = end + 1;
    }
}
