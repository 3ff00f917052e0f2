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

/// Replaces a file, or makes a new one: all of it or nothing; its permissions stay, and a link to it stays a link. What is no file (a pipe,
/// a device) is written to.
///
/// # Errors
/// Whatever the system says, as that the file may not be written; the old file is whole then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let Ok(target) = path.canonicalize() else {
        // There is no such file yet, or only a link to it.
        return fs::symlink_metadata(path)
            .map_or_else(|_| rename_over(path, None, bytes, || Ok(true)).map(drop), |_| fs::write(path, bytes));
    };
    let metadata = fs::metadata(&target)?;
    if !metadata.is_file() {
        return fs::write(path, bytes);
    }
    ensure_writable(&target, &metadata)?;
    rename_over(&target, Some(&metadata), bytes, || Ok(true)).map(drop)
}

/// Replaces a file that still holds what was `read` from it; its permissions stay, and a link to it stays a link.
///
/// # Errors
/// Whatever the system says, as that the file may not be written; it is whole then.
pub fn replace_unchanged(path: &Path, read: &[u8], bytes: &[u8]) -> io::Result<Replaced> {
    let target = path.canonicalize()?;
    let metadata = fs::metadata(&target)?;
    ensure_writable(&target, &metadata)?;
    let renamed = rename_over(&target, Some(&metadata), bytes, || Ok(fs::read(&target)? == read))?;
    // Under another name it may have been written already.
    Ok(if renamed || fs::read(&target)? == bytes { Replaced::Yes } else { Replaced::Changed })
}

/// A file that may not be written could still be replaced: that is not what its owner wants.
fn ensure_writable(target: &Path, metadata: &Metadata) -> io::Result<()> {
    if metadata.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    OpenOptions::new().write(true).open(target).map(drop)
}

/// Writes a new file beside `target` and renames it if `may` says so at the last moment; nothing of it is left where that fails.
fn rename_over(target: &Path, old: Option<&Metadata>, bytes: &[u8], may: impl FnOnce() -> io::Result<bool>) -> io::Result<bool> {
    let (mut file, temporary) = beside(target, old)?;
    let done = file.write_all(bytes).and_then(|()| {
        drop(file);
        may()
    });
    let done = done.and_then(|may| if may { fs::rename(&temporary, target).map(|()| true) } else { Ok(false) });
    if !matches!(done, Ok(true)) {
        let _ = fs::remove_file(&temporary);
    }
    done
}

/// A new file in the folder of `target`, still empty and with the owner and the permissions of the `old` one: whoever may not read that one
/// can read this one at no moment.
fn beside(target: &Path, old: Option<&Metadata>) -> io::Result<(File, PathBuf)> {
    let (file, temporary) = numbered(target, old.is_some())?;
    let kept = old.map_or(Ok(()), |old| {
        keep_owner(&file, old);
        file.set_permissions(old.permissions())
    });
    match kept {
        Ok(()) => Ok((file, temporary)),
        Err(error) => {
            let _ = fs::remove_file(&temporary);
            Err(error)
        }
    }
}

/// A file of a new name, for us alone if it is `closed`. The name is short, whatever the length of the other.
fn numbered(target: &Path, closed: bool) -> io::Result<(File, PathBuf)> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    if target.file_name().is_none() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    for _ in 0..ATTEMPTS {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let temporary = target.with_file_name(format!(".factlint-{}-{number}.tmp", std::process::id()));
        match new_file(closed).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            file => return file.map(|file| (file, temporary)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// How a new file is made. One that somebody has opened stays open to him, whatever its permissions become.
#[cfg(unix)]
fn new_file(closed: bool) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(if closed { 0o600 } else { 0o666 });
    options
}

#[cfg(not(unix))]
fn new_file(_: bool) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options
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
        assert_eq!(replace(&path, b"newer").expect_err("it is read-only").kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).expect("it is there"), b"new");
        assert!(replace_unchanged(&folder.path().join("gone"), b"", b"new").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_for_few_is_never_written_where_others_can_read() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, "old").expect("a file");
        let mode = |file: &File| {
            let metadata = file.metadata().expect("it is open");
            (metadata.len(), metadata.permissions().mode() & 0o777)
        };
        assert_eq!(mode(&numbered(&path, true).expect("a file").0), (0, 0o600));
        for permissions in [0o600, 0o640, 0o644] {
            fs::set_permissions(&path, fs::Permissions::from_mode(permissions)).expect("it is ours");
            let old = fs::metadata(&path).expect("it is there");
            assert_eq!(mode(&beside(&path, Some(&old)).expect("a file").0), (0, permissions));
        }
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
