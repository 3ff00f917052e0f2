//! Tables of AsciiDoc: `|===`.

use std::ops::Range;

use memchr::memchr_iter;

use super::attributes::Attributes;
use super::{CELLS, Reader, inline};
use crate::format::run::Run;
use crate::prose::Role;

impl Reader<'_, '_> {
    /// The table of the lines between its delimiters.
    pub(super) fn table(&mut self, lines: Range<usize>, delimiter: &str, said: &Attributes) {
        if lines.is_empty() || self.depth >= CELLS {
            return;
        }
        let mark = delimiter.chars().next().unwrap_or('|');
        let separator = said.separator.unwrap_or(mark);
        if !separator.is_ascii() || matches!(separator, ',' | ':' | ';' | '\t') {
            return self.values(lines, separator);
        }
        let mut cell: Vec<Range<usize>> = Vec::new();
        let mut is_code = false;
        for index in lines {
            let line = self.lines[index].clone();
            let bytes = &self.text.as_bytes()[line.clone()];
            let mut from = 0;
            for at in memchr_iter(separator as u8, bytes) {
                if at > 0 && bytes[at - 1] == b'\\' {
                    continue;
                }
                let end = specified(&bytes[from..at]) + from;
                cell.push(line.start + from..line.start + end);
                self.cell(&mut cell, is_code);
                is_code = bytes[end..at].last().is_some_and(|style| matches!(style, b'l' | b'v'));
                from = at + 1;
            }
            cell.push(line.start + from..line.end);
        }
        self.cell(&mut cell, is_code);
    }

    /// One cell: a line is read as it is, more are read as blocks.
    fn cell(&mut self, lines: &mut Vec<Range<usize>>, is_code: bool) {
        let mut lines = std::mem::take(lines);
        if let Some(first) = lines.first_mut() {
            first.start = first.end - self.text[first.clone()].trim_start().len();
        }
        lines.iter_mut().for_each(|line| line.end = line.start + self.text[line.clone()].trim_end().len());
        let quoted = self.is_quoted();
        if is_code {
            return;
        }
        match lines.as_slice() {
            [] => {}
            [line] => self.block(line.clone(), Role::Cell),
            _ => Reader { old: self.old, ..Reader::new(self.text, &lines, self.document, Role::Cell, quoted, self.depth + 1) }.read(),
        }
    }

    /// A table whose lines are values with something between them, in quotation marks or not.
    fn values(&mut self, lines: Range<usize>, separator: char) {
        let quoted = self.is_quoted();
        for index in lines {
            for value in values(self.text, self.lines[index].clone(), separator) {
                inline::read(self.text, &Run::of(self.text, value), self.document, Role::Cell, quoted, self.old);
            }
        }
    }
}

/// The values of one line, without their quotation marks.
pub(in crate::format) fn values(text: &str, line: Range<usize>, separator: char) -> Vec<Range<usize>> {
    let mut values = Vec::new();
    let (mut from, mut in_marks) = (line.start, false);
    let mut end = |range: Range<usize>| {
        let said = text[range.clone()].trim();
        let start = range.end - text[range].trim_start().len();
        let bare = said.strip_prefix('"').and_then(|said| said.strip_suffix('"'));
        values.push(bare.map_or(start..start + said.len(), |bare| start + 1..start + 1 + bare.len()));
    };
    for (at, c) in text[line.clone()].char_indices() {
        in_marks ^= c == '"';
        if c == separator && !in_marks {
            end(from..line.start + at);
            from = line.start + at + c.len_utf8();
        }
    }
    end(from..line.end);
    values
}

/// Where what is said of the next cell begins (`2+^.>s`), right before its mark; the end where nothing is said.
fn specified(before: &[u8]) -> usize {
    let len = before.iter().rev().take(12).take_while(|byte| !byte.is_ascii_whitespace()).count();
    let start = before.len() - len;
    let (front, style) = match before[start..].split_last() {
        Some((style, front)) if b"adehlmsv".contains(style) => (front, true),
        _ => (&before[start..], false),
    };
    let fits = front.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'*' | b'.' | b'<' | b'>' | b'^'));
    // A figure alone is what the cell before says.
    let says = if front.is_empty() { style } else { front.iter().any(|byte| matches!(byte, b'+' | b'*' | b'<' | b'>' | b'^')) };
    if fits && says { start } else { before.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_cell_is_none_of_its_words() {
        let cut = |before: &'static str| &before[..specified(before.as_bytes())];
        assert_eq!([cut("un 2+^.>s"), cut("a"), cut("un a"), cut("un 12"), cut("1.1 "), cut("")], ["un ", "", "un ", "un 12", "1.1 ", ""]);
        let text = "un, \"de,ux\",trois";
        assert_eq!(values(text, 0..text.len(), ',').into_iter().map(|at| &text[at]).collect::<Vec<_>>(), ["un", "de,ux", "trois"]);
    }
}
