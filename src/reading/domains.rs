//! The domain names of a passage: in prose, in addresses of pages and of mail.

use std::ops::Range;

use super::{Content, Read, Taken};
use crate::kind::domain::compare::{Name, is_file_suffix, normal, suffix};
use crate::kind::domain::read::{Host, Setting, hosts};
use crate::prose::passage::Passage;

/// A domain name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainRead {
    /// All of it, in lower case, without `www.`: `news.coco.gg`.
    pub name: String,
    /// The name that somebody registered: `coco.gg`.
    pub registered: String,
}

/// The names whose suffix exists. A bare one that may as well be a file's is none.
pub fn read(passage: &Passage<'_>, taken: &Taken) -> Vec<Read> {
    hosts(passage.text).iter().filter_map(|host| one(passage, host)).filter(|read| !taken.has(&read.span)).collect()
}

fn one(passage: &Passage<'_>, host: &Host) -> Option<Read> {
    let name = normal(&host.name(0));
    let ending = suffix(&name)?;
    let bare = host.setting == Setting::Bare;
    if ending.len() == name.len() || !host.is_cased(passage.text) || (bare && is_file_suffix(ending)) {
        return None;
    }
    let parts = Name::new(&name);
    let registered = format!("{}.{}", parts.label(), parts.suffix);
    let span: Range<usize> = host.span(usize::from(host.label(0) == "www"));
    Some(Read { span, content: Content::Domain(DomainRead { name, registered }) })
}
