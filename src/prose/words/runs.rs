//! Text → runs of bytes that may be words, found 64 bytes at a time and without a branch for each byte.
//!
//! A run is a longest stretch of ASCII letters, digits, `_` and bytes of other characters; what those are is seen afterwards. Every byte
//! of every draft goes through here, so bytes are compared many at a time, and 64 answers stand in one word ([`bits`]).

use std::ops::Range;

use crate::prose::bits;

/// A stretch of bytes, and whether all of it is ASCII.
pub(super) struct Run {
    pub(super) range: Range<usize>,
    pub(super) is_ascii: bool,
}

/// Calls `found` with every run, in order.
#[inline]
pub(super) fn runs(bytes: &[u8], mut found: impl FnMut(Run)) {
    // Where the run began that goes on from the block before.
    let mut open = None;
    // One block more behind a last one that is full: a run that ends with the text ends there.
    for at in (0..=bytes.len()).step_by(64) {
        let (inside, other) = block(&bytes[at..bytes.len().min(at + 64)]);
        let before = inside << 1 | u64::from(open.is_some());
        let (mut starts, mut ends) = (inside & !before, before & !inside);
        while ends != 0 {
            let end = at + ends.trailing_zeros() as usize;
            let range = match open.take() {
                Some(start) => start..end,
                None => {
                    let start = at + starts.trailing_zeros() as usize;
                    starts &= starts - 1;
                    start..end
                }
            };
            found(Run { is_ascii: is_ascii(bytes, &range, other, at), range });
            ends &= ends - 1;
        }
        if starts != 0 {
            open = Some(at + starts.trailing_zeros() as usize);
        }
    }
}

/// Whether a run that ends in the block at `at` is; `other` are the bytes of that block that are not.
#[inline]
fn is_ascii(bytes: &[u8], range: &Range<usize>, other: u64, at: usize) -> bool {
    if range.start < at {
        return bytes[range.clone()].is_ascii();
    }
    other == 0 || (other >> (range.start - at)) & (u64::MAX >> (64 - range.len().clamp(1, 64))) == 0
}

/// For up to 64 bytes, a bit each: which are part of a run, and which are no ASCII.
fn block(bytes: &[u8]) -> (u64, u64) {
    let letter = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26;
    let digit = |byte: u8| byte.wrapping_sub(b'0') < 10;
    let other = |byte: u8| byte >= 0x80;
    (bits::of(bytes, |byte| letter(byte) | digit(byte) | (byte == b'_') | other(byte)), bits::of(bytes, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_those_that_a_plain_loop_finds() {
        let texts =
            ["", "a", " a", "a ", "ab_9 é-x’y", &"mot é ".repeat(40), &"a".repeat(200), &format!("{}é", "z".repeat(63)), &" ".repeat(130)];
        for text in texts {
            let is_inside = |b: u8| b >= 0x80 || b.is_ascii_alphanumeric() || b == b'_';
            let mut wanted: Vec<Range<usize>> = Vec::new();
            for (i, &b) in text.as_bytes().iter().enumerate().filter(|&(_, &b)| is_inside(b)) {
                let _ = b;
                match wanted.last_mut() {
                    Some(last) if last.end == i => last.end = i + 1,
                    _ => wanted.push(i..i + 1),
                }
            }
            let mut got = Vec::new();
            runs(text.as_bytes(), |run| {
                assert_eq!(run.is_ascii, text.as_bytes()[run.range.clone()].is_ascii());
                got.push(run.range);
            });
            assert_eq!(got, wanted, "{text}");
        }
    }
}
