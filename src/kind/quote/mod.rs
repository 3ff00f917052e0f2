//! The kind `quote`: other people's words, which must be theirs.
//!
//! A quotation is read into parts (`part`), each part is looked up in the texts that may be quoted (`index`), aligned with the passages
//! that share words with it (`align`), and judged (`judge`). What is nobody's known words is nobody's business, unless a draft
//! attributes it to a source that is complete (`attribution`).

mod align;
mod attribution;
mod difference;
pub mod fact;
mod incise;
mod index;
mod judge;
mod part;
pub(crate) mod spoken;
mod token;
mod why;
mod wording;
mod writing;

use std::collections::HashMap;
use std::ops::Range;

use self::difference::Difference;
use self::fact::Quote;
use self::index::Index;
use self::judge::{Judgement, Quotable, judge};
use self::token::Token;
use self::writing::Writings;
use crate::dossier::{Content, RuleSet, evidence};
use crate::finding::{DeviationName, Origin, RuleId};
use crate::kind::{Fact, Form, Kind, KindName, Mention, Verdict, near};
use crate::language::{self, Language};
use crate::lexicon::{LexiconBuilder, List, Owner};
use crate::prose::passage::{Passage, is_address};
use crate::prose::words::words;
use crate::trace::Reason;

/// Words of the longest quotation that is read; more between two marks is a mark that was never closed.
const LONGEST: usize = 5_000;

/// All rules of the kind.
pub(crate) struct Quotes<'r> {
    rules: &'r RuleSet,
    writings: Writings,
    texts: Vec<Text<'r>>,
    quotes: Vec<Known<'r>>,
    fewest: usize,
}

/// A text that may be quoted.
struct Text<'r> {
    index: Index<'r>,
    /// Its file, where it is a whole source.
    content: Option<&'r Content>,
    language: Option<Language>,
}

/// A rule whose text can be read.
struct Known<'r> {
    id: RuleId,
    dossier: usize,
    quote: &'r Quote,
    text: usize,
    complete: bool,
}

/// What the passages of one quotation say about one rule.
struct Found<'q, 'r> {
    known: &'q Known<'r>,
    judgements: Vec<Judgement>,
}

impl<'r> Quotes<'r> {
    pub(crate) fn new(rules: &'r RuleSet, lexicon: &mut LexiconBuilder) -> Self {
        let mut quotes = Self { rules, writings: Writings::new(), texts: Vec::new(), quotes: Vec::new(), fewest: usize::MAX };
        let mut sources = HashMap::new();
        for (id, rule) in rules.iter() {
            let Fact::Quote(quote) = &rule.fact else { continue };
            let source = quote.source.map(|source| &rules.dossiers[rule.dossier].sources[source]);
            let content = source.and_then(|source| source.content.as_ref());
            let text = match (quote.source, &quote.canonical) {
                (Some(source), _) => *sources.entry((rule.dossier, source)).or_insert_with(|| quotes.add(content, None)),
                (None, canonical) => quotes.add(None, canonical.as_ref().map(|canonical| canonical.value.as_str())),
            };
            let Some(text) = text else { continue };
            let complete = source.is_some_and(|source| source.complete);
            if let Some(source) = source {
                lexicon.add_list(source.cited_as.iter().map(|word| word.value.as_str()), Owner::Rule(id, List::CitedAs));
            }
            quotes.fewest = quotes.fewest.min(quote.min_words.max(1));
            quotes.quotes.push(Known { id, dossier: rule.dossier, quote, text, complete });
        }
        quotes
    }

    fn add(&mut self, content: Option<&'r Content>, canonical: Option<&'r str>) -> Option<usize> {
        let index = match (content, canonical) {
            (Some(content), _) => Index::of_source(content, &self.writings),
            (None, Some(canonical)) => Index::new([canonical], &self.writings),
            (None, None) => return None,
        };
        let language = content.and_then(language_of);
        self.texts.push(Text { index, content, language });
        Some(self.texts.len() - 1)
    }

    /// Adds what one quotation says to `mentions`.
    fn quotation(&self, passage: &Passage<'_>, inner: &Range<usize>, mentions: &mut Vec<Mention>) {
        let words = passage.words_in(inner).len();
        if words < self.fewest || words > LONGEST || !is_prose(&passage.text[inner.clone()]) {
            if passage.is_traced() {
                self.explain_unread(passage, inner, words);
            }
            return;
        }
        let mut found: Vec<Found<'_, 'r>> = Vec::new();
        let parts = part::parts(passage, inner, &self.writings);
        for part in &parts {
            if !self.judge(passage, part, &mut found) {
                for sentence in sentences(passage, part) {
                    self.judge(passage, sentence, &mut found);
                }
            }
        }
        if passage.is_traced() {
            self.explain_strange(passage, inner, &parts, &found);
        }
        if found.is_empty() {
            self.unsourced(passage, inner, parts.iter().map(Vec::len).sum(), mentions);
        }
        mentions.extend(found.into_iter().map(|found| self.mention(passage, inner, found)));
    }

    /// Judges words by the rules of every dossier, the nearest text of each; whether they are of any.
    fn judge<'q>(&'q self, passage: &Passage<'_>, part: &[Token], found: &mut Vec<Found<'q, 'r>>) -> bool {
        let Some(first) = part.first() else { return false };
        let mut any = false;
        for dossier in self.quotes.chunk_by(|a, b| a.dossier == b.dossier) {
            let holding = dossier.iter().filter(|known| {
                let holds = near::holds(self.rules, passage, known.id, first.start as usize);
                if !holds {
                    near::explain(self.rules, passage, known.id, &first.range());
                }
                holds
            });
            let judged = holding.filter_map(|known| Some((known, judge(passage.text, part, &self.quotable(passage, known, first))?)));
            let Some((known, judgement)) = judged.min_by_key(|(_, judgement)| (judgement.strange, judgement.differences.len())) else {
                continue;
            };
            any = true;
            match found.iter_mut().find(|found| found.known.id == known.id) {
                Some(found) => found.judgements.push(judgement),
                None => found.push(Found { known, judgements: vec![judgement] }),
            }
        }
        any
    }

    fn quotable(&self, passage: &Passage<'_>, known: &Known<'r>, first: &Token) -> Quotable<'_, 'r> {
        let Text { index, content, .. } = &self.texts[known.text];
        let is_known = content.is_none() || attribution::is_attributed(passage, known.id, &first.range());
        Quotable { index, complete: known.complete, min_words: known.quote.min_words, known: is_known }
    }

    fn mention(&self, passage: &Passage<'_>, inner: &Range<usize>, found: Found<'_, 'r>) -> Mention {
        let origin = Origin::Rule(found.known.id);
        let differing = found.judgements.iter().find(|judgement| !judgement.differences.is_empty());
        let note = differing.map(|judgement| self.note(found.known, judgement));
        let place = found.judgements.first().filter(|_| passage.is_traced()).map(|judgement| self.note(found.known, judgement));
        let differences: Vec<Difference> = found.judgements.into_iter().flat_map(|judgement| judgement.differences).collect();
        let own = || self.texts[found.known.text].content.is_some_and(|own| evidence::find(&passage.text[inner.clone()], own).is_some());
        let Some((deviation, span)) =
            wording::deviation(&differences).filter(|(deviation, _)| deviation.name != DeviationName::Altered || !own())
        else {
            passage.explain(origin, inner.clone(), || Reason::agrees(format!("word for word: {}", place.unwrap_or_default())));
            return Mention { origin, span: inner.clone(), form: Form::Full, verdict: Verdict::Agrees };
        };
        deviation.note(note.unwrap_or_default()).at(origin, span, Form::Full)
    }

    /// The passage as its source has it.
    fn note(&self, known: &Known<'r>, judgement: &Judgement) -> String {
        let Text { index, content, .. } = &self.texts[known.text];
        let (paragraph, bytes) = &judgement.place;
        let words = difference::shown(&index.paragraphs[*paragraph].text[bytes.clone()]);
        let Some(content) = content else { return format!("the words are `{words}`") };
        let block = content.document.blocks[*paragraph].to_source(bytes.clone());
        format!("`{words}` stands in {}:{}", content.file.name(), content.file.position(block.start).line)
    }

    /// Words that are of no rule and attributed to a source that is complete.
    fn unsourced(&self, passage: &Passage<'_>, inner: &Range<usize>, words: usize, mentions: &mut Vec<Mention>) {
        let spoken = language::of_words(passage.text, &passage.words[passage.words_in(inner)]).or_else(|| passage.language());
        for known in self.quotes.iter().filter(|known| known.complete && words >= known.quote.min_words) {
            // A translation is not to be found.
            if spoken.zip(self.texts[known.text].language).is_some_and(|(spoken, written)| spoken != written) {
                continue;
            }
            if !attribution::is_attributed(passage, known.id, inner) || self.stands_somewhere(known, &passage.text[inner.clone()]) {
                continue;
            }
            let Some(source) = known.quote.source.map(|source| &self.rules.dossiers[known.dossier].sources[source]) else { continue };
            mentions.push(wording::unsourced(&source.title).at(Origin::Rule(known.id), inner.clone(), Form::Full));
        }
    }

    fn stands_somewhere(&self, known: &Known<'_>, words: &str) -> bool {
        let sources = self.rules.dossiers[known.dossier].sources.iter();
        sources.filter_map(|source| source.content.as_ref()).any(|content| evidence::find(words, content).is_some())
    }
}

/// The language of most of a source.
fn language_of(content: &Content) -> Option<Language> {
    let blocks: Vec<&str> = content.document.blocks.iter().map(|block| block.text(content.file.text())).collect();
    let (text, mut run) = (blocks.join("\n"), Vec::new());
    words(&text, &mut run);
    language::of_words(&text, &run)
}

/// Words of the longest line that tells whose a block quote is.
const ATTRIBUTION: usize = 24;

/// The bytes of a block quote without the line that tells whose it is, behind a dash: `— Prise de position du préposé, mai 2022`. Empty
/// where that is all.
pub(crate) fn without_attribution(text: &str) -> Range<usize> {
    let dashes = ["—", "–", "―", "--"];
    let is_dash = |at: usize| dashes.iter().any(|dash| text[at..].starts_with(dash));
    let ends = |before: &str| before.is_empty() || before.ends_with(['.', '!', '?', '…', '»', '”', '"']);
    let short = |at: usize| text[at..].split_whitespace().count() <= ATTRIBUTION;
    let begins = text.char_indices().map(|(at, _)| at).filter(|&at| is_dash(at));
    let mut from_end = begins.rev();
    let found = from_end.find(|&at| ends(text[..at].trim_end()) && (at == 0 || text[..at].ends_with(char::is_whitespace)));
    0..found.filter(|&at| short(at)).unwrap_or(text.len())
}

/// Whether a quotation is somebody's words and not, for more than a quarter, addresses and code.
pub(crate) fn is_prose(text: &str) -> bool {
    let (mut all, mut code) = (0, 0);
    for chunk in text.split_whitespace() {
        let words = chunk.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        all += words;
        code += if is_code(chunk) { words } else { 0 };
    }
    code * 4 <= all
}

fn is_code(chunk: &str) -> bool {
    let slashes = chunk.bytes().filter(|&b| b == b'/').count();
    let format = chunk.split('%').skip(1).any(|rest| rest.starts_with(|c: char| c == '(' || c.is_ascii_alphabetic()));
    slashes > 1
        || format
        || chunk.starts_with("--")
        || chunk.contains("::")
        || chunk.contains(['=', '<', '>', '\\', '_', '|', '`'])
        || is_address(chunk)
}

/// The tokens of a part, sentence by sentence; none where it is a single one.
fn sentences<'t>(passage: &Passage<'_>, part: &'t [Token]) -> Vec<&'t [Token]> {
    let sentence = |token: &Token| passage.sentence_of(token.start as usize).start;
    let sentences: Vec<&[Token]> = part.chunk_by(|a, b| sentence(a) == sentence(b)).collect();
    if sentences.len() > 1 { sentences } else { Vec::new() }
}

impl Kind for Quotes<'_> {
    fn name(&self) -> KindName {
        KindName::Quote
    }

    fn read(&self, passage: &Passage<'_>, mentions: &mut Vec<Mention>) {
        if self.quotes.is_empty() {
            return;
        }
        if passage.block.quoted {
            let words = without_attribution(passage.text);
            if !words.is_empty() {
                self.quotation(passage, &words, mentions);
            }
        } else {
            for quotation in passage.quotations() {
                self.quotation(passage, &quotation.inner, mentions);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::Checker;
    use crate::dossier::load::load;
    use crate::prose::{Block, Document, Role, Segment};
    use crate::source::SourceFile;

    const DOSSIER: &str = r#"
        [dossier]
        [quote.captain]
        canonical = "We left the harbour at dawn, with forty containers on deck, and nobody told us about the storm."
    "#;

    /// The texts of what is found, and the messages.
    fn found(text: &str, block_quote: bool) -> Vec<(String, String)> {
        let (rules, problems) = load(vec![SourceFile::from_text("d.toml", DOSSIER)]);
        assert!(problems.is_empty(), "{problems:?}");
        let file = SourceFile::from_text("a.txt", text);
        let segments = vec![Segment { prose: 0, source: 0, atom: 0 }];
        let block = Block::mapped(Role::Paragraph, block_quote, text.to_owned(), segments);
        let document = Document { blocks: vec![block], ..Document::default() };
        let findings = Checker::new(&rules, jiff::civil::date(2026, 1, 1)).check(&file, &document, &|_, severity| Some(severity)).findings;
        findings.into_iter().map(|finding| (text[finding.span].to_owned(), finding.message)).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        found(text, false).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn a_block_quote_is_a_quotation_without_marks() {
        let altered = "We left the harbour at noon, with forty containers on deck.";
        assert_eq!(found(altered, true)[0].0, "noon");
        assert_eq!(found(altered, false), []);
        assert_eq!(found("We left the harbour at dawn, with forty containers on deck.", true), []);
    }

    #[test]
    fn the_line_that_tells_whose_a_block_quote_is_is_no_part_of_it() {
        let right = "We left the harbour at dawn, with forty containers on deck.";
        for line in ["— The captain, on the storm and the harbour at dawn, in May", "-- Captain and containers on deck, forty years on"] {
            assert_eq!(found(line, true), []);
            assert_eq!(found(&format!("{right}\n{line}"), true), []);
            assert_eq!(found(&format!("{}\n{line}", right.replace("dawn", "noon")), true)[0].0, "noon");
        }
        let aside = "We left the harbour — at noon — with forty containers on deck, and nobody told us about the storm.";
        assert_eq!(found(aside, true)[0].0, "noon");
    }

    #[test]
    fn a_figure_and_a_negation_are_named() {
        let message = |text: &str| found(text, false).remove(0).1;
        let figure = message("“We left the harbour at dawn, with 50 containers on deck”");
        assert_eq!(figure, "the quotation changes a figure: `50` stands for `forty`");
        let negation = message("“We left at dawn, with forty containers on deck, and somebody told us about the storm”");
        assert_eq!(negation, "the quotation drops a negation: `somebody` stands for `nobody`");
    }

    #[test]
    fn a_word_before_the_first_is_added_and_stands_for_no_conjunction() {
        let message = found("“All nobody told us about the storm”", false).remove(0).1;
        assert_eq!(message, "the quotation is not word for word: `All` is added");
    }

    #[test]
    fn house_style_and_an_editors_brackets_change_nothing() {
        assert_eq!(texts("“we left the harbor at dawn, with 40 containers on deck […] nobody told us about the storm!”"), [""; 0]);
        assert_eq!(texts("“[W]e left the harbour at dawn, with forty containers (of paint) on deck”"), [""; 0]);
        assert_eq!(texts("“We left the harbour at dawn, the captain said, with forty containers on deck”"), [""; 0]);
    }

    #[test]
    fn what_stands_around_a_passage_is_judged_only_where_the_source_goes_on() {
        assert_eq!(texts("“It was calm. We left the harbour at dawn, with forty containers on deck”"), [""; 0]);
        assert_eq!(texts("“We left the harbour at dawn, with forty containers aboard”"), ["aboard"]);
        assert_eq!(texts("“nobody told us about the storm until noon”"), [""; 0]);
    }

    #[test]
    fn a_sentence_inside_a_longer_quotation_is_judged_on_its_own() {
        let long = "“It was a calm night and the men were asleep. We left the harbor at dusk, with forty containers on deck. I never slept again.”";
        assert_eq!(texts(long), ["dusk"]);
    }

    #[test]
    fn code_and_common_phrases_are_nobodys_words() {
        assert_eq!(
            texts("“told us about the weather” and “left the harbour at noon” and “dawn/deck/storm=told us about the storm”"),
            [""; 0]
        );
    }
}
