//! The command line: arguments in, exit status out. One file for each command.

mod check;
mod explain;
mod lsp;
mod output;
mod run;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::report::Format;

/// The run could not be trusted: usage, rules, a file that cannot be read.
pub const UNTRUSTED: u8 = 2;
/// There are findings at or above `--fail-on`.
pub const FINDINGS: u8 = 1;
/// There are none.
pub const CLEAN: u8 = 0;

const AFTER_HELP: &str = "\
Examples:
  factlint check                       check the files of this folder against ./rules/*.toml
  factlint check --rules story.toml draft.md
  pbpaste | factlint check - --stdin-filename draft.md
  factlint check --format json drafts/ > findings.json
  factlint explain name.steidl         show a rule, its evidence and its examples

A first rule file:
  [source.release]
  title = \"Press release\"
  path = \"release.txt\"

  [name.steidl]
  canonical = \"Isaac Steidl\"
  evidence = { source = \"release\", quote = \"words of release.txt that hold the name\" }

In a draft, <!-- factlint: allow name.steidl -- reason --> silences a rule for its line or the next block; [sic] behind the words does too.

Exit status: 0 nothing to report, 1 findings at or above --fail-on, 2 the run cannot be trusted (usage, rules, unreadable files).";

/// Checks drafts against the facts of a story and the sources that establish them.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, about, after_help = AFTER_HELP, max_term_width = 110)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check drafts and report every deviation from the dossier
    Check(CheckArgs),
    /// Show a rule as a page: canonical, evidence with its passage, what it reports, examples
    Explain(ExplainArgs),
    /// Serve an editor on standard input and output (Language Server Protocol)
    Lsp(LspArgs),
}

/// Where the rules come from, and how output looks.
#[derive(Debug, Args)]
struct CommonArgs {
    /// Rule file, or folder of rule files; repeatable. Else `rules` of factlint.toml, else ./rules/*.toml
    #[arg(long, value_name = "FILE|DIR")]
    rules: Vec<PathBuf>,
    /// When to colour the output; NO_COLOR is honoured
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
}

/// What is checked, by which rules.
#[derive(Debug, Args)]
struct RunArgs {
    /// Files and folders to check; `-` reads standard input; the current folder, where none is given
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    common: CommonArgs,
    /// Only codes that fit this glob, as `name.*`; repeatable
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// No codes that fit this glob; repeatable, stronger than --select
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// What day it is, for embargoes: YYYY-MM-DD. Else SOURCE_DATE_EPOCH, else the clock
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// The name of standard input in reports; its ending decides the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// Apply `exclude` of factlint.toml to files that are named, too
    #[arg(long)]
    force_exclude: bool,
    /// How many files are checked at once; 0: as many as there are processors
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
}

#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    run: RunArgs,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Write the report to this file, all of it or nothing
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The least severity that makes the exit status 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = crate::config::FAIL_ON.to_vec())]
    fail_on: Option<String>,
    /// Evidence that cannot be held against its source makes the exit status 2
    #[arg(long)]
    strict: bool,
    /// Findings alone, without the summary line
    #[arg(long, short)]
    quiet: bool,
    /// List the files that would be checked, and check nothing
    #[arg(long)]
    show_files: bool,
    /// List the rules that would be used, and check nothing
    #[arg(long, conflicts_with = "show_files")]
    show_rules: bool,
}

#[derive(Debug, Args)]
struct ExplainArgs {
    /// The rule's code, as `name.steidl`
    code: String,
    #[command(flatten)]
    common: CommonArgs,
}

#[derive(Debug, Args)]
struct LspArgs {
    /// What day it is, for embargoes: YYYY-MM-DD. Else SOURCE_DATE_EPOCH, else the clock
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// As editors call it; it is the only way there is
    #[arg(long = "stdio", hide = true)]
    _stdio: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Runs a command line, program name first, and returns the exit status.
pub fn main(args: impl IntoIterator<Item = std::ffi::OsString>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { UNTRUSTED } else { CLEAN };
        }
    };
    match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Lsp(args) => lsp::run(&args),
    }
}
