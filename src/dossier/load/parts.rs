//! A long rule file is parsed in parts, at the same time.
//!
//! A file is cut before lines that look like the header of a table. Where such a line stands inside a string or a list, the part before it
//! is left open and not valid; where parts are not valid, or do not go together, the file is parsed as a whole, and that says what is wrong.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, Error};

/// Shorter parts are not worth a thread.
const LEAST: usize = 1 << 16;

/// Every part is parsed with spaces in the place of all before it, so more parts would be more spaces than file.
const MOST: usize = 4;

/// What parsing a text makes of it, whatever is wrong in it.
pub(super) type Parsed<'t> = (TomlSpanned<DeTable<'t>>, Vec<Error>);

/// The parts of a text, each with every byte at its place in the text; the text alone, where it is short.
pub(super) fn of(text: &str) -> Vec<String> {
    let wanted = rayon::current_num_threads().min(MOST).min(text.len() / LEAST).max(1);
    let mut cuts: Vec<usize> = (1..wanted).filter_map(|part| header(text, text.len() / wanted * part)).collect();
    cuts.push(text.len());
    cuts.dedup();
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    starts.zip(&cuts).map(|(start, &end)| " ".repeat(start) + &text[start..end]).collect()
}

/// All parts, parsed; none where one is not valid by itself, or they are not valid together.
pub(super) fn parse(parts: &[String]) -> Option<Vec<TomlSpanned<DeTable<'_>>>> {
    let parsed: Vec<Parsed<'_>> = parts.par_iter().map(|part| DeTable::parse_recoverable(part)).collect();
    let roots: Option<Vec<_>> = parsed.into_iter().map(|(root, errors)| errors.is_empty().then_some(root)).collect();
    let roots = roots?;
    let tables = |at: usize| roots[at].get_ref();
    let meet = (1..parts.len()).any(|at| (0..at).any(|before| share(tables(before), tables(at))));
    let open = parts.len() > 1 && (0..parts.len()).any(|at| !has_headers_alone(&parts[at], tables(at)));
    (!meet && !open).then_some(roots)
}

/// Whether a table stands in both.
fn share(one: &DeTable<'_>, other: &DeTable<'_>) -> bool {
    other.iter().any(|(kind, group)| {
        one.get(kind.get_ref().as_ref()).is_some_and(|known| match (known.get_ref().as_table(), group.get_ref().as_table()) {
            (Some(known), Some(group)) if kind.get_ref() != "dossier" => group.keys().any(|id| known.contains_key(id.get_ref().as_ref())),
            _ => true,
        })
    })
}

/// Whether all kinds of a part were begun by the header of one of their tables. What is open to no table of another part (`name = { … }`)
/// is seen in the whole file alone.
fn has_headers_alone(part: &str, root: &DeTable<'_>) -> bool {
    root.keys().all(|kind| kind.get_ref() == "dossier" || part.as_bytes().get(kind.span().end) == Some(&b'.'))
}

/// Where the next line begins that looks like the header of a table.
fn header(text: &str, from: usize) -> Option<usize> {
    let from = text.as_bytes()[from..].iter().position(|&byte| byte == b'\n')? + from;
    text[from..].find("\n[").map(|at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::load::load;
    use crate::source::SourceFile;

    #[test]
    fn parts_hold_every_byte_at_its_place() {
        let text: String = (0..9000).map(|i| format!("[typo.t{i}]\nwrong = \"é{i}\"\nright = \"è\"\n")).collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("three threads");
        let parts = pool.install(|| of(&text));
        assert_eq!(parts.len(), 3);
        assert_eq!(parts.iter().map(|part| part.trim_start_matches(' ')).collect::<String>(), text);
        assert!(parts.iter().all(|part| text.ends_with(&text[part.len()..]) && part.trim_start().starts_with('[')));
        let roots = parse(&parts).expect("they are valid");
        let entries: usize = roots.iter().map(|root| root.get_ref()["typo"].get_ref().as_table().map_or(0, |table| table.len())).sum();
        assert_eq!(entries, 9000);
    }

    #[test]
    fn rules_and_mistakes_of_a_long_file_have_their_places() {
        let rule = |i: usize| format!("[typo.t{i}]\nwrong = \"é{i}\"\nright = \"è\"\n");
        let read = |last: &str| {
            let text = (0..9000).map(rule).collect::<String>() + last;
            let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("three threads");
            let (set, problems) = pool.install(|| load(vec![SourceFile::from_text("d.toml", text.as_str())]));
            let places: Vec<String> = problems.iter().map(|problem| text[problem.places[0].span.clone()].to_owned()).collect();
            let codes = set.rules.iter().map(|rule| (rule.code.clone(), text[rule.span.clone()].to_owned()));
            (codes.collect::<Vec<_>>(), places)
        };
        let (rules, places) = read("");
        assert_eq!((rules.len(), places), (9000, vec![]));
        assert!(rules.iter().all(|(code, header)| code == header), "every header stands at its place");
        assert_eq!(read("[typo.z]\nwrnog = \"x\"\nwrong = \"y\"\nright = \"z\"\n").1, ["wrnog"]);
        assert_eq!(read("[typo.t5]\n").1.first().map(String::as_str), Some("t5"), "a table of another part");
        assert!(!read("[typo.z]\nwrong = \"x\n").1.is_empty());
    }

    #[test]
    fn a_line_of_a_string_that_looks_like_a_header_leaves_a_part_open() {
        let parts = ["[typo.a]\nwrong = \"\"\"\n".to_owned(), "[typo.b]\nwrong = 'x'\n\"\"\"\n".to_owned()];
        assert!(parse(&parts).is_none());
    }

    #[test]
    fn parts_that_are_not_valid_together_are_not_parsed() {
        let together = |one: &str, other: &str| parse(&[one.to_owned(), other.to_owned()]).is_some();
        assert!(together("[dossier]\n[typo.a]\n", "[typo.b]\n[name.a]\n"));
        assert!(!together("[typo.a]\n", "[typo.a]\n"));
        assert!(!together("[dossier]\n", "[dossier]\n"));
        assert!(!together("typo = { a = {} }\n", "[typo.b]\n"));
        assert!(!together("[typo.a]\n", "[typo]\nb = {}\n"));
    }

    #[test]
    fn a_short_text_is_one_part() {
        assert_eq!(of("[typo.a]\n[typo.b]\n"), ["[typo.a]\n[typo.b]\n"]);
        assert_eq!(of(""), [""]);
    }
}
