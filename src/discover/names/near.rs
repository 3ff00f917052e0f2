//! Two spellings → whether one can be a slip of the other.

/// Letters up to which one slip is allowed; of longer words, two.
const ONE_SLIP: usize = 6;

/// Letters of the shortest word that is held against others.
const SHORTEST: usize = 4;

/// How many slips two words without accents are apart; none where they are equal, or too far for their length.
pub(super) fn slips(a: &str, b: &str) -> Option<usize> {
    let (long, short) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    if short < SHORTEST || long - short > 2 || a == b || !begins_alike(a, b) || a.chars().chain(b.chars()).any(char::is_numeric) {
        return None;
    }
    let most = if short <= ONE_SLIP { 1 } else { 2 };
    let distance = strsim::osa_distance(a, b);
    (1..=most).contains(&distance).then_some(distance)
}

/// The same first letter, one that sounds alike, or the first two swapped.
fn begins_alike(a: &str, b: &str) -> bool {
    const ALIKE: [(char, char); 5] = [('c', 'k'), ('i', 'y'), ('j', 'y'), ('s', 'z'), ('v', 'w')];
    let (mut x, mut y) = (a.chars(), b.chars());
    let ((Some(a), Some(b)), (c, d)) = ((x.next(), y.next()), (x.next(), y.next())) else { return false };
    a == b || ALIKE.iter().any(|&(one, other)| (one, other) == (a, b) || (other, one) == (a, b)) || (Some(a) == d && Some(b) == c)
}

/// Whether two words differ as the forms of one do: number, gender, or who is of a place (`Parisien`, `Eurasian`).
pub(super) fn is_inflection(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shared = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    // `Malachi` and `Malachy` are two spellings.
    if matches!((&a[shared..], &b[shared..]), (['i'], ['y']) | (['y'], ['i'])) {
        return false;
    }
    let ending = |rest: &[char]| {
        matches!(
            rest,
            [] | ['e' | 's' | 'x' | 'a' | 'o' | 'i' | 'n' | 'd' | 'r' | 'y']
                | ['r', 's']
                | ['e', 'd' | 'r']
                | ['e', 's']
                | ['n' | 'l' | 't' | 's', 'e']
                | ['a' | 'i', 'n']
                | ['i', 's']
        )
    };
    ending(&a[shared..]) && ending(&b[shared..])
}

/// Whether one given name is the other's form for the other sex: `Marin` and `Marine`, `Paul` and `Paula`.
pub(super) fn is_other_sex(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let rest = long.strip_prefix(short);
    let swapped = |x: char, y: char| a.strip_suffix(x).is_some_and(|stem| b.strip_suffix(y) == Some(stem));
    matches!(rest, Some("e" | "a" | "ne" | "le" | "te" | "na" | "ette" | "ine" | "tte"))
        || [('o', 'a'), ('a', 'o'), ('o', 'e'), ('e', 'o')].iter().any(|&(x, y)| swapped(x, y))
}

/// Whether the shorter of two given names may be short for the other: `Tom` and `Thomas`, `Sam` and `Samuel`.
pub(super) fn is_short_for(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let bare = short.strip_suffix("ie").or(short.strip_suffix('y')).unwrap_or(short);
    (long.starts_with(bare) && long.len() - bare.len() > 1) || (short.len() <= 5 && long.len() >= short.len() + 2)
}

/// The word, and the word without each of its letters: two words one slip apart share one of these.
pub(super) fn deletions(word: &str) -> impl Iterator<Item = String> + '_ {
    let without = word.char_indices().map(|(at, c)| format!("{}{}", &word[..at], &word[at + c.len_utf8()..]));
    std::iter::once(word.to_owned()).chain(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_grow_with_the_word_and_begin_alike() {
        for (a, b) in
            [("steidl", "steidel"), ("alun", "alan"), ("katharine", "catherine"), ("roquelaure", "roquelore"), ("georges", "george")]
        {
            assert!(slips(a, b).is_some(), "{a} {b}");
        }
        for (a, b) in
            [("maelle", "gaelle"), ("dale", "dana"), ("kervadec", "kervella"), ("kim", "kin"), ("steidl", "steidl"), ("renner", "rennies")]
        {
            assert!(slips(a, b).is_none(), "{a} {b}");
        }
    }

    #[test]
    fn forms_of_one_word_are_no_slips() {
        for (a, b) in [("parisien", "parisienne"), ("eurasia", "eurasian"), ("horizon", "horizons"), ("barcelone", "barcelona")] {
            assert!(is_inflection(a, b), "{a} {b}");
        }
        assert!(!is_inflection("junalco", "junaclo") && !is_inflection("achterberg", "achterburg"));
        assert!(!is_inflection("malachi", "malachy"));
        assert!(is_other_sex("marin", "marine") && is_other_sex("michel", "michelle") && is_other_sex("mario", "maria"));
        assert!(!is_other_sex("georges", "george"));
        assert!(is_short_for("tom", "thomas") && is_short_for("sam", "samuel") && !is_short_for("yvonne", "yvette"));
    }
}
