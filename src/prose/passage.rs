//! A block as a check reads it: its words, what the lexicon found there, and, when asked for, its sentences, quotations and language.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::quotation::{self, Quotation};
use super::sentence;
use super::words::Word;
use super::{Block, Role};
use crate::finding::{Origin, RuleId};
use crate::language::{self, Language, Tables};
use crate::lexicon::{Hit, Lexicon, List, Owner};
use crate::trace::{Reason, Trace};

/// Bytes of the longest address on either side of a place in it: a text that sets no spaces is none.
const ADDRESS: usize = 2_048;

/// One block with what can be asked of it. All ranges are bytes of [`text`](Self::text), half-open, unless they say words.
pub struct Passage<'a> {
    /// Where it comes from.
    pub block: &'a Block,
    /// Its prose.
    pub text: &'a str,
    /// Its words.
    pub words: &'a [Word],
    hits: Vec<Hit>,
    sentences: OnceCell<Vec<Range<usize>>>,
    quotations: OnceCell<Vec<Quotation>>,
    language: OnceCell<Option<Language>>,
    curly: OnceCell<bool>,
    /// The last chunk that was asked about, and whether it was an address: words of one chunk ask in turn.
    address: Cell<Option<(usize, usize, bool)>>,
    /// Where reasons for silence go, if anybody asked.
    trace: Option<&'a Trace>,
}

impl<'a> Passage<'a> {
    /// A block of which nothing is looked up. `words` are those of `text`, the block's prose.
    pub fn new(block: &'a Block, text: &'a str, words: &'a [Word]) -> Self {
        Self {
            block,
            text,
            words,
            hits: Vec::new(),
            sentences: OnceCell::new(),
            quotations: OnceCell::new(),
            language: OnceCell::new(),
            curly: OnceCell::new(),
            address: Cell::new(None),
            trace: None,
        }
    }

    /// Looks its words up.
    pub fn look_up(&mut self, lexicon: &Lexicon) {
        let mut hits = lexicon.hits(self.text, self.words, &|| self.language(), &|word| self.opens_sentence(word));
        hits.sort_by_key(|hit| (hit.owner, hit.words.start, hit.words.end));
        self.hits = hits;
    }

    /// Gives it a place for reasons.
    pub fn trace_to(&mut self, trace: Option<&'a Trace>) {
        self.trace = trace;
    }

    /// Whether anybody asks for reasons: what is looked up for them alone is not, where nobody does.
    pub fn is_traced(&self) -> bool {
        self.trace.is_some()
    }

    /// Says why a rule reports nothing of words; `reason` is not called where nobody asks.
    pub fn explain(&self, origin: impl Into<Origin>, span: Range<usize>, reason: impl FnOnce() -> Reason) {
        if let Some(trace) = self.trace {
            trace.explain(origin.into(), span, reason());
        }
    }

    /// All that the lexicon found, by owner and then by place.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// What was found of one list of one rule, by place.
    pub fn list(&self, rule: RuleId, list: List) -> &[Hit] {
        let owner = Owner::Rule(rule, list);
        let start = self.hits.partition_point(|hit| hit.owner < owner);
        let end = self.hits.partition_point(|hit| hit.owner <= owner);
        &self.hits[start..end]
    }

    /// Whether a word of one list of one rule stands in the sentence of a byte.
    pub fn has_near(&self, rule: RuleId, list: List, byte: usize) -> bool {
        self.near(rule, list, byte).next().is_some()
    }

    /// What was found of one list of one rule in the sentence of a byte, by place.
    pub fn near(&self, rule: RuleId, list: List, byte: usize) -> impl Iterator<Item = &Hit> {
        let hits = self.list(rule, list);
        // Most rules have no such word in the passage, and its sentences are not asked for.
        let sentence = if hits.is_empty() { 0..0 } else { self.words_in(&self.sentence_of(byte)) };
        let first = hits.partition_point(|hit| hit.words.start < sentence.start);
        hits[first..].iter().take_while(move |hit| hit.words.start < sentence.end).filter(move |hit| hit.words.end <= sentence.end)
    }

    /// The rules of which anything was found, each once, in their order.
    pub fn rules(&self) -> Vec<RuleId> {
        let mut rules: Vec<RuleId> =
            self.hits.iter().filter_map(|hit| if let Owner::Rule(rule, _) = hit.owner { Some(rule) } else { None }).collect();
        rules.dedup();
        rules
    }

    /// The bytes of a run of words, from the first to the last.
    pub fn span(&self, words: Range<usize>) -> Range<usize> {
        match (self.words.get(words.start), words.end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if !words.is_empty() => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// A word as it is written.
    pub fn word(&self, at: usize) -> &'a str {
        self.words[at].text(self.text)
    }

    /// What stands between a word and the next; after the last, the rest of the text.
    pub fn gap_after(&self, at: usize) -> &'a str {
        let end = self.words.get(at + 1).map_or(self.text.len(), |next| next.start as usize);
        &self.text[self.words[at].end as usize..end]
    }

    /// What stands between the word before and this one; before the first, the text's beginning.
    pub fn gap_before(&self, at: usize) -> &'a str {
        let start = at.checked_sub(1).map_or(0, |before| self.words[before].end as usize);
        &self.text[start..self.words[at].start as usize]
    }

    /// The index of the first word that begins at or after this byte.
    pub fn word_at(&self, byte: usize) -> usize {
        self.words.partition_point(|word| (word.start as usize) < byte)
    }

    /// The indices of the words that lie within a range of bytes.
    pub fn words_in(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.word_at(range.start);
        let end = self.words.partition_point(|word| word.end as usize <= range.end);
        start..end.max(start)
    }

    /// The sentences: ranges that follow one another and hold the whole text.
    pub fn sentences(&self) -> &[Range<usize>] {
        self.sentences.get_or_init(|| match self.block.role {
            Role::Cell => std::iter::once(0..self.text.len()).collect(),
            _ => sentence::sentences(self.text, self.words, self.language()),
        })
    }

    /// The sentence that a byte stands in.
    pub fn sentence_of(&self, byte: usize) -> Range<usize> {
        let sentences = self.sentences();
        let at = sentences.partition_point(|sentence| sentence.end <= byte);
        sentences.get(at).or(sentences.last()).cloned().unwrap_or(0..self.text.len())
    }

    /// Whether a word is the first of its sentence, or of a quotation.
    pub fn opens_sentence(&self, word: usize) -> bool {
        let start = self.words[word].start as usize;
        let sentence = self.sentence_of(start);
        let quotation = self.quotation_of(start);
        self.word_at(sentence.start) == word || quotation.is_some_and(|quotation| self.word_at(quotation.inner.start) == word)
    }

    /// The passages between quotation marks.
    pub fn quotations(&self) -> &[Quotation] {
        self.quotations.get_or_init(|| quotation::quotations(self.text))
    }

    /// The quotation that a byte stands in, marks excluded.
    pub fn quotation_of(&self, byte: usize) -> Option<&Quotation> {
        let after = self.quotations().partition_point(|quotation| quotation.inner.start <= byte);
        self.quotations()[..after].last().filter(|quotation| quotation.inner.contains(&byte))
    }

    /// Whether a byte stands inside quotation marks or the block in a block quote.
    pub fn is_quoted(&self, byte: usize) -> bool {
        self.block.quoted || self.quotation_of(byte).is_some()
    }

    /// Whether it sets its apostrophes typographically.
    pub fn has_curly_apostrophes(&self) -> bool {
        *self.curly.get_or_init(|| self.text.contains('’'))
    }

    /// The language, by its function words; `None` where they do not decide.
    pub fn language(&self) -> Option<Language> {
        *self.language.get_or_init(|| language::of_words(self.text, self.words))
    }

    /// The tables of its language; of all, where it is not decided.
    pub fn tables(&self) -> impl Iterator<Item = &'static Tables> + use<> {
        Language::possible(self.language()).map(Language::tables)
    }

    /// The run of characters without white space around a byte, as far as it could be an address.
    pub fn chunk(&self, byte: usize) -> Range<usize> {
        let boundary = |at: &usize| self.text.is_char_boundary(*at);
        let from = (byte.saturating_sub(ADDRESS)..=byte).find(boundary).unwrap_or(byte);
        let until = (byte..=self.text.len().min(byte + ADDRESS)).rfind(boundary).unwrap_or(byte);
        let (before, after) = (&self.text[from..byte], &self.text[byte..until]);
        let start = byte - before.rsplit(char::is_whitespace).next().map_or(0, str::len);
        start..byte + after.find(char::is_whitespace).unwrap_or(after.len())
    }

    /// Whether a byte stands in something that is no prose: a URL, an e-mail address, a handle, a hashtag, a file name, a domain name.
    pub fn is_address(&self, byte: usize) -> bool {
        let chunk = self.chunk(byte);
        if let Some((.., known)) = self.address.get().filter(|&(start, end, _)| (start..end) == chunk) {
            return known;
        }
        let found = is_address(&self.text[chunk.clone()]);
        self.address.set(Some((chunk.start, chunk.end, found)));
        found
    }
}

/// Whether a run without white space is an address rather than words.
pub fn is_address(chunk: &str) -> bool {
    if !chunk.bytes().any(|byte| matches!(byte, b'.' | b'@' | b'#' | b':')) {
        return false;
    }
    let bare = chunk.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '#' | '/'));
    if bare.starts_with(['@', '#']) && bare.len() > 1 {
        return true;
    }
    if bare.contains("://") || bare.starts_with("www.") || bare.starts_with("mailto:") {
        return true;
    }
    if bare.contains("[.]") || bare.starts_with("hxxp") {
        return true;
    }
    let inner_at = bare.find('@').is_some_and(|at| at > 0 && bare[at + 1..].contains('.'));
    inner_at || is_dotted(bare)
}

/// Labels joined by dots without a space, the last in small letters (`coco.gg`, `README.md`): no full stop that lacks its space
/// (`fin.Il`) and no initials (`J.K.`).
fn is_dotted(chunk: &str) -> bool {
    let host = chunk.split(['/', '?', ':']).next().unwrap_or(chunk);
    let Some((front, last)) = host.rsplit_once('.') else { return false };
    let last: String = last.chars().take_while(|c| c.is_alphanumeric()).collect();
    let front_ok = front.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')) && front.len() > 1;
    // An ellipsis without its space (`fin...il`) joins no labels.
    front_ok
        && !host.contains("..")
        && last.len() >= 2
        && last.chars().all(|c| c.is_lowercase() || c.is_ascii_digit())
        && last.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_spaces_is_read_as_far_as_an_address_goes() {
        let text = format!("{}Steidl{} fin", "é".repeat(ADDRESS), "é".repeat(ADDRESS));
        let block = Block::plain(Role::Paragraph, 0..text.len());
        let passage = Passage::new(&block, &text, &[]);
        let at = 2 * ADDRESS;
        assert_eq!(passage.chunk(at), at - ADDRESS..at + ADDRESS);
        assert_eq!(&text[passage.chunk(text.len() - 1)], "fin");
    }

    #[test]
    fn addresses_are_told_from_words() {
        for address in ["https://coco.gg/Steidel", "www.coco.gg", "@Steidel", "#Steidel", "(a@b.org)", "Coco.gg,", "README.md", "mailto:x"]
        {
            assert!(is_address(address), "{address}");
        }
        for word in ["Steidl.", "J.K.", "fin.Il", "M.Dupont", "«Steidl»", "#", "U.S.", "Steidl’s", "12.5", "et/ou", "Steidl...il"] {
            assert!(!is_address(word), "{word}");
        }
    }
}
