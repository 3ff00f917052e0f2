//! The language server, driven by a client of our own over a connection in memory.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use factlint::check::{Checker, code};
use factlint::lsp::serve;
use factlint::source::SourceFile;
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

use crate::support::{desk, loaded, write};

const DOSSIER: &str = "\
[dossier]
title = \"Le chantier\"

[source.avis]
title = \"Avis du port\"
date = 2023-05-04
path = \"../avis.txt\"

[name.keller]
canonical = \"Mathilde Keller\" # la directrice
evidence = { source = \"avis\", quote = \"Mathilde Keller dirige le port\" }

[figure.grues]
value = 412
unit = [\"grues\"]

[claim.fuite]
status = \"unconfirmed\"
all = [[\"fuite\"], [\"pétrole\"]]
within = \"paragraph\"
";

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 1, 1);

/// A client, its server on another thread, and a folder for both.
struct Client {
    connection: Connection,
    folder: tempfile::TempDir,
    requests: i32,
    /// Notifications that came while an answer was waited for.
    told: Vec<Notification>,
    server: Option<thread::JoinHandle<()>>,
}

impl Client {
    fn start(encodings: Value) -> Self {
        let folder = desk(&[("rules/port.toml", DOSSIER), ("avis.txt", "Avis.\nMathilde Keller dirige le port depuis mai.\n")]);
        Self::of(folder, encodings, &[""])
    }

    /// A client that works in these folders of a folder.
    fn of(folder: tempfile::TempDir, encodings: Value, roots: &[&str]) -> Self {
        let (near, far) = Connection::memory();
        let server = thread::spawn(move || serve(&far, TODAY).expect("the server ends well"));
        let mut client = Self { connection: near, folder, requests: 0, told: Vec::new(), server: Some(server) };
        let roots = client.roots(roots);
        let params = json!({ "capabilities": { "general": { "positionEncodings": encodings } }, "workspaceFolders": roots });
        let answer = client.ask("initialize", params);
        assert_eq!(answer["serverInfo"]["name"], "factlint");
        client.tell("initialized", json!({}));
        client
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display()).trim_end_matches('/').to_owned()
    }

    fn roots(&self, names: &[&str]) -> Vec<Value> {
        names.iter().map(|name| json!({ "uri": self.uri(name), "name": name })).collect()
    }

    /// Works in other folders from now on.
    fn turn(&self, added: &[&str], removed: &[&str]) {
        let event = json!({ "added": self.roots(added), "removed": self.roots(removed) });
        self.tell("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    }

    fn tell(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification::new(method.to_owned(), params).into()).expect("the server listens");
    }

    fn receive(&self) -> Message {
        self.connection.receiver.recv_timeout(Duration::from_secs(20)).expect("the server answers")
    }

    /// The whole answer to a request, error or not.
    fn answer(&mut self, method: &str, params: Value) -> lsp_server::Response {
        self.requests += 1;
        let id = self.requests.into();
        self.connection.sender.send(Request::new(self.requests.into(), method.to_owned(), params).into()).expect("the server listens");
        loop {
            match self.receive() {
                Message::Response(response) if response.id == id => return response,
                Message::Notification(notification) => self.told.push(notification),
                Message::Request(_) | Message::Response(_) => {}
            }
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let response = self.answer(method, params);
        serde_json::to_value(response).expect("JSON")["result"].clone()
    }

    /// The diagnostics that are told next for a file.
    fn diagnostics(&mut self, name: &str) -> Value {
        let uri = self.uri(name);
        loop {
            let next = if self.told.is_empty() { self.receive() } else { Message::Notification(self.told.remove(0)) };
            if let Message::Notification(notification) = next
                && notification.method == "textDocument/publishDiagnostics"
                && notification.params["uri"] == uri.as_str()
            {
                return notification.params["diagnostics"].clone();
            }
        }
    }

    fn open(&mut self, name: &str, text: &str) -> Value {
        let document = json!({ "uri": self.uri(name), "languageId": "plaintext", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        self.diagnostics(name)
    }

    fn at(&self, name: &str, line: u32, character: u32) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character } })
    }

    fn stop(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.server.take().expect("a server").join().expect("no panic");
    }
}

fn range(line: u32, from: u32, to: u32) -> Value {
    json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } })
}

#[test]
fn a_deviation_is_told_at_its_columns_in_both_encodings_with_its_evidence() {
    for (encodings, wanted) in
        [(json!(["utf-16"]), range(1, 16, 21)), (json!(["utf-8", "utf-16"]), range(1, 20, 25)), (Value::Null, range(1, 16, 21))]
    {
        let mut client = Client::start(encodings);
        let found = client.open("a.txt", "Hier.\nÉté 😀 Mathilde Kelle a parlé.\n");
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
        assert_eq!(found[0]["range"], wanted);
        assert_eq!(found[0]["code"], "name.keller");
        assert_eq!(found[0]["severity"], 1);
        let related = &found[0]["relatedInformation"][0]["location"];
        assert_eq!(related["uri"], client.uri("avis.txt"));
        assert_eq!(related["range"], range(1, 0, 30));
        assert!(found[0]["codeDescription"]["href"].as_str().is_some_and(|href| href.ends_with("rules/port.toml#L9")), "{found}");
        client.stop();
    }
}

#[test]
fn a_fix_is_applied_and_directives_and_accepted_forms_are_written() {
    let mut client = Client::start(json!(["utf-8"]));
    let text = "Mathilde Kelle a parlé. Matilde Keller aussi.\n";
    assert_eq!(client.open("a.txt", text).as_array().map(Vec::len), Some(2));
    let params = json!({ "textDocument": { "uri": client.uri("a.txt") }, "range": range(0, 10, 10), "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params);
    let edits = |action: &Value| match &action["edit"]["changes"] {
        Value::Object(changes) => changes.values().next().cloned().expect("an edit"),
        _ => action["edit"]["documentChanges"][0]["edits"].clone(),
    };
    let by_title = |title: &str| {
        actions.as_array().expect("actions").iter().find(|action| action["title"] == title).unwrap_or_else(|| panic!("{title}: {actions}"))
    };
    assert_eq!(edits(by_title("Replace with `Keller`")), json!([{ "range": range(0, 9, 14), "newText": "Keller" }]));
    assert_eq!(by_title("Replace with `Keller`")["isPreferred"], true);
    assert_eq!(
        edits(by_title("Allow `name.keller` here")),
        json!([{ "range": range(0, 0, 0), "newText": "factlint: allow name.keller -- reason\n" }])
    );
    let accept = edits(by_title("Accept `Mathilde Kelle` in [name.keller]"));
    assert_eq!(accept, json!([{ "range": range(9, 45, 45), "newText": "\naccept = [\"Mathilde Kelle\"]" }]));
    let all = edits(by_title("Apply all safe fixes"));
    assert_eq!(all, json!([{ "range": range(0, 9, 14), "newText": "Keller" }, { "range": range(0, 25, 32), "newText": "Mathilde" }]));
    client.stop();
}

#[test]
fn a_mention_leads_to_its_evidence_its_rule_and_the_other_mentions() {
    let mut client = Client::start(json!(["utf-8"]));
    std::fs::write(client.path("b.md"), "**Mathilde Keller** dirige.\n").expect("a draft");
    client.open("a.txt", "Mathilde Keller parle de 412 grues.\nElle dit : « Mathilde Keller reste. »\n");
    let hover = client.ask("textDocument/hover", client.at("a.txt", 0, 3));
    let page = hover["contents"]["value"].as_str().expect("a page");
    assert!(
        page.contains("**Mathilde Keller**") && page.contains("Avis du port, 2023\\-05\\-04") || page.contains("Avis du port, 2023-05-04"),
        "{page}"
    );
    assert!(page.contains("> Mathilde Keller dirige le port"), "{page}");
    let definition = client.ask("textDocument/definition", client.at("a.txt", 0, 3));
    assert_eq!(definition[0], json!({ "uri": client.uri("avis.txt"), "range": range(1, 0, 30) }));
    assert_eq!(definition[1]["uri"], client.uri("rules/port.toml"));
    let mut params = client.at("a.txt", 0, 3);
    params["context"] = json!({ "includeDeclaration": false });
    let references = client.ask("textDocument/references", params);
    let places: Vec<String> = references.as_array().expect("places").iter().map(|place| place["uri"].to_string()).collect();
    assert_eq!(places.len(), 4, "two in a.txt, one in b.md, one in the source: {references}");
    let mut params = client.at("a.txt", 0, 3);
    params["newName"] = json!("Mathilde Koller");
    let renamed = client.ask("textDocument/rename", params);
    let changes = &renamed["changes"];
    assert_eq!(
        changes[client.uri("a.txt")],
        json!([{ "range": range(0, 0, 15), "newText": "Mathilde Koller" }]),
        "not inside the quotation"
    );
    assert_eq!(changes[client.uri("b.md")], json!([{ "range": range(0, 2, 17), "newText": "Mathilde Koller" }]));
    assert_eq!(changes[client.uri("rules/port.toml")][0]["newText"], "\"Mathilde Koller\"");
    client.stop();
}

#[test]
fn facts_are_offered_as_one_types() {
    let mut client = Client::start(json!(["utf-8"]));
    client.open("a.txt", "Avec Mathi et 4");
    let names = client.ask("textDocument/completion", client.at("a.txt", 0, 10));
    assert_eq!(names[0]["textEdit"], json!({ "range": range(0, 5, 10), "newText": "Mathilde Keller" }));
    let figures = client.ask("textDocument/completion", client.at("a.txt", 0, 15));
    assert_eq!(figures[0]["label"], "412 grues");
    client.stop();
}

#[test]
fn a_dossier_has_symbols_links_and_mistakes_while_it_is_edited() {
    let mut client = Client::start(json!(["utf-8"]));
    assert_eq!(client.open("rules/port.toml", DOSSIER), json!([]));
    let document = json!({ "textDocument": { "uri": client.uri("rules/port.toml") } });
    let symbols = client.ask("textDocument/documentSymbol", document.clone());
    let names: Vec<&str> = symbols.as_array().expect("symbols").iter().filter_map(|symbol| symbol["name"].as_str()).collect();
    assert_eq!(names, ["source.avis", "name.keller", "figure.grues", "claim.fuite"]);
    let links = client.ask("textDocument/documentLink", document);
    assert!(links[0]["target"].as_str().is_some_and(|target| target.ends_with("/avis.txt")), "{links}");
    let found = client.ask("workspace/symbol", json!({ "query": "KELL" }));
    assert_eq!(found[0]["name"], "name.keller");
    let broken = DOSSIER.replace("canonical", "canonnical");
    let change = json!({ "textDocument": { "uri": client.uri("rules/port.toml"), "version": 2 }, "contentChanges": [{ "text": broken }] });
    client.tell("textDocument/didChange", change);
    let mistakes = client.diagnostics("rules/port.toml");
    assert_eq!(mistakes[0]["range"]["start"]["line"], 8, "{mistakes}");
    client.stop();
}

#[test]
fn a_saved_dossier_is_read_again_at_once() {
    let mut client = Client::start(json!(["utf-8"]));
    assert_eq!(client.open("a.txt", "Mathilde Keller parle.\n"), json!([]));
    std::fs::write(client.path("rules/port.toml"), DOSSIER.replace("Mathilde Keller\" #", "Mathilde Koller\" #")).expect("written");
    client.tell("textDocument/didSave", json!({ "textDocument": { "uri": client.uri("rules/port.toml") } }));
    let found = client.diagnostics("a.txt");
    assert_eq!(found[0]["code"], "name.keller");
    assert_eq!(found[0]["range"], range(0, 9, 15));
    client.stop();
}

/// Two newsrooms, each with rules and a configuration of its own, and a third inside the first.
fn newsrooms() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, canonical, config) in [
        ("north", "Mathilde Keller", "rules = [\"facts\"]\n"),
        ("south", "Mathilde Kelle", "rules = [\"facts\"]\nper-file = { \"*.note.txt\" = [\"*\"] }\n"),
        ("north/desk", "Matilde Kelle", "rules = [\"facts\"]\n[severity]\n\"name.*\" = \"note\"\n"),
    ] {
        write(folder.path(), &format!("{name}/factlint.toml"), config);
        write(folder.path(), &format!("{name}/facts/a.toml"), format!("[name.keller]\ncanonical = \"{canonical}\"\n"));
    }
    folder
}

/// The words that are wrong and how badly.
fn wrong(found: &Value) -> Vec<(Value, Value)> {
    found.as_array().expect("a list").iter().map(|found| (found["range"].clone(), found["severity"].clone())).collect()
}

#[test]
fn each_folder_has_its_own_rules_and_configuration() {
    let mut client = Client::of(newsrooms(), json!(["utf-8"]), &["north", "south", "north/desk"]);
    let text = "Mathilde Kelle parle.\n";
    assert_eq!(wrong(&client.open("north/a.txt", text)), [(range(0, 9, 14), json!(1))]);
    assert_eq!(wrong(&client.open("south/a.txt", text)), []);
    assert_eq!(wrong(&client.open("north/desk/a.txt", text)), [(range(0, 0, 8), json!(3))], "the innermost folder holds a file");
    let other = "Mathilde Keller parle.\n";
    assert_eq!(wrong(&client.open("north/b.txt", other)), []);
    assert_eq!(wrong(&client.open("south/b.txt", other)), [(range(0, 9, 15), json!(1))]);
    assert_eq!(wrong(&client.open("south/b.note.txt", other)), [], "silent there");
    let hover = client.ask("textDocument/hover", client.at("south/a.txt", 0, 3));
    assert!(hover["contents"]["value"].as_str().is_some_and(|page| page.contains("**Mathilde Kelle**")), "{hover}");
    client.stop();
}

#[test]
fn folders_come_and_go_while_drafts_are_open() {
    let mut client = Client::of(newsrooms(), json!(["utf-8"]), &["north"]);
    let text = "Mathilde Kelle parle.\n";
    assert_eq!(wrong(&client.open("north/a.txt", text)), [(range(0, 9, 14), json!(1))]);
    assert_eq!(wrong(&client.open("south/a.txt", text)), [(range(0, 9, 14), json!(1))], "a file of no folder: the first folder's rules");
    client.turn(&["south"], &[]);
    assert_eq!(wrong(&client.diagnostics("south/a.txt")), []);
    client.turn(&[], &["north"]);
    assert_eq!(wrong(&client.diagnostics("north/a.txt")), []);
    client.turn(&["north"], &["south"]);
    assert_eq!(wrong(&client.diagnostics("north/a.txt")), [(range(0, 9, 14), json!(1))]);
    client.turn(&["north"], &[]);
    assert_eq!(wrong(&client.diagnostics("north/a.txt")), [(range(0, 9, 14), json!(1))], "twice the same folder");
    client.turn(&[], &["north", "south"]);
    assert_eq!(wrong(&client.diagnostics("north/a.txt")), [], "no folder, no rules");
    assert!(client.ask("textDocument/hover", client.at("north/a.txt", 0, 3)).is_null());
    client.turn(&["north"], &[]);
    assert_eq!(wrong(&client.diagnostics("north/a.txt")), [(range(0, 9, 14), json!(1))]);
    client.stop();
}

#[test]
fn what_is_malformed_or_unknown_ends_nothing() {
    let mut client = Client::start(json!(["utf-8"]));
    assert!(client.answer("textDocument/foo", json!({})).response_kind_is_error());
    assert!(client.answer("textDocument/hover", json!({ "textDocument": 3 })).response_kind_is_error());
    client.tell("textDocument/didOpen", json!([1, 2]));
    client.tell("$/cancelRequest", json!({ "id": 99 }));
    client.tell("textDocument/didChange", json!({ "textDocument": { "uri": "file:///nowhere", "version": 1 }, "contentChanges": [] }));
    let far = json!({ "textDocument": { "uri": client.uri("a.txt"), "version": 2 }, "contentChanges": [{ "range": range(900, 70, 80), "text": "x" }] });
    client.open("a.txt", "Mathilde Kelle\n");
    client.tell("textDocument/didChange", far);
    assert_eq!(client.diagnostics("a.txt").as_array().map(Vec::len), Some(1));
    assert_eq!(client.open("untitled", ""), json!([]));
    client.stop();
}

#[test]
fn a_client_that_is_gone_ends_the_server() {
    let mut client = Client::start(json!(["utf-8"]));
    client.open("a.txt", "Mathilde Kelle\n");
    let server = client.server.take().expect("a server");
    drop(client);
    server.join().expect("no panic");
}

/// Whether an answer is an error, whatever the type of the answer is called.
trait IsError {
    fn response_kind_is_error(&self) -> bool;
}

impl IsError for lsp_server::Response {
    fn response_kind_is_error(&self) -> bool {
        serde_json::to_value(self).expect("JSON").get("error").is_some()
    }
}

/// A generator of pseudo-random numbers that is the same everywhere (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

/// Whatever can be typed: names whole and broken, quotation marks, ends of paragraphs, claims in two sentences, emoji.
const PIECES: [&str; 18] = [
    "Mathilde Keller",
    "Mathilde Kelle ",
    "Mathilde\n",
    "Keller ",
    "« ",
    " »",
    "\n\n",
    "\n",
    "Une fuite est là. ",
    "Le pétrole coule. ",
    "412 grues ",
    "413 grues ",
    "😀",
    "é",
    "selon le port, ",
    ". ",
    "factlint: allow name.keller -- non\n",
    "[sic]",
];

#[test]
fn after_every_edit_the_server_says_what_a_fresh_check_says() {
    let mut client = Client::start(json!(["utf-8"]));
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let mut text: String =
        (0..300).map(|at| format!("{} et {} sur le quai {at}.\n\n", PIECES[dice.throw(18)], PIECES[dice.throw(18)])).collect();
    client.open("a.txt", &text);
    let mut dossier = DOSSIER.to_owned();
    let mut rules = fresh(&dossier, &client);
    // A few thousand where they are asked for: FACTLINT_EDITS=5000.
    let edits: i32 = std::env::var("FACTLINT_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(200);
    for version in 2..edits {
        if version % 50 == 0 {
            dossier = DOSSIER.replace("412", if dossier.contains("412") { "413" } else { "412" });
            std::fs::write(client.path("rules/port.toml"), &dossier).expect("written");
            rules = fresh(&dossier, &client);
            client.tell("textDocument/didSave", json!({ "textDocument": { "uri": client.uri("rules/port.toml") } }));
            client.diagnostics("a.txt");
        }
        let (from, to) = (boundary(&text, dice.throw(text.len())), dice.throw(12));
        let to = boundary(&text, (from + if dice.throw(2) == 0 { 0 } else { to }).min(text.len()));
        let piece = if dice.throw(4) == 0 { "" } else { PIECES[dice.throw(18)] };
        let change = json!({ "range": { "start": position(&text, from), "end": position(&text, to) }, "text": piece });
        text.replace_range(from..to, piece);
        client.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": client.uri("a.txt"), "version": version }, "contentChanges": [change] }),
        );
        assert_eq!(said(&client.diagnostics("a.txt")), checked(&rules, &client.path("a.txt"), &text), "version {version}");
    }
    client.stop();
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The position of a byte, counted by the test itself.
fn position(text: &str, at: usize) -> Value {
    let line = text[..at].matches('\n').count();
    json!({ "line": line, "character": at - text[..at].rfind('\n').map_or(0, |at| at + 1) })
}

fn fresh(dossier: &str, client: &Client) -> factlint::dossier::RuleSet {
    loaded(SourceFile::from_text(client.path("rules/port.toml").display().to_string(), dossier))
}

/// Code, place and first line of every diagnostic.
fn said(diagnostics: &Value) -> Vec<(String, Value, String)> {
    let each = diagnostics.as_array().expect("a list").iter();
    each.map(|found| {
        let line = found["message"].as_str().and_then(|message| message.lines().next()).unwrap_or_default();
        (found["code"].as_str().unwrap_or_default().to_owned(), found["range"]["start"].clone(), line.to_owned())
    })
    .collect()
}

fn checked(rules: &factlint::dossier::RuleSet, path: &Path, text: &str) -> Vec<(String, Value, String)> {
    let findings = Checker::new(rules, TODAY).check_text(&path.display().to_string(), text);
    findings.iter().map(|finding| (code(rules, finding).to_owned(), position(text, finding.span.start), finding.message.clone())).collect()
}
