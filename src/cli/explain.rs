//! `factlint explain CODE`: a rule as a page.

use std::io::{self, Write};
use std::path::Path;

use super::{CLEAN, ExplainArgs, UNTRUSTED, output};
use crate::dossier::problem::{Problem, nearest};
use crate::dossier::{Dossier, Evidence, Rule, Source, absent, table};
use crate::finding::{BuiltIn, DeviationName};
use crate::kind::KindName;
use crate::project::Project;
use crate::report::visible;
use crate::source::{SourceFile, display_path};

pub(super) fn run(args: &ExplainArgs) -> u8 {
    if let Some(BuiltIn { code, page, .. }) = BuiltIn::ALL.into_iter().find(|built_in| built_in.code == args.code) {
        return finish(args, &Project::default(), output::to_stdout(args.common.color, |_, out| writeln!(out, "{code}\n\n{page}")));
    }
    let project = Project::load(&args.common.rules, Path::new(""));
    if !project.problems.is_empty() {
        output::problems(&project, &project.problems, args.common.color);
        return UNTRUSTED;
    }
    let rules: Vec<&Rule> = project.rules.rules.iter().filter(|rule| rule.code == args.code).collect();
    if rules.is_empty() {
        let codes = project.rules.rules.iter().map(|rule| rule.code.as_str()).chain(BuiltIn::ALL.map(|built_in| built_in.code));
        let problem = Problem::new(format!("no rule `{}`", args.code));
        let problem = match nearest(&args.code, codes) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help("`factlint check --show-rules` lists the rules"),
        };
        output::problems(&project, &[problem], args.common.color);
        return UNTRUSTED;
    }
    let written = output::to_stdout(args.common.color, |_, out| rules.iter().try_for_each(|rule| page(&project, rule, out)));
    finish(args, &project, written)
}

fn finish(args: &ExplainArgs, project: &Project, written: anyhow::Result<()>) -> u8 {
    match written {
        Ok(()) => CLEAN,
        Err(error) => {
            output::problems(project, &[Problem::new(format!("{error:#}"))], args.common.color);
            UNTRUSTED
        }
    }
}

fn page(project: &Project, rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    let dossier = &project.rules.dossiers[rule.dossier];
    writeln!(out, "{}\n", visible::line(&rule.code))?;
    if let Some(canonical) = rule.fact.canonical() {
        writeln!(out, "  canonical   {}", visible::line(&canonical))?;
    }
    writeln!(out, "  rule        {}:{}", visible::line(dossier.file.name()), dossier.file.position(rule.span.start).line)?;
    if let Some(title) = &dossier.title {
        writeln!(out, "  dossier     {}", visible::line(title))?;
    }
    written(&dossier.file, rule, out)?;
    for evidence in &rule.evidence {
        passage(evidence, dossier, out)?;
    }
    writeln!(out, "\nReports")?;
    for (name, text) in reports(rule.kind()) {
        writeln!(out, "  {:<18} {text}", name.as_str())?;
    }
    for (title, texts) in [("Must pass", &rule.valid), ("Must be reported", &rule.invalid)] {
        if !texts.is_empty() {
            writeln!(out, "\n{title}")?;
            texts.iter().try_for_each(|text| writeln!(out, "  {}", visible::line(&text.value)))?;
        }
    }
    writeln!(out)
}

/// The rule's table as the file has it.
fn written(file: &SourceFile, rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\nRule")?;
    for line in table::text(file, rule).unwrap_or_default().lines() {
        let line = visible::line(line);
        writeln!(out, "{}{line}", if line.is_empty() { "" } else { "  " })?;
    }
    Ok(())
}

fn passage(evidence: &Evidence, dossier: &Dossier, out: &mut dyn Write) -> io::Result<()> {
    let source = &dossier.sources[evidence.source];
    writeln!(out, "\nEvidence: {}", visible::line(&source.title))?;
    let facts = [("date", &source.date), ("url", &source.url)];
    facts
        .iter()
        .filter_map(|(name, value)| Some((name, value.as_ref()?)))
        .try_for_each(|(name, value)| writeln!(out, "  {name:<8} {}", visible::line(value)))?;
    match evidence.standing(source) {
        Some((file, span)) => {
            let at = file.position(span.start);
            writeln!(out, "  at       {}:{}:{}", visible::line(file.name()), at.line, at.column)?;
            writeln!(out, "  passage  {}", visible::line(file.slice(span)))
        }
        None => {
            let quote = evidence.quote.as_ref().map_or("(no passage given)", |quote| &quote.value);
            writeln!(out, "  passage  {} (unchecked: {})", visible::line(quote), visible::line(&why_unchecked(source, dossier)))
        }
    }
}

fn why_unchecked(source: &Source, dossier: &Dossier) -> String {
    match (absent::looked_for(dossier, source), &source.content) {
        (Some(path), _) => format!("{} is not there", display_path(&path)),
        (None, Some(_)) => "the rule names no passage".to_owned(),
        (None, None) => "the source has no `path`".to_owned(),
    }
}

/// What a kind reports, in the words of docs/rules.md.
fn reports(kind: KindName) -> &'static [(DeviationName, &'static str)] {
    use DeviationName as D;
    match kind {
        KindName::Name => &[
            (D::Misspelled, "error: a part of the name is spelled otherwise"),
            (D::Rejected, "error: a form that the rule rejects"),
            (D::Accents, "warning: an accent is missing or wrong"),
            (D::Case, "warning: small and capital letters differ"),
        ],
        KindName::Domain => &[
            (D::Former, "warning: a domain name that was right once"),
            (D::WrongSuffix, "error: the same name under another suffix"),
            (D::Lookalike, "error: a name that looks like it"),
            (D::Rejected, "error: a form that the rule rejects"),
        ],
        KindName::Term => &[
            (D::Form, "warning: case, spacing, hyphen or a letter differs"),
            (D::Rejected, "error: a form that the rule rejects"),
            (D::Expansion, "warning: the long form of an acronym differs"),
            (D::Gender, "warning: the article has the wrong gender"),
        ],
        KindName::Figure => &[
            (D::Contradicts, "error: another figure"),
            (D::UnmarkedRounding, "warning: a rounded figure without a word such as `about`"),
            (D::FalseBound, "error: `more than`, `at most`: the value lies outside"),
        ],
        KindName::Date => &[(D::Contradicts, "error: another date"), (D::Weekday, "error: the weekday is not that of the date")],
        KindName::Quote => &[
            (D::Altered, "error: words of the quotation differ from the source"),
            (D::Punctuation, "warning: only punctuation differs"),
            (D::Unsourced, "note: attributed to a complete source that does not hold it"),
        ],
        KindName::Typo => &[(D::Typo, "error: a real word in the wrong place")],
        KindName::Claim => &[
            (D::Unhedged, "error: stated as fact"),
            (D::Hedged, "note: stated with reserve"),
            (D::Embargoed, "error: published before its day"),
        ],
        KindName::Protected => &[(D::Protected, "error: names somebody who must not be named; no report shows the words")],
    }
}
