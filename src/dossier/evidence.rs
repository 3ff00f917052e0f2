//! Evidence: finding a rule's quote in the text of its source, or else the passage nearest to it.
//!
//! Words are compared ([`fold::lower`](crate::prose::fold::lower)): white space, typography and punctuation make no difference, letters and
//! accents do.

use std::collections::HashMap;
use std::ops::Range;

use super::Content;
use crate::prose::Concordance;
use crate::prose::words::{Word, words};

/// Bytes of the source's file at which the words of `quote` stand in order, in one block; `None` if they stand nowhere.
pub fn find(quote: &str, content: &Content) -> Option<Range<usize>> {
    find_where(quote, content, |_| true)
}

/// The first such bytes that `fits`: the same words may stand in a source more than once.
pub fn find_where(quote: &str, content: &Content, fits: impl Fn(&Range<usize>) -> bool) -> Option<Range<usize>> {
    let blocks = &content.document.blocks;
    let wanted = keys(quote);
    let mut runs = concordance(content).runs(&wanted);
    runs.find_map(|(block, run)| Some(blocks[block].to_source(span(run))).filter(&fits))
}

/// Bytes of the source's file at which some of the words of a place in it stand, by their numbers there.
pub fn part(content: &Content, place: &Range<usize>, wanted: Range<usize>) -> Option<Range<usize>> {
    let (block, prose) = content.document.blocks.iter().find_map(|block| Some((block, block.to_prose(place.clone())?)))?;
    let mut run = Vec::new();
    words(block.text(content.file.text()).get(prose.clone())?, &mut run);
    let within = span(run.get(wanted)?);
    Some(block.to_source(prose.start + within.start..prose.start + within.end))
}

/// Bytes of the source's file that come nearest to `quote`: the stretch of as many words that shares most of them, at least a third.
pub fn nearest(quote: &str, content: &Content) -> Option<Range<usize>> {
    nearest_to(quote, content, 0)
}

/// The same; of stretches in different blocks that share as many words, the one closest to the byte `at`.
pub fn nearest_to(quote: &str, content: &Content, at: usize) -> Option<Range<usize>> {
    let wanted = keys(quote);
    let mut counts: HashMap<u64, isize> = HashMap::new();
    for &key in &wanted {
        *counts.entry(key).or_default() += 1;
    }
    let mut best: Option<(usize, Range<usize>)> = None;
    let closer = |new: &Range<usize>, old: &Range<usize>| new.start.abs_diff(at) < old.start.abs_diff(at);
    for (block, run) in content.document.blocks.iter().zip(concordance(content).blocks()) {
        let (shared, first) = densest(run, &counts, wanted.len());
        if shared * 3 < wanted.len().max(1) || best.as_ref().is_some_and(|(most, _)| shared < *most) {
            continue;
        }
        let place = block.to_source(span(&run[first..run.len().min(first + wanted.len())]));
        if best.as_ref().is_none_or(|(most, old)| shared > *most || closer(&place, old)) {
            best = Some((shared, place));
        }
    }
    best.map(|(_, range)| range)
}

/// How many of the counted words the best window of `width` words shares, and where it begins.
fn densest(run: &[Word], counts: &HashMap<u64, isize>, width: usize) -> (usize, usize) {
    let mut left = counts.clone();
    let (mut shared, mut best) = (0, (0, 0));
    for at in 0..run.len() {
        if let Some(count) = left.get_mut(&run[at].key) {
            shared += usize::from(*count > 0);
            *count -= 1;
        }
        if at >= width
            && let Some(count) = left.get_mut(&run[at - width].key)
        {
            *count += 1;
            shared -= usize::from(*count > 0);
        }
        if shared > best.0 {
            best = (shared, (at + 1).saturating_sub(width));
        }
    }
    best
}

fn concordance(content: &Content) -> &Concordance {
    content.document.concordance(content.file.text())
}

fn keys(text: &str) -> Vec<u64> {
    let mut run = Vec::new();
    words(text, &mut run);
    run.iter().map(|word| word.key).collect()
}

fn span(run: &[Word]) -> Range<usize> {
    match (run.first(), run.last()) {
        (Some(first), Some(last)) => first.start as usize..last.end as usize,
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;
    use crate::source::SourceFile;

    fn content(text: &str) -> Content {
        let file = SourceFile::from_text("s.txt", text);
        let document = Format::Text.read(&file);
        Content { file, path: "s.txt".into(), document, format: Format::Text }
    }

    #[test]
    fn typography_and_white_space_make_no_difference_and_letters_do() {
        let source = content("Il a dit :\n\nL’homme,\u{a0}Isaac   Steidl, est parti.");
        let at = find("l'homme Isaac Steidl", &source).expect("it is there");
        assert_eq!(source.file.slice(at), "L’homme,\u{a0}Isaac   Steidl");
        assert_eq!(find("l'homme Isaac Steidel", &source), None);
        assert_eq!(find("« »", &source), None);
    }

    #[test]
    fn a_part_of_a_place_is_known_by_its_words() {
        let source = content("Avant.\n\nL’homme,\u{a0}Isaac   Steidl, est parti.");
        let at = find("l'homme Isaac Steidl", &source).expect("it is there");
        let shown = |wanted| part(&source, &at, wanted).map(|span| source.file.slice(span));
        assert_eq!([shown(2..3), shown(2..4), shown(3..9)], [Some("Isaac"), Some("Isaac   Steidl"), None]);
    }

    #[test]
    fn the_nearest_passage_shares_most_words() {
        let source = content("Un deux trois. Le site a été fermé le 25 juin.\n\nAutre chose.");
        let at = nearest("le site a été ouvert le 26 juin", &source).expect("something is near");
        assert!(source.file.slice(at).contains("site a été fermé"));
        assert_eq!(nearest("rien de tel nulle part ailleurs", &source), None);
    }
}
