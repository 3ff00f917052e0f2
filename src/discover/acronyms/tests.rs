//! What must be reported of a few sentences, and what must not.

use crate::discover::shelf::{departs, shown};
use crate::kind::KindName;

fn acronyms(texts: &[&str]) -> Vec<Vec<String>> {
    shown(KindName::Term, texts)
}

#[test]
fn two_expansions_of_one_short_form_are_reported() {
    for [a, b] in [
        [
            "Le Syndicat mixte d’aménagement de la Vernelle (Symaver) répare la digue.",
            "Elle vise le Symaver, Syndicat mixte d’assainissement de la Vernelle, pour la digue.",
        ],
        [
            "La Junalco est la Juridiction nationale chargée de la lutte contre la criminalité organisée.",
            "La juridiction nationale de lutte contre la criminalité organisée (Junalco) enquête.",
        ],
        ["The Independent Football Ownership Panel (IFOP) agreed.", "IFOP (the Independent Football Oversight Panel) agreed."],
        ["Le comité social et économique (CSE) se réunit.", "Le comité social d’entreprise (CSE) se réunit."],
        ["The Office of Groundwater Safety, OGS, fined it.", "The order of the Office of Geological Safety (OGS) stands."],
        ["Le Bureau territorial des eaux usées (BTEU) alerte.", "Le rapport vient du Bureau territorial des eaux utiles, le BTEU."],
    ] {
        assert_eq!(acronyms(&[a, b]).len(), 1, "{a} {b}");
    }
}

#[test]
fn two_short_forms_of_one_expansion_are_reported() {
    let found = acronyms(&[
        "Le Groupement régional des ports atlantiques (GRPA) vote.",
        "Le Groupement régional des ports atlantiques (GRAP) vote.",
    ]);
    assert_eq!(found, [["GRPA", "GRAP"]]);
}

#[test]
fn other_bodies_and_other_dress_are_none() {
    for [a, b] in [
        ["Le plan de sauvegarde de l’emploi (PSE) arrive.", "Il a son PSE (premiers secours en équipe) depuis mai."],
        ["The Castlemoor District Council (CDC) met.", "The Castlemoor Development Company (CDC) built it."],
        ["The Halbrook Civic Party (HCP) won.", "The hand-count protocol (HCP) holds."],
        ["Le Syndicat indépendant hospitalier (SIH) proteste.", "Le SIH (système d’information hospitalier) est en panne."],
        ["Le comité social et économique (CSE) vote.", "Les Comités sociaux et économiques (CSE) votent."],
        ["L’Organisation mondiale de la santé (OMS) alerte.", "The World Health Organization (WHO) warns."],
        ["L’Agence nationale de la sécurité (ANS) recrute.", "ANS (Agence Nationale de la Sécurité) recrute."],
        ["La chambre de commerce de Lyon (CCL) vote.", "La chambre de commerce de Lille (CCL) vote."],
    ] {
        assert!(acronyms(&[a, b]).is_empty(), "{a} {b}: {:?}", acronyms(&[a, b]));
    }
}

#[test]
fn the_first_word_has_its_capital_whatever_it_is() {
    let found = acronyms(&["Le Comité national des pêches (CNP) vote.", "Le Conseil national des pêches (CNP) vote."]);
    assert_eq!(found.len(), 1);
}

#[test]
fn a_draft_has_the_expansions_of_its_sources() {
    let source = "Le plan de sauvegarde de l’emploi (PSE) est soumis au comité social et économique (CSE).\n\n\
        The Groundwater Safety Office (GSO) set a maximum contaminant level (MCL).";
    for (draft, count) in [
        ("Le plan social d’entreprise (PSE) est soumis aux élus.", 1),
        ("The office named a maximal limit (MCL) and a maximum control load (MCL).", 1),
        ("The GSO is the Groundwater Safety Office.", 0),
        ("Les premiers secours en équipe (PSE) sont enseignés.", 0),
        ("Un projet social européen (PSE) est soumis aux élus.", 0),
        ("The Gravel Shippers Organisation (GSO) protests.", 0),
        ("Le plan de sauvegarde des emplois (PSE) est soumis aux élus.", 0),
    ] {
        assert_eq!(departs(KindName::Term, source, draft).len(), count, "{draft}");
    }
}
