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

#[test]
fn words_of_a_plain_text_that_were_altered_are_shown() {
    for (quoting, plain, sides) in [
        (
            "Elle vise « l’ouverture du canal de Lorme aux péniches de commerce pendant la crue ».",
            "- d’ouverture du canal de Lorme, aux péniches de commerce, pendant la crue, sans l’accord du préfet ;",
            ["l’ouverture du canal de Lorme aux", "d’ouverture du canal de Lorme, aux"],
        ),
        (
            "It objects to “the closure of the northern ferry route to lorries during the winter months”.",
            "The order (see below), a closure of the northern ferry route to lorries, during the winter months, takes effect.",
            ["the closure of the northern ferry route to lorries during", "a closure of the northern ferry route to lorries, during"],
        ),
        (
            "Le groupe veut « supprimer douze postes de soignants dans chaque service de nuit ».",
            "La direction entend supprimer deux postes de soignants dans chaque service de nuit.",
            ["douze", "deux"],
        ),
        (
            "The bank promised to “repay every affected customer within thirty working days”.",
            "Merrin will repay every eligible customer within thirty working days.",
            ["affected", "eligible"],
        ),
        (
            "Le rapport dénonce « des digues construites sans étude préalable sur toute la rive gauche du fleuve depuis vingt ans ».",
            "Des digues construites sans étude préalable sur toute la rive droite du fleuve depuis vingt ans aggravent les crues.",
            ["gauche", "droite"],
        ),
        (
            "She “asked the outside auditors to examine again every contract signed by the former borough treasurer since January”.",
            "The board asked the outside auditors to examine again every contract signed by the former borough treasurer since March.",
            ["January", "March"],
        ),
    ] {
        let mut found = found(&[quoting, plain]);
        found.iter_mut().for_each(|sides| sides.sort_by_key(|side| !quoting.replace('\u{a0}', " ").contains(side.as_str())));
        assert_eq!(found, [sides], "{quoting}");
    }
}

#[test]
fn a_charge_sheet_is_quoted_word_for_word_or_not_at_all() {
    let charge = "- an unlawful export of dual-use goods, without a licence, contrary to section 68";
    assert_eq!(found(&["He faces “the unlawful export of dual-use goods without a licence”.", charge]).len(), 1);
    silent(&["He faces “the unlawful export of dual-use goods, without a licence”.", charge]);
    silent(&["He faces “unlawful export of dual-use goods without a licence”.", charge]);
}

#[test]
fn a_plain_text_that_merely_has_the_same_words_is_silent() {
    for (quoting, plain) in [
        // Nothing but what the sentence around asks for.
        (
            "Elle vise « l’ouverture du canal de Lorme aux péniches de commerce ».",
            "Un délit d’ouverture du canal de Lorme aux péniches de commerce.",
        ),
        (
            "It objects to “the closure of the northern ferry route to lorries”.",
            "He signed a closure of the northern ferry route to lorries.",
        ),
        // Commas alone.
        (
            "« Les digues construites depuis vingt ans, sans étude, sur la rive gauche »",
            "Les digues construites depuis vingt ans sans étude sur la rive gauche sont fragiles.",
        ),
        (
            "“every contract, signed by the former treasurer, since the spring of last year”",
            "Every contract signed by the former treasurer since the spring of last year was read.",
        ),
        // Cut short.
        (
            "« Les digues construites depuis vingt ans […] sont toutes fragiles »",
            "Les digues construites depuis vingt ans, sans étude préalable et sans permis, sont toutes fragiles.",
        ),
        (
            "They will “examine every contract signed by the former treasurer”.",
            "Auditors will examine every contract signed by the former treasurer since 2019, or by his deputy.",
        ),
        // A title that many know by heart.
        (
            "La « loi relative à la prévention des risques naturels et des inondations de plaine »",
            "Cette loi pour la prévention des risques naturels et des inondations de plaine date de 2003.",
        ),
        (
            "The “Act on the protection of rivers and of public health”",
            "Under the Act for the protection of rivers and of public health, fines are due.",
        ),
        (
            "La « loi du 3 mai 1998 relative à la protection des rivières de montagne »",
            "La loi du 12 juin 2004 relative à la protection des rivières de montagne la remplace.",
        ),
        (
            "The “Council Regulation 1224/2009 on the control of coastal fishing vessels”",
            "Council Regulation 2017/2403 on the control of coastal fishing vessels came later.",
        ),
        (
            "“Regulation (EU) 2016/679 of the European Parliament and of the Council on the protection of natural persons online”",
            "Regulation (EU) 2018/1725 of the European Parliament and of the Council on the protection of natural persons online",
        ),
        (
            "La « loi du 3 mai 1998 relative à la protection des rivières et des lacs de montagne et à leur mise en valeur touristique »",
            "La loi du 12 juin 2004 relative à la protection des rivières et des lacs de montagne et à leur mise en valeur touristique",
        ),
        // Somebody else's.
        (
            "« Nous allons reconstruire l’école du village avant la fin de l’été », dit la maire.",
            "L’évêque veut reconstruire la chapelle du hameau avant la fin de l’été.",
        ),
        (
            "“We will rebuild the village school before the end of the summer,” the mayor said.",
            "The bishop promised to rebuild the chapel before the end of the summer.",
        ),
        // Indirect speech.
        (
            "“I think the council examines every contract signed by the former treasurer”",
            "She thought the council examined every contract signed by the former treasurer.",
        ),
        (
            "« Le conseil examine chacun des contrats signés par notre ancien trésorier depuis mai »",
            "Elle dit que le conseil examinait chacun des contrats signés par leur ancien trésorier depuis mai.",
        ),
        (
            "« Hier le conseil examine chacun des contrats signés par l’ancien trésorier depuis mai »",
            "Hier le conseil examinait chacun des contrats signés par l’ancien trésorier depuis mai.",
        ),
        (
            "“Every year the council examines each contract signed by the former treasurer since May”",
            "Every year the council examined each contract signed by the former treasurer since May.",
        ),
        // A translation.
        (
            "« Nous allons reconstruire le pont de Carrow avant la fin de l’été prochain »",
            "“We will rebuild the bridge of Carrow before the end of next summer,” she said.",
        ),
    ] {
        assert_eq!(found(&[quoting, plain]), Vec::<Vec<String>>::new(), "{quoting}");
    }
}
