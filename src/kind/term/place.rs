//! What a term's place allows: capitals in a line of capitals, at a sentence's start or in a title; and whether words there are a term at
//! all, or common words that look like one.

use std::ops::Range;

use super::index::Form;
use super::spelling::{Difference, Spelling};
use crate::language::{Language, Phrases, Tables};
use crate::prose::Role;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::Word;

/// A text of more words is no title.
const TITLE: usize = 16;
/// Words of a line that are read in each direction to tell whether it is all in capitals.
const LINE: usize = 100;
/// Acronyms up to so many letters are too much like common words (`us`, `it`) to be meant when written small.
pub(super) const SHORT: usize = 3;
/// Shorter words are written small in titles.
const TITLE_WORD: usize = 4;

/// A run of words of a draft that has a form's letters.
pub(super) struct Run<'p, 'a> {
    pub(super) passage: &'p Passage<'a>,
    pub(super) words: Range<usize>,
    pub(super) spelling: Spelling,
}

impl<'p, 'a> Run<'p, 'a> {
    pub(super) fn new(passage: &'p Passage<'a>, words: Range<usize>) -> Self {
        let spelling = Spelling::of(passage.text, &passage.words[words.clone()]);
        Self { passage, words, spelling }
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.passage.span(self.words.clone())
    }

    /// It is all in capitals, and so is its line, its sentence or the quotation around it.
    pub(super) fn is_in_capitals(&self) -> bool {
        self.spelling.is_upper() && in_capitals(self.passage, &self.span())
    }

    /// Whether its place explains every letter whose case differs from that of the form. An article that a name begins with may be small.
    pub(super) fn explains(&self, difference: &Difference) -> bool {
        if difference.case.is_empty() || self.is_in_capitals() {
            return true;
        }
        let starts: Vec<usize> = self.spelling.starts().collect();
        let allowed = |at: usize| at == 0 || (starts.contains(&at) && is_title(self.passage));
        let article = self.words.len() > 1 && is_determiner(self.passage, self.words.start);
        if article && difference.case == [0] {
            return true;
        }
        let opens = self.passage.opens_sentence(self.words.start) || is_title(self.passage);
        opens && difference.case.iter().all(|&at| self.spelling.is_capital(at) && allowed(at))
    }

    /// Whether these are common words, and not the term that they have the letters of.
    pub(super) fn is_common(&self, form: &Form, has_expansion: bool) -> bool {
        if self.spelling.is_split(&form.spelling) && self.is_split_by_chance(form) {
            return true;
        }
        if !form.spelling.has_capitals() {
            return self.words.len() == 1 && form.spelling.words() > 1 && is_dictionary(self.passage.word(self.words.start));
        }
        let first_says_nothing = self.passage.opens_sentence(self.words.start) || is_title(self.passage);
        if self.words.len() == 1 {
            let word = self.passage.word(self.words.start);
            return match self.passage.words[self.words.start].shape {
                shape if shape.is_lower() => {
                    form.spelling.words() > 1 || form.spelling.len() <= SHORT || is_dictionary(word) || !self.is_named(form, has_expansion)
                }
                _ => first_says_nothing && self.spelling.is_plain() && (is_dictionary(word) || self.is_first_of_compound()),
            };
        }
        let mut shapes = self.passage.words[self.words.clone()].iter().map(|word| word.shape);
        let first = shapes.next().is_none_or(|shape| !shape.is_capitalised() || (first_says_nothing && !shape.is_upper()));
        first && shapes.all(|shape| !shape.is_capitalised())
    }

    /// `Carb-free`: a hyphen and a small word stand behind it.
    fn is_first_of_compound(&self) -> bool {
        let next = self.passage.words.get(self.words.end).filter(|next| next.shape.is_lower());
        next.is_some() && self.passage.gap_before(self.words.end).chars().all(fold::is_hyphen)
    }

    /// Two words side by side that are not meant as one: some part is small, all are ordinary words of a title, or everything is capitals.
    fn is_split_by_chance(&self, form: &Form) -> bool {
        let words = &self.passage.words[self.words.clone()];
        if words.iter().any(|word| word.shape.has_digit()) {
            let ordinary = |word: &Word| word.range().len() < SHORT || is_dictionary(word.text(self.passage.text));
            return words.iter().any(|word| word.shape.is_lower() && ordinary(word));
        }
        let all_ordinary = words.iter().all(|word| is_dictionary(word.text(self.passage.text)));
        if !form.spelling.has_capitals() {
            return all_ordinary;
        }
        words.iter().any(|word| !word.shape.is_capitalised()) || (all_ordinary && is_title(self.passage)) || self.is_in_capitals()
    }

    /// A small word that no list of frequent words has may still be a common one. It is used as a name where nothing makes it a noun and,
    /// if the term is written as any word may be, where a name is expected.
    fn is_named(&self, form: &Form, has_expansion: bool) -> bool {
        let Some(before) = self.words.start.checked_sub(1).filter(|&before| is_space(self.passage.gap_after(before))) else {
            return !form.plural && (has_expansion || !form.spelling.is_plain());
        };
        let mut tables = self.passage.tables();
        let stands = |phrases: &Phrases| phrases.ending(self.passage.text, self.passage.words, before).is_some();
        if form.spelling.is_plain() && !has_expansion {
            return !form.plural && tables.any(|tables| stands(&tables.term.before_names));
        }
        !form.plural && !tables.any(|tables| stands(&tables.term.indefinite) && !stands(&tables.prepositions))
    }

    /// Whether it is a part of an identifier, of code, or of a longer compound in small letters.
    pub(super) fn is_part(&self) -> bool {
        let Range { start, end } = self.span();
        let (before, after) = (&self.passage.text[..start], &self.passage.text[end..]);
        let sign = |c: char| matches!(c, '/' | '\\' | '@' | '#' | '=' | '_' | '$' | '~' | '<' | '>' | '+');
        let hyphen = |c: char| fold::is_hyphen(c) && !self.spelling.has_capitals();
        let inside = |c: Option<char>| c.is_some_and(|c| sign(c) || hyphen(c));
        let called = after.starts_with('(') || (before.ends_with('`') && after.starts_with(['`', '*']));
        let member = before.ends_with('.') && !before.ends_with("..")
            || after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_lowercase()));
        inside(before.chars().next_back()) || inside(after.chars().next()) || called || member || self.passage.is_address(start)
    }

    /// Whether it stands beside another capitalised word, with which it may be another name; `across`: also with little words between
    /// (`Cybersecurity and Infrastructure Agency`).
    pub(super) fn stands_beside_a_name(&self, across: bool) -> bool {
        if self.is_in_capitals() {
            return false;
        }
        let (passage, reach) = (self.passage, if across { 3 } else { 1 });
        let beside = |gap: &str| matches!(&*fold::gap(gap), " " | "-");
        let capital = |at: usize| passage.words[at].shape.is_capitalised();
        // The first word that is none of the little ones.
        let name = |at: &usize| !across || capital(*at) || !is_little(passage, *at);
        let before = (self.words.start.saturating_sub(reach)..self.words.start).rev().take_while(|&at| beside(passage.gap_after(at)));
        let after = (self.words.end..(self.words.end + reach).min(passage.words.len())).take_while(|&at| beside(passage.gap_before(at)));
        let before = { before }.find(name).is_some_and(|at| capital(at) && !passage.opens_sentence(at));
        before || { after }.find(name).is_some_and(capital)
    }
}

/// Whether a determiner ends at a word.
pub(super) fn is_determiner(passage: &Passage<'_>, at: usize) -> bool {
    passage.tables().any(|tables| tables.determiners.ending(passage.text, passage.words, at).is_some())
}

/// A determiner, a preposition or a word that joins.
fn is_little(passage: &Passage<'_>, at: usize) -> bool {
    let key = passage.words[at].key;
    passage
        .tables()
        .any(|tables| [&tables.determiners, &tables.prepositions, &tables.term.conjunctions].iter().any(|list| list.has_key(key)))
}

/// Nothing but white space.
pub(super) fn is_space(gap: &str) -> bool {
    fold::gap(gap) == " "
}

/// Whether any language has it among its frequent or little words.
pub(super) fn is_dictionary(word: &str) -> bool {
    let key = fold::key(&fold::lower(word));
    let little = |tables: &Tables| [&tables.function_words, &tables.determiners, &tables.prepositions].iter().any(|list| list.has_key(key));
    Language::ALL.iter().any(|language| language.frequent().contains(&key) || little(language.tables()))
}

/// How many ordinary words in capitals beside a term show that its own mean nothing.
const CAPITALS_AROUND: usize = 2;

/// Whether everything around a span is capitals.
pub(super) fn in_capitals(passage: &Passage<'_>, span: &Range<usize>) -> bool {
    let upper = |range: Range<usize>| !passage.text[range].chars().any(char::is_lowercase);
    let wide = |range: &Range<usize>| passage.words_in(range).len() > passage.words_in(span).len() + 1;
    let sentence = passage.sentence_of(span.start);
    let quotation = passage.quotation_of(span.start).map(|quotation| quotation.inner.clone());
    // Of what is written on a wall or a banner, one ordinary word is enough: `« SNAPCHAT COUPABLE »`.
    let inside = passage.words_in(span);
    let ordinary = |at: usize| !inside.contains(&at) && is_dictionary(passage.word(at));
    let is_slogan = |range: &Range<usize>| passage.words_in(range).any(ordinary) && upper(range.clone());
    line_in_capitals(passage, span)
        || run_in_capitals(passage, span)
        || quotation.as_ref().is_some_and(is_slogan)
        || [Some(sentence), quotation].into_iter().flatten().any(|range| wide(&range) && upper(range))
}

/// Whether the line has no small letter near; it is read outwards, as far as the first one.
fn line_in_capitals(passage: &Passage<'_>, span: &Range<usize>) -> bool {
    let small = |at: &usize| passage.word(*at).chars().any(char::is_lowercase);
    let inside = passage.words_in(span);
    let before = (0..inside.start).rev().take(LINE).take_while(|&at| !passage.gap_after(at).contains('\n'));
    let after = (inside.end..passage.words.len()).take(LINE).take_while(|&at| !passage.gap_before(at).contains('\n'));
    !inside.clone().chain(before).chain(after).any(|at| small(&at))
}

/// Whether it stands in a run of words in capitals, as in a headline with a standfirst behind it: two neighbours at least, no acronyms.
fn run_in_capitals(passage: &Passage<'_>, span: &Range<usize>) -> bool {
    let inside = passage.words_in(span);
    let in_capitals = |at: &usize| passage.words[*at].shape.is_upper();
    let before = (0..inside.start).rev().take_while(in_capitals);
    let after = (inside.end..passage.words.len()).take_while(in_capitals);
    let words = before.chain(after).take(CAPITALS_AROUND + 2).filter(|&at| is_dictionary(passage.word(at)));
    words.count() >= CAPITALS_AROUND
}

/// A heading, or a short text without a full stop whose words are mostly capitalised.
pub(super) fn is_title(passage: &Passage<'_>) -> bool {
    if passage.block.role == Role::Heading {
        return true;
    }
    let ends = passage.text.trim_end().ends_with(['.', '!', '…', ';', ':', '»', '”', '"']);
    if ends || passage.words.len() > TITLE {
        return false;
    }
    let long = passage.words.iter().filter(|word| word.range().len() >= TITLE_WORD);
    let (capitalised, all) =
        long.fold((0, 0), |(capitalised, all), word| (capitalised + usize::from(word.shape.is_capitalised()), all + 1));
    all >= 3 && 3 * capitalised >= 2 * all
}
