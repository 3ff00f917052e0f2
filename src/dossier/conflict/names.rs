//! Names that are one letter apart: two people, or one of them misspelled.
//!
//! Two names with one slip between them share all parts but one, and of that one a word that comes of each by deleting at most one letter. All
//! these are hashed, and only what shares a hash is compared.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Finder, canonical, folded, set};
use crate::dossier::{Rule, Text};
use crate::kind::Fact;
use crate::kind::name::fact::Name;
use crate::kind::name::form::is_given;
use crate::prose::fold;
use crate::prose::words::words;

/// Letters of the shortest part in which one letter is likely a slip: `Li` and `Lu` are two families.
const SHORTEST: usize = 5;

/// With how many of those that share a hash a name is compared: where there are more, most of them are equal.
const MOST: usize = 16;

/// A name by its parts, without case and accents.
struct Spelled<'a> {
    rule: &'a Rule,
    name: &'a Name,
    parts: Vec<String>,
}

impl<'a> Finder<'a> {
    /// The check tells such names apart, but one of the two rules may be wrong: a doubt.
    pub(super) fn names(&mut self) {
        let names: Vec<Spelled<'a>> = self.rules.iter().filter_map(spelled).collect();
        let mut told: HashSet<(usize, usize)> = HashSet::new();
        for same in candidates(&names).chunk_by(|a, b| a.0 == b.0) {
            for (first, &(_, at)) in same.iter().enumerate() {
                for &(_, next) in same[first + 1..].iter().take(MOST) {
                    if is_doubtful(&names[at], &names[next]) && told.insert((at, next)) {
                        self.alike(&names[at], &names[next]);
                    }
                }
            }
        }
    }

    fn alike(&mut self, one: &Spelled<'a>, other: &Spelled<'a>) {
        let message = format!("the names of [{}] and [{}] are one letter apart", one.rule.code, other.rule.code);
        let here = (canonical(one.rule), "this here".to_owned());
        let there = (canonical(other.rule), "and this here".to_owned());
        let help = "where they are two people, say so: `distinct = […]` of either rule; else make one rule of the two";
        self.doubt(&one.rule.code, message, here, there, help);
    }
}

fn spelled(rule: &Rule) -> Option<Spelled<'_>> {
    let Fact::Name(name) = &rule.fact else { return None };
    let text = &name.canonical.value;
    let mut run = Vec::new();
    words(text, &mut run);
    Some(Spelled { rule, name, parts: run.iter().map(|word| fold::strip(word.text(text)).into_owned()).collect() })
}

/// Hashes of each name with one of its parts as it is, or with one letter less, and whose they are; sorted.
fn candidates(names: &[Spelled<'_>]) -> Vec<(u64, usize)> {
    let mut found = Vec::new();
    for (at, name) in names.iter().enumerate() {
        for (place, part) in name.parts.iter().enumerate().filter(|(_, part)| part.chars().count() >= SHORTEST) {
            let mut rest = DefaultHasher::new();
            place.hash(&mut rest);
            name.parts.iter().enumerate().filter(|(other, _)| *other != place).for_each(|(_, part)| part.hash(&mut rest));
            let mut add = |start: &str, end: &str| {
                let mut hasher = rest.clone();
                start.bytes().chain(end.bytes()).for_each(|byte| byte.hash(&mut hasher));
                found.push((hasher.finish(), at));
            };
            add(part, "");
            part.char_indices().for_each(|(i, c)| add(&part[..i], &part[i + c.len_utf8()..]));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// One part differs, by one letter, and neither rule knows of the other.
fn is_doubtful(one: &Spelled<'_>, other: &Spelled<'_>) -> bool {
    let same_scope = || set(&one.rule.near) == set(&other.rule.near) && set(&one.rule.unless_near) == set(&other.rule.unless_near);
    if one.parts.len() != other.parts.len() || one.name.canonical.value == other.name.canonical.value {
        return false;
    }
    let mut differing = one.parts.iter().zip(&other.parts).filter(|(a, b)| a != b);
    let slip = match (differing.next(), differing.next()) {
        // Accents or case alone.
        (None, _) => true,
        (Some((a, b)), None) => {
            let both_given = [a, b].iter().all(|part| is_given(fold::key(part)));
            let long = a.chars().count().min(b.chars().count()) >= SHORTEST;
            let numbered = a.contains(|c: char| c.is_numeric()) || b.contains(|c: char| c.is_numeric());
            long && !both_given && !numbered && strsim::osa_distance(a, b) == 1
        }
        _ => false,
    };
    slip && same_scope() && !knows(one, other) && !knows(other, one)
}

/// Whether a rule lists the other's name, or the part of it that differs.
fn knows(one: &Spelled<'_>, other: &Spelled<'_>) -> bool {
    let canonical = folded(&other.name.canonical.value);
    let name = |text: &Text| folded(&text.value);
    let listed = one.name.distinct.iter().chain(&one.name.accept).chain(&one.name.reject);
    let parts = || other.parts.iter().filter(|part| !one.parts.contains(part));
    { listed }
        .any(|text| name(text) == canonical || parts().any(|part| fold::strip(&text.value).split_whitespace().any(|word| word == part)))
}
