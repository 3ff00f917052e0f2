//! Lines of a file that are read as one: a paragraph of an indented item, or a cell of a table, put together without what stands around it.

use std::ops::Range;

use memchr::memchr_iter;

use crate::prose::builder::Builder;

/// The lines of a text from `start` on, without white space at their ends.
pub(super) fn lines(text: &str, start: usize) -> Vec<Range<usize>> {
    let bytes = &text.as_bytes()[start..];
    let mut lines = Vec::new();
    let mut from = start;
    for end in memchr_iter(b'\n', bytes).map(|at| start + at).chain(std::iter::once(text.len())) {
        let line = &text.as_bytes()[from..end];
        lines.push(from..from + line.trim_ascii_end().len());
        from = end + 1;
    }
    lines
}

/// Lines put together, with the way back to where they stand. Line by line they stand in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    /// Where each line begins, here and in the file.
    starts: Vec<(usize, usize)>,
}

impl Run {
    /// A run of one line.
    pub(super) fn of(file: &str, line: Range<usize>) -> Self {
        let mut run = Self::default();
        run.push(file, line);
        run
    }

    /// Adds a line, or what there is of it.
    pub(super) fn push(&mut self, file: &str, line: Range<usize>) {
        if !self.starts.is_empty() {
            self.text.push('\n');
        }
        self.starts.push((self.text.len(), line.start));
        self.text.push_str(&file[line]);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The lines, with `\n` between them.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where bytes of [`text`](Self::text) stand in the file, from the first to the last.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        let end = if range.is_empty() { start } else { self.place(range.end - 1) + 1 };
        start..end.max(start)
    }

    /// Adds bytes of [`text`](Self::text) to `prose`.
    pub(super) fn copy(&self, prose: &mut Builder, file: &str, range: Range<usize>) {
        let mut at = range.start;
        let mut index = self.starts.partition_point(|start| start.0 <= at).saturating_sub(1);
        while let Some(&(line, source)) = self.starts.get(index).filter(|_| at < range.end) {
            index += 1;
            let next = self.starts.get(index);
            let end = next.map_or(self.text.len(), |next| next.0 - 1);
            if at < end {
                prose.copy(file, source + at - line..source + range.end.min(end) - line);
            }
            if let Some(&(_, next)) = next.filter(|_| range.end > end) {
                line_break(prose, file, source + end - line..next);
            }
            at = end + 1;
        }
    }

    fn place(&self, at: usize) -> usize {
        let index = self.starts.partition_point(|start| start.0 <= at).saturating_sub(1);
        self.starts.get(index).map_or(0, |&(line, source)| source + at - line)
    }
}

/// What stands between two lines is one line break; where that is other cells, the first character of it.
fn line_break(prose: &mut Builder, file: &str, gap: Range<usize>) {
    let between = &file[gap.clone()];
    if between == "\n" {
        prose.copy(file, gap);
    } else if between.trim_start().is_empty() {
        prose.stand("\n", gap);
    } else {
        let first = between.chars().next().map_or(0, char::len_utf8);
        prose.stand("\n", gap.start..gap.start + first);
    }
}

/// The next of each of some sorts of marks, remembered, so that a text full of marks that nothing closes is searched once for each.
#[derive(Debug)]
pub(super) struct Nexts<const SORTS: usize>([Option<(usize, Option<usize>)>; SORTS]);

impl<const SORTS: usize> Default for Nexts<SORTS> {
    fn default() -> Self {
        Self([None; SORTS])
    }
}

impl<const SORTS: usize> Nexts<SORTS> {
    /// What `search` finds at or behind `from`. It must find the same from wherever it starts before that.
    pub(super) fn find(&mut self, sort: usize, from: usize, search: impl FnOnce(usize) -> Option<usize>) -> Option<usize> {
        if let Some((asked, found)) = self.0[sort]
            && asked <= from
            && found.is_none_or(|found| from <= found)
        {
            return found;
        }
        let found = search(from);
        self.0[sort] = Some((from, found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Role;

    #[test]
    fn lines_are_joined_and_map_back() {
        let file = "- un\r\n  deux\n  trois | é";
        let mut run = Run::default();
        for line in [2..4, 8..12, 15..20] {
            run.push(file, line);
        }
        assert_eq!(run.text(), "un\ndeux\ntrois");
        assert_eq!((run.source(3..7), run.source(0..13), run.source(2..2)), (8..12, 2..20, 4..4));
        let mut prose = Builder::default();
        run.copy(&mut prose, file, 1..11);
        let block = prose.finish(Role::Item, false).expect("there is text");
        assert_eq!(block.text(file), "n\ndeux\ntro");
        assert_eq!(block.to_source(1..2), 4..8);
        assert_eq!(lines("a \r\n\n b", 0), [0..1, 4..4, 5..7]);
    }

    #[test]
    fn a_mark_is_searched_for_once() {
        let mut nexts = Nexts::<1>::default();
        assert_eq!(nexts.find(0, 3, |_| Some(9)), Some(9));
        assert_eq!(nexts.find(0, 9, |_| None), Some(9));
        assert_eq!(nexts.find(0, 10, |_| None), None);
        assert_eq!(nexts.find(0, 20, |_| Some(30)), None);
    }
}
