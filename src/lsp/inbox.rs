//! What the client has said and nobody has answered yet.
//!
//! Messages are answered one after another, in the order in which they came. Those that wait are seen before, for two reasons: a request that
//! was cancelled need not be answered, and a text that was changed again need not be looked at to its end.

use std::collections::VecDeque;

use lsp_server::{Connection, Message, RequestId};
use lsp_types::notification::{Cancel, DidChangeTextDocument, DidCloseTextDocument, Exit, Notification as _};

/// Messages in the order in which they came.
pub(super) struct Inbox<'c> {
    connection: &'c Connection,
    waiting: VecDeque<Message>,
}

impl<'c> Inbox<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self { connection, waiting: VecDeque::new() }
    }

    /// The next message that is here already.
    pub(super) fn pop(&mut self) -> Option<Message> {
        self.take_in();
        self.waiting.pop_front()
    }

    /// The next message, waited for; none where the client is gone.
    pub(super) fn wait(&mut self) -> Option<Message> {
        self.pop().or_else(|| self.connection.receiver.recv().ok())
    }

    /// Whether nothing is here.
    pub(super) fn is_empty(&mut self) -> bool {
        self.take_in();
        self.waiting.is_empty()
    }

    /// Whether the client no longer wants an answer to a request.
    pub(super) fn is_cancelled(&mut self, id: &RequestId) -> bool {
        self.take_in();
        let id = serde_json::to_value(id).ok();
        self.waiting.iter().any(|message| {
            matches!(message, Message::Notification(said) if said.method == Cancel::METHOD && said.params.get("id") == id.as_ref())
        })
    }

    /// Whether, since this was asked last, something came that makes looking at a document vain.
    pub(super) fn is_outdated(&mut self, uri: &str) -> bool {
        let known = self.waiting.len();
        self.take_in();
        self.waiting.iter().skip(known).any(|message| match message {
            Message::Notification(said)
                if [DidChangeTextDocument::METHOD, DidCloseTextDocument::METHOD].contains(&said.method.as_str()) =>
            {
                said.params["textDocument"]["uri"] == uri
            }
            Message::Notification(said) => said.method == Exit::METHOD,
            Message::Request(_) | Message::Response(_) => false,
        })
    }

    fn take_in(&mut self) {
        self.waiting.extend(self.connection.receiver.try_iter());
    }
}

#[cfg(test)]
mod tests {
    use lsp_server::Notification;
    use serde_json::{Value, json};

    use super::*;

    fn said(connection: &Connection, method: &str, params: Value) {
        connection.sender.send(Notification::new(method.to_owned(), params).into()).expect("the other end is there");
    }

    #[test]
    fn a_request_that_is_cancelled_while_it_waits_is_known() {
        let (near, far) = Connection::memory();
        let mut inbox = Inbox::new(&near);
        said(&far, "$/cancelRequest", json!({ "id": 3 }));
        said(&far, "$/cancelRequest", json!({ "id": "x" }));
        assert!(inbox.is_cancelled(&3.into()) && inbox.is_cancelled(&"x".to_owned().into()));
        assert!(!inbox.is_cancelled(&4.into()) && !inbox.is_cancelled(&"3".to_owned().into()));
        assert!(inbox.pop().is_some() && inbox.pop().is_some() && inbox.pop().is_none());
    }

    #[test]
    fn a_later_change_makes_looking_vain_and_other_messages_do_not() {
        let (near, far) = Connection::memory();
        let mut inbox = Inbox::new(&near);
        said(&far, "textDocument/didChange", json!({ "textDocument": { "uri": "file:///b" } }));
        said(&far, "textDocument/didSave", json!({ "textDocument": { "uri": "file:///a" } }));
        assert!(!inbox.is_outdated("file:///a"));
        said(&far, "textDocument/didChange", json!({ "textDocument": { "uri": "file:///a" } }));
        assert!(inbox.is_outdated("file:///a"));
        assert!(!inbox.is_empty());
        drop(far);
        assert!((0..3).all(|_| inbox.wait().is_some()) && inbox.wait().is_none());
    }
}
