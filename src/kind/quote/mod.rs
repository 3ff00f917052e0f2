//! The kind `quote`.

pub mod fact;

use crate::dossier::RuleSet;
use crate::kind::{Kind, KindName, Mention};
use crate::lexicon::LexiconBuilder;
use crate::prose::passage::Passage;

/// All rules of the kind.
pub(crate) struct Quotes<'r> {
    _rules: &'r RuleSet,
}

impl<'r> Quotes<'r> {
    pub(crate) fn new(rules: &'r RuleSet, _lexicon: &mut LexiconBuilder) -> Self {
        Self { _rules: rules }
    }
}

impl Kind for Quotes<'_> {
    fn name(&self) -> KindName {
        KindName::Quote
    }

    fn read(&self, _passage: &Passage<'_>, _mentions: &mut Vec<Mention>) {}
}
