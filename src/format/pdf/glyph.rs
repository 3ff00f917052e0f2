//! The names that fonts give their glyphs, and the characters of one-byte encodings.

use unicode_normalization::UnicodeNormalization;

/// Marks that a name ends with, as in `eacute`.
const MARKS: &[(&str, char)] = &[
    ("commaaccent", '\u{326}'),
    ("hungarumlaut", '\u{30b}'),
    ("circumflex", '\u{302}'),
    ("dotaccent", '\u{307}'),
    ("dieresis", '\u{308}'),
    ("cedilla", '\u{327}'),
    ("ogonek", '\u{328}'),
    ("macron", '\u{304}'),
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("tilde", '\u{303}'),
    ("breve", '\u{306}'),
    ("caron", '\u{30c}'),
    ("ring", '\u{30a}'),
];

/// Names that are no letter with a mark.
const NAMES: &[(&str, &str)] = &[
    ("space", " "),
    ("nbspace", "\u{a0}"),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("quoteright", "’"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("minus", "−"),
    ("sfthyphen", "\u{ad}"),
    ("period", "."),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("asciicircum", "^"),
    ("underscore", "_"),
    ("quoteleft", "‘"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("asciitilde", "~"),
    ("exclamdown", "¡"),
    ("cent", "¢"),
    ("sterling", "£"),
    ("fraction", "⁄"),
    ("yen", "¥"),
    ("florin", "ƒ"),
    ("section", "§"),
    ("currency", "¤"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("endash", "–"),
    ("emdash", "—"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("periodcentered", "·"),
    ("paragraph", "¶"),
    ("bullet", "•"),
    ("quotesinglbase", "‚"),
    ("quotedblbase", "„"),
    ("ellipsis", "…"),
    ("perthousand", "‰"),
    ("questiondown", "¿"),
    ("AE", "Æ"),
    ("ae", "æ"),
    ("OE", "Œ"),
    ("oe", "œ"),
    ("Oslash", "Ø"),
    ("oslash", "ø"),
    ("Lslash", "Ł"),
    ("lslash", "ł"),
    ("germandbls", "ß"),
    ("dotlessi", "ı"),
    ("Eth", "Ð"),
    ("eth", "ð"),
    ("Thorn", "Þ"),
    ("thorn", "þ"),
    ("Dcroat", "Đ"),
    ("dcroat", "đ"),
    ("ordfeminine", "ª"),
    ("ordmasculine", "º"),
    ("logicalnot", "¬"),
    ("registered", "®"),
    ("copyright", "©"),
    ("trademark", "™"),
    ("degree", "°"),
    ("plusminus", "±"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("mu", "µ"),
    ("onesuperior", "¹"),
    ("twosuperior", "²"),
    ("threesuperior", "³"),
    ("onequarter", "¼"),
    ("onehalf", "½"),
    ("threequarters", "¾"),
    ("brokenbar", "¦"),
    ("Euro", "€"),
    ("euro", "€"),
    ("numero", "№"),
    ("afii61352", "№"),
    ("acute", "´"),
    ("grave", "`"),
    ("circumflex", "ˆ"),
    ("tilde", "˜"),
    ("macron", "¯"),
    ("breve", "˘"),
    ("dotaccent", "˙"),
    ("dieresis", "¨"),
    ("ring", "˚"),
    ("cedilla", "¸"),
    ("hungarumlaut", "˝"),
    ("ogonek", "˛"),
    ("caron", "ˇ"),
    ("Ldot", "Ŀ"),
    ("ldot", "ŀ"),
    ("infinity", "∞"),
    ("lessequal", "≤"),
    ("greaterequal", "≥"),
    ("notequal", "≠"),
    ("approxequal", "≈"),
    ("arrowright", "→"),
    ("arrowleft", "←"),
];

/// Greek letters by name: the capitals have the same with a capital.
const GREEK: &[&str] = &[
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi",
    "rho", "sigma1", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
];

/// The characters that a glyph's name stands for, if it says so.
pub(super) fn of_name(name: &str) -> Option<String> {
    if let Some(whole) = one(name) {
        return Some(whole);
    }
    // `f_i`, `one.oldstyle`
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    name.split('_').map(one).collect::<Option<Vec<_>>>().map(|parts| parts.concat())
}

fn one(name: &str) -> Option<String> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter.to_string());
    }
    if let Some(&(_, text)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(text.into());
    }
    if let Some(code) = name.strip_prefix("uni").filter(|code| code.len() >= 4 && code.is_ascii() && code.len() % 4 == 0) {
        let units: Option<Vec<u16>> = (0..code.len()).step_by(4).map(|at| u16::from_str_radix(&code[at..at + 4], 16).ok()).collect();
        return String::from_utf16(&units?).ok();
    }
    if let Some(code) = name.strip_prefix('u').filter(|code| (4..=6).contains(&code.len()))
        && let Some(c) = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
    {
        return Some(c.to_string());
    }
    if let Some(number) = name.strip_prefix("afii").and_then(|number| number.parse().ok()) {
        return cyrillic(number).map(String::from);
    }
    let lower = name.to_lowercase();
    if let Some(at) = GREEK.iter().position(|known| *known == lower) {
        let capital = lower != name;
        return char::from_u32(if capital { 0x391 } else { 0x3b1 } + at as u32).map(String::from);
    }
    MARKS.iter().find_map(|(mark, c)| {
        let base = name.strip_suffix(mark).filter(|base| !base.is_empty())?;
        let base = if base == "dotlessi" { "i" } else { base };
        let marked: String = one_letter(base)?.chain([*c]).nfc().collect();
        Some(marked)
    })
}

/// A letter, or a letter with a mark of its own.
fn one_letter(base: &str) -> Option<std::iter::Once<char>> {
    let mut letters = base.chars();
    let letter = letters.next().filter(|letter| letter.is_alphabetic())?;
    letters.next().is_none().then(|| std::iter::once(letter))
}

fn cyrillic(number: u32) -> Option<char> {
    match number {
        10017..=10022 => char::from_u32(0x410 + number - 10017),
        10023 => Some('Ё'),
        10024..=10049 => char::from_u32(0x416 + number - 10024),
        10065..=10070 => char::from_u32(0x430 + number - 10065),
        10071 => Some('ё'),
        10072..=10097 => char::from_u32(0x436 + number - 10072),
        _ => None,
    }
}

/// The characters above ASCII of Adobe's standard encoding.
const STANDARD: &[(u8, &str)] = &[
    (0xa1, "¡¢£⁄¥ƒ§¤'“«‹›"),
    (0xb1, "–†‡·"),
    (0xb6, "¶•‚„”»…‰"),
    (0xbf, "¿"),
    (0xc1, "`´ˆ˜¯˘˙¨"),
    (0xca, "˚¸"),
    (0xcd, "˝˛ˇ—"),
    (0xe1, "Æ"),
    (0xe3, "ª"),
    (0xe8, "ŁØŒº"),
    (0xf1, "æ"),
    (0xf5, "ı"),
    (0xf8, "łøœß"),
];

/// What a byte is in an encoding that has a name; the standard one where it has not.
pub(super) fn of_byte(byte: u8, encoding: &str) -> Option<String> {
    let web = |encoding: &'static encoding_rs::Encoding| {
        let one = [byte];
        let (text, _) = encoding.decode_without_bom_handling(&one);
        text.chars().next().filter(|c| !c.is_control()).map(String::from)
    };
    match encoding {
        "WinAnsiEncoding" => web(encoding_rs::WINDOWS_1252),
        "MacRomanEncoding" => web(encoding_rs::MACINTOSH),
        _ => match byte {
            b'\'' => Some("’".into()),
            b'`' => Some("‘".into()),
            0x20..0x7f => Some(char::from(byte).to_string()),
            0xae => Some("fi".into()),
            0xaf => Some("fl".into()),
            _ => STANDARD.iter().find_map(|(first, run)| run.chars().nth(usize::from(byte.checked_sub(*first)?))).map(String::from),
        },
    }
}

/// Widths of the ASCII characters from the space on, in thousandths, of fonts that every viewer has: files need not say them.
const HELVETICA: &[u16] = &[
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
    278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
    556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const TIMES: &[u16] = &[
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278,
    278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722,
    722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500,
    500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The width of a character in a font whose file does not say.
pub(super) fn width(font: &str, text: &str) -> f64 {
    if font.contains("Courier") || font.contains("Mono") {
        return 600.0;
    }
    let table = if font.contains("Times") || font.contains("Serif") { TIMES } else { HELVETICA };
    // A letter is as wide with its mark.
    let base = text.nfd().next().unwrap_or('n');
    let at = (base as usize).checked_sub(0x20);
    f64::from(at.and_then(|at| table.get(at)).copied().unwrap_or(556))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_say_their_characters() {
        let names =
            ["eacute", "A", "quoteright", "ffi", "f_i", "uni00E9", "u1F600", "one.oldstyle", "Scedilla", "afii10065", "Omega", "g12"];
        let said: Vec<_> = names.iter().map(|name| of_name(name).unwrap_or_default()).collect();
        assert_eq!(said, ["é", "A", "’", "ffi", "fi", "é", "😀", "1", "Ş", "а", "Ω", ""]);
    }

    #[test]
    fn bytes_have_characters_in_encodings_with_a_name() {
        let of = |byte, encoding| of_byte(byte, encoding).unwrap_or_default();
        assert_eq!((of(0xe9, "WinAnsiEncoding"), of(0x8e, "MacRomanEncoding"), of(0xea, "")), ("é".into(), "é".into(), "Œ".into()));
        assert_eq!((of(0xae, ""), of(0xff, ""), of(b'\'', "")), ("fi".into(), String::new(), "’".into()));
    }
}
