//! Text from a document → text that a terminal can be given.
//!
//! A draft is not trusted: an escape sequence in it could rewrite the report on the screen, a bidirectional override could show `Steidl`
//! where the file says something else. Both are shown as pictures of themselves and never written.

use std::borrow::Cow;

use crate::source::mask;

/// One line: control characters and invisible ones become pictures, tabs and line breaks spaces.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| !is_break(c) && is_plain(c)) {
        return Cow::Borrowed(text);
    }
    // The indentation behind a line break is that of the file, not of the sentence.
    let mut shown = String::with_capacity(text.len() + 16);
    for (index, part) in text.split(is_break).enumerate() {
        // What stands around a line break is indentation, no part of what is said.
        let part = if index == 0 { part } else { part.trim_start() };
        if index > 0 && !part.is_empty() && !shown.ends_with(' ') {
            shown.push(' ');
        }
        part.chars().for_each(|c| push(c, &mut shown));
    }
    Cow::Owned(shown)
}

/// Several lines, each as [`line()`].
pub(crate) fn lines(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A TOML string on one line, what is hidden or would fool a terminal escaped.
pub(crate) fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || is_hidden(c) => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Appends what is to be seen of a character.
pub(super) fn push(c: char, shown: &mut String) {
    match c {
        '\t' => shown.push(' '),
        _ if mask::is_filler(c) => shown.push(mask::SHOWN),
        // The Unicode block of control pictures: ␛ for ESC.
        '\0'..='\u{1f}' => shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('␀')),
        '\u{7f}' => shown.push('␡'),
        _ if is_plain(c) => shown.push(c),
        _ => shown.push_str(&format!("‹U+{:04X}›", u32::from(c))),
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// Whether a terminal shows the character as itself.
fn is_plain(c: char) -> bool {
    !c.is_control() && !is_hidden(c)
}

/// Characters that change how others are shown, or that no terminal shows. The joiners U+200C and U+200D belong to scripts and emoji.
pub(crate) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_fool_a_terminal_is_shown_as_a_picture() {
        assert_eq!(line("\u{1b}[31mrouge\u{7f}"), "␛[31mrouge␡");
        assert_eq!(line("a\u{202e}b\u{2066}c\u{200f}"), "a‹U+202E›b‹U+2066›c‹U+200F›");
        assert_eq!(line("\u{9b}31m \u{feff}"), "‹U+009B›31m ‹U+FEFF›");
    }

    #[test]
    fn line_breaks_and_tabs_become_spaces_and_the_rest_stays() {
        assert_eq!(line("Isaac\r\n   Steidl\tici"), "Isaac Steidl ici");
        assert_eq!(line("« é\u{a0}» 😀 漢字 e\u{301} 👩\u{200d}🚀"), "« é\u{a0}» 😀 漢字 e\u{301} 👩\u{200d}🚀");
        assert_eq!(lines("un\n\u{1b}deux"), "un\n␛deux");
    }
}
