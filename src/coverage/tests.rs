use super::*;
use crate::dossier::load::load;
use crate::format::Format;

const RULES: &str = r#"
[name.steidl]
canonical = "Isaac Steidl"
[figure.cases]
value = 23051
unit = "procédures"
[date.closing]
value = 2024-06-25
near = "fermé"
[domain.coco]
canonical = "coco.gg"
[term.oclf]
canonical = "OCLF"
[name.nobody]
canonical = "Ulla Brandvold"
[typo.other]
wrong = "francophobe"
right = "francophone"
[claim.servers]
status = "confirmed"
all = [["serveurs"], ["Tirana"]]
[claim.sold]
status = "unconfirmed"
all = [["vendu"], ["Oslo"]]
"#;

fn told(text: &str) -> (Vec<(String, bool, usize)>, Vec<String>) {
    let (rules, problems) = load(vec![SourceFile::from_text("r.toml", RULES)]);
    assert!(problems.is_empty(), "{problems:?}");
    let checker = Checker::new(&rules, jiff::civil::Date::MIN);
    let file = SourceFile::from_text("d.txt", text);
    let document = Format::Text.read(&file);
    let covered = read(&checker, file, &document, &|_| true);
    let facts =
        covered.facts.iter().map(|fact| (covered.file.slice(fact.span.clone()).to_owned(), fact.is_covered(), fact.count)).collect();
    let open = untouched(&rules, &[covered], &|_| true);
    (facts, open.into_iter().map(|id| rules.rule(id).code.clone()).collect())
}

fn fact(text: &str, covered: bool, count: usize) -> (String, bool, usize) {
    (text.to_owned(), covered, count)
}

#[test]
fn what_a_rule_looks_at_is_covered_whether_it_agrees_or_deviates() {
    let (facts, untouched) = told(
        "Steidl est parti. Isaac Steidel, selon l’OCLF, gérait coco.gg, fermé le 26 juin 2024. Les 23 051 procédures et 412 plaintes visent \
         aussi Marek Dolny, vu sur tarvel.net le 3 mai 2021. Dolny se tait.",
    );
    assert_eq!(
        facts,
        [
            fact("Steidl", true, 2),
            fact("Marek Dolny", false, 2),
            fact("23 051 procédures", true, 1),
            fact("412 plaintes", false, 1),
            fact("26 juin 2024", true, 1),
            fact("3 mai 2021", false, 1),
            fact("coco.gg", true, 1),
            fact("tarvel.net", false, 1),
            fact("OCLF", true, 1),
        ]
    );
    assert_eq!(untouched, ["name.nobody", "claim.servers", "claim.sold"]);
}

#[test]
fn a_claim_covers_what_it_holds_only_where_it_is_confirmed() {
    assert_eq!(told("Les serveurs de Marek Dolny sont à Tirana.").0[0], fact("Marek Dolny", true, 1));
    assert_eq!(told("Il a vendu, avec Marek Dolny, à Oslo.").0[0], fact("Marek Dolny", false, 1));
}

#[test]
fn what_opens_a_sentence_counts_where_it_stands_elsewhere_too() {
    assert_eq!(told("Désarçonnés, ils partent.").0, []);
    assert_eq!(told("Dolny se tait. On a vu Dolny hier.").0, [fact("Dolny", false, 2)]);
}

#[test]
fn a_share_is_rounded_down_and_nothing_to_cover_is_all() {
    let share = |covered, facts| Share { facts, covered };
    assert_eq!([share(2, 3).percent(), share(199, 200).percent(), share(0, 0).percent()], [66, 99, 100]);
    assert!(share(199, 200).is_below(99.6) && !share(199, 200).is_below(99.5) && !share(0, 0).is_below(100.0));
}
