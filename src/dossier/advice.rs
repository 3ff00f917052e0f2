//! A value of the wrong type → what to write in its place, where the value shows what was meant.

use toml::de::DeValue;

use super::fields::Takes;

/// What to write; none where nobody can tell.
pub(super) fn advice(value: &DeValue<'_>, takes: Takes) -> Option<String> {
    match takes {
        Takes::Groups => groups(value),
        Takes::Number | Takes::Count | Takes::Boolean | Takes::Tolerance => unquoted(value.as_str()?, takes),
        _ => None,
    }
}

/// A number or `true` that stands in a string.
fn unquoted(text: &str, takes: Takes) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = match takes {
        Takes::Boolean => plain == "true" || plain == "false",
        _ => plain.parse::<f64>().is_ok_and(f64::is_finite),
    };
    fits.then(|| format!("take the quotation marks away: {plain}"))
}

/// Words that stand where a list of words is to be: each as a list of its own.
fn groups(value: &DeValue<'_>) -> Option<String> {
    let items = match value {
        DeValue::Array(list) => list.iter().map(|item| group(item.get_ref())).collect::<Option<Vec<_>>>()?,
        value => vec![group(value)?],
    };
    Some(format!("each group is a list of its own: [{}]", items.join(", ")))
}

fn group(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Array(list) => {
            let words: Option<Vec<String>> = list.iter().map(|word| Some(format!("\"{}\"", word.get_ref().as_str()?))).collect();
            Some(format!("[{}]", words?.join(", ")))
        }
        value => Some(format!("[\"{}\"]", value.as_str()?)),
    }
}
