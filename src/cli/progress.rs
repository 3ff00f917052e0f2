//! A line on a terminal's standard error that tells how far a long run is. It is gone when the run ends.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A run shorter than this needs no such line.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often it is drawn anew.
const STEP: Duration = Duration::from_millis(100);

/// Back to the line's start, and what stands there is erased.
const ERASE: &str = "\r\u{1b}[K";

/// A progress line, drawn by a thread of its own until [`Progress::end`].
pub(super) struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Shows how `checked` grows, where somebody sits at a terminal and wants to know.
    pub(super) fn start(checked: Arc<AtomicUsize>, quiet: bool) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        if quiet || dumb || !io::stderr().is_terminal() {
            return Self(None);
        }
        let (sender, ended) = mpsc::channel();
        let thread = thread::spawn(move || {
            let mut wait = PATIENCE;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                draw(checked.load(Ordering::Relaxed));
                wait = STEP;
            }
            if wait == STEP {
                show(ERASE);
            }
        });
        Self(Some((sender, thread)))
    }

    /// Erases the line.
    pub(super) fn end(self) {
        if let Some((sender, thread)) = self.0 {
            drop(sender);
            // A thread that failed has drawn nothing that matters.
            let _ = thread.join();
        }
    }
}

fn draw(checked: usize) {
    show(&format!("{ERASE}checked {} files …", grouped(checked)));
}

/// A terminal that has gone away is no failure.
fn show(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

/// `1234567` as `1,234,567`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
