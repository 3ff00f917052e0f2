//! What functions of Typst do with the content that they are given.

use crate::prose::Role;

/// What a function is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nobody knows: its content stands where it stands.
    Unknown,
    /// Its content is part of the line, its strings too.
    Inline,
    /// The same with a destination.
    Link,
    /// Its content is a block.
    Block(Role),
    /// Its content stands apart from the paragraph.
    Note,
    /// Its content stands between quotation marks.
    Quote,
    /// A quotation set apart.
    BlockQuote,
    /// It stands for something that is no prose.
    Object,
    /// It stands for white space.
    Space,
    /// It shows no words.
    Silent,
}

/// What a function is, by its name; of `a.b.c` this is all of it.
pub(super) fn kind(name: &str) -> Kind {
    let family = name.split('.').next().unwrap_or(name);
    match name {
        "emph" | "strong" | "text" | "underline" | "overline" | "strike" | "highlight" | "smallcaps" | "sub" | "super" | "upper"
        | "lower" | "box" => Kind::Inline,
        "link" => Kind::Link,
        "footnote" | "place" => Kind::Note,
        "quote" => Kind::Quote,
        "heading" | "title" => Kind::Block(Role::Heading),
        "align" | "block" | "rect" | "figure" | "columns" | "pad" | "page" | "stack" | "rotate" | "scale" | "circle" | "par" | "center"
        | "move" | "layout" | "square" | "ellipse" => Kind::Block(Role::Paragraph),
        "image" | "cite" | "ref" | "lorem" | "raw" | "datetime" | "numbering" => Kind::Object,
        "h" | "linebreak" => Kind::Space,
        "v" | "pagebreak" | "parbreak" | "outline" | "bibliography" | "line" | "colbreak" | "metadata" => Kind::Silent,
        _ => match family {
            "list" | "enum" | "terms" => Kind::Block(Role::Item),
            "table" | "grid" => Kind::Block(Role::Cell),
            "math" | "counter" | "state" | "calc" | "sym" => Kind::Object,
            _ => Kind::Unknown,
        },
    }
}

impl Kind {
    /// Whether its content stands in the paragraph in which it is called.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Inline | Self::Link)
    }

    /// Whether it ends the paragraph in which it is called.
    pub(super) fn ends_paragraph(self) -> bool {
        matches!(self, Self::Block(_) | Self::BlockQuote | Self::Silent)
    }
}

/// What a word behind `#` begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Statement {
    /// It goes on to the end of its line.
    Line,
    /// It goes on to the end of its last block.
    Control,
}

pub(super) fn statement(word: &str) -> Option<Statement> {
    match word {
        "let" | "set" | "show" | "import" | "include" | "return" | "break" | "continue" => Some(Statement::Line),
        "if" | "for" | "while" | "context" => Some(Statement::Control),
        _ => None,
    }
}

/// The role of a string or content by the name of its argument: a title or the like is shown.
pub(super) fn shown(key: &str) -> Option<Role> {
    match key {
        "title" | "subtitle" => Some(Role::Heading),
        "caption" | "alt" | "description" | "abstract" | "author" | "name" | "subject" => Some(Role::Paragraph),
        _ => None,
    }
}
