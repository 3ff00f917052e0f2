//! Paths as the system knows them: the same file has one full path, from wherever and however it was named.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use crate::source::display_path;

/// Finds full paths. The folders are looked up once each: there are many files in few folders.
#[derive(Debug, Default)]
pub struct FullPaths {
    folders: HashMap<PathBuf, PathBuf>,
}

impl FullPaths {
    /// The full path of a file, links in its folders followed. A link that is the file itself stays: it is checked under its own name.
    pub fn of(&mut self, path: &Path) -> PathBuf {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return canonical(path) };
        if let Some(known) = self.folders.get(folder) {
            return known.join(name);
        }
        let full = canonical(here(folder));
        self.folders.insert(folder.to_owned(), full.clone());
        full.join(name)
    }
}

/// A folder as the system takes it: that of a path without one is where the user stands.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// The full path of a folder; as much of it as can be known where it is not there.
pub fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// A full path as it is named from a full folder, with `/`: `../` leads out of it.
pub fn relative(path: &Path, folder: &Path) -> String {
    let common = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return display_path(path);
    }
    let up = std::iter::repeat_n(Path::new(".."), folder.components().count() - common);
    let down = path.components().skip(common);
    display_path(&up.map(Path::to_owned).chain(down.map(|part| PathBuf::from(part.as_os_str()))).collect::<PathBuf>())
}

/// A path as globs of a folder see it, relative to that folder; as it is where it is not there or lies elsewhere. Links below the folder keep
/// their names, wherever they lead: a glob is written after what is to be seen there.
pub fn below(folder: Option<&Path>, path: &Path) -> PathBuf {
    let folder = folder.and_then(|folder| here(folder).canonicalize().ok());
    let inside = folder.and_then(|folder| inside(&folder, path));
    inside.unwrap_or_else(|| path.strip_prefix("./").unwrap_or(path).to_owned())
}

/// A path from the first of its own folders that lies in a full folder.
fn inside(folder: &Path, path: &Path) -> Option<PathBuf> {
    let mut places: Vec<&Path> = path.ancestors().collect();
    places.reverse();
    places.into_iter().find_map(|place| {
        let rest = path.strip_prefix(place).ok().filter(|rest| !rest.components().any(|part| part == Component::ParentDir))?;
        let full = here(place).canonicalize().ok()?;
        let parts = full.strip_prefix(folder).ok()?.components().chain(rest.components());
        Some(parts.filter(|part| *part != Component::CurDir).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_named_from_a_folder() {
        let named = |path: &str, folder: &str| relative(Path::new(path), Path::new(folder));
        assert_eq!(named("/desk/drafts/a b.txt", "/desk"), "drafts/a b.txt");
        assert_eq!(named("/desk/a.txt", "/desk/gate"), "../a.txt");
        assert_eq!(named("/other/a.txt", "/desk/gate"), "../../other/a.txt");
    }

    #[test]
    fn a_path_lies_below_where_the_user_stands_however_it_is_named() {
        let here = std::env::current_dir().expect("a folder");
        let up = Path::new("..").join(here.file_name().expect("a name"));
        for folder in ["", "."] {
            let other = Path::new("./src/../src/lib.rs");
            for path in [Path::new("src/lib.rs"), &here.join("src/lib.rs"), &up.join("src/lib.rs"), other] {
                assert_eq!(below(Some(Path::new(folder)), path), Path::new("src/lib.rs"), "{} below `{folder}`", path.display());
            }
        }
    }
}
