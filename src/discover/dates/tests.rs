use crate::discover::shelf::{departs, sorted as shown};
use crate::kind::KindName;

const FR: &str = "\n\nLa préfète Odile Vasselin et le capitaine Bruno Kermarrec se sont rendus à Trévignon.";
const EN: &str = "\n\nMayor Odessa Trumbull and Captain Bram Kettering went to Wrexley Point.";

fn dates(story: &str, a: &str, b: &str) -> Vec<Vec<String>> {
    shown(KindName::Date, &[&format!("{a}{story}"), &format!("{b}{story}")])
}

#[test]
fn one_event_with_two_dates_is_reported() {
    for (a, b, sides) in [
        (
            "Les ouvriers sont en grève depuis le lundi 3 mars et ne veulent pas céder.",
            "La direction prend acte de la grève engagée le mardi 3 mars par les ouvriers.",
            ["lundi 3 mars", "mardi 3 mars"],
        ),
        (
            "L’arrêt de la production est prévu le 30 juin, a annoncé le groupe devant les salariés.",
            "Le groupe confirme aux salariés l’arrêt de la production le 30 juillet, sans autre détail.",
            ["30 juillet", "30 juin"],
        ),
        (
            "Le pic de la crue a été mesuré au pont dans la nuit du 17 au 18 octobre 2024 par les services.",
            "Le pic de la crue est passé au pont le samedi 19 octobre, et personne ne dormait en ville.",
            ["17 au 18 octobre 2024", "samedi 19 octobre"],
        ),
    ] {
        assert_eq!(dates(FR, a, b), [sides], "{a} | {b}");
    }
    for (a, b, sides) in [
        (
            "A public hearing on the pier is set for April 3 at Wrexley Town Hall, the council said in the afternoon.",
            "Come to the public hearing on the pier on April 8 at Wrexley Town Hall, and bring a neighbor with you.",
            ["April 3", "April 8"],
        ),
        (
            "The results were certified on November 13 with a margin of a few votes, and nobody was surprised at all.",
            "On November 12, 2025, the clerk certified the results by a margin of votes that nobody had expected before.",
            ["November 12, 2025", "November 13"],
        ),
    ] {
        assert_eq!(dates(EN, a, b), [sides], "{a} | {b}");
    }
}

#[test]
fn dates_that_agree_or_are_of_other_events_are_not() {
    for (a, b) in [
        ("L’audience est fixée au mardi 4 mars à midi.", "L’audience est fixée au 4 mars 2025, dit le greffe."),
        ("La crue est venue dans la nuit du 17 au 18 octobre.", "La crue est venue le 18 octobre, vers trois heures."),
        ("Sa garde à vue a été prolongée le dimanche 25 août par un juge.", "La garde à vue a pris fin le mercredi 28 août au soir."),
        ("Odile Vasselin a visité le port le 3 mars.", "Odile Vasselin a quitté la région le 4 mars."),
        ("Il a été arrêté le 3 mars dans son garage.", "L’audience se tiendra le 4 mars au tribunal."),
        (
            "TRÉVIGNON, 10 mars 2025 (Agence Intermède) — La grève continue à l’usine.",
            "TRÉVIGNON, 11 mars 2025 (Agence Intermède) — La grève continue à l’usine.",
        ),
        ("Article publié le 10 mars 2025 sur la grève de l’usine.", "Article publié le 11 mars 2025 sur la grève de l’usine."),
        ("Les commentaires sur la grève sont ouverts jusqu’au 4 mars.", "Les commentaires sur la grève sont ouverts depuis le 3 mars."),
        ("Le vote de l’assemblée a eu lieu le 7 janvier 2015.", "Dix ans après le vote de l’assemblée, le 7 janvier 2025."),
    ] {
        assert_eq!(dates(FR, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
    for (a, b) in [
        ("Training starts on 30 June for the squad.", "Tickets go on sale on Monday 16 June."),
        ("The order was signed on March 11, 2025 by the director.", "Neighbors first met the company on March 4 in a church."),
        ("The hearing is on April 3 and the ruling on April 8.", "The ruling will come on April 8, after the hearing of April 3."),
        (
            "The bridge over the river was opened to traffic on March 23, 1977. It fell on March 26, 2024.",
            "The bridge over the river was closed to traffic on March 24, the harbor police said.",
        ),
        ("Filed November 14, 2025, with the court.", "Filed November 15, 2025, with the court."),
    ] {
        assert_eq!(dates(EN, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
}

#[test]
fn few_documents_of_one_story_that_name_a_night_or_a_slip_disagree() {
    for (a, b, sides) in [
        (
            "Dans la nuit du mardi 8 au mercredi 9 octobre 2024, des hommes sont entrés dans la chapelle par le toit.",
            "La statue a disparu dans la nuit du 9 au 10 octobre 2024, sans un bruit.",
            ["9 au 10 octobre 2024", "mardi 8 au mercredi 9 octobre 2024"],
        ),
        (
            "Le jugement sera rendu au public le vendredi 27 juin par le tribunal.",
            "Le tribunal rendra sa décision le mardi 17 juin.",
            ["mardi 17 juin", "vendredi 27 juin"],
        ),
        (
            "La dernière inspection, le 18 novembre 2024, avait relevé deux écarts.",
            "Les contrôleurs sont venus une seule fois, le 28 novembre 2024.",
            ["18 novembre 2024", "28 novembre 2024"],
        ),
    ] {
        assert_eq!(dates(FR, a, b), [sides], "{a} | {b}");
    }
    for (a, b) in [
        ("Le vol a eu lieu dans la nuit du 8 au 9 octobre 2024.", "Le vol date de la nuit du 8 au 9 octobre."),
        (
            "Ils sont venus dans la nuit du 8 au 9 octobre, puis dans celle du 9 au 10 octobre.",
            "Le vol date de la nuit du 9 au 10 octobre.",
        ),
        ("Il a été entendu le 18 novembre 2024.", "Il est parti le 28 novembre 2023."),
        ("Il a été entendu le 18 novembre 2024 et libéré le 20 novembre 2024.", "La banque a porté plainte le 28 novembre 2024."),
    ] {
        assert_eq!(dates(FR, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
}

#[test]
fn a_draft_that_dates_an_event_otherwise_departs_from_its_source() {
    let source = "The sale was completed on Thursday 5 June 2025. Head coach Tom Wilk and his staff report for training on 30 June. The first friendly will \
                  be played on 12 July. The stand was built in 1924 by a brewer, and a fire closed it in 1961.";
    for (draft, sides) in [
        ("The coach is back on 30 June, and the first friendly is on 12 June.", vec!["12 July", "12 June"]),
        ("The sale went through on Friday 5 June.", vec!["Friday 5 June", "Thursday 5 June 2025"]),
        ("The stand, built in 1942 by a brewer, needs a new roof.", vec!["1924", "1942"]),
    ] {
        assert_eq!(departs(KindName::Date, source, draft), [sides], "{draft}");
    }
    for draft in [
        "The sale went through on 5 June, and the first friendly is on 12 July.",
        "The first friendly is in July. The stand of 1924 was closed by a fire in 1961.",
        "Since 2014 the club has lost money. The deal of 2025 changes that.",
        "On 14 August the paper will ask again.",
    ] {
        assert_eq!(departs(KindName::Date, source, draft), Vec::<Vec<String>>::new(), "{draft}");
    }
}

#[test]
fn a_limit_of_a_draft_is_held_against_its_source() {
    let source = "The sheriff reserved her decision on that point until 12 June. Trial was fixed for Monday 6 October. Written comments will be \
                  accepted until April 17.";
    for (draft, sides) in [
        ("Sheriff Dunbar will rule on 22 June. The trial is to open on 6 October.", ["12 June", "22 June"]),
        ("The hearing was short. Comments close on April 18.", ["April 17", "April 18"]),
    ] {
        assert_eq!(departs(KindName::Date, source, draft), [sides], "{draft}");
    }
}

#[test]
fn neighbouring_days_with_one_word_in_common_disagree_where_neither_document_has_the_other_day() {
    for (a, b, sides) in [
        (
            "Le procès s’est ouvert lundi 3 mars devant des juges.",
            "Quand elle a ouvert les débats, mardi 4 mars, il y avait foule.",
            ["lundi 3 mars", "mardi 4 mars"],
        ),
        (
            "Dans un rapport rendu public le 4 février 2025, la chambre a tout dit.",
            "Pourtant on savait bien, et depuis longtemps, tout cela : le rapport de la chambre, publié le 4 janvier 2025, le disait.",
            ["4 février 2025", "4 janvier 2025"],
        ),
    ] {
        assert_eq!(dates(FR, a, b), [sides], "{a} | {b}");
    }
    for (a, b) in [
        (
            "Le procès s’est ouvert lundi 3 mars. Il a parlé le mardi 4 mars.",
            "Quand elle a ouvert les débats, mardi 4 mars, il y avait foule.",
        ),
        ("Le procès s’est ouvert lundi 3 mars.", "La grève a commencé mardi 4 mars."),
    ] {
        assert_eq!(dates(FR, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
}

#[test]
fn a_word_tells_the_event_where_neither_document_has_the_other_day() {
    for (a, b, sides) in [
        ("Le 14 mars 2016, 3 200 litres avaient fui.", "Le rejet de 3 200 litres date du 14 mars 2017.", ["14 mars 2016", "14 mars 2017"]),
        ("5 mai. Le syndicat dépose un préavis de grève illimitée.", "Son préavis, il l’a déposé le 7 mai.", ["5 mai", "7 mai"]),
        (
            "Un séisme avait frappé la vallée le 9 février 1987.",
            "Le 9 février 1978, un séisme avait fait des dégâts.",
            ["9 février 1978", "9 février 1987"],
        ),
        ("Le procès de la société s’est tenu en mars 2022.", "En mai 2022, le procès a duré trois jours.", ["mai 2022", "mars 2022"]),
    ] {
        assert_eq!(dates(FR, a, b), [sides], "{a} | {b}");
    }
    for (a, b, sides) in [
        (
            "It was advertised on Jan. 20 and aired at three public hearings, the last of them on Feb. 6.",
            "He pointed to three evenings of hearings, the final one on Feb. 8.",
            ["Feb. 6", "Feb. 8"],
        ),
        ("The steamer was launched in 1889 at Tarnmouth.", "Launched in 1898, she carried coal.", ["1889", "1898"]),
        ("Credits will be on your balance by 30 June.", "It should be on our balance by 30 July.", ["30 July", "30 June"]),
        ("Wed 13 Nov. The bureau opens its inquiry.", "The inquiry of the bureau began on 12 November.", ["12 November", "Wed 13 Nov"]),
    ] {
        assert_eq!(dates(EN, a, b), [sides], "{a} | {b}");
    }
}

#[test]
fn other_days_stay_other_days() {
    for (a, b) in [
        ("Il a été élu en mars 2022.", "La crue date de mai 2022."),
        ("Les dossiers sont à déposer avant le 4 mars.", "Les dossiers seront lus le 5 mars."),
        ("La grève a commencé le 5 mai, et le préavis était du 2 mai.", "Le préavis est du 2 mai."),
        ("La fête de la ville a lieu le 14 juillet 2019.", "La fête de la ville aura lieu le 14 juillet 2025."),
        ("L’usine a ouvert en 1978.", "L’usine a fermé en 1997."),
    ] {
        assert_eq!(dates(FR, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
    for (a, b) in [
        ("The bridge was closed on June 5 and opened on June 15.", "The bridge was closed on June 5."),
        ("The board meets on April 7.", "Parents rallied on April 17."),
        ("Applications close by May 20.", "The applications are read on May 22."),
        ("The mill opened in 1881.", "A fire gutted it in 1918."),
    ] {
        assert_eq!(dates(EN, a, b), Vec::<Vec<String>>::new(), "{a} | {b}");
    }
}
