//! A mention of a passage → a finding of the file: spans, quotation marks, `[sic]`, typography of the fix.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::Stated;
use super::typography::{self, Correction};
use crate::dossier::{RuleSet, Source, evidence};
use crate::finding::{DeviationName, Finding, Fix, Label, Origin, Safety, Severity};
use crate::kind::{Deviation, Mention, Replacement, Verdict};
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::source::SourceFile;

/// Of how many words a quotation must be to be somebody's words, and not a word held at arm's length.
const VERBATIM_WORDS: usize = 3;

/// How many words the rest of a name has at most, behind which `[sic]` may stand.
const NAME_WORDS: usize = 8;

/// How many words on each side of a finding its fingerprint remembers.
const CONTEXT: usize = 3;

/// A mention with all that its passage says of it, so that the passage can be let go.
#[derive(Clone)]
pub(super) struct Placed {
    /// Which of the checker's kinds read it.
    pub(super) kind: usize,
    /// The number of its block in the document.
    pub(super) block: usize,
    pub(super) mention: Mention,
    place: Place,
}

/// Where a mention stands in the file, and of a deviation what stands around it.
#[derive(Clone, Default)]
struct Place {
    span: Range<usize>,
    further: Vec<Range<usize>>,
    in_quotation: bool,
    /// `[sic]` stands behind it.
    sic: bool,
    /// The quotation it stands in is in this source, word for word.
    verbatim: Option<String>,
    correction: Correction,
    fingerprint: String,
}

/// A draft as the system knows it, looked up when first asked for; `None` where it is no file.
pub(super) struct Own<'a> {
    file: &'a SourceFile,
    path: OnceCell<Option<PathBuf>>,
}

impl<'a> Own<'a> {
    pub(super) fn of(file: &'a SourceFile) -> Self {
        Self { file, path: OnceCell::new() }
    }

    fn is(&self, path: &Path) -> bool {
        self.path.get_or_init(|| self.file.path().canonicalize().ok()).as_deref() == Some(path)
    }
}

/// Places the mentions of one passage.
pub(super) struct Placer<'p, 'a> {
    rules: &'p RuleSet,
    own: &'p Own<'a>,
    passage: &'p Passage<'a>,
    /// Whether the places of mentions that agree are wanted too.
    stating: bool,
    /// The source that holds a quotation word for word, by dossier and by where the quotation begins (`None`: the whole passage). It may
    /// be a long one with many deviations: it is looked for once.
    verbatim: HashMap<(usize, Option<usize>), Option<String>>,
}

impl<'p, 'a> Placer<'p, 'a> {
    pub(super) fn new(rules: &'p RuleSet, own: &'p Own<'a>, passage: &'p Passage<'a>, stating: bool) -> Self {
        Self { rules, own, passage, stating, verbatim: HashMap::new() }
    }

    /// The mention, which the checker's kind of that index read, with its place.
    pub(super) fn placed(&mut self, kind: usize, mention: Mention) -> Placed {
        let place = match &mention.verdict {
            Verdict::Agrees if self.stating => self.agreeing(&mention.span),
            Verdict::Agrees | Verdict::Settled(_) | Verdict::Another(_) => Place::default(),
            Verdict::Deviates(deviation) => self.place(&mention, deviation),
        };
        Placed { kind, block: 0, mention, place }
    }

    fn agreeing(&self, span: &Range<usize>) -> Place {
        Place { span: self.passage.block.to_source(span.clone()), in_quotation: self.passage.is_quoted(span.start), ..Place::default() }
    }

    fn place(&mut self, mention: &Mention, deviation: &Deviation) -> Place {
        let (passage, span) = (self.passage, &mention.span);
        let in_quotation = passage.is_quoted(span.start);
        Place {
            span: passage.block.to_source(span.clone()),
            further: deviation.further.iter().map(|(further, _)| passage.block.to_source(further.clone())).collect(),
            in_quotation,
            sic: is_sic(passage, span),
            verbatim: if in_quotation && deviation.name != DeviationName::Punctuation { self.verbatim(mention) } else { None },
            correction: deviation.replacement.as_ref().map(|replacement| self.correction(mention, replacement)).unwrap_or_default(),
            fingerprint: fingerprint(self.rules, passage, mention, deviation),
        }
    }

    fn correction(&self, mention: &Mention, replacement: &Replacement) -> Correction {
        let mut correction =
            typography::correction(self.rules, self.own.file, self.passage, mention.origin, &mention.span, &replacement.text);
        if self.own.file.is_packed() {
            // The bytes of the text are none of the file's.
            correction.safety = Some(Safety::DisplayOnly);
        }
        correction
    }

    /// The source that holds the mention's quotation word for word, whatever the punctuation; the draft itself is none.
    fn verbatim(&mut self, mention: &Mention) -> Option<String> {
        let Origin::Rule(id) = mention.origin else { return None };
        let quotation = self.passage.quotation_of(mention.span.start);
        let key = (self.rules.rule(id).dossier, quotation.map(|quotation| quotation.inner.start));
        let text = quotation.map_or(self.passage.text, |quotation| &self.passage.text[quotation.inner.clone()]);
        let find = || holder(text, &self.rules.dossier(id).sources, self.own);
        self.verbatim.entry(key).or_insert_with(find).clone()
    }
}

/// The title of the source in which a quotation stands.
fn holder(quotation: &str, sources: &[Source], own: &Own<'_>) -> Option<String> {
    let mut quoted = Vec::new();
    words(quotation, &mut quoted);
    if quoted.len() < VERBATIM_WORDS {
        return None;
    }
    let contents = sources.iter().filter_map(|source| Some((source, source.content.as_ref()?)));
    let mut others = contents.filter(|(_, content)| !own.is(&content.path));
    others.find(|(_, content)| evidence::find(quotation, content).is_some()).map(|(source, _)| source.title.clone())
}

impl Placed {
    /// Where a deviation stands in the file.
    pub(super) fn span(&self) -> Range<usize> {
        self.place.span.clone()
    }

    /// Whether `[sic]` silences it.
    pub(super) fn is_sic(&self) -> bool {
        self.place.sic
    }

    /// The same as that of a block of the document.
    pub(super) fn in_block(self, block: usize) -> Self {
        Self { block, ..self }
    }

    /// The same elsewhere: `to` gives the new place of every byte.
    pub(super) fn moved(&self, to: impl Fn(usize) -> usize) -> Self {
        let mut moved = self.clone();
        let place = &mut moved.place;
        let edits = place.correction.edits.iter_mut().map(|edit| &mut edit.span);
        for span in std::iter::once(&mut place.span).chain(&mut place.further).chain(edits) {
            *span = to(span.start)..to(span.end);
        }
        moved
    }

    /// The mention without what it says; none where the words are not its rule's.
    pub(super) fn stated(&self) -> Option<Stated> {
        let deviates = match self.mention.verdict {
            Verdict::Agrees => false,
            Verdict::Deviates(_) => true,
            Verdict::Settled(_) | Verdict::Another(_) => return None,
        };
        Some(Stated { origin: self.mention.origin, span: self.place.span.clone(), deviates, in_quotation: self.place.in_quotation })
    }

    /// The finding; none where the mention agrees or `[sic]` silences it.
    pub(super) fn into_finding(self, rules: &RuleSet) -> Option<Finding> {
        let Self { mention: Mention { origin, verdict: Verdict::Deviates(deviation), .. }, place, .. } = self else { return None };
        if place.sic {
            return None;
        }
        let Deviation { name, severity, message, label, further, help, mut notes, replacement, acceptable } = *deviation;
        let rule = if let Origin::Rule(id) = origin { Some(rules.rule(id)) } else { None };
        let proposal = replacement.as_ref().map(|replacement| match &place.correction.with_article {
            Some((old, new)) => format!("replace `{old}` with `{new}`"),
            None => format!("replace with `{}`", replacement.text),
        });
        let note = place.correction.note.clone();
        let mut severity = rule.and_then(|rule| rule.severity).unwrap_or(severity);
        let replacement = replacement.filter(|_| rule.is_none_or(|rule| rule.fix));
        let mut fix = replacement.map(|replacement| fix(&replacement, place.in_quotation, place.correction));
        let mut help = rule.and_then(|rule| rule.help.clone()).or(help).or(proposal);
        if let Some(source) = place.verbatim {
            notes.push(format!("the quotation stands so in {source}: the deviation is the source's own"));
            (severity, fix, help) = (Severity::Note, None, None);
        }
        notes.extend(note.filter(|_| fix.is_some()));
        let further = place.further.into_iter().zip(further).map(|(span, (_, text))| Label { span, text });
        Some(Finding {
            origin,
            deviation: name,
            severity,
            message: rule.and_then(|rule| rule.message.clone()).unwrap_or(message),
            help,
            notes,
            labels: std::iter::once(Label { span: place.span.clone(), text: label }).chain(further).collect(),
            span: place.span,
            in_quotation: place.in_quotation,
            fix,
            acceptable,
            fingerprint: place.fingerprint,
        })
    }
}

fn fix(replacement: &Replacement, in_quotation: bool, correction: Correction) -> Fix {
    let least = correction.safety.unwrap_or(Safety::Safe).max(replacement.safety);
    Fix { safety: if in_quotation { Safety::DisplayOnly } else { least }, edits: correction.edits }
}

/// Whether `[sic]` or `(sic)` stands right behind the words, or behind the rest of the name they belong to.
fn is_sic(passage: &Passage<'_>, span: &Range<usize>) -> bool {
    let mut end = span.end;
    for word in passage.words[passage.word_at(span.end)..].iter().take(NAME_WORDS) {
        if !word.shape.is_capitalised() || !passage.text[end..word.start as usize].chars().all(|c| c.is_whitespace() || fold::is_hyphen(c))
        {
            break;
        }
        end = word.end as usize;
    }
    [span.end, end].into_iter().any(|end| {
        let rest = passage.text[end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '”' | '"' | '’' | '*' | '_'));
        let inner = rest.strip_prefix(['[', '(']).map(str::trim_start);
        inner.and_then(|inner| inner.get(..3)).is_some_and(|word| word.eq_ignore_ascii_case("sic"))
    })
}

/// What stays the same of a finding when the text around it moves: rule, deviation, its words and three on each side, folded.
fn fingerprint(rules: &RuleSet, passage: &Passage<'_>, mention: &Mention, deviation: &Deviation) -> String {
    let code = rules.code(mention.origin);
    let inside = passage.words_in(&mention.span);
    let from = inside.start.saturating_sub(CONTEXT);
    let until = (inside.end + CONTEXT).min(passage.words.len());
    let mut text = format!("{code}\0{}", deviation.name.as_str());
    for (at, word) in passage.words.iter().enumerate().take(until).skip(from) {
        // The finding's own words are set apart from those around it.
        text.push(if at == inside.start || at == inside.end { '\u{1}' } else { '\0' });
        text.push_str(&fold::lower(word.text(passage.text)));
    }
    format!("{:016x}", fold::key(&text))
}
