//! The command line: arguments in, exit status out. One file for each command.

mod against;
mod annotate;
mod check;
mod coverage;
mod discover;
mod explain;
mod fix;
mod gate;
mod ground;
mod init;
mod input;
mod lsp;
mod nothing;
mod output;
mod progress;
mod protect;
mod reports;
mod run;
mod schema;
mod test;
mod verify;
mod why;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::project::Project;
use crate::walk::Scope;

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
  factlint check --format github --format sarif=findings.sarif
  factlint fix --diff drafts/          show what the safe fixes would change; without --diff, change it
  factlint check --why draft.md:12:30  which rules looked there, and why they are silent
  factlint coverage draft.md           list what of the draft no rule covers
  factlint explain name.rasmussen      show a rule, its evidence and its examples
  factlint verify                      hold all evidence against its sources and factlint.lock

A first rule file:
  [source.release]
  title = \"Press release\"
  path = \"release.txt\"

  [name.rasmussen]
  canonical = \"Ingrid Rasmussen\"
  evidence = { source = \"release\", quote = \"words of release.txt that hold the name\" }

In a draft, <!-- factlint: allow name.rasmussen -- reason --> silences a rule for its line or the next block; [sic] behind the words does too.

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
    Check(Box<CheckArgs>),
    /// Apply the fixes that are right wherever their finding is
    Fix(FixArgs),
    /// List what of the drafts no rule covers, with a share for each sort, and the rules that no draft touched
    Coverage(CoverageArgs),
    /// Show a rule as a page: canonical, evidence with its passage, what it reports, examples
    Explain(ExplainArgs),
    /// Write a first configuration and a first rule file, with comments
    Init {
        /// The folder of the project
        #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
        folder: PathBuf,
    },
    /// Print the JSON Schema of rule files, or of factlint.toml: for editors, as `#:schema FILE` in a file's first line
    Schema {
        /// Which files it is of
        #[arg(value_enum, default_value_t = schema::Of::Rules)]
        of: schema::Of,
    },
    /// Print a script that completes factlint's arguments in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Test every rule by its own `valid` and `invalid` texts
    Test(TestArgs),
    /// Read documents against each other, with no rules, and show where they disagree
    Discover(DiscoverArgs),
    /// Hold all evidence against its sources and against factlint.lock: what stands, has moved, has changed or is gone
    Verify(VerifyArgs),
    /// Ask for the name of somebody who must not be named, and add a rule that reports it and does not tell it
    Protect(ProtectArgs),
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
    /// No rules: hold names, figures, dates, domains, acronyms and quotations of the drafts against these sources; repeatable
    #[arg(long, value_name = "SOURCE", conflicts_with = "rules")]
    against: Vec<PathBuf>,
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
    /// The format of standard input, whatever its name
    #[arg(long, value_enum, value_name = "FORMAT")]
    stdin_format: Option<crate::format::Format>,
    /// Leave out named files as those of a folder: by `exclude` of factlint.toml, and rule files
    #[arg(long)]
    force_exclude: bool,
    /// How many files are checked at once; 0: as many as there are processors
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// What the run itself writes, as other arguments say
    #[arg(skip)]
    written: Vec<PathBuf>,
}

impl RunArgs {
    /// Which files of a folder are drafts of this run.
    fn scope<'a>(&'a self, project: &'a Project) -> Scope<'a> {
        Scope { written: &self.written, force_exclude: self.force_exclude, ..project.scope() }
    }
}

/// What says where findings go: nothing, where none are looked for.
const OF_REPORTS: [&str; 2] = ["format", "output"];
/// What says which findings there are to be, what they come to and what else is made of them: nothing, where none are reported.
const OF_FINDINGS: [&str; 7] = ["statistics", "fail_on", "strict", "baseline", "write_baseline", "since", "annotate"];

#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    run: RunArgs,
    /// How to report, on standard output or to a file; repeatable, with one at most for standard output [default: human]
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = reports::ReportParser)]
    format: Vec<reports::Report>,
    /// Write the report that would go to standard output to this file, all of it or nothing
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Count the findings by rule in place of listing them; not for formats that programs read
    #[arg(long)]
    statistics: bool,
    /// The least severity that makes the exit status 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = crate::config::FAIL_ON.to_vec())]
    fail_on: Option<String>,
    /// Evidence that cannot be held against its source, a source that is not what factlint.lock knows, or a doubt about the rules makes the
    /// exit status 2
    #[arg(long)]
    strict: bool,
    /// Leave out the findings that this file accepts, and tell which of them are there no more
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Accept all findings there are: write them to this file, and prune what is there no more
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "since"])]
    write_baseline: Option<PathBuf>,
    /// Only findings on lines changed since a git revision; `REV...`: since the work left REV
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Write a copy of every DOCX draft into this folder, with the findings as comments at their words; what is in it is not checked
    #[arg(long, value_name = "DIR")]
    annotate: Option<PathBuf>,
    /// Findings alone, without the summary line
    #[arg(long, short)]
    quiet: bool,
    /// List the files that would be checked, and check nothing
    #[arg(long, conflicts_with_all = OF_FINDINGS, conflicts_with_all = OF_REPORTS)]
    show_files: bool,
    /// List the rules that would be used, and check nothing
    #[arg(long, conflicts_with = "show_files", conflicts_with_all = OF_FINDINGS, conflicts_with_all = OF_REPORTS)]
    show_rules: bool,
    /// Not built: who looks for it here is told where it is
    #[arg(long, hide = true)]
    fix: bool,
    /// Tell which rules looked at this place and what they decided; without COL, at its line
    #[arg(long, value_name = "PATH:LINE:COL", conflicts_with_all = ["paths", "show_files", "show_rules"], conflicts_with_all = OF_FINDINGS)]
    why: Option<String>,
}

#[derive(Debug, Args)]
struct FixArgs {
    #[command(flatten)]
    run: RunArgs,
    /// Apply fixes that a person should look at, too; those inside quotation marks never
    #[arg(long = "unsafe")]
    with_unsafe: bool,
    /// Print what would change as a unified diff, write nothing, and end with 1 if there is anything
    #[arg(long)]
    diff: bool,
    /// The least severity that, left unfixed, makes the exit status 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = crate::config::FAIL_ON.to_vec())]
    fail_on: Option<String>,
}

#[derive(Debug, Args)]
#[command(mut_arg("against", |against| against.hide(true)))]
struct CoverageArgs {
    #[command(flatten)]
    run: RunArgs,
    /// How to report
    #[arg(long, value_enum, default_value_t = PlainFormat::Human)]
    format: PlainFormat,
    /// Make the exit status 1 where less than this share of all is covered
    #[arg(long, value_name = "PERCENT", value_parser = coverage::percent)]
    min: Option<f64>,
}

/// A report for people, or one object for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PlainFormat {
    /// For people
    Human,
    /// For programs: one object
    Json,
}

#[derive(Debug, Args)]
struct ExplainArgs {
    /// The rule's code, as `name.rasmussen`
    code: String,
    #[command(flatten)]
    common: CommonArgs,
}

#[derive(Debug, Args)]
struct TestArgs {
    /// Only rules whose codes fit these globs, as `name.*`
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    common: CommonArgs,
    /// What day it is, for embargoes: YYYY-MM-DD; else every embargo holds
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Say which rules have no examples, and which deviations no example reaches; either makes the exit status 1
    #[arg(long)]
    coverage: bool,
    /// Make the mistakes that people make in the rules' own texts, and show those that no rule reports
    #[arg(long)]
    mutate: bool,
    /// How to report
    #[arg(long, value_enum, default_value_t = PlainFormat::Human)]
    format: PlainFormat,
}

#[derive(Debug, Args)]
struct DiscoverArgs {
    /// Documents, and folders of them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    common: CommonArgs,
    /// Show the doubtful ones too
    #[arg(long)]
    all: bool,
    /// Write a dossier of what is shown to this new file: sources, rules with evidence and examples, and why
    #[arg(long, value_name = "FILE")]
    draft: Option<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = PlainFormat::Human)]
    format: PlainFormat,
}

#[derive(Debug, Args)]
struct VerifyArgs {
    #[command(flatten)]
    common: CommonArgs,
    /// How to report
    #[arg(long, value_enum, default_value_t = PlainFormat::Human)]
    format: PlainFormat,
    /// Unchecked evidence makes the exit status 2, and evidence that has moved makes it 1
    #[arg(long)]
    strict: bool,
    /// Show how the sources and the evidence differ from factlint.lock, and write it anew
    #[arg(long)]
    update: bool,
}

#[derive(Debug, Args)]
struct ProtectArgs {
    /// What the rule is called, as `minor-1`: everybody can read it. The name is asked for; piped in, it is the first line, and further lines
    /// are forms as they are
    #[arg(value_name = "ID", required_unless_present = "new_key")]
    id: Option<String>,
    #[arg(hide = true, allow_hyphen_values = true)]
    name: Vec<String>,
    /// The rule file to add to; it is made, where it is not there. Else the only one there is
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Report the family name alone, too
    #[arg(long)]
    family_alone: bool,
    /// Report initials alone, too, which are how the press does not name people
    #[arg(long)]
    initials_alone: bool,
    /// Make a key, and a new file of it that only you can read
    #[arg(long, value_name = "FILE")]
    new_key: Option<PathBuf>,
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
        Command::Check(args) => check::run(*args),
        Command::Fix(args) => fix::run(&args),
        Command::Coverage(args) => coverage::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Init { folder } => init::run(&folder),
        Command::Schema { of } => schema::schema(of),
        Command::Completions { shell } => schema::completions(shell),
        Command::Test(args) => test::run(&args),
        Command::Discover(args) => discover::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Protect(args) => protect::run(&args),
        Command::Lsp(args) => lsp::run(&args),
    }
}
