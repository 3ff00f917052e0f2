//! A first look at a file: which braces belong together, what its own commands are, where its text begins, what its comments say.

use std::collections::HashSet;
use std::ops::Range;

use super::commands::{self, Sort};
use super::lexer::{Lexer, Token};
use crate::prose::Comment;

/// What the first look has found.
#[derive(Debug, Default)]
pub(super) struct Groups<'a> {
    /// Where a brace or bracket opens, and where it closes, in order.
    pairs: Vec<(u32, u32)>,
    /// The commands that the file defines.
    pub(super) defined: HashSet<&'a str>,
    /// Whether the text has a preamble before it.
    pub(super) has_preamble: bool,
    /// Its comments, in order.
    pub(super) comments: Vec<Comment>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        let mut found = Self::default();
        let mut lexer = Lexer::new(text, start);
        // Where it opened, and whether it is a brace.
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut names = false;
        while let Some((token, span)) = lexer.next() {
            match token {
                Token::Open => open.push((span.start, true)),
                Token::OpenOption => open.push((span.start, false)),
                Token::Close => {
                    drop_options(&mut open);
                    found.pair(open.pop(), span);
                }
                Token::CloseOption => {
                    let opened = open.pop_if(|(_, is_brace)| !*is_brace);
                    found.pair(opened, span);
                }
                Token::Blank => drop_options(&mut open),
                Token::Begin("document") => {
                    open.clear();
                    found.has_preamble = true;
                }
                Token::Command(name) if names => {
                    found.defined.insert(name);
                    names = false;
                }
                Token::Command(name) => names = matches!(commands::of(name).sort, Sort::Define | Sort::Def),
                Token::Comment(body) => found.comments.push(Comment { span, body }),
                Token::Text => names = false,
                _ => {}
            }
        }
        found.pairs.sort_unstable();
        found
    }

    fn pair(&mut self, opened: Option<(usize, bool)>, closing: Range<usize>) {
        if let Some((open, _)) = opened {
            self.pairs.push((open as u32, closing.start as u32));
        }
    }

    /// Where what opens at a place closes.
    pub(super) fn close(&self, open: usize) -> Option<usize> {
        let found = self.pairs.binary_search_by_key(&open, |&(open, _)| open as usize).ok()?;
        Some(self.pairs[found].1 as usize)
    }
}

/// Brackets that are not closed in their group and paragraph are signs like others.
fn drop_options(open: &mut Vec<(usize, bool)>) {
    while open.pop_if(|(_, is_brace)| !*is_brace).is_some() {}
}
