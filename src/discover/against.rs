//! Drafts against sources: the same reading with one side held true.
//!
//! What a draft and its sources disagree about becomes a dossier of that draft alone, made in memory: what the sources say is canonical,
//! with its place as evidence. The check that follows is the one of any dossier.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::draft::{Chosen, Decision, Draft, Origins, draft};
use super::library::Files;
use super::{Asked, Disagreement, DocId, Library, Side, ask};
use crate::dossier::problem::Problem;
use crate::finding::Severity;
use crate::kind::unsupported::Known;
use crate::prose::Document;
use crate::source::{SourceFile, display_path};

/// How sure it has to be that source and draft mean the same thing: a draft is known to be about its sources.
pub(super) const SURE: u8 = 40;

/// The sources, and behind them one draft.
struct Beside<'a> {
    sources: &'a Files<'a>,
    drafts: &'a Files<'a>,
    draft: DocId,
}

impl Library for Beside<'_> {
    fn len(&self) -> usize {
        self.sources.len() + 1
    }

    fn open(&self, doc: DocId) -> Option<(SourceFile, Document)> {
        if self.is_draft(doc) { self.drafts.open(self.draft) } else { self.sources.open(doc) }
    }
}

impl Beside<'_> {
    fn is_draft(&self, doc: DocId) -> bool {
        doc as usize >= self.sources.len()
    }

    fn has_source(&self, side: &Side) -> bool {
        side.places.iter().any(|place| !self.is_draft(place.doc))
    }

    /// What the draft says otherwise than the sources: the draft's side, and the side of the most sources. Where one of the sources has
    /// what the draft has, the draft agrees.
    fn against(&self, one: Disagreement) -> Option<Disagreement> {
        let draft = DocId::try_from(self.sources.len()).ok()?;
        let (right, wrong): (Vec<Side>, Vec<Side>) = one.sides.into_iter().partition(|side| self.has_source(side));
        let wrong = wrong.into_iter().find(|side| side.is_in(draft))?;
        let right = right.into_iter().next()?;
        Some(Disagreement { sides: vec![right, wrong], ..one })
    }
}

/// One dossier for every draft that departs from the sources, in the order of the drafts; and what no rule could be made of, as warnings.
pub fn dossiers(sources: &Files<'_>, drafts: &Files<'_>) -> (Vec<SourceFile>, Vec<Problem>) {
    let docs = 0..drafts.len() as DocId;
    let made: Vec<_> = docs.into_par_iter().filter_map(|draft| dossier(&Beside { sources, drafts, draft })).collect();
    let (files, untold): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    (files.into_iter().flatten().collect(), untold.into_iter().flatten().collect())
}

/// All names and figures of the sources.
pub fn known(sources: &Files<'_>) -> Known {
    let mut known = Known::default();
    let opened = (0..sources.len() as DocId).filter_map(|doc| sources.open(doc));
    opened.for_each(|(file, document)| known.add(&file, &document));
    known
}

fn dossier(beside: &Beside<'_>) -> Option<(Option<SourceFile>, Vec<Problem>)> {
    let found = ask(beside, Asked::Draft);
    let found = found.into_iter().filter(|one| one.confidence >= SURE);
    let found: Vec<Disagreement> = found.filter_map(|one| beside.against(one)).collect();
    let decisions: Vec<Decision<'_>> =
        found.iter().map(|disagreement| Decision { disagreement, right: 0, chosen: Chosen::Source }).collect();
    let origins = |doc: DocId| {
        let path = beside.sources.path(doc).map(|path| display_path(path)).unwrap_or_default();
        Origins { title: path.clone(), path, rank: None }
    };
    let Draft { text, codes } = draft(&decisions, beside, &origins);
    let name = display_path(beside.drafts.path(beside.draft)?);
    let globs = super::draft::quoted(&globset::escape(name.trim_start_matches("./")));
    let head = format!("[dossier]\napplies-to = [{globs}]\n");
    // A name without a folder: the paths of the sources are those that were given.
    let shown = name.rsplit('/').next().unwrap_or(&name);
    let untold = found.iter().zip(&codes).filter(|(_, code)| code.is_none()).map(|(one, _)| untold(&name, one)).collect();
    let file = codes.iter().any(Option::is_some).then(|| SourceFile::from_text(format!("<sources of {shown}>"), head + &text));
    Some((file, untold))
}

/// What was seen and could not be told as a finding is told all the same.
fn untold(draft: &str, one: &Disagreement) -> Problem {
    let [right, wrong] = [0, 1].map(|side| one.sides[side].text.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut problem = Problem::new(format!("{draft} has `{wrong}` where the sources have `{right}`"));
    problem.severity = Severity::Warning;
    problem.note("no rule reports this and nothing else, so that it is no finding").help("look at it")
}
