//! TOML: strings with their exact places.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::decoded::Decoded;
use super::field::{DEPTH, Into, Walker};
use super::{Mistake, Strings};
use crate::format::Format;
use crate::prose::Writing;

/// Reads a file whose text begins at `start`. What stands in strings is added to `taken`, so that no comment is looked for in it.
pub(super) fn read(
    text: &str,
    start: usize,
    walker: &mut Walker<'_>,
    strings: &mut Strings<'_>,
    taken: &mut Vec<Range<usize>>,
) -> Result<(), Mistake> {
    let (root, errors) = DeTable::parse_recoverable(&text[start..]);
    let mut found = Vec::new();
    let nested = table(root.get_ref(), walker, &mut found);
    // Tables come by name.
    found.sort_by_key(|(span, ..)| span.start);
    for (span, value, format) in found {
        let span = start + span.start..start + span.end;
        taken.push(span.clone());
        let Some(format) = format else { continue };
        let (decoded, writing) = decode(text, span, value);
        strings.add(decoded, writing, format);
    }
    match errors.first() {
        Some(error) => {
            let offset = start + error.span().map_or(0, |span| span.start);
            Err(Mistake { offset, message: error.message().trim().to_owned() })
        }
        None if !nested => Err(Mistake { offset: start, message: format!("it is nested more than {DEPTH} deep") }),
        None => Ok(()),
    }
}

/// A string, where it stands, and in what markup it is if it is prose.
type Found<'t, 'v> = (Range<usize>, &'t str, Option<&'v Format>);

/// Finds the strings of a table; whether it is not nested too deep.
fn table<'t, 'v>(table: &'t DeTable<'t>, walker: &mut Walker<'v>, found: &mut Vec<Found<'t, 'v>>) -> bool {
    table.iter().fold(true, |fits, (key, inner)| {
        let here = walker.enter(Into::Key(key.get_ref())) && value(inner, walker, found);
        walker.leave();
        fits && here
    })
}

fn value<'t, 'v>(it: &'t Spanned<DeValue<'t>>, walker: &mut Walker<'v>, found: &mut Vec<Found<'t, 'v>>) -> bool {
    match it.get_ref() {
        DeValue::String(text) => found.push((it.span(), text, walker.format())),
        DeValue::Table(inner) => return table(inner, walker, found),
        DeValue::Array(list) => {
            return list.iter().fold(true, |fits, item| {
                let here = walker.enter(Into::Item) && value(item, walker, found);
                walker.leave();
                fits && here
            });
        }
        _ => {}
    }
    true
}

/// The string that stands at `span`, quotation marks included. Where it is not what the parser says, it stands as a whole.
fn decode(text: &str, span: Range<usize>, value: &str) -> (Decoded, Writing) {
    let written = &text[span.clone()];
    let marks = [("\"\"\"", Writing::Escaped), ("'''", Writing::Literal), ("\"", Writing::Escaped), ("'", Writing::Literal)];
    let mark = marks.into_iter().find(|(mark, _)| written.starts_with(mark) && written.len() >= 2 * mark.len() && written.ends_with(mark));
    if let Some((mark, writing)) = mark {
        let mut inner = span.start + mark.len()..span.end - mark.len();
        if mark.len() == 3 {
            let first = &text[inner.clone()];
            let rest = first.strip_prefix("\r\n").or_else(|| first.strip_prefix('\n')).unwrap_or(first);
            inner.start = inner.end - rest.len();
        }
        let mut decoded = Decoded::default();
        match writing {
            Writing::Escaped => decoded.escaped(text, inner),
            _ => decoded.copy(text, inner),
        }
        if super::same(&decoded.text, value) {
            return (decoded, writing);
        }
    }
    let mut whole = Decoded::default();
    whole.stand(value, span);
    (whole, Writing::Unknown)
}
