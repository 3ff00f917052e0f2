//! Syntax errors of TOML → problems that say what to write, where the line shows what was meant.

use toml::de::Error;

use super::problem::Problem;

/// Marks that stand around words in prose, and around no string in TOML.
const PROSE_MARKS: [char; 8] = ['“', '”', '„', '«', '»', '‘', '’', '‹'];

/// A syntax error in `text`, the file of that name.
pub fn problem(error: &Error, name: &str, text: &str) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let problem = Problem::new(format!("not valid TOML: {}", error.message())).at(name, span.clone(), "here");
    match help(line(text, span.start)) {
        Some(help) => problem.help(help),
        None => problem,
    }
}

/// The line of that byte.
fn line(text: &str, at: usize) -> &str {
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = behind.find('\n').map_or(text.len(), |end| before.len() + end);
    text[start..end].trim()
}

fn help(line: &str) -> Option<String> {
    if let Some(header) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
        let parts: Vec<&str> = header.split_whitespace().collect();
        return (parts.len() > 1).then(|| format!("an ID has no spaces: [{}]", parts.join("-")));
    }
    let value = line.split_once('=')?.1.split('#').next()?.trim();
    if value.starts_with(PROSE_MARKS) {
        return Some(format!("a string stands between straight quotation marks: \"{}\"", value.trim_matches(PROSE_MARKS).trim()));
    }
    number(value)
}

/// What to write for a number that is set as in prose: `1 850`, `1,850`, `8,5`.
fn number(value: &str) -> Option<String> {
    let is_set = value.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '\'' | '’'));
    let is_number = value.starts_with(|c: char| c.is_ascii_digit())
        && value.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '’' | '_'));
    if !is_set || !is_number {
        return None;
    }
    let plain: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    Some(match plain.parse::<f64>() {
        Ok(_) => format!("a number has no spaces: {plain}"),
        // `1,850` is a thousand, or not even two.
        Err(_) => "a number has no spaces, and a point for its decimals alone: 23051, 8.5".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_said_where_the_line_shows_it() {
        for (line, said) in [
            ("value = 1 850", "a number has no spaces: 1850"),
            ("value = 1\u{a0}850.5  # so", "a number has no spaces: 1850.5"),
            ("value = 8,5", "a number has no spaces, and a point for its decimals alone: 23051, 8.5"),
            ("[name.le maire]", "an ID has no spaces: [name.le-maire]"),
            ("canonical = “Isaac Steidl”", "a string stands between straight quotation marks: \"Isaac Steidl\""),
        ] {
            assert_eq!(help(line).as_deref(), Some(said), "{line}");
        }
        for line in ["value = 1850", "canonical = Isaac", "value = ", "[name.le-maire", "value = 2024-06-25 x", ""] {
            assert_eq!(help(line), None, "{line}");
        }
    }
}
