//! Escapes and character references: what stands in a file for another character, put into prose with its map.

use std::ops::Range;

use super::reference::reference;
use crate::prose::builder::Builder;

/// Which escapes a stretch of text may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// None: every character is itself.
    None,
    /// Character references: `&amp;`, `&#8217;`.
    References,
    /// Character references, and a backslash before punctuation.
    Markdown,
    /// A backslash before anything, as between double quotation marks of YAML and TOML.
    Backslash,
    /// Two single quotation marks for one, as between those of YAML.
    Doubled,
}

/// Adds a stretch of the file to `prose`, its escapes read.
pub(super) fn copy(prose: &mut Builder, text: &str, range: Range<usize>, escapes: Escapes) {
    let mut from = range.start;
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let Some((len, read)) = escape(rest, escapes) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        prose.copy(text, from..at);
        prose.stand(&read, at..at + len);
        at += len;
        from = at;
    }
    prose.copy(text, from..range.end);
}

/// The escape that `rest` begins with: its length and what it is read as.
fn escape(rest: &str, escapes: Escapes) -> Option<(usize, String)> {
    match (rest.as_bytes().first()?, escapes) {
        (b'&', Escapes::References | Escapes::Markdown) => reference(rest).map(|(len, read)| (len, read.into_owned())),
        (b'\\', Escapes::Markdown) => rest.chars().nth(1).filter(char::is_ascii_punctuation).map(|c| (1 + c.len_utf8(), c.to_string())),
        (b'\\', Escapes::Backslash) => backslash(rest),
        (b'\'', Escapes::Doubled) => rest.starts_with("''").then(|| (2, "'".to_owned())),
        _ => None,
    }
}

/// A backslash and what it makes of the characters behind it. Line breaks and tabs are white space.
fn backslash(rest: &str) -> Option<(usize, String)> {
    let mut chars = rest[1..].chars();
    let letter = chars.next()?;
    let digits = match letter {
        'n' | 't' | 'r' => return Some((2, " ".to_owned())),
        '_' => return Some((2, "\u{a0}".to_owned())),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return Some((1 + letter.len_utf8(), letter.to_string())),
    };
    let code = rest.get(2..2 + digits)?;
    Some((2 + digits, char::from_u32(u32::from_str_radix(code, 16).ok()?)?.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Role;

    fn read(text: &str, escapes: Escapes) -> String {
        let mut prose = Builder::default();
        copy(&mut prose, text, 0..text.len(), escapes);
        prose.finish(Role::Paragraph, false).map(|block| block.text(text).to_owned()).unwrap_or_default()
    }

    #[test]
    fn each_notation_reads_its_own_escapes() {
        assert_eq!(read("l&#8217;&eacute;t&#xe9; &amp; R&D; &nope; a & b;", Escapes::References), "l’été & R&D; &nope; a & b;");
        assert_eq!(read(r#"\*dit\* "\"oui\"" \é &quot;"#, Escapes::Markdown), r#"*dit* ""oui"" \é ""#);
        assert_eq!(read(r#"\"oui\" \u00e9\n\\ \uzz x\"#, Escapes::Backslash), "\"oui\" é \\ \\uzz x\\");
        assert_eq!(read("l''été", Escapes::Doubled), "l'été");
        assert_eq!(read("l''&amp;\\n", Escapes::None), "l''&amp;\\n");
    }
}
