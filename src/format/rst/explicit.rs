//! What begins with `..` in reStructuredText: directives, notes, addresses, comments.

use std::ops::Range;

use super::directive::{self, Sort};
use super::{Reader, mark};
use crate::format::asciidoc::values;
use crate::prose::{Comment, Link, Role};

impl Reader<'_, '_> {
    /// A block that begins with `..` at `start`.
    pub(super) fn explicit(&mut self, start: usize, column: usize) {
        let end = self.lines[self.at].end;
        let said = &self.text[start..end];
        let rest = said[2..].trim_start();
        let begin = end - rest.len();
        if let Some(target) = rest.strip_prefix('_') {
            return self.target(end - target.len()..end, column);
        }
        if let Some(close) = rest.strip_prefix('[').and_then(|note| note.find(']')).filter(|&close| close < 64) {
            let text = rest[close + 2..].trim_start();
            return self.hang(end - text.len(), column, self.role);
        }
        if let Some(close) = rest.strip_prefix('|').and_then(|name| name.find("| ")) {
            let definition = rest[close + 2..].trim_start();
            if let Some((name, argument)) = directive::read(definition) {
                return self.directive(name, end - definition.len() + argument, column);
            }
        }
        match directive::read(rest) {
            Some((name, argument)) => self.directive(name, begin + argument, column),
            None => self.comment(start, begin, column),
        }
    }

    /// `_name: there`.
    fn target(&mut self, rest: Range<usize>, column: usize) {
        let said = &self.text[rest.clone()];
        if let Some(colon) = said.find(": ") {
            self.link(rest.start + colon + 2..rest.end);
        }
        self.at += 1;
        self.skip_lines(|_, indent| indent.is_some_and(|indent| indent > column));
    }

    /// Where something leads, unless that is a name of this file.
    pub(super) fn link(&mut self, target: Range<usize>) {
        let start = target.end - self.text[target.clone()].trim_start().len();
        if start < target.end && !self.text[target.clone()].ends_with('_') {
            self.document.links.push(Link { span: start..target.end });
        }
    }

    fn comment(&mut self, start: usize, body: usize, column: usize) {
        let is_empty = body == self.lines[self.at].end;
        self.at += 1;
        let begin = self.at;
        // `..` alone ends what is before it, and takes nothing with it.
        if !is_empty || self.indent(self.at).is_some() {
            self.skip_lines(|_, indent| indent.is_none_or(|indent| indent > column));
        }
        let last = (begin..self.at).rev().find(|&at| !self.line(at).is_empty()).unwrap_or(begin - 1);
        let end = self.lines[last].end;
        let body = end - self.text[body..end].trim_start().len();
        self.document.comments.push(Comment { span: start..end, body: body..end });
    }

    fn directive(&mut self, name: &str, argument: usize, column: usize) {
        let sort = directive::sort(name);
        let line = argument..self.lines[self.at].end;
        match sort {
            Sort::Hidden => {
                self.at += 1;
                self.options(column);
                return self.skip_lines(|_, indent| indent.is_none_or(|indent| indent > column));
            }
            Sort::Body => return self.body(line.start, column),
            Sort::Version => {
                let said = &self.text[line.clone()];
                let text = said.trim_start_matches(|c: char| !c.is_whitespace()).trim_start();
                let is_version = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
                let text = if is_version(text) { text.trim_start_matches(|c: char| !c.is_whitespace()).trim_start() } else { text };
                return self.body(line.end - text.len(), column);
            }
            Sort::Quotation => {
                self.quotation = self.quotation.or(Some(column));
                return self.body(line.start, column);
            }
            Sort::Image if !line.is_empty() => self.link(line),
            Sort::Titled | Sort::Values if !line.is_empty() => return self.titled(line, column, sort),
            _ => {
                self.at += 1;
                if !line.is_empty() {
                    self.skip_argument(column);
                }
                self.options(column);
                return self.inside(column);
            }
        }
        self.at += 1;
        self.options(column);
        self.inside(column);
    }

    /// The text of a box, which begins on the line of its name or below.
    fn body(&mut self, start: usize, column: usize) {
        if start < self.lines[self.at].end {
            return self.hang(start, column, self.role);
        }
        self.at += 1;
        self.options(column);
        self.inside(column);
    }

    /// A title, which may go on in the next lines, and what it is the title of.
    fn titled(&mut self, line: Range<usize>, column: usize, sort: Sort) {
        let mut lines = vec![line];
        self.at += 1;
        while self.is_argument(column) {
            lines.push(self.lines[self.at].clone());
            self.at += 1;
        }
        self.put(&lines, Role::Heading);
        self.options(column);
        if sort == Sort::Values {
            while self.at < self.lines.len() && self.indent(self.at).is_none_or(|indent| indent > column) {
                for value in values(self.text, self.lines[self.at].clone(), ',') {
                    self.put(&[value], Role::Cell);
                }
                self.at += 1;
            }
        }
        self.inside(column);
    }

    /// Whether the next line belongs to the argument of a directive.
    fn is_argument(&self, column: usize) -> bool {
        self.indent(self.at).is_some_and(|indent| indent > column) && mark::field(self.line(self.at).trim_start()).is_none()
    }

    fn skip_argument(&mut self, column: usize) {
        while self.is_argument(column) {
            self.at += 1;
        }
    }

    /// The options of a directive, of which few are prose.
    fn options(&mut self, column: usize) {
        while let Some(indent) = self.indent(self.at).filter(|&indent| indent > column) {
            let line = self.lines[self.at].clone();
            let said = self.line(self.at).trim_start();
            let Some((name, value)) = mark::field(said) else { return };
            let first = line.end - said.len() + value..line.end;
            let mut lines = vec![first];
            self.at += 1;
            while self.indent(self.at).is_some_and(|next| next > indent) {
                lines.push(self.lines[self.at].clone());
                self.at += 1;
            }
            if directive::is_said(name) {
                lines.retain(|line| !line.is_empty());
                self.put(&lines, self.role);
            }
        }
    }
}
