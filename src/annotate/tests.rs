use std::io::Read as _;

use super::*;

const NAMES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
const TYPES: &str = "<Types xmlns='x'><Default Extension='xml' ContentType='application/xml'/></Types>";

fn archive(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<?xml version='1.0'?><w:document {NAMES}><w:body>{body}</w:body></w:document>");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", TYPES), ("word/document.xml", &main)].iter().chain(more) {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a new part");
        archive.write_all(text.as_bytes()).expect("it is memory");
    }
    archive.finish().expect("it is memory").into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("it is there").read_to_string(&mut text).expect("it is UTF-8");
    roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
    text
}

fn noted(bytes: &[u8], words: &[&str]) -> Vec<u8> {
    let draft = Draft::open(bytes).expect("it is a document");
    let note = |words: &&str| {
        let start = draft.text().find(words).expect("it is there");
        Note { span: start..start + words.len(), lines: vec![format!("error: {words} & <co>\u{1}")], place: "somewhere".into() }
    };
    draft.annotated(&words.iter().map(note).collect::<Vec<_>>()).expect("there is room")
}

/// The body with what is put in written shortly: `{0` begins, `0}` ends.
fn marked(bytes: &[u8]) -> String {
    let mut text = part(bytes, "word/document.xml");
    text = text[text.find("<w:body>").expect("a body") + 8..text.find("</w:body>").expect("its end")].to_owned();
    for id in 0..9 {
        text = text.replace(&format!("<w:commentRangeStart w:id=\"{id}\"/>"), &format!("{{{id}"));
        let end = format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>");
        text = text.replace(&end, &format!("{id}}}"));
        text = text.replace(&format!("<w:r><w:commentReference w:id=\"{id}\"/></w:r>"), &format!("!{id}"));
    }
    text.replace(" xml:space=\"preserve\"", " _")
}

#[test]
fn whole_runs_are_marked_around() {
    let body = "<w:p><w:r><w:t>Un</w:t></w:r><w:r a='b'><w:rPr><w:b/></w:rPr><w:t>mot</w:t></w:r></w:p>";
    let copy = noted(&archive(body, &[]), &["mot"]);
    assert_eq!(marked(&copy), "<w:p><w:r><w:t>Un</w:t></w:r>{0<w:r a='b'><w:rPr><w:b/></w:rPr><w:t>mot</w:t></w:r>0}</w:p>");
}

#[test]
fn runs_are_split_inside_of_their_text_and_both_halves_look_alike() {
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Un mot &amp; un</w:t></w:r><w:r><w:t> autre.</w:t></w:r></w:p>";
    let copy = noted(&archive(body, &[]), &["mot &", "un autre"]);
    let expected = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t _>Un </w:t></w:r>{0<w:r><w:rPr><w:b/></w:rPr><w:t _>mot &amp;</w:t></w:r>0}\
                    <w:r><w:rPr><w:b/></w:rPr><w:t _> </w:t></w:r>{1<w:r><w:rPr><w:b/></w:rPr><w:t _>un</w:t></w:r>\
                    <w:r><w:t _> autre</w:t></w:r>1}<w:r><w:t _>.</w:t></w:r></w:p>";
    assert_eq!(marked(&copy), expected);
    assert_eq!(
        Draft::open(&copy).expect("it is a document").text(),
        "Un mot & un autre.\n\n",
        "factlint's comments are no words of the draft"
    );
}

#[test]
fn runs_are_split_between_their_elements() {
    let body = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen></w:noBreakHyphen><w:t>c</w:t><w:br/></w:r></w:p>";
    let copy = noted(&archive(body, &[]), &["b\u{2011}", "c"]);
    let expected = "<w:p><w:r><w:t>a</w:t><w:tab/></w:r>{0<w:r><w:t>b</w:t><w:noBreakHyphen></w:noBreakHyphen></w:r>0}{1<w:r><w:t>c</w:t></w:r>1}\
                    <w:r><w:br/></w:r></w:p>";
    assert_eq!(marked(&copy), expected);
}

#[test]
fn words_that_overlap_have_a_comment_each() {
    let body = "<w:p><w:r><w:t xml:space='preserve'>un deux trois</w:t></w:r></w:p>";
    let copy = noted(&archive(body, &[]), &["un deux", "deux trois", "deux"]);
    let open = "<w:r><w:t _>";
    let expected = format!(
        "<w:p>{{0<w:r><w:t xml:space='preserve'>un </w:t></w:r>{{1{{2{open}deux</w:t></w:r>0}}2}}{open} trois</w:t></w:r>1}}</w:p>"
    );
    assert_eq!(marked(&copy), expected);
}

#[test]
fn what_takes_no_comment_is_marked_where_it_is_referred_to() {
    let relations = "<Relationships xmlns='y'><Relationship Id='a' Type='http://x/footnotes' Target='footnotes.xml'/>\
                     <Relationship Id='b' Type='http://x/header' Target='header.xml'/></Relationships>";
    let notes = format!("<w:footnotes {NAMES}><w:footnote w:id='7'><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote></w:footnotes>");
    let header = format!("<w:hdr {NAMES}><w:p><w:r><w:t>haut</w:t></w:r></w:p></w:hdr>");
    let body = "<w:p><w:r><w:t>Un</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r></w:p>\
                <w:p><w:r><w:txbxContent><w:p><w:r><w:t>boîte</w:t></w:r></w:p></w:txbxContent></w:r></w:p>";
    let parts = [("word/_rels/document.xml.rels", relations), ("word/footnotes.xml", &notes), ("word/header.xml", &header)];
    let copy = noted(&archive(body, &parts), &["note", "haut", "boîte"]);
    let expected = "<w:p>!1<w:r><w:t>Un</w:t></w:r>{0<w:r><w:footnoteReference w:id='7'/></w:r>0}</w:p>\
                    <w:p>{2<w:r><w:txbxContent><w:p><w:r><w:t>boîte</w:t></w:r></w:p></w:txbxContent></w:r>2}</w:p>";
    assert_eq!(marked(&copy), expected);
    let comments = part(&copy, "word/comments.xml");
    assert!(comments.contains("somewhere</w:t>") && comments.contains("error: haut &amp; &lt;co&gt; <"), "{comments}");
}

#[test]
fn comments_that_are_there_stay_and_numbers_are_new() {
    let relations = "<r:Relationships xmlns:r='y'><r:Relationship Id='a' Type='http://x/comments' Target='c.xml'/></r:Relationships>";
    let comments = format!("<w:comments {NAMES}><w:comment w:id='3' w:author='Moi'><w:p/></w:comment></w:comments>");
    let body = "<w:p><w:r><w:t>mot</w:t></w:r><w:r><w:commentReference w:id='4'/></w:r></w:p>";
    let draft = archive(body, &[("word/_rels/document.xml.rels", relations), ("word/c.xml", &comments)]);
    let copy = noted(&draft, &["mot"]);
    let after = part(&copy, "word/c.xml");
    assert!(after.starts_with(comments.trim_end_matches("</w:comments>")) && after.contains("w:id=\"5\" w:author=\"factlint\""), "{after}");
    assert!(marked(&copy).contains("{5<w:r><w:t>mot</w:t></w:r>5}"));
    assert_eq!(part(&copy, "word/_rels/document.xml.rels"), relations);
    assert!(part(&copy, "[Content_Types].xml").contains("PartName=\"/word/c.xml\""));
}

#[test]
fn a_part_for_comments_is_made_where_there_is_none() {
    let copy = noted(&archive("<w:p><w:r><w:t>mot</w:t></w:r></w:p>", &[("other.bin", "\u{1}\u{2}")]), &["mot"]);
    assert!(part(&copy, "word/_rels/document.xml.rels").contains("Target=\"/word/comments.xml\"/></Relationships>"));
    assert!(part(&copy, "[Content_Types].xml").contains("<Override PartName=\"/word/comments.xml\""));
    assert!(part(&copy, "word/comments.xml").contains("w:initials=\"fl\""));
    let mut archive = ZipArchive::new(Cursor::new(copy.as_slice())).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert_eq!(names[..3], ["[Content_Types].xml", "word/document.xml", "other.bin"]);
    let mut other = String::new();
    archive.by_name("other.bin").expect("it is there").read_to_string(&mut other).expect("it is text");
    assert_eq!(other, "\u{1}\u{2}");
}
