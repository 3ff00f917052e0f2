use super::*;
use crate::prose::words::words;
use crate::prose::{Block, Role};

/// Each number as `23051`, a range as `20..30`, with the text it stands in.
fn read(text: &str) -> Vec<(String, &str)> {
    let block = Block::plain(Role::Paragraph, 0..text.len());
    let mut run = Vec::new();
    words(text, &mut run);
    let found = numbers(&Passage::new(&block, text, &run));
    let shown = |values: &[f64]| values.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
    found
        .into_iter()
        .map(|number| {
            let upper = if number.upper.is_empty() { String::new() } else { format!("..{}", shown(&number.upper)) };
            (shown(&number.readings) + &upper, &text[number.span])
        })
        .collect()
}

fn one(text: &str, value: &str, written: &str) {
    assert_eq!(read(text), [(value.to_owned(), written)], "{text}");
}

#[test]
fn digits_are_read_with_every_separator() {
    one("les 23\u{a0}051 procédures", "23051", "23\u{a0}051");
    one("les 23\u{202f}051 procédures", "23051", "23\u{202f}051");
    one("les 23.051 procédures", "23051|23.051", "23.051");
    one("the 23,051 cases", "23051|23.051", "23,051");
    one("les 9’371 dossiers", "9371", "9’371");
    one("the £1,234.50 bill", "1234.5", "1,234.50");
    one("la note de 1 234,5 euros", "1234.5", "1 234,5");
    one("the $101,980,000 deal", "101980000", "101,980,000");
    one("le taux de 0,125 %", "0.125", "0,125");
    one("la flèche de 93m", "93", "93");
    one("the 984-foot ship", "984", "984");
}

#[test]
fn scales_multiply_digits() {
    one("the 8.5 million users", "8500000", "8.5 million");
    one("les 8,5 millions d’euros", "8500000", "8,5 millions");
    one("les 2 millions et demi d’euros", "2500000", "2 millions et demi");
    one("les 3 mille milliards", "3000000000000", "3 mille milliards");
    one("the 10 to 15 million people", "10000000..15000000", "10 to 15 million");
}

#[test]
fn numbers_in_words_are_read_in_both_languages() {
    for (text, value) in [
        ("vingt-trois mille cinquante et un", "23051"),
        ("soixante et onze", "71"),
        ("quatre-vingt-dix-sept", "97"),
        ("neuf mille trois cent quatre-vingt-onze", "9391"),
        ("huit cent quarante-quatre millions", "844000000"),
        ("un million deux cent mille", "1200000"),
        ("mille neuf cents", "1900"),
        ("deux millions et demi", "2500000"),
        ("une vingtaine", "20"),
        ("une dizaine de milliers", "10000"),
        ("quatre-vingts", "80"),
        ("cent vingt et un", "121"),
    ] {
        one(&format!("il y a dans la cour {value} soit {text} personnes").replace(&format!("{value} soit "), ""), value, text);
    }
    for (text, value) in [
        ("twenty-three thousand and fifty-one", "23051"),
        ("two hundred and sixty-four", "264"),
        ("fifteen hundred", "1500"),
        ("a hundred and twenty", "120"),
        ("half a million", "500000"),
        ("two and a half million", "2500000"),
        ("two dozen", "24"),
        ("one and a half million", "1500000"),
        ("one million two hundred thousand and six", "1200006"),
    ] {
        one(&format!("there were {text} people in the hall"), value, text);
    }
    one("a five-million-euro fine for the club", "5000000", "five-million");
}

#[test]
fn ranges_are_one() {
    one("de 20 à 30 victimes", "20..30", "20 à 30");
    one("between 20 and 30 victims of the fire", "20..30", "20 and 30");
    one("a group of 8-12 people", "8..12", "8-12");
    one("damages of $10 million to $15 million", "10000000..15000000", "10 million to $15 million");
    one("deux ou trois victimes dans la rue", "2..3", "deux ou trois");
    assert_eq!(read("the 20 men and 30 women").len(), 2);
}

#[test]
fn what_is_no_number_is_not_read() {
    for text in [
        "le 421e passager",
        "the 21st century",
        "twenty-first",
        "la vingt-troisième fois",
        "two-thirds of them",
        "une victime",
        "a victim of the fire",
        "one of the victims",
        "CVE-2025-41376",
        "5.6.1",
        "le 25/06/2024",
        "2024-06-25",
        "le 25 juin 2024",
        "June 25, 2024",
        "en 2024",
        "since 2019",
        "16:30",
        "9731/24",
        "www.site.example/134-acts",
        "https://a.example/41376",
        "SM-84650",
        "A380",
        "20h30",
        "n°421",
        "+12 %",
        "le 0 800 937 137",
        "a score of 2-1",
        "des dizaines de victimes",
        "hundreds of people",
        "two point five million",
        ".25 of it",
        "minus -3",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}
