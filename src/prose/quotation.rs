//! Prose → the passages between quotation marks.
//!
//! An opening mark closes at the next closing mark of any style, at latest at the end of the text; single marks are not read.

use std::ops::Range;

/// A passage between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks, in bytes.
    pub outer: Range<usize>,
    /// Without its marks and the white space beside them.
    pub inner: Range<usize>,
    /// Whether a closing mark was found.
    pub closed: bool,
}

/// The quotations of a paragraph, in order; none lies inside another.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    // Most paragraphs have none: the first bytes of all opening marks are looked for before any character is decoded.
    if !text.bytes().any(|byte| matches!(byte, b'"' | 0xc2 | 0xe2)) {
        return found;
    }
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        match open {
            None if opens(text, at, c) => open = Some((at, next)),
            Some((start, inner)) if closes(c) => {
                found.push(quotation(text, start..next, inner..at, true));
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, inner)) = open {
        found.push(quotation(text, start..text.len(), inner..text.len(), false));
    }
    found
}

fn quotation(text: &str, outer: Range<usize>, inner: Range<usize>, closed: bool) -> Quotation {
    let slice = &text[inner.clone()];
    let start = inner.start + (slice.len() - slice.trim_start().len());
    let end = start + slice.trim().len();
    Quotation { outer, inner: start..end, closed }
}

/// A straight mark opens only before text and not right behind it: `5"` is a measure.
fn opens(text: &str, at: usize, c: char) -> bool {
    match c {
        '«' | '“' | '„' => true,
        '"' => {
            let before = text[..at].chars().next_back();
            let after = text[at + 1..].chars().next();
            before.is_none_or(|c| !c.is_alphanumeric())
                && after.is_some_and(|c| !c.is_whitespace() || before.is_none_or(char::is_whitespace))
        }
        _ => false,
    }
}

fn closes(c: char) -> bool {
    matches!(c, '»' | '”' | '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|quotation| &text[quotation.inner]).collect()
    }

    #[test]
    fn a_mark_closes_at_the_next_closing_mark_of_any_style() {
        assert_eq!(inner("Il dit « oui », puis “non” et \"peut-être\"."), ["oui", "non", "peut-être"]);
        assert_eq!(inner("« un “deux” trois"), ["un “deux"]);
        assert_eq!(inner("une planche de 5\" et « ouverte"), ["ouverte"]);
        assert_eq!(inner("l’url 'simple' reste"), [""; 0]);
        assert!(!quotations("« ouverte")[0].closed);
    }

    #[test]
    fn white_space_beside_the_marks_is_left_out_in_every_typography() {
        assert_eq!(inner("«\u{a0}Vrai\u{202f}?\u{a0}» et «\u{202f}non\u{202f}», «oui»"), ["Vrai\u{202f}?", "non", "oui"]);
        assert_eq!(inner("« un\n« deux » trois"), ["un\n« deux"], "a mark repeated at the head of a line opens nothing");
    }
}
