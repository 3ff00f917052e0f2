//! The kind `name`: rules and passages in, mentions of the people, places and ships of the rules out.
//!
//! Capitalised words are looked up in an `Index` of all parts of all names; where one is found, the forms it belongs to (of a `crowd` of
//! them those that a second word speaks for) are laid over the words around it (`align`), what cannot be meant is dropped (`judge`), of what overlaps the longest and best stays, and
//! what remains is said (`say`). Forms that a rule lists (`reject`, `distinct`) come from the lexicon and go first.

mod align;
pub(crate) mod around;
mod crowd;
pub mod fact;
pub(crate) mod form;
mod index;
pub(crate) mod joint;
mod judge;
mod listed;
mod say;
pub(crate) mod sorts;
mod why;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use self::align::{Alignment, alignments};
use self::fact::Name;
use self::form::Form;
use self::index::{Found, Index};
use self::judge::Unmeant;
use self::listed::Listed;
use crate::dossier::RuleSet;
use crate::finding::{DeviationName, Origin, RuleId, Severity};
use crate::kind::{Fact, Form as Extent, Kind, KindName, Mention, Verdict};
use crate::lexicon::LexiconBuilder;
use crate::prose::fold;
use crate::prose::passage::Passage;

/// Letters a word must have to be a part.
const SHORTEST: u32 = 2;

/// All rules of the kind.
pub(crate) struct Names<'r> {
    rules: &'r RuleSet,
    /// The forms of all rules, those of one rule together.
    forms: Vec<Form>,
    /// For each rule of the set, which forms are its own.
    own: Vec<Range<usize>>,
    index: Index,
}

impl<'r> Names<'r> {
    pub(crate) fn new(rules: &'r RuleSet, lexicon: &mut LexiconBuilder) -> Self {
        let (mut forms, mut own) = (Vec::new(), Vec::new());
        for (id, rule) in rules.iter() {
            let start = forms.len();
            if let Fact::Name(name) = &rule.fact {
                forms.extend(forms_of(id, name));
                listed::add(id, name, lexicon);
            }
            own.push(start..forms.len());
        }
        let index = Index::new(&forms, judge::is_near_anchor, crowd::FEW);
        Self { rules, forms, own, index }
    }

    fn fact(&self, id: RuleId) -> Option<&'r Name> {
        if let Fact::Name(name) = &self.rules.rule(id).fact { Some(name) } else { None }
    }

    fn own(&self, form: &Form) -> &[Form] {
        &self.forms[self.own[form.rule.0 as usize].clone()]
    }

    /// Every form that stands in the passage, or nearly.
    fn candidates(&self, passage: &Passage<'_>) -> Vec<Alignment> {
        let mut found = Vec::new();
        for (at, word) in passage.words.iter().enumerate() {
            if !word.shape.is_capitalised() || word.end - word.start < SHORTEST {
                continue;
            }
            let mut align = |parts: Found<'_>| {
                for &(form, part) in &*parts.around(passage, at) {
                    alignments(passage, form, &self.forms[form as usize], part as usize, at, &mut found);
                }
            };
            let written = word.text(passage.text);
            if word.shape.is_ascii() {
                self.index.exact(word.key).into_iter().for_each(&mut align);
                if !word.shape.has_digit() {
                    self.index.near(written.bytes().map(|byte| char::from(byte.to_ascii_lowercase())), align);
                }
            } else {
                let stripped = fold::strip(written);
                self.index.exact(fold::key(&stripped)).into_iter().for_each(&mut align);
                self.index.near(stripped.chars(), align);
            }
        }
        found
    }

    /// Of alignments that are meant and overlap, the longest and then the nearest; several rules may have the same name or family name.
    fn best(&self, passage: &Passage<'_>, mut found: Vec<Alignment>, listed: &Listed) -> Vec<Alignment> {
        found.retain(|one| {
            let unmeant = self.unmeant(passage, one, listed);
            if let Some(unmeant) = unmeant {
                self.explain_unmeant(passage, one, unmeant);
            }
            unmeant.is_none()
        });
        let rank = |one: &Alignment| {
            let form = &self.forms[one.form as usize];
            let wrong = say::wrong(passage, form, one);
            (
                std::cmp::Reverse(one.parts.len()),
                one.distance(),
                one.turned,
                one.words().start,
                form.rule,
                form.extent == Extent::Short,
                wrong,
            )
        };
        found.sort_by_cached_key(rank);
        let mut best: Vec<Alignment> = Vec::new();
        // Which of the best a word belongs to.
        let mut taken: HashMap<usize, Vec<usize>> = HashMap::new();
        for one in found {
            let same =
                |other: &Alignment| other.words() == one.words() && other.distance() == one.distance() && !self.same_rule(other, &one);
            if one.words().filter_map(|word| taken.get(&word)).flatten().all(|&other| same(&best[other])) {
                one.words().for_each(|word| taken.entry(word).or_default().push(best.len()));
                best.push(one);
            } else if passage.is_traced() {
                self.explain_taken(passage, &one, &best);
            }
        }
        best.sort_by_key(|one| one.words().start);
        best
    }

    /// Why an alignment is not the name it is like; none where it is.
    fn unmeant(&self, passage: &Passage<'_>, one: &Alignment, listed: &Listed) -> Option<Unmeant> {
        let form = &self.forms[one.form as usize];
        let words = one.words();
        let text = match () {
            () if listed.settles(&words) => "the rules list what stands here: `distinct`, or `reject`",
            () if self.is_known(passage, form, one) => "a part of another rule's name, just as it is written",
            () => {
                let address = |word: usize| passage.is_address(passage.words[word].start as usize);
                let address = || words.clone().find(|&word| address(word)).map(|_| Unmeant { text: why::ADDRESS, word: None });
                return judge::unmeant(passage, form, self.own(form), one).or_else(address);
            }
        };
        Some(Unmeant { text, word: None })
    }

    /// A word like a family name that the passage gives to somebody else: `Alastair Johnston` beside a rule for Boris Johnson.
    fn another(&self, passage: &Passage<'_>, one: &Alignment) -> Option<Mention> {
        let form = &self.forms[one.form as usize];
        if !form.is_single() || form.extent == Extent::Full || one.distance() == 0 {
            return None;
        }
        let given = around::follows_another(passage, one.words().start, self.own(form), true)?;
        let span = passage.span(one.words());
        let verdict = Verdict::Another(passage.text[span.clone()].to_owned());
        // A word that begins a sentence has its capital for that.
        let named = !passage.opens_sentence(given) || form::is_given(around::key(passage, &passage.words[given]));
        named.then_some(Mention { origin: Origin::Rule(form.rule), span, form: form.extent, verdict })
    }

    fn same_rule(&self, one: &Alignment, other: &Alignment) -> bool {
        self.forms[one.form as usize].rule == self.forms[other.form as usize].rule
    }

    /// A lone word with a slip that is a part of some name just as it stands.
    fn is_known(&self, passage: &Passage<'_>, form: &Form, found: &Alignment) -> bool {
        let word = &passage.words[found.words().end - 1];
        form.is_single() && found.distance() > 0 && self.index.exact(around::key(passage, word)).is_some()
    }
}

/// All forms of a rule: the canonical first.
fn forms_of(id: RuleId, name: &Name) -> Vec<Form> {
    let read = |text: &str, extent| Form::read(id, text, extent, name.fuzzy);
    let canonical = read(&name.canonical.value, Extent::Full);
    let mut forms: Vec<Form> = name.accept.iter().filter_map(|text| read(&text.value, Extent::Full)).collect();
    match &name.short {
        Some(short) => forms.extend(short.iter().filter_map(|text| read(&text.value, Extent::Short))),
        None => forms.extend(canonical.iter().filter_map(|form| form.default_short(name.family_first))),
    }
    for form in &mut forms {
        form.family_only |= form.extent == Extent::Short || canonical.as_ref().is_some_and(|canonical| form.is_end_of(canonical));
    }
    canonical.into_iter().chain(forms).collect()
}

impl Kind for Names<'_> {
    fn name(&self) -> KindName {
        KindName::Name
    }

    fn read(&self, passage: &Passage<'_>, mentions: &mut Vec<Mention>) {
        let candidates = self.candidates(passage);
        if passage.is_traced() {
            self.explain_unread(passage, &candidates);
        }
        if candidates.is_empty() && passage.hits().is_empty() {
            return;
        }
        let listed = Listed::read(self, passage, mentions);
        mentions.extend(candidates.iter().filter_map(|one| self.another(passage, one)));
        let best = self.best(passage, candidates, &listed);
        listed.remaining(self, passage, &best, mentions);
        for one in &best {
            say::mentions(passage, &self.forms[one.form as usize], one, mentions);
        }
    }

    /// A lone misspelled family name is somebody else's where the draft has given it to somebody else, and a warning where neither it nor
    /// the full form stands anywhere in the draft.
    fn settle(&self, blocks: &mut [Vec<&mut Mention>]) {
        settle_others(blocks);
        let all = blocks.iter().flatten();
        let told = |mention: &&&mut Mention| !is_alone(mention) && !matches!(mention.verdict, Verdict::Another(_) | Verdict::Settled(_));
        let stands: HashSet<Origin> = all.filter(told).map(|mention| mention.origin).collect();
        // Of rules that share the name, one that is there is enough.
        for same in blocks.iter_mut().flat_map(|block| block.chunk_by_mut(|a, b| is_alone(a) && is_alone(b) && a.span == b.span)) {
            if same.iter().any(|mention| stands.contains(&mention.origin)) {
                continue;
            }
            for mention in same.iter_mut() {
                if let Verdict::Deviates(deviation) = &mut mention.verdict {
                    deviation.severity = deviation.severity.min(Severity::Warning);
                }
            }
        }
    }
}

/// Lone family names that the draft has given to somebody else.
fn settle_others(blocks: &mut [Vec<&mut Mention>]) {
    let another = |mention: &&mut Mention| match &mention.verdict {
        Verdict::Another(name) => Some((mention.origin, name.clone())),
        _ => None,
    };
    let others: HashSet<(Origin, String)> = blocks.iter().flatten().filter_map(another).collect();
    if others.is_empty() {
        return;
    }
    for mention in blocks.iter_mut().flatten().filter(|mention| is_alone(mention)) {
        let Verdict::Deviates(deviation) = &mention.verdict else { continue };
        let name = deviation.acceptable.clone();
        if name.is_some_and(|name| others.contains(&(mention.origin, name))) {
            mention.verdict = Verdict::Settled("the draft names somebody else who is called so");
        }
    }
}

/// A misspelled name that nothing beside it confirms.
fn is_alone(mention: &Mention) -> bool {
    mention.form == Extent::Short && matches!(&mention.verdict, Verdict::Deviates(deviation) if deviation.name == DeviationName::Misspelled)
}
