//! Evidence of a figure or a date that states neither: the passage is another one than was meant, or the value is.
//!
//! A passage may say a value in many ways: rounded, in another unit, as a sum, by the day of the week. Whatever could be one of them is let
//! pass; what is left names no such thing at all.

use crate::check::Checker;
use crate::dossier::problem::Problem;
use crate::dossier::{Evidence, EvidenceState, Rule};
use crate::finding::{Origin, RuleId, Severity};
use crate::format::Format;
use crate::kind::Fact;
use crate::kind::date::fact::Date;
use crate::kind::date::read::dates;
use crate::kind::figure::number::numbers;
use crate::language::{Language, Tables};
use crate::prose::passage::Passage;
use crate::prose::words::words;
use crate::source::SourceFile;

/// Up to here a passage may list what is counted, or say it by an ordinal or an article.
const COUNTED: f64 = 10.0;

/// How far a rounded number is from what it stands for, at most.
const ROUNDED: f64 = 0.1;

/// How far apart two ways to reckon may be.
const EXACT: f64 = 0.02;

/// Units of one sort, in one another: of time, of length, of weight, of surface, of volume, of money.
const UNITS: [f64; 19] =
    [7.0, 10.0, 12.0, 14.0, 20.0, 24.0, 30.4, 52.0, 60.0, 100.0, 365.0, 3600.0, 1.609, 1.852, 3.281, 2.205, 2.471, 4.546, 25.4];

/// A doubt about a rule none of whose evidence says what it holds true, as far as all of it could be read.
pub(super) fn doubt(checker: &Checker<'_>, id: RuleId, rule: &Rule) -> Option<Problem> {
    let is_silent = |evidence: &Evidence| match (&evidence.state, &evidence.quote) {
        (EvidenceState::Stands(_), Some(quote)) => is_unsaid(&rule.fact, &quote.value) && !is_stated(checker, id, &quote.value),
        _ => false,
    };
    let first = rule.evidence.first().and_then(|evidence| evidence.quote.as_ref())?;
    if !rule.evidence.iter().all(is_silent) {
        return None;
    }
    let (what, value) = (if matches!(rule.fact, Fact::Date(_)) { "date" } else { "number" }, rule.fact.canonical()?);
    let file = checker.rules().dossiers[rule.dossier].file.name();
    let message = format!("the evidence of [{}] does not say `{value}`", rule.code);
    let problem = Problem::new(message).about(Severity::Warning, &rule.code);
    let problem = problem.at(file, first.span.clone(), format!("no {what} here agrees with it"));
    let problem = problem.at(file, rule.span.clone(), format!("`{value}` is held true here"));
    Some(problem.help(format!("quote the passage that has the {what}, or correct the rule")))
}

/// Whether the rule itself sees what it is about, right or wrong: its own doubt is told then.
fn is_stated(checker: &Checker<'_>, id: RuleId, quote: &str) -> bool {
    checker.examine(quote).1.iter().any(|stated| stated.origin == Origin::Rule(id))
}

/// Whether nothing in the passage could be the value.
fn is_unsaid(fact: &Fact, quote: &str) -> bool {
    let file = SourceFile::from_text("quote", quote);
    let document = Format::Text.read(&file);
    let mut run = Vec::new();
    document.blocks.iter().all(|block| {
        let text = block.text(file.text());
        words(text, &mut run);
        let passage = Passage::new(block, text, &run);
        match fact {
            Fact::Figure(figure) => figure.value > COUNTED && !may_say_figure(&passage, figure.value),
            Fact::Date(date) => !may_say_date(&passage, date),
            _ => false,
        }
    })
}

fn may_say_figure(passage: &Passage<'_>, value: f64) -> bool {
    let fraction = |tables: &Tables| passage.words.iter().any(|word| tables.figure.ordinal_words.has_key(word.key));
    if Language::ALL.map(Language::tables).into_iter().any(fraction) {
        return true;
    }
    let numbers = numbers(passage);
    if numbers.iter().any(|number| !number.upper.is_empty() && holds(&number.readings, &number.upper, value)) {
        return true;
    }
    let factors = |mark: Option<f64>| [1.0, mark.unwrap_or(1.0)];
    let read = numbers.iter().flat_map(|number| {
        let factors = factors(number.mark.as_ref().and_then(|mark| mark.factor));
        number.readings.iter().chain(&number.upper).flat_map(move |one| factors.map(|factor| one * factor))
    });
    // Years, times and days are no numbers, but may be reckoned with.
    let all: Vec<f64> = read.chain(digits(passage.text)).collect();
    all.iter().any(|&one| is_near(one, value))
        || all.iter().chain(&[1.0]).any(|&one| UNITS.iter().any(|unit| is_same(one * unit, value) || is_same(one / unit, value)))
        || is_reckoned(&all, value)
}

fn holds(lower: &[f64], upper: &[f64], value: f64) -> bool {
    lower.iter().any(|&from| upper.iter().any(|&to| from <= value && value <= to))
}

/// Whether a number may stand for the value: a bound near to it, or the value rounded, in thousands or per cent too.
fn is_near(one: f64, value: f64) -> bool {
    let scaled = |power: i32| (one * 10_f64.powi(power) - value).abs() <= value * ROUNDED;
    (one >= value / 2.0 && one <= value * 2.0) || (-9..=9).any(scaled)
}

fn is_same(one: f64, value: f64) -> bool {
    (one - value).abs() <= value * EXACT
}

/// Whether the value is the sum of all, or the sum, difference, product or share of two.
fn is_reckoned(all: &[f64], value: f64) -> bool {
    let of_two = |a: f64, b: f64| [a + b, (a - b).abs(), a * b, a / b, a / b * 100.0].into_iter().any(|one| is_same(one, value));
    is_same(all.iter().sum(), value) || all.iter().enumerate().any(|(at, &a)| all[at + 1..].iter().any(|&b| of_two(a, b) || of_two(b, a)))
}

/// Every run of digits as a number.
fn digits(text: &str) -> impl Iterator<Item = f64> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|run| run.parse().ok())
}

/// Whether a date agrees, or the passage tells its day some other way: by the weekday, from the day of the source, by a number.
fn may_say_date(passage: &Passage<'_>, date: &Date) -> bool {
    let read = dates(passage, 0..passage.words.len());
    let in_date = |at: usize| read.iter().any(|read| (read.lead..read.words.end).contains(&at));
    let relative = |at: usize| Language::ALL.map(Language::tables).into_iter().any(|tables| is_relative(tables, passage.words[at].key));
    let open = (0..passage.words.len()).filter(|&at| !in_date(at));
    read.len() > 1
        || read.iter().any(|read| read.said.agrees(date))
        || open.into_iter().any(|at| passage.words[at].shape.has_digit() || relative(at))
        || (read.is_empty() && !numbers(passage).is_empty())
}

/// Weekdays, times of the day, spans of time and occasions; not the words that stand before them and before anything else.
fn is_relative(tables: &Tables, key: u64) -> bool {
    let date = &tables.date;
    let lists = [&date.times, &date.occasions, &date.relations, &tables.figure.times, &tables.figure.before_years];
    let little = [&tables.prepositions, &tables.function_words, &tables.determiners];
    let weekday = || crate::kind::date::read::is_weekday(key) || crate::kind::date::read::is_month(key);
    weekday() || (lists.iter().any(|list| list.has_key(key)) && !little.iter().any(|list| list.has_key(key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::conflict::evidence::doubts;
    use crate::dossier::load::load;

    /// What is told of a rule with that table, on a source that says `quote`.
    fn told(table: &str, quote: &str) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("s.txt"), quote).expect("written");
        let text = format!("[source.s]\npath = \"s.txt\"\n\n{table}\nevidence = {{ source = \"s\", quote = '{quote}' }}\n");
        let name = folder.path().join("d.toml").display().to_string();
        let (rules, problems) = load(vec![SourceFile::from_text(name, text)]);
        assert_eq!(problems, []);
        doubts(&Checker::new(&rules, jiff::civil::Date::MIN)).into_iter().map(|doubt| doubt.message).collect()
    }

    fn figure(value: &str, unit: &str) -> String {
        format!("[figure.f]\nvalue = {value}\nunit = \"{unit}\"")
    }

    fn date(value: &str, near: &str) -> String {
        format!("[date.d]\nvalue = {value}\nnear = \"{near}\"")
    }

    #[test]
    fn a_passage_without_the_figure_is_told() {
        for (value, unit, quote) in [
            ("46", "statements", "The reward stands at"),
            ("46", "statements", "Police took it on 12 March 2026"),
            ("412", "plaintes", "Les plaintes affluent à Lyon"),
            ("23051", "procédures", "Le parquet a saisi 7 ordinateurs"),
        ] {
            assert_eq!(told(&figure(value, unit), quote), [format!("the evidence of [figure.f] does not say `{value}`")], "{quote}");
        }
    }

    #[test]
    fn a_passage_that_may_say_the_figure_is_not() {
        for (value, unit, quote) in [
            ("46", "statements", "Officers have taken forty-six of them"),
            ("23051", "procédures", "plus de 23 000 dossiers ouverts"),
            ("2_400_000", "pounds", "insured for £2.4m"),
            ("150", "minutes", "It lasted two and a half hours"),
            ("93", "miles", "The road is 150 km long"),
            ("442", "people", "412 passengers and 30 crew were aboard"),
            ("50", "%", "about half of the members voted"),
            ("3", "suspects", "the mayor, his wife and their son"),
            ("76", "ans", "fondée en 1950 et fermée en 2026"),
            ("20", "blessés", "une vingtaine de blessés"),
        ] {
            assert_eq!(told(&figure(value, unit), quote), [""; 0], "{quote}");
        }
    }

    #[test]
    fn a_passage_without_the_date_is_told() {
        for (value, near, quote) in [
            ("2024-06-25", "closed", "The reward stands high"),
            ("2024-06-25", "fermeture", "La fermeture du site a surpris les habitués"),
            ("2024-06-25", "closed", "It was opened on 3 May 2019"),
        ] {
            assert_eq!(told(&date(value, near), quote), [format!("the evidence of [date.d] does not say `{value}`")], "{quote}");
        }
    }

    #[test]
    fn a_passage_that_may_say_the_date_is_not() {
        for (value, near, quote) in [
            ("2024-06-25", "fermé", "Le site a été fermé mardi"),
            ("2024-06-25", "closed", "The site was closed in June 2024"),
            ("2024-06-25", "closed", "The site was closed yesterday"),
            ("2024-06-25", "fermé", "Fermé dans la nuit, il reste en ligne"),
            ("2024-06-25", "closed", "closed three days after 22 June 2024"),
            ("\"2024\"", "closed", "closed in 2024"),
            ("2024-06-25", "fermé", "le site ferme le 25"),
        ] {
            assert_eq!(told(&date(value, near), quote), [""; 0], "{quote}");
        }
    }

    #[test]
    fn one_piece_of_evidence_that_says_it_is_enough_and_other_kinds_are_not_asked() {
        let two = "evidence = [{ source = \"s\", quote = \"The reward stands\" }, { source = \"s\", quote = \"46 of them\" }]";
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("s.txt"), "The reward stands. There are 46 of them.").expect("written");
        let text = format!("[source.s]\npath = \"s.txt\"\n\n{}\n{two}\n", figure("46", "statements"));
        let (rules, _) = load(vec![SourceFile::from_text(folder.path().join("d.toml").display().to_string(), text)]);
        assert_eq!(doubts(&Checker::new(&rules, jiff::civil::Date::MIN)), []);
        assert_eq!(told("[name.n]\ncanonical = \"Ulla Brandvold\"", "The reward stands at"), [""; 0]);
    }
}
