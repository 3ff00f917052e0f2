//! The reports for other programs, all written by one run: every place in them is that of the same finding in the JSON report, and nothing
//! a draft holds ends a field early.
//!
//! Published schemas are not part of this repository. Where `FACTLINT_SCHEMAS` names a folder that holds them, reports are held against them:
//! `sarif-schema-2.1.0.json` (OASIS), `jenkins-junit-10.xsd` (Jenkins' xUnit plugin), `rdjson-diagnostic.json` (reviewdog's
//! `Diagnostic.jsonschema`) and `gitlab-codequality.json` (GitLab's `app/validators/json_schemas/codeclimate.json`).

#![expect(clippy::print_stdout, reason = "what is skipped is said")]

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{command, desk, formats, piped};

const RULES: &str = r#"
[source.release]
title = "Agence | <b>Nord</b> & ]]>"
path = "../dépêche 1.txt"

[name.steidl]
canonical = "Isaac Steidl"
evidence = { source = "release", quote = "le créateur, Isaac Steidl" }

[term.comcyber]
canonical = "COMCYBER-MI"
evidence = { source = "release", quote = "COMCYBER-MI enquête" }

[typo.web]
wrong = "francophobe"
right = "francophone"
help = "a|b <script>\n::error::%0A"

[date.closing]
value = 2024-06-25
near = ["fermé"]

[claim.fire]
status = "unconfirmed"
all = [["incendie"], ["machine"]]

[typo.note]
wrong = "salle"
right = "sale"
severity = "note"
message = "`[a](http://example.org)` \u001B[31m %0A::error::x | ]]> <script>alert(1)</script>"
"#;
const SOURCE: &str = "\u{feff}Paris 😀\r\nÀ midi, le créateur, Isaac Steidl, parle.\r\nLe 😀 COMCYBER-MI enquête.\r\n";
const DRAFT: &str = "\u{feff}Récit 😀 ::error::%0A ]]> : à bord, Isaac Steidel, né <script>|x|</script>.\r\n\r\nLe 👩\u{200d}🚀 COMCYBER\r\nMI dit : « un web francophobe ». Isaac St**ei**del rit.\r\n\r\nÀ Paris, le site a fermé le 26 juin 2024. Un incendie a pris\r\nla machine.\r\n\r\nUn francophobe. <!-- factlint: allow typo.web -- mot cité, “voulu” -->\r\n\r\nUn francophobe, un francophobe. La salle.\r\n";
/// The draft as standard input has it, under a name that no file system would take.
const STDIN: &str = "é,100%0A: a|b<i>]]>&\"#?.md";
const FORMATS: [&str; 6] = ["json", "sarif", "github", "gitlab", "junit", "rdjsonl"];

/// A folder with the files, and the reports of one run over them.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(desk(&[("rules/facts.toml", RULES), ("dépêche 1.txt", SOURCE), ("drafts/a b.md", DRAFT), ("drafts/clean.md", "Rien.\n")]))
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = command(self.0.path(), args);
        command.env("SOURCE_DATE_EPOCH", "1719300000");
        command
    }

    /// One run, a file for each format.
    fn report(&self) -> Reports<'_> {
        let formats: Vec<String> = FORMATS.iter().map(|format| format!("--format={format}=report.{format}")).collect();
        let args = ["check", "-", "./drafts", "--stdin-filename", STDIN];
        let args: Vec<&str> = args.into_iter().chain(formats.iter().map(String::as_str)).collect();
        let mut command = self.command(&args);
        command.env("GITHUB_STEP_SUMMARY", "summary.md");
        let output = piped(command, DRAFT.as_bytes());
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(output.stdout.is_empty() && output.stderr.is_empty(), "all reports have files: {output:?}");
        Reports(self)
    }
}

/// What one run wrote.
struct Reports<'a>(&'a Desk);

impl Reports<'_> {
    fn path(&self, format: &str) -> PathBuf {
        self.0.0.path().join(format!("report.{format}"))
    }

    fn text(&self, format: &str) -> String {
        std::fs::read_to_string(self.path(format)).expect("the report is there")
    }

    fn value(&self, format: &str) -> Value {
        serde_json::from_str(&self.text(format)).expect("it is JSON")
    }

    /// What every other report is held against.
    fn findings(&self) -> Vec<Value> {
        let findings = self.value("json")["findings"].as_array().expect("a list").clone();
        assert_eq!(findings.len(), 18, "both drafts have the same nine");
        findings
    }
}

/// A path as services are given it.
fn path(value: &Value) -> &str {
    text(value).trim_start_matches("./")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number")) as usize
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Line and column of both ends, as the JSON report has them.
fn place(value: &Value) -> [usize; 4] {
    let (start, end) = (&value["start"], &value["end"]);
    [&start["line"], &start["column"], &end["line"], &end["column"]].map(number)
}

/// The same counted by hand, columns in `unit`s, from the bytes of the file.
fn counted(file: &str, offset: usize, unit: impl Fn(&str) -> usize) -> [usize; 2] {
    let before = &file[..offset];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    [1 + before.matches('\n').count(), 1 + unit(&file[start..offset])]
}

/// Line and byte column of both ends.
fn byte_place(file: &str, from: usize, to: usize) -> [usize; 4] {
    let [start, end] = [from, to].map(|offset| counted(file, offset, str::len));
    [start[0], start[1], end[0], end[1]]
}

/// A place of rdjson.
fn range(value: &Value) -> [usize; 4] {
    place(&value["range"])
}

/// A region of SARIF.
fn region(location: &Value) -> [usize; 4] {
    let region = location.get("physicalLocation").map_or(location, |physical| &physical["region"]);
    ["startLine", "startColumn", "endLine", "endColumn"].map(|key| number(&region[key]))
}

fn bytes(location: &Value) -> [usize; 2] {
    let region = location.get("physicalLocation").map_or(location, |physical| &physical["region"]);
    [number(&region["byteOffset"]), number(&region["byteOffset"]) + number(&region["byteLength"])]
}

fn offsets(value: &Value) -> [usize; 2] {
    [number(&value["start"]["offset"]), number(&value["end"]["offset"])]
}

/// A path out of a URI.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        let hex: String = if byte == b'%' { rest.by_ref().take(2).map(char::from).collect() } else { String::new() };
        bytes.push(if byte == b'%' { u8::from_str_radix(&hex, 16).expect("two digits") } else { byte });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn uri(location: &Value) -> String {
    decoded(text(&location["physicalLocation"]["artifactLocation"]["uri"]))
}

#[test]
fn json_itself_counts_as_its_file_does() {
    let desk = Desk::new();
    for finding in desk.report().findings() {
        let [from, to] = offsets(&finding);
        assert_eq!(text(&finding["text"]), &DRAFT[from..to]);
        let characters = |text: &str| text.trim_start_matches('\u{feff}').chars().count();
        let [start, end] = [from, to].map(|offset| counted(DRAFT, offset, characters));
        assert_eq!(place(&finding), [start[0], start[1], end[0], end[1]]);
    }
}

#[test]
fn sarif_has_the_places_of_json() {
    let desk = Desk::new();
    let reports = desk.report();
    let sarif = reports.value("sarif");
    let run = &sarif["runs"][0];
    assert_eq!((&run["columnKind"], &sarif["version"]), (&"unicodeCodePoints".into(), &"2.1.0".into()));
    let (found, accepted): (Vec<&Value>, _) = array(&run["results"]).iter().partition(|result| array(&result["suppressions"]).is_empty());
    let findings = reports.findings();
    assert_eq!((found.len(), accepted.len()), (findings.len(), 2));
    for (result, finding) in found.into_iter().zip(&findings) {
        assert_eq!((&result["ruleId"], &result["level"]), (&finding["rule"], &finding["severity"]));
        assert_eq!(run["tool"]["driver"]["rules"][number(&result["ruleIndex"])]["id"], finding["rule"]);
        assert_eq!(result["partialFingerprints"]["factlint/v1"], finding["fingerprint"]);
        let primary = &result["locations"][0];
        assert_eq!((region(primary), bytes(primary), uri(primary).as_str()), (place(finding), offsets(finding), path(&finding["path"])));
        assert_eq!(primary["physicalLocation"]["region"]["snippet"]["text"], finding["text"]);
        let evidence = array(&finding["evidence"]).iter().map(|evidence| (place(evidence), offsets(evidence), path(&evidence["path"])));
        let labels = array(&finding["labels"])[1..].iter().map(|label| (place(label), offsets(label), path(&finding["path"])));
        let expected: Vec<_> = labels.chain(evidence).map(|(place, bytes, path)| (place, bytes, path.to_owned())).collect();
        let related = array(&result["relatedLocations"]).iter().map(|location| (region(location), bytes(location), uri(location)));
        assert_eq!(related.collect::<Vec<_>>(), expected);
        let applied = finding["fix"].get("safety").is_some_and(|safety| safety != "display-only");
        let edits = if applied { array(&finding["fix"]["edits"]) } else { &[] };
        let replacements = array(&result["fixes"][0]["artifactChanges"][0]["replacements"]);
        assert_eq!(replacements.len(), edits.len());
        for (replacement, edit) in replacements.iter().zip(edits) {
            let [from, to] = [number(&edit["offset"]), number(&edit["end-offset"])];
            assert_eq!((bytes(&replacement["deletedRegion"]), &replacement["insertedContent"]["text"]), ([from, to], &edit["text"]));
            let characters = |text: &str| text.trim_start_matches('\u{feff}').chars().count();
            let [start, end] = [from, to].map(|offset| counted(DRAFT, offset, characters));
            assert_eq!(region(&replacement["deletedRegion"]), [start[0], start[1], end[0], end[1]]);
        }
    }
    assert_eq!((&accepted[0]["suppressions"][0]["kind"], &accepted[0]["ruleId"]), (&"inSource".into(), &"typo.web".into()));
    assert_eq!(accepted[0]["suppressions"][0]["justification"], "mot cité, “voulu”");
    assert_eq!(&DRAFT[bytes(&accepted[0]["locations"][0])[0]..][..11], "francophobe");
    assert_eq!((&run["invocations"][0]["executionSuccessful"], &run["invocations"][0]["exitCode"]), (&true.into(), &1.into()));
}

#[test]
fn rdjsonl_counts_bytes_of_the_line() {
    let desk = Desk::new();
    let reports = desk.report();
    let lines: Vec<Value> = reports.text("rdjsonl").lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    let findings = reports.findings();
    assert_eq!(lines.len(), findings.len());
    for (line, finding) in lines.iter().zip(&findings) {
        let [from, to] = offsets(finding);
        assert_eq!((range(&line["location"]), text(&line["location"]["path"])), (byte_place(DRAFT, from, to), path(&finding["path"])));
        assert_eq!((&line["code"]["value"], &line["message"]), (&finding["rule"], &finding["message"]));
        let evidence = array(&finding["evidence"]).iter().map(|evidence| {
            let [from, to] = offsets(evidence);
            byte_place(SOURCE, from, to)
        });
        let labels = array(&finding["labels"])[1..].iter().map(|label| {
            let [from, to] = offsets(label);
            byte_place(DRAFT, from, to)
        });
        let related = array(&line["related_locations"]).iter().map(|related| range(&related["location"]));
        assert_eq!(related.collect::<Vec<_>>(), labels.chain(evidence).collect::<Vec<_>>());
        assert_suggestion(array(&line["suggestions"]), finding);
    }
}

/// A suggestion leaves the file as the fix's edits do.
fn assert_suggestion(suggestions: &[Value], finding: &Value) {
    if !finding["fix"].get("safety").is_some_and(|safety| safety != "display-only") {
        assert!(suggestions.is_empty(), "{suggestions:?}");
        return;
    }
    let mut fixed = DRAFT.to_owned();
    let edits = array(&finding["fix"]["edits"]);
    edits.iter().rev().for_each(|edit| fixed.replace_range(number(&edit["offset"])..number(&edit["end-offset"]), text(&edit["text"])));
    let [first, last] = [&edits[0]["offset"], &edits[edits.len() - 1]["end-offset"]].map(number);
    assert_eq!(range(&suggestions[0]), byte_place(DRAFT, first, last));
    let mut suggested = DRAFT.to_owned();
    suggested.replace_range(first..last, text(&suggestions[0]["text"]));
    assert_eq!((suggested, suggestions.len()), (fixed, 1));
}

#[test]
fn gitlab_has_the_lines_of_json_and_no_fingerprint_twice() {
    let desk = Desk::new();
    let reports = desk.report();
    let (issues, findings) = (reports.value("gitlab"), reports.findings());
    assert_eq!(array(&issues).len(), findings.len());
    let mut fingerprints = HashSet::new();
    for (issue, finding) in array(&issues).iter().zip(&findings) {
        let lines = &issue["location"]["lines"];
        assert_eq!([&lines["begin"], &lines["end"]], [&finding["start"]["line"], &finding["end"]["line"]]);
        assert_eq!((text(&issue["location"]["path"]), &issue["check_name"]), (path(&finding["path"]), &finding["rule"]));
        assert_eq!(issue["description"], finding["message"]);
        let severity = [("error", "major"), ("warning", "minor"), ("note", "info")];
        assert!(severity.contains(&(text(&finding["severity"]), text(&issue["severity"]))), "{issue}");
        assert!(fingerprints.insert(text(&issue["fingerprint"]).to_owned()), "{issue}");
    }
}

/// The properties and the message of an annotation, as GitHub's runner reads them.
fn annotation(line: &str) -> (&str, Vec<(String, String)>, String) {
    let plain = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    let command = line.strip_prefix("::").expect("a command");
    let (head, message) = command.split_once("::").expect("a message");
    let (level, properties) = head.split_once(' ').expect("properties");
    let pairs = properties.split(',').map(|pair| pair.split_once('=').expect("a pair"));
    (level, pairs.map(|(key, value)| (key.to_owned(), plain(value))).collect(), plain(message))
}

#[test]
fn github_has_the_places_of_json_the_worst_first() {
    let desk = Desk::new();
    let reports = desk.report();
    let mut findings = reports.findings();
    findings.sort_by_key(|finding| ["error", "warning", "note"].iter().position(|word| finding["severity"] == **word));
    let text_of_report = reports.text("github");
    let lines: Vec<&str> = text_of_report.lines().collect();
    let errors = findings.iter().filter(|finding| finding["severity"] == "error").count();
    assert_eq!((errors, lines.len()), (14, 10 + 2 + 2 + 1), "ten errors are shown");
    assert!(lines[14].starts_with("4 more findings"), "{}", lines[14]);
    let shown = findings[..10].iter().chain(&findings[14..]);
    for (line, finding) in lines.iter().zip(shown) {
        let (level, properties, message) = annotation(line);
        let value = |key: &str| properties.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        let [line, column, end_line, end_column] = place(finding).map(|number| number.to_string());
        assert_eq!((value("line"), value("endLine")), (Some(&*line), Some(&*end_line)));
        let columns = if line == end_line { (Some(&*column), Some(&*end_column)) } else { (None, None) };
        assert_eq!((value("col"), value("endColumn")), columns);
        assert_eq!(value("file"), Some(path(&finding["path"])));
        assert_eq!(value("title"), Some(&*format!("factlint: {}", text(&finding["rule"]))));
        assert_eq!(level.replace("notice", "note"), text(&finding["severity"]));
        assert!(message.starts_with(&format!("{}:{line}:{column}: ", text(&finding["path"]))), "{message}");
    }
    let summary = std::fs::read_to_string(desk.0.path().join("summary.md")).expect("a job summary");
    assert_eq!(summary.lines().filter(|line| line.starts_with("| ")).count(), 1 + findings.len(), "all of them, and a head");
    assert!(summary.lines().filter(|line| line.starts_with("| ")).all(|line| line.replace("\\|", "").matches('|').count() == 5));
    assert!(!summary.contains("<script>") && !summary.contains('\u{1b}'), "{summary}");
}

#[test]
fn junit_has_a_test_for_every_finding_and_every_clean_file() {
    let desk = Desk::new();
    let reports = desk.report();
    let xml = reports.text("junit");
    let document = roxmltree::Document::parse(&xml).expect("it is XML");
    let suites: Vec<_> = document.root_element().children().filter(|node| node.has_tag_name("testsuite")).collect();
    let names: Vec<_> = suites.iter().filter_map(|suite| suite.attribute("name")).collect();
    assert_eq!(names, ["drafts/a b.md", "drafts/clean.md", STDIN]);
    let counts: Vec<_> = suites.iter().map(|suite| (suite.attribute("tests"), suite.attribute("failures"))).collect();
    assert_eq!(counts, [(Some("9"), Some("8")), (Some("1"), Some("0")), (Some("9"), Some("8"))]);
    let tests = document.descendants().filter(|node| node.has_tag_name("testcase") && node.attribute("name") != Some("no deviations"));
    let findings = reports.findings();
    for (test, finding) in tests.zip(&findings) {
        let [line, column, ..] = place(finding);
        assert_eq!(test.attribute("name"), Some(&*format!("{} {line}:{column}", text(&finding["rule"]))));
        assert_eq!(test.attribute("classname"), Some(path(&finding["path"])));
        let said = test.first_element_child().expect("a failure or an output");
        assert_eq!(said.has_tag_name("system-out"), finding["severity"] == "note");
        let lines: Vec<&str> = said.text().expect("a text").lines().collect();
        assert!(lines[0].starts_with(&format!("{}:{line}:{column}: ", text(&finding["path"]))), "{lines:?}");
        for (line, evidence) in lines[1..].iter().zip(array(&finding["evidence"])) {
            let [at, column, ..] = place(evidence);
            assert!(line.starts_with(&format!("established in {}:{at}:{column} (", text(&evidence["path"]))), "{line}");
        }
    }
}

#[test]
fn nothing_hostile_gets_through() {
    let desk = Desk::new();
    let reports = desk.report();
    for format in FORMATS {
        let report = reports.text(format);
        let bad = report.chars().find(|&c| (c.is_control() && c != '\n') || matches!(c, '\u{feff}' | '\u{202e}'));
        assert_eq!(bad, None, "{format}: {report}");
    }
    assert!(reports.text("sarif").contains("`[a\\\\](http://example.org)`"), "no link in a message");
    assert!(reports.text("github").lines().all(|line| line.starts_with("::") || line.contains("more findings")));
}

const PACKED_RULES: &str = r#"
[source.rich]
title = "Rich"
path = "rich.docx"

[typo.a]
wrong = "Halversen"
right = "Halvorsen"
evidence = { source = "rich", quote = "EVIDENCE" }
"#;

/// Of drafts and sources that are packed, every report says in words where in them something stands, as the JSON does.
#[test]
fn places_in_packed_files_are_in_every_report() {
    let office = formats().join("office/rich.docx");
    let opened = factlint::format::open(&office).expect("it is read");
    let [first, .., last] = &opened.document.blocks[..] else { panic!("it has blocks") };
    let quote = last.text(opened.file.text()).lines().next().expect("a line").to_owned();
    let place = opened.file.location(last.start()).expect("a place").to_owned();
    assert_ne!(opened.file.location(first.start()), Some(&*place));
    let rules = PACKED_RULES.replace("path = \"", "path = \"../").replace("EVIDENCE", &quote);
    let desk = Desk(desk(&[("rules/facts.toml", rules)]));
    std::fs::copy(&office, desk.0.path().join("rich.docx")).expect("a copy");
    let formats: Vec<String> = FORMATS.iter().chain(&["html"]).map(|format| format!("--format={format}=report.{format}")).collect();
    let args: Vec<&str> = ["check", "rich.docx"].into_iter().chain(formats.iter().map(String::as_str)).collect();
    let output = desk.command(&args).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let reports = Reports(&desk);
    let [json, sarif, gitlab] = ["json", "sarif", "gitlab"].map(|format| reports.value(format));
    let [junit, html, rdjsonl] = ["junit", "html", "rdjsonl"].map(|format| reports.text(format));
    let findings = array(&json["findings"]);
    assert!(findings.len() > 10, "{json}");
    let cards: Vec<&str> = html.split("<article").skip(1).collect();
    let failures: Vec<&str> = junit.split("<failure").skip(1).collect();
    for (at, finding) in findings.iter().enumerate() {
        let words = text(&finding["location"]);
        let result = &sarif["runs"][0]["results"][at];
        assert_eq!(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], words);
        assert_eq!(result["relatedLocations"][0]["logicalLocations"][0]["fullyQualifiedName"], place.as_str());
        let said = format!("{} ({words})", text(&finding["message"]));
        assert_eq!(gitlab[at]["description"], said.as_str());
        assert!(rdjsonl.lines().nth(at).is_some_and(|line| line.contains(&format!("({words})"))), "{rdjsonl}");
        assert!(
            failures[at].contains(&format!("message=\"{said}\"")) && failures[at].contains(&format!(" ({place}) (Rich): ")),
            "{}",
            failures[at]
        );
        let shown = |words: &str| format!("<span class=\"within aside\">({words})</span>");
        assert!(cards[at].contains(&shown(words)) && cards[at].contains(&shown(&place)), "{}", cards[at]);
    }
    let kinds: HashSet<&str> =
        array(&sarif["runs"][0]["results"]).iter().map(|result| text(&result["locations"][0]["logicalLocations"][0]["kind"])).collect();
    assert!(kinds.is_superset(&["paragraph", "text box", "cell", "footnote", "header"].into()), "{kinds:?}");
    if let Some(folder) = schemas() {
        assert_valid(&folder.join("sarif-schema-2.1.0.json"), &sarif);
    }
}

/// The folder of published schemas, where somebody has them.
fn schemas() -> Option<PathBuf> {
    let folder = std::env::var_os("FACTLINT_SCHEMAS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: FACTLINT_SCHEMAS names no folder of published schemas");
    }
    folder
}

fn assert_valid(schema: &Path, value: &Value) {
    let Ok(text) = std::fs::read_to_string(schema) else {
        println!("skipped: {} is not there", schema.display());
        return;
    };
    let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let wrong: Vec<String> = validator.iter_errors(value).map(|error| format!("{error} at {}", error.instance_path)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn reports_are_as_their_published_schemas_say() {
    let Some(folder) = schemas() else { return };
    let desk = Desk::new();
    let reports = desk.report();
    assert_valid(&folder.join("sarif-schema-2.1.0.json"), &reports.value("sarif"));
    for issue in array(&reports.value("gitlab")) {
        assert_valid(&folder.join("gitlab-codequality.json"), issue);
    }
    for line in reports.text("rdjsonl").lines() {
        assert_valid(&folder.join("rdjson-diagnostic.json"), &serde_json::from_str(line).expect("JSON"));
    }
    let schema = folder.join("jenkins-junit-10.xsd");
    match Command::new("xmllint").arg("--noout").arg("--schema").args([schema, reports.path("junit")]).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => println!("skipped: xmllint is not installed"),
    }
}
