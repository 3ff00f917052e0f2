//! factlint checks drafts against the facts of a story and the sources that establish them.
//!
//! One straight line, which every command walks, all or in part:
//!
//! ```text
//! arguments → config → rules → file → prose → mentions → findings → allow, baseline → report → exit status
//!    cli/      config   dossier/ format/ prose/   kind/     check     allow, baseline/  report/    cli/
//! ```

pub mod allow;
pub mod annotate;
pub mod baseline;
pub mod check;
pub mod cli;
pub mod config;
pub mod coverage;
pub mod discover;
pub mod dossier;
pub mod finding;
pub mod fix;
pub mod format;
pub mod full_path;
pub mod globs;
pub(crate) mod keys;
pub mod kind;
pub mod language;
pub mod lexicon;
pub mod lsp;
pub mod mutate;
pub mod project;
pub mod prose;
pub mod reading;
pub mod report;
pub mod ruletest;
pub mod schema;
pub mod since;
pub mod source;
pub mod trace;
pub mod verify;
pub mod walk;
pub mod write;
