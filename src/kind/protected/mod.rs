//! The kind `protected`: people who must not be named.
//!
//! A rule file holds keyed hashes of the forms of a name, and nothing else of it. With the key a [`Guard`] finds the name in a draft, in its
//! prose and in its bytes alike: in destinations, comments and markup too. Before any other rule or report reads the draft the name is taken out
//! of it (`SourceFile::hide`), so that nothing that is printed or written can hold it: there is no such text to print. Without the key a rule
//! set with protected names reads no draft at all.

pub mod arm;
pub mod fact;
pub mod forms;
pub mod key;
mod token;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use percent_encoding::percent_decode_str;

use self::key::{Digest, Key, Of};
use self::token::{joins, tokens};
use crate::dossier::RuleSet;
use crate::finding::{DeviationName, Finding, Label, Origin, RuleId, Severity};
use crate::format::Opened;
use crate::kind::Fact;
use crate::prose::Document;
use crate::prose::fold;
use crate::source::{Hidden, SourceFile, mask};

/// Of how many words a form is at most.
const LONGEST: usize = 10;

/// How many words on each side of a finding its fingerprint remembers.
const CONTEXT: usize = 3;

/// Within how many bytes these words stand.
const AROUND: usize = 200;

/// How many words are remembered; then they are forgotten all at once.
const REMEMBERED: usize = 1 << 15;

/// The protected names of a rule set with their key: finds them, and takes them out.
pub struct Guard {
    /// Tells what is remembered for one guard from what is for another.
    number: u64,
    key: Key,
    hashes: HashSet<Digest>,
    rules: Vec<(RuleId, HashSet<Digest>)>,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guard(…)")
    }
}

thread_local! {
    /// For one guard: of the words that were met, whether a form begins with them.
    static STARTS: RefCell<(u64, HashMap<String, bool>)> = RefCell::default();
}

impl Guard {
    /// The guard of a rule set's protected names.
    pub fn new(key: Key, rules: &RuleSet) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let facts = rules.iter().filter_map(|(id, rule)| if let Fact::Protected(fact) = &rule.fact { Some((id, fact)) } else { None });
        let rules: Vec<(RuleId, HashSet<Digest>)> = facts.map(|(id, fact)| (id, fact.forms.iter().copied().collect())).collect();
        let hashes = rules.iter().flat_map(|(_, forms)| forms.iter().copied()).collect();
        Self { number: NEXT.fetch_add(1, Ordering::Relaxed), key, hashes, rules }
    }

    /// The same for other rules under the same key.
    pub fn of(&self, rules: &RuleSet) -> Self {
        Self::new(self.key.clone(), rules)
    }

    /// The file with every protected name taken out, and its document.
    pub fn open(&self, Opened { file, document, format }: Opened) -> Opened {
        let found = self.in_file(&file, &document);
        let is_clean = found.hidden.is_empty();
        let file = file.hide(found.masks, found.hidden);
        // A mask is as long as what it hides, so that the blocks of a packed file are where they were.
        let document = match () {
            () if is_clean => document,
            () if file.is_packed() => document.of_changed_text(),
            () => format.read(&file),
        };
        Opened { file, document, format }
    }

    /// Whether a protected name stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        !self.find(text).is_empty()
    }

    /// A sentence of the program with every protected name taken out.
    pub fn hide(&self, text: &mut String) {
        let places: Vec<Range<usize>> = self.find(text).into_iter().map(|hidden| hidden.span).collect();
        if !places.is_empty() {
            *text = mask::shown(&mask::masked(text, places));
        }
    }

    /// What stands in the file's bytes, and in its prose, where markup may part a name.
    fn in_file(&self, file: &SourceFile, document: &Document) -> Found {
        let mut found = Found::default();
        for Hidden { rule, span } in self.find(file.text()) {
            found.masks.extend(words(file.text(), &span));
            found.hidden.push(Hidden { rule, span });
        }
        for block in document.blocks.iter().filter(|block| block.is_mapped()) {
            for Hidden { rule, span } in self.find(block.text(file.text())) {
                found.masks.extend(block.pieces(span.clone()));
                found.hidden.push(Hidden { rule, span: block.to_source(span) });
            }
        }
        for (at, chunk) in encoded(file.text()) {
            let decoded = percent_decode_str(chunk).decode_utf8_lossy();
            let span = at..at + chunk.len();
            for Hidden { rule, .. } in self.find(&decoded) {
                found.masks.push(span.clone());
                found.hidden.push(Hidden { rule, span: span.clone() });
            }
        }
        found.hidden = joined(found.hidden);
        found
    }

    /// Every form in a text, overlapping ones of a rule as one.
    fn find(&self, text: &str) -> Vec<Hidden> {
        let tokens = tokens(text);
        let mut found = Vec::new();
        for (first, token) in tokens.iter().enumerate().filter(|(_, token)| self.starts(&token.folded)) {
            let mut run = String::new();
            for (at, next) in tokens.iter().enumerate().skip(first).take(LONGEST) {
                if at > first && !joins(&tokens[at - 1], &text[tokens[at - 1].range.end..next.range.start]) {
                    break;
                }
                run.push_str(&next.folded);
                let digest = self.key.digest(Of::Form, &run);
                let whose = self.rules.iter().filter(|(_, forms)| forms.contains(&digest));
                found.extend(whose.map(|&(rule, _)| Hidden { rule, span: token.range.start..next.range.end }));
            }
        }
        joined(found)
    }

    /// Whether a form begins with a word.
    fn starts(&self, word: &str) -> bool {
        STARTS.with_borrow_mut(|(number, words)| {
            if *number != self.number || words.len() > REMEMBERED {
                words.clear();
                *number = self.number;
            }
            if let Some(&starts) = words.get(word) {
                return starts;
            }
            let starts = self.hashes.contains(&self.key.digest(Of::Start, word));
            words.insert(word.to_owned(), starts);
            starts
        })
    }
}

/// What a guard found in a file.
#[derive(Default)]
struct Found {
    /// What is taken out: bytes of the file.
    masks: Vec<Range<usize>>,
    /// What is reported.
    hidden: Vec<Hidden>,
}

/// The parts of a text in which an address may hold letters as `%C3%A9`, each with its place.
fn encoded(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '"' | '\'');
    let chunks = if text.contains('%') { text } else { "" }.split(parts);
    let chunks = chunks.map(|chunk| chunk.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'));
    chunks.filter(|chunk| chunk.contains('%')).map(|chunk| (chunk.as_ptr() as usize - text.as_ptr() as usize, chunk))
}

/// The words of a place, with what stands between them where that is no markup: whatever ends a comment has to stay.
fn words(text: &str, span: &Range<usize>) -> Vec<Range<usize>> {
    let is_plain = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '-' | '\u{2010}' | '\u{2011}') || fold::is_apostrophe(c);
    let mut masks: Vec<Range<usize>> = Vec::new();
    for token in tokens(&text[span.clone()]) {
        let word = span.start + token.range.start..span.start + token.range.end;
        match masks.last_mut().map(|last| (&text[last.end..word.start], last)) {
            Some((between, last)) if between.chars().all(is_plain) && !between.contains("--") => last.end = word.end,
            _ => masks.push(word),
        }
    }
    masks
}

/// The places of a rule that overlap as one, in the order of the file.
fn joined(mut hidden: Vec<Hidden>) -> Vec<Hidden> {
    hidden.sort_by_key(|hidden| (hidden.rule, hidden.span.start, hidden.span.end));
    hidden.dedup_by(|later, first| {
        let overlap = later.rule == first.rule && later.span.start < first.span.end;
        if overlap {
            first.span.end = first.span.end.max(later.span.end);
        }
        overlap
    });
    hidden.sort_by_key(|hidden| (hidden.span.start, hidden.rule));
    hidden
}

/// The findings of a file whose protected names were taken out. Nothing in them is from its words.
pub(crate) fn findings<'f>(rules: &'f RuleSet, file: &'f SourceFile) -> impl Iterator<Item = (RuleId, Finding)> + use<'f> {
    file.hidden().iter().map(|Hidden { rule: id, span }| {
        let rule = rules.rule(*id);
        let finding = Finding {
            origin: Origin::Rule(*id),
            deviation: DeviationName::Protected,
            severity: rule.severity.unwrap_or(Severity::Error),
            message: rule.message.clone().unwrap_or_else(|| "this names someone who must not be named".to_owned()),
            help: Some(rule.help.clone().unwrap_or_else(|| "take the name out; no report shows it".to_owned())),
            notes: Vec::new(),
            span: span.clone(),
            labels: vec![Label { span: span.clone(), text: "a protected name stands here".to_owned() }],
            in_quotation: false,
            fix: None,
            acceptable: None,
            fingerprint: fingerprint(&rule.code, file.text(), span),
        };
        (*id, finding)
    })
}

/// The same wherever the text around it moves: a hash of the rule and of three words on each side, never of the name. `text` is without it.
fn fingerprint(code: &str, text: &str, span: &Range<usize>) -> String {
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let from = (span.start.saturating_sub(AROUND)..=span.start).find(boundary).unwrap_or(span.start);
    let until = (span.end..=text.len().min(span.end + AROUND)).rfind(boundary).unwrap_or(span.end);
    let (before, after) = (tokens(&text[from..span.start]), tokens(&text[span.end..until]));
    let words = before[before.len().saturating_sub(CONTEXT)..].iter().chain(after.iter().take(CONTEXT));
    let hashed = words.fold(format!("{code}\0protected"), |hashed, token| hashed + "\0" + &token.folded);
    format!("{:016x}", fold::key(&hashed))
}

/// Takes out of a finding of another rule what it has of masked places: its words, and a fix that would touch them.
pub(crate) fn tidy(file: &SourceFile, finding: &mut Finding) {
    finding.fix.take_if(|fix| {
        // Some reports write one replacement from the first edit to the last.
        let whole = fix.edits.first().zip(fix.edits.last()).map(|(first, last)| first.span.start..last.span.end);
        let touches = whole.is_some_and(|whole| file.slice(whole).contains(mask::is_filler));
        touches || fix.edits.iter().any(|edit| edit.text.contains(mask::is_filler))
    });
    finding.acceptable.take_if(|words| words.contains(mask::is_filler));
    let texts = [&mut finding.message].into_iter().chain(&mut finding.help).chain(&mut finding.notes);
    for text in texts.chain(finding.labels.iter_mut().map(|label| &mut label.text)).filter(|text| text.contains(mask::is_filler)) {
        *text = mask::shown(text);
    }
}
