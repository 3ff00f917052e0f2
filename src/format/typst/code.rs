//! Code of Typst: content and some strings in it are prose.

use std::ops::Range;

use super::functions::{self, Kind, Statement};
use super::{Frame, Reader, name_len};
use crate::prose::{Link, Role};

/// In how many groups of arguments something may stand and be seen in its place.
const NESTED: usize = 16;

impl<'a> Reader<'a> {
    /// Reads a piece of code.
    pub(super) fn code(&mut self) {
        let byte = self.text.as_bytes()[self.at];
        match self.frames.last() {
            Some(Frame::Expression { .. }) => return self.expression(byte),
            Some(Frame::Statement(_)) if matches!(byte, b'\n' | b';' | b']') && self.ends_statement(byte) => {
                self.frames.pop();
                self.at += usize::from(byte == b';');
                return;
            }
            _ => {}
        }
        match byte {
            b'"' => {
                let inner = self.string();
                self.argument(inner);
            }
            b'/' if self.comment() => {}
            b'`' => self.at += self.raw().unwrap_or(1),
            b'$' => self.at += self.formula().unwrap_or(1),
            b'[' => self.content(),
            b'(' | b'{' => self.open_group(),
            b')' | b'}' => self.close_group(byte),
            b']' if self.contents > 0 => self.recover(),
            b',' => self.key(None),
            _ if name_len(self.rest()) > 0 => return self.name(),
            _ => self.skip(),
        }
        if !matches!(byte, b')' | b'[' | b'(') {
            self.callee = None;
        }
    }

    /// The next character says nothing.
    fn skip(&mut self) {
        self.at += self.rest().chars().next().map_or(1, char::len_utf8);
    }

    /// Whether a statement ends here. It goes on behind a sign that asks for more.
    fn ends_statement(&self, byte: u8) -> bool {
        byte != b'\n' || !self.text[..self.at].trim_end_matches([' ', '\t', '\r']).ends_with(['=', ',', '+', ':', '>'])
    }

    /// `#name(…)[…].name(…)`: it goes on as long as nothing parts it.
    fn expression(&mut self, byte: u8) {
        match byte {
            b'(' => self.open_group(),
            b'{' if self.text[..self.at].ends_with('#') => self.open_group(),
            b'[' => self.content(),
            b'.' if name_len(&self.rest()[1..]) > 0 => {
                self.at += 1;
                self.dotted_name();
                self.callee = Some(Kind::Unknown);
            }
            _ => self.end_expression(),
        }
    }

    /// An expression that has shown no words stands for something.
    pub(super) fn end_expression(&mut self) {
        let Some(Frame::Expression { start, shown, link }) = self.frames.pop() else { return };
        let end = self.at;
        if self.rest().starts_with(';') {
            self.at += 1;
        }
        match (self.callee.take(), link) {
            _ if shown => {}
            // The address is what is seen.
            (_, Some(inner)) => {
                self.document.links.pop();
                self.prose.copy(self.text, inner);
            }
            (Some(Kind::Space), _) => self.prose.stand(" ", start..end),
            (Some(Kind::Block(_) | Kind::Silent | Kind::BlockQuote | Kind::Note), _) => {}
            _ => self.object(start..end),
        }
    }

    /// A name, what it names an argument of, or what is called.
    fn name(&mut self) {
        let name = self.dotted_name();
        if self.rest().trim_start_matches(' ').starts_with(':') && !self.rest().trim_start_matches(' ').starts_with("::") {
            self.key(Some(name));
            self.callee = None;
            return;
        }
        if let (Some(Frame::Group { kind: kind @ Kind::Quote, key: Some("block"), .. }), "true") = (self.frames.last_mut(), name) {
            *kind = Kind::BlockQuote;
            if self.frames.len() >= 2 && matches!(self.frames.get(self.frames.len() - 2), Some(Frame::Expression { .. })) {
                self.flush();
            }
        }
        self.callee = Some(functions::kind(name));
    }

    /// `a.b-c`, all of it.
    pub(super) fn dotted_name(&mut self) -> &'a str {
        let start = self.at;
        self.at += name_len(self.rest());
        while self.rest().starts_with('.') && name_len(&self.rest()[1..]) > 0 {
            self.at += 1 + name_len(&self.rest()[1..]);
        }
        &self.text[start..self.at]
    }

    /// Which argument is read now.
    fn key(&mut self, name: Option<&'a str>) {
        if let Some(Frame::Group { key, .. }) = self.frames.last_mut() {
            *key = name;
        }
        self.at += usize::from(name.is_none());
    }

    /// `(` or `{`: arguments of what was named right before, or a group of its own.
    fn open_group(&mut self) {
        let (around, around_inline, key) = match self.frames.last() {
            Some(Frame::Group { kind, inline, key }) => (*kind, *inline, *key),
            Some(Frame::Expression { .. }) => (Kind::Unknown, true, None),
            _ => (Kind::Unknown, false, None),
        };
        let called = self.callee.take();
        let kind = called.unwrap_or(around);
        let inline = around_inline && kind.is_inline();
        self.frames.push(Frame::Group { kind, inline, key: if called.is_none() { key } else { None } });
        self.at += 1;
    }

    fn close_group(&mut self, byte: u8) {
        self.at += 1;
        let Some(Frame::Group { kind, .. }) = self.frames.pop_if(|frame| matches!(frame, Frame::Group { .. })) else { return };
        self.callee = Some(kind);
        if byte == b'}' {
            self.content_ended();
        }
    }

    /// `[` in code.
    fn content(&mut self) {
        let called = self.callee.take();
        match self.frames.last_mut() {
            Some(Frame::Expression { shown, .. }) => {
                *shown = true;
                self.open_content(called.unwrap_or(Kind::Unknown), true, None);
            }
            Some(Frame::Statement(Statement::Control)) => self.open_content(called.unwrap_or(Kind::Unknown), true, None),
            Some(&mut Frame::Group { kind, inline, key }) => {
                if inline {
                    self.show();
                }
                let inline = inline && called.is_none_or(Kind::is_inline);
                self.open_content(called.unwrap_or(kind), inline, key);
            }
            _ => self.open_content(called.unwrap_or(Kind::Unknown), false, None),
        }
    }

    /// Something in the arguments of an expression is seen in its place.
    fn show(&mut self) {
        let open = self.frames.iter_mut().rev().take(NESTED).find(|frame| !matches!(frame, Frame::Group { inline: true, .. }));
        if let Some(Frame::Expression { shown, .. }) = open {
            *shown = true;
        }
    }

    /// Behind a block of code or content: `if` and the like end here, if no `else` follows.
    pub(super) fn content_ended(&mut self) {
        if !matches!(self.frames.last(), Some(Frame::Statement(Statement::Control))) {
            return;
        }
        let len = self.run(self.at, |byte| byte.is_ascii_whitespace());
        if self.text[self.at + len..].starts_with("else") {
            self.at += len + 4;
        } else {
            self.frames.pop();
        }
        self.callee = None;
    }

    /// `]` with groups left open in its content: they end with it.
    fn recover(&mut self) {
        while !matches!(self.frames.last(), Some(Frame::Content { .. }) | None) {
            self.frames.pop();
        }
    }

    /// A string, marks included; what stands between them.
    pub(super) fn string(&mut self) -> Range<usize> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut at = start;
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
            at += found;
            if bytes[at] == b'"' {
                self.at = at + 1;
                return start..at;
            }
            at += 2;
        }
        self.at = bytes.len();
        start..bytes.len()
    }

    /// A string among arguments.
    fn argument(&mut self, inner: Range<usize>) {
        let Some(&Frame::Group { kind, inline, key }) = self.frames.last() else { return };
        match key {
            Some(key) => {
                if let Some(role) = functions::shown(key) {
                    self.aside(inner, role);
                }
            }
            None if kind == Kind::Link => self.link(inner),
            None if kind == Kind::Inline && inline => {
                self.show();
                self.string_prose(inner);
            }
            None => {}
        }
    }

    /// The destination of a link; without anything else it is what is seen.
    fn link(&mut self, inner: Range<usize>) {
        if inner.is_empty() {
            return;
        }
        self.document.links.push(Link { span: inner.clone() });
        let below = self.frames.len().checked_sub(2).and_then(|at| self.frames.get_mut(at));
        if let Some(Frame::Expression { link: link @ None, .. }) = below {
            *link = Some(inner);
        }
    }

    /// A string that is a block of its own.
    fn aside(&mut self, inner: Range<usize>, role: Role) {
        let around = std::mem::take(&mut self.prose);
        self.string_prose(inner);
        self.document.blocks.extend(self.prose.finish(role, false));
        self.prose = around;
    }

    /// The text of a string, its escapes read.
    pub(super) fn string_prose(&mut self, inner: Range<usize>) {
        crate::format::escape::copy(&mut self.prose, self.text, inner, crate::format::escape::Escapes::Backslash);
    }
}
