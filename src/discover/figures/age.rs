//! Whose age a number is: `Jayden Moffat, 24, said`, `Nadège Fauvel, 44 ans`. Two documents of one story give one person one age.

use super::unit::{Sort, Unit};
use crate::discover::context::is_name;
use crate::discover::surroundings::plain_key;
use crate::kind::figure::number::Number;
use crate::kind::name::form::is_office;
use crate::language::Language;
use crate::prose::fold;
use crate::prose::passage::Passage;

/// Nobody is older.
const OLDEST: f64 = 115.0;

/// A person by the words of the name that stand before an age.
pub(super) struct Person {
    /// The age as a unit of its own, which is that of whoever bears the last part of the name.
    pub(super) unit: Unit,
    /// The part before the last, where it is no title.
    pub(super) given: Option<u32>,
}

/// Whose age a number is, if its unit, or that it has none, lets it be one.
pub(super) fn person(passage: &Passage<'_>, number: &Number, unit: &Unit, language: Language) -> Option<Person> {
    let last = number.words.start.checked_sub(1)?;
    let value = *number.readings.first()?;
    let is_age = (1.0..=OLDEST).contains(&value) && value.fract() == 0.0 && number.upper.is_empty() && number.mark.is_none();
    let follows = passage.gap_before(number.words.start).trim() == "," && is_part(passage, last);
    if !is_age || !follows || !(is_bare(passage, number, unit) || is_years(passage, unit, language)) {
        return None;
    }
    let before = last.checked_sub(1).filter(|&at| passage.gap_after(at) == " " && is_part(passage, at));
    let key = |at: usize| plain_key(passage.text, &passage.words[at]);
    let given = before.map(key).filter(|&key| !is_office(key)).map(|key| key as u32);
    let family = fold::key(&format!("{} ^", fold::strip(passage.word(last)))) as u32;
    Some(Person { unit: Unit { key: family, sort: Sort::Age, crowd: false, ..unit.clone() }, given })
}

/// A capitalised word that is in no dictionary, or one beside such a word.
fn is_part(passage: &Passage<'_>, at: usize) -> bool {
    let is_written = |at: usize| passage.words[at].shape.is_capitalised() && !passage.words[at].shape.has_digit();
    let beside = at.checked_sub(1).is_some_and(|before| passage.gap_after(before) == " " && is_name(passage, before));
    is_written(at) && (is_name(passage, at) || beside)
}

/// A number between commas, or at an end.
fn is_bare(passage: &Passage<'_>, number: &Number, unit: &Unit) -> bool {
    let behind = passage.text[number.span.end..].chars().next();
    unit.sort == Sort::None && behind.is_none_or(|c| matches!(c, ',' | '.' | ';' | ')'))
}

fn is_years(passage: &Passage<'_>, unit: &Unit, language: Language) -> bool {
    let head = unit.next.checked_sub(1);
    unit.sort == Sort::Time && head.is_some_and(|at| language.tables().figure.ages.has_key(passage.words[at].key))
}
