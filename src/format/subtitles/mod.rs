//! Subtitles: SubRip and WebVTT.
//!
//! In: a file of cues, each a line of times and lines of text. Out: what is said, sentence by sentence: a sentence that runs over several cues
//! is one block, so that a name split between two of them is whole. Numbers, times, settings, styles and the tags of the text are no prose.

mod cue;

use std::ops::Range;

use super::reference;
use crate::prose::builder::Builder;
use crate::prose::{Block, Document, Role, Writing};
use crate::source::SourceFile;
use cue::{Cue, Piece};

/// How long a pause may be inside of a sentence, in milliseconds.
const PAUSE: i64 = 2000;

/// Of how many bytes a sentence is at most. Machines write subtitles without any full stop.
const LONGEST: usize = 2000;

/// A notation for subtitles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    SubRip,
    WebVtt,
}

/// The prose of a file of subtitles.
pub(super) fn read(file: &SourceFile, notation: Notation) -> Document {
    let (cues, comments) = cue::cues(file.text(), file.bom_len(), notation);
    let mut reader = Reader { text: file.text(), notation, blocks: Vec::new(), prose: Builder::default(), last: None };
    for cue in &cues {
        reader.cue(cue);
    }
    reader.flush();
    Document { blocks: reader.blocks, comments, ..Document::default() }
}

/// What was said last.
struct Last {
    start: i64,
    end: i64,
    /// The break behind its last line.
    line_end: Range<usize>,
    speaker: Range<usize>,
}

/// The cues of one file being put together.
struct Reader<'t> {
    text: &'t str,
    notation: Notation,
    blocks: Vec<Block>,
    prose: Builder,
    last: Option<Last>,
}

impl Reader<'_> {
    fn cue(&mut self, cue: &Cue) {
        for (index, line) in cue.lines.iter().enumerate() {
            let pieces = cue::pieces(self.text, line.clone(), self.notation);
            let speaker = pieces.iter().find_map(|piece| if let Piece::Speaker(name) = piece { Some(name.clone()) } else { None });
            let speaker = speaker.or_else(|| self.last.as_ref().filter(|_| index > 0).map(|last| last.speaker.clone())).unwrap_or(0..0);
            let (dash, begins) = self.beginning(&pieces);
            if dash || !self.goes_on(cue, index, &speaker, begins) {
                self.flush();
            } else if let Some(last) = &self.last {
                self.prose.stand("\n", last.line_end.clone());
            }
            self.line(pieces, dash);
            let end = memchr::memchr(b'\n', &self.text.as_bytes()[line.end..]).map_or(self.text.len(), |len| line.end + len + 1);
            self.last = Some(Last { start: cue.start, end: cue.end, line_end: line.end..end, speaker });
        }
    }

    /// Whether a line begins with the dash of a speaker, and its first character besides.
    fn beginning(&self, pieces: &[Piece]) -> (bool, Option<char>) {
        let mut words =
            pieces.iter().filter_map(|piece| if let Piece::Text(range) = piece { Some(&self.text[range.clone()]) } else { None });
        let Some(first) = words.find(|words| !words.trim().is_empty()).map(str::trim_start) else { return (false, None) };
        let rest = first.trim_start_matches(DASHES);
        let dash = rest.len() < first.len() && !rest.starts_with(|c: char| c.is_ascii_digit());
        (dash, rest.trim_start().chars().find(|c| c.is_alphanumeric()))
    }

    /// Whether what was said before goes on in this line of a cue.
    fn goes_on(&self, cue: &Cue, line: usize, speaker: &Range<usize>, begins: Option<char>) -> bool {
        let Some(last) = &self.last else { return false };
        let said = self.prose.text().trim_end();
        if said.is_empty() || said.len() > LONGEST || self.text[last.speaker.clone()] != self.text[speaker.clone()] {
            return false;
        }
        // Lines of one cue are shown together.
        if line > 0 {
            return true;
        }
        let follows = last.start <= cue.start && cue.start - last.end <= PAUSE;
        follows && !ends_sentence(said, begins)
    }

    fn line(&mut self, pieces: Vec<Piece>, mut dash: bool) {
        for piece in pieces {
            match piece {
                Piece::Text(mut range) => {
                    if dash {
                        let words = &self.text[range.clone()];
                        let rest = words.trim_start().trim_start_matches(DASHES);
                        dash = rest.is_empty();
                        range.start = range.end - rest.len();
                    }
                    self.words(range);
                }
                Piece::Stand(read, range) => self.prose.stand(read, range),
                Piece::Speaker(_) => {}
            }
        }
    }

    /// Text between tags.
    fn words(&mut self, range: Range<usize>) {
        let mut from = range.start;
        if self.notation == Notation::WebVtt {
            for at in memchr::memchr_iter(b'&', &self.text.as_bytes()[range.clone()]).map(|at| range.start + at) {
                let Some((len, read)) = (at >= from).then(|| reference::reference(&self.text[at..range.end])).flatten() else { continue };
                self.prose.copy(self.text, from..at);
                self.prose.stand(&read, at..at + len);
                from = at + len;
            }
        }
        self.prose.copy(self.text, from..range.end);
    }

    fn flush(&mut self) {
        let block = self.prose.finish(Role::Paragraph, false);
        self.blocks.extend(block.map(|block| block.written(Writing::Line)));
    }
}

/// How a line of another speaker begins.
const DASHES: [char; 4] = ['-', '–', '—', '‐'];

/// Whether a sentence ends with what was said, if what comes next begins with `next`.
fn ends_sentence(said: &str, next: Option<char>) -> bool {
    let last = said.trim_end_matches(['"', '”', '’', '\'', '»', '\u{a0}', ' ']);
    let trails_off = last.ends_with('…') || last.ends_with("...");
    if trails_off {
        return !next.is_some_and(char::is_lowercase);
    }
    last.ends_with(['.', '!', '?', '。', '！', '？', '♪', '♫', ']', ')'])
}

#[cfg(test)]
mod tests;
