//! OpenDocument text: LibreOffice, and whatever writes its format, packed (ODT) or as one XML file (FODT).
//!
//! In: the file. Out: the text of its body, then notes, comments, headers and footers. The text is as it is after all tracked changes: what
//! was deleted stands elsewhere in the file, and is not read.

mod flow;
mod paragraph;
mod styles;

use super::packed::Extract;
use super::packed::archive::{self, Archive};
use crate::source::ReadError;
use flow::Flow;
use paragraph::Place;
use styles::Styles;

/// The parts that hold text.
const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";

/// Takes the text out of a document.
pub(super) fn unpack(bytes: &[u8], extract: &mut Extract) -> Result<(), ReadError> {
    let is_flat =
        !bytes.starts_with(b"PK") && bytes.trim_ascii_start().first().is_some_and(|first| matches!(first, b'<' | 0xef | 0xff | 0xfe));
    let parts: Vec<(&str, String)> = if is_flat {
        vec![("document", archive::text("document", bytes.to_vec())?)]
    } else {
        let mut archive = Archive::open(bytes)?;
        let content = archive.needed_text(CONTENT)?;
        let styles = archive.text(STYLES)?.unwrap_or_default();
        vec![(CONTENT, content), (STYLES, styles)]
    };
    let mut styles = Styles::default();
    for (name, text) in parts.iter().rev().filter(|(_, text)| !text.is_empty()) {
        styles.read(name, text)?;
    }
    let mut flow = Flow::new(&styles);
    for (name, text) in parts.iter().filter(|(_, text)| !text.is_empty()) {
        flow.read(name, text)?;
    }
    for paragraph in flow.sorted() {
        extract.at(match &paragraph.place {
            Place::Named(name, 0) => (*name).to_owned(),
            Place::Named(name, number) => format!("{name} {number}"),
            Place::Cell { table, row, column } => format!("table {table}, cell {}{row}", super::docx::letters(*column)),
        });
        paragraph.directives.iter().for_each(|directive| extract.comment(directive));
        extract.block(paragraph.role, paragraph.quoted, &paragraph.text);
        for link in &paragraph.links {
            extract.link(link);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
