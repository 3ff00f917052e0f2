//! Bytes that are no UTF-8 → text, with a map from the text's bytes to the file's, and back again.
//!
//! A file that begins with a byte order mark is what the mark says. Else it is what it declares itself to be; else, where it has the look of
//! UTF-16, that; else what its bytes make likely, if all of them fit and make text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, EncoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::declared::declared;
use super::error::{Bad, ReadError};

/// Text has fewer control characters than one in so many.
const CONTROLS: usize = 100;

/// How many bytes of a file its encoding is guessed by, and how many of these stand before the first that is no ASCII.
const SAMPLE: usize = 1 << 18;
const BEFORE: usize = 256;

/// How a file that is no UTF-8 is written.
#[derive(Debug, Clone)]
pub(super) struct Encoded {
    pub(super) encoding: &'static Encoding,
    /// Whether the text, written again, is the same bytes. A few encodings of East Asia have two ways to write a character.
    faithful: bool,
    /// By place. Each ends where the next begins.
    stretches: Vec<Stretch>,
}

/// Characters of the same lengths in the text and in the file.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Where the first begins in the text and in the file.
    text: u32,
    disk: u32,
    /// How many bytes each takes there.
    widths: (u8, u8),
}

/// What is put together while a file is decoded.
#[derive(Default)]
struct Decoding {
    text: String,
    disk: usize,
    stretches: Vec<Stretch>,
}

/// The text of bytes that are no UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoded), ReadError> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if let Some(encoding) = marked.or_else(|| declared(bytes).filter(|encoding| encoding.is_ascii_compatible())) {
        let wrong = |offset| match encoding {
            encoding if encoding == UTF_8 => not_utf8(bytes),
            _ => ReadError::NotDeclared { encoding: encoding.name(), bad: Bad::at(bytes, offset) },
        };
        return if encoding == UTF_8 { Err(wrong(0)) } else { decode_as(encoding, bytes).map_err(wrong) };
    }
    if memchr::memchr(0, bytes).is_some() {
        let wide = [UTF_16LE, UTF_16BE].into_iter().filter_map(|encoding| decode_as(encoding, bytes).ok());
        return wide.into_iter().find(|(text, _)| is_latin(text)).ok_or(ReadError::Binary);
    }
    if is_nearly_utf8(bytes) {
        return Err(not_utf8(bytes));
    }
    let read = decode_as(guess(bytes), bytes).ok().filter(|(text, _)| is_text(text));
    read.ok_or_else(|| ReadError::NoText(first_bad(bytes)))
}

/// The likeliest encoding of bytes, by those around the first that are no ASCII.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let from = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(BEFORE);
    let sample = &bytes[from..bytes.len().min(from + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, from + sample.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

pub(super) fn not_utf8(bytes: &[u8]) -> ReadError {
    ReadError::NotUtf8(first_bad(bytes))
}

fn first_bad(bytes: &[u8]) -> Bad {
    Bad::at(bytes, std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len))
}

/// Whether most of what is not ASCII is UTF-8: then a bad byte is a bad byte, and the file is in no other encoding.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// No picture and no archive has so few control characters.
fn is_text(text: &str) -> bool {
    let controls = text.chars().filter(|&c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')).count();
    controls * CONTROLS <= text.len()
}

/// Text most of which is ASCII, without NUL: nothing but UTF-16 looks so when it is read as UTF-16.
fn is_latin(text: &str) -> bool {
    let ascii = text.bytes().filter(u8::is_ascii).count();
    is_text(text) && !text.contains('\0') && ascii * 2 > text.len()
}

/// The text in an encoding; else the offset of the first byte that does not fit.
fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<(String, Encoded), usize> {
    let mut decoding = Decoding::default();
    match encoding {
        encoding if encoding == UTF_16LE => decoding.units(bytes, u16::from_le_bytes)?,
        encoding if encoding == UTF_16BE => decoding.units(bytes, u16::from_be_bytes)?,
        encoding => decoding.bytes(encoding, bytes)?,
    }
    let Decoding { text, stretches, .. } = decoding;
    let mut encoded = Encoded { encoding, faithful: true, stretches };
    encoded.faithful = encoding.is_single_byte() || encoded.write(&text).is_some_and(|written| written == bytes);
    Ok((text, encoded))
}

impl Decoding {
    fn add(&mut self, piece: &str, width: usize) {
        let widths = (piece.len() as u8, width as u8);
        if self.stretches.last().is_none_or(|last| last.widths != widths) {
            self.stretches.push(Stretch { text: self.text.len() as u32, disk: self.disk as u32, widths });
        }
        self.text.push_str(piece);
        self.disk += width;
    }

    fn units(&mut self, bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Result<(), usize> {
        let pairs = bytes.chunks_exact(2);
        let odd = !pairs.remainder().is_empty();
        for c in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
            let c = c.map_err(|_| self.disk)?;
            self.add(c.encode_utf8(&mut [0; 4]), 2 * c.len_utf16());
        }
        if odd { Err(self.disk) } else { Ok(()) }
    }

    /// Byte by byte: a character ends with the byte that makes it.
    fn bytes(&mut self, encoding: &'static Encoding, bytes: &[u8]) -> Result<(), usize> {
        let whole = encoding.is_single_byte().then(|| encoding.decode_without_bom_handling_and_without_replacement(bytes)).flatten();
        if let Some(text) = whole {
            text.chars().for_each(|c| self.add(c.encode_utf8(&mut [0; 4]), 1));
            return Ok(());
        }
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut buffer = [0; 32];
        let mut begun = 0;
        for at in 0..bytes.len() {
            let last = at + 1 == bytes.len();
            let (result, _, written) = decoder.decode_to_utf8_without_replacement(&bytes[at..=at], &mut buffer, last);
            if !matches!(result, DecoderResult::InputEmpty) {
                return Err(begun);
            }
            if written > 0 {
                self.add(std::str::from_utf8(&buffer[..written]).map_err(|_| begun)?, at + 1 - begun);
                begun = at + 1;
            }
        }
        Ok(())
    }
}

impl Encoded {
    /// Where a byte of the text stands in the file.
    pub(super) fn disk(&self, offset: usize) -> usize {
        let next = self.stretches.partition_point(|stretch| stretch.text as usize <= offset);
        let Some(stretch) = next.checked_sub(1).and_then(|at| self.stretches.get(at)) else { return 0 };
        let (text, disk) = (usize::from(stretch.widths.0), usize::from(stretch.widths.1));
        stretch.disk as usize + (offset - stretch.text as usize) / text * disk
    }

    /// A text in the file's encoding; none where a character is not in it, or where the file cannot be written as it was.
    pub(super) fn write(&self, text: &str) -> Option<Vec<u8>> {
        if !self.faithful {
            return None;
        }
        match self.encoding {
            encoding if encoding == UTF_16LE => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            encoding if encoding == UTF_16BE => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            encoding => {
                let mut encoder = encoding.new_encoder();
                let length = encoder.max_buffer_length_from_utf8_without_replacement(text.len())?;
                let mut written = Vec::with_capacity(length);
                let (result, _) = encoder.encode_from_utf8_to_vec_without_replacement(text, &mut written, true);
                matches!(result, EncoderResult::InputEmpty).then_some(written)
            }
        }
    }
}

#[cfg(test)]
mod tests;
