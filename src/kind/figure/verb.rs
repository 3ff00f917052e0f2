//! Units that are participles or verbs: `173 people were injured`, `the blast killed 173 people`.

use super::unit::tables;
use crate::language::{FigureTables, Phrases};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// How many words an auxiliary that stands between a figure and the participle that is its unit has; none where no participle follows.
pub(super) fn auxiliary(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let auxiliaries = |tables: &'static FigureTables| tables.auxiliaries.starting(passage.text, passage.words, at);
    let n = tables(passage).filter_map(auxiliaries).max()?;
    (at + n < passage.words.len() && is_participle(passage, at + n)).then_some(n)
}

/// Whether a word is a participle by its ending, or listed as one.
pub(super) fn is_participle(passage: &Passage<'_>, at: usize) -> bool {
    let word = fold::lower(passage.word(at));
    let ends = |ending: &String| word.ends_with(ending.as_str()) && word.len() > ending.len() + 1;
    tables(passage).any(|figure| figure.participles.has_key(passage.words[at].key) || figure.participle_endings.iter().any(ends))
}

/// The word before which the verb of a figure of persons must end: what qualifies the figure goes between. None where no persons are
/// counted, as in `killed 12 days later`.
pub(super) fn object(passage: &Passage<'_>, first: usize, next: usize) -> Option<usize> {
    let spaced = |at: usize| fold::gap(passage.gap_before(at)) == " ";
    let counted = |at: usize| tables(passage).any(|figure| figure.persons.has_key(passage.words[at].key));
    if next >= passage.words.len() || !spaced(next) || !counted(next) {
        return None;
    }
    let lists: [fn(&FigureTables) -> &Phrases; 3] =
        [|figure| &figure.lower_bounds, |figure| &figure.upper_bounds, |figure| &figure.approximators];
    let mut at = first;
    while at > 0 && spaced(at) {
        let ending = |list: &fn(&FigureTables) -> &Phrases| {
            tables(passage).filter_map(|figure| list(figure).ending(passage.text, passage.words, at - 1)).max()
        };
        match lists.iter().filter_map(ending).max() {
            Some(n) => at -= n,
            None => return Some(at),
        }
    }
    None
}
