//! How words are written: capitals, digits, and what is no ASCII.

use super::EACH;

/// How a word is written: which sorts of characters it has, and whether the first is a capital.
///
/// Eight bytes of flags, any of which may say that a character of a sort stands in the word: to make them one would cost more than all
/// else that is done for most words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shape(pub(super) u64);

impl Shape {
    pub(super) const LOWER: u8 = 0x40;
    pub(super) const UPPER: u8 = 0x20;
    pub(super) const DIGIT: u8 = 0x10;
    pub(super) const UNDERSCORE: u8 = 0x08;
    pub(super) const NON_ASCII: u8 = 0x04;
    pub(super) const FIRST_UPPER: u8 = 0x80;

    /// The shape of a word that stands alone.
    pub fn of(word: &str) -> Self {
        let mut out = Vec::new();
        super::words(word, &mut out);
        out.first().map_or(Self::default(), |word| word.shape)
    }

    pub(super) fn from_flags(flags: u8) -> Self {
        Self(u64::from(flags))
    }

    fn has(self, flag: u8) -> bool {
        self.0 & (EACH * u64::from(flag)) != 0
    }

    /// The first character is a capital: `Steidl`, `STEIDL`, `McDonald`.
    pub fn is_capitalised(self) -> bool {
        self.has(Self::FIRST_UPPER)
    }

    /// Capitals and no small letter: `STEIDL`, `A`.
    pub fn is_upper(self) -> bool {
        self.has(Self::UPPER) && !self.has(Self::LOWER)
    }

    /// Small letters and no capital.
    pub fn is_lower(self) -> bool {
        self.has(Self::LOWER) && !self.has(Self::UPPER)
    }

    /// A digit stands in it.
    pub fn has_digit(self) -> bool {
        self.has(Self::DIGIT)
    }

    /// A letter stands in it.
    pub fn has_letter(self) -> bool {
        self.has(Self::LOWER | Self::UPPER)
    }

    /// It looks like a program's identifier.
    pub fn has_underscore(self) -> bool {
        self.has(Self::UNDERSCORE)
    }

    /// All its characters are ASCII.
    pub fn is_ascii(self) -> bool {
        !self.has(Self::NON_ASCII)
    }
}
