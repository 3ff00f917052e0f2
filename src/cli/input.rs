//! What a run is asked to read: paths, and standard input.

use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::RunArgs;
use crate::config::Config;
use crate::dossier::problem::Problem;
use crate::format::Opened;
use crate::source::ReadError;
use crate::walk::{Scope, Target, Walk, walk};

/// The name of standard input, where none is given.
const STDIN: &str = "<stdin>";

/// The files and folders to walk: those given but for standard input, or else where the user stands.
pub(super) fn paths(args: &RunArgs) -> Vec<PathBuf> {
    let here = vec![PathBuf::from(".")];
    if args.paths.is_empty() { here } else { args.paths.iter().filter(|path| !is_stdin(path)).cloned().collect() }
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// All files that a walk through these paths meets, sorted: for whoever needs them together, before the first is read.
pub(super) fn targets(paths: &[PathBuf], scope: Scope<'_>) -> (Vec<Target>, Walk) {
    let met = Mutex::new(Vec::new());
    let meet = |target| met.lock().unwrap_or_else(PoisonError::into_inner).push(target);
    let walked = walk(paths, scope, &meet);
    let mut targets = met.into_inner().unwrap_or_else(PoisonError::into_inner);
    targets.sort();
    (targets, walked)
}

/// Standard input as a file of the name and the format that it was given.
pub(super) fn read_stdin(args: &RunArgs, config: &Config) -> Result<Opened, Box<Problem>> {
    let name = args.stdin_filename.clone().unwrap_or_else(|| STDIN.to_owned());
    let opened = stdin_bytes().and_then(|bytes| config.formats.of_bytes(name, bytes.to_vec(), args.stdin_format.clone()));
    opened.map_err(|error| Box::new(Problem::new(format!("cannot read standard input: {error}"))))
}

/// The bytes of standard input. Whoever asks again gets what was read.
pub(super) fn stdin_bytes() -> Result<&'static [u8], ReadError> {
    static READ: OnceLock<Result<Vec<u8>, ErrorKind>> = OnceLock::new();
    let read = READ.get_or_init(|| {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes).map_err(|error| error.kind())
    });
    read.as_deref().map_err(|kind| ReadError::Io((*kind).into()))
}
