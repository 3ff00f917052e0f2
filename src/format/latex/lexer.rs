//! LaTeX → tokens, one at a time, from any place between two of them. What is read by other rules (code, formulas, addresses) is one token.

use std::ops::Range;

use super::raw::{self, Sort};
use super::symbols;

/// What stands at a place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Words and the white space between them.
    Text,
    /// A blank line.
    Blank,
    /// `{`
    Open,
    /// `}`
    Close,
    /// `[`
    OpenOption,
    /// `]`
    CloseOption,
    /// `&`
    Cell,
    /// `#1`
    Parameter,
    /// `%` to the end of the line; what it says.
    Comment(Range<usize>),
    /// `\name`, without the backslash.
    Command(&'a str),
    /// `\begin{name}`
    Begin(&'a str),
    /// `\end{name}`
    End(&'a str),
    /// A letter with its accent.
    Letter(char, char),
    /// What stands in a line and is no prose.
    Object,
    /// Code between paragraphs.
    Code,
    /// What is not there for a reader.
    Dropped,
    /// `\url{…}`; what is shown.
    Address(Range<usize>),
    /// `\href{…}`, without its text; the destination.
    Link(Range<usize>),
}

/// Reads tokens from `at` on.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    /// Where the next token begins.
    pub(super) at: usize,
    pub(super) known: raw::Known,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, known: raw::Known::default() }
    }

    /// The next token and its bytes; white space that a command swallows is none of them.
    pub(super) fn next(&mut self) -> Option<(Token<'a>, Range<usize>)> {
        let start = self.at;
        let (token, end) = match *self.text.as_bytes().get(start)? {
            b'\\' => return Some(self.backslash(start)),
            b'%' => return Some(self.comment(start)),
            b'{' => (Token::Open, start + 1),
            b'}' => (Token::Close, start + 1),
            b'[' => (Token::OpenOption, start + 1),
            b']' => (Token::CloseOption, start + 1),
            b'&' => (Token::Cell, start + 1),
            b'#' => (Token::Parameter, start + self.run(start, |byte| byte == b'#' || byte.is_ascii_digit())),
            b'$' => self.dollar(start),
            b'\n' if is_blank(self.text, start) => (Token::Blank, start + self.run(start, |byte| byte.is_ascii_whitespace())),
            _ => (Token::Text, self.words(start)),
        };
        self.at = end;
        Some((token, start..end))
    }

    /// How many bytes from a place on are of a sort.
    fn run(&self, from: usize, is_part: impl Fn(u8) -> bool) -> usize {
        self.text.as_bytes()[from..].iter().take_while(|&&byte| is_part(byte)).count()
    }

    fn words(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let stops = |at: usize| match bytes[at] {
            b'\\' | b'{' | b'}' | b'[' | b']' | b'%' | b'$' | b'&' | b'#' => true,
            b'\n' => is_blank(self.text, at),
            _ => false,
        };
        (start + 1..bytes.len()).find(|&at| stops(at)).unwrap_or(bytes.len())
    }

    /// A comment swallows the end of its line and the white space behind it, but no blank line.
    fn comment(&mut self, start: usize) -> (Token<'a>, Range<usize>) {
        let line = line_end(self.text, start);
        let end = start + self.text[start..line].trim_end().len();
        let body = self.text[start..end].trim_start_matches('%').trim_start();
        self.at = if line == self.text.len() || is_blank(self.text, line) { line } else { spaces(self.text, line + 1) };
        (Token::Comment(end - body.len()..end), start..end)
    }

    fn dollar(&mut self, start: usize) -> (Token<'a>, usize) {
        let closing = if self.text[start..].starts_with("$$") { "$$" } else { "$" };
        match self.known.formula_end(self.text, start + closing.len(), closing) {
            Some(end) => (Token::Object, end),
            None => (Token::Text, start + 1),
        }
    }

    fn backslash(&mut self, start: usize) -> (Token<'a>, Range<usize>) {
        let rest = &self.text[start + 1..];
        let Some(first) = rest.chars().next() else {
            self.at = self.text.len();
            return (Token::Command(""), start..self.at);
        };
        if first.is_ascii_alphabetic() {
            return self.word(start);
        }
        let end = start + 1 + first.len_utf8();
        self.at = end;
        if let Some((letter, end)) = symbols::accent(&rest[..first.len_utf8()]).and_then(|mark| self.accented(end, mark)) {
            self.at = end;
            return (letter, start..end);
        }
        if let '(' | '[' = first {
            let closing = if first == '(' { "\\)" } else { "\\]" };
            if let Some(end) = self.known.formula_end(self.text, end, closing) {
                self.at = end;
                return (Token::Object, start..end);
            }
        }
        // `\\*`
        self.at += usize::from(first == '\\' && self.text[end..].starts_with('*'));
        (Token::Command(&rest[..first.len_utf8()]), start..end)
    }

    /// A command whose name is a word.
    fn word(&mut self, start: usize) -> (Token<'a>, Range<usize>) {
        let bytes = self.text.as_bytes();
        let is_part =
            |at: usize| bytes[at].is_ascii_alphabetic() || (bytes[at] == b'@' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic));
        let end = (start + 1..bytes.len()).find(|&at| !is_part(at)).unwrap_or(bytes.len());
        let name = &self.text[start + 1..end];
        if let Some((token, end)) = self.special(name, end) {
            self.at = end;
            return (token, start..end);
        }
        let starred = end + usize::from(self.text[end..].starts_with('*'));
        // Behind `\fg` the space is seen.
        self.at = if name == "fg" { starred } else { gap(self.text, starred) };
        (Token::Command(name), start..end)
    }

    /// The commands that change how what follows is read; `end` is that of the name.
    fn special(&mut self, name: &str, end: usize) -> Option<(Token<'a>, usize)> {
        match name {
            "begin" => self.begin(end),
            "end" => environment(self.text, end).map(|(name, end)| (Token::End(name), end)),
            "verb" | "lstinline" | "mintinline" => raw::verb(self.text, name, end).map(|end| (Token::Object, end)),
            "url" | "nolinkurl" | "path" => self.known.braced(self.text, end).map(|body| (Token::Address(body.clone()), body.end + 1)),
            "href" => self.known.braced(self.text, end).map(|body| (Token::Link(body.clone()), body.end + 1)),
            "iffalse" | "makeatletter" => self.known.dropped_end(self.text, name, end).map(|end| (Token::Dropped, end)),
            _ => self.accented(end, symbols::accent(name)?),
        }
    }

    fn begin(&mut self, end: usize) -> Option<(Token<'a>, usize)> {
        let (name, end) = environment(self.text, end)?;
        Some(match raw::environment(name) {
            None => (Token::Begin(name), end),
            Some(Sort::Code) => (Token::Code, raw::environment_end(self.text, name, end)),
            Some(Sort::Formula) => (Token::Object, raw::environment_end(self.text, name, end)),
            Some(Sort::Dropped) => (Token::Dropped, raw::environment_end(self.text, name, end)),
        })
    }

    /// The letter that an accent stands over: itself, in braces, or `\i`.
    fn accented(&self, from: usize, mark: char) -> Option<(Token<'a>, usize)> {
        let from = spaces(self.text, from);
        let (letter, end) = match self.text[from..].strip_prefix('{') {
            Some(inner) => {
                let (letter, len) = base(inner.trim_start_matches(' '))?;
                let end = self.text.len() - inner.trim_start_matches(' ').len() + len;
                (letter, self.text[end..].starts_with('}').then_some(end + 1)?)
            }
            None => {
                let (letter, len) = base(&self.text[from..])?;
                // `\^\i le`: a name swallows the space behind it.
                let named = self.text[from..].starts_with('\\');
                (letter, if named { spaces(self.text, from + len) } else { from + len })
            }
        };
        Some((Token::Letter(letter, mark), end))
    }
}

/// The letter that a text begins with, `\i` and `\j` among them, and its length.
fn base(text: &str) -> Option<(char, usize)> {
    if let Some(rest) = text.strip_prefix("\\i").or_else(|| text.strip_prefix("\\j")) {
        let letter = if text.starts_with("\\i") { 'i' } else { 'j' };
        return (!rest.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((letter, 2));
    }
    text.chars().next().filter(|c| c.is_alphabetic()).map(|c| (c, c.len_utf8()))
}

/// `{name}` behind `\begin` or `\end`.
fn environment(text: &str, from: usize) -> Option<(&str, usize)> {
    const LONGEST: usize = 64;
    let from = spaces(text, from);
    let inner = text[from..].strip_prefix('{')?;
    let len = inner.bytes().take(LONGEST).position(|byte| matches!(byte, b'}' | b'{' | b'\n' | b'\\'))?;
    inner[len..].starts_with('}').then(|| (&inner[..len], from + len + 2))
}

/// Where the line ends that a place is on.
pub(super) fn line_end(text: &str, from: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[from..]).map_or(text.len(), |at| from + at)
}

/// Behind the spaces and tabs at a place.
pub(super) fn spaces(text: &str, from: usize) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Behind the white space that a command swallows: spaces, and the end of one line.
pub(super) fn gap(text: &str, from: usize) -> usize {
    let at = spaces(text, from);
    let line = at + usize::from(text[at..].starts_with('\r'));
    if text[line..].starts_with('\n') && !is_blank(text, line) { spaces(text, line + 1) } else { at }
}

/// Whether the line behind this end of line is blank.
pub(super) fn is_blank(text: &str, newline: usize) -> bool {
    let rest = &text.as_bytes()[newline + 1..];
    rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')).is_some_and(|&byte| byte == b'\n')
}
