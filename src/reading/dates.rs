//! The dates of a passage, as the kind `date` reads them.

use super::{Content, Read, Taken};
use crate::kind::date::read::dates;
use crate::prose::passage::Passage;

/// The dates that stand in nothing that was read before.
pub fn read(passage: &Passage<'_>, taken: &Taken) -> Vec<Read> {
    let all = dates(passage, 0..passage.words.len()).into_iter();
    all.filter(|date| !taken.has(&date.span)).map(|date| Read { span: date.span.clone(), content: Content::Date(date) }).collect()
}
