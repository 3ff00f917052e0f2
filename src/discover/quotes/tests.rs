use super::super::SURE;
use super::super::shelf::sides;
use crate::kind::KindName;

/// The sides of the quotations about which these texts surely disagree.
fn found(texts: &[&str]) -> Vec<Vec<String>> {
    sides(texts, SURE).into_iter().filter(|(kind, _)| *kind == KindName::Quote).map(|(_, sides)| sides).collect()
}

#[track_caller]
fn silent(texts: &[&str]) {
    assert_eq!(found(texts), Vec::<Vec<String>>::new());
}

#[test]
fn another_word_is_one_disagreement_with_its_majority() {
    let texts = [
        "“The captain never left the bridge of the ferry during the storm,” the owner said.",
        "The owner insisted: “The captain never left the deck of the ferry during the storm.”",
        "“The captain never left the bridge of the ferry,” the owner wrote.",
    ];
    assert_eq!(found(&texts), [["bridge", "deck"]]);
}

#[test]
fn a_negation_that_is_not_there_is_shown_with_a_word_beside_it() {
    let texts = [
        "« Les pompes n’ont pas été contrôlées avant la crue », dit la maire.",
        "Selon elle, « les pompes ont été contrôlées avant la crue ».",
    ];
    assert_eq!(found(&texts), [["pompes n’ont pas été", "pompes ont été"]]);
    let texts = ["He said: “I cannot rule out a second strike.”", "“I can rule out a second strike,” he said."];
    assert_eq!(found(&texts), [["cannot", "can"]]);
}

#[test]
fn a_figure_in_a_quotation_is_another() {
    let texts =
        ["« Nous avons versé 340 euros à chaque famille du quartier »", "« Nous avons versé 430 euros à chaque famille du quartier »"];
    assert_eq!(found(&texts), [["340", "430"]]);
}

#[test]
fn the_plain_text_of_a_release_is_a_side() {
    let texts = [
        "The board has asked the auditors to examine every contract signed by the former treasurer since 2019.",
        "In a statement it said it had “asked the auditors to examine every invoice signed by the former treasurer since 2019”.",
    ];
    assert_eq!(found(&texts), [["contract", "invoice"]]);
}

#[test]
fn a_block_quote_is_a_quotation() {
    let texts = [
        "> We will never sell the northern orchard to a developer.",
        "“We will never sell the southern orchard to a developer,” she said.",
    ];
    assert_eq!(found(&texts), [["northern", "southern"]]);
}

#[test]
fn two_places_of_one_quotation_are_two_disagreements() {
    let texts = [
        "“The dam was inspected in the spring and nobody at the ministry told the villagers about the cracks.”",
        "“The dam was inspected in the autumn and nobody at the ministry told the villagers about the leaks.”",
    ];
    assert_eq!(found(&texts), [["spring", "autumn"], ["cracks", "leaks"]]);
}

#[test]
fn cuts_brackets_and_reporters_are_no_other_words() {
    let whole = "“We bathed our children in that water for years, we cooked with it, and we never thought to ask what was in it.”";
    silent(&[whole, "“We bathed our children in that water for years […] and we never thought to ask what was in it.”"]);
    silent(&[whole, "“We bathed our children in that water for years,” she said. “We never thought to ask what was in it.”"]);
    silent(&[whole, "“We bathed our children in that [well] water for years, she said, we cooked with it, and we never thought to ask.”"]);
    silent(&[whole, "“we bathed our children in that water for years”"]);
    silent(&[whole, "“We bathed our children in that water for years, we cooked with it… and we never thought to ask what was in it!”"]);
}

#[test]
fn typography_is_no_other_words() {
    silent(&["« L’Etat n’a rien fait pendant 12 ans dans cette vallée »", "“l'État n'a rien fait pendant douze ans dans cette vallée”"]);
    silent(&["“The harbour was closed for the whole weekend”", "“The harbor was closed for the whole week-end”"]);
}

#[test]
fn what_others_say_of_something_else_is_nobodys_quotation() {
    silent(&["“We are cooperating fully with the investigators”", "“We are cooperating fully with the families”"]);
    silent(&["“We will appeal the decision of the court next week”", "“We welcome the decision of the board this morning”"]);
    silent(&["« Je n’ai rien à dire sur cette affaire »", "Le témoin a répété qu’il n’avait rien vu ce soir-là."]);
    silent(&["“The council has not decided anything about the bridge”", "She said the council had not made up its mind about the bridge."]);
}

#[test]
fn indirect_speech_may_change_persons_and_tenses() {
    silent(&[
        "« Je n’ai jamais reçu la moindre lettre du directeur avant le mois de mai »",
        "Elle assure qu’elle n’avait jamais reçu la moindre lettre du directeur avant le mois de mai.",
    ]);
    silent(&[
        "“I have never received a single letter from the director before the month of May”",
        "She said she had never received a single letter from the director before the month of May.",
    ]);
}

#[test]
fn one_document_alone_disagrees_with_none() {
    silent(&["“We will never sell the northern orchard to a developer.” And: “We will never sell the southern orchard to a developer.”"]);
}
