//! What reports without a rule: the one table of it, for reports, selection and `explain`.

use super::{Origin, RuleId, Severity};

/// A check that needs no rule.
#[derive(Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// What reports, selection and directives call it.
    pub code: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// What it reports, in a few words.
    pub what: &'static str,
    /// What to do about a finding.
    pub help: &'static str,
    /// Its page.
    pub page: &'static str,
}

static WEEKDAY: BuiltIn = BuiltIn {
    code: "date.weekday",
    severity: Severity::Error,
    what: "a full date whose weekday is wrong",
    help: "put the weekday or the date right",
    page: "A full date whose weekday is wrong, as `Monday 25 June 2024` (it was a Tuesday). Built in: it needs no rule. Reported as a \
           `weekday` error.",
};

static UNUSED_ALLOW: BuiltIn = BuiltIn {
    code: "unused-allow",
    severity: Severity::Warning,
    what: "a directive that silences nothing",
    help: "remove the directive",
    page: "A directive `factlint: allow …` that silences nothing: the text or the rule has changed. Built in. Reported as a warning.",
};

static UNSUPPORTED: BuiltIn = BuiltIn {
    code: "unsupported",
    severity: Severity::Note,
    what: "a name or a figure that no source of --against has",
    help: "see whether a source says so",
    page: "With `--against` alone: a name or a figure of the draft that no source has at all. Built in. Reported as a note: it may be \
           right and come from somewhere else.",
};

impl BuiltIn {
    /// All of them, in the order in which reports list them.
    pub const ALL: [&'static Self; 3] = [&WEEKDAY, &UNUSED_ALLOW, &UNSUPPORTED];

    /// Its place among all.
    pub fn index(&self) -> usize {
        Self::ALL.iter().take_while(|other| **other != self).count()
    }
}

impl Origin {
    /// What is built in.
    ///
    /// # Errors
    /// The rule, where it is one.
    pub fn built_in(self) -> Result<&'static BuiltIn, RuleId> {
        match self {
            Self::Rule(id) => Err(id),
            Self::Weekday => Ok(&WEEKDAY),
            Self::UnusedAllow => Ok(&UNUSED_ALLOW),
            Self::Unsupported => Ok(&UNSUPPORTED),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_stands_once_in_the_table() {
        let found = [Origin::Weekday, Origin::UnusedAllow, Origin::Unsupported].map(|origin| origin.built_in().map(BuiltIn::index));
        assert_eq!(found, [Ok(0), Ok(1), Ok(2)]);
        assert_eq!(Origin::Rule(RuleId(7)).built_in(), Err(RuleId(7)));
    }
}
