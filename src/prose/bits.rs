//! Bytes → answers, 64 at a time and without a branch for each: a bit of one word for every byte.

/// One in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;

/// For up to 64 bytes, a bit each, the first lowest: for which `is` holds. It must not hold for zero.
#[inline]
pub(crate) fn of(bytes: &[u8], is: impl Fn(u8) -> bool) -> u64 {
    let Ok(bytes) = <&[u8; 64]>::try_from(bytes) else {
        let mut padded = [0; 64];
        padded[..bytes.len()].copy_from_slice(bytes);
        return full(&padded, is);
    };
    full(bytes, is)
}

/// The places of the bytes for which `is` holds, in order. It must not hold for zero.
pub(crate) fn places(bytes: &[u8], is: impl Fn(u8) -> bool) -> impl Iterator<Item = usize> {
    let (mut next, mut block, mut left) = (0, 0, 0_u64);
    std::iter::from_fn(move || {
        while left == 0 {
            if next >= bytes.len() {
                return None;
            }
            (block, left) = (next, of(&bytes[next..bytes.len().min(next + 64)], &is));
            next += 64;
        }
        let at = block + left.trailing_zeros() as usize;
        left &= left - 1;
        Some(at)
    })
}

#[inline]
fn full(bytes: &[u8; 64], is: impl Fn(u8) -> bool) -> u64 {
    // A plain loop over an array of fixed size: the compiler compares 16 bytes at once, or more.
    let mut flags = [0_u8; 64];
    for (flag, &byte) in flags.iter_mut().zip(bytes) {
        *flag = u8::from(is(byte)) << 7;
    }
    gather(&flags)
}

/// Bit 7 of each of 64 bytes.
fn gather(bytes: &[u8; 64]) -> u64 {
    let (chunks, _) = bytes.as_chunks::<8>();
    let each = chunks.iter().map(|&chunk| ((u64::from_le_bytes(chunk) & (EACH * 0x80)) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56);
    each.rev().fold(0, |bits, eight| bits << 8 | eight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_its_bit() {
        let text = format!("{}b{}", "a".repeat(63), "b");
        assert_eq!(of(&text.as_bytes()[..64], |byte| byte == b'b'), 1 << 63);
        assert_eq!(of(b"abab", |byte| byte == b'b'), 0b1010);
        assert_eq!(of(b"", |byte| byte == b'b'), 0);
        assert_eq!(places(text.as_bytes(), |byte| byte == b'b').collect::<Vec<_>>(), [63, 64]);
        assert_eq!(places(b"", |byte| byte == b'b').next(), None);
    }
}
