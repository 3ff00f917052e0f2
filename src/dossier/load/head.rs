//! `[dossier]` and `[source.…]`.

use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::{Header, Reader};
use crate::dossier::fields::{Field, Takes};
use crate::dossier::{Content, Source, Text};
use crate::format::Opened;
use crate::kind::date::fact::days;
use crate::language::Language;
use crate::source::{ReadError, SourceFile};

/// The keys of `[dossier]`.
pub const DOSSIER_FIELDS: &[Field] = &[
    Field::optional("title", Takes::Text, "what the story is, for people"),
    Field::optional("language", Takes::Choice(&["fr", "en"]), "the language of the facts' words"),
    Field::optional("about", Takes::TextOrTexts, "rules that read common words apply only to drafts that mention one of these"),
    Field::optional("applies-to", Takes::TextOrTexts, "only these files, as globs"),
];

/// The keys of `[source.…]`.
pub const SOURCE_FIELDS: &[Field] = &[
    Field::optional("title", Takes::Text, "what people call the source"),
    Field::optional("date", Takes::Date, "when it was published"),
    Field::optional("path", Takes::Text, "its file, relative to the rule file"),
    Field::optional("url", Takes::Text, "where it can be read; never fetched"),
    Field::optional("rank", Takes::Count, "1 is the highest authority"),
    Field::optional("cited-as", Takes::TextOrTexts, "how drafts attribute to it"),
    Field::optional("complete", Takes::Boolean, "whatever is attributed to it must be in it"),
];

/// What `[dossier]` says.
#[derive(Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) language: Option<Language>,
    pub(super) about: Vec<Text>,
    pub(super) applies_to: Option<GlobSet>,
}

impl Reader<'_> {
    pub(super) fn head(&mut self, header: Option<&Header<'_>>) -> Head {
        let Some(header) = header else { return Head::default() };
        let fields = self.fields(header, "[dossier]", &[DOSSIER_FIELDS]);
        let globs = fields.texts("applies-to");
        let mut set = GlobSetBuilder::new();
        for text in &globs {
            match Glob::new(&text.value) {
                Ok(glob) => drop(set.add(glob)),
                Err(error) => {
                    let message = format!("`{}` is no glob: {}", text.value, error.kind());
                    self.report(text.span.clone(), message, "not understood", "globs are written as in ignore files: `news/**`");
                }
            }
        }
        Head {
            title: fields.text("title").map(|title| title.value),
            language: fields.text("language").and_then(|code| Language::parse(&code.value)),
            about: fields.texts("about"),
            applies_to: if globs.is_empty() { None } else { set.build().ok() },
        }
    }

    pub(super) fn source(&mut self, header: &Header<'_>) -> Source {
        let what = format!("[source.{}]", header.name);
        let fields = self.fields(header, &what, &[SOURCE_FIELDS]);
        let date = fields.get("date").and_then(|value| {
            let days = days(value.get_ref());
            if days.is_none() {
                self.report(value.span(), format!("`date` of {what} must be a date"), "no date", "write it as 2024-06-25");
            }
            days.map(|(_, written)| written)
        });
        Source {
            id: header.name.clone(),
            span: header.span.clone(),
            title: fields.text("title").map_or_else(|| header.name.clone(), |title| title.value),
            date,
            url: fields.text("url").map(|url| url.value),
            rank: fields.number("rank").map(|rank| rank.value as u32),
            cited_as: fields.texts("cited-as"),
            complete: fields.boolean("complete").unwrap_or(false),
            content: fields.text("path").and_then(|path| self.content(&path, &what)),
            path: fields.text("path"),
        }
    }

    /// The text of a source; `None`, without a problem, where its file is not there.
    fn content(&mut self, path: &Text, what: &str) -> Option<Content> {
        let full = tidy(place(self.file, path));
        let opened = match full.try_exists() {
            Ok(false) => return None,
            Ok(true) => self.formats.open(&full),
            // Nobody knows whether it is there: what rests on it must not pass as unchecked.
            Err(error) => Err(ReadError::Io(error)),
        };
        match opened {
            Ok(Opened { file, document, format }) => {
                let path = full.canonicalize().unwrap_or(full);
                Some(Content { file, path, document, format })
            }
            Err(error) => {
                let message = format!("the file of {what} cannot be read: {}: {error}", path.value);
                self.report(
                    path.span.clone(),
                    message,
                    "this file",
                    "name a text file, or take `path` out: its evidence is then unchecked",
                );
                None
            }
        }
    }
}

/// Where the rule file `dossier` says that a source's file is.
pub fn place(dossier: &SourceFile, path: &Text) -> PathBuf {
    dossier.path().parent().unwrap_or(Path::new("")).join(&path.value)
}

/// `rules/../seeds/a.txt` as people write it, `seeds/a.txt`, if that is the same file: behind a symbolic link it may not be.
pub(in crate::dossier) fn tidy(path: PathBuf) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(short.components().next_back(), Some(Component::Normal(_))) => drop(short.pop()),
            part => short.push(part),
        }
    }
    let here = if short.as_os_str().is_empty() { Path::new(".") } else { &short };
    let same = here.canonicalize().ok().zip(path.canonicalize().ok()).is_some_and(|(short, path)| short == path);
    if same { short } else { path }
}
