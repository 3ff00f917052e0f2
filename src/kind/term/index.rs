//! All forms of all terms, found in running words however they are parted: one look-up a word.
//!
//! A form is known by the key of its letters, joined, and so is everything that it begins with. From a word of the draft on, words are
//! joined as long as the index knows the beginning they make.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::fact::Term;
use super::spelling::{Spelling, is_loose};
use crate::dossier::{RuleSet, Text};
use crate::finding::RuleId;
use crate::keys::ByKey;
use crate::kind::Fact;
use crate::lexicon::plural;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::words;

/// Which of a rule's lists a form is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Canonical,
    Accept,
    Reject,
}

/// A way to write a term, right or wrong.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) rule: RuleId,
    pub(super) sort: Sort,
    /// It is the plural of what the rule says.
    pub(super) plural: bool,
    /// As the rule says it.
    pub(super) written: String,
    pub(super) spelling: Spelling,
    /// It is an accepted form that differs from the canonical in case alone: then its case counts, or the canonical's would not.
    pub(super) recased: bool,
    /// It is the canonical in other dress, so that what is said of the canonical's gender holds for it too.
    pub(super) kin: bool,
    /// Of a rejected form: an accepted one that has its letters, and is nearer to it than the canonical.
    pub(super) instead: Option<String>,
    /// The keys of its words.
    pub(super) keys: Vec<u64>,
    /// What belongs to it before its first word (`.NET`) and after its last (`C++`).
    symbols: [String; 2],
}

impl Form {
    fn new(rule: RuleId, sort: Sort, written: &str, plural: bool) -> Self {
        let mut run = Vec::new();
        words(written, &mut run);
        let start = run.first().map_or(written.len(), |word| word.start as usize);
        let end = run.last().map_or(written.len(), |word| word.end as usize);
        Self {
            rule,
            sort,
            plural,
            instead: None,
            kin: sort == Sort::Canonical,
            recased: false,
            spelling: Spelling::of(written, &run),
            keys: run.iter().map(|word| word.key).collect(),
            symbols: [written[..start].trim().to_owned(), written[end..].trim().to_owned()],
            written: written.to_owned(),
        }
    }

    /// The letters of its words, folded and joined.
    pub(super) fn joined(&self) -> String {
        let mut run = Vec::new();
        words(&self.written, &mut run);
        run.iter().map(|word| fold::lower(word.text(&self.written)).into_owned()).collect()
    }

    /// Nothing but capitals, apart from the ending of its plural.
    pub(super) fn is_acronym(&self) -> bool {
        let singular = self.written.strip_suffix('s').filter(|_| self.plural).unwrap_or(&self.written);
        singular.chars().any(char::is_uppercase) && !singular.chars().any(char::is_lowercase)
    }

    /// Whether what belongs to it before and after its words stands there.
    fn has_symbols(&self, passage: &Passage<'_>, span: &Range<usize>) -> bool {
        let [before, after] = &self.symbols;
        passage.text[..span.start].ends_with(before.as_str()) && passage.text[span.end..].starts_with(after.as_str())
    }
}

/// All forms.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) forms: Vec<Form>,
    /// Forms by the key of their joined letters; no forms where it is only the beginning of some.
    joined: ByKey,
}

/// Words of a draft are joined up to so many.
const LONGEST: usize = 12;

impl Index {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let mut index = Self::default();
        for (id, rule) in rules.iter() {
            if let Fact::Term(term) = &rule.fact {
                index.add(id, term);
            }
        }
        index
    }

    fn add(&mut self, rule: RuleId, term: &Term) {
        let canonical = std::iter::once((Sort::Canonical, &term.canonical));
        let accept = term.accept.iter().map(|text| (Sort::Accept, text));
        let reject = term.reject.iter().map(|text| (Sort::Reject, text));
        let head = Form::new(rule, Sort::Canonical, &term.canonical.value, false);
        for (sort, text) in canonical.chain(accept).chain(reject) {
            let mut form = Form::new(rule, sort, &text.value, false);
            form.kin = form.keys.first() == head.keys.first() || form.joined() == head.joined();
            form.recased = sort == Sort::Accept && fold::lower(&form.written) == fold::lower(&head.written);
            if sort == Sort::Reject {
                let accept = term.accept.iter().filter(|_| form.joined() != head.joined());
                let same = |text: &&Text| Form::new(rule, Sort::Accept, &text.value, false).joined() == form.joined();
                form.instead = { accept }.find(same).map(|text| text.value.clone());
            }
            self.insert(form);
            if let Some(plural) = plural(&text.value) {
                self.insert(Form::new(rule, sort, &plural, true));
            }
        }
    }

    fn insert(&mut self, form: Form) {
        let lower = form.joined();
        let stripped = fold::strip(&lower).into_owned();
        let number = self.forms.len() as u32;
        for letters in [&lower].into_iter().chain((stripped != lower).then_some(&stripped)) {
            for end in letters.char_indices().map(|(at, c)| at + c.len_utf8()) {
                let list = self.joined.entry(fold::key(&letters[..end])).or_default();
                if end == letters.len() {
                    list.push(number);
                }
            }
        }
        self.forms.push(form);
    }

    /// Calls `found` with every form whose letters are those of the words from `at` on, and where those words end.
    pub(super) fn at<'a>(&'a self, passage: &Passage<'_>, at: usize, mut found: impl FnMut(&'a Form, Range<usize>)) {
        self.spelled(passage, at, passage.words[at].key, |word| fold::lower(word).into_owned(), &mut found);
        // An accent too many: those that the form has itself are found above.
        let word = passage.word(at);
        if !word.is_ascii() {
            let strip = |word: &str| fold::strip(word).into_owned();
            let mut bare = |form: &'a Form, run| {
                if form.joined() == strip(&form.joined()) {
                    found(form, run)
                }
            };
            self.spelled(passage, at, fold::key(&strip(word)), strip, &mut bare);
        }
    }

    /// The same by the letters that `read` makes of the words; `key` is that of the first.
    fn spelled<'a>(
        &'a self,
        passage: &Passage<'_>,
        at: usize,
        mut key: u64,
        read: impl Fn(&str) -> String,
        found: &mut impl FnMut(&'a Form, Range<usize>),
    ) {
        // The letters so far; put together only where a form begins with the first word's.
        let mut letters = String::new();
        let mut end = at + 1;
        while let Some(list) = self.joined.get(&key) {
            for &number in list {
                let form = &self.forms[number as usize];
                if form.has_symbols(passage, &passage.span(at..end)) {
                    found(form, at..end);
                }
            }
            if end == passage.words.len() || end - at == LONGEST || !joins(passage.gap_before(end)) {
                break;
            }
            if letters.is_empty() {
                letters.push_str(&read(passage.word(at)));
            }
            letters.push_str(&read(passage.word(end)));
            key = fold::key(&letters);
            end += 1;
        }
    }
}

/// What may stand between words of one term: what any may be parted by, or a few signs that a form has itself (`AT&T`).
fn joins(gap: &str) -> bool {
    let gap = fold::gap(gap);
    is_loose(&gap) || gap.len() <= 4 && !gap.contains(['"', '(', ')', '[', ']', ';', '!', '?'])
}

/// The letters of a word for comparing by distance: folded, without accents.
pub(super) fn letters(word: &str) -> Vec<char> {
    fold::strip(word).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::load::load;
    use crate::prose::{Block, Role};
    use crate::source::SourceFile;

    fn found(canonical: &str, text: &str) -> Vec<String> {
        let dossier = format!("[term.t]\ncanonical = \"{canonical}\"\n");
        let (rules, problems) = load(vec![SourceFile::from_text("d.toml", dossier)]);
        assert!(problems.is_empty());
        let index = Index::new(&rules);
        let block = Block::plain(Role::Paragraph, 0..text.len());
        let mut run = Vec::new();
        words(text, &mut run);
        let passage = Passage::new(&block, text, &run);
        let mut out = Vec::new();
        for at in 0..run.len() {
            index.at(&passage, at, |_, words| out.push(text[passage.span(words)].to_owned()));
        }
        out
    }

    #[test]
    fn a_form_is_found_however_it_is_parted() {
        assert_eq!(found("COMCYBER-MI", "Le COMCYBER MI, ComCyberMI ou COM CYBER-MI"), ["COMCYBER MI", "ComCyberMI", "COM CYBER-MI"]);
        assert_eq!(found("Société Éole", "SOCIETE EOLE, Société-Éoles"), ["SOCIETE EOLE", "Société-Éoles"]);
        assert_eq!(found("AT&T", "AT&T et AT, T"), ["AT&T", "AT, T"], "commas are judged by the comparison");
    }

    #[test]
    fn signs_that_belong_to_a_form_must_be_there() {
        assert_eq!(found("C++", "C, C++ and C#"), ["C"]);
        assert_eq!(found(".NET", "the net and .NET"), ["NET"]);
    }
}
