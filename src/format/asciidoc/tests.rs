use super::*;

fn document(text: &str) -> (SourceFile, Document) {
    let file = SourceFile::from_text("a.adoc", text);
    let document = read(&file);
    (file, document)
}

fn blocks(text: &str) -> Vec<String> {
    let (file, document) = document(text);
    document.blocks.iter().map(|block| block.text(file.text()).to_owned()).collect()
}

fn links(text: &str) -> Vec<String> {
    let (file, document) = document(text);
    document.links.iter().map(|link| file.slice(link.span.clone()).to_owned()).collect()
}

#[test]
fn a_title_in_two_lines_makes_old_marks_what_they_were() {
    let text = "Manual\n======\n\nA \"`code`\" of +more+ and ++most++ `x` (\"`\\`\") \"`\\x`\".";
    assert_eq!(blocks(text)[1..], ["A \"\u{fffc}\" of \u{fffc} and \u{fffc} \u{fffc} (\"\u{fffc}\") \"\u{fffc}\"."]);
    assert_eq!(blocks("= Manual\n\nA \"`word`\" of +more+.")[1..], ["A “word” of more."]);
    assert_eq!(blocks("  --  table\nof code\n\n-- no item"), ["— no item"]);
}

#[test]
fn a_document_has_titles_paragraphs_items_and_notes() {
    let text = "= Le titre\nJeanne Moreau <j@a.fr>\n:toc: left\n:long: un \\\n  deux\n\n== Partie ==\n\nUn paragraphe\n// caché\nsur deux lignes.\n\n\
                .Légende\n* un\nsuite\n** deux\n. trois\n1. quatre\n\nterme:: son sens\nautre::\n  et son sens\n\nTitre\n~~~~~\n\nNOTE: Attention.\n\n  code\n  code\n\nfin";
    let shown = [
        "Le titre",
        "Jeanne Moreau <j@a.fr>",
        "Partie",
        "Un paragraphe\nsur deux lignes.",
        "Légende",
        "un\nsuite",
        "deux",
        "trois",
        "quatre",
        "terme",
        "son sens",
        "autre",
        "et son sens",
        "Titre",
        "Attention.",
        "fin",
    ];
    assert_eq!(blocks(text), shown);
    let (_, document) = document(text);
    assert_eq!(document.blocks.iter().filter(|block| block.role == Role::Heading).count(), 4);
    assert_eq!(document.blocks.iter().filter(|block| block.role == Role::Item).count(), 8);
}

#[test]
fn delimited_blocks_are_prose_code_or_quotations() {
    let text = "----\ncode\n----\nun\n\n====\ndeux mots\n----\ncode\n\n====\ntrois\n\n[source,ruby]\ncode\ncode\n\n[quote, Simone Veil, Discours]\n____\nquatre\n\n--\ncinq\n--\n____\n\
                ++++\n<b>x</b>\n++++\n////\ncode\n////\n[stem]\n++++\nx\n++++\n```ruby\ncode\n```\n> six\n> sept\n\n[verse]\nhuit\n\n[source]\n--\ncode\n--\nneuf";
    let (file, document) = document(text);
    let found: Vec<(&str, bool)> = document.blocks.iter().map(|block| (block.text(file.text()), block.quoted)).collect();
    let expected = [
        ("un", false),
        ("deux mots", false),
        ("trois", false),
        ("Simone Veil, Discours", false),
        ("quatre", true),
        ("cinq", true),
        ("six\nsept", true),
        ("huit", true),
        ("neuf", false),
    ];
    assert_eq!(found, expected);
}

#[test]
fn marks_in_the_line_vanish() {
    assert_eq!(
        blocks("*Steidl*, **Stei**del, __Inge__borg, _a *b* c_ #d# [.x]#e# 2 * 3 * 4 a_b_c"),
        ["Steidl, Steidel, Ingeborg, a b c d e 2 * 3 * 4 a_b_c"]
    );
    assert_eq!(
        blocks("un `code *x*` ``d``e +*pas*+ {nom} {nbsp}x&eacute; stem:[x^2]."),
        ["un \u{fffc} \u{fffc}e *pas* \u{fffc} \u{a0}xé \u{fffc}."]
    );
    assert_eq!(
        blocks("1^er^ 20^2^ H~2~O \"`oui`\" '`non`' l`'eau ``vieux'' a--b c -- d (C) ..."),
        ["1er 20\u{fffc} H2O “oui” ‘non’ l’eau “vieux” a—b c — d © …"]
    );
    assert_eq!(blocks("\\*un* \\{x} ligne +\nsuite [[a]]b ((terme)) (((caché, x)))fin"), ["*un* {x} ligne \nsuite b terme fin"]);
    assert_eq!(
        blocks("*gras sans fin et _autre `code ``deux ** [[ {x <<a ((b \"`c"),
        ["*gras sans fin et _autre `code ``deux ** [[ {x <<a ((b \"`c"]
    );
}

#[test]
fn a_mark_inside_a_word_is_text() {
    assert_eq!(blocks("Isaac *Stei*dl, 2 * 3"), ["Isaac *Stei*dl, 2 * 3"]);
}

#[test]
fn macros_show_their_text() {
    let text = "Voir https://a.fr/x_y_z[la *page*,window=_blank] et link:b.html[\"là, oui\",role=x], https://c.fr/_d_. <<e,ici>> <<f>> xref:g[là] linkgit:git-add[1]\
                footnote:[Une note, https://h.fr[vue].] image:i.png[Une image] fin.";
    assert_eq!(
        blocks(text),
        ["Voir la page et là, oui, https://c.fr/_d_. ici \u{fffc} là \u{fffc} \u{fffc} fin.", "Une note, vue.", "Une image"]
    );
    assert_eq!(links(text), ["https://a.fr/x_y_z", "b.html", "https://h.fr", "i.png"]);
    assert_eq!(
        blocks("image::a.jpg[Une image, de loin, 640, link=x]\ninclude::b.adoc[]\nifdef::c[]\nun\nendif::[]"),
        ["Une image, de loin", "un"]
    );
    assert_eq!(blocks("https://a.fr[] link:b[] Note: [sic]"), ["https://a.fr b Note: [sic]"]);
    assert_eq!(blocks("Stlink:x[ei]del, 4link:x[4,5], link:x[a, b], mylinks:x[y]"), ["Steidel, 44,5, a, b, \u{fffc}"]);
}

#[test]
fn cells_are_blocks() {
    let text = "[cols=\"1,2a\"]\n|===\n|Un |Deux\n\n|Trois\n2+^|quatre\nsuite a|\n* cinq\n* six\n\n----\ncode\n----\n|===\nfin\n\n,===\na,\"b, c\"\n,===";
    assert_eq!(blocks(text), ["Un", "Deux", "Trois", "quatre\nsuite", "cinq", "six", "fin", "a", "b, c"]);
}

#[test]
fn comments_hold_directives() {
    let (file, document) = document("// factlint: allow x -- y\nun\n\n////\nfactlint: allow z\n////\n  // factlint: allow w\n");
    let said: Vec<&str> = document.comments.iter().map(|comment| file.slice(comment.body.clone())).collect();
    assert_eq!(said, ["factlint: allow x -- y", "factlint: allow z", "factlint: allow w"]);
}
