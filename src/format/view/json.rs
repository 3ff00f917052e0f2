//! JSON, and lines of it: strings with their exact places.

use super::decoded::Decoded;
use super::field::{DEPTH, Into, Walker};
use super::{Mistake, Strings};
use crate::prose::Writing;

/// Reads one value, or as many as there are.
pub(super) fn read<'t>(text: &'t str, start: usize, many: bool, walker: &mut Walker<'_>, strings: &mut Strings<'t>) -> Result<(), Mistake> {
    let mut scanner = Scanner { text, at: start, walker, strings };
    scanner.space();
    while !many || scanner.at < text.len() {
        scanner.value(0)?;
        scanner.space();
        if !many {
            break;
        }
    }
    if scanner.at < text.len() { scanner.mistake("the end of the file was expected") } else { Ok(()) }
}

struct Scanner<'s, 'v, 't> {
    text: &'t str,
    at: usize,
    walker: &'s mut Walker<'v>,
    strings: &'s mut Strings<'t>,
}

impl Scanner<'_, '_, '_> {
    fn value(&mut self, depth: usize) -> Result<(), Mistake> {
        if depth >= DEPTH {
            return self.mistake(format!("it is nested more than {DEPTH} deep"));
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            _ => self.mistake("a value was expected"),
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), Mistake> {
        self.at += 1;
        self.space();
        if self.take(b'}') {
            return Ok(());
        }
        loop {
            if self.peek() != Some(b'"') {
                return self.mistake("a key in double quotation marks was expected");
            }
            let key = self.quoted()?;
            let key = self.key(key);
            self.space();
            if !self.take(b':') {
                return self.mistake("`:` was expected");
            }
            self.space();
            self.walker.enter(Into::Key(&key));
            self.value(depth + 1)?;
            self.walker.leave();
            if self.ends(b'}')? {
                return Ok(());
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<(), Mistake> {
        self.at += 1;
        self.space();
        if self.take(b']') {
            return Ok(());
        }
        loop {
            self.walker.enter(Into::Item);
            self.value(depth + 1)?;
            self.walker.leave();
            if self.ends(b']')? {
                return Ok(());
            }
        }
    }

    /// Behind a value: whether the list or table ends.
    fn ends(&mut self, mark: u8) -> Result<bool, Mistake> {
        self.space();
        if self.take(mark) {
            return Ok(true);
        }
        if !self.take(b',') {
            return self.mistake(format!("`,` or `{}` was expected", char::from(mark)));
        }
        self.space();
        Ok(false)
    }

    fn string(&mut self) -> Result<(), Mistake> {
        let inner = self.quoted()?;
        if let Some(format) = self.walker.format() {
            let mut decoded = Decoded::default();
            decoded.escaped(self.text, inner);
            self.strings.add(decoded, Writing::Escaped, format);
        }
        Ok(())
    }

    /// What stands between the quotation marks here.
    fn quoted(&mut self) -> Result<std::ops::Range<usize>, Mistake> {
        let bytes = self.text.as_bytes();
        let open = self.at;
        self.at += 1;
        while let Some(at) = memchr::memchr3(b'"', b'\\', b'\n', &bytes[self.at.min(bytes.len())..]).map(|at| self.at + at) {
            match bytes[at] {
                b'"' => {
                    self.at = at + 1;
                    return Ok(open + 1..at);
                }
                b'\\' if bytes.get(at + 1).is_some_and(|next| b"\"\\/bfnrtu".contains(next)) => self.at = at + 2,
                b'\\' => {
                    self.at = at;
                    return self.mistake("this is no escape");
                }
                _ => break,
            }
        }
        self.at = open;
        self.mistake("a string has no closing quotation mark in its line")
    }

    fn key(&self, range: std::ops::Range<usize>) -> String {
        let mut key = Decoded::default();
        key.escaped(self.text, range);
        key.text
    }

    fn number(&mut self) -> Result<(), Mistake> {
        let rest = &self.text.as_bytes()[self.at..];
        let len = rest.iter().take_while(|byte| byte.is_ascii_digit() || b"+-.eE".contains(byte)).count();
        if !rest[..len].iter().any(u8::is_ascii_digit) {
            return self.mistake("a number was expected");
        }
        self.at += len;
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), Mistake> {
        if !self.text[self.at..].starts_with(word) {
            return self.mistake("a value was expected");
        }
        self.at += word.len();
        Ok(())
    }

    fn space(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, mark: u8) -> bool {
        let is_there = self.peek() == Some(mark);
        self.at += usize::from(is_there);
        is_there
    }

    fn mistake<T>(&self, message: impl std::convert::Into<String>) -> Result<T, Mistake> {
        Err(Mistake { offset: self.at, message: message.into() })
    }
}
