//! What is read by rules of its own, and where it ends: formulas, code, addresses, what is switched off.
//!
//! Every search is made once: where an end is not found, it is known up to where there is none.

use std::ops::Range;

use memchr::{memchr2, memchr3, memmem};

use super::lexer::{is_blank, line_end, spaces};

/// What an environment is that is read by rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Code between paragraphs.
    Code,
    /// A formula or a drawing.
    Formula,
    /// What is left out.
    Dropped,
}

/// The sort of an environment by its name; none for prose.
pub(super) fn environment(name: &str) -> Option<Sort> {
    Some(match name.strip_suffix('*').unwrap_or(name) {
        "verbatim" | "Verbatim" | "BVerbatim" | "LVerbatim" | "lstlisting" | "minted" | "alltt" | "Highlighting" | "Shaded"
        | "algorithmic" | "luacode" | "pycode" | "listing" | "semiverbatim" => Sort::Code,
        "equation" | "align" | "alignat" | "flalign" | "gather" | "multline" | "eqnarray" | "displaymath" | "math" | "dmath" | "dgroup"
        | "array" | "IEEEeqnarray" | "tikzpicture" | "tikzcd" | "pgfpicture" | "picture" | "pspicture" | "forest" | "axis" | "asy"
        | "empheq" | "prooftree" | "circuitikz" => Sort::Formula,
        "comment" | "filecontents" | "sagesilent" | "asydef" => Sort::Dropped,
        _ => return None,
    })
}

/// Where such an environment ends; one that is left open goes on to the end of the file.
pub(super) fn environment_end(text: &str, name: &str, from: usize) -> usize {
    let end = format!("\\end{{{name}}}");
    memmem::find(&text.as_bytes()[from..], end.as_bytes()).map_or(text.len(), |at| from + at + end.len())
}

/// Where code in the line ends, behind the name of its command.
pub(super) fn verb(text: &str, name: &str, from: usize) -> Option<usize> {
    const LONGEST: usize = 1_000;
    let mut last = text.len().min(from + LONGEST);
    while !text.is_char_boundary(last) {
        last -= 1;
    }
    let line = &text[..line_end(&text[..last], from)];
    let mut at = from + usize::from(line[from..].starts_with('*'));
    if name != "verb" {
        at = spaces(line, at);
        if line[at..].starts_with('[') {
            at += line[at..].find(']')? + 1;
        }
        if name == "mintinline" {
            at += line[at..].starts_with('{').then(|| line[at..].find('}'))?? + 1;
        }
    }
    let mark = line[at..].chars().next().filter(|mark| !mark.is_alphanumeric() && !mark.is_whitespace() && *mark != '*')?;
    let inner = at + mark.len_utf8();
    let closing = if mark == '{' && name != "verb" { '}' } else { mark };
    line[inner..].find(closing).map(|len| inner + len + closing.len_utf8())
}

/// What searches have found out.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Up to where no formula ends, for each of its four marks.
    formulas: [usize; 4],
    /// Up to where what an address needs is not closed on its line.
    braces: usize,
    /// Whether nothing more is switched on, for `\iffalse` and `\makeatletter`.
    dropped: [bool; 2],
}

impl Known {
    /// Behind the mark that closes a formula in its paragraph.
    pub(super) fn formula_end(&mut self, text: &str, from: usize, closing: &str) -> Option<usize> {
        let known = match closing {
            "$" => &mut self.formulas[0],
            "$$" => &mut self.formulas[1],
            "\\)" => &mut self.formulas[2],
            _ => &mut self.formulas[3],
        };
        if from < *known {
            return None;
        }
        let bytes = text.as_bytes();
        let mut at = from;
        loop {
            let Some(found) = bytes.get(at..).and_then(|rest| memchr3(b'\\', b'$', b'\n', rest)) else {
                *known = text.len();
                return None;
            };
            at += found;
            match bytes[at] {
                _ if text[at..].starts_with(closing) => return Some(at + closing.len()),
                b'\n' if is_blank(text, at) => {
                    *known = at;
                    return None;
                }
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
    }

    /// What stands in braces on the same line, options before it left out. What a brace in an address hides is not looked at.
    pub(super) fn braced(&mut self, text: &str, from: usize) -> Option<Range<usize>> {
        if from < self.braces {
            return None;
        }
        let mut at = spaces(text, from);
        if text[at..].starts_with('[') {
            at = self.on_line(text, at, b']')? + 1;
        }
        let open = text[at..].starts_with('{').then_some(at + 1)?;
        Some(open..self.on_line(text, open, b'}')?)
    }

    /// The next such byte on the same line.
    fn on_line(&mut self, text: &str, from: usize, byte: u8) -> Option<usize> {
        let bytes = text.as_bytes();
        let end = memchr2(byte, b'\n', &bytes[from..]).map_or(bytes.len(), |at| from + at);
        if bytes.get(end) == Some(&byte) {
            return Some(end);
        }
        self.braces = end;
        None
    }

    /// Behind what is switched off.
    pub(super) fn dropped_end(&mut self, text: &str, name: &str, from: usize) -> Option<usize> {
        let (slot, end) = if name == "iffalse" { (0, "\\fi") } else { (1, "\\makeatother") };
        if self.dropped[slot] {
            return None;
        }
        let ends = memmem::find_iter(&text.as_bytes()[from..], end).map(|at| from + at + end.len());
        let found = ends.into_iter().find(|&end| !text.as_bytes().get(end).is_some_and(u8::is_ascii_alphabetic));
        self.dropped[slot] = found.is_none();
        found
    }
}
