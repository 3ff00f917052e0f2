use crate::discover::shelf::{departs, sorted as shown};
use crate::kind::KindName;

/// A sentence that makes two documents tell one story.
const FR: &str = "\n\nLa préfète Odile Vasselin et le capitaine Bruno Kermarrec se sont rendus à Trévignon.";
const EN: &str = "\n\nMayor Odessa Trumbull and Captain Bram Kettering went to Wrexley Point.";

fn figures(story: &str, a: &str, b: &str) -> Vec<Vec<String>> {
    shown(KindName::Figure, &[&format!("{a}{story}"), &format!("{b}{story}")])
}

#[test]
fn one_thing_with_two_figures_is_reported() {
    for (a, b, sides) in [
        (
            "L’usine de 1\u{202f}350 machines a brûlé dans la nuit.",
            "Le feu a détruit les 1\u{202f}530 machines de l’usine.",
            ["1 350 machines", "1 530 machines"],
        ),
        (
            "Le bilan définitif de la tempête est de 11 morts, a dit Odile Vasselin.",
            "Odile Vasselin a donné le bilan définitif : 12 morts.",
            ["11 morts", "12 morts"],
        ),
        (
            "Au total, 23\u{202f}051 procédures ont été ouvertes contre le site.",
            "Il y a eu 23\u{202f}000 procédures contre le site.",
            ["23 000 procédures", "23 051 procédures"],
        ),
        (
            "Le contrat vaut 38,4 millions d’euros pour la commune.",
            "La commune a signé un contrat de 34,8 millions d’euros.",
            ["34,8 millions d’euros", "38,4 millions d’euros"],
        ),
    ] {
        assert_eq!(figures(FR, a, b), [sides], "{a} | {b}");
    }
    for (a, b, sides) in [
        ("The ferry lost 2,350 gallons of fuel.", "About noon the ferry spilled 2,530 gallons.", ["2,350 gallons", "2,530 gallons"]),
        (
            "Water goes to 1,187 households from Monday.",
            "It will reach 1,200 households on Monday.",
            ["1,187 households", "1,200 households"],
        ),
        ("The deal values the harbour at £38.4m.", "The harbour was valued at £34.8m, people said.", ["£34.8m", "£38.4m"]),
        (
            "The buyer takes 86.5% of the shares in the harbour.",
            "An 85.6% stake in the harbour, of all shares, was sold.",
            ["85.6%", "86.5%"],
        ),
    ] {
        assert_eq!(figures(EN, a, b), [sides], "{a} | {b}");
    }
}

#[test]
fn what_may_be_right_on_both_sides_is_not() {
    for (a, b) in [
        // Marked.
        ("Au total, 23\u{202f}051 procédures ont été ouvertes.", "Plus de 23\u{202f}000 procédures ont été ouvertes."),
        ("Le vent a couché 318 arbres.", "Le vent a couché une trentaine d’arbres, puis environ 300 arbres."),
        ("Entre 1\u{202f}500 et 2\u{202f}500 marcheurs ont défilé.", "Ils étaient 2\u{202f}500 marcheurs à défiler."),
        // Another day, another year, another case.
        ("Vendredi soir, 64 interventions avaient été annulées.", "Jeudi, 41 interventions avaient été annulées."),
        ("Le bilan provisoire de la tempête est de 11 morts, dit Odile Vasselin.", "La tempête a fait 12 morts, bilan d’Odile Vasselin."),
        ("La crue de 1958 avait fait 26 morts.", "La crue a fait 12 morts."),
        ("L’enquête porte sur 480 victimes.", "Dans une autre affaire, on compte 3 victimes."),
        // A part, and both in both.
        ("On compte 38 blessés, dont 5 graves.", "On compte 38 blessés, parmi lesquels 31 légers."),
        ("Le site perd 12 millions d’euros, après 7 millions.", "Il perd 7 millions d’euros, puis 12 millions d’euros."),
        // Other units.
        ("La rançon est de 1,8 million de dollars.", "La rançon est de 1,65 million d’euros."),
        // Nothing but the size in common.
        ("Il a acheté deux voitures à Trévignon.", "Les pompiers ont déplacé trois voitures."),
        ("Yvonne, 83 ans, est morte.", "Son mari, 85 ans, est vivant."),
    ] {
        assert_eq!(figures(FR, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
    for (a, b) in [
        ("In all 58 of the 143 wells failed.", "Nearly 60 wells failed."),
        ("The pier is less than two miles away.", "The pier is some 3 kilometers away."),
        ("Up to 90 observers can be admitted.", "By Monday night 64 observers had signed up."),
        ("The firm was fined $48,000 in 2014.", "The penalty is $1.2 million."),
        ("So far the ferry crew has counted 41 stranded seals.", "In the end the ferry crew counted 47 stranded seals."),
        ("They won 2-1 before 4,000 fans.", "It ended 1-2 at 3.10 p.m., and 900 fans stayed."),
        ("The library is at 14 Tannery Road.", "She lives at 41 Tannery Road."),
        ("The clinic has 256 beds and 12 nurses.", "Each room has 2 beds."),
        ("Version 2.12 of the report is out.", "Version 2.21 of the report came."),
    ] {
        assert_eq!(figures(EN, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
}

#[test]
fn a_count_of_which_every_document_has_its_own_is_a_series() {
    let text = |n: u32| format!("Le port de Trévignon a compté {n} bateaux, dit le bilan d’Odile Vasselin.{FR}");
    let texts = [40, 43, 47, 52, 55].map(text);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(shown(KindName::Figure, &texts), Vec::<Vec<String>>::new());
    assert_eq!(shown(KindName::Figure, &texts[..2]).len(), 1);
}

#[test]
fn documents_of_other_stories_do_not_disagree() {
    let a = "La tempête a fait 11 morts à Ploubazec, selon le bilan définitif de Corentin Le Fur.";
    let b = "L’incendie a fait 12 morts à Vauxonne, selon le bilan définitif de Régine Palot.";
    assert_eq!(shown(KindName::Figure, &[a, b]), Vec::<Vec<String>>::new());
}

#[test]
fn few_documents_of_one_story_disagree_by_a_slip_alone() {
    for (a, b, sides) in [
        (
            "Records of 412,638 current and former workers were stolen.",
            "The firm puts the total at 421,638 people.",
            ["412,638 current", "421,638 people"],
        ),
        ("The gang asked for $4.2 million.", "Then came the note: $2.4 million in coins.", ["$2.4 million", "$4.2 million"]),
        ("It has set a price of £14,350 a year.", "The firm wants £14,000 a year per patient.", ["£14,000", "£14,350"]),
        ("In all 187 passengers were on the boat.", "Most of the 178 passengers come from town.", ["178 passengers", "187 passengers"]),
    ] {
        assert_eq!(figures(EN, a, b), [sides], "{a} | {b}");
    }
    for (a, b, sides) in [
        (
            "Au plus fort du feu, 142 sapeurs-pompiers étaient là.",
            "Le feu a mobilisé jusqu’à 124 sapeurs-pompiers.",
            ["124 sapeurs", "142 sapeurs"],
        ),
        ("Le préjudice a été fixé à 2 340 000 euros.", "Le butin est estimé à 2 430 000 euros.", ["2 340 000 euros", "2 430 000 euros"]),
        ("L’élu aurait eu des avantages évalués à 184 300 euros.", "Les avantages ? 184 000 euros.", ["184 000 euros", "184 300 euros"]),
    ] {
        assert_eq!(figures(FR, a, b), [sides], "{a} | {b}");
    }
    for (a, b) in [
        ("Le préjudice a été fixé à 2 340 000 euros.", "Le butin est estimé à 2 300 000 euros."),
        ("Le feu a mobilisé 124 sapeurs-pompiers.", "Le feu a mobilisé jusqu’à 142 sapeurs-pompiers."),
        ("On a compté 412 638 salariés.", "La ville compte 96 400 habitants, et 421 postes sont vacants."),
        ("Le maire a 187 employés.", "Le stade a 178 places."),
        ("La commune réclame 45 000 euros.", "L’amende est de 80 000 euros, et la caution de 54 000 dollars."),
    ] {
        assert_eq!(figures(FR, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
}

#[test]
fn documents_that_a_third_ties_together_tell_one_story() {
    let ties = "Odile Vasselin et Bruno Kermarrec sont à Trévignon avec Corentin Le Fur et Régine Palot de Vauxonne.";
    let a = "Le marché vaut 1 264 500 euros, dit Odile Vasselin à Trévignon.";
    let b = "Le marché vaut 1 246 500 euros, dit Régine Palot de Vauxonne.";
    assert_eq!(shown(KindName::Figure, &[a, b]), Vec::<Vec<String>>::new());
    assert_eq!(shown(KindName::Figure, &[a, b, ties]), [["1 246 500 euros", "1 264 500 euros"]]);
}

#[test]
fn a_draft_that_counts_otherwise_departs_from_its_source() {
    let source = "Dame Eleanor heard 112 witnesses over 58 days. The ferry had 187 passengers and 23 crew, and 46 people were hurt, nine of them \
                  seriously. Section 14 of the Ferry Act forbids the loading of cars in a storm. Repairs cost £2,140,000.";
    for (draft, sides) in [
        ("The inquiry sat for 85 days and heard 112 witnesses.", ["58 days", "85 days"]),
        ("The inquiry heard 121 witnesses.", ["112 witnesses", "121 witnesses"]),
        ("Section 41 of the Ferry Act forbids loading cars when there is a storm.", ["Section 14", "Section 41"]),
    ] {
        assert_eq!(departs(KindName::Figure, source, draft), [sides], "{draft}");
    }
    for draft in [
        "With its 210 people on board the ferry was not full.",
        "More than 100 witnesses were heard, in almost two months.",
        "Nearly 190 passengers were on the ferry, and 37 people got away with light wounds.",
        "Repairs cost about £2.1 million.",
        "Under Section 14 of the Act no car goes on the ferry in a storm.",
    ] {
        assert_eq!(departs(KindName::Figure, source, draft), Vec::<Vec<String>>::new(), "{draft}");
    }
}

#[test]
fn the_only_counts_of_a_noun_in_few_documents_of_one_story_are_held_against_each_other() {
    for (a, b, sides) in [
        ("Le train de 148 voyageurs est parti.", "La rame avait 142 voyageurs à bord.", ["142 voyageurs", "148 voyageurs"]),
        ("Les 14 salariés permanents restent.", "On a reçu les 17 salariés permanents.", ["14 salariés", "17 salariés"]),
    ] {
        assert_eq!(figures(FR, a, b), [sides], "{a} | {b}");
    }
    for (a, b) in [
        ("Le procès de 17 prévenus commence.", "Il y a seize autres prévenus à la barre."),
        ("Les 14 salariés permanents restent.", "On a reçu les 17 salariés saisonniers."),
        ("Le train de 148 voyageurs est parti.", "Parmi les 139 voyageurs, 31 voyageurs sont blessés."),
        ("Le festival a 61 films.", "En 2019, il y avait 58 films."),
        ("Le village a quatre écoles.", "Il y a trois écoles."),
    ] {
        assert_eq!(figures(FR, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
}

#[test]
fn a_digit_that_is_another_is_a_slip() {
    for (a, b, sides) in [
        ("Le feu touche 47 entreprises de la zone.", "On parle de 57 entreprises, dit le maire.", ["47 entreprises", "57 entreprises"]),
        ("Elle avait payé 75 000 euros d’amende.", "Le juge avait exigé 175 000 euros d’amende.", ["175 000 euros", "75 000 euros"]),
        ("Nadège Fauvel, 44 ans, conduit la liste.", "La liste de Nadège Fauvel, 49 ans, est prête.", ["44 ans", "49 ans"]),
        ("La course a vu 14 862 arrivants.", "Il y avait 14 562 marathoniens.", ["14 562 marathoniens", "14 862 arrivants"]),
        (
            "Le budget est de 404 millions d’euros, dont 286 millions pour le port.",
            "Pour le port, ce sont 268 millions d’euros.",
            ["268 millions d’euros", "286 millions"],
        ),
    ] {
        assert_eq!(figures(FR, a, b), [sides], "{a} | {b}");
    }
    for (a, b, sides) in [
        ("CRI puts the repair at £6.4m.", "Putting it right will cost £6.9m.", ["£6.4m", "£6.9m"]),
        ("Apprentice fitter Jayden Moffat, 22, followed her.", "Then came Jayden Moffat, 24, and the others.", ["22", "24"]),
        ("Volunteers had two doses 28 days apart.", "She had her doses 42 days apart.", ["28 days", "42 days"]),
        (
            "At 1pm 1.8 million messages were waiting.",
            "The queue held 1.3 million messages.",
            ["1.3 million messages", "1.8 million messages"],
        ),
    ] {
        assert_eq!(figures(EN, a, b), [sides], "{a} | {b}");
    }
}

#[test]
fn figures_of_other_things_are_no_slips() {
    for (a, b) in [
        // Of another person, of another day, of few.
        ("Yvonne Kerbrat, 83 ans, est morte.", "Le fils, Yann Kerbrat, 58 ans, est venu."),
        ("Mme Fauvel, 44 ans, conduit la liste.", "Nadège Fauvel, 45 ans, conduit la liste."),
        ("Vendredi, 142 foyers étaient dans le noir.", "Jeudi, 152 foyers étaient dans le noir."),
        ("L’accident a fait 17 blessés.", "Onze blessés sont à l’hôpital."),
        ("Il reste 47 lits au nord.", "Il y a 57 lits au sud et 47 lits au nord."),
        ("Il a fallu 31 mois.", "Il y passe 21 mois."),
        ("La course a vu 14 800 arrivants.", "Il y avait 14 500 spectateurs."),
    ] {
        assert_eq!(figures(FR, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
    for (a, b) in [
        ("Derek Rennie, 43, was fined.", "“They should have listened,” said Mr Rennie, 61."),
        ("The fund has £6.4m.", "About £6.9m is needed."),
        ("On Monday 142 homes had no power.", "On Tuesday 152 homes had no power."),
        ("It cost $95,000 in all.", "It cost $950,000 in all."),
        ("In 1987 it had 312 crates.", "In 2024 it had 372 crates."),
        ("Sixteen minutes later it was over.", "Ten minutes later it was over."),
    ] {
        assert_eq!(figures(EN, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
}
