//! What all documents mention, each distinct mention once: memory grows with what is said, not with how often.

use super::page::{Page, each};
use super::{Library, acronyms, dates, domains, figures, names, quotes, slips, topics};

/// The mentions of every kind.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    pub(super) names: names::Names,
    pub(super) acronyms: acronyms::Acronyms,
    pub(super) figures: figures::Figures,
    pub(super) dates: dates::Dates,
    pub(super) domains: domains::Domains,
    pub(super) quotes: quotes::Quotes,
    pub(super) vocabulary: slips::Vocabulary,
    pub(super) topics: topics::Topics,
}

impl Mentions {
    /// Reads all documents once, on all threads.
    pub(super) fn read(library: &impl Library) -> Self {
        let mut mentions = each(
            library,
            |mentions: &mut Self, page| mentions.page(page),
            |mut one, other| {
                one.merge(other);
                one
            },
            |mentions, doc, text| mentions.domains.link(doc, text),
        );
        mentions.names.close();
        mentions.topics.close();
        mentions
    }

    fn page(&mut self, page: &Page<'_>) {
        self.names.read(page);
        self.acronyms.read(page);
        self.figures.read(page);
        self.dates.read(page);
        self.domains.read(page);
        self.quotes.read(page);
        self.vocabulary.read(page);
        self.topics.read(page);
    }

    fn merge(&mut self, other: Self) {
        self.names.merge(other.names);
        self.acronyms.merge(other.acronyms);
        self.figures.merge(other.figures);
        self.dates.merge(other.dates);
        self.domains.merge(other.domains);
        self.quotes.merge(other.quotes);
        self.vocabulary.merge(other.vocabulary);
        self.topics.merge(other.topics);
    }
}
