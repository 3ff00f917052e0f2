use super::*;
use crate::prose::words::words;
use crate::prose::{Block, Role};

/// Every date of a text: its words, what it says as `year-month-day` (0 for what is not said), and `@` the weekdays beside it.
fn read(text: &str) -> Vec<String> {
    let block = Block::plain(Role::Paragraph, 0..text.len());
    let mut run = Vec::new();
    words(text, &mut run);
    let passage = Passage::new(&block, text, &run);
    let one = |p: Partial| format!("{}-{}-{}", p.year.unwrap_or(0), p.month.unwrap_or(0), p.day.unwrap_or(0));
    let said = |said: Said| match said {
        Said::One(p) => one(p),
        Said::Either(p, q) => format!("{} | {}", one(p), one(q)),
        Said::Span(p, q) => format!("{}..{}", one(p), one(q)),
    };
    let shown = |read: DateRead| {
        let weekdays: String = read.weekdays.iter().map(|day| format!(" @{}={}", day.number, one(day.of))).collect();
        format!("{}: {}{weekdays}", &text[read.span], said(read.said))
    };
    dates(&passage, 0..run.len()).into_iter().map(shown).collect()
}

#[test]
fn days_in_words() {
    assert_eq!(read("le 25 juin 2024, le 1er janvier"), ["25 juin 2024: 2024-6-25", "1er janvier: 0-1-1"]);
    assert_eq!(read("the 25th of June, 2024"), ["25th of June, 2024: 2024-6-25"]);
    assert_eq!(read("on June 25th, 2024, and June 25"), ["June 25th, 2024: 2024-6-25", "June 25: 0-6-25"]);
    assert_eq!(read("le 14\u{a0}NOVEMBRE\u{a0}2023"), ["14\u{a0}NOVEMBRE\u{a0}2023: 2023-11-14"]);
    assert_eq!(read("on Apr. 2, 2019, by"), ["Apr. 2, 2019: 2019-4-2"]);
    assert_eq!(read("le 3 déc. 2019 au soir"), ["3 déc. 2019: 2019-12-3"]);
}

#[test]
fn days_in_figures() {
    assert_eq!(read("le 25/06/2024 et 2024-06-25"), ["25/06/2024: 2024-6-25", "2024-06-25: 2024-6-25"]);
    assert_eq!(read("the vote of 05/06/2024 was"), ["05/06/2024: 2024-6-5 | 2024-5-6"]);
    assert_eq!(read("the vote of 11/27/2024"), ["11/27/2024: 2024-11-27"]);
    assert_eq!(read("CVE-2024-3094, 5.6.1, 12.5.2024.1, 2024-06-25T10:00, v2024/06/25"), [""; 0]);
}

#[test]
fn months_and_years_alone_are_led_by_a_word() {
    assert_eq!(read("en juin, juin 2024, à l’été 2022"), ["juin: 0-6-0", "juin 2024: 2024-6-0"]);
    assert_eq!(read("en 2018, 2018 personnes, depuis mi-2019"), ["2018: 2018-0-0", "2019: 2019-0-0"]);
    assert_eq!(read("in 2018 and in May it may march"), ["2018: 2018-0-0", "May: 0-5-0"]);
    assert_eq!(read("the 2019 fire, in 2000 homes, in the 1930s, in 2023-24"), ["2019: 2019-0-0"]);
    assert_eq!(read("In March, 2021 people came; in March 12 people left"), ["March: 0-3-0", "March: 0-3-0"]);
}

#[test]
fn periods_and_pairs() {
    assert_eq!(read("les 7-8 décembre"), ["7-8 décembre: 0-12-7..0-12-8"]);
    assert_eq!(read("les 7 et 8 décembre 2024"), ["7 et 8 décembre 2024: 2024-12-7..2024-12-8"]);
    assert_eq!(read("les 17, 18 et 19 mai"), ["17, 18 et 19 mai: 0-5-17..0-5-19"]);
    assert_eq!(read("du 3 mai au 5 juin 2025"), ["3 mai au 5 juin 2025: 2025-5-3..2025-6-5"]);
    assert_eq!(read("between 30 December and 2 January 2025"), ["30 December and 2 January 2025: 2024-12-30..2025-1-2"]);
    assert_eq!(read("on March 9-10, 2021 and March 9 to 12"), ["March 9-10, 2021: 2021-3-9..2021-3-10", "March 9 to 12: 0-3-9..0-3-12"]);
    assert_eq!(read("de 2015 à 2019 (1831-1902)"), ["2015 à 2019: 2015-0-0..2019-0-0", "1831-1902: 1831-0-0..1902-0-0"]);
}

#[test]
fn weekdays_stand_beside_their_date() {
    assert_eq!(read("mardi 25 juin"), ["25 juin: 0-6-25 @2=0-6-25"]);
    assert_eq!(read("on Tuesday, June 25, 2024"), ["June 25, 2024: 2024-6-25 @2=2024-6-25"]);
    assert_eq!(read("mardi, le 25 juin 2024"), ["25 juin 2024: 2024-6-25 @2=2024-6-25"]);
    assert_eq!(
        read("du jeudi 17 au dimanche 20 juillet 2025"),
        ["17 au dimanche 20 juillet 2025: 2025-7-17..2025-7-20 @4=2025-7-17 @7=2025-7-20"]
    );
    assert_eq!(read("le 25 juin 2024 (mardi)"), ["25 juin 2024: 2024-6-25 @2=2024-6-25"]);
    assert_eq!(read("on June 25, 2024, a Tuesday."), ["June 25, 2024: 2024-6-25 @2=2024-6-25"]);
    assert_eq!(read("The Sun, 12 March 2021; Baltimore Sun, March 26, 2024").len(), 2);
    assert!(read("The Sun, 12 March 2021; Baltimore Sun, March 26, 2024").iter().all(|date| !date.contains('@')));
    assert_eq!(read("open Monday to Friday, 3 March 2025"), ["3 March 2025: 2025-3-3"]);
}
