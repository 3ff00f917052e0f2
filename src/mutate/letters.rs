//! Slips of the fingers: one word in, the same with one slip each out.

use super::Mistake;

const QWERTY: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const AZERTY: [&str; 3] = ["azertyuiop", "qsdfghjklm", "wxcvbn"];

/// Letters with an accent, each before the one without.
const ACCENTS: &str = "àaâaäaáaãaåaçcéeèeêeëeîiïiíiñnôoöoóoõoùuûuüuúuÿyÀAÂAÇCÉEÈEÊEËEÎIÏIÔOÖOÙUÛUÜUšsžzčcćcłlşsğgøo";

/// Every letter dropped, doubled, exchanged with the next, or its neighbour on the keyboard; every accent lost. A word that begins with a
/// capital still does.
pub(super) fn slips(word: &str, french: bool) -> Vec<(Mistake, String)> {
    let letters: Vec<char> = word.chars().collect();
    let mut slips = Vec::new();
    let mut add = |mistake: Mistake, changed: Vec<char>| {
        let changed = in_case(&letters, changed);
        if changed != word && !changed.is_empty() {
            slips.push((mistake, changed));
        }
    };
    for at in 0..letters.len() {
        let with = |from: usize, to: usize, by: &[char]| [&letters[..from], by, &letters[to..]].concat();
        add(Mistake::LetterDropped, with(at, at + 1, &[]));
        add(Mistake::LetterDoubled, with(at, at, &letters[at..=at]));
        if let Some(&next) = letters.get(at + 1) {
            add(Mistake::LettersTransposed, with(at, at + 2, &[next, letters[at]]));
        }
        if let Some(key) = neighbour(letters[at], french) {
            add(Mistake::NeighbouringKey, with(at, at + 1, &[key]));
        }
        if let Some(bare) = without_accent(letters[at]) {
            add(Mistake::AccentLost, with(at, at + 1, &[bare]));
        }
    }
    slips
}

/// One slip of each sort, in the middle of the word.
pub(super) fn few(word: &str, french: bool) -> Vec<(Mistake, String)> {
    let all = slips(word, french);
    let sorts = [Mistake::LetterDropped, Mistake::LetterDoubled, Mistake::LettersTransposed, Mistake::NeighbouringKey, Mistake::AccentLost];
    let middle = |sort: &Mistake| {
        let mine: Vec<&(Mistake, String)> = all.iter().filter(|(mistake, _)| mistake == sort).collect();
        mine.get(mine.len() / 2).map(|slip| (*slip).clone())
    };
    sorts.iter().filter_map(middle).collect()
}

/// A word of one capital and small letters keeps to that.
fn in_case(word: &[char], changed: Vec<char>) -> String {
    let titled = word.len() > 1 && word[0].is_uppercase() && word[1..].iter().all(|c| !c.is_uppercase());
    if !titled {
        return changed.into_iter().collect();
    }
    let lower = changed.into_iter().flat_map(char::to_lowercase).enumerate();
    lower.flat_map(|(at, c)| if at == 0 { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }).collect()
}

/// The key to the right, or at the end of a row to the left.
fn neighbour(letter: char, french: bool) -> Option<char> {
    let small = letter.to_ascii_lowercase();
    let row = if french { AZERTY } else { QWERTY }.into_iter().find(|row| row.contains(small))?;
    let at = row.find(small)?;
    let key = row[at + 1..].chars().next().or_else(|| row[..at].chars().next_back())?;
    Some(if letter.is_uppercase() { key.to_ascii_uppercase() } else { key })
}

/// The letter without its accent; none, where it has none.
pub(super) fn without_accent(letter: char) -> Option<char> {
    let pairs: Vec<char> = ACCENTS.chars().collect();
    pairs.chunks_exact(2).find(|pair| pair[0] == letter).map(|pair| pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_every_slip_of_one_finger() {
        let slips = slips("Éva", false);
        let made = |mistake: Mistake| slips.iter().filter(|slip| slip.0 == mistake).map(|slip| slip.1.as_str()).collect::<Vec<_>>();
        assert_eq!(made(Mistake::LetterDropped), ["Va", "Éa", "Év"]);
        assert_eq!(made(Mistake::LetterDoubled), ["Ééva", "Évva", "Évaa"]);
        assert_eq!(made(Mistake::LettersTransposed), ["Véa", "Éav"]);
        assert_eq!(made(Mistake::NeighbouringKey), ["Éba", "Évs"]);
        assert_eq!(made(Mistake::AccentLost), ["Eva"]);
    }

    #[test]
    fn keyboards_differ() {
        assert_eq!((neighbour('A', true), neighbour('a', false), neighbour('p', true)), (Some('Z'), Some('s'), Some('o')));
    }
}
