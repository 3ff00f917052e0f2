//! The markup of Typst.

use super::functions::{Kind, statement};
use super::{Ending, Frame, Reader, State, name_len};

impl Reader<'_> {
    /// Reads a stretch of markup.
    pub(super) fn markup(&mut self) {
        let plain = self.run(self.at, |byte| {
            !matches!(byte, b'\n' | b'\\' | b'`' | b'$' | b'#' | b'*' | b'_' | b'~' | b'-' | b'.' | b'<' | b'@' | b'/' | b'[' | b']' | b':')
        });
        if plain > 0 {
            return self.copy(plain);
        }
        let rest = self.rest();
        match rest.as_bytes()[0] {
            b'\n' => self.newline(),
            b'\\' => self.escape(),
            b'`' => self.raw_text(),
            b'$' => match self.formula() {
                Some(len) => self.stand("\u{fffc}", len),
                None => self.copy(1),
            },
            b'#' => self.hash(),
            b'*' | b'_' => self.toggle(),
            b'~' => self.stand("\u{a0}", 1),
            b'-' if rest.starts_with("---") => self.stand("—", 3),
            b'-' if rest.starts_with("--") => self.stand("–", 2),
            b'-' if rest.starts_with("-?") => self.stand("\u{ad}", 2),
            b'.' if rest.starts_with("...") => self.stand("…", 3),
            b'<' => self.label(),
            b'@' => self.reference(),
            b'/' => self.slash(),
            b'[' => self.bracket(),
            b']' => self.close_content(),
            b':' if self.state.term => {
                self.flush();
                (self.state.term, self.at) = (false, self.at + 1);
            }
            _ => self.copy(1),
        }
    }

    /// The end of a line, and of the paragraph where a blank line follows.
    fn newline(&mut self) {
        let len = self.run(self.at, |byte| byte.is_ascii_whitespace());
        let lines = self.rest()[..len].bytes().filter(|&byte| byte == b'\n').count();
        if lines > 1 || self.state.heading {
            self.flush();
            (self.state.heading, self.state.term) = (false, false);
            self.at += len;
        } else {
            self.copy(len);
        }
        self.line_start();
    }

    /// What the beginning of a line says.
    pub(super) fn line_start(&mut self) {
        self.at += self.run(self.at, |byte| matches!(byte, b' ' | b'\t'));
        let (rest, bytes) = (self.rest(), self.text.as_bytes());
        let indent = bytes[..self.at].iter().rev().take_while(|&&byte| matches!(byte, b' ' | b'\t')).count();
        let marks = self.run(self.at, |byte| byte == b'=');
        let ends = |len: usize| bytes.get(self.at + len).is_none_or(u8::is_ascii_whitespace);
        if marks > 0 && ends(marks) {
            self.flush();
            (self.state.heading, self.state.item) = (true, None);
            self.at += marks;
            return;
        }
        let digits = self.run(self.at, |byte| byte.is_ascii_digit());
        let mark = match rest.as_bytes().first() {
            Some(b'-' | b'+' | b'/') if ends(1) => 1,
            Some(b'0'..=b'9') if digits < 4 && bytes.get(self.at + digits) == Some(&b'.') && ends(digits + 1) => digits + 1,
            _ => 0,
        };
        if mark > 0 {
            self.flush();
            (self.state.item, self.state.term) = (Some(indent), rest.starts_with('/'));
            self.at += mark;
        } else if self.state.item.is_some_and(|item| indent <= item) && !rest.starts_with("//") && !rest.starts_with("/*") {
            self.flush();
            (self.state.item, self.state.term) = (None, false);
        }
    }

    /// A backslash: a character as itself, by its number, or the end of a line.
    fn escape(&mut self) {
        let rest = &self.rest()[1..];
        if let Some(number) = rest.strip_prefix("u{")
            && let Some(len) = number.bytes().take(8).position(|byte| byte == b'}')
            && let Some(c) = u32::from_str_radix(&number[..len], 16).ok().and_then(char::from_u32)
        {
            return self.stand(c.encode_utf8(&mut [0; 4]), len + 4);
        }
        match rest.chars().next().filter(|c| !c.is_whitespace()) {
            Some(c) => self.stand(c.encode_utf8(&mut [0; 4]), 1 + c.len_utf8()),
            None => self.stand("\n", 1),
        }
    }

    /// Code: in the line, or a block of its own.
    fn raw_text(&mut self) {
        match self.raw() {
            None => self.copy(1),
            Some(len) if self.rest().starts_with("```") && self.rest()[..len].contains('\n') => {
                self.flush();
                self.at += len;
            }
            Some(len) => self.stand("\u{fffc}", len),
        }
    }

    /// Marks of emphasis: inside a word they are signs like others.
    fn toggle(&mut self) {
        let in_word = self.before().is_some_and(char::is_alphanumeric) && self.rest()[1..].starts_with(char::is_alphanumeric);
        if in_word {
            self.copy(1);
        } else {
            self.at += 1;
        }
    }

    /// `<name>` behind what it names.
    fn label(&mut self) {
        let len = reference_len(&self.rest()[1..]);
        if len > 0 && self.rest()[1 + len..].starts_with('>') {
            self.at += len + 2;
        } else {
            self.copy(1);
        }
    }

    /// `@name`, perhaps with its own words in brackets.
    fn reference(&mut self) {
        let rest = &self.rest()[1..];
        let len = rest[..reference_len(rest)].trim_end_matches(['.', ':']).len();
        if len == 0 {
            return self.copy(1);
        }
        self.stand("\u{fffc}", len + 1);
        if self.rest().starts_with('[') {
            self.open_content(Kind::Unknown, true, None);
        }
    }

    /// A comment, or part of an address.
    fn slash(&mut self) {
        let before = &self.text[..self.at];
        if self.rest().starts_with("//") && (before.ends_with("http:") || before.ends_with("https:")) {
            let len = self.rest().find(|c: char| c.is_whitespace() || matches!(c, ']' | ')' | '}' | '"' | '<' | '>' | '`'));
            return self.copy(len.unwrap_or(self.rest().len()));
        }
        if !self.comment() {
            self.copy(1);
        }
    }

    fn bracket(&mut self) {
        if let Some(Frame::Content { brackets, .. }) = self.frames.last_mut() {
            *brackets += 1;
        }
        self.copy(1);
    }

    /// Code in markup.
    fn hash(&mut self) {
        let (start, rest) = (self.at, &self.rest()[1..]);
        let len = name_len(rest);
        let word = &rest[..len];
        if let Some(statement) = statement(word) {
            self.at += 1 + len;
            self.callee = None;
            self.frames.push(Frame::Statement(statement));
        } else if len > 0 {
            self.at += 1;
            let name = self.dotted_name();
            let kind = super::functions::kind(name);
            self.callee = Some(kind);
            if kind.ends_paragraph() {
                self.flush();
            }
            self.frames.push(Frame::Expression { start, shown: false, link: None });
        } else if rest.starts_with(['(', '{', '[']) {
            self.at += 1;
            self.callee = Some(Kind::Unknown);
            self.frames.push(Frame::Expression { start, shown: false, link: None });
        } else if rest.starts_with('"') {
            self.at += 1;
            let inner = self.string();
            self.string_prose(inner);
        } else {
            self.copy(1);
        }
    }

    /// `[`, content of a function.
    pub(super) fn open_content(&mut self, kind: Kind, inline: bool, key: Option<&str>) {
        let after = self.state;
        let named = key.and_then(super::functions::shown);
        let role = match kind {
            Kind::Block(role) if key.is_none() => role,
            _ => named.unwrap_or(after.role),
        };
        let ending = match kind {
            Kind::Note => Ending::Aside,
            _ if !inline => Ending::Aside,
            Kind::Quote => Ending::Quote,
            Kind::Block(_) | Kind::BlockQuote => Ending::Block,
            _ => Ending::Inline,
        };
        self.state = match ending {
            Ending::Inline | Ending::Quote => after,
            Ending::Block | Ending::Aside => State { role, quoted: after.quoted || is_quotation(kind, inline, key), ..super::PLAIN },
        };
        match ending {
            Ending::Aside => self.around.push(std::mem::take(&mut self.prose)),
            Ending::Block => self.flush(),
            Ending::Quote => self.prose.stand("“", self.at..self.at + 1),
            Ending::Inline => {}
        }
        self.frames.push(Frame::Content { ending, after, kind, brackets: 0 });
        self.contents += 1;
        self.at += 1;
        if !matches!(ending, Ending::Inline | Ending::Quote) {
            self.line_start();
        }
    }

    /// `]`
    pub(super) fn close_content(&mut self) {
        match self.frames.last_mut() {
            Some(Frame::Content { brackets, .. }) if *brackets > 0 => {
                *brackets -= 1;
                return self.copy(1);
            }
            Some(Frame::Content { .. }) => {}
            _ => return self.copy(1),
        }
        let Some(Frame::Content { ending, after, kind, .. }) = self.frames.pop() else { return };
        self.contents -= 1;
        match ending {
            Ending::Inline => {}
            Ending::Quote => self.prose.stand("”", self.at..self.at + 1),
            Ending::Block => self.flush(),
            Ending::Aside => self.go_on(),
        }
        self.at += 1;
        self.state = after;
        self.callee = Some(kind);
        self.content_ended();
    }
}

/// Whether content is a quotation set apart.
fn is_quotation(kind: Kind, inline: bool, key: Option<&str>) -> bool {
    key.is_none() && (kind == Kind::BlockQuote || (kind == Kind::Quote && !inline))
}

/// How long the name of a label is.
fn reference_len(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | ':' | '.')).unwrap_or(text.len())
}
