//! What follows a command: its arguments, read or skipped.

use std::ops::Range;

use super::commands::{Arg, Sort};
use super::{Ending, Frame, Reader, State, lexer, symbols};
use crate::prose::Role;
use crate::prose::builder::Builder;

/// How many bytes parameters have at most.
const PARAMETERS: usize = 100;

/// In how many bytes of options an image's text is looked for.
const OPTIONS: usize = 500;

impl Reader<'_> {
    /// Reads on in the first argument that is prose; `args` are those that have not come yet.
    pub(super) fn arguments(&mut self, mut args: &'static [Arg], ending: Ending, inside: State) {
        while let Some((&arg, rest)) = args.split_first() {
            let Some((open, close)) = self.group(matches!(arg, Arg::More | Arg::AtOnce)) else { return };
            args = rest;
            if arg == Arg::Hide {
                self.lexer.at = close + 1;
                continue;
            }
            match arg {
                Arg::Then(mark) => self.stand(mark, open..open + 1),
                // What two arguments of an unknown command are to each other is not known either.
                Arg::More if self.text[..open].ends_with('}') => self.object(open..open + 1),
                _ => {}
            }
            if ending == Ending::Aside {
                self.around.push(std::mem::take(&mut self.prose));
            }
            self.enter(close, ending, inside, rest);
            self.lexer.at = open + 1;
            return;
        }
    }

    pub(super) fn enter(&mut self, close: usize, ending: Ending, inside: State, rest: &'static [Arg]) {
        self.frames.push(Frame { close, after: self.state, inside, ending, rest, environments: self.environments.len() });
        self.state = inside;
    }

    /// The group in braces that comes next, options before it left out.
    pub(super) fn group(&self, at_once: bool) -> Option<(usize, usize)> {
        let mut at = self.lexer.at;
        loop {
            match self.text.as_bytes().get(at)? {
                b'{' => return Some((at, self.groups.close(at)?)),
                b'[' => at = self.groups.close(at)? + 1,
                b'%' if !at_once => at = lexer::line_end(self.text, at),
                byte if byte.is_ascii_whitespace() && !at_once => {
                    let next = lexer::gap(self.text, at);
                    if next == at {
                        return None;
                    }
                    at = next;
                }
                _ => return None,
            }
        }
    }

    /// The end of a group.
    pub(super) fn close(&mut self, span: Range<usize>) {
        let Some(frame) = self.frames.pop_if(|frame| frame.close == span.start) else { return };
        self.leave(frame.environments);
        match frame.ending {
            Ending::Inline => {}
            Ending::Block => self.flush(),
            Ending::Aside => self.go_on(),
            Ending::Quote => self.stand(if frame.after.quotation { "’" } else { "”" }, span),
        }
        self.state = frame.after;
        self.arguments(frame.rest, frame.ending, frame.inside);
    }

    /// A quotation of the line; one inside another has single marks.
    pub(super) fn quote(&mut self, args: &'static [Arg], span: Range<usize>) {
        let inside = State { quotation: true, ..self.state };
        if self.group(false).is_some() {
            self.stand(if self.state.quotation { "‘" } else { "“" }, span);
        }
        self.arguments(args, Ending::Quote, inside);
    }

    pub(super) fn line(&mut self, span: Range<usize>) {
        self.skip_option();
        if self.state.table {
            self.flush();
        } else {
            self.stand("\n", span);
        }
    }

    /// `\item`, and its label as a block of its own.
    pub(super) fn item(&mut self, args: &'static [Arg]) {
        self.flush();
        self.state.role = Role::Item;
        if !args.is_empty() {
            return self.arguments(args, Ending::Inline, self.state);
        }
        let open = self.lexer.at;
        if let Some(close) = self.groups.close(open).filter(|_| self.text[open..].starts_with('[')) {
            self.enter(close, Ending::Block, self.state, &[]);
            self.lexer.at = open + 1;
        }
    }

    /// Skips what defines a command.
    pub(super) fn define(&mut self, sort: Sort, bodies: &'static [Arg]) {
        match self.group(false).filter(|_| sort == Sort::Define) {
            Some((_, close)) => self.lexer.at = close + 1,
            None => self.skip_command(),
        }
        match sort {
            Sort::Define => {
                self.arguments(bodies, Ending::Inline, self.state);
                // `\newtheorem{x}{Théorème}[section]`
                self.skip_option();
            }
            Sort::Def => {
                let rest = &self.text.as_bytes()[self.lexer.at..];
                let open = rest.iter().take(PARAMETERS).position(|byte| matches!(byte, b'{' | b'\n'));
                let close = open.and_then(|open| self.groups.close(self.lexer.at + open));
                self.lexer.at = close.map_or(self.lexer.at, |close| close + 1);
            }
            _ => {
                self.lexer.at += usize::from(self.text[self.lexer.at..].starts_with('='));
                self.skip_command();
            }
        }
    }

    /// The text that an image has for those who do not see it, as a block of its own.
    pub(super) fn alternative(&mut self, name: &str) {
        let options = self.lexer.at;
        let Some(close) = self.groups.close(options).filter(|_| name == "includegraphics" && !self.state.hidden) else { return };
        let written = &self.text.as_bytes()[options..close.min(options + OPTIONS)];
        let Some(open) = memchr::memmem::find(written, b"alt={").map(|at| options + at + 4) else { return };
        let mut prose = Builder::default();
        symbols::copy(&mut prose, self.text, open + 1..self.groups.close(open).unwrap_or(open + 1));
        self.document.blocks.extend(prose.finish(Role::Paragraph, false));
    }

    /// Skips what stands in brackets right here.
    pub(super) fn skip_option(&mut self) {
        if self.text[self.lexer.at..].starts_with('[') {
            self.lexer.at = self.groups.close(self.lexer.at).map_or(self.lexer.at, |close| close + 1);
        }
    }

    /// `(lr)` behind `\cmidrule`.
    pub(super) fn skip_parameters(&mut self) {
        let rest = &self.text.as_bytes()[self.lexer.at..];
        if rest.starts_with(b"(") {
            self.lexer.at += rest.iter().take(PARAMETERS).position(|&byte| byte == b')').map_or(0, |at| at + 1);
        }
    }

    pub(super) fn skip_command(&mut self) {
        if self.text[self.lexer.at..].starts_with('\\') {
            self.lexer.next();
        }
    }
}
