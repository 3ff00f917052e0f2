//! What is wrong with a figure, in words.

use std::ops::Range;

use super::fact::Figure;
use super::judge::Outcome;
use crate::finding::{DeviationName, Severity};
use crate::kind::Deviation;
use crate::kind::wording::one_line;
use crate::language::{FigureTables, Language};
use crate::prose::fold;
use crate::prose::passage::Passage;

/// The deviation of an outcome; none where there is nothing to report. `bound` is the figure with the words of a bound before it.
pub(super) fn deviation(
    passage: &Passage<'_>,
    figure: &Figure,
    outcome: Outcome,
    span: &Range<usize>,
    bound: Range<usize>,
) -> Option<Deviation> {
    let written = one_line(&passage.text[span.clone()]);
    let tables = &passage.language().unwrap_or(Language::En).tables().figure;
    let value = alike(&written, figure, tables);
    let of_sources = format!("the sources say `{value}`");
    Some(match outcome {
        Outcome::Contradicts => {
            Deviation::new(DeviationName::Contradicts, Severity::Error, format!("`{written}` contradicts the sources"), of_sources)
                .help(format!("write `{value}`"))
        }
        Outcome::FalseBound => {
            let (bound, label) = (one_line(&passage.text[bound.start.min(span.start)..span.end]), &of_sources);
            let what = if bound == written { " as a bound" } else { "" };
            let message = format!("`{bound}` is false{what}: {label}");
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

/// The value in the manner of a draft, where that is exact: in the same scale (`3,2 millions` for `3,5 millions`), with the same sign
/// before it (`€32 million` for `€35 million`).
fn alike(written: &str, figure: &Figure, tables: &FigureTables) -> String {
    let plain = || shown(&figure.written, tables);
    let Some(start) = written.find(|c: char| c.is_ascii_digit()) else { return plain() };
    let sign = &written[..start];
    let sign = if sign.chars().any(char::is_alphanumeric) { "" } else { sign };
    let rest = &written[start..];
    let digits =
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’') || c.is_whitespace())).unwrap_or(rest.len());
    let digits = rest[..digits].trim_end().len();
    let after = &rest[digits..];
    let gap = &after[..after.len() - after.trim_start().len()];
    let word: String = after.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    let scale = |word: &str| tables.scales.of_key(fold::key(&fold::lower(word)));
    let factor = scale(&word).or_else(|| tables.short_scales.get(&word).copied());
    let scaled = factor.and_then(|factor| in_scale(figure.value, factor));
    let Some(scaled) = scaled else { return format!("{sign}{}", plain()) };
    let stem = word.strip_suffix('s').filter(|stem| scale(stem).is_some()).unwrap_or(&word);
    let plural = format!("{stem}s");
    let word = match () {
        () if word.chars().count() < 4 || scale(&plural).is_none() => word.as_str(),
        () if tables.decimals == "," && figure_is_plural(&scaled) => &plural,
        () => stem,
    };
    format!("{sign}{}{gap}{word}", shown(&scaled, tables))
}

/// A value in a scale, where that takes no more than three decimals and leaves no zero before them.
fn in_scale(value: f64, scale: f64) -> Option<String> {
    let thousandths = value / scale * 1000.0;
    let exact = (thousandths - thousandths.round()).abs() < 1e-6 && thousandths >= 1000.0;
    exact.then(|| (thousandths.round() / 1000.0).to_string())
}

/// Whether a number takes the plural in French: from two on.
fn figure_is_plural(scaled: &str) -> bool {
    scaled.parse::<f64>().is_ok_and(|n| n >= 2.0)
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
    use crate::kind::figure::fact::Rounding;

    #[test]
    fn a_value_is_shown_as_the_language_writes_it() {
        let shown = |written, language: Language| shown(written, &language.tables().figure);
        assert_eq!(shown("38600000", Language::En), "38,600,000");
        assert_eq!(shown("23051", Language::Fr), "23\u{202f}051");
        assert_eq!(shown("1870", Language::Fr), "1870");
        assert_eq!(shown("54.7", Language::Fr), "54,7");
    }

    #[test]
    fn a_value_is_shown_as_the_draft_writes_its_own() {
        let rule = |value: f64| Figure { value, written: value.to_string(), unit: Vec::new(), rounding: Rounding::Marked, tolerance: 0.0 };
        let alike = |written, value, language: Language| alike(written, &rule(value), &language.tables().figure);
        assert_eq!(alike("3,5 millions", 3_200_000.0, Language::Fr), "3,2 millions");
        assert_eq!(alike("3,5 millions", 1_200_000.0, Language::Fr), "1,2 million");
        assert_eq!(alike("1 million", 2_000_000.0, Language::Fr), "2 millions");
        assert_eq!(alike("5 M€", 4_000_000.0, Language::Fr), "4 M");
        assert_eq!(alike("€35 million", 32_000_000.0, Language::En), "€32 million");
        assert_eq!(alike("£5m", 4_500_000.0, Language::En), "£4.5m");
        assert_eq!(alike("€3,500,000", 3_200_000.0, Language::En), "€3,200,000");
        assert_eq!(alike("3 millions", 3_204_517.0, Language::Fr), "3\u{202f}204\u{202f}517", "not exact in millions");
        assert_eq!(alike("three million", 2_000_000.0, Language::En), "2,000,000");
    }
}
