//! The page as a tree, read by a strict XML parser, and what a test asks of it.

use roxmltree::{Document, Node, ParsingOptions};

/// A parsed page.
pub(crate) struct Page<'a>(&'a Document<'a>);

/// Text without white space and line breaks, as these may differ between a file and a page.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '␍').collect()
}

impl<'a> Page<'a> {
    /// The tree of a page, which must be well-formed.
    pub(crate) fn parse(html: &str) -> Document<'_> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        Document::parse_with_options(html, options).unwrap_or_else(|error| panic!("{error}:\n{html}"))
    }

    pub(crate) fn new(document: &'a Document<'a>) -> Self {
        Self(document)
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = Node<'a, 'a>> {
        self.0.descendants().filter(Node::is_element)
    }

    /// All elements of that name and class (or of any, where it is empty).
    pub(crate) fn all(&self, name: &str, class: &str) -> Vec<Node<'a, 'a>> {
        Self::inside(self.0.root(), name, class)
    }

    pub(crate) fn inside<'n, 'i>(node: Node<'n, 'i>, name: &str, class: &str) -> Vec<Node<'n, 'i>> {
        let has_class =
            |node: &Node<'_, '_>| class.is_empty() || node.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class));
        node.descendants().filter(|node| node.has_tag_name(name)).filter(has_class).collect()
    }

    /// The pieces of a finding's words.
    pub(crate) fn marks(&self, number: usize) -> Vec<Node<'a, 'a>> {
        let number = number.to_string();
        self.all("mark", "").into_iter().filter(|mark| mark.attribute("data-of") == Some(&number)).collect()
    }

    /// All text of a node.
    pub(crate) fn text(node: Node<'_, '_>) -> String {
        node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
    }

    /// The lines of all drafts: number and text.
    pub(crate) fn lines(&self) -> Vec<(u64, String)> {
        self.all("span", "line").into_iter().map(|line| (number(line), shown(line, None))).collect()
    }

    /// The line and the column of a mark, counted on the page.
    pub(crate) fn place(mark: Node<'_, '_>) -> (u64, u64) {
        let line = mark.ancestors().find(|node| node.attribute("class") == Some("line")).expect("a mark stands on a line");
        (number(line), shown(line, Some(mark)).chars().count() as u64 + 1)
    }
}

/// The number before a line.
fn number(line: Node<'_, '_>) -> u64 {
    Page::text(Page::inside(line, "span", "number")[0]).parse().expect("a number")
}

/// The text of a line up to a node: its own number and the numbers of findings left out.
fn shown(line: Node<'_, '_>, until: Option<Node<'_, '_>>) -> String {
    let is_aside = |node: Node<'_, '_>| node.has_tag_name("sup") || node.attribute("class") == Some("number");
    let nodes = line.descendants().take_while(|node| Some(*node) != until);
    nodes.filter(|node| node.is_text() && !node.ancestors().any(is_aside)).filter_map(|text| text.text()).collect()
}
