//! A form that stands in a passage → what is said of it: agrees, misspelled, accents, case.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::finding::{DeviationName, Origin, Safety, Severity};
use crate::kind::wording::one_line;
use crate::kind::{Deviation, Form as Extent, Mention, Verdict};
use crate::prose::fold;
use crate::prose::passage::Passage;
use crate::trace::Reason;

use super::align::{Alignment, Place};
use super::around::is_headline;
use super::form::{Form, Part};
use super::judge::{is_whole_name, may_lack_accents_alone};

/// What is wrong with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Misspelled,
    Accents,
    Case,
}

/// Words of a passage, the text they should have, and what is wrong with them.
struct Faulty {
    words: Range<usize>,
    right: String,
    fault: Fault,
}

/// All that is wrong with a form where it stands, in the order of the words.
fn faults(passage: &Passage<'_>, form: &Form, found: &Alignment) -> Vec<Faulty> {
    let mut faulty: Vec<Faulty> =
        found.parts.iter().zip(&form.parts).filter_map(|(place, part)| fault(passage, form, place, part)).collect();
    faulty.extend(particle_faults(passage, form, found));
    faulty.sort_by_key(|faulty| faulty.words.start);
    faulty
}

/// How many words are wrong with a form where it stands: of the forms of a rule that are alike but for accents and capitals, the draft
/// means the one that it has.
pub(super) fn wrong(passage: &Passage<'_>, form: &Form, found: &Alignment) -> usize {
    faults(passage, form, found).len()
}

/// The mentions that an alignment makes: one that agrees, or one for each sort of fault.
pub(super) fn mentions(passage: &Passage<'_>, form: &Form, found: &Alignment, mentions: &mut Vec<Mention>) {
    let faulty = faults(passage, form, found);
    let mut said: Vec<Range<usize>> = Vec::new();
    for fault in [Fault::Misspelled, Fault::Accents, Fault::Case] {
        let mine: Vec<&Faulty> = faulty.iter().filter(|faulty| faulty.fault == fault).collect();
        let words = words_of(&mine);
        if !mine.is_empty() && said.iter().all(|said| said.end <= words.start || words.end <= said.start) {
            mentions.push(deviation(passage, form, found, fault, &mine));
            said.push(words);
        }
    }
    if said.is_empty() {
        let span = passage.span(found.words());
        passage.explain(form.rule, span.clone(), || match form.extent {
            Extent::Full => Reason::agrees("the name, or an accepted form of it"),
            Extent::Short => Reason::agrees("a form that stands for the name"),
        });
        mentions.push(Mention { origin: Origin::Rule(form.rule), span, form: form.extent, verdict: Verdict::Agrees });
    }
}

/// The mention for a name that stands all in small letters.
pub(super) fn small_letters(passage: &Passage<'_>, rule: Origin, words: Range<usize>, canonical: &str) -> Mention {
    let span = passage.span(words);
    phrase(Fault::Case, &passage.text[span.clone()], canonical).replace(canonical, Safety::Safe).at(rule, span, Extent::Full)
}

fn deviation(passage: &Passage<'_>, form: &Form, found: &Alignment, fault: Fault, faulty: &[&Faulty]) -> Mention {
    let span = passage.span(words_of(faulty));
    let right = put_right(passage, faulty);
    let alone = form.is_single();
    let safety = if alone { Safety::Unsafe } else { Safety::Safe };
    let extent = if alone { Extent::Short } else { Extent::Full };
    let deviation = phrase(fault, &passage.text[span.clone()], &right).replace(right, safety);
    // A part alone would be a form that stands for the whole name. Turned round, it is no form but an entry of a list.
    let deviation = if found.turned { deviation } else { deviation.or_accept(&passage.text[passage.span(found.words())]) };
    deviation.at(Origin::Rule(form.rule), span, extent)
}

fn words_of(faulty: &[&Faulty]) -> Range<usize> {
    faulty.first().map_or(0, |first| first.words.start)..faulty.last().map_or(0, |last| last.words.end)
}

fn phrase(fault: Fault, written: &str, right: &str) -> Deviation {
    let (written, shown) = (one_line(written), one_line(right));
    let (name, severity, message, label) = match fault {
        Fault::Misspelled => (
            DeviationName::Misspelled,
            Severity::Error,
            format!("`{written}` is not how the sources spell this name"),
            format!("spelled `{shown}` in the sources"),
        ),
        Fault::Accents => (
            DeviationName::Accents,
            Severity::Warning,
            format!("`{written}` does not have the accents of this name"),
            format!("`{shown}` in the sources"),
        ),
        Fault::Case => (
            DeviationName::Case,
            Severity::Warning,
            format!("`{written}` does not have the capitals of this name"),
            format!("`{shown}` in the sources"),
        ),
    };
    Deviation::new(name, severity, message, label)
}

/// The words from the first faulty one to the last, put right; what stands between them stays.
fn put_right(passage: &Passage<'_>, faulty: &[&Faulty]) -> String {
    let mut right = String::new();
    let mut end = None;
    for faulty in faulty {
        let span = passage.span(faulty.words.clone());
        right.push_str(end.map_or("", |end| &passage.text[end..span.start]));
        right.push_str(&faulty.right);
        end = Some(span.end);
    }
    right
}

fn fault(passage: &Passage<'_>, form: &Form, place: &Place, part: &Part) -> Option<Faulty> {
    let written = &passage.text[passage.span(place.words.clone())];
    let single = form.is_single();
    let fault = if place.distance > 0 {
        Fault::Misspelled
    } else if form.fuzzy && accents_differ(written, &part.written) {
        // A family name alone in other accents may be somebody else's.
        (!single || may_lack_accents_alone(passage, form) || is_whole_name(passage, form)).then_some(Fault::Accents)?
    } else if form.fuzzy && !single && case_differs(written, &part.written) && !is_capital_of_sentence(passage, place, part) {
        Fault::Case
    } else {
        return None;
    };
    let right = if place.merged { &part.whole } else { &part.written };
    Some(Faulty { words: place.words.clone(), right: in_case(written, right), fault })
}

fn particle_faults(passage: &Passage<'_>, form: &Form, found: &Alignment) -> Vec<Faulty> {
    if form.is_single() || !form.fuzzy || found.particles.is_empty() {
        return Vec::new();
    }
    let headline = is_headline(passage, passage.words[found.words().start].start as usize);
    let differing = found.particles.iter().filter_map(|&(at, part, which)| {
        let (written, right) = (passage.word(at), &form.parts[part].particles[which]);
        let differs = !headline && !passage.words[at].shape.is_upper() && case_differs(written, right);
        differs.then(|| Faulty { words: at..at + 1, right: right.clone(), fault: Fault::Case })
    });
    differing.collect()
}

/// A name that begins with a small letter has a capital at the start of a sentence and in a headline.
fn is_capital_of_sentence(passage: &Passage<'_>, place: &Place, part: &Part) -> bool {
    let small = part.written.chars().next().is_some_and(char::is_lowercase);
    small && (passage.opens_sentence(place.words.start) || is_headline(passage, passage.words[place.words.start].start as usize))
}

/// Whether a letter has another accent than it should. Capitals may lack theirs.
fn accents_differ(written: &str, right: &str) -> bool {
    let letters = |text: &str| -> Vec<char> { text.nfc().filter(|c| c.is_alphabetic()).collect() };
    let (written, right) = (letters(written), letters(right));
    if written.len() != right.len() {
        return false;
    }
    written.iter().zip(&right).any(|(&a, &b)| {
        let plain = fold::strip(a.encode_utf8(&mut [0; 4])).into_owned();
        let same = a.to_lowercase().eq(b.to_lowercase());
        let bare = a.is_uppercase() && a.to_lowercase().eq(plain.chars());
        !same && !bare
    })
}

/// Whether capitals and small letters stand elsewhere than they should. A word in capitals is right, and so is `McALLISTER`.
fn case_differs(written: &str, right: &str) -> bool {
    let capitals = |text: &str| -> Vec<bool> { text.nfc().filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect() };
    let (written, right) = (capitals(written), capitals(right));
    let shouted = written.len() > 1 && written.first() == Some(&true) && written.last() == Some(&true);
    written.len() == right.len() && written != right && !shouted
}

/// The right text in the case of what stands there: all in capitals, or as it is.
fn in_case(written: &str, right: &str) -> String {
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let upper = written.chars().filter(|c| c.is_alphabetic()).count() > 1 && letters.all(char::is_uppercase);
    if upper { right.to_uppercase() } else { right.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Checker;
    use crate::dossier::load::load;
    use crate::source::SourceFile;

    #[test]
    fn capitals_may_lack_accents_and_small_letters_may_not() {
        assert!(accents_differ("Gerald", "Gérald") && accents_differ("Hèlène", "Hélène") && accents_differ("Stéidl", "Steidl"));
        assert!(!accents_differ("GERALD", "Gérald") && !accents_differ("Eric", "Éric") && !accents_differ("E\u{301}ric", "Éric"));
        assert!(accents_differ("HÈLENE", "Hélène"));
    }

    #[test]
    fn words_in_capitals_are_right_in_case() {
        assert!(!case_differs("MCALLISTER", "McAllister") && !case_differs("McALLISTER", "McAllister"));
        assert!(case_differs("Mcallister", "McAllister") && case_differs("durov", "Durov") && case_differs("Le", "le"));
        assert_eq!(in_case("STEIDEL", "Steidl"), "STEIDL");
        assert_eq!(in_case("O’Rorke", "O’Rourke"), "O’Rourke");
    }

    #[test]
    fn an_accepted_form_with_other_accents_is_right() {
        let found = |accept: &str, text: &str| {
            let dossier = format!("[name.a]\ncanonical = \"Eric Schnur\"\n{accept}");
            let (rules, problems) = load(vec![SourceFile::from_text("d.toml", dossier)]);
            assert!(problems.is_empty(), "{problems:?}");
            Checker::new(&rules, jiff::civil::date(2026, 1, 1)).check_text("a.txt", text).len()
        };
        let accept = "accept = [\"Éric Schnur\"]\n";
        for text in ["Éric Schnur est parti.", "Selon lui, Éric Schnur est là.", "Eric Schnur et Éric Schnur."] {
            assert_eq!((found(accept, text), found("", text)), (0, 1), "{text}");
        }
        assert_eq!(found(accept, "Selon lui, Èric Schnur est là."), 1);
    }
}
