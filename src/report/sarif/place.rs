//! Places as SARIF has them: a file as a URI, a span as a region.

use std::ops::Range;

use serde_json::{Value, json};

use super::{ROOT, plain};
use crate::source::SourceFile;

/// A labelled place of a file.
pub(super) fn location(file: &SourceFile, span: &Range<usize>, label: &str) -> Value {
    let mut region = region(file, span);
    region["snippet"] = json!({"text": file.shown(span.clone())});
    let mut location = json!({"physicalLocation": {"artifactLocation": artifact(file), "region": region}});
    if let Some(words) = file.location(span.start) {
        location["logicalLocations"] = json!([logical(words)]);
    }
    if !label.is_empty() {
        location["message"] = json!({"text": plain(label)});
    }
    location
}

/// A place of a packed file in words, `table 1, cell B2`: its last part is the place itself, which is of a kind (`cell`).
fn logical(words: &str) -> Value {
    let name = words.rsplit(", ").next().unwrap_or(words);
    let kind = name.split(' ').take_while(|word| !word.contains(|c: char| c.is_ascii_digit())).collect::<Vec<_>>().join(" ");
    json!({"name": name, "fullyQualifiedName": words, "kind": if kind.is_empty() { "part" } else { &kind }})
}

/// A file: relative to where factlint was run, or a full path.
pub(super) fn artifact(file: &SourceFile) -> Value {
    let uri = uri(file.name());
    if uri.starts_with("file:") { json!({"uri": uri}) } else { json!({"uri": uri, "uriBaseId": ROOT}) }
}

/// A span: lines and columns from 1, the end behind the last character; and bytes of the file.
pub(super) fn region(file: &SourceFile, span: &Range<usize>) -> Value {
    let (start, end) = (file.position(span.start), file.position(span.end));
    json!({
        "startLine": start.line, "startColumn": start.column,
        "endLine": end.line, "endColumn": end.column,
        "byteOffset": start.offset, "byteLength": end.offset.saturating_sub(start.offset),
    })
}

/// A path as a URI: a relative one stays relative.
fn uri(path: &str) -> String {
    let path = path.trim_start_matches("./");
    let mut uri = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1..3) == Some(b":/") {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_words_have_a_name_and_a_kind() {
        let cell = json!({"name": "cell B2", "fullyQualifiedName": "table 1, cell B2", "kind": "cell"});
        assert_eq!(logical("table 1, cell B2"), cell);
        assert_eq!([logical("text box 1")["kind"].clone(), logical("header")["kind"].clone()], ["text box", "header"]);
        assert_eq!(logical("chapter 3 (ch003.xhtml), paragraph 4")["name"], "paragraph 4");
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("./été/a b%.md"), "%C3%A9t%C3%A9/a%20b%25.md");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
        assert_eq!(uri("../a:b.md"), "../a%3Ab.md");
        assert_eq!(uri("/tmp/a#?.md"), "file:///tmp/a%23%3F.md");
        assert_eq!(uri("C:/a.md"), "file:///C%3A/a.md");
    }
}
