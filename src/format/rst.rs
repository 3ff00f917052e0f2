//! reStructuredText, with what Sphinx adds: what a reader of the page sees, line by line.
//!
//! In: a file. Out: its prose. How far in a line begins says what it belongs to: literal blocks, comments and directives that are no prose
//! are passed over by it, all other nesting only parts the blocks. Paragraphs, titles, items and cells are put together from their lines and
//! read on by [`inline`]. What is set in may be a quotation or simply set in: it is one where somebody is named below it, `-- Name`, or where
//! a directive says so.

mod directive;
mod explicit;
mod inline;
mod mark;
mod role;
mod table;

use std::ops::Range;

use super::run::{Nexts, Run, lines};
use crate::prose::{Comment, Document, Role};
use crate::source::SourceFile;

/// How many items may begin on one line.
const MARKS: usize = 16;

/// The prose of a reStructuredText file.
pub(super) fn read(file: &SourceFile) -> Document {
    let lines = lines(file.text(), file.bom_len());
    let mut document = Document::default();
    Reader::new(file.text(), &lines, &mut document, Role::Paragraph, false, 0).read();
    document.in_order()
}

/// Some lines being read: a file's, or a cell's.
struct Reader<'a, 'd> {
    text: &'a str,
    lines: &'d [Range<usize>],
    document: &'d mut Document,
    /// That of what is no heading and no item.
    role: Role,
    /// Whether all of it is a quotation.
    quoted: bool,
    depth: usize,
    /// The next line.
    at: usize,
    /// How far in the text of the items and directives begins that are open: what is set in so far is no quotation.
    columns: Vec<usize>,
    /// How far in a directive begins whose text is a quotation.
    quotation: Option<usize>,
    /// How far in each block begins, from the first of this reader's on.
    indents: Vec<usize>,
    /// How many blocks there were before.
    first: usize,
    /// The next last lines of tables.
    tables: Nexts<1>,
}

impl<'a, 'd> Reader<'a, 'd> {
    fn new(text: &'a str, lines: &'d [Range<usize>], document: &'d mut Document, role: Role, quoted: bool, depth: usize) -> Self {
        let first = document.blocks.len();
        Self {
            text,
            lines,
            document,
            role,
            quoted,
            depth,
            at: 0,
            columns: Vec::new(),
            quotation: None,
            indents: Vec::new(),
            first,
            tables: Nexts::default(),
        }
    }

    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| &self.text[line.clone()])
    }

    /// How far in a line begins, if there is something on it.
    fn indent(&self, at: usize) -> Option<usize> {
        let line = self.line(at);
        (!line.is_empty()).then(|| mark::indent(line))
    }

    fn read(&mut self) {
        while self.at < self.lines.len() {
            let Some(column) = self.indent(self.at) else {
                self.at += 1;
                continue;
            };
            while self.columns.last().is_some_and(|&last| last > column) {
                self.columns.pop();
            }
            self.quotation = self.quotation.filter(|&quotation| column > quotation);
            let before = self.at;
            self.begin(column);
            debug_assert!(self.at > before);
            self.at = self.at.max(before + 1);
            self.indents.resize(self.document.blocks.len() - self.first, column);
        }
    }

    /// A block, and the items on its line that it is in.
    fn begin(&mut self, mut column: usize) {
        let end = self.lines[self.at].end;
        let mut start = end - self.line(self.at).trim_start().len();
        let mut role = self.role;
        for _ in 0..MARKS {
            let said = &self.text[start..end];
            let Some(len) = mark::item(said).or_else(|| mark::enumerated(said).filter(|len| self.is_enumerated(column, *len))) else {
                break;
            };
            if mark::is_adornment(said) && said.len() > 1 || self.is_titled(said, column) {
                break;
            }
            role = Role::Item;
            start += len;
            if start == end {
                self.at += 1;
                return self.inside(column);
            }
            column += len;
            self.columns.push(column);
        }
        self.block(start, column, role);
    }

    /// Whether a number or a letter begins an item, and not a sentence that goes on in the next line.
    fn is_enumerated(&self, column: usize, len: usize) -> bool {
        self.indent(self.at + 1)
            .is_none_or(|next| next >= column + len || (next == column && mark::enumerated(self.line(self.at + 1).trim_start()).is_some()))
    }

    fn is_titled(&self, said: &str, column: usize) -> bool {
        let under = self.line(self.at + 1);
        self.indent(self.at + 1) == Some(column) && mark::is_underline(said, under.trim_start())
    }

    fn block(&mut self, start: usize, column: usize, role: Role) {
        let end = self.lines[self.at].end;
        let said = &self.text[start..end];
        if said.starts_with(".. ") || said == ".." {
            return self.explicit(start, column);
        }
        if mark::is_adornment(said) && self.adorned(said, column) {
            return;
        }
        if said.starts_with(">>> ") {
            return self.skip_lines(|_, indent| indent.is_some());
        }
        if said.starts_with("__ ") {
            self.at += 1;
            return self.link(start + 3..end);
        }
        if mark::is_grid(said) {
            return self.grid(start - self.lines[self.at].start);
        }
        if let Some(columns) = mark::columns(said)
            && self.simple(&columns, start - self.lines[self.at].start)
        {
            return;
        }
        if is_line(said) {
            return self.line_block(column, role);
        }
        if let Some(value) = mark::field(said).map(|field| field.1).or_else(|| mark::option(said)) {
            return self.hang(start + value, column, role);
        }
        if self.is_titled(said, column) {
            self.at += 2;
            let title = start..end;
            return self.put(&[title], Role::Heading);
        }
        if self.indent(self.at + 1).is_some_and(|next| next > column) && !said.ends_with("::") {
            self.at += 1;
            let term = start..end;
            self.put(&[term], Role::Item);
            return self.inside(column);
        }
        self.paragraph(start, column, role);
    }

    /// A line of one mark: over a title, between two parts, or before code; else false.
    fn adorned(&mut self, said: &str, column: usize) -> bool {
        let over = self.line(self.at + 2).trim();
        if !self.line(self.at + 1).is_empty() && mark::is_adornment(over) && over.as_bytes()[0] == said.as_bytes()[0] && said != "::" {
            let title = self.lines[self.at + 1].clone();
            self.at += 3;
            self.put(&[title], Role::Heading);
            return true;
        }
        if said == "::" {
            self.at += 1;
            self.literal(column);
            return true;
        }
        self.at += usize::from(said.len() >= 4);
        said.len() >= 4
    }

    /// What is set in below a mark: its text begins where the first line of it does.
    fn inside(&mut self, column: usize) {
        let next = (self.at..self.lines.len().min(self.at + 3)).find_map(|at| self.indent(at));
        self.columns.extend(next.filter(|&next| next > column));
    }

    /// Text that begins on this line, and goes on in lines that are set in.
    fn hang(&mut self, start: usize, column: usize, role: Role) {
        if start >= self.lines[self.at].end {
            self.at += 1;
            return self.inside(column);
        }
        let inner = self.indent(self.at + 1).filter(|&next| next > column).unwrap_or(column + 1);
        self.columns.push(inner);
        self.paragraph(start, inner, role);
    }

    fn paragraph(&mut self, start: usize, column: usize, role: Role) {
        let blank_before = self.at == 0 || self.line(self.at - 1).is_empty();
        let first = start..self.lines[self.at].end;
        let mut lines = vec![first];
        self.at += 1;
        while self.indent(self.at) == Some(column) {
            let line = self.lines[self.at].clone();
            let said = self.line(self.at).trim_start();
            self.at += 1;
            match said.strip_prefix(".. ").filter(|said| said.starts_with("factlint:")) {
                Some(body) => {
                    self.document.comments.push(Comment { span: line.end - said.len()..line.end, body: line.end - body.len()..line.end })
                }
                None => lines.push(line.end - said.len()..line.end),
            }
        }
        if blank_before
            && column > 0
            && (self.columns.last() != Some(&column) || self.quotation.is_some())
            && self.attribution(&mut lines, column)
        {
            return;
        }
        let before_code = lines.last_mut().filter(|last| self.text[(*last).clone()].ends_with("::"));
        let is_before_code = before_code.is_some();
        if let Some(last) = before_code {
            // `so::` reads as `so:`, and `so ::` as `so`.
            let bare = self.text[last.start..last.end - 2].trim_end().len();
            last.end = if last.start + bare == last.end - 2 { last.end - 1 } else { last.start + bare };
        }
        self.put(&lines, role);
        if is_before_code {
            self.literal(column);
        }
    }

    /// `-- Name` below what is set in: that is a quotation.
    fn attribution(&mut self, lines: &mut [Range<usize>], column: usize) -> bool {
        let Some(first) = lines.first_mut() else { return false };
        let said = &self.text[first.clone()];
        let Some(name) = ["---", "--", "—"].iter().find_map(|dash| said.strip_prefix(dash)).map(str::trim_start) else { return false };
        if name.is_empty() || name.starts_with('-') {
            return false;
        }
        first.start = first.end - name.len();
        for (block, indent) in self.document.blocks[self.first..].iter_mut().zip(&self.indents).rev() {
            if *indent < column {
                break;
            }
            block.quoted = true;
        }
        let quotation = self.quotation.take();
        self.put(lines, self.role);
        self.quotation = quotation;
        // The next quotation begins behind it.
        self.indents.resize(self.document.blocks.len() - self.first, 0);
        true
    }

    /// What follows `::`: lines that are set in, or that all begin with the same mark.
    fn literal(&mut self, column: usize) {
        while self.at < self.lines.len() && self.line(self.at).is_empty() {
            self.at += 1;
        }
        if self.indent(self.at).is_some_and(|next| next > column) {
            return self.skip_lines(|_, indent| indent.is_none_or(|indent| indent > column));
        }
        let first = self.line(self.at).trim_start().as_bytes().first().copied().unwrap_or(b' ');
        if first.is_ascii_punctuation() && !self.line(self.at).trim_start().starts_with("..") {
            self.skip_lines(|line, _| line.trim_start().as_bytes().first() == Some(&first));
        }
    }

    fn skip_lines(&mut self, goes_on: impl Fn(&str, Option<usize>) -> bool) {
        while self.at < self.lines.len() && goes_on(self.line(self.at), self.indent(self.at)) {
            self.at += 1;
        }
    }

    /// `| a line` for a line that stays one.
    fn line_block(&mut self, column: usize, role: Role) {
        let mut lines = Vec::new();
        while let Some(indent) = self.indent(self.at) {
            let line = self.lines[self.at].clone();
            let said = self.line(self.at).trim_start();
            let marked = is_line(said);
            if !lines.is_empty() && !marked && indent <= column {
                break;
            }
            let text = if marked { said[1..].trim_start() } else { said };
            lines.push(line.end - text.len()..line.end);
            self.at += 1;
        }
        lines.retain(|line| !line.is_empty());
        self.put(&lines, role);
    }

    /// Adds a block of lines.
    fn put(&mut self, lines: &[Range<usize>], role: Role) {
        let mut run = Run::default();
        for line in lines {
            let said = &self.text[line.clone()];
            run.push(self.text, line.end - said.trim_start().len()..line.end);
        }
        inline::read(self.text, &run, self.document, role, self.quoted || self.quotation.is_some());
    }
}

/// A line that stays one: `| so`.
fn is_line(said: &str) -> bool {
    said.strip_prefix('|').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests;
