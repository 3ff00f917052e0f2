//! People who must not be named: found however they are written, and never told by anything that the program prints or writes.

use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use factlint::prose::fold;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256, Sha512};
use tempfile::TempDir;

use crate::support::{self, command, err, out, status, write};

const KEY: &str = "6b65792066 6f722074657374732c206e6f7420612073656372657420617420616c6c21";

/// What must not be told: the name that the rule is made for, and its parts.
const NAME: &str = "Élise-Marie Nuñez";
const PARTS: [&str; 2] = ["elise", "nunez"];

fn key() -> String {
    KEY.replace(' ', "")
}

/// What a command said and how it ended.
struct Said {
    status: i32,
    out: String,
    err: String,
}

fn run(desk: &Path, args: &[&str], input: &str, key: Option<&str>) -> Said {
    let mut command = command(desk, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).env("SOURCE_DATE_EPOCH", "1719273600");
    if let Some(key) = key {
        command.env("FACTLINT_PROTECT_KEY", key);
    }
    let mut child = command.spawn().expect("it runs");
    // A command that refuses its arguments does not read.
    let _ = child.stdin.take().expect("its input").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    Said { status: status(&output), out: out(&output), err: err(&output) }
}

/// A folder with a rule for the name, and what else its rules say.
fn desk(rules: &str, protect: &[&str], name: &str) -> TempDir {
    let desk = support::desk(&[("rules/story.toml", rules)]);
    let said = run(desk.path(), &[&["protect", "minor-1"], protect].concat(), name, Some(&key()));
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(!tells(&(said.out + &said.err)));
    desk
}

/// The places `line:column` where a protected name is found in a text.
fn found(desk: &Path, file: &str, text: &str) -> Vec<String> {
    write(desk, file, text);
    let said = run(desk, &["check", "--format", "short", file], "", Some(&key()));
    assert!(said.status < 2 && said.err.is_empty(), "{}", said.err);
    let places = said.out.lines().filter(|line| line.contains("[protected.minor-1]"));
    places.map(|line| line.splitn(4, ':').skip(1).take(2).collect::<Vec<_>>().join(":")).collect()
}

/// Whether a text tells a part of the name, in any case and accents.
fn tells(text: &str) -> bool {
    let folded = fold::strip(text).into_owned();
    PARTS.iter().any(|part| folded.contains(part))
}

fn base64(bytes: &[u8]) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |chunk: &[u8]| {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        (0..=chunk.len()).map(move |at| char::from(digits[(bits >> (18 - 6 * at) & 63) as usize])).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

/// Hashes that anybody could compute of the name's forms.
fn unkeyed() -> Vec<String> {
    let forms = [
        NAME,
        "elise-marie nunez",
        "elise marie nunez",
        "elisemarienunez",
        "elise",
        "marie",
        "nunez",
        "Élise",
        "Nuñez",
        "E. Nunez",
        "enunez",
    ];
    let mut hashes = Vec::new();
    for form in forms {
        hashes.push(format!("{:016x}", fold::key(form)));
        for bytes in [Sha256::digest(form).to_vec(), Sha512::digest(form).to_vec()] {
            hashes.push(bytes[..16].iter().map(|byte| format!("{byte:02x}")).collect());
            hashes.push(base64(&bytes)[..20].to_owned());
        }
    }
    hashes
}

#[test]
fn the_name_is_found_in_any_case_order_and_typography() {
    let desk = desk("[typo.a]\nwrong = \"francophobe\"\nright = \"francophone\"\n", &[], "Élise-Marie Nuñez\nLisette\n");
    for text in [
        "Élise-Marie Nuñez",
        "ÉLISE-MARIE NUÑEZ",
        "elise marie nunez",
        "Elise Marie Nunez",
        "Nuñez Élise-Marie",
        "NUNEZ, Elise-Marie",
        "É. Nuñez",
        "É.-M. Nuñez",
        "EM Nunez",
        "Nuñez É.",
        "E\u{301}lise\u{2011}Mari\u{ad}e Nun\u{303}ez",
        "Élise-Marie\nNuñez",
        "Élise-Marie\u{a0}Nuñez’s",
        "d’Élise-Marie Nuñez",
        "elise-marie.nunez@example.org",
        "@EliseMarieNunez",
        "elise_marie_nunez_2009",
        "\"Nuñez\";\"Élise-Marie\"",
        "Lisette",
    ] {
        assert_eq!(found(desk.path(), "a.txt", text).len(), 1, "{text}");
    }
    for text in [
        "**Élise**-Marie *Nuñez*",
        "Éli**se**-Marie Nu&ntilde;ez",
        "[x](https://x.org/%C3%89lise-Marie-Nu%C3%B1ez)",
        "<!-- Elise Marie Nunez -->",
    ] {
        assert_eq!(found(desk.path(), "a.md", &format!("Ici {text}.\n")).len(), 1, "{text}");
    }
    assert_eq!(found(desk.path(), "a.txt", "Avec É. Nuñez,\net Lisette."), ["1:6", "2:4"]);
}

#[test]
fn similar_names_are_other_people() {
    let desk = desk("", &[], NAME);
    let others = [
        "Élise Nunes",
        "Marie Nuñez, Élise Martin",
        "Élise-Anne Nuñez",
        "M. Nuñez et Mme Nuñez",
        "É. M.",
        "Élise-Marie. Nuñez est là",
        "Élise-Marie\n\nNuñez",
        "Élise-Marie 3 Nuñez",
        "EM",
        "Élise-Mariette Nuñez",
        "Élise-Marie Nuñezabal",
        "Élise-Marie, elle, a vu (disait-on) Nuñez",
    ];
    for text in others {
        assert_eq!(found(desk.path(), "a.txt", text), [""; 0], "{text}");
    }
    let more = self::desk("", &["--family-alone", "--initials-alone"], NAME);
    assert_eq!(found(more.path(), "a.txt", "Mme Nuñez. Puis É.-M. N. et E. N."), ["1:5", "1:17", "1:29"]);
}

#[test]
fn without_its_key_nothing_is_read_and_the_gate_fails() {
    let desk = desk("[typo.a]\nwrong = \"francophobe\"\nright = \"francophone\"\n[source.s]\npath = \"../s.txt\"\n", &[], NAME);
    write(desk.path(), "a.txt", format!("{NAME}, francophobe"));
    write(desk.path(), "s.txt", format!("Les mots de {NAME} sont là."));
    let other = "00".repeat(32);
    for (key, why) in
        [(None, "there is no key"), (Some(other.as_str()), "not the one"), (Some("secret"), "is no key"), (Some("0f0f"), "2 bytes")]
    {
        for args in [&["check"][..], &["check", "--format", "json"], &["check", "--ignore", "protected.*"], &["fix", "--diff"], &["test"]] {
            let said = run(desk.path(), args, "", key);
            assert_eq!(said.status, 2, "{args:?} {}", said.out);
            assert!(said.err.contains("[protected.minor-1] is unchecked") && said.err.contains(why), "{args:?} {}", said.err);
            assert!(said.out.is_empty() && !tells(&said.err) && !said.err.contains("secret"), "{args:?} {}{}", said.out, said.err);
        }
    }
    // A mistake of the rules does not show the source either.
    let path = desk.path().join("rules/story.toml");
    let text = std::fs::read_to_string(&path).expect("a file");
    std::fs::write(
        &path,
        format!("[name.b]\ncanonical = \"Anna Berg\"\nevidence = {{ source = \"s\", quote = \"les mots de Anna sont ici\" }}\n{text}"),
    )
    .expect("a file");
    for key in [None, Some(key())] {
        let said = run(desk.path(), &["check"], "", key.as_deref());
        assert!(said.status == 2 && said.err.contains("not in its source") && !tells(&said.err), "{}", said.err);
    }
}

#[test]
fn a_key_is_made_when_nothing_else_can_be_wrong() {
    let desk = tempfile::tempdir().expect("a folder");
    let protect = |id: &str, name: &str| run(desk.path(), &["protect", "--new-key", "story.key", id, "--rules", "r.toml"], name, None);
    write(desk.path(), "told.toml", format!("# {NAME}\n"));
    let told = run(desk.path(), &["protect", "--new-key", "story.key", "minor-1", "--rules", "told.toml"], NAME, None);
    for said in [protect("MINOR", NAME), protect("minor-1", "Élise"), protect("nunez-1", NAME), told] {
        assert!(said.status == 2 && !said.err.contains("is there already"), "{}", said.err);
        assert!(!desk.path().join("story.key").exists(), "{}", said.err);
    }
    assert_eq!(protect("minor-1", NAME).status, 0);
    let said = protect("minor-2", NAME);
    assert!(said.status == 2 && said.err.contains("story.key is there already"), "{}", said.err);
}

#[test]
fn the_key_may_stand_in_a_file_that_is_made_for_it() {
    let desk = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(desk.path().join(".git")).expect("a folder");
    let said = run(desk.path(), &["protect", "--new-key", "story.key"], "", None);
    assert!(said.status == 0 && said.err.contains("warning: story.key stands in the repository"), "{}", said.err);
    let written = std::fs::read_to_string(desk.path().join("story.key")).expect("a key");
    assert_eq!(written.trim().len(), 64);
    assert!(!said.err.contains(written.trim()));
    assert_eq!(run(desk.path(), &["protect", "--new-key", "story.key"], "", None).status, 2);
    assert_eq!(std::fs::read_to_string(desk.path().join("story.key")).expect("a key"), written, "it is not overwritten");
    write(desk.path(), ".gitignore", "*.key\n");
    let said = run(desk.path(), &["protect", "--new-key", "other.key"], "", None);
    assert!(said.status == 0 && !said.err.contains("warning"), "{}", said.err);

    write(desk.path(), "factlint.toml", "rules = \"r.toml\"\nprotect-key = \"story.key\"\n");
    let said = run(desk.path(), &["protect", "minor-1", "--rules", "r.toml"], NAME, None);
    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(run(desk.path(), &["check", "-"], "Nuñez, Élise-Marie", None).status, 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let path = desk.path().join("story.key");
        assert_eq!(std::fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("it is ours");
        let said = run(desk.path(), &["check", "-"], "rien", None);
        assert!(said.status == 0 && said.err.contains("can be read by others"), "{}", said.err);
    }
}

#[test]
fn a_name_is_asked_for_and_kept_out_of_arguments_codes_and_rules() {
    let desk = desk("# kept\n[name.b]\ncanonical = \"Anna Berg\"\n", &[], NAME);
    let rules = desk.path().join("rules/story.toml");
    let before = std::fs::read_to_string(&rules).expect("a file");
    assert!(before.starts_with("# kept\n[name.b]\n") && before.contains("\n[protected.minor-1]\n") && !tells(&before));
    let other = "01".repeat(32);
    for (args, name, key, why) in [
        (&["protect", "minor-2", "Élise-Marie Nuñez"][..], "", key(), "a name is no argument"),
        (&["protect", "minor-2", "Élise-Marie", "Nuñez"], "", key(), "a name is no argument"),
        (&["protect", "Élise-Marie Nuñez"], "", key(), "ID is no code"),
        (&["protect", "nunez-1"], NAME, key(), "holds a part of the name"),
        (&["protect", "minor-2"], "Élise", key(), "not a name of two parts"),
        (&["protect", "minor-1"], NAME, key(), "already"),
        (&["protect", "minor-2"], NAME, other, "another key"),
        (&["protect", "witness"], "Anna Berg", key(), "line 3"),
    ] {
        let said = run(desk.path(), args, name, Some(&key));
        assert!(said.status == 2 && said.err.contains(why) && said.out.is_empty(), "{args:?} {}", said.err);
        assert!(!tells(&said.err), "{args:?} {}", said.err);
    }
    assert_eq!(std::fs::read_to_string(&rules).expect("a file"), before);
    let escaped = "[claim.x]\nstatus = \"disputed\"\nall = [[\"\\u00c9lise-Marie Nu\\u00f1ez\"]]\n";
    for extra in [escaped, "# the mother of Elise-Marie Nunez\n", "[claim.x]\nstatus = \"disputed\"\nall = [[\"Élise-Marie Nuñez\"]]\n"] {
        std::fs::write(&rules, format!("{before}{extra}")).expect("a file");
        let said = run(desk.path(), &["check"], "", Some(&key()));
        assert!(said.status == 2 && said.err.contains("a protected name stands in a file of rules") && !tells(&said.err), "{}", said.err);
    }
    for senseless in ["valid = [\"a\"]", "invalid = [\"a\"]", "near = [\"a\"]", "unless-near = [\"a\"]"] {
        std::fs::write(&rules, format!("{before}{senseless}\n")).expect("a file");
        let said = run(desk.path(), &["check"], "", Some(&key()));
        assert!(said.status == 2 && said.err.contains("take it out"), "{}", said.err);
    }
}

const RULES: &str = r#"
[source.s]
path = "../source.txt"
[name.steidl]
canonical = "Isaac Steidl"
evidence = { source = "s", quote = "Isaac Steidl a rencontré" }
[typo.web]
wrong = "francophobe"
right = "francophone"
[domain.coco]
canonical = "coco.gg"
[term.junalco]
canonical = "Junalco"
expansion = "juridiction nationale de lutte contre la criminalité organisée"
gender = "feminine"
[figure.cases]
value = 23051
unit = "procédures"
[date.closed]
value = 2024-06-25
near = ["fermé"]
[quote.s]
source = "s"
[claim.server]
status = "unconfirmed"
all = [["serveur"], ["Belgique"]]
"#;

const SOURCE: &str = "Isaac Steidl a rencontré Élise-Marie Nuñez à la gare du Nord.\n\n\
    La jeune Élise-Marie Nuñez a parlé hier soir devant tous les juges réunis du tribunal.\n";

const DRAFT: &str = "# Élise-Marie Nuñez et Isaac Steidel

Élise-Marie Nuñez francophobe ELISE-MARIE NUNEZ, voir coco.com/elise-marie-nunez, a vu le Junalco. Isaac Steidel Nuñez Élise-Marie 23 151
procédures É. Nuñez. Site fermé le 26 juin 2024 (Élise-Marie Nuñez). Le serveur d’Élise-Marie Nuñez est en Belgique.

« La jeune Élise-Marie Nuñez a parlé hier matin devant tous les juges réunis du tribunal », selon **Élise**-Marie *Nuñez*.

La Junalco (juridiction nationale Élise-Marie Nuñez de lutte contre la criminalité organisée). <!-- factlint: allow typo.web -- Élise-Marie
Nuñez --> francophobe

[elise marie nunez](https://x.org/%C3%89lise-Marie-Nu%C3%B1ez) <!-- factlint: allow elise-marie-nunez --> `elise_marie_nunez` francophobe
";

/// All that one session of an editor is told.
fn session(desk: &Path) -> String {
    let uri = format!("file://{}/a.md", desk.canonicalize().expect("a folder").display());
    let root = format!("file://{}", desk.canonicalize().expect("a folder").display());
    let document = json!({ "uri": uri });
    let mut id = 1;
    let mut messages = vec![
        json!({ "id": 1, "method": "initialize", "params": { "capabilities": {}, "rootUri": root } }),
        json!({ "method": "initialized", "params": {} }),
        json!({ "method": "textDocument/didOpen", "params": { "textDocument": { "uri": uri, "languageId": "markdown", "version": 1, "text": DRAFT } } }),
    ];
    let mut ask = |method: &str, params: Value| {
        id += 1;
        messages.push(json!({ "id": id, "method": method, "params": params }));
    };
    for (line, character) in [(0, 4), (2, 2), (2, 20), (2, 105), (2, 120), (3, 14), (5, 15), (7, 40), (10, 3)] {
        let place = json!({ "textDocument": document, "position": { "line": line, "character": character }, "context": { "includeDeclaration": true } });
        for method in ["hover", "definition", "references", "completion", "prepareRename"] {
            ask(&format!("textDocument/{method}"), place.clone());
        }
    }
    let all = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    ask("textDocument/codeAction", json!({ "textDocument": document, "range": all, "context": { "diagnostics": [] } }));
    ask("textDocument/diagnostic", json!({ "textDocument": document }));
    ask("textDocument/documentSymbol", json!({ "textDocument": document }));
    ask("workspace/symbol", json!({ "query": "" }));
    ask("shutdown", Value::Null);
    messages.push(json!({ "method": "exit" }));
    let framed = messages.into_iter().map(|mut message| {
        message["jsonrpc"] = "2.0".into();
        let body = message.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    });
    let said = run(desk, &["lsp"], &framed.collect::<String>(), Some(&key()));
    said.out + &said.err
}

#[test]
fn nothing_that_is_printed_or_written_tells_the_name_its_parts_or_an_unkeyed_hash() {
    let desk = desk(RULES, &["--family-alone"], NAME);
    let path = desk.path();
    write(path, "a.md", DRAFT);
    write(path, "source.txt", SOURCE);
    let mut told: Vec<(String, String)> = Vec::new();
    let mut tell = |args: &[&str], input: &str| {
        let said = run(path, args, input, Some(&key()));
        assert!(said.status < 2, "{args:?} {}", said.err);
        told.push((args.join(" "), said.out + &said.err));
    };
    for format in ["human", "short", "json", "jsonl", "html", "sarif", "github", "gitlab", "junit", "rdjsonl"] {
        tell(&["check", "a.md", "--format", format], "");
        tell(&["check", "a.md", "--color", "always", "--format", &format!("{format}=out.{format}")], "");
        tell(&["check", "-", "--stdin-filename", "b.txt", "--format", format], DRAFT);
    }
    tell(&["check", "a.md", "--statistics"], "");
    tell(&["check", "a.md", "--show-rules"], "");
    tell(&["check", "a.md", "--strict", "--output", "report.txt"], "");
    for line in [1, 3, 4, 6, 8, 11] {
        let format = if line % 2 == 0 { "human" } else { "json" };
        tell(&["check", "--why", &format!("a.md:{line}"), "--format", format], "");
    }
    tell(&["check", "--why", "a.md:3:3"], "");
    tell(&["check", "a.md", "--write-baseline", "base.toml"], "");
    tell(&["check", "a.md", "--baseline", "base.toml", "--format", "sarif"], "");
    tell(&["fix", "a.md", "--diff", "--unsafe"], "");
    tell(&["fix", "a.md", "--diff", "--color", "always"], "");
    tell(&["test", "--coverage", "--mutate"], "");
    tell(&["test", "--format", "json"], "");
    for code in ["protected.minor-1", "name.steidl", "quote.s"] {
        tell(&["explain", code], "");
    }
    write(path, "empty.txt", "rien\n");
    tell(&["check", "empty.txt", "--baseline", "base.toml"], "");
    tell(&["schema"], "");
    std::fs::copy(path.join("a.md"), path.join("c.md")).expect("a copy");
    tell(&["fix", "c.md"], "");
    let fixed = std::fs::read_to_string(path.join("c.md")).expect("a file");
    assert!(fixed.contains("Élise-Marie Nuñez francophone ELISE-MARIE NUNEZ"), "a draft keeps what is not to be shown: {fixed}");
    told.push(("lsp".to_owned(), session(path)));
    for entry in walk(path) {
        let name = entry.file_name().expect("a name").to_string_lossy().into_owned();
        if !["a.md", "c.md", "source.txt"].contains(&name.as_str()) {
            told.push((name, std::fs::read_to_string(&entry).expect("a file")));
        }
    }
    let all = told.iter().map(|(_, text)| text.as_str()).collect::<String>();
    for code in [
        "protected.minor-1",
        "name.steidl",
        "typo.web",
        "domain.coco",
        "term.junalco",
        "figure.cases",
        "date.closed",
        "quote.s",
        "claim.server",
    ] {
        assert!(all.contains(&format!("[{code}]: ")), "{code} reports nothing: the search is of too little");
    }
    for (what, text) in &told {
        let shown: Vec<&str> = text.lines().filter(|line| tells(line)).collect();
        assert!(shown.is_empty(), "{what} tells: {shown:?}");
        let escaped = text.replace("\\u00c9", "É").replace("\\u00f1", "ñ").replace("%C3%89", "É").replace("%C3%B1", "ñ").replace("&#", "");
        assert!(!tells(&escaped), "{what} tells it in another writing");
        assert!(!text.contains('\u{1a}') && !text.contains("\\u001a"), "{what} shows what stands for it raw");
        for hash in unkeyed() {
            assert!(!text.to_lowercase().contains(&hash.to_lowercase()), "{what} holds {hash}");
        }
    }
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn markup_around_the_name_ends_where_it_did() {
    let desk = desk(RULES, &["--family-alone"], NAME);
    let text = "<!-- Élise-Marie--> Nuñez, le web francophobe. <b title=\"Élise-Marie\">Nuñez</b> francophobe `Nuñez`\n\n| Élise-Marie | Nuñez | francophobe |\n|-|-|-|\n";
    write(desk.path(), "a.md", text);
    let said = run(desk.path(), &["check", "a.md", "--format", "short"], "", Some(&key()));
    assert_eq!(said.out.matches("[typo.web]").count(), 3, "{}", said.out);
}

#[test]
fn a_diff_of_standard_input_is_masked_in_the_format_that_it_is_given() {
    let desk = desk(RULES, &[], NAME);
    let text = "<p>Le web francophobe, dit Élise-Marie <b title=\"a long attribute here\">Nuñez</b>.</p>\n";
    let said = run(desk.path(), &["fix", "--diff", "-", "--stdin-format", "html"], text, Some(&key()));
    assert!(said.out.contains("+<p>Le web francophone, dit ") && !tells(&said.out), "{}", said.out);
}

/// A Word file of a paragraph with a footnote.
fn docx(text: &str, note: &str) -> Vec<u8> {
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let paragraph = |text: &str, more: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r>{more}</w:p>");
    let body = paragraph(text, "<w:r><w:footnoteReference w:id=\"7\"/></w:r>");
    let body = format!("<w:document {names}><w:body>{body}</w:body></w:document>");
    let notes = format!("<w:footnotes {names}><w:footnote w:id=\"7\">{}</w:footnote></w:footnotes>", paragraph(note, ""));
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                     <Relationship Id=\"a\" Type=\"http://x/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", types),
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", relations),
        ("word/footnotes.xml", &notes),
    ] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a new part");
        archive.write_all(text.as_bytes()).expect("it is memory");
    }
    archive.finish().expect("it is memory").into_inner()
}

#[test]
fn comments_in_a_copy_do_not_tell_the_name_that_the_draft_holds() {
    let rules =
        "[source.s]\npath = \"../source.txt\"\n[quote.s]\nsource = \"s\"\n[typo.web]\nwrong = \"francophobe\"\nright = \"francophone\"\n";
    let desk = desk(rules, &[], NAME);
    write(desk.path(), "source.txt", SOURCE);
    let quotation = "« La jeune Élise-Marie Nuñez a parlé hier matin devant tous les juges réunis du tribunal »";
    let draft = docx(&format!("Le web francophobe, dit {NAME} : {quotation}."), &format!("Selon {NAME}, en effet."));
    write(desk.path(), "d.docx", draft);
    let said = run(desk.path(), &["check", "d.docx", "--annotate", "out", "--format", "json"], "", Some(&key()));
    let report: Value = serde_json::from_str(&said.out).expect("JSON");
    assert!(said.status == 1 && !tells(&(said.out + &said.err)), "{}", said.err);
    let copy = std::fs::File::open(desk.path().join("out/d.docx")).expect("a copy");
    let mut archive = zip::ZipArchive::new(copy).expect("an archive");
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).expect("a part")).expect("UTF-8");
    let (main, comments) = (part("word/document.xml"), part("word/comments.xml"));
    assert_eq!(comments.matches("w:author=\"factlint\"").count(), report["findings"].as_array().expect("a list").len());
    for code in ["[protected.minor-1]", "[typo.web]", "[quote.s]", "footnote 1: “█████”"] {
        assert!(comments.contains(code), "{code} is not in {comments}");
    }
    assert!(!tells(&comments), "{comments}");
    assert!(tells(&main), "the copy is of the draft, which holds what it holds");
}

#[test]
fn a_baseline_that_is_older_than_the_rule_does_not_tell_the_name() {
    let desk = desk(RULES, &[], NAME);
    let baseline = "version = 1\nfindings = [\n  { path = \"a.txt\", rule = \"typo.web\", deviation = \"typo\", fingerprint = \"0\", count = 1, text = \"Élise-Marie Nuñez\" },\n]\n";
    write(desk.path(), "base.toml", baseline);
    write(desk.path(), "a.txt", "rien");
    for args in [["check", "a.txt", "--baseline", "base.toml"], ["check", "a.txt", "--write-baseline", "base.toml"]] {
        let said = run(desk.path(), &args, "", Some(&key()));
        assert!(said.status == 0 && said.err.contains("base.toml") && !tells(&(said.out + &said.err)), "{}", said.err);
    }
    write(desk.path(), "base.toml", baseline.replace("count = 1", "count = 0"));
    let said = run(desk.path(), &["check", "a.txt", "--baseline", "base.toml"], "", Some(&key()));
    assert!(said.status == 2 && said.err.contains("count") && !tells(&said.err), "{}", said.err);
}

#[test]
fn a_baseline_shows_that_a_name_stood_there_and_still_accepts_it() {
    let desk = desk(RULES, &[], NAME);
    write(desk.path(), "a.txt", format!("Le web {NAME} francophobe."));
    assert_eq!(run(desk.path(), &["check", "a.txt", "--write-baseline", "base.toml"], "", Some(&key())).status, 0);
    let baseline = std::fs::read_to_string(desk.path().join("base.toml")).expect("a file");
    assert!(baseline.contains("text = \"█████\"") && !baseline.contains("\\U0000001A"), "{baseline}");
    assert_eq!(run(desk.path(), &["check", "a.txt", "--baseline", "base.toml"], "", Some(&key())).status, 0);
}

#[test]
fn what_is_found_beside_the_name_has_a_fingerprint_without_it() {
    let desk = desk(RULES, &[], NAME);
    assert_eq!(run(desk.path(), &["protect", "witness"], "Bo Ek", Some(&key())).status, 0);
    let fingerprints = |name: &str| {
        let said = run(desk.path(), &["check", "-", "--format", "json"], &format!("Ici {name} francophobe {name} là."), Some(&key()));
        let report: Value = serde_json::from_str(&said.out).expect("JSON");
        let findings = report["findings"].as_array().expect("a list").clone();
        assert_eq!(findings.iter().filter(|finding| finding["kind"] == "protected" && finding["text"].is_null()).count(), 2);
        findings.iter().find(|finding| finding["rule"] == "typo.web").expect("it is there")["fingerprint"].to_string()
    };
    assert_eq!(fingerprints(NAME), fingerprints("Bo Ek"));
}
