//! What stands in a line of AsciiDoc: marks, macros, references.
//!
//! Marks that pair off vanish, their text stays. Of each sort of mark one pair is open at a time, and where the next one ends is searched for
//! once, so that every byte is looked at a few times at most.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::super::reference;
use super::super::run::{Nexts, Run};
use super::brackets::Brackets;
use super::character::character;
use crate::prose::builder::Builder;
use crate::prose::{Document, OBJECT, Role};

/// How deep notes are read in notes.
const DEPTH: usize = 4;

/// What may be open, or is searched for.
pub(super) mod sort {
    pub(in super::super) const LINK: usize = 12;
    pub(super) const CROSS: usize = 13;
    pub(super) const TERM: usize = 14;
    pub(super) const DOUBLE: usize = 15;
    pub(super) const SINGLE: usize = 16;
    pub(super) const OLD: usize = 17;
    pub(super) const ANCHOR: usize = 18;
    pub(super) const BRACE: usize = 19;
    pub(in super::super) const STOP: usize = 20;
    pub(super) const TRIPLE: usize = 21;
    pub(super) const HIDDEN: usize = 22;
    pub(super) const COUNT: usize = 23;
}

/// The marks that come alone, at word boundaries, and doubled, anywhere.
const MARKS: &[u8] = b"*_#`+^~";

/// What stands at a place that is not simply text.
pub(super) enum Piece {
    /// Markup up to there.
    Drop(Range<usize>),
    /// Something else stands for it.
    Stand(Range<usize>, Cow<'static, str>),
    /// A part of it is text, whatever is in that.
    Plain(Range<usize>, Range<usize>),
}

/// One run of lines being read.
pub(super) struct Inline<'a, 'r> {
    pub(super) file: &'a str,
    pub(super) run: &'r Run,
    /// The run up to where this ends.
    pub(super) text: &'r str,
    pub(super) document: &'r mut Document,
    pub(super) quoted: bool,
    /// Read as AsciiDoc was before Asciidoctor.
    pub(super) old: bool,
    pub(super) depth: usize,
    pub(super) prose: Builder,
    pub(super) nexts: Nexts<{ sort::COUNT }>,
    pub(super) brackets: Brackets,
    /// The ends of what is open, and what they read as.
    open: [Option<(Range<usize>, &'static str)>; sort::COUNT],
    /// The first of these.
    close: usize,
}

/// Reads a run as one block of prose, and the notes and images in it as blocks of their own.
pub(super) fn read(file: &str, run: &Run, document: &mut Document, role: Role, quoted: bool, old: bool) {
    let whole = Inside { part: 0..run.text().len(), quoted, old, depth: 0 };
    nested(file, run, whole, document, role);
}

/// A part of a run, and what it stands in.
pub(super) struct Inside {
    pub(super) part: Range<usize>,
    pub(super) quoted: bool,
    pub(super) old: bool,
    pub(super) depth: usize,
}

/// The same of a part of a run.
pub(super) fn nested(file: &str, run: &Run, inside: Inside, document: &mut Document, role: Role) {
    let Inside { part, quoted, old, depth } = inside;
    if depth > DEPTH {
        return;
    }
    let text = &run.text()[..part.end];
    let mut inline = Inline {
        file,
        run,
        text,
        document,
        quoted,
        old,
        depth,
        prose: Builder::default(),
        nexts: Nexts::default(),
        brackets: Brackets::of(text, part.start),
        open: [const { None }; sort::COUNT],
        close: usize::MAX,
    };
    inline.read(part.start);
    let block = inline.prose.finish(role, quoted);
    inline.document.blocks.extend(block);
}

impl Inline<'_, '_> {
    fn read(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let (mut from, mut at) = (start, start);
        while at < bytes.len() {
            let piece = if at >= self.close { self.closed(at) } else { self.piece(at) };
            let Some(piece) = piece else {
                at += 1;
                continue;
            };
            let (Piece::Drop(range) | Piece::Stand(range, _) | Piece::Plain(range, _)) = &piece;
            let range = range.clone();
            if range.start > from {
                self.copy(from..range.start);
            }
            match piece {
                Piece::Drop(_) => {}
                Piece::Stand(_, read) => self.prose.stand(&read, self.run.source(range.clone())),
                Piece::Plain(_, inner) => self.copy(inner),
            }
            at = range.end.max(at);
            from = at;
        }
        if from < bytes.len() {
            self.copy(from..bytes.len());
        }
    }

    fn copy(&mut self, range: Range<usize>) {
        self.run.copy(&mut self.prose, self.file, range);
    }

    /// The end of something that is open; what was passed over is open no more.
    fn closed(&mut self, at: usize) -> Option<Piece> {
        let mut piece = None;
        for slot in &mut self.open {
            match slot {
                Some((end, read)) if end.start == at && piece.is_none() => {
                    piece = Some(if read.is_empty() { Piece::Drop(end.clone()) } else { Piece::Stand(end.clone(), (*read).into()) });
                    *slot = None;
                }
                Some((end, _)) if end.start <= at => *slot = None,
                _ => {}
            }
        }
        self.close = self.open.iter().flatten().map(|(end, _)| end.start).min().unwrap_or(usize::MAX);
        piece.or_else(|| self.piece(at))
    }

    /// Opens a pair: its end reads as `read`. None where one of its sort is open.
    pub(super) fn pair(&mut self, sort: usize, start: Range<usize>, end: Range<usize>, reads: [&'static str; 2]) -> Option<Piece> {
        if self.open[sort].is_some() {
            return None;
        }
        self.close = self.close.min(end.start);
        self.open[sort] = Some((end, reads[1]));
        Some(if reads[0].is_empty() { Piece::Drop(start) } else { Piece::Stand(start, reads[0].into()) })
    }

    pub(super) fn object(range: Range<usize>) -> Piece {
        Piece::Stand(range, OBJECT.to_string().into())
    }

    /// Where the next `mark` stands.
    pub(super) fn next(&mut self, sort: usize, from: usize, mark: &str) -> Option<usize> {
        let text = self.text;
        let find = |from: usize| memmem::find(text.as_bytes().get(from..)?, mark.as_bytes()).map(|len| from + len);
        self.nexts.find(sort, from, find)
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    pub(super) fn is(&self, at: usize, mark: &str) -> bool {
        self.text.as_bytes()[at..].starts_with(mark.as_bytes())
    }

    fn piece(&mut self, at: usize) -> Option<Piece> {
        match self.text.as_bytes()[at] {
            b'\\' => self.escape(at),
            b'&' => reference::reference(&self.text[at..]).map(|(len, read)| Piece::Stand(at..at + len, read)),
            b':' => self.macros(at),
            b'{' => self.attribute(at),
            b'[' => self.bracket(at),
            b'<' if self.is(at, "<<") => self.cross_reference(at),
            b'(' => self.parenthesis(at),
            b'"' if self.is(at, "\"`") && !self.old => self.curved(at, sort::DOUBLE, "`\"", ["“", "”"]),
            b'\'' if self.is(at, "'`") && !self.old => self.curved(at, sort::SINGLE, "`'", ["‘", "’"]),
            b'-' => self.dash(at),
            b'.' if self.is(at, "...") => Some(Piece::Stand(at..at + 3, "…".into())),
            b'`' if self.is(at, "`'") && self.before(at).is_some_and(char::is_alphanumeric) => Some(Piece::Stand(at..at + 2, "’".into())),
            b'+' if self.before(at) == Some(' ') && matches!(self.text.as_bytes().get(at + 1), None | Some(b'\n')) => {
                Some(Piece::Drop(at..at + 1))
            }
            mark => MARKS.iter().position(|&own| own == mark).and_then(|index| self.mark(at, mark, index)),
        }
    }

    /// A backslash before what would be markup: that is text.
    fn escape(&self, at: usize) -> Option<Piece> {
        let rest = &self.text.as_bytes()[at + 1..];
        let first = *rest.first()?;
        let marked = MARKS.contains(&first) || matches!(first, b'{' | b'}' | b'<' | b'[' | b']' | b'(' | b'"' | b'\'' | b'&' | b'-' | b'.');
        if !marked {
            let links = ["http", "link:", "xref:", "image:", "\\**", "\\__", "\\``", "\\##"];
            return links.iter().any(|start| rest.starts_with(start.as_bytes())).then_some(Piece::Drop(at..at + 1));
        }
        // `\**` is two of them, and neither opens anything.
        let len = if rest.get(1) == Some(&first) && MARKS.contains(&first) { 2 } else { 1 };
        Some(Piece::Stand(at..at + 1 + len, self.text[at + 1..at + 1 + len].to_owned().into()))
    }

    /// `*`, `__` and the like: where the pair ends, its text is what is between; code is a thing in the line.
    fn mark(&mut self, at: usize, mark: u8, index: usize) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        let raised = matches!(mark, b'^' | b'~');
        if mark == b'+' && self.is(at, "+++") {
            return self.next(sort::TRIPLE, at + 3, "+++").map(|end| Self::object(at..end + 3));
        }
        if !raised && bytes.get(at + 1) == Some(&mark) {
            let doubled = [mark; 2];
            let doubled = std::str::from_utf8(&doubled).ok()?;
            let end = self.next(index, at + 3, doubled);
            let old = if mark == b'`' { self.next(sort::OLD, at + 2, "''") } else { None };
            if let Some(old) = old.filter(|&old| end.is_none_or(|end| old < end)) {
                return self.pair(sort::OLD, at..at + 2, old..old + 2, ["“", "”"]);
            }
            if let Some(end) = end {
                return self.marked(mark, index, at..at + 2, end..end + 2);
            }
        }
        let word = self.before(at).is_some_and(|c| c.is_alphanumeric() || c == '_' && mark == b'_');
        if (word && !raised) || bytes.get(at + 1).is_none_or(|next| next.is_ascii_whitespace() || *next == mark && !raised) {
            return None;
        }
        let text = self.text;
        let closes = |&end: &usize| {
            let after = text[end + 1..].chars().next();
            let alone = raised || (bytes[end - 1] != mark && bytes.get(end + 1) != Some(&mark));
            alone
                && !matches!(bytes[end - 1], b' ' | b'\n' | b'\t')
                // `\` is code.
                && (mark == b'`' || bytes[end - 1] != b'\\')
                && (raised || after.is_none_or(|c| !c.is_alphanumeric() && c != '_'))
        };
        let find = |from: usize| memchr_iter(mark, bytes.get(from..)?).map(|len| from + len).find(closes);
        let end = self.nexts.find(5 + index, at + 2, find)?;
        if raised {
            return self.raised(at, end);
        }
        self.marked(mark, 5 + index, at..at + 1, end..end + 1)
    }

    fn marked(&mut self, mark: u8, sort: usize, start: Range<usize>, end: Range<usize>) -> Option<Piece> {
        match mark {
            b'`' => Some(Self::object(start.start..end.end)),
            b'+' if self.old => Some(Self::object(start.start..end.end)),
            b'+' => Some(Piece::Plain(start.start..end.end, start.end..end.start)),
            _ => self.pair(sort, start, end, ["", ""]),
        }
    }

    /// `^2^` is the number of a note, `1^er^` and `H~2~O` are read on.
    fn raised(&mut self, at: usize, end: usize) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        if end - at > 64 || bytes[at..end].iter().any(u8::is_ascii_whitespace) {
            return None;
        }
        if bytes[at] == b'^' && bytes[at + 1].is_ascii_digit() {
            return Some(Self::object(at..end + 1));
        }
        let sort = if bytes[at] == b'^' { 10 } else { 11 };
        self.pair(sort, at..at + 1, end..end + 1, ["", ""])
    }

    fn curved(&mut self, at: usize, sort: usize, mark: &'static str, reads: [&'static str; 2]) -> Option<Piece> {
        if self.text.as_bytes().get(at + 2).is_none_or(u8::is_ascii_whitespace) {
            return None;
        }
        let end = self.next(sort, at + 3, mark)?;
        self.pair(sort, at..at + 2, end..end + 2, reads)
    }

    /// `{name}`: the characters that have names, and else something that is not known.
    fn attribute(&mut self, at: usize) -> Option<Piece> {
        let end = self.next(sort::BRACE, at + 1, "}")?;
        let name = &self.text.get(at + 1..end)?;
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':');
        if name.is_empty() || name.len() > 64 || !name.chars().all(is_name) {
            return None;
        }
        let span = at..end + 1;
        Some(match character(name) {
            Some("") => Piece::Drop(span),
            Some(read) => Piece::Stand(span, read.into()),
            None => Self::object(span),
        })
    }

    /// `[[anchor]]`, and `[role]` before marks.
    fn bracket(&mut self, at: usize) -> Option<Piece> {
        if self.is(at, "[[") {
            let end = self.next(sort::ANCHOR, at + 2, "]]")?;
            let own = 2 + self.text.as_bytes()[end + 2..].iter().take(1).take_while(|&&byte| byte == b']').count();
            return (end - at < 256).then_some(Piece::Drop(at..end + own));
        }
        let end = self.brackets.end(at)?;
        let inner = &self.text.as_bytes()[at + 1..end];
        let after = self.text.as_bytes().get(end + 1)?;
        let is_role = matches!(inner.first(), Some(b'.' | b'#')) || (*after == b'#' && !inner.contains(&b' '));
        (is_role && matches!(after, b'#' | b'*' | b'_' | b'`' | b'+')).then_some(Piece::Drop(at..end + 1))
    }

    /// `<<there,what a reader sees>>`.
    fn cross_reference(&mut self, at: usize) -> Option<Piece> {
        let first = *self.text.as_bytes().get(at + 2)?;
        if !first.is_ascii_alphanumeric() && !matches!(first, b'_' | b'#' | b'/' | b'.' | b'{' | b'"') {
            return None;
        }
        let end = self.next(sort::CROSS, at + 3, ">>")?;
        match memchr::memchr(b',', &self.text.as_bytes()[at..end]).map(|len| at + len + 1) {
            Some(text) if text < end => {
                let spaces = self.text[text..end].len() - self.text[text..end].trim_start().len();
                self.pair(sort::CROSS, at..text + spaces, end..end + 2, ["", ""])
            }
            _ => Some(Self::object(at..end + 2)),
        }
    }

    /// `(C)` and the like; terms for an index, that are seen or not.
    fn parenthesis(&mut self, at: usize) -> Option<Piece> {
        for (mark, read) in [("(C)", "©"), ("(R)", "®"), ("(TM)", "™")] {
            if self.is(at, mark) {
                return Some(Piece::Stand(at..at + mark.len(), read.into()));
            }
        }
        if self.is(at, "(((") {
            let end = self.next(sort::HIDDEN, at + 3, ")))")?;
            return Some(Piece::Drop(at..end + 3));
        }
        if self.is(at, "((") {
            let end = self.next(sort::TERM, at + 3, "))")?;
            return self.pair(sort::TERM, at..at + 2, end..end + 2, ["", ""]);
        }
        None
    }

    /// `--` between words, or between spaces.
    fn dash(&self, at: usize) -> Option<Piece> {
        if !self.is(at, "--") || self.is(at, "---") {
            return None;
        }
        let (before, after) = (self.before(at), self.text[at + 2..].chars().next());
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        ((word(before) && word(after)) || (space(before) && space(after))).then(|| Piece::Stand(at..at + 2, "—".into()))
    }
}
