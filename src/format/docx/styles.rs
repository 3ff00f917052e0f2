//! What styles say of the text in them: that it is a heading, an item, a quotation, or code.

use std::collections::HashMap;

use crate::format::packed::archive::Archive;
use crate::format::packed::xml::{Node, Xml};
use crate::prose::Role;
use crate::source::ReadError;

/// How many styles are asked for what one is based on.
const MOST_STEPS: usize = 16;

/// What is known of a style or of what it is based on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::format) struct Look {
    pub(in crate::format) role: Option<Role>,
    pub(in crate::format) quoted: bool,
    pub(in crate::format) code: bool,
    pub(in crate::format) hidden: bool,
}

#[derive(Debug, Default)]
struct Style {
    look: Look,
    based_on: Option<String>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub(super) fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, ReadError> {
        let mut styles = HashMap::new();
        let Some(text) = archive.text(part)? else { return Ok(Self::default()) };
        let mut xml = Xml::new(part, &text);
        let mut open: Option<(String, Style)> = None;
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) if tag.name == "w:style" => {
                    open = Some((tag.get("styleId").unwrap_or_default(), Style::default()));
                }
                Node::Start(tag) => {
                    let Some((_, style)) = &mut open else { continue };
                    match &*tag.name {
                        "w:name" => style.look = Look { hidden: style.look.hidden, ..named(&tag.get("val").unwrap_or_default()) },
                        "w:basedOn" => style.based_on = tag.get("val"),
                        "w:vanish" => style.look.hidden |= tag.is_on(),
                        "w:outlineLvl" if tag.get("val").is_some_and(|level| level != "9") && style.look.role.is_none() => {
                            style.look.role = Some(Role::Heading);
                        }
                        _ => {}
                    }
                }
                Node::End(name) if name == "w:style" => styles.extend(open.take()),
                _ => {}
            }
        }
        Ok(Self(styles))
    }

    /// What a style says; where the file does not know it, its identifier may.
    pub(super) fn look(&self, id: &str) -> Look {
        let mut look = Look::default();
        let mut id = Some(id);
        for _ in 0..MOST_STEPS {
            let Some(name) = id else { break };
            let style = self.0.get(name);
            let own = style.map_or_else(|| named(name), |style| style.look);
            look = Look {
                role: look.role.or(own.role),
                quoted: look.quoted || own.quoted,
                code: look.code || own.code,
                hidden: look.hidden || own.hidden,
            };
            id = style.and_then(|style| style.based_on.as_deref());
        }
        look
    }
}

/// What the name of a style says. Word keeps the names of its own styles in English in every language.
pub(in crate::format) fn named(name: &str) -> Look {
    let name: String = name.to_lowercase().replace("_20_", " ").chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect();
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    let is = |words: &[&str]| words.contains(&name.as_str());
    let role = if begins(&["heading", "titre", "überschrift", "título", "titolo"]) && !begins(&["titrechar", "headingchar"])
        || is(&["title", "subtitle", "soustitre"])
    {
        Some(Role::Heading)
    } else if begins(&["list"]) {
        Some(Role::Item)
    } else {
        None
    };
    let quoted = is(&["quote", "intensequote", "blocktext", "quotations", "blockquote", "blockquotation", "citation", "citationintense"]);
    let code = is(&[
        "sourcecode",
        "verbatimchar",
        "sourcetext",
        "code",
        "codechar",
        "htmlcode",
        "htmlpreformatted",
        "htmltypewriter",
        "htmlkeyboard",
        "htmlsample",
        "htmlvariable",
        "preformattedtext",
        "teletype",
        "userentry",
        "macrotext",
    ]);
    Look { role, quoted, code, hidden: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_style_is_and_circles_end() {
        assert_eq!(named("heading 1").role, Some(Role::Heading));
        assert_eq!(named("List Paragraph").role, Some(Role::Item));
        assert!(named("Source_20_Text").code && named("Intense Quote").quoted && named("Body Text") == Look::default());
        let circle = |id: &str| Style { look: Look::default(), based_on: Some(id.into()) };
        let styles = Styles(HashMap::from([("a".to_owned(), circle("b")), ("b".to_owned(), circle("a"))]));
        assert_eq!(styles.look("a"), Look::default());
    }
}
