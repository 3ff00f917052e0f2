//! AsciiDoc: what a reader of the page sees, line by line.
//!
//! In: a file. Out: its prose. Lines are read one after another with a stack of the blocks that are open (examples, sidebars, quotations);
//! listings, comments, formulas and what is passed through are no prose. Paragraphs, titles, items and cells are put together from their
//! lines and read on by [`inline`]. Titles in two lines and the old quotation marks are read too: many manuals are written so. Attributes are
//! not known: `{name}` is one [`OBJECT`](crate::prose::OBJECT) in its line, but for those that are a character.

mod attributes;
mod brackets;
mod character;
mod inline;
mod line;
mod macros;
mod table;

use std::ops::Range;

use super::run::{Run, lines};
use crate::prose::{Comment, Document, Link, Role};
use crate::source::SourceFile;
use attributes::Attributes;
use line::{Delimiter, Mark};
pub(super) use table::values;

/// How many blocks are remembered at a time; inside of more, others are not told apart.
const DEPTH: usize = 64;

/// How deep cells are read in cells.
const CELLS: usize = 4;

/// The prose of an AsciiDoc file.
pub(super) fn read(file: &SourceFile) -> Document {
    let text = file.text();
    let lines = lines(text, file.bom_len());
    let mut document = Document::default();
    let mut reader = Reader::new(text, &lines, &mut document, Role::Paragraph, false, 0);
    reader.front();
    reader.read();
    document.in_order()
}

/// A delimited block that is open.
struct Open<'a> {
    delimiter: &'a str,
    quoted: bool,
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
    /// Innermost last.
    stack: Vec<Open<'a>>,
    /// The lines of the block that is being put together, and what it is.
    run: Run,
    run_role: Role,
    run_quoted: bool,
    /// In a list: the next mark begins another item.
    in_list: bool,
    /// A term without text on its line: what comes next is its text, however it is indented.
    after_term: bool,
    /// What was said of the next block.
    next: Attributes,
    /// Whether `+code+` and `"`code`"` are what they were before Asciidoctor, as it has it where the title of the file is in two lines.
    old: bool,
}

impl<'a, 'd> Reader<'a, 'd> {
    fn new(text: &'a str, lines: &'d [Range<usize>], document: &'d mut Document, role: Role, quoted: bool, depth: usize) -> Self {
        Self {
            text,
            lines,
            document,
            role,
            quoted,
            depth,
            at: 0,
            stack: Vec::new(),
            run: Run::default(),
            run_role: role,
            run_quoted: false,
            in_list: false,
            after_term: false,
            next: Attributes::default(),
            old: false,
        }
    }

    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| &self.text[line.clone()])
    }

    /// The title of a document, and who wrote it.
    fn front(&mut self) {
        while self.at < self.lines.len() && self.set_aside() {}
        let first = self.line(self.at);
        let two_lines = self.underlined() && self.line(self.at + 1).starts_with('=');
        if !two_lines && !first.starts_with("= ") {
            return;
        }
        self.old = two_lines;
        self.block_start();
        while !self.line(self.at).is_empty() {
            if !self.set_aside() && !self.entry() {
                let line = self.lines[self.at].clone();
                self.at += 1;
                self.block(line, Role::Paragraph);
            }
        }
    }

    fn read(&mut self) {
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            if line.is_empty() {
                self.flush();
                self.at += 1;
            } else if !self.set_aside() && !self.delimited() && !self.attribute_line() {
                if self.run.is_empty() || line == "+" || (self.in_list && line::mark(line).is_some()) {
                    self.flush();
                    self.block_start();
                } else {
                    self.push(self.lines[self.at].clone());
                    self.at += 1;
                }
            }
        }
        self.flush();
    }

    /// A line that is not there for a reader, and parts no paragraph: a comment, a condition, what is included; the empty lines of a front.
    fn set_aside(&mut self) -> bool {
        let span = self.lines[self.at].clone();
        let line = self.line(self.at);
        let said = line.trim_start();
        let is_comment = said.starts_with("//") && !said.starts_with("///") && (said.len() == line.len() || said.contains("factlint:"));
        if is_comment {
            let span = span.end - said.len()..span.end;
            let body = span.end - said[2..].trim_start().len()..span.end;
            self.document.comments.push(Comment { span, body });
        }
        let aside = is_comment || line::is_directive(line) || (line.is_empty() && self.stack.is_empty() && self.run.is_empty());
        self.at += usize::from(aside);
        aside
    }

    /// A line that begins or ends a delimited block.
    fn delimited(&mut self) -> bool {
        let line = self.line(self.at);
        let Some(delimiter) = line::delimiter(line) else { return false };
        self.flush();
        (self.in_list, self.after_term) = (self.in_list && !self.stack.is_empty(), false);
        self.at += 1;
        if let Some(open) = self.stack.iter().rposition(|open| open.delimiter == line) {
            self.stack.truncate(open);
            return true;
        }
        let next = std::mem::take(&mut self.next);
        let begin = self.at;
        match delimiter {
            Delimiter::Container if next.is_code() => self.skip(line),
            Delimiter::Container | Delimiter::Quote => {
                if self.stack.len() < DEPTH {
                    self.stack.push(Open { delimiter: line, quoted: delimiter == Delimiter::Quote || next.is_quote() });
                }
            }
            Delimiter::Table => {
                self.skip(line);
                let end = self.at - usize::from(self.line(self.at - 1) == line && self.at > begin);
                self.table(begin..end, line, &next);
            }
            Delimiter::Comment => {
                self.skip(line);
                self.comment(begin);
            }
            Delimiter::Code => self.skip(if line.starts_with("```") { "```" } else { line }),
        }
        true
    }

    /// Goes behind the line that ends a block; where there is none, to the end of the block around it.
    fn skip(&mut self, delimiter: &str) {
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            if line == delimiter {
                self.at += 1;
                return;
            }
            if self.stack.iter().any(|open| open.delimiter == line) {
                return;
            }
            self.at += 1;
        }
    }

    /// A comment of whole lines, of which `begin` is the first inside.
    fn comment(&mut self, begin: usize) {
        let span = self.lines[begin - 1].start..self.lines[self.at - 1].end;
        let from = self.lines[begin - 1].end;
        let to = if self.at > begin && self.line(self.at - 1).starts_with("////") { self.lines[self.at - 1].start } else { span.end };
        let body = &self.text[from..to.max(from)];
        let start = from + (body.len() - body.trim_start().len());
        self.document.comments.push(Comment { span, body: start..start + body.trim().len() });
    }

    /// `[…]` before a block.
    fn attribute_line(&mut self) -> bool {
        let line = self.lines[self.at].clone();
        let Some(attributes) = Attributes::of(self.text, line) else { return false };
        self.flush();
        self.at += 1;
        if let Some(author) = attributes.author.clone() {
            self.block(author, Role::Paragraph);
        }
        self.next.add(attributes);
        true
    }

    /// `:name: value`, which may go on in the next lines.
    fn entry(&mut self) -> bool {
        if !line::is_entry(self.line(self.at)) {
            return false;
        }
        while self.line(self.at).ends_with(" \\") || self.line(self.at).ends_with(" +") {
            self.at += 1;
        }
        self.at = (self.at + 1).min(self.lines.len());
        true
    }

    /// Whether the next line is a title, and the one behind it its underline.
    fn underlined(&self) -> bool {
        line::is_underline(self.line(self.at), self.line(self.at + 1))
    }

    /// A line where no paragraph is open.
    fn block_start(&mut self) {
        let line = self.line(self.at);
        let span = self.lines[self.at].clone();
        if self.entry() {
            return;
        }
        self.at += 1;
        if self.next.is_code() {
            return self.paragraph_of_code();
        }
        if line == "+" || line::is_rule(line) {
            self.after_term = false;
            return;
        }
        if let Some(title) = line::section(line) {
            self.in_list = false;
            return self.block(span.start + title.start..span.start + title.end, Role::Heading);
        }
        if let Some(rest) = line.strip_prefix('.').filter(|rest| !rest.starts_with(['.', ' '])) {
            return self.block(span.end - rest.len()..span.end, Role::Heading);
        }
        if let Some((name, colons, open)) = line::block_macro(line) {
            return self.block_macro(name, span.start + colons..span.start + open, span.start + open + 1..span.end - 1);
        }
        if line::is_underline(line, self.line(self.at)) {
            self.at += 1;
            self.in_list = false;
            return self.block(span, Role::Heading);
        }
        if let Some(mark) = line::mark(line) {
            return self.item(&span, mark);
        }
        if line.starts_with([' ', '\t']) && !self.after_term && self.role != Role::Cell {
            return self.paragraph_of_code();
        }
        self.paragraph(span, line);
    }

    /// Code that is set apart by its indentation or its style: up to an empty line.
    fn paragraph_of_code(&mut self) {
        self.next = Attributes::default();
        while !self.line(self.at).is_empty() && self.line(self.at) != "+" && line::delimiter(self.line(self.at)).is_none() {
            self.at += 1;
        }
    }

    fn block_macro(&mut self, name: &str, target: Range<usize>, brackets: Range<usize>) {
        self.next = Attributes::default();
        if matches!(name, "image" | "video" | "audio") && !target.is_empty() {
            self.document.links.push(Link { span: target });
        }
        if name == "image" {
            self.block(macros::described(self.text, brackets), Role::Paragraph);
        }
    }

    fn item(&mut self, span: &Range<usize>, mark: Mark) {
        self.in_list = true;
        self.next = Attributes::default();
        if let Some(term) = mark.term {
            self.block(span.start + term.start..span.start + term.end, Role::Item);
        }
        let text = span.start + mark.text..span.end;
        (self.run_role, self.run_quoted) = (Role::Item, self.is_quoted());
        if text.is_empty() {
            self.after_term = true;
        } else {
            self.push(text);
        }
    }

    fn paragraph(&mut self, span: Range<usize>, line: &str) {
        let is_text_of_term = std::mem::take(&mut self.after_term);
        // A paragraph behind an empty line ends a list, unless it is tied to its item.
        self.in_list &= is_text_of_term || (self.at >= 2 && self.line(self.at - 2) == "+");
        let next = std::mem::take(&mut self.next);
        let trimmed = line.trim_start();
        let skip = line.len() - line::unlabelled(trimmed).len();
        self.run_role = if is_text_of_term { Role::Item } else { self.role };
        self.run_quoted = self.is_quoted() || next.is_quote() || trimmed.starts_with("> ");
        self.push(span.start + skip..span.end);
    }

    fn is_quoted(&self) -> bool {
        self.quoted || self.stack.iter().any(|open| open.quoted)
    }

    /// Adds a line to the block that is being put together.
    fn push(&mut self, line: Range<usize>) {
        let said = &self.text[line.clone()];
        let mut start = line.end - said.trim_start().len();
        if self.run_quoted && said.trim_start().starts_with('>') {
            start = line.end - said.trim_start()[1..].trim_start().len();
        }
        self.after_term = false;
        self.run.push(self.text, start..line.end);
    }

    /// Ends the block that is being put together.
    fn flush(&mut self) {
        if !self.run.is_empty() {
            let run = std::mem::take(&mut self.run);
            inline::read(self.text, &run, self.document, self.run_role, self.run_quoted, self.old);
        }
    }

    /// A block that is part of one line.
    fn block(&mut self, span: Range<usize>, role: Role) {
        let quoted = self.is_quoted();
        inline::read(self.text, &Run::of(self.text, span), self.document, role, quoted, self.old);
    }
}

#[cfg(test)]
mod tests;
