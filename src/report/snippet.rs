//! Labelled places of files → what codespan needs to draw them: snippets of a few cropped, sanitised lines that know their true line and column.
//!
//! codespan prints the lines it is given in full and as they are; so it is given none of the file's own. A label over several lines, as of a
//! hard-wrapped name, becomes one on each of them. Labels too far apart in one line get a snippet each.

use std::ops::Range;

use codespan_reporting::diagnostic::{Label, LabelStyle};
use codespan_reporting::files::{Error, Files};

use super::{visible, window, window::Window};
use crate::source::SourceFile;

/// Of a label over more lines the first ones and the last are shown.
const LINES: usize = 3;

/// A place to be shown.
pub(super) struct Mark<'a> {
    pub(super) file: &'a SourceFile,
    /// Bytes of the file, half-open.
    pub(super) span: Range<usize>,
    pub(super) text: String,
    pub(super) style: LabelStyle,
}

/// Snippets, in the order in which their first place was given.
#[derive(Default)]
pub(super) struct Snippets<'a> {
    list: Vec<Snippet<'a>>,
}

/// Lines of one file that are drawn together.
struct Snippet<'a> {
    file: &'a SourceFile,
    /// The file's name as it may be shown.
    name: String,
    /// By their number.
    lines: Vec<Line>,
    /// The lines as they are shown, once all are known.
    text: String,
}

/// A line of a snippet with the places on it.
struct Line {
    number: usize,
    /// What codespan takes for its index: one more than that of the line above if that is the next line of the file, else three more, so that
    /// the gap is drawn as one.
    index: usize,
    /// Its bytes in the snippet's text.
    shown: Range<usize>,
    parts: Vec<Part>,
}

/// A place, or what of it lies on one line.
struct Part {
    /// Bytes of the line.
    range: Range<usize>,
    /// The true column.
    column: usize,
    text: String,
    style: LabelStyle,
    /// Its bytes in the snippet's text.
    shown: Range<usize>,
}

impl<'a> Snippets<'a> {
    /// The snippets that show these places, and the labels on them.
    pub(super) fn new(marks: &[Mark<'a>]) -> (Self, Vec<Label<usize>>) {
        let mut snippets = Self::default();
        for mark in marks {
            snippets.add(mark);
        }
        snippets.list.iter_mut().for_each(Snippet::draw);
        let labels = snippets.list.iter().enumerate().flat_map(|(id, snippet)| {
            let parts = snippet.lines.iter().flat_map(|line| &line.parts);
            parts.map(move |part| Label::new(part.style, id, part.shown.clone()).with_message(visible::line(&part.text)))
        });
        let labels = labels.collect();
        (snippets, labels)
    }

    fn add(&mut self, mark: &Mark<'a>) {
        for (number, part) in parts(mark) {
            let own = self.list.iter_mut().filter(|snippet| std::ptr::eq(snippet.file, mark.file));
            match own.into_iter().find(|snippet| snippet.accepts(number, &part.range)) {
                Some(snippet) => snippet.insert(number, part),
                None => {
                    let name = visible::line(mark.file.name()).into_owned();
                    let mut snippet = Snippet { file: mark.file, name, lines: Vec::new(), text: String::new() };
                    snippet.insert(number, part);
                    self.list.push(snippet);
                }
            }
        }
    }
}

/// A place, line by line. The text stands at its last part.
fn parts(mark: &Mark<'_>) -> Vec<(usize, Part)> {
    let said = mark.file.slice(mark.span.clone()).trim_end_matches(['\n', '\r']);
    let first = mark.file.boundary(mark.span.start);
    let last = first + said.len();
    let (start, end) = (mark.file.position(first), mark.file.position(last));
    let numbers = start.line..=end.line;
    let mut parts: Vec<(usize, Part)> = Vec::new();
    for number in numbers.filter(|number| number + 1 < start.line + LINES || *number == end.line) {
        let line = mark.file.line_range(number);
        let from = first.clamp(line.start, line.end);
        let until = last.clamp(from, line.end);
        let inside = &mark.file.text()[from..until];
        // The indentation of a line that goes on is no part of what is said.
        let skipped = if number > start.line { inside.len() - inside.trim_start().len() } else { 0 };
        if inside.len() == skipped && number > start.line {
            continue;
        }
        let column = mark.file.position(from + skipped).column;
        let range = from + skipped - line.start..until - line.start;
        parts.push((number, Part { range, column, text: String::new(), style: mark.style, shown: 0..0 }));
    }
    if let Some((_, last)) = parts.last_mut() {
        last.text.clone_from(&mark.text);
    }
    parts
}

impl Snippet<'_> {
    /// Whether a part may be drawn here: its line is not here yet, or one window shows it with what is there.
    fn accepts(&self, number: usize, range: &Range<usize>) -> bool {
        let Some(line) = self.lines.iter().find(|line| line.number == number) else { return true };
        window::fits(&self.file.text()[self.file.line_range(number)], &union(&line.parts, range))
    }

    fn insert(&mut self, number: usize, part: Part) {
        let at = self.lines.partition_point(|line| line.number < number);
        match self.lines.get_mut(at) {
            Some(line) if line.number == number => line.parts.push(part),
            _ => self.lines.insert(at, Line { number, index: 0, shown: 0..0, parts: vec![part] }),
        }
    }

    /// Crops the lines, and places the parts on what is left of them.
    fn draw(&mut self) {
        let mut above: Option<(usize, usize)> = None;
        for line in &mut self.lines {
            let text = &self.file.text()[self.file.line_range(line.number)];
            let Some(first) = line.parts.first().map(|part| part.range.clone()) else { continue };
            let window = Window::new(text, &union(&line.parts, &first));
            let start = self.text.len();
            for part in &mut line.parts {
                let place = window.place(&part.range);
                part.shown = start + place.start..start + place.end;
            }
            self.text.push_str(&window.text);
            line.shown = start..self.text.len();
            self.text.push('\n');
            line.index = above.map_or(0, |(number, index)| if number + 1 == line.number { index + 1 } else { index + 3 });
            above = Some((line.number, line.index));
        }
    }

    fn line(&self, index: usize) -> Result<&Line, Error> {
        let too_large = || Error::LineTooLarge { given: index, max: self.lines.len() };
        self.lines.iter().find(|line| line.index == index).ok_or_else(too_large)
    }
}

fn union(parts: &[Part], range: &Range<usize>) -> Range<usize> {
    parts.iter().fold(range.clone(), |all, part| all.start.min(part.range.start)..all.end.max(part.range.end))
}

impl<'f> Files<'f> for Snippets<'_> {
    type FileId = usize;
    type Name = &'f str;
    type Source = &'f str;

    fn name(&'f self, id: usize) -> Result<&'f str, Error> {
        self.list.get(id).map(|snippet| snippet.name.as_str()).ok_or(Error::FileMissing)
    }

    fn source(&'f self, id: usize) -> Result<&'f str, Error> {
        self.list.get(id).map(|snippet| snippet.text.as_str()).ok_or(Error::FileMissing)
    }

    fn line_index(&'f self, id: usize, byte: usize) -> Result<usize, Error> {
        let lines = &self.list.get(id).ok_or(Error::FileMissing)?.lines;
        let at = lines.partition_point(|line| line.shown.end < byte);
        lines.get(at).map(|line| line.index).ok_or(Error::IndexTooLarge { given: byte, max: at })
    }

    fn line_number(&'f self, id: usize, index: usize) -> Result<usize, Error> {
        Ok(self.list.get(id).ok_or(Error::FileMissing)?.line(index)?.number)
    }

    /// The true column of a label; codespan asks for no other.
    fn column_number(&'f self, id: usize, index: usize, byte: usize) -> Result<usize, Error> {
        let parts = &self.list.get(id).ok_or(Error::FileMissing)?.line(index)?.parts;
        let part = parts.iter().find(|part| part.shown.start == byte).or(parts.first());
        part.map(|part| part.column).ok_or(Error::ColumnTooLarge { given: byte, max: 0 })
    }

    fn line_range(&'f self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        Ok(self.list.get(id).ok_or(Error::FileMissing)?.line(index)?.shown.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a snippet, and for each label its line, its column and what it underlines.
    type Drawn = (String, Vec<(usize, usize, String)>);

    fn drawn(file: &SourceFile, spans: &[(usize, usize)]) -> Vec<Drawn> {
        let marks: Vec<Mark<'_>> =
            spans.iter().map(|&(start, end)| Mark { file, span: start..end, text: String::new(), style: LabelStyle::Primary }).collect();
        let (snippets, _) = Snippets::new(&marks);
        let part =
            |snippet: &Snippet<'_>, line: &Line, part: &Part| (line.number, part.column, snippet.text[part.shown.clone()].to_owned());
        let parts = |snippet: &Snippet<'_>| {
            snippet.lines.iter().flat_map(|line| line.parts.iter().map(|p| part(snippet, line, p)).collect::<Vec<_>>()).collect()
        };
        snippets.list.iter().map(|snippet| (snippet.text.clone(), parts(snippet))).collect()
    }

    #[test]
    fn a_label_over_two_lines_is_one_on_each() {
        let file = SourceFile::from_text("a", "le créateur Isaac\r\n   Steidel, un ingénieur\r\n");
        let start = file.text().find("Isaac").expect("there");
        let end = file.text().find(',').expect("there");
        let all = drawn(&file, &[(start, end)]);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].1, [(1, 13, "Isaac".into()), (2, 4, "Steidel".into())]);
        assert_eq!(all[0].0, "le créateur Isaac\n   Steidel, un ingénieur\n");
    }

    #[test]
    fn labels_too_far_apart_in_a_line_get_a_snippet_each_with_their_true_columns() {
        let file = SourceFile::from_text("a", format!("Steidel {} Steidl", "mot ".repeat(100)));
        let far = file.text().rfind("Steidl").expect("there");
        let all = drawn(&file, &[(far, far + 6), (0, 7)]);
        assert_eq!(
            all.iter().map(|(_, parts)| parts[0].clone()).collect::<Vec<_>>(),
            [(1, far + 1, "Steidl".to_owned()), (1, 1, "Steidel".to_owned())]
        );
    }

    #[test]
    fn a_passage_of_many_lines_shows_the_first_and_the_last() {
        let file = SourceFile::from_text("a", "un\ndeux\ntrois\n\nquatre\ncinq\n");
        for end in [file.text().len(), file.text().len() - 1] {
            let all = drawn(&file, &[(0, end), (6, 7)]);
            assert_eq!(all[0].1.iter().map(|(line, _, _)| *line).collect::<Vec<_>>(), [1, 2, 2, 6]);
        }
    }

    #[test]
    fn an_empty_place_at_the_end_of_a_file_is_drawn() {
        let file = SourceFile::from_text("a", "");
        assert_eq!(drawn(&file, &[(0, 0)])[0].1, [(1, 1, String::new())]);
    }
}
