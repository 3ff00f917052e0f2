//! LaTeX, and TeX as far as it is written alike.
//!
//! In: a file. Out: what a reader of the printed page sees, as far as the file alone says it. Commands are not carried out: those that are
//! known are looked up in a table, and of one that is not known the arguments in braces are prose. Formulas, references and code in a line
//! are one [`OBJECT`]; notes are blocks of their own; before `\begin{document}` only titles, authors and dates are read.

mod arguments;
mod commands;
mod groups;
mod lexer;
mod raw;
mod symbols;

use std::ops::Range;

use self::commands::{Arg, Sort};
use self::groups::Groups;
use self::lexer::{Lexer, Token};
use crate::prose::builder::Builder;
use crate::prose::{Document, Link, OBJECT, Role};
use crate::source::SourceFile;

/// How many environments an `\end` may leave at once.
const LEFT_OPEN: usize = 16;

/// The prose of a LaTeX file.
pub(super) fn read(file: &SourceFile) -> Document {
    let groups = Groups::new(file.text(), file.bom_len());
    let mut reader = Reader::new(file.text(), file.bom_len(), groups);
    while let Some((token, span)) = reader.lexer.next() {
        if token == Token::End("document") {
            break;
        }
        reader.token(token, span);
    }
    reader.finish()
}

/// How what is read now is read.
#[derive(Debug, Clone, Copy)]
struct State {
    role: Role,
    quoted: bool,
    /// No prose: the preamble.
    hidden: bool,
    /// `&` and `\\` end a cell.
    table: bool,
    /// A quantity's unit.
    unit: bool,
    /// Inside a quotation of the line.
    quotation: bool,
}

/// How a text begins.
const PLAIN: State = State { role: Role::Paragraph, quoted: false, hidden: false, table: false, unit: false, quotation: false };

/// What is done where an argument ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Inline,
    Block,
    Aside,
    Quote,
}

/// An argument that is being read.
#[derive(Debug)]
struct Frame {
    /// Where it closes.
    close: usize,
    /// How what follows it is read.
    after: State,
    /// How it is read, and the arguments that follow it.
    inside: State,
    ending: Ending,
    rest: &'static [Arg],
    /// How many environments were open before it.
    environments: usize,
}

/// An environment that is open.
#[derive(Debug)]
struct Environment<'a> {
    name: &'a str,
    after: State,
    floats: bool,
}

/// One file being read.
struct Reader<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    groups: Groups<'a>,
    document: Document,
    /// The block that is being put together.
    prose: Builder,
    /// The blocks around it that go on behind it.
    around: Vec<Builder>,
    state: State,
    frames: Vec<Frame>,
    environments: Vec<Environment<'a>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, start: usize, mut groups: Groups<'a>) -> Self {
        let document = Document { comments: std::mem::take(&mut groups.comments), ..Document::default() };
        let hidden = groups.has_preamble;
        Self {
            text,
            lexer: Lexer::new(text, start),
            groups,
            document,
            prose: Builder::default(),
            around: Vec::new(),
            state: State { hidden, ..PLAIN },
            frames: Vec::new(),
            environments: Vec::new(),
        }
    }

    fn token(&mut self, token: Token<'a>, span: Range<usize>) {
        match token {
            Token::Text if self.state.hidden => {}
            Token::Text => symbols::copy(&mut self.prose, self.text, span),
            Token::Blank | Token::Code => self.flush(),
            Token::Open | Token::Parameter | Token::Comment(_) | Token::Dropped => {}
            Token::Close => self.close(span),
            Token::CloseOption if self.frames.last().is_some_and(|frame| frame.close == span.start) => self.close(span),
            Token::Cell if self.state.table => self.flush(),
            Token::OpenOption | Token::CloseOption | Token::Cell => self.copy(span),
            Token::Command(name) => self.command(name, span),
            Token::Begin("document") => {
                self.flush();
                self.state = PLAIN;
            }
            Token::Begin(name) => self.begin(name),
            Token::End(name) => self.end(name),
            Token::Letter(base, mark) => self.stand(&symbols::letter(base, mark), span),
            Token::Object => self.object(span),
            Token::Address(body) => self.copy(body),
            Token::Link(destination) => {
                if !destination.is_empty() {
                    self.document.links.push(Link { span: destination });
                }
            }
        }
    }

    fn copy(&mut self, span: Range<usize>) {
        if !self.state.hidden {
            self.prose.copy(self.text, span);
        }
    }

    fn stand(&mut self, read: &str, span: Range<usize>) {
        if !self.state.hidden {
            self.prose.stand(read, span);
        }
    }

    fn object(&mut self, span: Range<usize>) {
        self.stand(OBJECT.encode_utf8(&mut [0; 4]), span);
    }

    fn command(&mut self, name: &'a str, span: Range<usize>) {
        let own = self.groups.defined.contains(name);
        if name == "cmidrule" {
            self.skip_parameters();
        }
        if let Some(unit) = symbols::unit(name).filter(|_| self.state.unit) {
            return self.stand(unit, span);
        }
        if let Some(read) = symbols::of(name).filter(|_| !own) {
            let swallowed = span.end..self.lexer.at;
            self.stand(read, span);
            if name == "og" {
                self.stand("\u{a0}", swallowed);
            }
            return;
        }
        let command = commands::of(name);
        let (mut inside, args) = (self.state, command.args);
        match command.sort {
            Sort::Inline => return self.arguments(args, Ending::Inline, inside),
            Sort::Quantity => inside.unit = true,
            Sort::Object => {
                self.alternative(name);
                let before = self.lexer.at;
                self.arguments(args, Ending::Inline, inside);
                let end = if self.lexer.at == before { span.end } else { self.lexer.at };
                return self.object(span.start..end);
            }
            Sort::Block(role) | Sort::Title(role) => {
                self.flush();
                inside = State { role, hidden: inside.hidden && matches!(command.sort, Sort::Block(_)), ..inside };
                return self.arguments(args, Ending::Block, inside);
            }
            Sort::Aside => {
                inside = State { hidden: inside.hidden, ..PLAIN };
                return self.arguments(args, Ending::Aside, inside);
            }
            Sort::Quote => return self.quote(args, span),
            Sort::Raised => {
                if self.text[self.lexer.at..].strip_prefix('{').is_some_and(|raised| raised.starts_with(|c: char| c.is_ascii_digit())) {
                    self.object(span);
                }
            }
            Sort::Space => self.stand(" ", span),
            Sort::Paragraph => self.flush(),
            Sort::Line => self.line(span),
            Sort::Item => self.item(args),
            Sort::Define | Sort::Def | Sort::Let => return self.define(command.sort, args),
            Sort::Unknown if own && !self.text[self.lexer.at..].starts_with(['{', '[']) => self.object(span),
            Sort::Unknown if own && self.text[self.lexer.at..].starts_with("{}") => self.object(span),
            Sort::Unknown => {}
        }
        if command.sort != Sort::Item {
            self.arguments(args, Ending::Inline, inside);
        }
    }

    fn begin(&mut self, name: &'a str) {
        let what = commands::environment(name);
        self.environments.push(Environment { name, after: self.state, floats: what.floats });
        if what.floats {
            self.around.push(std::mem::take(&mut self.prose));
        } else {
            self.flush();
        }
        self.state.quoted |= what.quoted;
        self.state.table = what.table;
        if what.table {
            self.state.role = Role::Cell;
        }
        self.skip_option();
        let role = if what.titled { Role::Heading } else { self.state.role };
        self.arguments(what.args, Ending::Block, State { role, ..self.state });
    }

    /// Ends an environment and those that were left open in it; not those around the argument that is being read.
    fn end(&mut self, name: &str) {
        let own = self.frames.last().map_or(0, |frame| frame.environments);
        let first = self.environments.len().saturating_sub(LEFT_OPEN).max(own).min(self.environments.len());
        if let Some(found) = self.environments[first..].iter().rposition(|environment| environment.name == name) {
            self.leave(first + found);
        }
    }

    /// Leaves environments until so many are open.
    fn leave(&mut self, depth: usize) {
        while self.environments.len() > depth {
            let Some(environment) = self.environments.pop() else { return };
            self.flush();
            if environment.floats {
                self.go_on();
            }
            self.state = environment.after;
        }
    }

    /// Ends what stands apart, and goes on with the block around it.
    fn go_on(&mut self) {
        self.flush();
        self.prose = self.around.pop().unwrap_or_default();
    }

    /// Ends the block that is being put together.
    fn flush(&mut self) {
        self.document.blocks.extend(self.prose.finish(self.state.role, self.state.quoted));
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

#[cfg(test)]
mod tests;
