//! Whether a short form comes from words: each gives its first letters, in order.

/// A word that may give letters.
#[derive(Debug)]
pub(super) struct Giver {
    /// Lower case, no accents.
    pub(super) letters: Vec<char>,
    /// No article, preposition or the like: it should give a letter.
    pub(super) content: bool,
}

/// Letters that one word gives at most.
const PIECE: usize = 4;

/// How many words of content give nothing, if all letters come from the words and the first word gives the first.
pub(super) fn idle(short: &[char], givers: &[Giver]) -> Option<usize> {
    let first = givers.first()?;
    if !first.content || first.letters.first() != short.first() {
        return None;
    }
    // `best[n]`: the fewest idle words where the first `n` letters are given.
    let mut best: Vec<Option<usize>> = vec![None; short.len() + 1];
    best[0] = Some(0);
    for (at, giver) in givers.iter().enumerate() {
        let mut next = vec![None; short.len() + 1];
        for n in 0..=short.len() {
            let Some(cost) = best[n] else { continue };
            if at > 0 {
                lower(&mut next[n], cost + usize::from(giver.content));
            }
            let most = if giver.content { PIECE } else { 1 };
            let given = short[n..].iter().zip(&giver.letters).take(most).take_while(|(a, b)| a == b).count();
            (1..=given).for_each(|length| lower(&mut next[n + length], cost));
        }
        best = next;
    }
    best[short.len()]
}

fn lower(best: &mut Option<usize>, cost: usize) {
    *best = Some(best.map_or(cost, |known| known.min(cost)));
}

/// Whether a short form of four letters or more is one letter from the initials of the words of content.
pub(super) fn is_nearly(short: &[char], givers: &[Giver]) -> bool {
    let initials: String = givers.iter().filter(|giver| giver.content).filter_map(|giver| giver.letters.first()).collect();
    let first = givers.first().is_some_and(|giver| giver.content && giver.letters.first() == short.first());
    first && short.len() >= 4 && strsim::osa_distance(&initials, &short.iter().collect::<String>()) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn givers(text: &str) -> Vec<Giver> {
        let content = |word: &str| !matches!(word, "de" | "la" | "d" | "et" | "of" | "the" | "contre" | "aux");
        text.split([' ', '-', '\'']).map(|word| Giver { letters: word.chars().collect(), content: content(word) }).collect()
    }

    fn cost(short: &str, text: &str) -> Option<usize> {
        idle(&short.chars().collect::<Vec<_>>(), &givers(text))
    }

    #[test]
    fn letters_come_from_the_beginnings_of_words_in_order() {
        assert_eq!(cost("cse", "comite social d'entreprise"), Some(0));
        assert_eq!(cost("symaver", "syndicat mixte d'amenagement de la vernelle"), Some(0));
        assert_eq!(cost("junalco", "juridiction nationale chargee de la lutte contre la criminalite organisee"), Some(1));
        assert_eq!(cost("hcp", "hand-count protocol"), Some(0));
        assert_eq!(cost("tce", "trichloroethylene"), None);
        assert_eq!(cost("ogs", "safety of groundwater office"), None);
        assert_eq!(cost("ogs", "orderly safety of groundwater"), None);
    }

    #[test]
    fn a_letter_may_be_wrong() {
        let nearly = |short: &str, text: &str| is_nearly(&short.chars().collect::<Vec<_>>(), &givers(text));
        assert!(nearly("ifsp", "independent football ownership panel"));
        assert!(!nearly("ifop", "independent football ownership panel") && !nearly("abc", "a bad d"));
    }
}
