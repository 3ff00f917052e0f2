//! Running text → the domain names in it.
//!
//! In: prose, or the destination of a link. Out: every [`Host`], written bare, in a URL or an e-mail address, plain or defanged
//! (`coco[.]gg`, `hxxp://`). Only the host of a URL is read: what stands in its path is somebody else's name of a page, as in the address
//! of an archive. Whether the name exists is not asked here.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::prose::{bits, fold};

/// A domain name as a text has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Host {
    /// Its labels, at least two: bytes of the text, and the label in lower case.
    labels: Vec<(Range<usize>, String)>,
    /// What it stands in.
    pub(crate) setting: Setting,
}

/// What a domain name stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Nothing: it may as well be a file name.
    Bare,
    /// A URL: it has a scheme, a path or `www.`.
    Url,
    /// An e-mail address.
    Email,
}

impl Host {
    /// How many labels it has.
    pub(crate) fn len(&self) -> usize {
        self.labels.len()
    }

    /// A label, in lower case.
    pub(crate) fn label(&self, at: usize) -> &str {
        &self.labels[at].1
    }

    /// The name from a label on, in lower case.
    pub(crate) fn name(&self, from: usize) -> String {
        self.labels[from..].iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>().join(".")
    }

    /// The bytes of the text from a label on.
    pub(crate) fn span(&self, from: usize) -> Range<usize> {
        let end = self.labels.last().map_or(0, |(range, _)| range.end);
        self.labels.get(from).map_or(end, |(range, _)| range.start)..end
    }

    /// A label as it is written.
    pub(crate) fn written<'a>(&self, text: &'a str, at: usize) -> &'a str {
        &text[self.labels[at].0.clone()]
    }

    /// Whether its capitals are those of a name: none at the end, or nothing else. `fin.Il` is two sentences.
    pub(crate) fn is_cased(&self, text: &str) -> bool {
        let upper = |at: usize| self.written(text, at).contains(char::is_uppercase);
        let lower = |at: usize| self.written(text, at).contains(char::is_lowercase);
        !upper(self.len() - 1) || !(0..self.len()).any(lower)
    }
}

/// The domain names of a text, in order.
pub(crate) fn hosts(text: &str) -> Vec<Host> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(dot) = next_dot(text, from) {
        let start = label_start(text, from, dot);
        let (labels, end) = labels(text, start);
        let before = setting(&text[..start]);
        let is_path = text[end..].starts_with(['/', ':', '?', '#']);
        let is_part = text[end..].starts_with(['@', '_', '\\']);
        if let Some(before) = before.filter(|_| !is_part && is_name(&labels)) {
            let is_url = labels[0].1 == "www" || text[end..].starts_with('/');
            let setting = if before == Setting::Bare && is_url { Setting::Url } else { before };
            found.push(Host { labels, setting });
        }
        from = if is_path { chunk_end(text, end) } else { end };
    }
    found
}

/// The next dot between two characters of labels.
fn next_dot(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let ends_label = |&at: &usize| at > from && is_label_byte(bytes[at - 1]);
    // A full stop mostly has white space behind it.
    let begins_label = |&at: &usize| bytes[at] != b'.' || bytes.get(at + 1).is_some_and(|&next| is_label_byte(next));
    let marks = bits::places(&bytes[from..], |byte| matches!(byte, b'.' | b'[' | b'(' | b'{')).map(|at| from + at);
    let mut dots = marks.filter(ends_label).filter(begins_label);
    dots.find(|&at| dot(text, at).is_some() && text[from..at].chars().next_back().is_some_and(is_label))
}

fn is_label_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte >= 0x80
}

fn is_label(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || is_combining_mark(c) || fold::is_ignorable(c)
}

/// The length of the dot at this byte, plain or defanged, if a label follows it.
fn dot(text: &str, at: usize) -> Option<usize> {
    const DOTS: [&str; 7] = [".", "[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}"];
    let rest = &text[at..];
    let len = DOTS.iter().find(|dot| rest.get(..dot.len()).is_some_and(|start| start.eq_ignore_ascii_case(dot)))?.len();
    rest[len..].chars().next().is_some_and(is_label).then_some(len)
}

fn label_start(text: &str, from: usize, dot: usize) -> usize {
    let kept = text[from..dot].trim_end_matches(is_label).len();
    let label = &text[from + kept..dot];
    from + kept + (label.len() - label.trim_start_matches('-').len())
}

/// The labels that begin here, and where the last ends.
fn labels(text: &str, start: usize) -> (Vec<(Range<usize>, String)>, usize) {
    let mut labels = Vec::new();
    let mut at = start;
    loop {
        let len = text[at..].find(|c| !is_label(c)).unwrap_or(text.len() - at);
        let after = at + len;
        let next = dot(text, after);
        // `a coco.gg-like site`: no suffix has a hyphen, but one that is encoded.
        let cut = if next.is_none() && !text[at..].starts_with("xn--") { text[at..after].find('-') } else { None };
        let end = cut.map_or(after, |cut| at + cut);
        labels.push((at..end, fold::lower(&text[at..end]).into_owned()));
        match next {
            Some(len) => at = after + len,
            None => return (labels, after),
        }
    }
}

/// Characters of the longest domain name there can be.
const LONGEST: usize = 253;

/// Two labels and more, none empty, the last no number, and not too long.
fn is_name(labels: &[(Range<usize>, String)]) -> bool {
    let length = labels.iter().map(|(_, label)| label.chars().count() + 1).sum::<usize>();
    let last_is_word = labels.last().is_some_and(|(_, last)| last.chars().count() > 1 && last.contains(char::is_alphabetic));
    labels.len() > 1 && length <= LONGEST + 1 && last_is_word && labels.iter().all(|(_, label)| !label.is_empty())
}

/// What a name is in that stands behind `before`; none for a handle, or a part of a path or of a query.
fn setting(before: &str) -> Option<Setting> {
    if before.ends_with("//") || before.ends_with("//]") {
        return Some(Setting::Url);
    }
    for at in ["@", "[@]", "[at]", "(at)"] {
        let Some(local) = before.strip_suffix(at) else { continue };
        let local = local.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '<' | '«' | '"' | ',')).next().unwrap_or(local);
        return match local {
            _ if local.contains("//") => Some(Setting::Url),
            "" => None,
            _ => (!local.starts_with('@')).then_some(Setting::Email),
        };
    }
    (!before.ends_with(['/', '\\', '#', '=', '&', '?', '%', '~', '_', '+', '$'])).then_some(Setting::Bare)
}

/// Where the run without white space or quotation marks ends.
fn chunk_end(text: &str, from: usize) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '»' | '”' | '<' | '>');
    text[from..].find(ends).map_or(text.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Setting)> {
        hosts(text).into_iter().map(|host| (text[host.span(0)].to_owned(), host.setting)).collect()
    }

    fn names(text: &str) -> Vec<String> {
        hosts(text).into_iter().map(|host| host.name(0)).collect()
    }

    #[test]
    fn names_are_read_in_every_setting() {
        use Setting::{Bare, Email, Url};
        assert_eq!(
            read("Coco.gg, (www.coco.gg) « git.coco.gg. » hxxp://coco.gg:80/a.b?c=d.fr et https://u:p@coco.gg, a.b@coco.gg"),
            [("Coco.gg", Bare), ("www.coco.gg", Url), ("git.coco.gg", Bare), ("coco.gg", Url), ("coco.gg", Url), ("coco.gg", Email)]
                .map(|(name, setting)| (name.to_owned(), setting))
        );
        assert_eq!(names("l’url Coco.fr’s coco.gg-like d’où coco.gg?"), ["coco.fr", "coco.gg", "coco.gg"]);
        assert_eq!(names("coco.fr,coco.gg;coco.io"), ["coco.fr", "coco.gg", "coco.io"]);
    }

    #[test]
    fn defanged_names_are_read_with_all_their_bytes() {
        let text = "coco[.]gg, hxxps[:]//www(.)coco[dot]co{.}uk/x, https[://]coco.gg, a[@]coco[.]gg et coco [.] gg";
        let spans: Vec<&str> = hosts(text).iter().map(|host| &text[host.span(0)]).collect();
        assert_eq!(spans, ["coco[.]gg", "www(.)coco[dot]co{.}uk", "coco.gg", "coco[.]gg"]);
        assert_eq!(names(text)[1], "www.coco.co.uk");
    }

    #[test]
    fn only_the_host_of_an_address_is_read() {
        assert_eq!(names("https://web.archive.org/web/2015/http://coco.fr/ puis"), ["web.archive.org"]);
        assert_eq!(names("../a/coco.md img/coco.png ?u=coco.fr @coco.fr @x@coco.fr #coco.fr a_b.fr coco.fr_x"), [""; 0]);
    }

    #[test]
    fn numbers_and_lone_dots_are_no_names() {
        assert_eq!(names(&"aa.".repeat(100)), [""; 0], "longer than any name");
        assert_eq!(names("3.5, 1.200.000, 10.0.0.1, fin. Il, a..b, [.]x, .fr, v2.1. Et…non.x"), [""; 0]);
    }

    #[test]
    fn a_capital_behind_the_dot_is_a_sentence() {
        let cased = |text: &str| hosts(text)[0].is_cased(text);
        assert!(cased("coco.gg") && cased("Coco.gg") && cased("COCO.GG") && cased("COCO.gg"));
        assert!(!cased("fin.Il") && !cased("M.Dupont") && !cased("coco.IL"));
    }

    proptest::proptest! {
        #[test]
        fn every_label_is_a_piece_of_the_text(text in "[a.\\[\\]@/:é\u{301}\u{ad}А1 -]{0,24}") {
            for host in hosts(&text) {
                for at in 0..host.len() {
                    assert!(!host.written(&text, at).is_empty() && text.get(host.span(at)).is_some());
                }
            }
        }
    }
}
