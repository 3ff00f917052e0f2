//! DOCX, ODT and EPUB: drafts, sources, copies with comments, and files that mean harm.

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use factlint::format::{Format, of_bytes};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::support::{self, command, err, formats, json, out, piped, write};

const RULES: &str = "[typo.a]\nwrong = \"Halversen\"\nright = \"Halvorsen\"\n";
const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn factlint(folder: &Path, args: &[&str]) -> Output {
    support::factlint(folder, [args, &["--rules", "rules.toml"]].concat())
}

fn desk(rules: &str, files: &[(&str, &[u8])]) -> tempfile::TempDir {
    support::desk(&[&[("rules.toml", rules.as_bytes())], files].concat())
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        archive.start_file(*name, options).expect("a new part");
        archive.write_all(bytes).expect("it is memory");
    }
    archive.finish().expect("it is memory").into_inner()
}

const TYPES: &[u8] = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";

fn docx(text: &str) -> Vec<u8> {
    let body = format!("<w:document {NAMES}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>");
    archive(&[("[Content_Types].xml", TYPES), ("word/document.xml", body.as_bytes())])
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    archive.by_name(name).expect("it is there").read_to_string(&mut text).expect("it is UTF-8");
    text
}

/// Why a file is refused; that takes no time.
fn refused(name: &str, bytes: Vec<u8>) -> String {
    let started = Instant::now();
    let error = of_bytes(name.into(), bytes, None).expect_err("it is refused").to_string();
    assert!(started.elapsed() < Duration::from_secs(20), "{name} takes {:?}", started.elapsed());
    error
}

#[test]
fn a_draft_says_where_in_words() {
    let folder = desk(RULES, &[("a.docx", &docx("Halversen a dit."))]);
    let output = factlint(folder.path(), &["check", "a.docx", "--format", "short"]);
    assert_eq!(out(&output).lines().next().map(|line| line.ends_with("(paragraph 1)")), Some(true));
    let fixed = factlint(folder.path(), &["fix", "a.docx"]);
    assert_eq!(std::fs::read(folder.path().join("a.docx")).expect("it is there"), docx("Halversen a dit."), "{}", err(&fixed));
}

#[test]
fn evidence_in_a_packed_source_names_its_place() {
    let rules = "[source.s]\ntitle = \"Notes\"\npath = \"s.docx\"\n[name.h]\ncanonical = \"Ingeborg Halvorsen\"\n\
                 evidence = { source = \"s\", quote = \"la gardienne Ingeborg Halvorsen\" }\n";
    let folder = desk(rules, &[("s.docx", &docx("Merci à la gardienne Ingeborg Halvorsen.")), ("a.txt", b"Ingeborg Halversen est venue.")]);
    let output = factlint(folder.path(), &["check", "a.txt", "--strict"]);
    let report = out(&output);
    assert!(report.contains("established here (Notes, paragraph 1)") && output.status.code() == Some(1), "{report}{}", err(&output));
}

/// A document with tracked changes, comments, notes, a text box and margins, written by hand and by LibreOffice in two formats.
#[test]
fn everything_that_an_office_writes_has_its_place() {
    let names = ["rich.fodt", "rich.odt", "rich.docx"];
    let files: Vec<Vec<u8>> = names.iter().map(|name| std::fs::read(formats().join("office").join(name)).expect("it is there")).collect();
    let folder = desk(RULES, &[(names[0], &files[0]), (names[1], &files[1]), (names[2], &files[2])]);
    let places = "paragraph 1, paragraph 2, paragraph 3, paragraph 3, paragraph 3, text box 1, table 1, cell B1, paragraph 6, paragraph 7, \
                  footnote 1, endnote 1, comment 1, header, footer";
    for name in names {
        let output = factlint(folder.path(), &["check", name, "--format", "json"]);
        let report = json(&output);
        let found: Vec<&str> =
            report["findings"].as_array().expect("findings").iter().filter_map(|finding| finding["location"].as_str()).collect();
        assert_eq!(found.join(", "), places, "{name}");
        assert_eq!(report["summary"]["allowed"], 1, "{name}");
    }
    let output = factlint(folder.path(), &["check", "rich.docx", "--annotate", "out"]);
    let copy = std::fs::read(folder.path().join("out/rich.docx")).unwrap_or_else(|_| panic!("{}", err(&output)));
    assert_eq!(part(&copy, "word/comments.xml").matches("<w:comment ").count(), 16);
    let text = |bytes: Vec<u8>| of_bytes("a.docx".into(), bytes, None).expect("it is read").file.text().to_owned();
    assert_eq!(text(copy), text(files[2].clone()));
}

#[test]
fn formats_are_known_by_their_content() {
    for (name, format) in [("original.docx", Format::Docx), ("original.odt", Format::Odt), ("original.epub", Format::Epub)] {
        let bytes = std::fs::read(formats().join(name)).expect("it is there");
        assert_eq!(of_bytes("a".into(), bytes, None).expect("it is read").format, format);
    }
}

#[test]
fn copies_of_an_earlier_run_are_no_drafts() {
    let folder = desk(RULES, &[("d.docx", &docx("Halversen."))]);
    let run = || factlint(folder.path(), &["check", ".", "--format", "json", "--annotate", "reviewed"]);
    let first = run();
    assert!(first.status.code() == Some(1) && folder.path().join("reviewed/d.docx").exists(), "{}", err(&first));
    let second = run();
    assert_eq!((second.status.code(), &second.stdout), (Some(1), &first.stdout), "{}", err(&second));
}

#[test]
fn a_copy_has_every_finding_as_a_comment_and_nothing_is_overwritten() {
    let original = std::fs::read(formats().join("original.docx")).expect("it is there");
    let rules = std::fs::read(formats().join("dossier.toml")).expect("it is there");
    let release = std::fs::read(formats().join("release.txt")).expect("it is there");
    let files: [(&str, &[u8]); 4] =
        [("d/a.docx", &original), ("d/b.docx", &docx("Rien.")), ("d/c.txt", b"Rien."), ("release.txt", &release)];
    let folder = desk(&String::from_utf8(rules).expect("UTF-8"), &files);
    let at = |name: &str| std::fs::read(folder.path().join(name)).expect("it is there");
    let run = |args: &[&str]| factlint(folder.path(), &[&["check", "--format", "json", "--annotate"], args].concat());
    let output = run(&["out", "d"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let report = json(&output);
    let found = report["findings"].as_array().expect("findings").len();
    let (copy, comments) = (at("out/a.docx"), part(&at("out/a.docx"), "word/comments.xml"));
    assert_eq!((at("d/a.docx") == original, comments.matches("w:author=\"factlint\"").count()), (true, found));
    assert!(comments.contains("error: `Halversen` is not how the sources spell this name [name.halvorsen]"), "{comments}");
    assert!(comments.contains("source: Statement of the Skarholm Harbour Trust: “its last keeper, Ingeborg Halvorsen”"), "{comments}");
    assert!(comments.contains("fix: “Halvorsen”") && comments.contains("footnote 1: “Halvorssen”"), "{comments}");
    assert_eq!(at("out/b.docx"), at("d/b.docx"));
    assert!(!folder.path().join("out/c.txt").exists());
    // The parts are well-formed, each comment is anchored once, and the text is what it was.
    let main = part(&copy, "word/document.xml");
    for text in [&main, &comments, &part(&copy, "[Content_Types].xml"), &part(&copy, "word/_rels/document.xml.rels")] {
        roxmltree::Document::parse(text).expect("it is well-formed");
    }
    for mark in ["commentRangeStart ", "commentRangeEnd ", "commentReference "] {
        assert_eq!(main.matches(mark).count(), found, "{mark}");
    }
    let text = |bytes: Vec<u8>| of_bytes("a.docx".into(), bytes, None).expect("it is read").file.text().to_owned();
    assert_eq!(text(copy.clone()), text(original));
    // What does not change is not even packed anew.
    assert_eq!(err(&run(&["out", "d/a.docx", "--quiet"])), "");
    write(folder.path(), "out/a.docx", "mine");
    let output = run(&["out", "d/a.docx"]);
    assert!(
        err(&output).contains("is there already") && output.status.code() == Some(2) && at("out/a.docx") == b"mine",
        "{}",
        err(&output)
    );
    assert!(err(&run(&["d", "d/a.docx"])).contains("is the draft itself"));
    assert!(err(&run(&["out", "d/c.txt"])).contains("d/c.txt is none"));
    assert!(err(&run(&["out", "-"])).contains("standard input"));
    write(folder.path(), "e/b.docx", docx("Rien."));
    assert!(err(&run(&["new", "d/b.docx", "e"])).contains("two drafts for new/b.docx"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_draft_whose_name_is_no_unicode_has_a_copy_of_that_name() {
    use std::os::unix::ffi::OsStrExt as _;
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.docx");
    let folder = desk(RULES, &[]);
    std::fs::create_dir(folder.path().join("d")).expect("a folder");
    std::fs::write(folder.path().join("d").join(name), docx("Halversen.")).expect("a file");
    let output = factlint(folder.path(), &["check", "d", "--annotate", "out"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(folder.path().join("out").join(name).exists(), "{}", err(&output));
}

#[test]
fn standard_input_that_fix_cannot_write_goes_on_as_it_is() {
    let draft = docx("Halversen.");
    let folder = desk(RULES, &[]);
    let output = piped(command(folder.path(), ["fix", "-", "--stdin-filename", "d.docx", "--rules", "rules.toml"]), &draft);
    assert_eq!((output.stdout == draft, output.status.code()), (true, Some(1)), "{}", err(&output));
}

#[test]
fn fix_says_why_a_packed_file_stays() {
    let folder = desk(RULES, &[("d.docx", &docx("Halversen.")), ("quoted.docx", &docx("« le gardien Halversen »"))]);
    let output = factlint(folder.path(), &["fix", "d.docx"]);
    let why = "d.docx is not fixed: change it in the program that it was made with\n";
    assert_eq!(err(&output), format!("0 findings fixed in 0 files, 1 left\n{why}"));
    // Other people's words are left in every format.
    assert_eq!(err(&factlint(folder.path(), &["fix", "quoted.docx"])), "0 findings fixed in 0 files, 1 left\n");
}

#[test]
fn a_draft_from_standard_input_is_held_against_a_source_as_its_file_is() {
    let source = "The ferry ran aground on 3 March 2026, Captain Ingrid Rasmussen said. All 412 passengers were brought ashore.\n";
    let text = "Captain Ingrid Rasmusen was the last to leave. All 421 passengers were brought ashore.";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let drafts: [(&str, &[u8]); 2] = [("d.docx", &docx(text)), ("d.txt", &wide)];
    let folder = desk("", &[&drafts[..], &[("source.txt", source.as_bytes())]].concat());
    for (name, bytes) in drafts {
        let check = ["check", "--against", "source.txt", "--format", "json"];
        let file = support::factlint(folder.path(), [&check[..], &[name]].concat());
        let input = piped(command(folder.path(), [&check[..], &["-", "--stdin-filename", name]].concat()), bytes);
        assert_eq!(file.status.code(), Some(1), "{}", err(&file));
        assert_eq!(out(&input), out(&file), "{}", err(&input));
    }
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let body = vec![b' '; 40 << 20];
    let bomb = archive(&[("word/document.xml", &body)]);
    assert!(bomb.len() < 100_000 && refused("a.docx", bomb).contains("unpacks to more than"));
    let chapters: Vec<String> = (0..2000).map(|n| format!("{n}.xhtml")).collect();
    let items: String = chapters.iter().map(|n| format!("<item id='{n}' href='{n}' media-type='application/xhtml+xml'/>")).collect();
    let spine: String = chapters.iter().map(|n| format!("<itemref idref='{n}'/>")).collect();
    let package = format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>");
    let container: &[u8] = b"<container><rootfile full-path='p.opf'/></container>";
    let chapter = [b"<!--", vec![b' '; 4 << 20].as_slice(), b"-->"].concat();
    let mut parts: Vec<(&str, &[u8])> = vec![("META-INF/container.xml", container), ("p.opf", package.as_bytes())];
    parts.extend(chapters.iter().take(20).map(|name| (name.as_str(), chapter.as_slice())));
    assert!(refused("a.epub", archive(&parts)).contains("unpacks to more than 64 MB"));
}

/// Found by fuzzing: marks of UTF-16 inside a text, which the reader of XML passes over.
#[test]
fn byte_order_marks_inside_a_text_are_damage() {
    const MARKS: [u8; 22] = [255, 254, 255, 254, 0, 255, 254, 255, 14, 0, 64, 64, 0, 51, 255, 255, 255, 255, 255, 255, 255, 7];
    assert!(of_bytes("a.fodt".into(), MARKS.to_vec(), None).is_err());
}

#[test]
fn damage_is_told() {
    let whole = docx("Halversen");
    assert!(refused("a.docx", whole[..whole.len() / 2].to_vec()).contains("damaged or cut short"));
    assert!(refused("a.docx", b"plain".to_vec()).contains("no zip archive"));
    assert!(refused("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec()).contains("password"));
    assert!(refused("a.docx", archive(&[("x", b"y")])).contains("word/document.xml is missing"));
    assert!(refused("a.odt", archive(&[("content.xml", b"\xe9")])).contains("neither UTF-8 nor UTF-16"));
    assert!(refused("a.fodt", b"<a><b></a>".to_vec()).contains("no well-formed XML at byte"));
    // The bit that says that a part is encrypted, in both headers.
    let mut encrypted = whole.clone();
    for (head, bit) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..whole.len() - 4).filter(|&at| whole[at..].starts_with(head)).collect();
        places.into_iter().for_each(|at| encrypted[at + bit] |= 1);
    }
    assert!(refused("a.docx", encrypted).contains("is encrypted"));
    let folder = desk(RULES, &[("a.docx", &whole[..whole.len() / 2])]);
    let output = factlint(folder.path(), &["check", "a.docx"]);
    assert!(err(&output).contains("cannot read a.docx: its zip archive is damaged") && output.status.code() == Some(2), "{}", err(&output));
}

#[test]
fn depth_entities_and_circles_are_bounded() {
    let nested = |tag: &str| format!("<w:document {NAMES}>{}{}", format!("<w:{tag}>").repeat(20_000), format!("</w:{tag}>").repeat(20_000));
    for tag in ["p", "r", "tbl", "txbxContent", "x"] {
        let bytes = archive(&[("word/document.xml", format!("{}</w:document>", nested(tag)).as_bytes())]);
        assert!(refused("a.docx", bytes).contains("deep in one another"), "{tag}");
    }
    let laughs: String = (1..20).map(|n| format!("<!ENTITY l{n} \"&l{0};&l{0};&l{0};&l{0};&l{0};&l{0};&l{0};&l{0};\">", n - 1)).collect();
    let text =
        format!("<!DOCTYPE w [<!ENTITY l0 \"ha\">{laughs}]><w:document {NAMES}><w:p><w:r><w:t>Un&l19;</w:t></w:r></w:p></w:document>");
    let opened = of_bytes("a.docx".into(), archive(&[("word/document.xml", text.as_bytes())]), None).expect("it is read");
    assert_eq!(opened.file.text(), "Un\n\n");
    // Relations that lead to themselves and out of the archive.
    let relations = "<Relationships><Relationship Id='a' Type='x/footnotes' Target='document.xml'/><Relationship Id='b' Type='x/comments' \
                     Target='../../../../etc/passwd'/><Relationship Id='c' Type='x/header' Target='/word/document.xml'/></Relationships>";
    let body = format!("<w:document {NAMES}><w:p><w:r><w:t>Un</w:t></w:r></w:p></w:document>");
    let parts: [(&str, &[u8]); 3] =
        [("word/document.xml", body.as_bytes()), ("word/_rels/document.xml.rels", relations.as_bytes()), ("../../evil", b"x")];
    assert!(of_bytes("a.docx".into(), archive(&parts), None).is_ok());
}

/// Many short parts of a text take time that grows with its length alone.
#[test]
fn long_documents_take_no_long() {
    let body = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(40_000);
    let attributes: String = (0..50_000).map(|n| format!(" a{n}=\"\"")).collect();
    for body in [body, "<w:r><w:t>a</w:t><w:tab/></w:r>".repeat(40_000), format!("<w:p{attributes}/>"), "&x;".repeat(100_000)] {
        let bytes = archive(&[("word/document.xml", format!("<w:document {NAMES}>{body}</w:document>").as_bytes())]);
        let started = Instant::now();
        let _ = of_bytes("a.docx".into(), bytes, None);
        assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    }
}

/// Scraps of documents, put together at random.
const SCRAPS: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "un mot",
    "é",
    "&amp;",
    "&x;",
    "<w:rPr>",
    "</w:rPr>",
    "<w:vanish/>",
    "<w:tab/>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:del>",
    "</w:del>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:hyperlink r:id=\"a\">",
    "</w:hyperlink>",
    "<wp:docPr descr=\"vue\"/>",
    "<wp:inline/>",
    "<![CDATA[x]]>",
    "<w:commentReference w:id=\"1\"/>",
    "Halversen",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is done to a file, it is read or refused.
    #[test]
    fn no_file_is_too_broken(name in prop_oneof![Just("original.docx"), Just("original.odt"), Just("original.epub")],
                             cut in 0.0f64..1.0, changes in proptest::collection::vec((0.0f64..1.0, any::<u8>()), 0..12)) {
        let mut bytes = std::fs::read(formats().join(name)).expect("it is there");
        let len = bytes.len() as f64;
        changes.iter().for_each(|&(at, byte)| bytes[(at * len) as usize] = byte);
        if cut < 0.5 {
            bytes.truncate((cut * 2.0 * len) as usize);
        }
        if let Ok(opened) = of_bytes(name.into(), bytes.clone(), None) {
            for block in &opened.document.blocks {
                prop_assert!(!block.text(opened.file.text()).is_empty());
            }
        }
        if let Ok(draft) = factlint::annotate::Draft::open(&bytes) {
            let _ = draft.text().len();
        }
    }

    /// The same of the XML inside, where no checksum tells.
    #[test]
    fn no_part_is_too_broken(file in prop_oneof![Just("office/rich.docx"), Just("office/rich.odt"), Just("original.epub")], which in any::<usize>(),
                             changes in proptest::collection::vec((0.0f64..1.0, proptest::sample::select(&b"<>&\"/= :a1\xe9"[..])), 1..6),
                             span in (0usize..400, 1usize..40)) {
        let bytes = std::fs::read(formats().join(file)).expect("it is there");
        let mut whole = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut parts: Vec<(String, Vec<u8>)> = (0..whole.len()).map(|at| {
            let mut part = whole.by_index(at).expect("it is there");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("it is whole");
            (part.name().expect("a name").into_owned(), bytes)
        }).collect();
        let texts: Vec<usize> = (0..parts.len()).filter(|&at| parts[at].1.starts_with(b"<")).collect();
        let text = &mut parts[texts[which % texts.len()]].1;
        let len = text.len() as f64;
        changes.iter().for_each(|&(at, byte)| text[(at * len) as usize] = byte);
        let all: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let bytes = archive(&all);
        let _ = of_bytes(file.into(), bytes.clone(), None);
        if let Ok(draft) = factlint::annotate::Draft::open(&bytes) {
            let bound = |mut at: usize| { at = at.min(draft.text().len()); while !draft.text().is_char_boundary(at) { at -= 1; } at };
            let span = bound(span.0)..bound(span.0 + span.1);
            let note = factlint::annotate::Note { span, lines: vec!["x".into()], place: "y".into() };
            if let Ok(copy) = draft.annotated(&[note]) {
                let again = factlint::annotate::Draft::open(&copy).expect("it is whole");
                prop_assert_eq!(again.text(), draft.text());
            }
        }
    }

    /// Elements in any order are read, and wherever words are marked the document stays well-formed and its text the same.
    #[test]
    fn any_words_can_be_marked(scraps in proptest::collection::vec(proptest::sample::select(SCRAPS), 0..40), places in proptest::collection::vec((0usize..60, 1usize..12), 1..5)) {
        // Ends that fit what is open.
        let (mut body, mut open) = (String::new(), Vec::new());
        for scrap in scraps {
            if let Some(name) = scrap.strip_prefix("</") {
                if open.last() == Some(&name) {
                    open.pop();
                    body.push_str(scrap);
                }
                continue;
            }
            // Properties stand where they may, and hold nothing else.
            let around = open.last().copied().unwrap_or_default();
            let fits = match scrap {
                "<w:rPr>" => around == "w:r>",
                "<w:pPr>" => around == "w:p>",
                "<w:vanish/>" => around == "w:rPr>",
                _ => !matches!(around, "w:rPr>" | "w:pPr>"),
            };
            if !fits {
                continue;
            }
            body.push_str(scrap);
            if scrap.starts_with("<w") && !scrap.ends_with("/>") {
                open.push(match scrap.split([' ', '>']).next().unwrap_or_default() {
                    "<w:hyperlink" => "w:hyperlink>",
                    _ => &scrap[1..],
                });
            }
        }
        open.iter().rev().for_each(|name| body.push_str(&format!("</{name}")));
        let main = format!("<w:document {NAMES} xmlns:wp=\"wp\" xmlns:r=\"r\"><w:body>{}</w:body></w:document>", body.replace("&x;", ""));
        let bytes = archive(&[("[Content_Types].xml", TYPES), ("word/document.xml", main.as_bytes())]);
        let draft = factlint::annotate::Draft::open(&bytes).expect("it is well-formed");
        let text = draft.text().to_owned();
        let notes: Vec<factlint::annotate::Note> = places.iter().map(|&(start, len)| {
            let bound = |mut at: usize| { at = at.min(text.len()); while !text.is_char_boundary(at) { at -= 1; } at };
            factlint::annotate::Note { span: bound(start)..bound(start + len), lines: vec!["x".into()], place: "y".into() }
        }).collect();
        let copy = draft.annotated(&notes).expect("there is room");
        let written = part(&copy, "word/document.xml");
        prop_assert!(roxmltree::Document::parse(&written).is_ok(), "{written}");
        let again = factlint::annotate::Draft::open(&copy).expect("it is well-formed");
        prop_assert_eq!(again.text(), text, "{}", written);
    }
}
