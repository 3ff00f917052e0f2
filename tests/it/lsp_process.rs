//! The language server as an editor has it: a process, and messages on its standard input and output, framed by hand.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{command, desk};

const DOSSIER: &str = "[name.keller]\ncanonical = \"Mathilde Keller\"\n";

/// How long an answer may take on a machine that has much to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server whose input and output are ours.
fn server(folder: &Path) -> Child {
    command(folder, ["lsp"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a server")
}

struct Server {
    process: Child,
    input: Option<ChildStdin>,
    said: Receiver<Value>,
    folder: tempfile::TempDir,
}

impl Server {
    fn start() -> Self {
        let folder = desk(&[("rules/port.toml", DOSSIER)]);
        let mut process = server(folder.path());
        let (input, output) = (process.stdin.take(), process.stdout.take().expect("its output"));
        let (sender, said) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self { process, input, said, folder }
    }

    /// One that has been greeted.
    fn ready() -> Self {
        let mut server = Self::start();
        server.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }));
        assert_eq!(server.answer(1)["result"]["serverInfo"]["name"], "factlint");
        server.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
        server
    }

    fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server listens");
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn next(&self) -> Value {
        self.said.recv_timeout(PATIENCE).expect("the server speaks")
    }

    fn answer(&self, id: i32) -> Value {
        std::iter::repeat_with(|| self.next()).find(|message| message["id"] == id).expect("an answer")
    }

    fn diagnostics(&self, version: i32) -> Value {
        let told = |message: &Value| message["params"]["version"] == version;
        std::iter::repeat_with(|| self.next()).find(told).expect("diagnostics")["params"]["diagnostics"].clone()
    }

    fn uri(&self) -> String {
        format!("file://{}/a.txt", self.folder.path().display())
    }

    fn open(&mut self, text: &str) {
        let document = json!({ "uri": self.uri(), "languageId": "plaintext", "version": 1, "text": text });
        self.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } }));
    }

    fn change(&mut self, version: i32, line: usize, from: usize, to: usize, text: &str) {
        let range = json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } });
        let params = json!({
            "textDocument": { "uri": self.uri(), "version": version },
            "contentChanges": [{ "range": range, "text": text }],
        });
        self.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }));
    }

    /// Its status, once it has ended by itself.
    fn ends(&mut self) -> ExitStatus {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait().expect("a status") {
                return status;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("the server is still there");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The next message; `None` at the end.
fn read(output: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().strip_prefix("Content-Length: ") {
            Some(value) => length = value.parse().expect("a length"),
            None if line.trim_end().is_empty() => break,
            None => panic!("no header: {line:?}"),
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}

#[test]
fn nothing_that_is_malformed_or_unknown_ends_the_server() {
    let mut server = Server::ready();
    for (bytes, refused) in [
        (&b"Content-Length: 7\r\n\r\n{\"id\": "[..], Some(-32700)),
        (b"nonsense\r\n\r\n", None),
        (b"Content-Length: many\r\n\r\n", None),
        (b"Content-Length: 2\r\n\r\n[]", Some(-32600)),
        (b"Content-Length: 3\r\n\r\n\"x\"", Some(-32600)),
        (b"Content-Type: none\r\n\r\n", None),
        (b"\xff\xfe\r\nContent-Length: 2\r\n\r\n\xff\xfe", Some(-32700)),
        (b"Content-Length: 0\r\n\r\n", Some(-32700)),
    ] {
        server.raw(bytes);
        if let Some(code) = refused {
            let answer = server.next();
            assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!(code)), "{}", String::from_utf8_lossy(bytes));
        }
    }
    server.send(&json!({ "jsonrpc": "2.0", "id": 2, "method": "textDocument/foo", "params": {} }));
    assert_eq!(server.answer(2)["error"]["code"], -32601);
    server.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": [1] }));
    server.open("Mathilde Kelle parle.\n");
    assert_eq!(server.diagnostics(1).as_array().map(Vec::len), Some(1));
    server.send(&json!({ "jsonrpc": "2.0", "id": 3, "method": "shutdown" }));
    assert_eq!(server.answer(3)["result"], Value::Null);
    server.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(server.ends().code(), Some(0), "though its input is still open");
}

#[test]
fn a_request_before_the_greeting_is_refused_and_the_greeting_still_holds() {
    let mut server = Server::start();
    server.send(&json!({ "jsonrpc": "2.0", "id": 7, "method": "textDocument/hover", "params": {} }));
    assert_eq!(server.answer(7)["error"]["code"], -32002);
    server.send(&json!({ "jsonrpc": "2.0", "id": 8, "method": "initialize", "params": { "capabilities": {} } }));
    assert!(server.answer(8)["result"]["capabilities"].is_object());
}

#[test]
fn a_greeting_that_is_not_understood_ends_the_server_with_a_status() {
    let mut server = Server::start();
    server.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": 3 } }));
    assert_eq!(server.ends().code(), Some(2));
}

#[test]
fn closing_its_input_ends_the_server_at_any_time() {
    let mut before = Server::start();
    before.input = None;
    assert!(before.ends().code().is_some());
    let mut open = Server::ready();
    open.open("Mathilde Kelle parle.\n");
    open.raw(b"Content-Length: 500\r\n\r\n{\"cut\": ");
    open.input = None;
    assert_eq!(open.ends().code(), Some(0));
}

#[test]
fn a_client_that_is_killed_ends_the_server() {
    let mut process = server(Path::new("."));
    let (mut input, output) = (process.stdin.take().expect("its input"), process.stdout.take().expect("its output"));
    let body = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }).to_string();
    // Nobody reads the answer any more, and then nobody writes.
    drop(output);
    write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server listens");
    drop(input);
    let begun = Instant::now();
    while process.try_wait().expect("a status").is_none() {
        assert!(begun.elapsed() < PATIENCE, "the server is still there");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn what_is_typed_while_the_server_is_busy_is_looked_at_once() {
    let mut server = Server::ready();
    server.open(&"Mathilde Kelle parle au port.\n\n".repeat(3000));
    for version in 2..=200 {
        server.change(version, 0, 0, 0, "x");
    }
    let told = |message: &Value| message["method"] == "textDocument/publishDiagnostics";
    let mut looks = 0;
    let last =
        std::iter::repeat_with(|| server.next()).filter(told).inspect(|_| looks += 1).find(|message| message["params"]["version"] == 200);
    assert_eq!(last.map(|message| message["params"]["diagnostics"].as_array().map(Vec::len)), Some(Some(3000)));
    assert!(looks < 100, "200 versions, {looks} looks");
}

#[test]
fn a_request_that_is_cancelled_while_it_waits_is_refused_and_the_others_are_answered() {
    let mut server = Server::ready();
    server.open(&"Mathilde Kelle parle au port.\n\n".repeat(3000));
    let place = json!({ "textDocument": { "uri": server.uri() }, "position": { "line": 0, "character": 10 } });
    let hover = |id: i32| json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": place });
    let cancel = json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 3 } });
    // The first look at so long a draft, which the request waits for, takes longer than to read these.
    let all: Vec<String> = [hover(2), hover(3), hover(4), cancel.clone()].iter().map(Value::to_string).collect();
    server.raw(all.iter().map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len())).collect::<String>().as_bytes());
    assert!(server.answer(2)["result"].is_object());
    assert_eq!(server.answer(3)["error"]["code"], -32800);
    assert!(server.answer(4)["result"].is_object());
    // It is answered already.
    server.send(&cancel);
    server.send(&hover(5));
    assert!(server.answer(5)["result"].is_object());
}

#[test]
fn a_text_that_changes_while_it_is_looked_at_is_not_looked_at_to_its_end() {
    let mut server = Server::ready();
    let text: String = (0..20_000).map(|at| format!("Mathilde Kelle parle au port {at}.\n\n")).collect();
    server.open(&text);
    for version in 2..=40 {
        thread::sleep(Duration::from_millis(5));
        server.change(version, 0, 0, 0, "x");
    }
    let told = |message: &Value| message["method"] == "textDocument/publishDiagnostics";
    let first = std::iter::repeat_with(|| server.next()).find(told).expect("diagnostics");
    assert_ne!(first["params"]["version"], 1, "what is told first is what was typed later");
    assert_eq!(first["params"]["diagnostics"].as_array().map(Vec::len), Some(20_000));
}

/// The resident memory of a process, in pages.
#[cfg(target_os = "linux")]
fn pages(process: &Child) -> usize {
    let statm = std::fs::read_to_string(format!("/proc/{}/statm", process.id())).expect("a running process");
    statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).expect("a number")
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_from_edit_to_edit() {
    // A hundred thousand where they are asked for: FACTLINT_MEMORY_EDITS=100000.
    let edits: i32 = std::env::var("FACTLINT_MEMORY_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(3000);
    let mut server = Server::ready();
    server.open(&"Mathilde Keller parle au port, et Mathilde Kelle se tait.\n\n".repeat(20));
    server.diagnostics(1);
    let (mut version, mut warm) = (1, 0);
    for edit in 0..edits {
        // Every text is another one, and of the same length in the end.
        let (line, word) = (edit as usize % 20 * 2, format!("{edit:08}"));
        version += 2;
        server.change(version - 1, line, 0, 0, &word);
        server.change(version, line, 0, 8, "");
        assert!(server.diagnostics(version).as_array().is_some_and(|found| found.len() == 20));
        if edit == edits / 3 {
            warm = pages(&server.process);
        }
    }
    let grown = pages(&server.process).saturating_sub(warm);
    // Two megabytes, in pages of four kilobytes: less than a kilobyte for each edit, even of a few thousand.
    assert!(grown < 512, "{warm} pages, then {grown} more after {} edits", edits - edits / 3);
}
