//! The kind `name`.

pub mod fact;

use crate::dossier::RuleSet;
use crate::kind::{Kind, KindName, Mention};
use crate::lexicon::LexiconBuilder;
use crate::prose::passage::Passage;

/// All rules of the kind.
pub(crate) struct Names<'r> {
    _rules: &'r RuleSet,
}

impl<'r> Names<'r> {
    pub(crate) fn new(rules: &'r RuleSet, _lexicon: &mut LexiconBuilder) -> Self {
        Self { _rules: rules }
    }
}

impl Kind for Names<'_> {
    fn name(&self) -> KindName {
        KindName::Name
    }

    fn read(&self, _passage: &Passage<'_>, _mentions: &mut Vec<Mention>) {}
}
