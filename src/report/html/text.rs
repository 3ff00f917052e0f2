//! Text from documents and rules → HTML. Nothing reaches the page but through here.

use std::fmt;

use crate::report::visible;

/// Text as one line: made visible as in the report for people, and escaped for elements and quoted attributes alike.
pub(super) struct Text<'a>(pub(super) &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Exact(&visible::line(self.0)).fmt(f)
    }
}

/// The same, each character for itself: the white space of a draft stays.
pub(super) struct Exact<'a>(pub(super) &'a str);

impl fmt::Display for Exact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = String::with_capacity(self.0.len() + 16);
        for c in self.0.chars() {
            match c {
                '&' => shown.push_str("&amp;"),
                '<' => shown.push_str("&lt;"),
                '>' => shown.push_str("&gt;"),
                '"' => shown.push_str("&quot;"),
                '\'' => shown.push_str("&#39;"),
                // A page must not hold them, in whatever way they are written.
                _ if is_noncharacter(c) => shown.push_str(&format!("‹U+{:04X}›", u32::from(c))),
                _ => visible::push(c, &mut shown),
            }
        }
        f.write_str(&shown)
    }
}

/// A message, help or note: one line, what stands between backticks set as such. An odd backtick belongs to the words themselves.
pub(super) struct Said<'a>(pub(super) &'a str);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<&str> = self.0.split('`').collect();
        if parts.len().is_multiple_of(2) {
            return Text(self.0).fmt(f);
        }
        for (index, part) in parts.into_iter().enumerate() {
            // Only what lies between two backticks has an odd index. Spaces at the edges are kept: `Exact` after `visible::line`.
            let part = visible::line(part);
            if index % 2 == 1 { write!(f, "<code>{}</code>", Exact(&part))? } else { Exact(&part).fmt(f)? }
        }
        Ok(())
    }
}

/// Whether a page may link to an address: only to the web, and only where nothing in it is hidden.
pub(super) fn is_link(url: &str) -> bool {
    let scheme = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (scheme("https://") || scheme("http://")) && !url.chars().any(|c| c.is_whitespace() || c.is_control() || visible::is_hidden(c))
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(Text("<b a='1' c=\"2\">&amp;\r\n  x").to_string(), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp; x");
        assert_eq!(Exact("a\t b\r\u{1b}\u{202e}\u{ffff}").to_string(), "a  b␍␛‹U+202E›‹U+FFFF›");
    }

    #[test]
    fn backticks_are_markup_only_in_pairs() {
        assert_eq!(Said("`a<b` is not `c`").to_string(), "<code>a&lt;b</code> is not <code>c</code>");
        assert_eq!(Said("`a`b`").to_string(), "`a`b`");
        assert_eq!(Said("plain").to_string(), "plain");
    }

    #[test]
    fn only_the_web_is_linked() {
        assert!(is_link("https://example.org/a?b=c&d") && is_link("HTTP://example.org"));
        for url in ["javascript:alert(1)", "data:text/html,x", "//example.org", "https:/x", "", "é", "https://a b", "https://a\u{202e}b"] {
            assert!(!is_link(url), "{url:?}");
        }
    }
}
