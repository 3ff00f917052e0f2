//! How a run of words is spelled: its letters, and what stands between which of them. Two spellings in, where they differ out.

use unicode_normalization::UnicodeNormalization;

use crate::prose::fold;
use crate::prose::words::Word;

/// A run of words, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spelling {
    /// As written, composed, without what is not seen; ligatures are two letters.
    letters: Vec<char>,
    /// What stands between the words, folded, and how many letters stand before it.
    gaps: Vec<(usize, String)>,
}

/// Where a draft's spelling differs from a form of the same letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// Spaces or hyphens.
    pub(super) gaps: bool,
    /// An accent is missing, or there is one too many; those that capitals lack are not counted.
    pub(super) accents: bool,
    /// Which letters are capitals here and small there.
    pub(super) case: Vec<usize>,
}

impl Spelling {
    pub(super) fn of(text: &str, run: &[Word]) -> Self {
        let mut spelling = Self::default();
        for (at, word) in run.iter().enumerate() {
            if let Some(before) = at.checked_sub(1) {
                let gap = &text[run[before].end as usize..word.start as usize];
                spelling.gaps.push((spelling.letters.len(), fold::gap(gap).into_owned()));
            }
            spelling.push(word.text(text));
        }
        spelling
    }

    fn push(&mut self, word: &str) {
        for c in word.nfc().filter(|&c| !fold::is_ignorable(c)) {
            match c {
                'œ' => self.letters.extend(['o', 'e']),
                'Œ' => self.letters.extend(['O', 'e']),
                'æ' => self.letters.extend(['a', 'e']),
                'Æ' => self.letters.extend(['A', 'e']),
                c => self.letters.push(c),
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// How many words it is written in.
    pub(super) fn words(&self) -> usize {
        self.gaps.len() + 1
    }

    pub(super) fn has_capitals(&self) -> bool {
        self.letters.iter().any(|c| c.is_uppercase())
    }

    /// No letter is small.
    pub(super) fn is_upper(&self) -> bool {
        self.has_capitals() && !self.letters.iter().any(|c| c.is_lowercase())
    }

    /// A capital and then small letters: a word as any word may be written.
    pub(super) fn is_plain(&self) -> bool {
        self.letters.first().is_some_and(|c| c.is_uppercase()) && self.letters.iter().skip(1).all(|c| c.is_lowercase())
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.letters.get(at).is_some_and(|c| c.is_uppercase())
    }

    /// Where its words begin.
    pub(super) fn starts(&self) -> impl Iterator<Item = usize> {
        std::iter::once(0).chain(self.gaps.iter().map(|(at, _)| *at))
    }

    /// Whether a space, and not a hyphen, parts it where `form` has nothing.
    pub(super) fn is_split(&self, form: &Self) -> bool {
        self.gaps.iter().any(|(at, gap)| gap == " " && form.gap(*at).is_none())
    }

    /// Where this spelling, a draft's, differs from a form's; none if they are different words.
    pub(super) fn difference(&self, form: &Self) -> Option<Difference> {
        if self.letters.len() != form.letters.len() {
            return None;
        }
        let mut difference = Difference { gaps: self.differs_in_gaps(form)?, ..Difference::default() };
        for (at, (&here, &there)) in self.letters.iter().zip(&form.letters).enumerate() {
            if here == there {
                continue;
            }
            if !here.to_lowercase().eq(there.to_lowercase()) {
                if strip(here) != strip(there) {
                    return None;
                }
                difference.accents |= !(here.is_uppercase() && strip(here).chars().eq(here.to_lowercase()));
            }
            if here.is_uppercase() != there.is_uppercase() {
                difference.case.push(at);
            }
        }
        Some(difference)
    }

    /// Whether the letters in which it differs from a form make it another name rather than a slip: a letter of an acronym is another
    /// (`OpenSSL` and `OpenSSH`), or capitals stand inside where the form has none (`systemId` and `systemd`).
    pub(super) fn is_other_name(&self, form: &Self) -> bool {
        let inner = |spelling: &Self| spelling.letters.iter().skip(1).any(|c| c.is_uppercase());
        if inner(self) && !self.is_upper() && !inner(form) {
            return true;
        }
        let differing = self.letters.iter().zip(&form.letters).position(|(here, there)| here != there).unwrap_or(0);
        let acronym = |spelling: &Self| spelling.is_capital(differing) && spelling.is_capital(differing.wrapping_sub(1));
        self.letters.len() == form.letters.len() && acronym(self) && acronym(form) && !form.is_upper()
    }

    fn gap(&self, at: usize) -> Option<&str> {
        self.gaps.iter().find(|(other, _)| *other == at).map(|(_, gap)| gap.as_str())
    }

    /// Whether spaces and hyphens differ; none if something else does, or if digits are parted.
    fn differs_in_gaps(&self, form: &Self) -> Option<bool> {
        let mut differs = false;
        for at in self.gaps.iter().chain(&form.gaps).map(|(at, _)| *at) {
            let (here, there) = (self.gap(at), form.gap(at));
            if here == there {
                continue;
            }
            let digits = self.letters[at - 1].is_numeric() && self.letters[at].is_numeric();
            if digits || !here.is_none_or(is_loose) || !there.is_none_or(is_loose) {
                return None;
            }
            differs = true;
        }
        Some(differs)
    }
}

fn strip(letter: char) -> String {
    fold::strip(letter.encode_utf8(&mut [0; 4])).into_owned()
}

/// What may be put between two parts of a term, or left out, without making it another.
pub(super) fn is_loose(gap: &str) -> bool {
    matches!(gap, " " | "-" | "–" | "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words::words;

    fn spelling(text: &str) -> Spelling {
        let mut run = Vec::new();
        words(text, &mut run);
        Spelling::of(text, &run)
    }

    fn difference(draft: &str, form: &str) -> Option<Difference> {
        spelling(draft).difference(&spelling(form))
    }

    #[test]
    fn spaces_hyphens_case_and_accents_are_told_apart() {
        let none = Some(Difference::default());
        assert_eq!(difference("COMCYBER\u{2011}MI", "COMCYBER-MI"), none);
        assert_eq!(difference("UN Cyber", "UNCyber"), Some(Difference { gaps: true, ..Difference::default() }));
        assert_eq!(difference("Crowdstrike", "CrowdStrike"), Some(Difference { case: vec![5], ..Difference::default() }));
        assert_eq!(difference("Rebâtir", "Rébâtir"), Some(Difference { accents: true, ..Difference::default() }));
        assert_eq!(difference("Ecole", "École"), none);
        assert_eq!(difference("L’Œuvre", "L'Oeuvre"), none);
    }

    #[test]
    fn other_words_are_no_spelling_of_it() {
        assert_eq!(difference("Key, Bridge", "Key Bridge"), None);
        assert_eq!(difference("493", "49.3"), None);
        assert_eq!(difference("4 93", "49 3"), None);
        assert_eq!(difference("Junalko", "Junalco"), None);
        assert!(spelling("OpenSSL").is_other_name(&spelling("OpenSSH")));
        assert!(spelling("systemId").is_other_name(&spelling("systemd")));
        assert!(!spelling("PostgresSQL").is_other_name(&spelling("PostgreSQL")));
    }
}
