//! A draft with findings → its text, paragraph by paragraph, and beside each paragraph the cards of what was found in it.

use std::collections::BTreeMap;
use std::io;
use std::ops::RangeInclusive;

use super::marks::{Mark, write_line};
use super::text::Text;
use super::{Numbered, card, header};
use crate::dossier::{Dossier, RuleSet};
use crate::finding::Origin;
use crate::language::Language;
use crate::source::{SourceFile, characters};

/// Of a longer draft only what is near a finding is shown.
const WHOLE: usize = 200_000;
/// In a longer draft: so many lines before and behind.
const CONTEXT: usize = 2;
/// A paragraph of more lines is cut into several, lest its cards stand far from their lines.
const LINES: usize = 12;
/// The most paragraphs of a row; the style sheet has as many lines in its grid.
const ROW: usize = 8;
/// Characters of a line that was broken to fit a page; others are taken for paragraphs.
const WRAPPED: RangeInclusive<usize> = 40..=120;

/// What is marked in a draft, by line.
type ByLine<'m> = BTreeMap<usize, Vec<&'m Mark<'m>>>;

/// Writes the section of a draft; `findings` are those of one file and in order.
pub(super) fn write(rules: &RuleSet, index: usize, findings: &[Numbered<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    let Some(first) = findings.first() else { return Ok(()) };
    let file = first.file;
    writeln!(out, "<section class=\"draft\" id=\"d{index}\" aria-labelledby=\"h{index}\">")?;
    writeln!(out, "<h2 id=\"h{index}\">{}</h2>\n<p class=\"tallies\">{}</p>", Text(file.name()), header::counts(findings))?;
    let marks: Vec<Mark<'_>> = findings.iter().flat_map(|finding| Mark::all(rules, finding)).collect();
    let mut by_line = ByLine::new();
    for mark in &marks {
        mark.lines.clone().for_each(|line| by_line.entry(line).or_default().push(mark));
    }
    let page = Page { rules, file, language: language(rules, findings), is_whole: file.text().len() <= WHOLE, by_line };
    page.write(findings, out)?;
    out.write_all(b"</section>\n")
}

/// The language of all dossiers that have findings here; `None` where they are of several.
fn language(rules: &RuleSet, findings: &[Numbered<'_>]) -> Option<Language> {
    let mut languages = findings.iter().filter_map(|numbered| dossier(rules, numbered)).map(|dossier| dossier.language);
    let first = languages.next()??;
    languages.all(|language| language == Some(first)).then_some(first)
}

/// The dossier of the rule that reports.
pub(super) fn dossier<'r>(rules: &'r RuleSet, numbered: &Numbered<'_>) -> Option<&'r Dossier> {
    if let Origin::Rule(id) = numbered.finding.origin { Some(rules.dossier(id)) } else { None }
}

/// ` lang="fr"`. An empty one says that nobody knows: the page itself is English.
pub(super) fn lang(language: Option<Language>) -> String {
    format!(" lang=\"{}\"", language.map_or("", Language::code))
}

/// A draft being written.
struct Page<'a> {
    rules: &'a RuleSet,
    file: &'a SourceFile,
    language: Option<Language>,
    is_whole: bool,
    by_line: ByLine<'a>,
}

/// Lines that stand together.
enum Part {
    /// Lines that are shown.
    Paragraph(RangeInclusive<usize>),
    /// Lines that are not.
    Omitted(RangeInclusive<usize>),
}

impl Page<'_> {
    /// The draft from its first line to its last. Blank lines belong to no part.
    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let last = self.file.position(self.file.text().len()).line;
        let mut before = 0;
        for line in self.shown(last) {
            if line > before + 1 && !self.is_whole {
                parts.push(Part::Omitted(before + 1..=line - 1));
            }
            before = line;
            if self.is_blank(line) {
                continue;
            }
            match parts.last_mut() {
                Some(Part::Paragraph(lines)) if *lines.end() + 1 == line && self.goes_on(lines) => *lines = *lines.start()..=line,
                _ => parts.push(Part::Paragraph(line..=line)),
            }
        }
        if before < last && !self.is_whole {
            parts.push(Part::Omitted(before + 1..=last));
        }
        parts
    }

    /// The lines to be shown: all, or those near a mark.
    fn shown(&self, last: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        if self.is_whole {
            return Box::new(1..=last);
        }
        let mut next = 1;
        Box::new(self.by_line.keys().flat_map(move |&line| {
            let near = line.saturating_sub(CONTEXT).max(next)..=(line + CONTEXT).min(last);
            next = (line + CONTEXT).min(last) + 1;
            near
        }))
    }

    /// Whether the next line belongs to these. Once there are cards to be set beside them, a line that ends a sentence is the last.
    fn goes_on(&self, lines: &RangeInclusive<usize>) -> bool {
        let last = self.file.text()[self.file.line_range(*lines.end())].trim_end();
        let is_open = || WRAPPED.contains(&characters(last)) && !last.ends_with(['.', '!', '?', '…', ':', ';', '»', '”', '"']);
        let has_cards = || self.by_line.range(lines.clone()).next().is_some();
        lines.end() - lines.start() + 1 < LINES && (!has_cards() || is_open())
    }

    fn is_blank(&self, line: usize) -> bool {
        !self.by_line.contains_key(&line) && self.file.text()[self.file.line_range(line)].trim().is_empty()
    }

    /// Writes the parts in rows: a paragraph with its cards beside it, and below it some of those that have none, so that the text goes on
    /// while the cards do. On one column all of them stand in the order in which they are written.
    fn write(&self, findings: &[Numbered<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        let (mut left, mut in_row) = (findings, 0);
        for part in self.parts() {
            let lines = match part {
                Part::Omitted(lines) => {
                    close(&mut in_row, out)?;
                    write_omitted(&lines, out)?;
                    continue;
                }
                Part::Paragraph(lines) => lines,
            };
            let here = left.partition_point(|numbered| self.file.position(numbered.finding.span.start).line <= *lines.end());
            let here = left.split_off(..here).unwrap_or_default();
            if in_row == ROW || !here.is_empty() {
                close(&mut in_row, out)?;
            }
            if in_row == 0 {
                out.write_all(b"<div class=\"row\">\n")?;
            }
            in_row += 1;
            self.write_text(&lines, out)?;
            self.write_cards(here, out)?;
        }
        close(&mut in_row, out)
    }

    fn write_text(&self, lines: &RangeInclusive<usize>, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "<p class=\"text\"{}>", lang(self.language))?;
        for line in lines.clone() {
            write!(out, "<span class=\"line\"><span class=\"number\" aria-hidden=\"true\">{line}</span>")?;
            let marks = self.by_line.get(&line).map_or(&[][..], Vec::as_slice);
            write_line(self.file, line, marks, !self.is_whole, out)?;
            out.write_all(b"</span>\n")?;
        }
        out.write_all(b"</p>\n")
    }

    fn write_cards(&self, findings: &[Numbered<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        out.write_all(b"<div class=\"cards\">\n")?;
        findings.iter().try_for_each(|numbered| card::write(self.rules, numbered, out))?;
        out.write_all(b"</div>\n")
    }
}

/// Ends a row that has begun.
fn close(in_row: &mut usize, out: &mut dyn io::Write) -> io::Result<()> {
    if std::mem::take(in_row) > 0 { out.write_all(b"</div>\n") } else { Ok(()) }
}

fn write_omitted(lines: &RangeInclusive<usize>, out: &mut dyn io::Write) -> io::Result<()> {
    let (first, last) = (lines.start(), lines.end());
    let what = if first == last { format!("line {first} is") } else { format!("lines {first} to {last} are") };
    writeln!(out, "<p class=\"omitted\">… {what} left out …</p>")
}
