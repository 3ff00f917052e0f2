//! The part that holds comments, and the two lists that name it.

use std::collections::HashSet;

use quick_xml::escape::escape;

use super::damaged;
use crate::format::docx::{AUTHOR, Anatomy, relations_of};
use crate::format::packed::archive::Archive;
use crate::format::packed::xml::{Node, Xml, local};
use crate::source::ReadError;

const TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONS_NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// Of files in the strict form of the standard, and of all others.
const STRICT: &str = "http://purl.oclc.org/ooxml";
const USUAL: &str = "http://schemas.openxmlformats.org";

/// A part that is there: its name and its text.
struct Part {
    name: String,
    text: String,
}

/// What has to change for comments.
pub(super) struct Package {
    /// The first number that no comment has.
    pub(super) first_free: u64,
    comments: Part,
    prefix: String,
    /// What the new comments are in XML.
    added: String,
    /// The lists to which the part of comments is new.
    types: Option<Part>,
    relations: Option<Part>,
}

impl Package {
    pub(super) fn of(bytes: &[u8], anatomy: &Anatomy) -> Result<Self, ReadError> {
        let mut archive = Archive::open(bytes)?;
        let strict = anatomy.xml.contains(&format!("{STRICT}/wordprocessingml/main"));
        let folder = anatomy.main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let mut name = anatomy.comments.clone().unwrap_or_else(|| format!("{folder}comments.xml"));
        let mut there = part(&mut archive, &name)?;
        if there.is_some() && anatomy.comments.is_none() {
            // A part of this name that nothing refers to.
            (name, there) = (format!("{folder}comments-{AUTHOR}.xml"), None);
        }
        let types = part(&mut archive, TYPES)?.ok_or_else(|| damaged(format!("its part {TYPES} is missing")))?;
        let types = Some(types).filter(|types| !types.text.contains(&format!("\"/{name}\"")));
        let relations = match anatomy.comments {
            Some(_) => None,
            None => Some(part(&mut archive, &relations_of(&anatomy.main))?.unwrap_or_else(|| Part {
                name: relations_of(&anatomy.main),
                text: format!(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONS_NAMESPACE}\"/>"
                ),
            })),
        };
        let relations = relations.map(|part| related(part, &name, strict)).transpose()?;
        let types = types.map(|part| listed(part, &name)).transpose()?;
        let namespace = if strict { format!("{STRICT}/wordprocessingml/main") } else { format!("{USUAL}/wordprocessingml/2006/main") };
        let comments = there.unwrap_or_else(|| Part {
            name,
            text: format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{namespace}\"/>"),
        });
        let (mut most, prefix) = greatest_id(&comments)?;
        let referred = anatomy.story.comments().filter_map(|id| id.parse::<u64>().ok());
        most = referred.chain(most).max();
        Ok(Self { first_free: most.map_or(0, |most| most.saturating_add(1)), comments, prefix, added: String::new(), types, relations })
    }

    /// Adds a comment.
    pub(super) fn add<'l>(&mut self, id: u64, lines: impl Iterator<Item = &'l String>) {
        let w = self.prefix.as_str();
        self.added.push_str(&format!("<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"fl\">"));
        for line in lines {
            // XML has no way to write control characters.
            let line: String = line.chars().map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c }).collect();
            self.added.push_str(&format!("<{w}p><{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>", escape(line.as_str())));
        }
        self.added.push_str(&format!("</{w}comment>"));
    }

    /// The parts that change, whole.
    pub(super) fn parts(self) -> Result<Vec<(String, String)>, ReadError> {
        let text = appended(&self.comments, &self.added)?;
        let lists = [self.types, self.relations].into_iter().flatten().map(|part| (part.name, part.text));
        Ok(lists.chain([(self.comments.name, text)]).collect())
    }
}

/// A part to which something is added; such a part must be UTF-8.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<Part>, ReadError> {
    let Some(bytes) = archive.part(name)? else { return Ok(None) };
    let text = String::from_utf8(bytes).map_err(|_| damaged(format!("its part {name} is not UTF-8: it cannot be annotated")))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(Some(Part { name: name.to_owned(), text }))
}

/// The greatest number that a comment has, and the prefix of its elements.
fn greatest_id(part: &Part) -> Result<(Option<u64>, String), ReadError> {
    let mut xml = Xml::new(&part.name, &part.text);
    let mut most = None;
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node
            && tag.name == "w:comment"
        {
            most = most.max(tag.get("id").and_then(|id| id.parse().ok()));
        }
    }
    let prefix = xml.prefix("w");
    if prefix.is_empty() {
        Err(damaged(format!("its part {} has no prefix: it cannot be annotated", part.name)))
    } else {
        Ok((most, prefix))
    }
}

/// The name of the root element as it is written, and the bytes of its end tag; none where it is empty.
fn root(part: &Part) -> Result<(String, usize, bool), ReadError> {
    let mut xml = Xml::new(&part.name, &part.text);
    let (mut name, mut end) = (None, 0..0);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(_) if name.is_none() => {
                let tag = part.text.get(xml.span()).unwrap_or_default();
                name = Some(
                    tag.get(1..)
                        .unwrap_or_default()
                        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                );
            }
            Node::End(_) => end = xml.span(),
            _ => {}
        }
    }
    Ok((name.unwrap_or_default(), end.start, end.is_empty()))
}

/// The text of a part with more in its root element.
fn appended(part: &Part, added: &str) -> Result<String, ReadError> {
    let (name, end, is_empty) = root(part)?;
    let (before, after) = part.text.split_at(end);
    Ok(match before.strip_suffix("/>").filter(|_| is_empty) {
        Some(before) => format!("{before}>{added}</{name}>{after}"),
        None => format!("{before}{added}{after}"),
    })
}

/// A list of content types that names the part.
fn listed(part: Part, name: &str) -> Result<Part, ReadError> {
    let (types, ..) = root(&part)?;
    let prefix = &types[..types.len() - local(&types).len()];
    let added = format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{COMMENTS_TYPE}\"/>", escape(name));
    Ok(Part { text: appended(&part, &added)?, ..part })
}

/// A list of relationships that names the part.
fn related(part: Part, name: &str, strict: bool) -> Result<Part, ReadError> {
    let (relations, ..) = root(&part)?;
    let prefix = &relations[..relations.len() - local(&relations).len()];
    let sort = if strict {
        format!("{STRICT}/officeDocument/relationships/comments")
    } else {
        format!("{USUAL}/officeDocument/2006/relationships/comments")
    };
    let taken = identifiers(&part)?;
    let id = (1..).map(|number| format!("rIdFactlint{number}")).find(|id| !taken.contains(id)).unwrap_or_default();
    let added = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{sort}\" Target=\"/{}\"/>", escape(name));
    Ok(Part { text: appended(&part, &added)?, ..part })
}

fn identifiers(part: &Part) -> Result<HashSet<String>, ReadError> {
    let mut xml = Xml::new(&part.name, &part.text);
    let mut all = HashSet::new();
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node {
            all.extend(tag.get("Id"));
        }
    }
    Ok(all)
}
