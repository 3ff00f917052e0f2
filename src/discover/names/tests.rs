//! What must be reported of a few sentences, and what must not.

use crate::discover::shelf::{departs, shown};
use crate::kind::KindName;

fn names(texts: &[&str]) -> Vec<Vec<String>> {
    shown(KindName::Name, texts)
}

#[test]
fn a_family_name_a_letter_apart_is_reported_once_with_all_who_write_it() {
    let found = names(&[
        "Le fondateur, Isaac Steidl, a été arrêté mardi.",
        "Isaac Steidl a fondé le site. Les avocats de M. Steidl ne répondent pas.",
        "Le site avait été fondé par Isaac STEIDL en 2003.",
        "Isaac Steidel, son fondateur, est introuvable.",
    ]);
    assert_eq!(found, [["Isaac Steidl", "Isaac Steidel"]]);
}

#[test]
fn slips_of_persons_are_reported() {
    for [a, b] in [
        ["Counsel for the town, Desmond Achterberg, said no.", "Mr. Desmond P. Achterburg, counsel for the town, agreed."],
        ["La préfète, Fabienne d’Astorg, est venue.", "La préfète, Fabienne Dastorg, est repartie."],
        ["Lucinda Okafor-Hale won the county.", "The county went to Lucinda Okafor Hale."],
        ["Le maire, Zoé Ferrand, a protesté à la télévision.", "Le maire, Zoe Ferrand, a protesté à la télévision."],
        ["Le responsable, Georges Pellissard, a parlé.", "Selon le responsable, George Pellissard, tout va bien."],
        ["Alun Prosser-Jones sold the club in May.", "The club was sold by Alan Prosser-Jones."],
        ["Le directeur, Jean-Marc Delattre, a refusé.", "Le directeur, Jean-Luc Delattre, s’est tu."],
        ["The chair, Katharine Dowling, will stay.", "The chair, Katherine Dowling, may go."],
        ["Le docteur Solène Courtaillac opère demain à la clinique.", "À la clinique, le docteur Courtailhac opère demain."],
    ] {
        assert_eq!(names(&[a, b]).len(), 1, "{a} {b}");
    }
}

#[test]
fn one_name_in_two_dresses_is_none() {
    for [a, b] in [
        ["Le docteur Solène Courtaillac opère.", "Le docteur Solène COURTAILLAC opère."],
        ["Georges Pellissard a parlé.", "Hier M. Pellissard a parlé, et G. Pellissard a écrit."],
        ["Tobias Renner ran.", "TOBIAS J. RENNER ran; Renner’s brother did not."],
        ["Anne-Sophie de Brézac est venue.", "Alors Mme de Brézac est partie."],
        ["Émile Fontanier est là.", "Emile Fontanier est là."],
        ["Samuel Whitcombe sang.", "Sam Whitcombe sang."],
        ["Le Parisien Luc Ferrandier.", "La Parisienne aime Luc Ferrandier."],
        ["COURTAILLAC Solène, médecin.", "Solène Courtaillac, médecin."],
    ] {
        assert!(names(&[a, b]).is_empty(), "{a} {b}: {:?}", names(&[a, b]));
    }
}

#[test]
fn two_people_are_none() {
    for [a, b] in [
        ["Le maire, Marin Delcambre, a parlé.", "Marine Delcambre, sa sœur, est avocate."],
        ["Maëlle Kerhoas parle.", "Gaëlle Kerhoas cuisine ; Maëlle Kerhoas chante."],
        ["Yvonne Ballester est morte.", "René Ballester est vivant."],
        ["The manager, Stephen Aldous, left.", "The attorney, Stephanie Aldridge, stayed."],
        ["Mateusz Wilk coaches the team.", "The secretary is Matthew Wilkes."],
        ["Le commandant Loïc Kervadec dirige.", "L’hydrologue Ludovic Kervella écrit."],
        ["François Marchenoir peint.", "Françoise Marchenoir sculpte."],
        ["Dale Hutchins drinks the water.", "Dana Hutchins is his wife."],
        ["L’avocat Paul Vernier plaide.", "Le juge Paul Verdier tranche."],
    ] {
        assert!(names(&[a, b]).is_empty(), "{a} {b}: {:?}", names(&[a, b]));
    }
}

#[test]
fn the_order_of_the_documents_does_not_matter() {
    let texts = ["Le fondateur, Isaac Steidl, est là.", "Isaac Steidel, le fondateur, est là.", "On cherche Isaac Steidl, le fondateur."];
    let turned = [texts[2], texts[1], texts[0]];
    assert_eq!(names(&texts), names(&turned));
}

const SOURCE: &str = "The request was signed by the chair of the harbour board, Margaret Oduya, and by the engineer Paul Westerlund of Port Ellery.\n\n\
    The union is led by Tomas Brekkan. His wife, Irene Brekkan, keeps the books.\n\n\
    La demande est signée par la présidente, Marguerite Odoul, et par l’ingénieur Didier Vesterlin.";

#[test]
fn a_draft_has_the_people_of_its_sources() {
    for (draft, sides) in [
        ("The chair, Mrs Odoya, asked for an inspection.", ["Margaret Oduya", "Odoya"]),
        ("The engineer, Dr Westerland of Carrow General, signed too.", ["Paul Westerlund", "Westerland"]),
        ("Martha Oduya, the chair, signed the request.", ["Margaret Oduya", "Martha Oduya"]),
        ("Paula Westerlund, an engineer, signed the request too.", ["Paul Westerlund", "Paula Westerlund"]),
        ("La présidente, Mme Odout, a signé la demande.", ["Marguerite Odoul", "Odout"]),
        ("La demande est signée par l’ingénieur Bernard Vesterlin.", ["Bernard Vesterlin", "Didier Vesterlin"]),
    ] {
        assert_eq!(departs(KindName::Name, SOURCE, draft), [sides], "{draft}");
    }
}

#[test]
fn a_draft_may_name_them_in_short_and_name_others() {
    for draft in [
        "Mrs Oduya and Mr Westerlund of Port Ellery signed; M. Odoul did not.",
        "Maggie Oduya, the chair, signed the request.",
        "Irene Brekkan keeps the books; her son, Anders Brekkan, is a fisherman.",
        "Harold Oduya, who runs a bakery in Carrow, was not asked.",
        "La présidente, Mme Odoul, et son mari, Étienne Odoul, sont partis.",
        "Un boucher de Carrow, Bernard Vesterlin, n’a rien vu.",
    ] {
        assert_eq!(departs(KindName::Name, SOURCE, draft), Vec::<Vec<String>>::new(), "{draft}");
    }
}

#[test]
fn where_somebody_works_is_no_part_of_a_name() {
    let found = names(&["Dr Peter Halloran of Carrow General spoke.", "At Carrow General, Peter Holloran spoke."]);
    assert_eq!(found.len(), 1);
    assert!(names(&["The University of Lismere spoke.", "Joan of Arc spoke of the Duchy of Cornwall."]).is_empty());
}
