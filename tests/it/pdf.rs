//! PDF: files written here, object by object, sound and not.
#![cfg(feature = "pdf")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use factlint::format::{Format, Opened, of_bytes};
use factlint::prose::Role;
use proptest::prelude::*;

use crate::support::{desk, err, factlint, out};

/// A file of these objects, numbered from 1, the first of which is the catalog.
fn file<B: AsRef<[u8]>>(objects: &[B]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        bytes.extend_from_slice(object.as_ref());
        bytes.extend_from_slice(b"\nendobj\n");
    }
    bytes.extend_from_slice(b"trailer\n<< /Root 1 0 R >>\n%%EOF\n");
    bytes
}

fn stream(dict: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< {dict} /Length {} >>\nstream\n", content.len()).into_bytes();
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(b"\nendstream");
    bytes
}

fn packed(dict: &str, content: &[u8]) -> Vec<u8> {
    stream(&format!("{dict} /Filter /FlateDecode"), &deflated(content))
}

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content).expect("a vector takes everything");
    encoder.finish().expect("a vector takes everything")
}

/// A file of pages with these contents and one font, F1, which is object 3.
fn pages(font: &str, contents: &[&str], more: &[Vec<u8>]) -> Vec<u8> {
    let first = 4 + more.len();
    let kids = (0..contents.len()).fold(String::new(), |kids, at| kids + &format!("{} 0 R ", first + 2 * at));
    let resources = "/Resources << /Font << /F1 3 0 R >> /XObject << /X 4 0 R >> >>";
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} {resources} /MediaBox [0 0 595 842] >>", contents.len()).into(),
        font.into(),
    ];
    objects.extend_from_slice(more);
    for (at, content) in contents.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", first + 2 * at + 1).into());
        objects.push(packed("", content.as_bytes()));
    }
    file(&objects)
}

const HELVETICA: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// Lines of text from the top, 14 apart; an empty one is a gap.
fn lines(lines: &[&str]) -> String {
    let mut content = String::from("BT /F1 12 Tf 14 TL 72 760 Td\n");
    for line in lines {
        let _ = writeln!(content, "({}) Tj T*", line.replace('(', "\\(").replace(')', "\\)"));
    }
    content + "ET"
}

fn read(bytes: Vec<u8>) -> Opened {
    of_bytes("a.pdf".into(), bytes, None).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(bytes: Vec<u8>) -> String {
    of_bytes("a.pdf".into(), bytes, None).expect_err("it is refused").to_string()
}

/// Page and text of every block.
fn blocks(opened: &Opened) -> Vec<(String, String)> {
    let text = opened.file.text();
    let block =
        |block: &factlint::prose::Block| (opened.file.location(block.start()).unwrap_or("").to_owned(), block.text(text).to_owned());
    opened.document.blocks.iter().map(block).collect()
}

fn texts(bytes: Vec<u8>) -> Vec<String> {
    blocks(&read(bytes)).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn blocks_are_paragraphs_with_their_page() {
    let first = lines(&["The lamp of the lighthouse burns again, nine years after", "it was put out.", "", "It was relit in May."]);
    let second = lines(&["Nobody knows the stairs better."]);
    let opened = read(pages(HELVETICA, &[&first, &second], &[]));
    assert_eq!(opened.format, Format::Pdf);
    let block = |page: &str, text: &str| (page.to_owned(), text.to_owned());
    assert_eq!(
        blocks(&opened),
        [
            block("page 1", "The lamp of the lighthouse burns again, nine years after it was put out."),
            block("page 1", "It was relit in May."),
            block("page 2", "Nobody knows the stairs better."),
        ]
    );
}

#[test]
fn lines_of_a_table_of_contents_are_blocks_of_their_own() {
    let dotted = lines(&[
        "The lamp . . . . . . . . . . . . . . . . . . . . . 3",
        "the keepers of the tower and what became",
        "of them after the war ........................ xii",
        "Halvorsen......................................14",
        "Stairs, and so on... in the tower, and 3",
        "more of it.",
    ]);
    let entries = [
        "The lamp . . . . . . . . . . . . . . . . . . . . . 3",
        "the keepers of the tower and what became of them after the war ........................ xii",
        "Halvorsen......................................14",
        "Stairs, and so on... in the tower, and 3 more of it.",
    ];
    assert_eq!(texts(pages(HELVETICA, &[&dotted], &[])), entries);
    // Title, dots and page each set by itself, with tabs between them.
    let row = |v: usize, title: &str, page: &str| {
        format!(
            "BT /F1 12 Tf 72 {v} Td ({title}) Tj ET BT /F1 12 Tf 300 {v} Td (.............) Tj ET BT /F1 12 Tf 500 {v} Td ({page}) Tj ET\n"
        )
    };
    let tabbed = [row(700, "The lamp", "3"), row(686, "the keepers", "4"), row(672, "Halvorsen", "14")].concat();
    assert_eq!(
        texts(pages(HELVETICA, &[&tabbed], &[])),
        ["The lamp ............. 3", "the keepers ............. 4", "Halvorsen ............. 14"]
    );
}

#[test]
fn a_pdf_is_known_by_its_beginning() {
    let bytes = pages(HELVETICA, &[&lines(&["Halvorsen."])], &[]);
    assert_eq!(of_bytes("<stdin>".into(), bytes, None).expect("it is a PDF").format, Format::Pdf);
}

#[test]
fn words_cut_at_the_end_of_a_line_are_whole_again() {
    let said = |of: &[&str]| texts(pages(HELVETICA, &[&lines(of)], &[])).join("|");
    assert_eq!(said(&["Le tribunal a suivi les proc-", "\\351dures"]), "Le tribunal a suivi les procédures");
    assert_eq!(said(&["Elle a vu Jean-", "Louis Aubert"]), "Elle a vu Jean-Louis Aubert");
    assert_eq!(said(&["Il est peut-\\352tre l\\340, ou peut-", "\\352tre pas"]), "Il est peut-être là, ou peut-être pas");
    assert_eq!(said(&["Que pense-t-", "il de cela"]), "Que pense-t-il de cela");
    assert_eq!(said(&["Alle Vor-", "und Nachteile"]), "Alle Vor- und Nachteile");
    assert_eq!(said(&["In the years 2019-", "2021 it was"]), "In the years 2019-2021 it was");
    assert_eq!(said(&["A soft hy\\255", "phen goes"]), "A soft hyphen goes");
}

#[test]
fn a_sentence_goes_on_over_the_end_of_a_page() {
    let body = "The keeper of the tower, who had lived there for many years, was Inge-";
    let first = lines(&["A first line of a paragraph that is long enough to be one", body]) + " BT /F1 12 Tf 300 40 Td (1) Tj ET";
    let second = lines(&["borg Halvorsen, the last of all keepers, whom everybody knew", "well."]);
    let opened = read(pages(HELVETICA, &[&first, &second], &[]));
    let text = opened.file.text();
    let at = text.find("Ingeborg Halvorsen").expect("the word is whole");
    assert_eq!((opened.file.location(at), opened.file.location(at + 9)), (Some("page 1"), Some("page 2")));
    assert_eq!(blocks(&opened)[1], ("page 1".into(), "1".into()));
}

#[test]
fn gaps_are_spaces_and_kerning_is_none() {
    let content = "BT /F1 10 Tf 72 700 Td [(Inge) 30 (borg) -300 (Hal) -40 (vorsen) -250 (left.)] TJ ET \
                   BT /F1 10 Tf 72 600 Td (Na) Tj 12.78 0 Td (mes) Tj 22 0 Td (here.) Tj ET";
    assert_eq!(texts(pages(HELVETICA, &[content], &[])), ["Ingeborg Halvorsen left.", "Names here."]);
}

#[test]
fn bytes_are_letters_by_encodings_differences_and_tables() {
    let differences = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /FirstChar 1 /Widths [500 500 500 556] \
                       /Encoding << /Differences [1 /eacute /fi /quoteright /uni0153] >> >>";
    assert_eq!(texts(pages(differences, &["BT /F1 10 Tf 72 700 Td <0102030441> Tj ET"], &[])), ["éfi’œA"]);
    let mac = HELVETICA.replace("WinAnsi", "MacRoman");
    assert_eq!(texts(pages(&mac, &["BT /F1 10 Tf 72 700 Td (caf\\216) Tj ET"], &[])), ["café"]);
    let table = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n\
        2 beginbfchar <0003> <0020> <0010> <FB01> endbfchar\n\
        2 beginbfrange <0020> <0030> <0061> <0040> <0041> [<00e9> <D83DDE00>] endbfrange endcmap";
    let font = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 4 0 R /DescendantFonts \
                [<< /Subtype /CIDFontType2 /DW 500 /W [3 [250] 32 48 500] >>] >>";
    let content = "BT /F1 10 Tf 72 700 Td <0010002000210003004000410022> Tj ET";
    assert_eq!(texts(pages(font, &[content], &[packed("", table)])), ["fiab é😀c"]);
}

#[test]
fn what_a_mark_says_is_read_in_place_of_what_is_set() {
    let content = "BT /F1 10 Tf 72 700 Td (o) Tj /Span << /ActualText <FEFF00660066> >> BDC (#) Tj EMC (er) Tj ET";
    assert_eq!(texts(pages(HELVETICA, &[content], &[])), ["offer"]);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = ["The first column of", "this page goes on for", "a number of lines, as", "many as a column has,", "and it ends in a cut"];
    let right =
        ["and then goes on here", "in the second one for", "just as many lines as", "the first one had, to", "the end of the page."];
    let mut content = String::from("BT /F1 20 Tf 1 0 0 1 72 750 Tm (A heading over both of the columns here) Tj ET\n");
    for (at, (left, right)) in left.iter().zip(right).enumerate() {
        let y = 700 - 13 * at;
        let _ = writeln!(content, "BT /F1 12 Tf 1 0 0 1 72 {y} Tm ({left}) Tj 1 0 0 1 300 {y} Tm ({right}) Tj ET");
    }
    let opened = read(pages(HELVETICA, &[&content], &[]));
    let whole = [left, right].concat().join(" ");
    assert_eq!(blocks(&opened).into_iter().map(|(_, text)| text).collect::<Vec<_>>(), ["A heading over both of the columns here", &whole]);
    assert_eq!(opened.document.blocks[0].role, Role::Heading);
}

#[test]
fn cells_of_a_row_are_blocks_of_their_own() {
    let row = |y: u32, cells: [&str; 3]| {
        let cell = |(at, cell): (usize, &str)| format!("1 0 0 1 {} {y} Tm ({cell}) Tj ", 72 + 150 * at);
        format!("BT /F1 12 Tf {} ET\n", cells.into_iter().enumerate().map(cell).collect::<String>())
    };
    let content = row(700, ["Granite", "the quarry", "900 kroner"]) + &row(660, ["Oil", "the Trust", "40 kroner"]);
    assert_eq!(texts(pages(HELVETICA, &[&content], &[])), ["Granite", "the quarry", "900 kroner", "Oil", "the Trust", "40 kroner"]);
}

#[test]
fn objects_in_streams_forms_and_links_are_read() {
    let inside = "1 0 2 33 << /Type /Catalog /Pages 2 0 R >> << /Type /Pages /Kids [5 0 R] >>";
    let first = inside.find("<<").expect("there is one");
    let offset = inside[first + 1..].find("<< /Type /Pages").expect("there is one") + 1;
    let inside = inside.replacen("33", &format!("{offset:2}"), 1);
    let page = "<< /Type /Page /Contents 7 0 R /Resources << /Font << /F1 6 0 R >> /XObject << /X 8 0 R >> >> \
                /Annots [<< /Subtype /Link /A << /S /URI /URI (https://example.org/a) >> >>] >>";
    let objects = [
        (4, packed(&format!("/Type /ObjStm /N 2 /First {first}"), inside.as_bytes())),
        (5, page.into()),
        (6, HELVETICA.into()),
        (7, stream("", b"/X Do /X Do")),
        (8, stream("/Type /XObject /Subtype /Form /Matrix [1 0 0 1 50 0]", b"BT /F1 9 Tf 1 1 Td (In a form.) Tj ET /X Do")),
        (9, packed("/Type /XRef /Root 1 0 R", b"")),
    ];
    let mut bytes = b"%PDF-1.5\n".to_vec();
    for (number, object) in objects {
        bytes.extend_from_slice(format!("{number} 0 obj ").as_bytes());
        bytes.extend_from_slice(&object);
        bytes.extend_from_slice(b" endobj\n");
    }
    let opened = read(bytes);
    // Each form stands in itself: as often as is looked.
    assert!(blocks(&opened).iter().all(|(_, text)| text.contains("In a form.")), "{:?}", blocks(&opened));
    assert_eq!(opened.file.slice(opened.document.links[0].span.clone()), "https://example.org/a");
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let sound = pages(HELVETICA, &[&lines(&["Halvorsen."])], &[]);
    let encrypted = String::from_utf8_lossy(&sound).replace("/Root 1 0 R", "/Root 1 0 R /Encrypt << /Filter /Standard >>").into_bytes();
    assert_eq!(refused(encrypted), "it is encrypted");
    assert!(refused(pages(HELVETICA, &["q 100 0 0 100 0 0 cm /X Do Q"], &[])).starts_with("it has no text layer"));
    assert!(refused(b"%PDF-1.4\nnothing".to_vec()).contains("no page"));
    assert!(refused(Vec::new()).contains("no page"));
}

/// What is made to take all memory or time is refused, or read as far as it is sound, soon.
#[test]
fn hostile_files_do_no_harm() {
    // More than a small file may unpack to: the message says that the cap held.
    let bomb = vec![b' '; 40 << 20];
    let twice = deflated(&deflated(&bomb));
    let kids = |kids: &str| {
        file(&["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), format!("<< /Kids [{kids}] >>"), "<< /Kids [2 0 R 3 0 R] >>".into()])
    };
    let many: Vec<Vec<u8>> = (4..24).map(|at| stream("/Subtype /Form", format!("/X{} Do ", at + 1).repeat(500).as_bytes())).collect();
    let named = (4..24).fold(String::new(), |named, at| named + &format!("/X{at} {at} 0 R "));
    let mut laughs = vec![
        b"<< /Pages 2 0 R >>".to_vec(),
        format!("<< /Kids [3 0 R] /Resources << /XObject << {named} >> >> >>").into(),
        b"<< /Contents 4 0 R >>".to_vec(),
    ];
    laughs.extend(many);
    let start = Instant::now();
    let hostile = [
        ("pages in a loop", kids("2 0 R 3 0 R 3 0 R")),
        ("references in a loop", file(&["<< /Pages 2 0 R >>", "3 0 R", "2 0 R"])),
        ("nested arrays", file(&["<< /Pages 2 0 R >>".to_owned(), "[".repeat(300_000), "<<".repeat(300_000), "<< /A ".repeat(200_000)])),
        ("objects in objects", b"1 0 obj [ ".repeat(100_000)),
        ("open strings", b"1 0 obj ( ".repeat(100_000)),
        ("streams without an end", b"1 0 obj << >> stream\n".repeat(50_000)),
        ("trailers", b"trailer << ".repeat(100_000)),
        ("deflate bomb", pages(HELVETICA, &[std::str::from_utf8(&bomb).expect("spaces")], &[])),
        (
            "a bomb in a bomb",
            file(&[
                b"<< /Pages 2 0 R >>".to_vec(),
                b"<< /Contents 3 0 R >>".to_vec(),
                stream("/Filter [/FlateDecode /FlateDecode]", &twice),
            ]),
        ),
        ("a bomb of objects", file(&[packed("/Type /ObjStm /N 1 /First 4", &bomb)])),
        ("forms in forms", file(&laughs)),
        ("a length of all", file(&[&b"<< /Pages 2 0 R >>"[..], b"<< /Contents 3 0 R >>", b"<< /Length 99999999999999 >>\nstream\nBT"])),
    ];
    for (name, bytes) in hostile {
        let said = refused(bytes);
        assert!(said.starts_with(if name.contains("bomb") { "it unpacks to more" } else { "it " }), "{name}: {said}");
    }
    // Debug builds on a busy machine are slow; what does harm takes hours.
    assert!(start.elapsed() < Duration::from_secs(100), "{:?}", start.elapsed());
}

#[test]
fn a_file_that_is_cut_short_is_read_as_far_as_it_goes() {
    let bytes = pages(HELVETICA, &[&lines(&["Halvorsen."]), &lines(&["Almqvist."])], &[]);
    let mut read = 0;
    for end in (0..bytes.len()).step_by(7) {
        if let Ok(opened) = of_bytes("a.pdf".into(), bytes[..end].to_vec(), None) {
            assert!(opened.file.text().contains("Halvorsen."), "{end}");
            read += 1;
        }
    }
    assert!(read > 0);
}

#[test]
fn reports_say_the_page_and_sources_may_be_pdfs() {
    let draft = pages(HELVETICA, &[&lines(&["A first page."]), &lines(&["Here is Ingeborg Halversen."])], &[]);
    let source = pages(HELVETICA, &[&lines(&["The keeper is Ingeborg Hal-", "vorsen."])], &[]);
    let rules = "[dossier]\ntitle = \"t\"\nlanguage = \"en\"\n[source.r]\ntitle = \"Release\"\ndate = 2019-01-01\npath = \"r.pdf\"\n\
                 [name.h]\ncanonical = \"Ingeborg Halvorsen\"\nevidence = { source = \"r\", quote = \"keeper is Ingeborg Halvorsen\" }\n";
    let scan = pages(HELVETICA, &[""], &[]);
    let folder = desk(&[("a.pdf", draft), ("scan.pdf", scan), ("r.pdf", source), ("facts.toml", rules.into())]);
    let run = |args: &[&str]| {
        let output = factlint(folder.path(), args);
        (output.status.code(), out(&output) + &err(&output))
    };
    let (status, text) = run(&["check", "--rules", "facts.toml", "--format", "json", "a.pdf"]);
    assert!(status == Some(1) && text.contains("\"page 2\"") && text.contains("Halversen"), "{status:?} {text}");
    let (status, text) = run(&["verify", "--rules", "facts.toml"]);
    assert_eq!(status, Some(0), "{text}");
    let (status, text) = run(&["check", "--rules", "facts.toml", "scan.pdf"]);
    assert!(status == Some(2) && text.contains("it has no text layer"), "{status:?} {text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Bytes of a sound file that are changed, left out or doubled: no panic, and every block stands in the text.
    #[test]
    fn damaged_files_are_read_or_refused(changes in prop::collection::vec((any::<u32>(), any::<u8>(), 0_u8..4), 1..12)) {
        let mut bytes = pages(HELVETICA, &[&lines(&["Halvorsen.", "Almqvist."]), &lines(&["Skarholm."])], &[]);
        for (at, byte, how) in changes {
            let at = at as usize % bytes.len().max(1);
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                2 => bytes.insert(at, byte),
                _ => bytes.truncate(bytes.len().saturating_sub(usize::from(byte) / 2).max(9)),
            }
        }
        if let Ok(opened) = of_bytes("a.pdf".into(), bytes, None) {
            for block in &opened.document.blocks {
                prop_assert!(!block.text(opened.file.text()).contains('\n'));
            }
        }
    }

    /// Scraps of content and of fonts in any order.
    #[test]
    fn any_content_is_read(scraps in prop::collection::vec(prop::sample::select(SCRAPS), 0..40)) {
        let content = scraps.join(" ");
        let _ = of_bytes("a.pdf".into(), pages(HELVETICA, &[&content], &[stream("/Subtype /Form", content.as_bytes())]), None);
        let _ = of_bytes("a.pdf".into(), file(&[content.as_bytes(), b"<< /Kids [1 0 R 3 0 R] >>", content.as_bytes()]), None);
    }
}

const SCRAPS: &[&str] = &[
    "BT",
    "ET",
    "/F1 12 Tf",
    "/F1 -1 Tf",
    "/F1 1e9 Tf",
    "(Isaac ) Tj",
    "(\\351-) Tj",
    "T*",
    "0 -12 Td",
    "9 0 Td",
    "-9 0 Td",
    "[(a) 99999 (b) -300 (c)] TJ",
    "[",
    "]",
    "<<",
    ">>",
    "(",
    ")",
    "<",
    ">",
    "{",
    "%",
    "0 1 -1 0 5 5 Tm",
    "99999999999999999999 0 0 1 0 0 cm",
    ".5 .5 -.5 .5 0 0 cm",
    "q",
    "Q",
    "/X Do",
    "BI /W 1 ID abc EI",
    "ID",
    "BDC",
    "/Span << /ActualText (x) >> BDC",
    "EMC",
    "5 Ts",
    "50 Tz",
    "0 Tz",
    "3 Tr",
    "'",
    "1 2 (x) \"",
    "14 TL",
    "1 0 R",
    "obj",
    "stream",
    "endstream",
    "/Pages 2 0 R",
    "<< /Pages 2 0 R >>",
    "<< /Contents 3 0 R >>",
    "7 0 obj",
    "--5",
    "+.",
    "/#4",
    "\\",
];
