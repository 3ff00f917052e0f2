//! Characters with places → lines of words.

use super::content::Glyph;

/// A gap between characters that is a space, in their size. Letters that are set apart have less, the spaces of narrow lines more.
const SPACE: f64 = 0.13;
/// A gap that parts cells and columns. A space that is a character of its own is never one.
const APART: f64 = 1.25;

/// How many dots lead somewhere: three alone leave something out.
const DOTS: usize = 5;
/// How many letters the number of a page has at most: `xxxviii`.
const PAGE: usize = 7;

/// A line, or the part of one that stands in a column or a cell.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    /// From where to where it goes, and its height; as of [`Glyph`].
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) v: f64,
    pub(super) size: f64,
    /// The font of its first letter.
    pub(super) font: usize,
    pub(super) turn: i16,
}

/// The lines of a page, those that run one way after those that run another, from the top to the bottom.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        let goes_on = lines.last_mut().is_some_and(|line| line.add(glyph));
        if !goes_on && !glyph.text.trim().is_empty() {
            lines.push(Line::of(glyph));
        }
    }
    let straight = |line: &Line| (line.turn != 0, line.turn);
    lines.sort_by(|a, b| straight(a).cmp(&straight(b)).then(b.v.total_cmp(&a.v)).then(a.start.total_cmp(&b.start)));
    joined(lines)
}

impl Line {
    fn of(glyph: &Glyph) -> Self {
        let Glyph { text, u, v, width, size, font, turn } = glyph.clone();
        Self { text: text.trim_start().to_owned(), start: u, end: u + width, v, size, font, turn }
    }

    /// Adds the next character, if it goes on the line.
    fn add(&mut self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        let gap = glyph.u - self.end;
        let raised = glyph.v - self.v;
        let fits = glyph.turn == self.turn && raised.abs() < 0.5 * size && (-0.4 * size..APART * size).contains(&gap);
        // Another line that begins where this ends is half a line away at least; smaller characters alone are raised.
        if !fits || (raised.abs() > 0.15 * size && glyph.size > 0.85 * self.size && self.size > 0.85 * glyph.size) {
            return false;
        }
        let is_mark = raised > 0.2 * size && glyph.size < 0.85 * self.size && glyph.text.chars().all(char::is_numeric);
        let after_word = self.text.chars().next_back().is_some_and(|last| !last.is_numeric());
        self.end = self.end.max(glyph.u + glyph.width);
        if glyph.size > self.size * 1.1 && self.text.chars().count() <= 3 {
            (self.size, self.v) = (glyph.size, glyph.v);
        }
        // The mark of a note is no part of the word before it.
        if !(is_mark && after_word) {
            if gap > SPACE * size {
                self.space();
            }
            if glyph.text.chars().all(|c| c == ' ') && !glyph.text.is_empty() {
                self.space();
            } else {
                self.text.push_str(&glyph.text);
            }
        }
        true
    }

    fn space(&mut self) {
        if !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    /// Adds what stands to its right, if it is close.
    fn join(&mut self, right: &Line) -> bool {
        let size = self.size.max(right.size);
        let gap = right.start - self.end;
        // Dots lead from a title to its page, wherever they begin and end.
        let reach = if is_leader(&right.text) || is_leader(&self.text) { f64::INFINITY } else { APART * size };
        let fits = self.turn == right.turn && (self.v - right.v).abs() < 0.2 * size && (-0.3 * size..reach).contains(&gap);
        if fits {
            if gap > SPACE * size {
                self.space();
            }
            self.text.push_str(&right.text);
            self.end = self.end.max(right.end);
        }
        fits
    }

    /// Whether it is a line of a table of contents: a title, dots, a page.
    pub(super) fn is_entry(&self) -> bool {
        let before = self.text.trim_end().trim_end_matches(char::is_alphanumeric);
        before.len() + PAGE >= self.text.trim_end().len() && is_leader(before)
    }

    /// Whether it is the same text once more at the same place: so some make bold letters or shadows.
    fn is_again(&self, other: &Line) -> bool {
        let near = 0.15 * self.size;
        (self.v - other.v).abs() < near && (self.start - other.start).abs() < near && self.text.trim_end() == other.text.trim_end()
    }
}

/// Whether a text ends with a row of dots, as they lead from a title to its page.
fn is_leader(text: &str) -> bool {
    let dots = text.chars().rev().take_while(|c| matches!(c, '.' | '·' | '…' | '_') || c.is_whitespace());
    dots.map(|c| if c == '…' { 3 } else { usize::from(!c.is_whitespace()) }).sum::<usize>() >= DOTS
}

/// Lines that were set piece by piece, as one.
fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut whole: Vec<Line> = Vec::new();
    let mut row: Vec<Line> = Vec::new();
    for line in lines {
        let in_row = row.first().is_some_and(|first| first.turn == line.turn && (first.v - line.v).abs() < 0.2 * first.size.max(line.size));
        if !in_row {
            close(&mut row, &mut whole);
        }
        row.push(line);
    }
    close(&mut row, &mut whole);
    whole
}

/// Puts the pieces of a row in order, and together.
fn close(row: &mut Vec<Line>, whole: &mut Vec<Line>) {
    row.sort_by(|a, b| a.start.total_cmp(&b.start));
    let first = whole.len();
    for line in row.drain(..) {
        let joins = match whole[first..].last_mut() {
            Some(last) => last.is_again(&line) || last.join(&line),
            None => false,
        };
        if !joins {
            whole.push(line);
        }
    }
}
