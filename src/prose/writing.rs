//! How words are written where a block stands: what a fix puts there must read as what it says.

use std::borrow::Cow;

/// A notation for words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Writing {
    /// Every character is itself.
    #[default]
    Free,
    /// With backslashes, as between the double quotation marks of JSON, YAML and TOML.
    Escaped,
    /// With two single quotation marks for one, as between those of YAML.
    Doubled,
    /// As it is, between single quotation marks, as in TOML: without them.
    Literal,
    /// As it is, without any marks, as in YAML: without what ends it there or makes something else of it.
    Bare,
    /// As it is, in one line: line breaks are no part of the text, as in subtitles.
    Line,
    /// Nobody knows how.
    Unknown,
}

impl Writing {
    /// The words `new` as they are written in place of what is written as `old`; none where that cannot be done.
    pub fn write<'w>(self, old: &str, new: &'w str) -> Option<Cow<'w, str>> {
        let plain = |fits: bool| fits.then_some(Cow::Borrowed(new));
        let is_plain = !new.contains(char::is_control);
        match self {
            Self::Free => plain(true),
            Self::Escaped if is_plain && !new.contains(['"', '\\']) => plain(true),
            Self::Escaped => is_plain.then(|| Cow::Owned(new.replace('\\', "\\\\").replace('"', "\\\""))),
            Self::Doubled if is_plain && new.contains('\'') => Some(Cow::Owned(new.replace('\'', "''"))),
            Self::Doubled => plain(is_plain),
            Self::Literal => plain(is_plain && !new.contains('\'')),
            Self::Bare => {
                let begins = new.starts_with(|c: char| c.is_alphanumeric() || c == ' ') || new.is_empty();
                plain(is_plain && begins && !new.contains([':', '#', ',', '[', ']', '{', '}']))
            }
            Self::Line => plain(is_plain && !old.contains('\n')),
            Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_so_that_they_read_as_they_are() {
        let write = |writing: Writing, new: &str| writing.write("x", new).map(Cow::into_owned);
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(write(Writing::Escaped, r#"l’"été" \"#), is(r#"l’\"été\" \\"#));
        assert_eq!((write(Writing::Doubled, "l'été"), write(Writing::Literal, "l'été")), (is("l''été"), None));
        assert_eq!((write(Writing::Bare, "l'été"), write(Writing::Bare, "a: b"), write(Writing::Bare, "'t")), (is("l'été"), None, None));
        assert_eq!((write(Writing::Line, "été"), Writing::Line.write("é\nt", "été")), (is("été"), None));
        assert_eq!((write(Writing::Escaped, "a\nb"), write(Writing::Unknown, "a"), write(Writing::Free, "a\nb")), (None, None, is("a\nb")));
    }
}
