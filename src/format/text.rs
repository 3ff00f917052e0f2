//! Plain text: paragraphs by blank lines and by how the lines are set.
//!
//! Press texts come in two settings. Hard-wrapped, a paragraph is many short lines, and a name may be split by a line break. Set by
//! paragraph, each line is a whole one. A line break inside a run of lines ends the paragraph where a line of the run is too long to have
//! been wrapped ([`WRAP`]), before a list mark, and behind a sentence's end at which the next word would still have fitted.

use std::cell::LazyCell;
use std::ops::{Deref, Range};

use crate::allow;
use crate::prose::{Block, Comment, Document, Role, bits};
use crate::source::{SourceFile, characters};

/// Lines of more characters are set by paragraph. Mail and manuals wrap at 72 to 100.
const WRAP: usize = 120;

/// Of how many bytes a paragraph usually is: few lists of blocks have to grow.
const USUAL: usize = 256;

/// The prose of a plain-text file.
pub(super) fn read(file: &SourceFile) -> Document {
    let text = file.text();
    let mut document = Document { blocks: Vec::with_capacity(text.len() / USUAL), ..Document::default() };
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut start = file.bom_len();
    // Lines are short: to look for 64 bytes at a time costs less than to be called for each.
    let ends = bits::places(text.as_bytes(), |byte| byte == b'\n').map(|at| at + 1);
    for end in ends.chain([text.len()]) {
        let line = trim(text, start..end);
        if line.is_empty() {
            close(text, &mut run, &mut document);
        } else if allow::directive(&text[line.clone()]).is_some() {
            close(text, &mut run, &mut document);
            document.comments.push(Comment { span: line.clone(), body: line });
        } else {
            run.push(line);
        }
        start = end;
    }
    close(text, &mut run, &mut document);
    document
}

/// Turns a run of lines that no blank line parts into blocks.
fn close(text: &str, run: &mut Vec<Range<usize>>, document: &mut Document) {
    let Some(mut block) = run.first().cloned() else { return };
    let set_by_paragraph = run.iter().any(|line| line.len() > WRAP && characters(&text[line.clone()]) > WRAP);
    // Most lines do not ask for it.
    let width = LazyCell::new(|| widest(text, run));
    for pair in run.windows(2) {
        if !set_by_paragraph && goes_on(text, &pair[0], &pair[1], &width) {
            block.end = pair[1].end;
        } else {
            document.blocks.push(paragraph(text, block));
            block = pair[1].clone();
        }
    }
    document.blocks.push(paragraph(text, block));
    run.clear();
}

/// How many characters the widest of some lines has. One of fewer bytes than another has characters need not be counted.
fn widest(text: &str, lines: &[Range<usize>]) -> usize {
    lines.iter().fold(0, |widest, line| if line.len() <= widest { widest } else { widest.max(characters(&text[line.clone()])) })
}

fn paragraph(text: &str, range: Range<usize>) -> Block {
    Block::plain(if is_item(&text[range.clone()]) { Role::Item } else { Role::Paragraph }, range)
}

/// Whether the paragraph of `line` goes on in `next`. `width` is that of the widest line of the run, in characters.
fn goes_on(text: &str, line: &Range<usize>, next: &Range<usize>, width: &dyn Deref<Target = usize>) -> bool {
    let (line, next) = (&text[line.clone()], &text[next.clone()]);
    if is_item(next) || (is_labelled(line) && is_labelled(next)) {
        return false;
    }
    if !ends_sentence(line) {
        return true;
    }
    let word = next.split_whitespace().next().unwrap_or(next);
    characters(line) + 1 + characters(word) > **width
}

fn ends_sentence(line: &str) -> bool {
    let letter = line.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric);
    !letter && line.ends_with(['.', '!', '?', '…', ':', ';', '»', '”', '"'])
}

/// A line that begins an item of a list.
fn is_item(line: &str) -> bool {
    // Most lines begin with a letter.
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        return false;
    }
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let mark = if number.len() < line.len() && line.len() - number.len() <= 3 {
        number.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '•', '–', '—', '+', '·'])
    };
    mark.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Of how many bytes a label is at most.
const LABEL: usize = 40;

/// A line of a list of labels: `March 28: the port is closed`, `Contact : A. Keller`, `Nov 21, 2024 - Chapter 11 filing`. One such line may
/// be wrapped prose, two are a list.
fn is_labelled(line: &str) -> bool {
    // Most lines have none so early, and nearly all are long enough to compare many bytes at a time.
    let has_colon = line.as_bytes().first_chunk::<LABEL>().is_none_or(|head| head.iter().fold(false, |has, &byte| has | (byte == b':')));
    let colon = if has_colon { memchr::memchr(b':', &line.as_bytes()[..line.len().min(LABEL)]) } else { None };
    colon.is_some_and(|at| at > 0 && line[at + 1..].starts_with(char::is_whitespace)) || is_dated(line)
}

/// A line that a dash parts behind a few words with a digit. Most lines of prose begin with a small letter, or have none.
fn is_dated(line: &str) -> bool {
    let head = &line.as_bytes()[..line.len().min(LABEL)];
    if !head.first().is_some_and(|first| first.is_ascii_uppercase() || first.is_ascii_digit()) {
        return false;
    }
    let Some(digit) = head.iter().position(u8::is_ascii_digit) else { return false };
    let is_dash = |at: usize| [" - ", " – ", " — "].iter().any(|dash| line.as_bytes()[at..].starts_with(dash.as_bytes()));
    memchr::memchr_iter(b' ', &head[digit..]).any(|at| is_dash(digit + at))
}

/// The range without white space at both ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let bytes = &text.as_bytes()[range.clone()];
    let front = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let back = bytes[front..].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    let range = range.start + front..range.end - back;
    let ends = [text.as_bytes().get(range.start), text.as_bytes().get(range.end.wrapping_sub(1))];
    if range.is_empty() || ends.into_iter().flatten().all(u8::is_ascii) {
        return range;
    }
    // A no-break space, perhaps.
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    start..start + slice.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let file = SourceFile::from_text("a.txt", text);
        read(&file).blocks.iter().map(|block| block.text(file.text()).to_owned()).collect()
    }

    #[test]
    fn a_hard_wrapped_paragraph_is_one_block_and_a_name_split_by_a_line_break_stays_whole() {
        assert_eq!(blocks("\u{feff}Il a vu Isaac\r\nSteidl hier.\r\n\r\nFin."), ["Il a vu Isaac\r\nSteidl hier.", "Fin."]);
    }

    #[test]
    fn long_lines_items_and_short_last_lines_end_a_paragraph() {
        let long = "mot ".repeat(40);
        assert_eq!(blocks(&format!("Un titre\n{long}\nFin")), ["Un titre", long.trim_end(), "Fin"]);
        assert_eq!(blocks("Trois infractions :\n- vol\n- viol\n1. un"), ["Trois infractions :", "- vol", "- viol", "1. un"]);
        assert_eq!(blocks("6 mai : elle part\n7 mai : elle revient\net reste"), ["6 mai : elle part", "7 mai : elle revient\net reste"]);
        assert_eq!(blocks("Nov 21, 2024 - A filing\nNov 22, 2024 – She leaves"), ["Nov 21, 2024 - A filing", "Nov 22, 2024 – She leaves"]);
        assert_eq!(
            blocks("In all 12 ships - two of\nThem Greek - left the port"),
            ["In all 12 ships - two of\nThem Greek - left the port"]
        );
        assert_eq!(blocks("Il est parti.\nUne longue ligne vient ensuite ici."), ["Il est parti.", "Une longue ligne vient ensuite ici."]);
    }

    #[test]
    fn a_directive_is_a_comment_and_no_prose() {
        let file = SourceFile::from_text("a.txt", "factlint: allow name.x -- test\nSteidel");
        let document = read(&file);
        assert_eq!((document.blocks.len(), document.comments.len()), (1, 1));
        assert_eq!(file.slice(document.comments[0].body.clone()), "factlint: allow name.x -- test");
    }

    #[test]
    fn a_line_that_only_looks_like_a_directive_is_prose() {
        assert_eq!(blocks("factlint: allowing for delays, Steidel left."), ["factlint: allowing for delays, Steidel left."]);
    }

    #[test]
    fn an_empty_file_has_no_blocks() {
        assert_eq!(blocks(""), [""; 0]);
        assert_eq!(blocks("\n \n"), [""; 0]);
    }
}
