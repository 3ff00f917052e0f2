//! Globs over files, read as ignore files read them.

use globset::{Glob, GlobBuilder};

/// The globs that fit what a line of an ignore file fits: a path from its folder if a slash stands before its end, else a name at any depth;
/// of a folder that fits, all that is in it. `*` stays within a name. With a slash at its end, a line is of folders alone.
///
/// # Errors
/// Why it is no glob.
pub fn of_files(pattern: &str) -> Result<Vec<Glob>, String> {
    if pattern.starts_with('!') {
        return Err("`!` takes nothing back here".to_owned());
    }
    let path = pattern.strip_suffix('/').unwrap_or(pattern);
    let anywhere = if path.contains('/') { "" } else { "**/" };
    let path = format!("{anywhere}{}", path.strip_prefix('/').unwrap_or(path));
    let inside = format!("{path}/**");
    let all = if pattern.ends_with('/') { vec![inside] } else { vec![path, inside] };
    let build = |glob: &String| GlobBuilder::new(glob).literal_separator(true).build().map_err(|error| error.kind().to_string());
    all.iter().map(build).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_fit_as_in_ignore_files() {
        for (pattern, fitting, others) in [
            ("archive/", "archive/a.md sub/archive/deep/a.md", "archive my-archive/a.md"),
            ("archive", "archive archive/a.md sub/archive", "archive.md"),
            ("*.md", "a.md sub/deep/a.md", "a.txt"),
            ("/a.md", "a.md", "sub/a.md"),
            ("top/*.md", "top/a.md", "top/deep/z.md sub/top/a.md"),
            ("top/**/*.md", "top/a.md top/deep/z.md", "a.md"),
            ("**/*.md", "a.md top/deep/z.md", "a.txt"),
            ("sub/archive/", "sub/archive/a.md", "archive/a.md x/sub/archive/a.md"),
            ("old/**", "old/a.md old/deep/a.md", "sub/old/a.md"),
            ("20??-*.{md,txt}", "2024-a.md x/2025-b.txt", "x/2025-b/c.txt 2024.md"),
            ("a[0-9].md", "a1.md", "aa.md"),
        ] {
            let globs: Vec<_> = of_files(pattern).expect("globs").iter().map(Glob::compile_matcher).collect();
            let fits = |path: &str| globs.iter().any(|glob| glob.is_match(path));
            assert!(fitting.split(' ').all(fits), "{pattern} fits {fitting}");
            assert!(!others.split(' ').any(fits), "{pattern} does not fit {others}");
        }
        assert!(of_files("a[").is_err() && of_files("!a").is_err());
    }
}
