//! The tables by which a font says what its codes are: which characters, or which glyphs.

use std::collections::HashMap;

use super::object::{Lexer, Object};

/// How many codes one table may list; ranges are not written out.
const CODES: usize = 1 << 17;

/// A table from codes.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Which codes there are: how many bytes, and from what to what.
    spaces: Vec<(usize, u32, u32)>,
    characters: HashMap<u32, String>,
    /// From, to, and the characters of the first.
    ranges: Vec<(u32, u32, Vec<u16>)>,
    /// From, to, and the glyph of the first.
    glyphs: Vec<(u32, u32, u32)>,
}

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let (mut map, mut lexer, mut operands) = (Self::default(), Lexer::content(bytes), Vec::new());
        while let Some(object) = lexer.next() {
            let Object::Word(word) = object else {
                if operands.len() < CODES {
                    operands.push(object);
                }
                continue;
            };
            match word.as_str() {
                "endcodespacerange" => map.spaces(&operands),
                "endbfchar" => map.characters(&operands),
                "endbfrange" => map.ranges(&operands),
                "endcidrange" => map.glyphs(&operands, 3),
                "endcidchar" => map.glyphs(&operands, 2),
                _ => {}
            }
            operands.clear();
        }
        map.ranges.sort_by_key(|&(first, ..)| first);
        map.glyphs.sort_unstable();
        map
    }

    fn spaces(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2).take(64) {
            if let [Object::String(first), Object::String(last)] = pair {
                self.spaces.push((first.len().clamp(1, 4), code(first), code(last)));
            }
        }
    }

    fn characters(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let [Object::String(from), to] = pair {
                self.character(code(from), to);
            }
        }
    }

    fn character(&mut self, from: u32, to: &Object) {
        if let Object::String(to) = to
            && self.characters.len() < CODES
        {
            self.characters.insert(from, String::from_utf16_lossy(&units(to)));
        }
    }

    fn ranges(&mut self, operands: &[Object]) {
        for three in operands.chunks_exact(3) {
            match three {
                [Object::String(first), Object::String(last), Object::String(to)] if self.ranges.len() < CODES => {
                    self.ranges.push((code(first), code(last), units(to)));
                }
                [Object::String(first), Object::String(_), Object::Array(list)] => {
                    (code(first).min(1 << 24)..).zip(list).for_each(|(code, to)| self.character(code, to));
                }
                _ => {}
            }
        }
    }

    fn glyphs(&mut self, operands: &[Object], step: usize) {
        for item in operands.chunks_exact(step) {
            if let (Object::String(first), Object::String(last), Some(Object::Number(glyph))) = (&item[0], &item[step - 2], item.last())
                && self.glyphs.len() < CODES
            {
                self.glyphs.push((code(first), code(last), *glyph as u32));
            }
        }
    }

    /// How many bytes the code has that a text goes on with, if the table says.
    pub(super) fn code_len(&self, bytes: &[u8]) -> Option<usize> {
        let fits = |&&(len, first, last): &&(usize, u32, u32)| bytes.get(..len).is_some_and(|bytes| (first..=last).contains(&code(bytes)));
        self.spaces.iter().find(fits).or(self.spaces.first()).map(|&(len, ..)| len)
    }

    /// What a code says.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.characters.get(&code) {
            return Some(text.clone());
        }
        let next = self.ranges.partition_point(|&(first, ..)| first <= code);
        let (first, last, to) = self.ranges.get(next.checked_sub(1)?)?;
        let mut to = to.clone();
        let end = to.last_mut().filter(|_| code <= *last)?;
        *end = end.wrapping_add((code - first) as u16);
        Some(String::from_utf16_lossy(&to))
    }

    /// The glyph of a code.
    pub(super) fn cid(&self, code: u32) -> Option<u32> {
        let next = self.glyphs.partition_point(|&(first, ..)| first <= code);
        let &(first, last, glyph) = self.glyphs.get(next.checked_sub(1)?)?;
        (code <= last).then(|| glyph.saturating_add(code - first))
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, &byte| code << 8 | u32::from(byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [one] => vec![u16::from(*one)],
        _ => bytes.chunks_exact(2).take(32).map(|two| u16::from_be_bytes([two[0], two[1]])).collect(),
    }
}
