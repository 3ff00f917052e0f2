//! `factlint schema` and `factlint completions`: what editors and shells know of factlint.

use clap::{CommandFactory, ValueEnum};
use clap_complete::Shell;

use super::{CLEAN, Cli, Color, UNTRUSTED, output};
use crate::dossier::problem::Problem;
use crate::project::Project;
use crate::schema;

/// Which files a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Of {
    /// Rule files.
    Rules,
    /// `factlint.toml`.
    Config,
}

pub(super) fn schema(of: Of) -> u8 {
    let schema = match of {
        Of::Rules => schema::rules(),
        Of::Config => schema::config(),
    };
    print(format!("{schema:#}\n").as_bytes())
}

pub(super) fn completions(shell: Shell) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "factlint", &mut script);
    print(&script)
}

fn print(text: &[u8]) -> u8 {
    match output::to_stdout(Color::Never, |_, out| out.write_all(text)) {
        Ok(()) => CLEAN,
        Err(error) => {
            output::problems(&Project::default(), &[Problem::new(format!("{error:#}"))], Color::Auto);
            UNTRUSTED
        }
    }
}
