use super::*;
use crate::format::packed::tests::zip;
use crate::format::{Format, Opened};
use crate::prose::Role;

const NAMES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
                     xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:r='r' xmlns:wp='wp' xmlns:m='m'";

/// A document with a body and other parts.
fn document(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<?xml version='1.0'?><w:document {NAMES}><w:body>{body}</w:body></w:document>");
    let sort = |name: &str| name.trim_end_matches(".xml").to_owned();
    let relations: String = parts
        .iter()
        .map(|(name, _)| format!("<Relationship Id='{name}' Type='http://x/{}' Target='{name}'/>", sort(name)))
        .chain(["<Relationship Id='web' Type='http://x/hyperlink' Target='https://example.org/a' TargetMode='External'/>".to_owned()])
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let full: Vec<(String, String)> = parts.iter().map(|(name, text)| (format!("word/{name}"), text.replace("NAMES", NAMES))).collect();
    let mut all = vec![("word/document.xml", main.as_str()), ("word/_rels/document.xml.rels", &relations)];
    all.extend(full.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    zip(&all)
}

fn read(body: &str, parts: &[(&str, &str)]) -> Opened {
    let mut extract = Extract::default();
    unpack(&document(body, parts), &mut extract).expect("it is a document");
    extract.opened("a.docx".into(), Format::Docx).expect("it is short")
}

fn texts(body: &str) -> String {
    read(body, &[]).file.text().to_owned()
}

fn places(opened: &Opened) -> Vec<(&str, &str)> {
    let file = &opened.file;
    opened.document.blocks.iter().map(|block| (block.text(file.text()), file.location(block.start()).unwrap_or_default())).collect()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn runs_are_joined_and_elements_stand_for_characters() {
    let body = "<w:p><w:r><w:t>Hal</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ver&amp;</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t>\
                <w:noBreakHyphen/><w:softHyphen/><w:sym w:font='Arial' w:char='00E9'/></w:r></w:p>";
    assert_eq!(texts(body), "Halver&\ta\nb\u{2011}\u{ad}é\n\n");
}

#[test]
fn text_is_as_it_will_be() {
    let body = "<w:p><w:ins><w:r><w:t>Un </w:t></w:r></w:ins><w:del><w:r><w:delText>x</w:delText><w:t>y</w:t></w:r></w:del>\
                <w:moveFrom><w:r><w:t>z</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>mot</w:t></w:r></w:moveTo></w:p>\
                <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Une </w:t></w:r></w:p><w:p><w:r><w:t>phrase.</w:t></w:r></w:p>\
                <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>partie</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
                <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>rien</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>Fin</w:t></w:r></w:p>";
    assert_eq!(texts(body), "Un mot\n\nUne phrase.\n\nFin\n\n");
}

#[test]
fn fields_and_the_second_way_to_draw_are_no_prose() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let body = format!(
        "<w:p>{}{}<w:r><w:instrText> HYPERLINK \"https://coco.gg/\" </w:instrText></w:r>{}{}{}<w:hyperlink r:id='web'>{}</w:hyperlink></w:p>\
         <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr='Une vue'/><w:txbxContent><w:p>{}</w:p></w:txbxContent>\
         </w:drawing></mc:Choice><mc:Fallback><w:p>{}</w:p></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        run("Le "),
        field("begin"),
        field("separate"),
        run("lien"),
        field("end"),
        run(" là"),
        run("Boîte"),
        run("Boîte"),
        run("Autour"),
    );
    let opened = read(&body, &[]);
    assert_eq!(opened.file.text(), "Le lien là\n\nhttps://coco.gg/\n\nhttps://example.org/a\n\nUne vue\n\nBoîte\n\nAutour\n\n");
    assert_eq!(places(&opened)[1..], [("Une vue", "image 1"), ("Boîte", "text box 1"), ("Autour", "paragraph 2")]);
}

#[test]
fn styles_say_what_text_is_and_places_what_it_stands_in() {
    let styles = "<w:styles NAMES><w:style w:styleId='Titre1'><w:name w:val='heading 1'/></w:style><w:style w:styleId='Mien'>\
                  <w:name w:val='x'/><w:basedOn w:val='Cit'/></w:style><w:style w:styleId='Cit'><w:name w:val='Quote'/></w:style></w:styles>";
    let styled = |style: &str, text: &str| format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>", run(text));
    let cell = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(text));
    let body = format!(
        "{}<w:p/>{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>{}<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>{}</w:p>",
        styled("Titre1", "Titre"),
        styled("Mien", "Cité"),
        cell("a"),
        cell("b"),
        cell("c"),
        styled("SourceCode", "rm -r"),
        run("Point"),
    );
    let opened = read(&body, &[("styles.xml", styles)]);
    let expected = [
        ("Titre", "paragraph 1"),
        ("Cité", "paragraph 2"),
        ("a", "table 1, cell A1"),
        ("b", "table 1, cell B1"),
        ("c", "table 1, cell A2"),
        ("Point", "paragraph 4"),
    ];
    assert_eq!(places(&opened), expected);
    let roles: Vec<Role> = opened.document.blocks.iter().map(|block| block.role).collect();
    assert_eq!(roles, [Role::Heading, Role::Paragraph, Role::Cell, Role::Cell, Role::Cell, Role::Item]);
    assert!(opened.document.blocks[1].quoted);
}

#[test]
fn notes_comments_and_margins_come_behind_the_body() {
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id='9'/></w:r><w:commentRangeStart w:id='3'/>{}<w:commentRangeEnd w:id='3'/><w:r>\
         <w:commentReference w:id='3'/></w:r></w:p><w:p><w:commentRangeStart w:id='4'/>{}</w:p>",
        run("Un"),
        run(" mot."),
        run("Deux."),
    );
    let comment =
        |id: u8, author: &str, text: &str| format!("<w:comment w:id='{id}' w:author='{author}'><w:p>{}</w:p></w:comment>", run(text));
    let comments = format!(
        "<w:comments NAMES>{}{}{}</w:comments>",
        comment(3, "Moi", "Vrai ?"),
        comment(4, "Moi", "factlint: allow a.b -- oui"),
        comment(5, "factlint", "Error: Halversen")
    );
    let notes = format!("<w:footnotes NAMES><w:footnote w:id='9'><w:p>{}</w:p></w:footnote></w:footnotes>", run("Une note."));
    let header = format!("<w:hdr NAMES><w:p>{}</w:p></w:hdr>", run("Haut"));
    let opened = read(&body, &[("comments.xml", &comments), ("footnotes.xml", &notes), ("header.xml", &header)]);
    let expected =
        [("Un mot.", "paragraph 1"), ("Deux.", "paragraph 2"), ("Une note.", "footnote 1"), ("Vrai ?", "comment 1"), ("Haut", "header")];
    assert_eq!(places(&opened), expected);
    assert_eq!(opened.file.slice(opened.document.comments[0].body.clone()), "factlint: allow a.b -- oui");
    assert!(opened.document.comments[0].span.start < opened.document.blocks[1].start());
}

#[test]
fn an_emoji_is_read_once() {
    let body = "<w:p><w:r><w:rPr><mc:AlternateContent><mc:Choice/><mc:Fallback><w:rFonts/></mc:Fallback></mc:AlternateContent></w:rPr><w:t>a \
                </w:t><mc:AlternateContent><mc:Choice><w16se:symEx w16se:char='1F603'/></mc:Choice><mc:Fallback><w:t>\u{1f603}</w:t>\
                </mc:Fallback></mc:AlternateContent><w:t> b</w:t></w:r></w:p>";
    assert_eq!(texts(body), "a \u{1f603} b\n\n");
}

#[test]
fn other_prefixes_are_read_too() {
    let main = "<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:p><x:r><x:t>Oui</x:t></x:r></x:p></x:document>";
    let mut extract = Extract::default();
    unpack(&zip(&[("word/document.xml", main)]), &mut extract).expect("it is a document");
    assert_eq!(extract.text(), "Oui\n\n");
}

#[test]
fn columns_have_letters() {
    assert_eq!([1, 26, 27, 52, 703].map(letters), ["A", "Z", "AA", "AZ", "AAA"]);
}
