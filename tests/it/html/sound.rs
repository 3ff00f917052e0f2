//! What must hold of any page: it links within itself or to the web, loads nothing, and lets only its own style and script through.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::page::Page;

/// What must hold of any page.
pub(crate) fn assert_sound(html: &str) {
    let document = Page::parse(html);
    let page = Page::new(&document);
    let ids: Vec<&str> = page.elements().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "ids are unique");
    for node in page.elements() {
        for attribute in node.attributes() {
            let value = attribute.value();
            match attribute.name() {
                "href" if value.starts_with('#') => assert!(ids.contains(&&value[1..]), "{value} leads nowhere"),
                "href" => assert!(node.has_tag_name("a") && (value.starts_with("https://") || value.starts_with("http://")), "{value}"),
                "aria-labelledby" => assert!(ids.contains(&value), "{value} names nothing"),
                name => assert!(ALLOWED.contains(&name), "attribute {name} of {}", node.tag_name().name()),
            }
        }
        assert!(!["img", "link", "iframe", "object", "embed", "video", "audio", "base", "svg"].contains(&node.tag_name().name()));
    }
    for name in ["html", "head", "body", "main", "header", "h1", "title", "style", "script"] {
        assert_eq!(page.elements().filter(|node| node.has_tag_name(name)).count(), 1, "{name}");
    }
    let headings: Vec<u32> = page.elements().filter_map(|node| node.tag_name().name().strip_prefix('h')?.parse().ok()).collect();
    assert!(headings.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level is left out: {headings:?}");
    assert_hashes(&page);
}

/// What a page has besides `href` and `aria-labelledby`: nothing that loads or runs.
const ALLOWED: [&str; 22] = [
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "type",
    "value",
    "checked",
    "hidden",
    "autocomplete",
    "aria-label",
    "aria-hidden",
    "data-of",
    "data-number",
    "data-severity",
    "data-kind",
    "rel",
    "for",
    "role",
    "title",
];

/// The policy lets the page's own style and script through, and nothing else.
fn assert_hashes(page: &Page<'_>) {
    let policies = page.elements().filter(|node| node.attribute("http-equiv") == Some("Content-Security-Policy"));
    let policy: String = policies.filter_map(|node| node.attribute("content")).collect();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    for name in ["style", "script"] {
        let content = page.elements().find(|node| node.has_tag_name(name)).map(Page::text).expect("it is there");
        let wanted = format!("{name}-src 'sha256-{}'", base64(&Sha256::digest(content.as_bytes())));
        assert!(policy.contains(&wanted), "the {name} has changed: `POLICY` needs {wanted}");
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, index| bits << 8 | u32::from(three.get(index).copied().unwrap_or(0)));
        for index in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * index)) as usize & 63];
            text.push(if index > three.len() { '=' } else { letter.into() });
        }
    }
    text
}
