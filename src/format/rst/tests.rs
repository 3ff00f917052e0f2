use super::*;

fn document(text: &str) -> (SourceFile, Document) {
    let file = SourceFile::from_text("a.rst", text);
    let document = read(&file);
    (file, document)
}

fn blocks(text: &str) -> Vec<String> {
    let (file, document) = document(text);
    document.blocks.iter().map(|block| block.text(file.text()).to_owned()).collect()
}

#[test]
fn a_document_has_titles_paragraphs_and_items() {
    let text = "=====\nTitre\n=====\n\nPartie\n------\n\nUn paragraphe\nsur deux lignes.\n\n- un\n  suite\n\n  autre\n- - deux\n#. trois\n1. quatre\n\nterme\n  son sens\n\n\
                :Auteur: Jeanne\n  Moreau\n:vide:\n\n-a, --all  tout\n\n| ligne\n| autre\n\n----\n\nA. Camus est\nparti.";
    let shown = [
        "Titre",
        "Partie",
        "Un paragraphe\nsur deux lignes.",
        "un\nsuite",
        "autre",
        "deux",
        "trois",
        "quatre",
        "terme",
        "son sens",
        "Jeanne\nMoreau",
        "tout",
        "ligne\nautre",
        "A. Camus est\nparti.",
    ];
    assert_eq!(blocks(text), shown);
    let (_, document) = document(text);
    assert_eq!(document.blocks.iter().filter(|block| block.role == Role::Heading).count(), 2);
}

#[test]
fn code_is_passed_over() {
    let text = "Ainsi::\n\n   code\n\n   code\n\nPuis ::\n\n> code\n> code\n\nFin.\n\n>>> code\ncode\n\n.. code-block:: python\n   :caption: Légende\n\n   code\n\n     code\n\n\
                - un::\n\n      code\n\n  deux\n\n::\n\n  code\n\n.. math:: x\n\n.. |s| image:: a.png\n   :alt: Une image\n\ntrois";
    assert_eq!(blocks(text), ["Ainsi:", "Puis", "Fin.", "Légende", "un:", "deux", "Une image", "trois"]);
}

#[test]
fn directives_hold_prose_or_none() {
    let text = ".. note:: Un\n   deux.\n\n   Trois.\n\n.. figure:: a.png\n   :alt: Quatre\n   :width: 5\n\n   Cinq\n\n.. function:: f(x)\n              g(x)\n   :noindex:\n\n   Six.\n\n\
                .. versionchanged:: 3.3\n   Sept.\n\n.. versionadded:: 3.4 Huit.\n\n.. admonition:: Neuf\n\n   Dix.\n\n.. _cible: https://a.fr/\n\n.. [1] Onze\n   douze.\n\n.. [#n]\n   Treize.\n\n\
                .. |x| replace:: Quatorze\n\n.. csv-table:: Quinze\n   :header: a\n\n   \"x, y\",z\n\n.. un commentaire\n   caché\n\n__ https://b.fr";
    let shown = [
        "Un\ndeux.",
        "Trois.",
        "Quatre",
        "Cinq",
        "Six.",
        "Sept.",
        "Huit.",
        "Neuf",
        "Dix.",
        "Onze\ndouze.",
        "Treize.",
        "Quatorze",
        "Quinze",
        "x, y",
        "z",
    ];
    assert_eq!(blocks(text), shown);
    let (file, document) = document(text);
    assert_eq!(
        document.links.iter().map(|link| file.slice(link.span.clone())).collect::<Vec<_>>(),
        ["a.png", "https://a.fr/", "https://b.fr"]
    );
}

#[test]
fn what_is_set_in_is_a_quotation_where_somebody_is_named() {
    let text = "Il dit :\n\n   Un.\n\n   Deux.\n\n   -- Camus\n\n   Trois.\n\nPuis :\n\n   Quatre.\n\n- cinq\n\n  -- six\n\n.. epigraph::\n\n   Sept.\n\n   -- Veil\n\nHuit.";
    let (file, document) = document(text);
    let quoted: Vec<&str> = document.blocks.iter().filter(|block| block.quoted).map(|block| block.text(file.text())).collect();
    assert_eq!(quoted, ["Un.", "Deux.", "Sept."]);
    assert!(document.blocks.iter().any(|block| block.text(file.text()) == "Camus"));
    assert!(document.blocks.iter().any(|block| block.text(file.text()) == "Veil"));
}

#[test]
fn marks_in_the_line_vanish() {
    assert_eq!(
        blocks("Isaac *Stei*\\ **dl** et *a b*, 2 * 3 * 4 *x* \\*y* a*b*c \"*\" ``c *d*`` fin"),
        ["Isaac Steidl et a b, 2 * 3 * 4 x *y* a*b*c \"*\" \u{fffc} fin"]
    );
    assert_eq!(
        blocks(
            "`titre <https://a.fr/>`_ `cité`_ mot_ deux__ snake_case [1]_ [#n]_. |s| :ref:`x` :ref:`vu <x>` :math:`y` :abbr:`z` `w`:sub: 20\\ :sup:`2` https://b.fr/_c_."
        ),
        ["titre cité mot deux snake_case  . \u{fffc} \u{fffc} vu \u{fffc} z w 20\u{fffc} https://b.fr/_c_."]
    );
    assert_eq!(blocks("*a `b ``c |d [1 :x:`e \\"), ["*a `b ``c |d [1 :x:`e \\"]);
    assert_eq!(blocks("dans :file:`C:\\\\Users\\\\`. fin"), ["dans \u{fffc}. fin"]);
    assert_eq!(blocks("le `web`:strong:. et `deux`:emphasis:: `x`:a"), ["le web. et deux: x:a"]);
    assert_eq!(blocks("*fort* l'*un* («*deux*») _`cible` __init__ x__"), ["fort l'un («deux») cible __init__ x"]);
}

#[test]
fn cells_are_blocks() {
    let simple = "=====  =====\nUn     Deux\n=====  =====\ntrois  quatre\n       suite\nété    - cinq\n       - six\n------------\nsept long huit\n=====  =====\n\nfin";
    assert_eq!(blocks(simple), ["Un", "Deux", "trois", "quatre\nsuite", "été", "cinq", "six", "sept long huit", "fin"]);
    let grid = "+------+------+\n| Un   | Deux |\n+======+======+\n| trois| qua  |\n|      | tre  |\n|      +------+\n| suite| cinq |\n+------+------+\n| six sept    |\n+-------------+\n\nfin";
    assert_eq!(blocks(grid), ["Un", "Deux", "trois", "qua\ntre", "suite", "cinq", "six sept", "fin"]);
}

#[test]
fn comments_hold_directives() {
    let (file, document) =
        document(".. factlint: allow x -- y\n\nun\n.. factlint: allow z\ndeux\n\n..\n   factlint: allow w\n\n..\n\n   trois");
    let said: Vec<&str> = document.comments.iter().map(|comment| file.slice(comment.body.clone())).collect();
    assert_eq!(said, ["factlint: allow x -- y", "factlint: allow z", "factlint: allow w", ""]);
    assert_eq!(document.blocks.iter().map(|block| block.text(file.text())).collect::<Vec<_>>(), ["un\ndeux", "trois"]);
}
