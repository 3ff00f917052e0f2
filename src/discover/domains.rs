//! One site under different domains: the same name under another suffix, or a letter away.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::page::Page;
use super::places::{DocId, Place, Places};
use super::topics::is_story;
use super::{Disagreement, Side};
use crate::kind::KindName;
use crate::kind::domain::site::{Site, sites};
use crate::prose::Block;
use crate::source::SourceFile;

/// Letters from which on a name under two suffixes is one site, and from which on a letter more or less is a slip.
const NAMED_FROM: usize = 4;
const MISSPELLED_FROM: usize = 6;

/// Letters from which on two of them are a slip too, in documents of one story.
const LONG: usize = 12;

/// A name under two suffixes in more documents than this, each, belongs to a firm that has many.
const MANY: usize = 4;

/// The sites that documents name, by the domain that somebody registered (`coco.gg` of `www.coco.gg`).
#[derive(Debug, Default)]
pub(super) struct Domains {
    known: BTreeMap<String, Known>,
}

#[derive(Debug)]
struct Known {
    label: String,
    written: String,
    places: Places,
}

impl Domains {
    /// Adds the sites that a passage names.
    pub(super) fn read(&mut self, page: &Page<'_>) {
        for site in sites(page.passage.text) {
            let (place, written) = (page.place(site.span.clone()), &page.passage.text[site.span.clone()]);
            self.add(&site, written, place);
        }
    }

    /// Adds the site of a link's destination.
    pub(super) fn link(&mut self, doc: DocId, (file, block): (&SourceFile, &Block)) {
        let text = block.text(file.text());
        for site in sites(text) {
            self.add(&site, &text[site.span.clone()], Place::new(doc, block.to_source(site.span.clone())));
        }
    }

    fn add(&mut self, site: &Site, written: &str, place: Place) {
        let new = || Known { label: site.label.clone(), written: written.to_owned(), places: Places::default() };
        self.known.entry(site.name.clone()).or_insert_with(new).places.add(place);
    }

    /// Takes the sites of other documents in.
    pub(super) fn merge(&mut self, other: Self) {
        for (name, theirs) in other.known {
            match self.known.entry(name) {
                Entry::Vacant(entry) => drop(entry.insert(theirs)),
                Entry::Occupied(mut entry) => entry.get_mut().places.merge(theirs.places),
            }
        }
    }
}

/// Sites of the same label, and sites of the same suffix whose labels are a letter or two apart, in so many documents.
pub(super) fn compare(domains: &Domains, documents: usize) -> Vec<Disagreement> {
    let mut found = Vec::new();
    let mut by_label: BTreeMap<&str, Vec<&Known>> = BTreeMap::new();
    for known in domains.known.values() {
        by_label.entry(&known.label).or_default().push(known);
    }
    let labels: Vec<&str> = by_label.keys().copied().collect();
    for (label, sites) in by_label.iter().filter(|(label, sites)| sites.len() > 1 && label.chars().count() >= NAMED_FROM) {
        found.push(one_name(label, sites));
    }
    for (pair, apart) in near(&labels).into_iter().filter(|(_, apart)| *apart != Letters::Two || is_story(documents)) {
        let sides = pair.map(|label| by_label[label].as_slice());
        found.extend(one_site(sides, apart));
    }
    found
}

fn one_name(label: &str, sites: &[&Known]) -> Disagreement {
    let is_firm = sites.iter().filter(|site| site.places.documents() > MANY).count() > 1;
    let together = sites.iter().any(|site| sites.iter().any(|other| !std::ptr::eq(*site, *other) && site.places.meet(&other.places)));
    let confidence = match (is_firm, together) {
        (true, _) => 30,
        (false, true) => 65,
        (false, false) => 85,
    };
    let one = Disagreement::new(KindName::Domain, sites.iter().map(|site| site.side()).collect(), confidence);
    let one = one.why(format!("`{label}` stands under {} suffixes", sites.len()));
    match () {
        () if is_firm => one.why("each is in many documents, as the sites of a firm that has several"),
        () if together => one.why("a document has both: one may be a former name"),
        () => one,
    }
}

fn one_site([a, b]: [&[&Known]; 2], apart: Letters) -> Option<Disagreement> {
    let suffix = |site: &Known| site.written.to_lowercase().rsplit('.').next().map(str::to_owned);
    let (a, b) = a.iter().find_map(|a| b.iter().find(|b| suffix(a) == suffix(b)).map(|b| (a, b)))?;
    let together = a.places.meet(&b.places);
    let (confidence, why) = match apart {
        Letters::None => (80, "the names differ in hyphens alone"),
        Letters::One => (80, "the names are one letter apart"),
        Letters::Two => (65, "the names are two letters apart, of many"),
    };
    Some(Disagreement::new(KindName::Domain, vec![a.side(), b.side()], if together { 45 } else { confidence }).why(why))
}

/// How far two labels are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    None,
    One,
    Two,
}

/// How near two labels are; none where they are two names. Digits are no slips: `site1` and `site2` are two.
fn apart(a: &str, b: &str) -> Option<Letters> {
    let digits = |label: &str| label.chars().filter(char::is_ascii_digit).collect::<String>();
    let plain = |label: &str| label.replace('-', "");
    let shortest = plain(a).chars().count().min(plain(b).chars().count());
    match () {
        () if plain(a) == plain(b) => Some(Letters::None),
        () if a.len().abs_diff(b.len()) > 2 || digits(a) != digits(b) => None,
        () if strsim::osa_distance(a, b) == 1 => Some(Letters::One),
        () if shortest >= LONG && (lacks_two(&plain(a), &plain(b)) || lacks_two(&plain(b), &plain(a))) => Some(Letters::Two),
        () => None,
    }
}

/// Whether one has all letters of the other in order, but for two. Two that are others make another name: `ville-de-vannes`, `ville-de-nantes`.
fn lacks_two(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().count() + 2 == long.chars().count() && short.chars().all(|c| letters.any(|other| other == c))
}

/// Pairs of labels that begin alike and are near.
fn near<'a>(labels: &[&'a str]) -> Vec<([&'a str; 2], Letters)> {
    let mut by_start: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for label in labels.iter().filter(|label| label.chars().count() >= MISSPELLED_FROM) {
        by_start.entry(label.get(..2).unwrap_or_default()).or_default().push(label);
    }
    let pairs = by_start.values().flat_map(|group| {
        let later = |at: usize| group[at + 1..].iter();
        group.iter().enumerate().flat_map(move |(at, a)| later(at).filter_map(move |b| Some(([*a, *b], apart(a, b)?))))
    });
    pairs.collect()
}

impl Known {
    fn side(&self) -> Side {
        self.places.side(self.written.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::shelf::sorted as shown;

    #[test]
    fn labels_that_differ_in_hyphens_alone_are_near() {
        assert_eq!(near(&["ecrans-du-large", "ecransdularge"]), [(["ecrans-du-large", "ecransdularge"], Letters::None)]);
        assert!(near(&["ecrans-du-large", "ecrans-du-port"]).is_empty());
    }

    #[test]
    fn of_long_labels_two_letters_may_be_a_slip() {
        assert_eq!(apart("portmarshrowing", "portmarhrowin"), Some(Letters::Two));
        assert_eq!(apart("eauclaire-besse", "eauxclaires-besse"), Some(Letters::Two));
        for (a, b) in [
            ("marshrow", "mashro"),
            ("club-de-la-rive1", "club-de-la-rive2"),
            ("amis-du-lac-nord", "amis-du-lac-sud"),
            ("ville-de-vannes", "ville-de-nantes"),
        ] {
            assert_eq!(apart(a, b), None, "{a} {b}");
        }
        let texts = ["Write to portmarshrowing.org for a seat.", "The club is at portmarhrowin.org, says its head."];
        assert_eq!(shown(KindName::Domain, &texts), [["portmarhrowin.org", "portmarshrowing.org"]]);
    }
}
