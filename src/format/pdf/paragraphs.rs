//! Lines → paragraphs, and paragraphs → prose.

use std::collections::HashSet;

use super::columns::median;
use super::lines::Line;

/// How many paragraphs may go on beside each other: cells of a row.
const OPEN: usize = 48;
/// The part of a word behind a last hyphen that is not just any syllable: `a-t-`, `c’est-à-`.
const CLITIC: usize = 2;

/// A paragraph in the making.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) lines: Vec<Line>,
}

/// The paragraphs of a column, in the order of their first lines.
pub(super) fn paragraphs(lines: Vec<Line>) -> Vec<Paragraph> {
    let right = lines.iter().map(|line| line.end).fold(f64::NEG_INFINITY, f64::max);
    let leading = leading(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for line in lines {
        let from = paragraphs.len().saturating_sub(OPEN);
        // The nearest line above it in the same place.
        let above = paragraphs[from..].iter_mut().filter(|paragraph| paragraph.is_above(&line)).min_by(|a, b| {
            let v = |paragraph: &Paragraph| paragraph.lines.last().map_or(f64::INFINITY, |last| last.v);
            v(a).total_cmp(&v(b))
        });
        match above.filter(|paragraph| paragraph.goes_on(&line, leading, right)) {
            Some(paragraph) => paragraph.lines.push(line),
            None => paragraphs.push(Paragraph { lines: vec![line] }),
        }
    }
    paragraphs
}

/// How far lines mostly are apart, in their size.
fn leading(lines: &[Line]) -> f64 {
    let steps = lines.windows(2).map(|pair| (pair[0].v - pair[1].v) / pair[1].size.max(0.01)).filter(|step| (0.8..3.0).contains(step));
    let steps = median(steps);
    if steps > 0.0 { steps } else { 1.2 }
}

impl Paragraph {
    pub(super) fn size(&self) -> f64 {
        self.lines.first().map_or(0.0, |line| line.size)
    }

    fn is_above(&self, line: &Line) -> bool {
        self.lines.last().is_some_and(|last| {
            let step = last.v - line.v;
            last.turn == line.turn && step > 0.4 * line.size && step < 3.2 * line.size && last.start < line.end && line.start < last.end
        })
    }

    /// Whether a line under its last belongs to it.
    fn goes_on(&self, line: &Line, leading: f64, right: f64) -> bool {
        let Some(last) = self.lines.last().filter(|last| !last.is_entry()) else { return false };
        let size = last.size.max(line.size);
        // Within a paragraph lines are as far apart as they are.
        let usual = match &self.lines[..] {
            [.., before, last] => (before.v - last.v) / size,
            _ => leading,
        };
        let step = (last.v - line.v) / size;
        if last.size.min(line.size) < 0.86 * size || step > 1.2 * usual.max(1.0) + 0.05 || is_item(&line.text) {
            return false;
        }
        let word = line.text.split_whitespace().next().map_or(0, |word| word.chars().count());
        let per_character = (line.end - line.start) / line.text.chars().count().max(1) as f64;
        let had_room = last.end + (word as f64 + 1.0) * per_character < right - 0.5 * size;
        let is_indented = line.start > last.start + 0.7 * size && self.lines.iter().all(|own| own.start < line.start - 0.7 * size);
        let hangs = self.lines.len() == 1 && is_item(&last.text);
        if ends_sentence(&last.text) && ((is_indented && !hangs) || had_room) {
            return false;
        }
        // A heading in bold letters above its text.
        !(had_room && last.font != line.font && self.lines.len() <= 2 && !starts_low(&line.text))
    }

    /// Whether what stands at the top of the next column or page goes on it.
    pub(super) fn is_cut_before(&self, next: &Self) -> bool {
        let (Some(last), Some(first)) = (self.lines.last(), next.lines.first()) else { return false };
        let is_text = self.lines.len() > 1 || last.text.chars().count() > 30;
        let like = (last.size - first.size).abs() < 0.05 * last.size && last.turn == first.turn;
        is_text && like && !last.is_entry() && !ends_sentence(&last.text) && starts_low(&first.text)
    }
}

pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '”' | '"' | '’' | '\'' | ')' | ']'));
    text.ends_with(['.', '!', '?', '…', ':', ';'])
}

fn starts_low(text: &str) -> bool {
    text.chars().find(|c| !matches!(c, '«' | '“' | '"' | '(' | '\u{a0}' | ' ')).is_some_and(char::is_lowercase)
}

/// A line that begins an item of a list.
pub(super) fn is_item(text: &str) -> bool {
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if number.len() < text.len() && text.len() - number.len() <= 3 {
        number.strip_prefix(['.', ')'])
    } else {
        text.strip_prefix(['-', '•', '–', '—', '·', '▪', '■', '●', '○', '◦', '‣', '\u{f0b7}', '\u{fffd}'])
    };
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Words with a hyphen that stand whole somewhere in the file.
#[derive(Debug, Default)]
pub(super) struct Hyphens(HashSet<String>);

impl Hyphens {
    pub(super) fn learn(&mut self, line: &str) {
        for word in line.split_whitespace().filter(|word| word.contains(['-', '‐'])) {
            let word = trimmed(word);
            if word.contains(['-', '‐']) && !word.ends_with(['-', '‐']) && self.0.len() < 1 << 16 && word.len() < 64 {
                self.0.insert(word.to_lowercase().replace('‐', "-"));
            }
        }
    }

    /// Adds a line to the prose before it. A word that is cut by a hyphen is whole again; a hyphen that belongs to it stays.
    pub(super) fn join(&self, prose: &mut String, line: &str) {
        let (line, end) = (line.trim(), prose.trim_end().len());
        prose.truncate(end);
        let mut before = prose.chars().rev();
        let (last, letter) = (before.next(), before.next());
        match (last, letter, line.chars().next()) {
            (None, ..) | (_, _, None) => {}
            (Some('\u{ad}'), ..) => {
                prose.pop();
            }
            (Some('-' | '‐'), Some(letter), Some(next)) if letter.is_alphanumeric() && next.is_alphanumeric() => {
                let low = letter.is_lowercase() && next.is_lowercase();
                // „vor- und Nachteile“
                if low && ["und", "oder"].contains(&line.split_whitespace().next().unwrap_or("")) {
                    prose.push(' ');
                } else if low && !self.stays(prose, line) {
                    prose.pop();
                }
            }
            _ => prose.push(' '),
        }
        prose.push_str(line);
    }

    /// Whether the hyphen at the end of `prose` belongs to the word that goes on in `line`.
    fn stays(&self, prose: &str, line: &str) -> bool {
        let head = prose.split_whitespace().next_back().unwrap_or("").trim_end_matches(['-', '‐']).trim_start_matches(is_mark);
        let tail = trimmed(line.split_whitespace().next().unwrap_or(""));
        let part = head.rsplit(['-', '‐']).next().unwrap_or("");
        (part.len() < head.len() && part.chars().count() <= CLITIC)
            || self.0.contains(&format!("{head}-{tail}").to_lowercase().replace('‐', "-"))
    }
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

fn trimmed(word: &str) -> &str {
    word.trim_start_matches(is_mark).trim_end_matches(|c: char| is_mark(c) && !matches!(c, '-' | '‐'))
}
