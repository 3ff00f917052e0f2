//! Which parts a document has and how they hang together: relationships.

use std::collections::HashMap;

use crate::format::packed::archive::{Archive, beside};
use crate::format::packed::xml::{Node, Xml, local};
use crate::source::ReadError;

/// Where the main part is in every file that programs write.
const USUAL: &str = "word/document.xml";

/// What a part refers to.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// In the order of the file: identifier, what sort (the last step of its address), target.
    all: Vec<(String, String, String)>,
    by_id: HashMap<String, usize>,
}

impl Relations {
    /// Those of a part; of the archive itself where it has no name.
    pub(super) fn of(archive: &mut Archive<'_>, part: &str) -> Result<Self, ReadError> {
        let name = place(part);
        let mut relations = Self::default();
        let Some(text) = archive.text(&name)? else { return Ok(relations) };
        let mut xml = Xml::new(&name, &text);
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            if local(&tag.name) != "Relationship" {
                continue;
            }
            let get = |name| tag.get(name).unwrap_or_default();
            let (kind, target) = (get("Type"), get("Target"));
            let sort = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let outside = get("TargetMode").eq_ignore_ascii_case("external");
            let target = if outside { target } else { beside(part, &target) };
            relations.by_id.insert(get("Id"), relations.all.len());
            relations.all.push((get("Id"), sort, target));
        }
        Ok(relations)
    }

    /// What an identifier stands for: its sort and its target.
    pub(super) fn target(&self, id: &str) -> Option<(&str, &str)> {
        self.by_id.get(id).map(|&at| (self.all[at].1.as_str(), self.all[at].2.as_str()))
    }

    /// The targets of a sort, each once.
    pub(super) fn of_sort(&self, sort: &str) -> Vec<&str> {
        let mut targets: Vec<&str> = Vec::new();
        for (_, _, target) in self.all.iter().filter(|(_, kind, _)| kind == sort) {
            if !targets.contains(&target.as_str()) && targets.len() < 1000 {
                targets.push(target);
            }
        }
        targets
    }
}

/// The name of the part that holds a part's relationships.
pub(crate) fn place(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    format!("{folder}_rels/{name}.rels")
}

/// The name of the main part.
pub(super) fn main(archive: &mut Archive<'_>) -> Result<String, ReadError> {
    let relations = Relations::of(archive, "")?;
    Ok(relations.of_sort("officeDocument").first().map_or_else(|| USUAL.to_owned(), |&target| target.to_owned()))
}
