//! The lock's part in `factlint check`: whether the sources are still those that the evidence was verified against.

use super::verify::{Read, read};
use super::{Color, output};
use crate::dossier::problem::Problem;
use crate::finding::Severity;
use crate::project::Project;
use crate::verify::ground;
use crate::verify::lock::{self, Names};

/// What a lock says to a check.
#[derive(Default)]
pub(super) struct Ground {
    /// Why the run cannot be trusted, with `--strict`.
    pub(super) problems: Vec<Problem>,
    /// The same without it.
    warnings: Vec<Problem>,
}

impl Ground {
    /// Holds the sources against the lock, where there is one. A lock with mistakes shows them; `None`: the run ends.
    pub(super) fn open(project: &Project, strict: bool, color: Color) -> anyhow::Result<Option<Self>> {
        let path = lock::path(&project.config);
        let lock = match read(&path)? {
            Read::None => return Ok(Some(Self::default())),
            Read::Lock(lock) => lock,
            Read::Broken(file, problems) => {
                output::problems_in(project, &[&file], &problems, color);
                return Ok(None);
            }
        };
        let dossiers = Names::new(&path).of_dossiers(&project.rules);
        let moved: Vec<Problem> = ground::moved(&project.rules, &dossiers, &lock).into_iter().collect();
        Ok(Some(if strict {
            Self {
                problems: moved.into_iter().map(|problem| Problem { severity: Severity::Error, ..problem }).collect(),
                ..Self::default()
            }
        } else {
            Self { warnings: moved, ..Self::default() }
        }))
    }

    /// Shows the warnings.
    pub(super) fn warn(&self, project: &Project, color: Color) {
        output::problems(project, &self.warnings, color);
    }
}
