//! What all languages together know of a word, in one look-up: a person's name says little about the language of the text.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::form::tables;
use crate::keys::Identity;
use crate::language::Language;

/// The sorts of a word, a bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sorts(u8);

impl Sorts {
    /// A given name.
    pub(crate) const GIVEN: Self = Self(1);
    /// A title, an office, a trade.
    pub(crate) const OFFICE: Self = Self(2);
    /// A particle of names.
    pub(crate) const PARTICLE: Self = Self(4);
    /// Always written with a capital, and no person.
    pub(crate) const CAPITALISED: Self = Self(8);
    /// A city or a country.
    pub(crate) const PLACE: Self = Self(16);
    /// A frequent word.
    pub(crate) const FREQUENT: Self = Self(32);

    /// What is no family name that stands alone: each of them but a particle.
    pub(crate) const ORDINARY: Self = Self(1 | 2 | 8 | 16 | 32);

    /// Those of a word, by its key without accents.
    pub(crate) fn of(key: u64) -> Self {
        KNOWN.get(&key).copied().unwrap_or_default()
    }

    /// Whether it is of this sort, or of one of these.
    pub(crate) fn has(self, sort: Self) -> bool {
        self.0 & sort.0 != 0
    }
}

static KNOWN: LazyLock<HashMap<u64, Sorts, BuildHasherDefault<Identity>>> = LazyLock::new(|| {
    let mut known: HashMap<u64, Sorts, _> = HashMap::default();
    let mut add = |sort: Sorts, keys: &mut dyn Iterator<Item = u64>| keys.for_each(|key| known.entry(key).or_default().0 |= sort.0);
    for names in tables() {
        add(Sorts::GIVEN, &mut [&names.masculine, &names.feminine, &names.epicene].into_iter().flat_map(|list| list.keys()));
        add(Sorts::OFFICE, &mut names.titles.keys());
        add(Sorts::CAPITALISED, &mut names.capitalised.keys());
        add(Sorts::PLACE, &mut names.places.keys());
    }
    for language in Language::ALL {
        add(Sorts::PARTICLE, &mut language.tables().particles.keys());
        add(Sorts::FREQUENT, &mut language.frequent().iter().copied());
    }
    known
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::fold;

    #[test]
    fn a_word_has_the_sorts_of_every_language() {
        let has = |word: &str, sort| Sorts::of(fold::key(word)).has(sort);
        assert!(has("helene", Sorts::GIVEN) && has("andrew", Sorts::GIVEN) && !has("helene", Sorts::OFFICE));
        assert!(has("von", Sorts::PARTICLE) && has("monday", Sorts::CAPITALISED) && has("berlin", Sorts::PLACE));
        assert!(has("house", Sorts::FREQUENT) && has("maison", Sorts::FREQUENT) && !has("steidl", Sorts::FREQUENT));
    }
}
