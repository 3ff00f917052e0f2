//! Two values → how one may have come from the other. No text is read here.

/// How two values that differ stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// Two digits are swapped, of so many.
    Swapped(usize),
    /// One is the other rounded.
    Rounded,
    /// One digit is another, of so many.
    Changed(usize),
    /// A digit is missing, of so many.
    Dropped(usize),
    /// The same digits, so many, at another power of ten.
    Tenfold(usize),
    /// They are near, within a tenth.
    Close,
    /// They are of the same size.
    Comparable,
}

impl Relation {
    /// The values alone do not tell that they are of the same thing.
    pub(super) fn is_of_size(self) -> bool {
        matches!(self, Self::Changed(_) | Self::Close | Self::Comparable) && !self.is_plain()
    }

    /// The values alone tell that one was made of the other: too many digits agree for chance.
    pub(super) fn is_plain(self) -> bool {
        matches!(self, Self::Swapped(3..) | Self::Changed(5..) | Self::Dropped(5..))
    }
}

/// From this value on a near one says something: below it every story has several.
const FEW: f64 = 10.0;

/// How the values stand to each other; none where they are of another size.
pub(super) fn relation(a: f64, b: f64) -> Option<Relation> {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low <= 0.0 || low == high {
        return None;
    }
    let (short, long) = digits(low, high);
    match () {
        () if is_swapped(&short, &long) => Some(Relation::Swapped(long.len())),
        () if is_rounded(low, high) || is_rounded(high, low) => Some(Relation::Rounded),
        () if long.len() >= 3 && is_changed(&short, &long) && high <= low * 2.0 => Some(Relation::Changed(long.len())),
        () if long.len() >= 2 && is_dropped(&short, &long) => Some(Relation::Dropped(long.len())),
        () if high <= low * 1.1 && low >= FEW => Some(Relation::Close),
        () if high <= low * 2.0 => Some(Relation::Comparable),
        () => None,
    }
}

/// Of how many digits the values are, where these are the same at another power of ten: `£412 billion` for `£412 million`.
pub(super) fn tenfold(a: f64, b: f64) -> Option<usize> {
    let mantissa = |value: f64| format!("{value:.11e}").split_once('e').map(|(digits, _)| digits.trim_end_matches('0').replace('.', ""));
    let (one, other) = (mantissa(a)?, mantissa(b)?);
    (a != b && one == other).then_some(one.len())
}

/// The digits of both down to the same power of ten; what both have no use for is left out.
fn digits(low: f64, high: f64) -> (String, String) {
    let of = |value: f64| match value {
        // Nearly all are whole, and a float is slow to write.
        whole if whole.fract() == 0.0 && whole < 1e15 => format!("{}000", whole as u64),
        _ => format!("{value:.3}").replace('.', ""),
    };
    let (mut low, mut high) = (of(low), of(high));
    while low.ends_with('0') && high.ends_with('0') {
        low.pop();
        high.pop();
    }
    let whole = |digits: &str| digits.trim_start_matches('0').to_owned();
    (whole(&low), whole(&high))
}

/// Two neighbours, or of four digits and more any two.
fn is_swapped(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let differ: Vec<usize> = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]).collect();
    match differ[..] {
        [first, second] => {
            let beside = second == first + 1 || (a.len() >= 4 && a[first] != b'0' && a[second] != b'0');
            a.len() == b.len() && a[first] == b[second] && a[second] == b[first] && beside
        }
        _ => false,
    }
}

/// Of how many digits, two at least, one is another.
pub(super) fn changed(a: f64, b: f64) -> Option<usize> {
    let (short, long) = if a < b { digits(a, b) } else { digits(b, a) };
    (long.len() >= 2 && is_changed(&short, &long)).then_some(long.len())
}

fn is_changed(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count() == 1
}

fn is_dropped(short: &str, long: &str) -> bool {
    let same = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    // Of few digits one is ten times the other by chance.
    let tenfold = long.len() < 4 && same == short.len();
    short.len() + 1 == long.len() && short[same..] == long[same + 1..] && !tenfold
}

/// Whether `round` is `exact` rounded to two digits or more, or to one that is near.
pub(super) fn is_rounded(exact: f64, round: f64) -> bool {
    let unit = |value: f64| (1..12).map(|power| 10f64.powi(power)).take_while(|unit| value % unit == 0.0).last().unwrap_or(1.0);
    let (fine, coarse) = (unit(exact), unit(round));
    exact >= 100.0 && round >= 100.0 && coarse > fine && (exact - round).abs() < coarse && (exact - round).abs() <= exact * 0.05
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_roundings_are_told_from_values_of_the_same_size() {
        assert_eq!(relation(1_350.0, 1_530.0), Some(Relation::Swapped(3)));
        assert_eq!(relation(38.4e6, 34.8e6), Some(Relation::Swapped(3)));
        assert_eq!(relation(86.5, 85.6), Some(Relation::Swapped(3)));
        assert_eq!(relation(37.0, 73.0), Some(Relation::Swapped(2)));
        assert_eq!(relation(17_216.0, 17_612.0), Some(Relation::Swapped(5)));
        assert_eq!(relation(23_051.0, 23_000.0), Some(Relation::Rounded));
        assert_eq!(relation(1_900.0, 1_864.0), Some(Relation::Rounded));
        assert_eq!(relation(412.0, 512.0), Some(Relation::Changed(3)));
        assert_eq!(relation(2_350.0, 23_500.0), Some(Relation::Dropped(4)));
        assert_eq!(relation(30.0, 300.0), None);
        assert_eq!(relation(75_000.0, 175_000.0), Some(Relation::Dropped(3)));
        assert_eq!(relation(2_451.0, 23_451.0), Some(Relation::Dropped(5)));
        assert_eq!(relation(11.0, 12.0), Some(Relation::Close));
        assert_eq!(relation(3.0, 4.0), Some(Relation::Comparable));
        assert_eq!(relation(480.0, 3.0), None);
        assert_eq!(relation(0.0, 3.0), None);
    }

    #[test]
    fn another_power_of_ten_has_the_same_digits() {
        assert_eq!(tenfold(412e6, 412e9), Some(3));
        assert_eq!(tenfold(9.6 * 1e6, 96e6), Some(2));
        assert_eq!(tenfold(500.0, 5_000.0), Some(1));
        assert_eq!(tenfold(412e6, 4.13e9), None);
        assert_eq!(tenfold(412.0, 412.0), None);
    }
}
