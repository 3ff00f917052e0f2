use super::*;

fn document(text: &str) -> Document {
    read(&SourceFile::from_text("a.typ", text))
}

fn prose(text: &str) -> Vec<String> {
    document(text).blocks.iter().map(|block| block.text(text).to_owned()).collect()
}

fn roles(text: &str) -> Vec<(Role, bool)> {
    document(text).blocks.iter().map(|block| (block.role, block.quoted)).collect()
}

fn links(text: &str) -> Vec<&str> {
    document(text).links.into_iter().map(|link| &text[link.span]).collect()
}

/// What of the file the words `wanted`, found in the prose, stand for.
fn span<'a>(text: &'a str, wanted: &str) -> &'a str {
    let found = document(text).blocks.into_iter().find_map(|block| {
        let at = block.text(text).find(wanted)?;
        Some(block.to_source(at..at + wanted.len()))
    });
    &text[found.unwrap_or_else(|| panic!("no `{wanted}` in {:?}", prose(text)))]
}

#[test]
fn every_sort_of_block_has_its_role() {
    let text = "= Titre <t>\nTexte\nsuite\n- un\n  deux\n+ trois\n\n  quatre\nfin\n/ Terme: sens\n\n== Deux\n1. cinq\n";
    assert_eq!(prose(text), ["Titre", "Texte\nsuite", "un\n  deux", "trois", "quatre", "fin", "Terme", "sens", "Deux", "cinq"]);
    let shown: Vec<Role> = roles(text).into_iter().map(|(role, _)| role).collect();
    let expected = [Role::Heading, Role::Paragraph, Role::Item, Role::Item, Role::Item, Role::Paragraph, Role::Item, Role::Item];
    assert_eq!(shown[..8], expected);
}

#[test]
fn marks_in_the_line_split_no_word() {
    let text = "*Isaac* Stei#strong[del], _le_ snake_case 2*3 #text(fill: red, size: 2em)[fondateur] #upper(\"du\") #emph([site]).";
    assert_eq!(prose(text), ["Isaac Steidel, le snake_case 2*3 fondateur du site."]);
    assert_eq!(span(text, "Steidel"), "Stei#strong[del");
    assert_eq!(
        prose("23~051 -- 5 --- co-?co l\\u{e9}a \\* a\\\nb ... #h(1em)c @x[p. 3]. d@e. f"),
        ["23\u{a0}051 – 5 — co\u{ad}co léa * a\n\nb …  c \u{fffc}p. 3. d\u{fffc}. f"]
    );
}

#[test]
fn code_is_no_prose_and_its_content_is() {
    let text = "#import \"@preview/x:0.1\": *\n#set text(lang: \"fr\")\n#show: it => [#it]\n#let x(a) = { \"Steidel\" }\n#show: doc.with(\n  title: [Le *titre*],\n  author: \"Léa\",\n  abstract: [Un résumé.],\n)\nTexte #x(1) et #if a [oui] else [non] fin #calc.max(1, 2).";
    assert_eq!(prose(text), ["Le titre", "Léa", "Un résumé.", "Texte \u{fffc} et ouinon fin \u{fffc}."]);
    assert_eq!(prose("a $x^2 \\$$ b `c` d\n```rust\nlet x = [Steidel];\n```\ne 5 $ f"), ["a \u{fffc} b \u{fffc} d", "e 5 $ f"]);
}

#[test]
fn notes_figures_tables_and_quotations_stand_apart() {
    let text = "Isaac#footnote[Une _note_.] Steidl a dit #quote[oui].\n\n#figure(image(\"a.png\", alt: \"Une vue\"), caption: [Le port])\n\n#table(columns: (1fr, 2fr), table.header([A], [B]), [c #link(\"https://coco.gg\")[d]], [e])\n\n#quote(block: true, attribution: [Moi])[Cité]\n\n#align(center)[Fin]";
    assert_eq!(prose(text), ["Isaac Steidl a dit “oui”.", "Une note.", "Une vue", "Le port", "A", "B", "c d", "e", "Moi", "Cité", "Fin"]);
    assert_eq!(roles(text)[4..8], [(Role::Cell, false); 4]);
    assert_eq!(roles(text)[8..], [(Role::Paragraph, false), (Role::Paragraph, true), (Role::Paragraph, false)]);
}

#[test]
fn addresses_are_prose_and_destinations_are_links() {
    let text = "Voir https://coco.gg/a//b, #link(\"https://coco.fr\")[*ici*], #link(\"https://coco.be\"). #link(\"d\", [là])";
    assert_eq!(prose(text), ["Voir https://coco.gg/a//b, ici, https://coco.be. là"]);
    assert_eq!(links(text), ["https://coco.fr", "d"]);
}

#[test]
fn comments_are_told_with_what_they_say() {
    let text = "// factlint: allow a.b -- c\nun // deux\ntrois /* quatre /* cinq */ six */ sept";
    assert_eq!(prose(text), ["un \ntrois  sept"]);
    let bodies: Vec<&str> = document(text).comments.iter().map(|comment| &text[comment.body.clone()]).collect();
    assert_eq!(bodies, ["factlint: allow a.b -- c", "deux", "quatre /* cinq */ six"]);
}

#[test]
fn what_is_left_open_breaks_nothing() {
    assert_eq!(prose("#strong[a [b] #f(c] d ] e"), ["a [b]  d ] e"]);
    for text in ["#", "#f(", "#f(\"", "#let x = [", "$", "`", "```", "/*", "\\", "\\u{", "<a", "@", "#{", "#if", "#quote(block: true)[x"] {
        document(text);
    }
}
