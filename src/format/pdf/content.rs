//! What the content of a page sets, character by character, and where.

use std::collections::HashMap;
use std::rc::Rc;

use super::file::{File, Trouble};
use super::font::{Font, Shown};
use super::object::{Dict, Lexer, Object};

/// Forms inside of forms are read to this depth.
const FORMS: usize = 10;
/// States that are kept, and fonts of a file.
const STATES: usize = 256;
const FONTS: usize = 4096;
/// Characters of a page.
const GLYPHS: usize = 1 << 20;

/// A matrix as PDF writes it: `a b c d e f`.
type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// A character where it is set. Its place is turned so that lines run from left to right: `v` is the height of the line.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) u: f64,
    pub(super) v: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) font: usize,
    /// Which way its line runs, in degrees.
    pub(super) turn: i16,
}

/// The fonts of a file that were met.
#[derive(Default)]
pub(super) struct Fonts {
    known: HashMap<u32, (usize, Rc<Font>)>,
    count: usize,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<(usize, Rc<Font>)>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// One page being set.
pub(super) struct Setter<'a, 'b> {
    file: &'a File<'b>,
    fonts: &'a mut Fonts,
    pub(super) glyphs: Vec<Glyph>,
    state: State,
    stack: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// For each stretch that is marked and open, whether it has a text of its own.
    marks: Vec<bool>,
    /// That text, until a character has it.
    actual: String,
}

impl<'a, 'b> Setter<'a, 'b> {
    pub(super) fn new(file: &'a File<'b>, fonts: &'a mut Fonts) -> Self {
        let state =
            State { matrix: IDENTITY, font: None, size: 1.0, character_space: 0.0, word_space: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 };
        let (stack, marks, glyphs) = (Vec::new(), Vec::new(), Vec::new());
        Self { file, fonts, glyphs, state, stack, text: IDENTITY, line: IDENTITY, marks, actual: String::new() }
    }

    /// Sets what the content of a page says, or that of a form on it.
    pub(super) fn run(&mut self, content: &[u8], resources: &Dict, depth: usize) -> Result<(), Trouble> {
        let mut lexer = Lexer::content(content);
        let mut operands = Vec::new();
        let fonts = self.file.get_dict(resources, "Font").unwrap_or_default();
        let base = self.stack.len();
        while let Some(object) = lexer.next() {
            let Object::Word(word) = object else {
                if operands.len() < 64 {
                    operands.push(object);
                }
                continue;
            };
            match word.as_str() {
                "Do" => self.form(&operands, resources, depth)?,
                "Tf" => self.font(&operands, &fonts)?,
                "BDC" => self.mark(&operands, resources),
                "ID" => skip_image(content, &mut lexer),
                "Q" if self.stack.len() <= base => {}
                _ => self.operator(&word, &operands),
            }
            if self.glyphs.len() > GLYPHS {
                return Err(Trouble::TooMuch);
            }
            operands.clear();
        }
        if let Some(state) = self.stack.drain(base.min(self.stack.len())..).next() {
            self.state = state;
        }
        Ok(())
    }

    fn operator(&mut self, word: &str, operands: &[Object]) {
        let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or(0.0);
        let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
        match word {
            "q" if self.stack.len() < STATES => self.stack.push(self.state.clone()),
            "Q" => self.state = self.stack.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => self.state.matrix = times(&matrix(), &self.state.matrix),
            "BT" => (self.text, self.line) = (IDENTITY, IDENTITY),
            "Tc" => self.state.character_space = number(0),
            "Tw" => self.state.word_space = number(0),
            "Tz" => self.state.stretch = number(0) / 100.0,
            "TL" => self.state.leading = number(0),
            "Ts" => self.state.rise = number(0),
            "Td" => self.next_line(number(0), number(1)),
            "TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            "Tm" => (self.text, self.line) = (matrix(), matrix()),
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tj" => self.show(operands.first()),
            "'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands.first());
            }
            "\"" => {
                (self.state.word_space, self.state.character_space) = (number(0), number(1));
                self.next_line(0.0, -self.state.leading);
                self.show(operands.get(2));
            }
            "TJ" => {
                let Some(Object::Array(items)) = operands.first() else { return };
                for item in items {
                    match item {
                        Object::Number(back) => self.advance(-back / 1000.0 * self.state.size * self.state.stretch),
                        item => self.show(Some(item)),
                    }
                }
            }
            "BMC" if self.marks.len() < STATES => self.marks.push(false),
            "EMC" => {
                let had_text = self.marks.pop() == Some(true);
                self.actual = if had_text { String::new() } else { std::mem::take(&mut self.actual) };
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    fn advance(&mut self, by: f64) {
        self.text = times(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &self.text);
    }

    fn show(&mut self, operand: Option<&Object>) {
        let (Some(Object::String(bytes)), Some((id, font))) = (operand, self.state.font.clone()) else { return };
        font.shown(bytes, &mut |shown| self.put(id, shown));
    }

    fn put(&mut self, font: usize, shown: Shown) {
        let State { size, character_space, word_space, stretch, rise, .. } = self.state;
        let place = times(&self.text, &self.state.matrix);
        let along = place[0].hypot(place[1]);
        let set = size.abs() * place[2].hypot(place[3]);
        let space = if shown.is_space { word_space } else { 0.0 };
        let (width, step) = (shown.width * size * stretch, (shown.width * size + character_space + space) * stretch);
        self.advance(step);
        // What is set backwards by a negative size runs the other way.
        let way = if size < 0.0 { -1.0 } else { 1.0 };
        let angle = (place[1] * way).atan2(place[0] * way);
        let (x, y) = (place[2] * rise + place[4], place[3] * rise + place[5]);
        if self.glyphs.len() > GLYPHS || ![x, y, set, along, angle].iter().all(|number| number.is_finite()) || set < 0.01 {
            return;
        }
        let turn = angle.to_degrees().round() as i16;
        let (sin, cos) = f64::from(turn).to_radians().sin_cos();
        let text = if self.marks.contains(&true) {
            std::mem::take(&mut self.actual)
        } else if shown.text.is_empty() {
            "\u{fffd}".into()
        } else {
            folded(&shown.text)
        };
        let (u, v) = (x * cos + y * sin, y * cos - x * sin);
        self.glyphs.push(Glyph { text, u, v, width: (width * along).abs(), size: set, font, turn });
    }

    fn font(&mut self, operands: &[Object], fonts: &Dict) -> Result<(), Trouble> {
        self.state.size = operands.get(1).and_then(Object::number).unwrap_or(0.0);
        let entry = operands.first().and_then(Object::name).and_then(|name| fonts.get(name));
        let number = if let Some(Object::Reference(number)) = entry { Some(*number) } else { None };
        if let Some(known) = number.and_then(|number| self.fonts.known.get(&number)) {
            self.state.font = Some(known.clone());
            return Ok(());
        }
        let Some(dict) = entry.and_then(|entry| self.file.dict(entry)) else { return Ok(()) };
        let font = (self.fonts.count, Rc::new(Font::read(self.file, &dict)?));
        self.fonts.count += 1;
        if let Some(number) = number.filter(|_| self.fonts.known.len() < FONTS) {
            self.fonts.known.insert(number, font.clone());
        }
        self.state.font = Some(font);
        Ok(())
    }

    fn form(&mut self, operands: &[Object], resources: &Dict, depth: usize) -> Result<(), Trouble> {
        let Some(name) = operands.first().and_then(Object::name).filter(|_| depth < FORMS) else { return Ok(()) };
        let forms = self.file.get_dict(resources, "XObject").unwrap_or_default();
        let Object::Stream(dict, start) = self.file.get(&forms, name) else { return Ok(()) };
        if self.file.get(&dict, "Subtype").name() != Some("Form") {
            return Ok(());
        }
        let content = self.file.unpack(&dict, start)?;
        let own = self.file.get_dict(&dict, "Resources");
        let numbers: Vec<f64> =
            self.file.array(&self.file.get(&dict, "Matrix")).iter().filter_map(|item| self.file.resolve(item).number()).collect();
        let (state, text, line) = (self.state.clone(), self.text, self.line);
        if let Ok(matrix) = Matrix::try_from(numbers) {
            self.state.matrix = times(&matrix, &self.state.matrix);
        }
        self.run(&content, own.as_ref().unwrap_or(resources), depth + 1)?;
        (self.state, self.text, self.line) = (state, text, line);
        Ok(())
    }

    /// The start of a stretch that is marked, maybe with what it says: a word that is set without its hyphen, a ligature.
    fn mark(&mut self, operands: &[Object], resources: &Dict) {
        if self.marks.len() >= STATES {
            return;
        }
        let properties = match operands.get(1) {
            Some(Object::Name(name)) => self.file.get_dict(resources, "Properties").and_then(|known| self.file.get_dict(&known, name)),
            Some(Object::Dict(dict)) => Some(dict.clone()),
            _ => None,
        };
        let actual = properties.map(|properties| self.file.get(&properties, "ActualText"));
        let Some(Object::String(actual)) = actual else { return self.marks.push(false) };
        self.marks.push(true);
        self.actual = folded(&text_string(&actual));
    }
}

/// A text outside of pages: UTF-16 with its mark, UTF-8 with its mark, or one byte a character.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Text with its ligatures as letters, and without control characters.
fn folded(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => letters.push_str("ff"),
            'ﬁ' => letters.push_str("fi"),
            'ﬂ' => letters.push_str("fl"),
            'ﬃ' => letters.push_str("ffi"),
            'ﬄ' => letters.push_str("ffl"),
            'ﬅ' | 'ﬆ' => letters.push_str("st"),
            '\t' | '\n' | '\r' => letters.push(' '),
            c if c.is_control() => {}
            c => letters.push(c),
        }
    }
    letters
}

/// Leaves out the bytes of a picture in the line: up to an `EI` that stands alone.
fn skip_image(content: &[u8], lexer: &mut Lexer<'_>) {
    let is_space = |at: usize| content.get(at).is_none_or(u8::is_ascii_whitespace);
    let rest = content.get(lexer.at..).unwrap_or_default();
    let end = memchr::memmem::find_iter(rest, b"EI").map(|at| lexer.at + at).find(|&at| is_space(at - 1) && is_space(at + 2));
    lexer.at = end.map_or(content.len(), |at| at + 2);
}

/// First `a`, then `b`.
fn times(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
