use super::super::SURE;
use super::super::shelf::sides;
use super::forms::{are_opposites, is_form};
use crate::kind::KindName;
use crate::prose::fold::strip;

/// The words that these texts surely have one for the other.
fn found(texts: &[&str]) -> Vec<Vec<String>> {
    sides(texts, SURE).into_iter().filter(|(kind, _)| *kind == KindName::Typo).map(|(_, sides)| sides).collect()
}

#[track_caller]
fn silent(texts: &[&str]) {
    assert_eq!(found(texts), Vec::<Vec<String>>::new());
}

#[test]
fn a_word_near_in_spelling_between_the_same_words_is_a_slip() {
    let texts = [
        "The bank still holds a legal charge over the training ground of the club.",
        "It is known that the bank still holds a legal change over the training ground of the club.",
        "The bank still holds a legal charge over the training ground, he said.",
    ];
    assert_eq!(found(&texts), [["charge", "change"]]);
    let texts = [
        "Le parquet soupçonne une collusion avec un ancien salarié de la banque.",
        "Le parquet soupçonne une collision avec un ancien salarié de la banque.",
    ];
    assert_eq!(found(&texts), [["collusion", "collision"]]);
}

#[test]
fn two_letters_for_one_are_near_in_long_words() {
    let texts = [
        "dans une conjoncture économique particulièrement dégradée pour le papier",
        "dans une conjecture économique particulièrement dégradée pour le papier",
    ];
    assert_eq!(found(&texts), [["conjoncture", "conjecture"]]);
}

#[test]
fn the_word_beside_a_rare_long_word_tells_what_is_meant() {
    let texts = ["On y trouve le pire du web francophone.", "Va-t-il revenir sur le web francophobe ?"];
    assert_eq!(found(&texts), [["francophone", "francophobe"]]);
    silent(&["On y trouve le pire du web francophone.", "Va-t-il revenir sur un discours francophobe ?"]);
}

#[test]
fn forms_and_spellings_of_one_word_are_no_slips() {
    for (a, b) in [
        ("affirme", "affirmait"),
        ("nationale", "nationaux"),
        ("porter", "portez"),
        ("active", "actif"),
        ("directeur", "directrice"),
        ("reçu", "reçue"),
        ("préfecture", "prefecture"),
        ("mentir", "mentit"),
        ("organise", "organize"),
        ("colour", "color"),
        ("centre", "center"),
        ("travelled", "traveled"),
        ("woman", "women"),
        ("cities", "city"),
        ("built", "build"),
        ("clé", "clef"),
        ("amongst", "among"),
        ("defence", "defense"),
        ("heureux", "heureuse"),
        ("franche", "franc"),
        ("policy", "policies"),
        ("importante", "importance"),
        ("analyse", "analyze"),
        ("judgement", "judgment"),
    ] {
        assert!(is_form(&strip(a), &strip(b)) && is_form(&strip(b), &strip(a)), "{a} {b}");
    }
    for (a, b) in [
        ("francophone", "francophobe"),
        ("charge", "change"),
        ("county", "country"),
        ("allocation", "allocution"),
        ("collusion", "collision"),
        ("effluent", "affluent"),
        ("conjoncture", "conjecture"),
        ("repère", "repaire"),
        ("public", "pubic"),
        ("martial", "marital"),
        ("prescribe", "proscribe"),
        ("poisson", "poison"),
        ("dessert", "désert"),
        ("statute", "statue"),
        ("trail", "trial"),
    ] {
        assert!(!is_form(&strip(a), &strip(b)) && !is_form(&strip(b), &strip(a)), "{a} {b}");
    }
    assert!(are_opposites("import", "export") && !are_opposites("effluent", "affluent"));
}

#[test]
fn edits_of_the_same_sentence_are_no_slips() {
    let first = "The mayor of the town said that the new bridge will open to traffic before the summer holidays.";
    silent(&[first, "The mayor of the town said that the old bridge will open to traffic before the summer holidays."]);
    silent(&[first, "The mayor of the town said that the new bridges will open to traffic before the summer holidays."]);
    silent(&[first, "The mayor of the town says that the new bridge will open to traffic before the summer holiday."]);
    let first = "Le ministre a annoncé que cette usine rouvrira ses portes à la fin du mois prochain.";
    silent(&[first, "Le ministre a annoncé que notre usine rouvrira ses portes à la fin du mois prochain."]);
    silent(&[first, "Le ministre a annoncé que cette usine rouvrirait ses portes à la fin du mois prochain."]);
}

#[test]
fn words_near_in_spelling_elsewhere_are_two_words() {
    silent(&["The bank still holds a legal charge over the ground.", "The club will not change its colours over the summer."]);
    silent(&["Une allocation de 900 euros sera versée aux familles.", "Dans son allocution de mardi, la préfète a remercié les familles."]);
}

#[test]
fn capitalised_names_are_not_words() {
    silent(&[
        "The house of the late Martin Harlow in the old town was sold to a developer last week.",
        "The house of the late Martin Barlow in the old town was sold to a developer last week.",
    ]);
}

#[test]
fn a_slip_inside_a_quotation_is_one_disagreement() {
    let texts = [
        "« C’est une conjoncture économique particulièrement dégradée pour le papier », dit-elle.",
        "« C’est une conjecture économique particulièrement dégradée pour le papier », dit-elle.",
    ];
    assert_eq!(sides(&texts, SURE).len(), 1);
}
