//! The destination and the title of a link, which the parser gives without their place.

use std::ops::Range;

/// What stands behind a link's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The destination, `<` and `>` excluded.
    pub(super) destination: Range<usize>,
    /// The title, its marks excluded.
    pub(super) title: Option<Range<usize>>,
}

/// The target of an inline link; `tail` runs from the end of its text, `](…)`, to its own end.
pub(super) fn inline(text: &str, tail: Range<usize>) -> Option<Target> {
    let open = tail.start + text[tail.clone()].find("](")? + 2;
    let close = tail.end - usize::from(text[open..tail.end].ends_with(')'));
    target(text, open..close)
}

/// The target of a definition, `[label]: …`.
pub(super) fn definition(text: &str, span: Range<usize>) -> Option<Target> {
    let bytes = text.as_bytes();
    let mut labelled = (span.start + 1..span.end.saturating_sub(1)).filter(|&at| bytes[at] == b']' && bytes[at - 1] != b'\\');
    let end = labelled.find(|&at| bytes[at + 1] == b':')?;
    target(text, end + 2..span.end)
}

/// Destination, white space, title. White space is that of ASCII alone: a no-break space is part of a destination.
fn target(text: &str, range: Range<usize>) -> Option<Target> {
    let written = text[range.clone()].trim_ascii();
    let start = range.end - text[range.clone()].trim_ascii_start().len();
    let (destination, rest) = match written.strip_prefix('<') {
        Some(inner) => {
            let len = inner.find('>')?;
            (start + 1..start + 1 + len, start + 2 + len)
        }
        None => {
            let len = written.find(|c: char| c.is_ascii_whitespace()).unwrap_or(written.len());
            (start..start + len, start + len)
        }
    };
    let title = text[rest..start + written.len()].trim_ascii();
    let inner = start + written.len() - title.len() + 1..(start + written.len()).saturating_sub(1);
    Some(Target { destination, title: (title.len() > 2 && title.starts_with(['"', '\'', '('])).then_some(inner) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, target: Option<Target>) -> (String, String) {
        let target = target.unwrap_or(Target { destination: 0..0, title: None });
        (text[target.destination].to_owned(), target.title.map(|title| text[title].to_owned()).unwrap_or_default())
    }

    fn read_inline(text: &str) -> (String, String) {
        shown(text, inline(text, 0..text.len()))
    }

    #[test]
    fn destinations_and_titles_are_found_in_every_form() {
        assert_eq!(read_inline("](https://coco.fr)"), ("https://coco.fr".into(), "".into()));
        assert_eq!(read_inline("](  <a b> \"un (titre)\" )"), ("a b".into(), "un (titre)".into()));
        assert_eq!(read_inline("](x_(y)\n'titre')"), ("x_(y)".into(), "titre".into()));
        assert_eq!(read_inline("](é\u{202f}»)"), ("é\u{202f}»".into(), "".into()));
        assert_eq!(read_inline("]()"), ("".into(), "".into()));
        let text = "[a\\]: b]:\n  https://coco.fr (Le titre)";
        assert_eq!(shown(text, definition(text, 0..text.len())), ("https://coco.fr".into(), "Le titre".into()));
    }
}
