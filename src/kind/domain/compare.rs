//! Comparing domain names: their suffix by the Public Suffix List, and what makes one look like another.

use std::borrow::Cow;

use unicode_security::confusable_detection::skeleton;

use crate::prose::fold;

/// From how many letters on two labels that are one letter apart are one name misspelled; shorter ones are two names.
const MISSPELLED_FROM: usize = 10;

/// Suffixes that are more often those of files: a bare `build.sh` is no site in Saint Helena.
const FILE_SUFFIXES: [&str; 13] = ["cc", "md", "mk", "mov", "pl", "pm", "ps", "py", "rs", "sh", "so", "tf", "zip"];

/// A rule's domain name in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// All of it, in lower case and without `www.`.
    pub(crate) whole: String,
    /// What stands before the suffix: `coco`, `git.coco`.
    pub(crate) stem: String,
    /// The public suffix: `gg`, `co.uk`.
    pub(crate) suffix: String,
}

impl Name {
    pub(crate) fn new(written: &str) -> Self {
        let whole = normal(written);
        // Of a suffix that nobody knows (`.onion`, `.local`) the last label is taken.
        let suffix = suffix(&whole).unwrap_or_else(|| whole.rsplit('.').next().unwrap_or_default()).to_owned();
        let stem = whole.strip_suffix(&suffix).unwrap_or(&whole).trim_end_matches('.').to_owned();
        Self { whole, stem, suffix }
    }

    /// The label that somebody registered: `coco`.
    pub(crate) fn label(&self) -> &str {
        self.stem.rsplit('.').next().unwrap_or(&self.stem)
    }

    /// The name with hyphens for its dots, as imitations have it: `coco-gg`.
    pub(super) fn hyphenated(&self) -> String {
        self.whole.replace('.', "-")
    }
}

/// A name of a rule as it is looked up.
pub(crate) fn normal(written: &str) -> String {
    let lower = fold::lower(written);
    lower.strip_prefix("www.").unwrap_or(&lower).to_owned()
}

/// The public suffix of a name in lower case, by the part of the list that ICANN answers for: under the rest (`github.io`) everyone has a
/// page. None for a suffix that is not on the list.
pub(crate) fn suffix(name: &str) -> Option<&str> {
    let mut rest = name;
    loop {
        let found = psl::suffix(rest.as_bytes())?;
        match found.typ()? {
            psl::Type::Icann => return name.get(name.len() - found.as_bytes().len()..),
            psl::Type::Private => rest = rest.get(rest.len() - found.as_bytes().len()..)?.split_once('.')?.1,
        }
    }
}

/// Whether a bare name with this suffix is rather a file's.
pub(crate) fn is_file_suffix(suffix: &str) -> bool {
    FILE_SUFFIXES.contains(&suffix)
}

/// What a label looks like: letters of other scripts as the Latin ones they resemble, digits as letters, no hyphens and accents. A `1` is
/// like two letters; `one` says like which.
pub(super) fn look(label: &str, one: char) -> String {
    let digits: String = label.chars().map(|c| letter(c, one)).collect();
    let seen: String = skeleton(&digits).filter(|&c| c != '-').collect();
    fold::strip(&seen).into_owned()
}

fn letter(c: char, one: char) -> char {
    match c {
        '0' => 'o',
        '1' => one,
        '2' => 'z',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        c => c,
    }
}

/// All that a label of a draft looks like. A capital `I` among small letters is like an `l`.
pub(super) fn looks(label: &str, written: &str) -> Vec<String> {
    let tall: Cow<'_, str> = match written.char_indices().nth(1) {
        Some((second, _)) if written.contains(char::is_lowercase) && written[second..].contains('I') => {
            Cow::Owned(fold::lower(&format!("{}{}", &written[..second], written[second..].replace('I', "l"))).into_owned())
        }
        _ => Cow::Borrowed(label),
    };
    let mut looks = vec![look(label, 'l'), look(label, 'i'), look(&tall, 'l')];
    looks.sort();
    looks.dedup();
    looks
}

/// Whether two labels with the same look differ in more than hyphens and accents: in characters that only seem the same.
pub(super) fn is_disguised(label: &str, canonical: &str) -> bool {
    let plain = |label: &str| fold::strip(&label.replace('-', "")).into_owned();
    plain(label) != plain(canonical)
}

/// Whether a long label is another with one letter dropped, added, changed or swapped. Digits and the first letter do not count.
pub(super) fn is_misspelled(label: &str, canonical: &str) -> bool {
    let digits = |label: &str| label.chars().filter(char::is_ascii_digit).collect::<String>();
    label.len().abs_diff(canonical.len()) <= 1
        && label.chars().next() == canonical.chars().next()
        && canonical.chars().count() >= MISSPELLED_FROM
        && digits(label) == digits(canonical)
        && strsim::damerau_levenshtein(label, canonical) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_at_their_public_suffix() {
        let parts = |name: &str| {
            let name = Name::new(name);
            (name.stem, name.suffix)
        };
        assert_eq!(parts("www.Coco.GG"), ("coco".into(), "gg".into()));
        assert_eq!(parts("a.harbourline.co.uk"), ("a.harbourline".into(), "co.uk".into()));
        assert_eq!(parts("coco.github.io"), ("coco.github".into(), "io".into()));
        assert_eq!(parts("coco.onion"), ("coco".into(), "onion".into()));
        assert_eq!(suffix("coco.json"), None);
        assert_eq!(suffix("s3.eu-west-1.amazonaws.com"), Some("com"));
    }

    #[test]
    fn characters_that_seem_the_same_look_the_same() {
        let alike = |label: &str, canonical: &str| looks(&fold::lower(label), label).contains(&look(canonical, 'l'));
        for label in ["c0co", "cосo", "co-co", "cócó"] {
            assert!(alike(label, "coco"), "{label}");
        }
        assert!(alike("creditlittora1", "creditlittoral") && alike("cred1tlittoral", "creditlittoral"));
        assert!(alike("creditlittoraI", "creditlittoral") && !alike("Italie", "ltalie") && !alike("coca", "coco"));
        assert!(alike("arnazon", "amazon") && alike("response2o24", "response2024"));
        assert!(is_disguised("c0co", "coco") && !is_disguised("co-có", "coco"));
    }

    #[test]
    fn long_labels_may_be_misspelled() {
        assert!(is_misspelled("creditlitoral", "creditlittoral") && is_misspelled("creditlittroal", "creditlittoral"));
        assert!(is_misspelled("creditlittorals", "creditlittoral") && is_misspelled("harbourline", "harbourlines"));
        for other in ["creditlittoral2", "dreditlittoral", "creditlittoral", "credilitoral"] {
            assert!(!is_misspelled(other, "creditlittoral"), "{other}");
        }
        assert!(!is_misspelled("quilbolt", "quillbolt"));
    }
}
