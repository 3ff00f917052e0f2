//! Two values → whether one is the other with a slip: a digit dropped, doubled, changed or swapped, or another power of ten.

/// Whether `n` is `value` as a slip would make it.
///
/// One wrong digit counts from three digits on: of two, nearly every number is one digit away. Final zeros are not counted: they are the
/// rounding's, not the value's.
pub(super) fn is_slip(value: f64, n: f64) -> bool {
    let (Some(right), Some(written)) = (Decimal::of(value), Decimal::of(n)) else { return false };
    if right.digits == written.digits {
        return is_power(&right, value, (right.exponent - written.exponent).unsigned_abs());
    }
    right.digits.len() >= 3 && written.at(right.exponent).is_some_and(|written| one_digit_off(&right.digits, &written))
}

/// Whether `n` is `value` with two neighbouring digits swapped, of three or more: no other figure is that by chance.
pub(super) fn is_swap(value: f64, n: f64) -> bool {
    let (Some(right), Some(written)) = (Decimal::of(value), Decimal::of(n)) else { return false };
    let same_size = right.exponent == written.exponent && right.digits.len() == written.digits.len() && right.digits.len() >= 3;
    let differing: Vec<usize> = (0..right.digits.len()).filter(|&at| same_size && right.digits[at] != written.digits[at]).collect();
    matches!(differing[..], [a, b] if b == a + 1 && right.digits[a] == written.digits[b] && right.digits[b] == written.digits[a])
}

/// Whether so many zeros are a slip rather than chance: round values and far powers meet by chance.
fn is_power(right: &Decimal, value: f64, zeros: u32) -> bool {
    match right.digits.len() {
        0 => false,
        1 => (zeros == 1 && value >= 100.0) || (zeros == 3 && value >= 1e6),
        2 => zeros <= 3,
        _ => true,
    }
}

/// A value as its digits, no zero at either end, and the power of ten of the last.
struct Decimal {
    digits: Vec<u8>,
    exponent: i32,
}

impl Decimal {
    fn of(value: f64) -> Option<Self> {
        if !value.is_finite() || value <= 0.0 {
            return None;
        }
        // As many digits as a float surely has: what comes of `8.54` and `billion` may be off in the last.
        let written = format!("{value:.13e}");
        let (mantissa, power) = written.split_once('e')?;
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        let behind = digits.len() as i32 - 1;
        let zeros = digits.iter().rev().take_while(|&&digit| digit == b'0').count();
        digits.truncate(digits.len() - zeros);
        Some(Self { digits, exponent: power.parse::<i32>().ok()? - behind + zeros as i32 })
    }

    /// The digits down to a power of ten; none where there are more behind it.
    fn at(&self, exponent: i32) -> Option<Vec<u8>> {
        let zeros = usize::try_from(self.exponent - exponent).ok()?;
        Some(self.digits.iter().copied().chain(std::iter::repeat_n(b'0', zeros)).collect())
    }
}

/// Whether a digit was dropped, doubled, changed, or swapped with the next.
fn one_digit_off(right: &[u8], written: &[u8]) -> bool {
    let same = right.iter().zip(written).take_while(|(a, b)| a == b).count();
    let (rest, other) = (&right[same..], &written[same..]);
    match (rest, other) {
        _ if rest.len() == other.len() + 1 => rest[1..] == *other,
        _ if other.len() == rest.len() + 1 => other[1..] == *rest && same > 0 && other[0] == right[same - 1],
        ([a, b, ..], [c, d, ..]) if (a, b) == (d, c) => rest[2..] == other[2..],
        ([_, ..], [_, ..]) => rest[1..] == other[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_digit_wrong_is_a_slip_from_three_digits_on() {
        for (value, n) in [(412.0, 42.0), (412.0, 4112.0), (412.0, 4122.0), (412.0, 912.0), (9371.0, 3971.0), (101_980_000.0, 10_980_000.0)]
            .into_iter()
            .chain([(5.84 * 1e9, 8.54 * 1e9), (0.0415, 0.0451), (8.54e9, 5.84 * 1e9)])
        {
            assert!(is_slip(value, n), "{n} for {value}");
        }
        for (value, n) in
            [(412.0, 930.0), (54.0, 18.0), (950e6, 50e6), (412.0, 4152.0), (12.0, 2.0), (5482.0, 12000.0), (412.0, 412.0 * 3.0)]
        {
            assert!(!is_slip(value, n), "{n} for {value}");
        }
    }

    #[test]
    fn swapped_digits_are_told_from_one_that_is_wrong() {
        for (value, n) in [(346.0, 364.0), (9371.0, 3971.0), (5.84 * 1e9, 8.54 * 1e9)] {
            assert!(is_swap(value, n), "{n} for {value}");
        }
        for (value, n) in [(346.0, 347.0), (346.0, 643.0), (34.0, 43.0), (340.0, 430.0), (346.0, 3640.0), (346.0, 346.0)] {
            assert!(!is_swap(value, n), "{n} for {value}");
        }
    }

    #[test]
    fn another_power_of_ten_is_a_slip_unless_chance_explains_it() {
        for (value, n) in [(38.6e6, 3.86e6), (12.75e6, 12.75e9), (96.0, 960.0), (5e6, 5e9), (2000.0, 200.0), (101.98e6, 101.98e12)] {
            assert!(is_slip(value, n), "{n} for {value}");
        }
        for (value, n) in [(4.0, 40.0), (70.0, 7.0), (2000.0, 20.0), (25e6, 25.0)] {
            assert!(!is_slip(value, n), "{n} for {value}");
        }
    }
}
