//! What styles say of the text in them. Documents name few of the styles they use: most text has one of its own, which is based on them.

use std::collections::HashMap;

use crate::format::docx::{Look, named};
use crate::format::packed::xml::{Node, Xml};
use crate::prose::Role;
use crate::source::ReadError;

/// How many styles are asked for what one is based on.
const MOST_STEPS: usize = 16;

#[derive(Debug, Default)]
struct Style {
    look: Look,
    parent: Option<String>,
}

/// The styles of a document, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<(String, String), Style>);

impl Styles {
    /// Adds those of a part.
    pub(super) fn read(&mut self, part: &str, text: &str) -> Result<(), ReadError> {
        let mut xml = Xml::new(part, text);
        let mut open: Option<((String, String), Style)> = None;
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) if tag.name == "style:style" => {
                    let name = tag.get("name").unwrap_or_default();
                    let mut look = named(&name);
                    if tag.get("default-outline-level").is_some_and(|level| !level.is_empty()) {
                        look.role = Some(Role::Heading);
                    }
                    let key = (tag.get("family").unwrap_or_default(), name);
                    open = Some((key, Style { look, parent: tag.get("parent-style-name") }));
                }
                Node::Start(tag) if matches!(&*tag.name, "style:text-properties" | "style:section-properties") => {
                    if let Some((_, style)) = &mut open {
                        style.look.hidden |= tag.get("display").is_some_and(|display| display == "none");
                    }
                }
                Node::End(name) if name == "style:style" => self.0.extend(open.take()),
                _ => {}
            }
        }
        Ok(())
    }

    /// What a style says.
    pub(super) fn look(&self, family: &str, name: &str) -> Look {
        let mut look = Look::default();
        let mut key = (family.to_owned(), name.to_owned());
        for _ in 0..MOST_STEPS {
            let style = self.0.get(&key);
            let own = style.map_or_else(|| named(&key.1), |style| style.look);
            look = Look {
                role: look.role.or(own.role),
                quoted: look.quoted || own.quoted,
                code: look.code || own.code,
                hidden: look.hidden || own.hidden,
            };
            let Some(parent) = style.and_then(|style| style.parent.clone()) else { break };
            key.1 = parent;
        }
        look
    }
}
