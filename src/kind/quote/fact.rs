//! The keys of `[quote.…]`.

use crate::dossier::fields::{Field, Fields, Takes};
use crate::dossier::problem::nearest;
use crate::dossier::{Source, Text};
use crate::finding::DeviationName;
use crate::kind::Reading;

/// What a table may hold beside the keys of every rule.
pub const FIELDS: &[Field] = &[
    Field::optional("source", Takes::Text, "the source all of whose text may be quoted"),
    Field::optional("canonical", Takes::Text, "one passage, in place of `source`"),
    Field::optional("min-words", Takes::Count, "quotations of fewer words are not read; 4, where it is not given"),
];

/// Words that may be quoted.
#[derive(Debug)]
pub struct Quote {
    /// All of that source's text: which of the dossier's sources.
    pub source: Option<usize>,
    /// One passage.
    pub canonical: Option<Text>,
    /// Quotations of fewer words are not read.
    pub min_words: usize,
}

impl Quote {
    /// What the rule may report; `sources` are its dossier's.
    pub(crate) fn deviations(&self, sources: &[Source]) -> Vec<DeviationName> {
        let complete = self.source.and_then(|source| sources.get(source)).is_some_and(|source| source.complete);
        let unsourced = complete.then_some(DeviationName::Unsourced);
        [DeviationName::Altered, DeviationName::Punctuation].into_iter().chain(unsourced).collect()
    }

    pub(crate) fn read(fields: &Fields<'_>, reading: &mut Reading<'_>) -> Self {
        let what = reading.what.to_owned();
        let (source, canonical) = (fields.text("source"), fields.text("canonical"));
        match (&source, &canonical) {
            (Some(source), Some(_)) => {
                reading.mistake(
                    source.span.clone(),
                    format!("{what} has both `source` and `canonical`"),
                    "one of the two",
                    "keep one of them",
                );
            }
            (None, None) if fields.get("source").is_none() && fields.get("canonical").is_none() => {
                reading.mistake(
                    fields.span.clone(),
                    format!("{what} has neither `source` nor `canonical`"),
                    "missing here",
                    "add `source = …`",
                );
            }
            _ => {}
        }
        let index = source.and_then(|source| {
            let found = reading.sources.iter().position(|known| known.id == source.value);
            if found.is_none() {
                let known = nearest(&source.value, reading.sources.iter().map(|known| known.id.as_str()));
                let help = known.map_or("add a table `[source.…]`".to_owned(), |near| format!("did you mean `{near}`?"));
                reading.mistake(source.span, format!("{what} names an unknown source `{}`", source.value), "no such source", help);
            }
            found
        });
        let min_words = fields.number("min-words").map_or(4, |n| n.value as usize);
        Self { source: index, canonical, min_words }
    }
}
