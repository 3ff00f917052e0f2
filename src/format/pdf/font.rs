//! Fonts: the bytes of a text to characters and widths.

use std::collections::HashMap;

use memchr::memmem;

use super::cmap::CMap;
use super::file::{File, Trouble};
use super::glyph;
use super::object::{Dict, Object};

/// A font, as far as it is needed to read.
pub(super) struct Font {
    /// One byte a character, or two.
    composite: bool,
    /// Of the page's own codes; of a composite font, what the file says of them.
    unicode: CMap,
    /// How many bytes a code has, where the font has a table of its own for that.
    codes: Option<CMap>,
    /// The bytes are UTF-16.
    wide: bool,
    simple: Vec<Option<String>>,
    widths: HashMap<u32, f64>,
    default_width: f64,
    /// Of a unit of the widths, in the text's size.
    scale: f64,
}

/// A character of a text as it is set.
pub(super) struct Shown {
    /// What it says; empty where the font does not tell.
    pub(super) text: String,
    /// Its width, in the text's size.
    pub(super) width: f64,
    /// The one-byte code of a space, which is set wider.
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn read(file: &File<'_>, dict: &Dict) -> Result<Self, Trouble> {
        let subtype = file.get(dict, "Subtype");
        let composite = subtype.name() == Some("Type0");
        let mut font = Self {
            composite,
            unicode: stream(file, dict, "ToUnicode")?.map(|bytes| CMap::parse(&bytes)).unwrap_or_default(),
            codes: None,
            wide: false,
            simple: Vec::new(),
            widths: HashMap::new(),
            default_width: 0.0,
            scale: 0.001,
        };
        if composite {
            font.composite(file, dict)?;
        } else {
            font.simple(file, dict)?;
        }
        if subtype.name() == Some("Type3") {
            let matrix = file.array(&file.get(dict, "FontMatrix"));
            font.scale = matrix.first().and_then(Object::number).map_or(0.001, f64::abs);
        }
        Ok(font)
    }

    fn simple(&mut self, file: &File<'_>, dict: &Dict) -> Result<(), Trouble> {
        let name = file.get(dict, "BaseFont").name().unwrap_or_default().to_owned();
        let descriptor = file.get_dict(dict, "FontDescriptor").unwrap_or_default();
        let encoding = file.get(dict, "Encoding");
        let differences = encoding.dict().cloned().unwrap_or_default();
        let own = file.get(&differences, "BaseEncoding");
        // A TrueType font without an encoding mostly has that of its system.
        let is_true_type = file.get(dict, "Subtype").name() == Some("TrueType");
        let base = encoding.name().or(own.name()).unwrap_or(if is_true_type { "WinAnsiEncoding" } else { "" }).to_owned();
        self.simple = (0..=255).map(|byte| glyph::of_byte(byte, &base)).collect();
        if base.is_empty() {
            self.built_in(file, &descriptor)?;
        }
        let mut code = 0;
        for item in file.array(&file.get(&differences, "Differences")) {
            match file.resolve(&item) {
                Object::Number(number) => code = number as usize,
                Object::Name(name) => {
                    if let Some(place) = self.simple.get_mut(code) {
                        *place = glyph::of_name(&name);
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
        let first = file.number(dict, "FirstChar").unwrap_or(0.0).min(1e6) as u32;
        let widths = file.array(&file.get(dict, "Widths"));
        if widths.is_empty() {
            let width = |text: &Option<String>| glyph::width(&name, text.as_deref().unwrap_or("n"));
            self.widths = (0..).zip(self.simple.iter().map(width)).collect();
        }
        let width = |item: &Object| file.resolve(item).number().unwrap_or(0.0);
        self.widths.extend((first..).zip(widths.iter().take(256).map(width)));
        self.default_width = file.number(&descriptor, "MissingWidth").unwrap_or(0.0);
        Ok(())
    }

    /// What the font itself says of its codes, in the part of a Type 1 program that is text: `dup 65 /A put`.
    fn built_in(&mut self, file: &File<'_>, descriptor: &Dict) -> Result<(), Trouble> {
        let Some(program) = stream(file, descriptor, "FontFile")? else { return Ok(()) };
        let text = &program[..memmem::find(&program, b"eexec").unwrap_or(program.len())];
        let text = &text[memmem::find(text, b"/Encoding").unwrap_or(text.len())..];
        for at in memmem::find_iter(text, b"dup ") {
            let line = String::from_utf8_lossy(&text[at + 4..text.len().min(at + 80)]).into_owned();
            let Some((code, name)) = line.split_once('/') else { continue };
            let name = name.split_whitespace().next().unwrap_or("");
            if let Some(place) = code.trim().parse().ok().and_then(|code: usize| self.simple.get_mut(code)) {
                *place = glyph::of_name(name);
            }
        }
        Ok(())
    }

    fn composite(&mut self, file: &File<'_>, dict: &Dict) -> Result<(), Trouble> {
        match file.get(dict, "Encoding") {
            Object::Name(name) => self.wide = name.contains("UTF16") || name.contains("UCS2"),
            Object::Stream(own, start) => self.codes = Some(CMap::parse(&file.unpack(&own, start)?)),
            _ => {}
        }
        let descendants = file.array(&file.get(dict, "DescendantFonts"));
        let descendant = descendants.first().and_then(|font| file.dict(font)).unwrap_or_default();
        self.default_width = file.number(&descendant, "DW").unwrap_or(1000.0);
        let items = file.array(&file.get(&descendant, "W"));
        let mut items = items.iter().map(|item| file.resolve(item));
        while let (Some(Object::Number(first)), Some(second)) = (items.next(), items.next()) {
            let first = first.min(1e6) as u32;
            match second {
                Object::Array(widths) => {
                    self.widths.extend((first..).zip(widths.iter().map(|width| file.resolve(width).number().unwrap_or(0.0))));
                }
                Object::Number(last) => {
                    let width = items.next().and_then(|width| width.number()).unwrap_or(0.0);
                    self.widths.extend((first..=(last as u32).min(0xffff)).map(|code| (code, width)));
                }
                _ => break,
            }
        }
        Ok(())
    }

    /// What the bytes of a text show, character by character.
    pub(super) fn shown(&self, bytes: &[u8], put: &mut dyn FnMut(Shown)) {
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let codes = self.codes.as_ref().unwrap_or(&self.unicode);
            let len = if self.composite { codes.code_len(rest).unwrap_or(2).min(rest.len()) } else { 1 };
            let code = rest[..len].iter().fold(0_u32, |code, &byte| code << 8 | u32::from(byte));
            at += len;
            let said = self.unicode.get(code).or_else(|| self.own(code));
            // A code of a composite font is that of its widths, if it has no table; with one it mostly is too.
            let cid = self.codes.as_ref().and_then(|codes| codes.cid(code)).unwrap_or(code);
            let width = self.widths.get(&cid).copied().unwrap_or(self.default_width) * self.scale;
            put(Shown { text: said.unwrap_or_default(), width, is_space: len == 1 && code == 0x20 });
        }
    }

    fn own(&self, code: u32) -> Option<String> {
        if self.composite {
            return char::from_u32(code).filter(|_| self.wide).map(String::from);
        }
        self.simple.get(code as usize)?.clone()
    }
}

/// The bytes of a stream of a dictionary, unpacked.
fn stream(file: &File<'_>, dict: &Dict, key: &str) -> Result<Option<Vec<u8>>, Trouble> {
    match file.get(dict, key) {
        Object::Stream(own, start) => file.unpack(&own, start).map(Some),
        _ => Ok(None),
    }
}
