//! What each element of HTML is to a reader.

use super::tag::Name;
use crate::prose::Role;

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Nothing: `<b>`, `<a>`, and whatever is not known.
    Inline,
    /// Sets it apart from what stands around it.
    Block(Role),
    /// Sets it apart, and it is somebody else's.
    BlockQuote,
    /// There is none: the element is a line break.
    Break,
    /// There is none: the element is a thing in the line.
    Object,
    /// There is none, and nothing is to be seen.
    Void,
    /// There is none, but a description for others, perhaps.
    Meta,
    /// Puts it between quotation marks.
    Quote,
    /// Is a thing in the line, of which it is no prose: code, formulas, drawings.
    Thing,
    /// Strikes it: it is there no more.
    Struck,
    /// Hides it.
    Hidden,
    /// Sets it apart, and it is no prose: listings.
    Listing,
    /// Perhaps the number of a note.
    Raised,
    /// Is no prose, and no tags are in it.
    Raw,
    /// Names the page, without tags.
    Title,
}

/// What an element is, by its name.
pub(super) fn sort(name: Name) -> Sort {
    match name.as_bytes() {
        b"p" | b"div" | b"section" | b"article" | b"aside" | b"header" | b"footer" | b"main" | b"nav" | b"address" | b"figure"
        | b"figcaption" | b"caption" | b"ul" | b"ol" | b"dl" | b"menu" | b"dir" | b"table" | b"tbody" | b"thead" | b"tfoot" | b"tr"
        | b"colgroup" | b"form" | b"fieldset" | b"legend" | b"details" | b"summary" | b"dialog" | b"center" | b"hgroup" | b"search"
        | b"body" | b"html" | b"head" | b"optgroup" | b"select" => Sort::Block(Role::Paragraph),
        b"hr" => Sort::Block(Role::Paragraph),
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Sort::Block(Role::Heading),
        b"li" | b"dt" | b"dd" | b"option" => Sort::Block(Role::Item),
        b"td" | b"th" => Sort::Block(Role::Cell),
        b"blockquote" => Sort::BlockQuote,
        b"br" => Sort::Break,
        b"img" | b"input" | b"embed" => Sort::Object,
        b"area" | b"base" | b"col" | b"link" | b"param" | b"source" | b"track" | b"wbr" => Sort::Void,
        b"meta" => Sort::Meta,
        b"q" => Sort::Quote,
        b"code" | b"samp" | b"kbd" | b"var" | b"tt" | b"svg" | b"math" | b"audio" | b"video" | b"canvas" | b"object" => Sort::Thing,
        b"del" | b"s" | b"strike" => Sort::Struck,
        b"template" | b"rp" | b"rt" | b"datalist" => Sort::Hidden,
        b"pre" | b"listing" => Sort::Listing,
        b"sup" => Sort::Raised,
        b"script" | b"style" | b"textarea" | b"noscript" | b"iframe" | b"xmp" | b"noembed" | b"noframes" | b"plaintext" => Sort::Raw,
        b"title" => Sort::Title,
        _ => Sort::Inline,
    }
}

/// Whether an element never has an end tag.
pub(super) fn is_void(sort: Sort, name: Name) -> bool {
    matches!(sort, Sort::Break | Sort::Object | Sort::Void | Sort::Meta) || name.as_bytes() == b"hr"
}

/// The elements that a start tag ends where one of them is still open, and those outside of which that is not looked for.
pub(super) fn ends(name: Name) -> (&'static [&'static [u8]], &'static [&'static [u8]]) {
    match name.as_bytes() {
        b"li" => (&[b"li"], &[b"ul", b"ol", b"menu", b"dir", b"td", b"th", b"blockquote"]),
        b"dt" | b"dd" => (&[b"dt", b"dd"], &[b"dl", b"td", b"th", b"blockquote"]),
        b"option" | b"optgroup" => (&[b"option"], &[b"select"]),
        b"td" | b"th" => (&[b"td", b"th"], &[b"tr", b"table"]),
        b"tr" => (&[b"tr"], &[b"table"]),
        b"tbody" | b"thead" | b"tfoot" => (&[b"tbody", b"thead", b"tfoot"], &[b"table"]),
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => (&[b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"p"], &[]),
        b"body" => (&[b"head"], &[]),
        _ => (&[b"p"], &[]),
    }
}
