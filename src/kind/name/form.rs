//! A rule's forms → their parts, as they are compared.
//!
//! A part is a word that counts: particles (`de`, `von`), initials and abbreviated titles are none. `O’Rourke` is one part of two words.

use crate::finding::RuleId;
use crate::kind::Form as Extent;
use crate::language::{Language, NameTables};
use crate::prose::fold;
use crate::prose::words::{Shape, Word, words};

use super::joint::Joint;
use super::sorts::Sorts;

/// A name as it may be written.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) rule: RuleId,
    /// Whether it is all of the name or stands for it.
    pub(super) extent: Extent,
    /// At least one.
    pub(super) parts: Vec<Part>,
    /// It holds no given name: what stands before it says whose it is.
    pub(super) family_only: bool,
    /// Whether it may be found misspelled.
    pub(super) fuzzy: bool,
    /// The first part is a word of the language (`Saint`, `New`): it says less than a given name.
    pub(super) common_head: bool,
}

/// A word of a form that counts.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// As the rule writes it: `O’Rourke`.
    pub(super) written: String,
    /// `o` of `O’Rourke`.
    pub(super) prefix: Option<String>,
    /// Lower case, no accents, no prefix: `rourke`.
    pub(super) letters: String,
    /// How many letters it has, the prefix included.
    pub(super) count: usize,
    /// The particles before it, as they are written.
    pub(super) particles: Vec<String>,
    /// The same with its particles: `des Cars`.
    pub(super) whole: String,
    /// A hyphen joins it to the part before.
    pub(super) joined: bool,
}

impl Part {
    /// How far a misspelling beside an exact part may be; one or two letters are no evidence, and digits are never a slip.
    pub(super) fn reach(&self) -> usize {
        match self.count {
            0..=2 => 0,
            _ if self.letters.contains(|c: char| c.is_numeric()) => 0,
            3..=6 => 1,
            _ => 2,
        }
    }

    /// Its letters with its particles or its prefix run into them (`descars` for des Cars), where it has any.
    pub(super) fn merged(&self) -> Option<String> {
        let run = || self.whole.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        self.merged_from().map(|_| fold::strip(&run()).into_owned())
    }

    /// Of how many bytes a word with particles or prefix run into it is at least; none where the part has neither.
    pub(super) fn merged_from(&self) -> Option<usize> {
        let before: usize = self.particles.iter().map(String::as_str).chain(self.prefix.as_deref()).map(str::len).sum();
        (before > 0).then_some(before + self.letters.len())
    }
}

impl Form {
    /// The form of a text; none where it has no part.
    pub(super) fn read(rule: RuleId, text: &str, extent: Extent, fuzzy: bool) -> Option<Self> {
        let parts = parts(text);
        let common_head = parts.len() > 1 && is_common_head(parts.first()?);
        (!parts.is_empty()).then_some(Self { rule, extent, parts, family_only: false, fuzzy, common_head })
    }

    /// The form that stands for a name of two or three words: its last word, or the first where the family name stands first.
    pub(super) fn default_short(&self, family_first: bool) -> Option<Self> {
        let starts: Vec<usize> = (0..self.parts.len()).filter(|&i| i == 0 || !self.parts[i].joined).collect();
        let (2 | 3) = starts.len() else { return None };
        let parts = if family_first { &self.parts[..starts[1]] } else { &self.parts[starts[starts.len() - 1]..] };
        let capitalised = Shape::of(&parts.first()?.written).is_capitalised();
        capitalised.then(|| Self {
            rule: self.rule,
            extent: Extent::Short,
            parts: parts.to_vec(),
            family_only: true,
            fuzzy: self.fuzzy,
            common_head: parts.len() > 1 && is_common_head(&parts[0]),
        })
    }

    /// Whether its parts are the last ones of another form, and not all.
    pub(super) fn is_end_of(&self, other: &Self) -> bool {
        let letters = |parts: &[Part]| parts.iter().map(|part| part.letters.clone()).collect::<Vec<_>>();
        self.parts.len() < other.parts.len() && letters(&other.parts).ends_with(&letters(&self.parts))
    }

    /// One word that stands for the whole: a place, a ship, somebody of one name.
    pub(super) fn is_single(&self) -> bool {
        self.parts.len() == 1
    }
}

/// A frequent word that is no given name.
fn is_common_head(part: &Part) -> bool {
    let key = fold::key(&part.letters);
    Sorts::of(key).has(Sorts::FREQUENT) && !is_given(key)
}

/// Whether the key of a word without accents is that of a given name of any language.
pub(crate) fn is_given(key: u64) -> bool {
    Sorts::of(key).has(Sorts::GIVEN)
}

/// What all languages know of names: a person's name says little about the language of the text.
pub(crate) fn tables() -> impl Iterator<Item = &'static NameTables> {
    Language::ALL.into_iter().map(|language| &*language.tables().name)
}

/// Whether a word is a particle of names in any language.
pub(crate) fn is_particle(key: u64) -> bool {
    Sorts::of(key).has(Sorts::PARTICLE)
}

fn parts(text: &str) -> Vec<Part> {
    let mut run = Vec::new();
    words(text, &mut run);
    let joint = |at: usize| run.get(at + 1).map_or(Joint::Other, |next: &Word| Joint::of(&text[run[at].end as usize..next.start as usize]));
    let mut found: Vec<Part> = Vec::new();
    let (mut particles, mut prefix, mut hyphens) = (Vec::new(), None, true);
    let mut from = 0;
    for (at, word) in run.iter().enumerate() {
        let written = word.text(text);
        let last = at + 1 == run.len();
        hyphens &= at == 0 || prefix.is_some() || joint(at - 1) == Joint::Hyphen;
        if !last && joint(at) == Joint::Apostrophe && word.shape.is_capitalised() && written.chars().count() <= 2 {
            prefix = Some(word);
        } else if !last && is_title(word, written) {
            continue;
        } else if !last && is_no_part(word, written, found.is_empty()) {
            if particles.is_empty() {
                from = word.start as usize;
            }
            particles.push(written.to_owned());
        } else {
            let start = prefix.map_or(word.start, |prefix: &Word| prefix.start) as usize;
            let letters = fold::strip(written).into_owned();
            let prefix = prefix.take().map(|prefix| fold::strip(prefix.text(text)).into_owned());
            let count = letters.chars().count() + prefix.as_ref().map_or(0, |prefix| prefix.chars().count());
            let whole = text[if particles.is_empty() { start } else { from }..word.end as usize].to_owned();
            let written = text[start..word.end as usize].to_owned();
            found.push(Part { written, prefix, letters, count, particles: std::mem::take(&mut particles), whole, joined: hyphens });
            hyphens = true;
        }
    }
    found
}

/// `Mgr`, `Dr`: abbreviated titles are no parts of a name. Those written out (`Pope Francis`) may be all that tells it from others.
fn is_title(word: &Word, written: &str) -> bool {
    let abbreviated = Language::ALL.iter().any(|language| language.tables().abbreviations.has_key(word.key));
    abbreviated && is_office(fold::key(&fold::strip(written)))
}

/// Whether the key of a word without accents is that of a title or an office.
pub(crate) fn is_office(key: u64) -> bool {
    Sorts::of(key).has(Sorts::OFFICE)
}

/// Particles and initials; `Ben` and `Al` at the beginning are given names.
fn is_no_part(word: &Word, written: &str, first: bool) -> bool {
    let initial = word.shape.is_capitalised() && written.chars().count() == 1;
    let given = first && word.shape.is_capitalised() && is_given(fold::key(&fold::strip(written)));
    initial || (is_particle(word.key) && !given)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Form {
        Form::read(RuleId(0), text, Extent::Full, true).expect("a form")
    }

    fn letters(form: &Form) -> Vec<&str> {
        form.parts.iter().map(|part| part.letters.as_str()).collect()
    }

    #[test]
    fn particles_initials_and_abbreviated_titles_are_no_parts() {
        assert_eq!(letters(&form("Eugène Viollet-le-Duc")), ["eugene", "viollet", "duc"]);
        assert_eq!(letters(&form("John F. Kennedy")), ["john", "kennedy"]);
        assert_eq!(letters(&form("Mgr Laurent Ulrich")), ["laurent", "ulrich"]);
        assert_eq!(letters(&form("Valéry Giscard d’Estaing")), ["valery", "giscard", "estaing"]);
        assert_eq!(letters(&form("Ben Stiller")), ["ben", "stiller"]);
        assert_eq!(form("Siobhan O’Rourke").parts[1].prefix.as_deref(), Some("o"));
        assert_eq!(form("Siobhan O’Rourke").parts[1].written, "O’Rourke");
    }

    #[test]
    fn the_last_word_of_two_or_three_stands_alone() {
        let short = |text: &str, first: bool| form(text).default_short(first).map(|form| letters(&form).join(" "));
        assert_eq!(short("Yves Le Dantec", false).as_deref(), Some("dantec"));
        assert_eq!(short("Eugène Viollet-le-Duc", false).as_deref(), Some("viollet duc"));
        assert_eq!(short("David-Olivier Kaminski", false).as_deref(), Some("kaminski"));
        assert_eq!(short("Takahara Mitsuko", true).as_deref(), Some("takahara"));
        assert_eq!(short("Dorlian Ronial Castillo Cabrera", false), None);
        assert_eq!(short("Médecins sans frontières", false), None);
        assert_eq!(short("Gwalarn", false), None);
    }
}
