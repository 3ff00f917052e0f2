//! The kind `claim`.

pub mod fact;

use crate::dossier::RuleSet;
use crate::kind::{Kind, KindName, Mention};
use crate::lexicon::LexiconBuilder;
use crate::prose::passage::Passage;

/// All rules of the kind.
pub(crate) struct Claims<'r> {
    _rules: &'r RuleSet,
}

impl<'r> Claims<'r> {
    pub(crate) fn new(rules: &'r RuleSet, _lexicon: &mut LexiconBuilder, _today: jiff::civil::Date) -> Self {
        Self { _rules: rules }
    }
}

impl Kind for Claims<'_> {
    fn name(&self) -> KindName {
        KindName::Claim
    }

    fn read(&self, _passage: &Passage<'_>, _mentions: &mut Vec<Mention>) {}
}
