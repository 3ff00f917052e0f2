//! The kind `term`.

pub mod fact;

use crate::dossier::RuleSet;
use crate::kind::{Kind, KindName, Mention};
use crate::lexicon::LexiconBuilder;
use crate::prose::passage::Passage;

/// All rules of the kind.
pub(crate) struct Terms<'r> {
    _rules: &'r RuleSet,
}

impl<'r> Terms<'r> {
    pub(crate) fn new(rules: &'r RuleSet, _lexicon: &mut LexiconBuilder) -> Self {
        Self { _rules: rules }
    }
}

impl Kind for Terms<'_> {
    fn name(&self) -> KindName {
        KindName::Term
    }

    fn read(&self, _passage: &Passage<'_>, _mentions: &mut Vec<Mention>) {}
}
