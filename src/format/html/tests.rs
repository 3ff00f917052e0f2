use super::*;

fn document(text: &str) -> (SourceFile, Document) {
    let file = SourceFile::from_text("a.html", text);
    let document = read(&file);
    (file, document)
}

fn blocks(text: &str) -> Vec<String> {
    let (file, document) = document(text);
    document.blocks.iter().map(|block| block.text(file.text()).to_owned()).collect()
}

fn roles(text: &str) -> Vec<(String, Role, bool)> {
    let (file, document) = document(text);
    document.blocks.iter().map(|block| (block.text(file.text()).to_owned(), block.role, block.quoted)).collect()
}

#[test]
fn blocks_part_text_and_inline_tags_do_not() {
    let page = "<!DOCTYPE html><html><head><title>Le &amp; site</title><meta name=\"Description\" content=\"En bref\"></head>\n\
                <body><h1>Titre</h1> <p>Isaac <b>Stei</b>dl<br>est <a href=\"https://a.fr/\" title=\"Lien\">parti</a>.</p> reste\n\
                <table><tr><td>un</td><td>deux</table><figure><img alt=\"Image\"><figcaption>Légende</figcaption></figure>";
    let shown = ["Le & site", "En bref", "Titre", "Isaac Steidl\nest parti.", "Lien", "reste", "un", "deux", "Image", "Légende"];
    assert_eq!(blocks(page), shown);
    let (file, document) = document(page);
    assert_eq!(document.links.iter().map(|link| file.slice(link.span.clone())).collect::<Vec<_>>(), ["https://a.fr/"]);
}

#[test]
fn roles_and_quotations_are_those_of_the_elements() {
    let page = "<ul><li>un<li><p>deux</p><ul><li>trois</ul>rest</ul><blockquote><p>cité</p></blockquote><p>dit <q>a <q>b</q></q></p><th>c";
    let found = roles(page);
    let found: Vec<(&str, Role, bool)> = found.iter().map(|(text, role, quoted)| (text.as_str(), *role, *quoted)).collect();
    let expected = [
        ("un", Role::Item, false),
        ("deux", Role::Item, false),
        ("trois", Role::Item, false),
        ("rest", Role::Item, false),
        ("cité", Role::Paragraph, true),
        ("dit “a ‘b’”", Role::Paragraph, false),
        ("c", Role::Cell, false),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_no_reader_sees_is_no_prose() {
    assert_eq!(
        blocks("<script>if (a < b) '</p>'</SCRIPT>a<style>b</style><template><p>c</p></template><!-- d --><noscript>e</noscript>"),
        ["a"]
    );
    assert_eq!(
        blocks("<p>un <del>deux <b>x</b></del><s>trois</s> <i hidden>q<i>r</i></i>quatre<p hidden>cinq<p>six"),
        ["un quatre", "six"]
    );
    assert_eq!(blocks("<pre>a\n<b>b</b></pre>c <code>d<b>e</b></code> f<svg><title/><path d='x'/></svg>"), ["c \u{fffc} f\u{fffc}"]);
    assert_eq!(blocks("<p>un <code>deux<p>trois <s>quatre</p>cinq"), ["un \u{fffc}", "trois", "cinq"], "left open");
    assert_eq!(blocks("mot<sup>1</sup>, 20<sup>2</sup>, 1<sup>er</sup><a role=doc-noteref href='#a'>3</a>"), ["mot, 20\u{fffc}, 1er"]);
}

#[test]
fn white_space_is_one_space_and_maps_to_its_bytes() {
    let text = "<p>\n  Isaac\n   <b> Steidl</b> \n &nbsp; l&rsquo;&eacute;t&eacute; &Eacute &amp;lt; a&b=c\n</p>";
    assert_eq!(blocks(text), ["Isaac\nSteidl\n\u{a0} l’été É &lt; a&b=c"]);
    let (file, document) = document(text);
    let block = &document.blocks[0];
    let prose = block.text(file.text());
    let at = prose.find("été").expect("it is there");
    assert_eq!(file.slice(block.to_source(at..at + "été".len())), "&eacute;t&eacute;");
    let at = prose.find("Isaac\nSteidl").expect("it is there");
    assert_eq!(file.slice(block.to_source(at..at + 12)), "Isaac\n   <b> Steidl");
}

#[test]
fn what_is_broken_is_read_as_far_as_it_can_be() {
    assert_eq!(blocks("a < b <p>c</p"), ["a < b", "c</p"]);
    assert_eq!(blocks("a <b title=\"x> c</b> <p>d"), ["a c", "d"]);
    assert_eq!(blocks("a</p></div></i>b<!-- c"), ["a", "b"]);
    assert_eq!(blocks("<!>a<?php b ?>c</ d>e<!-->f<![CDATA[g]]>"), ["acef"]);
    assert_eq!(blocks("<?xml version='1.0'?><html><script/><p/>a<![CDATA[<b>]]></html>"), ["a<b>"]);
    let deep = format!("{}a{}b", "<div>".repeat(500), "</div>".repeat(500));
    assert_eq!(blocks(&deep), ["a", "b"]);
}

#[test]
fn comments_hold_directives() {
    let (file, document) = document("<p>a</p><!--  factlint: allow x -- y\n--><!---->");
    let said: Vec<&str> = document.comments.iter().map(|comment| file.slice(comment.body.clone())).collect();
    assert_eq!(said, ["factlint: allow x -- y", ""]);
}
