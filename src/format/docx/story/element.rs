//! What each element of WordprocessingML does to the paragraph at hand. Elements that are not named here are seen through.

use super::{Field, OpenRun, Reader, Sort};
use crate::format::docx::paragraph::{Entry, Run, Target, TextTag};
use crate::format::packed::xml::Tag;
use crate::prose::Role;

/// Symbol fonts count their characters from here on: no letters.
const SYMBOLS: std::ops::RangeInclusive<u32> = 0xf000..=0xf0ff;

impl Reader<'_> {
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        let span = self.xml.span();
        match &*tag.name {
            "w:p" => self.begin_paragraph(),
            "w:r" => {
                self.runs.push(OpenRun { index: self.story.runs.len(), depth: self.xml.depth(), ..OpenRun::default() });
                self.story.runs.push(Run { start: span.start as u32, head_end: span.end as u32, ..Run::default() });
            }
            "w:t" => {
                self.text = if self.runs.is_empty() { 0 } else { self.xml.depth() };
                self.direct_text = self.is_direct();
                self.story.tags.push(TextTag { start: span.start as u32, tag_end: span.end as u32, ..TextTag::default() });
            }
            "w:instrText" => self.instruction = true,
            "w:pPr" => self.paragraph_properties = true,
            "w:rPr" => {
                self.run_properties = true;
                let (direct, runs) = (self.is_direct(), &self.story.runs);
                if let Some(run) = self.runs.last_mut() {
                    run.head = direct && runs.get(run.index).is_some_and(|own| own.head_end as usize == span.start);
                }
            }
            "w:trPr" => self.row_properties = true,
            "w:tab" | "w:ptab" => self.stand("\t"),
            "w:br" | "w:cr" => self.stand("\n"),
            "w:noBreakHyphen" => self.stand("\u{2011}"),
            "w:softHyphen" => self.stand("\u{ad}"),
            "w:sym" => self.symbol(tag, |code| !SYMBOLS.contains(code)),
            // An emoji; in old programs its other way is taken.
            "w16se:symEx" => self.symbol(tag, |_| true),
            "w:del" | "w:moveFrom" => {
                self.deletion();
                self.skipped = 1;
            }
            "w:footnoteReference" => self.refer(Sort::Footnote, tag),
            "w:endnoteReference" => self.refer(Sort::Endnote, tag),
            "w:commentReference" => self.refer(Sort::Comment, tag),
            "w:commentRangeStart" => self.comment(tag),
            "w:fldChar" => self.field(tag, span.start),
            "w:fldSimple" => self.instruct(&tag.get("instr").unwrap_or_default(), span),
            "w:hyperlink" => self.links.push((span.start, tag.get("id").unwrap_or_default())),
            "w:tbl" => {
                self.flush_going_on();
                self.tables.begin();
            }
            "w:tr" => self.tables.row(),
            "w:tc" => self.tables.column(),
            "w:footnote" | "w:endnote" | "w:comment" => {
                self.entry = Some(Entry { id: tag.get("id").unwrap_or_default(), author: tag.get("author").unwrap_or_default() });
            }
            "w:txbxContent" => {
                self.counts.boxes += 1;
                let outer = self.runs.first().map_or(0, |run| run.index);
                self.boxes.push(outer);
            }
            "mc:AlternateContent" => self.alternatives.push(false),
            "mc:Choice" | "mc:Fallback" => match self.alternatives.last_mut() {
                Some(taken) if *taken => self.skipped = 1,
                Some(taken) => *taken = true,
                None => {}
            },
            "wp:docPr" => self.aside(tag.get("descr").or_else(|| tag.get("title"))),
            "v:shape" | "v:rect" => self.aside(tag.get("alt")),
            "wp:inline" | "w:object" => self.object(),
            "m:oMath" => {
                self.object();
                self.skipped = 1;
            }
            "w:sdtPr" | "w:sectPr" | "w:tblPr" | "w:tcPr" | "w:rt" => self.skipped = 1,
            name if name.ends_with("Change") => self.skipped = 1,
            name if self.paragraph_properties || self.run_properties => self.property(name, tag),
            _ => {}
        }
    }

    /// A character by its number, where that is one of a letter.
    fn symbol(&mut self, tag: &Tag<'_>, is_letter: impl Fn(&u32) -> bool) {
        let code = tag.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).filter(is_letter);
        let symbol = code.and_then(char::from_u32).unwrap_or(crate::prose::OBJECT);
        self.stand(symbol.encode_utf8(&mut [0; 4]));
    }

    pub(super) fn end(&mut self, name: &str) {
        let span = self.xml.span();
        match name {
            "w:p" => self.end_paragraph(),
            "w:r" => {
                let run = self.runs.pop().and_then(|run| self.story.runs.get_mut(run.index));
                if let Some(run) = run {
                    (run.content_end, run.end) = (span.start as u32, span.end as u32);
                }
                self.run_properties = false;
            }
            "w:t" => {
                self.text = 0;
                if let Some(tag) = self.story.tags.last_mut() {
                    (tag.content_end, tag.end) = (span.start as u32, span.end as u32);
                }
            }
            "w:instrText" => self.instruction = false,
            "w:pPr" => self.paragraph_properties = false,
            "w:rPr" => {
                self.run_properties = false;
                if let Some(run) = self.runs.last_mut()
                    && std::mem::take(&mut run.head)
                    && let Some(run) = self.story.runs.get_mut(run.index)
                {
                    run.head_end = span.end as u32;
                }
            }
            "w:trPr" => self.row_properties = false,
            "w:tab" | "w:ptab" | "w:br" | "w:cr" | "w:noBreakHyphen" | "w:softHyphen" | "w:sym" => {
                let is_text = !self.paragraph_properties && !self.run_properties && self.run().1;
                if let Some(open) = self.open.last_mut().filter(|_| is_text) {
                    open.close_element(span.end);
                }
            }
            "w:hyperlink" => {
                if let Some((start, id)) = self.links.pop().filter(|(_, id)| !id.is_empty()) {
                    self.link(Target::Relation(id), start..span.end);
                }
            }
            "w:tc" => self.flush_going_on(),
            "w:tbl" => {
                self.flush_going_on();
                self.tables.end();
            }
            "w:footnote" | "w:endnote" | "w:comment" => {
                self.flush_going_on();
                self.entry = None;
            }
            "w:txbxContent" => {
                self.boxes.pop();
            }
            "mc:AlternateContent" => {
                self.alternatives.pop();
            }
            _ => {}
        }
    }

    /// A property of the paragraph or the run at hand.
    fn property(&mut self, name: &str, tag: &Tag<'_>) {
        let value = || tag.get("val").unwrap_or_default();
        if self.paragraph_properties {
            let Some(open) = self.open.last_mut() else { return };
            match name {
                "w:pStyle" => {
                    let look = self.styles.look(&value());
                    open.role = look.role.filter(|role| *role == Role::Heading).or(open.role).or(look.role);
                    (open.quoted, open.code) = (look.quoted, look.code);
                }
                "w:numId" if value() != "0" && open.role != Some(Role::Heading) => open.role = Some(Role::Item),
                "w:outlineLvl" if value() != "9" => open.role = Some(Role::Heading),
                _ => {}
            }
        } else if let Some(run) = self.runs.last_mut() {
            match name {
                "w:rStyle" => {
                    let look = self.styles.look(&value());
                    (run.code, run.hidden) = (look.code, run.hidden || look.hidden);
                }
                "w:vanish" => run.hidden = tag.is_on(),
                _ => {}
            }
        }
    }

    /// Deleted words are skipped by whoever calls; the mark of a paragraph and a row are deleted by a property.
    fn deletion(&mut self) {
        if self.row_properties {
            self.tables.delete_row();
        } else if self.paragraph_properties
            && let Some(open) = self.open.last_mut()
        {
            open.goes_on = true;
        }
    }

    fn refer(&mut self, sort: Sort, tag: &Tag<'_>) {
        let id = tag.get("id").unwrap_or_default();
        self.story.references.push((sort, id, self.run().0));
        if sort == Sort::Comment {
            self.comment(tag);
        }
    }

    /// A comment belongs to the paragraph in which it begins.
    fn comment(&mut self, tag: &Tag<'_>) {
        let id = tag.get("id").unwrap_or_default();
        if let Some(open) = self.open.last_mut()
            && self.begun.insert(id.clone())
        {
            open.comments.push(id);
        }
    }

    fn field(&mut self, tag: &Tag<'_>, start: usize) {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => {
                self.instructions += 1;
                self.fields.push(Field { start, ..Field::default() });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut().filter(|field| !field.shows) {
                    field.shows = true;
                    self.instructions -= 1;
                }
            }
            Some("end") => {
                if let Some(field) = self.fields.pop() {
                    self.instructions -= usize::from(!field.shows);
                    self.instruct(&field.instruction, field.start..self.xml.span().end);
                }
            }
            _ => {}
        }
    }

    /// What a field does: a link is one that leads somewhere.
    fn instruct(&mut self, instruction: &str, around: std::ops::Range<usize>) {
        let Some(rest) = instruction.trim_start().strip_prefix("HYPERLINK") else { return };
        let target = rest.split('"').nth(1).unwrap_or_default();
        if !target.is_empty() && !rest.trim_start().starts_with("\\l") {
            // The run that the field began in: the words that it shows may be in another paragraph.
            let start = self.runs.first().and_then(|run| self.story.runs.get(run.index)).map_or(around.start, |run| run.start as usize);
            self.link(Target::Address(target.to_owned()), start..start);
        }
    }
}
