//! Places of a text → the text without them, of the same bytes, characters and lines, so that every place in it stays true.
//!
//! What takes their place is no word, space or punctuation, and which letters of a name have accents is not to be seen.

use std::ops::Range;

use crate::finding::RuleId;

/// A place of a file where a protected name stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// Whose rule it is.
    pub rule: RuleId,
    /// Bytes of the file, half-open.
    pub span: Range<usize>,
}

/// By their length in UTF-8. The first two are control characters (SUBSTITUTE, and one that no text holds); reports show them as [`SHOWN`].
const FILLERS: [char; 4] = ['\u{1a}', '\u{9a}', '█', '\u{1fb99}'];

/// What is to be seen of a filler.
pub(crate) const SHOWN: char = '█';

/// What is to be seen of a run of fillers in a sentence, however long it is.
const RUN: &str = "█████";

/// Whether a character stands for one that must not be seen.
pub(crate) fn is_filler(c: char) -> bool {
    FILLERS.contains(&c)
}

/// The text with these places filled. They may overlap.
pub(crate) fn masked(text: &str, mut places: Vec<Range<usize>>) -> String {
    places.sort_by_key(|place| (place.start, place.end));
    let mut out = String::with_capacity(text.len());
    for place in places {
        let from = place.start.max(out.len());
        if from >= place.end {
            continue;
        }
        out.push_str(&text[out.len()..from]);
        // Line breaks stay, for lines are counted.
        text[from..place.end].split_inclusive(['\n', '\r']).for_each(|line| fill(line, &mut out));
    }
    out.push_str(&text[out.len()..]);
    debug_assert_eq!(out.len(), text.len());
    out
}

/// As many bytes and characters; the longer ones come first, wherever they stood.
fn fill(line: &str, out: &mut String) {
    let words = line.trim_end_matches(['\n', '\r']);
    // Characters of four bytes are two units of UTF-16, in which editors count.
    let long = words.chars().filter(|c| c.len_utf8() == 4).count();
    let short = words.chars().count() - long;
    let mut more = words.len() - 4 * long - short;
    out.extend(std::iter::repeat_n(FILLERS[3], long));
    for _ in 0..short {
        let extra = more.min(2);
        more -= extra;
        out.push(FILLERS[extra]);
    }
    out.push_str(&line[words.len()..]);
}

/// A masked text to be read and not to be counted in.
pub(crate) fn visible(text: &str) -> String {
    text.chars().map(|c| if is_filler(c) { SHOWN } else { c }).collect()
}

/// A sentence that quotes masked words, with one mark for each run of them.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut within = false;
    for c in text.chars() {
        match is_filler(c) {
            true if !within => out.push_str(RUN),
            true => {}
            false => out.push(c),
        }
        within = is_filler(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_characters_and_lines_stay_and_nothing_else() {
        let text = "le jeune Éric\r\nNuñez-😀 漢, dit-il";
        let place = text.find('É').expect("there")..text.find(',').expect("there");
        let out = masked(text, vec![place.clone(), place.start..place.start + 4]);
        assert_eq!(
            (out.len(), out.chars().count(), out.encode_utf16().count()),
            (text.len(), text.chars().count(), text.encode_utf16().count())
        );
        assert!(out.starts_with("le jeune ") && out.ends_with(", dit-il") && out.contains("\r\n"));
        assert!(out[place].chars().all(|c| is_filler(c) || matches!(c, '\r' | '\n')), "{out:?}");
        assert_eq!(shown(&out), "le jeune █████\r\n█████, dit-il");
    }
}
