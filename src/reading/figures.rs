//! The figures of a passage: numbers that count something, with what they count.
//!
//! A bare number is none: it may be a page, a rank, an article of law. Nor is a small number in words that takes up what was said (`les deux
//! hommes`).

use std::ops::Range;

use super::{Content, Read, Taken};
use crate::kind::figure::number::{Number, numbers};
use crate::kind::name::form::tables;
use crate::language::Tables;
use crate::prose::fold;
use crate::prose::passage::Passage;

/// Words of what is counted, at most.
const MOST: usize = 2;

/// Up to here a number in words may take up what was said before.
const SMALL: f64 = 10.0;

/// A number and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureRead {
    /// What it can mean: two values where a separator can be read both ways; of a range its lower end.
    pub values: Vec<f64>,
    /// The same of the upper end of a range; empty where it is none.
    pub upper: Vec<f64>,
    /// What is counted: its words folded, or a sign (`€`, `%`).
    pub counted: Vec<String>,
}

/// The figures that stand in nothing that was read before.
pub fn read(passage: &Passage<'_>, taken: &Taken) -> Vec<Read> {
    let numbers = numbers(passage);
    let limits = numbers.iter().skip(1).map(|next| next.words.start).chain([passage.words.len()]);
    let read = numbers.iter().zip(limits).filter(|(number, _)| !taken.has(&number.span) && !is_taken_up(passage, number));
    read.filter_map(|(number, limit)| one(passage, number, limit)).collect()
}

fn one(passage: &Passage<'_>, number: &Number, limit: usize) -> Option<Read> {
    let (span, counted, factor) = sign(passage, number).or_else(|| words(passage, number, limit))?;
    let scaled = |values: &[f64]| values.iter().map(|value| value * factor).collect();
    let content = Content::Figure(FigureRead { values: scaled(&number.readings), upper: scaled(&number.upper), counted });
    Some(Read { span, content })
}

/// `les deux hommes`, `these three sites`, `the two`.
fn is_taken_up(passage: &Passage<'_>, number: &Number) -> bool {
    let in_words = !passage.words[number.words.clone()].iter().any(|word| word.shape.has_digit());
    let small = number.readings.first().is_some_and(|&value| value <= SMALL);
    let before = number.words.start.checked_sub(1).filter(|_| passage.gap_before(number.words.start).trim().is_empty());
    in_words && small && before.is_some_and(|at| passage.tables().any(|tables| tables.determiners.has_key(passage.words[at].key)))
}

/// The bytes, what is counted, and what the value is multiplied by.
type Counted = (Range<usize>, Vec<String>, f64);

/// `5 €`, `54,7 %`, `£5m`, and the letters of a scale before a sign (`5 M€`).
fn sign(passage: &Passage<'_>, number: &Number) -> Option<Counted> {
    let mark = number.mark.as_ref().filter(|mark| mark.factor.is_some());
    let (end, factor) = mark.map_or((number.span.end, 1.0), |mark| (mark.span.end, mark.factor.unwrap_or(1.0)));
    let rest = &passage.text[end..];
    let bare = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    if let Some(sign) = bare.chars().next().filter(|&c| is_sign(c) && rest.len() - bare.len() <= 3) {
        let until = end + (rest.len() - bare.len()) + sign.len_utf8();
        return Some((number.span.start..until, vec![sign.to_string()], factor));
    }
    let front = passage.text[..number.span.start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let sign = front.chars().next_back().filter(|&c| is_sign(c) && c != '%' && number.span.start - front.len() <= 3)?;
    Some((front.len() - sign.len_utf8()..end, vec![sign.to_string()], factor))
}

fn is_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '%' | '‰' | '₠'..='₿')
}

/// `23 051 procédures`, `5 millions d’euros`, `93 km`, `12 police officers`.
fn words(passage: &Passage<'_>, number: &Number, limit: usize) -> Option<Counted> {
    if let Some(mark) = number.mark.as_ref().filter(|mark| mark.glued) {
        let unit = fold::lower(&passage.text[mark.span.clone()]).into_owned();
        return Some((number.span.start..mark.span.end, vec![unit], 1.0));
    }
    let mut counted = Vec::new();
    let mut end = number.words.end;
    for at in number.words.end..limit.min(number.words.end + 2 * MOST + 1) {
        let ends = counted.last().is_some_and(|&last| is_whole(passage, last));
        if !is_beside(passage, at) || counted.len() == MOST || ends {
            break;
        }
        if passage.tables().any(|tables| tables.figure.links.has_key(passage.words[at].key)) && counted.is_empty() {
            continue;
        }
        if !is_content(passage, at) {
            break;
        }
        counted.push(at);
        end = at + 1;
    }
    let folded = counted.iter().map(|&at| fold::lower(passage.word(at)).into_owned()).collect();
    (!counted.is_empty()).then(|| (number.span.start..passage.span(0..end).end, folded, 1.0))
}

/// Nothing but space, an apostrophe or a hyphen stands before it.
fn is_beside(passage: &Passage<'_>, at: usize) -> bool {
    matches!(&*fold::gap(passage.gap_before(at)), " " | "-" | "'")
}

/// A word that may be a noun or stand before one.
fn is_content(passage: &Passage<'_>, at: usize) -> bool {
    let word = &passage.words[at];
    let little = |tables: &Tables| {
        let lists = [&tables.function_words, &tables.determiners, &tables.prepositions, &tables.negations, &tables.saying];
        let figure = [&tables.figure.breaks, &tables.figure.auxiliaries, &tables.figure.participles, &tables.figure.others];
        let tail = [&tables.figure.rates, &tables.figure.joiners_of_tens, &tables.figure.range_joiners];
        lists.into_iter().chain(figure).chain(tail).any(|list| list.has_key(word.key))
    };
    // `12 Français`, but not the number of an item before its title.
    let people = || tables().any(|tables| tables.capitalised.has_key(fold::key(&fold::strip(passage.word(at)))));
    let cased = !word.shape.is_capitalised() || word.shape.is_upper() || people();
    word.shape.has_letter() && word.end - word.start > 1 && !word.shape.has_digit() && cased && !passage.tables().any(little)
}

/// A word that says what is counted by itself: in French any but an adjective that stands before its noun, in English a plural.
fn is_whole(passage: &Passage<'_>, at: usize) -> bool {
    let word = passage.word(at);
    let key = passage.words[at].key;
    passage.tables().all(|tables| match tables.figure.decimals.as_str() {
        "," => !tables.term.preposed.iter().flatten().any(|form| plural_of(form, word)),
        _ => {
            word.ends_with('s')
                || tables.figure.persons.has_key(key)
                || tables.figure.participle_endings.iter().any(|end| word.ends_with(end.as_str()))
        }
    })
}

fn plural_of(form: &str, word: &str) -> bool {
    let lower = fold::lower(word);
    lower == form || lower.strip_suffix('s').is_some_and(|stem| stem == form)
}
