use super::evidence;
use crate::check::Checker;
use crate::dossier::load::load;
use crate::source::SourceFile;

/// The messages of a dossier's mistakes, and of its doubts.
fn told(dossier: &str) -> (Vec<String>, Vec<String>) {
    let (rules, problems) = load(vec![SourceFile::from_text("d.toml", dossier)]);
    let doubts = rules.dossiers[0].doubts.iter();
    (problems.into_iter().map(|problem| problem.message).collect(), doubts.map(|problem| problem.message.clone()).collect())
}

#[track_caller]
fn mistake(dossier: &str, message: &str) {
    assert_eq!(told(dossier), (vec![message.to_owned()], vec![]));
}

#[track_caller]
fn doubt(dossier: &str, message: &str) {
    assert_eq!(told(dossier), (vec![], vec![message.to_owned()]));
}

#[track_caller]
fn silent(dossier: &str) {
    assert_eq!(told(dossier), (vec![], vec![]));
}

/// Two rules of a kind.
fn two(kind: &str, one: &str, other: &str) -> String {
    format!("[{kind}.a]\n{one}\n[{kind}.b]\n{other}\n")
}

#[test]
fn figures_of_one_unit() {
    let message = "[figure.a] and [figure.b] give different figures of `cases`";
    doubt(&two("figure", "value = 412\nunit = \"cases\"", "value = 421\nunit = \"Cases\""), message);
    doubt(
        &two(
            "figure",
            "value = 412\nunit = [\"cases\", \"files\"]\nnear = [\"x\", \"y\"]",
            "value = 421\nunit = [\"files\", \"cases\"]\nnear = [\"y\", \"x\"]",
        ),
        message,
    );
    silent(&two("figure", "value = 412\nunit = \"cases\"", "value = 23051\nunit = \"cases\""));
    silent(&two("figure", "value = 412\nunit = \"cases\"", "value = 412\nunit = \"cases\""));
    silent(&two("figure", "value = 412\nunit = \"cases\"", "value = 421\nunit = \"files\""));
    silent(&two("figure", "value = 412\nunit = \"cases\"\ntolerance = 10", "value = 421\nunit = \"cases\""));
    silent(&two("figure", "value = 412\nunit = \"cases\"\nnear = \"Leeds\"", "value = 421\nunit = \"cases\"\nnear = \"York\""));
}

#[test]
fn dates_of_one_event() {
    let message = "[date.a] and [date.b] give different dates of one event";
    doubt(&two("date", "value = 2024-06-25\nnear = [\"closed\", \"shut\"]", "value = 2024-06-26\nnear = [\"Shut\", \"closed\"]"), message);
    silent(&two("date", "value = 2024-06-25\nnear = \"closed\"", "value = 2024-06-26\nnear = \"opened\""));
    silent(&two("date", "value = 2024-06-25\nnear = \"closed\"", "value = \"2024-06\"\nnear = \"closed\""));
    silent(&two("date", "value = 2024-06-25\nnear = \"closed\"\nunless-near = \"Leeds\"", "value = 2024-06-26\nnear = \"closed\""));
}

#[test]
fn terms_of_one_short_form_or_one_expansion() {
    mistake(&two("term", "canonical = \"UNCyber\"", "canonical = \"UN Cyber\""), "[term.a] and [term.b] spell one term differently");
    silent(&two("term", "canonical = \"UNCyber\"\nnear = \"x\"", "canonical = \"UN Cyber\"\nnear = \"y\""));
    silent(&two("term", "canonical = \"C++\"", "canonical = \"C#\""));
    let long = |short: &str, long: &str| format!("canonical = \"{short}\"\nexpansion = {long}");
    let different = two("term", &long("AFP", "\"Agence France-Presse\""), &long("AFP", "\"Australian Federal Police\""));
    mistake(&different, "[term.a] and [term.b] let `AFP` stand for different things");
    silent(&two("term", &long("AFP", "\"Agence France-Presse\""), &long("AFP", "[\"agence France‑Presse\", \"l’agence\"]")));
    let twice = two("term", &long("ONAF", "\"office anti-fraude\""), &long("OCLF", "\"Office anti-fraude\""));
    doubt(&twice, "[term.a] and [term.b] give one expansion different short forms");
    silent(&two("term", &long("ONAF", "\"office anti-fraude\""), &format!("{}\nreject = \"ODAF\"", long("OCLF", "\"office antidrogue\""))));
}

#[test]
fn names_one_letter_apart() {
    let names = |one: &str, other: &str| two("name", &format!("canonical = {one}"), &format!("canonical = {other}"));
    let message = "the names of [name.a] and [name.b] are one letter apart";
    doubt(&names("\"Isaac Steidl\"", "\"Isaac Steidel\""), message);
    doubt(&names("\"Isaac Steidl\"", "\"Isaac Stiedl\""), message);
    doubt(&names("\"Zoé Müller\"", "\"Zoé Muller\""), message);
    silent(&names("\"Isaac Steidl\"", "\"Isaac Steidel\"\ndistinct = \"Isaac Steidl\""));
    silent(&names("\"Isaac Steidl\"\ndistinct = \"Steidel\"", "\"Isaac Steidel\""));
    silent(&names("\"Isaac Steidl\"", "\"Marc Steidel\""));
    silent(&names("\"Louis Vasseur\"", "\"Louise Vasseur\""));
    silent(&names("\"Anne Lin\"", "\"Anne Lim\""));
    silent(&names("\"Falcon 90001\"", "\"Falcon 90002\""));
}

#[test]
fn domains_of_one_label() {
    let domains = |one: &str, other: &str| two("domain", &format!("canonical = {one}"), &format!("canonical = {other}"));
    doubt(&domains("\"coco.gg\"", "\"www.coco.co.uk\""), "[domain.a] and [domain.b] hold one name with two suffixes true");
    silent(&domains("\"coco.gg\"", "\"cocoland.gg\""));
    silent(&domains("\"coco.gg\"", "\"git.coco.co.uk\""));
    mistake(&domains("\"coco.gg\"\nformer = \"Coco.fr\"", "\"coco.fr\""), "`Coco.fr` of [domain.a] is the canonical of [domain.b]");
}

#[test]
fn claims_and_typos_that_contradict_each_other() {
    let claim = |status: &str| format!("status = \"{status}\"\nall = [[\"sold\", \"sale\"], [\"York\"]]");
    mistake(&two("claim", &claim("false"), &claim("confirmed")), "[claim.a] and [claim.b] give one claim different statuses");
    silent(&two("claim", &claim("false"), &claim("false")));
    silent(&two("claim", &claim("confirmed"), &(claim("embargoed") + "\nuntil = 2030-01-01")));
    silent(&two("claim", &(claim("false") + "\nnear = \"x\""), &(claim("confirmed") + "\nnear = \"y\"")));
    let typo = |wrong: &str, right: &str| format!("wrong = \"{wrong}\"\nright = \"{right}\"");
    let message = "`tache` is right in [typo.a] and wrong in [typo.b]";
    mistake(&two("typo", &typo("tasche", "tache"), &typo("Tache", "tâche")), message);
    silent(&two("typo", &(typo("tasche", "tache") + "\nnear = \"x\""), &(typo("tache", "tâche") + "\nnear = \"y\"")));
}

#[test]
fn an_alias_that_is_another_rules_canonical() {
    let names = |near: &str| {
        two(
            "name",
            &format!("canonical = \"Isaac Steidl\"\naccept = \"ULLA brandvold\"\n{near}"),
            "canonical = \"Ulla Brandvold\"\nnear = \"y\"",
        )
    };
    mistake(&names(""), "`ULLA brandvold` of [name.a] is the canonical of [name.b]");
    silent(&names("near = \"x\""));
}

#[test]
fn dossiers_are_not_compared() {
    let file = |name: &str, canonical: &str| SourceFile::from_text(name, format!("[term.a]\ncanonical = \"{canonical}\"\n"));
    let (_, problems) = load(vec![file("a.toml", "UNCyber"), file("b.toml", "UN Cyber")]);
    assert_eq!(problems, []);
}

#[test]
fn the_words_that_deviate_are_shown_where_the_evidence_has_them() {
    let folder = tempfile::tempdir().expect("a folder");
    for (source, quote, place) in [
        ("s.txt", "Anastasia met Ana Berg", "Ana"),
        ("s.txt", "anastasia met Ana   Berg in", "Ana"),
        ("s.md", "Anastasia met Ana Berg", "Ana"),
        ("t.md", "Anastasia met Ana Berg", "*n*a"),
    ] {
        let text = match source {
            "s.txt" => "Ana left. Anastasia met Ana\nBerg in Oslo.\n",
            "s.md" => "Ana left. *Ana*stasia met [Ana](https://a.example/Ana) **Berg** in Oslo.\n",
            _ => "Anastasia met A*n*a Berg in Oslo.\n",
        };
        std::fs::write(folder.path().join(source), text).expect("written");
        let evidence = format!("evidence = {{ source = \"s\", quote = \"{quote}\" }}\n");
        let dossier = format!("[source.s]\npath = \"{source}\"\n[name.a]\ncanonical = \"Anna Berg\"\n{evidence}");
        let name = folder.path().join("d.toml").display().to_string();
        let (rules, problems) = load(vec![SourceFile::from_text(name, dossier)]);
        assert_eq!(problems, []);
        let doubts = evidence::doubts(&Checker::new(&rules, jiff::civil::Date::MIN));
        let file = &rules.dossiers[0].sources[0].content.as_ref().expect("the source was read").file;
        let span = doubts[0].places[1].span.clone();
        let wanted = text.rfind("met").expect("it is there");
        assert!(span.start > wanted && file.slice(span.clone()).ends_with(place), "{source}: {}", file.slice(span));
    }
}

#[test]
fn evidence_that_deviates_from_its_own_rule() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
        folder.path().join("s.txt"),
        "Isaac Steidel est parti. Ulla Brandvold, et non Brandvuld, reste. Coco.fr est devenu coco.gg. On compte 421 plaintes.\n",
    )
    .expect("written");
    let rule = |rest: &str, quote: &str| format!("{rest}\nevidence = {{ source = \"s\", quote = \"{quote}\" }}\n");
    let dossier = [
        "[source.s]\npath = \"s.txt\"\n".to_owned(),
        rule("[name.a]\ncanonical = \"Isaac Steidl\"", "Isaac Steidel est parti"),
        rule("[name.b]\ncanonical = \"Ulla Brandvold\"", "Ulla Brandvold, et non Brandvuld, reste"),
        rule("[domain.c]\ncanonical = \"coco.gg\"\nformer = \"coco.fr\"", "Coco.fr est devenu"),
        rule("[figure.d]\nvalue = 412\nunit = \"plaintes\"", "On compte 421 plaintes"),
        rule("[claim.e]\nstatus = \"unconfirmed\"\nall = [[\"Isaac\"], [\"parti\"]]", "Isaac Steidel est parti"),
    ];
    let name = folder.path().join("d.toml").display().to_string();
    let (rules, problems) = load(vec![SourceFile::from_text(name, dossier.concat())]);
    assert_eq!(problems, []);
    let doubts = evidence::doubts(&Checker::new(&rules, jiff::civil::Date::MIN));
    let codes: Vec<&str> = doubts.iter().filter_map(|doubt| doubt.code.as_deref()).collect();
    assert_eq!(codes, ["name.a", "figure.d"]);
    let places: Vec<&str> = doubts[0].places.iter().map(|place| place.path.rsplit(['/', '\\']).next().unwrap_or_default()).collect();
    assert_eq!(places, ["d.toml", "s.txt"]);
    let content = rules.dossiers[0].sources[0].content.as_ref().expect("the source was read");
    assert_eq!(content.file.slice(doubts[0].places[1].span.clone()), "Steidel");
    let labels: Vec<&str> = doubts.iter().flat_map(|doubt| &doubt.places).map(|place| place.label.as_str()).collect();
    let held = ["`Isaac Steidl` is held true here", "the source has `Steidel`", "`412` is held true here", "the source has `421 plaintes`"];
    assert_eq!(labels, held);
}
