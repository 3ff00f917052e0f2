//! Which file is read in which format: what the configuration says of it, else its name, else its content.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSet;

use super::view::{Part, Syntax, View};
use super::{Format, Opened, packed};
use crate::full_path;
use crate::source::{self, ReadError, SourceFile, display_path};

/// The views of a configuration. The default has none: data files are then plain text.
#[derive(Debug, Clone, Default)]
pub struct Formats {
    /// The folder to which the globs are relative.
    folder: Option<PathBuf>,
    views: Vec<(GlobSet, Arc<Part>)>,
}

impl Formats {
    /// These views of files, as globs relative to `folder`.
    pub fn new(folder: Option<PathBuf>, views: Vec<(GlobSet, Arc<Part>)>) -> Self {
        Self { folder, views }
    }

    /// Reads a draft or a source.
    ///
    /// # Errors
    /// [`ReadError`], where it cannot be opened, or is nothing that can be read.
    pub fn open(&self, path: &Path) -> Result<Opened, ReadError> {
        let bytes = source::bytes(path)?;
        let opened = self.read(display_path(path), bytes, self.named(path))?;
        Ok(Opened { file: opened.file.at(path), ..opened })
    }

    /// The same of bytes that are already here, as from standard input, in a format that is known or else found out.
    ///
    /// # Errors
    /// [`ReadError`], where they are nothing that can be read.
    pub fn of_bytes(&self, name: String, bytes: Vec<u8>, format: Option<Format>) -> Result<Opened, ReadError> {
        let named = format.or_else(|| self.named(Path::new(&name)));
        self.read(name, bytes, named)
    }

    /// Bytes in a format that is known by its name, or else found out.
    fn read(&self, name: String, bytes: Vec<u8>, named: Option<Format>) -> Result<Opened, ReadError> {
        let known = named.or_else(|| Format::of_beginning(&bytes));
        if let Some((unpack, format)) = known.as_ref().and_then(|format| Some((format.unpacker()?, format.clone()))) {
            let mut extract = packed::Extract::default();
            unpack(&bytes, &mut extract)?;
            return extract.opened(name, format);
        }
        let file = SourceFile::decoded(name, bytes)?;
        let format = known.or_else(|| Format::of_beginning(file.text().as_bytes())).unwrap_or(Format::Text);
        if let Format::View(view) = &format {
            return match view.read(&file) {
                (document, None) => Ok(Opened { document, file, format }),
                (_, Some(mistake)) => {
                    let position = file.position(mistake.offset);
                    let (name, place) = (view.syntax.name(), format!("line {} (offset {})", position.line, position.offset));
                    Err(ReadError::Damaged(format!("it is not valid {name}: {place}: {}", mistake.message)))
                }
            };
        }
        Ok(format.opened(file))
    }

    /// The format of a text that is already here, as in an editor.
    pub fn of(&self, path: &Path, text: &str) -> Format {
        self.view(path).unwrap_or_else(|| Format::of(path, text))
    }

    /// The format of a file by its name; none where that says nothing.
    fn named(&self, path: &Path) -> Option<Format> {
        self.view(path).or_else(|| Format::of_path(path))
    }

    /// How a data file is read; none where no view is for it.
    fn view(&self, path: &Path) -> Option<Format> {
        if self.views.is_empty() {
            return None;
        }
        let syntax = Syntax::of_path(path)?;
        let relative = full_path::below(self.folder.as_deref(), path);
        let parts: Vec<Arc<Part>> =
            self.views.iter().filter(|(files, _)| files.is_match(&relative)).map(|(_, part)| Arc::clone(part)).collect();
        if parts.is_empty() { None } else { Some(Format::View(Arc::new(View { syntax, parts }))) }
    }
}
