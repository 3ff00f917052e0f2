//! Markdown: CommonMark with tables, footnotes, strikethrough, task lists, heading attributes and the front matter of static sites.
//!
//! In: a file. Out: its prose as a reader of the page sees it. Marks of emphasis vanish; code and images stand as one [`OBJECT`], so that the
//! words beside them stay apart; the text of images and of titles of links is prose of its own. Inside HTML the text is prose, programs,
//! styles and code are not. Formulas are not read as such: between two `$` there is money more often than mathematics.

mod destination;
mod front_matter;
mod html;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::escape::{self, Escapes};
use crate::prose::builder::Builder;
use crate::prose::{Document, Link, OBJECT, Role};
use crate::source::SourceFile;
use destination::Target;
use html::Piece;

/// The prose of a Markdown file.
pub(super) fn read(file: &SourceFile) -> Document {
    let text = file.text();
    let mut reader = Reader::new(text);
    let start = front_matter::read(text, file.bom_len(), &mut reader.document.blocks);
    let place = |range: Range<usize>| start + range.start..start + range.end;
    let events = Parser::new_ext(&text[start..], options()).into_offset_iter();
    let definitions: Vec<Range<usize>> =
        events.reference_definitions().iter().map(|(_, definition)| place(definition.span.clone())).collect();
    for (event, range) in events {
        reader.event(event, place(range));
    }
    for definition in definitions {
        reader.target(destination::definition(text, definition));
    }
    reader.finish()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        // `> [!NOTE]` is a box, and nobody's quotation.
        | Options::ENABLE_GFM
}

/// One file being read.
struct Reader<'a> {
    text: &'a str,
    document: Document,
    /// The block that is being put together.
    prose: Builder,
    /// The roles of the blocks that are open, innermost last.
    roles: Vec<Role>,
    /// How many block quotes are open.
    quotes: usize,
    /// Inside a code block.
    code: bool,
    /// The lines of the HTML block that is open, without the marks of the block quote they stand in.
    html_lines: Vec<Range<usize>>,
    /// The HTML element, open now, whose text is no prose.
    hidden: Option<&'a str>,
    /// Where the last `</pre` of the file stands, once that was asked for.
    last_pre: Option<usize>,
    /// The links and images that are open, innermost last.
    links: Vec<OpenLink>,
}

/// A link or an image whose end has not come yet.
struct OpenLink {
    /// Where its text ends, as far as it was read.
    end: usize,
    /// Of an image: the prose around it, which is put aside while the image's own is read.
    around: Option<Builder>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            document: Document::default(),
            prose: Builder::default(),
            roles: Vec::new(),
            quotes: 0,
            code: false,
            html_lines: Vec::new(),
            hidden: None,
            last_pre: None,
            links: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let end = range.end;
        match event {
            Event::Start(tag) => return self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.words(&text, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.object(range),
            Event::SoftBreak if &self.text[range.clone()] == "\n" => self.words(&CowStr::Borrowed("\n"), range),
            Event::SoftBreak | Event::HardBreak => self.prose.stand("\n", range),
            Event::InlineHtml(_) => self.html(std::slice::from_ref(&range), false),
            Event::Html(_) => self.html_lines.push(range),
            Event::Rule => self.flush(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
        if let Some(link) = self.links.last_mut() {
            link.end = link.end.max(end);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let role = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Link { .. } => return self.links.push(OpenLink { end: range.start, around: None }),
            Tag::Image { .. } => {
                let around = Some(std::mem::take(&mut self.prose));
                return self.links.push(OpenLink { end: range.start, around });
            }
            Tag::Heading { .. } => Role::Heading,
            Tag::Item => Role::Item,
            Tag::TableCell => Role::Cell,
            Tag::Paragraph => self.roles.last().copied().filter(|&role| role == Role::Item).unwrap_or(Role::Paragraph),
            _ => Role::Paragraph,
        };
        self.flush();
        self.roles.push(role);
        self.code |= matches!(tag, Tag::CodeBlock(_));
        self.quotes += usize::from(matches!(tag, Tag::BlockQuote(None)));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Link | TagEnd::Image => self.close_link(range),
            _ => {
                let lines = std::mem::take(&mut self.html_lines);
                self.html(&lines, true);
                self.flush();
                self.roles.pop();
                self.code = false;
                let goes_on = self.hidden.is_some_and(|name| name.eq_ignore_ascii_case("pre")) && range.end <= self.last_pre();
                self.hidden = self.hidden.filter(|_| goes_on);
                self.quotes = self.quotes.saturating_sub(usize::from(tag == TagEnd::BlockQuote(None)));
            }
        }
    }

    /// Where the last `</pre` stands: a `<pre>` before it goes on over blank lines, as in a browser. Of other elements one that is left open
    /// ends with its block.
    fn last_pre(&mut self) -> usize {
        let text = self.text;
        *self.last_pre.get_or_insert_with(|| ["</pre", "</PRE"].iter().filter_map(|close| text.rfind(close)).max().unwrap_or(0))
    }

    fn close_link(&mut self, range: Range<usize>) {
        let Some(link) = self.links.pop() else { return };
        if let Some(around) = link.around {
            self.flush();
            self.prose = around;
            self.object(range.clone());
        }
        // An autolink has no tail, and that of a reference is none either: neither holds `](`.
        self.target(destination::inline(self.text, link.end..range.end));
    }

    /// A link's destination, and its title as prose of its own.
    fn target(&mut self, target: Option<Target>) {
        let Some(Target { destination, title }) = target else { return };
        if !destination.is_empty() {
            self.document.links.push(Link { span: destination });
        }
        self.aside(title, Escapes::Markdown);
    }

    /// Prose that stands apart from the block in which it is written.
    fn aside(&mut self, range: Option<Range<usize>>, escapes: Escapes) {
        let Some(range) = range else { return };
        let mut prose = Builder::default();
        escape::copy(&mut prose, self.text, range, escapes);
        self.document.blocks.extend(prose.finish(Role::Paragraph, self.quotes > 0));
    }

    fn words(&mut self, read: &CowStr<'_>, range: Range<usize>) {
        if self.code || self.hidden.is_some() {
            return;
        }
        if self.text[range.clone()] == **read {
            self.prose.copy(self.text, range);
        } else {
            self.prose.stand(read, range);
        }
    }

    /// What is no prose and keeps the words beside it apart.
    fn object(&mut self, range: Range<usize>) {
        if self.hidden.is_none() {
            self.prose.stand(OBJECT.encode_utf8(&mut [0; 4]), range);
        }
    }

    /// HTML: an inline tag, or the lines of a block.
    fn html(&mut self, lines: &[Range<usize>], is_block: bool) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let text = self.text;
        for piece in html::pieces(text, first.start..last.end) {
            match piece {
                Piece::Text(_) if self.hidden.is_some() => {}
                Piece::Text(range) => {
                    let from = lines.partition_point(|line| line.end <= range.start);
                    for line in lines[from..].iter().take_while(|line| line.start < range.end) {
                        let seen = range.start.max(line.start)..range.end.min(line.end);
                        escape::copy(&mut self.prose, text, seen, Escapes::References);
                    }
                }
                Piece::Comment(comment) => self.document.comments.push(comment),
                Piece::Tag(tag) => self.html_tag(&tag, is_block),
            }
        }
    }

    fn html_tag(&mut self, tag: &html::Tag<'a>, is_block: bool) {
        if let Some(name) = self.hidden {
            if tag.closing && tag.is(&name.to_ascii_lowercase()) {
                self.hidden = None;
            }
            return;
        }
        if let Some(role) = tag.block() {
            self.flush();
            if let Some(own) = self.roles.last_mut().filter(|_| is_block) {
                *own = role;
            }
        }
        let follows_digit = self.text[tag.span.end..].starts_with(|c: char| c.is_ascii_digit());
        if tag.is("br") {
            self.prose.stand("\n", tag.span.clone());
        } else if tag.is("img") || (tag.is("sup") && !tag.closing && follows_digit) {
            // The number of a note is no part of the word or figure before it.
            self.object(tag.span.clone());
        } else if tag.is("blockquote") {
            self.quotes = if tag.closing { self.quotes.saturating_sub(1) } else { self.quotes + 1 };
        }
        if tag.hides().is_some() {
            self.object(tag.span.clone());
        }
        self.hidden = tag.hides();
        for name in ["href", "src", "cite"] {
            let value = tag.attribute(name).filter(|value| !value.is_empty());
            self.document.links.extend(value.map(|span| Link { span }));
        }
        for name in ["alt", "title"] {
            self.aside(tag.attribute(name), Escapes::References);
        }
    }

    /// Ends the block that is being put together.
    fn flush(&mut self) {
        let role = self.roles.last().copied().unwrap_or(Role::Paragraph);
        self.document.blocks.extend(self.prose.finish(role, self.quotes > 0));
    }

    fn finish(mut self) -> Document {
        self.flush();
        self.document.in_order()
    }
}

#[cfg(test)]
mod tests;
