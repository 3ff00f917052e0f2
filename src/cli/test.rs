//! `factlint test`: every rule against its own examples.

use std::path::Path;

use globset::{Glob, GlobSet};

use super::run::{day, globs};
use super::{CLEAN, FINDINGS, PlainFormat, TestArgs, UNTRUSTED, output};
use crate::check::Checker;
use crate::dossier::problem::Problem;
use crate::dossier::{RuleSet, absent};
use crate::finding::RuleId;
use crate::project::Project;
use crate::report::ruletest::{self, Counts, Tested};
use crate::ruletest::{coverage, run as run_examples, survivors};

pub(super) fn run(args: &TestArgs) -> u8 {
    match tested(args) {
        Ok(status) => status,
        Err(error) => {
            output::problems(&Project::default(), &[Problem::new(format!("{error:#}"))], args.common.color);
            UNTRUSTED
        }
    }
}

fn tested(args: &TestArgs) -> anyhow::Result<u8> {
    // Else one on which every embargo holds, so that a test never depends on when it is run.
    let today = args.as_of.as_deref().map_or(Ok(jiff::civil::Date::MIN), day)?;
    let mut project = Project::load(&args.common.rules, Path::new(""));
    if !project.problems.is_empty() {
        output::problems(&project, &project.problems, args.common.color);
        return Ok(UNTRUSTED);
    }
    let chosen = globs("CODE", &args.codes)?;
    ensure_chosen(&args.codes, &project.rules)?;
    output::problems(&project, &absent::warnings(&project.rules, |_| true), args.common.color);
    output::problems(&project, &project.doubts(&Checker::new(&project.rules, today)), args.common.color);
    // A rule file is tested alone: its examples are about its own rules, whatever else lies in the folder.
    let sets = std::mem::take(&mut project.rules).each_alone();
    let all: Vec<Tested<'_>> = sets.iter().map(|set| of_dossier(args, set, today, &chosen)).collect();
    output::to_stdout(args.common.color, |coloured, out| match args.format {
        PlainFormat::Human => ruletest::write(&all, coloured, out),
        PlainFormat::Json => ruletest::write_json(&all, out),
    })?;
    Ok(if Counts::of(&all).fail() { FINDINGS } else { CLEAN })
}

fn of_dossier<'r>(args: &TestArgs, rules: &'r RuleSet, today: jiff::civil::Date, chosen: &GlobSet) -> Tested<'r> {
    let checker = Checker::new(rules, today);
    let wanted = |code: &str| chosen.is_empty() || chosen.is_match(code);
    let ids: Vec<RuleId> = rules.iter().filter(|(_, rule)| wanted(&rule.code)).map(|(id, _)| id).collect();
    let examples = run_examples(&checker, &ids);
    Tested {
        rules,
        count: ids.len(),
        coverage: args.coverage.then(|| coverage(rules, &ids, &examples)),
        mutation: args.mutate.then(|| survivors(&checker, &ids)),
        examples,
    }
}

/// A glob that fits no rule would test nothing and say that nothing is wrong.
fn ensure_chosen(codes: &[String], rules: &RuleSet) -> anyhow::Result<()> {
    for pattern in codes {
        let glob = Glob::new(pattern)?.compile_matcher();
        let fits = rules.rules.iter().any(|rule| glob.is_match(&rule.code));
        anyhow::ensure!(fits, "no rule fits `{pattern}`; `factlint check --show-rules` lists the rules");
    }
    Ok(())
}
