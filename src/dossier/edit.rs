//! Changes of a rule file's text that keep everything else in it: comments, order, spacing.

use toml::de::{DeTable, DeValue};

use super::{Rule, table};
use crate::finding::Edit;
use crate::source::SourceFile;

/// The edit that adds `form` to what a rule accepts; `None` where its kind accepts nothing, where it accepts the form already, or where its
/// table leaves no line for another key.
pub fn accept(file: &SourceFile, rule: &Rule, form: &str) -> Option<Edit> {
    if !rule.kind().fields().iter().any(|field| field.key == "accept") {
        return None;
    }
    let bom = file.bom_len();
    let text = file.text().get(bom..)?;
    let (root, _) = DeTable::parse_recoverable(text);
    let (kind, name) = rule.code.split_once('.')?;
    let (id, value) = root.get_ref().get(kind)?.get_ref().as_table()?.get_key_value(name)?;
    let table = value.get_ref().as_table()?;
    let quoted = toml::Value::String(form.to_owned()).to_string();
    let edit = match table.get("accept") {
        Some(value) => match value.get_ref() {
            DeValue::Array(list) if list.iter().any(|item| item.get_ref().as_str() == Some(form)) => return None,
            DeValue::Array(list) => {
                let (at, before) = list.iter().last().map_or((value.span().start + 1, ""), |last| (last.span().end, ", "));
                Edit { span: at..at, text: format!("{before}{quoted}") }
            }
            DeValue::String(one) if one == form => return None,
            // One form becomes a list of two.
            DeValue::String(_) => Edit { span: value.span(), text: format!("[{}, {quoted}]", &text[value.span()]) },
            _ => return None,
        },
        None => {
            // A line of its own is the table's where the table has a header: in braces, and below another key, it is another's.
            table::header(id, value)?;
            let (key, canonical) = table.get_key_value("canonical").map(|(key, value)| (key.span(), value.span()))?;
            let indent = text[..key.start].rsplit('\n').next().filter(|before| before.trim().is_empty())?;
            let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
            // Behind the line, so that its comment stays with it.
            let end = canonical.end + text[canonical.end..].find(['\r', '\n']).unwrap_or(text.len() - canonical.end);
            Edit { span: end..end, text: format!("{newline}{indent}accept = [{quoted}]") }
        }
    };
    Some(Edit { span: edit.span.start + bom..edit.span.end + bom, ..edit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Checker;
    use crate::dossier::load::load;

    fn accepted(dossier: &str, form: &str) -> Option<String> {
        let (rules, problems) = load(vec![SourceFile::from_text("d.toml", dossier)]);
        assert!(problems.is_empty(), "{problems:?}");
        let edit = accept(&rules.dossiers[0].file, &rules.rules[0], form)?;
        let mut text = dossier.to_owned();
        text.replace_range(edit.span, &edit.text);
        let (_, problems) = load(vec![SourceFile::from_text("d.toml", text.as_str())]);
        assert!(problems.is_empty(), "{problems:?}\n{text}");
        Some(text)
    }

    #[test]
    fn a_form_is_added_and_all_else_stays() {
        let text = "\u{feff}# the founder\n[name.a]\ncanonical = \"Anna Berg\" # so\nevidence = []\n";
        let wanted = text.replace("# so\n", "# so\naccept = [\"Ana Berg\"]\n");
        assert_eq!(accepted(text, "Ana Berg"), Some(wanted));
        let list = "[name.a]\ncanonical = \"Anna Berg\"\naccept = [ \"A. Berg\", # short\n]\n";
        assert_eq!(accepted(list, "Ana \"B\""), Some(list.replace("\"A. Berg\",", "\"A. Berg\", 'Ana \"B\"',")));
        assert_eq!(
            accepted("[term.a]\ncanonical = \"UNCyber\"\naccept = \"UNC\"\n", "UN Cyber").as_deref(),
            Some("[term.a]\ncanonical = \"UNCyber\"\naccept = [\"UNC\", \"UN Cyber\"]\n")
        );
    }

    #[test]
    fn a_table_without_a_line_for_it_is_left() {
        for table in [
            "[name]\na = { canonical = \"Anna Berg\" }\n",
            "[name]\na = {\n  canonical = \"Anna Berg\"\n}\n",
            "[name]\na.canonical = \"Anna Berg\"\n",
            "name.a.canonical = \"Anna Berg\"\n",
        ] {
            assert_eq!(accepted(table, "Ana Berg"), None, "{table}");
        }
        let list = "[name]\na = { canonical = \"Anna Berg\", accept = [] }\n";
        assert_eq!(accepted(list, "Ana Berg"), Some(list.replace("[]", "[\"Ana Berg\"]")));
    }

    #[test]
    fn what_a_finding_would_have_accepted_makes_it_right() {
        let name = "[name.a]\ncanonical = \"Anna Bergmann\"\n";
        let term = "[term.a]\ncanonical = \"UNCyber\"\n";
        let domain = "[domain.a]\ncanonical = \"coco.gg\"\n";
        for (dossier, text, form) in [
            (name, "Then Ana Bergmann left.", Some("Ana Bergmann")),
            (name, "Then **Ana**\nBergmann left.", Some("Ana Bergmann")),
            (name, "Anna Bergmann came. Then Bergman left.", Some("Bergman")),
            (name, "Then Anna BergMann left.", Some("Anna BergMann")),
            (name, "Then anna bergmann left.", None),
            (term, "Then UN Cyber left.", Some("UN Cyber")),
            (domain, "Then coco.com was there.", Some("coco.com")),
            (domain, "Then coco[.]com was there.", None),
            ("[name.a]\ncanonical = \"Anna Bergmann\"\nreject = \"A. Bergmann\"\n", "Then A. Bergmann left.", None),
            ("[figure.a]\nvalue = 412\nunit = \"cases\"\n", "There were 421 cases.", None),
        ] {
            let found = |dossier: &str| {
                let (rules, _) = load(vec![SourceFile::from_text("d.toml", dossier)]);
                Checker::new(&rules, jiff::civil::Date::MIN).check_text("a.md", text)
            };
            let findings = found(dossier);
            assert_eq!(findings.len(), 1, "{text}: {findings:?}");
            assert_eq!(findings[0].acceptable.as_deref(), form, "{text}");
            let Some(form) = form else { continue };
            assert_eq!(found(&accepted(dossier, form).expect("there is a line for it")), [], "{text}");
        }
    }

    #[test]
    fn what_is_accepted_or_cannot_be_is_left() {
        assert_eq!(accepted("[name.a]\ncanonical = \"Anna Berg\"\naccept = [\"A. Berg\"]\n", "A. Berg"), None);
        assert_eq!(accepted("[figure.a]\nvalue = 3\nunit = \"cases\"\n", "4 cases"), None);
    }
}
