//! Commands and marks that stand for characters.

use std::ops::Range;

use unicode_normalization::char::compose;

use crate::prose::builder::Builder;

/// The combining mark of an accent's command.
pub(super) fn accent(name: &str) -> Option<char> {
    Some(match name {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "r" => '\u{30a}',
        "H" => '\u{30b}',
        "v" => '\u{30c}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}

/// A letter with its accent, as one character where there is one.
pub(super) fn letter(base: char, mark: char) -> String {
    compose(base, mark).map_or_else(|| String::from_iter([base, mark]), String::from)
}

/// What a command without arguments stands for.
pub(super) fn of(name: &str) -> Option<&'static str> {
    Some(match name {
        "%" => "%",
        "&" => "&",
        "#" => "#",
        "_" | "textunderscore" => "_",
        "{" | "textbraceleft" | "lbrace" => "{",
        "}" | "textbraceright" | "rbrace" => "}",
        "$" | "textdollar" => "$",
        "~" | "textasciitilde" => "~",
        "^" | "textasciicircum" => "^",
        "textbackslash" => "\\",
        "textbar" => "|",
        "textless" => "<",
        "textgreater" => ">",
        "slash" => "/",
        "-" => "\u{ad}",
        " " | "\t" | "\n" | "\r" | "space" | "quad" | "qquad" | "enspace" | "hfill" | "hfil" | "hskip" => " ",
        ";" | ":" | ">" | "nobreakspace" | "nobreak" => "\u{a0}",
        "," | "thinspace" => "\u{202f}",
        "oe" => "œ",
        "OE" => "Œ",
        "ae" => "æ",
        "AE" => "Æ",
        "ss" => "ß",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "aa" => "å",
        "AA" => "Å",
        "i" => "ı",
        "j" => "ȷ",
        "dh" => "ð",
        "DH" => "Ð",
        "dj" => "đ",
        "DJ" => "Đ",
        "th" => "þ",
        "TH" => "Þ",
        "ldots" | "dots" | "textellipsis" => "…",
        "textendash" => "–",
        "textemdash" => "—",
        "textquoteleft" => "‘",
        "textquoteright" => "’",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "textquotedblleft" | "grqq" => "“",
        "textquotedblright" => "”",
        "quotedblbase" | "glqq" => "„",
        "og" | "guillemotleft" | "guillemetleft" | "flqq" => "«",
        "fg" | "guillemotright" | "guillemetright" | "frqq" => "»",
        "euro" | "EUR" | "texteuro" => "€",
        "pounds" | "textsterling" => "£",
        "S" | "textsection" => "§",
        "P" | "textparagraph" => "¶",
        "copyright" | "textcopyright" => "©",
        "textregistered" => "®",
        "texttrademark" => "™",
        "textdegree" | "degre" | "degres" => "°",
        "textbullet" => "•",
        "textperiodcentered" => "·",
        "textexclamdown" => "¡",
        "textquestiondown" => "¿",
        "no" => "n°",
        "No" => "N°",
        "nos" => "nos",
        "Nos" => "Nos",
        "ier" => "er",
        "iers" => "ers",
        "iere" => "re",
        "ieres" => "res",
        "ieme" => "e",
        "iemes" => "es",
        "primo" => "1°",
        "secundo" => "2°",
        "tertio" => "3°",
        "quarto" => "4°",
        "TeX" => "TeX",
        "LaTeX" | "LaTeXe" => "LaTeX",
        "XeLaTeX" => "XeLaTeX",
        "LuaLaTeX" => "LuaLaTeX",
        "BibTeX" => "BibTeX",
        _ => return None,
    })
}

/// What a command in the unit of a quantity (`\SI{12}{\kilo\metre}`) stands for.
pub(super) fn unit(name: &str) -> Option<&'static str> {
    Some(match name {
        "kilo" => "k",
        "hecto" => "h",
        "deci" => "d",
        "centi" => "c",
        "milli" => "m",
        "micro" => "µ",
        "nano" => "n",
        "mega" => "M",
        "giga" => "G",
        "tera" => "T",
        "metre" | "meter" | "m" => "m",
        "km" => "km",
        "cm" => "cm",
        "mm" => "mm",
        "gram" | "gramme" | "g" => "g",
        "kilogram" | "kg" => "kg",
        "tonne" => "t",
        "litre" | "liter" | "l" => "l",
        "hectare" => "ha",
        "second" | "s" => "s",
        "minute" => "min",
        "hour" => "h",
        "day" => "d",
        "percent" => "%",
        "celsius" | "degreeCelsius" => "°C",
        "degree" => "°",
        "watt" => "W",
        "volt" => "V",
        "ampere" => "A",
        "hertz" => "Hz",
        "joule" => "J",
        "newton" => "N",
        "byte" => "B",
        "bit" => "bit",
        "per" => "/",
        "squared" => "²",
        "cubed" => "³",
        _ => return None,
    })
}

/// What two or three marks in running text stand for.
const LIGATURES: &[(&str, &str)] = &[
    ("---", "—"),
    ("--", "–"),
    ("``", "“"),
    ("''", "”"),
    ("~", "\u{a0}"),
    ("<<", "«"),
    (">>", "»"),
    ("\"<", "«"),
    ("\">", "»"),
    ("\"`", "„"),
    ("\"-", "\u{ad}"),
    ("\"=", "-"),
    ("\"~", "-"),
    ("?`", "¿"),
    ("!`", "¡"),
    ("`", "‘"),
];

/// Adds running text, its marks read.
pub(super) fn copy(prose: &mut Builder, text: &str, range: Range<usize>) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (range.start, range.start);
    while at < range.end {
        let is_mark = matches!(bytes[at], b'-' | b'`' | b'\'' | b'~' | b'<' | b'>' | b'"' | b'?' | b'!');
        let found = if is_mark { LIGATURES.iter().find(|(marks, _)| text[at..range.end].starts_with(marks)) } else { None };
        let Some((marks, read)) = found else {
            at += 1;
            continue;
        };
        prose.copy(text, from..at);
        prose.stand(read, at..at + marks.len());
        at += marks.len();
        from = at;
    }
    prose.copy(text, from..range.end);
}
