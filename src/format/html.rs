//! HTML and XHTML: the text that a browser shows, block by block.
//!
//! In: a file. Out: its prose. Tags are read one after another with a stack of the elements that matter: those that set text apart, quote it
//! or hide it. White space is one space, as on the page. Programs, styles, listings and what is struck out are no prose; code, formulas and
//! images stand as one [`OBJECT`] in their line. What `alt`, `title` and `<meta name=description>` say is prose of its own. Tags that are
//! left open end where a browser ends them, roughly; but code that is left open ends with its block, and hides no more.

mod element;
mod tag;

use std::ops::Range;

use memchr::memmem;

use super::reference;
use crate::prose::bits;
use crate::prose::builder::Builder;
use crate::prose::{Comment, Document, Link, OBJECT, Role};
use crate::source::SourceFile;
use element::Sort;
use tag::{Attributes, Name, Tag};

/// How many elements are remembered at a time. Inside of more, the others end with the next that ends.
const DEPTH: usize = 128;

/// What `<meta>` may tell others of the page in words.
const DESCRIPTIONS: &[&str] = &["description", "title", "og:title", "og:description", "twitter:title", "twitter:description"];

/// The prose of an HTML file.
pub(super) fn read(file: &SourceFile) -> Document {
    let mut reader = Reader::new(file.text());
    reader.run(file.bom_len());
    reader.finish()
}

/// An element that is open.
struct Open {
    name: Name,
    sort: Sort,
    /// That of its block, or of the block around it.
    role: Role,
    hides: bool,
}

/// Which tags there are in the rest of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tags {
    Whole,
    /// The attributes of one had no end: from there on none are read.
    Bare,
    /// The last `>` is past.
    None,
}

/// One file being read.
struct Reader<'a> {
    text: &'a str,
    document: Document,
    /// The block that is being put together.
    prose: Builder,
    /// The attributes of the last tag.
    attributes: Attributes,
    /// Innermost last.
    stack: Vec<Open>,
    /// How many more are open than the stack holds.
    beyond: usize,
    /// How many of the stack hide their text, and how many are quotations.
    hiding: usize,
    quotes: usize,
    /// How many `<q>` are open in the block.
    marks: usize,
    /// An empty tag is an element.
    xml: bool,
    /// What may still be met: every byte is looked at a few times at most.
    tags: Tags,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let xml = text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml");
        Self {
            text,
            document: Document::default(),
            prose: Builder::default(),
            attributes: Attributes::new(),
            stack: Vec::new(),
            beyond: 0,
            hiding: 0,
            quotes: 0,
            marks: 0,
            xml,
            tags: Tags::Whole,
        }
    }

    fn run(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let (mut from, mut at) = (start, start);
        while let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|len| at + len) {
            at = open + 1;
            let is_tag = match bytes.get(at) {
                Some(b'/') => bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic),
                next => next.is_some_and(u8::is_ascii_alphabetic),
            };
            if is_tag {
                let Some(tag) = self.tag(open) else { continue };
                self.words(from..open);
                at = if tag.closing { self.end(&tag) } else { self.start(&tag) };
            } else if matches!(bytes.get(at), Some(b'!' | b'?' | b'/')) {
                self.words(from..open);
                at = self.declaration(open);
            } else {
                continue;
            }
            from = at;
        }
        self.words(from..self.text.len());
    }

    /// The tag at a `<`. Where its attributes have no end it ends at the next `>`: the rest of the page is read all the same.
    fn tag(&mut self, open: usize) -> Option<Tag> {
        if self.tags == Tags::Whole {
            let tag = Tag::read(self.text, open, &mut self.attributes);
            if tag.is_some() {
                return tag;
            }
            self.tags = Tags::Bare;
            self.attributes.clear();
        }
        let tag = if self.tags == Tags::Bare { Tag::bare(self.text, open) } else { None };
        if tag.is_none() {
            self.tags = Tags::None;
        }
        tag
    }

    /// A comment, a declaration, an instruction; where it ends.
    fn declaration(&mut self, open: usize) -> usize {
        let rest = &self.text[open..];
        let until = |from: usize, mark: &str| memmem::find(&rest.as_bytes()[from..], mark.as_bytes()).map(|at| from + at);
        if let Some(inner) = rest.strip_prefix("<!--") {
            if inner.starts_with('>') || inner.starts_with("->") {
                return open + 4 + inner.find('>').unwrap_or(0) + 1;
            }
            let end = until(4, "-->").unwrap_or(rest.len());
            let body = &rest[4..end];
            let start = open + 4 + (body.len() - body.trim_start().len());
            let span = open..(open + end + 3).min(self.text.len());
            self.document.comments.push(Comment { body: start..start + body.trim().len(), span: span.clone() });
            return span.end;
        }
        if self.xml && rest.starts_with("<![CDATA[") {
            let end = until(9, "]]>").unwrap_or(rest.len());
            if self.hiding == 0 {
                self.prose.copy(self.text, open + 9..open + end);
            }
            return (open + end + 3).min(self.text.len());
        }
        until(1, ">").map_or(self.text.len(), |end| open + end + 1)
    }

    /// A start tag; where what comes next begins.
    fn start(&mut self, tag: &Tag) -> usize {
        let sort = element::sort(tag.name);
        if matches!(sort, Sort::Block(_) | Sort::BlockQuote | Sort::Listing) {
            self.begin_block(tag.name);
        }
        let hides = self.attributes(tag, sort);
        let drawn = || self.stack.iter().any(|open| open.sort == Sort::Thing);
        let has_text = !(tag.empty && (self.xml || drawn()));
        match sort {
            Sort::Raw | Sort::Title if has_text => return self.raw(tag, sort),
            Sort::Break => self.stand("\n", tag),
            Sort::Object | Sort::Thing => self.stand(OBJECT.encode_utf8(&mut [0; 4]), tag),
            Sort::Raised if hides && self.prose.text().ends_with(|c: char| c.is_ascii_digit()) => {
                self.stand(OBJECT.encode_utf8(&mut [0; 4]), tag);
            }
            Sort::Quote if has_text => {
                self.stand(if self.marks == 0 { "“" } else { "‘" }, tag);
                self.marks += usize::from(self.hiding == 0);
            }
            _ => {}
        }
        let kept = hides || self.hiding > 0 || matches!(sort, Sort::Block(_) | Sort::BlockQuote | Sort::Listing);
        if kept && has_text && !element::is_void(sort, tag.name) {
            self.push(tag.name, sort, hides);
        }
        tag.span.end
    }

    /// Reads what attributes say; whether the element hides its text.
    fn attributes(&mut self, tag: &Tag, sort: Sort) -> bool {
        let mut hides = match sort {
            Sort::Thing | Sort::Struck | Sort::Hidden | Sort::Listing => true,
            Sort::Raised => self.text[tag.span.end..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '*')),
            _ => false,
        };
        let (mut described, mut content) = (false, None);
        for at in 0..self.attributes.len() {
            let (name, value) = self.attributes[at].clone();
            let said = &self.text[value.clone()];
            match Name::new(&self.text.as_bytes()[name]).as_bytes() {
                b"href" | b"src" | b"cite" if !said.is_empty() => self.document.links.push(Link { span: value }),
                b"alt" | b"title" => self.aside(value, Role::Paragraph),
                b"hidden" => hides = true,
                // The number of a note, and the way back from it.
                b"class" | b"role" | b"epub:type" => {
                    let noted = ["noteref", "footnote-ref", "backlink", "footnote-back"].iter().any(|word| said.contains(word));
                    hides |= noted || (sort == Sort::Raised && said.contains("reference"));
                }
                b"name" | b"property" => described |= DESCRIPTIONS.iter().any(|name| said.eq_ignore_ascii_case(name)),
                b"content" => content = Some(value),
                _ => {}
            }
        }
        if let Some(content) = content.filter(|_| described && sort == Sort::Meta) {
            self.aside(content, Role::Paragraph);
        }
        hides
    }

    /// An end tag; where what comes next begins.
    fn end(&mut self, tag: &Tag) -> usize {
        let sort = element::sort(tag.name);
        let is_block = matches!(sort, Sort::Block(_) | Sort::BlockQuote | Sort::Listing);
        match self.stack.iter().rposition(|open| open.name == tag.name) {
            _ if self.beyond > 0 && (is_block || self.hiding > 0) => {
                self.beyond -= 1;
                self.flush();
            }
            Some(at) => self.pop(at),
            None if is_block => self.flush(),
            None if sort == Sort::Break => self.stand("\n", tag),
            None if sort == Sort::Quote && self.marks > 0 && self.hiding == 0 => {
                self.marks -= 1;
                self.stand(if self.marks == 0 { "”" } else { "’" }, tag);
            }
            None => {}
        }
        tag.span.end
    }

    /// Ends what a block ends that begins here: the text before it, a paragraph, an item before it, and things in the line.
    fn begin_block(&mut self, name: Name) {
        let (ended, outside) = element::ends(name);
        let mut cut = self.stack.len();
        for (at, open) in self.stack.iter().enumerate().rev() {
            let is = |names: &[&[u8]]| names.contains(&open.name.as_bytes());
            match open.sort {
                Sort::Block(_) | Sort::BlockQuote | Sort::Listing if is(ended) => cut = at,
                Sort::Block(_) | Sort::BlockQuote | Sort::Listing if outside.is_empty() || is(outside) => break,
                Sort::Thing | Sort::Struck | Sort::Raised if cut == at + 1 && open.name.as_bytes() != b"del" => cut = at,
                Sort::Hidden => break,
                _ => {}
            }
        }
        self.pop(cut);
        self.flush();
    }

    fn push(&mut self, name: Name, sort: Sort, hides: bool) {
        if self.stack.len() >= DEPTH {
            self.beyond += 1;
            return;
        }
        let around = self.role();
        let role = match sort {
            Sort::Block(_) if around == Role::Item && name.as_bytes() == b"p" => Role::Item,
            Sort::Block(role) => role,
            Sort::BlockQuote | Sort::Listing => Role::Paragraph,
            _ => around,
        };
        self.hiding += usize::from(hides);
        self.quotes += usize::from(sort == Sort::BlockQuote);
        self.stack.push(Open { name, sort, role, hides });
    }

    /// Ends the elements of the stack from `at` on.
    fn pop(&mut self, at: usize) {
        if self.stack[at..].iter().any(|open| matches!(open.sort, Sort::Block(_) | Sort::BlockQuote | Sort::Listing)) {
            self.flush();
        }
        for open in self.stack.drain(at..) {
            self.hiding -= usize::from(open.hides);
            self.quotes -= usize::from(open.sort == Sort::BlockQuote);
        }
    }

    /// The text of an element in which there are no tags; where that ends.
    fn raw(&mut self, tag: &Tag, sort: Sort) -> usize {
        let rest = &self.text.as_bytes()[tag.span.end..];
        let name = tag.name.as_bytes();
        let closes = |&at: &usize| rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        let end = tag.span.end + memmem::find_iter(rest, b"</").find(closes).unwrap_or(rest.len());
        if sort == Sort::Title {
            self.aside(tag.span.end..end, Role::Heading);
        }
        end
    }

    /// Prose that stands apart from the block in which it is written.
    fn aside(&mut self, range: Range<usize>, role: Role) {
        if self.hiding == 0 && !range.is_empty() {
            let around = std::mem::take(&mut self.prose);
            self.words(range);
            self.document.blocks.extend(self.prose.finish(role, self.quotes > 0));
            self.prose = around;
        }
    }

    fn stand(&mut self, prose: &str, tag: &Tag) {
        if self.hiding == 0 {
            self.prose.stand(prose, tag.span.clone());
        }
    }

    /// Text between tags: its references read, runs of white space as one.
    fn words(&mut self, range: Range<usize>) {
        if self.hiding > 0 || range.is_empty() {
            return;
        }
        let bytes = &self.text.as_bytes()[..range.end];
        let spaces = |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let spaced = self.prose.text().as_bytes().last().is_none_or(u8::is_ascii_whitespace);
        let mut from = if spaced { spaces(range.start) } else { range.start };
        let mut at = from;
        while let Some(mark) = next_mark(bytes, at) {
            at = mark;
            let read = if bytes[at] == b'&' {
                reference::lenient(&self.text[at..range.end])
            } else {
                let run = at..spaces(at);
                Some((run.len(), if bytes[run].contains(&b'\n') { "\n".into() } else { " ".into() }))
            };
            let Some((len, read)) = read else {
                at += 1;
                continue;
            };
            self.prose.copy(self.text, from..at);
            self.prose.stand(&read, at..at + len);
            at += len;
            from = at;
        }
        self.prose.copy(self.text, from..range.end);
    }

    fn role(&self) -> Role {
        self.stack.last().map_or(Role::Paragraph, |open| open.role)
    }

    /// Ends the block that is being put together.
    fn flush(&mut self) {
        self.document.blocks.extend(self.prose.finish(self.role(), self.quotes > 0));
        self.marks = 0;
    }

    fn finish(mut self) -> Document {
        self.flush();
        self.document.in_order()
    }
}

/// The next byte from `at` on that is `&`, or white space with more behind it.
fn next_mark(bytes: &[u8], mut at: usize) -> Option<usize> {
    while at < bytes.len() {
        let window = &bytes[at..bytes.len().min(at + 64)];
        let space = bits::of(window, |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c));
        let marks = bits::of(window, |byte| byte == b'&') | (space & space >> 1);
        if marks != 0 {
            return Some(at + marks.trailing_zeros() as usize);
        }
        // The last byte is looked at again, with what is behind it.
        at += if at + window.len() == bytes.len() { window.len() } else { 63 };
    }
    None
}

#[cfg(test)]
mod tests;
