//! The objects that a PDF is made of, and how they are written.

use std::collections::HashMap;

/// Arrays and dictionaries inside of one another are read to this depth; what is deeper is none.
const DEPTH: usize = 32;
/// How many objects one may hold.
const OBJECTS: usize = 1 << 19;

/// One object. Strings and names are bytes; names are mostly ASCII and kept as text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    Null,
    Bool,
    Number(f64),
    Name(String),
    String(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    /// An object that stands elsewhere, by its number.
    Reference(u32),
    /// A dictionary with bytes: where those begin.
    Stream(Dict, usize),
    /// A word that is no object: `obj`, `endobj`, an operator.
    Word(String),
}

/// A dictionary.
pub(super) type Dict = HashMap<String, Object>;

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    pub(super) fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub(super) fn dict(&self) -> Option<&Dict> {
        if let Self::Dict(dict) | Self::Stream(dict, _) = self { Some(dict) } else { None }
    }
}

/// Reads objects one after another.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
    /// Whether `1 0 R` is a reference: not in the content of a page.
    references: bool,
    /// How many objects the one that is being read may still hold.
    left: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, references: true, left: 0 }
    }

    /// For content: operands and operators, no references.
    pub(super) fn content(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, references: false, left: 0 }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Leaves out white space and comments.
    pub(super) fn space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                }
                0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ' => self.at += 1,
                _ => return,
            }
        }
    }

    /// The next object or word; none at the end.
    pub(super) fn next(&mut self) -> Option<Object> {
        self.left = OBJECTS;
        self.object(0)
    }

    fn object(&mut self, depth: usize) -> Option<Object> {
        self.space();
        let byte = self.peek()?;
        self.left = self.left.checked_sub(1)?;
        Some(match byte {
            b'/' => Object::Name(self.name()),
            b'(' => Object::String(self.string()),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                self.dict(depth)
            }
            b'<' => Object::String(self.hex()),
            b'[' => {
                self.at += 1;
                Object::Array(self.items(depth))
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            b']' | b'{' | b'}' | b')' => {
                self.at += 1;
                Object::Word(char::from(byte).to_string())
            }
            b'>' => {
                self.at += if self.bytes.get(self.at + 1) == Some(&b'>') { 2 } else { 1 };
                Object::Word(">>".into())
            }
            _ => self.word(),
        })
    }

    /// The items of an array, until it ends, or a word says that it was left open.
    fn items(&mut self, depth: usize) -> Vec<Object> {
        let mut items = Vec::new();
        if depth >= DEPTH {
            return items;
        }
        loop {
            let start = self.at;
            match self.object(depth + 1) {
                None => break,
                Some(Object::Word(word)) if word == "]" => break,
                Some(Object::Word(_)) => {
                    self.at = start.max(self.at.saturating_sub(1));
                    break;
                }
                Some(item) => items.push(item),
            }
        }
        items
    }

    fn dict(&mut self, depth: usize) -> Object {
        let mut dict = Dict::new();
        if depth >= DEPTH {
            return Object::Dict(dict);
        }
        loop {
            let start = self.at;
            match self.object(depth + 1) {
                Some(Object::Name(key)) => {
                    let before = self.at;
                    match self.object(depth + 1) {
                        Some(Object::Word(word)) if word == ">>" => break,
                        Some(Object::Word(_)) => self.at = before.max(start + 1),
                        Some(value) => {
                            dict.insert(key, value);
                        }
                        None => break,
                    }
                }
                Some(Object::Word(word)) if matches!(word.as_str(), "endobj" | "obj" | "stream") => {
                    self.at = start;
                    break;
                }
                None => break,
                Some(Object::Word(word)) if word == ">>" => break,
                Some(_) => {}
            }
        }
        Object::Dict(dict)
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let len = rest.iter().position(|&byte| is_delimiter(byte)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    fn name(&mut self) -> String {
        self.at += 1;
        let raw = self.regular();
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while at < raw.len() {
            let escaped = raw.get(at + 1..at + 3).filter(|_| raw[at] == b'#').and_then(|two| Some(digit(two[0])? << 4 | digit(two[1])?));
            name.push(escaped.unwrap_or(raw[at]));
            at += if escaped.is_some() { 3 } else { 1 };
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    fn number(&mut self) -> Object {
        let start = self.at;
        let raw = self.regular();
        let Some(number) = parse_number(raw) else { return Object::Word(String::from_utf8_lossy(raw).into_owned()) };
        if self.references && raw.iter().all(u8::is_ascii_digit) && raw.len() < 10 && start < self.at {
            let mut ahead = self.clone();
            ahead.space();
            let generation = ahead.regular();
            ahead.space();
            if !generation.is_empty() && generation.len() < 6 && generation.iter().all(u8::is_ascii_digit) && ahead.regular() == b"R" {
                self.at = ahead.at;
                return Object::Reference(number as u32);
            }
        }
        Object::Number(number)
    }

    fn word(&mut self) -> Object {
        let raw = self.regular();
        if raw.is_empty() {
            self.at += 1;
        }
        match raw {
            b"true" | b"false" => Object::Bool,
            b"null" => Object::Null,
            _ => Object::Word(String::from_utf8_lossy(&raw[..raw.len().min(64)]).into_owned()),
        }
    }

    fn hex(&mut self) -> Vec<u8> {
        self.at += 1;
        let rest = &self.bytes[self.at..];
        let len = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (len + 1).min(rest.len());
        unhex(&rest[..len])
    }

    fn string(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut open, mut string) = (1_usize, Vec::new());
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut string);
                    continue;
                }
                _ => {}
            }
            string.push(byte);
        }
        string
    }

    fn escape(&mut self, string: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => string.push(b'\n'),
            b'r' => string.push(b'\r'),
            b't' => string.push(b'\t'),
            b'b' => string.push(8),
            b'f' => string.push(12),
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                string.push(code as u8);
            }
            _ => string.push(byte),
        }
    }
}

/// Numbers as they are found: `-.5`, `4.`, `--3`.
fn parse_number(raw: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(raw).ok()?;
    if !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'+' | b'-')) {
        return None;
    }
    text.parse().ok().or_else(|| text.trim_start_matches('-').parse().ok()).filter(|number: &f64| number.is_finite())
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// Bytes written as hexadecimal digits; what is none is left out.
pub(super) fn unhex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text.iter().filter_map(|&byte| digit(byte)).collect();
    digits.chunks(2).map(|two| two[0] << 4 | two.get(1).copied().unwrap_or(0)).collect()
}
