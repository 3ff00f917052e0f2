//! Rules × prose → findings.
//!
//! [`Checker::new`] turns a valid rule set into kinds and a lexicon, once. [`Checker::check`] walks the blocks of one document: every kind
//! reads the passage, what it says is placed in the file, and what only the whole document decides is settled at the end.

mod article;
mod memory;
mod place;
mod reading;
mod sound;
mod trace;
mod typography;

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use globset::GlobSet;

use crate::allow::{self, Allowed};
use crate::dossier::RuleSet;
use crate::finding::{BuiltIn, Finding, Origin, RuleId, Severity};
use crate::format::{Format, Opened};
use crate::kind::claim::Claims;
use crate::kind::date::Dates;
use crate::kind::domain::Domains;
use crate::kind::figure::Figures;
use crate::kind::name::Names;
use crate::kind::protected;
use crate::kind::quote::Quotes;
use crate::kind::term::Terms;
use crate::kind::typo::Typos;
use crate::kind::unsupported::Unsupported;
use crate::kind::{Kind, KindName};
use crate::lexicon::{Lexicon, LexiconBuilder, List, Owner};
use crate::prose::Document;
use crate::source::SourceFile;
use crate::trace::{Trace, Traced};

pub use memory::Memory;
use place::Placed;
use reading::{Reading, Way, blocks};

/// The name of an example, which is no file.
const EXAMPLE: &str = "<example>";

/// A rule set at work. It is made once and asked on many threads.
pub struct Checker<'r> {
    rules: &'r RuleSet,
    lexicon: Lexicon,
    kinds: Vec<Box<dyn Kind + 'r>>,
    /// Whether no kind says anything of a passage in which the lexicon finds nothing.
    needs_hits: bool,
    /// Whether there are protected names, found or not: asked for every file, and only known by looking at every rule.
    protects: bool,
}

impl<'r> Checker<'r> {
    /// Prepares a valid rule set. `today` decides about embargoes.
    pub fn new(rules: &'r RuleSet, today: jiff::civil::Date) -> Self {
        let mut lexicon = LexiconBuilder::default();
        for (index, dossier) in rules.dossiers.iter().enumerate() {
            lexicon.add_list(dossier.about.iter().map(|word| word.value.as_str()), Owner::About(index as u32));
        }
        let mut present = HashSet::new();
        for (id, rule) in rules.iter() {
            present.insert(rule.kind());
            for (list, words) in [(List::Near, &rule.near), (List::UnlessNear, &rule.unless_near)] {
                lexicon.add_list(words.iter().map(|word| word.value.as_str()), Owner::Rule(id, list));
            }
        }
        let mut kinds: Vec<Box<dyn Kind + 'r>> = vec![Box::new(Dates::new(rules, &mut lexicon))];
        for kind in KindName::ALL.into_iter().filter(|kind| *kind != KindName::Date && present.contains(kind)) {
            kinds.push(match kind {
                KindName::Typo => Box::new(Typos::new(rules, &mut lexicon)),
                KindName::Name => Box::new(Names::new(rules, &mut lexicon)),
                KindName::Domain => Box::new(Domains::new(rules, &mut lexicon)),
                KindName::Term => Box::new(Terms::new(rules, &mut lexicon)),
                KindName::Figure => Box::new(Figures::new(rules, &mut lexicon)),
                KindName::Date => continue,
                KindName::Quote => Box::new(Quotes::new(rules, &mut lexicon)),
                KindName::Claim => Box::new(Claims::new(rules, &mut lexicon, today)),
                // Its names are gone before any kind reads.
                KindName::Protected => continue,
            });
        }
        if let Some(known) = &rules.known {
            kinds.push(Box::new(Unsupported::new(known)));
        }
        let needs_hits = kinds.iter().all(|kind| kind.needs_hits());
        Self { rules, lexicon: lexicon.build(), kinds, needs_hits, protects: rules.guard.is_some() || rules.is_blind() }
    }

    /// The rules it works with.
    pub fn rules(&self) -> &'r RuleSet {
        self.rules
    }

    /// A file as it is checked and reported ([`RuleSet::open`]).
    pub fn open(&self, opened: Opened) -> Opened {
        if self.protects { self.rules.open(opened) } else { opened }
    }

    /// A copy that was opened, where the file was not and there are protected names.
    fn opened(&self, file: &SourceFile) -> Option<(SourceFile, Document)> {
        let is_safe = file.is_guarded() || !self.protects;
        let copy = || Format::of(file.path(), file.text()).opened(file.with_text(file.text()));
        (!is_safe).then(|| {
            let Opened { file, document, .. } = self.open(copy());
            (file, document)
        })
    }

    /// All findings of a file, sorted by place and then by code, directives applied. `decide` gives the severity of a code in this file,
    /// in place of the one it would have, or `None` where it was not asked for.
    pub fn check(&self, file: &SourceFile, document: &Document, decide: &dyn Fn(&str, Severity) -> Option<Severity>) -> Allowed {
        self.run(file, document, decide, Way::default())
    }

    /// The same with every place that a rule looked at and reports nothing of, in order, and why.
    pub fn trace(&self, file: &SourceFile, document: &Document, decide: &dyn Fn(&str, Severity) -> Option<Severity>) -> Traced {
        let trace = Trace::default();
        let allowed = self.run(file, document, decide, Way { trace: Some(&trace), ..Way::default() });
        let (looks, idle) = trace.into_parts();
        Traced { looks: trace::sorted(looks, &allowed.findings, self.rules), allowed, idle }
    }

    fn run(&self, file: &SourceFile, document: &Document, decide: &dyn Fn(&str, Severity) -> Option<Severity>, way: Way<'_>) -> Allowed {
        if let Some((file, document)) = self.opened(file) {
            return self.run(&file, &document, decide, way);
        }
        let mut reading = Reading::new(self, file, way);
        for (block, link) in blocks(document, &self.kinds) {
            reading.block(&block, link);
        }
        reading.settle();
        self.report(file, document, decide, reading.findings(), way.trace)
    }

    /// The same for a file that is checked again and again while it is written: blocks that `memory` knows are not read again. Also returns
    /// every mention of a rule that applies, in the order of the file. `stop` is asked before each block that has to be read: where it says
    /// yes, nothing is returned, and what was read is known the next time.
    pub fn recheck(
        &self,
        file: &SourceFile,
        document: &Document,
        decide: &dyn Fn(&str, Severity) -> Option<Severity>,
        memory: &mut Memory,
        stop: &mut dyn FnMut() -> bool,
    ) -> Option<(Allowed, Vec<Stated>)> {
        if let Some((file, document)) = self.opened(file) {
            return self.recheck(&file, &document, decide, memory, stop);
        }
        let mut reading = Reading::new(self, file, Way { stating: true, ..Way::default() });
        memory.begin(file.text());
        for (block, link) in blocks(document, &self.kinds) {
            if !reading.remembered(&block, link, memory, stop) {
                memory.stop();
                return None;
            }
        }
        memory.end();
        reading.settle();
        let mut stated: Vec<Stated> = reading.placed.iter().filter_map(Placed::stated).collect();
        let hidden = file.hidden().iter();
        stated.extend(hidden.map(|hidden| Stated {
            origin: hidden.rule.into(),
            span: hidden.span.clone(),
            deviates: true,
            in_quotation: false,
        }));
        stated.sort_by_key(|stated| (stated.span.start, stated.span.end));
        Some((self.report(file, document, decide, reading.findings(), None), stated))
    }

    /// What is asked for, and not allowed, of what was found.
    fn report(
        &self,
        file: &SourceFile,
        document: &Document,
        decide: &dyn Fn(&str, Severity) -> Option<Severity>,
        mut findings: Vec<Finding>,
        trace: Option<&Trace>,
    ) -> Allowed {
        findings.iter_mut().filter(|_| !file.hidden().is_empty()).for_each(|finding| protected::tidy(file, finding));
        let applies = |id| self.applies(id, file.name(), &vec![true; self.rules.dossiers.len()]);
        findings.extend(protected::findings(self.rules, file).filter(|(id, _)| applies(*id)).map(|(_, finding)| finding));
        findings.retain_mut(|finding| match decide(code(self.rules, finding), finding.severity) {
            Some(severity) => {
                finding.severity = severity;
                true
            }
            None => {
                trace::not_asked_for(trace, finding);
                false
            }
        });
        if self.rules.known.is_some() {
            told_once(&mut findings);
        }
        findings.dedup_by(|later, first| {
            let same = same_cause(first, later);
            if same {
                trace::told_already(trace, later, code(self.rules, first));
            }
            same
        });
        findings.sort_by(|a, b| (a.span.start, code(self.rules, a)).cmp(&(b.span.start, code(self.rules, b))));
        let code = |finding: &Finding| code(self.rules, finding);
        let known = || self.rules.rules.iter().map(|rule| rule.code.as_str()).chain(BuiltIn::ALL.map(|built_in| built_in.code)).collect();
        allow::apply(file, document, findings, &code, &known, decide, &|finding, directive| trace::allowed(trace, finding, directive))
    }

    /// The findings of a text of a few lines that is an example of a rule: it stands for a draft to which all rules apply.
    pub fn check_example(&self, text: &str) -> Vec<Finding> {
        let (file, document) = example(text);
        self.run(&file, &document, &|_, severity| Some(severity), Way { everywhere: true, ..Way::default() }).findings
    }

    /// The findings of a text of a few lines to which all rules apply, with every mention of a rule.
    pub fn examine(&self, text: &str) -> (Vec<Finding>, Vec<Stated>) {
        let (file, document) = example(text);
        let mut reading = Reading::new(self, &file, Way { everywhere: true, stating: true, ..Way::default() });
        for (block, link) in blocks(&document, &self.kinds) {
            reading.block(&block, link);
        }
        reading.settle();
        let stated = reading.placed.iter().filter_map(Placed::stated).collect();
        (reading.findings(), stated)
    }

    /// The findings of a text, as if it were a file of that name.
    pub fn check_text(&self, name: &str, text: &str) -> Vec<Finding> {
        let file = SourceFile::from_text(name, text);
        let document = Format::of(Path::new(name), text).read(&file);
        self.check(&file, &document, &|_, severity| Some(severity)).findings
    }

    /// Whether a rule applies to a file of that name.
    fn applies(&self, rule: RuleId, name: &str, about: &[bool]) -> bool {
        let index = self.rules.rule(rule).dossier;
        self.is_mentioned(rule, about) && self.rules.dossiers[index].applies_to.as_ref().is_none_or(|globs| is_in(globs, name))
    }

    /// Whether a draft in which these dossiers' words were seen is one of the rule's.
    fn is_mentioned(&self, rule: RuleId, about: &[bool]) -> bool {
        let index = self.rules.rule(rule).dossier;
        self.rules.dossiers[index].about.is_empty() || about[index] || !self.rules.rule(rule).kind().reads_common_words()
    }
}

/// A text of a rule file is plain text, whatever it begins with.
fn example(text: &str) -> (SourceFile, Document) {
    let file = SourceFile::from_text(EXAMPLE, text);
    let document = Format::Text.read(&file);
    (file, document)
}

/// A mention of a rule, placed in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The rule, or a check that is built in.
    pub origin: Origin,
    /// Bytes of the file, half-open.
    pub span: Range<usize>,
    /// Whether it departs from the rule.
    pub deviates: bool,
    /// Whether it stands inside quotation marks or a block quote.
    pub in_quotation: bool,
}

/// Whether the globs of `applies-to` fit a file. Where its name is a full path, as in an editor, they may begin at any of its folders.
fn is_in(globs: &GlobSet, name: &str) -> bool {
    let below = name.match_indices('/').filter(|_| name.starts_with('/')).map(|(at, _)| &name[at + 1..]);
    std::iter::once(name.trim_start_matches("./")).chain(below).any(|name| globs.is_match(name))
}

/// What is said otherwise than in the sources is not also told as missing there.
fn told_once(findings: &mut Vec<Finding>) {
    let is_missing = |one: &Finding| one.origin == Origin::Unsupported;
    let others: Vec<Range<usize>> = findings.iter().filter(|one| !is_missing(one)).map(|one| one.span.clone()).collect();
    findings.retain(|one| !is_missing(one) || !others.iter().any(|span| span.start < one.span.end && one.span.start < span.end));
}

/// One cause, one finding: of findings with the same span and the same replacement the first stays.
fn same_cause(first: &Finding, later: &Finding) -> bool {
    first.span == later.span && first.fix.is_some() && first.fix.as_ref().map(|fix| &fix.edits) == later.fix.as_ref().map(|fix| &fix.edits)
}

/// The code of a finding: its rule's, or that of the check that is built in.
pub fn code<'r>(rules: &'r RuleSet, finding: &Finding) -> &'r str {
    rules.code(finding.origin)
}
