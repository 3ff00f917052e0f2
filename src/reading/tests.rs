use super::*;
use crate::prose::words::words;
use crate::prose::{Block, Role};

fn told(text: &str) -> Vec<(Sort, String)> {
    let mut run = Vec::new();
    words(text, &mut run);
    let block = Block::plain(Role::Paragraph, 0..text.len());
    let passage = Passage::new(&block, text, &run);
    mentions(&passage).into_iter().map(|read| (read.content.sort(), text[read.span].to_owned())).collect()
}

fn of(text: &str, sort: Sort) -> Vec<String> {
    told(text).into_iter().filter(|(of, _)| *of == sort).map(|(_, text)| text).collect()
}

const FRENCH: &str = "Le parquet de Lyon a annoncé mardi 14 mars 2023 la mise en examen d’Hélène Vasseur et de M. Karim Ben Saïd, \
    fondateurs de la plateforme, hébergée sur tarvel.net. Selon l’Office central de lutte contre la fraude (OCLF), 1 240 plaintes ont été \
    déposées et 3,5 millions d’euros saisis. « Nous n’avons jamais vendu ces données », a répondu Vasseur. Interrogés, les Français disent \
    non. Deux enquêteurs et les trois avocats étaient présents.";

const ENGLISH: &str = "The court in Leeds heard on Tuesday that Margaret Ashdown, 52, ran the site from 3 May 2019. Police seized 412 police \
    phones and £2.4m. Detective Inspector Rob Tellwright said: “We have never seen anything like it.” The National Fraud Agency (NFA) \
    declined to comment. Its address was https://www.ashdown-files.co.uk/about. Ashdown’s lawyer did not reply, and the USA did not.";

#[test]
fn names_are_people_and_bodies_and_no_openers_months_peoples_or_titles() {
    assert_eq!(of(FRENCH, Sort::Name), ["Hélène Vasseur", "Karim Ben Saïd", "Vasseur"]);
    assert_eq!(of(ENGLISH, Sort::Name), ["Leeds", "Margaret Ashdown", "Rob Tellwright", "Ashdown"]);
}

#[test]
fn particles_initials_and_capitals_are_parts_of_names() {
    let names = |text: &str| of(text, Sort::Name);
    assert_eq!(
        names("Il a vu Ludwig van Tarrell, J. K. Brandvold et Isaac STEIDL."),
        ["Ludwig van Tarrell", "J. K. Brandvold", "Isaac STEIDL"]
    );
    assert_eq!(names("L’Élyxée a reçu Jean de Vasseur à bord du M/V Dolny."), ["Élyxée", "Jean de Vasseur", "Dolny"]);
    assert_eq!(names("Le parquet de Tarrell et le Conseil d’État ont saisi le Sénat."), ["Tarrell"]);
}

#[test]
fn figures_come_with_what_they_count() {
    assert_eq!(of(FRENCH, Sort::Figure), ["1 240 plaintes", "3,5 millions d’euros", "Deux enquêteurs"]);
    assert_eq!(of(ENGLISH, Sort::Figure), ["412 police phones", "£2.4m"]);
    assert_eq!(
        of("Voir page 12, article 5 et 93 km, 54,7 % et 23 051 nouvelles procédures.", Sort::Figure),
        ["93 km", "54,7 %", "23 051 nouvelles procédures"]
    );
}

#[test]
fn dates_domains_and_quotations_are_read() {
    assert_eq!(of(FRENCH, Sort::Date), ["14 mars 2023"]);
    assert_eq!(of(ENGLISH, Sort::Date), ["3 May 2019"]);
    assert_eq!(of(FRENCH, Sort::Domain), ["tarvel.net"]);
    assert_eq!(of(ENGLISH, Sort::Domain), ["ashdown-files.co.uk"]);
    assert_eq!(of(FRENCH, Sort::Quotation), ["Nous n’avons jamais vendu ces données"]);
    assert_eq!(of("Un « faux ami », dit-il.", Sort::Quotation), [""; 0], "too short to be somebody's words");
}

#[test]
fn acronyms_come_with_what_they_stand_for() {
    let expansion = |text: &str| {
        let mut run = Vec::new();
        words(text, &mut run);
        let block = Block::plain(Role::Paragraph, 0..text.len());
        let passage = Passage::new(&block, text, &run);
        mentions(&passage).into_iter().find_map(|read| match read.content {
            Content::Acronym(AcronymRead { short, expansion }) => Some((short, expansion.map(|span| text[span].to_owned()))),
            _ => None,
        })
    };
    let read = |short: &str, long: &str| Some((short.to_owned(), (!long.is_empty()).then(|| long.to_owned())));
    assert_eq!(expansion(FRENCH), read("OCLF", "Office central de lutte contre la fraude"));
    assert_eq!(expansion(ENGLISH), read("NFA", "National Fraud Agency"));
    assert_eq!(expansion("Le NCA (National Crime Agency) enquête."), read("NCA", "National Crime Agency"));
    assert_eq!(expansion("Le COMCYBER-MI (créé en 2023) enquête."), read("COMCYBER-MI", ""));
    assert_eq!(expansion("Louis XIV, Isaac STEIDL et LE SITE COCO FERME ENFIN."), None);
}

#[test]
fn what_opens_a_sentence_alone_is_doubtful() {
    let doubtful = |text: &str| {
        let mut run = Vec::new();
        words(text, &mut run);
        let block = Block::plain(Role::Paragraph, 0..text.len());
        let passage = Passage::new(&block, text, &run);
        mentions(&passage).into_iter().find_map(|read| if let Content::Name(name) = read.content { Some(name.doubtful) } else { None })
    };
    assert_eq!(doubtful("Désarçonnés, ils partent."), Some(true));
    assert_eq!(doubtful("Il voit Tellwright partir."), Some(false));
    assert_eq!(doubtful("Pierre Tellwright est parti."), Some(false));
    assert_eq!(doubtful("Police Close Down Coco Site After Long Hunt"), None, "a title");
}

#[test]
fn only_a_quotation_holds_other_mentions() {
    for text in [FRENCH, ENGLISH] {
        let mut run = Vec::new();
        words(text, &mut run);
        let block = Block::plain(Role::Paragraph, 0..text.len());
        let passage = Passage::new(&block, text, &run);
        let all: Vec<Read> = mentions(&passage).into_iter().filter(|read| read.content.sort() != Sort::Quotation).collect();
        assert!(all.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "([A-Za-zé.'’ -]{0,6}|[0-9]{1,4}|\\(|\\)|« | »|€|%|de |Jean |ABC|ABC-D|coco.gg|\u{ad}|\u{301}|\n){0,24}") {
        for read in told(&text) {
            assert!(!read.1.is_empty());
        }
    }
}
