//! The days and years that a sentence names, so that counts of different days are not held against each other.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;
use std::sync::LazyLock;

use crate::keys::Identity;
use crate::language::Language;
use crate::prose::fold;
use crate::prose::passage::Passage;

/// Days and years, each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct When {
    days: Vec<u16>,
    years: Vec<u16>,
}

/// Months from 1, weekdays from 21, by the key of their name.
static NAMES: LazyLock<HashMap<u64, u16, BuildHasherDefault<Identity>>> = LazyLock::new(|| {
    let mut names = HashMap::default();
    for date in Language::ALL.map(|language| &language.tables().date) {
        let key = |name: &String| fold::key(&fold::lower(name));
        names.extend(date.months.iter().map(|(name, month)| (key(name), u16::from(month.unsigned_abs()))));
        names.extend(date.weekdays.iter().map(|(name, day)| (key(name), 20 + u16::from(day.unsigned_abs()))));
    }
    names
});

/// How two sentences stand in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// They name no other days.
    Fit,
    /// One names a year, the other none.
    OneSided,
    /// They name different days or years.
    Differ,
}

impl When {
    /// What these words name.
    pub(super) fn of(passage: &Passage<'_>, words: Range<usize>) -> Self {
        let mut when = Self::default();
        for at in words.clone() {
            let word = &passage.words[at];
            if word.shape.has_digit() {
                let year = passage.word(at).parse::<u16>().ok().filter(|year| (1800..2100).contains(year) && passage.word(at).len() == 4);
                when.years.extend(year);
            } else if let Some(&name) = NAMES.get(&word.key) {
                let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter(|at| words.contains(at));
                let day = beside.filter_map(|at| passage.word(at).trim_end_matches(char::is_alphabetic).parse::<u16>().ok());
                let day = day.filter(|day| (1..=31).contains(day)).take(1).next();
                match (name, day) {
                    // A month alone holds every day of it.
                    (..=12, Some(day)) => when.days.push(name * 40 + day),
                    (21.., _) => when.days.push(name),
                    _ => {}
                }
            }
        }
        when.days.sort_unstable();
        when.years.sort_unstable();
        when
    }

    pub(super) fn against(&self, other: &Self) -> Times {
        let apart = |a: &[u16], b: &[u16]| !a.is_empty() && !b.is_empty() && a.iter().all(|value| !b.contains(value));
        match () {
            () if apart(&self.days, &other.days) || apart(&self.years, &other.years) => Times::Differ,
            () if self.years.is_empty() != other.years.is_empty() => Times::OneSided,
            () => Times::Fit,
        }
    }
}
