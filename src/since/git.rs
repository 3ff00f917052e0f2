//! The questions that git is asked.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

/// What a hook's surroundings say about the repository: here the folder alone decides, as these may be relative to another.
const HOOK: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/// The topmost folder of the repository in which `folder` lies.
pub(super) fn root(folder: &Path) -> anyhow::Result<PathBuf> {
    let out = git(folder, ["rev-parse", "--show-toplevel"]).context("--since needs a git repository")?;
    let root = String::from_utf8_lossy(&out).trim_end_matches(['\n', '\r']).to_owned();
    anyhow::ensure!(!root.is_empty(), "--since needs a git repository with a working tree, and {} has none", folder.display());
    Ok(PathBuf::from(root))
}

/// The commit that a revision is; `main...` is where the work on what is checked out left `main`.
pub(super) fn commit(root: &Path, revision: &str) -> anyhow::Result<String> {
    let (name, branched) = revision.strip_suffix("...").map_or((revision, false), |name| (name, true));
    let resolved = git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")]);
    let commit = resolved.ok().map(|out| word(&out)).filter(|commit| !name.is_empty() && !commit.is_empty()).with_context(|| {
        let hint = "in a shallow clone, as CI makes them, fetch it first";
        format!("--since `{revision}`: the repository {} has no such revision; {hint}", root.display())
    })?;
    if !branched {
        return Ok(commit);
    }
    let base = git(root, ["merge-base", &commit, "HEAD"]).map(|out| word(&out));
    base.with_context(|| format!("--since `{revision}`: `{name}` and HEAD have no commit in common; a shallow clone may lack it"))
}

/// Every file that git tracks, from the topmost folder.
pub(super) fn tracked(root: &Path) -> anyhow::Result<HashSet<String>> {
    let out = git(root, ["ls-files", "-z"])?;
    Ok(out.split(|&byte| byte == 0).filter(|name| !name.is_empty()).map(|name| String::from_utf8_lossy(name).into_owned()).collect())
}

/// The changes since a commit, without context, in the one form whatever the user has configured.
pub(super) fn diff(root: &Path, commit: &str) -> anyhow::Result<Vec<u8>> {
    let form = ["-c", "core.quotePath=false", "diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff"];
    let more = ["--no-textconv", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/", "--no-relative", "--ignore-submodules"];
    git(root, form.into_iter().chain(more).chain([commit, "--"]))
}

fn git<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> anyhow::Result<Vec<u8>> {
    let mut command = Command::new("git");
    for name in HOOK {
        command.env_remove(name);
    }
    let run = command.arg("-C").arg(folder).args(args).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").output();
    let out = run.map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow::anyhow!("--since needs the program `git`, which is not there"),
        _ => anyhow::anyhow!("cannot run `git`: {error}"),
    })?;
    let said = String::from_utf8_lossy(&out.stderr);
    anyhow::ensure!(out.status.success(), "git says of {}: {}", folder.display(), said.trim().trim_start_matches("fatal: "));
    Ok(out.stdout)
}

fn word(out: &[u8]) -> String {
    String::from_utf8_lossy(out).trim().to_owned()
}
