//! The language server under somebody's fingers: from a keystroke to the diagnostics, in a draft of a megabyte under 10,000 rules, beside
//! a full check of the same text. `docs/performance.md` has numbers.
//!
//! A keystroke ends when the diagnostics have become the bytes that a client would read.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::thread;
use std::time::{Duration, Instant};

use factlint::check::Checker;
use factlint::dossier::RuleSet;
use factlint::dossier::load::load;
use factlint::lsp::serve;
use factlint::source::SourceFile;
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 1, 1);

/// How large the draft is, in bytes.
const SIZE: usize = 1_000_000;

/// How many rules there are of each kind.
const NAMES: usize = 5_000;
const TYPOS: usize = 3_000;
const FIGURES: usize = 1_000;
const TERMS: usize = 1_000;

/// How many letters are typed at one place.
const AT_ONE_PLACE: usize = 10;

fn main() {
    println!("{SIZE} bytes, {} rules; milliseconds", NAMES + TYPOS + FIGURES + TERMS);
    let columns = ["findings", "keys", "p50", "p95", "max", "full"].map(|column| format!("{column:>8}")).join(" ");
    println!("{:<28} {:<12} {columns}", "one paragraph wrong in", "typing");
    for (every, keystrokes) in [(100, 600), (10, 600), (1, 100)] {
        let mut editor = Editor::open(draft(every));
        let full = full_check(&editor);
        let letters = editor.type_letters(keystrokes);
        editor.row(every, "a letter", full, letters);
        let newlines = editor.type_newlines(keystrokes);
        editor.row(every, "a newline", full, newlines);
        editor.close();
    }
}

/// French press prose in paragraphs of three to five sentences; each names somebody that a rule knows, and of `every` paragraphs one is
/// wrong twice.
fn draft(every: usize) -> Vec<String> {
    let paragraph = |at: usize| {
        let (given, family) = name(at * 7 % NAMES);
        let wrong = at.is_multiple_of(every);
        let (family, site) = if wrong { (family.replacen(['a', 'o'], "e", 1), typo(at % TYPOS)) } else { (family, "site".to_owned()) };
        let (figure, unit) = (figure(at % FIGURES), UNITS[at % UNITS.len()]);
        let first = format!(
            "Le 25 juin 2024, {given} {family} a confirmé que le {site} d’échange avait été fermé après dix-huit mois d’enquête. \
             « Les enquêteurs ont entendu quatre personnes », a-t-elle précisé, sans donner d’autre détail sur la procédure en cours. "
        );
        let further = [
            format!(
                "Le dossier {} porte sur {figure} {unit}, selon le parquet de Paris, qui a saisi la juridiction. ",
                topic(at % FIGURES)
            ),
            format!("Saisi par l’{}, le service attend encore la réponse de plusieurs pays. ", term(at % TERMS).0),
            "La défense conteste les faits et demande que la mesure soit levée avant la fin de l’année. ".to_owned(),
            format!("Interrogé lundi, {family} n’a pas souhaité répondre aux questions de la presse. "),
        ];
        first + further[..2 + at % 3].concat().trim_end()
    };
    let mut size = 0;
    let fits = |paragraph: &String| {
        size += paragraph.len() + 2;
        size <= SIZE
    };
    (0..).map(paragraph).take_while(fits).collect()
}

const GIVEN: [&str; 24] = [
    "Marie",
    "Jean",
    "Anne",
    "Pierre",
    "Nathalie",
    "Michel",
    "Isabelle",
    "Philippe",
    "Sylvie",
    "Laurent",
    "Catherine",
    "Nicolas",
    "Hélène",
    "Olivier",
    "Camille",
    "Thomas",
    "Inès",
    "Julien",
    "Laure",
    "Karim",
    "Mathilde",
    "Yann",
    "Awa",
    "Rachid",
];

const UNITS: [&str; 20] = [
    "procédures",
    "personnes",
    "victimes",
    "dossiers",
    "euros",
    "logements",
    "emplois",
    "habitants",
    "élèves",
    "hectares",
    "plaintes",
    "navires",
    "agents",
    "communes",
    "véhicules",
    "médecins",
    "lits",
    "tonnes",
    "kilomètres",
    "signatures",
];

/// Made-up words of four syllables, each another one.
fn word(at: usize) -> String {
    let parts = ["ba", "cor", "del", "fin", "gar", "hol", "jen", "kal", "lum", "mor"];
    [at % 10, at / 10 % 10, at / 100 % 10, at / 1000 % 10].map(|part| parts[part]).concat()
}

/// The given names are distributed as they are among people: the first of them is that of one in four, the tenth of one in forty.
fn name(at: usize) -> (&'static str, String) {
    let weights: f64 = (1..=GIVEN.len()).map(|rank| 1.0 / rank as f64).sum();
    let mut left = (at * 617 % NAMES) as f64 / NAMES as f64 * weights;
    let given = GIVEN.iter().enumerate().find(|(rank, _)| {
        left -= 1.0 / (rank + 1) as f64;
        left < 0.0
    });
    let family = word(at);
    (given.map_or(GIVEN[0], |(_, given)| given), format!("{}{}", family[..1].to_uppercase(), &family[1..]))
}

fn typo(at: usize) -> String {
    format!("zx{}", word(at))
}

fn topic(at: usize) -> String {
    format!("{}ique", word(at))
}

fn figure(at: usize) -> usize {
    1_203 + 37 * at
}

/// A term and what it stands for.
fn term(at: usize) -> (String, String) {
    // Each once: rules that let one short form stand for two bodies contradict each other.
    let letters = [at % 26, at / 26 % 26, 17, at / 676 % 26].map(|letter| char::from(b'A' + letter as u8));
    let (office, extent) = (["office", "autorité", "agence", "institut"][at % 4], ["national", "central", "régional"][at % 3]);
    (letters.iter().collect(), format!("{office} {extent} {}", word(at)))
}

fn rules() -> String {
    let names = (0..NAMES).map(|at| {
        let (given, family) = name(at);
        format!("[name.n{at}]\ncanonical = \"{given} {family}\"\n")
    });
    let typos = (0..TYPOS).map(|at| format!("[typo.t{at}]\nwrong = \"{}\"\nright = \"site\"\n", typo(at)));
    let figures = (0..FIGURES).map(|at| {
        let (value, unit, near) = (figure(at), UNITS[at % UNITS.len()], topic(at));
        format!("[figure.f{at}]\nvalue = {value}\nunit = [\"{unit}\"]\nnear = [\"{near}\"]\n")
    });
    let terms = (0..TERMS).map(|at| {
        let (canonical, expansion) = term(at);
        format!("[term.a{at}]\ncanonical = \"{canonical}\"\nexpansion = \"{expansion}\"\n")
    });
    names.chain(typos).chain(figures).chain(terms).collect()
}

fn loaded(editor: &Editor) -> RuleSet {
    let (rules, problems) = load(vec![SourceFile::from_text(editor.path("rules/rules.toml"), rules())]);
    assert!(problems.is_empty(), "{problems:?}");
    rules
}

/// The median of ten.
fn full_check(editor: &Editor) -> Duration {
    let (rules, text) = (loaded(editor), editor.text());
    let checker = Checker::new(&rules, TODAY);
    let check = |_| {
        let begun = Instant::now();
        assert_eq!(checker.check_text(&editor.path("draft.txt"), &text).len(), editor.found, "the server says what a check says");
        begun.elapsed()
    };
    let mut times: Vec<Duration> = (0..10).map(check).collect();
    times.sort();
    times[times.len() / 2]
}

/// A client that types, and its server on another thread.
struct Editor {
    connection: Connection,
    server: thread::JoinHandle<()>,
    folder: tempfile::TempDir,
    paragraphs: Vec<String>,
    version: i32,
    /// How many findings were told last.
    found: usize,
    /// For places that are the same in every run (Marsaglia's xorshift).
    dice: u64,
}

impl Editor {
    fn open(paragraphs: Vec<String>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("rules")).expect("rules");
        std::fs::write(folder.path().join("rules/rules.toml"), rules()).expect("rules");
        let (connection, far) = Connection::memory();
        let server = thread::spawn(move || serve(&far, TODAY).expect("the server ends well"));
        let mut editor = Self { connection, server, folder, paragraphs, version: 1, found: 0, dice: 0x2545_f491_4f6c_dd1d };
        let general = json!({ "general": { "positionEncodings": ["utf-8"] } });
        let root = format!("file://{}", editor.folder.path().display());
        editor.ask(1, "initialize", json!({ "capabilities": general, "workspaceFolders": [{ "uri": root, "name": "bench" }] }));
        editor.tell("initialized", json!({}));
        let document = json!({ "uri": editor.uri(), "languageId": "plaintext", "version": 1, "text": editor.text() });
        editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
        editor.diagnostics();
        editor
    }

    fn close(self) {
        self.ask(2, "shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.server.join().expect("no panic");
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn uri(&self) -> String {
        format!("file://{}", self.path("draft.txt"))
    }

    fn text(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    fn tell(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification::new(method.to_owned(), params).into()).expect("the server listens");
    }

    fn ask(&self, id: i32, method: &str, params: Value) {
        self.connection.sender.send(Request::new(id.into(), method.to_owned(), params).into()).expect("the server listens");
        while !matches!(self.connection.receiver.recv().expect("the server answers"), Message::Response(_)) {}
    }

    /// Waits for diagnostics and writes them as bytes.
    fn diagnostics(&mut self) {
        loop {
            let message = self.connection.receiver.recv().expect("the server answers");
            let Message::Notification(Notification { method, params }) = &message else { continue };
            if method == "textDocument/publishDiagnostics" && params["version"] == self.version {
                self.found = params["diagnostics"].as_array().map_or(0, Vec::len);
                std::hint::black_box(serde_json::to_vec(&message).expect("JSON"));
                return;
            }
        }
    }

    /// How long it takes from an edit until the diagnostics are there.
    fn edit(&mut self, from: (usize, usize), to: (usize, usize), text: &str) -> Duration {
        self.version += 1;
        let position = |(line, character): (usize, usize)| json!({ "line": line, "character": character });
        let change = json!({ "range": { "start": position(from), "end": position(to) }, "text": text });
        let params = json!({ "textDocument": { "uri": self.uri(), "version": self.version }, "contentChanges": [change] });
        let begun = Instant::now();
        self.tell("textDocument/didChange", params);
        self.diagnostics();
        begun.elapsed()
    }

    /// A paragraph and a place in the middle of it, between two characters.
    fn place(&mut self) -> (usize, usize) {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        let at = (self.dice % self.paragraphs.len() as u64) as usize;
        let text = &self.paragraphs[at];
        (at, (text.len() / 2..text.len()).find(|&byte| text.is_char_boundary(byte)).unwrap_or(0))
    }

    fn type_letters(&mut self, keystrokes: usize) -> Vec<Duration> {
        let mut times = Vec::new();
        while times.len() < keystrokes {
            let (at, byte) = self.place();
            for letter in 0..AT_ONE_PLACE {
                let here = (2 * at, byte + letter);
                times.push(self.edit(here, here, "e"));
                self.paragraphs[at].insert(byte + letter, 'e');
            }
        }
        times
    }

    /// A paragraph is parted, and made whole again.
    fn type_newlines(&mut self, keystrokes: usize) -> Vec<Duration> {
        let mut times = Vec::new();
        while times.len() < keystrokes {
            let (at, byte) = self.place();
            let here = (2 * at, byte);
            times.push(self.edit(here, here, "\n\n"));
            times.push(self.edit(here, (2 * at + 2, 0), ""));
        }
        times
    }

    fn row(&self, every: usize, typing: &str, full: Duration, mut times: Vec<Duration>) {
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let (p50, p95, max) = (ms(times[times.len() / 2]), ms(times[times.len() * 95 / 100]), ms(times[times.len() - 1]));
        let (found, keys, full) = (self.found, times.len(), ms(full));
        println!(
            "{every:<28} {typing:<12} {found:>8} {keys:>8} {p50:>8.1} {p95:>8.1} {max:>8.1} {full:>8.1}  p95 / full {:.2}",
            p95 / full
        );
    }
}
