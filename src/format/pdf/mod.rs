//! PDF: the text of its pages, put together again from characters that each have a place.
//!
//! In: the bytes of a file. Out: its prose, block by block, each with its page. Characters become lines by how close they stand, lines become
//! columns and paragraphs by where they stand, and a word that is cut at the end of a line is whole again. What a page shows as a picture is
//! not read. A file may be made to do harm: all that is unpacked, and all that is read twice, is counted, and too much of it is an error.

mod cmap;
mod columns;
mod content;
mod file;
mod filter;
mod font;
mod glyph;
mod lines;
mod object;
mod paragraphs;

use std::collections::{HashMap, HashSet};

use self::content::{Fonts, Setter};
use self::file::{File, Trouble};
use self::object::{Dict, Object};
use self::paragraphs::{Hyphens, Paragraph};
use super::packed::Extract;
use crate::prose::Role;
use crate::source::ReadError;

/// Pages of a file.
const PAGES: usize = 1 << 16;
/// Characters of its text.
const TEXT: usize = 1 << 26;
/// How much larger than most letters those of a heading are.
const HEADING: f64 = 1.12;

/// The text of a PDF.
pub(super) fn unpack(bytes: &[u8], extract: &mut Extract) -> Result<(), ReadError> {
    let damaged = |why: &str| Err(ReadError::Damaged(why.into()));
    match read(bytes) {
        Err(Trouble::Encrypted) => damaged("it is encrypted"),
        Err(Trouble::TooMuch) => damaged("it unpacks to more than can be read"),
        Err(Trouble::NoPages) => damaged("it is no PDF, or a damaged one: no page can be found"),
        Ok(pages) if pages.iter().all(|page| page.paragraphs.is_empty()) => {
            damaged("it has no text layer: its pages are pictures, or empty")
        }
        Ok(pages) => {
            write(pages, extract);
            if extract.is_empty() { damaged("it has no text layer that says its letters") } else { Ok(()) }
        }
    }
}

/// A page that has been read.
struct Page {
    number: usize,
    paragraphs: Vec<Paragraph>,
    links: Vec<String>,
}

fn read(bytes: &[u8]) -> Result<Vec<Page>, Trouble> {
    let file = File::open(bytes)?;
    let (mut fonts, mut pages, mut characters) = (Fonts::default(), Vec::new(), 0);
    for (number, (page, resources)) in (1..).zip(leaves(&file)?) {
        file.spend(0)?;
        let page = self::page(&file, &mut fonts, number, &page, &resources)?;
        characters += page.paragraphs.iter().flat_map(|paragraph| &paragraph.lines).map(|line| line.text.len()).sum::<usize>();
        if characters > TEXT {
            return Err(Trouble::TooMuch);
        }
        pages.push(page);
    }
    Ok(pages)
}

/// The pages of a file in order, each with the resources that it has or inherits.
fn leaves(file: &File<'_>) -> Result<Vec<(Dict, Dict)>, Trouble> {
    let root = file.root.as_ref().and_then(|root| file.dict(root)).ok_or(Trouble::NoPages)?;
    let mut stack = vec![(root.get("Pages").cloned().unwrap_or(Object::Null), Dict::new())];
    let (mut seen, mut leaves) = (HashSet::new(), Vec::new());
    while let Some((node, inherited)) = stack.pop() {
        if matches!(node, Object::Reference(number) if !seen.insert(number)) {
            continue;
        }
        file.spend(0)?;
        let Some(dict) = file.dict(&node) else { continue };
        let resources = file.get_dict(&dict, "Resources").unwrap_or(inherited);
        match dict.get("Kids") {
            Some(kids) => stack.extend(file.array(kids).into_iter().rev().take(PAGES).map(|kid| (kid, resources.clone()))),
            None => leaves.push((dict, resources)),
        }
        if leaves.len() + stack.len() > PAGES {
            return Err(Trouble::TooMuch);
        }
    }
    if leaves.is_empty() { Err(Trouble::NoPages) } else { Ok(leaves) }
}

fn page(file: &File<'_>, fonts: &mut Fonts, number: usize, page: &Dict, resources: &Dict) -> Result<Page, Trouble> {
    let parts = match file.get(page, "Contents") {
        Object::Array(parts) => parts.iter().map(|part| file.resolve(part)).collect(),
        whole => vec![whole],
    };
    let mut content = Vec::new();
    for part in parts {
        if let Object::Stream(dict, start) = part {
            content.extend(file.unpack(&dict, start)?);
            content.push(b'\n');
        }
    }
    let mut setter = Setter::new(file, fonts);
    setter.run(&content, resources, 0)?;
    let mut rest = lines::lines(&setter.glyphs);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    while let Some(turn) = rest.first().map(|line| line.turn) {
        let other = rest.split_off(rest.partition_point(|line| line.turn == turn));
        for column in columns::columns(std::mem::replace(&mut rest, other), 0) {
            let mut next = paragraphs::paragraphs(column).into_iter();
            // A paragraph goes on from the foot of a column to the head of the next.
            let Some(first) = next.next() else { continue };
            match paragraphs.last_mut().filter(|last| last.is_cut_before(&first)) {
                Some(last) => last.lines.extend(first.lines),
                None => paragraphs.push(first),
            }
            paragraphs.extend(next);
        }
    }
    Ok(Page { number, paragraphs, links: links(file, page) })
}

/// The addresses that the links of a page lead to.
fn links(file: &File<'_>, page: &Dict) -> Vec<String> {
    let mut links = Vec::new();
    for note in file.array(&file.get(page, "Annots")) {
        let action = file.dict(&note).and_then(|note| file.get_dict(&note, "A"));
        if let Some(Object::String(address)) = action.map(|action| file.get(&action, "URI")) {
            let address = String::from_utf8_lossy(&address).replace(char::is_whitespace, "");
            // A link over two lines stands there twice.
            if address.len() < 4096 && links.last() != Some(&address) {
                links.push(address);
            }
        }
    }
    links
}

/// Puts the prose of all pages together.
fn write(mut pages: Vec<Page>, extract: &mut Extract) {
    let (mut hyphens, mut sizes) = (Hyphens::default(), HashMap::<i64, usize>::new());
    for line in pages.iter().flat_map(|page| &page.paragraphs).flat_map(|paragraph| &paragraph.lines) {
        hyphens.learn(&line.text);
        *sizes.entry((line.size * 4.0) as i64).or_default() += line.text.len();
    }
    let usual = sizes.into_iter().max_by_key(|&(size, count)| (count, size)).map_or(0.0, |(size, _)| (size as f64 + 0.5) / 4.0);
    for at in 0..pages.len() {
        let (before, after) = pages.split_at_mut(at + 1);
        let page = &mut before[at];
        extract.at(format!("page {}", page.number));
        for link in &page.links {
            extract.link(link);
        }
        let cut = after.first_mut().and_then(|next| cut(page, next));
        for (index, paragraph) in std::mem::take(&mut page.paragraphs).iter().enumerate() {
            let mut prose = prose(paragraph, &hyphens);
            let mut places = Vec::new();
            if let (Some((_, rest)), Some(next)) = (cut.as_ref().filter(|(last, _)| *last == index), after.first()) {
                let start = prose.len();
                hyphens.join(&mut prose, &self::prose(rest, &hyphens));
                places.push((start.min(prose.len()), format!("page {}", next.number)));
            }
            extract.spread(role(paragraph, &prose, usual), &prose, places);
            extract.at(format!("page {}", page.number));
        }
    }
}

/// A paragraph that the end of a page cuts: which it is, and its rest, taken from the next page. Feet and heads may stand between.
fn cut(page: &Page, next: &mut Page) -> Option<(usize, Paragraph)> {
    let count = page.paragraphs.len();
    for last in (count.saturating_sub(4)..count).rev() {
        for first in 0..next.paragraphs.len().min(3) {
            // The rest may be cut again by the end of its own page; then it stays there.
            let whole = next.paragraphs.len() > first + 1 || next.paragraphs[first].lines.len() > 1;
            if whole && page.paragraphs[last].is_cut_before(&next.paragraphs[first]) {
                return Some((last, next.paragraphs.remove(first)));
            }
        }
    }
    None
}

fn prose(paragraph: &Paragraph, hyphens: &Hyphens) -> String {
    let mut prose = String::new();
    for line in &paragraph.lines {
        hyphens.join(&mut prose, &line.text);
    }
    prose
}

fn role(paragraph: &Paragraph, prose: &str, usual: f64) -> Role {
    if paragraphs::is_item(prose) {
        Role::Item
    } else if paragraph.size() > HEADING * usual && prose.len() < 300 {
        Role::Heading
    } else {
        Role::Paragraph
    }
}
