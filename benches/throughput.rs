//! Throughput: by number of rules, by kind, of folding and of loading rules. `cargo bench` runs all of it; `docs/performance.md` has numbers.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use factlint::check::Checker;
use factlint::dossier::RuleSet;
use factlint::dossier::load::load;
use factlint::prose::{fold, words};
use factlint::source::SourceFile;

fn main() {
    divan::main();
}

/// About 200 kB of French press prose, made of a few sentences, with one mistake in a hundred paragraphs.
fn draft() -> String {
    let right = "Le 25 juin 2024, la procureure Laure Beccuau a confirmé que le site d’échange avait été fermé après 18 mois d’enquête. \
                 « Les enquêteurs ont entendu quatre personnes », a-t-elle précisé, sans donner d’autre détail sur les 23 051 procédures ouvertes.\n\n";
    let wrong = right.replace("Beccuau", "Becuau").replace("23 051", "23 151");
    (0..800).map(|i| if i % 100 == 0 { wrong.as_str() } else { right }).collect()
}

fn rules(text: &str) -> RuleSet {
    let (rules, problems) = load(vec![SourceFile::from_text("rules.toml", text)]);
    assert!(problems.is_empty(), "{problems:?}");
    rules
}

fn corrections(n: usize) -> String {
    (0..n).map(|i| format!("[typo.t{i}]\nwrong = \"zx{i}qu\"\nright = \"right\"\n")).collect()
}

/// Made-up family names that differ from one another by more than a letter.
fn names(n: usize) -> String {
    let parts = ["ba", "cor", "del", "fin", "gar", "hol", "jen", "kal", "lum", "mor"];
    let name = |i: usize| [i % 10, i / 10 % 10, i / 100 % 10, i / 1000 % 10].map(|at| parts[at]).concat();
    let capital = |name: String| format!("{}{}", name[..1].to_uppercase(), &name[1..]);
    (0..n).map(|i| format!("[name.n{i}]\ncanonical = \"Laure {}\"\n", capital(name(i)))).collect()
}

const KINDS: &[(&str, &str)] = &[
    ("typo", "[typo.t]\nwrong = \"échanges\"\nright = \"échange\"\n"),
    ("name", "[name.n]\ncanonical = \"Laure Beccuau\"\n"),
    ("domain", "[domain.d]\ncanonical = \"exemple.fr\"\n"),
    ("term", "[term.t]\ncanonical = \"UNCyber\"\nexpansion = \"unité nationale cyber\"\n"),
    ("figure", "[figure.f]\nvalue = 23051\nunit = \"procédures\"\n"),
    ("date", "[date.d]\nvalue = 2024-06-25\nnear = [\"fermé\", \"fermeture\"]\n"),
    ("quote", "[quote.q]\ncanonical = \"Les enquêteurs ont entendu quatre personnes et une cinquième.\"\n"),
    ("claim", "[claim.c]\nstatus = \"unconfirmed\"\nall = [[\"site\"], [\"fermé\"]]\n"),
];

fn check(bencher: Bencher<'_, '_>, rules: &RuleSet) {
    let text = draft();
    let checker = Checker::new(rules, jiff::civil::date(2026, 1, 1));
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| checker.check_text("draft.txt", black_box(&text)));
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn by_corrections(bencher: Bencher<'_, '_>, n: usize) {
    check(bencher, &rules(&corrections(n)));
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn by_names(bencher: Bencher<'_, '_>, n: usize) {
    check(bencher, &rules(&names(n)));
}

#[divan::bench(args = KINDS.iter().map(|(kind, _)| *kind))]
fn by_kind(bencher: Bencher<'_, '_>, kind: &str) {
    let rule = KINDS.iter().find(|(name, _)| *name == kind).map_or("", |(_, rule)| rule);
    check(bencher, &rules(rule));
}

#[divan::bench]
fn splitting_into_words(bencher: Bencher<'_, '_>) {
    let text = draft();
    let mut out = Vec::new();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| words::words(black_box(&text), &mut out));
}

#[divan::bench]
fn folding(bencher: Bencher<'_, '_>) {
    let text = draft();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| text.split_whitespace().map(|word| fold::strip(black_box(word)).len()).sum::<usize>());
}

#[divan::bench(args = [100, 10_000])]
fn loading_rules(bencher: Bencher<'_, '_>, n: usize) {
    let text = corrections(n);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let rules = rules(black_box(&text));
        drop(Checker::new(&rules, jiff::civil::date(2026, 1, 1)));
    });
}
