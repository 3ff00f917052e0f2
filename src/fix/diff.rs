//! Two texts → a unified diff, as `patch -p0` reads it.

use std::io::{self, Write};
use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

use crate::report::visible;

/// Lines shown around a change.
const CONTEXT: usize = 3;

/// Who reads a diff.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reader {
    /// With colours.
    pub color: bool,
    /// A terminal: what could rewrite the screen is shown as a picture of itself. Other programs get every byte.
    pub terminal: bool,
}

/// Writes the difference between two texts of one file; nothing where there is none.
///
/// # Errors
/// Whatever `out` says.
pub fn write(name: &str, old: &str, new: &str, reader: Reader, out: &mut dyn Write) -> io::Result<()> {
    let (old, new) = (lines(old), lines(new));
    let hunks = group_diff_ops(operations(&old, &new), CONTEXT);
    let mut diff = Diff { reader, out };
    for (at, hunk) in hunks.iter().filter_map(|hunk| Some((hunk.first()?, hunk.last()?, hunk))).enumerate() {
        let (first, last, operations) = hunk;
        if at == 0 {
            diff.heads(name)?;
        }
        let before = first.old_range().start..last.old_range().end;
        let after = first.new_range().start..last.new_range().end;
        diff.line("36", &format!("@@ -{} +{} @@\n", place(&before), place(&after)))?;
        for operation in operations {
            diff.operation(operation, &old, &new)?;
        }
    }
    Ok(())
}

/// With their ends; a carriage return alone ends none.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Which lines changed. A fix hardly ever adds or takes a line, and then nothing has to be searched.
fn operations(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    if old.len() != new.len() {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let mut operations = Vec::new();
    let mut from = 0;
    while from < old.len() {
        let same = old[from] == new[from];
        let until = (from..old.len()).find(|&at| (old[at] == new[at]) != same).unwrap_or(old.len());
        let len = until - from;
        operations.push(match same {
            true => DiffOp::Equal { old_index: from, new_index: from, len },
            false => DiffOp::Replace { old_index: from, old_len: len, new_index: from, new_len: len },
        });
        from = until;
    }
    operations
}

/// The first line and how many, as the head of a hunk has it.
fn place(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => (lines.start + 1).to_string(),
        len => format!("{},{len}", lines.start + 1),
    }
}

struct Diff<'w> {
    reader: Reader,
    out: &'w mut dyn Write,
}

impl Diff<'_> {
    fn heads(&mut self, name: &str) -> io::Result<()> {
        // A tab ends a name that has spaces.
        let end = if name.contains(char::is_whitespace) { "\t\n" } else { "\n" };
        self.line("1", &format!("--- {name}{end}"))?;
        self.line("1", &format!("+++ {name}{end}"))
    }

    fn operation(&mut self, operation: &DiffOp, old: &[&str], new: &[&str]) -> io::Result<()> {
        if operation.tag() == DiffTag::Equal {
            return old[operation.old_range()].iter().try_for_each(|line| self.line("", &format!(" {line}")));
        }
        old[operation.old_range()].iter().try_for_each(|line| self.line("31", &format!("-{line}")))?;
        new[operation.new_range()].iter().try_for_each(|line| self.line("32", &format!("+{line}")))
    }

    /// A line, in a colour of that number.
    fn line(&mut self, color: &str, line: &str) -> io::Result<()> {
        let (line, end) = line.strip_suffix('\n').map_or((line, "\n\\ No newline at end of file\n"), |line| (line, "\n"));
        let shown = if self.reader.terminal { visible::line(line.trim_end_matches('\r')) } else { line.into() };
        match self.reader.color && !color.is_empty() {
            true => write!(self.out, "\u{1b}[{color}m{shown}\u{1b}[0m{end}"),
            false => write!(self.out, "{shown}{end}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(old: &str, new: &str, reader: Reader) -> String {
        let mut out = Vec::new();
        write("a b.txt", old, new, reader, &mut out).expect("memory takes all");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn changed_lines_stand_between_three_others() {
        let old = "1\n2\n3\n4\n5\r\n6\n7\n8\n9\n";
        let shown = diff(old, &old.replace('5', "V"), Reader::default());
        assert_eq!(shown, "--- a b.txt\t\n+++ a b.txt\t\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\r\n+V\r\n 6\n 7\n 8\n");
        assert_eq!(diff(old, old, Reader::default()), "");
    }

    #[test]
    fn a_line_less_and_a_missing_end_are_said() {
        let shown = diff("1\n2\n3", "1\nII 3", Reader::default());
        assert_eq!(
            shown.lines().skip(2).collect::<Vec<_>>(),
            ["@@ -1,3 +1,2 @@", " 1", "-2", "-3", "\\ No newline at end of file", "+II 3", "\\ No newline at end of file"]
        );
    }

    #[test]
    fn a_terminal_is_given_nothing_that_could_rewrite_it() {
        let shown = diff("\u{1b}[2Ja\n", "\u{1b}[2Jb\n", Reader { color: true, terminal: true });
        assert!(shown.ends_with("\u{1b}[31m-␛[2Ja\u{1b}[0m\n\u{1b}[32m+␛[2Jb\u{1b}[0m\n"), "{shown}");
        assert!(diff("\u{1b}a\n", "b\n", Reader::default()).contains("-\u{1b}a\n"));
    }
}
