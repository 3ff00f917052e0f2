//! What the blocks of a draft said when they were last read: while a draft is written, one block changes and a thousand do not.
//!
//! What a block says depends on its own text and markup alone. Places are kept from the block's beginning on, so that a block that only
//! moved is known too. What only the whole document decides is decided anew each time, from what is remembered.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::rc::Rc;

use super::place::Placed;
use crate::prose::Block;

/// The blocks of one draft, for one [`Checker`](super::Checker): with another, begin with a new one.
#[derive(Default)]
pub struct Memory {
    hasher: RandomState,
    /// By the hash of what was read.
    now: HashMap<u64, Rc<Known>>,
    /// Those of the check before.
    before: HashMap<u64, Rc<Known>>,
    read: usize,
    /// Whether the file sets apostrophes typographically, and whether straight.
    apostrophes: (bool, bool),
}

/// What a block said.
pub(super) struct Known {
    /// Every mention, its places counted from the block's beginning.
    pub(super) placed: Vec<Placed>,
    /// The dossiers of which an `about` word stands there, by index: most blocks have none, however many dossiers there are.
    pub(super) about: Vec<usize>,
}

impl Memory {
    /// How many blocks the last check had to read.
    pub fn read(&self) -> usize {
        self.read
    }

    /// Before the blocks of a file of this text. A fix takes over the apostrophes of its file where its paragraph has none.
    pub(super) fn begin(&mut self, text: &str) {
        self.read = 0;
        self.apostrophes = (text.contains('’'), text.contains('\''));
        // Both tables keep their room: a draft has about as many blocks as it had a keystroke ago.
        std::mem::swap(&mut self.before, &mut self.now);
        self.now.clear();
    }

    /// Forgets the blocks that are no longer there.
    pub(super) fn end(&mut self) {
        self.before.clear();
    }

    /// Where a check was stopped: what it had read and what it had not come to are both kept.
    pub(super) fn stop(&mut self) {
        self.now.extend(self.before.drain());
    }

    /// What a block says; `read` reads it, where it is not known, with places of the file and the `about` words seen. None where it did not.
    pub(super) fn block(
        &mut self,
        block: &Block,
        text: &str,
        link: bool,
        read: impl FnOnce() -> Option<(Vec<Placed>, Vec<usize>)>,
    ) -> Option<Rc<Known>> {
        let key = self.hasher.hash_one((Content(block, text), link, self.apostrophes));
        if let Some(known) = self.now.get(&key) {
            return Some(Rc::clone(known));
        }
        let known = match self.before.get(&key) {
            Some(known) => Rc::clone(known),
            None => {
                let (placed, about) = read()?;
                self.read += 1;
                let start = block.start();
                Rc::new(Known { placed: placed.iter().map(|placed| placed.moved(|at| at.saturating_sub(start))).collect(), about })
            }
        };
        self.now.insert(key, Rc::clone(&known));
        Some(known)
    }
}

/// A block with the text of its file.
struct Content<'a>(&'a Block, &'a str);

impl Hash for Content<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash_content(self.1, state);
    }
}
