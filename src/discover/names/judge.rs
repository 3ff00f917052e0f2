//! What stands around two spellings → how likely they are one name.

use std::collections::BTreeSet;

use super::near::is_other_sex;
use super::pairs::key;
use super::side::{Candidate, Difference, Judged, Spelling};
use crate::discover::DocId;
use crate::discover::against::SURE;
use crate::discover::surroundings::{Around, Surroundings};
use crate::discover::topics::{Pair, is_story, tell_one};
use crate::kind::name::form::{is_office, tables};
use crate::language::Language;
use crate::prose::fold;

/// What is needed to judge.
pub(super) struct Judge<'s> {
    pub(super) surroundings: &'s Surroundings,
    /// How many documents there are.
    pub(super) documents: usize,
    /// Which of them tell the same story.
    pub(super) stories: &'s [Pair],
}

/// What speaks for one name and against it.
#[derive(Debug, Default)]
struct Evidence {
    /// Words of content that both sentences have, at most.
    sentence: usize,
    /// Telling words that both paragraphs have, at most.
    paragraph: usize,
    /// An office or trade that both have.
    office: bool,
    /// Both have one, and not the same.
    offices_differ: bool,
    /// A word of kinship stands beside one.
    kin: bool,
    /// There are few documents, all of one story.
    story: bool,
    /// The documents are about the same.
    related: bool,
    /// A document has both.
    meet: bool,
    /// Their paragraphs are in two languages.
    foreign: bool,
    /// One is in French documents without any accents.
    plain: bool,
    /// The language of a paragraph is not known.
    strange: bool,
}

impl Evidence {
    /// Whether two given names of one family are said of the same person: what they do is the same, or what is said of them.
    fn is_one_person(&self) -> bool {
        let same = self.office || (self.sentence > 0 && !self.offices_differ);
        same && !self.meet && !self.kin
    }
}

impl Judge<'_> {
    /// The pair with its confidence; none if it is not worth a word.
    pub(super) fn judge(&self, candidate: Candidate) -> Option<Judged> {
        let evidence = self.evidence(&candidate);
        let (confidence, why) = match candidate.difference {
            Difference::Writing => writing(&candidate, &evidence),
            Difference::Particle => (if evidence.meet || evidence.foreign { 40 } else { 70 }, "the particle is missing in one".to_owned()),
            Difference::Part(slips, person) => part(slips, person, &evidence),
            Difference::Given => given(&candidate, &evidence),
            Difference::OtherGiven => other_given(&candidate, &evidence),
            Difference::Drafted => (0, "a given name that no source has, beside a family name of one person of theirs".to_owned()),
            Difference::Family => family(&candidate, &evidence),
            Difference::Single => single(&evidence),
        };
        let confidence = if self.departs(&candidate, &evidence) { confidence.max(SURE + 5) } else { confidence };
        if confidence == 0 {
            return None;
        }
        let unrelated = !evidence.related;
        let confidence = if unrelated { confidence.min(35) } else { confidence };
        let mut why = vec![why];
        why.push(if evidence.meet { "a document has both".to_owned() } else { "no document has both".to_owned() });
        let also = [
            (evidence.office, "both have the same office or trade"),
            (!evidence.office && evidence.sentence > 0, "their sentences share words"),
            (evidence.offices_differ, "their offices differ"),
            (evidence.kin, "a word of kinship stands beside one"),
            (unrelated, "the documents share little else"),
        ];
        why.extend(also.into_iter().filter(|(holds, _)| *holds).map(|(_, why)| why.to_owned()));
        Some(Judged { sides: candidate.sides, confidence, why })
    }

    /// Whether a draft has somebody of its sources with a given name that is none of theirs: they would say so of two people.
    fn departs(&self, candidate: &Candidate, evidence: &Evidence) -> bool {
        let given = matches!(candidate.difference, Difference::Given | Difference::OtherGiven | Difference::Drafted);
        let only = |side: &Spelling, draft: DocId| side.places.keys().all(|doc| *doc == draft);
        let own = |draft| candidate.sides.iter().any(|side| only(side, draft));
        given && evidence.is_one_person() && candidate.relatives == 2 && self.stories.first().and_then(Pair::draft).is_some_and(own)
    }

    fn evidence(&self, candidate: &Candidate) -> Evidence {
        let [a, b] = &candidate.sides;
        let own: BTreeSet<u64> = a.letters.iter().chain(&b.letters).map(|letters| fold::key(letters)).collect();
        let mut evidence = Evidence { meet: a.meets(b), story: is_story(self.documents), ..Evidence::default() };
        let all = |side: &Spelling| side.looked_at().filter_map(|place| self.surroundings.of(&place)).collect::<Vec<_>>();
        let (ones, others) = (all(a), all(b));
        for one in &ones {
            for other in &others {
                let shared = |a: &BTreeSet<u64>, b: &BTreeSet<u64>| a.intersection(b).filter(|word| !own.contains(word)).count();
                evidence.sentence = evidence.sentence.max(shared(&one.sentence, &other.sentence));
                evidence.paragraph = evidence.paragraph.max(shared(&one.telling, &other.telling));
                evidence.strange |= one.language.is_none() || other.language.is_none();
                evidence.foreign |= matches!((one.language, other.language), (Some(a), Some(b)) if a != b);
            }
        }
        let (mine, theirs) = (offices(&ones), offices(&others));
        evidence.office = mine.intersection(&theirs).next().is_some();
        evidence.offices_differ = !evidence.office && !mine.is_empty() && !theirs.is_empty();
        evidence.kin = ones.iter().chain(&others).any(|around| around.near.iter().any(|&word| is_kin(around.language, word)));
        let plain = |arounds: &[&Around]| arounds.iter().all(|around| around.plain && around.language == Some(Language::Fr));
        evidence.plain = plain(&ones) || plain(&others);
        let documents = || a.places.keys().take(6).flat_map(|a| b.places.keys().take(6).map(move |b| (*a, *b)));
        evidence.related = evidence.story || evidence.paragraph >= 3 || documents().any(|(a, b)| tell_one(self.stories, a, b));
        evidence
    }
}

/// What people do, by the words beside them.
fn offices(arounds: &[&Around]) -> BTreeSet<u64> {
    arounds.iter().flat_map(|around| &around.near).copied().filter(|&word| is_office(word) && !is_courtesy(word)).collect()
}

/// `M.`, `Madame`, `Dr`: everybody has one.
fn is_courtesy(word: u64) -> bool {
    let short = |language: Language| language.tables().abbreviations.has_key(word);
    Language::ALL.into_iter().any(short) || tables().any(|tables| tables.courtesy.has_key(word))
}

/// A word of kinship, of the language of the paragraph if that is known: `son` is one in English alone.
fn is_kin(language: Option<Language>, word: u64) -> bool {
    let has = |language: Language| language.tables().name.kin.has_key(word);
    language.map_or_else(|| Language::ALL.into_iter().any(has), has)
}

fn writing(candidate: &Candidate, evidence: &Evidence) -> (u8, String) {
    let [a, b] = &candidate.sides;
    let accents = fold::strip(&a.id.replace('^', "")) == fold::strip(&b.id.replace('^', ""));
    let alone = !a.text.contains(char::is_whitespace) && !b.text.contains(char::is_whitespace);
    let confidence = match () {
        () if accents && (evidence.foreign || evidence.plain) => 40,
        () if evidence.meet || (evidence.strange && !candidate.person) => 40,
        () if alone => 60,
        () => 85,
    };
    let what = if accents { "the same letters with other accents" } else { "the same letters with another hyphen, space or particle" };
    (confidence, what.to_owned())
}

fn part(slips: usize, person: bool, evidence: &Evidence) -> (u8, String) {
    let confidence = match () {
        () if evidence.meet => 45,
        // Of a language that is not known, any noun may have a capital.
        () if !person && (evidence.strange || evidence.foreign) => 40,
        () if evidence.offices_differ && (slips > 1 || evidence.paragraph == 0) => 45,
        () if evidence.offices_differ && evidence.sentence == 0 => 70,
        () if evidence.office || evidence.sentence > 0 => 93,
        () => 85,
    };
    let letters = if slips == 1 { "one letter" } else { "two letters" };
    (confidence - if slips > 1 && confidence > 50 { 8 } else { 0 }, format!("one part is {letters} apart and the others are the same"))
}

fn given(candidate: &Candidate, evidence: &Evidence) -> (u8, String) {
    let [a, b] = candidate.sides.each_ref().map(|side| side.letters.first().cloned().unwrap_or_default());
    let sexes = is_other_sex(&a, &b) || sex(&a).zip(sex(&b)).is_some_and(|(a, b)| a != b);
    let confidence = match () {
        () if evidence.meet => 20,
        () if sexes => {
            if evidence.office && evidence.sentence > 2 {
                50
            } else {
                35
            }
        }
        () if evidence.kin => {
            if evidence.office || evidence.sentence > 2 {
                60
            } else {
                40
            }
        }
        () if evidence.offices_differ && evidence.sentence < 2 => 40,
        () if candidate.relatives > 4 && evidence.sentence == 0 => 45,
        () if evidence.office || evidence.sentence > 0 => 85,
        () => 72,
    };
    let why = if sexes {
        "the given names of a man and a woman beside the same family name"
    } else {
        "given names a letter or two apart beside the same family name"
    };
    (confidence, why.to_owned())
}

fn other_given(candidate: &Candidate, evidence: &Evidence) -> (u8, String) {
    let [a, b] = candidate.sides.each_ref().map(|side| side.letters.first().cloned().unwrap_or_default());
    let sexes = sex(&a).zip(sex(&b)).is_some_and(|(a, b)| a != b);
    let confidence = match () {
        () if evidence.meet || sexes || evidence.offices_differ || candidate.relatives > 4 => 0,
        () if evidence.kin && evidence.paragraph < 1 => 20,
        () if evidence.kin && evidence.sentence < 2 => 30,
        () if evidence.office => 65,
        () if evidence.sentence > 1 => 60,
        () => 30,
    };
    (confidence, "given names that begin alike beside the same family name".to_owned())
}

fn family(candidate: &Candidate, evidence: &Evidence) -> (u8, String) {
    let titled = candidate.sides.iter().any(|side| side.titled);
    let confidence = match () {
        () if evidence.meet => 40,
        () if evidence.offices_differ && evidence.paragraph == 0 => 40,
        () if !candidate.person || (!evidence.story && !titled) => 40,
        () if titled || evidence.office || evidence.sentence > 0 => 80,
        () if evidence.paragraph > 0 => 62,
        () => 45,
    };
    (confidence, "a family name alone, one letter from that of a full name".to_owned())
}

fn single(evidence: &Evidence) -> (u8, String) {
    let confidence = match () {
        () if evidence.meet || evidence.foreign => 30,
        () if evidence.strange || (!evidence.story && evidence.paragraph < 4) => 40,
        () if evidence.paragraph > 1 => 72,
        () if evidence.sentence > 1 || evidence.paragraph > 0 => 60,
        () => 45,
    };
    (confidence, "names of one word, one letter apart".to_owned())
}

/// Whose given name it is, where the tables say it is one sex's alone: `true` a man's.
fn sex(given: &str) -> Option<bool> {
    let key = key(given);
    let has = |list: fn(&crate::language::NameTables) -> &crate::language::Plain| tables().any(|tables| list(tables).has_key(key));
    match (has(|tables| &tables.masculine), has(|tables| &tables.feminine), has(|tables| &tables.epicene)) {
        (true, false, false) => Some(true),
        (false, true, false) => Some(false),
        _ => None,
    }
}
