//! `factlint lsp`: the language server, on standard input and output.

use super::{CLEAN, Color, LspArgs, UNTRUSTED, output, run};
use crate::dossier::problem::Problem;
use crate::lsp;
use crate::project::Project;

pub(super) fn run(args: &LspArgs) -> u8 {
    let served = run::today(args.as_of.as_deref()).and_then(lsp::run);
    match served {
        Ok(()) => CLEAN,
        Err(error) => {
            output::problems(&Project::default(), &[Problem::new(format!("{error:#}"))], Color::Never);
            UNTRUSTED
        }
    }
}
