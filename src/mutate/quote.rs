//! Slips in quotations: a word left out, a digit changed, a negation lost. Words at the edges are left: without them it is only shorter.

use std::ops::Range;

use super::{Base, Made, Mistake, Mutant, words};
use crate::kind::quote::fact::Quote;

/// Words without which a sentence says the opposite, with what belongs to them.
const NEGATIONS: [&str; 8] = [" pas ", " ne ", " n’", " n'", " jamais ", " not ", " never ", " no "];

pub(super) fn mutants(made: &Made<'_>, quote: &Quote) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (base, at) in quotations(made, quote) {
        let text = &base.text[at.clone()];
        let words = words(text);
        if words.len() <= quote.min_words.max(3) {
            continue;
        }
        for word in &words[1..words.len() - 1] {
            mutants.push(dropped(&base, at.start, word));
        }
        for (byte, digit) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let other = if digit == '9' { '8' } else { (digit as u8 + 1) as char };
            let place = at.start + byte..at.start + byte + 1;
            mutants.push(base.with(Mistake::DigitChanged, place, &other.to_string()));
        }
        for negation in NEGATIONS {
            mutants.extend(text.match_indices(negation).map(|(byte, _)| {
                let mut mutant = base.with(Mistake::NegationDropped, at.start + byte..at.start + byte + negation.len(), " ");
                widen(&mut mutant);
                mutant
            }));
        }
    }
    mutants
}

/// A word left out, with the space or the apostrophe behind it.
fn dropped(base: &Base, start: usize, word: &Range<usize>) -> Mutant {
    let (from, mut to) = (start + word.start, start + word.end);
    if let Some(space) = base.text[to..].chars().next().filter(|c| matches!(c, ' ' | '’' | '\'' | '-')) {
        to += space.len_utf8();
    }
    let mut mutant = base.with(Mistake::WordDropped, from..to, "");
    widen(&mut mutant);
    mutant
}

/// Where something was left out, the words on both sides may show it.
fn widen(mutant: &mut Mutant) {
    let words = words(&mutant.text);
    let before = words.iter().rfind(|word| word.end <= mutant.changed.start).map_or(0, |word| word.start);
    let after = words.iter().find(|word| word.start >= mutant.changed.end).map_or(mutant.text.len(), |word| word.end);
    mutant.changed = before..after;
}

/// Texts with a quotation that is right: the canonical and the evidence between quotation marks, and the `valid` texts whose quotation
/// stands in the source.
fn quotations(made: &Made<'_>, quote: &Quote) -> Vec<(Base, Range<usize>)> {
    let (open, close) = if made.french { ("« ", " »") } else { ("“", "”") };
    let quoted = made.rule.evidence.iter().filter_map(|evidence| evidence.quote.as_ref()).chain(&quote.canonical);
    let mut found: Vec<(Base, Range<usize>)> = quoted
        .map(|text| {
            let written = if made.french { "Le texte dit : " } else { "The text says: " };
            let start = written.len() + open.len();
            let inner = text.value.trim();
            (Base { text: format!("{written}{open}{inner}{close}."), span: text.span.clone() }, start..start + inner.len())
        })
        .collect();
    for valid in &made.rule.valid {
        let base = Base { text: valid.value.clone(), span: valid.span.clone() };
        found.extend(inside(&base.text).filter(|at| stands(made, quote, &base.text[at.clone()])).map(|at| (base.clone(), at)));
    }
    found
}

/// Between quotation marks of one style.
fn inside(text: &str) -> impl Iterator<Item = Range<usize>> {
    let marks = [('«', '»'), ('“', '”')];
    let of = |(open, close): (char, char)| {
        let start = text.find(open)? + open.len_utf8();
        Some(start..start + text[start..].find(close)?)
    };
    let found: Vec<Range<usize>> = marks.into_iter().filter_map(of).collect();
    found.into_iter()
}

/// Whether the rule's source or canonical has it, letter by letter.
fn stands(made: &Made<'_>, quote: &Quote, quotation: &str) -> bool {
    let plain = |text: &str| text.replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ");
    let content = quote.source.and_then(|source| made.sources.get(source)?.content.as_ref());
    let held = content.map(|content| content.file.text()).or(quote.canonical.as_ref().map(|text| text.value.as_str()));
    held.is_some_and(|held| plain(held).contains(&plain(quotation)))
}
