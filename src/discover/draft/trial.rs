//! Whether a rule does what is wanted of it, in the documents that it came from.

use std::ops::Range;

use super::Decision;
use super::table::Table;
use crate::check::Checker;
use crate::discover::{DocId, Library, Side};
use crate::dossier::RuleSet;
use crate::dossier::load::load;
use crate::kind::KindName;
use crate::prose::Document;
use crate::prose::fold;
use crate::source::SourceFile;

/// Of each side the first documents are tried.
const TRIED: usize = 6;

/// What a table is called while it is tried.
const NAME: &str = "trial";

/// The documents in which a decision's sides stand, opened.
pub(super) struct Documents {
    read: Vec<(DocId, SourceFile, Document)>,
}

impl Documents {
    /// The first documents of every side.
    pub(super) fn of(decision: &Decision<'_>, library: &impl Library) -> Self {
        let places = decision.disagreement.sides.iter().flat_map(|side| side.places.iter().take(TRIED));
        let mut docs: Vec<DocId> = places.map(|place| place.doc).collect();
        docs.sort_unstable();
        docs.dedup();
        let open = |doc| library.open(doc).map(|(file, document)| (doc, file, document));
        Self { read: docs.into_iter().filter_map(open).collect() }
    }

    /// One of them.
    pub(super) fn get(&self, doc: DocId) -> Option<(&SourceFile, &Document)> {
        self.read.iter().find(|(read, ..)| *read == doc).map(|(_, file, document)| (file, document))
    }
}

/// The rules of a table alone; `None` where it is none.
pub(super) fn rules(table: &Table) -> Option<RuleSet> {
    let text = format!("[{}.{NAME}]\n{}", table.kind.as_str(), table.body());
    let (rules, problems) = load(vec![SourceFile::from_text(NAME, text)]);
    (problems.is_empty() && rules.rules.len() == 1).then_some(rules)
}

/// Whether the rule reports every wrong side in every document, and nothing else there.
pub(super) fn holds(checker: &Checker<'_>, decision: &Decision<'_>, documents: &Documents) -> bool {
    documents.read.iter().all(|(doc, file, document)| {
        let found = reported(checker, file, document);
        let reported = |side: &Side| places(side, *doc).all(|place| found.iter().any(|span| meet(span, &place)));
        // A name that is wrong is wrong wherever it stands; a word or a day may be right in another sentence.
        let anywhere = matches!(decision.disagreement.kind, KindName::Name | KindName::Domain | KindName::Term | KindName::Figure);
        let at = |side: &Side, span: &Range<usize>| places(side, *doc).any(|place| meet(span, &place));
        let wanted =
            |span: &Range<usize>| decision.wrong().any(|side| at(side, span) || (anywhere && says(side, file.slice(span.clone()))));
        decision.wrong().all(reported) && found.iter().all(wanted)
    })
}

/// Where the rule reports something; what is built in says nothing of it, and a directive of the document silences only what is shown.
fn reported(checker: &Checker<'_>, file: &SourceFile, document: &Document) -> Vec<Range<usize>> {
    let is_own = |code: &str| code.split_once('.').is_some_and(|(_, name)| name == NAME);
    let checked = checker.check(file, document, &|code, severity| is_own(code).then_some(severity));
    let silenced = checked.suppressed.into_iter().map(|suppressed| suppressed.finding);
    checked.findings.into_iter().chain(silenced).map(|one| one.span).collect()
}

fn places(side: &Side, doc: DocId) -> impl Iterator<Item = Range<usize>> {
    side.places.iter().filter(move |place| place.doc == doc).map(super::super::Place::span)
}

/// Whether words are a side's, or a part of them.
fn says(side: &Side, found: &str) -> bool {
    let folded = |text: &str| fold::strip(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned();
    let (words, found) = (folded(&side.text), folded(found));
    !found.is_empty() && (words.contains(&found) || found.contains(&words))
}

fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
