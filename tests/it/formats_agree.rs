//! One text in every format, in `tests/formats/`: the findings are the same in all, and stand where the words are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use factlint::check::{Checker, code};
use factlint::config::Config;
use factlint::dossier::RuleSet;
use factlint::finding::{Safety, Severity};
use factlint::fix::apply;
use factlint::format::{Opened, of_bytes};
use factlint::source::{ReadError, SourceFile};

use crate::support::{formats, paragraphs, rules_of};

fn rules() -> RuleSet {
    rules_of(&formats().join("dossier.toml"))
}

/// A file in the format that it has by its name, or by the configuration that lies beside it.
fn open(path: &Path) -> Result<Opened, ReadError> {
    let config = formats().join("factlint.toml");
    let (config, problems) = Config::read(&SourceFile::read(&config).expect("the configuration is there"), &config);
    assert!(problems.is_empty(), "{problems:#?}");
    config.formats.open(path)
}

/// Rule, deviation and words of a finding.
type Found = (String, String, String);

fn expected() -> BTreeSet<Found> {
    let text = std::fs::read_to_string(formats().join("expected.tsv")).expect("the expectations are there");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let field = |line: &str, at: usize| line.split('\t').nth(at).expect("three fields").to_owned();
    lines.map(|line| (field(line, 0), field(line, 1), field(line, 2))).collect()
}

/// The words that a span of the file stands for, as a reader sees them; those of a link are the file's own.
fn words(opened: &Opened, span: &std::ops::Range<usize>) -> String {
    let text = opened.file.text();
    let holds = |block: &&factlint::prose::Block| {
        let whole = block.to_source(0..block.text(text).len());
        whole.start <= span.start && span.end <= whole.end
    };
    let in_link = opened.document.links.iter().any(|link| link.span.start <= span.start && span.end <= link.span.end);
    // The alt text of an image stands inside of another block: the last that begins before the span is the one.
    let Some(block) = opened.document.blocks.iter().rfind(holds).filter(|_| !in_link) else {
        return text[span.clone()].to_owned();
    };
    let mut words = String::new();
    for (at, c) in block.text(text).char_indices() {
        let place = block.to_source(at..at + c.len_utf8());
        if span.start <= place.start && place.end <= span.end {
            // What is not the character itself stands for it: a reference, an escape, white space.
            let own = &text[place];
            assert!(
                own.starts_with(c) || own.starts_with(|first: char| first.is_ascii_punctuation()) || c.is_whitespace(),
                "{c:?} stands for {own:?}"
            );
            words.push(c);
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_findings_of_one_text_are_the_same_in_every_format() {
    let (rules, expected) = (rules(), expected());
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(formats()).expect("the folder is there").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("original.")));
    files.sort();
    assert!(files.len() >= 4, "{files:?}");
    let mut wrong = Vec::new();
    for path in &files {
        let opened = open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let findings = checker.check(&opened.file, &opened.document, &|_, severity: Severity| Some(severity)).findings;
        let found: BTreeSet<Found> = findings
            .iter()
            .map(|finding| (code(&rules, finding).to_owned(), finding.deviation.as_str().to_owned(), words(&opened, &finding.span)))
            .collect();
        let name = path.file_name().expect("a name").to_string_lossy();
        wrong.extend(expected.difference(&found).map(|missing| format!("{name} misses {missing:?}")));
        wrong.extend(found.difference(&expected).map(|more| format!("{name} has {more:?}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A page of the original's paragraphs, in which `wrap` puts its word between tags.
fn page(wrap: &dyn Fn(usize, &str) -> String) -> String {
    paragraphs(wrap).iter().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect()
}

#[test]
fn tags_in_the_line_change_no_finding() {
    let rules = rules();
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    let found = |page: String| -> Vec<(String, String)> {
        let opened = of_bytes("a.html".into(), page.into_bytes(), None).expect("it is text");
        let findings = checker.check(&opened.file, &opened.document, &|_, severity: Severity| Some(severity)).findings;
        findings.iter().map(|finding| (code(&rules, finding).to_owned(), words(&opened, &finding.span))).collect()
    };
    let plain = found(page(&|_, word| word.to_owned()));
    assert!(plain.len() >= 14, "{plain:?}");
    let tags = ["b", "em", "span class=\"x\"", "a href='#x'", "mark", "font", "i", "x-y"];
    for (at, tag) in tags.into_iter().enumerate() {
        let name = tag.split(' ').next().unwrap_or(tag);
        let whole = |count: usize, word: &str| {
            if count % 3 == at % 3 {
                format!("<{tag}>{}</{name}>{}", word.trim_end(), &word[word.trim_end().len()..])
            } else {
                word.to_owned()
            }
        };
        assert_eq!(found(page(&whole)), plain, "{tag} around words");
        let inside = |count: usize, word: &str| match word.char_indices().nth(2) {
            Some((cut, _)) if count % 2 == at % 2 => format!("{}<{tag}>{}</{name}>", &word[..cut], &word[cut..]),
            _ => word.to_owned(),
        };
        assert_eq!(found(page(&inside)), plain, "{tag} inside words");
    }
    let references =
        |_: usize, word: &str| word.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("&#{};", u32::from(c)) }).collect();
    assert_eq!(found(page(&references)), plain, "references");
}

/// What stands on disk at the places of a report: the words, in the file's own encoding.
#[test]
fn places_are_bytes_on_disk() {
    let rules = rules();
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    for (name, encoding) in [
        ("original.md", encoding_rs::UTF_8),
        ("original.latin.html", encoding_rs::WINDOWS_1252),
        ("original.wide.md", encoding_rs::UTF_16LE),
    ] {
        let path = formats().join(name);
        let (bytes, opened) = (std::fs::read(&path).expect("it is there"), open(&path).expect("it is text"));
        assert_eq!(opened.file.encoding().unwrap_or("UTF-8"), encoding.name());
        let findings = checker.check(&opened.file, &opened.document, &|_, severity: Severity| Some(severity)).findings;
        assert!(findings.len() >= 16, "{name}");
        for finding in findings {
            let (start, end) = (opened.file.position(finding.span.start).offset, opened.file.position(finding.span.end).offset);
            let (there, _) = encoding.decode_without_bom_handling(&bytes[start..end]);
            assert_eq!(there, opened.file.slice(finding.span), "{name}");
        }
    }
}

/// A page in a string of a data file: however each of its characters is written, the findings are the same, and their words too.
#[test]
fn escapes_in_data_change_no_finding() {
    let rules = rules();
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    let config = formats().join("factlint.toml");
    let (config, _) = Config::read(&SourceFile::read(&config).expect("the configuration is there"), &config);
    let found = |json: String| -> Vec<(String, String)> {
        let name = formats().join("original.json").to_string_lossy().into_owned();
        let opened = config.formats.of_bytes(name, json.into_bytes(), None).expect("it is JSON");
        let findings = checker.check(&opened.file, &opened.document, &|_, severity: Severity| Some(severity)).findings;
        findings.iter().map(|finding| (code(&rules, finding).to_owned(), words(&opened, &finding.span))).collect()
    };
    let page = page(&|_, word| word.to_owned());
    let plain = found(serde_json::json!({ "html": page }).to_string());
    assert!(plain.len() >= 14, "{plain:?}");
    let every = |nth: usize| -> String {
        let escape = |(at, c): (usize, char)| {
            if at % nth == 0 || c.is_control() || c == '"' { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }
        };
        format!("{{\"html\": \"{}\"}}", page.chars().enumerate().map(escape).collect::<String>())
    };
    for nth in 1..4 {
        assert_eq!(found(every(nth)), plain, "every {nth}");
    }
}

#[test]
fn a_fix_leaves_the_times_of_cues_alone() {
    let rules = rules();
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    let time = |at: usize| format!("{at}\r\n00:00:0{at},000 --> 00:00:0{at},900\r\n");
    let text = format!("{}At Skarholm the fresnel\r\n\r\n{}lense, and\r\nIngeborg\r\n\r\n{}Halversen.\r\n", time(1), time(2), time(3));
    let opened = of_bytes("a.srt".into(), text.clone().into_bytes(), None).expect("it is text");
    let findings = checker.check(&opened.file, &opened.document, &|_, severity: Severity| Some(severity)).findings;
    assert_eq!(findings.len(), 2, "{findings:#?}");
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref()).filter(|fix| fix.safety != Safety::DisplayOnly);
    let (fixed, _) = apply(&text, fixes);
    assert_eq!([1, 2, 3].map(|at| fixed.matches(&time(at)).count()), [1, 1, 1], "{fixed}");
    assert!(fixed.contains("Halvorsen.\r\n"), "{fixed}");
}
