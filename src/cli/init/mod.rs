//! `factlint init`: a first configuration and a first dossier, with comments. Nothing that is there is overwritten.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{CLEAN, Color, UNTRUSTED, output};
use crate::config::FILE_NAME;
use crate::dossier::problem::Problem;
use crate::project::Project;
use crate::source::display_path;

/// What is written, by its path in the project.
const FILES: [(&str, &str); 2] = [(FILE_NAME, include_str!("factlint.toml")), ("rules/story.toml", include_str!("story.toml"))];

pub(super) fn run(folder: &Path) -> u8 {
    match write(folder) {
        Ok(()) => CLEAN,
        Err(error) => {
            output::problems(&Project::default(), &[Problem::new(format!("{error:#}"))], Color::Auto);
            UNTRUSTED
        }
    }
}

fn write(folder: &Path) -> anyhow::Result<()> {
    let paths = FILES.map(|(name, text)| (folder.join(name), text));
    let there: Vec<&PathBuf> = paths.iter().map(|(path, _)| path).filter(|path| fs::symlink_metadata(path).is_ok()).collect();
    if let Some(path) = there.first() {
        anyhow::bail!("{} is there already; nothing was written", display_path(path));
    }
    for (at, (path, text)) in paths.iter().enumerate() {
        if let Err(error) = create(path, text) {
            // What this run wrote goes again: the next would stop at it.
            paths[..at].iter().for_each(|(written, _)| drop(fs::remove_file(written)));
            return Err(error).with_context(|| format!("cannot write {}; nothing was written", display_path(path)));
        }
    }
    let [config, story] = paths.map(|(path, _)| display_path(path.strip_prefix("./").unwrap_or(&path)));
    let next = format!(
        "wrote {config} and {story}\n\nNext:\n  put the facts of your story into {story}\n  factlint check --show-rules    list the rules\n  \
         factlint check                 check the files of this folder\n"
    );
    output::to_stdout(Color::Never, |_, out| out.write_all(next.as_bytes()))
}

/// Writes a new file. One that appeared in the meantime stays as it is.
fn create(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
