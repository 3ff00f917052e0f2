//! A finding → its card: what is wrong, what to write, and which passage of which source says so.

use std::io;
use std::ops::Range;

use super::draft::{dossier, lang};
use super::text::{Exact, Said, Text, is_link};
use super::{Numbered, marks};
use crate::dossier::{Evidence, RuleSet, Source};
use crate::finding::{Fix, Label, Safety};
use crate::language::Language;
use crate::report::{evidence, rule};
use crate::source::SourceFile;

/// Characters of the source that are shown before a passage and behind it.
const AROUND: usize = 120;

/// Writes the card.
pub(super) fn write(rules: &RuleSet, numbered: &Numbered<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let Numbered { number, file, finding } = numbered;
    let (severity, deviation) = (finding.severity.as_str(), finding.deviation.as_str());
    let (kind, code) = (numbered.kind(rules), numbered.code(rules));
    writeln!(
        out,
        "<article class=\"card {severity}\" id=\"f{number}\" data-number=\"{number}\" data-severity=\"{severity}\" data-kind=\"{kind}\" \
         aria-labelledby=\"t{number}\">\n<h3 id=\"t{number}\"><span class=\"n\">{number}</span> <span class=\"severity\">{severity}</span> \
         <code>{}</code> <span class=\"deviation\">{deviation}</span></h3>\n<p class=\"message\">{}</p>",
        Text(code),
        Said(&finding.message)
    )?;
    let label = finding.labels.first().map_or("", |label| label.text.as_str());
    write!(out, "<p class=\"label\">{}{}", place(file, &finding.span, *number, 0), within(file, &finding.span))?;
    if !label.is_empty() {
        write!(out, " {}", Said(label))?;
    }
    if finding.in_quotation {
        out.write_all(b" <span class=\"aside\">(inside a quotation)</span>")?;
    }
    out.write_all(b"</p>\n")?;
    further(numbered, out)?;
    finding.fix.iter().try_for_each(|fix| write_fix(file, fix, out))?;
    finding.help.iter().try_for_each(|help| said("help", help, out))?;
    finding.notes.iter().try_for_each(|note| said("note", note, out))?;
    let language = dossier(rules, numbered).and_then(|dossier| dossier.language);
    evidence(rules, finding).try_for_each(|(source, evidence)| write_evidence(source, evidence, language, out))?;
    match rule(rules, finding) {
        Some((id, rule)) => {
            let dossier = &rules.dossier(id).file;
            let line = dossier.position(rule.span.start).line;
            writeln!(out, "<p class=\"rule\">rule <code>{}</code>, {}:{line}</p>\n</article>", Text(code), Text(dossier.name()))
        }
        None => writeln!(out, "<p class=\"rule\"><code>{}</code> is built in</p>\n</article>", Text(code)),
    }
}

/// `path:line:col`, a link to the words.
fn place(file: &SourceFile, span: &Range<usize>, number: usize, place: usize) -> String {
    format!("<a class=\"at\" href=\"#{}\">{}</a>", marks::id(number, place), at(file, span))
}

/// Where in a packed file that is, in words.
fn within(file: &SourceFile, span: &Range<usize>) -> String {
    file.location(span.start).map(|location| format!(" <span class=\"within aside\">({})</span>", Text(location))).unwrap_or_default()
}

fn at(file: &SourceFile, span: &Range<usize>) -> String {
    let at = file.position(span.start);
    format!("{}:{}:{}", Text(file.name()), at.line, at.column)
}

/// What else of the draft the finding depends on, numbered as in the text.
fn further(numbered: &Numbered<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let Numbered { number, file, finding } = numbered;
    let labels: Vec<(usize, &Label)> = finding.labels.iter().enumerate().skip(1).collect();
    if labels.is_empty() {
        return Ok(());
    }
    out.write_all(b"<ul class=\"places\">\n")?;
    for (index, label) in labels {
        let words = Text(file.slice(label.span.clone())).to_string();
        let said = if label.text.is_empty() { String::new() } else { format!(": {}", Said(&label.text)) };
        let place = place(file, &label.span, *number, index) + &within(file, &label.span);
        writeln!(out, "<li><span class=\"n\">{number}.{index}</span> {place} <q>{words}</q>{said}</li>")?;
    }
    out.write_all(b"</ul>\n")
}

/// What stands there, and what should.
fn write_fix(file: &SourceFile, fix: &Fix, out: &mut dyn io::Write) -> io::Result<()> {
    let (word, meaning) = match fix.safety {
        Safety::Safe => ("safe", "may be written without a look"),
        Safety::Unsafe => ("unsafe", "probably right; somebody should look"),
        Safety::DisplayOnly => ("display-only", "somebody else’s words: shown, never applied"),
    };
    out.write_all(b"<p class=\"fix\"><span class=\"key\">fix</span> ")?;
    for (index, edit) in fix.edits.iter().enumerate() {
        let parting = if index > 0 { ", " } else { "" };
        write!(out, "{parting}<del>{}</del> → <ins>{}</ins>", Text(file.slice(edit.span.clone())), Text(&edit.text))?;
    }
    writeln!(out, " <span class=\"aside\"><b class=\"safety\">{word}</b>: {meaning}</span></p>")
}

/// A paragraph of help or of background; its lines stay lines.
fn said(what: &str, text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let lines: Vec<String> = text.lines().map(|line| Said(line).to_string()).collect();
    writeln!(out, "<p class=\"{what}\"><span class=\"key\">{what}</span> {}</p>", lines.join("<br/>\n"))
}

/// The source, its passage, and where that stands; or what is missing.
fn write_evidence(source: &Source, evidence: &Evidence, language: Option<Language>, out: &mut dyn io::Write) -> io::Result<()> {
    write!(out, "<section class=\"evidence\">\n<p class=\"source\"><span class=\"key\">source</span> {}", titled(source))?;
    if let Some(date) = &source.date {
        write!(out, ", <time>{}</time>", Text(date))?;
    }
    let standing = evidence.standing(source);
    if let Some((file, span)) = &standing {
        out.write_all(within(file, span).as_bytes())?;
    }
    out.write_all(b"</p>\n")?;
    let lang = lang(language);
    match standing {
        Some((file, span)) => {
            let (before, after) = around(file, &span);
            let words = Text(file.slice(span.clone())).to_string();
            let (before, after) = (Exact(&before), Exact(&after));
            writeln!(out, "<blockquote{lang}><p>{before}<strong>{words}</strong>{after}</p></blockquote>")?;
            writeln!(out, "<p class=\"at\">{}</p>", at(file, &span))?;
        }
        None => {
            if let Some(quote) = &evidence.quote {
                writeln!(out, "<blockquote{lang}><p>{}</p></blockquote>", Text(quote.value.trim()))?;
            }
            let why = if source.content.is_some() { "the rule names no passage" } else { "the source is not there to look in" };
            writeln!(out, "<p class=\"unchecked\"><b>unchecked</b>: {why}</p>")?;
        }
    }
    out.write_all(b"</section>\n")
}

/// A source's title, linked to where it can be read.
fn titled(source: &Source) -> String {
    let title = Text(&source.title);
    match &source.url {
        Some(url) if is_link(url) => format!("<cite><a href=\"{}\" rel=\"noopener noreferrer\">{title}</a></cite>", Exact(url)),
        Some(url) => format!("<cite>{title}</cite> ({})", Text(url)),
        None => format!("<cite>{title}</cite>"),
    }
}

/// What stands before a passage and behind it in its lines, cut between words.
fn around(file: &SourceFile, span: &Range<usize>) -> (String, String) {
    let (start, end) = (file.boundary(span.start), file.boundary(span.end));
    let line = |offset| file.line_range(file.position(offset).line);
    let head = &file.text()[line(start).start.min(start)..start];
    let tail = &file.text()[end..line(end).end.max(end)];
    let before = match head.char_indices().rev().nth(AROUND) {
        None => head.trim_start().to_owned(),
        Some((at, _)) => format!("… {}", head[at..].split_once(char::is_whitespace).map_or("", |(_, words)| words)),
    };
    let after = match tail.char_indices().nth(AROUND) {
        None => tail.trim_end().to_owned(),
        Some((at, _)) => format!("{} …", tail[..at].rsplit_once(char::is_whitespace).map_or("", |(words, _)| words)),
    };
    (before, after)
}
