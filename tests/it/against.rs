//! `check --against`, in pairs: a draft that says otherwise than its source, and one that says the same in other words.

use crate::support::{desk, err, factlint, out};

/// What is reported of a draft against a source, notes left out, as the draft has it.
fn reported(source: &str, draft: &str) -> Vec<String> {
    let folder = desk(&[("source.txt", source), ("draft.txt", draft)]);
    let output = factlint(folder.path(), ["check", "--against", "source.txt", "--format", "jsonl", "draft.txt"]);
    assert!(output.status.code() != Some(2), "{}", err(&output));
    let found: Vec<serde_json::Value> = out(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    found.iter().filter(|finding| finding["severity"] != "note").map(|finding| finding["text"].as_str().expect("text").to_owned()).collect()
}

/// Each with a source, a draft that is wrong, the words that are, and a draft that is right.
fn pairs(pairs: &[(&str, &str, &str, &str)]) {
    for (source, wrong, words, right) in pairs {
        let found = reported(source, wrong);
        assert!(found.iter().any(|text| text.contains(words) || words.contains(text.as_str())), "`{words}` of {wrong}: {found:?}");
        assert_eq!(reported(source, right), [""; 0], "{right}");
    }
}

#[test]
fn another_power_of_ten_is_reported_and_other_figures_are_not() {
    pairs(&[
        (
            "Order intake was £203 million, giving an order book of £412 million at the quarter end.",
            "New orders lifted the order book to £412 billion at the end of the quarter.",
            "£412 billion",
            "New orders of just over £200 million lifted the order book to £0.412 billion.",
        ),
        (
            "Le dommage matériel est évalué à 9,6 millions d’euros. L’enquête a duré 14 mois.",
            "Le dommage matériel s’élève à 96 millions d’euros, selon l’enquête.",
            "96 millions d’euros",
            "Le dommage matériel approche les 10 millions d’euros, selon l’enquête.",
        ),
        (
            "In all, 512,000 people gained access to safe water.",
            "By last year 512 million people had gained access to safe water.",
            "512 million people",
            "More than half a million people gained access to safe water.",
        ),
        (
            "Lors des journées de juin, 1 340 visiteurs étaient venus.",
            "En juin, ils étaient 13 400 visiteurs.",
            "13 400 visiteurs",
            "En juin, ils étaient quelque 1 300 visiteurs.",
        ),
    ]);
}

#[test]
fn a_wrong_digit_is_reported_and_what_is_rounded_or_bounded_is_not() {
    pairs(&[
        (
            "Blood pressure fell by an average of 13.6 mmHg in the weekly group and 13.1 mmHg in the daily group.",
            "Blood pressure had dropped by 16.3 mmHg on average in the weekly group, and 13.1 mmHg in the daily one.",
            "16.3 mmHg",
            "Blood pressure had dropped by almost 14 mmHg in the weekly group, and by 13.1 mmHg in the daily one.",
        ),
        (
            "La fédération compte 47 820 licenciés, soit 9,3 % de plus qu’un an plus tôt, répartis dans 614 clubs.",
            "La fédération compte 47 820 licenciés, soit une hausse de 39,3 % en un an, et 614 clubs.",
            "39,3 %",
            "La fédération compte 47 820 licenciés, soit une hausse de plus de 9 % en un an, et 614 clubs.",
        ),
        (
            "The symphonic poem, for an orchestra of 94 players, was first heard by an audience of 2,300.",
            "The piece, for an orchestra of 49 players, was first heard by an audience of 2,300.",
            "49 players",
            "The piece, for an orchestra of over 90 players, was first heard by some 2,300 people.",
        ),
        (
            "Ce budget est porté à 184 300 euros. La dette s’établit à 1 042 euros par habitant.",
            "Ce budget est porté à 148 300 euros.",
            "148 300 euros",
            "Ce budget est porté à plus de 180 000 euros. La dette dépasse légèrement mille euros par habitant.",
        ),
    ]);
    assert_eq!(
        reported(
            "The first warning was issued on 19 January and the last on 21 January. The storm lasted three days in all.",
            "The first warning of the storm was issued on 19 January and, two days later, the last.",
        ),
        [""; 0]
    );
}

#[test]
fn a_value_of_something_else_is_reported_and_another_name_for_the_same_is_not() {
    pairs(&[
        (
            "Les enquêteurs ont retracé 217 virements. Le tribunal a entendu 48 témoins.",
            "Le tribunal a entendu 217 témoins.",
            "217 témoins",
            "Le tribunal a entendu 48 témoins, les enquêteurs ont retracé 217 transferts.",
        ),
        (
            "Median start-up time fell from 850 ms to 120 ms on the reference machine.",
            "The median start-up time falls from 850 ms to 120 GB on the reference machine.",
            "120 GB",
            "The median start-up time falls from 0.85 seconds to 120 ms on the reference machine.",
        ),
    ]);
    let source = "Le musée expose 74 peintures, 49 dessins et une maquette.";
    assert_eq!(reported(source, "On y verra 49 peintures et 74 dessins.").len(), 2);
    assert_eq!(reported(source, "On y verra 74 peintures et 49 dessins."), [""; 0]);
    // The 31 cars are vehicles, and the firefighters people.
    for (source, draft) in [
        ("La police a contrôlé 163 véhicules. Elle a saisi 31 voitures.", "Trente et un véhicules ont été saisis par la police."),
        ("Le juge a entendu 36 personnes. L’incendie a mobilisé 85 pompiers.", "L’incendie a mobilisé 85 personnes."),
    ] {
        assert_eq!(reported(source, draft), [""; 0], "{draft}");
    }
}

#[test]
fn the_end_of_a_period_and_a_month_are_reported() {
    pairs(&[
        (
            "L’enquête publique se tiendra du 2 mars au 3 avril 2026. La séance suivante aura lieu le 26 mars 2026.",
            "L’enquête publique se tiendra du 2 mars au 3 mai 2026.",
            "du 2 mars au 3 mai 2026",
            "L’enquête publique se tiendra du 2 mars au 3 avril.",
        ),
        (
            "We surveyed the reef at 44 sites between 7 May 2012 and 19 August 2023.",
            "Between 7 May 2012 and 19 August 2013 they surveyed 44 sites.",
            "7 May 2012 and 19 August 2013",
            "They surveyed 44 sites between May 2012 and August 2023.",
        ),
        (
            "The flaw was reported on 8 January 2026 by Leopold Nasciutti. A fix was released on 3 February 2026.",
            "Leopold Nasciutti had reported it on 8 February 2026.",
            "8 February 2026",
            "Leopold Nasciutti had reported it on 8 January; the fix came on 3 February.",
        ),
        (
            "Elle avait signalé des infiltrations dans une note du 22 janvier 2024. Le budget a baissé en 2024.",
            "Elle avait signalé des infiltrations le 22 février 2024, dans une note restée sans réponse.",
            "22 février 2024",
            "Elle avait signalé des infiltrations fin janvier 2024, dans une note restée sans réponse.",
        ),
    ]);
}

#[test]
fn names_of_people_are_reported_and_their_relatives_are_not() {
    pairs(&[
        (
            "Petitions may be lodged with the Electoral Court, presided over by Justice Malachy Overbury.",
            "Petitions go to the Electoral Court, over which Justice Malachi Overbury presides.",
            "Malachi Overbury",
            "Petitions go to the Electoral Court of Justice Overbury.",
        ),
        (
            "Hydrologist Marcus Oyelaran will lead a review of the forecasts.",
            "A review of the forecasts will be led by hydrologist Marcus Oyelaren.",
            "Oyelaren",
            "A review of the forecasts will be led by Mr Oyelaran, a hydrologist.",
        ),
        (
            "La fouille a été menée par une équipe de 17 archéologues, sous la direction de Ségolène Vautrelle.",
            "Solange Vautrelle et son équipe de 17 archéologues ont mené la fouille.",
            "Solange Vautrelle",
            "Mme Vautrelle et son équipe de 17 archéologues ont mené la fouille.",
        ),
        (
            "Detective Chief Inspector Tomasz Wieczorek spoke to reporters at noon.",
            "DCI Tomas Wieczorek spoke to reporters at noon.",
            "Tomas Wieczorek",
            "DCI Tomasz Wieczorek spoke to reporters at noon.",
        ),
    ]);
}

#[test]
fn expansions_and_quotations_are_reported_and_what_stands_beside_a_quotation_is_not() {
    pairs(&[
        (
            "Le dispositif Lecture et oral pour tous (LOPT) occupe 40 minutes chaque jour.",
            "Son dispositif Lire et oser pour tous (LOPT) occupe 40 minutes chaque jour.",
            "Lire et oser pour tous",
            "Le dispositif « lecture et oral pour tous » (LOPT) occupe 40 minutes chaque jour.",
        ),
        (
            "\"A festival is a town that agrees for ten days to look in the same direction,\" said the director.",
            "\"A festival is a town that agrees for twelve days to look in the same direction,\" said the director.",
            "twelve",
            "For the director, a festival is \"a town that agrees for ten days to look […]\" the same way.",
        ),
    ]);
}

#[test]
fn the_value_of_another_row_is_reported_and_a_row_in_other_words_is_not() {
    pairs(&[
        (
            "Flow Metering grew 12.6% to £96.3 million, Laboratory Systems grew 4.1% to £58.7 million.",
            "Laboratory Systems grew 12.6% to £58.7 million in the quarter.",
            "12.6%",
            "Flow Metering, the largest division, was up 12.6%; Laboratory Systems grew 4.1%.",
        ),
        (
            "Witnesses said that 41 per cent had missed a medical appointment, 23 per cent had turned down a job.",
            "Of those asked, 23 per cent had missed a medical appointment.",
            "23 per cent",
            "Of those asked, 41% had missed a medical appointment, and 23% had refused work.",
        ),
        (
            "La mairie consacre 38 % aux écoles primaires et 12 % aux espaces verts municipaux.",
            "Selon la mairie, 38 % du budget vont aux espaces verts municipaux.",
            "38 %",
            "Selon la mairie, 38 % du budget vont à l’enseignement et 12 % aux espaces verts municipaux.",
        ),
    ]);
}
