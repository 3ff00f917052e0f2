//! What each element of OpenDocument does to the paragraph at hand. Elements that are not named here are seen through.

use super::{Flow, Table, next};
use crate::format::odt::paragraph::{Around, Open, Section};
use crate::format::packed::xml::Tag;

/// Elements that are passed over with all that is in them: what was deleted, and what is no text of the document.
const SKIPPED: &[&str] = &[
    "text:tracked-changes",
    "text:note-citation",
    "dc:creator",
    "dc:date",
    "dc:title",
    "meta:date-string",
    "text:ruby-text",
    "office:forms",
    "office:meta",
    "office:settings",
    "office:scripts",
    "text:hidden-text",
    "text:sequence-decls",
    "style:list-level-properties",
    "office:binary-data",
];

impl Flow<'_> {
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        match &*tag.name {
            "text:p" | "text:h" => self.begin_paragraph(tag),
            "text:span" => {
                let look = self.styles.look("text", &tag.get("style-name").unwrap_or_default());
                self.open.last_mut().into_iter().for_each(|open| open.spans.push((look.code, look.hidden)));
            }
            "text:s" | "text:tab" => self.words(" "),
            "text:line-break" => self.stand("\n"),
            "text:a" => {
                let target = tag.get("href").filter(|target| !target.starts_with('#'));
                self.open.last_mut().into_iter().for_each(|open| open.links.extend(target.clone()));
            }
            "text:note" => {
                let is_endnote = tag.get("note-class").is_some_and(|class| class == "endnote");
                self.around.push(if is_endnote {
                    Around { section: Section::Endnotes, name: "endnote", number: next(&mut self.counts.endnotes) }
                } else {
                    Around { section: Section::Footnotes, name: "footnote", number: next(&mut self.counts.footnotes) }
                });
            }
            "office:annotation" => {
                self.around.push(Around { section: Section::Comments, name: "comment", number: next(&mut self.counts.comments) });
            }
            "draw:text-box" => {
                let section = self.around.last().map_or(Section::Body, |around| around.section);
                self.around.push(Around { section, name: "text box", number: next(&mut self.counts.boxes) });
            }
            "style:header" | "style:header-left" | "style:header-first" => {
                self.around.push(Around { section: Section::Margins, name: "header", number: 0 });
            }
            "style:footer" | "style:footer-left" | "style:footer-first" => {
                self.around.push(Around { section: Section::Margins, name: "footer", number: 0 });
            }
            "draw:image" | "draw:object" | "draw:object-ole" | "math:math" => {
                self.open.last_mut().into_iter().for_each(Open::object);
                self.skipped = 1;
            }
            "svg:title" | "svg:desc" => self.said = Some(String::new()),
            "text:list-item" | "text:list-header" => self.items += 1,
            "text:section" => {
                let look = self.styles.look("section", &tag.get("style-name").unwrap_or_default());
                let hidden = look.hidden || tag.get("display").is_some_and(|display| display == "none");
                self.hidden_sections.push(hidden);
            }
            "table:table" => self.tables.push(Table { number: next(&mut self.counts.tables), ..Table::default() }),
            "table:table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.column) = (table.row + 1, 0);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.tables.last_mut().into_iter().for_each(|table| table.column += 1);
            }
            name if SKIPPED.contains(&name) => self.skipped = 1,
            _ => {}
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        match name {
            "text:p" | "text:h" => self.end_paragraph(),
            "text:span" => {
                if let Some(open) = self.open.last_mut() {
                    open.spans.pop();
                }
            }
            "text:note" | "office:annotation" | "draw:text-box" | "style:header" | "style:header-left" | "style:header-first"
            | "style:footer" | "style:footer-left" | "style:footer-first" => {
                self.around.pop();
            }
            "svg:title" | "svg:desc" => self.aside(),
            "text:list-item" | "text:list-header" => self.items = self.items.saturating_sub(1),
            "text:section" => {
                self.hidden_sections.pop();
            }
            "table:table" => {
                self.tables.pop();
            }
            _ => {}
        }
    }
}
