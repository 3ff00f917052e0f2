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
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b':');
    let len = rest.as_bytes().iter().take(48).take_while(is_name).count();
    let len = rest[..len].strip_suffix(':')?.len();
    (len > 0).then_some(len)
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
