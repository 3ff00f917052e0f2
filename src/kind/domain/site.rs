//! Running text → the sites in it, for who has no rules: domain names cut to what somebody registered.

use std::ops::Range;

use super::compare::{Name, is_file_suffix, suffix};
use super::read::{Setting, hosts};

/// A site that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Site {
    /// Bytes of the text: the name without the labels below it, `coco.gg` of `www.coco.gg`.
    pub(crate) span: Range<usize>,
    /// The same in lower case.
    pub(crate) name: String,
    /// The label that somebody registered, `coco`.
    pub(crate) label: String,
    /// It stands in an e-mail address.
    pub(crate) is_email: bool,
}

/// The sites of a text, in order. A bare name counts if its suffix is a public one and none that files have more often.
pub(crate) fn sites(text: &str) -> Vec<Site> {
    hosts(text)
        .iter()
        .filter_map(|host| {
            let name = Name::new(&host.name(0));
            suffix(&name.whole)?;
            if host.setting == Setting::Bare && (is_file_suffix(&name.suffix) || !host.is_cased(text)) || name.stem.is_empty() {
                return None;
            }
            let below = host.len().checked_sub(name.suffix.split('.').count() + 1)?;
            let label = name.label().to_owned();
            Some(Site { span: host.span(below), name: host.name(below), label, is_email: host.setting == Setting::Email })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_cut_to_what_was_registered() {
        let text = "www.coco.gg, git.Coco.co.uk/x, a@coco.fr, main.rs et fin.Il";
        let found: Vec<_> = sites(text).into_iter().map(|site| (site.name, site.label, site.is_email)).collect();
        let site = |name: &str, is_email| (name.to_owned(), "coco".to_owned(), is_email);
        assert_eq!(found, [site("coco.gg", false), site("coco.co.uk", false), site("coco.fr", true)]);
        assert_eq!(&text[sites(text)[1].span.clone()], "Coco.co.uk");
    }
}
