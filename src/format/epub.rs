//! EPUB: the chapters of a book in their order, each read as the page that it is.

use std::collections::{HashMap, HashSet};

use super::html;
use super::packed::Extract;
use super::packed::archive::{Archive, beside, damaged};
use super::packed::xml::{Node, Xml, local};
use crate::prose::{Document, Role};
use crate::source::{ReadError, SourceFile};

/// Where every book says where its package is.
const CONTAINER: &str = "META-INF/container.xml";

/// What a package says of the book.
#[derive(Debug, Default)]
struct Package {
    titles: Vec<String>,
    /// The paths of chapters in the archive, each once.
    chapters: Vec<String>,
}

/// Takes the text out of a book.
pub(super) fn unpack(bytes: &[u8], extract: &mut Extract) -> Result<(), ReadError> {
    let mut archive = Archive::open(bytes)?;
    let path = package_path(&archive.needed_text(CONTAINER)?)?;
    let package = package(&path, &archive.needed_text(&path)?)?;
    extract.at("title");
    for title in &package.titles {
        extract.block(Role::Heading, false, title);
    }
    for (at, path) in package.chapters.iter().enumerate() {
        let Some(bytes) = archive.part(path)? else { continue };
        let file = SourceFile::decoded(path.clone(), bytes).map_err(|error| damaged(format!("its part {path}: {error}")))?;
        let document = html::read(&file);
        let name = path.rsplit('/').next().unwrap_or(path);
        chapter(&file, &document, &format!("chapter {} ({name})", at + 1), extract);
    }
    Ok(())
}

/// Adds what a page holds, in its order.
fn chapter(file: &SourceFile, document: &Document, name: &str, extract: &mut Extract) {
    let (mut links, mut comments) = (document.links.iter().peekable(), document.comments.iter().peekable());
    for (at, block) in document.blocks.iter().enumerate() {
        while let Some(comment) = comments.next_if(|comment| comment.span.start < block.start()) {
            extract.comment(file.slice(comment.body.clone()));
        }
        while let Some(link) = links.next_if(|link| link.span.start < block.start()) {
            extract.link(file.slice(link.span.clone()));
        }
        extract.at(format!("{name}, paragraph {}", at + 1));
        extract.block(block.role, block.quoted, block.text(file.text()));
    }
    comments.for_each(|comment| extract.comment(file.slice(comment.body.clone())));
    for link in links {
        extract.link(file.slice(link.span.clone()));
    }
}

/// The path of the first package.
fn package_path(container: &str) -> Result<String, ReadError> {
    let mut xml = Xml::new(CONTAINER, container);
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node
            && local(&tag.name) == "rootfile"
            && let Some(path) = tag.get("full-path")
        {
            return Ok(beside("", &path));
        }
    }
    Err(damaged(format!("its part {CONTAINER} names no package")))
}

fn package(path: &str, text: &str) -> Result<Package, ReadError> {
    let mut package = Package::default();
    let mut manifest: HashMap<String, (String, bool)> = HashMap::new();
    let (mut spine, mut title) = (Vec::new(), None);
    let mut xml = Xml::new(path, text);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => match local(&tag.name) {
                "title" => title = Some(String::new()),
                "item" => {
                    let get = |name| tag.get(name).unwrap_or_default();
                    let is_page = get("media-type").contains("html") && !get("properties").split(' ').any(|word| word == "nav");
                    manifest.insert(get("id"), (beside(path, &get("href")), is_page));
                }
                "itemref" => spine.push(tag.get("idref").unwrap_or_default()),
                _ => {}
            },
            Node::End(name) if local(&name) == "title" => package.titles.extend(title.take()),
            Node::End(_) => {}
            Node::Text(text) => title.iter_mut().for_each(|title| title.push_str(text)),
            Node::Read(text) => title.iter_mut().for_each(|title| title.push_str(&text)),
        }
    }
    let mut seen = HashSet::new();
    let pages = spine.iter().filter_map(|id| manifest.get(id)).filter(|(_, is_page)| *is_page);
    package.chapters = pages.map(|(path, _)| path.clone()).filter(|path| seen.insert(path.clone())).collect();
    Ok(package)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::packed::tests::zip;

    const CONTAINED: &str = "<container><rootfiles><rootfile full-path='a/b.opf'/></rootfiles></container>";

    #[test]
    fn chapters_are_read_in_the_order_of_the_spine_each_once() {
        let package = "<package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata><dc:title>R&amp;D</dc:title></metadata><manifest>\
            <item id='n' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
            <item id='2' href='../c/deux%20.xhtml' media-type='application/xhtml+xml'/>\
            <item id='1' href='un.xhtml' media-type='application/xhtml+xml'/></manifest>\
            <spine><itemref idref='n'/><itemref idref='1'/><itemref idref='2'/><itemref idref='1'/><itemref idref='x'/></spine></package>";
        let un = "<html><body><!-- factlint: allow x --><h1>Un</h1><p>Il <b>a</b> <a href='https://example.org/'>vu</a>.</p></body></html>";
        let archive = zip(&[
            (CONTAINER, CONTAINED),
            ("a/b.opf", package),
            ("a/nav.xhtml", "<p>Table</p>"),
            ("a/un.xhtml", un),
            ("c/deux .xhtml", "<p>Deux</p>"),
        ]);
        let mut extract = Extract::default();
        unpack(&archive, &mut extract).expect("it is a book");
        let opened = extract.opened("a.epub".into(), crate::format::Format::Epub).expect("it is short");
        let text = "R&D\n\nfactlint: allow x\n\nUn\n\nIl a vu.\n\nhttps://example.org/\n\nDeux\n\n";
        assert_eq!(opened.file.text(), text);
        let place = |words: &str| opened.file.location(text.find(words).expect("it is there"));
        assert_eq!((place("R&D"), place("a vu")), (Some("title"), Some("chapter 1 (un.xhtml), paragraph 2")));
        assert_eq!(place("Deux"), Some("chapter 2 (deux .xhtml), paragraph 1"));
        assert_eq!((opened.document.links.len(), opened.document.comments.len()), (1, 1));
    }

    #[test]
    fn a_book_without_a_package_is_damaged() {
        let why = |parts: &[(&str, &str)]| unpack(&zip(parts), &mut Extract::default()).expect_err("it is no book").to_string();
        assert!(why(&[("a", "b")]).contains("META-INF/container.xml is missing"));
        assert!(why(&[(CONTAINER, "<a/>")]).contains("names no package"));
        assert!(why(&[(CONTAINER, CONTAINED)]).contains("a/b.opf is missing"));
        assert!(why(&[(CONTAINER, "<a>")]).contains("cut short"));
    }
}
