//! The kind `domain`.

pub mod fact;

use crate::dossier::RuleSet;
use crate::kind::{Kind, KindName, Mention};
use crate::lexicon::LexiconBuilder;
use crate::prose::passage::Passage;

/// All rules of the kind.
pub(crate) struct Domains<'r> {
    _rules: &'r RuleSet,
}

impl<'r> Domains<'r> {
    pub(crate) fn new(rules: &'r RuleSet, _lexicon: &mut LexiconBuilder) -> Self {
        Self { _rules: rules }
    }
}

impl Kind for Domains<'_> {
    fn name(&self) -> KindName {
        KindName::Domain
    }

    fn read(&self, _passage: &Passage<'_>, _mentions: &mut Vec<Mention>) {}
}
