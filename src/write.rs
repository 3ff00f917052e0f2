//! Bytes → a file that is replaced as a whole: whoever reads it, and whenever the program is stopped, sees the old file or the new one.
//!
//! A new file is written beside the old one and renamed. It is hidden, so that no walk reads what a stopped run may leave behind.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many names are tried for a new file: others may have been left behind by a program of the same number.
const ATTEMPTS: usize = 1_000;

/// What became of a file that was to be replaced only as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// It holds the new bytes.
    Yes,
    /// Somebody else wrote it since it was read: it was left alone.
    Changed,
}

/// Replaces a file, or makes a new one: all of it or nothing. What is no file (a pipe, a device) is written to.
///
/// # Errors
/// Whatever the system says; the old file is whole then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let Ok(target) = path.canonicalize() else {
        // There is no such file yet, or only a link to it.
        return fs::symlink_metadata(path)
            .map_or_else(|_| rename_over(path, None, bytes, || Ok(true)).map(drop), |_| fs::write(path, bytes));
    };
    let metadata = fs::metadata(&target)?;
    if metadata.is_file() { rename_over(&target, Some(&metadata), bytes, || Ok(true)).map(drop) } else { fs::write(path, bytes) }
}

/// Replaces a file that still holds what was `read` from it; its permissions stay, and a link to it stays a link.
///
/// # Errors
/// Whatever the system says, as that the file may not be written; it is whole then.
pub fn replace_unchanged(path: &Path, read: &[u8], bytes: &[u8]) -> io::Result<Replaced> {
    let target = path.canonicalize()?;
    let metadata = fs::metadata(&target)?;
    if metadata.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    // A file that may not be written could still be replaced: that is not what its owner wants.
    drop(OpenOptions::new().write(true).open(&target)?);
    let renamed = rename_over(&target, Some(&metadata), bytes, || Ok(fs::read(&target)? == read))?;
    // Under another name it may have been written already.
    Ok(if renamed || fs::read(&target)? == bytes { Replaced::Yes } else { Replaced::Changed })
}

/// Writes a new file beside `target` and renames it if `may` says so at the last moment; nothing of it is left where that fails.
fn rename_over(target: &Path, old: Option<&Metadata>, bytes: &[u8], may: impl FnOnce() -> io::Result<bool>) -> io::Result<bool> {
    let (mut file, temporary) = beside(target)?;
    let done = fill(&mut file, old, bytes).and_then(|()| {
        drop(file);
        may()
    });
    let done = done.and_then(|may| if may { fs::rename(&temporary, target).map(|()| true) } else { Ok(false) });
    if !matches!(done, Ok(true)) {
        let _ = fs::remove_file(&temporary);
    }
    done
}

fn fill(file: &mut File, old: Option<&Metadata>, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    old.map_or(Ok(()), |old| {
        keep_owner(file, old);
        file.set_permissions(old.permissions())
    })
}

/// A new file in the folder of `target`. Its name is short, whatever the length of the other.
fn beside(target: &Path) -> io::Result<(File, PathBuf)> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    if target.file_name().is_none() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    for _ in 0..ATTEMPTS {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let temporary = target.with_file_name(format!(".factlint-{}-{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            file => return file.map(|file| (file, temporary)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The owner stays who it was, as far as the system lets us.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let same = file.metadata().is_ok_and(|new| (new.uid(), new.gid()) == (old.uid(), old.gid()));
    if !same {
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in a folder.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_that_changed_since_it_was_read_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, "theirs").expect("a file");
        assert_eq!(replace_unchanged(&path, b"read", b"new").expect("it can be written"), Replaced::Changed);
        assert_eq!(fs::read(&path).expect("it is there"), b"theirs");
        assert_eq!(replace_unchanged(&path, b"theirs", b"new").expect("it can be written"), Replaced::Yes);
        assert_eq!(fs::read(&path).expect("it is there"), b"new");
        assert_eq!(replace_unchanged(&path, b"theirs", b"new").expect("it can be written"), Replaced::Yes, "done already");
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[test]
    fn a_new_file_is_made_and_a_file_that_may_not_be_written_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        replace(&path, b"new").expect("it can be written");
        let mut permissions = fs::metadata(&path).expect("it is there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("it is ours");
        let error = replace_unchanged(&path, b"new", b"newer").expect_err("it is read-only");
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).expect("it is there"), b"new");
        assert_eq!(names(folder.path()), ["a.txt"]);
        assert!(replace_unchanged(&folder.path().join("gone"), b"", b"new").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&path, "old").expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it is ours");
        std::os::unix::fs::symlink("a.txt", &link).expect("a link");
        assert_eq!(replace_unchanged(&link, b"old", b"new").expect("it can be written"), Replaced::Yes);
        replace(&link, b"newer").expect("it can be written");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        assert_eq!(fs::read(&path).expect("it is there"), b"newer");
        assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o640);
    }

    /// `--output /dev/null` by somebody who may do everything would otherwise leave a file there.
    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_written_to_and_stays_what_it_is() {
        use std::os::unix::fs::FileTypeExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
        assert!(made.success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe)
        });
        replace(&pipe, b"new").expect("it is written");
        assert_eq!(reader.join().expect("it ends").expect("it is read"), b"new");
        assert!(fs::metadata(&pipe).expect("it is there").file_type().is_fifo());
    }
}
