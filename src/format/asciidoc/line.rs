//! What a single line of AsciiDoc is.

use std::ops::Range;

/// What a line of marks delimits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delimiter {
    /// Blocks.
    Container,
    /// Blocks that are somebody else's.
    Quote,
    /// A listing, or what is passed through.
    Code,
    Comment,
    Table,
}

/// What a line delimits, if it is such a line.
pub(super) fn delimiter(line: &str) -> Option<Delimiter> {
    let bytes = line.as_bytes();
    let same = |from: usize| bytes.len() >= 4 && bytes[from + 1..].iter().all(|byte| *byte == bytes[from]);
    match bytes.first()? {
        b'-' if line == "--" => Some(Delimiter::Container),
        b'=' | b'*' if same(0) => Some(Delimiter::Container),
        b'_' if same(0) => Some(Delimiter::Quote),
        b'-' | b'.' | b'+' if same(0) => Some(Delimiter::Code),
        b'/' if same(0) => Some(Delimiter::Comment),
        b'`' if line.starts_with("```") && !line[3..].contains('`') => Some(Delimiter::Code),
        b'|' | b',' | b':' | b'!' if bytes.get(1) == Some(&b'=') && same(1) => Some(Delimiter::Table),
        _ => None,
    }
}

/// A line for what makes the page: what is included, and under which conditions.
pub(super) fn is_directive(line: &str) -> bool {
    ["include::", "ifdef::", "ifndef::", "ifeval::", "endif::"].iter().any(|name| line.starts_with(name)) && line.ends_with(']')
}

/// `:name: value`, `:!name:`.
pub(super) fn is_entry(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(':') else { return false };
    let Some((name, value)) = rest.split_once(':') else { return false };
    let name = name.trim_start_matches('!').trim_end_matches('!');
    let is_name =
        name.starts_with(|c: char| c.is_alphanumeric() || c == '_') && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    is_name && (value.is_empty() || value.starts_with([' ', '\t']))
}

/// A line across the page, or the end of one.
pub(super) fn is_rule(line: &str) -> bool {
    matches!(line, "'''" | "---" | "- - -" | "***" | "* * *" | "<<<" | "___")
}

/// The text of `== A section`, and of `## A section`.
pub(super) fn section(line: &str) -> Option<Range<usize>> {
    let mark = line.bytes().next().filter(|mark| matches!(mark, b'=' | b'#'))?;
    let level = line.bytes().take(7).take_while(|byte| *byte == mark).count();
    let rest = line[level..].strip_prefix([' ', '\t'])?;
    if level > 6 {
        return None;
    }
    let closed = rest.strip_suffix(&line[..level]).filter(|rest| rest.ends_with(' ')).unwrap_or(rest);
    let start = line.len() - rest.trim_start().len();
    Some(start..(line.len() - rest.len() + closed.trim_end().len()).max(start))
}

/// Whether `line` is a title and `under` the line below it that says so.
pub(super) fn is_underline(line: &str, under: &str) -> bool {
    let bytes = under.as_bytes();
    let [first @ (b'=' | b'-' | b'~' | b'^' | b'+'), ..] = bytes else { return false };
    if bytes.len() < 3 || line.starts_with([' ', '\t', '|', '[']) || line.len() + 1 < bytes.len() || bytes.iter().any(|byte| byte != first)
    {
        return false;
    }
    line.chars().count().abs_diff(bytes.len()) <= 1 && line.chars().any(char::is_alphanumeric)
}

/// `name::target[…]`: the name, where the target begins, and where the brackets do.
pub(super) fn block_macro(line: &str) -> Option<(&str, usize, usize)> {
    let colons = line.find("::").filter(|_| line.ends_with(']'))?;
    let name = &line[..colons];
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let open = colons + 2 + line[colons + 2..].find('[')?;
    let target = &line[colons + 2..open];
    (is_name && !target.contains([' ', '\t'])).then_some((name, colons + 2, open))
}

/// How an item begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// What is explained: `term::`.
    pub(super) term: Option<Range<usize>>,
    /// Where its text begins.
    pub(super) text: usize,
}

/// The mark of an item that a line begins with.
pub(super) fn mark(line: &str) -> Option<Mark> {
    let rest = line.trim_start();
    let front = line.len() - rest.len();
    let end = match rest.as_bytes().first()? {
        mark @ (b'*' | b'.') => rest.bytes().take_while(|byte| byte == mark).count(),
        b'-' => 1,
        b'<' => rest
            .find('>')
            .filter(|&end| end <= 4 && rest[1..end].bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
            .map_or(0, |end| end + 1),
        b'0'..=b'9' => rest.bytes().take_while(u8::is_ascii_digit).count() + 1,
        letter if letter.is_ascii_alphabetic() && rest[1..].starts_with(". ") => 2,
        _ => 0,
    };
    let is_mark =
        (1..=7).contains(&end) && (!rest.starts_with(|c: char| c.is_ascii_digit()) || rest.as_bytes().get(end - 1) == Some(&b'.'));
    if is_mark && rest.get(end..).is_some_and(|text| text.starts_with([' ', '\t'])) {
        let text = rest[end..].trim_start();
        let text = ["[ ] ", "[x] ", "[*] "].iter().find_map(|check| text.strip_prefix(check)).unwrap_or(text);
        return Some(Mark { term: None, text: line.len() - text.len() });
    }
    term(rest).map(|(term, text)| Mark { term: Some(front..front + term), text: front + text })
}

/// `term:: text`: where the term ends, and where the text begins.
fn term(line: &str) -> Option<(usize, usize)> {
    let mut from = 1;
    while let Some(at) = line.as_bytes().get(from..).and_then(|rest| memchr::memchr2(b':', b';', rest)).map(|len| from + len) {
        let mark = line.as_bytes()[at];
        let len = line.as_bytes()[at..].iter().take_while(|byte| **byte == mark).count();
        let text = &line[at + len..];
        let fits = if mark == b':' { (2..=4).contains(&len) } else { len == 2 };
        if fits && (text.is_empty() || text.starts_with([' ', '\t'])) && !line.starts_with("//") {
            return Some((at, line.len() - text.trim_start().len()));
        }
        from = at + len;
    }
    None
}

/// A paragraph without the label of a box: `NOTE: `.
pub(super) fn unlabelled(line: &str) -> &str {
    ["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "].iter().find_map(|label| line.strip_prefix(label)).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_what_their_marks_say() {
        let read = |line: &'static str| mark(line).map(|mark| (mark.term.map(|term| &line[term]), &line[mark.text..]));
        assert_eq!(read("** deux"), Some((None, "deux")));
        assert_eq!(read(" 1. un"), Some((None, "un")));
        assert_eq!(read("* [x] fait"), Some((None, "fait")));
        assert_eq!(read("-n:: texte"), Some((Some("-n"), "texte")));
        assert_eq!(read("<rev>:: x"), Some((Some("<rev>"), "x")));
        assert_eq!(read("<1> un"), Some((None, "un")));
        assert_eq!(read("terme;;"), Some((Some("terme"), "")));
        assert_eq!([read("*gras* et"), read("1.5 et"), read("image::x[y]"), read("12 ans"), read("")], [const { None }; 5]);
        assert_eq!(section("== Un titre ==").map(|at| &"== Un titre =="[at]), Some("Un titre"));
        assert_eq!((section("======= x"), section("#x")), (None, None));
        assert!(is_underline("Été", "~~~") && !is_underline("Un titre", "---") && !is_underline("* x", "-----"));
        assert!(is_entry(":a-b: c") && is_entry(":!a:") && !is_entry(":a b: c") && !is_entry("::"));
        assert_eq!(block_macro("image::a/b.png[Une image]"), Some(("image", 7, 14)));
        assert_eq!(
            (delimiter("|==="), delimiter("|=="), delimiter("--"), delimiter("===")),
            (Some(Delimiter::Table), None, Some(Delimiter::Container), None)
        );
    }
}
