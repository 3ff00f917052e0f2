//! The keys of `[claim.…]`.

use crate::dossier::Text;
use crate::dossier::fields::{Field, Fields, Takes};
use crate::finding::DeviationName;
use crate::kind::Reading;
use crate::kind::date::fact::days;

/// What a table may hold beside the keys of every rule.
pub const FIELDS: &[Field] = &[
    Field::required(
        "status",
        Takes::Choice(&["unconfirmed", "disputed", "denied", "retracted", "false", "embargoed", "confirmed"]),
        "what is known of it",
    ),
    Field::required("all", Takes::Groups, "groups of words: one of each makes the claim"),
    Field::optional(
        "within",
        Takes::Choice(&["sentence", "paragraph"]),
        "where the words must stand together; \"sentence\", where it is not given",
    ),
    Field::optional("hedges", Takes::TextOrTexts, "more words that mark it as not established"),
    Field::optional(
        "until",
        Takes::Date,
        "the day an embargo ends: from then on it reports nothing; with \"embargoed\" alone, and required there",
    ),
];

/// A claim.
#[derive(Debug)]
pub struct Claim {
    /// What is known of it.
    pub status: Status,
    /// One word of each group makes the claim.
    pub all: Vec<Vec<Text>>,
    /// Its words may stand in different sentences of a paragraph.
    pub within_paragraph: bool,
    /// More words that mark it as not established.
    pub hedges: Vec<Text>,
    /// The day on which the embargo ends.
    pub until: Option<jiff::civil::Date>,
}

/// What is known of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is explained in docs/rules.md under its own word")]
pub enum Status {
    Unconfirmed,
    Disputed,
    Denied,
    Retracted,
    False,
    Embargoed,
    Confirmed,
}

impl Status {
    const ALL: [Self; 7] =
        [Self::Unconfirmed, Self::Disputed, Self::Denied, Self::Retracted, Self::False, Self::Embargoed, Self::Confirmed];

    /// The word of rule files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Disputed => "disputed",
            Self::Denied => "denied",
            Self::Retracted => "retracted",
            Self::False => "false",
            Self::Embargoed => "embargoed",
            Self::Confirmed => "confirmed",
        }
    }
}

impl Claim {
    /// What the rule may report.
    pub(crate) fn deviations(&self) -> Vec<DeviationName> {
        match self.status {
            Status::Confirmed => Vec::new(),
            Status::Embargoed => vec![DeviationName::Embargoed],
            _ => vec![DeviationName::Unhedged, DeviationName::Hedged],
        }
    }

    pub(crate) fn read(fields: &Fields<'_>, reading: &mut Reading<'_>) -> Self {
        let what = reading.what.to_owned();
        let word = fields.text("status");
        let status = Status::ALL.into_iter().find(|status| word.as_ref().is_some_and(|word| word.value == status.as_str()));
        let status = status.unwrap_or(Status::Unconfirmed);
        let all = fields.groups("all");
        if let Some(groups) = fields.get("all").filter(|groups| groups.get_ref().as_array().is_some())
            && (all.is_empty() || all.iter().any(Vec::is_empty))
        {
            reading.mistake(
                groups.span(),
                format!("`all` of {what} has an empty group"),
                "nothing to look for",
                "give at least one word in each group",
            );
        }
        let until = fields.get("until").map(|value| (value.span(), days(value.get_ref())));
        match (&until, status) {
            (None, Status::Embargoed) => {
                reading.mistake(
                    fields.span.clone(),
                    format!("{what} is embargoed and has no `until`"),
                    "missing here",
                    "add `until = 2026-01-31`",
                );
            }
            (Some((span, _)), status) if status != Status::Embargoed => {
                reading.mistake(
                    span.clone(),
                    format!("{what} has `until` and is not embargoed"),
                    "only with status \"embargoed\"",
                    "take it out",
                );
            }
            (Some((span, None)), _) => {
                reading.mistake(span.clone(), format!("`until` of {what} must be a date"), "no date", "write it as `until = 2026-01-31`");
            }
            _ => {}
        }
        Self {
            status,
            all,
            within_paragraph: fields.text("within").is_some_and(|within| within.value == "paragraph"),
            hedges: fields.texts("hedges"),
            until: until.and_then(|(_, days)| days).map(|(days, _)| days.to),
        }
    }
}
