//! A replacement → edits of the file, in the typography of its place: apostrophes, no-break spaces, line breaks and markup stay.

use std::ops::Range;

use super::article::{self, Fit};
use crate::dossier::RuleSet;
use crate::finding::{Edit, Origin, RuleId, Safety};
use crate::kind::Fact;
use crate::kind::term::fact::Gender;
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::prose::words::{Word, words};
use crate::source::SourceFile;

/// A replacement as it can be written into the file.
#[derive(Clone, Default)]
pub(super) struct Correction {
    pub(super) edits: Vec<Edit>,
    /// The least safety that its place allows.
    pub(super) safety: Option<Safety>,
    /// The words that are replaced and those that replace them, where an article before them changes too.
    pub(super) with_article: Option<(String, String)>,
    /// What a person has to look at.
    pub(super) note: Option<String>,
}

impl Correction {
    fn at_least(&mut self, safety: Safety) {
        self.safety = self.safety.max(Some(safety));
    }
}

/// The replacement of `span` by `text` as edits of the file.
pub(super) fn correction(
    rules: &RuleSet,
    file: &SourceFile,
    passage: &Passage<'_>,
    origin: Origin,
    span: &Range<usize>,
    text: &str,
) -> Correction {
    let text = adopt_apostrophe(file, passage, span, text);
    let mut correction = Correction::default();
    if passage.quotations().iter().any(|quotation| span.start < quotation.inner.end && quotation.inner.start < span.end) {
        correction.at_least(Safety::DisplayOnly);
    }
    let gender = if let Origin::Rule(id) = origin { gender(rules, id, &text) } else { None };
    match article::fit(passage, span, &text, gender) {
        Fit::Fits => {}
        Fit::Undecided(before) => {
            correction.at_least(Safety::Unsafe);
            correction.note = Some(format!("whether `{before}` before it stays is for a person to say"));
        }
        Fit::Unfit(before) => {
            correction.at_least(Safety::DisplayOnly);
            correction.note = Some(format!("`{before}` before it does not stay, and what takes its place is for a person to say"));
        }
        Fit::Becomes(at, article) => become_article(passage, span, &at, article, &text, &mut correction),
    }
    let marks = match by_words(file, passage, span, &text, &mut correction) {
        Some(edits) => edits,
        None => whole(file, passage, span, adopt_spaces(passage, span, text), &mut correction),
    };
    correction.edits.extend(marks);
    join(&mut correction.edits);
    write(file, passage, &mut correction);
    correction
}

/// Puts the words of the edits into the notation of their place.
fn write(file: &SourceFile, passage: &Passage<'_>, correction: &mut Correction) {
    let mut written = true;
    for edit in &mut correction.edits {
        match passage.block.writing.write(file.slice(edit.span.clone()), &edit.text).map(std::borrow::Cow::into_owned) {
            Some(text) => edit.text = text,
            None => written = false,
        }
    }
    if !written {
        correction.at_least(Safety::DisplayOnly);
    }
}

fn become_article(passage: &Passage<'_>, span: &Range<usize>, at: &Range<usize>, article: String, text: &str, correction: &mut Correction) {
    correction.with_article = Some((passage.text[at.start..span.end].to_owned(), format!("{article}{text}")));
    match passage.block.pieces(at.clone()).as_slice() {
        [piece] => correction.edits.push(Edit { span: piece.clone(), text: article }),
        // Markup stands inside of it.
        _ => correction.at_least(Safety::DisplayOnly),
    }
}

/// The gender of a term that is written as its rule writes it.
fn gender(rules: &RuleSet, id: RuleId, text: &str) -> Option<Gender> {
    let Fact::Term(term) = &rules.rule(id).fact else { return None };
    term.gender.filter(|_| fold::strip(&term.canonical.value) == fold::strip(text))
}

/// The apostrophes of a replacement as those of the words that it replaces, else of their paragraph, else of the file; where there are none,
/// as the rule writes them.
fn adopt_apostrophe(file: &SourceFile, passage: &Passage<'_>, span: &Range<usize>, text: &str) -> String {
    if !text.contains(['\'', '’']) {
        return text.to_owned();
    }
    let curly = |text: &str| if text.contains('’') { Some(true) } else { text.contains('\'').then_some(false) };
    let places = [&passage.text[span.clone()], passage.text, file.text()];
    match places.into_iter().find_map(curly) {
        Some(true) => text.replace('\'', "’"),
        Some(false) => text.replace('’', "'"),
        None => text.to_owned(),
    }
}

/// The spaces of a replacement as those of the words that it replaces, where these are no-break spaces.
fn adopt_spaces(passage: &Passage<'_>, span: &Range<usize>, text: String) -> String {
    let mut spaces = passage.text[span.clone()].chars().filter(|c| c.is_whitespace());
    match spaces.next().filter(|c| matches!(c, '\u{a0}' | '\u{202f}')) {
        Some(space) if spaces.all(|other| other == space) => text.replace(' ', space.encode_utf8(&mut [0; 4])),
        _ => text,
    }
}

/// An edit for each word that changes, so that all that stands between them stays; where the words are as many, and there is something
/// between them that a text of its own would not have.
fn by_words(file: &SourceFile, passage: &Passage<'_>, span: &Range<usize>, text: &str, correction: &mut Correction) -> Option<Vec<Edit>> {
    let old = &passage.words[passage.words_in(span)];
    let mut new = Vec::new();
    words(text, &mut new);
    let covers = |run: &[Word], from: usize, until: usize| {
        run.first().is_some_and(|first| first.start as usize == from) && run.last().is_some_and(|last| last.end as usize == until)
    };
    if old.len() != new.len() || old.len() < 2 || !covers(old, span.start, span.end) || !covers(&new, 0, text.len()) {
        return None;
    }
    let gaps = |text, run| -> Vec<&str> { gaps(text, run) };
    let (here, there) = (gaps(passage.text, old), gaps(text, &new));
    let same = here.iter().zip(&there).all(|(here, there)| fold::gap(here) == fold::gap(there));
    let plain = here == there && passage.block.pieces(span.clone()).len() == 1;
    if !same || plain {
        return None;
    }
    let changed = old.iter().zip(&new).filter(|(old, new)| old.text(passage.text) != new.text(text));
    let mut take = |old: &Word, new: &Word| first_takes_all(file, passage.block.pieces(old.range()), new.text(text).to_owned(), correction);
    Some(changed.flat_map(|(old, new)| take(old, new)).collect())
}

fn gaps<'t>(text: &'t str, run: &[Word]) -> Vec<&'t str> {
    run.windows(2).map(|pair| &text[pair[0].end as usize..pair[1].start as usize]).collect()
}

/// The span as a whole. What begins its further lines goes with them.
fn whole(file: &SourceFile, passage: &Passage<'_>, span: &Range<usize>, text: String, correction: &mut Correction) -> Vec<Edit> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for piece in passage.block.pieces(span.clone()) {
        match pieces.last_mut() {
            Some(last) if begins_a_line(file.slice(last.end..piece.start)) => last.end = piece.end,
            _ => pieces.push(piece),
        }
    }
    first_takes_all(file, pieces, text, correction)
}

/// The first piece of prose takes the new text, the others go, and with them emphasis that would stand around nothing.
fn first_takes_all(file: &SourceFile, mut pieces: Vec<Range<usize>>, text: String, correction: &mut Correction) -> Vec<Edit> {
    let source = file.text().as_bytes();
    for at in 1..pieces.len() {
        let least = pieces[at - 1].end;
        let piece = &mut pieces[at];
        let around = |piece: &Range<usize>| Some((*source.get(piece.start.checked_sub(1)?)?, *source.get(piece.end)?));
        while around(piece).is_some_and(|(before, after)| before == after && b"*_~#".contains(&before)) && piece.start > least {
            *piece = piece.start - 1..piece.end + 1;
        }
        // A link, an element or a role that would hold nothing; what says how marks look (`[.small]#text#`) would be said of nothing.
        let holds_nothing = |(before, after): (u8, u8)| match before {
            b'[' | b'>' | b',' => b"]<>".contains(&after),
            b']' => source.get(piece.start) == Some(&b'#'),
            // `\ ` would take the white space away that follows then.
            b' ' => source[..piece.start - 1].ends_with(b"\\"),
            // An empty line ends a paragraph, and the white space at the beginning of another may be none.
            b'\n' => after.is_ascii_whitespace(),
            _ => before == b'`',
        };
        if around(piece).is_some_and(holds_nothing) {
            correction.at_least(Safety::DisplayOnly);
        }
    }
    let mut pieces = pieces.into_iter();
    let first = pieces.next().map(|span| Edit { span, text });
    first.into_iter().chain(pieces.map(|span| Edit { span, text: String::new() })).collect()
}

/// Whether there is nothing between two pieces but white space and what begins the lines of a quotation.
fn begins_a_line(between: &str) -> bool {
    let line = between.trim_start_matches([' ', '\t', '\r']);
    line.is_empty() || line.starts_with('\n') && line.chars().all(|c| c.is_whitespace() || c == '>')
}

/// Makes one edit of two that touch.
fn join(edits: &mut Vec<Edit>) {
    edits.dedup_by(|next, before| {
        let touch = before.span.end == next.span.start;
        if touch {
            before.span.end = next.span.end;
            before.text.push_str(&next.text);
        }
        touch
    });
}
