//! The tables `same` of the languages → the one key of words that are written in several ways: `12` and `douze`, `%` and `pour cent`.
//!
//! Which of them stands in a newspaper is the house's style and no change of what was said.

use std::collections::HashMap;

use super::token::Token;
use crate::language::Language;
use crate::prose::fold;
use crate::prose::words::words;

/// All writings of all languages.
pub(super) struct Writings {
    /// By the key of the first word. The longest first.
    phrases: HashMap<u64, Vec<Writing>>,
}

struct Writing {
    keys: Box<[u64]>,
    /// Stands for all writings of the row.
    whole: u64,
    /// One of the writings is a number in digits.
    digits: bool,
}

impl Writings {
    pub(super) fn new() -> Self {
        let mut phrases: HashMap<u64, Vec<Writing>> = HashMap::new();
        let mut known: HashMap<Box<[u64]>, u64> = HashMap::new();
        for row in Language::ALL.into_iter().flat_map(|language| &language.tables().quote.same) {
            let all: Vec<Box<[u64]>> = row.iter().map(|writing| keys(writing)).collect();
            // `2` is in a row of every language: all those rows are one.
            let shared = all.iter().find_map(|keys| known.get(keys)).copied();
            let Some(whole) = shared.or(row.first().map(|first| fold::key(first))) else { continue };
            let digits = row.iter().any(|writing| writing.starts_with(|c: char| c.is_ascii_digit()));
            for keys in all.into_iter().filter(|keys| !keys.is_empty()) {
                known.insert(keys.clone(), whole);
                phrases.entry(keys[0]).or_default().push(Writing { keys, whole, digits });
            }
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|writing| std::cmp::Reverse(writing.keys.len()));
        }
        Self { phrases }
    }

    /// Whether a sign that is no letter is one of the writings: `%`.
    pub(super) fn has_sign(&self, sign: char) -> bool {
        !sign.is_ascii_whitespace() && self.phrases.contains_key(&sign_key(sign))
    }

    /// Puts one token in the place of all that are one writing.
    pub(super) fn unite(&self, tokens: &mut Vec<Token>) {
        if !tokens.iter().any(|token| self.phrases.contains_key(&token.key)) {
            return;
        }
        let mut out = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            let mut token = tokens[at].clone();
            let mut length = 1;
            if let Some(writing) = self.at(&tokens[at..]) {
                length = writing.keys.len();
                (token.key, token.bare, token.end) = (writing.whole, writing.whole, tokens[at + length - 1].end);
                token.digits |= writing.digits;
            }
            out.push(token);
            at += length;
        }
        *tokens = out;
    }

    fn at(&self, tokens: &[Token]) -> Option<&Writing> {
        let list = self.phrases.get(&tokens.first()?.key)?;
        let fits = |keys: &[u64]| tokens.len() >= keys.len() && keys.iter().zip(tokens).all(|(key, token)| token.key == *key);
        list.iter().find(|writing| fits(&writing.keys))
    }
}

pub(super) fn sign_key(sign: char) -> u64 {
    fold::key(sign.encode_utf8(&mut [0; 4]))
}

fn keys(writing: &str) -> Box<[u64]> {
    let mut run = Vec::new();
    words(writing, &mut run);
    if run.is_empty() { writing.chars().map(sign_key).collect() } else { run.iter().map(|word| word.key).collect() }
}
