//! A text and the fixes of its findings in, the text put right out. Nothing here reads or writes a file.
//!
//! [`apply`] makes one round: fixes that do not overlap, in the order of the text. [`settle`] makes rounds until nothing is left to apply:
//! a fix that had to wait for another is applied in the next, if the text still has its finding.

pub mod diff;

use std::collections::HashSet;

use crate::finding::{Edit, Finding, Fix, Origin, Safety};

/// How many rounds may follow one another. Fixes that are still not done then make work for one another, and would do so for ever.
const ROUNDS: usize = 10;

/// How many of the last rounds show which fixes these are.
const LAST_ROUNDS: usize = 5;

/// A text put right.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// How many fixes were applied.
    pub applied: usize,
    /// What is found in the new text; `None` where it is the old one.
    pub findings: Option<Vec<Finding>>,
    /// Whose fixes make work for one another, and were left.
    pub restless: Vec<Origin>,
}

/// Applies the fixes that [`choose`] takes. The text, and which of the fixes are in it.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, Vec<bool>) {
    let (edits, taken) = choose(text, fixes);
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut from = 0;
    for edit in edits {
        out.push_str(&text[from..edit.span.start]);
        out.push_str(&edit.text);
        from = edit.span.end;
    }
    out.push_str(&text[from..]);
    (out, taken)
}

/// The edits of the fixes that do not overlap, of two that do of the one that begins first, in the order of the text; and which fixes
/// these are.
///
/// A fix whose edits are not in order, or lie outside of the text, is left.
pub fn choose<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (Vec<&'f Edit>, Vec<bool>) {
    let mut order: Vec<(usize, &Fix)> = fixes.into_iter().enumerate().collect();
    let mut taken = vec![false; order.len()];
    order.sort_by_key(|(at, fix)| (fix.edits.first().map_or(0, |edit| edit.span.start), *at));
    let mut edits: Vec<&Edit> = Vec::new();
    for (at, fix) in order {
        let free = edits.last().map(|last| last.span.clone());
        if fits(text, fix, free) {
            edits.extend(&fix.edits);
            taken[at] = true;
        }
    }
    (edits, taken)
}

/// Whether a fix changes something, behind the last edit, in places that a text has. What begins where another ends waits for the next
/// round, where it can be seen what stands before it.
fn fits(text: &str, fix: &Fix, last: Option<std::ops::Range<usize>>) -> bool {
    let mut end = last.map_or(0, |last| last.end + 1);
    let in_order = fix.edits.iter().all(|edit| {
        let fits = edit.span.start >= end && edit.span.end >= edit.span.start && text.get(edit.span.clone()).is_some();
        end = edit.span.end;
        fits
    });
    in_order && fix.edits.iter().any(|edit| text.get(edit.span.clone()) != Some(edit.text.as_str()))
}

/// Applies fixes up to a safety, and those that then appear, until there is none. `check` finds what is in a text; `findings` are those of
/// `text`.
///
/// Fixes that never come to rest (two rules that undo one another, one that finds its own words again) are left as a whole, so that to fix
/// a text twice is to fix it once.
pub fn settle(text: &str, findings: &[Finding], most: Safety, mut check: impl FnMut(&str) -> Vec<Finding>) -> Fixed {
    let mut restless: HashSet<Origin> = HashSet::new();
    loop {
        let mut fixed = Fixed { text: text.to_owned(), ..Fixed::default() };
        let mut last = HashSet::new();
        let mut rests = false;
        for round in 0..ROUNDS {
            let found = fixed.findings.as_deref().unwrap_or(findings);
            let (next, origins) = once(&fixed.text, found, most, &restless);
            if origins.is_empty() {
                rests = true;
                break;
            }
            if round >= ROUNDS - LAST_ROUNDS {
                last.extend(origins.iter().copied());
            }
            fixed.applied += origins.len();
            fixed.findings = Some(check(&next));
            fixed.text = next;
        }
        if rests {
            fixed.restless = restless.into_iter().collect();
            fixed.restless.sort();
            return fixed;
        }
        restless.extend(last);
    }
}

/// One round: the text, and whose fixes were applied.
fn once(text: &str, findings: &[Finding], most: Safety, without: &HashSet<Origin>) -> (String, Vec<Origin>) {
    let mut fixes: Vec<(&Fix, Origin)> = Vec::new();
    for finding in findings.iter().filter(|finding| !without.contains(&finding.origin)) {
        let fix = finding.fix.as_ref().filter(|fix| fix.safety <= most && fix.safety != Safety::DisplayOnly);
        fixes.extend(fix.map(|fix| (fix, finding.origin)));
    }
    let (next, taken) = apply(text, fixes.iter().map(|(fix, _)| *fix));
    (next, fixes.into_iter().zip(taken).filter_map(|((_, origin), taken)| taken.then_some(origin)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Checker;
    use crate::dossier::load::load;
    use crate::source::SourceFile;

    fn fix(edits: &[(std::ops::Range<usize>, &str)]) -> Fix {
        let edits = edits.iter().map(|(span, text)| Edit { span: span.clone(), text: (*text).to_owned() }).collect();
        Fix { safety: Safety::Safe, edits }
    }

    #[test]
    fn of_overlapping_fixes_the_first_is_applied_and_a_fix_is_applied_whole() {
        let fixes = [fix(&[(4..7, "C")]), fix(&[(0..1, "A"), (5..6, "x")]), fix(&[(9..9, "!")])];
        assert_eq!(apply("a bb ccc d", &fixes), ("A bb xcc !d".to_owned(), vec![false, true, true]));
    }

    #[test]
    fn what_does_not_fit_the_text_is_left() {
        let fixes = [fix(&[(0..1, "x")]), fix(&[(4..5, "e")]), fix(&[(9..12, "x")]), fix(&[(4..4, "")])];
        assert_eq!(apply("é été", &fixes), ("é été".to_owned(), vec![false, false, false, false]), "inside a letter, no change, outside");
    }

    /// A text fixed by the rules of some files, how often, and by how many rules that found no rest.
    fn settled(rules: &[&str], text: &str) -> (String, usize, usize) {
        let (rules, problems) = load(rules.iter().map(|rules| SourceFile::from_text("rules.toml", *rules)).collect());
        assert!(problems.is_empty(), "{problems:?}");
        let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
        let check = |text: &str| checker.check_text("a.txt", text);
        let fixed = settle(text, &check(text), Safety::Unsafe, check);
        (fixed.text, fixed.applied, fixed.restless.len())
    }

    #[test]
    fn a_fix_that_waits_for_another_is_applied_in_the_next_round() {
        let rules = "[typo.a]\nwrong = \"un deux\"\nright = \"un trois\"\n[typo.b]\nwrong = \"trois quatre\"\nright = \"trois cinq\"\n";
        assert_eq!(settled(&[rules], "un deux quatre"), ("un trois cinq".to_owned(), 2, 0));
    }

    #[test]
    fn fixes_that_find_no_rest_are_left_and_the_others_applied() {
        // In one file, these two would be a mistake.
        let (red, green) = ("[typo.a]\nwrong = \"rouge\"\nright = \"vert\"\n", "[typo.b]\nwrong = \"vert\"\nright = \"rouge\"\n");
        let more = "[typo.c]\nwrong = \"web\"\nright = \"le web\"\n[typo.d]\nwrong = \"gri\"\nright = \"gris\"\n";
        let once = settled(&[red, green, more], "rouge, vert, web, gri");
        assert_eq!(once, ("rouge, vert, web, gris".to_owned(), 1, 3));
        assert_eq!(settled(&[red, green, more], &once.0), (once.0, 0, 3));
    }
}
