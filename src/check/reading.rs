//! One document being read: block by block in, placed mentions out, and at its end findings.

use std::borrow::Cow;
use std::cell::Cell;

use super::memory::Memory;
use super::place::{Own, Placed, Placer};
use super::{Checker, trace};
use crate::dossier::RuleSet;
use crate::finding::{Finding, Origin};
use crate::kind::{Kind, KindName, Mention, Verdict, near};
use crate::lexicon::Owner;
use crate::prose::passage::Passage;
use crate::prose::words::{Word, words_with};
use crate::prose::{Block, Document, Role};
use crate::source::SourceFile;
use crate::trace::Trace;

/// Everything that these kinds read of a document, and whether it is a destination that no reader sees.
pub(super) fn blocks<'d>(document: &'d Document, kinds: &[Box<dyn Kind + '_>]) -> impl Iterator<Item = (Cow<'d, Block>, bool)> {
    let links = if kinds.iter().any(|kind| kind.reads_links()) { &document.links[..] } else { &[] };
    let prose = document.blocks.iter().map(|block| (Cow::Borrowed(block), false));
    prose.chain(links.iter().map(|link| (Cow::Owned(Block::plain(Role::Paragraph, link.span.clone())), true)))
}

thread_local! {
    /// The memory of the words of a passage, kept from file to file: there are many small files, and asking the system for memory is slow.
    static WORDS: Cell<Vec<Word>> = const { Cell::new(Vec::new()) };
}

/// How a document is read.
#[derive(Clone, Copy, Default)]
pub(super) struct Way<'t> {
    /// Every rule applies, whatever `about` and `applies-to` say.
    pub(super) everywhere: bool,
    /// The places of mentions that agree are wanted too.
    pub(super) stating: bool,
    /// Where reasons for silence go, if anybody asked.
    pub(super) trace: Option<&'t Trace>,
}

/// One document being read.
pub(super) struct Reading<'c, 'r> {
    checker: &'c Checker<'r>,
    file: &'c SourceFile,
    own: Own<'c>,
    pub(super) placed: Vec<Placed>,
    /// How many blocks have been read.
    blocks: usize,
    /// For each dossier, whether one of its `about` words was seen.
    about: Vec<bool>,
    /// Kept from block to block for its memory.
    words: Vec<Word>,
    way: Way<'c>,
}

impl<'c, 'r> Reading<'c, 'r> {
    pub(super) fn new(checker: &'c Checker<'r>, file: &'c SourceFile, way: Way<'c>) -> Self {
        let about = vec![way.everywhere; checker.rules.dossiers.len()];
        Self { checker, file, own: Own::of(file), placed: Vec::new(), blocks: 0, about, words: WORDS.take(), way }
    }

    /// Reads a block, unless the same one was read before, or reading it was stopped: then nothing is known of it.
    pub(super) fn remembered(&mut self, block: &Block, link: bool, memory: &mut Memory, stop: &mut dyn FnMut() -> bool) -> bool {
        let known = memory.block(block, self.file.text(), link, || {
            if stop() {
                return None;
            }
            let about = vec![false; self.about.len()];
            let words = std::mem::take(&mut self.words);
            let (checker, file, way) = (self.checker, self.file, self.way);
            let mut alone = Reading { checker, file, own: Own::of(file), placed: Vec::new(), blocks: 0, about, words, way };
            alone.block(block, link);
            self.words = alone.words;
            let about = alone.about.iter().enumerate().filter(|(_, seen)| **seen).map(|(dossier, _)| dossier).collect();
            Some((alone.placed, about))
        });
        let Some(known) = known else { return false };
        let by = block.start();
        self.placed.extend(known.placed.iter().map(|placed| placed.moved(|at| at + by).in_block(self.blocks)));
        self.blocks += 1;
        known.about.iter().for_each(|&dossier| self.about[dossier] = true);
        true
    }

    pub(super) fn block(&mut self, block: &Block, link: bool) {
        let mut run = std::mem::take(&mut self.words);
        let text = block.text(self.file.text());
        let lexicon = &self.checker.lexicon;
        let mut known = false;
        words_with(text, &mut run, |key| known |= lexicon.may_know(key));
        // Most passages have no word of any rule.
        if !known && self.checker.needs_hits {
            self.blocks += 1;
            self.words = run;
            return;
        }
        let mut passage = Passage::new(block, text, &run);
        passage.trace_to(self.way.trace);
        if known {
            passage.look_up(lexicon);
        }
        for hit in passage.hits().iter().filter(|_| !link) {
            if let Owner::About(dossier) = hit.owner {
                self.about[dossier as usize] = true;
            }
        }
        let mut placer = Placer::new(self.checker.rules, &self.own, &passage, self.way.stating);
        let mut mentions = Vec::new();
        for (index, kind) in self.checker.kinds.iter().enumerate().filter(|(_, kind)| !link || kind.reads_links()) {
            kind.read(&passage, &mut mentions);
            trace::passage(self.way.trace, self.checker.rules, &passage, &mentions);
            let holding = mentions.drain(..).filter(|mention| near_holds(self.checker.rules, &passage, mention));
            self.placed.extend(holding.map(|mention| placer.placed(index, mention).in_block(self.blocks)));
        }
        self.blocks += 1;
        drop(passage);
        self.words = run;
    }

    /// Leaves out the mentions of rules that do not apply, and decides what only the whole document decides.
    pub(super) fn settle(&mut self) {
        let (checker, name) = (self.checker, self.file.name());
        let about = std::mem::take(&mut self.about);
        WORDS.set(std::mem::take(&mut self.words));
        trace::inapplicable(self.way.trace, checker, name, &about, &self.placed);
        self.placed.retain(|placed| match placed.mention.origin {
            Origin::Rule(rule) => self.way.everywhere || checker.applies(rule, name, &about),
            Origin::Weekday | Origin::UnusedAllow | Origin::Unsupported => true,
        });
        for (index, kind) in checker.kinds.iter().enumerate() {
            let mut mine: Vec<&mut Placed> = self.placed.iter_mut().filter(|placed| placed.kind == index).collect();
            let blocks = mine.chunk_by_mut(|a, b| a.block == b.block);
            let mut blocks: Vec<Vec<&mut Mention>> =
                blocks.map(|block| block.iter_mut().map(|placed| &mut placed.mention).collect()).collect();
            kind.settle(&mut blocks);
        }
        trace::settled(self.way.trace, &self.placed);
    }

    /// By place, and at one place by kind.
    pub(super) fn findings(self) -> Vec<Finding> {
        let checker = self.checker;
        let deviating = self.placed.into_iter().filter(|placed| matches!(placed.mention.verdict, Verdict::Deviates(_)));
        let mut findings: Vec<(KindName, Finding)> = deviating
            .map(|placed| (checker.kinds[placed.kind].name(), placed))
            .filter_map(|(kind, placed)| Some((kind, placed.into_finding(checker.rules)?)))
            .collect();
        findings.sort_by(|(a_kind, a), (b_kind, b)| (a.span.start, a.span.end, a_kind).cmp(&(b.span.start, b.span.end, b_kind)));
        findings.into_iter().map(|(_, finding)| finding).collect()
    }
}

/// Whether the words that must stand in the mention's sentence do, and those that must not do not. The `near` of a date is its event, which
/// is the kind's own business.
fn near_holds(rules: &RuleSet, passage: &Passage<'_>, mention: &Mention) -> bool {
    let Origin::Rule(id) = mention.origin else { return true };
    near::holds(rules, passage, id, mention.span.start)
}
