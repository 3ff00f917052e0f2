//! `body.*.text`: which values of a data file hold prose, and the way down to them.
//!
//! Keys are parted by dots; a key that holds dots or brackets stands in double quotation marks. `*` is any key or item, `[]` any item of a
//! list, `**` any number of keys and items, none too.

use super::View;
use crate::format::Format;

/// A path to values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field(Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Item,
    Any,
    Deep,
}

impl Field {
    /// Reads a path.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut steps = Vec::new();
        let mut rest = text;
        loop {
            let before = steps.len();
            if let Some(quoted) = rest.strip_prefix('"') {
                let (key, after) = quoted.split_once('"').ok_or("a quotation mark is not closed")?;
                steps.push(Step::Key(key.to_owned()));
                rest = after;
            } else {
                let (key, after) = rest.split_at(rest.find(['.', '[', ']', '"']).unwrap_or(rest.len()));
                match key.trim() {
                    "" => {}
                    "*" => steps.push(Step::Any),
                    "**" => steps.push(Step::Deep),
                    key => steps.push(Step::Key(key.to_owned())),
                }
                rest = after;
            }
            while let Some(after) = rest.strip_prefix("[]").or_else(|| rest.strip_prefix("[*]")) {
                steps.push(Step::Item);
                rest = after;
            }
            if steps.len() == before {
                return Err("a key is missing".to_owned());
            }
            match rest.strip_prefix('.') {
                Some(after) => rest = after,
                None if rest.is_empty() => return Ok(Self(steps)),
                None => return Err(format!("`{rest}` is not understood")),
            }
        }
    }
}

/// How deep data may be nested.
pub(super) const DEPTH: usize = 256;

/// A step into a value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Into<'k> {
    Key(&'k str),
    Item,
    /// Into what is no value, as a key that is a list.
    Nowhere,
}

/// How far a field fits the way down: of which part of the view, which field, how many of its steps.
type Fitting = (usize, usize, usize);

/// A place in a data file, and the fields that may lead on from there.
#[derive(Debug)]
pub(super) struct Walker<'v> {
    view: &'v View,
    /// For each value that is open, outermost first.
    open: Vec<Vec<Fitting>>,
}

impl<'v> Walker<'v> {
    pub(super) fn new(view: &'v View) -> Self {
        let mut walker = Self { view, open: Vec::new() };
        let mut first = Vec::new();
        for (part, it) in view.parts.iter().enumerate() {
            (0..it.fields.len()).for_each(|field| walker.fit(&mut first, (part, field, 0)));
        }
        walker.open.push(first);
        walker
    }

    /// Goes down one step; whether that is not too deep.
    pub(super) fn enter(&mut self, into: Into<'_>) -> bool {
        let mut fitting = Vec::new();
        for &(part, field, at) in self.open.last().into_iter().flatten() {
            match (self.steps(part, field).get(at), into) {
                (Some(Step::Key(key)), Into::Key(name)) if key == name => self.fit(&mut fitting, (part, field, at + 1)),
                (Some(Step::Item), Into::Item) | (Some(Step::Any), Into::Key(_) | Into::Item) => {
                    self.fit(&mut fitting, (part, field, at + 1));
                }
                (Some(Step::Deep), Into::Key(_) | Into::Item) => self.fit(&mut fitting, (part, field, at)),
                _ => {}
            }
        }
        self.open.push(fitting);
        self.open.len() <= DEPTH
    }

    /// Goes down to the outermost value, which is where it is already.
    pub(super) fn stay(&mut self) -> bool {
        self.open.extend(self.open.last().cloned());
        true
    }

    /// Goes up again.
    pub(super) fn leave(&mut self) {
        self.open.pop();
    }

    /// In what markup a string here is; none where it is no prose. The field that stands first decides.
    pub(super) fn format(&self) -> Option<&'v Format> {
        let complete = self.open.last()?.iter().filter(|&&(part, field, at)| at == self.steps(part, field).len());
        complete.min().map(|&(part, ..)| &self.view.parts[part].format)
    }

    fn steps(&self, part: usize, field: usize) -> &'v [Step] {
        &self.view.parts[part].fields[field].0
    }

    /// Adds a fitting, and those behind a step that need not be taken.
    fn fit(&self, fitting: &mut Vec<Fitting>, (part, field, mut at): Fitting) {
        while !fitting.contains(&(part, field, at)) {
            fitting.push((part, field, at));
            if self.steps(part, field).get(at) == Some(&Step::Deep) {
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Part, Syntax};
    use super::*;

    /// Whether a field leads to a place, written as keys and `#` for items.
    fn leads(field: &str, place: &str) -> bool {
        let part = Part { fields: vec![Field::parse(field).expect("a field")], format: Format::Text };
        let view = View { syntax: Syntax::Json, parts: vec![Arc::new(part)] };
        let mut walker = Walker::new(&view);
        place.split('/').filter(|step| !step.is_empty()).for_each(|step| {
            walker.enter(if step == "#" { Into::Item } else { Into::Key(step) });
        });
        walker.format().is_some()
    }

    #[test]
    fn fields_lead_to_their_values_and_to_no_others() {
        for (field, place) in [
            ("title", "title"),
            ("body.*.text", "body/a/text"),
            ("body.*.text", "body/#/text"),
            ("items[].caption", "items/#/caption"),
            ("[][].x", "#/#/x"),
            ("**.text", "text"),
            ("**.text", "a/#/text/text"),
            ("a.**.b.**", "a/b/c"),
            ("a.**", "a"),
            ("\"a.b\".c", "a.b/c"),
            ("été[*]", "été/#"),
        ] {
            assert!(leads(field, place), "{field} {place}");
        }
        for (field, place) in [("title", "title/title"), ("title", ""), ("a[].b", "a/x/b"), ("*.b", "b"), ("**.a.b", "a/c/b"), ("a", "A")] {
            assert!(!leads(field, place), "{field} {place}");
        }
    }

    #[test]
    fn what_is_no_path_is_told() {
        for text in ["", "a..b", ".a", "a.", "a[0]", "\"a", "a]b", "a\"b\""] {
            assert!(Field::parse(text).is_err(), "{text}");
        }
    }
}
