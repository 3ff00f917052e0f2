//! Tables of reStructuredText: `====  ====` with columns, and `+---+---+` with lines around every cell.

use std::ops::Range;

use super::{Reader, mark};
use crate::prose::Role;

/// How deep cells are read in cells.
const DEPTH: usize = 4;

/// The lines of cells that have not ended.
#[derive(Default)]
struct Cells(Vec<Vec<Range<usize>>>);

impl Cells {
    fn push(&mut self, index: usize, line: Range<usize>) {
        if self.0.len() <= index {
            self.0.resize_with(index + 1, Vec::new);
        }
        self.0[index].push(line);
    }
}

impl Reader<'_, '_> {
    /// A table with columns, `base` bytes in; false where it has no end.
    pub(super) fn simple(&mut self, columns: &[Range<usize>], base: usize) -> bool {
        let (text, lines) = (self.text, self.lines);
        let said = |at: usize| lines.get(at).map_or("", |line| &text[line.clone()]);
        let ends = |&at: &usize| mark::columns(said(at).trim_start()).is_some() && said(at + 1).is_empty();
        let Some(last) = self.tables.find(0, self.at + 1, |from| (from..lines.len()).find(ends)) else { return false };
        let mut cells = Cells::default();
        while self.at < last {
            self.at += 1;
            let line = self.lines[self.at].clone();
            let said = self.line(self.at);
            if said.bytes().all(|byte| matches!(byte, b'=' | b'-' | b' ')) {
                if !said.is_empty() {
                    self.cells(&mut cells, 0..usize::MAX);
                }
                continue;
            }
            let row = split(said, base, columns);
            if row.first().is_some_and(|(column, cell)| *column == 0 && !said[cell.clone()].trim().is_empty()) {
                self.cells(&mut cells, 0..usize::MAX);
            }
            for (column, cell) in row {
                cells.push(column, line.start + cell.start..line.start + cell.end);
            }
        }
        self.cells(&mut cells, 0..usize::MAX);
        self.at = last + 1;
        true
    }

    /// A table with lines around its cells.
    pub(super) fn grid(&mut self, base: usize) {
        let begin = self.at;
        self.at += 1;
        self.skip_lines(|line, _| line.trim_start().starts_with(['+', '|']));
        let mut bounds: Vec<usize> = (begin..self.at).flat_map(|at| crossings(self.line(at), base)).collect();
        bounds.sort_unstable();
        bounds.dedup();
        let mut cells = Cells::default();
        for at in begin..self.at {
            let line = self.lines[at].clone();
            let said = self.line(at);
            for (columns, cell) in boxes(said, base, &bounds) {
                let inner = &said[cell.clone()];
                if inner.starts_with(['-', '=']) && inner.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'+')) {
                    self.cells(&mut cells, columns);
                } else {
                    cells.push(columns.start, line.start + cell.start..line.start + cell.end);
                }
            }
        }
        self.cells(&mut cells, 0..usize::MAX);
    }

    /// Ends some of the cells.
    fn cells(&mut self, cells: &mut Cells, columns: Range<usize>) {
        let columns = columns.start.min(cells.0.len())..columns.end.min(cells.0.len());
        for index in columns {
            let mut lines = std::mem::take(&mut cells.0[index]);
            lines.iter_mut().for_each(|line| line.end = line.start + self.text[line.clone()].trim_end().len());
            match lines.as_slice() {
                [] => {}
                [line] if !self.text[line.clone()].trim_start().starts_with("..") => self.put(std::slice::from_ref(line), Role::Cell),
                _ if self.depth >= DEPTH => {}
                _ => {
                    let quoted = self.quoted || self.quotation.is_some();
                    Reader::new(self.text, &lines, self.document, Role::Cell, quoted, self.depth + 1).read();
                }
            }
        }
    }
}

/// The cells of a line by the columns they begin in; one that goes on across a gap has more than its own.
fn split(line: &str, base: usize, columns: &[Range<usize>]) -> Vec<(usize, Range<usize>)> {
    let mut cells: Vec<(usize, Range<usize>)> = Vec::new();
    let (mut next, mut gap) = (0, true);
    for (column, (at, c)) in line.char_indices().skip(base).enumerate() {
        if columns.get(next).is_some_and(|own| own.start == column) {
            match cells.last_mut() {
                Some(last) if !gap => last.1.end = at,
                _ => cells.push((next, at..at)),
            }
            next += 1;
        }
        gap = c == ' ';
        if let Some(last) = cells.last_mut() {
            last.1.end = at + c.len_utf8();
        }
    }
    cells
}

/// Where the lines of a grid cross, in characters.
fn crossings(line: &str, base: usize) -> impl Iterator<Item = usize> + '_ {
    let bytes = line.as_bytes();
    let drawn = move |at: usize| bytes.get(at).is_some_and(|byte| matches!(byte, b'-' | b'='));
    // `[-+]` in a cell is none.
    let is_crossing =
        move |at: usize| bytes[at] == b'+' && ((drawn(at + 1) && drawn(at + 2)) || (at > 1 && drawn(at - 1) && drawn(at - 2)));
    line.char_indices().skip(base).enumerate().filter(move |(_, (at, _))| is_crossing(*at)).map(|(column, _)| column)
}

/// The cells of a line by the bounds they stand between.
fn boxes(line: &str, base: usize, bounds: &[usize]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut boxes = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut next = 0;
    for (column, (at, c)) in line.char_indices().skip(base).enumerate() {
        if bounds.get(next) != Some(&column) {
            continue;
        }
        if matches!(c, '|' | '+') {
            if let Some((index, start)) = open {
                boxes.push((index..next, start..at));
            }
            open = Some((next, at + 1));
        }
        next += 1;
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_between_their_bounds() {
        let cells =
            |line: &'static str| split(line, 0, &[0..3, 5..8]).into_iter().map(|(column, cell)| (column, &line[cell])).collect::<Vec<_>>();
        assert_eq!(cells("été  deux mots"), [(0, "été  "), (1, "deux mots")]);
        assert_eq!(cells("un long mot"), [(0, "un long mot")]);
        assert_eq!(cells("     x"), [(0, "     "), (1, "x")]);
        let found =
            |line: &'static str| boxes(line, 0, &[0, 4, 8]).into_iter().map(|(columns, cell)| (columns, &line[cell])).collect::<Vec<_>>();
        assert_eq!(found("|été|b  |"), [(0..1, "été"), (1..2, "b  ")]);
        assert_eq!(found("|abcdefg|"), [(0..2, "abcdefg")]);
        assert_eq!(found("+---+---+"), [(0..1, "---"), (1..2, "---")]);
    }
}
