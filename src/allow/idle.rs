//! Directives that silence nothing: in, one that was not used or is none; out, a warning that says what was probably meant.

use std::ops::Range;

use super::{Allow, FORM, MARK, directive};
use crate::dossier::problem::nearest;
use crate::finding::{DeviationName, Finding, Label, Origin, Severity};
use crate::prose::{Comment, fold};
use crate::source::SourceFile;
use crate::source::mask::shown;

/// The warning for a directive whose code nothing was reported as.
pub(super) fn unused<'r>(allow: &Allow, known: &dyn Fn() -> Vec<&'r str>, severity: Severity) -> Finding {
    let code = &allow.code;
    let is_code = allow.glob.is_some() || code.contains('.') || code == "unused-allow";
    let (message, help) = match meant(allow, known).filter(|_| is_code) {
        Some(meant) => (format!("`{code}` is no code of a rule"), format!("did you mean `{meant}`?")),
        None if is_code => (format!("nothing is reported as `{code}` here"), "remove the directive".to_owned()),
        None => (format!("`{code}` is no code of a rule"), FORM.to_owned()),
    };
    warning(allow.span.clone(), message, help, severity)
}

/// The code that a misspelt one stands for: of the same kind with a name near to it, or of a kind near to it with the same name.
fn meant<'r>(allow: &Allow, known: &dyn Fn() -> Vec<&'r str>) -> Option<&'r str> {
    let (kind, name) = allow.code.split_once('.').filter(|_| allow.glob.is_none())?;
    let known = known();
    if known.contains(&allow.code.as_str()) {
        return None;
    }
    let parts = || known.iter().filter_map(|code| Some((*code, code.split_once('.')?)));
    let names = parts().filter(|(_, (of, _))| *of == kind).map(|(_, (_, name))| name);
    let (kind, name) = match nearest(name, names) {
        Some(name) => (kind, name),
        None => (nearest(kind, parts().filter(|(_, (_, of))| *of == name).map(|(_, (kind, _))| kind))?, name),
    };
    parts().find(|(_, parts)| *parts == (kind, name)).map(|(code, _)| code)
}

/// The warning for a comment that was meant as a directive and is none.
pub(super) fn broken(file: &SourceFile, comment: &Comment, severity: Severity) -> Option<Finding> {
    let body = file.slice(comment.body.clone()).trim();
    let message = match directive(body) {
        None if is_meant(body) => {
            let words = body.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
            format!("`{}` is no directive", shown(&words))
        }
        Some((_, list)) if list.split_whitespace().next().is_none_or(|first| first.starts_with("--")) => {
            "a directive names no code".to_owned()
        }
        _ => return None,
    };
    Some(warning(comment.span.clone(), message, FORM.to_owned(), severity))
}

/// Whether a comment begins as a directive does, the colon left out or the case another: `factlint allow`, `Factlint:`.
fn is_meant(body: &str) -> bool {
    let is_marked = body.get(..MARK.len()).is_some_and(|start| start.eq_ignore_ascii_case(MARK));
    let mut words = body.split(|c: char| c.is_whitespace() || c == ':').filter(|word| !word.is_empty());
    let mut next_is = |wanted: &[&str]| words.next().is_some_and(|word| wanted.iter().any(|wanted| word.eq_ignore_ascii_case(wanted)));
    is_marked || (next_is(&[MARK.trim_end_matches(':')]) && next_is(&["allow", "allow-file"]))
}

fn warning(span: Range<usize>, message: String, help: String, severity: Severity) -> Finding {
    Finding {
        origin: Origin::UnusedAllow,
        deviation: DeviationName::UnusedAllow,
        severity,
        help: Some(help),
        notes: Vec::new(),
        labels: vec![Label { span: span.clone(), text: "silences nothing".to_owned() }],
        span,
        in_quotation: false,
        fix: None,
        acceptable: None,
        fingerprint: format!("{:016x}", fold::key(&format!("unused-allow\0{message}"))),
        message,
    }
}
