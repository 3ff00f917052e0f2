use super::*;
use crate::format::packed::tests::zip;
use crate::format::{Format, Opened};
use crate::prose::Role;

const NAMES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
                     xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:x='urn:oasis:names:tc:opendocument:xmlns:table:1.0'";

fn flat(styles: &str, body: &str) -> Opened {
    let text = format!("<?xml version='1.0'?><office:document {NAMES}>{styles}<office:body>{body}</office:body></office:document>");
    let mut extract = Extract::default();
    unpack(text.as_bytes(), &mut extract).expect("it is a document");
    extract.opened("a.fodt".into(), Format::Odt).expect("it is short")
}

fn blocks(opened: &Opened) -> Vec<(&str, Role, &str)> {
    let file = &opened.file;
    let block = |block: &crate::prose::Block| (block.start(), block.role);
    let places = opened.document.blocks.iter().map(block);
    places
        .zip(&opened.document.blocks)
        .map(|((start, role), block)| (block.text(file.text()), role, file.location(start).unwrap_or_default()))
        .collect()
}

#[test]
fn text_is_read_as_it_is_shown() {
    let styles = "<office:automatic-styles><style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/>\
                  </style:style><style:style style:name='P1' style:family='paragraph' style:parent-style-name='Quotations'/>\
                  </office:automatic-styles>";
    let body = "<text:tracked-changes><text:p>parti</text:p></text:tracked-changes>\
                <text:h>Ti<text:span>tre</text:span></text:h>\n <text:p>  Un<text:s text:c='999999999'/>mot\n et <text:span \
                text:style-name='T1'>rien</text:span><text:span text:style-name='Source_20_Text'>rm -r</text:span>.<text:note><text:note-citation>1\
                </text:note-citation><text:note-body><text:p>Une note.</text:p></text:note-body></text:note></text:p>\
                <text:p text:style-name='P1'>Cité.</text:p>\
                <x:table><x:table-row><x:table-cell><text:p>a</text:p></x:table-cell><x:table-cell><text:p>b</text:p></x:table-cell>\
                </x:table-row></x:table><text:list><text:list-item><text:p>Point</text:p></text:list-item></text:list>";
    let opened = flat(styles, body);
    assert_eq!(
        blocks(&opened),
        [
            ("Titre", Role::Heading, "paragraph 1"),
            ("Un mot et \u{fffc}.", Role::Paragraph, "paragraph 2"),
            ("Cité.", Role::Paragraph, "paragraph 3"),
            ("a", Role::Cell, "table 1, cell A1"),
            ("b", Role::Cell, "table 1, cell B1"),
            ("Point", Role::Item, "paragraph 4"),
            ("Une note.", Role::Paragraph, "footnote 1"),
        ]
    );
    assert!(opened.document.blocks[2].quoted);
}

#[test]
fn comments_are_prose_or_directives() {
    let body = "<text:p>Un<office:annotation><dc:creator>Moi</dc:creator><text:p>Vrai ?</text:p></office:annotation> mot.</text:p>\
                <text:p>Deux<office:annotation><text:p>factlint: allow x.y -- oui</text:p></office:annotation></text:p>";
    let opened = flat("", body);
    assert_eq!(opened.file.text(), "Un mot.\n\nfactlint: allow x.y -- oui\n\nDeux\n\nVrai ?\n\n");
    assert_eq!(opened.document.comments.len(), 1);
    assert_eq!(opened.file.location(opened.file.text().find("Vrai").expect("it is there")), Some("comment 1"));
}

#[test]
fn a_packed_document_needs_its_content() {
    let content = format!("<office:document-content {NAMES}><text:p>Oui</text:p></office:document-content>");
    let margin = format!("<office:document-styles {NAMES}><style:header><text:p>Haut</text:p></style:header></office:document-styles>");
    let mut extract = Extract::default();
    unpack(&zip(&[("content.xml", &content), ("styles.xml", &margin)]), &mut extract).expect("it is a document");
    assert_eq!(extract.text(), "Oui\n\nHaut\n\n");
    let error = unpack(&zip(&[("a", "b")]), &mut Extract::default()).expect_err("it is none");
    assert_eq!(error.to_string(), "its part content.xml is missing");
}
