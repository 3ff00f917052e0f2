//! Typst.
//!
//! In: a file. Out: its prose as the file has it. Nothing is computed: of code, only the content in brackets is prose, and strings that are
//! titles, captions and the like. Formulas, references and code in a line are one [`OBJECT`]; what a call of an unknown function shows
//! stands where the call stands.

mod code;
mod functions;
mod markup;

use std::ops::Range;

use self::functions::{Kind, Statement};
use crate::prose::builder::Builder;
use crate::prose::{Comment, Document, OBJECT, Role};
use crate::source::SourceFile;

/// The prose of a Typst file.
pub(super) fn read(file: &SourceFile) -> Document {
    let mut reader = Reader::new(file.text(), file.bom_len());
    reader.line_start();
    while reader.at < reader.text.len() {
        match reader.frames.last() {
            None | Some(Frame::Content { .. }) => reader.markup(),
            Some(_) => reader.code(),
        }
    }
    reader.finish()
}

/// How the markup that is read now is read.
#[derive(Debug, Clone, Copy)]
struct State {
    role: Role,
    quoted: bool,
    /// Inside a heading: up to the end of its line.
    heading: bool,
    /// Inside an item; how far its mark is indented.
    item: Option<usize>,
    /// Before the colon of a term.
    term: bool,
}

/// How a document begins.
const PLAIN: State = State { role: Role::Paragraph, quoted: false, heading: false, item: None, term: false };

/// What is done where content ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Inline,
    Block,
    Aside,
    Quote,
}

/// What is open.
#[derive(Debug)]
enum Frame<'a> {
    /// `[`: markup.
    Content {
        ending: Ending,
        after: State,
        kind: Kind,
        brackets: usize,
    },
    /// `(` or `{`: code. `key` names the argument that is read.
    Group {
        kind: Kind,
        inline: bool,
        key: Option<&'a str>,
    },
    /// `#name`, with what is called at once; whether it has shown anything.
    Expression {
        start: usize,
        shown: bool,
        link: Option<Range<usize>>,
    },
    Statement(Statement),
}

/// One file being read.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    document: Document,
    /// The block that is being put together.
    prose: Builder,
    /// The blocks around it that go on behind it.
    around: Vec<Builder>,
    state: State,
    frames: Vec<Frame<'a>>,
    /// How many of these are content.
    contents: usize,
    /// What the function is that was named or called right before.
    callee: Option<Kind>,
    /// Up to where no formula and no code of one backtick ends.
    no_formula: usize,
    no_raw: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        Self {
            text,
            at,
            document: Document::default(),
            prose: Builder::default(),
            around: Vec::new(),
            state: PLAIN,
            frames: Vec::new(),
            contents: 0,
            callee: None,
            no_formula: 0,
            no_raw: 0,
        }
    }

    /// The file from here on.
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// How many bytes from a place on are of a sort.
    fn run(&self, from: usize, is_part: impl Fn(u8) -> bool) -> usize {
        self.text.as_bytes()[from..].iter().take_while(|&&byte| is_part(byte)).count()
    }

    /// The character before this place.
    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// Adds the next bytes as they are.
    fn copy(&mut self, len: usize) {
        self.prose.copy(self.text, self.at..self.at + len);
        self.at += len;
    }

    /// Adds what the next bytes stand for.
    fn stand(&mut self, read: &str, len: usize) {
        self.prose.stand(read, self.at..self.at + len);
        self.at += len;
    }

    fn object(&mut self, span: Range<usize>) {
        self.prose.stand(OBJECT.encode_utf8(&mut [0; 4]), span);
    }

    /// Ends the block that is being put together.
    fn flush(&mut self) {
        let role = match self.state {
            State { heading: true, .. } => Role::Heading,
            State { item: Some(_), .. } => Role::Item,
            State { role, .. } => role,
        };
        self.document.blocks.extend(self.prose.finish(role, self.state.quoted));
    }

    /// Ends what stands apart, and goes on with the block around it.
    fn go_on(&mut self) {
        self.flush();
        self.prose = self.around.pop().unwrap_or_default();
    }

    /// A comment at this place; `false` where none is.
    fn comment(&mut self) -> bool {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let (end, body) = if self.rest().starts_with("//") {
            let line = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at);
            let end = start + self.text[start..line].trim_end().len();
            (end, start + 2..end)
        } else if self.rest().starts_with("/*") {
            let end = self.comment_end(start);
            let closed = end >= start + 4 && self.text[..end].ends_with("*/");
            (end, start + 2..if closed { end - 2 } else { end })
        } else {
            return false;
        };
        let said = self.text[body.clone()].trim();
        let from = body.start + (self.text[body.clone()].len() - self.text[body].trim_start().len());
        self.document.comments.push(Comment { span: start..end, body: from..from + said.len() });
        self.at = end;
        true
    }

    /// Where a block comment ends; they may stand in one another.
    fn comment_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut depth) = (start, 0_usize);
        while at < bytes.len() {
            match bytes.get(at..at + 2) {
                Some(b"/*") => (at, depth) = (at + 2, depth + 1),
                Some(b"*/") => (at, depth) = (at + 2, depth - 1),
                _ => at += 1,
            }
            if depth == 0 {
                return at;
            }
        }
        at
    }

    /// The length of the code in backticks here; more than two marks are closed by as many.
    fn raw(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let marks = self.run(self.at, |byte| byte == b'`');
        match marks {
            0 => None,
            2 => Some(2),
            1 => {
                let inner = self.at + 1;
                let len = if inner < self.no_raw { None } else { memchr::memchr(b'`', &bytes[inner..]) };
                if len.is_none() {
                    self.no_raw = bytes.len();
                }
                len.map(|len| len + 2)
            }
            _ => {
                let inner = self.at + marks;
                let end = memchr::memmem::find(&bytes[inner..], "`".repeat(marks).as_bytes());
                Some(end.map_or(bytes.len() - self.at, |end| marks + end + marks))
            }
        }
    }

    /// The length of the formula here.
    fn formula(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        if at < self.no_formula {
            return None;
        }
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'$', b'\\', rest)) {
            at += found;
            if bytes[at] == b'$' {
                return Some(at + 1 - self.at);
            }
            at += 2;
        }
        self.no_formula = bytes.len() + 1;
        None
    }

    fn finish(mut self) -> Document {
        self.flush();
        while !self.around.is_empty() {
            self.go_on();
            self.flush();
        }
        self.document.blocks.sort_by_cached_key(|block| block.to_source(0..0).start);
        self.document.links.sort_by_key(|link| link.span.start);
        self.document
    }
}

/// How long the name is that a text begins with.
fn name_len(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return 0;
    }
    text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(text.len())
}

#[cfg(test)]
mod tests;
