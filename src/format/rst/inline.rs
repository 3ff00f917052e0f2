//! What stands in a line of reStructuredText: emphasis, code, roles, references.
//!
//! Marks do not nest. Where the next mark of a sort may end is searched for once.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::super::run::{Nexts, Run};
use super::role::{self, Sort};
use crate::prose::builder::Builder;
use crate::prose::{Document, Link, OBJECT, Role};

/// The sorts of ends.
const STRONG: usize = 0;
const EMPHASIS: usize = 1;
const LITERAL: usize = 2;
const INTERPRETED: usize = 3;
const SUBSTITUTION: usize = 4;

/// Reads a run as one block of prose.
pub(super) fn read(file: &str, run: &Run, document: &mut Document, role: Role, quoted: bool) {
    let mut inline = Inline { file, run, text: run.text(), document, prose: Builder::default(), nexts: Nexts::default() };
    inline.read();
    let block = inline.prose.finish(role, quoted);
    inline.document.blocks.extend(block);
}

/// One run of lines being read.
struct Inline<'a, 'r> {
    file: &'a str,
    run: &'r Run,
    text: &'r str,
    document: &'r mut Document,
    prose: Builder,
    nexts: Nexts<5>,
}

/// Markup, and what a reader sees of it.
struct Piece {
    whole: Range<usize>,
    seen: Seen,
}

enum Seen {
    Nothing,
    /// A part of it, in which escapes are read.
    Part(Range<usize>),
    /// A part of it as it is.
    Plain(Range<usize>),
    Stands(Cow<'static, str>),
}

impl Inline<'_, '_> {
    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        let (mut from, mut at) = (0, 0);
        while at < bytes.len() {
            let Some(piece) = self.piece(at) else {
                at += 1;
                continue;
            };
            self.copy(from..piece.whole.start.max(from));
            match piece.seen {
                Seen::Nothing => {}
                Seen::Part(part) => self.unescaped(part),
                Seen::Plain(part) => self.copy(part),
                Seen::Stands(read) => self.prose.stand(&read, self.run.source(piece.whole.clone())),
            }
            at = piece.whole.end;
            from = at;
        }
        self.copy(from..bytes.len());
    }

    fn copy(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.run.copy(&mut self.prose, self.file, range);
        }
    }

    /// Text between marks: there are only escapes in it.
    fn unescaped(&mut self, range: Range<usize>) {
        let mut from = range.start;
        while let Some(at) = memchr::memchr(b'\\', &self.text.as_bytes()[from..range.end]).map(|len| from + len) {
            self.copy(from..at);
            from = at + 1;
            if let Some(next) = self.text[from..range.end].chars().next() {
                from += next.len_utf8();
                if !next.is_whitespace() {
                    self.prose.stand(next.encode_utf8(&mut [0; 4]), self.run.source(at..from));
                }
            }
        }
        self.copy(from..range.end);
    }

    fn piece(&mut self, at: usize) -> Option<Piece> {
        match self.text.as_bytes()[at] {
            b'\\' => self.escape(at),
            b'*' if self.is(at, "**") => self.marked(at, STRONG, "**", Seen::Part),
            b'*' => self.marked(at, EMPHASIS, "*", Seen::Part),
            b'`' if self.is(at, "``") => self.marked(at, LITERAL, "``", |_| Seen::Stands(OBJECT.to_string().into())),
            b'`' => self.interpreted(at, at, None),
            b':' => self.colon(at),
            b'|' => self.substitution(at),
            b'_' => self.underscore(at),
            b'[' => self.note(at),
            _ => None,
        }
    }

    fn is(&self, at: usize, mark: &str) -> bool {
        self.text.as_bytes()[at..].starts_with(mark.as_bytes())
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn escape(&self, at: usize) -> Option<Piece> {
        let next = self.after(at + 1)?;
        let whole = at..at + 1 + next.len_utf8();
        let seen = if next.is_whitespace() { Seen::Nothing } else { Seen::Stands(next.to_string().into()) };
        Some(Piece { whole, seen })
    }

    /// Whether markup may begin at `at`, the mark being `len` long.
    fn begins(&self, at: usize, len: usize) -> bool {
        let (before, after) = (self.before(at), self.after(at + len));
        let Some(after) = after.filter(|c| !c.is_whitespace()) else { return false };
        let Some(before) = before else { return true };
        let around = match before {
            '"' | '\'' => after == before,
            '(' => after == ')',
            '[' => after == ']',
            '{' => after == '}',
            '<' => after == '>',
            _ => false,
        };
        !around && (before.is_whitespace() || matches!(before, '\'' | '"' | '(' | '[' | '{' | '<' | '-' | '/' | ':') || is_mark(before))
    }

    /// Where the next `mark` stands behind which markup may end.
    fn end(&mut self, sort: usize, from: usize, mark: &str) -> Option<usize> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let ends = |&at: &usize| {
            let escaped = bytes[at - 1] == b'\\' && sort != LITERAL;
            !escaped && !text[..at].ends_with(char::is_whitespace) && ends_markup(text[at + mark.len()..].chars().next())
        };
        let find = |from: usize| match mark.as_bytes() {
            [byte] => memchr_iter(*byte, bytes.get(from..)?).map(|len| from + len).find(ends),
            mark => {
                let mut at = from;
                while let Some(len) = memmem::find(bytes.get(at..)?, mark) {
                    at += len;
                    if ends(&at) {
                        return Some(at);
                    }
                    at += 1;
                }
                None
            }
        };
        self.nexts.find(sort, from, find)
    }

    fn marked(&mut self, at: usize, sort: usize, mark: &str, seen: impl Fn(Range<usize>) -> Seen) -> Option<Piece> {
        let start = at + mark.len();
        if !self.begins(at, mark.len()) {
            return Some(Piece { whole: at..start, seen: Seen::Plain(at..start) });
        }
        match self.end(sort, start + 1, mark) {
            Some(end) => Some(Piece { whole: at..end + mark.len(), seen: seen(start..end) }),
            None => Some(Piece { whole: at..start, seen: Seen::Plain(at..start) }),
        }
    }

    /// `` `text` ``, with its role before or behind it, or a reference: `` `text <there>`_ ``.
    fn interpreted(&mut self, start: usize, open: usize, role: Option<Range<usize>>) -> Option<Piece> {
        if !self.begins(start, open - start + 1) {
            return None;
        }
        let inner_start = open + 1;
        let end = self.interpreted_end(inner_start + 1)?;
        let inner = inner_start..end;
        let mut close = end + 1;
        let rest = &self.text.as_bytes()[close..];
        let references = rest.iter().take(2).take_while(|byte| **byte == b'_').count();
        if references > 0 && role.is_none() {
            return Some(Piece { whole: start..close + references, seen: Seen::Part(self.linked(inner, true)) });
        }
        let mut name = role;
        if name.is_none()
            && rest.first() == Some(&b':')
            && let Some(len) = role::name(&self.text[close + 1..])
        {
            name = Some(close + 1..close + 1 + len);
            close += len + 2;
        }
        let seen = match name.map(|name| role::sort(&self.text[name])) {
            None | Some(Sort::Text) => Seen::Part(inner),
            Some(Sort::Titled) => match self.linked(inner.clone(), false) {
                title if title == inner => Seen::Stands(OBJECT.to_string().into()),
                title => Seen::Part(title),
            },
            Some(Sort::Link) => Seen::Part(self.linked(inner, false)),
            // The number of a note is no part of the figure before it.
            Some(Sort::Raised) if !self.text.as_bytes()[inner.start].is_ascii_digit() => Seen::Part(inner),
            Some(Sort::Raised | Sort::Thing) => Seen::Stands(OBJECT.to_string().into()),
        };
        Some(Piece { whole: start..close, seen })
    }

    /// The end of interpreted text: also `` `_ `` and `` `: `` end it.
    fn interpreted_end(&mut self, from: usize) -> Option<usize> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let ends = |&at: &usize| {
            let after = text[at + 1..].trim_start_matches('_');
            !is_escaped(bytes, at)
                && !text[..at].ends_with(char::is_whitespace)
                && bytes.get(at + 1) != Some(&b'`')
                && ends_markup(after.chars().next())
        };
        self.nexts.find(INTERPRETED, from, |from| memchr_iter(b'`', bytes.get(from..)?).map(|len| from + len).find(ends))
    }

    /// The text of `text <there>`; where it leads is kept.
    fn linked(&mut self, inner: Range<usize>, address: bool) -> Range<usize> {
        let said = &self.text[inner.clone()];
        let Some(open) = said.strip_suffix('>').and_then(|said| said.rfind('<')) else { return inner };
        let target = inner.start + open + 1..inner.end - 1;
        if address && !target.is_empty() && !said[..said.len() - 1].ends_with('_') {
            self.document.links.push(Link { span: self.run.source(target.clone()) });
        }
        let title = inner.start..inner.start + said[..open].trim_end().len();
        if title.is_empty() { target } else { title }
    }

    /// `:role:` before a text, or the `:` of an address.
    fn colon(&mut self, at: usize) -> Option<Piece> {
        if self.is(at, "://") {
            return self.address(at);
        }
        let len = role::name(&self.text[at + 1..])?;
        let open = at + 2 + len;
        if self.text.as_bytes().get(open) != Some(&b'`') || self.text.as_bytes().get(open + 1) == Some(&b'`') {
            return None;
        }
        self.interpreted(at, open, Some(at + 1..at + 1 + len))
    }

    /// An address in the text is text, whatever marks are in it.
    fn address(&self, colon: usize) -> Option<Piece> {
        if !["http", "https", "ftp"].iter().any(|scheme| self.text[..colon].ends_with(scheme)) {
            return None;
        }
        let rest = &self.text[colon..];
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '`' | '|' | '*' | '\\')).unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '"']);
        let whole = colon..colon + address.len().max(3);
        Some(Piece { seen: Seen::Plain(whole.clone()), whole })
    }

    /// `|name|`: what stands for it is not known.
    fn substitution(&mut self, at: usize) -> Option<Piece> {
        if !self.begins(at, 1) {
            return None;
        }
        let end = self.end(SUBSTITUTION, at + 2, "|").filter(|end| end - at < 128)?;
        let references = self.text.as_bytes()[end + 1..].iter().take(2).take_while(|byte| **byte == b'_').count();
        Some(Piece { whole: at..end + 1 + references, seen: Seen::Stands(OBJECT.to_string().into()) })
    }

    /// `name_` refers to something, `` _`name` `` is referred to.
    fn underscore(&mut self, at: usize) -> Option<Piece> {
        if self.is(at, "_`") && self.begins(at, 2) {
            let end = self.interpreted_end(at + 3)?;
            return Some(Piece { whole: at..end + 1, seen: Seen::Part(at + 2..end) });
        }
        let len = self.text.as_bytes()[at..].iter().take(3).take_while(|byte| **byte == b'_').count();
        // `__init__` is no reference to `__init`.
        let in_name = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | ':');
        let first = self.text[..at].chars().rev().take(64).take_while(in_name).last();
        let is_name = self.before(at).is_some_and(char::is_alphanumeric) && first.is_some_and(char::is_alphanumeric);
        let refers = len < 3 && ends_markup(self.after(at + len)) && is_name;
        Some(Piece { whole: at..at + len, seen: if refers { Seen::Nothing } else { Seen::Plain(at..at + len) } })
    }

    /// `[1]_`, `[#name]_`, `[*]_`.
    fn note(&self, at: usize) -> Option<Piece> {
        let inner = self.text.as_bytes()[at + 1..].iter().take(64);
        let len = inner
            .take_while(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'*' | b'-' | b'_' | b'.' | b':' | b'+') || !byte.is_ascii()
            })
            .count();
        let end = at + 1 + len;
        let refers = len > 0 && self.text.as_bytes()[end..].starts_with(b"]_") && ends_markup(self.text[end + 2..].chars().next());
        refers.then_some(Piece { whole: at..end + 2, seen: Seen::Nothing })
    }
}

/// Whether a backslash takes its meaning from what stands at `at`: one that is escaped itself does not.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Whether markup may end before this.
fn ends_markup(after: Option<char>) -> bool {
    let plain = |c: char| {
        c.is_whitespace()
            || (c.is_ascii_punctuation() && !matches!(c, '*' | '`' | '|' | '_' | '#' | '$' | '%' | '&' | '+' | '=' | '@' | '^' | '~'))
    };
    after.is_none_or(|c| plain(c) || is_mark(c))
}

/// Quotation marks and dashes beyond ASCII, and the like.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric() && !c.is_control()
}
