//! Text → the words of which names are made. Who writes a rule and who reads a draft part words here and nowhere else.
//!
//! A word is a run of letters; digits, `_` and all else part words. What of a form is hashed is its words' folded letters without what stands
//! between them: `Jean-Pierre`, `Jean Pierre` and the `JeanPierre` of a handle are the same.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::prose::fold;

/// Characters other than white space that may stand between two words of one name, as in `Dupont", "Jean`.
const MOST_BETWEEN: usize = 6;

/// Letters of the longest word that a full stop shortens, as in `Chr. Dupont`: behind a longer one it ends a sentence.
const SHORTENED: usize = 3;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// Small letters without accents.
    pub(crate) folded: String,
}

/// The words of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if c.is_alphabetic() => start = Some(at),
            Some(from) if !(c.is_alphabetic() || is_combining_mark(c) || fold::is_ignorable(c)) => {
                found.push(Token { range: from..at, folded: fold::strip(&text[from..at]).into_owned() });
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Whether two words may be of one name. `before` is the first of them, `between` what stands between them.
pub(crate) fn joins(before: &Token, between: &str) -> bool {
    if matches!(between, " " | "-" | "") {
        return true;
    }
    // In an address a space is written so.
    let between = between.replace("%20", " ");
    let others = between.chars().filter(|&c| !c.is_whitespace() && !fold::is_ignorable(c)).count();
    let ends = |pair: [char; 2]| matches!(pair[0], '.' | '!' | '?' | '…') && pair[1].is_whitespace();
    let ends_sentence = between.chars().zip(between.chars().skip(1)).any(|(a, b)| ends([a, b]));
    others <= MOST_BETWEEN
        && !between.chars().any(char::is_numeric)
        && between.chars().filter(|&c| c == '\n').count() < 2
        && !(ends_sentence && before.folded.chars().count() > SHORTENED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.folded).collect()
    }

    #[test]
    fn words_are_letters_in_every_typography() {
        assert_eq!(folded("d’É\u{ad}LISE Œuvré_Łódź2 e\u{301}te"), ["d", "elise", "oeuvre", "lodz", "ete"]);
        assert_eq!(folded(""), [""; 0]);
    }

    #[test]
    fn words_of_one_name_stand_close() {
        let joined = |text: &str| {
            let tokens = tokens(text);
            joins(&tokens[0], &text[tokens[0].range.end..tokens[1].range.start])
        };
        for text in ["J. Berg", "Berg, Anna", "Anna\nBerg", "Anna\n> Berg", "Anna** *Berg", "anna%20berg", "anna.berg", "\"Anna\";\"Berg\""]
        {
            assert!(joined(text), "{text}");
        }
        for text in ["Anna. Berg", "Anna\n\nBerg", "Anna 2 Berg", "Anna — (« … ») — Berg"] {
            assert!(!joined(text), "{text}");
        }
    }
}
