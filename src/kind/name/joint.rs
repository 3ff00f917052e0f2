//! What stands between two words → how it joins them.

use crate::prose::fold;

/// How two words are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    /// White space, a line break included.
    Space,
    /// A hyphen; dashes are none.
    Hyphen,
    /// An apostrophe of any typography.
    Apostrophe,
    /// A full stop, as behind an initial or a title, with or without a space or hyphen.
    Stop,
    /// A comma and a space.
    Comma,
    /// Anything else: the words do not belong together.
    Other,
}

impl Joint {
    /// The joint that `between` makes.
    pub(crate) fn of(between: &str) -> Self {
        match between {
            " " => return Self::Space,
            "-" => return Self::Hyphen,
            "'" | "’" => return Self::Apostrophe,
            ", " => return Self::Comma,
            ". " | "." => return Self::Stop,
            _ => {}
        }
        let mut seen = between.chars().filter(|&c| !fold::is_ignorable(c) && !c.is_whitespace());
        match (seen.next(), seen.next()) {
            (None, _) if between.contains(char::is_whitespace) => Self::Space,
            (Some('.'), None) => Self::Stop,
            (Some('.'), Some(c)) if fold::is_hyphen(c) && seen.next().is_none() => Self::Stop,
            (Some(','), None) => Self::Comma,
            // A hyphen with a space beside it is a dash, or joins what a line break parted.
            (Some(c), None) if fold::is_hyphen(c) && !between.contains(' ') => Self::Hyphen,
            (Some(c), None) if fold::is_apostrophe(c) && !between.contains(char::is_whitespace) => Self::Apostrophe,
            _ => Self::Other,
        }
    }

    /// Words joined like this may be parts of one name.
    pub(crate) fn holds(self) -> bool {
        matches!(self, Self::Space | Self::Hyphen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joints_are_read_in_every_typography() {
        assert_eq!(Joint::of("\u{a0}"), Joint::Space);
        assert_eq!(Joint::of("\n  "), Joint::Space);
        assert_eq!(Joint::of("\u{2011}"), Joint::Hyphen);
        assert_eq!(Joint::of(".-"), Joint::Stop);
        assert_eq!(Joint::of(".\u{a0}"), Joint::Stop);
        assert_eq!(Joint::of(" - "), Joint::Other);
        assert_eq!(Joint::of(" – "), Joint::Other);
        assert_eq!(Joint::of(",\n"), Joint::Comma);
        assert_eq!(Joint::of("´"), Joint::Apostrophe);
    }
}
