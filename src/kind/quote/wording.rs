//! Differences → a deviation in words.

use std::ops::Range;

use super::difference::{Difference, What};
use crate::finding::{DeviationName, Severity};
use crate::kind::Deviation;

/// The deviation of a quotation whose differences are these, with the span of the first; none where there are none. Where words differ,
/// punctuation is not worth a word.
pub(super) fn deviation(differences: &[Difference]) -> Option<(Deviation, Range<usize>)> {
    let altered: Vec<&Difference> = differences.iter().filter(|difference| difference.what != What::Marks).collect();
    let told = if altered.is_empty() { differences.iter().collect() } else { altered };
    let first = *told.first()?;
    let grave = |difference: &&Difference| matches!(difference.what, What::Negation | What::Figure);
    let named = told.iter().copied().find(grave).unwrap_or(first);
    let (name, severity, help) = match first.what {
        What::Marks => (DeviationName::Punctuation, Severity::Warning, "take over the punctuation of the source"),
        _ => (
            DeviationName::Altered,
            Severity::Error,
            "quote word for word, or mark with `[…]` what is left out and with brackets what is changed",
        ),
    };
    let mut deviation = Deviation::new(name, severity, message(named), label(first)).help(help);
    deviation.further = told[1..].iter().map(|difference| (difference.span.clone(), label(difference))).collect();
    Some((deviation, first.span.clone()))
}

fn message(Difference { what, quoted, source, .. }: &Difference) -> String {
    match what {
        What::Negation if quoted.is_empty() => format!("the quotation drops a negation: `{source}` is left out"),
        What::Negation => format!("the quotation drops a negation: `{quoted}` stands for `{source}`"),
        What::Figure => format!("the quotation changes a figure: `{quoted}` stands for `{source}`"),
        What::Changed => format!("the quotation is not word for word: `{quoted}` stands for `{source}`"),
        What::Added => format!("the quotation is not word for word: `{quoted}` is added"),
        What::Dropped => format!("the quotation is not word for word: `{source}` is left out"),
        What::Marks => format!("the quotation is punctuated otherwise than its source: `{quoted}` for `{source}`"),
    }
}

fn label(Difference { what, quoted, source, .. }: &Difference) -> String {
    match what {
        What::Added => format!("`{quoted}` is not in the source"),
        What::Dropped => format!("`{source}` is left out here"),
        What::Negation if quoted.is_empty() => format!("`{source}` is left out here"),
        What::Negation | What::Figure | What::Changed | What::Marks => format!("`{source}` in the source"),
    }
}

/// The deviation of a quotation that is attributed to a source and is not in it.
pub(super) fn unsourced(title: &str) -> Deviation {
    Deviation::new(
        DeviationName::Unsourced,
        Severity::Note,
        format!("the quotation is attributed to `{title}` and is not in it"),
        format!("not in `{title}`"),
    )
    .help("check who said this, and where")
}
