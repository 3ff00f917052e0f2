//! Names of the same letters: accents, hyphens, spaces and particles.

use std::collections::BTreeMap;

use super::Name;
use super::pairs::{Groups, is_given_name, is_name, key};
use super::read::is_camel;
use super::side::{Candidate, Difference, Spelling};
use crate::kind::name::form::is_given;

/// Letters of the shortest name of one word whose accents are compared.
const ALONE: usize = 5;

/// Pairs of the same letters that are written differently.
pub(super) fn candidates(groups: &Groups<'_>) -> Vec<Candidate> {
    let mut joined: BTreeMap<String, Vec<&Name>> = BTreeMap::new();
    let mut bare: BTreeMap<Vec<&str>, Vec<&Name>> = BTreeMap::new();
    for (letters, names) in &groups.full {
        for name in names.iter().filter(|name| is_told(name)) {
            joined.entry(letters_of(name)).or_default().push(name);
            bare.entry(letters.clone()).or_default().push(name);
        }
    }
    for (letters, names) in groups.alone.iter().filter(|(letters, _)| letters.chars().count() >= ALONE && is_name(letters)) {
        joined.entry((*letters).to_owned()).or_default().extend(names.iter().filter(|name| name.units[0].particles.is_empty()));
    }
    let mut found: Vec<Candidate> = joined.values().filter_map(|names| pair(names, Difference::Writing, is_same)).collect();
    let persons = bare.values().filter(|names| names.iter().any(|name| is_given_name(&name.units[0].letters)));
    found.extend(persons.filter_map(|names| pair(names, Difference::Particle, has_same_particles)));
    found
}

/// Somebody's name, or one that is made of no ordinary words.
fn is_told(name: &Name) -> bool {
    let given = name.units.first().is_some_and(|unit| is_given(key(&unit.letters)));
    given || (!is_camel(&name.written) && name.units.iter().all(|unit| is_name(&unit.letters)))
}

fn letters_of(name: &Name) -> String {
    name.units.iter().flat_map(|unit| [unit.bare_particles(), unit.letters.to_string()]).collect()
}

fn is_same(a: &Name, b: &Name) -> bool {
    a.units.len() == b.units.len() && a.units.iter().zip(&b.units).all(|(a, b)| a.is_written_as(b))
}

fn has_same_particles(a: &Name, b: &Name) -> bool {
    a.units.iter().zip(&b.units).all(|(a, b)| a.bare_particles() == b.bare_particles())
}

/// The two ways to write a name that most documents have, if there is more than one.
fn pair(names: &[&Name], difference: Difference, same: impl Fn(&Name, &Name) -> bool) -> Option<Candidate> {
    let mut ways: Vec<Vec<&Name>> = Vec::new();
    // Capitals may lack accents, so what is not in capitals comes first.
    let mut sorted = names.to_vec();
    sorted.sort_by_key(|name| name.units.iter().any(|unit| unit.upper));
    for name in sorted {
        match ways.iter_mut().find(|way| same(way[0], name)) {
            Some(way) => way.push(name),
            None => ways.push(vec![name]),
        }
    }
    let spelling = |way: &Vec<&Name>| Spelling::of(written_id(way[0]), way.iter().copied());
    let mut spellings: Vec<Spelling> = ways.iter().map(spelling).collect();
    spellings.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| a.id.cmp(&b.id)));
    let mut two = spellings.into_iter();
    let person = names.iter().any(|name| name.units.len() > 1 && is_given_name(&name.units[0].letters));
    Some(Candidate { sides: [two.next()?, two.next()?], difference, relatives: 1, person })
}

fn written_id(name: &Name) -> String {
    let mut id = String::new();
    name.units.iter().for_each(|unit| unit.write_key(&mut id));
    id
}
