//! What a single line of reStructuredText is.

use std::ops::Range;

/// How far in a line begins, tabs going to the next eighth column.
pub(super) fn indent(line: &str) -> usize {
    let mut column = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => column += 1,
            b'\t' => column += 8 - column % 8,
            _ => break,
        }
    }
    column
}

/// A line of one mark, twice at least: under a title, over it, or between two parts.
pub(super) fn is_adornment(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_punctuation() && bytes.iter().all(|byte| *byte == bytes[0])
}

/// Whether `under` is the underline of a title.
pub(super) fn is_underline(title: &str, under: &str) -> bool {
    is_adornment(under) && (under.len() >= 4 || under.len() >= title.chars().count()) && !under.starts_with("::") && under != ".."
}

/// What begins an item: how many bytes its mark has, with the space behind it.
pub(super) fn item(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if matches!(first, '*' | '+' | '-' | '•' | '‣' | '⁃') {
        return spaced(line, first.len_utf8());
    }
    None
}

/// The same of an item with a number or a letter.
pub(super) fn enumerated(line: &str) -> Option<usize> {
    let front = usize::from(line.starts_with('('));
    let rest = &line[front..];
    let number = match rest.as_bytes().first()? {
        b'#' => 1,
        b'0'..=b'9' => rest.bytes().take_while(u8::is_ascii_digit).count(),
        byte if byte.is_ascii_alphabetic() => {
            let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let roman = |of: &[u8]| rest.bytes().take(letters).all(|byte| of.contains(&byte));
            let text_follows = rest.len() > letters + 1;
            if text_follows && (letters == 1 || (letters < 6 && (roman(b"ivx") || roman(b"IVX")))) { letters } else { 0 }
        }
        _ => 0,
    };
    let closed = if front == 1 { rest[number..].starts_with(')') } else { rest[number..].starts_with(['.', ')']) };
    if number == 0 || !closed { None } else { spaced(line, front + number + 1) }
}

fn spaced(line: &str, len: usize) -> Option<usize> {
    let rest = &line[len..];
    let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    (spaces > 0 || rest.is_empty()).then_some(len + spaces)
}

/// `:name: value`: where the name ends, and where the value begins.
pub(super) fn field(line: &str) -> Option<(&str, usize)> {
    let rest = line.strip_prefix(':').filter(|rest| !rest.starts_with([':', ' ', '`']))?;
    let mut from = 0;
    // `:a:b: c` is the field `a:b`, and `` :role:`text` `` is none.
    while let Some(at) = rest.as_bytes()[from..].iter().take(256).position(|byte| *byte == b':').map(|len| from + len) {
        let after = &rest[at + 1..];
        if after.is_empty() || after.starts_with([' ', '\t']) {
            return Some((&rest[..at], line.len() - after.trim_start().len()));
        }
        if after.starts_with('`') {
            return None;
        }
        from = at + 1;
    }
    None
}

/// `-a, --all=FILE  text`: where the text begins; the end of the line where it stands below.
pub(super) fn option(line: &str) -> Option<usize> {
    let name = line.strip_prefix("--").or_else(|| line.strip_prefix('-')).or_else(|| line.strip_prefix('/'))?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = line.find("  ").unwrap_or(line.len());
    let is_option = |part: &str| part.starts_with(['-', '/']) && part.split([' ', '=']).count() <= 2;
    let listed = line[..end].split(", ").all(is_option);
    let short = |part: &str| {
        part.starts_with("--") || part.len() == 2 || part.as_bytes().get(2).is_some_and(|byte| matches!(byte, b' ' | b'=' | b'<'))
    };
    (listed && line[..end].split(", ").all(short)).then(|| line.len() - line[end..].trim_start().len())
}

/// `+---+---+`
pub(super) fn is_grid(line: &str) -> bool {
    line.len() >= 3 && line.starts_with("+-") && line.ends_with('+') && line.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'='))
}

/// `====  ====`: where its columns begin and end, in characters; a table without columns is none.
pub(super) fn columns(line: &str) -> Option<Vec<Range<usize>>> {
    if !line.starts_with("==") || !line.contains("= ") || line.bytes().any(|byte| !matches!(byte, b'=' | b' ')) {
        return None;
    }
    let mut columns: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for part in line.split(' ') {
        if !part.is_empty() {
            columns.push(from..from + part.len());
        }
        from += part.len() + 1;
    }
    Some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_what_their_marks_say() {
        assert_eq!((item("- un"), item("*un*"), item("-"), item("• un")), (Some(2), None, Some(1), Some(4)));
        assert_eq!(
            (enumerated("1. un"), enumerated("(a) un"), enumerated("#. x"), enumerated("iv. x")),
            (Some(3), Some(4), Some(3), Some(4))
        );
        assert_eq!((enumerated("un. x"), enumerated("(1. x"), enumerated("1.5 x")), (None, None, None));
        assert_eq!(field(":param x: texte"), Some(("param x", 10)));
        assert_eq!(field(":py:a: b").map(|field| field.0), Some("py:a"));
        assert_eq!((field(":ref:`x`"), field("::"), field(":a"), field(": a: b")), (None, None, None, None));
        assert_eq!(
            (option("-a, --all  tout"), option("--file=X  y"), option("-- Camus"), option("-un mot")),
            (Some(11), Some(10), None, None)
        );
        assert_eq!(columns("==  =="), Some(vec![0..2, 4..6]));
        assert_eq!((columns("====="), indent("\t  x"), indent("")), (None, 10, 0));
        assert!(is_underline("Été", "===") && !is_underline("Titre", "---") && is_underline("Titre", "----"));
    }
}
