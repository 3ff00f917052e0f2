//! A diff of git, without context → the lines that have changed, by file.

use std::collections::HashMap;
use std::ops::Range;

/// What has changed of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Changed {
    /// It is new, or git takes it for a binary file: all of it.
    All,
    /// These lines of it as it is now, from 1, half-open.
    Lines(Vec<Range<usize>>),
}

/// Reads the output of `git diff --unified=0`. A name that is no Unicode has its other bytes replaced.
pub(super) fn parse(diff: &[u8]) -> HashMap<String, Changed> {
    let mut changed = HashMap::new();
    let mut name: Option<String> = None;
    let mut lines = diff.split(|&byte| byte == b'\n');
    while let Some(line) = lines.next() {
        if let Some(target) = line.strip_prefix(b"+++ ") {
            name = new_name(target);
        } else if let Some((old, new)) = line.strip_prefix(b"@@ -").and_then(hunk) {
            if let Some(name) = name.clone().filter(|_| !new.is_empty()) {
                match changed.entry(name).or_insert_with(|| Changed::Lines(Vec::new())) {
                    Changed::Lines(lines) => lines.push(new.clone()),
                    Changed::All => {}
                }
            }
            // The text of the hunk may look like anything: it is counted, not read.
            let text = lines.by_ref().filter(|line| !line.starts_with(b"\\"));
            text.take(old.saturating_add(new.len())).for_each(drop);
        } else if let Some(name) = whole(line) {
            changed.insert(name, Changed::All);
        }
    }
    changed
}

/// `Binary files a/x and b/x differ`, and a file of a merge that is not resolved: they change as a whole.
fn whole(line: &[u8]) -> Option<String> {
    if let Some(name) = line.strip_prefix(b"* Unmerged path ") {
        return Some(unquoted(name));
    }
    let names = line.strip_prefix(b"Binary files ")?.strip_suffix(b" differ")?;
    let at = [b" and b/".as_slice(), b" and \"b/"].iter().find_map(|parting| memchr::memmem::rfind(names, parting))?;
    new_name(&names[at + b" and ".len()..])
}

/// The name behind `b/`; `None` for a file that is gone.
fn new_name(name: &[u8]) -> Option<String> {
    // A name with spaces has a tab behind it.
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    unquoted(name).strip_prefix("b/").map(str::to_owned)
}

/// `12,3 +14,2 @@ …`: how many lines were taken out, and which were put in.
fn hunk(text: &[u8]) -> Option<(usize, Range<usize>)> {
    let text = String::from_utf8_lossy(text);
    let mut words = text.split(' ');
    let (_, old) = extent(words.next()?)?;
    let (from, new) = extent(words.next()?.strip_prefix('+')?)?;
    Some((old, from..from.checked_add(new)?))
}

/// `14,2`, or `14`, which is one line.
fn extent(text: &str) -> Option<(usize, usize)> {
    let (from, count) = text.split_once(',').unwrap_or((text, "1"));
    Some((from.parse().ok()?, count.parse().ok()?))
}

/// A name as it is: git writes one with a quotation mark, a backslash or a control character as a C string.
fn unquoted(name: &[u8]) -> String {
    let Some(quoted) = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")) else {
        return String::from_utf8_lossy(name).into_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = quoted.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let Some(escape) = rest.next() else { break };
        bytes.push(match escape {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            b'0'..=b'7' => {
                let digits = std::iter::from_fn(|| rest.next_if(u8::is_ascii_digit)).take(2);
                digits.fold(escape - b'0', |value, digit| value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0')))
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_are_counted_so_that_text_which_looks_like_a_diff_is_not_read_as_one() {
        let diff = "diff --git a/a b.txt b/a b.txt\n--- a/a b.txt\t\n+++ b/a b.txt\t\n@@ -1,2 +1,3 @@\n--- a/x\n-old\n+++ b/evil.txt\n+@@ -9 +9 @@\n+new\n\
            \\ No newline at end of file\n@@ -9 +10,0 @@ le titre\n-gone\n@@ -20,0 +22 @@\n+one\n";
        let changed = parse(diff.as_bytes());
        assert_eq!(changed.len(), 1, "{changed:?}");
        assert_eq!(changed["a b.txt"], Changed::Lines(vec![1..4, 22..23]));
    }

    #[test]
    fn odd_names_are_read_and_binary_files_and_open_merges_change_as_a_whole() {
        let diff = "+++ \"b/a\\\"\\303\\251\\t\\\\.txt\"\n@@ -0,0 +1 @@\n+x\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\
            Binary files /dev/null and b/é and b.bin differ\n* Unmerged path c.txt\n";
        let changed = parse(diff.as_bytes());
        assert!(matches!(&changed["a\"é\t\\.txt"], Changed::Lines(lines) if lines.contains(&(1..2))));
        assert_eq!((&changed["é and b.bin"], &changed["c.txt"]), (&Changed::All, &Changed::All));
        assert_eq!(changed.len(), 3, "{changed:?}");
    }

    #[test]
    fn whatever_git_writes_nothing_panics() {
        for diff in [
            "@@ -",
            "@@ -1,9 +2,9 @@",
            "+++ \"b/\\",
            "+++ \"",
            "Binary files  differ",
            "@@ -99999999999999999999 +1 @@\n",
            "@@ -1,18446744073709551615 +18446744073709551615,9 @@",
            "@@ -1,18446744073709551615 +1,9 @@\n",
        ] {
            parse(diff.as_bytes());
        }
    }
}
