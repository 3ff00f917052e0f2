//! A run of words and a form with its letters → what comes of it: agreement, a wrong form, a rejected one, or nothing.

use super::index::{Form, Sort};
use super::place::{Run, SHORT};
use super::spelling::Difference;
use crate::finding::{DeviationName, Safety, Severity};
use crate::kind::Deviation;
use crate::kind::wording::{capitalised, one_line};
use crate::language::Language;

/// Letters of a term from which on a single letter, or an accent, may be a slip.
pub(super) const FUZZY_FROM: usize = 7;

/// What a run of words is to a rule; where two forms fit the same words the first of these counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It is the term.
    Agrees,
    /// It is a form that the rule rejects.
    Rejected,
    /// It is the term, written otherwise.
    Form,
}

/// What a run is to the rule of a form that has its letters; why it is nothing, if these are other words.
pub(super) fn judge(run: &Run<'_, '_>, form: &Form, has_expansion: bool) -> Result<Standing, &'static str> {
    let difference = run.spelling.difference(&form.spelling).ok_or("other letters, or punctuation between the words")?;
    if run.passage.is_address(run.span().start) {
        return Err("part of an address, a handle or code");
    }
    let exact = !difference.gaps && !difference.accents;
    match form.sort {
        Sort::Canonical if exact && run.explains(&difference) => return Ok(Standing::Agrees),
        Sort::Accept if exact && (!form.recased || run.explains(&difference)) => return Ok(Standing::Agrees),
        Sort::Reject if !exact => return Err("near a rejected form, which is exact but for case"),
        _ => {}
    }
    match () {
        () if run.is_part() => return Err("part of an identifier, of code or of a longer compound"),
        () if run.is_common(form, has_expansion) => return Err("common words here, not the term"),
        () if is_other(run, form, &difference) => return Err("another name, or right by grammar"),
        () => {}
    }
    let long_enough = !difference.accents || form.spelling.len() >= FUZZY_FROM;
    match form.sort {
        Sort::Reject => Ok(Standing::Rejected),
        _ if long_enough => Ok(Standing::Form),
        _ => Err("too short for another accent to be a slip"),
    }
}

/// Whether a run is another name, or right by grammar: an acronym's plural in other dress is another acronym (`VMS` is no `VMs`), a short
/// one in mixed case a unit (`uS`); a term in small letters is, with capitals, a part of a name (`Filesystem Hierarchy Standard`), and
/// takes a hyphen in English where it qualifies what follows (`open-source software`).
fn is_other(run: &Run<'_, '_>, form: &Form, difference: &Difference) -> bool {
    if form.is_acronym() && !difference.case.is_empty() && !run.is_in_capitals() {
        return form.plural || (form.spelling.len() <= SHORT && !difference.gaps && !run.spelling.is_plain());
    }
    let small = !form.spelling.has_capitals();
    let english = difference.gaps && run.passage.language() != Some(Language::Fr) && form.spelling.words() == run.spelling.words();
    small && (english || (run.spelling.has_capitals() && run.stands_beside_a_name(true)))
}

/// The report of a wrong form.
pub(super) fn wrong_form(run: &Run<'_, '_>, right: &str) -> Deviation {
    let (shown, right) = (one_line(&run.passage.text[run.span()]), in_place(run, right));
    Deviation::new(
        DeviationName::Form,
        Severity::Warning,
        format!("`{shown}` is not how the sources write this term"),
        format!("written `{right}` in the sources"),
    )
    .replace(right, Safety::Safe)
    .or_accept(&shown)
}

/// The report of a rejected form.
pub(super) fn rejected(run: &Run<'_, '_>, right: &str) -> Deviation {
    let (shown, right) = (one_line(&run.passage.text[run.span()]), in_place(run, right));
    Deviation::new(
        DeviationName::Rejected,
        Severity::Error,
        format!("`{shown}` is not the right term"),
        format!("`{right}` in the sources"),
    )
    .replace(right, Safety::Safe)
}

/// What is right, as its place wants it: in capitals, or with a capital at a sentence's start.
fn in_place(run: &Run<'_, '_>, right: &str) -> String {
    if run.is_in_capitals() {
        return right.to_uppercase();
    }
    let opens = run.spelling.is_capital(0) && run.passage.opens_sentence(run.words.start);
    if opens && right.chars().all(|c| !c.is_uppercase()) { capitalised(right) } else { right.to_owned() }
}
