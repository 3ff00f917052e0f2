//! The top of the page: whose facts, how many deviations, the filters, the drafts.

use std::io;

use super::text::Text;
use super::{NO_KIND, Numbered, Run};
use crate::dossier::RuleSet;
use crate::finding::Severity;
use crate::kind::KindName;
use crate::report::human::{counted, summary};

/// More dossiers than these are counted in the title, not named.
const NAMED: usize = 3;

/// The severities in the order in which they matter.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// What the page is about: the titles of the dossiers.
pub(super) fn title(rules: &RuleSet) -> String {
    let mut titles: Vec<&str> = rules.dossiers.iter().map(|dossier| dossier.title.as_deref().unwrap_or(dossier.file.name())).collect();
    titles.dedup();
    if titles.len() > NAMED { format!("The facts of {} dossiers", titles.len()) } else { titles.join(" · ") }
}

/// Writes the header.
pub(super) fn write(run: &Run<'_>, title: &str, drafts: &[&[Numbered<'_>]], out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<header>\n<h1>{}</h1>\n<p class=\"summary\">{}</p>", Text(title), Text(&summary(&run.summary)))?;
    dossiers(run, out)?;
    if !drafts.is_empty() {
        filters(run.rules, drafts, out)?;
        contents(drafts, out)?;
    }
    out.write_all(b"</header>\n")
}

/// Which rule files, and what of their evidence nobody could look up.
fn dossiers(run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let names: Vec<&str> = run.rules.dossiers.iter().map(|dossier| dossier.file.name()).collect();
    let what = if names.len() == 1 { "dossier" } else { "dossiers" };
    writeln!(out, "<p class=\"dossiers\">Checked against the {what} {}.</p>", Text(&names.join(", ")))?;
    match run.summary.unchecked {
        0 => Ok(()),
        count => writeln!(
            out,
            "<p class=\"unchecked\"><strong>{} unchecked</strong>: the source was not there to look in, or no passage of it is named.</p>",
            counted(count, "piece of evidence")
        ),
    }
}

/// Hidden until the script shows it: without one, everything is to be seen.
fn filters(rules: &RuleSet, drafts: &[&[Numbered<'_>]], out: &mut dyn io::Write) -> io::Result<()> {
    let all = || drafts.iter().copied().flatten();
    out.write_all(
        b"<form id=\"filters\" hidden=\"hidden\" autocomplete=\"off\" aria-label=\"filters\">\n<fieldset>\n<legend>Severity</legend>\n",
    )?;
    for severity in SEVERITIES {
        let count = all().filter(|numbered| numbered.finding.severity == severity).count();
        checkbox("severity", severity.as_str(), count, out)?;
    }
    out.write_all(b"</fieldset>\n<fieldset>\n<legend>Kind</legend>\n")?;
    for kind in KindName::ALL.into_iter().map(KindName::as_str).chain([NO_KIND]) {
        checkbox("kind", kind, all().filter(|numbered| numbered.kind(rules) == kind).count(), out)?;
    }
    let total = all().count();
    let shown = format!("{total} of {} shown", counted(total, "finding"));
    writeln!(out, "</fieldset>\n<p><output id=\"shown\">{shown}</output> <button type=\"reset\">show all</button></p>\n</form>")
}

/// A choice, where there is anything to choose.
fn checkbox(name: &str, value: &str, count: usize, out: &mut dyn io::Write) -> io::Result<()> {
    if count == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "<label class=\"{value}\"><input type=\"checkbox\" name=\"{name}\" value=\"{value}\" checked=\"checked\"/> {value} \
         <span class=\"count\">{count}</span></label>"
    )
}

/// The drafts with findings, each with what was found in it.
fn contents(drafts: &[&[Numbered<'_>]], out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(b"<nav aria-label=\"drafts\">\n<ol>\n")?;
    for (findings, index) in drafts.iter().zip(1..) {
        let name = findings.first().map_or("", |numbered| numbered.file.name());
        writeln!(out, "<li><a href=\"#d{index}\">{}</a> {}</li>", Text(name), counts(findings))?;
    }
    out.write_all(b"</ol>\n</nav>\n")
}

/// `2 errors, 1 note`, each set in its severity.
pub(super) fn counts(findings: &[Numbered<'_>]) -> String {
    let count = |severity| findings.iter().filter(|numbered| numbered.finding.severity == severity).count();
    let counts = SEVERITIES.into_iter().map(|severity| (severity.as_str(), count(severity))).filter(|&(_, count)| count > 0);
    let counts = counts.map(|(word, count)| format!("<span class=\"tally {word}\">{}</span>", counted(count, word)));
    counts.collect::<Vec<_>>().join(" ")
}
