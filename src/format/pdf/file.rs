//! A PDF file: its objects by their numbers, and the bytes of its streams.
//!
//! The table that a PDF ends with is not read: the whole file is looked through for objects, of which the last with a number is the one.
//! That is how viewers repair a file, it takes no loops to follow, and a file that is cut short still gives what is there.

use std::cell::Cell;
use std::collections::HashMap;

use memchr::memmem;

use super::filter;
use super::object::{Dict, Lexer, Object};

/// How much all that is packed in a file may come to, in bytes: so much, and so much for each of its own, but no more than the last.
const UNPACKED: usize = 1 << 24;
const UNPACKED_EACH: usize = 100;
const UNPACKED_MOST: usize = 1 << 29;
/// Of that, the streams that hold objects, which are kept.
const KEPT: usize = 1 << 27;
/// How many references follow each other.
const HOPS: usize = 16;

/// Why nothing can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    Encrypted,
    TooMuch,
    NoPages,
}

/// Where an object stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// At an offset of the file.
    File(usize),
    /// In a stream of objects, at an offset.
    Packed(usize, usize),
}

pub(super) struct File<'a> {
    bytes: &'a [u8],
    places: HashMap<u32, Place>,
    /// The streams of objects, unpacked.
    packed: Vec<Vec<u8>>,
    pub(super) root: Option<Object>,
    left: Cell<usize>,
}

impl<'a> File<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let left = (UNPACKED + UNPACKED_EACH.saturating_mul(bytes.len())).min(UNPACKED_MOST);
        let mut file = Self { bytes, places: HashMap::new(), packed: Vec::new(), root: None, left: Cell::new(left) };
        let streams = file.scan()?;
        let mut kept = 0;
        for (dict, start) in streams {
            let Ok(unpacked) = file.unpack(&dict, start) else { return Err(Trouble::TooMuch) };
            kept += unpacked.len();
            if kept > KEPT {
                return Err(Trouble::TooMuch);
            }
            file.index(&dict, unpacked);
        }
        if file.root.as_ref().and_then(|root| file.dict(root)).is_none_or(|root| !root.contains_key("Pages")) {
            file.root = file.catalog();
        }
        Ok(file)
    }

    /// Finds all objects of the file and what its trailers say; returns the streams that hold objects.
    fn scan(&mut self) -> Result<Vec<(Dict, usize)>, Trouble> {
        let (mut at, mut streams) = (0, Vec::new());
        let next = memmem::Finder::new("obj");
        let mut trailers = memmem::find_iter(self.bytes, "trailer").peekable();
        while let Some(found) = next.find(&self.bytes[at..]).map(|len| at + len) {
            at = found + 3;
            let Some(number) = number_before(self.bytes, found) else { continue };
            let mut lexer = Lexer::new(self.bytes, at);
            let object = self.read(&mut lexer);
            at = lexer.at.max(at);
            self.places.insert(number, Place::File(found + 3));
            let Some(Object::Stream(dict, start)) = object else { continue };
            // The bytes of a stream may look like anything.
            at = at.max(self.end(&dict, start));
            match dict.get("Type").and_then(Object::name) {
                Some("XRef") => self.trailer(&dict)?,
                Some("ObjStm") => streams.push((dict, start)),
                _ => {}
            }
        }
        let mut read = 0;
        while let Some(start) = trailers.next() {
            // Each to the next at most, so that none is read twice.
            if start >= read {
                let until = trailers.peek().copied().unwrap_or(self.bytes.len());
                let mut lexer = Lexer::new(&self.bytes[..until], start + "trailer".len());
                if let Some(Object::Dict(dict)) = lexer.next() {
                    self.trailer(&dict)?;
                }
                read = lexer.at;
            }
        }
        Ok(streams)
    }

    fn trailer(&mut self, dict: &Dict) -> Result<(), Trouble> {
        if dict.get("Encrypt").is_some_and(|encrypt| *encrypt != Object::Null) {
            return Err(Trouble::Encrypted);
        }
        if let Some(root) = dict.get("Root") {
            self.root = Some(root.clone());
        }
        Ok(())
    }

    /// An object, and where its bytes begin if it is a stream.
    fn read(&self, lexer: &mut Lexer<'_>) -> Option<Object> {
        let object = lexer.next()?;
        let Object::Dict(dict) = object else { return Some(object) };
        let mut ahead = lexer.clone();
        if ahead.next() != Some(Object::Word("stream".into())) {
            return Some(Object::Dict(dict));
        }
        if ahead.peek() == Some(b'\r') {
            ahead.at += 1;
        }
        if ahead.peek() == Some(b'\n') {
            ahead.at += 1;
        }
        lexer.at = ahead.at;
        Some(Object::Stream(dict, ahead.at))
    }

    /// Where the bytes of a stream end: where it says so, if that is true, or else where the next `endstream` stands.
    fn end(&self, dict: &Dict, start: usize) -> usize {
        let said = match dict.get("Length") {
            Some(length @ Object::Reference(_)) => self.resolve(length).number(),
            length => length.and_then(Object::number),
        };
        let said = said.filter(|&said| (0.0..=self.bytes.len() as f64).contains(&said)).map(|said| start + said as usize);
        let follows = |end: &usize| {
            self.bytes.get(*end..).is_some_and(|rest| rest[..rest.len().min(16)].trim_ascii_start().starts_with(b"endstream"))
        };
        said.filter(follows).unwrap_or_else(|| memmem::find(&self.bytes[start..], b"endstream").map_or(self.bytes.len(), |len| start + len))
    }

    /// Notes the objects of a stream of objects.
    fn index(&mut self, dict: &Dict, unpacked: Vec<u8>) {
        let first = self.number(dict, "First").unwrap_or(0.0) as usize;
        let mut lexer = Lexer::new(&unpacked[..first.min(unpacked.len())], 0);
        while let (Some(Object::Number(number)), Some(Object::Number(offset))) = (lexer.next(), lexer.next()) {
            let place = Place::Packed(self.packed.len(), first.saturating_add(offset as usize));
            self.places.insert(number as u32, place);
        }
        self.packed.push(unpacked);
    }

    /// The catalog of a file whose trailer is lost.
    fn catalog(&self) -> Option<Object> {
        let is_catalog =
            |number: &&u32| self.object(**number).dict().is_some_and(|dict| dict.get("Type").and_then(Object::name) == Some("Catalog"));
        self.places.keys().filter(is_catalog).max().map(|&number| Object::Reference(number))
    }

    fn object(&self, number: u32) -> Object {
        let (mut lexer, start) = match self.places.get(&number) {
            Some(&Place::File(at)) => (Lexer::new(self.bytes, at), at),
            Some(&Place::Packed(stream, at)) => (Lexer::new(&self.packed[stream], at), at),
            None => return Object::Null,
        };
        // A large object may be asked for again and again.
        let object = self.read(&mut lexer).unwrap_or(Object::Null);
        let read = self.spend(lexer.at.saturating_sub(start));
        if read.is_ok() { object } else { Object::Null }
    }

    /// What an object is, if it stands elsewhere.
    pub(super) fn resolve(&self, object: &Object) -> Object {
        let mut object = object.clone();
        for _ in 0..HOPS {
            let Object::Reference(number) = object else { return object };
            object = self.object(number);
        }
        Object::Null
    }

    pub(super) fn get(&self, dict: &Dict, key: &str) -> Object {
        dict.get(key).map_or(Object::Null, |object| self.resolve(object))
    }

    pub(super) fn number(&self, dict: &Dict, key: &str) -> Option<f64> {
        self.get(dict, key).number()
    }

    pub(super) fn dict(&self, object: &Object) -> Option<Dict> {
        match self.resolve(object) {
            Object::Dict(dict) | Object::Stream(dict, _) => Some(dict),
            _ => None,
        }
    }

    pub(super) fn get_dict(&self, dict: &Dict, key: &str) -> Option<Dict> {
        self.dict(dict.get(key)?)
    }

    pub(super) fn array(&self, object: &Object) -> Vec<Object> {
        if let Object::Array(items) = self.resolve(object) { items } else { Vec::new() }
    }

    /// The bytes of a stream, unpacked; empty where it is packed in a way that text never is.
    pub(super) fn unpack(&self, dict: &Dict, start: usize) -> Result<Vec<u8>, Trouble> {
        let end = self.end(dict, start).max(start);
        let filters = match self.get(dict, "Filter") {
            Object::Array(filters) => filters.iter().map(|filter| self.resolve(filter)).collect(),
            Object::Null => Vec::new(),
            filter => vec![filter],
        };
        let params = match self.get(dict, "DecodeParms") {
            Object::Array(params) => params,
            params => vec![params],
        };
        let mut bytes = self.bytes.get(start..end).unwrap_or_default().to_vec();
        self.spend(bytes.len())?;
        for (at, filter) in filters.iter().take(8).enumerate() {
            let params = params.get(at).and_then(|params| self.dict(params)).unwrap_or_default();
            let param = |key: &str| self.number(&params, key).map(|number| number as usize);
            let left = self.left.get();
            bytes = filter::unpack(filter.name().unwrap_or(""), &bytes, left, &param);
            self.spend(bytes.len())?;
        }
        Ok(bytes)
    }

    /// Counts work: bytes that were unpacked, or are read again.
    pub(super) fn spend(&self, bytes: usize) -> Result<(), Trouble> {
        let left = self.left.get().checked_sub(bytes + 1);
        self.left.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(Trouble::TooMuch)
    }
}

/// The number of the object whose `obj` stands at `at`: `12 0 obj`.
fn number_before(bytes: &[u8], at: usize) -> Option<u32> {
    let head = &bytes[at.saturating_sub(32)..at];
    let (head, generation) = last_digits(head)?;
    let (head, number) = last_digits(head)?;
    let _ = head;
    (generation.len() < 6).then(|| std::str::from_utf8(number).ok()?.parse().ok())?
}

fn last_digits(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let bytes = bytes.trim_ascii_end();
    let start = bytes.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
    (start < bytes.len()).then(|| bytes.split_at(start))
}
