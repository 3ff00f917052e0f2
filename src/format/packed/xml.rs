//! The XML of packed formats, event by event, each with its bytes. Nothing is expanded that a file defines itself.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::archive::damaged;
use crate::source::ReadError;

/// How deep elements may stand in one another. Real documents come to a few dozen.
const MOST_DEPTH: usize = 2000;

/// Prefixes as they are written nearly everywhere, for the namespaces whose names are asked for.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
];

/// What comes next.
pub(crate) enum Node<'a> {
    /// A start tag; an empty element has an end all the same.
    Start(Tag<'a>),
    /// The end of an element.
    End(Cow<'a, str>),
    /// Text as it stands there.
    Text(&'a str),
    /// Text that stands for something else there.
    Read(Cow<'a, str>),
}

/// A start tag.
pub(crate) struct Tag<'a> {
    /// With the usual prefix of its namespace.
    pub(crate) name: Cow<'a, str>,
    tag: BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of an attribute, by its name without prefix.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.tag.attributes();
        attributes.with_checks(false);
        let found = attributes.filter_map(Result::ok).find(|attribute| local(attribute.key.0) == name)?;
        Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// Whether a switch is on that is on where it has no value.
    pub(crate) fn is_on(&self) -> bool {
        !self.get("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
    }
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// An XML text being read.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    /// How the text is called in messages.
    part: &'a str,
    /// Prefixes of the root element that are not the usual ones, with those.
    renamed: Vec<(String, &'static str)>,
    depth: usize,
    begun: bool,
    span: Range<usize>,
}

impl<'a> Xml<'a> {
    /// A text without byte order mark.
    pub(crate) fn new(part: &'a str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, text, part, renamed: Vec::new(), depth: 0, begun: false, span: 0..0 }
    }

    /// The bytes of what came last.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The prefix that the file uses in place of a usual one, with its colon.
    pub(crate) fn prefix(&self, usual: &str) -> String {
        let own = self.renamed.iter().find(|(_, name)| *name == usual).map_or(usual, |(own, _)| own);
        if own.is_empty() { String::new() } else { format!("{own}:") }
    }

    /// What comes next; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'a>>, ReadError> {
        loop {
            let start = self.span.end;
            let event = self.reader.read_event().map_err(|error| {
                let at = self.reader.error_position();
                damaged(format!("its part {} is no well-formed XML at byte {at}: {error}", self.part))
            })?;
            let end = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len());
            self.span = start..end;
            return Ok(Some(match event {
                Event::Start(tag) | Event::Empty(tag) => self.start(tag)?,
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    let name: String = tag.name().0.to_owned();
                    Node::End(self.usual(name))
                }
                // A mark of an encoding inside the text is passed over by the reader, and its places are no characters then.
                Event::Text(_) => Node::Text(
                    self.text
                        .get(self.span.clone())
                        .ok_or_else(|| damaged(format!("its part {} has a byte order mark where none may stand", self.part)))?,
                ),
                Event::CData(text) => Node::Read(text.into_inner()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => Node::Read(c.to_string().into()),
                    _ => match resolve_predefined_entity(&reference) {
                        Some(read) => Node::Read(read.into()),
                        None => continue,
                    },
                },
                Event::Eof if self.depth > 0 || !self.begun => {
                    return Err(damaged(format!("its part {} is cut short", self.part)));
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }

    fn start(&mut self, tag: BytesStart<'a>) -> Result<Node<'a>, ReadError> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(damaged(format!("its part {} has elements more than {MOST_DEPTH} deep in one another", self.part)));
        }
        if !self.begun {
            self.begun = true;
            let mut attributes = tag.attributes();
            attributes.with_checks(false);
            for attribute in attributes.filter_map(Result::ok) {
                let own = if attribute.key.0 == "xmlns" { Some("") } else { attribute.key.0.strip_prefix("xmlns:") };
                let usual = NAMESPACES.iter().find(|(name, _)| *name == attribute.value).map(|&(_, usual)| usual);
                if let (Some(own), Some(usual)) = (own, usual)
                    && own != usual
                    && self.renamed.len() < NAMESPACES.len()
                {
                    self.renamed.push((own.to_owned(), usual));
                }
            }
        }
        let name = self.usual(tag.name().0.to_owned());
        Ok(Node::Start(Tag { name, tag }))
    }

    /// A name with the usual prefix.
    fn usual(&self, name: String) -> Cow<'a, str> {
        if self.renamed.is_empty() {
            return name.into();
        }
        let (own, local) = name.split_once(':').unwrap_or(("", &name));
        match self.renamed.iter().find(|(prefix, _)| prefix == own) {
            Some((_, usual)) => format!("{usual}:{local}").into(),
            None => name.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes(text: &str) -> Result<Vec<String>, String> {
        let mut xml = Xml::new("a.xml", text);
        let mut all = Vec::new();
        while let Some(node) = xml.next().map_err(|error| error.to_string())? {
            let said = match node {
                Node::Start(tag) => format!("<{} {}", tag.name, tag.get("val").unwrap_or_default()),
                Node::End(name) => format!("/{name}"),
                Node::Text(text) => {
                    assert_eq!(&xml.text[xml.span()], text);
                    text.to_owned()
                }
                Node::Read(text) => format!("{text} for {}", &xml.text[xml.span()]),
            };
            all.push(said);
        }
        Ok(all)
    }

    #[test]
    fn every_event_has_its_bytes_and_names_their_usual_prefix() {
        let text = "<?xml version='1.0'?><a:p xmlns:a='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>R&amp;D &#233;<a:s a:val='&lt;1'/><b/><![CDATA[<]]></a:p>";
        let all = nodes(text).expect("it is well-formed");
        assert_eq!(
            all,
            ["<text:p ", "R", "& for &amp;", "D ", "é for &#233;", "<text:s <1", "/text:s", "<b ", "/b", "< for <![CDATA[<]]>", "/text:p"]
        );
    }

    #[test]
    fn what_a_file_defines_itself_is_not_expanded() {
        let laughs = "<!DOCTYPE a [<!ENTITY b \"haha\"><!ENTITY c \"&b;&b;&b;\">]><a>x&c;y &z</a>";
        assert_eq!(nodes(laughs).expect("it is well-formed"), ["<a ", "x", "y ", "&z", "/a"]);
    }

    #[test]
    fn depth_and_cuts_are_told() {
        assert!(nodes(&"<a>".repeat(100_000)).expect_err("it is deep").contains("deep in one another"));
        assert!(nodes("<a><b></b>").expect_err("it is cut").contains("cut short"));
        assert!(nodes("<a></b>").expect_err("it is wrong").contains("no well-formed XML at byte"));
        assert!(nodes("").expect_err("it is empty").contains("cut short"));
    }
}
