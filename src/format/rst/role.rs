//! Roles of reStructuredText and Sphinx.

/// What a reader sees of a text with a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// The text.
    Text,
    /// The title of `title <there>`, and else the text.
    Link,
    /// The title of `title <there>`, and else a title from elsewhere.
    Titled,
    /// Something set high or low.
    Raised,
    /// Code, a formula, a key: a thing in the line.
    Thing,
}

/// The length of the name of a role that `rest` begins with, and that ends with `:`.
pub(super) fn name(rest: &str) -> Option<usize> {
    let marks = |byte: u8| matches!(byte, b'-' | b'_' | b'.' | b'+' | b':');
    let bytes = &rest.as_bytes()[..rest.len().min(48)];
    // A mark is part of the name where a letter follows.
    let in_name = |at: &usize| {
        bytes[*at].is_ascii_alphanumeric() || marks(bytes[*at]) && *at > 0 && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
    };
    let len = (0..bytes.len()).take_while(in_name).count();
    (len > 0 && bytes.get(len) == Some(&b':')).then_some(len)
}

/// What a role makes of its text.
pub(super) fn sort(name: &str) -> Sort {
    match name.rsplit(':').next().unwrap_or(name) {
        "emphasis" | "strong" | "title-reference" | "title" | "t" | "abbr" | "abbreviation" | "ac" | "acronym" | "dfn"
        | "menuselection" | "guilabel" | "index" | "literal-prose" | "del" | "ins" | "strike" | "underline" | "mark" | "small" => {
            Sort::Text
        }
        "term" | "cite" | "citation" => Sort::Link,
        "ref" | "doc" | "any" | "numref" | "download" | "pep" | "rfc" | "eq" | "keyword" | "token" | "source" | "issue" => Sort::Titled,
        "sup" | "superscript" | "sub" | "subscript" => Sort::Raised,
        "math" | "code" | "literal" | "raw" | "file" | "samp" | "kbd" | "command" | "program" | "option" | "envvar" | "func" | "meth"
        | "class" | "mod" | "data" | "const" | "attr" | "exc" | "obj" | "type" | "member" | "macro" | "struct" | "union" | "enum"
        | "var" | "expr" => Sort::Thing,
        _ => Sort::Titled,
    }
}
