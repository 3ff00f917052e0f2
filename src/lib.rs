//! factlint checks drafts against the facts of a story and the sources that establish them.
//!
//! One straight line, which every command walks, all or in part:
//!
//! ```text
//! arguments → config → rules → file → prose → mentions → findings → allow → report → exit status
//!    cli/      config   dossier/ format/ prose/   kind/     check     allow   report/      cli/
//! ```

pub mod allow;
pub mod check;
pub mod cli;
pub mod config;
pub mod dossier;
pub mod finding;
pub mod format;
pub mod kind;
pub mod language;
pub mod lexicon;
pub mod lsp;
pub mod project;
pub mod prose;
pub mod report;
pub mod source;
pub mod walk;
