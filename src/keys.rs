//! Keys of words ([`fold::key`](crate::prose::fold::key)): maps and sets of them, made for being asked of every word of every draft.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys are hashes already.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        // Only `write_u64` is ever called: keys are u64.
        self.0 = bytes.iter().fold(self.0, |hash, &byte| hash.rotate_left(8) ^ u64::from(byte));
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Indices by the keys of words.
pub(crate) type ByKey = HashMap<u64, Vec<u32>, BuildHasherDefault<Identity>>;

/// A set of keys that may say yes wrongly and never no wrongly: small enough to stay in the processor's cache. Each key sets two bits of
/// one word (a blocked Bloom filter: Putze, Sanders and Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007).
#[derive(Debug)]
pub(crate) struct Filter {
    words: Vec<u64>,
    /// How far a key is shifted to become the index of its word.
    shift: u32,
}

impl Default for Filter {
    /// The empty set.
    fn default() -> Self {
        Self { words: vec![0], shift: 63 }
    }
}

impl Filter {
    /// A filter that says yes wrongly once in 70 to 270 times: 16 to 32 bits a key.
    pub(crate) fn of(keys: impl ExactSizeIterator<Item = u64>) -> Self {
        let log = (keys.len() / 4).next_power_of_two().ilog2().clamp(1, 20);
        let mut filter = Self { words: vec![0; 1 << log], shift: 64 - log };
        for key in keys {
            filter.words[(key >> filter.shift) as usize] |= bits(key);
        }
        filter
    }

    #[inline]
    pub(crate) fn may_hold(&self, key: u64) -> bool {
        let bits = bits(key);
        self.words.get((key >> self.shift) as usize).is_some_and(|word| word & bits == bits)
    }
}

/// The two bits of a key, from its middle: the low bits of a product depend on few of its factors' bits.
#[inline]
fn bits(key: u64) -> u64 {
    1 << (key >> 38 & 63) | 1 << (key >> 32 & 63)
}
