//! Evidence against its sources, and against what `factlint.lock` says of both: what stands, has moved, has changed or is gone.
//!
//! In: a rule set of [`load::read_with`](crate::dossier::load::read_with), and the [`Lock`](lock::Lock) of an earlier run. Out: a
//! [`Verdict`](verdict::Verdict) for each piece of evidence, the lock of this run, and how the two locks differ.

pub mod difference;
pub mod digest;
pub mod file;
pub mod ground;
pub mod lock;
pub mod verdict;
