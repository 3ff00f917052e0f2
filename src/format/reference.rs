//! Character references: `&amp;`, `&#8217;`, `&eacute;`, with the table of names of HTML.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::WINDOWS_1252;
use entities::ENTITIES;

/// The longest name of a character reference has 31 letters.
const LONGEST: usize = 32;

/// By their whole notation, `&eacute;`; the oldest ones also without semicolon.
static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| ENTITIES.iter().map(|entity| (entity.entity, entity.characters)).collect());

/// The reference that `rest` begins with: its length and what it is read as.
pub(super) fn reference(rest: &str) -> Option<(usize, Cow<'static, str>)> {
    let (len, read) = lenient(rest)?;
    rest[..len].ends_with(';').then_some((len, read))
}

/// The same as browsers have it, which read some without their semicolon.
pub(super) fn lenient(rest: &str) -> Option<(usize, Cow<'static, str>)> {
    let inner = rest.strip_prefix('&')?;
    if let Some(number) = inner.strip_prefix('#') {
        return numeric(number).map(|(len, c)| (2 + len, c.to_string().into()));
    }
    let letters = 1 + inner.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let len = if rest.as_bytes().get(letters) == Some(&b';') { letters + 1 } else { letters };
    if rest.as_bytes().get(len) == Some(&b'=') && len == letters {
        return None;
    }
    NAMES.get(&rest[..len]).map(|&read| (len, Cow::Borrowed(read)))
}

/// The character of a number, `8217;` or `x2019;`, and the length of that.
fn numeric(number: &str) -> Option<(usize, char)> {
    let hexadecimal = number.starts_with(['x', 'X']);
    let (front, radix) = if hexadecimal { (1, 16) } else { (0, 10) };
    let digits = number[front..].bytes().take(LONGEST).take_while(|&byte| char::from(byte).is_digit(radix)).count();
    if digits == 0 {
        return None;
    }
    let end = front + digits;
    let code = u32::from_str_radix(&number[front..end], radix).unwrap_or(u32::MAX);
    let len = end + usize::from(number.as_bytes().get(end) == Some(&b';'));
    Some((len, character(code)))
}

/// Numbers that were meant as bytes of Windows are read so.
fn character(code: u32) -> char {
    match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => WINDOWS_1252.decode_without_bom_handling(&[code as u8]).0.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER),
        code => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_by_name_and_by_number() {
        let read = |text: &str| lenient(text).map(|(len, read)| (len, read.into_owned()));
        let is = |len, read: &str| Some((len, read.to_owned()));
        assert_eq!(read("&eacute;t"), is(8, "é"));
        assert_eq!(read("&eacute t"), is(7, "é"));
        assert_eq!(read("&hellip t"), None, "a name that needs its semicolon");
        assert_eq!((read("&copy=1"), read("&nope;"), read("& b"), read("&#;")), (None, None, None, None));
        assert_eq!((read("&#8217;"), read("&#x2019x"), read("&#146;")), (is(7, "’"), is(7, "’"), is(6, "’")));
        assert_eq!((read("&#0;"), read("&#xd800;")), (is(4, "\u{fffd}"), is(8, "\u{fffd}")));
        assert_eq!((reference("&eacute t"), reference("&#233 "), reference("&lt;").map(|(len, _)| len)), (None, None, Some(4)));
    }
}
