//! What a fix writes fits its place: article, apostrophes, spaces, line breaks, markup.

use factlint::check::Checker;
use factlint::finding::Safety;
use factlint::fix;

use crate::support::rules;

const RULES: &str = r#"
[name.steidl]
canonical = "Isaac Steidl"
reject = ["Jonas Steidl", "Izak Steidl"]
[name.halvorsen]
canonical = "Halvorsen"
reject = ["Olvorsen"]
[name.rourke]
canonical = "Sean O’Rourke"
reject = ["Sean Rourke"]
[term.junalco]
canonical = "Junalco"
gender = "feminine"
reject = ["ONAF", "Anaf"]
[term.parquet]
canonical = "Parquet"
gender = "masculine"
reject = ["office"]
[term.brif]
canonical = "Brif"
reject = ["Efrif"]
[term.comcyber]
canonical = "COMCYBER-MI"
[term.ofmin]
canonical = "Ofmin"
gender = "masculine"
reject = ["Mineurs"]
[term.uncyber]
canonical = "UNCyber"
[term.agency]
canonical = "agency"
reject = ["bureau"]
[term.cell]
canonical = "cell"
reject = ["inquiry"]
[term.ecole]
canonical = "école"
gender = "feminine"
reject = ["lycée"]
[typo.train]
wrong = "avion"
right = "train"
[typo.long]
wrong = "de la rue aux loups"
right = "de la rue au loup"
"#;

/// A text with its safe fixes, or all that may be applied.
fn fixed(name: &str, text: &str, most: Safety) -> String {
    let rules = rules(RULES);
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    let check = |text: &str| checker.check_text(name, text);
    fix::settle(text, &check(text), most, check).text
}

fn becomes(pairs: &[(&str, &str)]) {
    for (text, expected) in pairs {
        assert_eq!(fixed("a.md", text, Safety::Safe), *expected, "{text}");
    }
}

#[test]
fn a_french_article_fits_what_follows_it() {
    becomes(&[
        ("L’enquête de l’ONAF est là.", "L’enquête de la Junalco est là."),
        ("L’ONAF est dans la ville.", "La Junalco est dans la ville."),
        ("Le juge est à l’ONAF.", "Le juge est à la Junalco."),
        ("Les dossiers de l’office et à l'office sont là.", "Les dossiers du Parquet et au Parquet sont là."),
        ("L’office est dans la ville.", "Le Parquet est dans la ville."),
        ("LES AVIS DE L’OFFICE SONT DANS LA VILLE", "LES AVIS DU PARQUET SONT DANS LA VILLE"),
        ("Le père de Jonas Steidl est là.", "Le père d’Isaac Steidl est là."),
        ("C'est le père de Jonas Steidl.", "C'est le père d'Isaac Steidl."),
        ("La police dit que Jonas Steidl est là.", "La police dit qu’Isaac Steidl est là."),
        ("Le père d’Izak Steidl est là.", "Le père d’Isaac Steidl est là."),
        ("Les agents du Mineurs et au Mineurs sont là.", "Les agents de l’Ofmin et à l’Ofmin sont là."),
        ("Ce nouveau Mineurs est là, et ce Mineurs.", "Ce nouvel Ofmin est là, et cet Ofmin."),
        ("Le Mineurs est dans la ville.", "L’Ofmin est dans la ville."),
        ("Cet office est dans la ville.", "Ce Parquet est dans la ville."),
        ("Son ONAF est dans la ville.", "Sa Junalco est dans la ville."),
        ("L’avis d’**ONAF** est là.", "L’avis de **Junalco** est là."),
    ]);
}

#[test]
fn a_word_before_that_fits_already_stays() {
    becomes(&[
        ("Le père de Izak Steidl est là.", "Le père de Isaac Steidl est là."),
        ("Le juge dit non, Jonas Steidl est là.", "Le juge dit non, Isaac Steidl est là."),
        ("Une ONAF est dans la ville.", "Une Junalco est dans la ville."),
        ("Le bras long de la loi et ONAF.", "Le bras long de la loi et Junalco."),
        ("The friends of Bill de Jonas Steidl are here.", "The friends of Bill de Isaac Steidl are here."),
        ("Aujourd’hui, il a dit ONAF.", "Aujourd’hui, il a dit Junalco."),
    ]);
}

#[test]
fn what_only_a_person_can_tell_is_not_applied() {
    for text in ["Les avis de l’Efrif sont là.", "Il est à l’Efrif dans la ville.", "L’Efrif est là, dans la ville."] {
        assert_eq!(fixed("a.md", text, Safety::Unsafe), text);
    }
    // Too few words to tell the language.
    for text in ["Rencontre chez le Mineurs", "A bureau"] {
        assert_eq!(fixed("a.md", text, Safety::Safe), text);
    }
    // A letter that is no article, a gender that changes more than one word, an elision that is not listed.
    for text in
        ["She sat in plan A bureau of the state.", "Il est dans un nouveau lycée de la ville.", "Il y a quelqu’avion dans la ville."]
    {
        assert_eq!(fixed("a.md", text, Safety::Safe), text);
    }
    let undecided = "Les amis d’Olvorsen sont dans la ville.";
    assert_eq!(fixed("a.md", undecided, Safety::Safe), undecided);
    assert_eq!(fixed("a.md", undecided, Safety::Unsafe), "Les amis d’Halvorsen sont dans la ville.");
}

#[test]
fn a_and_an_fit_what_follows_them() {
    becomes(&[
        ("This was a bureau of the state.", "This was an agency of the state."),
        ("This was an inquiry of the state.", "This was a cell of the state."),
        ("An inquiry of the state was held.", "A cell of the state was held."),
        ("It was the inquiry of the state.", "It was the cell of the state."),
        ("Il a bureau dans la ville et le port.", "Il a agency dans la ville et le port."),
    ]);
}

#[test]
fn apostrophes_and_spaces_are_those_of_the_place() {
    becomes(&[
        ("It's Sean Rourke.", "It's Sean O'Rourke."),
        ("It’s Sean Rourke.", "It’s Sean O’Rourke."),
        ("Sean Rourke was here.\n\nIt's over.", "Sean O'Rourke was here.\n\nIt's over."),
        ("Sean Rourke was here.", "Sean O’Rourke was here."),
        ("Le juge Jonas\u{a0}Steidl est là.", "Le juge Isaac\u{a0}Steidl est là."),
        ("LE JUGE JONAS STEIDL EST LÀ.", "LE JUGE ISAAC STEIDL EST LÀ."),
        ("Le COMCYBER\u{a0}MI est là.", "Le COMCYBER-MI est là."),
    ]);
}

#[test]
fn line_breaks_and_markup_stay() {
    becomes(&[
        ("- Le juge Jonas\n  Steidl est là.\n", "- Le juge Isaac\n  Steidl est là.\n"),
        ("Le juge *Jonas* **Steidl** est là.\n", "Le juge *Isaac* **Steidl** est là.\n"),
        ("Le juge Isaac **Stei**del est là.\n", "Le juge Isaac **Steidl** est là.\n"),
        ("Isaac Stei**del** est là.\n", "Isaac Steidl est là.\n"),
        ("- Le groupe UN\n  Cyber est là.\n", "- Le groupe UNCyber est là.\n"),
        ("Le groupe UN **Cyber** est là.\n", "Le groupe UNCyber est là.\n"),
        ("Le groupe UN [Cyber](https://a.fr) est là.\n", "Le groupe UN [Cyber](https://a.fr) est là.\n"),
        ("Il vient de\nla rue aux\nloups.\n", "Il vient de\nla rue au\nloup.\n"),
        ("\u{feff}Le juge Jonas Steidl\r\nest là.\r\n", "\u{feff}Le juge Isaac Steidl\r\nest là.\r\n"),
    ]);
}

#[test]
fn words_between_quotation_marks_and_in_code_stay() {
    for text in ["Il dit : « L’ONAF et Jonas Steidl », dit-il.", "“Jonas Steidl”", "> Jonas Steidl est là.", "`Jonas Steidl`"] {
        assert_eq!(fixed("a.md", text, Safety::Unsafe), text);
    }
}
