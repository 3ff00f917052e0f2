//! Front matter: the block of keys at the head of a Markdown file, YAML between `---` or TOML between `+++`.
//!
//! It is data, not prose, but for the keys whose values a site publishes as words ([`PUBLISHED`]). It is read line by line: a file with
//! a mistake in its front matter still has a title.

use std::ops::Range;

use super::super::escape::{self, Escapes};
use crate::prose::builder::Builder;
use crate::prose::{Block, Role};

/// Keys whose values readers see, in lower case, with what they are.
const PUBLISHED: &[(&str, Role)] = &[
    ("title", Role::Heading),
    ("titre", Role::Heading),
    ("headline", Role::Heading),
    ("subtitle", Role::Heading),
    ("subheadline", Role::Heading),
    ("sous-titre", Role::Heading),
    ("surtitre", Role::Heading),
    ("kicker", Role::Heading),
    ("description", Role::Paragraph),
    ("summary", Role::Paragraph),
    ("excerpt", Role::Paragraph),
    ("standfirst", Role::Paragraph),
    ("dek", Role::Paragraph),
    ("lead", Role::Paragraph),
    ("chapo", Role::Paragraph),
    ("chapô", Role::Paragraph),
    ("résumé", Role::Paragraph),
    ("caption", Role::Paragraph),
    ("légende", Role::Paragraph),
    ("alt", Role::Paragraph),
];

/// Adds the published values to `blocks`; returns where the front matter ends, which is `start` where there is none.
pub(super) fn read(text: &str, start: usize, blocks: &mut Vec<Block>) -> usize {
    let Some((inner, mark)) = extent(text, start) else { return start };
    let mut at = inner.start;
    while at < inner.end {
        let line = line_at(text, at, inner.end);
        at = line.end;
        let Some((role, value)) = published(text, &line, mark) else { continue };
        if let Some((range, escapes)) = scalar(text, &line, value, inner.end) {
            blocks.extend(block(text, range.clone(), escapes, role));
            at = at.max(range.end);
        }
    }
    line_at(text, inner.end, text.len()).end
}

/// What stands between the fences, and the mark between key and value. The first line must be a key: a rule (`---`) at the head of a text
/// is no fence.
fn extent(text: &str, start: usize) -> Option<(Range<usize>, char)> {
    let first = line_at(text, start, text.len());
    let fence = text[first.clone()].trim_end();
    let mark = match fence {
        "---" => ':',
        "+++" => '=',
        _ => return None,
    };
    let mut at = first.end;
    let mut keys = 0;
    while at < text.len() {
        let line = line_at(text, at, text.len());
        let written = text[line.clone()].trim_end();
        if written == fence || (written == "..." && mark == ':') {
            return Some((first.end..line.start, mark));
        }
        let is_note = written.is_empty() || written.starts_with('#') || written.starts_with('[');
        keys += usize::from(written.contains(mark));
        if keys == 0 && !is_note {
            return None;
        }
        at = line.end;
    }
    None
}

/// The line that holds a byte from there on, its line break included.
fn line_at(text: &str, at: usize, end: usize) -> Range<usize> {
    at..text[at..end].find('\n').map_or(end, |found| at + found + 1)
}

/// The role of the line's value and where the value begins, if readers see it.
fn published(text: &str, line: &Range<usize>, mark: char) -> Option<(Role, usize)> {
    let written = &text[line.clone()];
    let (key, value) = written.split_once(mark)?;
    let name = key.trim().trim_start_matches("- ").trim().trim_matches('"').rsplit('.').next()?.to_lowercase();
    let role = PUBLISHED.iter().find(|(published, _)| *published == name)?.1;
    (mark == '=' || value.starts_with(char::is_whitespace)).then(|| (role, line.end - value.trim_start().len()))
}

/// The extent of the value that begins at `start`, quotation marks excluded, and its escapes; none where it is no string.
fn scalar(text: &str, line: &Range<usize>, start: usize, end: usize) -> Option<(Range<usize>, Escapes)> {
    let written = text[start.min(line.end)..line.end].trim_end();
    for (mark, escapes) in [("\"\"\"", Escapes::Backslash), ("'''", Escapes::None), ("\"", Escapes::Backslash), ("'", Escapes::Doubled)] {
        if written.starts_with(mark) {
            let from = start + mark.len();
            return Some((from..closing(text, from..end, mark, escapes)?, escapes));
        }
    }
    match written.chars().next()? {
        '|' | '>' => Some((line.end..indented(text, line, line.end, end), Escapes::None)),
        '[' | '{' | '&' | '*' | '!' | '#' => None,
        _ => {
            let until = indented(text, line, line.end, end);
            let noted = written.find(" #").map(|at| start + at);
            Some((start..noted.unwrap_or(until), Escapes::None))
        }
    }
}

/// Where the closing mark stands.
fn closing(text: &str, range: Range<usize>, mark: &str, escapes: Escapes) -> Option<usize> {
    let mut at = range.start;
    loop {
        let found = at + text[at..range.end].find(mark)?;
        let slashes = text[range.start..found].bytes().rev().take_while(|&b| b == b'\\').count();
        if escapes == Escapes::Backslash && slashes % 2 == 1 {
            at = found + 1;
        } else if escapes == Escapes::Doubled && text[found..range.end].starts_with("''") {
            at = found + 2;
        } else {
            return Some(found);
        }
    }
}

/// Where the lines end that are indented more than `line`, from `start` on; blank ones count.
fn indented(text: &str, line: &Range<usize>, start: usize, end: usize) -> usize {
    let depth = indent(&text[line.clone()]);
    let mut at = start;
    while at < end {
        let next = line_at(text, at, end);
        let written = &text[next.clone()];
        if !written.trim().is_empty() && indent(written) <= depth {
            break;
        }
        at = next.end;
    }
    at
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The value as a block: its lines without their indentation.
fn block(text: &str, range: Range<usize>, escapes: Escapes, role: Role) -> Option<Block> {
    let mut prose = Builder::default();
    let mut at = range.start;
    while at < range.end {
        let line = line_at(text, at, range.end);
        let written = &text[line.clone()];
        let start = line.start + written.len() - written.trim_start().len();
        let end = start + written.trim().len();
        escape::copy(&mut prose, text, start..end, escapes);
        prose.stand("\n", end..line.end);
        at = line.end;
    }
    prose.finish(role, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> (Vec<(String, String)>, &str) {
        let mut blocks = Vec::new();
        let end = read(text, 0, &mut blocks);
        let found = blocks.iter().map(|block| {
            let prose = block.text(text).to_owned();
            let span = block.to_source(0..prose.len());
            (prose, text[span].to_owned())
        });
        (found.collect(), &text[end..])
    }

    fn prose(text: &str) -> Vec<String> {
        values(text).0.into_iter().map(|(prose, _)| prose).collect()
    }

    #[test]
    fn published_keys_are_prose_and_the_others_are_not() {
        let text = "---\r\ntitle: \"L'\\\"affaire\\\" Coco\"\r\ndate: 2024-06-25\r\nslug: coco-steidel\r\ndescription: 'l''été' # note\r\n---\r\nTexte";
        let (found, rest) = values(text);
        assert_eq!(found[0], ("L'\"affaire\" Coco".to_owned(), "L'\\\"affaire\\\" Coco".to_owned()));
        assert_eq!(found[1], ("l'été".to_owned(), "l''été".to_owned()));
        assert_eq!((found.len(), rest), (2, "Texte"));
    }

    #[test]
    fn values_of_several_lines_and_nested_keys_are_read() {
        assert_eq!(prose("---\nsummary: >-\n  Un deux\n  trois\nx: 1\n---\n"), ["Un deux\ntrois"]);
        assert_eq!(
            prose("---\ntitle: Un deux\n  trois\nimage:\n  src: a.png\n  alt: Le port # x\n- caption: Une vue\n---\n"),
            ["Un deux\ntrois", "Le port", "Une vue"]
        );
        assert_eq!(prose("---\nTitle: Coco : la fin\ntags: [a]\ntitle: [a, b]\ntitle:\n---\n"), ["Coco : la fin"]);
    }

    #[test]
    fn toml_is_read_as_well() {
        assert_eq!(prose("+++\ntitle = \"La fin\"\ndraft = true\n[params]\nlead='''\nUn\ndeux'''\n+++\n"), ["La fin", "Un\ndeux"]);
    }

    #[test]
    fn a_rule_at_the_head_of_a_text_is_no_front_matter() {
        for text in ["---\nIl a dit.\n\ntitle: x\n---\n", "---\ntitle: x\n", "--- \n", "", "----\ntitle: x\n----\n", "---"] {
            assert_eq!(values(text), (Vec::new(), text), "{text}");
        }
        assert_eq!(values("---\ntitle: \"x\n---\nSuite"), (Vec::new(), "Suite"), "a mark that is never closed");
    }
}
