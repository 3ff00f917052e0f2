//! A line of a file → what of it is shown: all of it, or a window of about a hundred columns around what matters, with `…` where it is cut.
//!
//! A paragraph is often one line of thousands of characters, and a file one line of a megabyte: only what is near is ever looked at.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::visible;
use crate::source::mask::is_filler;

/// The most columns of a line that are shown.
const WIDTH: usize = 100;
/// How much of the text around a window's centre is shown at least, on both sides together.
const AROUND: usize = 20;
/// Of a passage too long for a window, the columns of its beginning and of its end that are shown.
const ENDS: (usize, usize) = (50, 24);
/// A window is moved by at most so many columns so as not to cut a word.
const WORD: usize = 14;

/// The shown part of a line, ready for a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// What is shown.
    pub(super) text: String,
    /// For each character shown: its byte in the line, and its bytes in `text`.
    map: Vec<(usize, Range<usize>)>,
}

/// Whether a window can show the whole range with something around it.
pub(super) fn fits(line: &str, range: &Range<usize>) -> bool {
    columns(&line[range.clone()], WIDTH) <= WIDTH - AROUND
}

impl Window {
    /// What is shown of a line so that `centre`, bytes of it, is seen.
    pub(super) fn new(line: &str, centre: &Range<usize>) -> Self {
        let mut window = Self { text: String::new(), map: Vec::new() };
        if columns(line, WIDTH) <= WIDTH {
            window.keep(line, &(0..line.len()));
        } else if fits(line, centre) {
            let room = WIDTH - columns(&line[centre.clone()], WIDTH);
            window.keep(line, &widen(line, centre, room / 2, room));
        } else {
            let head = centre.start..forwards(line, centre.start, ENDS.0);
            let tail = backwards(line, centre.end, ENDS.1)..centre.end;
            let start = widen(line, &head, AROUND / 2, AROUND / 2).start;
            let end = widen(line, &tail, 0, AROUND / 2).end;
            window.keep(line, &(start..word_end(line, head.end, head.start)));
            window.keep(line, &(word_start(line, tail.start, tail.end)..end));
        }
        if window.map.last().is_some_and(|(at, _)| line[*at..].chars().nth(1).is_some()) {
            window.text.push_str(if window.text.ends_with(char::is_whitespace) { "…" } else { " …" });
        }
        window
    }

    /// Where bytes of the line stand in the text; what is cut away lies at its `…`. It is at least one column wide, if there is any.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let mut first = self.map.partition_point(|(at, _)| *at < range.start);
        let after = self.map.partition_point(|(at, _)| *at < range.end).max(first);
        let Some((_, shown)) = self.map.get(first) else { return self.text.len()..self.text.len() };
        if range.is_empty() {
            return shown.start..shown.start;
        }
        let end = self.map[..after].last().map_or(shown.end, |(_, shown)| shown.end);
        // A mark that combines has no column of its own: it is seen on the letter before it.
        while first > 0 && columns_shown(&self.text[self.map[first].1.start..end]) == 0 {
            first -= 1;
        }
        self.map[first].1.start..end
    }

    /// Appends bytes of the line, with `…` before them where something is left out.
    fn keep(&mut self, line: &str, range: &Range<usize>) {
        if self.map.last().map_or(0, |(at, _)| *at + line[*at..].chars().next().map_or(0, char::len_utf8)) < range.start {
            self.text.push_str(if self.text.is_empty() { "… " } else { " … " });
        }
        for (at, c) in line[range.clone()].char_indices() {
            let start = self.text.len();
            visible::push(c, &mut self.text);
            self.map.push((range.start + at, start..self.text.len()));
        }
    }
}

/// A range with `room` columns more, up to `left` of them (or what the right leaves over) before it, words kept whole.
fn widen(line: &str, range: &Range<usize>, left: usize, room: usize) -> Range<usize> {
    let start = backwards(line, range.start, left);
    let end = forwards(line, range.end, room - columns(&line[start..range.start], room).min(room));
    let over = room.saturating_sub(columns(&line[range.end..end], room));
    let start = backwards(line, range.start, over.max(left).min(room));
    word_start(line, start, range.start)..word_end(line, end, range.end)
}

/// The start of the first whole word from `at` on, not behind `until`.
fn word_start(line: &str, at: usize, until: usize) -> usize {
    if at == 0 || line[..at].ends_with(char::is_whitespace) {
        return at;
    }
    let near = forwards(line, at, WORD).min(until);
    let space = line[at..near.max(at)].char_indices().find(|(_, c)| c.is_whitespace());
    space.map_or(at, |(gap, c)| at + gap + c.len_utf8())
}

/// The end of the last whole word up to `at`, not before `from`.
fn word_end(line: &str, at: usize, from: usize) -> usize {
    if at == line.len() || line[at..].starts_with(char::is_whitespace) {
        return at;
    }
    let near = backwards(line, at, WORD).max(from);
    let space = line[near.min(at)..at].char_indices().rfind(|(_, c)| c.is_whitespace());
    space.map_or(at, |(gap, _)| near + gap)
}

/// The byte that lies up to `room` columns behind `at`.
fn forwards(line: &str, at: usize, room: usize) -> usize {
    let mut left = room;
    for (gap, c) in line[at..].char_indices() {
        let Some(rest) = left.checked_sub(cost(c)) else { return at + gap };
        left = rest;
    }
    line.len()
}

/// The byte that lies up to `room` columns before `at`.
fn backwards(line: &str, at: usize, room: usize) -> usize {
    let mut left = room;
    for (start, c) in line[..at].char_indices().rev() {
        let Some(rest) = left.checked_sub(cost(c)) else { return start + c.len_utf8() };
        left = rest;
    }
    0
}

/// The columns of a text, counted to just above `most`.
fn columns(text: &str, most: usize) -> usize {
    let mut sum = 0;
    for c in text.chars() {
        sum += cost(c);
        if sum > most {
            break;
        }
    }
    sum
}

/// The columns a character takes when shown. One that takes none counts too, lest a megabyte of them be shown.
fn cost(c: char) -> usize {
    if is_filler(c) {
        return 1;
    }
    if visible::is_hidden(c) || (c.is_control() && c > '\u{7f}') { "‹U+0000›".chars().count() } else { c.width().unwrap_or(1).max(1) }
}

/// The columns of text that stands in a window.
fn columns_shown(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, part: &str) -> (String, String) {
        let at = line.find(part).expect("it is there");
        let window = Window::new(line, &(at..at + part.len()));
        let place = window.place(&(at..at + part.len()));
        (window.text.clone(), window.text[place].to_owned())
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(shown("le site d’Isaac Steidel", "Steidel"), ("le site d’Isaac Steidel".into(), "Steidel".into()));
    }

    #[test]
    fn a_long_line_is_cut_between_words_on_both_sides() {
        let line = format!("{}Isaac Steidel, un {}", "avant ".repeat(50), "ingénieur ".repeat(50));
        let (text, label) = shown(&line, "Steidel");
        assert_eq!(label, "Steidel");
        assert!(text.starts_with("… avant ") && text.ends_with(" ingénieur …"), "{text}");
        assert!((80..=WIDTH + 4).contains(&columns(&text, 500)), "{text}");
    }

    #[test]
    fn at_the_edges_a_window_uses_the_room_that_is_left() {
        let line = format!("Steidel {}", "un deux ".repeat(50));
        let (text, _) = shown(&line, "Steidel");
        assert!(text.starts_with("Steidel un") && columns(&text, 500) > 85, "{text}");
        let line = format!("{}Steidel", "un deux ".repeat(50));
        let (text, label) = shown(&line, "Steidel");
        assert!(text.ends_with("deux Steidel") && columns(&text, 500) > 85, "{text}");
        assert_eq!(label, "Steidel");
    }

    #[test]
    fn a_passage_longer_than_a_window_shows_its_beginning_and_its_end() {
        let line = format!("{}DÉBUT {} FIN{}", "avant ".repeat(50), "milieu ".repeat(80), " après".repeat(50));
        let part = format!("DÉBUT {} FIN", "milieu ".repeat(80));
        let (text, label) = shown(&line, &part);
        assert!(label.starts_with("DÉBUT") && label.ends_with("FIN") && label.contains(" … "), "{label}");
        assert!(text.starts_with("… avant") && text.ends_with("après …") && columns(&text, 500) < 120, "{text}");
    }

    #[test]
    fn wide_characters_count_twice_and_words_without_end_are_cut() {
        let line = "漢".repeat(500);
        let window = Window::new(&line, &(600..603));
        assert!(columns(&window.text, 500) <= WIDTH + 4 && window.text[window.place(&(600..603))] == *"漢");
        let accents = "e\u{301}".repeat(100);
        let window = Window::new(&accents, &(150..153));
        assert_eq!(&window.text[window.place(&(151..153))], "e\u{301}");
    }
}
