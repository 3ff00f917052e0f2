//! What is wrong with a figure, in words.

use std::ops::Range;

use super::fact::Figure;
use super::judge::Outcome;
use crate::finding::{DeviationName, Severity};
use crate::kind::Deviation;
use crate::kind::wording::one_line;
use crate::language::{FigureTables, Language};
use crate::prose::passage::Passage;

/// The deviation of an outcome; none where there is nothing to report.
pub(super) fn deviation(passage: &Passage<'_>, figure: &Figure, outcome: Outcome, span: &Range<usize>) -> Option<Deviation> {
    let written = one_line(&passage.text[span.clone()]);
    let tables = &passage.language().unwrap_or(Language::En).tables().figure;
    let value = shown(&figure.written, tables);
    let of_sources = format!("the sources say `{value}`");
    Some(match outcome {
        Outcome::Contradicts => {
            Deviation::new(DeviationName::Contradicts, Severity::Error, format!("`{written}` contradicts the sources"), of_sources)
                .help(format!("write `{value}`"))
        }
        Outcome::FalseBound => {
            let message = format!("`{written}` is a bound that the true figure is beyond");
            Deviation::new(DeviationName::FalseBound, Severity::Error, message, of_sources)
                .help(format!("write `{value}`, or a bound that holds"))
        }
        Outcome::Rounded => {
            let marks = tables.proposed_marks.iter().map(|mark| format!("`{mark}`")).collect::<Vec<_>>().join(", ");
            let message = format!("`{written}` is rounded without saying so");
            Deviation::new(DeviationName::UnmarkedRounding, Severity::Warning, message, of_sources)
                .help(format!("write `{value}`, or mark the rounding: {marks}"))
        }
        Outcome::Exact | Outcome::Holds | Outcome::Other => return None,
    })
}

/// A value of a rule file as the language writes numbers: `23 051`, `38,600,000`, `54,7`.
fn shown(written: &str, tables: &FigureTables) -> String {
    let (whole, decimals) = written.split_once('.').map_or((written, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut out = String::new();
    for (at, digit) in whole.char_indices() {
        // Four digits are read as easily without.
        if at > 0 && whole.len() > 4 && (whole.len() - at).is_multiple_of(3) {
            out.push_str(&tables.thousands);
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push_str(&tables.decimals);
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_as_the_language_writes_it() {
        let shown = |written, language: Language| shown(written, &language.tables().figure);
        assert_eq!(shown("38600000", Language::En), "38,600,000");
        assert_eq!(shown("23051", Language::Fr), "23\u{202f}051");
        assert_eq!(shown("1870", Language::Fr), "1870");
        assert_eq!(shown("54.7", Language::Fr), "54,7");
    }
}
