//! Messages on standard input and output.
//!
//! The client is not trusted to speak well: what stands between messages is passed over, up to the next header that gives a length, and what
//! is no message is refused. Messages wait in a queue, so that the session sees what was typed meanwhile and looks at it once.

use std::io::{self, BufRead, Read as _, Write as _};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, ErrorCode, Message};
use serde_json::{Value, json};

/// How long a header line may be; a longer one is none.
const HEADER: u64 = 1024;

/// A connection to the client, and the thread that writes to it: it ends when the connection is dropped and all is written.
///
/// Nobody waits for the thread that reads: the client may leave its end open for as long as it likes.
pub(super) fn connect() -> (Connection, JoinHandle<()>) {
    let (server, Connection { sender, receiver }) = Connection::memory();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(Some(body)) = read(&mut input) {
            let message = match serde_json::from_slice::<Message>(&body) {
                Ok(message) => message,
                Err(_) => {
                    say(&refusal(&body));
                    continue;
                }
            };
            let is_exit = matches!(&message, Message::Notification(notification) if notification.method == "exit");
            if sender.send(message).is_err() || is_exit {
                return;
            }
        }
    });
    let writer = thread::spawn(move || {
        // A client that no longer listens has not said goodbye yet: what is told to it goes nowhere.
        for message in receiver {
            let _ = message.write(&mut io::stdout().lock());
        }
    });
    (server, writer)
}

/// What is answered to what is no message. It bears the identity of what it answers, where that can be seen.
fn refusal(body: &[u8]) -> Value {
    let (code, message, id) = match serde_json::from_slice::<Value>(body) {
        Ok(value) => (ErrorCode::InvalidRequest, "this is no message", value.get("id").cloned().unwrap_or_default()),
        Err(_) => (ErrorCode::ParseError, "this is no JSON", Value::Null),
    };
    let id = if id.is_i64() || id.is_string() { id } else { Value::Null };
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": message } })
}

/// Writes an answer between two of the session's.
fn say(answer: &Value) {
    let (text, mut output) = (answer.to_string(), io::stdout().lock());
    // As the session's, to a client that no longer listens.
    let _ = write!(output, "Content-Length: {}\r\n\r\n{text}", text.len()).and_then(|()| output.flush());
}

/// The body of the next message; `None` at the end of the input.
fn read(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        match (line.trim_ascii(), length) {
            (b"", Some(length)) => {
                // Room is made for what comes, not for what is announced.
                let mut body = Vec::new();
                let whole = input.by_ref().take(length).read_to_end(&mut body)? as u64 == length;
                return Ok(whole.then_some(body));
            }
            (header, _) => length = length_of(header).or(length),
        }
    }
}

/// The length that a header line gives. What is left of a message that was longer than announced may stand before it.
fn length_of(header: &[u8]) -> Option<u64> {
    let header = String::from_utf8_lossy(header).to_ascii_lowercase();
    header.rsplit_once("content-length:")?.1.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(mut input: &[u8]) -> Vec<String> {
        let next = || read(&mut input).expect("no error");
        std::iter::from_fn(next).map(|body| String::from_utf8_lossy(&body).into_owned()).collect()
    }

    #[test]
    fn what_is_no_header_is_passed_over() {
        assert_eq!(bodies(b"Content-Length: 2\r\n\r\n{}content-length:3\r\nContent-Type: x\r\n\r\nabc"), ["{}", "abc"]);
        assert_eq!(bodies(b"\xff\xfe nonsense\r\n\r\nContent-Length: many\r\n\r\nContent-Length: 1\n\nx"), ["x"]);
        assert_eq!(bodies(&[vec![b'y'; 5000], b"\r\nContent-Length: 1\r\n\r\nx".to_vec()].concat()), ["x"]);
        assert_eq!(bodies(b"Content-Length: 1\r\n\r\n{}Content-Length: 2\r\n\r\n[]"), ["{", "[]"]);
    }

    #[test]
    fn what_is_no_message_is_refused_with_the_identity_that_it_has() {
        let refused = |body: &str| {
            let refusal = refusal(body.as_bytes());
            (refusal["error"]["code"].clone(), refusal["id"].clone())
        };
        assert_eq!(refused("{\"id\": 3, "), (json!(-32700), Value::Null));
        assert_eq!(refused("[]"), (json!(-32600), Value::Null));
        assert_eq!(refused("{\"id\": 3, \"method\": 4}"), (json!(-32600), json!(3)));
        assert_eq!(refused("{\"id\": [3], \"method\": 4}"), (json!(-32600), Value::Null));
    }

    #[test]
    fn a_message_that_is_cut_off_or_endless_is_the_end() {
        assert!(bodies(b"Content-Length: 18446744073709551615\r\n\r\nshort").is_empty());
        assert!(bodies(b"Content-Length: 9").is_empty());
    }
}
