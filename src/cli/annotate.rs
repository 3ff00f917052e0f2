//! `check --annotate DIR`: a copy of every DOCX draft in a folder, with the findings as comments. Nothing that is there is overwritten.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{CheckArgs, input, output};
use crate::annotate::{Draft, Note};
use crate::dossier::RuleSet;
use crate::dossier::problem::Problem;
use crate::finding::Finding;
use crate::format::Format;
use crate::report::{Checked, word};
use crate::source::{bytes, display_path};
use crate::write;

/// Where copies go.
pub(super) struct Copies {
    folder: PathBuf,
    quiet: bool,
}

impl Copies {
    /// None where no copies were asked for.
    ///
    /// # Errors
    /// What can have no copy: standard input, and a named file that is no DOCX file.
    pub(super) fn of(args: &CheckArgs) -> anyhow::Result<Option<Self>> {
        let Some(folder) = &args.annotate else { return Ok(None) };
        for path in &args.run.paths {
            anyhow::ensure!(!input::is_stdin(path), "--annotate copies files, and standard input is none");
            let can = path.is_dir() || Format::of_path(path) == Some(Format::Docx);
            anyhow::ensure!(can, "--annotate writes comments into copies of DOCX files, and {} is none", display_path(path));
        }
        anyhow::ensure!(!folder.exists() || folder.is_dir(), "--annotate {}: it is no folder", display_path(folder));
        Ok(Some(Self { folder: folder.clone(), quiet: args.quiet }))
    }

    /// Writes a copy of every DOCX draft. One that cannot be written hides no other.
    pub(super) fn write(&self, rules: &RuleSet, checked: &[Checked]) -> Vec<Problem> {
        let drafts: Vec<&Checked> = checked.iter().filter(|checked| is_docx(checked)).collect();
        if drafts.is_empty() {
            return vec![Problem::new("--annotate writes comments into copies of DOCX files, and no draft is one")];
        }
        let mut names: HashMap<PathBuf, &str> = HashMap::new();
        let mut problems = Vec::new();
        for draft in drafts {
            let path = draft.file.path();
            let target = self.folder.join(path.file_name().unwrap_or_default());
            if let Some(other) = names.insert(target.clone(), draft.file.name()) {
                problems.push(Problem::new(format!("two drafts for {}: {other} and {}", display_path(&target), draft.file.name())));
                continue;
            }
            match self.copy(rules, draft, path, &target) {
                Ok(()) => {}
                Err(error) => problems.push(Problem::new(format!("cannot annotate {}: {error:#}", draft.file.name()))),
            }
        }
        problems
    }

    fn copy(&self, rules: &RuleSet, draft: &Checked, path: &Path, target: &Path) -> anyhow::Result<()> {
        let shown = display_path(target);
        let (here, there) = (path.canonicalize()?, target.canonicalize());
        anyhow::ensure!(there.is_err() || there.is_ok_and(|there| there != here), "{shown} is the draft itself; name another folder");
        let read = bytes(path)?;
        let copy = if draft.findings.is_empty() { read } else { annotated(rules, draft, &read)? };
        if target.symlink_metadata().is_ok() {
            // Somebody may have worked in it.
            let same = std::fs::read(target).is_ok_and(|old| old == copy);
            anyhow::ensure!(same, "{shown} is there already, and is not overwritten; remove it or name another folder");
        } else {
            std::fs::create_dir_all(&self.folder)?;
            write::replace(target, &copy)?;
        }
        if !self.quiet {
            let count = draft.findings.len();
            output::note(&format!("{shown} has {count} comment{} by factlint", if count == 1 { "" } else { "s" }), &[]);
        }
        Ok(())
    }
}

fn is_docx(checked: &Checked) -> bool {
    Format::of_path(checked.file.path()) == Some(Format::Docx)
}

fn annotated(rules: &RuleSet, draft: &Checked, read: &[u8]) -> anyhow::Result<Vec<u8>> {
    let open = Draft::open(read)?;
    // What is not to be shown is on disk all the same, and spans are the same with and without it.
    anyhow::ensure!(open.text() == draft.file.unmasked(), "it has changed since it was checked");
    let note = |finding: &Finding| Note {
        span: finding.span.clone(),
        lines: word::comment(rules, &draft.file, finding),
        place: word::place(&draft.file, finding),
    };
    Ok(open.annotated(&draft.findings.iter().map(note).collect::<Vec<_>>())?)
}
