//! `{nbsp}`, `{deg}`: attributes that are set in every document.

/// The characters that have names in AsciiDoc.
pub(super) fn character(name: &str) -> Option<&'static str> {
    Some(match name {
        "empty" | "blank" | "wj" | "zwsp" => "",
        "sp" | "space" => " ",
        "nbsp" => "\u{a0}",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "apos" => "'",
        "quot" => "\"",
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "deg" => "°",
        "plus" => "+",
        "brvbar" => "¦",
        "vbar" => "|",
        "startsb" => "[",
        "endsb" => "]",
        "caret" => "^",
        "asterisk" => "*",
        "tilde" => "~",
        "backslash" => "\\",
        "backtick" => "`",
        "two-colons" => "::",
        "two-semicolons" => ";;",
        "cpp" | "pp" => "C++",
        _ => return None,
    })
}
