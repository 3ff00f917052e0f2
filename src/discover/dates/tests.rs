use crate::discover::shelf::sorted as shown;
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
