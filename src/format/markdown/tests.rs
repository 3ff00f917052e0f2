use super::*;

/// The blocks of a text: the prose, and what of the file its first to last character stand for.
fn blocks(text: &str) -> Vec<(String, String)> {
    let file = SourceFile::from_text("a.md", text);
    let show = |block: &crate::prose::Block| {
        let prose = block.text(text).to_owned();
        let span = block.to_source(0..prose.len());
        (prose, text[span].to_owned())
    };
    read(&file).blocks.iter().map(show).collect()
}

fn prose(text: &str) -> Vec<String> {
    blocks(text).into_iter().map(|(prose, _)| prose).collect()
}

fn roles(text: &str) -> Vec<(Role, bool)> {
    read(&SourceFile::from_text("a.md", text)).blocks.iter().map(|block| (block.role, block.quoted)).collect()
}

fn links(text: &str) -> Vec<&str> {
    read(&SourceFile::from_text("a.md", text)).links.into_iter().map(|link| &text[link.span]).collect()
}

/// What of the file the words `wanted`, found in the prose, stand for.
fn span<'a>(text: &'a str, wanted: &str) -> &'a str {
    let file = SourceFile::from_text("a.md", text);
    let found = read(&file).blocks.into_iter().find_map(|block| {
        let at = block.text(text).find(wanted)?;
        Some(block.to_source(at..at + wanted.len()))
    });
    &text[found.unwrap_or_else(|| panic!("no `{wanted}` in {:?}", prose(text)))]
}

#[test]
fn every_sort_of_block_has_its_role() {
    let text = "# Titre\n\nTexte\n\n- un\n- deux\n\n  suite\n\n> cité\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: note\n\nvu[^1]\n";
    assert_eq!(prose(text), ["Titre", "Texte", "un", "deux", "suite", "cité", "a", "b", "c", "d", "note", "vu"]);
    let expected = [Role::Heading, Role::Paragraph, Role::Item, Role::Item, Role::Item, Role::Paragraph];
    assert_eq!(roles(text).into_iter().map(|(role, _)| role).take(6).collect::<Vec<_>>(), expected);
    assert_eq!(roles(text)[5], (Role::Paragraph, true));
    assert_eq!(roles(text)[6], (Role::Cell, false));
}

#[test]
fn items_hold_their_own_text_and_boxes_are_no_prose() {
    assert_eq!(prose("1. un\n   - deux\n   - [x] trois\n2. quatre"), ["un", "deux", "trois", "quatre"]);
    assert_eq!(prose("Titre\n===\n\nEt\n***\nfin {#x}\n\n## Sous-titre {#y}"), ["Titre", "Et", "fin {#x}", "Sous-titre"]);
}

#[test]
fn a_box_is_no_quotation() {
    assert_eq!(roles("> [!NOTE]\n> Une remarque"), [(Role::Paragraph, false)]);
    assert_eq!(prose("> [!NOTE]\n> Une remarque"), ["Une remarque"]);
    assert_eq!(roles("> > deux\n\n> un\n\nzéro").iter().map(|(_, quoted)| *quoted).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn emphasis_vanishes_and_names_keep_their_exact_span() {
    assert_eq!(prose("Isaac **Stei**del, *le* __fondateur__ ~~du site~~"), ["Isaac Steidel, le fondateur du site"]);
    assert_eq!(span("Isaac **Stei**del dit", "Steidel"), "Stei**del");
    assert_eq!(span("_Isaac Steidel_ dit", "Isaac Steidel"), "Isaac Steidel");
    assert_eq!(prose("snake_case_x, 2*3*4 et * seul"), ["snake_case_x, 234 et * seul"]);
}

#[test]
fn line_breaks_are_one_byte_and_marks_of_the_next_line_are_left_out() {
    assert_eq!(span("> vu Isaac\r\n> Steidl hier", "Isaac\nSteidl"), "Isaac\r\n> Steidl");
    assert_eq!(span("un  \ndeux", "un\ndeux"), "un  \ndeux");
    assert_eq!(span("un\\\ndeux", "un\ndeux"), "un\\\ndeux");
    assert_eq!(span("- un\n  deux", "un\ndeux"), "un\n  deux");
    assert_eq!(span("un\ndeux", "un\ndeux"), "un\ndeux");
}

#[test]
fn references_and_escapes_are_read() {
    assert_eq!(prose("l&#8217;A&amp;B\\*, 23&nbsp;051 &copy; \\[sic\\] [sic]"), ["l’A&B*, 23\u{a0}051 © [sic] [sic]"]);
    assert_eq!(span("l&#8217;été", "l’été"), "l&#8217;été");
    assert_eq!(span("A&amp;B", "&"), "&amp;");
    assert_eq!(span("un \\*x", "*x"), "*x");
}

#[test]
fn code_stands_as_one_object_and_blocks_of_code_are_no_prose() {
    assert_eq!(prose("avant`Steidel`après"), ["avant\u{fffc}après"]);
    assert_eq!(prose("a\n\n```\nSteidel\n```\n\n    Steidel\n\nb"), ["a", "b"]);
    assert_eq!(prose("il perd 5 $ et $6"), ["il perd 5 $ et $6"]);
}

#[test]
fn the_text_of_links_is_prose_and_their_destination_is_not() {
    let text = "Voir [le **site**](https://coco.gg/x \"Le &amp; site\"), <https://coco.fr>, [là][a], [b], [c][] et [](d).\n\n[a]: <https://a.example/> 'Titre a'\n[b]: b.md\n[c]: c.md\n[c]: inutile.md";
    assert_eq!(prose(text), ["Voir le site, https://coco.fr, là, b, c et .", "Le & site", "Titre a"]);
    assert_eq!(links(text), ["https://coco.gg/x", "d", "https://a.example/", "b.md", "c.md"]);
    assert_eq!(links("[`a](b)`](c) [x \\] ](d_(e)) [![i](f)](g)"), ["c", "d_(e)", "f", "g"]);
}

#[test]
fn the_text_of_an_image_is_prose_of_its_own() {
    assert_eq!(
        prose("Un ![vue *du* port](a.png \"Le port\") ici\n\n![seule](b.png)"),
        ["Un \u{fffc} ici", "vue du port", "Le port", "seule"]
    );
    assert_eq!(links("![x](a.png)"), ["a.png"]);
    assert_eq!(span("![Isaac Steidel](a.png)", "Steidel"), "Steidel");
}

#[test]
fn comments_are_told_with_what_they_say() {
    let text = "a <!-- un --> b\n\n<!--\ndeux\n\ntrois\n-->\n\n> <!-- quatre --> c\n\n```\n<!-- cinq -->\n```";
    let document = read(&SourceFile::from_text("a.md", text));
    let bodies: Vec<&str> = document.comments.iter().map(|comment| &text[comment.body.clone()]).collect();
    assert_eq!(bodies, ["un", "deux\n\ntrois", "quatre"]);
    assert_eq!(&text[document.comments[0].span.clone()], "<!-- un -->");
    assert_eq!(prose(text), ["a  b", "c"]);
}

#[test]
fn inline_tags_vanish_and_what_they_hide_is_no_prose() {
    assert_eq!(
        prose("Isaac <b>Stei</b>del<br>le 1<sup>er</sup>, 23 051<sup>2</sup> <code>x y</code> fin"),
        ["Isaac Steidel\nle 1er, 23 051\u{fffc}2 \u{fffc} fin"]
    );
    assert_eq!(
        links("<a href='https://coco.fr/x' title=\"Une page\">ici</a> <img src=b.png alt='Le port'>"),
        ["https://coco.fr/x", "b.png"]
    );
    assert_eq!(prose("<a href='x' title=\"Une page\">ici</a> <img src=b alt='Le port'> là"), ["Une page", "ici \u{fffc} là", "Le port"]);
}

#[test]
fn text_inside_html_blocks_is_prose_and_programs_are_not() {
    let text = "<div class=\"chapo\">\n<h2>Un titre</h2>\nL&rsquo;<em>affaire</em> Steidel\n</div>\n\n<script>\nvar Steidel = 1;\n</script>\n\n<style>p { x: y }</style>\n\n<pre>code</pre>\n\nFin";
    assert_eq!(prose(text), ["Un titre", "L’affaire Steidel", "Fin"]);
    assert_eq!(span(text, "L’affaire Steidel"), "L&rsquo;<em>affaire</em> Steidel");
    assert_eq!(roles(text)[0].0, Role::Heading);
    assert_eq!(roles("<blockquote>\n\nCité\n\n</blockquote>\n\nNon"), [(Role::Paragraph, true), (Role::Paragraph, false)]);
    assert_eq!(prose("> <div>un\n> deux</div>\n\n<p>un<code>\n\nsuite"), ["un\ndeux", "un\u{fffc}", "suite"]);
}

#[test]
fn code_that_is_left_open_in_one_block_goes_on_to_its_end() {
    assert_eq!(prose("<table><tr><td>\n<pre>\nun\n\ndeux\n\n- trois\n\n</pre>\n</td></tr></table>\n\nquatre"), ["quatre"]);
    assert_eq!(prose("<div><pre>\nun\n\ndeux\n"), ["deux"]);
}

#[test]
fn front_matter_is_read_before_the_text() {
    let text = "\u{feff}---\ntitle: 'Coco : la fin'\nslug: steidel\n---\n\n# Coco\n\n---\n\nTexte\n---\n";
    assert_eq!(prose(text), ["Coco : la fin", "Coco", "Texte"]);
    assert_eq!(span(text, "la fin"), "la fin");
    assert_eq!(span(text, "Texte"), "Texte");
}
